// Schemas: tables of the keys that a map in a YAML file may have, each with its type and where its
// value goes. Unknown keys, wrong types, impossible dates, numbers out of range and missing keys
// are reported in the same words for every file.
#ifndef READ_SCHEMA_H
#define READ_SCHEMA_H

#include "base/array.h"
#include "read/reader.h"

enum field_type {
    FIELD_TEXT,        // one line of at most TEXT_LIMIT → const char *
    FIELD_LOCALIZED,   // the same, or a map with one for each language → struct cycle_text
    FIELD_PROSE,       // at most PROSE_LIMIT → const char *
    FIELD_BETWEEN_US,  // the same, for the two whose plan it is → const struct between_us *
    FIELD_ID,          // → const char *
    FIELD_UNIT_ID,     // an id without dots → const char *
    FIELD_EMAIL,       // → const char *; one that cannot be right is a warning
    FIELD_PATH,        // of a file in the cycle directory → const char *
    FIELD_LANGUAGE,    // → const char *; one without templates is a warning
    FIELD_DATE,        // → struct date
    FIELD_MOMENT,      // a day, or a day and a time → struct datetime
    FIELD_NUMBER,      // from least to most → int
    FIELD_CHOICE,      // one of the choices → an enum; choices[0] may be NULL
    FIELD_NODE,        // → const struct node *, as it is
    FIELD_MAP,         // read() is called with it
    FIELD_LIST,        // read() is called with each item; at most `most` of them (0: any number)
    FIELD_ANY,         // read() is called with it
    // No field has these types; they say what a value can be that somebody else reads.
    FIELD_FLAG,      // true or false
    FIELD_TIME,      // of the day, such as 09:00
    FIELD_DEADLINE,  // a day, a month, a week, or words
    FIELD_LINK,      // what links begin with: a URL or a share
};
// Types as bits, since a value can be of several.
#define FIELD_IS(type) (1U << FIELD_##type)

typedef void field_reader(struct reader *r, void *target, const struct node *value);

struct schema_table;

struct field {
    const char *key;
    enum field_type type;
    bool required;
    size_t offset;  // in the target, where the value goes
    int least, most;
    const char *const *choices;
    size_t choice_count;
    field_reader *read;
    // What its type leaves open, for the schemas that editors use (describe/): what a value that is
    // read as a node or by read() can be, an item of a list, and what stands under the keys of a
    // map that are nobody's own.
    unsigned is, items, values;
    // The table of the map that it is or holds, where none is named after it.
    const struct schema_table *below;
};

#define FIELD_WORDS(names) .choices = (names), .choice_count = COUNT(names)
#define FIELD_CHOICES(names) .type = FIELD_CHOICE, FIELD_WORDS(names)

// False after an error, where it is no map; what: how the error calls it.
bool schema_expect_map(struct reader *r, const struct node *n, const char *what);

// Reads a map into target. what: its name in messages ("employee \"Jon Áilu Eira\""), which
// N_() marks where it has words to translate; NULL: the file. False after errors; what is correct
// has been read even then.
bool schema_read(struct reader *r, const struct field *fields, size_t count, const struct node *map,
                 const char *what, void *target);
#define SCHEMA_READ(r, fields, map, what, target) \
    schema_read((r), (fields), COUNT(fields), (map), (what), (target))

// The same of a map that other programs write to, too, such as a text's front matter or an export's
// people: a key that is not ours is a warning, one for all of the map. misspelt: what one is that
// is nearly one of ours.
bool schema_read_shared(struct reader *r, const struct field *fields, size_t count,
                        const struct node *map, const char *what, void *target,
                        enum diag_level misspelt);
#define SCHEMA_READ_SHARED(r, fields, map, what, target, misspelt) \
    schema_read_shared((r), (fields), COUNT(fields), (map), (what), (target), (misspelt))

// The table of a map, for help: `under` is the key that the map is the value of, or whose list
// holds it, such as "conversations"; with keys above it, where there is another of that name:
// "evaluation.agreed"; "": the file itself. Lists end with {0}.
struct schema_table {
    const char *under;
    const struct field *fields;
    size_t count;
    const char *either[2];  // one of these keys must be there; NULL: each field says for itself
};
#define SCHEMA_TABLE(under_, fields_)                                   \
    {                                                                   \
        .under = (under_), .fields = (fields_), .count = COUNT(fields_) \
    }
// One of the two keys must be there.
#define SCHEMA_TABLE_EITHER(under_, fields_, one, other)                                          \
    {                                                                                             \
        .under = (under_), .fields = (fields_), .count = COUNT(fields_), .either = { one, other } \
    }

// What schema_window() reads.
extern const struct field schema_window_fields[2], schema_open_window_fields[2];
// Reads a map of from and to, which may be missing where open; false after errors.
bool schema_window(struct reader *r, const struct node *map, const char *what, bool open,
                   struct window *out);
// Reports a window that ends before it begins.
void schema_check_window(struct reader *r, const struct window *w, const char *what);

#endif
