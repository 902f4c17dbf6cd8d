// The commands, each the verbs in order. They print what they have to say and answer the exit status.
#ifndef PIPELINE_H
#define PIPELINE_H

#include "batch/options.h"

int pipeline_check(const struct options *o);
int pipeline_packs(const struct options *o);
int pipeline_forms(const struct options *o);
int pipeline_collect(const struct options *o);
int pipeline_split(const struct options *o);
int pipeline_deliver(const struct options *o);
int pipeline_print(const struct options *o);
int pipeline_summaries(const struct options *o);
int pipeline_merge(const struct options *o);
int pipeline_status(const struct options *o);

#endif
