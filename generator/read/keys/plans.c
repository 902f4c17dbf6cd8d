// What the keys of a plan mean.
#include "base/array.h"
#include "base/translate.h"
#include "read/keys/keys.h"

#define WHEN N_("a day, a month (2027-06), a week (2027-W23), or words")

static const struct keys_entry entries[] = {
    {.path = "employee",
     .says = N_("Whose plan it is. The file is named after the same id."),
     .value = N_("an employee's id"),
     .example = YAML("employee: e1002")},
    {.path = "unit",
     .says = N_("The unit when the plan was made. It stays when the person moves."),
     .value = N_("a unit's id"),
     .otherwise = N_("the person's unit in org.yaml"),
     .example = YAML("unit: nordlia")},
    {.path = "leader",
     .says = N_("The leader when the plan was made."),
     .value = N_("an employee's id"),
     .otherwise = N_("the person's leader in org.yaml"),
     .example = YAML("leader: e1001")},
    {.path = "conversation",
     .says = N_("The conversation in which the plan was made."),
     .example = YAML("conversation: { held: 2027-01-21 }")},
    {.path = "conversation.held",
     .says = N_("The day on which it was held."),
     .otherwise = N_("not held yet")},
    {.path = "agreed",
     .says = N_("The days on which the two agreed on the plan."),
     .otherwise = N_("the plan is a draft"),
     .example = YAML("agreed: { employee: 2027-01-30, leader: 2027-01-30 }")},
    {.path = "agreed.employee",
     .says = N_("The day on which the employee agreed."),
     .otherwise = N_("not agreed yet")},
    {.path = "agreed.leader",
     .says = N_("The day on which the leader agreed."),
     .otherwise = N_("not agreed yet")},
    {.path = "disagreement",
     .says = N_("What the two do not agree on in the plan."),
     .example = YAML("disagreement: Vi er ikke enige om fristen.")},
    {.path = "follow-up-informal",
     .says = N_("How goals are followed up between the formal follow-ups."),
     .example = YAML("follow-up-informal: Kort prat hver fjortende dag")},
    {.path = "goals",
     .says = N_("The goals, with what is done to reach them."),
     .otherwise = N_("there are none"),
     .example = YAML("goals:\n"
                     "  - id: g1\n"
                     "    kind: work\n"
                     "    goal: Ny modell tatt i bruk ved alle skoler\n"
                     "    supports: tidlig-hjelp\n"
                     "    measures:\n"
                     "      - { what: Pilot ved to skoler, deadline: 2027-06-01 }")},
    {.path = "goals.id",
     .says = N_("The goal's id, by which forms that come back find it."),
     .otherwise = N_("g1, g2 and so on")},
    {.path = "goals.kind",
     .says = N_("What kind of goal it is. work and task count as work, personal and "
                "professional as development."),
     .otherwise = N_("not stated, and counted apart")},
    {.path = "goals.goal", .says = N_("The goal, in words.")},
    {.path = "goals.supports",
     .says = N_("Which priority of the unit, or of one above it, the goal serves."),
     .value = N_("a priority's id, or a list of them"),
     .otherwise = N_("none")},
    {.path = "goals.measures", .says = N_("What is done to reach the goal.")},
    {.path = "measures.id",
     .says = N_("The measure's id, by which forms that come back find it."),
     .otherwise = N_("m1, m2 and so on"),
     .example = YAML("id: m1")},
    {.path = "measures.what", .says = N_("What is to be done.")},
    {.path = "measures.responsible",
     .says = N_("Who sees to it."),
     .value = N_("employee, leader, or words"),
     .otherwise = "employee",
     .example = YAML("responsible: leader")},
    {.path = "measures.deadline",
     .says = N_("By when. Only days, weeks and months can be overdue. ongoing: there "
                "is no end."),
     .value = WHEN},
    {.path = "measures.done",
     .says = N_("The day on which it was done, or true where only a box was ticked."),
     .value = N_("a day, or true"),
     .otherwise = N_("not done yet"),
     .example = YAML("done: 2027-05-28")},
    {.path = "goals.attainment",
     .says = N_("How far the goal was reached, when the plan is evaluated."),
     .otherwise = N_("not evaluated yet"),
     .example = YAML("attainment: partly")},
    {.path = "goals.comments",
     .says = N_("What each of the two says of the goal."),
     .example = YAML("comments: { employee: Piloten gikk bra., leader: Enig. }")},
    {.path = "comments.employee", .says = N_("The employee's comment.")},
    {.path = "comments.leader", .says = N_("The leader's comment.")},
    {.path = "follow-ups",
     .says = N_("The follow-ups, held or planned, in the order of time."),
     .otherwise = N_("there are none"),
     .example = YAML("follow-ups:\n"
                     "  - id: f1\n"
                     "    planned: 2027-05\n"
                     "    held: 2027-05-22\n"
                     "    learnt: Det tok lengre tid enn vi trodde.\n"
                     "    changes: Fristen er flyttet.\n"
                     "    next-steps: To skoler til.\n"
                     "    next: { date: 2027-09-22, time: \"09:00\", place: Møterom 2 }")},
    {.path = "follow-ups.id", .says = N_("The follow-up's id: f1 is the first in samtale.yaml.")},
    {.path = "follow-ups.planned", .says = N_("When it is to be held."), .value = WHEN},
    {.path = "follow-ups.held",
     .says = N_("The day on which it was held."),
     .otherwise = N_("not held yet")},
    {.path = "follow-ups.progress",
     .says = N_("How each goal stands."),
     .example = YAML("progress: [{ goal: g1, status: on-track, note: Piloten går }]")},
    {.path = "progress.goal", .says = N_("The goal's id in this plan.")},
    {.path = "progress.status", .says = N_("How the goal stands.")},
    {.path = "progress.note", .says = N_("More about it, in words.")},
    {.path = "follow-ups.learnt", .says = N_("What the two have learnt so far.")},
    {.path = "follow-ups.changes", .says = N_("What is changed in the plan.")},
    {.path = "follow-ups.next-steps", .says = N_("What happens now.")},
    {.path = "follow-ups.next", .says = N_("When and where the two meet next.")},
    {.path = "next.date", .says = N_("When it is."), .value = WHEN},
    {.path = "next.time", .says = N_("At what time of the day.")},
    {.path = "next.place", .says = N_("Where it is.")},
    {.path = "evaluation",
     .says = N_("The conversation in which the two evaluate the plan."),
     .otherwise = N_("not evaluated yet"),
     .example = YAML("evaluation:\n"
                     "  held: 2027-12-10\n"
                     "  agreed: { employee: 2027-12-12, leader: 2027-12-12 }\n"
                     "  disagreement: Vi ser ulikt på det siste målet.\n"
                     "  learnt: Vi må begynne tidligere.\n"
                     "  next-steps: Vi tar det med til neste år.")},
    {.path = "evaluation.held",
     .says = N_("The day on which it was held."),
     .otherwise = N_("not held yet")},
    {.path = "evaluation.agreed",
     .says = N_("The days on which the two agreed on the evaluation.")},
    {.path = "evaluation.agreed.employee",
     .says = N_("The day on which the employee agreed."),
     .otherwise = N_("not agreed yet")},
    {.path = "evaluation.agreed.leader",
     .says = N_("The day on which the leader agreed."),
     .otherwise = N_("not agreed yet")},
    {.path = "evaluation.disagreement",
     .says = N_("What the two do not agree on in the evaluation.")},
    {.path = "evaluation.learnt", .says = N_("What the two have learnt.")},
    {.path = "evaluation.next-steps", .says = N_("What is taken on into the next period.")},
    {.path = "competence-needs",
     .says = N_("What the person needs to know more about. An id is one of the "
                "competences in samtale.yaml."),
     .value = N_("a list of competences' ids and of { other: … }"),
     .otherwise = N_("none"),
     .example = YAML("competence-needs: [digital, { other: universell utforming }]")},
    {.path = "competence-needs.other",
     .says = N_("A need that is not among the competences of samtale.yaml.")},
    {.path = "delivered",
     .says = N_("What the leader has delivered about this person: days and counts, no texts. "
                "samtale collect writes it."),
     .otherwise = N_("nothing was delivered"),
     .example = YAML("delivered: { conversation: { planned: 2027-02-10, held: 2027-02-10 } }")},
};

const struct keys_file keys_plans = {
    .topic = "plans",
    .name = "plans/PERIOD/EMPLOYEE.yaml",
    .says = N_("what an employee and the leader have agreed"),
    .tables = plan_tables,
    .told = 3,
    .entries = entries,
    .entry_count = COUNT(entries),
};
