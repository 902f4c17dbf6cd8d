// What a map in a YAML file may hold, as a table: one row per key with its type and where its value
// goes. Unknown keys, wrong types, impossible dates, numbers out of range and what is missing are
// reported here, for every file alike.
#ifndef READ_SCHEMA_H
#define READ_SCHEMA_H

#include "base/array.h"
#include "read/reader.h"

enum field_type {
    FIELD_TEXT,      // one line of at most TEXT_LIMIT → const char *
    FIELD_PROSE,     // at most PROSE_LIMIT → const char *
    FIELD_ID,        // → const char *
    FIELD_UNIT_ID,   // an id without dots → const char *
    FIELD_EMAIL,     // → const char *; one that cannot be right is a warning
    FIELD_PATH,      // of a file in the cycle directory → const char *
    FIELD_LANGUAGE,  // → const char *; one without templates is a warning
    FIELD_DATE,      // → struct date
    FIELD_MOMENT,    // a day, or a day and a time → struct datetime
    FIELD_NUMBER,    // from least to most → int
    FIELD_CHOICE,    // one of the choices → an enum; choices[0] may be NULL
    FIELD_NODE,      // → const struct node *, as it is
    FIELD_MAP,       // handed to read
    FIELD_LIST,      // each item handed to read; at most `most` of them (0: any number)
    FIELD_ANY,       // handed to read
};

typedef void field_reader(struct reader *r, void *target, const struct node *value);

struct field {
    const char *key;
    enum field_type type;
    bool required;
    size_t offset;  // in the target, of what the type says
    int least, most;
    const char *const *choices;
    size_t choice_count;
    field_reader *read;
};

#define FIELD_CHOICES(names) .type = FIELD_CHOICE, .choices = (names), .choice_count = COUNT(names)

// Reads map into target. what names it in messages ("employee \"Jon Áilu Eira\""); NULL: the file.
// False: it had errors.
bool schema_read(struct reader *r, const struct field *fields, size_t count, const struct node *map,
                 const char *what, void *target);
#define SCHEMA_READ(r, fields, map, what, target) \
    schema_read((r), (fields), COUNT(fields), (map), (what), (target))

// from and to, the latter optional when open; reports a window that ends before it begins.
bool schema_window(struct reader *r, const struct node *map, const char *what, bool open,
                   struct window *out);
void schema_check_window(struct reader *r, const struct window *w, const char *what);

#endif
