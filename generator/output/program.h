// Which program this is, to the last library: the cache counts for the very program that wrote it.
#ifndef OUTPUT_PROGRAM_H
#define OUTPUT_PROGRAM_H

#include "base/hash.h"

// A hash of all code in the process.
void program_identity(uint8_t out[HASH_SIZE]);

#endif
