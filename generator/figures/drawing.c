// Keys, and what is drawn with them.
//
// The key of a draw is of the period, table, atom and line, and of everybody in the atom with all
// their values. So what is drawn anew does not depend on anyone's value: when one changes, all
// lines of the atom are drawn anew, whichever cells it is in. The competence plan and the
// evaluation draw needs alike where people and needs are the same: then the second says nothing
// more.
#include "figures/drawing.h"

#include <stdlib.h>

#include "base/array.h"

enum { EVERYONE = -1 };  // in place of an atom

struct keys {
    uint8_t secret[HASH_SIZE];
    const char *table;
    int number;
};

// Of everybody in an atom, with all their values or with their needs.
static void hash_members(const struct atoms *all, int atom, bool needs, uint8_t out[HASH_SIZE])
{
    struct arena scratch = {0};
    const char **list = ARENA_ARRAY(&scratch, const char *, all->person_count);
    size_t count = 0;
    for (size_t i = 0; i < all->person_count; i++) {
        const struct figure_person *p = &all->people[i];
        if (!atoms_have(all, p) || (atom >= 0 && all->of[p->unit->index] != (size_t)atom)) continue;
        list[count++] = arena_printf(&scratch, "%s:%s", p->id, needs ? p->need_values : p->values);
    }
    if (count) qsort(list, count, sizeof *list, array_compare_texts);
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) buf_key_text(&text, list[i]);
    hash_bytes(text.p ? text.p : "", text.n, out);
    buf_free(&text);
    arena_free(&scratch);
}

static int draw(const struct drawing *d, const struct keys *k, const struct line *l,
                const char *atom, int n, const uint8_t members[HASH_SIZE])
{
    struct buf text = {0};
    uint8_t ticket[HASH_SIZE];
    buf_key_text(&text, d->figures->cycle->period);
    buf_key_text(&text, l->of_needs ? "needs" : k->table);
    buf_key_text(&text, atom);
    buf_key_text(&text, l->id);
    buf_int(&text, k->number);
    buf_c(&text, '\0');
    buf_add(&text, members, HASH_SIZE);
    hash_keyed(k->secret, text.p, text.n, ticket);
    buf_free(&text);
    return draw_count(l->lot, n, ticket);
}

static void count_exactly(struct drawing *d)
{
    const struct atoms *all = d->atoms;
    for (size_t i = 0; i < all->person_count; i++) {
        const struct figure_person *p = &all->people[i];
        for (size_t k = 0; atoms_have(all, p) && k < d->line_count; k++) {
            size_t unit = d->lines[k].of_organisation ? 0 : all->of[p->unit->index];
            d->exact[drawing_at(d, unit, k)] += d->lines[k].count(&d->lines[k], p);
        }
    }
}

static void draw_atom(struct drawing *d, const struct keys *k, size_t unit)
{
    uint8_t members[HASH_SIZE], needs[HASH_SIZE];
    hash_members(d->atoms, (int)unit, false, members);
    hash_members(d->atoms, (int)unit, true, needs);
    for (size_t i = 0; i < d->line_count; i++) {
        const struct line *l = &d->lines[i];
        size_t at = drawing_at(d, unit, i);
        if (!l->of_organisation)
            d->drawn[at] = draw(d, k, l, d->figures->cycle->units[unit]->id, d->exact[at],
                                l->of_needs ? needs : members);
    }
}

static void draw_organisation(struct drawing *d, const struct keys *k)
{
    uint8_t members[HASH_SIZE];
    hash_members(d->atoms, EVERYONE, false, members);
    for (size_t i = 0; i < d->line_count; i++)
        if (d->lines[i].of_organisation)
            d->drawn[i] = draw(d, k, &d->lines[i], "", d->exact[i], members);
}

struct drawing *drawing_make(struct arena *a, const struct figures *f, enum release_kind kind,
                             const struct secret *s, int number)
{
    struct drawing *d = ARENA_NEW(a, struct drawing);
    struct keys k = {.table = release_kind_names[kind], .number = number};
    size_t units = f->cycle->unit_count;
    d->figures = f;
    d->atoms = atoms_of(a, f, kind);
    d->lines = lines_of(a, f, kind, &d->line_count);
    d->exact = ARENA_ARRAY(a, int, units * d->line_count);
    d->drawn = ARENA_ARRAY(a, int, units * d->line_count);
    secret_derive(s, "figures", "", k.secret);
    count_exactly(d);
    for (size_t i = 0; i < units; i++)
        if (d->atoms->size[i]) draw_atom(d, &k, i);
    draw_organisation(d, &k);
    return d;
}
