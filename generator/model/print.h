// A print batch: what is printed together, and who gets what of it, as slip and cover sheets say.
#ifndef MODEL_PRINT_H
#define MODEL_PRINT_H

#include "model/cycle.h"

enum print_by { PRINT_BY_LEADER, PRINT_BY_UNIT, PRINT_BY_WAVE, PRINT_ALL };

struct printed_paper {
    const char *title;
    size_t pages;
};

struct recipient {                // of one envelope
    const struct person *person;  // NULL: papers of a unit, or of nobody
    const struct unit *unit;      // NULL: of nobody
    const char *language;
    bool large;
    const struct printed_paper *papers;
    size_t paper_count;
    size_t number;         // in the batch, from 1
    size_t pages, sheets;  // with the slip sheet
};

struct print_batch {
    enum print_by by;
    const struct person *leader;   // by leader
    const struct unit *unit;       // by unit
    unsigned wave;                 // by wave: from 1
    const char *const *documents;  // what is printed: their titles, in the batch's language
    size_t document_count;
    const struct recipient *recipients;
    size_t recipient_count;
    size_t pages, sheets;  // of the whole file, with the cover
    unsigned part;         // from 1, where the batch was too large for one file; 0: it was not
    bool last;             // of the parts
    bool booklet, slips;
};

#endif
