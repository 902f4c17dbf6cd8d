// compose/: what templates may say, what their sections depend on, and that nothing personal is
// ever shared.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "compose/compose.h"
#include "compose/template.h"
#include "compose/values/value.h"
#include "compose/words/format.h"
#include "model/between_us.h"
#include "read/read.h"

// ---- A small world: the program's own words, one template, two units, a few people

struct world {
    struct arena arena;
    struct diags *diags;
    struct template_set *set;
    struct templates *templates;
    struct cycle cycle;
    struct unit root, school;
    struct unit *units[2];
    struct person mayor, head, principal, teacher, colleague;
    struct follow_up_window follow_ups[2];
    struct plan last;
    struct goal goal;
    struct measure measures[2];
};

static struct date day(const char *text)
{
    struct date d = {0};
    assert_true(date_parse(text, &d));
    return d;
}

static void add_people(struct world *w)
{
    w->mayor = (struct person){.name = "Per Vik"};
    w->head = (struct person){
        .id = "e1", .name = "Ingrid Haugen", .unit = &w->root, .leader = &w->mayor};
    w->principal = (struct person){
        .id = "e2", .name = "Kari *Berg* {{hr.name}}", .unit = &w->school, .leader = &w->head};
    w->teacher = (struct person){
        .id = "e3", .name = "Anne <b>", .unit = &w->school, .leader = &w->principal};
    w->colleague = (struct person){
        .id = "e4", .name = "Jon Eira", .unit = &w->school, .leader = &w->principal};
    w->root = (struct unit){.id = "root", .name.text = "Nordlia", .leader = &w->head};
    w->school = (struct unit){.id = "school",
                              .name.text = "Skolen",
                              .leader = &w->principal,
                              .parent = &w->root,
                              .depth = 1};
    w->units[0] = &w->root;
    w->units[1] = &w->school;
    w->cycle.units = w->units;
    w->cycle.unit_count = 2;
    w->cycle.root = &w->root;
}

static void add_plan(struct world *w)
{
    static const struct between_us secret = {"hemmelig for nye ledere"};
    w->measures[0] = (struct measure){
        .id = "m1", .what = "Pilot", .deadline = {DEADLINE_DAY, day("2026-06-01"), "2026-06-01"}};
    w->measures[1] = (struct measure){.id = "m2",
                                      .what = "Opplæring",
                                      .responsible = RESPONSIBLE_LEADER,
                                      .deadline = {.kind = DEADLINE_ONGOING}};
    w->goal = (struct goal){.id = "g1",
                            .text = "Ny modell",
                            .kind = GOAL_WORK,
                            .measures = w->measures,
                            .measure_count = 2,
                            .comment_employee = &secret};
    w->last = (struct plan){.person = &w->teacher,
                            .leader_id = "e2",
                            .period = "2026",
                            .goals = &w->goal,
                            .goal_count = 1};
    w->teacher.last_plan = &w->last;
}

static void world_open(struct world *w)
{
    *w = (struct world){.diags = diag_new()};
    w->set = templates_read(w->diags, &w->arena, NULL, "templates");
    w->follow_ups[0] = (struct follow_up_window){
        .name = {.text = "Vår"}, .window = {day("2027-05-03"), day("2027-06-11"), {0}}};
    w->follow_ups[1] = (struct follow_up_window){
        .name = {.text = "Høst"}, .window = {day("2027-09-20"), day("2027-10-29"), {0}}};
    w->cycle = (struct cycle){.arena = &w->arena,
                              .organisation.text = "Nordlia",
                              .language = "nb",
                              .period = "2027",
                              .minutes = 90,
                              .conversations = {day("2027-01-11"), day("2027-02-26"), {0}},
                              .plan_within_days = 14,
                              .follow_ups = w->follow_ups,
                              .follow_up_count = 2,
                              .hr = {{.text = "HR"}, "hr@x.example", NULL},
                              .smallest_group = 5,
                              .as_of = day("2027-01-11")};
    add_people(w);
    add_plan(w);
}

static void world_close(struct world *w)
{
    diag_free(w->diags);
    arena_free(&w->arena);
}

static const char *said(struct world *w)
{
    struct buf out = {0};
    diag_show_all(w->diags);
    diag_text(w->diags, &out);
    const char *text = arena_strndup(&w->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

// The bokmål words with one template, whose front matter and body these are.
static const struct template *template_with(struct world *w, const char *front, const char *body)
{
    struct language_pack *nb = NULL;
    for (size_t i = 0; i < w->set->count; i++)
        if (!strcmp(w->set->packs[i].language, "nb")) nb = &w->set->packs[i];
    assert_non_null(nb);
    const char *text = arena_printf(&w->arena, "---\ntitle: Prøve\n%s---\n%s", front, body);
    struct source *s = diag_source_new(w->diags, &w->arena, "test.md", text, strlen(text));
    struct doc_node *doc = markdown_read(w->diags, &w->arena, s, MARKDOWN_TEMPLATE, NULL);
    struct template_file file = {.name = "test", .doc = doc, .source = s};
    struct language_pack *only = ARENA_NEW(&w->arena, struct language_pack);
    *only = *nb;
    only->files = ARENA_NEW(&w->arena, struct template_file);
    only->files[0] = file;
    only->file_count = 1;
    struct template_set set = {.packs = only, .count = 1, .room = 1};
    w->templates = templates_new(w->diags, &w->arena, &set);
    return w->templates ? templates_find(w->templates, "nb", "test") : NULL;
}

static const struct template *template_of(struct world *w, const char *body)
{
    return template_with(w, "", body);
}

static struct section_plan *plan(struct world *w, const struct template *t, const struct person *p,
                                 size_t *count)
{
    struct section_plan *list;
    struct subject s = {.cycle = &w->cycle, .employee = p, .language = "nb"};
    *count = compose_plan(t, &s, &w->arena, &list);
    return list;
}

// Every section of a template for one person, as plain text.
static const char *composed(struct world *w, const struct template *t, const struct person *p)
{
    static const struct record_key key = {.form = "samtale/2/by/skjema/2027"};
    size_t count;
    struct section_plan *list = plan(w, t, p, &count);
    struct subject s = {.cycle = &w->cycle, .employee = p, .language = "nb", .key = &key};
    struct buf out = {0};
    for (size_t i = 0; i < count; i++) {
        struct doc_node *section = compose_section(t, &list[i], &s, w->diags, &w->arena);
        doc_dump(section, &out);
    }
    const char *text = arena_strndup(&w->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

// ---- Words

static void dates_are_said_in_words(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(&w, "# A\n");
    assert_non_null(t);
    const struct words *nb = &t->language->words;
    struct arena *a = &w.arena;
    struct datetime at;
    assert_true(date_parse_datetime("2027-01-20T09:00", &at));
    assert_string_equal(format_datetime(a, nb, at), "onsdag 20.\u00a0januar 2027 kl.\u00a009.00");
    at.hour = -1;
    assert_string_equal(format_datetime(a, nb, at), "onsdag 20.\u00a0januar 2027");
    assert_string_equal(format_window(a, nb, day("2027-01-11"), day("2027-02-26")),
                        "11.\u00a0januar–26.\u00a0februar 2027");
    assert_string_equal(format_window(a, nb, day("2027-03-01"), day("2027-03-19")),
                        "1.–19.\u00a0mars 2027");
    assert_string_equal(format_window(a, nb, day("2026-12-20"), day("2027-01-05")),
                        "20.\u00a0desember 2026–5.\u00a0januar 2027");
    assert_string_equal(format_window(a, nb, day("2027-03-01"), day("2027-03-01")),
                        "1.\u00a0mars 2027");
    assert_string_equal(format_window(a, nb, (struct date){0}, (struct date){0}), "");
    assert_string_equal(words_count(a, nb, "counts.minutes", 1), "1\u00a0minutt");
    assert_string_equal(words_count(a, nb, "counts.minutes", 90), "90\u00a0minutter");
    assert_string_equal(words_join(a, nb, (const char *const[]){"a", "b", "c"}, 3), "a, b og c");
    struct deadline week = {DEADLINE_WEEK, day("2026-06-07"), "2026-W23"};
    assert_string_equal(format_deadline(a, nb, &week), "uke\u00a023 i 2026");
    world_close(&w);
}

static void a_missing_string_is_named(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct source *s = diag_source_new(w.diags, &w.arena, "templates/xx/strings.yaml",
                                       "page: Side\n", 11);
    assert_false(words_check(w.diags, "xx", tree_read(w.diags, &w.arena, s)));
    assert_non_null(strstr(
        said(&w), "templates/xx/strings.yaml: error: the string \"dates.months\" is missing"));
    world_close(&w);
}

static const struct {
    const char *yaml, *says, *hint;
} bad_strings[] = {
    {"page: Side {sidetall} av {pages}\n", "error: {sidetall} means nothing in \"page\"",
     "it can hold: {page} {pages}"},
    {"page: \"Side {{page}}\"\n", "error: {{page}} means nothing in \"page\"",
     "it can hold: {page} {pages}"},
    {"dates: { date: \"{day} {{month}}\" }\n", "error: {day} means nothing in \"dates.date\"",
     "it can hold: {{day}} {{month}} {{year}}"},
    {"counts: { days: { other: \"{{m}} dager\" } }\n",
     "error: {{m}} means nothing in \"counts.days\"", "it can hold: {{n}}"},
    {"list: { pair: \"{{before og\" }\n", "error: {{ in \"list.pair\" holds no name",
     "it can hold: {{before}} {{last}}"},
    {"marking: \"for {employee.name}\"\n", "error: {employee.name} means nothing in \"marking\"",
     "two braces"},
    {"marking-word: \"{{privacy.marking}}\"\n", "means nothing in \"marking-word\"",
     "shown as it stands"},
    {"pgae: Side\n", "warning: there is no string \"pgae\"", "did you mean page?"},
    {"dates: { mnths: Side }\n", "warning: there is no string \"dates.mnths\"",
     "did you mean dates.months?"},
    {"something-else: { a: b }\n", "warning: there is no string \"something-else\"",
     "nothing shows it"},
};

static void strings_hold_what_can_be_filled_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_strings / sizeof *bad_strings; i++) {
        struct world w;
        world_open(&w);
        const char *yaml = bad_strings[i].yaml;
        struct source *s = diag_source_new(w.diags, &w.arena, "templates/xx/strings.yaml", yaml,
                                           strlen(yaml));
        assert_false(words_check(w.diags, "xx", tree_read(w.diags, &w.arena, s)));
        const char *text = said(&w);
        if (!strstr(text, bad_strings[i].says) || !strstr(text, bad_strings[i].hint))
            fail_msg("%s\ngave\n%s\nnot: %s", yaml, text, bad_strings[i].says);
        world_close(&w);
    }
}

// ---- What is wrong in a template

static const struct {
    const char *body, *says, *hint;
} faults[] = {
    {"# A\n\n{{employee.nmae}}\n", "there is no value employee.nmae",
     "did you mean employee.name?"},
    {"# A\n\n```feilds\n- { label: A }\n```\n", "there is no block \"feilds\"",
     "did you mean fields?"},
    {"# A\n\n```fields\n- { lable: A }\n```\n", "the block \"fields\" has no key \"lable\"",
     "did you mean label?"},
    {"# A\n\n```fields\n- { value: hr.name }\n```\n", "needs the key \"label\"", ""},
    {"# A\n\n```fields\n- { label: A, value: levels.x }\n```\n", "there is no value levels.x", ""},
    {"# A\n\n```fields\n- { label: A, value: last-plan }\n```\n", "last-plan is yes or no",
     "if last-plan"},
    {"# A\n\n```lines\ncount: many\n```\n", "count is a number from 0 to 60, not \"many\"", ""},
    {"# A\n\n```questions\nshow: chosn\n```\n", "show cannot be \"chosn\"", "did you mean chosen?"},
    {"# A\n\n```if last-plan\n```\nText\n", "this if has no end", ""},
    {"# A\n\n```end\n```\n", "\"end\" without an if or each before it", ""},
    {"# A\n\n```if last-plan\n```\n```else\n```\n```else\n```\n```end\n```\n",
     "has an else already", ""},
    {"# A\n\n```if cycle.salary is seperate\n```\n```end\n```\n",
     "cycle.salary is never \"seperate\"", "did you mean separate?"},
    {"# A\n\n```if hr.name is X\n```\n```end\n```\n", "only a choice can be compared", ""},
    {"# A\n\n```if not\n```\n```end\n```\n", "a condition cannot be read", "write: if PATH"},
    {"# A\n\n```each goal of last-plan.goals\n```\n```end\n```\n", "a loop cannot be read",
     "write: each NAME in PATH"},
    {"# A\n\n```each goal in hr.name\n```\n```end\n```\n",
     "hr.name is a text and cannot stand here", "a list is needed"},
    {"# A\n\n```each goal in last-plan.goals\n```\n{{goal.gaol}}\n\n```end\n```\n",
     "there is no value goal.gaol", "goal.goal?"},
    {"# A\n\n{{goal.goal}}\n", "there is no value goal.goal", ""},
    {"# A\n\n```table\nrows: last-plan.goals\ncolumns: [{ label: A, value: measures.wat }]\n```\n",
     "no value measures.wat", ""},
    {"# A\n\n```if last-plan\n```\n# B\n\n```end\n```\nAfter\n", "belongs to no section", ""},
    {"# A\n\n```each team in frames\n```\nBy {{team.message}} here\n\n```end\n```\n",
     "team.message is rich text", "paragraph of its own"},
    {"# A\n\n```timeline\n- { label: A, value: hr.name }\n```\n",
     "hr.name is a text and cannot stand here", "a window is needed"},
    {"# A\n\n```priorities\nof: last-plan.goals\n```\n", "is not a list of focus areas",
     "level.priorities"},
};

static void faults_are_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct world w;
        world_open(&w);
        assert_null(template_of(&w, faults[i].body));
        const char *text = said(&w);
        if (!strstr(text, faults[i].says) || !strstr(text, faults[i].hint) ||
            strncmp(text, "test.md:", 8))
            fail_msg("%s\ngave\n%s\nnot: %s", faults[i].body, text, faults[i].says);
        world_close(&w);
    }
}

// A print batch is about nobody: what is known of a person would crash there.
static void print_batches_have_no_persons_values(void **state)
{
    (void)state;
    static const char *const personal[] = {
        "{{employee.name}}", "{{leader.name}}",
        "```each one in cycle.follow-ups\n```\n{{one.planned}}\n\n```end\n```"};
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++) {
        struct world w;
        world_open(&w);
        assert_null(template_with(&w, "for: nobody\nmade-by: print\n",
                                  arena_printf(&w.arena, "# A\n\n%s\n", personal[i])));
        assert_non_null(strstr(said(&w), "this document is about a print batch"));
        world_close(&w);
    }
    struct world w;
    world_open(&w);
    const char *own = "# A\n\n{{print.count}} {{slip.name}} {{unit.name}}\n\n"
                      "```each one in print.recipients\n```\n{{one.name}}\n\n```end\n```\n";
    assert_non_null(template_with(&w, "for: nobody\nmade-by: print\n", own));
    world_close(&w);
}

// ---- Sharing

static void sections_are_shared_by_what_they_show(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w,
        "# Alle\n\n{{cycle.period}}\n\n# Enheten\n\n{{unit.name}}\n\n# Du\n\n{{employee.name}}\n\n"
        "# Skjult\n\n```if last-plan\n```\nX\n\n```end\n```\n");
    assert_non_null(t);
    size_t n;
    struct section_plan *a = plan(&w, t, &w.teacher, &n), *b = plan(&w, t, &w.colleague, &n),
                        *c = plan(&w, t, &w.principal, &n);
    struct section_plan *head = plan(&w, t, &w.head, &n);
    assert_int_equal(n, 4);
    assert_string_equal(a[0].key, head[0].key);
    assert_string_equal(a[1].key, b[1].key);
    assert_string_not_equal(a[1].key, head[1].key);
    assert_string_not_equal(a[1].key, c[1].key);  // who leads a unit is framed by the one above
    assert_null(a[2].key);
    // a personal condition inside makes a section personal, though its words are not
    assert_null(a[3].key);
    struct subject large = {
        .cycle = &w.cycle, .employee = &w.colleague, .language = "nb", .large = true};
    compose_plan(t, &large, &w.arena, &b);
    assert_string_not_equal(a[0].key, b[0].key);
    world_close(&w);
}

static void conditions_around_sections_share(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "```if last-plan\n```\n# Med\n\n```else\n```\n# Uten\n\n```end\n```\n");
    assert_non_null(t);
    size_t n;
    const char *with = plan(&w, t, &w.teacher, &n)[0].key,
               *without = plan(&w, t, &w.colleague, &n)[0].key;
    assert_non_null(with);
    assert_non_null(without);
    assert_string_not_equal(with, without);
    world_close(&w);
}

// What a shared section is composed in holds no person: a value that asked for one would be
// refused, and here would crash.
static void narrow_values_need_no_more_than_their_scope(void **state)
{
    (void)state;
    static const struct value_table *const tables[] = {&values_run, &values_unit};
    struct world w;
    world_open(&w);
    const struct template *t = template_of(&w, "# A\n");
    struct unit *units[] = {&w.school};
    struct env e = {.words = &t->language->words,
                    .cycle_words = &t->language->words,
                    .bank = &t->language->bank,
                    .cycle = &w.cycle,
                    .arena = &w.arena,
                    .diags = w.diags};
    for (size_t i = 0; i < 2; i++) {
        if (i) e.units = e.frames = units, e.unit_count = e.frame_count = 1;
        e.limit = i ? SCOPE_UNIT : SCOPE_RUN;
        for (size_t k = 0; k < tables[i]->count; k++) {
            assert_int_equal(tables[i]->entries[k].scope, e.limit);
            tables[i]->entries[k].get(&e, NULL);
        }
    }
    for (size_t k = 0; k < values_person.count; k++)
        assert_int_equal(values_person.entries[k].scope, SCOPE_PERSON);
    for (size_t k = 0; k < values_plan.count; k++)
        assert_int_equal(values_plan.entries[k].scope, SCOPE_PERSON);
    for (size_t k = 0; k < values_of_unit.count; k++) values_of_unit.entries[k].get(&e, &w.school);
    world_close(&w);
}

static void a_shared_section_refuses_what_is_personal(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(&w, "# A\n\n{{employee.name}}\n");
    size_t n;
    struct section_plan *list = plan(&w, t, &w.teacher, &n);
    t->sections->scope = SCOPE_UNIT;  // as if the check had been wrong
    list[0].key = "key";
    struct subject s = {.cycle = &w.cycle, .employee = &w.teacher, .language = "nb"};
    struct buf out = {0};
    doc_dump(compose_section(t, &list[0], &s, w.diags, &w.arena), &out);
    assert_null(strstr(buf_cstr(&out), "Anne"));
    assert_non_null(strstr(said(&w), "the value employee.name belongs to one person"));
    buf_free(&out);
    world_close(&w);
}

static struct env spied;

static void look_around(const struct env *e, const struct node *body, struct place at,
                        struct doc_node *parent)
{
    (void)body, (void)at, (void)parent;
    spied = *e;
}

// A block reads what it likes of its environment: what is wider than its section is not there.
static void a_section_holds_nothing_wider_than_it_shows(void **state)
{
    (void)state;
    static const struct block spy = {.name = "spy", .expand = look_around};
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "```each team in frames\n```\n# A\n\n```note\nText\n```\n```end\n```\n");
    struct statement *section = t->sections->body;
    assert_int_equal(section->kind, STATEMENT_SECTION);
    section->body->block = &spy;
    struct subject s = {.cycle = &w.cycle, .employee = &w.teacher, .language = "nb"};
    for (int scope = SCOPE_RUN; scope <= SCOPE_PERSON; scope++) {
        size_t n;
        struct section_plan *list = plan(&w, t, &w.teacher, &n);
        assert_int_equal(n, 1);
        section->scope = (enum doc_scope)scope;
        spied = (struct env){0};
        compose_section(t, &list[0], &s, w.diags, &w.arena);
        assert_int_equal(spied.limit, scope);
        assert_int_equal(spied.person != NULL, scope >= SCOPE_PERSON);
        assert_int_equal(spied.units != NULL, scope >= SCOPE_UNIT);
        assert_int_equal(spied.unit_count, scope >= SCOPE_UNIT ? 1 : 0);
        assert_int_equal(spied.frames != NULL, scope >= SCOPE_UNIT);
        assert_int_equal(spied.frame_count, scope >= SCOPE_UNIT ? 1 : 0);
        assert_int_equal(spied.variable_count, 1);
        assert_int_equal(spied.variables[0].item != NULL, scope >= SCOPE_UNIT);
    }
    world_close(&w);
}

// ---- What is composed

static void values_are_only_text(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "# A\n\n{{leader.name}} og *{{employee.name}}*\n\n```note\n\"{{leader.name}}\"\n```\n");
    const char *doc = composed(&w, t, &w.teacher);
    assert_non_null(
        strstr(doc, "text scope=person path=\"leader.name\" \"Kari *Berg* {{hr.name}}\""));
    assert_non_null(strstr(doc, "\"Anne <b>\""));
    assert_null(strstr(doc, "\"HR\""));
    struct subject s = {.cycle = &w.cycle, .employee = &w.teacher, .language = "nb"};
    assert_string_equal(compose_front_matter(t, "marking", &s, &w.arena),
                        "Personlig – for Anne <b> og Kari *Berg* {{hr.name}}");
    assert_string_equal(compose_front_matter(t, "title", &s, &w.arena), "Prøve");
    assert_null(compose_front_matter(t, "nothing", &s, &w.arena));
    world_close(&w);
}

static void tables_have_a_row_for_each_measure(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "# A\n\n```plan-table\nrows: last-plan.goals\nblank-rows: 6\ncolumns:\n"
            "  - { label: Mål, value: goal, under: kind }\n  - { label: Tiltak, value: "
            "measures.what }\n"
            "  - { label: Ansvarlig, value: measures.responsible }\n"
            "  - { label: Frist, value: measures.deadline }\n```\n");
    assert_non_null(t);
    const char *doc = composed(&w, t, &w.teacher);
    size_t rows = 0;
    for (const char *s = doc; (s = strstr(s, "\n    row")); s++) rows++;
    assert_int_equal(rows, 1 + 2 + 6);
    const char *goal = strstr(doc, "Ny modell");
    assert_non_null(goal);
    assert_null(strstr(goal + 1, "Ny modell"));
    assert_non_null(strstr(doc, "Arbeidsmål"));
    assert_non_null(strstr(doc, "\"Lederen\""));
    assert_non_null(strstr(doc, "\"Løpende\""));
    assert_null(strstr(doc, "holds="));  // last period's goals are not this period's to fill in
    world_close(&w);
}

static void cells_of_a_form_are_fields(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    w.teacher.plan = &w.last;
    w.teacher.last_plan = NULL;
    const struct template *t = template_of(
        &w, "# A\n\n```plan-table\nrows: plan.goals\nspare-rows: 2\ncolumns:\n"
            "  - { label: Mål, value: goal, under: kind }\n  - { label: Tiltak, "
            "value: measures.what }\n"
            "  - { label: Ansvarlig, value: measures.responsible }\n```\n");
    assert_non_null(t);
    const char *doc = composed(&w, t, &w.teacher);
    assert_non_null(strstr(doc, "field=lines:goals/g1/goal~"));
    assert_non_null(strstr(doc, "says=\"Mål, rad 1\" holds=\"Ny modell\""));
    assert_non_null(strstr(doc, "says=\"Ansvarlig, rad 2\" holds=\"leader\""));
    // the first row to come, behind g1, m1 and m2
    assert_non_null(strstr(doc, "field=lines:goals/g3/goal says"));
    assert_non_null(strstr(doc, "field=lines:goals/g4/measures/m4/what says"));
    assert_null(strstr(doc, "field=lines:goals/g5"));
    world_close(&w);
}

// Headings inside rich text fit under the one above it, and none is more than one level deeper than
// the one before.
static void headings_of_rich_text_skip_no_level(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    static const char text[] = "# One\n\nA\n\n###### Deep\n\nB\n\n## Two\n\nC\n";
    struct source *s = diag_source_new(w.diags, &w.arena, "x.md", text, sizeof text - 1);
    const struct doc_node *blocks = markdown_read(w.diags, &w.arena, s, MARKDOWN_TEXT, NULL);
    struct env e = {.arena = &w.arena};
    struct rich_style style = {SCOPE_RUN, "x", NULL, 3};
    struct doc_node *group = doc_new(&w.arena, DOC_GROUP, (struct place){0});
    bind_rich(&e, blocks, &style, group);
    assert_true(doc_is_composed(group));
    static const int levels[] = {3, 4, 4};
    size_t n = 0;
    for (const struct doc_node *k = group->first; k; k = k->next)
        if (k->kind == DOC_HEADING) assert_int_equal(k->level, levels[n++]);
    assert_int_equal(n, 3);
    world_close(&w);
}

static void a_new_leader_sees_no_comments(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "# A\n\n```each goal in last-plan.goals\n```\n{{goal.goal}}: "
            "{{goal.comment-employee}}\n\n```end\n```\n");
    assert_non_null(strstr(composed(&w, t, &w.teacher), "hemmelig"));
    w.teacher.leader = &w.head;
    const char *doc = composed(&w, t, &w.teacher);
    assert_null(strstr(doc, "hemmelig"));
    assert_non_null(strstr(doc, "Ny modell"));
    world_close(&w);
}

// Nor does one who holds the conversation for the leader; a leader outside the chart goes by name.
static void comments_are_for_those_two(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "# A\n\n```each goal in last-plan.goals\n```\n{{goal.goal}}: "
            "{{goal.comment-employee}}\n\n```end\n```\n");
    w.teacher.held_by = &w.head;
    assert_null(strstr(composed(&w, t, &w.teacher), "hemmelig"));
    w.teacher.held_by = w.teacher.leader = &w.mayor;
    assert_null(strstr(composed(&w, t, &w.teacher), "hemmelig"));
    w.last.leader_id = "Per Vik";
    assert_non_null(strstr(composed(&w, t, &w.teacher), "hemmelig"));
    w.last.leader_id = NULL;
    assert_null(strstr(composed(&w, t, &w.teacher), "hemmelig"));
    world_close(&w);
}

// A unit's focus areas in one language: one, named in it, that supports another.
static struct priorities *priorities_of(struct world *w, struct unit *u, const char *language,
                                        const char *title, struct priority *supports)
{
    struct priorities *p = ARENA_NEW(&w->arena, struct priorities);
    struct priority *one = ARENA_NEW(&w->arena, struct priority);
    *one = (struct priority){
        .id = "roads", .file = p, .title = doc_new(&w->arena, DOC_HEADING, (struct place){0})};
    doc_text(&w->arena, one->title, title, (struct place){0});
    if (supports) {
        one->supports = ARENA_NEW(&w->arena, struct priority *);
        one->supports[0] = supports;
        one->supports_count = 1;
    }
    *p = (struct priorities){.unit = u, .language = language, .list = one, .count = 1};
    struct priorities **all = ARENA_ARRAY(&w->arena, struct priorities *, u->priorities_count + 1);
    for (size_t i = 0; i < u->priorities_count; i++) all[i] = u->priorities[i];
    all[u->priorities_count++] = p;
    u->priorities = all;
    return p;
}

#define LEVELS                                                 \
    "# A\n\n```each level in levels\n```\n```priorities\nof: " \
    "level.own-priorities\n```\n```end\n```\n"

// The thread calls a focus area what the paper has called it above, whatever the unit that supports
// it writes.
static void threads_name_what_is_shown(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct priorities *english = priorities_of(&w, &w.root, "en", "Safe roads", NULL);
    priorities_of(&w, &w.school, "en", "Fewer accidents", &english->list[0]);
    const struct template *t = template_of(&w, LEVELS);
    const char *text = composed(&w, t, &w.teacher);
    if (!strstr(text, "Safe roads") || !strstr(text, "language=\"en\" \"Safe roads\""))
        fail_msg("%s", text);
    priorities_of(&w, &w.root, "nb", "Trygge veier", NULL);
    text = composed(&w, t, &w.teacher);
    if (strstr(text, "Safe roads") || !strstr(text, "Trygge veier")) fail_msg("%s", text);
    assert_non_null(strstr(strstr(text, "Støtter"), "Trygge veier"));
    assert_string_equal(said(&w), "");
    world_close(&w);
}

// The usual message speaks of focus areas, so it is there only when they are.
static void no_message_of_no_focus_areas(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const struct template *t = template_of(
        &w, "# A\n\n```each team in frames\n```\n```if team.message\n```\n"
            "{{team.message}}\n\n```else\n```\nNothing\n\n```end\n```\n```end\n```\n");
    assert_non_null(strstr(composed(&w, t, &w.teacher), "Nothing"));
    priorities_of(&w, &w.school, "nb", "Lesing", NULL);
    assert_null(strstr(composed(&w, t, &w.teacher), "Nothing"));
    world_close(&w);
}

static const char *text_of(struct world *w, const char *template)
{
    const struct template *t = template_of(w, arena_printf(&w->arena, "# A\n\n%s\n", template));
    assert_non_null(t);
    return composed(w, t, &w->teacher);
}

static void periods_and_numbers_as_they_are_set(void **state)
{
    (void)state;
    static const char *const periods[][2] = {
        {"2027", "2027"},       {"2027-28", "2027–28"},  {"2027-2028", "2027–2028"},
        {"1999-00", "1999–00"}, {"2027-03", "2027-03"},  {"2027-01-15", "2027-01-15"},
        {"H2027-1", "H2027-1"}, {"20-27-28", "20-27-28"}};
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        w.cycle.period = periods[i][0];
        if (!strstr(text_of(&w, "{{cycle.period}}"), periods[i][1])) fail_msg("%s", periods[i][0]);
    }
    w.cycle.hr.phone = "+47 57 00 00 00";
    const char *text = text_of(&w, "Ring {{hr.contact}}.");
    if (!strstr(text, "mailto:hr@x.example") ||
        !strstr(text, "+47\u00a057\u00a000\u00a000\u00a000"))
        fail_msg("%s", text);
    world_close(&w);
}

static void unknown_questions_are_the_units_fault(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    assert_non_null(template_of(&w, "# A\n"));
    const char *ids[] = {"best-job", "best-jbo"};
    struct source *s = diag_source_new(w.diags, &w.arena, "priorities/2027/school.md", "x\n", 2);
    struct place places[] = {diag_place(s, 0, 1), diag_place(s, 0, 1)};
    struct priorities p = {
        .unit = &w.school, .questions = ids, .question_places = places, .question_count = 2};
    struct priorities *files[] = {&p};
    w.school.priorities = files;
    w.school.priorities_count = 1;
    templates_check_cycle(w.diags, w.templates, &w.cycle);
    assert_int_equal(diag_count(w.diags, DIAG_ERROR), 1);
    assert_non_null(strstr(said(&w), "priorities/2027/school.md:1:1: error: there is no question "
                                     "\"best-jbo\" for Skolen to ask"));
    assert_non_null(strstr(said(&w), "did you mean best-job?"));
    world_close(&w);
}

// ---- The sample, whole: whoever shares a key is shown the same

static void compare_shared(struct map *seen, struct world *w, const struct cycle *c,
                           const struct person *p)
{
    struct subject s = {.cycle = c, .employee = p, .language = cycle_person_language(c, p)};
    const struct template *t = templates_find(w->templates, s.language, "pack");
    assert_non_null(t);
    struct section_plan *list;
    size_t count = compose_plan(t, &s, &w->arena, &list);
    for (size_t i = 0; i < count; i++) {
        struct buf out = {0};
        doc_dump(compose_section(t, &list[i], &s, w->diags, &w->arena), &out);
        const char *before = list[i].key ? map_get(seen, list[i].key) : NULL;
        if (before) assert_string_equal(before, buf_cstr(&out));
        else if (list[i].key)
            map_set(seen, &w->arena, list[i].key, arena_strdup(&w->arena, buf_cstr(&out)));
        buf_free(&out);
    }
}

static void equal_keys_show_equal_pages(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    const char *languages[] = {"en", "nb", "nn"};
    w.templates = templates_new(w.diags, &w.arena, w.set);
    struct cycle *c = cycle_read(w.diags, &w.arena, "samples/nordlia", languages, 3,
                                 (struct date){0});
    assert_non_null(w.templates);
    struct map seen = {0};
    size_t papers = 0;
    for (size_t i = 0; i < c->person_count; i++) {
        if (cycle_person_pack(c, c->people[i]) != PACK_DUE) continue;
        compare_shared(&seen, &w, c, c->people[i]);
        papers++;
    }
    assert_true(papers > 40);
    assert_null(strstr(said(&w), "belongs to one person"));
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_said_in_words),
        cmocka_unit_test(a_missing_string_is_named),
        cmocka_unit_test(strings_hold_what_can_be_filled_in),
        cmocka_unit_test(threads_name_what_is_shown),
        cmocka_unit_test(no_message_of_no_focus_areas),
        cmocka_unit_test(periods_and_numbers_as_they_are_set),
        cmocka_unit_test(faults_are_explained),
        cmocka_unit_test(print_batches_have_no_persons_values),
        cmocka_unit_test(headings_of_rich_text_skip_no_level),
        cmocka_unit_test(sections_are_shared_by_what_they_show),
        cmocka_unit_test(conditions_around_sections_share),
        cmocka_unit_test(narrow_values_need_no_more_than_their_scope),
        cmocka_unit_test(a_shared_section_refuses_what_is_personal),
        cmocka_unit_test(a_section_holds_nothing_wider_than_it_shows),
        cmocka_unit_test(values_are_only_text),
        cmocka_unit_test(tables_have_a_row_for_each_measure),
        cmocka_unit_test(cells_of_a_form_are_fields),
        cmocka_unit_test(a_new_leader_sees_no_comments),
        cmocka_unit_test(comments_are_for_those_two),
        cmocka_unit_test(unknown_questions_are_the_units_fault),
        cmocka_unit_test(equal_keys_show_equal_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
