// Scalars of YAML files as values: texts, ids, dates, numbers. An error is reported in the same
// words whichever file it is in, and counted; the result is NULL or false then, and *out is not
// set.
#ifndef READ_SCALAR_H
#define READ_SCALAR_H

#include "read/reader.h"

enum { TEXT_LIMIT = 500, PROSE_LIMIT = 20000 };  // characters

struct label {               // what a scalar is called in messages
    const char *key, *what;  // its key, and of what; what NULL: of the file
};
const char *scalar_label(struct reader *r, struct label l);  // "from" of employee "Jon Áilu Eira"
// What something is called, in the language of messages: a key in quotes, or words that N_() marks.
const char *scalar_what(struct reader *r, const char *what);

// A text of at most limit characters, which is not empty; one line where limit is TEXT_LIMIT.
const char *scalar_text(struct reader *r, struct label l, const struct node *n, size_t limit);
// An id. After an error, it may be the id that was probably meant.
const char *scalar_id(struct reader *r, const struct node *n, bool dots);
// One that does not look like an address is a warning.
const char *scalar_email(struct reader *r, struct label l, const struct node *n);
// The path of a file inside the cycle directory.
const char *scalar_path(struct reader *r, struct label l, const struct node *n);
// The folder of a language. Where it has no templates, that is an error if they are needed, else a
// warning: papers are in the organisation's language then.
const char *scalar_language(struct reader *r, struct label l, const struct node *n, bool needed);
bool scalar_date(struct reader *r, struct label l, const struct node *n, struct date *out);
// A day, or "true" where only that it is over is known: then the day is unset. False also for
// "false".
// Warns of a day that is years away from the period of the plan: it is mistyped.
void scalar_warn_if_far(struct reader *r, struct label l, const struct node *n, struct date day);
bool scalar_done(struct reader *r, struct label l, const struct node *n, struct date *out);
bool scalar_moment(struct reader *r, struct label l, const struct node *n, struct datetime *out);
bool scalar_number(struct reader *r, struct label l, const struct node *n, int least, int most,
                   int *out);
// Which of count choices it is, as an index. choices[0] may be NULL.
bool scalar_choice(struct reader *r, struct label l, const struct node *n,
                   const char *const *choices, size_t count, unsigned *out);

// What people call languages, in small letters, and the folder that each means.
extern const char *const scalar_languages[][2];
extern const size_t scalar_language_count;
// The folder that a language's name means, in arena a: nb for no and bokmål, nn for nynorsk; any
// other name in lower case.
const char *scalar_language_folder(struct arena *a, const char *name);

#endif
