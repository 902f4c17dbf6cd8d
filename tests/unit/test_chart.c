// layout/chart*.c: what every chart keeps, and a file with one of each kind that other readers judge. With KEEP=1 in the
// environment that file stays, to be looked at.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "face_list.h"
#include "layout/layout.h"
#include "model/chart.h"
#include "pdf/pdf.h"

#define PAGE_WIDTH PT(595.276)
#define PAGE_HEIGHT PT(841.89)

struct bench {
    struct diags *diags;
    struct type *type;
    struct layout *layout;
    struct arena arena;
    struct doc_node *section;
};

static int set_up(void **state)
{
    static struct bench b;
    b = (struct bench){.diags = diags_new()};
    b.type = type_open(b.diags, &test_fonts);
    b.layout = b.type ? layout_new(b.diags, b.type, "/usr/share/hyphen") : NULL;
    b.section = doc_new(&b.arena, DOC_SECTION, (struct place){0});
    *state = &b;
    return b.layout ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    layout_free(b->layout);
    type_close(b->type);
    diags_free(b->diags);
    arena_free(&b->arena);
    return 0;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ROW(label, note, ...) {label, (const uint32_t[]){__VA_ARGS__}, note}

static const char *const attained[] = {"Nådd", "Delvis nådd", "Ikke nådd", "Ikke vurdert"};
static const struct chart_row kinds[] = {
    ROW("Arbeidsmål", "n = 117", 52, 38, 19, 8),
    ROW("Personlige og faglige utviklingsmål", "n = 89", 31, 27, 22, 9),
    {"Mål uten prioritering", NULL, "Færre enn fem personer: ikke vist"},
    ROW("Tryggere overganger mellom barnehage, skole og hjelpetjenester for de minste barna og familiene deres", "n = 41", 12,
        20, 0, 9),
    ROW("Ingen mål", "n = 0", 0, 0, 0, 0),
};
static const struct chart stacked = {
    CHART_STACKED, "Halvparten av arbeidsmålene er nådd, en tredel av utviklingsmålene.", attained, 4, kinds, COUNT(kinds), false};

static const char *const periods[] = {"2027", "2026"};
static const struct chart_row two_periods[] = {
    ROW("Samtaler holdt", NULL, 38, 31),
    ROW("Oppfølginger holdt", NULL, 61, 72),
    ROW("Tiltak over frist", NULL, 4, 0),
    {"Kompetansebehov", NULL, "Ikke vist"},
};
static const struct chart paired = {
    CHART_PAIRED, "Flere samtaler, færre oppfølginger enn i fjor.", periods, 2, two_periods, COUNT(two_periods), false};

static const char *const steps[] = {"Svært lite nyttig", "2", "3", "4", "Svært nyttig", "Vet ikke"};
static const struct chart_row questions[] = {
    ROW("Forberedelsespakken", "n = 64", 2, 4, 12, 30, 14, 2),
    ROW("Spørsmålene", "n = 63", 0, 3, 9, 21, 28, 2),
    ROW("Skjemaet for handlingsplan", "n = 64", 8, 15, 22, 10, 4, 5),
    ROW("Arket for lærings- og refleksjonssamtalen", "n = 5", 0, 0, 0, 0, 5, 0),
    {"Tidslinjen", NULL, "Færre enn fem svar: ikke vist"},
};
static const struct chart strip = {
    CHART_STRIP, "De fleste fant pakken og spørsmålene nyttige.", steps, 6, questions, COUNT(questions), true};

static const char *const held[] = {"Holdt", "Skulle vært holdt"};
static const struct chart_row waves[] = {
    ROW("Bølge 1: toppledelsen", "5 av 5", 5, 5),   ROW("Bølge 2: etatsledere", "12 av 15", 12, 15),
    ROW("Bølge 3: enhetsledere", "48 av 96", 48, 96), ROW("Bølge 4: medarbeidere", "0 av 412", 0, 412),
    ROW("Bølge 5", "0 av 0", 0, 0),
};
static const struct chart ladder = {
    CHART_LADDER, "De to første bølgene er nesten ferdige.", held, 2, waves, COUNT(waves), false};

static const struct chart_row units[] = {
    ROW("Helse og omsorg", "n = 57", 26, 18, 9, 4),
    ROW("Oppvekst", "n = 31", 11, 9, 7, 4),
    {"Kultur", NULL, "Ikke vist"},
    ROW("Árran julevsáme guovdásj, Drag, Hamarøy og omegn", "n = 12", 4, 4, 3, 1),
    ROW("Διεύθυνση Κοινωνικών Υπηρεσιών και Αλληλεγγύης", "n = 22", 2, 10, 6, 4),
    ROW("Teknisk drift", "n = 40", 40, 0, 0, 0),
    ROW("Arbeids- og velferdsforvaltningens kommunale tjenester", "n = 9", 1, 1, 6, 1),
};
static const struct chart multiples = {
    CHART_MULTIPLES, "I teknisk drift er alle mål nådd.", attained, 4, units, COUNT(units), false};

static const char *const eight[] = {"En", "To", "Tre", "Fire", "Fem", "Seks", "Sju", "Åtte"};
static const struct chart_row eight_rows[] = {
    ROW("Åtte serier", "n = 96", 12, 12, 12, 12, 12, 12, 12, 12),
    ROW("Ulike", "n = 4 mrd.", 4000000000u, 3000000000u, 1, 2000000000u, 5, 900000000u, 4000000000u, 1000000000u),
};
static const struct chart many = {CHART_STACKED, "Åtte serier.", eight, 8, eight_rows, COUNT(eight_rows), false};
static const char *const five[] = {"Helt nådd", "I stor grad nådd", "Delvis nådd", "I liten grad nådd", "Ikke vurdert"};
static const struct chart_row five_rows[] = {
    ROW("Alle mål", "n = 106", 30, 28, 24, 14, 10),
    ROW("Arbeidsmål", "n = 77", 25, 20, 16, 8, 8),
};
static const struct chart of_five = {CHART_STACKED, "Fem serier.", five, 5, five_rows, COUNT(five_rows), false};
static const char *const lone[] = {"Antall behov"};
static const struct chart_row needs[] = {ROW("Språk", NULL, 9), ROW("Digital dømmekraft", NULL, 14), ROW("Førstehjelp", NULL, 5)};
static const struct chart one_series = {CHART_PAIRED, "Flest trenger digital dømmekraft.", lone, 1, needs, COUNT(needs), false};

static const struct chart *const all[] = {&stacked, &paired, &strip, &ladder, &multiples, &many, &of_five, &one_series};

static struct doc_node *add(struct bench *b, struct doc_node *parent, enum doc_kind kind)
{
    return doc_append(parent, doc_new(&b->arena, kind, (struct place){0}));
}

static void add_chart(struct bench *b, struct doc_node *parent, const struct chart *chart)
{
    add(b, parent, DOC_CHART)->chart = chart;
}

static const struct paper_section *lay(struct bench *b, bool large)
{
    const struct layout_style style = {PAGE_WIDTH, PAGE_HEIGHT, large, false};
    return layout_section(b->layout, &b->arena, &style, b->section, "nb");
}

// ---- A file to be judged and looked at

static void say(struct bench *b, enum doc_kind kind, int level, const char *text)
{
    struct doc_node *n = add(b, b->section, kind);
    doc_text(&b->arena, n, text, (struct place){0});
    n->level = level;
}

static const struct chart *sixty_rows(struct bench *b, enum chart_kind kind)
{
    struct chart_row *rows = ARENA_ARRAY(&b->arena, struct chart_row, 60);
    struct chart *chart = ARENA_NEW(&b->arena, struct chart);
    for (uint32_t i = 0; i < 60; i++) {
        uint32_t *values = ARENA_ARRAY(&b->arena, uint32_t, 4);
        for (uint32_t k = 0; k < 4; k++) values[k] = (i * 7 + k * 13) % 29;
        rows[i] = (struct chart_row){arena_printf(&b->arena, "Enhet %u", i + 1), values, "n = 1"};
    }
    *chart = (struct chart){kind, "Seksti rader.", attained, 4, rows, 60, false};
    return chart;
}

static void draw_all(struct bench *b)
{
    for (size_t i = 0; i < COUNT(all); i++) {
        say(b, DOC_HEADING, i ? 2 : 1, chart_kind_names[all[i]->kind]);
        add_chart(b, b->section, all[i]);
    }
    say(b, DOC_HEADING, 2, "narrow");
    struct doc_node *columns = add(b, b->section, DOC_COLUMNS);
    add_chart(b, add(b, columns, DOC_COLUMN), &stacked);
    add_chart(b, add(b, columns, DOC_COLUMN), &strip);
    say(b, DOC_HEADING, 2, "long");
    add_chart(b, b->section, sixty_rows(b, CHART_STACKED));
    add_chart(b, b->section, sixty_rows(b, CHART_MULTIPLES));
}

static void write_pdf(struct bench *b, const struct paper_section *s, const char *path)
{
    struct paper_section *section = (struct paper_section *)s;
    struct paper paper = {.title = "Figurer", .author = "Nordlia", .subject = "Figurer", .language = "nb", .identity = "charts",
                          .date = {2027, 1, 20}, .producer = "samtale", .sections = &section, .section_count = 1};
    const struct layout_margins words = {.marking = "Prøve", .organisation = "Nordlia", .document = "Figurer", .page_format = "{page}"};
    struct buf out = {0};
    struct pdf *pdf = pdf_new(b->diags, b->type);
    layout_margins(b->layout, &b->arena, &paper, &words);
    assert_true(pdf_write(pdf, &paper, &out));
    assert_int_equal(file_write(path, out.p, out.n), 0);
    buf_free(&out);
    pdf_free(pdf);
}

static char *output_of(struct bench *b, const char *command, const char *path, int *status)
{
    FILE *pipe = popen(arena_printf(&b->arena, "%s '%s' 2>&1", command, path), "r");
    assert_non_null(pipe);
    struct buf out = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, pipe));) buf_add(&out, part, n);
    *status = pclose(pipe);
    char *text = arena_strndup(&b->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

static void other_readers_find_nothing_wrong(void **state)
{
    struct bench *b = *state;
    char folder[] = "/tmp/test-chart-XXXXXX";
    assert_non_null(mkdtemp(folder));
    draw_all(b);
    for (int large = 0; large < 2; large++) {
        const char *path = file_join(&b->arena, folder, large ? "large.pdf" : "charts.pdf");
        int status;
        write_pdf(b, lay(b, large), path);
        const char *said = output_of(b, "tests/pdf/judge.py", path, &status);
        if (status) fail_msg("%s", said);
        if (!getenv("KEEP")) unlink(path);
    }
    if (getenv("KEEP")) print_message("%s\n", folder);
    else rmdir(folder);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(other_readers_find_nothing_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
