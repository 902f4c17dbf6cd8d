// Structure elements: what the parts of a section are to a screen reader. They live in the
// section, in the result's arena.
#ifndef LAYOUT_ELEMENT_H
#define LAYOUT_ELEMENT_H

#include "layout/typeset.h"

// The index of a new element below the parent (-1: the section's root). type: one of PDF's standard
// types, a literal.
int32_t element_new(struct typesetter *ts, const char *type, int32_t parent);
// Good until the next element is made.
struct paper_element *element_get(struct typesetter *ts, int32_t element);
// A heading's element, at the wanted level (from 1) or at the next below the last heading's where
// that is higher: levels never skip one. *given: its level, 1 to 6.
int32_t element_heading(struct typesetter *ts, int level, int32_t parent, int *given);
// Takes the element back if it is the newest.
void element_drop(struct typesetter *ts, int32_t element);

#endif
