// The index of the period's folder: what the manifest lists, as pages to look people and files up
// in.
#ifndef RUN_LISTING_H
#define RUN_LISTING_H

#include "run/run.h"

// Writes the pages that have changed and removes those of units that are gone, before the manifest
// is saved. Not where only some papers were made: by a shard or for whom the options select; nor
// where nothing is written. Or a diagnostic.
void listing_write(struct run *r);

#endif
