// Whom a command is about: --unit, --employee, --leader and --wave together.
#ifndef CLI_SELECT_H
#define CLI_SELECT_H

#include "cli/options.h"
#include "model/cycle.h"

// Puts ids in the place of names: of --unit, --employee, --leader and --as, where exactly one has
// the name, whatever its case. An id goes before a name. The ids live as long as the cycle.
void select_resolve(struct options *o, const struct cycle *c);
// Whether all that the options name is in the org chart, each once; false after a sentence on
// standard error: the command line is wrong.
bool select_check(const struct options *o, const struct cycle *c);
// The same of one person, whom `option` names by id or name; NULL: it was not given.
bool select_check_person(const struct cycle *c, const char *option, const char *typed);
// Finds the person or the unit that is meant by an id or a name; the other is NULL. what: the
// option that names it, or the command. person NULL: only a unit can be meant. False after a
// sentence on standard error.
bool select_find(const struct cycle *c, const char *what, const char *typed,
                 const struct person **person, const struct unit **unit);
// select_check() without a sentence, for options that are resolved.
bool select_is_known(const struct options *o, const struct cycle *c);

// These are for options that are known. In a leader's own directory only the leader's own people
// are meant.

// Whether a person is meant.
bool select_has(const struct options *o, const struct cycle *c, const struct person *p);
// Whether a leader is meant, when a leader's own papers are made.
bool select_has_leader(const struct options *o, const struct cycle *c, const struct person *p);
// Whether a unit's own papers are meant: not where the options name people.
bool select_has_unit(const struct options *o, const struct cycle *c, const struct unit *u);
// Whether what is of the whole organisation is meant: everything, or the folder of who leads it.
bool select_whole(const struct options *o, const struct cycle *c);
// Whether the options name nobody and nothing, so that everything is meant.
bool select_all(const struct options *o);

#endif
