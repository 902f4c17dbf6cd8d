// history/PERIOD.json: what was published of a period, and the free texts that HR has released,
// without unit or order. It holds no personal data beyond them, and lives on when plans and answers
// are deleted.
#ifndef FIGURES_HISTORY_H
#define FIGURES_HISTORY_H

#include "model/published.h"

// The cycle's period first, with what has been released of it, then earlier ones that have been
// kept, the newest first; in arena a, which the texts live in, too. False after a diagnostic: the
// cycle's own file cannot be understood, so that nothing may be released. Others are left out.
bool history_read(struct diags *d, struct arena *a, const struct cycle *c,
                  struct published_period list[PUBLISHED_PERIODS], size_t *count);
// Keeps all releases of a period, and its released texts; on the disk when this answers. False
// after a diagnostic.
bool history_write(struct diags *d, struct arena *a, const struct published_period *p);

// Whether results of a kind have been released of a period; of anonymous answers also that their
// texts have been gone through. False where its file cannot be understood, too.
bool history_has(struct arena *a, const char *period, enum release_kind kind);

#endif
