// The page of a unit: what was made for it, and for each of its people, leader by leader.
#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"
#include "index/page.h"

static const char up[] = "../";

// Whom the person has the conversation with, in words.
static const char *leader_words(const struct index *x, const struct person *leader)
{
    if (!leader) return x->words[INDEX_NO_LEADER];
    return arena_printf(x->arena, "%s: %s", x->words[INDEX_LEADER],
                        cycle_distinct_name(x->arena, leader, x->cycle->language));
}

static void add_person(const struct index *x, const struct person *p, struct buf *out)
{
    const struct index_list *list = &x->of_people[p->index];
    const char *title = cycle_text_in(&p->title, x->cycle->language).text;
    struct index_sum sum = {0};
    index_sum_add(&sum, list);
    buf_printf(out, "<tr id=\"%s\"><th scope=row>", p->id);
    page_text(out, p->name);
    bool with_id = p->namesake == NAMESAKE_BY_ID;
    if (title || with_id) BUF_LIT(out, "<span class=t>");
    if (title) page_text(out, title);
    if (with_id) buf_printf(out, "%s%s", title ? ", " : "", p->id);
    if (title || with_id) BUF_LIT(out, "</span>");
    buf_str(out, list->count ? "</th><td><ul>" : "</th><td>");
    for (size_t i = 0; i < list->count; i++) {
        BUF_LIT(out, "<li>");
        page_link(list->files[i], up, out);
        BUF_LIT(out, "</li>");
    }
    buf_printf(out, "%s</td><td class=n>%zu</td><td class=n>%zu</td><td>",
               list->count ? "</ul>" : "", sum.pages, sum.sheets);
    index_missing(x, p, out);
    BUF_LIT(out, "</td></tr>\n");
}

struct index_follower {
    const struct person *person;
    size_t place;  // in the unit's list
    size_t first;  // the place of the first with the same leader
};

// The leader's address only brings those of the same together.
static int compare_leaders(const void *x, const void *y)
{
    const struct index_follower *a = x, *b = y;
    uintptr_t first = (uintptr_t)a->person->leader, second = (uintptr_t)b->person->leader;
    return first == second ? COMPARE(a->place, b->place) : COMPARE(first, second);
}

static int compare_places(const void *x, const void *y)
{
    const struct index_follower *a = x, *b = y;
    return a->first == b->first ? COMPARE(a->place, b->place) : COMPARE(a->first, b->first);
}

// Leader by leader, as each comes first in the unit's list.
static struct index_follower *sort_by_leader(const struct index *x, const struct unit *u)
{
    size_t n = u->person_count;
    struct index_follower *list = ARENA_ARRAY(x->arena, struct index_follower, n);
    for (size_t i = 0; i < n; i++) list[i] = (struct index_follower){u->people[i], i, i};
    qsort(list, n, sizeof *list, compare_leaders);
    for (size_t i = 1; i < n; i++)
        if (list[i].person->leader == list[i - 1].person->leader) list[i].first = list[i - 1].first;
    qsort(list, n, sizeof *list, compare_places);
    return list;
}

static void end_rows(struct buf *out)
{
    BUF_LIT(out, "</tbody>");
    page_table_end(out);
}

static void begin_leader(const struct index *x, const struct person *leader, struct buf *out)
{
    static const struct index_column columns[] = {{INDEX_PERSON, false},
                                                  {INDEX_FILES, false},
                                                  {INDEX_PAGES, true},
                                                  {INDEX_SHEETS, true},
                                                  {INDEX_NOT_MADE, false}};
    const char *words = leader_words(x, leader);
    page_heading(out, 2, words);
    page_table(x, columns, 5, words, out);
}

static void add_people(const struct index *x, const struct unit *u, struct buf *out)
{
    if (!u->person_count) return;
    const struct index_follower *list = sort_by_leader(x, u);
    for (size_t i = 0; i < u->person_count; i++) {
        bool is_first = list[i].first == list[i].place;
        if (is_first && i) end_rows(out);
        if (is_first) begin_leader(x, list[i].person->leader, out);
        add_person(x, list[i].person, out);
    }
    end_rows(out);
}

// Where the page of the organisation does not have them.
static void add_table_below(const struct index *x, const struct unit *u, struct buf *out)
{
    struct index_rows rows = {.way = "", .first = u->depth + 1, .last = u->depth + 1};
    index_begin_units(x, x->words[INDEX_UNITS_BELOW], out);
    for (size_t i = 0; i < u->unit_count; i++) index_add_unit_row(x, &rows, u->units[i], out);
    index_end_units(x, &rows, out);
}

static void add_list_below(const struct index *x, const struct unit *u, struct buf *out)
{
    BUF_LIT(out, "<ul>\n");
    for (size_t i = 0; i < u->unit_count; i++) {
        buf_printf(out, "<li><a href=\"%s.html\">", u->units[i]->id);
        page_text(out, index_name_of(x, u->units[i]));
        BUF_LIT(out, "</a></li>\n");
    }
    BUF_LIT(out, "</ul>\n");
}

void index_add_unit(const struct index *x, const struct unit *u, struct buf *out)
{
    const struct index_list *list = &x->of_units[u->index];
    page_begin(x, u, out);
    page_heading(out, 1, index_name_of(x, u));
    if (list->count) {
        page_heading(out, 2, x->words[INDEX_OF_UNIT]);
        page_files(x, list, up, x->words[INDEX_OF_UNIT], out);
    }
    add_people(x, u, out);
    if (u->unit_count) page_heading(out, 2, x->words[INDEX_UNITS_BELOW]);
    if (u->unit_count && u->depth < x->deepest) add_list_below(x, u, out);
    else if (u->unit_count) add_table_below(x, u, out);
    if (!list->count && !u->person_count && !u->unit_count) {
        BUF_LIT(out, "<p>");
        page_text(out, x->words[INDEX_NOTHING]);
        BUF_LIT(out, "</p>\n");
    }
    page_end(out);
}
