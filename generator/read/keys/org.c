// What the keys of org.yaml mean.
#include "base/array.h"
#include "base/translate.h"
#include "read/keys/keys.h"

#define WHO                                                                                  \
    N_("an employee's id, or { name: …, title: …, email: … } of somebody else; or a list of " \
       "them, each from a day on")

static const struct keys_entry entries[] = {
    {.path = "unit",
     .says = N_("The organisation itself: the unit at the top, with all others below it."),
     .example = YAML("unit:\n"
                     "  id: nordlia\n"
                     "  name: Nordlia kommune\n"
                     "  leader: e1001\n"
                     "  employees:\n"
                     "    - { id: e1001, name: Ingrid Haugen, conversation: not-needed }\n"
                     "    - { id: e1002, name: Jon Eira }")},
    {.path = "unit.id",
     .says = N_("The unit's id. Files are named after it, so it stays when the name changes."),
     .example = YAML("id: oppvekst")},
    {.path = "unit.name",
     .says = N_("The unit's name, as papers print it."),
     .example = YAML("name: Oppvekst og utdanning")},
    {.path = "unit.formerly",
     .says = N_("Ids that the unit had, and those of units that were joined in it. Plans, forms "
                "and texts that name them stay right; after a split both new units name the old "
                "id."),
     .value = N_("a list of ids that no unit has now"),
     .otherwise = N_("it always had this id"),
     .example = YAML("formerly: [kultur-og-idrett]")},
    {.path = "unit.from",
     .says = N_("The first day of a new unit. Until then it is shown only if somebody is in it."),
     .otherwise = N_("before the period"),
     .example = YAML("from: 2027-06-01")},
    {.path = "unit.to",
     .says = N_("The last day of a unit that ends. By then its people are in others; what was "
                "agreed in it still counts for it."),
     .otherwise = N_("after the period"),
     .example = YAML("to: 2027-05-31")},
    {.path = "unit.type",
     .says = N_("What kind of unit it is, as it stands in a sentence: seksjonen, avdelingen."),
     .otherwise = N_("the word for any unit, such as enheten"),
     .example = YAML("type: { nb: skolen, nn: skulen, en: the school }")},
    {.path = "unit.language",
     .says = N_("The language of papers in this unit and those below it."),
     .otherwise = N_("that of the unit above"),
     .example = YAML("language: nn")},
    {.path = "unit.leader",
     .says = N_("Who leads the unit: somebody anywhere in org.yaml, or from outside."),
     .value = WHO,
     .otherwise = N_("whoever is acting leads"),
     .example = YAML("leader: [e1001, { id: e1002, from: 2027-06-01 }]")},
    {.path = "unit.acting",
     .says = N_("Who leads the unit for the time being."),
     .otherwise = N_("the leader leads"),
     .example = YAML("acting: { id: e1002, from: 2027-02-01, to: 2027-06-30 }")},
    {.path = "acting.id", .says = N_("Who it is."), .value = N_("an employee's id")},
    {.path = "acting.from", .says = N_("The first day."), .otherwise = N_("from now on")},
    {.path = "acting.to", .says = N_("The last day."), .otherwise = N_("until further notice")},
    {.path = "unit.briefing",
     .says = N_("When the leader tells everybody in the unit about the conversations."),
     .otherwise = N_("papers say nothing of it"),
     .example = YAML("briefing: { at: 2027-01-08T14:00, place: Kantina }")},
    {.path = "briefing.at", .says = N_("When it is.")},
    {.path = "briefing.place", .says = N_("Where it is.")},
    {.path = "unit.employees",
     .says = N_("Those who work in the unit itself, not in one below it."),
     .otherwise = N_("there is nobody"),
     .example = YAML("employees:\n"
                     "  - id: e1001\n"
                     "    name: Ingrid Haugen\n"
                     "    conversation: not-needed\n"
                     "  - { id: e1002, name: Jon Eira, title: Rådgiver }")},
    {.path = "unit.units",
     .says = N_("The units right below it."),
     .value = N_("a list of units, with the same keys as this one"),
     .otherwise = N_("there are none"),
     .example = YAML("units:\n"
                     "  - id: kultur\n"
                     "    name: Kultur\n"
                     "    leader: e1002")},
    {.path = "employees.id",
     .says = N_("The employee's id. Files are named after it: an employee number is better "
                "than a name."),
     .example = YAML("id: e1002")},
    {.path = "employees.name",
     .says = N_("The employee's name, as papers print it."),
     .example = YAML("name: Jon Eira")},
    {.path = "employees.title",
     .says = N_("The employee's title, as papers print it."),
     .example = YAML("title: Rådgiver")},
    {.path = "employees.email",
     .says = N_("The employee's e-mail address, for papers and calendar files."),
     .example = YAML("email: jon.eira@nordlia.example")},
    {.path = "employees.language",
     .says = N_("The language of this person's papers."),
     .otherwise = N_("that of the unit"),
     .example = YAML("language: nn")},
    {.path = "employees.leader",
     .says = N_("Another leader than the unit's."),
     .value = WHO,
     .otherwise = N_("the unit's leader; for the leader, that of the nearest unit above"),
     .example = YAML(
         "leader: { name: Per Vik, title: Ordfører, email: ordforer@nordlia.example }")},
    {.path = "leader.id",
     .says = N_("Who leads, where a day stands beside it."),
     .value = N_("an employee's id")},
    {.path = "leader.from",
     .says = N_("The first day on which this person leads. Plans keep the leader they were made "
                "with."),
     .otherwise = N_("from the beginning"),
     .example = YAML("leader: [e1001, { id: e1002, from: 2027-06-01 }]")},
    {.path = "leader.name", .says = N_("The name of a leader who is not in org.yaml.")},
    {.path = "leader.title", .says = N_("The title of a leader who is not in org.yaml.")},
    {.path = "leader.email", .says = N_("The e-mail address of a leader who is not in org.yaml.")},
    {.path = "employees.conversation",
     .says = N_(
         "When and where the conversation is, and who holds it; or not-needed, where none is due."),
     .value = N_("the keys at, place and by, or not-needed"),
     .otherwise = N_("the two find a time within the window"),
     .example = YAML("conversation: { at: 2027-01-20T09:00, place: Møterom 2, by: e1003 }")},
    {.path = "conversation.at", .says = N_("When it is.")},
    {.path = "conversation.place", .says = N_("Where it is.")},
    {.path = "conversation.by",
     .says = N_("Who holds it for the leader. The leader still answers for it."),
     .value = N_("an employee's id"),
     .otherwise = N_("the leader holds it")},
    {.path = "employees.also",
     .says = N_("Further positions, in other units. There is one pack, with the focus "
                "areas of all."),
     .otherwise = N_("there are none"),
     .example = YAML("also: [{ unit: kultur, leader: e1003 }]")},
    {.path = "also.unit", .says = N_("The unit of that position."), .value = N_("a unit's id")},
    {.path = "also.leader",
     .says = N_("The leader in that position."),
     .value = WHO,
     .otherwise = N_("that unit's leader")},
    {.path = "employees.from",
     .says = N_("The first day at work. Somebody new has a window of their own: "
                "see new-within-days."),
     .otherwise = N_("before the period"),
     .example = YAML("from: 2027-03-01")},
    {.path = "employees.to",
     .says = N_("The last day at work."),
     .otherwise = N_("after the period"),
     .example = YAML("to: 2027-08-31")},
    {.path = "employees.away",
     .says = N_("On leave: there is no pack until the person is back. Never write why."),
     .otherwise = N_("the person is at work"),
     .example = YAML("away: { from: 2027-02-01, to: 2027-06-30 }")},
    {.path = "away.from", .says = N_("The first day of the leave.")},
    {.path = "away.to",
     .says = N_("The last day of the leave."),
     .otherwise = N_("until further notice")},
    {.path = "employees.available",
     .says = N_("When a leader can hold conversations. samtale schedule proposes times then."),
     .otherwise = N_("Monday to Friday, from 9:00 to 15:30"),
     .example = YAML(
         "available: { weekdays: [tuesday, thursday], from: \"09:00\", to: \"14:00\" }")},
    {.path = "available.weekdays",
     .says = N_("The days of the week."),
     .value = N_("a list of monday, tuesday, wednesday, thursday and friday"),
     .otherwise = N_("Monday to Friday")},
    {.path = "available.from",
     .says = N_("The earliest time of day, such as 09:00."),
     .value = N_("a time of day, such as 09:00")},
    {.path = "available.to",
     .says = N_("When the last one is over, such as 15:30."),
     .value = N_("a time of day, such as 09:00")},
    {.path = "employees.print",
     .says = N_("large: the person's papers are set in 16 pt."),
     .value = N_("normal or large"),
     .otherwise = "normal",
     .example = YAML("print: large")},
    {.path = "employees.leads",
     .says = N_("others: the person leads people who are not in this directory. samtale "
                "split writes it."),
     .value = "others",
     .otherwise = N_("whom a person leads is seen from org.yaml"),
     .example = YAML("leads: others")},
};

const struct keys_file keys_org = {
    .topic = "org.yaml",
    .name = "org.yaml",
    .says = N_("the org chart: who works where, and who leads whom"),
    .tables = org_tables,
    .told = 3,
    .entries = entries,
    .entry_count = COUNT(entries),
};
