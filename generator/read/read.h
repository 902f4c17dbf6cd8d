// Bytes → nouns. Every reader reports all that is wrong and gives what it could understand.
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

// Markdown: a DOC_DOCUMENT of blocks; its yaml is the front matter. folder: where pictures are
// looked for, and which they may not leave (NULL: no pictures).
enum markdown_dialect {
    MARKDOWN_TEXT,      // a unit's text: raw HTML is reported, braces are text
    MARKDOWN_TEMPLATE,  // {{values}} become DOC_VALUE, fences with a block's name DOC_FENCE
};
struct doc_node *markdown_read(struct diags *d, struct arena *a, const struct source *s,
                               enum markdown_dialect dialect, const char *folder);
struct doc_node *markdown_read_into(struct diags *d, struct arena *a,
                                    const struct tree_arenas *front, const struct source *s,
                                    // its front matter elsewhere
                                    enum markdown_dialect dialect, const char *folder);
// The same for a part of a file: a YAML block scalar that is Markdown (`message: |`, an extra
// question). text is the scalar's value; places are those of the scalar as a whole.
struct doc_node *markdown_read_scalar(struct diags *d, struct arena *a, const struct node *scalar,
                                      const char *folder);

// A picture that Markdown or `logo:` names; NULL after a diagnostic at place. CMYK JPEG is refused;
// alpha is set on white.
const struct image *picture_read(struct diags *d, struct arena *a, struct place place,
                                 const char *folder, const char *name);

// The cycle in directory: samtale.yaml, org.yaml, priorities and plans. languages: the folders
// there are under templates/ (none: any language is taken). as_of unset: the first day of the
// conversation window. Never NULL; cycle->broken says that no papers may be made of it. Where one
// unit's or person's file is wrong, the people it touches are broken instead, and an error names
// them.
struct cycle *cycle_read(struct diags *d, struct arena *a, const char *directory,
                         const char *const *languages, size_t language_count, struct date as_of);

// The same cycle with the plans of some. choose() is asked once all else is read: by a person's
// index whether theirs are read, and behind the last person whether those of nobody in the chart
// are; NULL: everybody's.
struct plan_chooser {
    const bool *(*choose)(void *arg, struct cycle *c);
    void *arg;
};
struct cycle *cycle_read_choosing(struct diags *d, struct arena *a, const char *directory,
                                  const char *const *languages, size_t language_count,
                                  struct date as_of, const struct plan_chooser *chooser);

// The same cycle without its plans, for those who look at one plan after the other; and those
// plans, of this period or of the one before. While one is looked at it is its person's; then it is
// forgotten. Plans with errors are left out.
struct cycle *cycle_read_without_plans(struct diags *d, struct arena *a, const char *directory,
                                       const char *const *languages, size_t language_count,
                                       struct date as_of);
void plans_each(struct diags *d, struct arena *a, struct cycle *c, bool previous,
                void (*visit)(void *arg, const struct plan *p), void *arg);

// One person's plans, of both periods, into a cycle without its plans; they stay.
void plans_read_of(struct diags *d, struct arena *a, struct cycle *c, const struct person *p);

// The anonymous answers of the cycle's period; those with errors are left out.
const struct answer_given *answers_read(struct diags *d, struct arena *a, struct cycle *c,
                                        size_t *count);

// Whether a text would do as somebody's plan of this period; else diagnostics say why not.
bool plans_check_text(struct diags *d, struct arena *a, struct cycle *c, const struct person *p,
                      const char *name, const char *text, size_t n);

// Remarks about how a cycle could be better that no other command than `check` needs to make.
void remarks_report(struct diags *d, const struct cycle *c);

// The templates of every language: LANG/NAME.md, LANG/strings.yaml and LANG/questions.yaml of the
// program's folder, each replaced by the user's file of the same name where there is one.
// user_folder may be missing.
struct template_set *templates_read(struct diags *d, struct arena *a, const char *user_folder,
                                    const char *program_folder);

// fonts.yaml, with the cycle's own typeface before its faces; NULL after diagnostics.
struct fonts *fonts_read(struct diags *d, struct arena *a, const char *path,
                         const struct cycle *cycle);

#endif
