// samtale print: batches made, written and sent to a printer.
#ifndef PRINT_PRINT_H
#define PRINT_PRINT_H

#include "run/run.h"

// Makes the print batches that the run's options ask for, and says on standard output what was
// done. False after a sentence on standard error: there is no such document.
bool print_make(struct run *r);

#endif
