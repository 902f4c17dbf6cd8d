// Anonymous answers. Nothing of the file that they came in goes with them but what was answered: the name is a keyed hash
// of the file, so that the same one is not counted twice and nobody without the key can tell which it was.
#include <nettle/hmac.h>
#include <string.h>

#include "base/utf8.h"
#include "collect/tree.h"

enum { NAME_BYTES = 12 };

static const char *name_of(struct arena *a, const uint8_t *key, size_t key_n, const void *bytes, size_t n, unsigned copy)
{
    static const char digits[] = "0123456789abcdef";
    struct hmac_sha256_ctx h;
    uint8_t digest[SHA256_DIGEST_SIZE], number[4] = {(uint8_t)(copy >> 24), (uint8_t)(copy >> 16), (uint8_t)(copy >> 8), (uint8_t)copy};
    hmac_sha256_set_key(&h, key_n, key);
    hmac_sha256_update(&h, sizeof number, number);
    hmac_sha256_update(&h, n, bytes);
    hmac_sha256_digest(&h, sizeof digest, digest);
    char *name = arena_alloc(a, 2 * NAME_BYTES + sizeof ".yaml");
    for (int i = 0; i < NAME_BYTES; i++) {
        name[2 * i] = digits[digest[i] >> 4];
        name[2 * i + 1] = digits[digest[i] & 15];
    }
    memcpy(name + 2 * NAME_BYTES, ".yaml", sizeof ".yaml");
    return name;
}

struct answering {
    struct collect *c;
    struct collected *out;
    struct node *tree;
    bool leader;
};

static const char *words_of(const struct returned_value *v) { return v->words ? v->words : v->path; }

static void note(struct answering *w, enum collected_what what, const struct returned_value *v)
{
    struct collected *o = w->out;
    *ARENA_PUSH(w->c->arena, o->fields, o->count, o->room) = (struct collected_field){what, words_of(v), "", v->value};
    o->counts[what]++;
}

static void refuse(struct answering *w, const struct returned_value *v, const char *why)
{
    struct collect *c = w->c;
    struct place at = {.source = source_text(c->diags, c->arena, w->out->form->file, "", 0)};
    note(w, COLLECTED_REFUSED, v);
    diag_error(c->diags, at, "\"%s\" of an anonymous form %s", words_of(v), why);
}

static struct node *child(struct answering *w, const char *key, enum node_kind kind)
{
    struct node *n = node_get(w->tree, key);
    if (n) return n;
    n = kind == NODE_LIST ? tree_list(w->c->arena) : tree_map(w->c->arena);
    tree_put(w->c->arena, w->tree, key, n);
    return n;
}

static void add_value(struct answering *w, const struct returned_value *v, const struct record_field *f)
{
    struct arena *a = w->c->arena;
    const char *slash = strchr(v->path, '/'), *id = slash ? slash + 1 : NULL, *kept = v->value;
    if (!v->value[strspn(v->value, " \t\n")]) return;
    if (!compose_kept(w->c->templates, a, f, v->value, &kept)) {
        refuse(w, v, "is none of the choices that there are");
        return;
    }
    enum { PROSE_MOST = 20000 };
    if (utf8_length(kept, strlen(kept)) > PROSE_MOST) {
        refuse(w, v, "is longer than an answer can be");
        return;
    }
    note(w, COLLECTED_CHANGE, v);
    if (!strcmp(v->path, "role")) w->leader = !strcmp(kept, "leader");
    if (f->kind == RECORD_TICK) {
        struct node *list = child(w, "training-needs", NODE_LIST);
        *ARENA_PUSH(a, list->items, list->count, list->room) = tree_text(a, id);
    } else if (id) {
        struct node *step = tree_text(a, kept);
        step->plain = kept[0] >= '0' && kept[0] <= '9';
        tree_put(a, child(w, "scales", NODE_MAP), id, step);
    } else {
        tree_put(a, w->tree, v->path, tree_text(a, kept));
    }
}

static bool has_answer(const struct collect *c, const char *name)
{
    for (size_t i = 0; i < c->answer_count; i++)
        if (!strcmp(c->answers[i].name, name)) return true;
    return false;
}

void collect_answer(struct collect *c, const struct returned *form, unsigned copy, const uint8_t *key, size_t key_n,
                    const void *bytes, size_t n)
{
    const char *name = name_of(c->arena, key, key_n, bytes, n, copy);
    struct collected *out = ARENA_PUSH(c->arena, c->forms, c->form_count, c->form_room);
    *out = (struct collected){.form = form, .copy = copy, .is_answer = true};
    struct answering w = {.c = c, .out = out, .tree = tree_map(c->arena)};
    for (size_t i = 0; i < form->count; i++) {
        const struct returned_value *v = &form->values[i];
        const struct record_field *f = v->copy == copy ? record_find(record_answer, v->path) : NULL;
        if (v->copy == copy && !f && *v->value) refuse(&w, v, "is a field that an answer does not have");
        if (f && f->privacy != RECORD_PRIVATE) add_value(&w, v, f);
    }
    if (!out->counts[COLLECTED_CHANGE] || has_answer(c, name)) return;
    const struct unit *u = form->form.unit ? cycle_unit(c->cycle, form->form.unit) : NULL;
    if (u && !w.leader) tree_put(c->arena, w.tree, "unit", tree_text(c->arena, u->id));
    struct node *released = tree_text(c->arena, "false");
    released->plain = true;
    tree_put(c->arena, w.tree, "released", released);
    *ARENA_PUSH(c->arena, c->answers, c->answer_count, c->answer_room) = (struct answer){name, w.tree};
}
