// Where the program's own templates and fonts.yaml are.
#ifndef CLI_DATA_H
#define CLI_DATA_H

#include "base/arena.h"

// The folder that holds templates/ and fonts/: beside the build, or where `make install` put it.
// In arena a; NULL: it is in neither place.
const char *data_folder(struct arena *a);
// The folder of the catalogues of messages, LANGUAGE/LC_MESSAGES/samtale.mo; the same.
const char *data_catalogues(struct arena *a);

#endif
