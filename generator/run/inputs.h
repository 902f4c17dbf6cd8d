// What a run works from: the cycle, the templates, and how papers look. Read once, then read-only.
#ifndef RUN_INPUTS_H
#define RUN_INPUTS_H

#include "cli/options.h"
#include "compose/compose.h"
#include "layout/hyphenator.h"
#include "layout/layout.h"
#include "base/hash.h"
#include "read/read.h"
#include "type/type.h"

struct inputs {
    const char *data;                   // the folder of the program's own templates and fonts
    struct template_set *template_set;  // as read
    struct templates *templates;        // checked; NULL: not asked for, or after errors
    struct cycle *cycle;                // NULL: not read
    const char *period;                 // see run/period.h; NULL: samtale.yaml's
    // For papers alone, else NULL
    struct fonts *fonts;
    struct typefaces *typefaces;
    struct hyphenator *hyphenator;
    const char *hyphenation;          // the folder of its patterns
    struct layout_options styles[2];  // normal, large print
    uint8_t settings[HASH_SIZE];      // the hash of the settings file
    struct secret secret;             // zeros: not asked for
    uint8_t figures[HASH_SIZE];       // the hash of what reports show; zeros: there are none
};

enum inputs_part {              // what a command needs, beside settings, org chart and focus areas
    INPUTS_PLANS = 1 << 0,      // all plans; without it, whoever wants them reads one by one
    INPUTS_TEMPLATES = 1 << 1,  // checked against the cycle
    INPUTS_FONTS = 1 << 2,      // the list of fonts
    INPUTS_TODAY = 1 << 4,      // as things stand today, without --as-of; no word of short notice
    INPUTS_SECRET = 1 << 3,     // the secret, which papers need anyway: run/secret_file.h
};

// The templates as they are, in every language. False after a diagnostic: the program's own are not
// where it was installed.
bool inputs_read_templates(struct inputs *in, struct diags *d, struct arena *a);
// The languages that there are templates in; in arena a.
const char *const *inputs_languages(const struct inputs *in, struct arena *a, size_t *count);
// The cycle in the current folder, and what `parts` (of enum inputs_part) adds; all in arena a.
// choose: which plans are read. as_of: unset: see cycle_read(). False after diagnostics: no paper
// can be made; what could be understood is there all the same.
bool inputs_read(struct inputs *in, struct diags *d, struct arena *a, unsigned parts,
                 const struct plan_chooser *choose, struct date as_of);
// Opens the fonts, after inputs_read(). False after a diagnostic.
bool inputs_open_fonts(struct inputs *in, struct diags *d, bool flat);
// Closes what inputs_open_fonts() opened.
void inputs_close(struct inputs *in);

// Today, or SOURCE_DATE_EPOCH's day.
struct date inputs_today(void);
// False after a diagnostic: it is none.
bool inputs_check_epoch(struct diags *d);
// The date that papers bear: SOURCE_DATE_EPOCH's, else the cycle's "as of".
struct date inputs_paper_date(const struct inputs *in);

#endif
