// The templates as read from disk: one pack per language. A user's own files replace the program's,
// file by file. Only their YAML and Markdown have been checked; compose/templates.h checks the
// rest.
#ifndef MODEL_TEMPLATE_H
#define MODEL_TEMPLATE_H

#include "model/doc.h"
#include "model/node.h"

struct template_file {
    const char *name;      // "pack", from pack.md
    struct doc_node *doc;  // a DOC_DOCUMENT; NULL when it could not be parsed
    const struct source *source;
    bool has_errors;  // reading it reported an error
};

struct language_pack {
    const char *language;    // the folder's name, also the BCP 47 tag: "nb"
    struct node *strings;    // strings.yaml, a map; NULL: none, or not parsed
    struct node *questions;  // questions.yaml, a list; NULL likewise
    struct template_file *files;
    size_t file_count, file_room;
    bool has_errors;  // strings.yaml or questions.yaml, which is reported already
};

struct template_set {
    struct language_pack *packs;  // sorted by language
    size_t count, room;
    bool has_errors;  // something else was wrong: no paper may be made of it
};

#endif
