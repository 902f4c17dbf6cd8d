// An anonymous answer to the process evaluation, as its file in answers/ has it.
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include "model/published.h"

struct answer_question {  // of the form, with an id that answers have
    const char *id;
    bool is_training;  // something to ask for, not a statement to agree with
};

struct answer_given {
    const char *unit;                                    // an id as written; NULL: none
    const char *const *scale_ids, *const *scale_values;  // [scale_count]: "time", "4" or "unknown"
    size_t scale_count;
    const char *const *training;  // ids
    size_t training_count;
    const char *texts[PUBLISHED_TEXTS];  // NULL: none
    bool released;                       // HR has read the texts, and they may be shown
};

#endif
