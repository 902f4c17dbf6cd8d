// What is held of one person, as it is told to them: for the paper and the JSON of samtale person.
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include <stddef.h>

#define ACCOUNT_DEADLINE "dates"  // words of a row whose value is a deadline as plans have them

struct account_row {
    const char *path;     // in the file, as "goals/g1/kind"
    const char *label;    // the same in words, in the paper's language
    const char *value;    // as it is written
    const char *meaning;  // what an id stands for, in words; NULL: it is no id
    const char *words;    // where strings.yaml has words for the value: "attainment"; NULL: nowhere
};

struct account_part {
    const char *title;
    const char *where;  // the file that it stands in; NULL: in several
    struct account_row *rows;
    size_t count, room;
};

struct account {
    struct account_part *parts;
    size_t count, room;
};

#endif
