// What an import understood, guessed and left out, as text or JSON.
#ifndef IMPORT_UNDERSTOOD_H
#define IMPORT_UNDERSTOOD_H

#include "base/buf.h"
#include "import/import.h"

void understood_text(const struct imported *im, struct buf *out);
void understood_json(const struct imported *im, struct buf *out);

#endif
