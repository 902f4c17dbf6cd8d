// The checked templates of every language, as compose_*() reads them. Only for the files of this
// folder; everyone else has templates.h.
#ifndef COMPOSE_TEMPLATE_H
#define COMPOSE_TEMPLATE_H

#include "compose/sections.h"
#include "compose/words/bank.h"
#include "compose/words/words.h"

struct template
{
    const char *name;  // "pack", from pack.md
    const struct templates *templates;
    const struct language *language;
    const struct node *front;    // its front matter, a map; NULL while it is only checked: none
    const char *default_folder;  // below the output folder
    struct statement *sections;
};

struct language {  // one language's words, questions and templates
    struct words words;
    struct bank bank;
    // what its anonymous forms ask, by the answers' ids: struct node, a text
    struct map answer_texts;
    struct template *list;
    size_t count, room;
};

struct templates {
    const struct value_paths *paths;
    const struct record_paths *record_paths;
    struct language *languages;
    size_t count;
    const char **question_ids;  // of every language, each once
    size_t question_count, question_room;
};

// NULL: no such language
const struct words *templates_words(const struct templates *t, const char *language);

#endif
