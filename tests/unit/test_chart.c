// layout/chart*.c: what every chart keeps, and a file with one of each kind that other readers
// judge. With KEEP=1 in the environment that file stays, to be looked at.
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
#include "layout/hyphenator.h"
#include "layout/layout.h"
#include "model/chart.h"
#include "pdf/pdf.h"

#define PAGE_WIDTH PT(595.276)
#define PAGE_HEIGHT PT(841.89)

struct bench {
    struct diags *diags;
    struct typefaces *type;
    struct layout *layout;
    struct hyphenator *hyphenator;
    struct arena arena;
    struct doc_node *section;
};

static int set_up(void **state)
{
    static struct bench b;
    b = (struct bench){.diags = diag_new()};
    b.type = type_open(b.diags, &test_fonts);
    b.hyphenator = hyphenator_new("/usr/share/hyphen");
    b.layout = b.type ? layout_new(b.diags, b.type, b.hyphenator) : NULL;
    b.section = doc_new(&b.arena, DOC_SECTION, (struct place){0});
    *state = &b;
    return b.layout ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    layout_free(b->layout);
    hyphenator_free(b->hyphenator);
    type_close(b->type);
    diag_free(b->diags);
    arena_free(&b->arena);
    return 0;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ROW(label, note, ...)                        \
    {                                                \
        label, (const uint32_t[]){__VA_ARGS__}, note \
    }

static const char *const attained[] = {"Nådd", "Delvis nådd", "Ikke nådd", "Ikke vurdert"};
static const struct chart_row kinds[] = {
    ROW("Arbeidsmål", "n = 117", 52, 38, 19, 8),
    ROW("Personlige og faglige utviklingsmål", "n = 89", 31, 27, 22, 9),
    {"Mål uten prioritering", NULL, "Færre enn fem personer: ikke vist"},
    ROW("Tryggere overganger mellom barnehage, skole og hjelpetjenester for de minste barna og "
        "familiene deres",
        "n = 41", 12, 20, 0, 9),
    ROW("Ingen mål", "n = 0", 0, 0, 0, 0),
};
static const struct chart stacked = {
    CHART_STACKED, "Halvparten av arbeidsmålene er nådd, en tredel av utviklingsmålene.",
    attained,      4,
    kinds,         COUNT(kinds),
    false};

static const char *const periods[] = {"2027", "2026"};
static const struct chart_row two_periods[] = {
    ROW("Samtaler holdt", NULL, 38, 31),
    ROW("Oppfølginger holdt", NULL, 61, 72),
    ROW("Tiltak over frist", NULL, 4, 0),
    {"Kompetansebehov", NULL, "Ikke vist"},
};
static const struct chart paired = {CHART_PAIRED, "Flere samtaler, færre oppfølginger enn i fjor.",
                                    periods,      2,
                                    two_periods,  COUNT(two_periods),
                                    false};

static const char *const steps[] = {"Svært lite nyttig", "2", "3", "4", "Svært nyttig", "Vet ikke"};
static const struct chart_row questions[] = {
    ROW("Forberedelsespakken", "n = 64", 2, 4, 12, 30, 14, 2),
    ROW("Spørsmålene", "n = 63", 0, 3, 9, 21, 28, 2),
    ROW("Skjemaet for handlingsplan", "n = 64", 8, 15, 22, 10, 4, 5),
    ROW("Arket for lærings- og refleksjonssamtalen", "n = 5", 0, 0, 0, 0, 5, 0),
    {"Tidslinjen", NULL, "Færre enn fem svar: ikke vist"},
};
static const struct chart strip = {CHART_STRIP, "De fleste fant pakken og spørsmålene nyttige.",
                                   steps,       6,
                                   questions,   COUNT(questions),
                                   true};

static const char *const held[] = {"Holdt", "Skulle vært holdt"};
static const struct chart_row waves[] = {
    ROW("Bølge 1: toppledelsen", "5 av 5", 5, 5),
    ROW("Bølge 2: etatsledere", "12 av 15", 12, 15),
    ROW("Bølge 3: enhetsledere", "48 av 96", 48, 96),
    ROW("Bølge 4: medarbeidere", "0 av 412", 0, 412),
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
    ROW("Ulike", "n = 4 mrd.", 4000000000u, 3000000000u, 1, 2000000000u, 5, 900000000u, 4000000000u,
        1000000000u),
};
static const struct chart many = {CHART_STACKED, "Åtte serier.",    eight, 8,
                                  eight_rows,    COUNT(eight_rows), false};
static const char *const five[] = {"Helt nådd", "I stor grad nådd", "Delvis nådd",
                                   "I liten grad nådd", "Ikke vurdert"};
static const struct chart_row five_rows[] = {
    ROW("Alle mål", "n = 106", 30, 28, 24, 14, 10),
    ROW("Arbeidsmål", "n = 77", 25, 20, 16, 8, 8),
};
static const struct chart of_five = {CHART_STACKED, "Fem serier.",    five, 5,
                                     five_rows,     COUNT(five_rows), false};
static const char *const lone[] = {"Antall behov"};
static const struct chart_row needs[] = {ROW("Språk", NULL, 9), ROW("Digital dømmekraft", NULL, 14),
                                         ROW("Førstehjelp", NULL, 5)};
static const struct chart one_series = {
    CHART_PAIRED, "Flest trenger digital dømmekraft.", lone, 1, needs, COUNT(needs), false};

static const struct chart *const all[] = {&stacked,   &paired, &strip,   &ladder,
                                          &multiples, &many,   &of_five, &one_series};

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
    const struct layout_options style = {PAGE_WIDTH, PAGE_HEIGHT, large, false};
    return layout_section(b->layout, &b->arena, &style, b->section, "nb");
}

static void a_chart_has_its_numbers_on_the_same_page(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 40; i++) {
        doc_text(&b->arena, add(b, b->section, DOC_PARAGRAPH), "Kort.", (struct place){0});
        add_chart(b, b->section, &ladder);
        struct doc_node *row = add(b, add(b, b->section, DOC_TABLE), DOC_ROW);
        doc_text(&b->arena, add(b, row, DOC_CELL), "tall", (struct place){0});
    }
    const struct paper_section *s = lay(b, false);
    size_t charts = 0, numbers = 0;
    for (size_t i = 0; i < s->page_count; i++) {
        for (size_t k = 0; k < s->pages[i].item_count; k++) {
            const struct paper_item *item = &s->pages[i].items[k];
            charts += item->kind == ITEM_RUN &&
                      !strcmp(item->run.text, waves[COUNT(waves) - 1].label);
            numbers += item->kind == ITEM_RUN && !strcmp(item->run.text, "tall");
        }
        assert_int_equal(charts, numbers);
    }
    assert_int_equal(charts, 40);
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

// The paper as a PDF at the path, and as a dump beside it.
static void write_paper(struct bench *b, const struct paper_section *s, const char *path,
                        const char *dump)
{
    struct paper_section *section = (struct paper_section *)s;
    struct paper paper = {.title = "Figurer",
                          .author = "Nordlia",
                          .subject = "Figurer",
                          .language = "nb",
                          .identity = "charts",
                          .date = {2027, 1, 20},
                          .producer = "samtale",
                          .sections = &section,
                          .section_count = 1};
    const struct margin_text words = {.marking = "Prøve",
                                      .organisation = "Nordlia",
                                      .document = "Figurer",
                                      .page_format = "{page}"};
    struct buf out = {0};
    struct pdf *pdf = pdf_new(b->diags, b->type);
    margins_typeset(b->layout, &b->arena, &paper, &words);
    assert_true(writer_make_pdf(pdf, &paper, &out));
    assert_int_equal(file_write(path, out.p, out.n), 0);
    out.n = 0;
    paper_dump(&paper, NULL, &out);
    assert_int_equal(file_write(dump, out.p, out.n), 0);
    buf_free(&out);
    pdf_free(pdf);
}

static void assert_accepts(struct bench *b, const char *command, const char *path)
{
    FILE *pipe = popen(arena_printf(&b->arena, "%s '%s' 2>&1", command, path), "r");
    assert_non_null(pipe);
    struct buf out = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, pipe));) buf_add(&out, part, n);
    if (pclose(pipe)) fail_msg("%s", buf_cstr(&out));
    buf_free(&out);
}

static void other_readers_find_nothing_wrong(void **state)
{
    struct bench *b = *state;
    char folder[] = "/tmp/test-chart-XXXXXX";
    assert_non_null(mkdtemp(folder));
    draw_all(b);
    for (int large = 0; large < 2; large++) {
        const char *path = file_join(&b->arena, folder, large ? "large.pdf" : "charts.pdf");
        const char *dump = file_join(&b->arena, folder, large ? "large.txt" : "charts.txt");
        write_paper(b, lay(b, large), path, dump);
        assert_accepts(b, "/usr/bin/python3 tests/pdf/judge.py", path);
        assert_accepts(b, "/usr/bin/python3 tests/pdf/paper_rules.py", dump);
        if (getenv("KEEP")) continue;
        unlink(path);
        unlink(dump);
    }
    if (getenv("KEEP")) print_message("%s\n", folder);
    else rmdir(folder);
}

// ---- What is on the pages

static const struct paper_section *lay_one(struct bench *b, const struct chart *chart, bool large)
{
    b->section = doc_new(&b->arena, DOC_SECTION, (struct place){0});
    add_chart(b, b->section, chart);
    return lay(b, large);
}

struct area {  // of a series, with its outline
    mpt x, y, right, bottom;
};

static bool is_area(const struct paper_item *item)
{
    if (item->kind != ITEM_BOX || item->element < 0) return false;
    return item->box.fill == TONE_ACCENT || item->box.stroke == TONE_ACCENT;
}

// The areas on a page in the order in which they are drawn; how many.
static size_t find_areas(const struct paper_page *page, struct area *areas, size_t limit)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct paper_box *box = &page->items[i].box;
        if (!is_area(&page->items[i])) continue;
        mpt out = box->stroke ? box->width / 2 : 0;
        assert_true(count < limit);
        areas[count++] = (struct area){box->rect.x - out, box->rect.y - out,
                                       box->rect.x + box->rect.w + out,
                                       box->rect.y + box->rect.h + out};
    }
    return count;
}

static mpt zero_x(const struct paper_page *page)
{
    for (size_t i = 0; i < page->item_count; i++) {
        const struct paper_rule *r = &page->items[i].rule;
        if (page->items[i].kind == ITEM_RULE && r->tone == TONE_LINE && r->x1 == r->x2)
            return r->x1;
    }
    fail_msg("there is no zero line");
    return 0;
}

static void assert_near(mpt a, double b, mpt off)
{
    if (a < b - off || a > b + off) fail_msg("%d is not %.1f", (int)a, b);
}

#define assert_same(a, b) assert_near(a, b, 2)

static void bars_of_two_periods_are_on_one_scale(void **state)
{
    struct bench *b = *state;
    struct area areas[8];
    for (int large = 0; large < 2; large++) {
        const struct paper_page *page = lay_one(b, &paired, large)->pages;
        // none for 0, none for what is withheld
        static const uint32_t values[] = {38, 31, 61, 72, 4};
        mpt zero = zero_x(page);
        assert_int_equal(find_areas(page, areas, COUNT(areas)), COUNT(values));
        for (size_t i = 0; i < COUNT(values); i++) {
            assert_int_equal(areas[i].x, zero);
            assert_same(areas[i].right - zero, (double)(areas[3].right - zero) * values[i] / 72);
        }
    }
}

static void check_stack(const struct chart *c, const struct paper_page *page, bool large)
{
    struct area areas[64];
    size_t count = find_areas(page, areas, COUNT(areas)), at = 0;
    mpt zero = zero_x(page), width = 0;
    for (size_t i = 0; i < count; i++)
        if (areas[i].right - zero > width) width = areas[i].right - zero;
    mpt bar = large ? PT(20.5) : PT(12.5);
    while (at < count && areas[at].bottom - areas[at].y < bar) at++;  // the key
    for (size_t i = 0; i < c->row_count; i++) {
        double total = 0, sum = 0;
        for (size_t k = 0; c->rows[i].values && k < c->series_count; k++)
            total += c->rows[i].values[k];
        for (size_t k = 0; total > 0 && k < c->series_count; sum += c->rows[i].values[k++]) {
            if ((double)width * c->rows[i].values[k] / total < 0.5) continue;  // nothing to see
            assert_true(at < count);
            assert_same(areas[at].x, zero + width * sum / total);
            double right = zero + width * (sum + c->rows[i].values[k]) / total;
            // but for the white between two
            assert_near(areas[at].right, right - PT(0.45), PT(0.45) + 2);
            at++;
        }
        if (total > 0) assert_same(areas[at - 1].right, zero + width);
    }
    assert_int_equal(at, count);
}

static void parts_make_up_the_bar(void **state)
{
    struct bench *b = *state;
    static const struct chart *const charts[] = {&stacked, &of_five, &many};
    for (size_t i = 0; i < COUNT(charts); i++)
        for (int large = 0; large < 2; large++)
            check_stack(charts[i], lay_one(b, charts[i], large)->pages, large);
}

static void the_track_is_what_is_due(void **state)
{
    struct bench *b = *state;
    struct area areas[16];
    const struct paper_page *page = lay_one(b, &ladder, false)->pages;
    mpt zero = zero_x(page);
    // four tracks, three with something held
    assert_int_equal(find_areas(page, areas, COUNT(areas)), 7);
    mpt track = areas[0].right - zero;
    for (size_t i = 0; i < 7; i++) assert_int_equal(areas[i].x, zero);
    assert_int_equal(areas[1].right - zero, track);
    assert_same(areas[3].right - zero, track * 12 / 15.0);
    assert_same(areas[5].right - zero, track / 2.0);
    assert_int_equal(areas[6].right - zero, track);
}

static void dots_have_the_area_of_their_share(void **state)
{
    struct bench *b = *state;
    struct area areas[64];
    size_t count = find_areas(lay_one(b, &strip, false)->pages, areas, COUNT(areas)), at = 0;
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = areas[i].right - areas[i].x > most ? areas[i].right - areas[i].x : most;
    for (size_t i = 0; i < strip.row_count; i++) {
        double total = 0;
        for (size_t k = 0; questions[i].values && k < 6; k++) total += questions[i].values[k];
        for (size_t k = 0; total > 0 && k < 6; k++) {
            if (!questions[i].values[k]) continue;
            double side = areas[at].right - areas[at].x, share = questions[i].values[k] / total;
            assert_near((mpt)(side * side / most), most * share, 8);
            at++;
        }
    }
    assert_int_equal(at, count);
}

static void what_is_withheld_has_no_bar(void **state)
{
    struct bench *b = *state;
    static const struct chart_row rows[] = {{"Kultur", NULL, "Ikke vist"}};
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        const struct chart chart = {
            (enum chart_kind)kind, "Ikke vist.", attained, 2, rows, 1, false};
        const struct paper_page *page = lay_one(b, &chart, false)->pages;
        struct area areas[4];
        size_t count = find_areas(page, areas, COUNT(areas)), words = 0;
        // the key at most
        for (size_t i = 0; i < count; i++) assert_true(areas[i].right - areas[i].x < PT(15));
        for (size_t i = 0; i < page->item_count; i++)
            words += page->items[i].kind == ITEM_RUN &&
                     !strcmp(page->items[i].run.text, "Ikke vist");
        assert_int_equal(words, 1);
    }
}

static void nothing_is_a_line_at_zero(void **state)
{
    struct bench *b = *state;
    const struct chart_row rows[] = {ROW("Ingen", "n = 0", 0, 0, 0, 0)};
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        const struct chart chart = {(enum chart_kind)kind, "Ingen.", attained, 4, rows, 1, false};
        const struct paper_page *page = lay_one(b, &chart, false)->pages;
        struct area areas[4];
        size_t count = find_areas(page, areas, COUNT(areas));
        for (size_t i = 0; i < count; i++) assert_true(areas[i].right - areas[i].x < PT(15));
        if (kind != CHART_STRIP) zero_x(page);
    }
}

// ---- Words

static bool is_blank(const char *text)
{
    return !text[strspn(text, " ")];
}

static void assert_apart(const struct paper_run *a, const struct paper_run *b)
{
    bool beside = a->x + a->width <= b->x + PT(0.6) || b->x + b->width <= a->x + PT(0.6);
    bool below = a->baseline + a->size * 18 / 100 <= b->baseline - b->size * 70 / 100 ||
                 b->baseline + b->size * 18 / 100 <= a->baseline - a->size * 70 / 100;
    if (!beside && !below) fail_msg("\"%s\" and \"%s\" overlap", a->text, b->text);
}

static void check_runs(const struct paper_page *page)
{
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct paper_item *a = &page->items[i], *c = &page->items[k];
            if (a->kind != ITEM_RUN || c->kind != ITEM_RUN || is_blank(a->run.text) ||
                is_blank(c->run.text))
                continue;
            assert_apart(&a->run, &c->run);
        }
}

static void check_inside(const struct paper_page *page, const struct rect *r)
{
    mpt right = r->x + r->w + PT(0.5), left = r->x - PT(0.5), top = r->y - PT(0.5),
        bottom = r->y + r->h + PT(0.5);
    for (size_t i = 0; i < page->item_count; i++) {
        const struct paper_item *item = &page->items[i];
        if (item->kind == ITEM_RUN) {
            if (item->run.x < left || item->run.x + item->run.width > right)
                fail_msg("\"%s\" is outside", item->run.text);
            assert_true(item->run.baseline - item->run.size * 70 / 100 >= top &&
                        item->run.baseline <= bottom);
        } else if (item->kind == ITEM_BOX) {
            assert_true(item->box.rect.x >= left && item->box.rect.x + item->box.rect.w <= right);
            assert_true(item->box.rect.y >= top && item->box.rect.y + item->box.rect.h <= bottom);
        } else {
            assert_true(item->rule.x1 >= left && item->rule.x2 <= right);
            assert_true(item->rule.y1 >= top && item->rule.y2 <= bottom);
        }
    }
}

static void figures_stand_in_their_bounds(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < COUNT(all); i++)
        for (int large = 0; large < 2; large++) {
            const struct paper_section *s = lay_one(b, all[i], large);
            assert_int_equal(s->element_count, 1);
            const struct paper_element *figure = &s->elements[0];
            assert_string_equal(figure->type, "Figure");
            assert_string_equal(figure->alternative, all[i]->alternative);
            assert_true(figure->bounds.x >= MM(25) &&
                        figure->bounds.x + figure->bounds.w <= PAGE_WIDTH - MM(20) + 2);
            assert_true(figure->bounds.y >= MM(27) - 2 &&
                        figure->bounds.y + figure->bounds.h <= PAGE_HEIGHT - MM(24) + 2);
            check_inside(&s->pages[0], &figure->bounds);
            check_runs(&s->pages[0]);
        }
}

// All that the runs say, without the places where lines and runs end.
static const char *said(struct bench *b, const struct paper_section *s)
{
    struct buf out = {0};
    for (size_t p = 0; p < s->page_count; p++)
        for (size_t i = 0; i < s->pages[p].item_count; i++) {
            const struct paper_item *item = &s->pages[p].items[i];
            if (item->kind != ITEM_RUN || item->element < 0) continue;
            buf_str(&out, item->run.actual ? item->run.actual : item->run.text);
        }
    const char *text = arena_strndup(&b->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

static void assert_said(const char *text, const char *words)
{
    if (words && !strstr(text, words)) fail_msg("\"%s\" is not in \"%s\"", words, text);
}

static void every_word_is_there(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < COUNT(all); i++)
        for (int large = 0; large < 2; large++) {
            const struct chart *c = all[i];
            const char *text = said(b, lay_one(b, c, large));
            for (size_t k = 0; k < c->series_count; k++)
                if (c->kind != CHART_STRIP || !k || k > 3)
                    assert_said(text, arena_printf(&b->arena, "%s ", c->series[k]));
            for (size_t k = 0; k < c->row_count; k++) {
                assert_said(text, arena_printf(&b->arena, "%s ", c->rows[k].label));
                assert_said(text, c->rows[k].note);
            }
        }
}

static void long_labels_end_in_an_ellipsis(void **state)
{
    struct bench *b = *state;
    struct buf label = {0};
    for (int i = 0; i < 300; i++) buf_str(&label, i % 3 ? "Αλληλεγγύης " : "guovdásj");
    const struct chart_row rows[] = {ROW(buf_cstr(&label), buf_cstr(&label), 3, 2, 1, 1),
                                     {"Kort", NULL, buf_cstr(&label)}};
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        const char *series[] = {buf_cstr(&label), "To", "Tre", buf_cstr(&label)};
        const struct chart chart = {(enum chart_kind)kind, "Langt.", series, 4, rows, 2,
                                    kind == CHART_STRIP};
        const struct paper_section *s = lay_one(b, &chart, kind % 2);
        assert_int_equal(s->page_count, 1);
        check_runs(&s->pages[0]);
        check_inside(&s->pages[0], &s->elements[0].bounds);
        assert_said(said(b, s), "…");
    }
    buf_free(&label);
}

// ---- Over pages

static void rows_stay_whole_over_pages(void **state)
{
    struct bench *b = *state;
    for (int large = 0; large < 2; large++) {
        const struct chart *chart = sixty_rows(b, CHART_STACKED);
        const struct paper_section *s = lay_one(b, chart, large);
        assert_true(s->page_count > 1);
        assert_int_equal(s->element_count, s->page_count);
        size_t rows = 0;
        for (size_t i = 0; i < s->page_count; i++) {
            const struct paper_page *page = &s->pages[i];
            size_t labels = 0, notes = 0, names = 0;
            for (size_t k = 0; k < page->item_count; k++) {
                const struct paper_item *item = &page->items[k];
                assert_true(item->element == (int32_t)i ||
                            (i && item->element == ELEMENT_ARTIFACT));
                if (item->kind != ITEM_RUN) continue;
                labels += !strncmp(item->run.text, "Enhet ", 6);
                notes += !strcmp(item->run.text, "n = 1");
                names += !strncmp(item->run.text, "Delvis nådd", 11);
            }
            assert_int_equal(names, 1);
            assert_int_equal(labels, notes);
            assert_true(labels > 1);
            rows += labels;
            assert_string_equal(s->elements[i].alternative, chart->alternative);
            assert_int_equal(s->elements[i].page, i);
            check_inside(page, &s->elements[i].bounds);
        }
        assert_int_equal(rows, 60);
    }
}

static void small_multiples_are_read_row_by_row(void **state)
{
    struct bench *b = *state;
    for (int large = 0; large < 2; large++) {
        const struct paper_section *s = lay_one(b, sixty_rows(b, CHART_MULTIPLES), large);
        const char *text = said(b, s);
        for (int i = 1; i <= 60; i++) {
            text = strstr(text, arena_printf(&b->arena, "Enhet %d ", i));
            assert_non_null(text);
        }
        for (size_t i = 0; i < s->page_count; i++) check_runs(&s->pages[i]);
    }
}

static void narrow_columns_hold_charts(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < COUNT(all); i++)
        for (int count = 2; count <= 12; count += 5) {
            b->section = doc_new(&b->arena, DOC_SECTION, (struct place){0});
            struct doc_node *columns = add(b, b->section, DOC_COLUMNS);
            for (int k = 0; k < count; k++) add_chart(b, add(b, columns, DOC_COLUMN), all[i]);
            const struct paper_section *s = lay(b, false);
            assert_true(s->element_count >= (size_t)count);
            if (count == 2) check_runs(&s->pages[0]);
        }
}

static void an_empty_chart_is_nothing(void **state)
{
    struct bench *b = *state;
    const struct chart rowless = {CHART_STACKED, "", attained, 4, kinds, 0, false};
    const struct chart without_series = {CHART_PAIRED, "", attained, 0, kinds, 1, false};
    assert_int_equal(lay_one(b, &rowless, false)->element_count, 0);
    assert_int_equal(lay_one(b, &without_series, false)->element_count, 0);
    assert_int_equal(lay_one(b, NULL, false)->element_count, 0);
}

static void a_chart_is_dumped(void **state)
{
    struct bench *b = *state;
    const struct chart_row rows[] = {ROW("Pakken", "n = 5", 2, 3),
                                     {"Arket \"B\"", NULL, "Ikke vist"}};
    const struct chart chart = {CHART_STRIP, "Nyttig.", attained, 2, rows, 2, true};
    struct buf out = {0};
    add_chart(b, b->section, &chart);
    doc_dump(b->section, &out);
    assert_string_equal(
        buf_cstr(&out),
        "section\n  chart strip apart says=\"Nyttig.\" series=\"Nådd\", \"Delvis nådd\"\n"
        "    \"Pakken\" 2 3 note=\"n = 5\"\n"
        "    \"Arket \\\"B\\\"\" withheld note=\"Ikke vist\"\n");
    buf_free(&out);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(bars_of_two_periods_are_on_one_scale),
        TEST(parts_make_up_the_bar),
        TEST(the_track_is_what_is_due),
        TEST(dots_have_the_area_of_their_share),
        TEST(what_is_withheld_has_no_bar),
        TEST(nothing_is_a_line_at_zero),
        TEST(figures_stand_in_their_bounds),
        TEST(every_word_is_there),
        TEST(long_labels_end_in_an_ellipsis),
        TEST(rows_stay_whole_over_pages),
        TEST(small_multiples_are_read_row_by_row),
        TEST(narrow_columns_hold_charts),
        TEST(a_chart_has_its_numbers_on_the_same_page),
        TEST(an_empty_chart_is_nothing),
        TEST(a_chart_is_dumped),
        TEST(other_readers_find_nothing_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
