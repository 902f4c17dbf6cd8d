// What is wrong, and where. Every verb reports through here and goes on; the worst level becomes
// the exit status. Diagnostics are kept until diags_print(), which shows them in file order, each
// once however often it was reported.
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/arena.h"

// one file's text, alive as long as the run; names are relative to the cycle directory
struct source {
    const char *name;
    const char *text;  // NUL behind the last byte
    size_t n;
    unsigned index;  // diagnostics are sorted by it: the order in which files were opened
    bool bom;        // a byte order mark stood before the text
};

// where something stands in a source; line and col count from 1, col and len in code points
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
// what a thread has gathered by itself; frees from
void diag_merge(struct diags *d, struct diags *from);

// Reports; safe from several threads. The text is one sentence without a full stop. Returned for
// diag_hint().
struct diag *diag_error(struct diags *d, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct diag *diag_warning(struct diags *d, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct diag *diag_system(struct diags *d, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_hint(struct diags *d, struct diag *to, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// The diagnostic is about this text: its place becomes where that stands next, and the hint is only
// for when it stands nowhere. What is about the same text and has a place where it cannot be found
// is then not shown, for it is a repeat.
void diag_about(struct diags *d, struct diag *to, const char *text);

size_t diag_total(const struct diags *d);  // of every level
size_t diag_count(const struct diags *d, enum diag_level level);
int diag_exit_status(const struct diags *d);
// never shows a line of the files whose name begins so
void diag_hide(struct diags *d, const char *name);
void diag_show(struct diags *d, struct diag *to);  // but this one's
void diag_text(struct diags *d, struct buf *out);  // all of them as text, sorted, without repeats
void diag_json(struct diags *d, struct buf *out);  // the same, one JSON object a line

// A file's text as a source; NULL after a diagnostic when it cannot be read, is over limit bytes or
// is not UTF-8. A byte order mark is skipped. The arena must outlive the diagnostics.
struct source *diag_source_open(struct diags *d, struct arena *a, const char *path,
                                const char *name, size_t limit);
struct source *diag_source_new(struct diags *d, struct arena *a, const char *name, const char *text,
                               size_t n);
struct place diag_place(const struct source *s, size_t byte, size_t bytes);  // from byte offsets

// The nearest of the candidates to word, or NULL when none is near enough for "did you mean".
const char *nearest_word(const char *word, const char *const *candidates, size_t count);

#endif
