// The templates of every language, checked: what compose_*() works from.
#ifndef COMPOSE_TEMPLATES_H
#define COMPOSE_TEMPLATES_H

#include "compose/words/bank.h"
#include "compose/compose.h"
#include "compose/sections.h"
#include "compose/words/words.h"
#include "model/template.h"

struct language {
    struct words words;
    struct bank bank;
    struct template *list;
    size_t count, room;
};

struct template
{
    const char *name;
    const struct templates *templates;
    const struct language *language;
    const struct node *front;  // NULL: none
    const char *default_folder;
    struct statement *sections;
};

// The statement or option of an anonymous form that has this id, in words; the id where there is
// none.
const char *templates_answer_text(const struct templates *t, const char *language, const char *id);
// NULL: no such language
const struct words *templates_words(const struct templates *t, const char *language);

struct templates {
    const struct value_paths *paths;
    struct language *languages;
    size_t count;
    const char **question_ids;  // of every language, each once
    size_t question_count, question_room;
};

#endif
