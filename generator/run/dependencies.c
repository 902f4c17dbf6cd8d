// Hashes what papers can be made from.
#include "run/dependencies.h"

#include <nettle/sha2.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"

struct reached {             // by the values of one person's papers, beyond their own
    struct person **people;  // whose plans they can show
    size_t people_count, people_room;
    struct unit **units;  // that they lead, or act as leader of
    size_t unit_count, unit_room;
};

struct dependencies {
    struct arena *arena;
    const struct cycle *cycle;
    uint8_t style[HASH_SIZE];  // of all papers
    uint8_t all[HASH_SIZE];    // with what all papers can show
    // by the unit's index: its focus areas and those of all units above
    uint8_t (*units)[HASH_SIZE];
    struct reached **reached;  // by the person's index; NULL: nothing
};

// ---- Adding to a hash: each part with its length, so that none runs into the next

static void add(struct sha256_ctx *to, const void *bytes, size_t n)
{
    sha256_update(to, sizeof n, (const uint8_t *)&n);
    if (n) sha256_update(to, n, bytes);
}

static void add_number(struct sha256_ctx *to, int64_t n)
{
    add(to, &n, sizeof n);
}

static void add_text(struct sha256_ctx *to, const char *text)
{
    add_number(to, text != NULL);
    if (text) add(to, text, strlen(text));
}

static void add_localized(struct sha256_ctx *to, const struct cycle_text *t)
{
    add_text(to, t->text);
    add_number(to, (int64_t)t->count);
    for (size_t i = 0; i < t->count; i++) {
        add_text(to, t->list[i].language);
        add_text(to, t->list[i].text);
    }
}

static void add_source(struct sha256_ctx *to, const struct source *s)
{
    add_text(to, s ? s->name : NULL);
    if (s) add(to, s->text, s->n);
}

static void add_date(struct sha256_ctx *to, struct date day)
{
    add_number(to, (day.year * 100 + day.month) * 100 + day.day);
}

static void add_picture(struct sha256_ctx *to, const struct image *image)
{
    const uint32_t shape[] = {image->kind, image->width, image->height, image->components};
    add(to, shape, sizeof shape);
    add(to, image->bytes, image->n);
}

static void add_pictures(struct sha256_ctx *to, const struct doc_node *n)
{
    if (n->image) add_picture(to, n->image);
    for (const struct doc_node *child = n->first; child; child = child->next)
        add_pictures(to, child);
}

static bool has_pictures(const struct doc_node *n)
{
    bool found = n->image;
    for (const struct doc_node *child = n->first; child && !found; child = child->next)
        found = has_pictures(child);
    return found;
}

void dependencies_add_pictures(struct buf *out, const struct doc_node *n)
{
    if (!has_pictures(n)) return;
    struct sha256_ctx ctx;
    uint8_t hash[HASH_SIZE];
    sha256_init(&ctx);
    add_pictures(&ctx, n);
    sha256_digest(&ctx, HASH_SIZE, hash);
    buf_add(out, hash, HASH_SIZE);
}

// ---- What all papers have in common

static void add_file(struct sha256_ctx *to, const char *path)
{
    struct buf bytes = {0};
    int error = file_read(path, &bytes, (size_t)1 << 30);
    add_text(to, path);
    add_number(to, error);
    add(to, bytes.p, error ? 0 : bytes.n);
    buf_free(&bytes);
}

static void add_fonts(struct sha256_ctx *to, const struct fonts *f)
{
    for (size_t i = 0; i < f->face_count; i++) {
        const struct font_face *face = &f->faces[i];
        add_text(to, face->id);
        add(to, face->repertoire, face->repertoire_count * sizeof *face->repertoire);
        add_file(to, face->path);
    }
    for (int style = 0; style < FONT_STYLE_COUNT; style++)
        add(to, f->order[style], f->order_count[style] * sizeof *f->order[style]);
}

static void add_patterns(struct sha256_ctx *to, struct arena *a, const char *folder)
{
    size_t count;
    const char **names = file_list(a, folder, &count);
    for (size_t i = 0; i < count; i++)
        if (!strncmp(names[i], "hyph_", 5)) add_file(to, file_join(a, folder, names[i]));
}

static void hash_style(struct dependencies *d, const struct inputs *in)
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    add_text(&ctx, SAMTALE_VERSION);
    add_fonts(&ctx, in->fonts);
    add_patterns(&ctx, d->arena, in->hyphenation);
    add_number(&ctx, d->cycle->paper);
    add_localized(&ctx, &d->cycle->organisation);
    add_number(&ctx, in->styles[0].flat);
    add_date(&ctx, inputs_paper_date(in));
    add_number(&ctx, d->cycle->logo_image != NULL);
    if (d->cycle->logo_image) add_picture(&ctx, d->cycle->logo_image);
    sha256_digest(&ctx, HASH_SIZE, d->style);
}

static void add_templates(struct sha256_ctx *to, const struct template_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct language_pack *pack = &set->packs[i];
        add_text(to, pack->language);
        add_source(to, pack->strings ? pack->strings->place.source : NULL);
        add_source(to, pack->questions ? pack->questions->place.source : NULL);
        for (size_t k = 0; k < pack->file_count; k++) {
            add_text(to, pack->files[k].name);
            add_source(to, pack->files[k].source);
            if (pack->files[k].doc) add_pictures(to, pack->files[k].doc);
        }
    }
}

// Whoever is left out because of an error is missing in others' papers, too.
static void add_people_with_errors(struct sha256_ctx *to, const struct cycle *c)
{
    for (size_t i = 0; i < c->person_count; i++)
        if (c->people[i]->has_errors || c->people[i]->plan_has_errors) {
            add_text(to, c->people[i]->id);
            add_number(to, c->people[i]->has_errors);
        }
}

static void hash_all(struct dependencies *d, const struct inputs *in)
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    add(&ctx, d->style, HASH_SIZE);
    add(&ctx, in->settings, HASH_SIZE);
    add_date(&ctx, d->cycle->as_of);
    add_source(&ctx, d->cycle->root ? d->cycle->root->place.source : NULL);
    add_source(&ctx, d->cycle->conversations_source);
    add_templates(&ctx, in->template_set);
    add_people_with_errors(&ctx, d->cycle);
    sha256_digest(&ctx, HASH_SIZE, d->all);
}

// ---- Units and people

static void add_priorities(struct sha256_ctx *to, const struct priorities *p)
{
    add_text(to, p->language);
    add_number(to, p->has_errors);
    add_source(to, p->source);
    if (p->message) add_pictures(to, p->message);
    if (p->intro) add_pictures(to, p->intro);
    for (size_t i = 0; i < p->count; i++) add_pictures(to, p->list[i].body);
    for (size_t i = 0; i < p->extra_question_count; i++) add_pictures(to, p->extra_questions[i]);
}

static void hash_units(struct dependencies *d)
{
    const struct cycle *c = d->cycle;
    d->units = arena_alloc(d->arena, (c->unit_count + 1) * HASH_SIZE);
    for (size_t i = 0; i < c->unit_count; i++) {  // a unit comes before those below it
        const struct unit *u = c->units[i];
        struct sha256_ctx ctx;
        sha256_init(&ctx);
        if (u->parent) add(&ctx, d->units[u->parent->index], HASH_SIZE);
        for (size_t k = 0; k < u->priorities_count; k++) add_priorities(&ctx, u->priorities[k]);
        for (size_t k = 0; k < u->former_priorities_count; k++)
            add_priorities(&ctx, u->former_priorities[k]);
        sha256_digest(&ctx, HASH_SIZE, d->units[u->index]);
    }
}

// The place of what p's papers reach; NULL: p is not in the org chart.
static struct reached **find_reached(const struct dependencies *d, const struct person *p)
{
    bool in_org = p && p->id && p->index < d->cycle->person_count &&
                  d->cycle->people[p->index] == p;
    return in_org ? &d->reached[p->index] : NULL;
}

static struct reached *reached_or_new(struct dependencies *d, const struct person *p)
{
    struct reached **at = find_reached(d, p);
    if (at && !*at) *at = ARENA_NEW(d->arena, struct reached);
    return at ? *at : NULL;
}

size_t dependencies_readers(const struct person *p,
                            const struct person *readers[DEPENDENCIES_READERS])
{
    size_t count = 0;
    readers[count++] = p;
    if (p->leader) readers[count++] = p->leader;
    if (p->held_by && p->held_by != p->leader) readers[count++] = p->held_by;
    return count;
}

static void find_reached_people(struct dependencies *d)
{
    for (size_t i = 0; i < d->cycle->person_count; i++) {
        struct person *p = d->cycle->people[i];
        const struct person *readers[DEPENDENCIES_READERS];
        size_t count = dependencies_readers(p, readers);
        for (size_t k = 0; k < count; k++) {
            struct reached *r = readers[k] == p ? NULL : reached_or_new(d, readers[k]);
            if (r) *ARENA_PUSH(d->arena, r->people, r->people_count, r->people_room) = p;
        }
    }
}

static void find_reached_units(struct dependencies *d)
{
    for (size_t i = 0; i < d->cycle->unit_count; i++) {
        struct unit *u = d->cycle->units[i];
        const struct person *const leaders[] = {u->leader, u->acting};
        for (size_t k = 0; k < COUNT(leaders); k++) {
            struct reached *r = reached_or_new(d, leaders[k]);
            if (r) *ARENA_PUSH(d->arena, r->units, r->unit_count, r->unit_room) = u;
        }
    }
}

struct dependencies *dependencies_new(struct arena *a, const struct inputs *in)
{
    struct dependencies *d = ARENA_NEW(a, struct dependencies);
    d->arena = a;
    d->cycle = in->cycle;
    hash_style(d, in);
    hash_all(d, in);
    hash_units(d);
    d->reached = ARENA_ARRAY(a, struct reached *, d->cycle->person_count + 1);
    find_reached_people(d);
    find_reached_units(d);
    return d;
}

const uint8_t *dependencies_style(const struct dependencies *d)
{
    return d->style;
}

// ---- One paper

static void add_unit(const struct dependencies *d, struct sha256_ctx *to, const struct unit *u)
{
    add_number(to, u != NULL);
    if (u) add(to, d->units[u->index], HASH_SIZE);
}

// A goal may support a focus area of a unit where the person works no more.
static void add_plan(const struct dependencies *d, struct sha256_ctx *to, const struct plan *p)
{
    add_number(to, p != NULL);
    if (!p) return;
    add_text(to, p->period);
    add_source(to, p->source);
    for (size_t i = 0; i < p->goal_count; i++)
        for (size_t k = 0; k < p->goals[i].supports_count; k++) {
            const struct priority *served = p->goals[i].supports[k].priority;
            if (served) add_unit(d, to, served->file->unit);
        }
}

static void add_person(const struct dependencies *d, struct sha256_ctx *to, const struct person *p)
{
    add_text(to, p->id);
    add_unit(d, to, p->unit);
    for (size_t i = 0; i < p->also_count; i++) add_unit(d, to, p->also[i].unit);
    add_plan(d, to, p->plan);
    add_plan(d, to, p->last_plan);
}

static void add_reached(const struct dependencies *d, struct sha256_ctx *to, const struct person *p)
{
    struct reached *const *at = find_reached(d, p);
    const struct reached *r = at ? *at : NULL;
    if (!at)  // outside the chart
        for (size_t i = 0; i < p->people_count; i++) add_person(d, to, p->people[i]);
    if (!r) return;
    add_number(to, (int64_t)r->people_count);
    for (size_t i = 0; i < r->people_count; i++) add_person(d, to, r->people[i]);
    for (size_t i = 0; i < r->unit_count; i++) add_unit(d, to, r->units[i]);
}

bool dependencies_key(const struct dependencies *d, const struct order *order,
                      const struct paper_names *names, uint8_t out[HASH_SIZE])
{
    const struct subject *s = &order->subject;
    struct sha256_ctx ctx;
    memset(out, 0, HASH_SIZE);
    if (s->published || s->account) return false;
    sha256_init(&ctx);
    add(&ctx, d->all, HASH_SIZE);
    add_text(&ctx, order->document);
    add_text(&ctx, names->identity);
    add_text(&ctx, names->form);
    add_text(&ctx, s->language);
    add_number(&ctx, s->large);
    add_number(&ctx, s->names_only);
    add_number(&ctx, s->archived);
    add_number(&ctx, s->follow_up);
    add_number(&ctx, s->is_short);
    add_number(&ctx, s->reminder.needs);
    add_number(&ctx, s->reminder.overdue);
    add_number(&ctx, (int64_t)order->copies);
    add_unit(d, &ctx, d->cycle->root);  // blank forms offer its focus areas
    add_unit(d, &ctx, s->unit);
    if (s->employee) add_person(d, &ctx, s->employee);
    if (s->employee) add_reached(d, &ctx, s->employee);
    sha256_digest(&ctx, HASH_SIZE, out);
    return true;
}
