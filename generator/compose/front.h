// What the front matter of a template says of it.
#ifndef COMPOSE_FRONT_H
#define COMPOSE_FRONT_H

#include <stdbool.h>

struct check;
struct schema;
struct source;
struct template;

// What may stand in it.
extern const struct schema front_schema;
// Reports what is wrong with it; source: the template's file.
void front_check(struct check *c, const struct template *t, const struct source *source);

// The command that makes the document, such as "packs" or "summaries --half-year".
const char *front_command(const struct template *t);
// FOR_RESPONDENTS: anonymous, for each unit with enough people to answer, and one for all others
// that names no unit.
enum audience { FOR_EMPLOYEE, FOR_LEADER, FOR_UNIT, FOR_RESPONDENTS, FOR_ORGANISATION, FOR_NOBODY };
enum audience front_audience(const struct template *t);
// Whether it is made by summaries, and shows published figures.
bool front_is_report(const struct template *t);
// Whether it is set in 16 pt, whoever it is for.
bool front_is_large(const struct template *t);
// Below the output folder: front matter's `folder`, else forms/NAME or summaries/NAME.
const char *front_folder(const struct template *t);

#endif
