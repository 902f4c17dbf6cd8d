// Rows of an export → positions of people. What is no data is skipped; what looks like a person and
// is none in the chart is noted, with the line.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "import/staff.h"

enum {
    NAME_LONG = 200,   // characters: what is longer is no name
    TITLE_LONG = 300,  // bytes: what is longer is no title
};

struct place staff_row_place(const struct staff_row *r)
{
    return grid_place(r->columns->grid, r->line);
}

void staff_note_row(struct staff *s, struct place at, const char *who, const char *why)
{
    *ARENA_PUSH(s->a, s->notes, s->note_count, s->note_room) = (struct staff_note){at, why, who};
}

static const char *cell_text(const struct columns *c, const struct grid_row *row, enum meaning m)
{
    return c->at[m] < 0 ? "" : grid_cell_at(row, (unsigned)c->at[m])->text;
}

static const char *or_null(const char *text)
{
    return *text ? text : NULL;
}

// Whether a text, folded, begins with one of the words or has one in it, as they say: " word" may
// stand anywhere, "word" at the beginning.
static bool says_any(const char *text, const char *const *words, size_t count)
{
    struct arena scratch = {0};
    const char *key = utf8_fold(&scratch, text);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = *words[i] == ' ' ? strstr(key, words[i] + 1) != NULL
                                 : !strncmp(key, words[i], strlen(words[i]));
    arena_free(&scratch);
    return found;
}

#define SAYS(text, words) (*(text) && says_any((text), (words), COUNT(words)))

static bool is_no(const char *text)
{
    static const char *const words[] = {"false", "nei", "no", "n", "0", "usann", "nej", "falsk"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

static bool is_yes(const char *text)
{
    static const char *const words[] = {"true", "ja", "yes", "y", "j", "x", "1", "sann", "sant"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

// ---- Lines that are no data

static bool is_heading_again(const struct columns *c, const struct grid_row *row)
{
    const struct grid_row *headings = &c->grid->rows[c->heading_row];
    unsigned same = 0, filled = 0;
    for (unsigned i = 0; i < row->count; i++) {
        const char *text = row->cells[i].text;
        filled += *text != '\0';
        same += *text && !strcasecmp(text, grid_cell_at(headings, i)->text);
    }
    return same >= 2 && same * 2 > filled;
}

// Whether a text is one of the words, or goes on behind it with something else than a letter.
static bool begins_with_word(const char *text, const char *const *words, size_t count)
{
    struct arena scratch = {0};
    const char *key = utf8_fold(&scratch, text);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        size_t n = strlen(words[i]);
        unsigned char next = strncmp(key, words[i], n) ? 'x' : (unsigned char)key[n];
        found = !ascii_is_letter((char)next) && next < 0x80;
    }
    arena_free(&scratch);
    return found;
}

static bool is_total(const struct columns *c, const struct grid_row *row)
{
    static const char *const words[] = {
        "sum",      "total",  "delsum",   "subtotal",  "grand total", "antall",  "antal",
        "i alt",    "totalt", "totalsum", "totals",    "summa",       "rapport", "report",
        "utskrift", "side",   "page",     "generated", "generert",    "kjørt",   "---",
        "===",      "***",    "slutt på", "end of",    "count",       "uttrekk"};
    unsigned i = 0;
    while (i < row->count && !*row->cells[i].text) i++;
    const char *number = cell_text(c, row, MEANS_NUMBER);
    bool numbered = number[strcspn(number, "0123456789")] && !strpbrk(number, " :");
    bool person = *cell_text(c, row, MEANS_TITLE) || *cell_text(c, row, MEANS_EMAIL) ||
                *cell_text(c, row, MEANS_LOGIN);
    return i < row->count && !numbered && !person &&
           begins_with_word(row->cells[i].text, words, COUNT(words));
}

static unsigned understood_cells(const struct columns *c, const struct grid_row *row)
{
    unsigned n = 0;
    for (unsigned i = 0; i < row->count && i < c->count; i++)
        n += *row->cells[i].text && c->list[i].meaning > MEANS_NATIONAL_ID;
    return n;
}

// ---- Cells

static const char *joined_name(struct arena *a, const struct columns *c, const struct grid_row *row,
                               const char **bracket)
{
    const char *first = cell_text(c, row, MEANS_FIRST_NAME),
               *middle = cell_text(c, row, MEANS_MIDDLE_NAME),
               *last = cell_text(c, row, MEANS_LAST_NAME), *whole = cell_text(c, row, MEANS_NAME);
    *bracket = NULL;
    if (!names_shout(arena_printf(a, "%s %s", first, last))) last = names_capitals(a, last);
    const char *whole_bracket = NULL;
    names_tidy(a, whole, &whole_bracket);
    const char *whole_text = whole;
    if (*first || *last)
        whole = arena_printf(a, "%s%s%s%s%s", first, *first && *middle ? " " : "", middle,
                             (*first || *middle) && *last ? " " : "", last);
    else if (c->at[MEANS_NAME] < 0) whole = "";
    const char *name = names_tidy(a, whole, bracket);
    if (!*bracket && *last && strstr(utf8_fold(a, whole_text), utf8_fold(a, last)))
        *bracket = whole_bracket;
    return name;
}

static struct date read_day(struct staff *s, const struct columns *c, const struct grid_row *row,
                            enum meaning m, const char *who)
{
    struct date day = {0};
    const char *text = cell_text(c, row, m);
    if (dates_is_empty(text)) return day;
    if (dates_read(text, c->order, c->grid->from_1904, &day, NULL)) return day;
    diag_warning(s->d, grid_place(c->grid, row->line), "export-date-invalid",
                 "\"%.60s\" in the column \"%.60s\" of %s is no day, so it was left out", text,
                 c->list[c->at[m]].heading, who);
    return (struct date){0};
}

static void read_leave(struct staff *s, const struct columns *c, const struct grid_row *row,
                       struct staff_row *r)
{
    const char *text = cell_text(c, row, MEANS_AWAY);
    r->away_from = read_day(s, c, row, MEANS_AWAY_FROM, r->name);
    r->away_to = read_day(s, c, row, MEANS_AWAY_TO, r->name);
    r->is_away = date_is_set(r->away_from) || date_is_set(r->away_to);
    if (dates_is_empty(text) || is_no(text)) return;
    r->is_away = true;
    if (is_yes(text)) return;
    for (const char *p = text; *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (dates_read_range(p, c->order, c->grid->from_1904, &r->away_from, &r->away_to)) return;
    diag_warning(s->d, grid_place(c->grid, row->line), "export-leave-date-invalid",
                 "what the column \"%.60s\" says of %s is no day, so their leave was left out",
                 c->list[c->at[MEANS_AWAY]].heading, r->name);
    r->is_away = false;
}

static void read_link(struct arena *a, const struct columns *c, const struct grid_row *row,
                      enum meaning m, struct staff_link *link)
{
    for (unsigned i = 0; i < c->count && link->count < STAFF_REFERENCES; i++) {
        const char *text = grid_cell_at(row, i)->text;
        if (c->list[i].meaning != m || !*text) continue;
        struct name_reference r = names_reference(a, text);
        link->given = true;
        if (r.vacant) link->vacant = true;
        else if (r.number || r.name || r.address) link->cells[link->count++] = r;
    }
    if (link->count) link->vacant = false;
}

static void read_percent(const struct columns *c, const struct grid_row *row, struct staff_row *r)
{
    char digits[32];
    const char *text = cell_text(c, row, MEANS_PERCENT);
    size_t n = 0;
    for (const char *p = text; *p && n + 1 < sizeof digits; p++)
        if (ascii_is_digit(*p) || *p == '.' || *p == ',') digits[n++] = *p == ',' ? '.' : *p;
    digits[n] = '\0';
    r->has_percent = n > 0;
    r->percent = n ? strtod(digits, NULL) : 0;
}

// ---- Units

static const char *path_divider(const struct columns *c)
{
    static const char *const dividers[] = {">", "»", "→", "\\", "|", "::", " / ", "/", ";"};
    size_t best = 0, most = 0;
    for (size_t d = 0; d < COUNT(dividers); d++) {
        size_t rows = 0;
        for (size_t k = c->heading_row + 1; k < c->grid->count; k++)
            rows += strstr(cell_text(c, &c->grid->rows[k], MEANS_PATH), dividers[d]) != NULL;
        if (rows > most) most = rows, best = d;
    }
    return dividers[best];
}

static void read_path(struct arena *a, const struct columns *c, const char *path,
                      struct staff_row *r)
{
    const char *divider = path_divider(c);
    while (*path && r->level_count < COLUMNS_LEVELS) {
        const char *end = strstr(path, divider);
        size_t n = end ? (size_t)(end - path) : strlen(path);
        const char *from = path;
        path += n + (end ? strlen(divider) : 0);
        while (n && *from == ' ') from++, n--;
        while (n && from[n - 1] == ' ') n--;
        if (n) r->levels[r->level_count++].name = arena_strndup(a, from, n);
    }
}

static void read_units(struct staff *s, const struct columns *c, const struct grid_row *row,
                       struct staff_row *r)
{
    const char *path = cell_text(c, row, MEANS_PATH);
    if (*path) read_path(s->a, c, path, r);
    for (unsigned i = 0; !*path && i < c->level_count; i++) {
        struct staff_unit_name u = {0};
        u.name = or_null(grid_cell_at(row, (unsigned)c->levels[i].name)->text);
        if (c->levels[i].code >= 0)
            u.code = or_null(grid_cell_at(row, (unsigned)c->levels[i].code)->text);
        if (u.name && names_is_vacant(u.name)) u.name = NULL;
        if (u.name || u.code) r->levels[r->level_count++] = u;
    }
    if (!r->level_count && c->at[MEANS_UNIT_CODE] >= 0) {
        const char *code = cell_text(c, row, MEANS_UNIT_CODE);
        if (*code) r->levels[r->level_count++].code = code;
    }
    const char *parent = cell_text(c, row, MEANS_PARENT);
    const char *code = cell_text(c, row, MEANS_PARENT_CODE);
    r->parent.name = names_is_vacant(parent) ? NULL : or_null(parent);
    r->parent.code = names_is_vacant(code) ? NULL : or_null(code);
}

// ---- Whether it is a person in the chart

static bool is_guest(const struct columns *c, const struct grid_row *row, const char *bracket)
{
    static const char *const words[] = {
        "guest",      "gjest",      "gäst",    "gæst",   "ekstern", "external",  "extern",
        "contingent", "contractor", "innleid", "inhyrd", "innleie", "vikarbyrå", "indlejet"};
    bool guest = bracket && SAYS(bracket, words);
    for (unsigned i = 0; i < c->count && !guest; i++)
        guest = c->list[i].meaning == MEANS_KIND &&
                begins_with_word(grid_cell_at(row, i)->text, words, COUNT(words));
    return guest || strstr(cell_text(c, row, MEANS_LOGIN), "#EXT#");
}

// A room, a shared mailbox or a service account among accounts: nothing says what it does where, or
// its name says what it is.
static bool is_thing(const struct columns *c, const struct grid_row *row, const struct staff_row *r)
{
    static const char *const words[] = {"møterom",
                                        "møtesal",
                                        "meeting room",
                                        "conference room",
                                        "konferanserom",
                                        "mötesrum",
                                        "mødelokale",
                                        "room ",
                                        "rom ",
                                        "svc-",
                                        "svc_",
                                        "svc.",
                                        "service account",
                                        "no-reply",
                                        "noreply",
                                        "fellespost",
                                        "shared ",
                                        " mailbox",
                                        " postkasse",
                                        "printer",
                                        "skriver",
                                        "scanner",
                                        "test user",
                                        "testbruker",
                                        "servicekonto"},
                             *const kinds[] = {" room",      " shared",   " mailbox",
                                               " equipment", " resource", " service"};
    bool accounts = c->at[MEANS_LOGIN] >= 0 && !r->number;
    bool nothing = !r->title && !r->level_count && !r->leader.given;
    bool could = c->at[MEANS_TITLE] >= 0 || c->level_count || c->at[MEANS_LEADER] >= 0;
    if (accounts && nothing && could) return true;
    bool kind = false;
    for (unsigned i = 0; i < c->count && !kind; i++)
        kind = c->list[i].meaning == MEANS_KIND && SAYS(grid_cell_at(row, i)->text, kinds);
    return kind || (!r->number && !r->title && !r->leader.given && SAYS(r->name, words));
}

static bool says_ended(const struct columns *c, const struct grid_row *row, const char *bracket)
{
    static const char *const words[] = {
        " terminat", "sluttet",    "slutta",      "avsluttet",  "avslutta",    "fratr",
        "inaktiv",   "inactive",   "left",        "leaver",     "resign",      "retired",
        "withdrawn", "pensjonert", "oppsagt",     "slutat",     "avslutad",    "deceased",
        "død",       "former",     "deaktiv",     "ikke aktiv", "ikkje aktiv", "not active",
        "ej aktiv",  "passiv",     "fritstillet", "ophørt",     "avgått"};
    bool ended = bracket && SAYS(bracket, words);
    for (unsigned i = 0; i < c->count && !ended; i++)
        ended = c->list[i].meaning == MEANS_STATUS && SAYS(grid_cell_at(row, i)->text, words);
    return ended;
}

static bool says_away(const struct columns *c, const struct grid_row *row, const char *bracket)
{
    static const char *const words[] = {" permisjon",   " on leave",   "leave",   " orlov",
                                        " tjänstledig", " permittert", " absent", "tjl"};
    bool away = bracket && SAYS(bracket, words);
    for (unsigned i = 0; i < c->count && !away; i++)
        away = c->list[i].meaning == MEANS_STATUS && SAYS(grid_cell_at(row, i)->text, words);
    return away;
}

// Why a row is no person of the chart; NULL: it is one. Sets has_left.
static const char *why_not(struct staff *s, const struct columns *c, const struct grid_row *row,
                           struct staff_row *r, const char *bracket)
{
    bool over = date_is_set(r->to) && date_compare(r->to, s->as_of) < 0;
    bool later = date_is_set(r->to) && !over;
    if (is_guest(c, row, bracket)) return N_("a guest, or from another organisation");
    if (is_thing(c, row, r))
        return N_("not a person: a room, a shared mailbox or a service account");
    bool closed = is_no(cell_text(c, row, MEANS_ENABLED));
    r->has_left = over || closed || (says_ended(c, row, bracket) && !later);
    if (!r->has_left) return NULL;
    if (closed && !over) return N_("the account is not active");
    if (!over) return N_("has left");
    return arena_printf(s->a, _("left on %04d-%02d-%02d"), r->to.year, r->to.month, r->to.day);
}

// ---- One row

static const char *shown(struct arena *a, const struct staff_row *r)
{
    return r->number ? arena_printf(a, "%s (%s)", r->name, r->number) : r->name;
}

static void read_person(struct staff *s, const struct columns *c, const struct grid_row *row,
                        struct staff_row *r)
{
    const char *email = cell_text(c, row, MEANS_EMAIL), *title = cell_text(c, row, MEANS_TITLE);
    r->number = names_number(s->a, cell_text(c, row, MEANS_NUMBER));
    if (c->at[MEANS_NUMBER] >= 0)
        r->secret_number = grid_cell_at(row, (unsigned)c->at[MEANS_NUMBER])->secret;
    r->login = or_null(cell_text(c, row, MEANS_LOGIN));
    r->email = or_null(email);
    if (r->email && !names_is_address(r->email)) {
        diag_warning(s->d, staff_row_place(r), "export-email-invalid",
                     "\"%.80s\" of %s is no e-mail address, so it was left out", email, r->name);
        r->email = NULL;
    }
    if (!r->email && r->login && names_is_address(r->login)) r->email = r->login;
    r->title = or_null(title);
    if (strlen(title) > TITLE_LONG) {
        diag_warning(s->d, staff_row_place(r), "export-position-too-long",
                     "the position of %s is too long, so it was left out", r->name);
        r->title = NULL;
    }
    read_link(s->a, c, row, MEANS_LEADER, &r->leader);
    read_link(s->a, c, row, MEANS_UNIT_LEADER, &r->unit_leader);
    r->leads = is_yes(cell_text(c, row, MEANS_LEADS));
    r->is_main = is_yes(cell_text(c, row, MEANS_MAIN));
    read_units(s, c, row, r);
    read_percent(c, row, r);
    r->from = read_day(s, c, row, MEANS_FROM, r->name);
    r->to = read_day(s, c, row, MEANS_TO, r->name);
    if (dates_is_forever(r->to)) r->to = (struct date){0};
    if (date_is_set(r->from) && date_is_set(r->to) && date_compare(r->to, r->from) < 0) {
        diag_warning(s->d, staff_row_place(r), "export-employment-reversed",
                     "the last day of %s is before the first, so both were left out", r->name);
        r->from = r->to = (struct date){0};
    }
    read_leave(s, c, row, r);
    if (dates_is_forever(r->away_to)) r->away_to = (struct date){0};
    if (date_is_set(r->away_from) && date_is_set(r->away_to) &&
        date_compare(r->away_to, r->away_from) < 0) {
        diag_warning(s->d, staff_row_place(r), "export-leave-reversed",
                     "the leave of %s ends before it begins, so it was left out", r->name);
        r->is_away = false;
    }
}

// A note below a list, which stands where numbers do: a text, in a line of its own.
static bool is_footnote(const struct columns *c, const struct grid_row *row)
{
    const char *text = cell_text(c, row, MEANS_NUMBER);
    bool number = text[strcspn(text, "0123456789")] && !strchr(text, ' ');
    return *text && !number && understood_cells(c, row) < 2;
}

// A row without a name: nothing, a position that is vacant, or something to mend.
static void refuse_nameless(struct staff *s, const struct columns *c, const struct grid_row *row)
{
    struct place at = grid_place(c->grid, row->line);
    const char *number = names_number(s->a, cell_text(c, row, MEANS_NUMBER));
    const char *email = cell_text(c, row, MEANS_EMAIL);
    if ((number || *email) && !is_footnote(c, row)) {
        struct diag *g = diag_error(s->d, at, "export-name-missing",
                                    number ? N_("the person with number %.80s has no name")
                                           : N_("the person with the address %.80s has no name"),
                                    number ? number : email);
        diag_hint(s->d, g, "give the name in the export, or remove the line");
    } else if (understood_cells(c, row) >= 2 && *cell_text(c, row, MEANS_TITLE)) {
        staff_note_row(s, at, NULL, N_("a position without a person"));
    } else {
        s->skipped++;
    }
}

static void refuse_long_name(struct staff *s, struct place at)
{
    struct diag *e = diag_error(s->d, at, "export-name-too-long",
                                "the name on this line is too long");
    diag_hint(s->d, e, "at most %d characters fit; shorten it, or remove text that is no name",
              NAME_LONG);
}

static void read_row(struct staff *s, const struct columns *c, const struct grid_row *row)
{
    const char *bracket;
    if (grid_row_is_empty(row) || is_heading_again(c, row) || is_total(c, row)) {
        s->skipped++;
        return;
    }
    struct place at = grid_place(c->grid, row->line);
    const char *name = joined_name(s->a, c, row, &bracket);
    if (!*name) {
        refuse_nameless(s, c, row);
        return;
    }
    if (names_is_vacant(name)) {
        staff_note_row(s, at, NULL, N_("a vacant position"));
        return;
    }
    if (utf8_length(name, strlen(name)) > NAME_LONG) {
        refuse_long_name(s, at);
        return;
    }
    if (names_is_number(name) || understood_cells(c, row) < 2) {
        s->skipped++;
        return;
    }
    struct staff_row *r = ARENA_NEW(s->a, struct staff_row);
    *r = (struct staff_row){.columns = c, .line = row->line, .name = name};
    read_person(s, c, row, r);
    if (!r->number && bracket && names_is_number(bracket)) r->number = names_number(s->a, bracket);
    if (says_away(c, row, bracket)) r->is_away = true;
    const char *why = why_not(s, c, row, r, bracket);
    if (why) staff_note_row(s, at, shown(s->a, r), why);
    // those who have left are remembered, for somebody may name them as leader
    if (!why || r->has_left) *ARENA_PUSH(s->a, s->rows, s->row_count, s->row_room) = r;
    if (row->hidden)
        diag_warning(s->d, at, "export-row-hidden",
                     "this row is hidden in the sheet, and was read all the same");
}

// How many cells nearly all rows below the headings have; 0: they differ.
static unsigned usual_width(const struct columns *c)
{
    size_t rows[GRID_COLUMNS + 1] = {0}, all = 0;
    unsigned best = 0;
    for (size_t i = c->heading_row + 1; i < c->grid->count; i++) {
        const struct grid_row *row = &c->grid->rows[i];
        if (grid_row_is_empty(row) || understood_cells(c, row) < 2) continue;
        rows[row->count]++;
        all++;
    }
    for (unsigned w = 1; w <= GRID_COLUMNS; w++)
        if (rows[w] > rows[best]) best = w;
    return rows[best] * 10 >= all * 8 ? best : 0;
}

// A row of CSV with more or fewer cells than the others: a divider in a text, or a line that is
// broken in two. What stands where in it is not known.
static bool is_ragged(struct staff *s, const struct columns *c, const struct grid_row *row,
                      unsigned width)
{
    if (c->grid->sheet || !width || row->count == width || understood_cells(c, row) < 2)
        return false;
    if (is_heading_again(c, row) || is_total(c, row)) return false;
    struct diag *g = diag_error(s->d, grid_place(c->grid, row->line), "export-cells-differ",
                                "this line has %u cells, and the others have %u", row->count,
                                width);
    if (row->count > width)
        diag_hint(s->d, g,
                  "the sign that divides cells stands in a text: put the text in "
                  "quotation marks, or take the sign out");
    else diag_hint(s->d, g, "the line is cut, or broken in two: join it again");
    return true;
}

void rows_read(struct staff *s, const struct columns *c)
{
    unsigned width = usual_width(c);
    for (size_t i = 0; i < c->heading_row; i++) s->skipped++;
    for (size_t i = c->heading_row + 1; i < c->grid->count; i++)
        if (!is_ragged(s, c, &c->grid->rows[i], width)) read_row(s, c, &c->grid->rows[i]);
    for (unsigned i = 0; i < c->count; i++) s->secrets += c->list[i].secrets;
    if (c->english) s->english = true;
    bool only = c->at[MEANS_NATIONAL_ID] >= 0 && c->at[MEANS_NUMBER] < 0;
    s->secret_only |= only;
}

// ---- "Nesset skole (Elle Márjá Luohkkár)", as Workday names units after who leads them

// Takes the name of somebody known off a unit's; *leader is that, or unchanged.
static void take_leader(struct arena *a, const struct map *known, const char **unit,
                        const char **leader)
{
    const char *inside, *text = *unit;
    if (!text) return;
    const char *inherited = strstr(text, " (Inherited)");
    if (inherited) text = arena_strndup(a, text, (size_t)(inherited - text));
    const char *open = strrchr(text, '(');
    size_t n = strlen(text);
    if (!open || open == text || text[n - 1] != ')') return;
    inside = arena_strndup(a, open + 1, (size_t)(text + n - 2 - open));
    const char *name = names_key(a, names_tidy(a, inside, NULL));
    if (!map_get(known, name) && !names_is_vacant(inside)) return;
    *unit = arena_strndup(a, text, (size_t)(open - text) - (open[-1] == ' '));
    *leader = inside;
}

void rows_part_units(struct staff *s)
{
    struct map known = {0};
    for (size_t i = 0; i < s->row_count; i++) {
        const struct staff_row *r = s->rows[i];
        map_set(&known, s->a, names_key(s->a, r->name), s);
        for (size_t k = 0; k < r->leader.count; k++)
            if (r->leader.cells[k].name)
                map_set(&known, s->a, names_key(s->a, r->leader.cells[k].name), s);
    }
    for (size_t i = 0; i < s->row_count; i++) {
        struct staff_row *r = s->rows[i];
        const char *leader = NULL, *above = NULL;
        take_leader(s->a, &known, &r->parent.name, &above);
        for (unsigned k = 0; k < r->level_count; k++) {
            leader = NULL;
            take_leader(s->a, &known, &r->levels[k].name, &leader);
        }
        if (!leader || r->unit_leader.given) continue;
        struct name_reference ref = names_reference(s->a, leader);
        r->unit_leader.given = true;
        r->unit_leader.vacant = ref.vacant;
        if (!ref.vacant) r->unit_leader.cells[r->unit_leader.count++] = ref;
    }
}
