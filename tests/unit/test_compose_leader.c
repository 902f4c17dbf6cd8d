// compose/: what a leader's papers say of their people and units, what a new leader must not see,
// and how a start letter is dated. The cycle is read from files, as a user writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compose/compose.h"
#include "compose/template.h"
#include "read/read.h"

#define NBSP "\u00a0"

// ---- A small organisation: a school led by Kari, who is new there, and a library led by her too

static const char samtale[] =
    "organisation: Lia\nperiod: 2027\nprevious-period: 2026\n"
    "dates: { from: 2027-01-01, to: 2027-12-31 }\n"
    "conversations: { from: 2027-01-11, to: 2027-02-26, minutes: 90, notice-days: 14 }\n"
    "new-within-days: 42\nhr: { name: HR }\n";
static const char org[] =
    "unit:\n"
    "  id: lia\n"
    "  name: Lia\n"
    "  leader: e1\n"
    "  employees:\n"
    "    - { id: e1, name: Anna Dal, leader: { name: Per Vik } }\n"
    "    - { id: e2, name: Kari Berg }\n"
    "    - { id: e3, name: Nils Ås, leader: e1 }\n"
    "    - { id: e4, name: Mona Lie, leader: e3 }\n"
    "  units:\n"
    "    - id: school\n"
    "      name: Skolen\n"
    "      leader: e9\n"
    "      acting: { id: e2, from: 2026-12-01, to: 2027-07-31 }\n"
    "      briefing: { at: 2027-01-14T14:00, place: Kantina }\n"
    "      employees:\n"
    "        - { id: e9, name: Rune Hol, away: { from: 2026-12-01, to: 2027-07-31 } }\n"
    "        - { id: e5, name: Ida Vik, conversation: { at: 2027-02-10T09:00, place: Rom 2 } }\n"
    "        - { id: e6, name: Jon Eira }\n"
    "        - { id: e7, name: Siri Moe, conversation: { at: 2027-02-09T09:00, by: e4 } }\n"
    "        - { id: e8, name: Tor Ek, conversation: not-needed }\n"
    "        - { id: e10, name: Una Ny, from: 2027-04-01 }\n"
    "    - { id: library, name: Biblioteket, leader: e2 }\n";
static const char school[] = "## Lesing {#lesing}\n\n## Friminutt {#friminutt}\n\n## Musikk "
                             "{#musikk}\n\n## Samisk {#samisk}\n";
// Ida's leader is the same as before, Jon's is not.
static const char ida_last[] = "employee: e5\nunit: school\nleader: e2\n"
                               "goals:\n"
                               "  - { id: g1, goal: Lese mer, attainment: met, comments: { "
                               "employee: IDAS-ORD, leader: KARIS-ORD } }\n";
static const char jon_last[] =
    "employee: e6\nunit: school\nleader: e9\ndisagreement: JONS-UENIGHET\n"
    "goals:\n"
    "  - id: g1\n"
    "    goal: Spille mer\n"
    "    attainment: partly\n"
    "    comments: { employee: JONS-ORD, leader: RUNES-ORD }\n"
    "    measures:\n"
    "      - { id: m1, what: Kjøpe noter, deadline: 2026-03-01, done: 2026-03-05 }\n"
    "      - { id: m2, what: Holde konsert, deadline: 2026-12 }\n"
    "      - { id: m3, what: Øve, deadline: ongoing }\n"
    "  - id: g2\n"
    "    goal: Lære gitar\n"
    "    attainment: dropped\n"
    "    measures: [{ id: m1, what: Gå på kurs, deadline: 2026-05-01 }]\n"
    "  - { id: g3, goal: Skrive sang, attainment: partly }\n"
    "follow-ups:\n"
    "  - held: 2026-05-20\n"
    "    progress: [{ goal: g1, status: on-track, note: JONS-NOTAT }]\n"
    "    learnt: JONS-LÆRDOM\n"
    "evaluation: { held: 2026-12-10, learnt: JONS-SISTE-ORD }\n";
// Reading is served straight, music through a focus area of a unit below; the goal for breaks was
// given up.
static const char ida_plan[] =
    "employee: e5\nunit: school\nleader: e2\n"
    "goals:\n"
    "  - { id: g1, goal: Lese høyt, supports: lesing }\n"
    "  - { id: g2, goal: Mer ute, supports: friminutt, attainment: dropped }\n";
static const char choir[] = "## Koret {#koret supports=musikk}\n";

struct world {
    struct arena arena;
    struct diags *diags;
    struct template_set *set;
    struct templates *templates;
    struct cycle *cycle;
    char folder[32];
};

static void put(const struct world *w, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", w->folder, name);
    for (char *slash = strchr(path + strlen(w->folder) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void world_open(struct world *w, const char *chart, const char *as_of)
{
    *w = (struct world){.diags = diag_new(), .folder = "/tmp/samtale-leader-XXXXXX"};
    assert_non_null(mkdtemp(w->folder));
    put(w, "samtale.yaml", samtale);
    put(w, "org.yaml", chart);
    put(w, "priorities/2027/school.md", school);
    put(w, "plans/2026/e5.yaml", ida_last);
    put(w, "plans/2026/e6.yaml", jon_last);
    put(w, "plans/2027/e5.yaml", ida_plan);
    static const char *const languages[] = {"en", "nb", "nn"};
    struct date day = {0};
    assert_true(!as_of || date_parse(as_of, &day));
    w->set = templates_read(w->diags, &w->arena, NULL, "templates");
    w->cycle = cycle_read(w->diags, &w->arena, w->folder, languages, 3, day);
    assert_non_null(w->cycle);
    assert_false(w->cycle->has_errors);
}

static void world_close(struct world *w)
{
    nftw(w->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    diag_free(w->diags);
    arena_free(&w->arena);
}

// The bokmål words with one template, whose body this is; NULL after diagnostics.
static const struct template *template_of(struct world *w, const char *audience, const char *body)
{
    struct language_pack *only = ARENA_NEW(&w->arena, struct language_pack);
    for (size_t i = 0; i < w->set->count; i++)
        if (!strcmp(w->set->packs[i].language, "nb")) *only = w->set->packs[i];
    const char *text = arena_printf(&w->arena, "---\ntitle: Prøve\nfor: %s\n---\n# A\n\n%s",
                                    audience, body);
    struct source *s = diag_source_new(w->diags, &w->arena, "test.md", text, strlen(text));
    only->files = ARENA_NEW(&w->arena, struct template_file);
    only->files[0] = (struct template_file){
        .name = "test",
        .doc = markdown_read(w->diags, &w->arena, s, MARKDOWN_TEMPLATE, NULL),
        .source = s};
    only->file_count = 1;
    w->templates = templates_new(w->diags, &w->arena,
                                 &(struct template_set){.packs = only, .count = 1});
    return w->templates ? templates_find(w->templates, "nb", "test") : NULL;
}

static void gather(const struct doc_node *n, struct buf *out)
{
    if (n->kind == DOC_TEXT) buf_str(out, n->text);
    for (const struct doc_node *k = n->first; k; k = k->next) gather(k, out);
    if (n->kind == DOC_PARAGRAPH || n->kind == DOC_CELL || n->kind == DOC_HEADING) buf_c(out, '|');
}

// All the words of a document, with | behind each block.
static const char *composed(struct world *w, const struct template *t, const struct person *p,
                            const struct unit *u)
{
    struct subject s = {.cycle = w->cycle, .employee = p, .unit = u, .language = "nb"};
    struct section_plan *list;
    struct buf out = {0};
    size_t count = compose_plan(t, &s, &w->arena, &list);
    for (size_t i = 0; i < count; i++)
        gather(compose_section(t, &list[i], &s, w->diags, &w->arena), &out);
    const char *text = arena_strndup(&w->arena, out.n ? out.p : "", out.n);
    buf_free(&out);
    return text;
}

static void says(struct world *w, const char *leader, const char *body, const char *expected)
{
    const struct template *t = template_of(w, "leader", body);
    assert_non_null(t);
    assert_string_equal(composed(w, t, cycle_person(w->cycle, leader), NULL), expected);
}

static void says_of_unit(struct world *w, const char *unit, const char *body, const char *expected)
{
    const struct template *t = template_of(w, "unit", body);
    assert_non_null(t);
    assert_string_equal(composed(w, t, NULL, cycle_unit(w->cycle, unit)), expected);
}

// ---- People

// Those with a time by their times, then the others; who has no conversation now, is not among
// them.
static void people_stand_in_the_order_of_their_conversations(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    says(&w, "e2", "{{people}}: {{people.count}}",
         "A|Siri Moe, Ida Vik, Jon Eira og Una Ny: fire personer|");
    says(&w, "e2", "{{people.without-time}}", "A|Jon Eira og Una Ny|");
    says(&w, "e2", "{{people.not-due}}", "A|Tor Ek|");
    says(&w, "e1", "{{people.not-due}}", "A|Rune Hol|");
    says(&w, "e1", "{{people.leaders-without-time}}", "A|Kari Berg og Nils Ås|");
    says(&w, "e4", "{{holds}}|{{people}}", "A|Siri Moe||");
    world_close(&w);
}

static void each_of_them_has_what_the_leader_has_to_know(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    says(&w, "e2",
         "```each p in people\n```\n{{p.name}}: {{p.conversation.at}} {{p.conversation.place}} "
         "{{p.window.to}} "
         "{{p.note.holder}} {{p.note.new-leader}} {{p.note.own-window}} "
         "{{p.last-plan.summary}}\n\n```end\n```\n",
         "A|Siri Moe: tirsdag 9." NBSP "februar 2027 kl." NBSP "09.00  26." NBSP
         "februar 2027 Mona Lie holder samtalen   Ingen plan|"
         "Ida Vik: onsdag 10." NBSP "februar 2027 kl." NBSP "09.00 Rom 2 26." NBSP
         "februar 2027    1" NBSP "mål|"
         "Jon Eira:   26." NBSP "februar 2027  Har ny leder siden forrige plan  3" NBSP "mål|"
         "Una Ny:   13." NBSP "mai 2027   Er ny, og har egen frist Ingen plan|");
    world_close(&w);
}

// Finished and open-ended measures are not overdue, nor those of a goal that no longer counts.
static void the_last_plan_is_seen_at_a_glance(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    says(&w, "e2",
         "```each p in people\n```\n```if p.new-leader\n```\n{{p.last-plan.results}}; "
         "{{p.last-plan.overdue-count}}: "
         "{{p.last-plan.overdue}}\n\n```end\n```\n```end\n```\n",
         "A|2" NBSP "delvis nådd og 1" NBSP "ikke lenger aktuelt; 1" NBSP
         "tiltak over fristen: Holde konsert|");
    world_close(&w);
}

// ---- What a new leader must not see

static const char *const secrets[] = {"JONS-ORD",    "RUNES-ORD",      "JONS-NOTAT",
                                      "JONS-LÆRDOM", "JONS-SISTE-ORD", "JONS-UENIGHET"};

static void shows_no_secret(const char *text)
{
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strstr(text, secrets[i])) fail_msg("%s is shown to a new leader", secrets[i]);
}

// A template that asks for every word there is gets those of the person who has kept their leader,
// and no others.
static void a_new_leader_sees_no_comments(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    const struct template *t = template_of(
        &w, "leader",
        "```each p in people\n```\n```each g in p.last-plan.goals\n```\n{{g.goal}} "
        "{{g.attainment}} {{g.status}} "
        "{{g.comment-employee}} {{g.comment-leader}} {{g.note}} "
        "{{g.log}}\n\n```end\n```\n```end\n```\n");
    assert_non_null(t);
    const char *text = composed(&w, t, cycle_person(w.cycle, "e2"), NULL);
    shows_no_secret(text);
    assert_non_null(strstr(text, "IDAS-ORD KARIS-ORD"));
    assert_non_null(strstr(text, "Spille mer Delvis nådd I rute"));
    world_close(&w);
}

// The pack that ships shows nobody's comments, and a new leader goals, deadlines and that there is
// no more.
static void the_leader_pack_shows_no_comments(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    w.templates = templates_new(w.diags, &w.arena, w.set);
    assert_non_null(w.templates);
    const char *text = composed(&w, templates_find(w.templates, "nb", "leader-pack"),
                                cycle_person(w.cycle, "e2"), NULL);
    shows_no_secret(text);
    assert_null(strstr(text, "IDAS-ORD"));
    assert_non_null(strstr(text, "Spille mer"));
    assert_non_null(strstr(text, "desember 2026"));
    assert_non_null(strstr(text, "Jon Eira har ny leder siden sist. Derfor ser du mål, status og "
                                 "frister, men ikke kommentarer."));
    assert_null(strstr(text, "Ida Vik har ny leder"));
    world_close(&w);
}

static void people_stay_out_of_what_is_about_no_person(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    assert_null(template_of(&w, "unit", "{{people}}"));
    assert_null(template_of(
        &w, "unit", "```each u in units\n```\n{{u.priorities-without-goals}}\n\n```end\n```\n"));
    world_close(&w);
}

// ---- Units

static void a_leader_may_lead_several_units(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    says(&w, "e2", "{{led-units}}", "A|Skolen og Biblioteket|");
    says(&w, "e2",
         "```each u in acting-units\n```\n{{u.name}}, {{u.acting-for}}, "
         "{{u.acting-window.to}}\n\n```end\n```\n",
         "A|Skolen, Rune Hol, 31." NBSP "juli 2027|");
    says(&w, "e2",
         "```each u in led-units\n```\n{{u.name}} {{u.briefing.at}} "
         "{{u.briefing.place}}\n\n```end\n```\n",
         "A|Skolen torsdag 14." NBSP "januar 2027 kl." NBSP "14.00 Kantina|Biblioteket  |");
    says(&w, "e3", "{{led-units}}|{{teams}}|{{briefings}}", "A||Lia|Lia|");
    world_close(&w);
}

static void the_stand_in_gives_the_unit_back(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, "2027-09-01");
    says(&w, "e2", "{{led-units}}", "A|Biblioteket|");
    world_close(&w);
}

static const char without_goals[] =
    "```each u in led-units\n```\n```if "
    "u.own-priorities\n```\n{{u.priorities-without-goals}}\n\n```end\n```\n```end\n```\n";

// A goal that was given up supports nothing.
static void focus_areas_without_goals_are_found(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    says(&w, "e2", without_goals, "A|Friminutt, Musikk og Samisk|");
    says(&w, "e2", "```if people.plans\n```\nja\n\n```end\n```\n", "A|ja|");
    says(&w, "e1", "```if not people.plans\n```\nnei\n\n```end\n```\n", "A|nei|");
    world_close(&w);
}

// A goal serves what its own focus area supports in turn.
static void a_thread_reaches_up_to_the_leaders_own(void **state)
{
    (void)state;
    static const char below[] = "    - { id: library, name: Biblioteket, leader: e2 }\n";
    struct world w;
    char chart[4096];
    snprintf(chart, sizeof chart, "%.*s      units: [{ id: choir, name: Koret, leader: e6 }]\n%s",
             (int)(sizeof org - sizeof below), org, below);
    world_open(&w, chart, NULL);
    put(&w, "priorities/2027/choir.md", choir);
    put(&w, "plans/2027/e6.yaml",
        "employee: e6\nunit: choir\nleader: e2\ngoals: [{ id: g1, goal: Synge, supports: koret "
        "}]\n");
    static const char *const languages[] = {"nb"};
    w.cycle = cycle_read(w.diags, &w.arena, w.folder, languages, 1, (struct date){0});
    says(&w, "e2", without_goals, "A|Friminutt og Samisk|");
    world_close(&w);
}

// ---- The guide

static const char parts[] =
    "{{minutes.opening}} {{minutes.looking-back}} {{minutes.goals}} {{minutes.development}} "
    "{{minutes.leadership}} {{minutes.agreement}} {{minutes.closing}}";

static void the_parts_take_all_the_time_there_is(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    const struct template *t = template_of(&w, "leader", parts);
    assert_non_null(t);
    for (int minutes = 15; minutes <= 480; minutes++) {
        w.cycle->minutes = minutes;
        const char *text = composed(&w, t, cycle_person(w.cycle, "e2"), NULL);
        long sum = 0;
        for (const char *s = strchr(text, '|'); *s; s++) {
            if (*s < '0' || *s > '9') continue;
            char *end;
            long part = strtol(s, &end, 10);
            if (minutes >= 60 && minutes % 5 == 0) assert_int_equal(part % 5, 0);
            sum += part;
            s = end;
        }
        assert_int_equal(sum, minutes);
    }
    world_close(&w);
}

// ---- The start letter

static void a_letter_is_dated_before_the_first_conversation(void **state)
{
    (void)state;
    static const struct {
        const char *as_of, *said;
    } days[] = {{NULL, "A|28." NBSP "desember 2026|"},
                {"2026-12-10", "A|10." NBSP "desember 2026|"},
                {"2027-02-15", "A|28." NBSP "desember 2026|"}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct world w;
        world_open(&w, org, days[i].as_of);
        says_of_unit(&w, "school", "{{cycle.announced}}", days[i].said);
        world_close(&w);
    }
}

// A unit's people have the window of their wave; a newcomer's own does not widen it.
static void a_unit_is_told_its_own_window_and_briefing(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    struct window wave = cycle_person_window(w.cycle, cycle_person(w.cycle, "e5"));
    assert_true(date_compare(wave.from, w.cycle->conversations.from) > 0);
    const char *from = arena_printf(&w.arena, "A|%d." NBSP "februar 2027 26." NBSP "februar 2027|",
                                    wave.from.day);
    says_of_unit(&w, "school", "{{unit.conversations.from}} {{unit.conversations.to}}", from);
    says_of_unit(&w, "lia", "{{unit.conversations.from}}", "A|11." NBSP "januar 2027|");
    static const char told[] =
        "```if unit.told\n```\n{{unit.briefing.place}}\n\n```end\n```\n```if "
        "unit.whole\n```\nalle\n\n```end\n```\n";
    says_of_unit(&w, "school", told, "A|Kantina|");
    says_of_unit(&w, "library", told, "A|");
    says_of_unit(&w, "lia", told, "A|alle|");
    world_close(&w);
}

// The letter that ships names no person but those who lead.
static void the_start_letter_is_about_no_person(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, org, NULL);
    w.templates = templates_new(w.diags, &w.arena, w.set);
    const struct template *t = templates_find(w.templates, "nb", "start-letter");
    struct subject s = {.cycle = w.cycle, .unit = cycle_unit(w.cycle, "school"), .language = "nb"};
    const char *text = composed(&w, t, NULL, s.unit);
    assert_non_null(strstr(text, "Alle i Skolen"));
    assert_non_null(strstr(text, "Kari Berg forteller mer"));
    assert_null(strstr(text, "Ida"));
    assert_string_equal(compose_front_matter(t, "marking", &s, &w.arena),
                        "Lia · Mål- og utviklingssamtaler 2027");
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_stand_in_the_order_of_their_conversations),
        cmocka_unit_test(each_of_them_has_what_the_leader_has_to_know),
        cmocka_unit_test(the_last_plan_is_seen_at_a_glance),
        cmocka_unit_test(a_new_leader_sees_no_comments),
        cmocka_unit_test(the_leader_pack_shows_no_comments),
        cmocka_unit_test(people_stay_out_of_what_is_about_no_person),
        cmocka_unit_test(a_leader_may_lead_several_units),
        cmocka_unit_test(the_stand_in_gives_the_unit_back),
        cmocka_unit_test(focus_areas_without_goals_are_found),
        cmocka_unit_test(a_thread_reaches_up_to_the_leaders_own),
        cmocka_unit_test(the_parts_take_all_the_time_there_is),
        cmocka_unit_test(a_letter_is_dated_before_the_first_conversation),
        cmocka_unit_test(a_unit_is_told_its_own_window_and_briefing),
        cmocka_unit_test(the_start_letter_is_about_no_person),
    };
    return cmocka_run_group_tests_name("compose_leader", tests, NULL, NULL);
}
