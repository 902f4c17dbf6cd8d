// org.yaml as read, while its references are still ids: every unit and person with those that their
// entries name.
#ifndef READ_ORG_H
#define READ_ORG_H

#include "read/reader.h"

struct also_entry {  // a second position
    const struct node *unit, *leader;
};

struct person_links {                // whom a person's entry names
    const struct node *leader, *by;  // NULL: nobody
    struct also_entry *also;
    size_t also_count, also_room;
};

struct unit_entry {
    struct unit unit;
    const struct node *node, *leader, *acting;  // acting: the id
    const struct node **formerly;
    size_t unit_room, person_room, type_room, formerly_room, formerly_node_room;
};

struct org {
    struct person_links *people;  // in the order of cycle->people
    struct unit_entry **units;    // likewise
    size_t person_room, unit_room, cycle_person_room, cycle_unit_room;
};

#endif
