// What the keys of priorities, of anonymous answers and of deliveries mean.
#include "base/array.h"
#include "base/translate.h"
#include "read/keys/keys.h"

// ---- Priorities: front matter, and attributes of headings

static const struct keys_entry of_priorities[] = {
    {.path = "message",
     .says = N_("The leader's own words to everybody in the unit."),
     .value = "Markdown",
     .otherwise = N_("a text that suits most stands there"),
     .example = YAML("message: |\n"
                     "  I år vil jeg at vi snakker om hva vi kan slutte med.")},
    {.path = "questions",
     .says = N_("Which questions of templates/nb/questions.yaml packs ask, in this order."),
     .value = N_("a list of ids"),
     .otherwise = N_("those that are marked with asked: true there"),
     .example = YAML("questions: [strengths-unused, drives]")},
    {.path = "extra-questions",
     .says = N_("The unit's own questions, which packs ask, too."),
     .value = N_("a list of texts in Markdown"),
     .otherwise = N_("there are none"),
     .example = YAML("extra-questions:\n"
                     "  - Hva skal til for at tidlig innsats virker hos oss?")},
    {.path = "draft",
     .says = N_("Where this text comes from while nobody has gone through it: samtale new-period "
                "writes it, check names the units, and papers show nothing of it. Take the line "
                "away when the text is right."),
     .otherwise = N_("the text is the unit's own for this period"),
     .example = YAML("draft: fra 2027")},
    {.path = "heading.id",
     .says = N_("The priority's id, by which plans and other units name it."),
     .otherwise = N_("it is made of the heading's words"),
     .example = YAML("## Barn og unge får hjelp tidlig {#tidlig-hjelp}")},
    {.path = "heading.supports",
     .says = N_("Which priorities of units above this one serves."),
     .value = N_("an id, or several with commas between them"),
     .otherwise = N_("none"),
     .example = YAML("## Les mer {#les-mer supports=tidlig-hjelp}")},
};

const struct keys_file keys_priorities = {
    .topic = "priorities",
    .name = "priorities/PERIOD/UNIT.md",
    .says = N_("what a unit gives priority to: Markdown, with these keys between lines of ---"),
    .tables = priorities_tables,
    .told = 2,
    .entries = of_priorities,
    .entry_count = COUNT(of_priorities),
};

// ---- Conversations

static const struct keys_entry of_conversations[] = {
    {.path = "PERSON.at",
     .says = N_("When the conversation is. It wins over what org.yaml says."),
     .otherwise = N_("what org.yaml says"),
     .example = YAML("at: 2027-01-20T09:00")},
    {.path = "PERSON.place",
     .says = N_("Where it is."),
     .otherwise = N_("what org.yaml says"),
     .example = YAML("place: Møterom 2")},
    {.path = "PERSON.held",
     .says = N_("The day on which it was held. What the plan says wins over this."),
     .otherwise = N_("it has not been held, as far as is known"),
     .example = YAML("held: 2027-01-20")},
    {.path = "PERSON.changes",
     .says = N_("How often the appointment was moved or cancelled since calendars have it. samtale "
                "packs counts, and writes this and what follows by itself; calendars then know "
                "which time is the newest."),
     .otherwise = N_("it was never moved"),
     .example = YAML("changes: 1")},
    {.path = "PERSON.changed",
     .says = N_("The day on which it was moved the last time."),
     .otherwise = N_("it was never moved"),
     .example = YAML("changed: 2027-01-12")},
    {.path = "PERSON.cancelled",
     .says = N_(
         "The day on which it was cancelled. Calendar files say so until the period ends, or "
         "until it has a time again."),
     .otherwise = N_("it is not cancelled"),
     .example = YAML("cancelled: 2027-01-12")},
    {.path = "PERSON.was",
     .says = N_("When the cancelled appointment was to be."),
     .otherwise = N_("the time that at says"),
     .example = YAML("was: 2027-01-20T09:00")},
    {.path = "PERSON.leaders",
     .says = N_("Leaders who have it in their calendars, and are not its leaders any more: their "
                "calendar files say that it is cancelled."),
     .value = N_("a list of ids"),
     .otherwise = N_("none"),
     .example = YAML("leaders: [1101]")},
    {.path = "briefings.UNIT.at",
     .says = N_("When the unit's briefing is, or was. It wins over what org.yaml says."),
     .example = YAML("at: 2027-01-08T14:00")},
    {.path = "briefings.UNIT.place",
     .says = N_("Where it is."),
     .otherwise = N_("what org.yaml says"),
     .example = YAML("place: Kantina")},
};

const struct keys_file keys_conversations = {
    .topic = "conversations-file",
    .name = "conversations/PERIOD.yaml",
    .says = N_("when conversations are and were held; samtale import --times writes it"),
    .tables = conversations_tables,
    .told = 2,
    .entries = of_conversations,
    .entry_count = COUNT(of_conversations),
};

// ---- Answers

static const struct keys_entry of_answers[] = {
    {.path = "unit",
     .says = N_("The unit for which the answer counts."),
     .otherwise = N_("it counts for the organisation alone"),
     .example = YAML("unit: nordlia")},
    {.path = "role",
     .says = N_("Whether an employee or a leader answers."),
     .example = YAML("role: employee")},
    {.path = "scales",
     .says = N_("What was ticked, by the ids of the questions."),
     .value = N_("ids of questions, each with a number from 1 to 5, or unknown"),
     .example = YAML("scales: { pack: 4, heard: unknown }")},
    {.path = "training-needs",
     .says = N_("What training was ticked."),
     .value = N_("a list of ids"),
     .example = YAML("training-needs: [setting-goals]")},
    {.path = "training-other",
     .says = N_("Other training that is needed, in words."),
     .example = YAML("training-other: Å gi tilbakemelding")},
    {.path = "helped", .says = N_("What helped, in words."), .example = YAML("helped: God tid")},
    {.path = "change",
     .says = N_("What should change, in words."),
     .example = YAML("change: Færre skjemaer")},
    {.path = "released",
     .says = N_("true: HR has read the texts, and summaries may show them, until samtale "
                "release decides."),
     .value = N_("true or false"),
     .otherwise = "false",
     .example = YAML("released: true")},
};

const struct keys_file keys_answers = {
    .topic = "answers",
    .name = "answers/PERIOD/NAME.yaml",
    .says = N_("an anonymous answer to the process evaluation; samtale collect writes it"),
    .tables = answers_tables,
    .told = 1,
    .entries = of_answers,
    .entry_count = COUNT(of_answers),
};

// ---- Deliveries

#define KIND N_("the keys none, met, partly, not-met and dropped")

static const struct keys_entry of_deliveries[] = {
    {.path = "samtale-delivery",
     .says = N_("That this is a delivery, and in which form."),
     .example = YAML("samtale-delivery: 2")},
    {.path = "organisation",
     .says = N_("The organisation's id."),
     .example = YAML("organisation: nordlia-kommune")},
    {.path = "period",
     .says = N_("The period that is delivered."),
     .example = YAML("period: \"2027\"")},
    {.path = "leader",
     .says = N_("Who delivers: the leader's id."),
     .example = YAML("leader: e1001")},
    {.path = "people",
     .says = N_("Those about whom something is delivered."),
     .example = YAML("people:\n"
                     "  - employee: e1002\n"
                     "    conversation: { planned: 2027-02-10, held: 2027-02-11 }\n"
                     "    agreed: { employee: 2027-02-20, leader: 2027-02-20 }\n"
                     "    follow-ups: { f1: 2027-05-22 }\n"
                     "    evaluation:\n"
                     "      held: 2027-12-10\n"
                     "      agreed: { employee: 2027-12-12, leader: 2027-12-12 }\n"
                     "    goals:\n"
                     "      work: { none: 1, met: 2 }\n"
                     "      development: { partly: 1 }\n"
                     "      unstated: { dropped: 1 }\n"
                     "    measures: { done: 2, undated: 1, due: [2027-06-01] }")},
    {.path = "mac",
     .says = N_("Shows that the leader made this delivery, and that nobody has changed it."),
     .value = N_("what samtale deliver has written"),
     .otherwise = N_("collect --unsigned fills what is empty"),
     .example = YAML("mac: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")},
    {.path = "people.employee", .says = N_("Who it is.")},
    {.path = "people.conversation", .says = N_("The conversation's days.")},
    {.path = "people.conversation.planned", .says = N_("The day for which it is planned.")},
    {.path = "people.conversation.held", .says = N_("The day on which it was held.")},
    {.path = "people.agreed", .says = N_("The days on which the two agreed on the plan.")},
    {.path = "people.agreed.employee", .says = N_("The day on which the employee agreed.")},
    {.path = "people.agreed.leader", .says = N_("The day on which the leader agreed.")},
    {.path = "people.follow-ups",
     .says = N_("The days on which follow-ups were held: f1 is the first."),
     .value = N_("f1, f2 and so on, each with a day")},
    {.path = "people.evaluation", .says = N_("The evaluation's days.")},
    {.path = "people.evaluation.held", .says = N_("The day on which it was held.")},
    {.path = "people.evaluation.agreed",
     .says = N_("The days on which the two agreed on the evaluation.")},
    {.path = "people.evaluation.agreed.employee",
     .says = N_("The day on which the employee agreed.")},
    {.path = "people.evaluation.agreed.leader", .says = N_("The day on which the leader agreed.")},
    {.path = "people.goals",
     .says = N_("How many goals there are, by kind and by how far they were reached.")},
    {.path = "people.goals.work",
     .says = N_("Goals of work, and prioritised tasks."),
     .value = KIND},
    {.path = "people.goals.development",
     .says = N_("Personal and professional goals."),
     .value = KIND},
    {.path = "people.goals.unstated", .says = N_("Goals without a kind."), .value = KIND},
    {.path = "people.goals.KIND.none",
     .says = N_("How many are not evaluated yet."),
     .example = YAML("none: 1")},
    {.path = "people.goals.KIND.met",
     .says = N_("How many were reached."),
     .example = YAML("met: 2")},
    {.path = "people.goals.KIND.partly",
     .says = N_("How many were reached in part."),
     .example = YAML("partly: 1")},
    {.path = "people.goals.KIND.not-met",
     .says = N_("How many were not reached."),
     .example = YAML("not-met: 1")},
    {.path = "people.goals.KIND.dropped",
     .says = N_("How many were dropped."),
     .example = YAML("dropped: 1")},
    {.path = "people.measures", .says = N_("How many measures there are, and when they are due.")},
    {.path = "people.measures.done", .says = N_("How many are done.")},
    {.path = "people.measures.undated",
     .says = N_("How many are not done, and without a last day.")},
    {.path = "people.measures.due",
     .says = N_("The last days of those that are not done."),
     .value = N_("a list of days")},
};

const struct keys_file keys_deliveries = {
    .topic = "deliveries",
    .name = "delivery-PERIOD-LEADER.yaml",
    .says = N_("what a leader delivers to HR; samtale deliver writes it"),
    .tables = delivery_tables,
    .told = 3,
    .entries = of_deliveries,
    .entry_count = COUNT(of_deliveries),
};
