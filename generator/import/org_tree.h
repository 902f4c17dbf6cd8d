// A chart as the tree of org.yaml.
#ifndef IMPORT_ORG_TREE_H
#define IMPORT_ORG_TREE_H

#include "import/staff.h"
#include "model/node.h"

// The whole file, in the chart's arena.
struct node *org_tree_make(const struct staff *s);

#endif
