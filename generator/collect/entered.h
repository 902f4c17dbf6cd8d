// Entering: what somebody types of a person, in a file or in the terminal → a returned form, which
// is merged like any other. The places to write are those of the person's own papers (action plan,
// follow-ups, evaluation), and are called what they are called there, in any language.
#ifndef COLLECT_ENTERED_H
#define COLLECT_ENTERED_H

#include "base/buf.h"
#include "collect/collect.h"

struct entered_option {
    const char *id, *words;
};

struct entered_field {    // a place to write, or all boxes of one list
    const char *section;  // the heading over it: "Handlingsplan", "Oppfølging: Vår"
    const char *label;    // as on the paper
    const char *hint;     // how it is written: "dd.mm.åååå"; NULL: none
    const char *path;     // in the record; of boxes what stands before their ids
    const struct record_field *field;
    const char *held;  // what the record has already, in words; "": nothing
    struct entered_option *options;
    size_t option_count, option_room;
    unsigned follow_up;  // whose sheet it is on, from 1; 0: on none
    bool of_evaluation;
};

struct entered_form {  // the places of one person's papers in one language, in their order
    const char *language;
    struct entered_field *list;
    size_t count, room;
};

struct entered {  // on its way
    struct collect *c;
    const struct person *person;
    struct entered_form *forms;  // by language, the person's own first
    size_t form_count;
    struct map by_label;  // see entered.c
    struct returned form;
};

// A key of by_label: of a label, or of one under a section's heading; "": under none.
const char *entered_key(struct arena *a, const char *section, const char *label, size_t n);
// Of a person; file: what the form is called in messages. In the collect's arena.
struct entered *entered_new(struct collect *c, const struct person *p, const char *file);
// What has been typed in a place. False: it is none of the options, and nothing is added.
bool entered_add(struct entered *e, const struct entered_field *f, const char *typed);
// Whether the record could hold it; false: no such date, no such choice.
bool entered_is_possible(struct entered *e, const struct entered_field *f, const char *typed);
// Appends the line of a place: its label with how it is written, and what is typed.
void entered_write_line(const struct entered_field *f, const char *typed, struct buf *out);
// Appends the options of a place: "1 Arbeidsmål, 2 Prioritert oppgave".
void entered_write_options(const struct entered_field *f, struct buf *out);

// Appends an empty form as text: a line for each place, those that the record has as comments. What
// stays between employee and leader is left out where it is not taken.
void entered_write_form(const struct entered *e, struct buf *out);
// Reads such a text, in any language. What is in it and no place of the form is an error.
void entered_read_form(struct entered *e, const struct source *s);

#endif
