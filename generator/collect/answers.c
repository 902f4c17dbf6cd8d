// Anonymous answers. Of the file they came in only the answers are kept. An answer's name is a
// keyed hash of the file: the same file is not counted twice, and only who has the key could tell
// which file it was.
#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "collect/record_tree.h"

enum { NAME_BYTES = 12 };

void answers_digest(const void *bytes, size_t n, uint8_t digest[COLLECT_DIGEST_BYTES])
{
    struct sha256_ctx h;
    sha256_init(&h);
    sha256_update(&h, n, bytes);
    sha256_digest(&h, COLLECT_DIGEST_BYTES, digest);
}

static const char *name_of(struct arena *a, const uint8_t *key, const uint8_t *of, unsigned copy)
{
    static const char digits[] = "0123456789abcdef";
    struct hmac_sha256_ctx h;
    uint8_t digest[SHA256_DIGEST_SIZE], number[4] = {(uint8_t)(copy >> 24), (uint8_t)(copy >> 16),
                                                     (uint8_t)(copy >> 8), (uint8_t)copy};
    hmac_sha256_set_key(&h, COLLECT_KEY_BYTES, key);
    hmac_sha256_update(&h, sizeof number, number);
    hmac_sha256_update(&h, COLLECT_DIGEST_BYTES, of);
    hmac_sha256_digest(&h, sizeof digest, digest);
    char *name = arena_alloc(a, 2 * NAME_BYTES + sizeof ".yaml");
    for (int i = 0; i < NAME_BYTES; i++) {
        name[2 * i] = digits[digest[i] >> 4];
        name[2 * i + 1] = digits[digest[i] & 15];
    }
    memcpy(name + 2 * NAME_BYTES, ".yaml", sizeof ".yaml");
    return name;
}

struct answer_builder {
    struct collect *c;
    struct collected *out;
    struct node *tree;
    bool leader;
};

// The label of a field in the form; FDF and XFDF, which have none, use today's question.
static const char *words_of(const struct answer_builder *w, const struct returned_value *v)
{
    const char *asked = map_get(&w->c->questions, v->path);
    return v->words ? v->words : asked && *asked ? asked : v->path;
}

static void note(struct answer_builder *w, enum collected_outcome outcome,
                 const struct returned_value *v)
{
    struct collected *o = w->out;
    *ARENA_PUSH(w->c->arena, o->fields, o->count,
                o->room) = (struct collected_field){outcome, words_of(w, v), NULL, "", ""};
    o->counts[outcome]++;
}

static void refuse(struct answer_builder *w, const struct returned_value *v, const char *why)
{
    struct collect *c = w->c;
    struct place at = {.source = diag_source_new(c->diags, c->arena, w->out->file, "", 0)};
    note(w, COLLECTED_REFUSED, v);
    diag_error(c->diags, at, "\"%s\" of an anonymous form %s", words_of(w, v), why);
}

static struct node *child(struct answer_builder *w, const char *key, enum node_kind kind)
{
    struct node *n = node_get(w->tree, key);
    if (n) return n;
    n = kind == NODE_LIST ? record_tree_list(w->c->arena) : record_tree_map(w->c->arena);
    record_tree_put(w->c->arena, w->tree, key, n);
    return n;
}

static void add_value(struct answer_builder *w, const struct returned_value *v,
                      const struct record_field *f)
{
    struct arena *a = w->c->arena;
    const char *slash = strchr(v->path, '/'), *id = slash ? slash + 1 : NULL, *kept = v->value;
    if (!v->value[strspn(v->value, " \t\n")]) return;
    if (!collect_parse_value(w->c, f, v->value, &kept)) {
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
        *ARENA_PUSH(a, list->items, list->count, list->room) = record_tree_text(a, id);
    } else if (id) {
        struct node *step = record_tree_text(a, kept);
        step->plain = ascii_is_digit(kept[0]);
        record_tree_put(a, child(w, "scales", NODE_MAP), id, step);
    } else {
        record_tree_put(a, w->tree, v->path, record_tree_text(a, kept));
    }
}

// ---- The questions: an answer's keys come from the template, never from the file

static void add_questions(struct collect *c, const char *language, const char *document)
{
    const struct template *t = templates_find(c->templates, language, document);
    struct subject s = {.cycle = c->cycle, .language = language};
    struct compose_field *fields;
    size_t count = t ? compose_fields(t, &s, c->diags, c->arena, &fields) : 0;
    for (size_t i = 0; i < count; i++)
        if (!map_get(&c->questions, fields[i].path))
            map_set(&c->questions, c->arena, fields[i].path, (void *)fields[i].label);
}

static void find_questions(struct collect *c, const char *document)
{
    if (c->questions_of && !strcmp(c->questions_of, document)) return;
    c->questions = (struct map){0};
    c->questions_of = document;
    add_questions(c, c->cycle->language, document);
    for (size_t i = 0; i < c->language_count; i++) add_questions(c, c->languages[i], document);
}

static void add_values(struct answer_builder *w, const struct returned *copy)
{
    for (size_t i = 0; i < copy->count; i++) {
        const struct returned_value *v = &copy->values[i];
        const struct record_field *f = record_find(record_answer, v->path);
        if (f && f->privacy == RECORD_PRIVATE) continue;
        if (f && map_get(&w->c->questions, v->path)) add_value(w, v, f);
        else if (*v->value) refuse(w, v, "is a field that an answer does not have");
    }
}

void answers_add(struct collect *c, const struct returned *copy,
                 const uint8_t key[COLLECT_KEY_BYTES], const uint8_t digest[COLLECT_DIGEST_BYTES])
{
    struct collected *out = ARENA_PUSH(c->arena, c->forms, c->form_count, c->form_room);
    unsigned number = copy->count ? copy->values[0].copy : 1;
    *out = (struct collected){
        .form = copy, .file = collect_file_name(c, copy), .copy = number, .is_answer = true};
    struct answer_builder w = {.c = c, .out = out, .tree = record_tree_map(c->arena)};
    find_questions(c, copy->form.document);
    add_values(&w, copy);
    const char *name = name_of(c->arena, key, digest, number);
    if (!out->counts[COLLECTED_CHANGE] || map_get(&c->answers_by_name, name)) return;
    const struct unit *u = copy->form.unit ? cycle_unit(c->cycle, copy->form.unit) : NULL;
    if (!c->answering) c->answering = cycle_answering_units(c->cycle, c->arena);
    while (u && !c->answering[u->index]) u = u->parent;
    if (u && !w.leader)
        record_tree_put(c->arena, w.tree, "unit", record_tree_text(c->arena, u->id));
    struct node *released = record_tree_text(c->arena, "false");
    released->plain = true;
    record_tree_put(c->arena, w.tree, "released", released);
    map_set(&c->answers_by_name, c->arena, name, w.tree);
    *ARENA_PUSH(c->arena, c->answers, c->answer_count, c->answer_room) = (struct answer){name,
                                                                                         w.tree};
}
