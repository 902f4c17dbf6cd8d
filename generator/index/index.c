// Whose each file is, so that a page finds its own; and the page of the organisation.
#include "index/index.h"

#include <string.h>

#include "base/json_line.h"
#include "index/page.h"

const char *const index_word_keys[INDEX_WORDS] = {
    [INDEX_TITLE] = "index.title",
    [INDEX_INTRO] = "index.intro",
    [INDEX_SEARCH] = "index.search",
    [INDEX_SEARCH_HINT] = "index.search-hint",
    [INDEX_HITS] = "index.hits",
    [INDEX_NOTHING_FOUND] = "index.nothing-found",
    [INDEX_UNITS] = "index.units",
    [INDEX_UNIT] = "index.unit",
    [INDEX_UNITS_BELOW] = "index.units-below",
    [INDEX_WITH_BELOW] = "index.with-below",
    [INDEX_WHERE] = "index.where",
    [INDEX_LEADER] = "index.leader",
    [INDEX_NO_LEADER] = "index.no-leader",
    [INDEX_PEOPLE] = "index.people",
    [INDEX_PERSON] = "index.person",
    [INDEX_FILES] = "index.files",
    [INDEX_FILE] = "index.file",
    [INDEX_OF_UNIT] = "index.of-unit",
    [INDEX_OF_ALL] = "index.of-all",
    [INDEX_PAGES] = "index.pages",
    [INDEX_SHEETS] = "index.sheets",
    [INDEX_NOT_MADE] = "index.not-made",
    [INDEX_NOTHING] = "index.nothing",
    [INDEX_SUM] = "index.sum",
    [INDEX_BATCH] = "index.batch",
    [INDEX_BOOKLET] = "index.booklet",
    [INDEX_CALENDAR] = "index.calendar",
    [INDEX_ZIP] = "index.zip",
    [INDEX_BY_LEADER] = "index.by-leader",
};

// ---- Whose a file is

static void add(struct index *x, struct index_list *list, const struct index_file *f)
{
    *ARENA_PUSH(x->arena, list->files, list->count, list->room) = f;
}

// What is a person's stands with them; all else with a unit, or at the top.
static void add_file(struct index *x, const struct index_file *f)
{
    const struct person *p = f->employee ? cycle_person(x->cycle, f->employee) : NULL;
    const struct unit *u = f->unit ? cycle_unit(x->cycle, f->unit) : NULL;
    if (f->is_collection && p) u = p->unit;
    if (p && p->unit && !f->is_collection) add(x, &x->of_people[p->index], f);
    else if (u) add(x, &x->of_units[u->index], f);
    else add(x, &x->of_all, f);
}

enum { MOST_ROWS = 1000 };  // of units in one table: browsers are slow with more

// The lowest level that is in the table whole; the first below the root is, always.
static unsigned deepest_in_table(const struct cycle *c)
{
    size_t on_level[MOST_ROWS] = {0}, sum = 0;
    for (size_t i = 0; i < c->unit_count; i++)
        if (c->units[i]->depth < MOST_ROWS) on_level[c->units[i]->depth]++;
    unsigned level = 0;
    while (level < MOST_ROWS && (sum += on_level[level]) <= MOST_ROWS) level++;
    return level > 2 ? level - 1 : 1;
}

struct index *index_new(struct arena *a, const struct cycle *c,
                        const char *const words[INDEX_WORDS], const struct index_file *files,
                        size_t file_count, const char *const *documents, size_t document_count)
{
    struct index *x = ARENA_NEW(a, struct index);
    *x = (struct index){.arena = a,
                        .cycle = c,
                        .words = words,
                        .documents = documents,
                        .document_count = document_count,
                        .unit_names = index_unit_names(a, c),
                        .deepest = deepest_in_table(c),
                        .of_people = ARENA_ARRAY(a, struct index_list, c->person_count),
                        .of_units = ARENA_ARRAY(a, struct index_list, c->unit_count)};
    for (size_t i = 0; i < file_count; i++) add_file(x, &files[i]);
    return x;
}

const char *index_unit_path(struct arena *a, const struct unit *u)
{
    return arena_printf(a, INDEX_FOLDER "/%s.html", u->id);
}

// ---- The page of the organisation

static void add_units(const struct index *x, struct buf *out)
{
    const struct cycle *c = x->cycle;
    struct index_rows rows = {.way = INDEX_FOLDER "/", .last = x->deepest};
    index_sum_add(&rows.sum, &x->of_all);
    page_heading(out, 2, x->words[INDEX_UNITS]);
    index_begin_units(x, x->words[INDEX_UNITS], out);
    for (size_t i = 0; i < c->unit_count; i++)
        if (c->units[i]->depth <= x->deepest) index_add_unit_row(x, &rows, c->units[i], out);
    index_end_units(x, &rows, out);
}

// Names and where to find them: [name, id, number of the unit]; the numbers' units: [name, id].
static void add_people(const struct index *x, struct buf *out)
{
    const struct cycle *c = x->cycle;
    BUF_LIT(out, "<script type=\"application/json\" id=\"people\">{\"units\":[");
    for (size_t i = 0; i < c->unit_count; i++) {
        buf_str(out, i ? ",\n[" : "\n[");
        page_json(out, index_name_of(x, c->units[i]));
        buf_printf(out, ",\"%s\"]", c->units[i]->id);
    }
    BUF_LIT(out, "],\"people\":[");
    bool any = false;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (!p->unit || !p->id) continue;
        buf_str(out, any ? ",\n[" : "\n[");
        page_json(out, p->name);
        buf_printf(out, ",\"%s\",%u]", p->id, p->unit->index);
        any = true;
    }
    BUF_LIT(out, "\n]}</script>\n");
}

static void add_search(const struct index *x, struct buf *out)
{
    BUF_LIT(out, "<form role=search id=search hidden><label for=name>");
    page_text(out, x->words[INDEX_SEARCH]);
    BUF_LIT(out, "</label><input id=name type=search autocomplete=off spellcheck=false "
                 "aria-describedby=hint><p id=hint>");
    page_text(out, x->words[INDEX_SEARCH_HINT]);
    BUF_LIT(out, "</p><p id=count role=status data-hits=\"");
    page_text(out, x->words[INDEX_HITS]);
    BUF_LIT(out, "\" data-none=\"");
    page_text(out, x->words[INDEX_NOTHING_FOUND]);
    BUF_LIT(out, "\"></p><ul id=hits></ul></form>\n");
}

void index_add_overview(const struct index *x, struct buf *out)
{
    const char *organisation = page_organisation(x);
    page_begin(x, NULL, out);
    page_heading(out, 1,
                 arena_printf(x->arena, "%s: %s, %s", x->words[INDEX_TITLE], organisation,
                              x->cycle->period));
    BUF_LIT(out, "<p>");
    page_text(out, x->words[INDEX_INTRO]);
    BUF_LIT(out, "</p>\n");
    add_search(x, out);
    if (x->of_all.count) {
        page_heading(out, 2, x->words[INDEX_OF_ALL]);
        page_files(x, &x->of_all, "", x->words[INDEX_OF_ALL], out);
    }
    add_units(x, out);
    add_people(x, out);
    page_search_script(out);
    page_end(out);
}
