// What a paper can be made from, as hashes: two runs whose keys of an order are equal make the same
// paper, so that nothing need be composed. A key covers more than the paper shows: all of the
// settings, the org chart and the templates, and the focus areas and plans of the units and people
// that its values can reach.
//
// Whoever adds a value to compose/values/ that reaches other plans than these widens
// dependencies_readers(); other focus areas: dependencies_key(). tests/output/incremental.py edits
// every file of a cycle and compares.
#ifndef RUN_DEPENDENCIES_H
#define RUN_DEPENDENCIES_H

#include "base/hash.h"
#include "run/inputs.h"
#include "run/orders.h"

struct dependencies;

// In arena a, as long as the inputs. Reads the fonts' and patterns' files.
struct dependencies *dependencies_new(struct arena *a, const struct inputs *in);
// The hash of what all papers look like, whatever they say: program version, fonts, patterns, logo,
// paper size, date.
const uint8_t *dependencies_style(const struct dependencies *d);
// The key of an order's paper; from any thread. False, and all zeros: a report, which rests on
// everybody's plans and answers, or an account of all that is held of somebody: composed each time.
bool dependencies_key(const struct dependencies *d, const struct order *order,
                      const struct paper_names *names, uint8_t out[HASH_SIZE]);

// Whose papers can show the plans of p: its own, and those of its leader and of who holds its
// conversations. How many these are.
enum { DEPENDENCIES_READERS = 3 };
size_t dependencies_readers(const struct person *p,
                            const struct person *readers[DEPENDENCIES_READERS]);

// Appends the hash of a composed section's pictures, which doc_bytes() leaves out; nothing where it
// has none.
void dependencies_add_pictures(struct buf *out, const struct doc_node *n);

#endif
