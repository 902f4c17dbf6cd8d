// Scalars of YAML files as values: texts, ids, dates, numbers. Each reports what is wrong with it
// in the same words, whichever file it stands in, and answers NULL or false then.
#ifndef READ_SCALAR_H
#define READ_SCALAR_H

#include "read/reader.h"

enum { TEXT_LIMIT = 500, PROSE_LIMIT = 20000 };  // characters

struct label {
    const char *key, *what;  // for messages; what NULL: the file
};
const char *scalar_label(struct reader *r, struct label l);  // "from" of employee "Jon Áilu Eira"

const char *scalar_text(struct reader *r, struct label l, const struct node *n, size_t limit);
const char *scalar_id(struct reader *r, const struct node *n, bool dots);
const char *scalar_email(struct reader *r, struct label l, const struct node *n);
const char *scalar_path(struct reader *r, struct label l, const struct node *n);
// A language that has no templates is an error where papers need it, else a warning: they are in
// the organisation's then.
const char *scalar_language(struct reader *r, struct label l, const struct node *n, bool needed);
bool scalar_date(struct reader *r, struct label l, const struct node *n, struct date *out);
bool scalar_moment(struct reader *r, struct label l, const struct node *n, struct datetime *out);
bool scalar_number(struct reader *r, struct label l, const struct node *n, int least, int most,
                   int *out);
bool scalar_choice(struct reader *r, struct label l, const struct node *n,
                   const char *const *choices, size_t count, unsigned *out);

// The folder that a language's name means: nb for no and bokmål, nn for nynorsk; others as they
// are, in lower case.
const char *scalar_language_folder(struct arena *a, const char *name);

#endif
