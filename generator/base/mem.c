// The heap, and the end of it.
#include "base/mem.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void mem_exhausted(void)
{
    fputs("samtale: error: out of memory\n", stderr);
    exit(3);
}

void *mem_alloc(size_t n)
{
    void *p = calloc(1, n ? n : 1);
    if (!p) mem_exhausted();
    return p;
}

void *mem_realloc(void *p, size_t n)
{
    p = realloc(p, n ? n : 1);
    if (!p) mem_exhausted();
    return p;
}

void mem_free(void *p)
{
    free(p);
}

void mem_trim(void)
{
    malloc_trim(0);
}
