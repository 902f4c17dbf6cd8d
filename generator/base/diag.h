// Diagnostics: what is wrong, and where. Every verb reports and goes on; the worst level becomes
// the exit status. They are collected until diag_text() or diag_json() writes all of them, in file
// order, each once however often it was reported.
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/arena.h"

// A file's text; it lives as long as diagnostics may point into it.
struct source {
    const char *name;  // as it is shown: relative to the cycle directory
    const char *text;  // NUL behind the last byte
    size_t n;
    unsigned index;  // diagnostics are sorted by it: the order in which files were opened
    bool bom;        // a byte order mark stood before the text
};

// A location in a source. Lines and columns count from 1; columns and lengths are in code points.
struct place {
    const struct source *source;  // NULL: nowhere in particular
    uint32_t line;                // 0: the file as a whole
    uint32_t col, len;
};

enum diag_level { DIAG_WARNING, DIAG_ERROR, DIAG_SYSTEM };  // exit status 0, 1, 3

struct diag;
struct diags;

struct diags *diag_new(void);
void diag_free(struct diags *d);
// Moves all that one thread has reported for itself into d, and frees from.
void diag_merge(struct diags *d, struct diags *from);

// Report; safe from several threads. id: what kind of thing is wrong, a literal such as
// "leader-unknown"; programs know it by that, so that it stays when the sentence changes. The text
// is one sentence without a full stop. What they return belongs to d.
struct diag *diag_error(struct diags *d, struct place at, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct diag *diag_warning(struct diags *d, struct place at, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct diag *diag_system(struct diags *d, struct place at, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_hint(struct diags *d, struct diag *to, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// The diagnostic is about this text, which stands at its place or somewhat later: the place becomes
// the text's own, and the hint goes. Where the text is not found, the place and the hint stay; but
// the diagnostic is not shown if another about the same text is.
void diag_about(struct diags *d, struct diag *to, const char *text);
// Of those with its id the diagnostic is shown together only with those that have this text, such
// as the name of a key.
void diag_alike(struct diags *d, struct diag *to, const char *text);

size_t diag_total(const struct diags *d);  // of every level
size_t diag_count(const struct diags *d, enum diag_level level);
// The first error's sentence, and where it is; NULL: there is none.
const char *diag_first_error(const struct diags *d, struct place *at);
int diag_exit_status(const struct diags *d);
// Lines of files whose name begins so are not quoted.
void diag_hide(struct diags *d, const char *name);
void diag_show(struct diags *d, struct diag *to);  // but this one's line is
// Leaves warnings out of diag_text() and diag_json(); they are counted all the same.
void diag_show_errors_only(struct diags *d);
// The same of the warnings that there are so far.
void diag_leave_out_warnings(struct diags *d);
// Leaves warnings of one kind out of both; id: a literal.
void diag_leave_out(struct diags *d, const char *id);
void diag_show_all(struct diags *d);  // each place where the same thing is wrong
void diag_show_colours(struct diags *d);
// As text: warnings, then errors, each in file order and without repeats. Of many that are alike
// the first is shown, with how many more there are.
void diag_text(struct diags *d, struct buf *out);
void diag_json(struct diags *d, struct buf *out);  // all of them, one JSON object a line

// A file's text as a source, in arena a, which must outlive the diagnostics. A byte order mark is
// skipped. NULL after a diagnostic: it cannot be read, is over limit bytes, or is not UTF-8.
struct source *diag_source_open(struct diags *d, struct arena *a, const char *path,
                                const char *name, size_t limit);
struct source *diag_source_new(struct diags *d, struct arena *a, const char *name, const char *text,
                               size_t n);
// The location of so many bytes from an offset on.
struct place diag_place(const struct source *s, size_t byte, size_t bytes);

#endif
