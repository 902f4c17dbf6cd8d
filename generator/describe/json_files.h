// JSON Schemas of the files whose keys are in read/keys/.
#ifndef DESCRIBE_JSON_FILES_H
#define DESCRIBE_JSON_FILES_H

#include <jansson.h>

#include "read/keys/keys.h"

// What the schema of a file is called, such as "org", in arena a.
const char *json_files_name(struct arena *a, const struct keys_file *file);
json_t *json_files_schema(struct arena *a, const struct keys_file *file);

#endif
