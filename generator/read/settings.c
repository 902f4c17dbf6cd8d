// Reading samtale.yaml: the organisation, the period, its windows and what else is the same for
// all.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/translate.h"
#include "read/ids.h"
#include "read/cycle_readers.h"
#include "read/read.h"
#include "read/schema.h"
#include "read/localized.h"
#include "read/scalar.h"

enum { COMPETENCE_LIMIT = 500, KEEP_MOST = 20 };

#define AT(member) offsetof(struct cycle, member)

static const char *const paper_names[] = {[PAPER_A4] = "A4", [PAPER_LETTER] = "Letter"};
static const char *const share_names[] = {[SHARE_GROUP] = "group"};
static const char *const salary_names[] = {
    [SALARY_SEPARATE] = "separate", [SALARY_INCLUDED] = "included"};
static const char *const evaluation_words[] = {"with-next-conversation"};
static const char *const wave_words[] = {"by-load", "by-size"};
static const char *const answers_words[] = {"until-summary"};
static const char *const archived_words[] = {"personnel-file"};

// The text with digits for letters that look like them, as in 2O27; NULL: other letters are in it.
static const char *digits_for_letters(struct arena *a, const char *text)
{
    char *digits = arena_strdup(a, text);
    for (char *p = digits; *p; p++) {
        if (strchr("Oo", *p)) *p = '0';
        else if (strchr("lI", *p)) *p = '1';
        else if (!ascii_is_digit(*p) && *p != '-') return NULL;
    }
    return digits;
}

static const char *period_text(struct reader *r, const struct node *n, const char *key)
{
    const char *text = scalar_text(r, (struct label){key, NULL}, n, TEXT_LIMIT);
    if (!text || ids_valid(text, false)) return text;
    struct diag *g = READER_ERROR(
        r, n->place, "period-invalid",
        "\"%.100s\" cannot be the name of a period: folders are named after it", text);
    const char *better = digits_for_letters(r->a, text);
    if (!better) better = ids_from_text(r->a, text, false);
    if (*better) diag_hint(r->d, g, "did you mean %s?", better);
    else diag_hint(r->d, g, "use letters a–z, digits, - and _");
    return NULL;
}

static void read_language(struct reader *r, void *target, const struct node *n)
{
    ((struct cycle *)target)->language = scalar_language(r, (struct label){"language", NULL}, n,
                                                         true);
}

static void read_period(struct reader *r, void *target, const struct node *n)
{
    ((struct cycle *)target)->period = period_text(r, n, "period");
}

static void read_previous_period(struct reader *r, void *target, const struct node *n)
{
    ((struct cycle *)target)->previous_period = period_text(r, n, "previous-period");
}

static void read_dates(struct reader *r, void *target, const struct node *n)
{
    schema_window(r, n, "\"dates\"", false, &((struct cycle *)target)->dates);
}

static const struct field conversation_fields[] = {
    {.key = "from", .type = FIELD_DATE, .required = true, .offset = AT(conversations.from)},
    {.key = "to", .type = FIELD_DATE, .required = true, .offset = AT(conversations.to)},
    {.key = "minutes", .type = FIELD_NUMBER, .offset = AT(minutes), .least = 15, .most = 480},
    {.key = "notice-days", .type = FIELD_NUMBER, .offset = AT(notice_days), .most = 365},
};

static void read_conversations(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    c->conversations.place = n->place;
    SCHEMA_READ(r, conversation_fields, n, "\"conversations\"", c);
    schema_check_window(r, &c->conversations, "\"conversations\"");
}

static const struct field follow_up_fields[] = {
    {.key = "name",
     .type = FIELD_LOCALIZED,
     .required = true,
     .offset = offsetof(struct follow_up_window, name)},
    {.key = "from",
     .type = FIELD_DATE,
     .required = true,
     .offset = offsetof(struct follow_up_window, window.from)},
    {.key = "to",
     .type = FIELD_DATE,
     .required = true,
     .offset = offsetof(struct follow_up_window, window.to)},
};

static void read_follow_up(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    if (!c->follow_ups) c->follow_ups = ARENA_ARRAY(r->a, struct follow_up_window, FOLLOW_UPS_MAX);
    struct follow_up_window *f = &c->follow_ups[c->follow_up_count++];
    const char *name = node_localized_text(n, "name");
    const char *what = name ? arena_printf(r->a, _("follow-up \"%.100s\""), name)
                            : _("the follow-up");
    f->window.place = n->place;
    SCHEMA_READ(r, follow_up_fields, n, what, f);
    schema_check_window(r, &f->window, what);
}

static void read_evaluation(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    unsigned word;
    if (n->kind == NODE_MAP) schema_window(r, n, "\"evaluation\"", false, &c->evaluation);
    else if (scalar_choice(r, (struct label){"evaluation", NULL}, n, evaluation_words, 1, &word))
        c->evaluation_with_next = true;
}

static void read_process_evaluation(struct reader *r, void *target, const struct node *n)
{
    schema_window(r, n, "\"process-evaluation\"", false,
                  &((struct cycle *)target)->process_evaluation);
}

// A wave's first day, or its first and last.
static bool read_wave(struct reader *r, const struct node *n, struct window *out)
{
    if (n->kind == NODE_MAP) return schema_window(r, n, _("a wave"), false, out);
    out->place = n->place;
    return scalar_date(r, (struct label){"waves", NULL}, n, &out->from);
}

static void read_wave_dates(struct reader *r, struct cycle *c, const struct node *n)
{
    c->waves_place = n->place;
    c->wave_split = WAVES_BY_DATES;
    c->wave_dates = ARENA_ARRAY(r->a, struct window, n->count);
    for (size_t i = 0; i < n->count; i++) {
        struct window wave = {0};
        if (!read_wave(r, n->items[i], &wave)) continue;
        if (c->wave_date_count &&
            date_compare(wave.from, c->wave_dates[c->wave_date_count - 1].from) < 0)
            READER_ERROR(r, n->items[i]->place, "waves-out-of-order",
                         "a wave cannot begin before the one above it");
        c->wave_dates[c->wave_date_count++] = wave;
    }
}

static void read_waves(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    const char *text = n->kind == NODE_SCALAR ? n->text : "";
    if (n->kind == NODE_LIST) {
        read_wave_dates(r, c, n);
    } else if (!strcmp(text, wave_words[1])) {
        c->wave_split = WAVES_BY_SIZE;
    } else if (strcmp(text, wave_words[0])) {
        struct diag *g = READER_ERROR(r, n->place, "waves-invalid",
                                      "\"waves\" is by-load, by-size, or a list of days");
        diag_hint(r->d, g,
                  "a list has the first day of each wave, or its first and last: "
                  "waves: [2027-01-11, { from: 2027-01-18, to: 2027-02-05 }]");
    }
}

static void read_closed(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    if (!c->closed) c->closed = ARENA_ARRAY(r->a, struct window, CLOSED_MAX);
    struct window *w = &c->closed[c->closed_count++];
    if (n->kind != NODE_MAP) {
        w->place = n->place;
        if (!scalar_date(r, (struct label){"closed", NULL}, n, &w->from)) *w = (struct window){0};
        w->to = w->from;
    } else if (!schema_window(r, n, _("a closed time"), false, w)) {
        *w = (struct window){0};
    }
}

static const struct field contact_fields[] = {
    {.key = "name", .type = FIELD_LOCALIZED, .required = true, .offset = AT(hr.name)},
    {.key = "email", .type = FIELD_EMAIL, .offset = AT(hr.email)},
    {.key = "phone", .type = FIELD_TEXT, .offset = AT(hr.phone)},
};

static void read_hr(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, contact_fields, n, "\"hr\"", target);
}

// An address that programs know as one. A share's may have blanks.
static void read_mail_links(struct reader *r, void *target, const struct node *n)
{
    static const char *const known[] = {"https://", "http://", "file://", "\\\\"};
    const char *text = scalar_text(r, (struct label){"links", "\"mail\""}, n, TEXT_LIMIT);
    bool found = false;
    for (size_t i = 0; text && i < COUNT(known); i++) {
        size_t length = strlen(known[i]);
        found |= !strncmp(text, known[i], length) && text[length];
    }
    bool share = text && text[0] == '\\';
    for (const char *p = text; p && *p; p++)
        found &= ((unsigned char)*p > ' ' && *p != 0x7F) || (share && *p == ' ');
    if (found) {
        ((struct cycle *)target)->mail_links = text;
        return;
    }
    if (!text) return;
    struct diag *g = READER_ERROR(r, n->place, "mail-links-invalid",
                                  "\"links\" of \"mail\" cannot begin links");
    diag_hint(r->d, g,
              "write where people reach the folder out, such as https://files.nordlia.example/out/ "
              "or \\\\server\\out; in a URL %%20 stands for a blank");
}

static const struct field mail_fields[] = {
    {.key = "links", .type = FIELD_ANY, .read = read_mail_links, .is = FIELD_IS(LINK)},
    {.key = "from", .type = FIELD_EMAIL, .offset = AT(mail_from)},
};

static void read_mail(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, mail_fields, n, "\"mail\"", target);
}

static const struct field privacy_fields[] = {
    {.key = "basis", .type = FIELD_LOCALIZED, .offset = AT(privacy_basis)},
    {.key = "officer", .type = FIELD_LOCALIZED, .offset = AT(privacy_officer)},
    {.key = "marking", .type = FIELD_LOCALIZED, .offset = AT(privacy_marking)},
    {.key = "discussed-with-unions", .type = FIELD_DATE, .offset = AT(discussed_with_unions)},
};

static void read_privacy(struct reader *r, void *target, const struct node *n)
{
    ((struct cycle *)target)->privacy_place = n->place;
    SCHEMA_READ(r, privacy_fields, n, "\"privacy\"", target);
}

static void read_keep_answers(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    int periods;
    if (n->kind == NODE_SCALAR && !strcmp(n->text, answers_words[0])) c->keep_answers = n->text;
    else if (n->kind == NODE_SCALAR && n->text[strspn(n->text, "0123456789")])
        READER_ERROR(
            r, n->place, "keep-answers-invalid",
            "\"answers\" of \"keep\" must be until-summary or a number of periods, not \"%.100s\"",
            n->text);
    else if (scalar_number(r, (struct label){"answers", "\"keep\""}, n, 1, KEEP_MOST, &periods))
        c->keep_answers = n->text;
}

static void read_keep_archived(struct reader *r, void *target, const struct node *n)
{
    unsigned word;
    if (scalar_choice(r, (struct label){"archived", "\"keep\""}, n, archived_words, 1, &word))
        ((struct cycle *)target)->personnel_file = true;
}

static const struct field keep_fields[] = {
    {.key = "plans", .type = FIELD_NUMBER, .offset = AT(keep_plans), .least = 1, .most = KEEP_MOST},
    {.key = "answers",
     .type = FIELD_ANY,
     .least = 1,
     .most = KEEP_MOST,
     .read = read_keep_answers,
     .is = FIELD_IS(CHOICE) | FIELD_IS(NUMBER),
     FIELD_WORDS(answers_words)},
    {.key = "archived",
     .type = FIELD_ANY,
     .read = read_keep_archived,
     .is = FIELD_IS(CHOICE),
     FIELD_WORDS(archived_words)},
};

static void read_keep(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, keep_fields, n, "\"keep\"", target);
}

static const struct field archive_fields[] = {
    {.key = "case", .type = FIELD_TEXT, .offset = AT(archive_case)},
    {.key = "personnel-case", .type = FIELD_TEXT, .offset = AT(archive_personnel_case)},
    {.key = "access", .type = FIELD_TEXT, .offset = AT(archive_access)},
    {.key = "authority", .type = FIELD_TEXT, .offset = AT(archive_authority)},
};

static void read_archive(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, archive_fields, n, "\"archive\"", target);
}

static const struct field part_fields[] = {
    {.key = "leader", .type = FIELD_ID, .required = true, .offset = AT(part_leader)},
};

static void read_part(struct reader *r, void *target, const struct node *n)
{
    const struct node *leader = node_get(n, "leader");
    if (leader) ((struct cycle *)target)->part_place = leader->place;
    SCHEMA_READ(r, part_fields, n, "\"part\"", target);
}

static void read_logo(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    c->logo = scalar_path(r, (struct label){"logo", NULL}, n);
    c->logo_place = n->place;
    if (c->logo)
        c->logo_image = picture_read(r->d, r->a, n->place, r->directory, c->logo, DIAG_ERROR);
    if (c->logo && !c->logo_image) r->errors++;
}

static const struct field typeface_fields[] = {
    {.key = "regular", .type = FIELD_PATH, .required = true, .offset = AT(typeface_regular)},
    {.key = "bold", .type = FIELD_PATH, .offset = AT(typeface_bold)},
    {.key = "italic", .type = FIELD_PATH, .offset = AT(typeface_italic)},
    {.key = "bold-italic", .type = FIELD_PATH, .offset = AT(typeface_bold_italic)},
};

// Warns of styles that the organisation's typeface lacks: they are set in another typeface.
static void warn_of_mixture(struct reader *r, const struct node *n)
{
    static const char *const styles[] = {"bold", "italic", "bold-italic"};
    struct buf list = {0};
    for (size_t i = 0; i < COUNT(styles); i++)
        if (!node_get(n, styles[i])) buf_printf(&list, "%s%s", list.n ? ", " : "", styles[i]);
    if (list.n) {
        struct diag *g = diag_warning(
            r->d, n->place, "typeface-incomplete",
            "\"typeface\" names no %s, so those will be in another typeface", buf_cstr(&list));
        diag_hint(r->d, g, "name a file for each of regular, bold, italic and bold-italic");
    }
    buf_free(&list);
}

static void read_typeface(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    c->typeface_place = n->place;
    if (SCHEMA_READ(r, typeface_fields, n, "\"typeface\"", c)) warn_of_mixture(r, n);
}

static const struct field summary_fields[] = {
    {.key = "smallest-group",
     .type = FIELD_NUMBER,
     .offset = AT(smallest_group),
     .least = 5,
     .most = 1000},
};

// Version 0.1 knew five as the least, and withheld more for it.
static void read_summary(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    SCHEMA_READ(r, summary_fields, n, "\"summary\"", c);
    if (c->smallest_group >= SMALLEST_GROUP) return;
    struct diag *g = diag_warning(r->d, node_get(n, "smallest-group")->place,
                                  "smallest-group-too-small",
                                  "smallest-group is %d, and summaries show nothing of fewer than "
                                  "%d people",
                                  c->smallest_group, SMALLEST_GROUP);
    diag_hint(r->d, g, "write %d or more, or leave it out", SMALLEST_GROUP);
    c->smallest_group = SMALLEST_GROUP;
}

static void read_competences(struct reader *r, void *target, const struct node *n)
{
    struct cycle *c = target;
    if (n->count > COMPETENCE_LIMIT) {
        READER_ERROR(r, n->place, "list-too-long",
                     "\"competences\" holds %zu items; at most %d fit", n->count, COMPETENCE_LIMIT);
        return;
    }
    c->competences = ARENA_ARRAY(r->a, struct competence, n->count);
    for (size_t i = 0; i < n->count; i++) {
        const char *id = scalar_id(r, n->keys[i], true);
        struct cycle_text name;
        if (node_is_null(n->items[i])) {
            READER_ERROR(r, n->keys[i]->place, "value-missing", "%s has no value",
                         scalar_label(r, (struct label){n->keys[i]->text, "\"competences\""}));
            continue;
        }
        localized_read(r, (struct label){n->keys[i]->text, "\"competences\""}, n->items[i], &name);
        if (id && name.text) c->competences[c->competence_count++] = (struct competence){id, name};
    }
}

static const struct field fields[] = {
    {.key = "organisation", .type = FIELD_LOCALIZED, .required = true, .offset = AT(organisation)},
    {.key = "language", .type = FIELD_ANY, .read = read_language, .is = FIELD_IS(LANGUAGE)},
    {.key = "paper", .offset = AT(paper), FIELD_CHOICES(paper_names)},
    {.key = "period",
     .type = FIELD_ANY,
     .required = true,
     .read = read_period,
     .is = FIELD_IS(UNIT_ID)},
    {.key = "previous-period",
     .type = FIELD_ANY,
     .read = read_previous_period,
     .is = FIELD_IS(UNIT_ID)},
    {.key = "dates", .type = FIELD_MAP, .required = true, .read = read_dates},
    {.key = "conversations", .type = FIELD_MAP, .required = true, .read = read_conversations},
    {.key = "plan-within-days",
     .type = FIELD_NUMBER,
     .offset = AT(plan_within_days),
     .least = 1,
     .most = 365},
    {.key = "follow-ups",
     .type = FIELD_LIST,
     .most = FOLLOW_UPS_MAX,
     .read = read_follow_up,
     .items = FIELD_IS(MAP)},
    {.key = "evaluation",
     .type = FIELD_ANY,
     .read = read_evaluation,
     .is = FIELD_IS(CHOICE) | FIELD_IS(MAP),
     FIELD_WORDS(evaluation_words)},
    {.key = "process-evaluation", .type = FIELD_MAP, .read = read_process_evaluation},
    {.key = "new-within-days",
     .type = FIELD_NUMBER,
     .offset = AT(new_within_days),
     .least = 1,
     .most = 365},
    {.key = "salary", .offset = AT(salary), FIELD_CHOICES(salary_names)},
    {.key = "waves",
     .type = FIELD_ANY,
     .read = read_waves,
     .is = FIELD_IS(CHOICE) | FIELD_IS(LIST),
     .items = FIELD_IS(DATE) | FIELD_IS(MAP),
     FIELD_WORDS(wave_words)},
    {.key = "per-day", .type = FIELD_NUMBER, .offset = AT(per_day), .least = 1, .most = 16},
    {.key = "closed",
     .type = FIELD_LIST,
     .most = CLOSED_MAX,
     .read = read_closed,
     .items = FIELD_IS(DATE) | FIELD_IS(MAP)},
    {.key = "hr", .type = FIELD_MAP, .required = true, .read = read_hr},
    {.key = "mail", .type = FIELD_MAP, .read = read_mail},
    {.key = "privacy", .type = FIELD_MAP, .read = read_privacy},
    {.key = "share", .offset = AT(share), FIELD_CHOICES(share_names)},
    {.key = "keep", .type = FIELD_MAP, .read = read_keep},
    {.key = "archive", .type = FIELD_MAP, .read = read_archive},
    {.key = "logo", .type = FIELD_ANY, .read = read_logo, .is = FIELD_IS(PATH)},
    {.key = "typeface", .type = FIELD_MAP, .read = read_typeface},
    {.key = "summary", .type = FIELD_MAP, .read = read_summary},
    {.key = "competences",
     .type = FIELD_MAP,
     .most = COMPETENCE_LIMIT,
     .read = read_competences,
     .values = FIELD_IS(LOCALIZED)},
    {.key = "part", .type = FIELD_MAP, .read = read_part},
};

const struct schema_table settings_tables[] = {
    SCHEMA_TABLE("", fields),
    SCHEMA_TABLE("dates", schema_window_fields),
    SCHEMA_TABLE("conversations", conversation_fields),
    SCHEMA_TABLE("follow-ups", follow_up_fields),
    SCHEMA_TABLE("evaluation", schema_window_fields),
    SCHEMA_TABLE("waves", schema_window_fields),
    SCHEMA_TABLE("closed", schema_window_fields),
    SCHEMA_TABLE("process-evaluation", schema_window_fields),
    SCHEMA_TABLE("hr", contact_fields),
    SCHEMA_TABLE("mail", mail_fields),
    SCHEMA_TABLE("privacy", privacy_fields),
    SCHEMA_TABLE("keep", keep_fields),
    SCHEMA_TABLE("archive", archive_fields),
    SCHEMA_TABLE("typeface", typeface_fields),
    SCHEMA_TABLE("summary", summary_fields),
    SCHEMA_TABLE("part", part_fields),
    {0},
};

static void set_defaults(struct cycle *c)
{
    c->language = "nb";
    c->paper = PAPER_A4;
    c->minutes = 90;
    c->per_day = 2;
    c->notice_days = 14;
    c->plan_within_days = 14;
    c->new_within_days = 42;
    c->keep_plans = 2;
    c->keep_answers = "until-summary";
    c->smallest_group = SMALLEST_GROUP;
}

const char *settings_read_period(struct diags *d, struct arena *a, const char *directory)
{
    struct reader r = {.d = d, .a = a, .directory = directory};
    if (!file_exists(file_join(a, directory, "samtale.yaml"))) return NULL;
    const struct node *n = reader_open(&r, "samtale.yaml", SMALL_FILE);
    const struct node *period = n ? node_get(n, "period") : NULL;
    return period ? period_text(&r, period, "period") : NULL;
}

// The settings of another period are found by the name of their file.
static void check_name(struct reader *r, const struct node *n)
{
    const struct cycle *c = r->cycle;
    if (!c->is_other_period || !c->period ||
        !strcmp(settings_files_name(r->a, c->period), c->settings_file))
        return;
    struct diag *g = READER_ERROR(r, node_get(n, "period")->place, "settings-misnamed",
                                  "the file is named after another period than it is of, %s",
                                  c->period);
    diag_hint(r->d, g, "give it the name %s.yaml", c->period);
}

static void read_settings(struct reader *r, const struct node *n)
{
    struct cycle *c = r->cycle;
    r->settings = r->source;
    if (!n) return;
    c->privacy_place.source = r->source;
    const char *language = node_text(n, "language");  // texts above it need it, too
    if (language) c->language = scalar_language_folder(r->a, language);
    SCHEMA_READ(r, fields, n, NULL, c);
    if (!c->language) c->language = "nb";
    if (c->period && c->previous_period && !strcmp(c->period, c->previous_period)) {
        READER_ERROR(r, node_get(n, "previous-period")->place, "previous-period-same",
                     "the previous period is this period");
        c->previous_period = NULL;
    }
    check_name(r, n);
}

void settings_read(struct reader *r)
{
    set_defaults(r->cycle);
    if (!file_exists(file_join(r->a, r->directory, r->cycle->settings_file))) {
        struct diag *g = READER_ERROR(
            r, (struct place){0}, "settings-missing",
            "there is no samtale.yaml here, so this is not a cycle directory");
        if (file_exists(file_join(r->a, r->directory, "org.yaml")))
            diag_hint(r->d, g, "samtale init writes one for the org.yaml that is here");
        else
            diag_hint(r->d, g,
                      "go to the folder that holds it (cd FOLDER), or name that folder with -C "
                      "DIR; samtale init makes a new one");
        reader_hint_file(r, g, "samtale.yaml");
        return;
    }
    read_settings(r, reader_open(r, r->cycle->settings_file, SMALL_FILE));
}

void settings_read_text(struct reader *r, const struct source *s)
{
    set_defaults(r->cycle);
    r->source = s;
    const struct node *n = tree_read(r->d, r->a, s);
    if (!n) r->errors++;
    read_settings(r, n);
}
