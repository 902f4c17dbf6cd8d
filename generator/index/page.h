// What the pages of the index have in common: their frame, texts in HTML, tables of files.
#ifndef INDEX_PAGE_H
#define INDEX_PAGE_H

#include "index/index.h"

#define INDEX_FOLDER "index"
#define INDEX_START "index.html"

struct index_list {
    const struct index_file **files;
    size_t count, room;
};

struct index {
    struct arena *arena;
    const struct cycle *cycle;
    const char *const *words;       // [index_word]
    const char *const *unit_names;  // [unit], each in words that no other unit has
    unsigned deepest;               // the units below it are not in the table of the organisation
    const char *const *documents;
    size_t document_count;
    struct index_list *of_people, *of_units;  // [person], [unit]
    struct index_list of_all;                 // what is nobody's
};

struct index_sum {
    size_t people, files, pages, sheets, missing;
};
void index_sum_add(struct index_sum *sum, const struct index_list *list);
// How many of the documents a person has none of; list: their names after one another, may be NULL.
size_t index_missing(const struct index *x, const struct person *p, struct buf *list);
// The names of all units, in the organisation's language: where several have the same one, with the
// unit above, the leader or the id.
const char *const *index_unit_names(struct arena *a, const struct cycle *c);
const char *index_name_of(const struct index *x, const struct unit *u);
const char *page_organisation(const struct index *x);

// All append. Texts may hold anything.
void page_text(struct buf *out, const char *text);
void page_json(struct buf *out, const char *text);  // a JSON string that cannot end a script
void page_heading(struct buf *out, int level, const char *text);
// u: whose page it is; NULL: the organisation's.
void page_begin(const struct index *x, const struct unit *u, struct buf *out);
void page_search_script(struct buf *out);
void page_end(struct buf *out);
struct index_rows {        // of units, in a table
    const char *way;       // from the page to those of units
    unsigned first, last;  // levels; those of the last count all below, too, and say so
    struct index_sum sum;  // of the rows so far
};
// A table of units up to its rows, one of them, and its sums and end.
void index_begin_units(const struct index *x, const char *caption, struct buf *out);
void index_add_unit_row(const struct index *x, struct index_rows *rows, const struct unit *u,
                        struct buf *out);
void index_end_units(const struct index *x, const struct index_rows *rows, struct buf *out);
struct index_column {
    enum index_word head;
    bool is_number;
};
// A table up to where its rows begin.
void page_table(const struct index *x, const struct index_column *columns, size_t count,
                const char *caption, struct buf *out);
// After its rows.
void page_table_end(struct buf *out);
// A link to a file; up: the way from the page to the period's folder, "" or "../".
void page_link(const struct index_file *f, const char *up, struct buf *out);
// A table of files.
void page_files(const struct index *x, const struct index_list *list, const char *up,
                const char *caption, struct buf *out);

#endif
