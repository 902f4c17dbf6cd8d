// Which program this is, to the last library: what it has made may be kept by itself alone.
#ifndef OUTPUT_PROGRAM_H
#define OUTPUT_PROGRAM_H

#include "output/hash.h"

void program_identity(uint8_t out[HASH_SIZE]);

#endif
