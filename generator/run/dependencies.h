// What a paper can have been made from, as hashes: two runs whose keys of an order are equal make
// the same paper, and nothing need be composed to know that. A key covers more than the paper
// shows: all of the settings, the chart and the templates, and the focus areas and plans of the
// units and people that its values can reach.
//
// Whoever adds a value to compose/values_*.c that reaches other plans or focus areas than these
// widens dependencies_key(), and is_shown() in run/partition.c. tests/output/incremental.py edits
// every file of a cycle and compares.
#ifndef RUN_DEPENDENCIES_H
#define RUN_DEPENDENCIES_H

#include "output/hash.h"
#include "run/inputs.h"
#include "run/orders.h"

struct dependencies;

// In arena a, as long as the inputs.
struct dependencies *dependencies_new(struct arena *a, const struct inputs *in);
// Of what all papers look like, beyond what they say: program version, fonts, patterns, logo,
// paper, date.
const uint8_t *dependencies_style(const struct dependencies *o);
// From any thread. False: a report, which rests on everybody's plans and answers and is composed
// each time.
bool dependencies_key(const struct dependencies *o, const struct order *order,
                      const struct paper_names *names, uint8_t out[HASH_SIZE]);
// Adds to out what a dump of a composed section leaves out: its pictures.
void dependencies_add_pictures(struct buf *out, const struct doc_node *n);

#endif
