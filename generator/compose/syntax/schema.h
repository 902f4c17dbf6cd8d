// Schemas: which keys the body of a template's block may have. A body is checked once, before any
// paper is made, so that a block's expansion can rely on it.
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
    unsigned values;             // PATH: bits of kinds, as in check.h
    int least, most;             // NUMBER: both included
    const char *const *choices;  // ended by NULL
    const struct schema *schema;
};

struct schema {
    // of the body; LIST: of maps with these keys
    enum schema_form { FORM_NONE, FORM_TEXT, FORM_MAP, FORM_LIST } form;
    const struct key *keys;
    size_t count;
    const char *bare;  // LIST: the key that an item which is only a text stands for; NULL: none
    bool single;       // LIST: with `bare`: the body may be one such text
    bool loops;        // LIST: items may have `each: NAME in PATH` and `if: CONDITION`
    const struct schema
        *across;  // of a key `across`, which check_other() knows; NULL: there is none
    bool blocks;  // check_other() knows the names of blocks
    // LIST: checks what an item has under any other key; false: the key means nothing. NULL: there
    // are no others
    bool (*check_other)(struct check *c, const char *name, const struct node *n);
};
#define SCHEMA_KEYS(array) .keys = (array), .count = sizeof(array) / sizeof *(array)

// Checks a body; block: the block's name, for diagnostics; at: where it stands. Loops bind their
// variables in c->env while what they hold is checked.
void schema_check(struct check *c, const struct schema *s, const struct node *body, struct place at,
                  const char *block);

// ---- For expansion, of bodies that have been checked

// A key's number, flag or place; what `otherwise` says, or false, where there is no such key.
int schema_number(const struct node *map, const char *key, int otherwise);
bool schema_flag(const struct node *map, const char *key);
struct place schema_place(const struct node *map, const char *key, struct place otherwise);

// Calls fn with each item of a list whose condition holds, as often as its loop says. The
// environment that fn gets has the loop's variable bound, and lasts for the call.
typedef void schema_item_fn(const struct env *e, const struct node *item, void *arg);
void schema_each(const struct env *e, const struct node *list, schema_item_fn *fn, void *arg);
// An item's text, where the item is only a text or has it under key.
const char *schema_item_text(const struct node *item, const char *key);

#endif
