// Arenas: memory that is freed all at once. An arena owns everything allocated from it. Out of
// memory ends the program, see base/mem.h, so no caller ever sees NULL. An arena is one thread's at
// a time.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/mem.h"

struct arena_chunk;
struct arena {  // {0} is an empty arena, ready for use
    struct arena_chunk *chunk;
    size_t total;  // bytes taken from the system
};

// n bytes, zeroed, and aligned for pointers: for all but long double and vectors.
void *arena_alloc(struct arena *a, size_t n);
// Copies of texts, with a NUL behind them; aligned for bytes only.
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);  // of any n bytes
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Gives back p, which arena_alloc() gave for n bytes, where that is much; little stays until the
// arena is freed.
void arena_release(struct arena *a, const void *p, size_t n);
void arena_reset(struct arena *a);  // empties it, and keeps some memory for reuse
void arena_free(struct arena *a);   // empties it; it may be used again

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), (size_t)(n) * sizeof(type)))

// Appends to a list that is a pointer, a count and a capacity of any unsigned type, in arena a:
//     *ARENA_PUSH(a, unit->people, unit->people_count, unit->people_room) = person;
#define ARENA_PUSH(a, list, count, room) ARENA_PUSH_BY(arena_grow, a, list, count, room)
// The same for a long list that nothing else points into: what it grows out of is released.
#define ARENA_PUSH_REALLOC(a, list, count, room) ARENA_PUSH_BY(arena_realloc, a, list, count, room)
#define ARENA_PUSH_BY(grow, a, list, count, room)                                            \
    ((count) < (room)                                                                        \
         ? (void)0                                                                           \
         : (void)((list) = grow((a), (list), (size_t)(count) * sizeof *(list),               \
                                (size_t)((room) ? 2 * (size_t)(room) : 4) * sizeof *(list)), \
                  (room) = ((room) ? 2 * (room) : 4)),                                       \
     &(list)[(count)++])
// A copy of the used bytes of old (NULL: of none) with room for size bytes in all.
void *arena_grow(struct arena *a, const void *old, size_t used, size_t size);
// The same of all size bytes of old, which is released.
void *arena_realloc(struct arena *a, const void *old, size_t size, size_t larger);

#endif
