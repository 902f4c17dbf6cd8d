// pdf/: papers made by hand become files that other readers judge; what is shared is the same
// bytes; same input, same file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "face_list.h"
#include "paper_maker.h"
#include "pdf/pdf.h"

struct kit {
    struct diags *diags;
    struct typefaces *type;
    struct maker maker;
    struct arena arena;
    struct pdf *pdf;
    char folder[32];
};

static int open_kit(void **state)
{
    struct kit *k = mem_alloc(sizeof *k);
    k->diags = diag_new();
    k->type = type_open(k->diags, &test_fonts);
    if (!k->type) return -1;
    k->maker = (struct maker){.arena = &k->arena, .shaper = shaper_new(k->type)};
    k->pdf = pdf_new(k->diags, k->type);
    strcpy(k->folder, "/tmp/test-pdf-XXXXXX");
    *state = k;
    return mkdtemp(k->folder) ? 0 : -1;
}

static int close_kit(void **state)
{
    struct kit *k = *state;
    struct buf command = {0};
    buf_printf(&command, "rm -rf %s", getenv("KEEP") ? "" : k->folder);
    int status = system(buf_cstr(&command));
    pdf_free(k->pdf);
    shaper_free(k->maker.shaper);
    type_close(k->type);
    diag_free(k->diags);
    arena_free(&k->arena);
    buf_free(&command);
    mem_free(k);
    return status;
}

static struct paper *new_paper(struct kit *k, const char *who)
{
    struct paper *paper = ARENA_NEW(&k->arena, struct paper);
    paper->title = arena_printf(&k->arena, "Forberedelse – %s", who);
    paper->author = "Nordlia kommune & <etater>";
    paper->subject = "Forberedelse til medarbeidersamtale";
    paper->language = "nb";
    paper->identity = arena_printf(&k->arena, "pack/%s", who);
    paper->date = (struct date){2027, 1, 20};
    paper->producer = "samtale";
    return paper;
}

// ---- Parts of a paper

static void add_list(struct maker *m, mpt y)
{
    int32_t list = maker_element(m, -1, "L");
    maker_last(m)->numbering = NUMBERING_DISC;
    static const char *const items[] = {"Les fjorårets referat.",
                                        "Tenk gjennom hva som har gått bra."};
    for (int i = 0; i < 2; i++) {
        int32_t item = maker_element(m, list, "LI"), label = maker_element(m, item, "Lbl");
        int32_t body = maker_element(m, item, "LBody");
        maker_say(m, label, FONT_REGULAR, PT(10), PT(60), y + PT(14 * i), "•");
        maker_say(m, body, FONT_REGULAR, PT(10), PT(74), y + PT(14 * i), items[i]);
    }
}

static void add_link(struct maker *m, mpt y)
{
    int32_t p = maker_element(m, -1, "P");
    mpt x = maker_say(m, p, FONT_REGULAR, PT(10), PT(56), y, "Les mer hos ");
    int32_t link = maker_element(m, p, "Link");
    mpt end = maker_say(m, link, FONT_REGULAR, PT(10), x, y, "Arbeidstilsynet");
    maker_say(m, p, FONT_REGULAR, PT(10), end, y, " før samtalen.");
    *ARENA_PUSH(m->arena, m->page->links, m->page->link_count,
                m->page->link_room) = (struct paper_link){
        link,
        "https://www.arbeidstilsynet.no/søk?a=(b)",
        "Arbeidstilsynet – søk",
        {x, y - PT(9), end - x, PT(12)}};
}

static int32_t add_row(struct maker *m, int32_t table, bool header, mpt y,
                       const char *const cells[3])
{
    int32_t row = maker_element(m, table, "TR");
    for (int i = 0; i < 3; i++) {
        int32_t cell = maker_element(m, row, header ? "TH" : "TD");
        if (header) maker_last(m)->header_scope = SCOPE_COLUMN;
        if (cells[i])
            maker_say(m, cell, header ? FONT_BOLD : FONT_REGULAR, PT(9), PT(60 + 160 * i), y,
                      cells[i]);
    }
    for (int i = 0; i < 2; i++)
        maker_item(m, ELEMENT_ARTIFACT, ITEM_RULE)->rule = (struct paper_rule){
            PT(56), y + PT(6), PT(539), y + PT(6), PT(0.5), i ? TONE_LINE : TONE_RULE,
            i == 1, i == 1};
    return row;
}

static int32_t add_table(struct maker *m, mpt y)
{
    static const char *const head[] = {"Tiltak", "Ansvarlig", "Tidsfrist"}, *const some[] = {
                                                                                NULL, "Kåre", NULL};
    static const char *const none[] = {NULL, NULL, NULL}, *const last[] = {"Kurs", NULL, "1. mai"};
    int32_t table = maker_element(m, -1, "Table");
    add_row(m, table, true, y, head);
    add_row(m, table, false, y + PT(20), some);
    add_row(m, table, false, y + PT(40), none);
    add_row(m, table, false, y + PT(60), last);
    int32_t wide = maker_element(m, maker_element(m, table, "TR"), "TD");
    maker_last(m)->column_span = 3;
    maker_say(m, wide, FONT_ITALIC, PT(9), PT(60), y + PT(80), "over alle tre");
    return table;
}

static const unsigned char tiny_jpeg[] = {
    // one gray pixel
    0xFF, 0xD8, 0xFF, 0xDB, 0, 0x43, 0, 1, 1, 1, 1,    1, 1,    1,    1,    1,    1,    1,
    1,    1,    1,    1,    1, 1,    1, 1, 1, 1, 1,    1, 1,    1,    1,    1,    1,    1,
    1,    1,    1,    1,    1, 1,    1, 1, 1, 1, 1,    1, 1,    1,    1,    1,    1,    1,
    1,    1,    1,    1,    1, 1,    1, 1, 1, 1, 1,    1, 1,    1,    1,    1,    1,    0xFF,
    0xC0, 0,    0x0B, 8,    0, 1,    0, 1, 1, 1, 0x11, 0, 0xFF, 0xC4, 0,    0x14, 0,    1,
    0,    0,    0,    0,    0, 0,    0, 0, 0, 0, 0,    0, 0,    0,    0,    0,    0xFF, 0xC4,
    0,    0x14, 0x10, 1,    0, 0,    0, 0, 0, 0, 0,    0, 0,    0,    0,    0,    0,    0,
    0,    0,    0xFF, 0xDA, 0, 8,    1, 1, 0, 0, 0x3F, 0, 0x3F, 0xFF, 0xD9,
};

static void add_pictures(struct maker *m, mpt y)
{
    static const unsigned char pixels[12] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 20, 40, 60};
    static const struct image images[] = {
        {IMAGE_RGB, 2, 2, 3, 0, pixels, 12, "farger"},
        {IMAGE_GRAY, 4, 3, 1, 0, pixels, 12, "grått"},
        {IMAGE_JPEG, 1, 1, 1, 0, tiny_jpeg, sizeof tiny_jpeg, "foto"},
        {IMAGE_RGB, 2, 2, 3, 0, pixels, 12, "farger igjen"},
    };
    for (int i = 0; i < 4; i++) {
        int32_t figure = maker_element(m, -1, "Figure");
        struct rect bounds = {PT(56 + 60 * i), y, PT(40), PT(40)};
        maker_last(m)->alternative = "Et bilde på prøve";
        maker_last(m)->bounds = bounds;
        maker_last(m)->page = (int32_t)m->section->page_count - 1;
        maker_item(m, figure, ITEM_PICTURE)->picture = (struct paper_picture){bounds, &images[i]};
    }
}

static void add_boxes(struct maker *m, mpt y)
{
    static const struct paper_box boxes[] = {
        {{0, 0, PT(80), PT(30)}, TONE_TINT, TONE_NONE, 0, 0},
        {{0, 0, PT(80), PT(30)}, TONE_NONE, TONE_ACCENT, PT(1), PT(4)},
        {{0, 0, PT(80), PT(30)}, TONE_TINT, TONE_MUTED, PT(0.5), PT(90)},
        {{0, 0, PT(80), PT(30)}, TONE_WHITE, TONE_ACCENT, PT(0.6), 0},
        {{0, 0, PT(80), PT(30)}, TONE_NONE, TONE_INK, PT(0.5), 0},
    };
    for (int i = 0; i < 5; i++) {
        struct paper_box *box = &maker_item(m, ELEMENT_ARTIFACT, ITEM_BOX)->box;
        *box = boxes[i];
        box->rect.x = PT(56 + 90 * i);
        box->rect.y = y;
    }
}

// A word divided over two lines, a name in another language, letters beyond the common subset, and
// one that no face has.
static void add_oddities(struct maker *m, mpt y)
{
    int32_t p = maker_element(m, -1, "P");
    maker_say(m, p, FONT_REGULAR, PT(10), PT(400), y, "medarbeider-");
    m->page->items[m->page->item_count - 1].run.actual = "medarbeidersamtale";
    maker_say(m, p, FONT_REGULAR, PT(10), PT(56), y + PT(14), "samtale");
    m->page->items[m->page->item_count - 1].run.actual = "";
    mpt x = maker_say(m, p, FONT_REGULAR, PT(10), PT(92), y + PT(14), " med ");
    int32_t span = maker_element(m, p, "Span");
    maker_last(m)->language = m->language = "se";
    x = maker_say(m, span, FONT_BOLD, PT(10), x, y + PT(14), "Ŋuŋŋá");
    m->language = NULL;
    maker_say(m, p, FONT_REGULAR, PT(10), x, y + PT(14),
              " Ελένη Жанна q\xCC\x81 ✓ ☐ 漢 μ i\xCC\x87");
    maker_say(m, maker_element(m, -1, "Code"), FONT_MONO, PT(9), PT(56), y + PT(30),
              "if (a \\ b) { c(); }");
}

static void add_body(struct maker *m, const char *title)
{
    maker_page(m);
    maker_bookmark(m, title, 1, PT(60));
    maker_paragraph(m, "H1", FONT_BOLD, PT(18), PT(80), title);
    maker_paragraph(m, "P", FONT_REGULAR, PT(10), PT(110),
                    "Denne pakken hjelper deg å forberede medarbeidersamtalen.");
    maker_bookmark(m, "Før samtalen čđŋ", 2, PT(120));
    maker_paragraph(m, "H2", FONT_BOLD, PT(13), PT(136), "Før samtalen");
    add_list(m, PT(160));
    add_link(m, PT(200));
    add_table(m, PT(230));
    add_pictures(m, PT(340));
    add_boxes(m, PT(400));
    add_oddities(m, PT(460));
}

static struct paper_section *everything(struct kit *k, const char *title, bool shared)
{
    struct maker *m = &k->maker;
    maker_section(m, "everything", shared);
    add_body(m, title);
    int32_t p = maker_element(m, -1, "P");  // goes on on the next page
    maker_say(m, p, FONT_REGULAR, PT(10), PT(56), PT(780), "Dette avsnittet ");
    maker_page(m);
    maker_say(m, p, FONT_REGULAR, PT(10), PT(56), PT(80), "fortsetter her.");
    return m->section;
}

static struct paper *personal(struct kit *k, const char *who, struct paper_section **shared,
                              size_t count)
{
    struct paper *paper = new_paper(k, who);
    everything(k, arena_printf(&k->arena, "Til %s", who), false);
    maker_add(&k->maker, paper);
    for (size_t i = 0; i < count; i++) {
        k->maker.section = shared[i];
        maker_add(&k->maker, paper);
    }
    everything(k, arena_printf(&k->arena, "Handlingsplan for %s", who), false);
    maker_add(&k->maker, paper);
    maker_margins(&k->maker, paper, arena_printf(&k->arena, "Personlig – for %s og leder", who));
    return paper;
}

// ---- Judging

static void write_paper(struct kit *k, const struct paper *paper, struct buf *out)
{
    if (writer_make_pdf(k->pdf, paper, out)) return;
    struct buf said = {0};
    diag_text(k->diags, &said);
    fail_msg("%s", buf_cstr(&said));
}

static const char *write_file(struct kit *k, const char *name, const struct buf *bytes)
{
    const char *path = file_join(&k->arena, k->folder, name);
    assert_int_equal(file_write(path, bytes->p, bytes->n), 0);
    return path;
}

static char *output_of(struct kit *k, const char *command, const char *path, int *status)
{
    const char *whole = arena_printf(&k->arena, "%s '%s' 2>&1", command, path);
    FILE *pipe = popen(whole, "r");
    assert_non_null(pipe);
    struct buf out = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, pipe));) buf_add(&out, part, n);
    *status = pclose(pipe);
    char *text = arena_strndup(&k->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

static void judged_clean(struct kit *k, const char *name, const struct buf *bytes)
{
    int status;
    const char *said = output_of(k, "/usr/bin/python3 tests/pdf/judge.py",
                                 write_file(k, name, bytes), &status);
    if (status) fail_msg("%s", said);
}

static void other_readers_find_nothing_wrong(void **state)
{
    struct kit *k = *state;
    struct paper_section *shared[] = {everything(k, "Mål", true), everything(k, "Rammer", true)};
    struct buf out = {0};
    write_paper(k, personal(k, "Łukasz Kozłowski", shared, 2), &out);
    judged_clean(k, "mixed.pdf", &out);
    write_paper(k, personal(k, "Ελένη Παπαδοπούλου", NULL, 0), &out);
    judged_clean(k, "personal.pdf", &out);
    int status;
    const char *said = output_of(k, "/usr/bin/python3 tests/pdf/mutants.py --all",
                                 write_file(k, "mutants.pdf", &out), &status);
    if (status) fail_msg("%s", said);
    buf_free(&out);
}

static void the_structure_is_as_the_paper_says(void **state)
{
    struct kit *k = *state;
    struct paper *paper = new_paper(k, "struktur");
    struct maker *m = &k->maker;
    maker_section(m, "structure", false);
    maker_page(m);
    int32_t second = maker_element(m, -1, "P"), first = maker_element(m, -1, "P");
    maker_say(m, first, FONT_REGULAR, PT(10), PT(56), PT(80), "ett");
    int32_t span = maker_element(m, first, "Span");
    maker_say(m, span, FONT_BOLD, PT(10), PT(90), PT(80), "to");
    maker_say(m, first, FONT_REGULAR, PT(10), PT(120), PT(80), "tre");
    maker_say(m, second, FONT_REGULAR, PT(10), PT(56), PT(100), "fire");
    add_table(m, PT(120));
    maker_add(m, paper);
    maker_margins(m, paper, "topp");
    struct buf out = {0};
    write_paper(k, paper, &out);
    int status;
    const char *tree = output_of(k, "pdfinfo -struct-text", write_file(k, "tree.pdf", &out),
                                 &status);
    const char *expected[] = {
        "Document\n  Sect\n    P (block)\n      \"ett\"\n      Span (inline)\n        \"to\"\n     "
        " \"tre\"\n"
        "    P (block)\n      \"fire\"\n",
        "      TR\n        TD\n        TD\n          \"Kåre\"\n        TD\n",
        "      TR\n        TD\n        TD\n        TD\n",
        "      TR\n        TD\n          \"Kurs\"\n        TD\n        TD\n          \"1. mai\"\n",
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strstr(tree, expected[i])) fail_msg("expected\n%s\nin\n%s", expected[i], tree);
    buf_free(&out);
}

static void text_extracts_as_it_was_meant(void **state)
{
    struct kit *k = *state;
    struct buf out = {0};
    write_paper(k, personal(k, "Nguyễn Thị Hương", NULL, 0), &out);
    int status;
    const char *path = write_file(k, "text.pdf", &out);
    const char *tree = output_of(k, "pdfinfo -struct-text", path, &status);
    const char *text = arena_printf(&k->arena, "%s",
                                    output_of(k, "pdftotext -enc UTF-8 -q - - <", path, &status));
    static const char *const texts[] = {
        "Til Nguyễn Thị Hương", "\nmedarbeidersamtale\nmed Ŋuŋŋá Ελένη Жанна ",
        "✓ ☐ U+6F22 μ i\xCC\x87", "if (a \\ b) { c(); }", "Dette avsnittet\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!strstr(text, texts[i])) fail_msg("\"%s\" is not in\n%s", texts[i], text);
    assert_null(strstr(text, "medarbeider-"));
    if (!strstr(tree, "\" med \"\n")) fail_msg("%s", tree);
    assert_null(strstr(tree, "Personlig"));  // the header is an artifact
    buf_free(&out);
}

// ---- Same input, same bytes

static bool same_bytes(const struct buf *a, const struct buf *b)
{
    return a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

static void the_same_paper_is_the_same_bytes(void **state)
{
    struct kit *k = *state;
    struct paper_section *shared[] = {everything(k, "Felles", true)};
    const struct paper *one = personal(k, "Ingrid", shared, 1),
                       *two = personal(k, "Жанна", shared, 1);
    struct buf first = {0}, again = {0}, other = {0};
    write_paper(k, one, &first);
    write_paper(k, two, &other);
    write_paper(k, one, &again);
    assert_true(same_bytes(&first, &again));
    assert_false(same_bytes(&first, &other));
    struct pdf *fresh = pdf_new(k->diags, k->type);
    assert_true(writer_make_pdf(fresh, two, &again));
    assert_true(same_bytes(&other, &again));
    assert_true(writer_make_pdf(fresh, one, &again));
    assert_true(same_bytes(&first, &again));
    pdf_free(fresh);
    buf_free(&first);
    buf_free(&again);
    buf_free(&other);
}

// the /ID of a file, which stands near its end
static const char *identity_of(const struct buf *pdf)
{
    const char *id = memmem(pdf->p, pdf->n, "/ID[<", 5);
    assert_non_null(id);
    return id + 5;
}

static void identities_differ(void **state)
{
    struct kit *k = *state;
    struct paper *paper = personal(k, "Kåre", NULL, 0);
    struct buf one = {0}, two = {0};
    write_paper(k, paper, &one);
    paper->identity = "pack/another";
    write_paper(k, paper, &two);
    assert_memory_not_equal(identity_of(&one), identity_of(&two), 32);
    paper->identity = "pack/Kåre";
    write_paper(k, paper, &two);
    assert_memory_equal(identity_of(&one), identity_of(&two), 32);
    paper->sections[0]->elements[0].title = "noe annet";
    write_paper(k, paper, &two);
    assert_memory_not_equal(identity_of(&one), identity_of(&two), 32);
    buf_free(&one);
    buf_free(&two);
}

// How many objects that stand plainly in one file stand in the other, number and bytes alike.
static size_t objects_in_common(const struct buf *a, const struct buf *b)
{
    size_t count = 0;
    const char *at = a->p, *end = a->p + a->n;
    while ((at = memmem(at, (size_t)(end - at), " 0 obj\n", 7))) {
        const char *from = at;
        while (from > a->p && from[-1] >= '0' && from[-1] <= '9') from--;
        const char *to = memmem(at, (size_t)(end - at), "\nendobj\n", 8);
        if (to && memmem(b->p, b->n, from, (size_t)(to - from))) count++;
        at += 7;
    }
    return count;
}

static void what_is_shared_is_the_same_bytes(void **state)
{
    struct kit *k = *state;
    struct paper_section *shared[] = {everything(k, "En", true), everything(k, "To", true),
                                      everything(k, "Tre", true)};
    struct buf one = {0}, two = {0};
    write_paper(k, personal(k, "Anne", shared, 3), &one);
    write_paper(k, personal(k, "Bodil med et langt navn", shared, 3), &two);
    // Two fonts of three objects each, but for the numbers of object streams; six pages of shared
    // content; the profile.
    assert_true(objects_in_common(&one, &two) >= 4 + 6 + 1);
    size_t before = one.n;
    write_paper(k, personal(k, "Anne", shared, 1), &one);
    assert_true(one.n < before);
    buf_free(&one);
    buf_free(&two);
}

struct job {
    struct kit *kit;
    const struct paper *papers[2];
    struct buf out[2];
    bool first;
};

static void *work(void *argument)
{
    struct job *job = argument;
    struct pdf *pdf = pdf_new(job->kit->diags, job->kit->type);
    for (int i = 0; i < 20; i++) {
        int which = job->first ? i % 2 : 1 - i % 2;
        if (!writer_make_pdf(pdf, job->papers[which], &job->out[which])) break;
    }
    pdf_free(pdf);
    return NULL;
}

static void threads_write_the_same(void **state)
{
    struct kit *k = *state;
    struct paper_section *shared[] = {everything(k, "Felles", true)};
    const struct paper *one = personal(k, "Ole", shared, 1), *two = personal(k, "Kari", shared, 1);
    struct job jobs[2] = {{k, {one, two}, {{0}, {0}}, true}, {k, {one, two}, {{0}, {0}}, false}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < 2; i++) {
        assert_true(jobs[0].out[i].n > 1000);
        assert_true(same_bytes(&jobs[0].out[i], &jobs[1].out[i]));
        for (int thread = 0; thread < 2; thread++) buf_free(&jobs[thread].out[i]);
    }
}

// ---- Limits

static void many_pages_make_a_tree(void **state)
{
    struct kit *k = *state;
    struct paper *paper = new_paper(k, "mange");
    maker_section(&k->maker, "many", false);
    for (int i = 0; i < 4200; i++) {
        maker_page(&k->maker);
        if (i == 0 || i == 4199)
            maker_paragraph(&k->maker, "P", FONT_REGULAR, PT(10), PT(80), "side");
    }
    maker_add(&k->maker, paper);
    struct buf out = {0};
    write_paper(k, paper, &out);
    int status;
    const char *path = write_file(k, "many.pdf", &out);
    const char *said = output_of(k, "qpdf --check", path, &status);
    if (status) fail_msg("%s", said);
    assert_string_equal(output_of(k, "qpdf --show-npages", path, &status), "4200\n");
    buf_free(&out);
}

static void what_cannot_be_written_is_told(void **state)
{
    struct kit *k = *state;
    struct diags *d = diag_new();
    struct pdf *pdf = pdf_new(d, k->type);
    struct paper *paper = new_paper(k, "liten");
    struct buf out = {0}, said = {0};
    maker_section(&k->maker, "small", false);
    k->maker.section->page_width = PT(1);
    maker_page(&k->maker);
    maker_add(&k->maker, paper);
    assert_false(writer_make_pdf(pdf, paper, &out));
    assert_int_equal(diag_exit_status(d), 3);
    diag_text(d, &said);
    assert_non_null(strstr(buf_cstr(&said), "pack/liten"));
    k->maker.section->page_width = PT(100);
    assert_true(writer_make_pdf(pdf, paper, &out));
    buf_free(&said);
    pdf_free(pdf);
    diag_free(d);
    buf_free(&out);
}

static void an_empty_paper_is_a_file(void **state)
{
    struct kit *k = *state;
    struct paper *paper = new_paper(k, "tom");
    maker_section(&k->maker, "empty", true);
    maker_page(&k->maker);
    maker_add(&k->maker, paper);
    struct buf out = {0};
    write_paper(k, paper, &out);
    judged_clean(k, "empty.pdf", &out);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_readers_find_nothing_wrong),
        cmocka_unit_test(the_structure_is_as_the_paper_says),
        cmocka_unit_test(text_extracts_as_it_was_meant),
        cmocka_unit_test(the_same_paper_is_the_same_bytes),
        cmocka_unit_test(identities_differ),
        cmocka_unit_test(what_is_shared_is_the_same_bytes),
        cmocka_unit_test(threads_write_the_same),
        cmocka_unit_test(many_pages_make_a_tree),
        cmocka_unit_test(what_cannot_be_written_is_told),
        cmocka_unit_test(an_empty_paper_is_a_file),
    };
    return cmocka_run_group_tests(tests, open_kit, close_kit);
}
