// A workbook's parts: which sheets there are, the texts that they share, and which cells are dates.
#include "import/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/map.h"
#include "import/package.h"
#include "import/xlsx_sheet.h"

enum { STRINGS_LIMIT = 4 << 20, SHEETS_LIMIT = 256, STYLES_LIMIT = 70000 };

struct sheet_entry {
    const char *name, *relation;
    bool hidden;
};

struct book_reader {
    struct xlsx_book book;
    struct package package;
    struct map targets;  // parts by their relation's id
    const char *folder;  // of the workbook's part
    const char *strings_part, *styles_part, *book_part;
    struct sheet_entry sheets[SHEETS_LIMIT];
    size_t sheet_count;
    struct buf text;  // of a shared text
    bool in_text, in_phonetic, in_formats, full;
    struct map formats;  // date formats by their number as text
};

static bool is_true(const char *value)
{
    return value && (!strcmp(value, "1") || !strcmp(value, "true"));
}

// ---- Relations: which part is what

static void on_relation(void *arg, const char *name, const char **attributes)
{
    struct book_reader *r = arg;
    const char *id = package_attribute(attributes, "Id"),
               *target = package_attribute(attributes, "Target"),
               *type = package_attribute(attributes, "Type");
    if (strcmp(name, "Relationship") || !id || !target || !type) return;
    const char *part = package_target(r->book.a, r->folder, target);
    if (!part) return;
    if (ascii_ends_with(type, "/officeDocument")) r->book_part = part;
    if (ascii_ends_with(type, "/sharedStrings")) r->strings_part = part;
    if (ascii_ends_with(type, "/styles")) r->styles_part = part;
    map_set(&r->targets, r->book.a, arena_strdup(r->book.a, id), (void *)(uintptr_t)part);
}

static bool read_relations(struct book_reader *r, const char *part)
{
    const struct package_handler h = {.arg = r, .start = on_relation};
    r->targets = (struct map){0};
    return package_read(&r->package, part, &h);
}

// ---- The workbook: its sheets

static void on_workbook(void *arg, const char *name, const char **attributes)
{
    struct book_reader *r = arg;
    if (!strcmp(name, "workbookPr"))
        r->book.from_1904 = is_true(package_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") || r->sheet_count == SHEETS_LIMIT) return;
    const char *sheet = package_attribute(attributes, "name"),
               *id = package_attribute(attributes, "id"),
               *state = package_attribute(attributes, "state");
    if (!sheet || !id) return;
    r->sheets[r->sheet_count++] = (struct sheet_entry){
        .name = arena_strdup(r->book.a, sheet),
        .relation = arena_strdup(r->book.a, id),
        .hidden = state && strcmp(state, "visible"),
    };
}

// ---- Shared texts

static void on_string_start(void *arg, const char *name, const char **attributes)
{
    struct book_reader *r = arg;
    (void)attributes;
    if (!strcmp(name, "si")) r->text.n = 0;
    if (!strcmp(name, "rPh")) r->in_phonetic = true;
    r->in_text = !strcmp(name, "t") && !r->in_phonetic;
}

static void on_string_end(void *arg, const char *name)
{
    struct book_reader *r = arg;
    struct xlsx_strings *s = &r->book.strings;
    r->in_text = false;
    if (!strcmp(name, "rPh")) r->in_phonetic = false;
    if (strcmp(name, "si")) return;
    const char *text = r->text.n ? arena_strndup(r->book.a, r->text.p, r->text.n) : "";
    *ARENA_PUSH_REALLOC(r->book.a, s->list, s->count, s->room) = text;
    r->full = s->count >= STRINGS_LIMIT;
}

static void on_string_text(void *arg, const char *text, int n)
{
    struct book_reader *r = arg;
    if (r->in_text && r->text.n < GRID_CELL_LIMIT * 2) buf_add(&r->text, text, (size_t)n);
}

// ---- Styles: which cells are dates

// Whether a number format shows a day: it has y or d outside quotes and brackets.
static bool is_date_format(const char *code)
{
    bool quoted = false, bracket = false;
    for (const char *p = code; *p; p++) {
        if (*p == '\\' && p[1]) p++;
        else if (*p == '"') quoted = !quoted;
        else if (!quoted && *p == '[') bracket = true;
        else if (*p == ']') bracket = false;
        else if (!quoted && !bracket && strchr("yYdD", *p)) return true;
    }
    return false;
}

static bool is_builtin_date(long number)
{
    return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 36) ||
           (number >= 50 && number <= 58);
}

static void add_style(struct book_reader *r, const char *number)
{
    struct xlsx_book *b = &r->book;
    if (b->style_count >= STYLES_LIMIT) return;
    struct xlsx_style *style = ARENA_PUSH(b->a, b->styles, b->style_count, b->style_room);
    const char *code = number ? map_get(&r->formats, number) : NULL;
    *style = (struct xlsx_style){XLSX_GENERAL, 0};
    if (code && strspn(code, "0") == strlen(code)) style->zeros = (unsigned)strlen(code);
    if (code ? is_date_format(code) : number && is_builtin_date(strtol(number, NULL, 10)))
        style->format = XLSX_DATE;
}

static void on_style_start(void *arg, const char *name, const char **attributes)
{
    struct book_reader *r = arg;
    const char *number = package_attribute(attributes, "numFmtId"),
               *code = package_attribute(attributes, "formatCode");
    if (!strcmp(name, "cellXfs")) r->in_formats = true;
    if (!strcmp(name, "numFmt") && number && code)
        map_set(&r->formats, r->book.a, arena_strdup(r->book.a, number),
                arena_strdup(r->book.a, code));
    if (!strcmp(name, "xf") && r->in_formats) add_style(r, number);
}

static void on_style_end(void *arg, const char *name)
{
    struct book_reader *r = arg;
    if (!strcmp(name, "cellXfs")) r->in_formats = false;
}

// ---- All of it

static const char *folder_of(struct arena *a, const char *part)
{
    const char *slash = strrchr(part, '/');
    return slash ? arena_strndup(a, part, (size_t)(slash - part)) : "";
}

static bool read_parts(struct book_reader *r)
{
    const struct package_handler strings = {r, on_string_start, on_string_end, on_string_text,
                                            &r->full},
                                 styles = {.arg = r, .start = on_style_start, .end = on_style_end},
                                 workbook = {.arg = r, .start = on_workbook};
    struct arena *a = r->book.a;
    r->folder = "";
    if (!read_relations(r, "_rels/.rels")) return false;
    const char *book = r->book_part ? r->book_part : "xl/workbook.xml";
    r->folder = folder_of(a, book);
    const char *slash = strrchr(book, '/');
    if (!package_read(&r->package, book, &workbook) ||
        !read_relations(r, arena_printf(a, "%s%s_rels/%s.rels", r->folder, *r->folder ? "/" : "",
                                        slash ? slash + 1 : book)))
        return false;
    if (r->strings_part && package_has(&r->package, r->strings_part) &&
        !package_read(&r->package, r->strings_part, &strings))
        return false;
    return !r->styles_part || !package_has(&r->package, r->styles_part) ||
           package_read(&r->package, r->styles_part, &styles);
}

static void read_sheets(struct book_reader *r, const char *path, struct grid_list *out)
{
    struct arena *a = r->book.a;
    size_t before = out->count;
    for (size_t i = 0; i < r->sheet_count; i++) {
        const char *part = map_get(&r->targets, r->sheets[i].relation);
        struct grid *g = grid_new(r->package.d, a, path, r->sheets[i].name);
        g->hidden = r->sheets[i].hidden;
        g->from_1904 = r->book.from_1904;
        g->encoding = "XLSX";
        if (part && package_has(&r->package, part) && !xlsx_sheet_read(&r->book, part, g)) {
            out->count = before;
            return;
        }
        if (g->count) *ARENA_PUSH(a, out->grids, out->count, out->room) = g;
    }
    if (out->count == before)
        diag_error(r->package.d, r->package.place, "workbook-without-cells",
                   "the workbook has no sheet with cells");
}

void xlsx_read(struct diags *d, struct arena *a, const char *path, const struct buf *bytes,
               struct grid_list *out)
{
    struct book_reader *r = ARENA_NEW(a, struct book_reader);
    r->package = (struct package){
        .d = d, .a = a, .place = {.source = diag_source_new(d, a, path, "", 0)}};
    r->book = (struct xlsx_book){.package = &r->package, .a = a};
    if (!package_open(&r->package, bytes)) return;
    if (package_has(&r->package, "content.xml")) {
        struct diag *g = diag_error(d, r->package.place, "file-is-opendocument",
                                    "this is an OpenDocument file");
        diag_hint(d, g, "save it as .xlsx or CSV");
    } else if (read_parts(r)) {
        read_sheets(r, path, out);
    }
    package_close(&r->package);
    buf_free(&r->text);
}
