// What the values of the user's files can be, as parts of a JSON Schema.
#ifndef DESCRIBE_JSON_TYPES_H
#define DESCRIBE_JSON_TYPES_H

#include <jansson.h>

#include "read/schema.h"

// A value of a type that has one shape wherever it is, as a reference; its definition is added to
// definitions. NULL: the type depends on its field.
json_t *json_types_of(enum field_type type, json_t *definitions);
// {"$ref": "#/definitions/NAME"}
json_t *json_types_reference(const char *name);
// {"enum": […]}, without what is NULL
json_t *json_types_choice(const char *const *choices, size_t count);
// A schema that allows each of the alternatives in a list, which it takes over; described by
// says, which may be NULL.
json_t *json_types_any(json_t *alternatives, const char *says);

#endif
