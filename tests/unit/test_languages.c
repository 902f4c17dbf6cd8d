// The languages that ship say the same: the same documents, strings and questions, the same
// sections and blocks that show the same values, and dates and units in each language's own way.
// What one has and another lacks is named.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "compose/blocks/blocks.h"
#include "compose/compose.h"
#include "compose/front.h"
#include "compose/template.h"
#include "compose/words/format.h"
#include "compose/words/segment.h"
#include "read/read.h"

struct world {
    struct arena arena;
    struct diags *diags;
    struct template_set *set;
    struct templates *templates;
};

static void world_open(struct world *w)
{
    *w = (struct world){.diags = diag_new()};
    w->set = templates_read(w->diags, &w->arena, NULL, "templates");
    w->templates = templates_new(w->diags, &w->arena, w->set);
    struct buf said = {0};
    diag_text(w->diags, &said);
    if (said.n) fail_msg("%s", buf_cstr(&said));
    assert_non_null(w->templates);
    assert_int_equal(w->set->count, 3);
}

static void world_close(struct world *w)
{
    diag_free(w->diags);
    arena_free(&w->arena);
}

// Calls with every two languages, in either order, so that what one has and the other lacks is
// found whichever it is.
static void each_two(void (*check)(struct world *w, size_t one, size_t other))
{
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < w.set->count; i++)
        for (size_t j = 0; j < w.set->count; j++)
            if (i != j) check(&w, i, j);
    world_close(&w);
}

// ---- Strings, questions, documents

static void same_keys(const struct node *one, const struct node *other, const char *path,
                      struct arena *a)
{
    if (one->kind != other->kind)
        fail_msg("%s is of another kind in %s", path, other->place.source->name);
    if (one->kind != NODE_MAP) {
        if (one->count != other->count)
            fail_msg("%s has another length in %s", path, other->place.source->name);
        return;
    }
    for (size_t i = 0; i < one->count; i++) {
        const char *below = arena_printf(a, "%s.%s", path, one->keys[i]->text);
        const struct node *there = node_get(other, one->keys[i]->text);
        if (!there) fail_msg("%s is missing in %s", below, other->place.source->name);
        else same_keys(one->items[i], there, below, a);
    }
}

static void compare_strings(struct world *w, size_t one, size_t other)
{
    same_keys(w->set->packs[one].strings, w->set->packs[other].strings, "", &w->arena);
}

static void strings_are_the_same(void **state)
{
    (void)state;
    each_two(compare_strings);
}

static void compare_questions(struct world *w, size_t one, size_t other)
{
    const struct bank *a = &w->templates->languages[one].bank,
                      *b = &w->templates->languages[other].bank;
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct question *x = &a->list[i], *y = &b->list[i];
        if (strcmp(x->id, y->id))
            fail_msg("%s asks \"%s\" where %s asks \"%s\"", a->language, x->id, b->language, y->id);
        if (x->asked != y->asked || x->listed != y->listed ||
            (x->leader == x->employee) != (y->leader == y->employee))
            fail_msg("\"%s\" is asked otherwise in %s than in %s", x->id, a->language, b->language);
        bool new_theme = !i || strcmp(x->theme, a->list[i - 1].theme);
        if (new_theme != (!i || strcmp(y->theme, b->list[i - 1].theme)))
            fail_msg("\"%s\" begins a theme in only one of %s and %s", x->id, a->language,
                     b->language);
    }
}

static void questions_are_the_same(void **state)
{
    (void)state;
    each_two(compare_questions);
}

static void compare_documents(struct world *w, size_t one, size_t other)
{
    const struct language_pack *pack = &w->set->packs[one];
    const char *language = w->set->packs[other].language;
    for (size_t i = 0; i < pack->file_count; i++)
        if (!templates_find(w->templates, language, pack->files[i].name))
            fail_msg("%s has no \"%s\", and %s has", language, pack->files[i].name, pack->language);
}

static void documents_are_the_same(void **state)
{
    (void)state;
    each_two(compare_documents);
}

// ---- Blocks: a template's shape is all that is not words, one line for each thing

static int by_text(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

struct shape {
    struct arena *arena;
    struct buf out;
};

// The values that a text shows, in no order, since languages differ in that.
static void add_values(struct shape *s, const char **list, size_t count)
{
    if (count) qsort(list, count, sizeof *list, by_text);
    for (size_t i = 0; i < count; i++) buf_printf(&s->out, " {{%s}}", list[i]);
}

static void add_text(struct shape *s, const char *text)
{
    const char **values = NULL;
    size_t count = 0, room = 0;
    struct text_segment p;
    while (segment_next(&text, &p))
        if (p.is_name)
            *ARENA_PUSH(s->arena, values, count, room) = arena_strndup(s->arena, p.text, p.n);
    add_values(s, values, count);
}

static void add_schema(struct shape *s, const struct schema *schema, const struct node *body);

static void add_key(struct shape *s, const struct schema *schema, const char *name,
                    const struct node *value)
{
    const struct key *key = NULL;
    for (size_t i = 0; i < schema->count; i++)
        if (!strcmp(schema->keys[i].name, name)) key = &schema->keys[i];
    const struct block *inner = !key && schema->check_other ? blocks_find(name) : NULL;
    buf_printf(&s->out, " %s", name);
    if (!strcmp(name, "across")) {
        add_schema(s, &columns_content, value);
        return;
    }
    if (key && key->kind == KEY_ITEMS) add_schema(s, key->schema, value);
    else if (inner) add_schema(s, &inner->schema, value);
    else if (key && key->kind == KEY_TEXT) add_text(s, value->text);
    else if (value->kind == NODE_SCALAR) buf_printf(&s->out, "=%s", value->text);
    for (size_t i = 0;
         value->kind == NODE_LIST && !inner && (!key || key->kind != KEY_ITEMS) && i < value->count;
         i++)
        buf_printf(&s->out, ",%s", value->items[i]->text);
}

static int by_key(const void *x, const void *y)
{
    return strcmp((*(const struct node *const *)x)->text, (*(const struct node *const *)y)->text);
}

// A map's keys in no order.
static void add_map(struct shape *s, const struct schema *schema, const struct node *map)
{
    const struct node **keys = ARENA_ARRAY(s->arena, const struct node *, map->count);
    for (size_t i = 0; i < map->count; i++) keys[i] = map->keys[i];
    if (map->count) qsort(keys, map->count, sizeof *keys, by_key);
    buf_str(&s->out, "\n -");
    for (size_t i = 0; i < map->count; i++)
        add_key(s, schema, keys[i]->text, node_get(map, keys[i]->text));
}

static void add_schema(struct shape *s, const struct schema *schema, const struct node *body)
{
    if (node_is_null(body)) return;
    if (body->kind == NODE_SCALAR) add_text(s, body->text);
    if (body->kind == NODE_MAP) add_map(s, schema, body);
    for (size_t i = 0; body->kind == NODE_LIST && i < body->count; i++) {
        if (body->items[i]->kind == NODE_MAP) add_map(s, schema, body->items[i]);
        else add_text(s, body->items[i]->text);
    }
}

static void gather_values(const struct doc_node *n, struct arena *a, const char ***list,
                          size_t *count, size_t *room)
{
    if (n->kind == DOC_VALUE) *ARENA_PUSH(a, *list, *count, *room) = n->text;
    for (const struct doc_node *child = n->first; child; child = child->next)
        gather_values(child, a, list, count, room);
}

static void add_markdown(struct shape *s, const struct doc_node *n)
{
    buf_printf(&s->out, "%s", doc_kind_names[n->kind]);
    if (n->kind == DOC_HEADING) buf_printf(&s->out, " %d", n->level);
    bool holds_blocks = n->first && !doc_is_inline(n->first->kind);
    const char **values = NULL;
    size_t count = 0, room = 0;
    if (!holds_blocks) gather_values(n, s->arena, &values, &count, &room);
    add_values(s, values, count);
    buf_c(&s->out, '\n');
    for (const struct doc_node *child = n->first; holds_blocks && child; child = child->next)
        add_markdown(s, child);
}

static const char *shape_of(struct world *w, const struct template *t)
{
    struct shape s = {.arena = &w->arena};
    const struct template_file *file = NULL;
    for (size_t i = 0; i < w->set->count; i++)
        for (size_t f = 0; f < w->set->packs[i].file_count; f++)
            if (w->set->packs[i].files[f].doc->yaml == t->front) file = &w->set->packs[i].files[f];
    assert_non_null(file);
    for (size_t i = 0; i < t->front->count; i++)
        buf_printf(&s.out, "%s\n", t->front->keys[i]->text);
    for (const struct doc_node *n = file->doc->first; n; n = n->next) {
        const struct block *block = n->kind == DOC_FENCE ? blocks_find(n->text) : NULL;
        if (n->kind != DOC_FENCE) add_markdown(&s, n);
        else buf_printf(&s.out, "```%s %s", n->text, n->title ? n->title : "");
        if (block) add_schema(&s, &block->schema, n->yaml);
        if (n->kind == DOC_FENCE) buf_c(&s.out, '\n');
    }
    const char *text = arena_strndup(&w->arena, s.out.p, s.out.n);
    buf_free(&s.out);
    return text;
}

// The two lines where the shapes part, with those before them.
static void compare_shapes(struct arena *a, const char *one, const char *other,
                           const char *document, const char *where)
{
    size_t at = 0, line = 0;
    while (one[at] && one[at] == other[at]) {
        at++;
        if (one[at - 1] == '\n') line = at;
    }
    if (!one[at] && !other[at]) return;
    size_t before = line > 300 ? line - 300 : 0;
    fail_msg("\"%s\" differs in %s: after\n%s\nstands\n%.*s\nand not\n%.*s", document, where,
             arena_strndup(a, one + before, line - before), (int)strcspn(other + line, "\n"),
             other + line, (int)strcspn(one + line, "\n"), one + line);
}

static void compare_blocks(struct world *w, size_t one, size_t other)
{
    const struct language *a = &w->templates->languages[one];
    const char *language = w->templates->languages[other].words.language;
    for (size_t i = 0; i < a->count; i++) {
        const struct template *there = templates_find(w->templates, language, a->list[i].name);
        assert_non_null(there);
        const char *where = arena_printf(&w->arena, "%s from %s", language, a->words.language);
        compare_shapes(&w->arena, shape_of(w, &a->list[i]), shape_of(w, there), a->list[i].name,
                       where);
        assert_int_equal(front_audience(&a->list[i]), front_audience(there));
        assert_string_equal(front_folder(&a->list[i]), front_folder(there));
    }
}

static void blocks_are_the_same(void **state)
{
    (void)state;
    each_two(compare_blocks);
}

static void compare_sections(struct world *w, size_t one, size_t other)
{
    const struct language *a = &w->templates->languages[one];
    for (size_t i = 0; i < a->count; i++) {
        const char *language = w->templates->languages[other].words.language;
        const struct template *there = templates_find(w->templates, language, a->list[i].name);
        assert_non_null(there);
        const struct statement *x = a->list[i].sections, *y = there->sections;
        for (; x && y; x = x->next, y = y->next) {
            assert_int_equal(x->kind, y->kind);
            assert_int_equal(x->scope, y->scope);
        }
        assert_true(!x && !y);
    }
}

static void sections_are_shared_alike(void **state)
{
    (void)state;
    each_two(compare_sections);
}

// ---- Dates, units

static const struct words *words_of(const struct world *w, const char *language)
{
    for (size_t i = 0; i < w->templates->count; i++)
        if (!strcmp(w->templates->languages[i].words.language, language))
            return &w->templates->languages[i].words;
    fail_msg("there is no %s", language);
    return NULL;
}

static struct date day(const char *text)
{
    struct date d = {0};
    assert_true(date_parse(text, &d));
    return d;
}

static void names_of_months_and_days(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        size_t count;
    } lists[] = {{"dates.months", 12}, {"dates.months-short", 12}, {"dates.weekdays", 7}};
    struct world w;
    world_open(&w);
    for (size_t l = 0; l < w.templates->count; l++)
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            const struct words *words = &w.templates->languages[l].words;
            const struct node *list = words_node(words, lists[i].key);
            assert_int_equal(list->count, lists[i].count);
            for (size_t k = 0; k < list->count; k++)
                for (size_t before = 0; before < k; before++)
                    assert_string_not_equal(words_item(words, lists[i].key, k),
                                            words_item(words, lists[i].key, before));
        }
    world_close(&w);
}

#define N "\u00a0"  // a space that never breaks a line

static const struct {
    const char *language, *date, *at, *months, *days, *years, *week, *minutes, *list;
} said[] = {
    {"nb", "15." N "januar 2027", "fredag 15." N "januar 2027 kl." N "09.05",
     "11." N "januar–26." N "februar 2027", "1.–19." N "mars 2027",
     "20." N "desember 2026–5." N "januar 2027", "uke" N "23 i 2026", "90" N "minutter",
     "a, b og c"},
    {"nn", "15." N "januar 2027", "fredag 15." N "januar 2027 kl." N "09.05",
     "11." N "januar–26." N "februar 2027", "1.–19." N "mars 2027",
     "20." N "desember 2026–5." N "januar 2027", "veke" N "23 i 2026", "90" N "minutt",
     "a, b og c"},
    {"en", "15" N "January 2027", "Friday 15" N "January 2027 at" N "09:05",
     "11" N "January – 26" N "February 2027", "1–19" N "March 2027",
     "20" N "December 2026 – 5" N "January 2027", "week" N "23 of 2026", "90" N "minutes",
     "a, b and c"},
};

static void dates_and_numbers_in_each_language(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct words *words = words_of(&w, said[i].language);
        struct datetime at;
        struct deadline week = {DEADLINE_WEEK, day("2026-06-07"), "2026-W23"};
        assert_true(date_parse_datetime("2027-01-15T09:05", &at));
        assert_string_equal(format_date(&w.arena, words, at.date), said[i].date);
        assert_string_equal(format_datetime(&w.arena, words, at), said[i].at);
        assert_string_equal(format_window(&w.arena, words, day("2027-01-11"), day("2027-02-26")),
                            said[i].months);
        assert_string_equal(format_window(&w.arena, words, day("2027-03-01"), day("2027-03-19")),
                            said[i].days);
        assert_string_equal(format_window(&w.arena, words, day("2026-12-20"), day("2027-01-05")),
                            said[i].years);
        assert_string_equal(format_deadline(&w.arena, words, &week), said[i].week);
        assert_string_equal(words_count(&w.arena, words, "counts.minutes", 90), said[i].minutes);
        assert_string_equal(words_join(&w.arena, words, (const char *const[]){"a", "b", "c"}, 3),
                            said[i].list);
    }
    world_close(&w);
}

static const char *type_of(struct world *w, const char *language, struct unit *u)
{
    struct cycle cycle = {.language = "nb"};
    struct unit *const units[] = {u};
    struct env e = {.paths = w->templates->paths,
                    .words = words_of(w, language),
                    .cycle = &cycle,
                    .units = units,
                    .unit_count = 1,
                    .limit = SCOPE_UNIT,
                    .arena = &w->arena,
                    .diags = w->diags};
    struct value_ref ref;
    assert_true(value_find(&e, "unit.type", &ref));
    struct value v = value_get(&e, &ref, (struct place){0});
    return value_in_words(&e, &ref, &v);
}

// A unit's type is the definite form that texts use: its own in each language, one for all, or the
// usual word.
static void units_have_their_definite_form(void **state)
{
    (void)state;
    struct localized of_each[] = {{"nb", "skolen"}, {"nn", "skulen"}, {"en", "the school"}};
    struct unit school = {.name.text = "Solbakken", .type = {"skolen", of_each, 3}};
    struct unit office = {.name.text = "NAV", .type.text = "NAV"};
    struct unit plain = {.name.text = "Sone nord"};
    struct world w;
    world_open(&w);
    assert_string_equal(type_of(&w, "nb", &school), "skolen");
    assert_string_equal(type_of(&w, "nn", &school), "skulen");
    assert_string_equal(type_of(&w, "en", &school), "the school");
    assert_string_equal(type_of(&w, "nn", &office), "NAV");
    assert_string_equal(type_of(&w, "nb", &plain), "enheten");
    assert_string_equal(type_of(&w, "nn", &plain), "eininga");
    assert_string_equal(type_of(&w, "en", &plain), "the unit");
    world_close(&w);
}

// Everything that a document says to somebody, as one text.
static const char *pack_text(struct world *w, const char *language, const struct cycle *cycle,
                             const struct person *p)
{
    struct subject s = {.cycle = cycle, .employee = p, .language = language};
    const struct template *t = templates_find(w->templates, language, "pack");
    struct section_plan *sections;
    size_t count = compose_plan(t, &s, &w->arena, &sections);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        struct doc_node *section = compose_section(t, &sections[i], &s, w->diags, &w->arena);
        text = arena_printf(&w->arena, "%s%s\n", text, doc_plain(&w->arena, section));
    }
    return text;
}

static const struct {
    const char *language, *one, *two, *each;
} follow_ups_said[] = {
    {"nb", "Dere holder én fast oppfølgingssamtale ", "Dere holder to faste oppfølgingssamtaler ",
     "(lærings- og refleksjonssamtale)"},
    {"nn", "De held éin fast oppfølgingssamtale ", "De held to faste oppfølgingssamtalar ",
     "(lærings- og refleksjonssamtale)"},
    {"en", "You have one formal follow-up ", "You have two formal follow-ups ",
     "(learning and reflection conversation)"},
};

// What follows the number is true of one follow-up as of several.
static void one_follow_up_or_several(void **state)
{
    (void)state;
    struct follow_up_window windows[2] = {{.name.text = "A"}, {.name.text = "B"}};
    struct unit unit = {.id = "root", .name.text = "Nordlia"};
    struct unit *units[] = {&unit};
    struct person leader = {.name = "Per Vik"},
                  person = {.id = "e1", .name = "Anne", .unit = &unit, .leader = &leader};
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < sizeof follow_ups_said / sizeof *follow_ups_said; i++) {
        struct cycle cycle = {.arena = &w.arena,
                              .organisation.text = "Nordlia",
                              .language = "nb",
                              .period = "2027",
                              .units = units,
                              .unit_count = 1,
                              .root = &unit,
                              .follow_ups = windows,
                              .follow_up_count = 1};
        const char *language = follow_ups_said[i].language, *each = follow_ups_said[i].each;
        const char *one = arena_printf(&w.arena, "%s%s", follow_ups_said[i].one, each);
        const char *two = arena_printf(&w.arena, "%s%s", follow_ups_said[i].two, each);
        if (!strstr(pack_text(&w, language, &cycle, &person), one)) fail_msg("%s", one);
        cycle.follow_up_count = 2;
        if (!strstr(pack_text(&w, language, &cycle, &person), two)) fail_msg("%s", two);
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_the_same),
        cmocka_unit_test(questions_are_the_same),
        cmocka_unit_test(documents_are_the_same),
        cmocka_unit_test(blocks_are_the_same),
        cmocka_unit_test(sections_are_shared_alike),
        cmocka_unit_test(names_of_months_and_days),
        cmocka_unit_test(dates_and_numbers_in_each_language),
        cmocka_unit_test(units_have_their_definite_form),
        cmocka_unit_test(one_follow_up_or_several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
