// What is wrong with a YAML file's syntax, in words for the person who wrote it.
#ifndef YAML_SYNTAX_H
#define YAML_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

struct syntax_error {
    const char *id;           // of the diagnostic
    const char *text, *hint;  // hint NULL: none
    bool at_context;          // it is reported where the construct began, not where it went wrong
    bool names_opening;       // the hint is the line of the bracket that is open
    size_t at;                // where it is reported: an offset
};

// Puts libyaml's error into words. context, problem: as libyaml says them, either may be NULL.
// source: the file's n bytes, of which those before start are no YAML; at: the offset where it went
// wrong; opening: where the construct began.
struct syntax_error syntax_explain(const char *context, const char *problem, const char *source,
                                   size_t start, size_t n, size_t at, size_t opening);

// The first place in source, from start to end, where a line is indented, or a key's value begins,
// with a space that YAML takes for a letter, such as U+00A0; end: there is none.
size_t syntax_odd_space(const char *source, size_t start, size_t end);

#endif
