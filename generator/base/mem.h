// The heap. Out of memory ends the program here, with a sentence and exit status 3, so no caller
// ever sees NULL.
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t n);             // zeroed; the caller frees with mem_free()
void *mem_realloc(void *p, size_t n);  // new bytes are not zeroed
void mem_free(void *p);
// Gives what has been freed back to the system. Each thread has a heap of its own, in which others
// find nothing.
void mem_trim(void);
_Noreturn void mem_exhausted(void);  // says that there is no more memory, and exits with 3

#endif
