// The page of a unit: what was made for it, and for each of its people, leader by leader.
#include "index/page.h"

static const char up[] = "../";

// Whom the person has the conversation with, in words.
static const char *leader_words(const struct index *x, const struct person *leader)
{
    if (!leader) return x->words[INDEX_NO_LEADER];
    return arena_printf(x->arena, "%s: %s", x->words[INDEX_LEADER], leader->name);
}

static void add_person(const struct index *x, const struct person *p, struct buf *out)
{
    const struct index_list *list = &x->of_people[p->index];
    const char *title = cycle_text_in(&p->title, x->cycle->language).text;
    struct index_sum sum = {0};
    index_sum_add(&sum, list);
    buf_printf(out, "<tr id=\"%s\"><th scope=row>", p->id);
    page_text(out, p->name);
    if (title) {
        BUF_LIT(out, "<span class=t>");
        page_text(out, title);
        BUF_LIT(out, "</span>");
    }
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

static void add_people_of(const struct index *x, const struct unit *u, const struct person *leader,
                          struct buf *out)
{
    static const struct index_column columns[] = {{INDEX_PERSON, false},
                                                  {INDEX_FILES, false},
                                                  {INDEX_PAGES, true},
                                                  {INDEX_SHEETS, true},
                                                  {INDEX_NOT_MADE, false}};
    const char *words = leader_words(x, leader);
    page_heading(out, 2, words);
    page_table(x, columns, 5, words, out);
    for (size_t i = 0; i < u->person_count; i++)
        if (u->people[i]->leader == leader) add_person(x, u->people[i], out);
    BUF_LIT(out, "</tbody></table>\n");
}

// Whether nobody before person i has the same leader.
static bool is_first_of_leader(const struct unit *u, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (u->people[k]->leader == u->people[i]->leader) return false;
    return true;
}

static void add_units_below(const struct index *x, const struct unit *u, struct buf *out)
{
    page_heading(out, 2, x->words[INDEX_UNITS_BELOW]);
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
    for (size_t i = 0; i < u->person_count; i++)
        if (is_first_of_leader(u, i)) add_people_of(x, u, u->people[i]->leader, out);
    if (u->unit_count) add_units_below(x, u, out);
    if (!list->count && !u->person_count && !u->unit_count) {
        BUF_LIT(out, "<p>");
        page_text(out, x->words[INDEX_NOTHING]);
        BUF_LIT(out, "</p>\n");
    }
    page_end(out);
}
