// A list of times: whoever keeps it, in a spreadsheet or a booking system, names a person, a day,
// and maybe a time of day, a place, and whether or when the conversation was held.
#include "import/times.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "import/dates.h"
#include "import/grid.h"
#include "import/heading.h"
#include "import/names.h"

enum time_column {  // what a column says
    TIME_NUMBER,
    TIME_NAME,
    TIME_FIRST,
    TIME_LAST,
    TIME_ADDRESS,
    TIME_DAY,
    TIME_CLOCK,
    TIME_PLACE,
    TIME_HELD,
    TIME_COLUMNS
};

struct times_reader {
    struct diags *d;
    struct arena *a;
    const struct cycle *cycle;
    struct map by_name, by_address, several;
    const struct grid *grid;
    size_t heading;
    int at[TIME_COLUMNS];  // -1: there is no such column
    struct map seen;       // people, by id
};

// ---- Columns

static bool has_any(const char *key, const char *words)
{
    for (const char *p = words; *p;) {
        size_t n = strcspn(p, "|");
        bool whole = *p == '=';
        if (whole ? strlen(key) == n - 1 && !strncmp(key, p + 1, n - 1)
                  : memmem(key, strlen(key), p, n) != NULL)
            return true;
        p += n + (p[n] == '|');
    }
    return false;
}

static int column_of(struct arena *a, const char *heading)
{
    const char *key = heading_key(a, heading);
    enum meaning m = heading_meaning(heading);
    if (m == MEANS_LEADER || m == MEANS_UNIT_LEADER || m == MEANS_NATIONAL_ID) return -1;
    if (has_any(key, "holdt|avhold|gjennomfort|gjennomford|held|genomford|avhallen|done|completed"))
        return TIME_HELD;
    if (has_any(key, "klokke|=kl|=tid|=time|starttid|starttime|=klokka|timeofday|=nar"))
        return TIME_CLOCK;
    if (has_any(key, "sted|=rom|moterom|place|room|lokale|plats|=mested|location|lokasjon|stad"))
        return TIME_PLACE;
    if (m == MEANS_NUMBER) return TIME_NUMBER;
    if (m == MEANS_EMAIL || m == MEANS_LOGIN) return TIME_ADDRESS;
    if (m == MEANS_FIRST_NAME) return TIME_FIRST;
    if (m == MEANS_LAST_NAME) return TIME_LAST;
    if (m == MEANS_NAME) return TIME_NAME;
    if (has_any(key,
                "dato|date|=dag|=day|tidspunkt|avtalt|samtale|conversation|start|datum|appoint"))
        return TIME_DAY;
    return -1;
}

static bool find_headings(struct times_reader *r)
{
    enum { HEADING_ROWS = 30 };
    for (size_t i = 0; i < r->grid->count && i < HEADING_ROWS; i++) {
        const struct grid_row *row = &r->grid->rows[i];
        for (int k = 0; k < TIME_COLUMNS; k++) r->at[k] = -1;
        for (unsigned k = 0; k < row->count; k++) {
            int column = *row->cells[k].text ? column_of(r->a, row->cells[k].text) : -1;
            if (column >= 0 && r->at[column] < 0) r->at[column] = (int)k;
        }
        bool person = r->at[TIME_NUMBER] >= 0 || r->at[TIME_NAME] >= 0 || r->at[TIME_LAST] >= 0 ||
                      r->at[TIME_ADDRESS] >= 0;
        r->heading = i;
        if (person && (r->at[TIME_DAY] >= 0 || r->at[TIME_HELD] >= 0)) return true;
    }
    return false;
}

static const char *cell(const struct times_reader *r, const struct grid_row *row,
                        enum time_column c)
{
    return r->at[c] < 0 ? "" : grid_cell_at(row, (unsigned)r->at[c])->text;
}

// ---- People

static void know(struct times_reader *r, struct map *m, const char *key, struct person *p)
{
    if (!key || !*key) return;
    if (map_get(m, key)) map_set(&r->several, r->a, key, p);
    else map_set(m, r->a, key, p);
}

static void know_people(struct times_reader *r)
{
    for (size_t i = 0; i < r->cycle->person_count; i++) {
        struct person *p = r->cycle->people[i];
        know(r, &r->by_name, names_key(r->a, p->name), p);
        if (p->email) know(r, &r->by_address, utf8_fold(r->a, p->email), p);
    }
}

static const char *name_in(const struct times_reader *r, const struct grid_row *row)
{
    const char *first = cell(r, row, TIME_FIRST), *last = cell(r, row, TIME_LAST);
    if (*first || *last) return names_tidy(r->a, arena_printf(r->a, "%s %s", first, last), NULL);
    return names_tidy(r->a, cell(r, row, TIME_NAME), NULL);
}

// Whose row it is; NULL after a diagnostic, or for a row without a person.
static const struct person *person_of(struct times_reader *r, const struct grid_row *row)
{
    const char *id = cell(r, row, TIME_NUMBER), *name = name_in(r, row),
               *address = cell(r, row, TIME_ADDRESS);
    const char *number = names_number(r->a, id), *key = names_key(r->a, name);
    const struct person *p = *id ? cycle_person(r->cycle, id) : NULL;
    if (!p && number) p = cycle_person(r->cycle, number);
    if (!p && *address) p = map_get(&r->by_address, utf8_fold(r->a, address));
    bool several = !p && *name && map_get(&r->several, key);
    if (!p && !several && *name) p = map_get(&r->by_name, key);
    if (p || (!*id && !*name && !*address)) return p;
    const char *who = *name ? name : arena_printf(r->a, "\"%.80s\"", *id ? id : address);
    struct diag *g = diag_warning(
        r->d, grid_place(r->grid, row->line),
        several ? "times-person-ambiguous" : "times-person-unknown",
        several ? N_("several people are called %s") : N_("%s is nobody in org.yaml"), who);
    if (several) diag_hint(r->d, g, "give the employee number in the list");
    return NULL;
}

// ---- Times

// "09:00", "9.30", "kl. 14", "0.375" of a day, "9:00 AM". False: it is none.
static bool read_clock(const char *text, int *hour, int *minute)
{
    const char *p = text + strcspn(text, "0123456789");
    char *end;
    if (!*p) return false;
    if (p == text && p[0] == '0' && p[1] == '.' && strlen(p) > 4) {
        int minutes = (int)(strtod(p, NULL) * 1440 + 0.5);
        *hour = minutes / 60, *minute = minutes % 60;
        return *hour < 24;
    }
    *hour = (int)strtol(p, &end, 10);
    *minute = 0;
    if ((*end == ':' || *end == '.') && ascii_is_digit(end[1]))
        *minute = (int)strtol(end + 1, &end, 10);
    if (strcasestr(end, "pm") && *hour < 12) *hour += 12;
    return *hour < 24 && *minute < 60;
}

static const char *moment_text(struct times_reader *r, const struct grid_row *row,
                               const struct person *p, struct date *day)
{
    const char *text = cell(r, row, TIME_DAY), *clock = cell(r, row, TIME_CLOCK), *rest;
    int hour, minute;
    if (dates_is_empty(text)) return NULL;
    if (!dates_read(text, DATES_DAY_FIRST, r->grid->from_1904, day, &rest)) {
        diag_warning(r->d, grid_place(r->grid, row->line), "times-date-invalid",
                     "\"%.60s\" is no day, so the conversation of %s was left out", text, p->name);
        return NULL;
    }
    const char *colon = strchr(text, ':');  // the time may stand behind the day
    if (!*clock && *rest) clock = rest;
    if (!*clock && colon) {
        while (colon > text && ascii_is_digit(colon[-1])) colon--;
        clock = colon;
    }
    const char *date = arena_printf(r->a, "%04d-%02d-%02d", day->year, day->month, day->day);
    if (!*clock) return date;
    if (read_clock(clock, &hour, &minute))
        return arena_printf(r->a, "%sT%02d:%02d", date, hour, minute);
    diag_warning(r->d, grid_place(r->grid, row->line), "times-time-invalid",
                 "\"%.60s\" is no time of day, so only the day of the conversation of %s was taken",
                 clock, p->name);
    return date;
}

static const char *held_text(struct times_reader *r, const struct grid_row *row,
                             const struct person *p, struct date day)
{
    static const char *const yes[] = {"ja", "x",  "yes",  "true",  "1",          "j",
                                      "y",  "ok", "held", "holdt", "gjennomført"},
                             *const no[] = {"nei", "no", "false", "0", "n", "nej"};
    const char *text = cell(r, row, TIME_HELD);
    if (dates_is_empty(text)) return NULL;
    for (size_t i = 0; i < COUNT(no); i++)
        if (!strcasecmp(text, no[i])) return NULL;
    bool held = false;
    for (size_t i = 0; i < COUNT(yes) && !held; i++) held = !strcasecmp(text, yes[i]);
    if (!held || !date_is_set(day))
        held = dates_read(text, DATES_DAY_FIRST, r->grid->from_1904, &day, NULL);
    if (held) return arena_printf(r->a, "%04d-%02d-%02d", day.year, day.month, day.day);
    diag_warning(r->d, grid_place(r->grid, row->line), "times-date-missing",
                 "\"%.60s\" does not say on which day the conversation of %s was held", text,
                 p->name);
    return NULL;
}

// value NULL: the key goes.
static void add_change(struct times_reader *r, struct times_edits *out, const struct person *p,
                       const char *key, struct node *value)
{
    struct splice_step *steps = ARENA_ARRAY(r->a, struct splice_step, 2);
    steps[0] = (struct splice_step){.key = p->id};
    steps[1] = (struct splice_step){.key = key};
    *ARENA_PUSH(r->a, out->list, out->count, out->room) = (struct splice_edit){
        value ? SPLICE_SET : SPLICE_REMOVE, steps, 2, value};
}

static void add_edit(struct times_reader *r, struct times_edits *out, const struct person *p,
                     const char *key, const char *value)
{
    if (value && *value) add_change(r, out, p, key, node_scalar(r->a, value));
}

// ---- Appointments that are there

static const char *day_text(struct arena *a, struct date d)
{
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static const char *known_text(struct arena *a, struct datetime t)
{
    const char *day = day_text(a, t.date);
    return t.hour < 0 ? day : arena_printf(a, "%sT%02d:%02d", day, t.hour, t.minute);
}

static void count_change(struct times_reader *r, struct times_edits *out, const struct person *p,
                         const char *key)
{
    struct node *n = node_scalar(r->a, arena_printf(r->a, "%d", p->appointment.changes + 1));
    n->plain = true;
    add_change(r, out, p, "changes", n);
    add_edit(r, out, p, key, day_text(r->a, out->today));
}

static void count_if_moved(struct times_reader *r, struct times_edits *out, const struct person *p,
                           const char *at, const char *place)
{
    const char *known = p->conversation_place.text;
    bool has_time = date_is_set(p->conversation_at.date),
         off = date_is_set(p->appointment.cancelled);
    if (!at || (!has_time && !off)) return;
    bool elsewhere = place && *place && (!known || strcmp(place, known) != 0);
    if (has_time && !elsewhere && !strcmp(at, known_text(r->a, p->conversation_at))) return;
    count_change(r, out, p, "changed");
    if (!off) return;
    add_change(r, out, p, "cancelled", NULL);
    add_change(r, out, p, "was", NULL);
}

static bool means_cancelled(const char *text)
{
    static const char *const words[] = {"avlyst",    "avlyses",   "avlysast", "kansellert",
                                        "avbestilt", "cancelled", "canceled", "inställd",
                                        "inställt",  "aflyst"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

// Whether the list says that the conversation is off. A time in org.yaml stays there.
static bool cancel(struct times_reader *r, const struct grid_row *row, const struct person *p,
                   struct times_edits *out)
{
    const struct source *in = p->conversation_at_place.source;
    if (!means_cancelled(cell(r, row, TIME_DAY))) return false;
    if (!date_is_set(p->conversation_at.date)) return true;
    if (in != r->cycle->conversations_source) {
        struct diag *g = diag_warning(
            r->d, grid_place(r->grid, row->line), "times-cancelled-in-org",
            "the conversation of %s is cancelled here, and org.yaml has its time", p->name);
        diag_hint(r->d, g, "take the time out of org.yaml, line %u",
                  (unsigned)p->conversation_at_place.line);
        return true;
    }
    add_edit(r, out, p, "was", known_text(r->a, p->conversation_at));
    count_change(r, out, p, "cancelled");
    add_change(r, out, p, "at", NULL);
    out->people++;
    return true;
}

// ---- Rows

static void read_row(struct times_reader *r, const struct grid_row *row, struct times_edits *out)
{
    const struct person *p = grid_row_is_empty(row) ? NULL : person_of(r, row);
    struct date day = {0};
    if (!p) return;
    const struct grid_row *other = map_get(&r->seen, p->id);
    if (other) {
        diag_warning(r->d, grid_place(r->grid, row->line), "times-person-twice",
                     "%s stands on line %u, too: the later line counts", p->name, other->line);
    }
    map_set(&r->seen, r->a, p->id, (void *)(uintptr_t)row);
    if (cancel(r, row, p, out)) return;
    const char *at = moment_text(r, row, p, &day);
    const char *held = held_text(r, row, p, day);
    const char *place = at || held ? cell(r, row, TIME_PLACE) : NULL;
    add_edit(r, out, p, "at", at);
    add_edit(r, out, p, "place", place);
    count_if_moved(r, out, p, at, place);
    add_edit(r, out, p, "held", held);
    out->people += (at || held) && !other;
}

void times_read(struct diags *d, struct arena *a, const struct cycle *c, const char *path,
                struct times_edits *out)
{
    struct grid_list grids = {0};
    struct times_reader r = {.d = d, .a = a, .cycle = c};
    bool found = false;
    grid_read(d, a, path, &grids);
    know_people(&r);
    for (size_t i = 0; i < grids.count; i++) {
        r.grid = grids.grids[i];
        if (r.grid->hidden || !find_headings(&r)) continue;
        found = true;
        for (size_t k = r.heading + 1; k < r.grid->count; k++) read_row(&r, &r.grid->rows[k], out);
    }
    if (found || !grids.count) return;
    struct diag *g = diag_error(d, grid_place(grids.grids[0], 0), "times-missing",
                                "no times were found here");
    diag_hint(d, g,
              "a list of times has headings such as \"Ansattnr\", \"Dato\", \"Tid\", \"Sted\" "
              "and \"Holdt\" above it, in one row");
}
