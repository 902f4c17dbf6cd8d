// --period: another period than samtale.yaml's, whose settings are in periods/PERIOD.yaml.
#ifndef RUN_PERIOD_H
#define RUN_PERIOD_H

#include "run/run.h"

// Sets r->inputs.period to what the command line asks for; NULL: samtale.yaml's own. False after a
// sentence on standard error that lists those that there are: the command line is wrong, and
// run_close() will answer so.
bool period_choose(struct run *r);

#endif
