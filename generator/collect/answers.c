// Anonymous answers. Of the file they came in only the answers are kept. An answer's name is a
// keyed hash of the file: the same file is not counted twice, and only who has the key could tell
// which file it was.
#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "collect/record_tree.h"

enum { NAME_BYTES = 12 };

static const char *name_of(struct arena *a, const uint8_t *key, const uint8_t *of, unsigned copy)
{
    static const char digits[] = "0123456789abcdef";
    struct hmac_sha256_ctx h;
    uint8_t digest[SHA256_DIGEST_SIZE], number[4] = {(uint8_t)(copy >> 24), (uint8_t)(copy >> 16),
                                                     (uint8_t)(copy >> 8), (uint8_t)copy};
    hmac_sha256_set_key(&h, HASH_SIZE, key);
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
    if (v->words) return v->words;
    return asked && *asked ? asked : v->path;
}

static void note(struct answer_builder *w, enum collected_outcome outcome,
                 const struct returned_value *v)
{
    struct collected *o = w->out;
    *ARENA_PUSH(w->c->arena, o->fields, o->count,
                o->room) = (struct collected_field){outcome, words_of(w, v), NULL, "", ""};
    o->counts[outcome]++;
}

// why: a format for what the field is called.
static void refuse(struct answer_builder *w, const struct returned_value *v, const char *id,
                   const char *why)
{
    struct collect *c = w->c;
    struct place at = {.source = diag_source_new(c->diags, c->arena, w->out->file, "", 0)};
    note(w, COLLECTED_REFUSED, v);
    diag_error(c->diags, at, id, why, words_of(w, v));
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
        refuse(w, v, "choice-impossible",
               N_("\"%s\" of an anonymous form is none of the choices that there are"));
        return;
    }
    enum { PROSE_MOST = 20000 };
    if (utf8_length(kept, strlen(kept)) > PROSE_MOST) {
        refuse(w, v, "value-does-not-fit",
               N_("\"%s\" of an anonymous form is longer than an answer can be"));
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
        else if (*v->value)
            refuse(w, v, "field-foreign",
                   N_("\"%s\" of an anonymous form is a field that an answer does not have"));
    }
}

// The unit that an answer with this unit's form names; NULL: none.
static const struct unit *answering_unit(struct collect *c, const char *id)
{
    const struct unit *u = id ? cycle_unit_now(c->cycle, id, NULL) : NULL;
    if (!c->answering) c->answering = cycle_answering_units(c->cycle, c->arena);
    while (u && !c->answering[u->index]) u = u->parent;
    return u;
}

void answers_add(struct collect *c, const struct returned *copy, const uint8_t key[HASH_SIZE],
                 const uint8_t digest[COLLECT_DIGEST_BYTES])
{
    struct collected *out = ARENA_PUSH(c->arena, c->forms, c->form_count, c->form_room);
    unsigned number = copy->count ? copy->values[0].copy : 1;
    *out = (struct collected){
        .form = copy, .file = collect_file_name(c, copy), .copy = number, .is_answer = true};
    struct answer_builder w = {.c = c, .out = out, .tree = record_tree_map(c->arena)};
    find_questions(c, copy->form.document);
    add_values(&w, copy);
    const char *name = name_of(c->arena, key, digest, number);
    if (!out->counts[COLLECTED_CHANGE]) return;
    out->same_as = map_get(&c->answers_by_name, name);
    out->answer = out->same_as ? ANSWER_REPEATED : ANSWER_NEW;
    if (out->same_as) return;
    const struct unit *u = w.leader ? NULL : answering_unit(c, copy->form.unit);
    if (u) record_tree_put(c->arena, w.tree, "unit", record_tree_text(c->arena, u->id));
    struct node *released = record_tree_text(c->arena, "false");
    released->plain = true;
    record_tree_put(c->arena, w.tree, "released", released);
    map_set(&c->answers_by_name, c->arena, name, (void *)out->file);
    *ARENA_PUSH(c->arena, c->answers, c->answer_count,
                c->answer_room) = (struct answer){name, w.tree, u, c->form_count - 1};
}

// ---- More answers than people
//
// An answer bears no name, so nothing tells a real one from a copy with other bytes. What is sure
// is how many there can be. Where more have come, all new ones of the unit are refused, not the
// last ones: whoever sends in copies first, or names the files so that they sort first, would
// otherwise push out real answers, and the unit would look as if everyone had answered. Nothing is
// lost: the files stay where they are, until HR has found out which are real.
//
// Roles are not counted apart. People say themselves whether they answer as a leader, and some lead
// whom the chart does not know.

struct surplus {
    struct collect *c;
    // By unit's index; behind the last unit, answers that name none
    const size_t *most;      // people who can have answered
    size_t *before, *fresh;  // answers counted before; new ones that are not refused
    bool *refused;
};

static size_t group_of(const struct surplus *s, const struct unit *u)
{
    return u ? u->index : s->c->cycle->unit_count;
}

static size_t total(const size_t *numbers, size_t from, size_t end)
{
    size_t n = 0;
    for (size_t i = from; i < end; i++) n += numbers[i];
    return n;
}

// whose: the name of a unit, "" for answers that name none, NULL for all.
static const char *not_taken(struct arena *a, size_t n, const char *whose)
{
    if (!whose)
        return arena_printf(
            a, translate_count("%zu new answer is not taken", "%zu new answers are not taken", n),
            n);
    if (!*whose)
        return arena_printf(a,
                            translate_count("%zu new answer that names no unit is not taken",
                                            "%zu new answers that name no unit are not taken", n),
                            n);
    return arena_printf(a,
                        translate_count("%zu new answer for %s is not taken",
                                        "%zu new answers for %s are not taken", n),
                        n, whose);
}

// Refuses the new answers of the groups from..end-1 where there are more than `most` with others.
static void limit(struct surplus *s, size_t from, size_t end, size_t most, size_t others,
                  const char *whose)
{
    size_t n = total(s->fresh, from, end);
    if (!n || n + others <= most) return;
    struct arena *a = s->c->arena;
    struct diag *g = diag_error(
        s->c->diags, (struct place){0}, "answers-too-many", "%s: %s, and %s",
        not_taken(a, n, whose),
        arena_printf(a,
                     translate_count("%zu person at most can have answered",
                                     "%zu people at most can have answered", most),
                     most),
        arena_printf(
            a,
            translate_count("%zu other answer is counted", "%zu other answers are counted", others),
            others));
    diag_hint(s->c->diags, g,
              "somebody has answered more than once, or people are missing in org.yaml: find out "
              "which files are real, and collect only those");
    for (size_t i = from; i < end; i++) {
        s->refused[i] = s->fresh[i];
        s->fresh[i] = 0;
    }
}

static void limit_all(struct surplus *s)
{
    const struct cycle *k = s->c->cycle;
    size_t none = k->unit_count, everyone = s->most[none], before = total(s->before, 0, none + 1);
    for (size_t i = 0; i < none; i++)
        limit(s, i, i + 1, s->most[i], s->before[i], k->units[i]->name.text);
    // anybody can have answered without a unit, but not also for a unit
    limit(s, none, none + 1, everyone, before + total(s->fresh, 0, none), "");
    limit(s, 0, none, everyone, before, NULL);
}

static void report_file(struct collect *c, const char *file, size_t n)
{
    struct place at = {.source = diag_source_new(c->diags, c->arena, file, "", 0)};
    if (n == 1)
        diag_error(c->diags, at, "answers-not-taken", "the answer in this file is not taken");
    else diag_error(c->diags, at, "answers-not-taken", "%zu answers in this file are not taken", n);
}

// Marks them; those of one file stand together in the list.
static size_t take_out(struct surplus *s, struct answer *list, size_t count)
{
    size_t left = 0, of_file = 0;
    const char *file = NULL;
    for (size_t i = 0; i < count; i++) {
        struct collected *f = &s->c->forms[list[i].form];
        if (!s->refused[group_of(s, list[i].unit)]) {
            list[left++] = list[i];
            continue;
        }
        f->answer = ANSWER_REFUSED;
        if (file && strcmp(file, f->file)) {
            report_file(s->c, file, of_file);
            of_file = 0;
        }
        file = f->file;
        of_file++;
    }
    if (file) report_file(s->c, file, of_file);
    return left;
}

size_t answers_refuse_surplus(struct collect *c, struct answer *list, size_t count,
                              const struct answer_given *given, size_t given_count)
{
    size_t groups = c->cycle->unit_count + 1;
    struct surplus s = {.c = c,
                        .most = cycle_possible_answers(c->cycle, c->arena),
                        .before = ARENA_ARRAY(c->arena, size_t, groups),
                        .fresh = ARENA_ARRAY(c->arena, size_t, groups),
                        .refused = ARENA_ARRAY(c->arena, bool, groups)};
    for (size_t i = 0; i < given_count; i++)
        s.before[group_of(&s, answering_unit(c, given[i].unit))]++;
    for (size_t i = 0; i < count; i++) s.fresh[group_of(&s, list[i].unit)]++;
    limit_all(&s);
    return take_out(&s, list, count);
}
