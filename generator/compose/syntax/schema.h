// What the body of a template's block may say: a schema of keys, checked once before any paper is
// made, so that a block's expansion finds what it needs where it needs it.
#ifndef COMPOSE_SYNTAX_SCHEMA_H
#define COMPOSE_SYNTAX_SCHEMA_H

#include "compose/syntax/check.h"
#include "compose/syntax/logic.h"
#include "model/node.h"

enum key_kind {
    KEY_TEXT,       // a text with {{values}}
    KEY_PATH,       // a value's path; `values` says of which kinds
    KEY_ITEM_PATH,  // a path inside a list's items, or a list of them: the block checks it itself
    KEY_NUMBER,     // least … most
    KEY_CHOICE,     // one of `choices`
    KEY_FLAG,       // true or false
    KEY_ITEMS,      // a list: `schema`
};

struct schema;

struct key {
    const char *name;
    enum key_kind kind;
    bool required;
    unsigned values;
    int least, most;
    const char *const *choices;  // ended by NULL
    const struct schema *schema;
};

struct schema {
    // of the body; LIST: of maps with these keys
    enum schema_form { FORM_NONE, FORM_TEXT, FORM_MAP, FORM_LIST } form;
    const struct key *keys;
    size_t count;
    const char *bare;  // LIST: the key that an item which is only a text stands for; NULL: none
    bool loops;        // LIST: items may have `each: NAME in PATH` and `if: CONDITION`
    // LIST: checks what an item has under any other key; false: the key means nothing. NULL: there
    // are no others
    bool (*check_other)(struct check *c, const char *name, const struct node *n);
};
#define SCHEMA_KEYS(array) .keys = (array), .count = sizeof(array) / sizeof *(array)

void schema_check(struct check *c, const struct schema *s, const struct node *body, struct place at,
                  const char *block);

// For expansion, of bodies that have been checked.
int schema_number(const struct node *map, const char *key, int otherwise);
bool schema_flag(const struct node *map, const char *key);
struct place schema_place(const struct node *map, const char *key, struct place otherwise);

// Calls with each item of a list whose condition holds, as often as its loop says, with the loop's
// variable bound.
typedef void schema_item_fn(const struct env *e, const struct node *item, void *arg);
void schema_each(const struct env *e, const struct node *list, schema_item_fn *fn, void *arg);
// an item's text, bare or under its key
const char *schema_item_text(const struct node *item, const char *key);

#endif
