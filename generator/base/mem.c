// The heap, and the end of it.
#include "base/mem.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// At once, and without what exit() does: other threads go on until the process is gone.
_Noreturn void mem_exhausted(void)
{
    static const char sentence[] = "samtale: error: out of memory\n";
    (void)!write(STDERR_FILENO, sentence, sizeof sentence - 1);
    _exit(3);
}

// ---- Libraries

// Libraries allocate by these, too. Without memory some of them crash, one exits with 1, and others
// go on with less than was asked for; so they never see NULL, but for sizes that only a hostile
// file asks for: those a library refuses. Sanitizers have allocators of their own.
#if defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define HAS_SANITIZER
#endif

#if defined __GLIBC__ && !defined HAS_SANITIZER

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t n);
void *__libc_realloc(void *p, size_t n);

enum { HOSTILE = 1 << 30 };  // bytes

void *malloc(size_t n)
{
    void *p = __libc_malloc(n);
    if (!p && n < HOSTILE) mem_exhausted();
    return p;
}

void *calloc(size_t count, size_t n)
{
    void *p = __libc_calloc(count, n);
    if (!p && count < HOSTILE && n < HOSTILE / (count ? count : 1)) mem_exhausted();
    return p;
}

void *realloc(void *old, size_t n)
{
    void *p = __libc_realloc(old, n);
    if (!p && n && n < HOSTILE) mem_exhausted();
    return p;
}

#endif

// ---- The program's own

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
