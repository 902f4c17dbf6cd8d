// What the commands share: a run, opened, used and closed.
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <pthread.h>
#include <stdio.h>

#include "output/manifest.h"
#include "run/progress.h"
#include "run/orders.h"
#include "run/dependencies.h"
#include "output/shard_manifest.h"
#include "calendar/calendar.h"
#include "compose/compose.h"
#include "layout/hyphenator.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "type/type.h"

#define HYPHENATION "/usr/share/hyphen"

struct run {  // what a command works on; read-only once it is open, but for what is behind the lock
    const struct options *options;
    struct diags *diags;
    struct arena arena;
    struct cycle *cycle;
    struct template_set *template_set;
    struct templates *templates;
    struct fonts *fonts;
    struct typefaces *type;
    struct hyphenator *hyphenator;
    struct layout_options style[2];  // normal, large print
    // of input hashes: from samtale.yaml, which only the organisation has
    uint8_t key[HASH_SIZE];

    struct progress_display *progress;
    pthread_mutex_t lock;
    struct manifest *manifest;  // NULL: nothing is to be written
    struct dependencies *dependencies;
    struct orders orders;
    struct orders whole;         // of a shard: the orders of all of them, as far as the chart tells
    const int *unit_shards;      // of a shard: which of them a unit falls to, by the unit's index
    struct shard_run shard_run;  // of a shard
    struct map other_shards;     // of a shard: what other shards make, by path without its ending
    uint8_t cycle_hash[HASH_SIZE];  // of a shard: of the cycle without its plans
    uint8_t figures[HASH_SIZE];     // of what reports are made from; zeros: none are made
    struct buf *dumps;              // per order, printed at the end
    struct file_tally {
        size_t papers, pages, sheets, made;  // made: those that were not kept
    } * tallies, other;                      // per document of the command; of all other files
    size_t pruned;
    struct arena warnings_arena;
    const char **warnings;  // of files that were gone or edited
    size_t warning_count, warning_room;
    const char *const *documents;
    size_t document_count;
    struct calendar calendar;  // without a cycle: the command makes none
};

// ---- run/run.c

// Reads the templates; the folder of the program's own templates and fonts, NULL after a
// diagnostic.
const char *run_begin(struct run *r, const struct options *o);
const char *const *run_languages(struct run *r, size_t *count);
// plans: whether they are read too; else whoever wants them reads one after the other.
bool run_open(struct run *r, const struct options *o, bool plans);
// The cycle alone, for what makes no paper: neither fonts nor what templates say can stand in the
// way. It may be broken. Plans are not quoted.
bool run_open_record(struct run *r, const struct options *o);
// Everything read, the selectors known to name somebody and the fonts open; else the exit status is
// in *status, and the run is closed.
bool run_ready(struct run *r, const struct options *o, bool plans, int *status);
// Prints what was wrong, gives everything back and answers the exit status.
int run_close(struct run *r, FILE *to);
int run_dump_cycle(struct run *r);          // and closes
int run_wrong_command_line(struct run *r);  // and closes
struct date run_paper_date(const struct run *r);

// ---- output/keep.c

// A file of the output folder before it is made, as an earlier run's manifest knows it.
enum file_state { FILE_UNLISTED, FILE_INTACT, FILE_GONE, FILE_EDITED };
struct file_status {
    enum file_state state;
    struct manifest_entry entry;  // as it is listed
    bool stale;                   // it is intact, but looks different from outside
    uint8_t found[HASH_SIZE];     // EDITED: of what is there
};

// Opens the manifest, where anything is to be written; false after a diagnostic.
bool keep_open_manifest(struct run *r);
// These may be called from any thread.
struct file_status keep_file_status(struct run *r, const char *path);
bool keep_has_key(const struct run *r, const struct file_status *s, const uint8_t key[HASH_SIZE]);
bool keep_has_inputs(const struct run *r, const struct file_status *s, const struct buf *inputs);
// and counts it
void keep_file(struct run *r, const struct file_status *s, const uint8_t key[HASH_SIZE]);
// Writes the file, unless the same bytes are there, lists and counts it. e without hashes and
// trace. False after a diagnostic.
bool keep_or_write(struct run *r, const struct file_status *s, struct manifest_entry e,
                   const struct buf *inputs, const struct buf *bytes);
void keep_report_warnings(struct run *r);  // of what was not as it should be

// ---- output/old.c

void old_warn_or_prune(struct run *r);  // at the end: names or removes what nobody is due any more

// ---- run/results.c

static inline const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}
void results_print(struct run *r);  // what was done
void results_print_absences(const struct orders *all);
void results_print_pruned(const struct run *r);

// ---- run/papers.c

struct worker {  // one thread's
    struct run *run;
    struct diags *diags;  // its own, to know what making one paper has said
    struct layout *layout;
    struct pdf *pdf;
    struct arena paper;      // one paper's
    struct arena shared;     // as long as `sections`
    struct map sections;     // key → a section that stands in many papers
    size_t drafts;           // so many were made
    size_t drafts_at_reset;  // of them, before `shared` was emptied
    struct buf bytes, inputs, dump;
};

struct worker *papers_worker_new(struct run *r);
void papers_worker_free(struct worker *w);
// The paper in w->paper, but for its shared sections; what it was made from, as hashes, in
// w->inputs. For --dump doc its text is appended to w->bytes. Without sections where nothing of it
// is for this one.
struct paper *papers_compose(struct worker *w, const struct template *t, const struct order *order,
                             const struct paper_names *names);
// Writes w->bytes, made from w->inputs, to the output folder; lists and counts the file. False
// after a diagnostic.
bool papers_write_file(struct worker *w, struct manifest_entry e);
bool papers_worker_is_full(
    const struct worker *w);  // what papers share with others has become too much
// Between two papers: lets go of them, and over: of what is too much, to which no paper that is
// still needed may point.
void papers_worker_reset(struct worker *w, bool caches);
// as --dump paper prints it
void papers_dump(struct worker *w, const struct paper *paper, struct buf *out);

// as --jobs says, and no more than there are pieces of work
int papers_job_count(const struct run *r, size_t pieces);
void papers_begin_progress(struct run *r, size_t total);  // until progress_end()
void papers_find_dependencies(struct run *r);             // before the first paper
void papers_save_manifest(struct run *r);                 // the manifest, where one is written

// Makes the papers of r->orders and the manifest, prints what was done, closes and answers the exit
// status.
int papers_make(struct run *r);
// The same for r->documents and whom the options name.
int papers_make_documents(struct run *r);

// ---- run/partition.c: without --shard, none of these does anything

const char *partition_manifest_name(struct run *r);  // below the output folder
// A plan_chooser's: makes the cut, and chooses the plans of those whom the shard's papers show.
const bool *partition_choose_plans(void *run, struct cycle *c);
// leaves the shard's own orders; after the origins are known
void partition_select_orders(struct run *r);
bool partition_other_shard_has(const struct run *r,
                               const char *path);  // another shard makes this file
// before the manifest is saved: what it lists, and whether the shard is whole
void partition_end(struct run *r);
void partition_print(const struct run *r);  // on standard output

#endif
