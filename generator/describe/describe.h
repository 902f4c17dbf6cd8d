// The program described for others, from the tables that it reads by: JSON Schemas for editors, and
// manual pages. What is asked for is called as `samtale help` calls it: a command, or a file.
#ifndef DESCRIBE_DESCRIBE_H
#define DESCRIBE_DESCRIBE_H

#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"

// ---- Schemas, in the language of messages

// The names of all schemas, such as "org", in arena a.
const char *const *describe_schemas(struct arena *a, size_t *count);
// Appends the JSON Schema (draft 7) of a name, or of the name of a file, such as org.yaml; false:
// there is none.
bool describe_schema(struct arena *a, const char *name, struct buf *out);
// The folder in a cycle directory in which init and import put schemas, and the names of those that
// belong there: of the files that people edit.
#define DESCRIBE_FOLDER ".samtale"
const char *const *describe_edited(struct arena *a, size_t *count);

// ---- Manual pages, in English: the language of messages must be English

// The names of all pages, such as "samtale-packs.1"; in arena a.
const char *const *describe_pages(struct arena *a, const struct command *const *commands,
                                  size_t *count);
// Appends the page, in mdoc, of a command, a file, or a page; false: there is none.
bool describe_page(struct arena *a, const struct command *const *commands, const char *name,
                   struct buf *out);

#endif
