// The front matter of a template: what may stand in it, and what it says.
#include "compose/front.h"

#include <string.h>

#include "base/array.h"
#include "compose/template.h"

static const char *const audiences[] = {
    [FOR_EMPLOYEE] = "employee",
    [FOR_LEADER] = "leader",
    [FOR_UNIT] = "unit",
    [FOR_RESPONDENTS] = "respondents",
    [FOR_ORGANISATION] = "organisation",
    [FOR_NOBODY] = "nobody",
    NULL,
};
enum { AUDIENCES = COUNT(audiences) - 1 };
static const char *const commands[] = {"packs",
                                       "forms",
                                       "summaries",
                                       "summaries --half-year",
                                       "summaries --competence",
                                       "print",
                                       "remind",
                                       "mail",
                                       "person",
                                       NULL};
static const char *const prints[] = {"large", NULL};

static const struct key front_keys[] = {
    {.name = "document", .kind = KEY_TEXT},
    {.name = "title", .kind = KEY_TEXT, .required = true},
    {.name = "header", .kind = KEY_TEXT},
    {.name = "subject", .kind = KEY_TEXT},
    {.name = "marking", .kind = KEY_TEXT},
    {.name = "for", .kind = KEY_CHOICE, .choices = audiences},
    {.name = "made-by", .kind = KEY_CHOICE, .choices = commands},
    {.name = "folder", .kind = KEY_TEXT},
    {.name = "names", .kind = KEY_TEXT},
    {.name = "form", .kind = KEY_TEXT},
    {.name = "print", .kind = KEY_CHOICE, .choices = prints},
};
const struct schema front_schema = {.form = FORM_MAP, SCHEMA_KEYS(front_keys)};

static bool is_folder(const char *name)
{
    return *name && *name != '-' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

static void check_front_key(struct check *c, const struct template *t, const struct node *key,
                            const struct node *value)
{
    const char *known[COUNT(front_keys)];
    for (size_t i = 0; i < COUNT(front_keys); i++) known[i] = front_keys[i].name;
    if (!array_has_text(known, COUNT(known), key->text)) {
        struct diag *d = check_fail(c, key->place, "front-matter-key-unknown",
                                    "a template's front matter has no key \"%s\"", key->text);
        check_nearest(c, d, key->text, known, COUNT(known));
    } else if (!node_is_text(value)) {
        check_fail(c, value->place, "front-matter-not-text", "%s is a text", key->text);
    } else if (!strcmp(key->text, "document") && strcmp(value->text, t->name)) {
        check_fail(c, value->place, "document-in-wrong-file",
                   "the document \"%s\" is in the file of \"%s\"", value->text, t->name);
    } else if (!strcmp(key->text, "for") && !array_has_text(audiences, AUDIENCES, value->text)) {
        struct diag *d = check_fail(c, value->place, "document-subject-unknown",
                                    "a document cannot be for \"%s\"", value->text);
        check_nearest(c, d, value->text, audiences, AUDIENCES);
    } else if (!strcmp(key->text, "made-by") &&
               !array_has_text(commands, COUNT(commands) - 1, value->text)) {
        struct diag *d = check_fail(c, value->place, "document-command-unknown",
                                    "no command \"%s\" makes documents", value->text);
        check_nearest(c, d, value->text, commands, COUNT(commands) - 1);
    } else if (!strcmp(key->text, "print") && strcmp(value->text, prints[0])) {
        check_fail(c, value->place, "document-print-unknown",
                   "print can be large, for a document that is all in 16 pt");
    } else if (!strcmp(key->text, "folder") && !is_folder(value->text)) {
        check_fail(c, value->place, "document-folder-invalid",
                   "\"%s\" cannot name a folder: lower-case letters, digits and -", value->text);
    } else {
        c->in_subject = c->of_mail &&
                        (!strcmp(key->text, "subject") || !strcmp(key->text, "title"));
        check_text(c, value->text, value->place);
        c->in_subject = false;
    }
}

void front_check(struct check *c, const struct template *t, const struct source *source)
{
    struct place file = diag_place(source, 0, 0);
    if (!t->front || t->front->kind != NODE_MAP) {
        check_fail(c, file, "front-matter-missing",
                   "a template begins with its front matter: between --- lines, at least a title");
        return;
    }
    for (size_t i = 0; i < t->front->count; i++)
        check_front_key(c, t, t->front->keys[i], t->front->items[i]);
    if (!node_get(t->front, "title"))
        check_fail(c, t->front->place, "document-without-title", "the document \"%s\" has no title",
                   t->name);
}

enum audience front_audience(const struct template *t)
{
    const char *word = node_text(t->front, "for");
    size_t i = 0;
    while (word && i < AUDIENCES && strcmp(audiences[i], word)) i++;
    return word && i < AUDIENCES ? (enum audience)i : FOR_EMPLOYEE;
}

const char *front_command(const struct template *t)
{
    const char *command = node_text(t->front, "made-by");
    return command ? command : "forms";
}

bool front_is_report(const struct template *t)
{
    static const char *const reports[] = {"summaries", "summaries --half-year",
                                          "summaries --competence"};
    return array_has_text(reports, COUNT(reports), front_command(t));
}

bool front_is_large(const struct template *t)
{
    return node_text(t->front, "print");
}

const char *front_folder(const struct template *t)
{
    const char *folder = node_text(t->front, "folder");
    return folder ? folder : t->default_folder;
}
