// Whether papers that lie in the output folder say what they would say now. A paper can be older
// than what it is made from: the plan, the org chart, a template.
#ifndef RUN_CURRENT_H
#define RUN_CURRENT_H

#include "run/run.h"

// For each order of the run whether its paper is outdated; in the run's arena. A paper that is not
// there, is not as it was made, or is a report, which tells its day, is not. What a paper looks
// like does not matter, nor by which options it is shorter, larger or of another follow-up. Nothing
// that is wrong in a paper is reported. The output is open.
bool *current_find_outdated(struct run *r);

#endif
