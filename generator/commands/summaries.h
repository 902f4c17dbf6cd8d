// Making the reports of a period, for commands that have just released what they rest on; and what
// preview needs to know of reports: which documents are reports, and what they show.
#ifndef COMMANDS_SUMMARIES_H
#define COMMANDS_SUMMARIES_H

#include "run/run.h"

// As samtale summaries does; the exit status. asked: say why results are not released yet.
int summaries_make(const struct options *o, bool asked);

// Whether summaries makes the document; then `kind` gets the options that make this kind. In
// arena a.
bool summaries_is_report(const struct run *r, struct arena *a, const char *document,
                         struct options *kind);
// The run is open, without plans: it looks back from the last day that it is about. False after a
// sentence on standard error: there are no reports in this directory.
bool summaries_begin(struct run *r);
// Counts, and gives the run's orders what has been released so far; nothing is released. Units
// without a page of their own get no report. False after a diagnostic.
bool summaries_preview(struct run *r);

#endif
