// Papers sorted by leader: who hands out a paper, and for leaders without the program, a folder
// with the papers of their people, and a zip file of it.
#ifndef RUN_LEADERS_H
#define RUN_LEADERS_H

#include "run/run.h"

// The person whom a paper is about; NULL: it is about a unit, or nobody.
const struct person *leaders_subject(const struct order *o);
// Who hands a paper out. What a leader gets as a leader shows last plans, so that it lies with
// nobody's papers but the leader's own. NULL: nobody leads.
const struct person *leaders_of(const struct cycle *c, const struct order *o);
// A name for the leader's files, in arena a: the id, else one that no id is.
const char *leaders_name(struct arena *a, const struct cycle *c, const struct person *leader);

// Whether the options let the folders of leaders be whole. False after a sentence on standard
// error.
bool leaders_check(const struct options *o);
// Gives the run's orders places in their leaders' folders, below by-leader/WHAT.
void leaders_sort(struct run *r, const char *what);
// Zips the folders of the run's papers, as far as the files are there. False after a diagnostic.
bool leaders_zip(struct run *r);

#endif
