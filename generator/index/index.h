// The index of what was made: pages of HTML for a browser, to look people and files up in. They say
// what there is and what there is not, and never why. Nothing in them comes from elsewhere: one
// style, one script, no font.
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/cycle.h"

enum index_word {
    INDEX_TITLE,
    INDEX_INTRO,
    INDEX_SEARCH,
    INDEX_SEARCH_HINT,
    INDEX_HITS,
    INDEX_NOTHING_FOUND,
    INDEX_UNITS,
    INDEX_UNIT,
    INDEX_UNITS_BELOW,
    INDEX_WITH_BELOW,
    INDEX_WHERE,
    INDEX_LEADER,
    INDEX_NO_LEADER,
    INDEX_PEOPLE,
    INDEX_PERSON,
    INDEX_FILES,
    INDEX_FILE,
    INDEX_OF_UNIT,
    INDEX_OF_ALL,
    INDEX_PAGES,
    INDEX_SHEETS,
    INDEX_NOT_MADE,
    INDEX_NOTHING,
    INDEX_SUM,
    INDEX_BATCH,
    INDEX_BOOKLET,
    INDEX_CALENDAR,
    INDEX_ZIP,
    INDEX_BY_LEADER,
    INDEX_WORDS
};
// The keys of these in strings.yaml: "index.title"
extern const char *const index_word_keys[INDEX_WORDS];

struct index_file {               // one that was made
    const char *path;             // below the output folder
    const char *name;             // in words, of its document; in the organisation's language
    const char *employee, *unit;  // ids of whom it is about; NULL: nobody
    size_t pages, sheets;
    // What gathers the papers of many for a leader stands with the leader's unit, and its pages do
    // not count again.
    bool is_collection;
    // The document's number among those that each employee has one of; -1: it is none of them
    int document;
};

struct index;

// documents: the names of those that employees have one of each. All live as long as the index.
struct index *index_new(struct arena *a, const struct cycle *c,
                        const char *const words[INDEX_WORDS], const struct index_file *files,
                        size_t file_count, const char *const *documents, size_t document_count);
// Where the page of a unit is, below the output folder; in arena a.
const char *index_unit_path(struct arena *a, const struct unit *u);
// Append the page of the organisation, and that of a unit.
void index_add_overview(const struct index *x, struct buf *out);
void index_add_unit(const struct index *x, const struct unit *u, struct buf *out);

#endif
