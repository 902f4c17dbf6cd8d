// JSON Schemas of templates: their front matter, and their blocks.
#ifndef DESCRIBE_JSON_BLOCKS_H
#define DESCRIBE_JSON_BLOCKS_H

#include <jansson.h>

json_t *json_blocks_front(void);
// Of a map with the body of each block under its name.
json_t *json_blocks_schema(void);

#endif
