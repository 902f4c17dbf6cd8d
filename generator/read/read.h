// Reading a user's files: bytes → nouns. Every reader reports all that is wrong in one run and
// returns what it could understand, in arena a.
#ifndef READ_READ_H
#define READ_READ_H

#include "base/diag.h"
#include "base/arena.h"
#include "model/answer.h"
#include "model/cycle.h"
#include "model/doc.h"
#include "model/fonts.h"
#include "model/node.h"
#include "model/template.h"
#include "yaml/tree.h"

enum {
    READ_LIMIT = 16 << 20,  // bytes of any one file
};

// ---- Markdown and pictures

enum markdown_dialect {
    MARKDOWN_TEXT,      // a unit's text: raw HTML is reported, braces are text
    MARKDOWN_TEMPLATE,  // {{values}} become DOC_VALUE, fences with a block's name DOC_FENCE
};
// A text as a DOC_DOCUMENT of blocks; its yaml is the front matter. folder: where pictures are
// looked for, and which they may not leave; NULL: there are no pictures. Never NULL.
struct doc_node *markdown_read(struct diags *d, struct arena *a, const struct source *s,
                               enum markdown_dialect dialect, const char *folder);
struct markdown_front {       // how front matter is read
    struct tree_arenas into;  // where it goes
    const char *const *keys;  // by one of which it is known to be ours; NULL: it always is
    size_t key_count;
};
// The same, with the front matter in arenas of its own. Where none of the keys stands in it, it is
// another program's, and that it cannot be read is a warning.
struct doc_node *markdown_read_into(struct diags *d, struct arena *a,
                                    const struct markdown_front *front, const struct source *s,
                                    enum markdown_dialect dialect, const char *folder);
// The same for a YAML scalar that is Markdown (`message: |`, an extra question). All nodes have the
// scalar's place.
struct doc_node *markdown_read_scalar(struct diags *d, struct arena *a, const struct node *scalar,
                                      const char *folder);

// A picture that Markdown or `logo:` names, below folder; NULL after a diagnostic of that level at
// place. CMYK becomes RGB; what is transparent is set on white.
const struct image *picture_read(struct diags *d, struct arena *a, struct place place,
                                 const char *folder, const char *name, enum diag_level level);

// ---- A cycle

// The cycle in a directory: samtale.yaml, org.yaml, priorities and plans. languages: the folders of
// templates/; none: any language is accepted. as_of unset: the first day of the conversation
// window. Never NULL; cycle->has_errors says that no papers may be made. Where the file of one unit
// or person has errors, only those people have them whose papers would show it, and an error says
// so.
struct cycle *cycle_read(struct diags *d, struct arena *a, const char *directory,
                         const char *const *languages, size_t language_count, struct date as_of);

// The same with another text in the place of org.yaml.
struct cycle *cycle_read_with_org(struct diags *d, struct arena *a, const char *directory,
                                  const char *const *languages, size_t language_count,
                                  struct date as_of, const struct source *org);

struct plan_chooser {
    // Called when all else has been read. The result says by a person's index whether their plans
    // are read, and behind the last person whether those of people who are not in the chart are;
    // NULL: everybody's.
    const bool *(*choose)(void *arg, struct cycle *c);
    void *arg;
};
// The same cycle with the plans of some people; chooser NULL: without its plans. period: another
// than samtale.yaml's, whose settings are those of periods/PERIOD.yaml; NULL: samtale.yaml's.
struct cycle *cycle_read_choosing(struct diags *d, struct arena *a, const char *directory,
                                  const char *period, const char *const *languages,
                                  size_t language_count, struct date as_of,
                                  const struct plan_chooser *chooser);

// Calls visit() with one plan after the other, of this period or of the one before, and forgets
// each afterwards. During the call it is its person's plan. Plans with errors are left out.
void plans_each(struct diags *d, struct arena *a, struct cycle *c, bool previous,
                void (*visit)(void *arg, const struct plan *p), void *arg);

// Reads one person's plans, of both periods, into a cycle without its plans; they stay there.
void plans_read_of(struct diags *d, struct arena *a, struct cycle *c, const struct person *p);

// The anonymous answers of the cycle's period, and how many; those with errors are left out.
const struct answer_given *answers_read(struct diags *d, struct arena *a, struct cycle *c,
                                        size_t *count);

// Whether n bytes of text would be a correct plan of a person for this period; false after
// diagnostics, in which the file has this name.
bool plans_check_text(struct diags *d, struct arena *a, struct cycle *c, const struct person *p,
                      const char *name, const char *text, size_t n);

// Whether n bytes of text would be a correct samtale.yaml, in a directory with its pictures; false
// after diagnostics, in which the file has this name.
bool cycle_check_settings(struct diags *d, struct arena *a, const char *directory, const char *name,
                          const char *text, size_t n);

// Whether n bytes of text would be a correct org.yaml; false after diagnostics, in which the file
// has this name.
bool cycle_check_org(struct diags *d, struct arena *a, const char *name, const char *text,
                     size_t n);

// Reads what conversations/PERIOD.yaml says now into a cycle in which it was read before; a text
// that is no map changes nothing.
void conversations_reread(struct diags *d, struct arena *a, struct cycle *c, const char *name,
                          const char *text, size_t n);

// The period that samtale.yaml names, for what reads no more of the cycle. NULL: there is no such
// file, or after a diagnostic. In arena a.
const char *settings_read_period(struct diags *d, struct arena *a, const char *directory);
// The period before another period, as that one's settings say; NULL: they do not, or are not
// there.
const char *settings_files_previous(struct arena *a, const char *directory, const char *period);
// Its last day, as its own settings say; unset: they do not, or are not there.
struct date settings_files_last_day(struct arena *a, const char *directory, const char *period);
// Where the settings of another period are: "periods/PERIOD.yaml", in arena a. NULL: it cannot be
// the name of a period.
const char *settings_files_name(struct arena *a, const char *period);
// The other periods whose settings are in periods/, sorted; in arena a.
const char **settings_files_periods(struct arena *a, const char *directory, size_t *count);

// Warns of what could be better in a cycle that has no errors, for `check` only.
void remarks_report(struct diags *d, struct arena *a, const struct cycle *c);
// Warns of units whose priorities are drafts of last period's, once for all.
void remarks_report_drafts(struct diags *d, const struct cycle *c);
// Warns of units whose text takes more than two pages of a pack.
void text_length_report(struct diags *d, const struct cycle *c);

// ---- Templates and fonts

// The templates of every language: LANG/NAME.md, LANG/strings.yaml and LANG/questions.yaml of the
// program's folder, each replaced by the user's file of the same name where there is one.
// user_folder may be NULL, or not exist.
struct template_set *templates_read(struct diags *d, struct arena *a, const char *user_folder,
                                    const char *program_folder);

// fonts.yaml, with the cycle's own typeface before its faces; NULL after diagnostics.
struct fonts *fonts_read(struct diags *d, struct arena *a, const char *path,
                         const struct cycle *cycle);

#endif
