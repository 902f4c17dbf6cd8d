// Which program this is, to the last library: what it has made may be kept by itself alone.
#ifndef BATCH_PROGRAM_H
#define BATCH_PROGRAM_H

#include "batch/hash.h"

void program_identity(uint8_t out[HASH_SIZE]);

#endif
