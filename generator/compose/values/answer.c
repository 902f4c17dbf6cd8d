// Values of anonymous answers. They are never set, since no answer is ever shown: a form's fields
// name them to say where an answer goes.
#include "base/array.h"
#include "compose/values/value.h"

GETTER(nothing)
{
    return (struct value){0};
}

static const struct value_entry entries[] = {
    {"answer.role", SCOPE_RUN, VALUE_TEXT, nothing, NULL, 0},
    {"answer.scales", SCOPE_RUN, VALUE_TEXT, nothing, NULL, 0},
    {"answer.training-needs", SCOPE_RUN, VALUE_TEXT, nothing, NULL, 0},
    {"answer.training-other", SCOPE_RUN, VALUE_TEXT, nothing, NULL, 0},
    {"answer.helped", SCOPE_RUN, VALUE_TEXT, nothing, NULL, 0},
    {"answer.change", SCOPE_RUN, VALUE_TEXT, nothing, NULL, 0},
};
const struct value_table values_answer = {entries, COUNT(entries)};
