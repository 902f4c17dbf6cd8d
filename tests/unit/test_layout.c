// layout/: rules that every paper keeps, on documents made by hand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "face_list.h"
#include "layout/hyphenator.h"
#include "layout/layout.h"

#define TEXT                                                                                        \
    "Vi skal gi barn og unge en trygg oppvekst og hjelp når de trenger det, ikke når det passer " \
    "oss. Derfor "                                                                                  \
    "samler vi tjenestene som møter den samme familien, og vi følger opp at avtalene holdes."

#define LONG_WORDS "medarbeiderutviklingssamtaler og kompetansekartlegging"

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

static struct doc_node *add(struct bench *b, struct doc_node *parent, enum doc_kind kind)
{
    return doc_append(parent, doc_new(&b->arena, kind, (struct place){0}));
}

static struct doc_node *say(struct bench *b, struct doc_node *parent, enum doc_kind kind,
                            const char *text)
{
    struct doc_node *n = add(b, parent, kind);
    doc_text(&b->arena, n, text, (struct place){0});
    return n;
}

static struct doc_node *head(struct bench *b, int level, const char *text)
{
    struct doc_node *n = say(b, b->section, DOC_HEADING, text);
    n->level = level;
    return n;
}

static struct doc_node *row(struct bench *b, struct doc_node *table, bool header, const char *one,
                            const char *two)
{
    struct doc_node *r = add(b, table, DOC_ROW);
    r->header = header;
    say(b, r, DOC_CELL, one)->header = header;
    say(b, r, DOC_CELL, two)->header = header;
    return r;
}

static const char *dump(struct bench *b, struct paper_section *section)
{
    static const char *const faces[] = {"0", "1", "2", "3", "4",  "5",
                                        "6", "7", "8", "9", "10", "11"};
    assert_true(type_face_count(b->type) <= sizeof faces / sizeof *faces);
    const struct paper paper = {.sections = &section, .section_count = 1};
    struct buf out = {0};
    section->shared = false;
    paper_dump(&paper, faces, &out);
    const char *text = arena_strndup(&b->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

// In the layout that has laid out all before; again, when all of it is in the caches; and in a new
// layout, whose caches are empty. All three are the same.
static const struct paper_section *lay(struct bench *b, bool large)
{
    const struct layout_options style = {PT(595.276), PT(841.89), large, false};
    struct layout *fresh = layout_new(b->diags, b->type, b->hyphenator);
    struct layout *const layouts[] = {b->layout, b->layout, fresh};
    struct paper_section *sections[3];
    for (int i = 0; i < 3; i++) {
        sections[i] = layout_section(layouts[i], &b->arena, &style, b->section, "nb");
        if (i) assert_string_equal(dump(b, sections[i]), dump(b, sections[0]));
    }
    layout_free(fresh);
    return sections[2];
}

// All the words that are content, as they are meant, with one space between runs.
static const char *content(struct bench *b, const struct paper_section *s)
{
    struct buf out = {0};
    for (size_t i = 0; i < s->page_count; i++)
        for (size_t k = 0; k < s->pages[i].item_count; k++) {
            const struct paper_item *item = &s->pages[i].items[k];
            if (item->kind != ITEM_RUN || item->element == ELEMENT_ARTIFACT) continue;
            buf_str(&out, item->run.actual ? item->run.actual : item->run.text);
            buf_c(&out, ' ');
        }
    const char *text = arena_strndup(&b->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

static const char *next_word(const char *text, char word[200])
{
    text += strspn(text, " ");
    size_t n = strcspn(text, " ");
    memcpy(word, text, n < 199 ? n : 199);
    word[n < 199 ? n : 199] = '\0';
    return text + n;
}

static void assert_words(const char *text, const char *words)
{
    char expected[200], found[200];
    for (words = next_word(words, expected); *expected; words = next_word(words, expected)) {
        text = next_word(text, found);
        assert_string_equal(found, expected);
    }
    assert_string_equal(text + strspn(text, " "), "");
}

static size_t lines_of(const struct paper_page *page, int32_t element)
{
    size_t lines = 0;
    mpt last = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct paper_item *item = &page->items[i];
        if (item->kind != ITEM_RUN || item->element != element || item->run.baseline == last)
            continue;
        last = item->run.baseline;
        lines++;
    }
    return lines;
}

static const struct paper_item *last_run(const struct paper_page *page)
{
    const struct paper_item *last = NULL;
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == ITEM_RUN && page->items[i].element >= 0) last = &page->items[i];
    return last;
}

static void headings_never_end_a_page(void **state)
{
    struct bench *b = *state;
    head(b, 1, "Tittel");
    for (int i = 0; i < 60; i++) {
        head(b, 2, "Overskrift");
        for (int k = 0; k <= i % 3; k++) say(b, b->section, DOC_PARAGRAPH, i % 2 ? TEXT : "Kort.");
    }
    const struct paper_section *s = lay(b, false);
    assert_true(s->page_count > 3);
    for (size_t i = 0; i < s->page_count; i++)
        assert_int_not_equal(s->elements[last_run(&s->pages[i])->element].type[0], 'H');
}

static void paragraphs_have_no_widows_or_orphans(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 70; i++) say(b, b->section, DOC_PARAGRAPH, i % 3 ? TEXT " " TEXT : TEXT);
    const struct paper_section *s = lay(b, false);
    assert_true(s->page_count > 3);
    for (size_t e = 0; e < s->element_count; e++)
        for (size_t i = 0; i + 1 < s->page_count; i++) {
            size_t here = lines_of(&s->pages[i], (int32_t)e),
                   there = lines_of(&s->pages[i + 1], (int32_t)e);
            if (here && there) assert_true(here >= 2 && there >= 2);
        }
}

static void the_last_page_is_a_fifth_full(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 80; i++) {
        say(b, b->section, DOC_PARAGRAPH, i % 4 ? TEXT : "Kort.");
        const struct paper_section *s = lay(b, false);
        mpt area = PT(841.89) - MM(27) - MM(24);
        if (s->page_count > 1) assert_true(s->pages[s->page_count - 1].used >= area / 5);
    }
}

static void every_word_is_set_in_order(void **state)
{
    struct bench *b = *state;
    struct doc_node *at = b->section;
    for (int i = 0; i < 60; i++) {
        struct doc_node *block = add(b, at, i % 2 ? DOC_LIST : DOC_QUOTE);
        at = i % 2 ? add(b, block, DOC_ITEM) : block;
        say(b, at, DOC_PARAGRAPH,
            arena_printf(&b->arena, "dybde%d medarbeiderundersøkelsesresultater", i));
    }
    const char *text = content(b, lay(b, false));
    char word[200];
    for (int i = 0; i < 60; i++) {
        const char *expected = arena_printf(&b->arena, "dybde%d", i);
        do text = next_word(text, word);
        while (*text && strncmp(word, "dybde", 5));  // markers stand between
        assert_string_equal(word, expected);
        text = next_word(text, word);
        assert_string_equal(word, "medarbeiderundersøkelsesresultater");
    }
}

static void divided_words_are_whole_in_meaning(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    row(b, table, false, "a", TEXT);
    for (int i = 0; i < 6; i++) say(b, table->first, DOC_CELL, LONG_WORDS);
    const struct paper_section *s = lay(b, false);
    bool divided = false;
    for (size_t i = 0; i < s->pages[0].item_count; i++)
        divided = divided ||
                  (s->pages[0].items[i].kind == ITEM_RUN && s->pages[0].items[i].run.actual);
    assert_true(divided);
    struct buf expected = {0};
    BUF_LIT(&expected, "a " TEXT);
    for (int i = 0; i < 6; i++) BUF_LIT(&expected, " " LONG_WORDS);
    assert_words(content(b, s), buf_cstr(&expected));
    buf_free(&expected);
}

static void a_word_wider_than_the_page_is_cut(void **state)
{
    struct bench *b = *state;
    char word[401];
    memset(word, 'x', 400);
    word[400] = '\0';
    say(b, b->section, DOC_PARAGRAPH, word);
    const struct paper_section *s = lay(b, false);
    for (size_t i = 0; i < s->pages[0].item_count; i++) {
        const struct paper_run *r = &s->pages[0].items[i].run;
        assert_true(r->x + r->width <= PT(595.276) - MM(20));
        assert_string_equal(r->actual, i ? "" : word);
    }
}

static void a_table_repeats_its_header(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    row(b, table, true, "Tiltak", "Frist");
    for (int i = 0; i < 90; i++) row(b, table, false, TEXT, "1. oktober");
    const struct paper_section *s = lay(b, false);
    assert_true(s->page_count > 2);
    for (size_t i = 0; i < s->page_count; i++) {
        const struct paper_item *first = s->pages[i].items;
        while (first->kind != ITEM_RUN) first++;
        assert_string_equal(first->run.text, "Tiltak");
        assert_true(i ? first->element == ELEMENT_ARTIFACT : first->element >= 0);
    }
}

static void headings_never_skip_a_level(void **state)
{
    struct bench *b = *state;
    head(b, 3, "Først");
    head(b, 6, "Dypt");
    head(b, 6, "Dypere");
    say(b, b->section, DOC_PARAGRAPH, "Slutt.");
    const struct paper_section *s = lay(b, false);
    assert_string_equal(s->elements[0].type, "H1");
    assert_string_equal(s->elements[1].type, "H2");
    assert_string_equal(s->elements[2].type, "H3");
    assert_int_equal(s->bookmark_count, 2);
    assert_string_equal(s->bookmarks[0].title, "Først");
    assert_int_equal(s->bookmarks[1].level, 2);
}

static void what_is_kept_stays_together(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 30; i++) {
        struct doc_node *keep = add(b, b->section, DOC_KEEP);
        say(b, keep, DOC_PARAGRAPH, "Spørsmål")->role = ROLE_QUESTION;
        add(b, keep, DOC_LINES)->level = 4;
    }
    const struct paper_section *s = lay(b, false);
    size_t all = 0;
    for (size_t i = 0; i < s->page_count; i++) {
        size_t lines = 0, questions = 0;
        for (size_t k = 0; k < s->pages[i].item_count; k++) {
            questions += s->pages[i].items[k].kind == ITEM_RUN;
            lines += s->pages[i].items[k].kind == ITEM_RULE && s->pages[i].items[k].rule.write_on;
        }
        assert_int_equal(lines, 4 * questions);
        all += questions;
    }
    assert_int_equal(all, 30);
}

static void lines_fill_the_page(void **state)
{
    struct bench *b = *state;
    say(b, b->section, DOC_PARAGRAPH, TEXT);
    add(b, b->section, DOC_LINES);
    const struct paper_section *s = lay(b, false);
    mpt last = 0;
    for (size_t i = 0; i < s->pages[0].item_count; i++) {
        if (s->pages[0].items[i].kind != ITEM_RULE) continue;
        mpt y = s->pages[0].items[i].rule.y1;
        assert_true(y - last >= MM(8));
        last = y;
    }
    assert_int_equal(s->page_count, 1);
    assert_true(last > PT(841.89) - MM(24) - MM(10));
}

static void large_print_has_one_column(void **state)
{
    struct bench *b = *state;
    struct doc_node *columns = add(b, b->section, DOC_COLUMNS);
    say(b, add(b, columns, DOC_COLUMN), DOC_PARAGRAPH, "En");
    say(b, add(b, columns, DOC_COLUMN), DOC_PARAGRAPH, "To");
    const struct paper_item *items = lay(b, false)->pages[0].items,
                            *large = lay(b, true)->pages[0].items;
    assert_true(items[0].run.x < items[1].run.x && items[0].run.baseline == items[1].run.baseline);
    assert_true(large[0].run.x == large[1].run.x && large[0].run.baseline < large[1].run.baseline);
    assert_int_equal(large[0].run.size, PT(16));
}

static void a_link_has_a_place_on_every_line(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = say(b, b->section, DOC_PARAGRAPH, "Les mer: ");
    struct doc_node *link = say(b, p, DOC_LINK, TEXT);
    link->text = "https://nordlia.example";
    const struct paper_section *s = lay(b, false);
    assert_true(s->pages[0].link_count >= 3);
    for (size_t i = 0; i < s->pages[0].link_count; i++) {
        assert_string_equal(s->elements[s->pages[0].links[i].element].type, "Link");
        assert_string_equal(s->pages[0].links[i].contents, TEXT);
    }
}

static void a_character_without_a_face_is_reported(void **state)
{
    struct bench *b = *state;
    say(b, b->section, DOC_PARAGRAPH, "Ordet 日 er skrevet slik");
    lay(b, false);
    struct buf out = {0};
    diag_text(b->diags, &out);
    assert_non_null(strstr(buf_cstr(&out), "no font has the character \"日\" (U+65E5)"));
    assert_non_null(strstr(buf_cstr(&out), "it is in \"Ordet 日 er skrevet slik\""));
    buf_free(&out);
}

static void headers_never_collide(void **state)
{
    struct bench *b = *state;
    struct paper_section *section = (struct paper_section *)lay(b, false);
    struct paper paper = {.language = "nb", .sections = &section, .section_count = 1};
    const struct margin_text words = {.marking = TEXT,
                                      .organisation = TEXT,
                                      .document = TEXT,
                                      .page_format = "Side {page} av {pages}"};
    margins_typeset(b->layout, &b->arena, &paper, &words);
    const struct paper_page *page = &paper.margins[0];
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct paper_run *one = &page->items[k].run, *two = &page->items[i].run;
            if (page->items[i].kind != ITEM_RUN || page->items[k].kind != ITEM_RUN) continue;
            assert_true(two->x + two->width <= PT(595.276) - MM(20) + 1);
            bool beside = one->baseline < two->baseline + two->size &&
                          two->baseline < one->baseline + one->size;
            assert_true(!beside || one->x + one->width < two->x || two->x + two->width < one->x);
        }
    bool numbered = false;
    for (size_t i = 0; i < page->item_count; i++)
        numbered |= page->items[i].kind == ITEM_RUN &&
                    !strcmp(page->items[i].run.text, "Side 1 av 1");
    assert_true(numbered);
}

// Takes the last block away again.
static void drop_last(struct doc_node *parent)
{
    struct doc_node *before = parent->first;
    while (before->next != parent->last) before = before->next;
    before->next = NULL;
    parent->last = before;
}

static size_t lines_to_write_on(const struct paper_page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        count += page->items[i].kind == ITEM_RULE && page->items[i].rule.write_on;
    return count;
}

// The page on which a run with this text stands; -1: none.
static int page_of(const struct paper_section *s, const char *text)
{
    for (size_t i = 0; i < s->page_count; i++)
        for (size_t k = 0; k < s->pages[i].item_count; k++) {
            const struct paper_item *item = &s->pages[i].items[k];
            if (item->kind == ITEM_RUN && !strncmp(item->run.text, text, strlen(text)))
                return (int)i;
        }
    return -1;
}

static void a_section_a_little_too_long_is_tightened(void **state)
{
    struct bench *b = *state;
    size_t pages = 1;
    for (int i = 0; pages == 1; i++) {
        say(b, b->section, DOC_PARAGRAPH, "Kort.");
        pages = lay(b, false)->page_count;
        if (pages == 1) assert_true(i < 40);
        else assert_true(i > 33);  // 31 of them fit without tightening
    }
}

static void signatures_stand_under_what_is_signed(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 30; i++) {
        say(b, b->section, DOC_PARAGRAPH, TEXT);
        struct doc_node *section = b->section;
        b->section = add(b, section, DOC_GROUP);
        head(b, 2, "Enige");
        say(b, b->section, DOC_PARAGRAPH, TEXT);
        add(b, b->section, DOC_LINES)->level = 1;
        struct doc_node *signatures = add(b, b->section, DOC_SIGNATURES);
        for (int k = 0; k < 2; k++)
            say(b, add(b, signatures, DOC_SIGNATURE), DOC_PARAGRAPH, "Underskrift");
        const struct paper_section *s = lay(b, i % 2);
        assert_int_equal(page_of(s, "Enige"), page_of(s, "Underskrift"));
        assert_int_equal(lines_to_write_on(&s->pages[page_of(s, "Enige")]), 5);
        b->section = section;
        drop_last(section);
    }
}

static void a_table_never_goes_on_with_one_row(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 30; i++) {
        say(b, b->section, DOC_PARAGRAPH, "Kort.");
        struct doc_node *table = add(b, b->section, DOC_TABLE);
        table->form = i % 2;
        row(b, table, true, "Tiltak", "Frist");
        for (int k = 0; k < 25; k++)
            row(b, table, false, k == 23 ? "nest" : k == 24 ? "sist" : "rad", "");
        const struct paper_section *s = lay(b, false);
        assert_int_equal(page_of(s, "nest"), page_of(s, "sist"));
        drop_last(b->section);
    }
}

static void a_table_of_three_rows_is_on_one_page(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 40; i++) {
        b->section = doc_new(&b->arena, DOC_SECTION, (struct place){0});
        for (int k = 0; k < i; k++) say(b, b->section, DOC_PARAGRAPH, "Kort.");
        struct doc_node *table = add(b, b->section, DOC_TABLE);
        row(b, table, true, "Tiltak", "Frist");
        for (int k = 0; k < 3; k++)
            row(b, table, false, k ? k == 1 ? "rad" : "sist" : "forste", "");
        for (int k = 0; k < 20; k++) say(b, b->section, DOC_PARAGRAPH, "Kort.");
        const struct paper_section *s = lay(b, false);
        assert_int_equal(page_of(s, "forste"), page_of(s, "sist"));
    }
}

static void a_goal_keeps_its_fields_and_table(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 30; i++) {
        say(b, b->section, DOC_PARAGRAPH, "Kort.");
        struct doc_node *section = b->section;
        b->section = add(b, section, DOC_GROUP);
        head(b, 2, "Maal");
        struct doc_node *fields = add(b, b->section, DOC_FIELDS);
        for (int k = 0; k < 3; k++) {
            struct doc_node *field = add(b, fields, DOC_FIELD);
            field->width = 4;
            say(b, field, DOC_PARAGRAPH, "Merke");
            say(b, field, DOC_PARAGRAPH, k == 2 ? "Treg" : "Rask");
        }
        struct doc_node *table = add(b, b->section, DOC_TABLE);
        row(b, table, true, "Tiltak", "Frist");
        for (int k = 0; k < 3; k++) row(b, table, false, k ? "rad" : "forste", "snart");
        const struct paper_section *s = lay(b, i % 2);
        assert_int_equal(page_of(s, "Maal"), page_of(s, "Treg"));
        assert_int_equal(page_of(s, "Maal"), page_of(s, "forste"));
        b->section = section;
        drop_last(section);
    }
}

static void columns_are_as_wide_as_their_words(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    struct doc_node *header = row(b, table, true, "Tiltak", "Ansvarleg");
    say(b, header, DOC_CELL, "Ferdig");
    header->first->width = 70;
    header->first->next->width = header->last->width = 15;
    struct doc_node *cells = row(b, table, false, TEXT, "10. september 2026");
    say(b, cells, DOC_CELL, "12 345 678 kroner");
    for (int large = 0; large < 2; large++) {
        const struct paper_section *s = lay(b, large);
        assert_int_equal(page_of(s, "Ansvarleg"), 0);
        assert_int_equal(page_of(s, large ? "12 345 678" : "12 345 678 kroner"), 0);
        assert_int_equal(page_of(s, large ? "10. september" : "10. september 2026"), 0);
    }
}

static void an_empty_column_is_narrow(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    struct doc_node *header = row(b, table, true, "Tiltak", "Frist");
    say(b, header, DOC_CELL, "Ferdig");
    for (struct doc_node *cell = header->first; cell; cell = cell->next) cell->width = 33;
    row(b, table, false, TEXT, TEXT);
    const struct paper_item *items = lay(b, false)->pages[0].items;
    mpt x = 0;
    for (size_t i = 0; !x; i++)
        if (items[i].kind == ITEM_RUN && !strcmp(items[i].run.text, "Ferdig")) x = items[i].run.x;
    assert_true(x > PT(595.276) - MM(20) - PT(60));
}

static void an_indented_word_is_whole(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    struct doc_node *cells = row(b, table, false, "Bygdemuseet", "Oppfølgingssamtalene");
    for (int i = 0; i < 3; i++) say(b, cells, DOC_CELL, "Evalueringene");
    cells->first->level = 3;
    const struct paper_page *page = &lay(b, true)->pages[0];
    size_t whole = 0;
    for (size_t i = 0; i < page->item_count; i++)
        whole += page->items[i].kind == ITEM_RUN &&
                 !strncmp(page->items[i].run.text, "Bygdemuseet", 11);
    assert_int_equal(whole, 1);
}

static void a_form_has_room_to_write(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    table->form = true;
    struct doc_node *header = row(b, table, true, "Medarbeider", "Tid");
    header->first->width = 60;
    header->last->width = 40;
    row(b, table, false,
        "medarbeiderutviklingssamtalerkompetansekartleggingmedarbeiderutviklingssamtalerk", "");
    const struct paper_item *items = lay(b, false)->pages[0].items;
    mpt x = 0;
    for (size_t i = 0; !x; i++)
        if (items[i].kind == ITEM_RUN && !strcmp(items[i].run.text, "Tid")) x = items[i].run.x;
    assert_true(x < PT(595.276) - MM(20) - PT(85));
}

static void a_word_is_cut_only_where_nothing_else_helps(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    struct doc_node *cells = row(b, table, false, "Dekanen", "Kostnad");
    say(b, cells, DOC_CELL, "12 345");
    say(b, cells, DOC_CELL,
        "https://universitetet.example/eit-langt-vedlegg-som-ikkje-har-plass-i-kolonnen.pdf");
    char word[401];
    memset(word, 'x', 400);
    word[400] = '\0';
    say(b, cells, DOC_CELL, word);
    const struct paper_section *s = lay(b, true);
    assert_int_equal(page_of(s, "Dekanen"), 0);
    assert_int_equal(page_of(s, "Kostnad"), 0);
    assert_int_equal(page_of(s, "12 345"), 0);
}

static void a_long_heading_is_set_smaller(void **state)
{
    struct bench *b = *state;
    head(b, 1, "Tittel");
    head(b, 2, "Kort");
    head(b, 2, TEXT " " TEXT " " TEXT);
    const struct paper_section *s = lay(b, false);
    mpt size[3] = {0};
    for (size_t i = 0; i < s->pages[0].item_count; i++)
        if (s->pages[0].items[i].kind == ITEM_RUN)
            size[s->pages[0].items[i].element] = s->pages[0].items[i].run.size;
    assert_true(size[2] < size[1]);
    assert_string_equal(s->elements[2].type, "H2");
}

static void a_picture_has_its_title_below(void **state)
{
    struct bench *b = *state;
    static const unsigned char pixels[3] = {0};
    static const struct image image = {IMAGE_RGB, 1, 1, 3, 0, pixels, sizeof pixels, "a.png"};
    struct doc_node *figure = say(b, b->section, DOC_FIGURE, "Kart");
    figure->image = &image;
    figure->title = "Figur 1";
    const struct paper_section *s = lay(b, false);
    assert_string_equal(content(b, s), "Figur 1 ");
    const struct paper_element *caption = &s->elements[last_run(&s->pages[0])->element];
    assert_string_equal(caption->type, "Caption");
    assert_string_equal(s->elements[caption->parent].type, "Div");
    assert_string_equal(s->elements[caption->parent + 1].type, "Figure");
    figure->first = NULL;  // without words it is decoration
    s = lay(b, false);
    assert_string_equal(s->elements[last_run(&s->pages[0])->element].type, "P");
}

static void an_item_keeps_its_first_paragraphs(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 40; i++) {
        say(b, b->section, DOC_PARAGRAPH, "Kort.");
        struct doc_node *list = add(b, b->section, DOC_LIST), *item = add(b, list, DOC_ITEM);
        say(b, item, DOC_PARAGRAPH, "En");
        say(b, item, DOC_PARAGRAPH, "Videre");
        const struct paper_section *s = lay(b, false);
        assert_int_equal(page_of(s, "En"), page_of(s, "Videre"));
        drop_last(b->section);
    }
}

static void a_short_quote_has_text_above(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 40; i++) {
        say(b, b->section, DOC_PARAGRAPH, i % 2 ? TEXT : "Kort.");
        say(b, add(b, b->section, DOC_QUOTE), DOC_PARAGRAPH, "Sitat");
        const struct paper_section *s = lay(b, false);
        int page = page_of(s, "Sitat");
        const struct paper_item *first = s->pages[page].items;
        while (first->kind != ITEM_RUN) first++;
        assert_string_not_equal(first->run.text, "Sitat");
        drop_last(b->section);
    }
}

static void a_marking_is_whole(void **state)
{
    struct bench *b = *state;
    for (int large = 0; large < 2; large++) {
        struct paper_section *section = (struct paper_section *)lay(b, large);
        struct paper paper = {.language = "nb", .sections = &section, .section_count = 1};
        // in large print as much of it as three lines hold
        static const char *const markings[] = {
            TEXT, "Personlig – for Anne Margrethe Øvregård-Sæterdal og Christian Fredrik Wergeland "
                  "Kielland-Thaulow"};
        const struct margin_text words = {.marking = markings[large],
                                          .organisation = "Nordlia",
                                          .document = "Plan",
                                          .page_format = "{page}",
                                          .large = large};
        margins_typeset(b->layout, &b->arena, &paper, &words);
        struct buf out = {0};
        for (size_t i = 0; i < paper.margins[0].item_count; i++) {
            const struct paper_run *run = &paper.margins[0].items[i].run;
            if (paper.margins[0].items[i].kind != ITEM_RUN || run->x > MM(26)) continue;
            if (run->baseline < PT(400)) continue;  // the header's
            buf_str(&out, run->text);
            buf_c(&out, ' ');
            assert_true(run->baseline < PT(841.89) - MM(7));
            assert_true(run->baseline - run->size > PT(841.89) - MM(large ? 31 : 24));
        }
        assert_memory_equal(buf_cstr(&out), markings[large], strlen(markings[large]));
        buf_free(&out);
    }
}

// Bars begin at one place behind the words, are as long as their shares, and no screen reader says
// them.
static void bars_are_as_long_as_their_shares(void **state)
{
    struct bench *b = *state;
    static const int shares[] = {0, 250, 500, 1000};
    enum { BARS = sizeof shares / sizeof *shares };
    struct doc_node *table = add(b, b->section, DOC_TABLE);
    struct doc_node *head_row = row(b, table, true, "Enhet", "Holdt");
    head_row->first->width = head_row->last->width = 1;
    for (size_t i = 0; i < BARS; i++)
        row(b, table, false, "Skolen", i ? "100 av 100" : "0 av 1")->last->bar =
            (int16_t)(1 + shares[i]);
    const struct paper_section *s = lay(b, false);
    mpt x[BARS] = {0}, wide[BARS] = {0}, full = 0;
    size_t outlines = 0, filled = 1;  // the first is empty
    for (size_t i = 0; i < s->pages[0].item_count; i++) {
        const struct paper_item *item = &s->pages[0].items[i];
        if (item->kind != ITEM_BOX) continue;
        assert_int_equal(item->element, ELEMENT_ARTIFACT);
        if (item->box.fill == TONE_WHITE) {
            full = item->box.rect.w + item->box.width;
            outlines++;
        } else {
            assert_true(filled < BARS);
            x[filled] = item->box.rect.x;
            wide[filled++] = item->box.rect.w;
        }
    }
    assert_int_equal(outlines, BARS);
    assert_int_equal(filled, BARS);
    for (size_t i = 1; i < BARS; i++) {
        assert_int_equal(x[i], x[1]);
        assert_true(labs((long)wide[i] * 1000 - (long)full * shares[i]) < 3000);
    }
}

static const struct doc_node *add_number(struct bench *b, struct doc_node *numbers)
{
    struct doc_node *field = add(b, numbers, DOC_FIELD);
    say(b, field, DOC_PARAGRAPH, "55");
    say(b, field, DOC_PARAGRAPH, "av 67");
    say(b, field, DOC_PARAGRAPH, "samtaler holdt");
    say(b, field, DOC_PARAGRAPH, "2026: 51 av 66")->role = ROLE_NOTE;
    return field;
}

// A large number is read with what it is of, then what it counts.
static void large_numbers_are_read_with_their_words(void **state)
{
    struct bench *b = *state;
    struct doc_node *numbers = add(b, b->section, DOC_NUMBERS);
    for (int i = 0; i < 2; i++) add_number(b, numbers);
    for (int large = 0; large < 2; large++)
        assert_words(content(b, lay(b, large)), "55 av 67 samtaler holdt 2026: 51 av 66 "
                                                "55 av 67 samtaler holdt 2026: 51 av 66");
}

static void an_empty_section_has_a_page(void **state)
{
    struct bench *b = *state;
    assert_int_equal(lay(b, false)->page_count, 1);
}

static void words_of_up_to_96_letters_are_divided(void **state)
{
    struct bench *b = *state;
    char word[97];
    uint16_t points[HYPHENATOR_POINTS];
    for (size_t i = 0; i < sizeof word; i++) word[i] = "kommune"[i % 7];
    size_t count = hyphenator_find_points(b->hyphenator, b->diags, "nb", word, 96, points);
    assert_int_equal(count, HYPHENATOR_POINTS);
    for (size_t i = 0; i < count; i++) assert_true(points[i] >= 3 && points[i] <= 93);
    assert_int_equal(hyphenator_find_points(b->hyphenator, b->diags, "nb", word, 97, points), 0);
}

// ---- What was laid out before

static void add_some_block(struct bench *b, unsigned kind)
{
    struct doc_node *n;
    switch (kind) {
    case 0:
    case 1:
    case 2: head(b, 2 + (int)kind, "Mål"); break;
    case 3: say(b, b->section, DOC_PARAGRAPH, TEXT); break;
    case 4: say(b, b->section, DOC_PARAGRAPH, "Ikke skriv om helse.")->role = ROLE_NOTE; break;
    case 5: say(b, b->section, DOC_PARAGRAPH, "Oppvekst")->role = ROLE_KICKER; break;
    case 6: say(b, add(b, b->section, DOC_QUOTE), DOC_PARAGRAPH, "Kort."); break;
    case 7:
        n = add(b, b->section, DOC_TABLE);
        row(b, n, true, "Tiltak", "Frist");
        for (int k = 0; k < 4; k++) row(b, n, false, "rad", "snart");
        break;
    case 8:
        n = add(b, add(b, b->section, DOC_FIELDS), DOC_FIELD);
        say(b, n, DOC_PARAGRAPH, "Status");
        break;
    case 9:
        n = add(b, b->section, DOC_CHOICES);
        say(b, n, DOC_PARAGRAPH, "Hvor langt kom dere?");
        say(b, n, DOC_CHECK, "helt");
        say(b, n, DOC_CHECK, "delvis");
        break;
    case 10: say(b, add(b, add(b, b->section, DOC_LIST), DOC_ITEM), DOC_PARAGRAPH, "Punkt"); break;
    case 11:
        say(b, add(b, add(b, b->section, DOC_SIGNATURES), DOC_SIGNATURE), DOC_PARAGRAPH,
            "Underskrift");
        break;
    default: say(b, add(b, b->section, DOC_KEEP), DOC_PARAGRAPH, TEXT); break;
    }
}

// The same few blocks in every order and both sizes: what is in the caches changes nothing.
static void what_was_laid_out_before_does_not_matter(void **state)
{
    struct bench *b = *state;
    uint32_t dice = 1;
    for (int i = 0; i < 300; i++) {
        b->section = doc_new(&b->arena, DOC_SECTION, (struct place){0});
        for (int k = 0; k < 12; k++) {
            dice = dice * 1664525 + 1013904223;
            add_some_block(b, (dice >> 16) % 13);
        }
        lay(b, i % 3 == 0);
    }
}

enum line_input {
    WORDS,
    SOFT,
    WIDTH,
    SIZE,
    STYLE,
    SPANS,
    LANGUAGE,
    BLOCK_LANGUAGE,
    DIVIDE,
    LINE_INPUTS
};

static void words(struct bench *b, struct doc_node *parent, const char *text)
{
    doc_text(&b->arena, parent, text, (struct place){0});
}

// A paragraph; or one that differs from it in this alone of what its lines depend on.
static void add_alike(struct bench *b, enum line_input input, bool other)
{
    struct doc_node *columns = add(b, b->section, DOC_COLUMNS);
    struct doc_node *narrow = add(b, columns, DOC_COLUMN), *beside = add(b, columns, DOC_COLUMN);
    struct doc_node *p = add(b, other && input == WIDTH ? narrow : beside, DOC_PARAGRAPH);
    say(b, narrow, DOC_PARAGRAPH, "Kort.");
    switch (input) {
    case WORDS: words(b, p, other ? "av " LONG_WORDS : LONG_WORDS " av"); break;
    case SOFT:
        words(b, p,
              other ? "Vi har avtalt tverrfaglig samarbeids\u00ADavtaleoppfølging"
                    : "Vi har avtalt tverrfaglig samarbeidsavtale\u00ADoppfølging");
        break;
    case WIDTH:
        narrow->width = 2;
        beside->width = 3;
        words(b, p, TEXT TEXT);
        break;
    case SIZE:
        p->role = other ? ROLE_LEAD : ROLE_BODY;
        words(b, p, TEXT TEXT);
        break;
    case STYLE: words(b, other ? add(b, p, DOC_STRONG) : p, TEXT TEXT); break;
    case SPANS:
        words(b, add(b, p, DOC_STRONG), other ? TEXT TEXT : "Vi");
        words(b, p, other ? " skal" : &(TEXT TEXT " skal")[2]);
        break;
    case LANGUAGE:
        words(b, p, LONG_WORDS " " LONG_WORDS);
        p->first->language = other ? "se" : "nb";
        break;
    case BLOCK_LANGUAGE:  // a German » opens a quotation, and no line ends behind it
        p->language = other ? "de" : "nb";
        words(b, p,
              "Vi » har » avtalt » at » alle » kartlegger » kompetansen » i » høst » og » vår");
        p->first->language = "nb";
        break;
    default:
        p->kind = other ? DOC_HEADING : DOC_PARAGRAPH;
        p->level = 4;
        p->role = ROLE_QUESTION;
        words(b, p, "Vi har avtalt at alle " LONG_WORDS);
    }
}

static void lines_are_found_only_where_they_are_the_same(void **state)
{
    struct bench *b = *state;
    for (int input = 0; input < LINE_INPUTS; input++)
        for (int other = 0; other < 2; other++) {
            b->section = doc_new(&b->arena, DOC_SECTION, (struct place){0});
            for (int level = 1; level <= 3; level++) head(b, level, "Overskrift");
            add_alike(b, (enum line_input)input, other);
            lay(b, false);
        }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(headings_never_end_a_page),
        TEST(paragraphs_have_no_widows_or_orphans),
        TEST(the_last_page_is_a_fifth_full),
        TEST(every_word_is_set_in_order),
        TEST(divided_words_are_whole_in_meaning),
        TEST(a_word_wider_than_the_page_is_cut),
        TEST(a_table_repeats_its_header),
        TEST(headings_never_skip_a_level),
        TEST(what_is_kept_stays_together),
        TEST(lines_fill_the_page),
        TEST(large_print_has_one_column),
        TEST(a_link_has_a_place_on_every_line),
        TEST(a_character_without_a_face_is_reported),
        TEST(headers_never_collide),
        TEST(a_section_a_little_too_long_is_tightened),
        TEST(signatures_stand_under_what_is_signed),
        TEST(a_table_never_goes_on_with_one_row),
        TEST(a_table_of_three_rows_is_on_one_page),
        TEST(a_goal_keeps_its_fields_and_table),
        TEST(columns_are_as_wide_as_their_words),
        TEST(an_empty_column_is_narrow),
        TEST(an_indented_word_is_whole),
        TEST(a_form_has_room_to_write),
        TEST(a_word_is_cut_only_where_nothing_else_helps),
        TEST(a_long_heading_is_set_smaller),
        TEST(a_picture_has_its_title_below),
        TEST(an_item_keeps_its_first_paragraphs),
        TEST(a_short_quote_has_text_above),
        TEST(a_marking_is_whole),
        TEST(bars_are_as_long_as_their_shares),
        TEST(large_numbers_are_read_with_their_words),
        TEST(an_empty_section_has_a_page),
        TEST(words_of_up_to_96_letters_are_divided),
        TEST(lines_are_found_only_where_they_are_the_same),
        TEST(what_was_laid_out_before_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
