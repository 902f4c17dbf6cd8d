// The places to write of a person's papers, and what is typed in them.
#include "collect/entered.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "model/record.h"

// ---- Labels

static bool ends(const char *text, size_t n, const char *end)
{
    size_t m = strlen(end);
    return m && n >= m && !memcmp(text + n - m, end, m);
}

// ", lederen fyller ut": what a screen reader hears of the shape before the label.
static size_t without_who(const struct entered *e, const char *language, const char *label,
                          size_t n)
{
    static const char *const whose[] = {"who.employee", "who.leader", "who.both"};
    static const char mark[] = "{{label}}", who[] = "{{who}}";
    struct arena *a = e->c->arena;
    const char *pattern = templates_string(e->c->templates, language, "who.field");
    const char *behind = pattern && !strncmp(pattern, mark, sizeof mark - 1)
                           ? pattern + sizeof mark - 1
                           : NULL;
    const char *at = behind ? strstr(behind, who) : NULL;
    for (size_t i = 0; at && i < COUNT(whose); i++) {
        const char *words = templates_string(e->c->templates, language, whose[i]);
        const char *end = arena_printf(a, "%.*s%s%s", (int)(at - behind), behind,
                                       words ? words : "", at + sizeof who - 1);
        if (ends(label, n, end)) return n - strlen(end);
    }
    return n;
}

// Takes "(dd.mm.åååå)" off the end, into the hint.
static size_t without_hint(struct arena *a, const char *label, size_t n, const char **hint)
{
    if (!n || label[n - 1] != ')') return n;
    size_t at = n - 1;
    while (at && label[at] != '(') at--;
    if (!at || label[at - 1] != ' ' || ascii_is_digit(label[at + 1])) return n;
    *hint = arena_strndup(a, label + at + 1, n - at - 2);
    return at - 1;
}

// No-break spaces are not typed.
static const char *plain_spaces(struct arena *a, const char *text, size_t n)
{
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        bool no_break = i + 1 < n && !memcmp(text + i, "\xC2\xA0", 2);
        buf_c(&out, no_break ? ' ' : text[i]);
        i += no_break;
    }
    const char *copy = arena_strndup(a, out.n ? out.p : "", out.n);
    buf_free(&out);
    return copy;
}

static void name_field(struct entered *e, const char *language, const char *label,
                       struct entered_field *f)
{
    size_t n = without_hint(e->c->arena, label, strlen(label), &f->hint);
    n = without_who(e, language, label, n);
    f->label = plain_spaces(e->c->arena, label, n);
}

// ---- Places

static bool is_typed(const struct record_field *f)
{
    return f && f->privacy != RECORD_PRIVATE && f->kind != RECORD_WHO && f->kind != RECORD_NOTE &&
           f->kind != RECORD_AGREEMENT && f->kind != RECORD_DONE_TICK;
}

static struct entered_field *find(struct entered_form *form, const char *path)
{
    for (size_t i = 0; i < form->count; i++)
        if (!strcmp(form->list[i].path, path)) return &form->list[i];
    return NULL;
}

static void add_option(struct entered *e, struct entered_field *f, const char *id,
                       const char *words)
{
    *ARENA_PUSH(e->c->arena, f->options, f->option_count,
                f->option_room) = (struct entered_option){id, words};
}

static void add_choices(struct entered *e, const char *language, struct entered_field *f)
{
    static const char *const responsible[] = {"employee", "leader"};
    const struct record_field *r = f->field;
    bool who = r->kind == RECORD_RESPONSIBLE;
    size_t count = who ? COUNT(responsible) : r->choice_count;
    for (size_t i = 0; i < count; i++) {
        const char *id = who ? responsible[i] : r->choices[i];
        const char *words = id ? field_text_choice(e->c->templates, e->c->arena, language, r, id)
                               : NULL;
        if (words) add_option(e, f, id, words);
    }
}

static const char *words_of(const struct entered_field *f, const char *id)
{
    for (size_t i = 0; i < f->option_count; i++)
        if (!strcmp(f->options[i].id, id)) return f->options[i].words;
    return id;
}

// A box: its list is the place, and it is one of the options.
static void add_box(struct entered *e, struct entered_form *form, struct entered_field f,
                    const struct compose_field *box)
{
    struct arena *a = e->c->arena;
    size_t n = (size_t)(strrchr(box->path, '/') - box->path) + 1;
    const char *words = NULL;
    for (const char *s = f.label; (s = strstr(s, ": ")); s += 2) words = s;
    f.path = arena_strndup(a, box->path, n);
    struct entered_field *list = find(form, f.path);
    if (!list) {
        list = ARENA_PUSH(a, form->list, form->count, form->room);
        *list = f;
        if (words) list->label = arena_strndup(a, f.label, (size_t)(words - f.label));
    }
    words = words ? words + 2 : box->path + n;
    for (size_t i = 0; i < list->option_count; i++)
        if (!strcmp(list->options[i].id, box->path + n)) return;
    add_option(e, list, box->path + n, words);
    if (!box->value || !*box->value || !strcmp(box->value, "Off")) return;
    list->held = *list->held ? arena_printf(a, "%s, %s", list->held, words) : words;
}

// Whether the box beside a measure's day of being done is ticked: it is done, and nobody wrote
// when.
static bool is_ticked_before(const struct compose_field *places, const char *path)
{
    size_t n = strlen(path);
    if (n < 4 || strcmp(path + n - 4, "done")) return false;
    const char *tick = places[-1].path;
    return !strncmp(tick, path, n - 4) && !strcmp(tick + n - 4, "ticked") && places[-1].value &&
           !strcmp(places[-1].value, "on");
}

static void add_place(struct entered *e, struct entered_form *form, const char *section,
                      bool evaluation, const struct compose_field *place)
{
    const struct record_field *r = record_find(record_plan, place->path);
    struct entered_field f = {
        .section = section, .path = place->path, .field = r, .of_evaluation = evaluation};
    if (!is_typed(r)) return;
    name_field(e, form->language, place->label, &f);
    f.held = "";
    if (!strncmp(place->path, "follow-ups/f", 12) && strcmp(r->path, "follow-ups/*/planned"))
        f.follow_up = (unsigned)strtoul(place->path + 12, NULL, 10);
    if (r->kind == RECORD_TICK) {
        add_box(e, form, f, place);
        return;
    }
    if (find(form, place->path)) return;
    add_choices(e, form->language, &f);
    if (place->value) f.held = words_of(&f, place->value);
    *ARENA_PUSH(e->c->arena, form->list, form->count, form->room) = f;
}

// "Oppfølging: Vår"
static const char *section_of(const struct entered *e, const char *language, const char *title,
                              const char *path)
{
    const struct cycle *c = e->c->cycle;
    unsigned long n = strncmp(path, "follow-ups/f", 12) ? 0 : strtoul(path + 12, NULL, 10);
    if (!n || n > c->follow_up_count) return title;
    return arena_printf(e->c->arena, "%s: %s", title,
                        cycle_text_in(&c->follow_ups[n - 1].name, language).text);
}

// Whether a place is of a goal that the plan does not have: follow-ups and evaluations are of goals
// that there are.
static bool is_of_no_goal(struct entered_form *form, struct arena *a, const char *path)
{
    const char *at = strstr(path, "/progress/");
    if (!at && strncmp(path, "goals/", 6)) return false;
    const char *id = at ? at + strlen("/progress/") : path + 6;
    const struct entered_field *goal = find(
        form, arena_printf(a, "goals/%.*s/goal", (int)strcspn(id, "/"), id));
    return !goal || !*goal->held;
}

static void add_document(struct entered *e, struct entered_form *form, const char *document)
{
    struct collect *c = e->c;
    const struct template *t = templates_find(c->templates, form->language, document);
    struct subject s = {
        .cycle = c->cycle, .employee = e->person, .language = form->language, .follow_up = -1};
    struct compose_field *places;
    if (!t) return;
    const char *title = compose_front_matter(t, "title", &s, c->arena);
    bool sheets = !strcmp(document, "follow-up"), evaluation = !strcmp(document, "evaluation");
    size_t count = compose_fields(t, &s, c->diags, c->arena, &places);
    for (size_t i = 0; i < count; i++) {
        const char *section = title ? title : document;
        if ((sheets || evaluation) && is_of_no_goal(form, c->arena, places[i].path)) continue;
        if (sheets) section = section_of(e, form->language, section, places[i].path);
        add_place(e, form, section, evaluation, &places[i]);
        struct entered_field *done = i && is_ticked_before(&places[i], places[i].path)
                                       ? find(form, places[i].path)
                                       : NULL;
        if (done && !*done->held)
            done->held = templates_string(c->templates, form->language, "status.done");
    }
}

// ---- Finding places by their labels: "SECTION\tLABEL", and "\tLABEL" where that is only one

const char *entered_key(struct arena *a, const char *section, const char *label, size_t n)
{
    return utf8_fold(a, arena_printf(a, "%s\t%.*s", section, (int)n, label));
}

static void know(struct entered *e, const char *section, struct entered_field *f)
{
    static struct entered_field several;
    const char *key = entered_key(e->c->arena, section, f->label, strlen(f->label));
    struct entered_field *other = map_get(&e->by_label, key);
    if (!other) map_set(&e->by_label, e->c->arena, key, f);
    else if (other != &several && strcmp(other->path, f->path))
        map_set(&e->by_label, e->c->arena, key, &several);
}

static void add_form(struct entered *e, const char *language)
{
    static const char *const documents[] = {"action-plan", "follow-up", "evaluation"};
    struct entered_form *form = &e->forms[e->form_count++];
    *form = (struct entered_form){.language = language};
    for (size_t i = 0; i < COUNT(documents); i++) add_document(e, form, documents[i]);
    for (size_t i = 0; i < form->count; i++) {
        know(e, form->list[i].section, &form->list[i]);
        know(e, "", &form->list[i]);
    }
}

struct entered *entered_new(struct collect *c, const struct person *p, const char *file)
{
    struct entered *e = ARENA_NEW(c->arena, struct entered);
    const char *own = cycle_person_language(c->cycle, p);
    const struct unit *u = p->unit;
    *e = (struct entered){.c = c, .person = p};
    e->forms = ARENA_ARRAY(c->arena, struct entered_form, c->language_count + 1);
    add_form(e, own);
    for (size_t i = 0; i < c->language_count; i++)
        if (strcmp(c->languages[i], own)) add_form(e, c->languages[i]);
    e->form = (struct returned){
        .file = file,
        .state = RETURNED_FORM,
        .is_unsigned = true,  // it fills what is empty, and overwrites nothing
        .form = {.version = 2,
                 .organisation = c->cycle->organisation_id,
                 .document = "entered",
                 .period = c->cycle->period,
                 .unit = u ? u->id : NULL,
                 .employee = p->id,
                 .leader = p->leader ? p->leader->id : NULL},
    };
    return e;
}

// ---- What is typed

// Of two places with one label, the section says which is meant.
static const char *words_for(const struct entered *e, const struct entered_field *f)
{
    bool first = !strcmp(f->section, e->forms[0].list[0].section);
    return first ? f->label : arena_printf(e->c->arena, "%s: %s", f->section, f->label);
}

static void add_value(struct entered *e, const char *path, const char *label, const char *value)
{
    struct returned *form = &e->form;
    struct returned_value v = {.copy = 1,
                               .path = path,
                               .value = record_text(e->c->arena, value),
                               .words = label,
                               .index = (unsigned)form->count};
    *ARENA_PUSH(e->c->arena, form->values, form->count, form->room) = v;
}

// By its number, its id or its words; NULL: there is no such option.
static const struct entered_option *option_of(const struct entered *e,
                                              const struct entered_field *f, const char *typed)
{
    struct arena *a = e->c->arena;
    const char *folded = utf8_fold(a, typed);
    char *end;
    unsigned long number = strtoul(typed, &end, 10);
    if (ascii_is_digit(*typed) && !*end)
        return number >= 1 && number <= f->option_count ? &f->options[number - 1] : NULL;
    for (size_t i = 0; i < f->option_count; i++)
        if (!strcmp(f->options[i].id, typed) || !strcmp(utf8_fold(a, f->options[i].words), folded))
            return &f->options[i];
    return NULL;
}

// Several with commas between them; words may hold a comma. False: one is none of the options.
static bool add_boxes(struct entered *e, const struct entered_field *f, const char *typed, bool add)
{
    struct arena *a = e->c->arena;
    for (const char *s = typed + strspn(typed, " ,;"); *s; s += strspn(s, " ,;")) {
        const struct entered_option *found = NULL;
        size_t taken = 0;
        for (size_t n = strcspn(s, ",;");; n += 1 + strcspn(s + n + 1, ",;")) {
            const struct entered_option *o = option_of(e, f,
                                                       record_text(a, arena_strndup(a, s, n)));
            if (o) found = o, taken = n;
            if (!s[n]) break;
        }
        if (!found) return false;
        if (add)
            add_value(e, arena_printf(a, "%s%s", f->path, found->id),
                      arena_printf(a, "%s: %s", words_for(e, f), found->words), "on");
        s += taken;
    }
    return true;
}

// What stands for an option's number is its id.
static const char *value_of(const struct entered *e, const struct entered_field *f,
                            const char *typed)
{
    bool choice = f->field->kind == RECORD_CHOICE || f->field->kind == RECORD_RESPONSIBLE;
    const struct entered_option *o = choice ? option_of(e, f, typed) : NULL;
    return o ? o->id : typed;
}

bool entered_add(struct entered *e, const struct entered_field *f, const char *typed)
{
    if (f->field->kind == RECORD_TICK)
        return add_boxes(e, f, typed, false) && add_boxes(e, f, typed, true);
    const char *tick = arena_printf(e->c->arena, "%s/tick", f->path);
    add_value(e, f->path, words_for(e, f), value_of(e, f, typed));
    if (record_find(record_plan, tick)) add_value(e, tick, words_for(e, f), "on");
    return true;
}

bool entered_is_possible(struct entered *e, const struct entered_field *f, const char *typed)
{
    const char *kept;
    if (f->field->kind == RECORD_TICK) return add_boxes(e, f, typed, false);
    return collect_parse_value(e->c, f->field, value_of(e, f, typed), &kept);
}
