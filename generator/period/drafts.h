// A unit's priorities as a draft of the next period's: the same text, which says whence it is.
#ifndef PERIOD_DRAFTS_H
#define PERIOD_DRAFTS_H

#include "base/diag.h"

// Appends the text of s to out, with "draft: FROM  # NOTE" in its front matter, instead of such a
// line that is there.
void drafts_make(const struct source *s, const char *from, const char *note, struct buf *out);

#endif
