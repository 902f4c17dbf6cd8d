// What a command makes: an order for each paper, which says for whom it is and where. Orders of one
// document and unit stand together, so that what they share is made once.
#ifndef RUN_ORDERS_H
#define RUN_ORDERS_H

#include "base/arena.h"
#include "cli/options.h"
#include "compose/compose.h"
#include "model/cycle.h"

struct order {  // one paper to make
    const char *document;
    struct subject subject;  // whom or what it is about
    bool of_leader;          // about the person as a leader: it shows the leader's people
    const char *for_leader;  // its path in a leader's own folder, without an ending; NULL: below
    const char *folder;      // below the output folder: of its document's papers
    const char *file;        // below that, without an ending; NULL: named after the subject
    bool is_leaders;         // a leader's own paper, about whom they lead
    // of an archived paper, whose earlier versions stay as they are; 0: it has none, and is made
    // anew
    unsigned version;
    bool calendar_only;  // no paper is due, but a calendar that says what was cancelled
    uint32_t copies;
    uint32_t rank;  // in cascade order: for what is printed
};

struct paper_names {        // made when they are needed, for there may be very many orders
    const char *path;       // below the output folder
    const char *identity;   // unlike any other paper's of the organisation and period
    const char *form;       // the name of its form: see model/record.h
    struct record_key key;  // the form's
};

struct absence {  // a person without a paper
    const struct unit *unit;
    enum pack_absence why;
};

struct orders {
    struct order *list;  // sorted by document, unit and rank
    size_t count, room;
    size_t *groups;  // of one document and unit: the index of each group's first order
    size_t group_count, group_room;
    struct absence *absences;
    size_t absence_count, absence_room;
    size_t not_due[PACK_HAS_ERRORS + 1];  // people without papers, by reason
    size_t followed_up;  // those without a next follow-up, where its sheets are made
};

// The names of the documents that the options' command makes: forms the one that is named, packs
// and summaries all of theirs. In arena a.
const char *const *orders_documents(const struct options *o, const struct templates *t,
                                    struct arena *a, size_t *count);
// Orders for the documents of these names, as far as the options' selectors reach; in arena a, as
// long as cycle and templates. A language without a template of that name is an error that says so.
struct orders orders_make(struct diags *d, struct arena *a, const struct options *o,
                          const struct cycle *c, const struct templates *t,
                          const char *const *documents, size_t document_count);
// One paper about whom the subject says, whether anything of theirs is due or not, in this file.
struct orders orders_make_one(struct diags *d, struct arena *a, const struct options *o,
                              const struct templates *t, const char *document,
                              const struct subject *s, const char *file);
// Leaves out the orders that are not to be kept.
void orders_keep(struct orders *all, struct arena *a,
                 bool (*keep)(const struct order *o, const void *arg), const void *arg);
// Cuts the run into n shards: by a unit's index, the shard, from 1, that makes all of its papers.
int *orders_partition(const struct orders *all, struct arena *a, const struct cycle *c, int n);
// The orders of shard k, of those that orders_partition() has cut; in arena a.
struct orders orders_of_shard(const struct orders *all, struct arena *a, const int *unit_shards,
                              int k);
// In arena a. secret: what forms are signed with.
struct paper_names orders_paper_names(const struct order *o, const struct secret *secret,
                                      struct arena *a);
// Its path alone.
const char *orders_paper_path(const struct order *o, struct arena *a);
// The unit that the paper is about, or whose person it is about; NULL: none.
const struct unit *orders_unit_of(const struct order *o);

#endif
