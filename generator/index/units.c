// Units in the index: what each is called, and the rows of tables of them.
#include "base/utf8.h"
#include "index/page.h"

// ---- What each is called

enum apart { APART_PLAIN, APART_ABOVE, APART_LEADER, APART_ID };  // by what it is told from others

static const char *plain_name(const struct cycle *c, const struct unit *u)
{
    const char *name = cycle_text_in(&u->name, c->language).text;
    return name ? name : u->id;
}

// NULL: there is nothing to tell it by in this way.
static const char *what_tells(struct arena *a, const struct cycle *c, const struct unit *u,
                              enum apart by)
{
    if (by == APART_ABOVE) return u->parent ? plain_name(c, u->parent) : NULL;
    if (by == APART_LEADER)
        return u->leader ? cycle_distinct_name(a, u->leader, c->language) : NULL;
    return u->id;
}

static const char *name_apart(struct arena *a, const struct cycle *c, const struct unit *u,
                              enum apart by)
{
    const char *name = plain_name(c, u);
    if (by == APART_PLAIN) return name;
    const char *tells = what_tells(a, c, u, by);
    return tells ? arena_printf(a, "%s (%s)", name, tells) : NULL;
}

// Those that are told apart in this way and have words that others have, too, are told in the next.
static void pass_on_shared(struct arena *a, const struct cycle *c, enum apart *by, enum apart now)
{
    struct map first = {0};
    for (size_t i = 0; i < c->unit_count; i++) {
        if (by[i] != now) continue;
        const char *name = name_apart(a, c, c->units[i], now);
        enum apart *other = name ? map_get(&first, name = utf8_fold(a, name)) : NULL;
        if (!name || other) by[i] = now + 1;
        if (other) *other = now + 1;
        else if (name) map_set(&first, a, name, &by[i]);
    }
}

const char *const *index_unit_names(struct arena *a, const struct cycle *c)
{
    struct arena work = {0};
    enum apart *by = ARENA_ARRAY(&work, enum apart, c->unit_count);
    const char **names = ARENA_ARRAY(a, const char *, c->unit_count);
    for (enum apart now = APART_PLAIN; now < APART_ID; now++) pass_on_shared(&work, c, by, now);
    for (size_t i = 0; i < c->unit_count; i++) names[i] = name_apart(a, c, c->units[i], by[i]);
    arena_free(&work);
    return names;
}

const char *index_name_of(const struct index *x, const struct unit *u)
{
    return x->unit_names[u->index];
}

// ---- Tables of them

static void sum_join(struct index_sum *sum, const struct index_sum *other)
{
    sum->people += other->people;
    sum->files += other->files;
    sum->pages += other->pages;
    sum->sheets += other->sheets;
    sum->missing += other->missing;
}

static struct index_sum sum_of(const struct index *x, const struct unit *u, bool with_below)
{
    struct index_sum sum = {.people = u->person_count};
    index_sum_add(&sum, &x->of_units[u->index]);
    for (size_t i = 0; i < u->person_count; i++) {
        const struct person *p = u->people[i];
        index_sum_add(&sum, &x->of_people[p->index]);
        sum.missing += index_missing(x, p, NULL);
    }
    for (size_t i = 0; with_below && i < u->unit_count; i++) {
        struct index_sum below = sum_of(x, u->units[i], true);
        sum_join(&sum, &below);
    }
    return sum;
}

void index_begin_units(const struct index *x, const char *caption, struct buf *out)
{
    static const struct index_column columns[] = {
        {INDEX_UNIT, false}, {INDEX_LEADER, false}, {INDEX_PEOPLE, true},  {INDEX_FILES, true},
        {INDEX_PAGES, true}, {INDEX_SHEETS, true},  {INDEX_NOT_MADE, true}};
    page_table(x, columns, 7, caption, out);
}

static void add_numbers(const struct index_sum *sum, struct buf *out)
{
    const size_t numbers[] = {sum->people, sum->files, sum->pages, sum->sheets, sum->missing};
    for (size_t i = 0; i < 5; i++) buf_printf(out, "<td class=n>%zu</td>", numbers[i]);
}

static size_t count_below(const struct unit *u)
{
    size_t n = u->unit_count;
    for (size_t i = 0; i < u->unit_count; i++) n += count_below(u->units[i]);
    return n;
}

void index_add_unit_row(const struct index *x, struct index_rows *rows, const struct unit *u,
                        struct buf *out)
{
    bool with_below = u->depth == rows->last;
    struct index_sum sum = sum_of(x, u, with_below);
    unsigned indent = u->depth - rows->first;
    buf_printf(out, "<tr><th scope=row class=d%u><a href=\"%s%s.html\">", indent < 9 ? indent : 9,
               rows->way, u->id);
    page_text(out, index_name_of(x, u));
    BUF_LIT(out, "</a>");
    if (with_below && u->unit_count) {
        BUF_LIT(out, "<span class=t>");
        page_text(out, x->words[INDEX_WITH_BELOW]);
        buf_printf(out, ": %zu</span>", count_below(u));
    }
    BUF_LIT(out, "</th><td class=w>");
    page_text(out, u->leader ? cycle_distinct_name(x->arena, u->leader, x->cycle->language)
                             : x->words[INDEX_NO_LEADER]);
    BUF_LIT(out, "</td>");
    add_numbers(&sum, out);
    BUF_LIT(out, "</tr>\n");
    sum_join(&rows->sum, &sum);
}

void index_end_units(const struct index *x, const struct index_rows *rows, struct buf *out)
{
    BUF_LIT(out, "</tbody><tfoot><tr><th scope=row>");
    page_text(out, x->words[INDEX_SUM]);
    BUF_LIT(out, "</th><td></td>");
    add_numbers(&rows->sum, out);
    BUF_LIT(out, "</tr></tfoot>");
    page_table_end(out);
}
