// The keys that each of the user's files may have, by the very tables that read it. Lists end
// with {0}.
#ifndef READ_TABLES_H
#define READ_TABLES_H

#include "read/schema.h"

extern const struct schema_table settings_tables[], org_tables[], priorities_tables[],
    plan_tables[], answers_tables[], delivery_tables[], conversations_tables[];

// A leader as a map, for help.
extern const struct field resolve_leader_fields[5];
// What is delivered of one person, as a plan holds it.
extern const struct schema_table delivery_of_person;

#endif
