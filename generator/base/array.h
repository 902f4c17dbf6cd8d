// Arrays: how many elements one has, and the comparisons that sorting takes.
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

// The number of elements of an array, not of a pointer to one.
#define COUNT(array) (sizeof(array) / sizeof *(array))

// For comparators of qsort(): -1, 0 or 1 as number a is less than b, equal or greater. Both are
// evaluated twice.
#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

// Comparator for an array of const char *: by bytes.
static inline int array_compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Whether a word is one of a list's.
static inline bool array_has_text(const char *const *list, size_t count, const char *word)
{
    size_t i = 0;
    while (i < count && strcmp(list[i], word) != 0) i++;
    return i < count;
}

#endif
