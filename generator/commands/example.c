// The program's own example of a cycle: reading it, and knowing it again.
#include "commands/example.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "cli/data.h"
#include "read/read.h"
#include "yaml/splice.h"
#include "yaml/tree.h"

// The first of a weekday (1 Monday) on a day or after it.
struct date example_weekday_from(struct date day, int weekday)
{
    return date_add_days(day, (weekday - date_weekday(day) + 7) % 7);
}

// ---- The example's texts. What they leave open:
//     {{period}} {{previous}}   the years
//     {{mon start+2}}           that weekday, in the third week of the conversations
//     {{fri period-05-18}}      the first of that weekday on this day of the year or after it

static bool read_day(const struct example *e, const char *text, struct date *out)
{
    static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri"};
    char weekday[4], base[10];
    int month, day, weeks = 0, number = 0;
    if (sscanf(text, "%3s %9[a-z]", weekday, base) != 2) return false;
    while (number < (int)COUNT(weekdays) && strcmp(weekday, weekdays[number])) number++;
    const char *rest = text + strlen(weekday) + 1 + strlen(base);
    if (number == COUNT(weekdays)) return false;
    if (!strcmp(base, "start")) {
        if (*rest && sscanf(rest, "%d", &weeks) != 1) return false;
        *out = date_add_days(e->start, 7 * weeks + number);
        return true;
    }
    bool previous = !strcmp(base, "previous");
    if (sscanf(rest, "-%d-%d", &month, &day) != 2) return false;
    struct date from = {(int16_t)(e->period - previous), (int8_t)month, (int8_t)day};
    *out = example_weekday_from(from, number + 1);
    return true;
}

static void add_value(const struct example *e, const char *text, struct buf *out)
{
    struct date day;
    if (!strcmp(text, "period")) buf_printf(out, "%d", e->period);
    else if (!strcmp(text, "previous")) buf_printf(out, "%d", e->period - 1);
    else if (read_day(e, text, &day))
        buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
    else buf_printf(out, "{{%s}}", text);
}

static void fill(const struct example *e, struct arena *a, const char *text, struct buf *out)
{
    for (const char *open, *close; (open = strstr(text, "{{")); text = close + 2) {
        close = strstr(open, "}}");
        if (!close) break;
        buf_add(out, text, (size_t)(open - text));
        add_value(e, arena_strndup(a, open + 2, (size_t)(close - open - 2)), out);
    }
    buf_str(out, text);
}

// ---- Reading

static bool add_text(const struct example *e, struct diags *d, struct arena *a, const char *path,
                     const char *name, struct example_files *out)
{
    struct buf text = {0}, filled = {0};
    int error = file_read(path, &text, READ_LIMIT);
    if (error)
        diag_system(d, (struct place){0}, "file-unreadable", "%s could not be read: %s", path,
                    translate_error(error));
    else {
        fill(e, a, buf_cstr(&text), &filled);
        *ARENA_PUSH(a, out->list, out->count, out->room) = (struct example_file){
            .name = strcmp(name, "gitignore") ? name : ".gitignore",
            .bytes = arena_strndup(a, filled.p, filled.n),
            .n = filled.n};
    }
    buf_free(&text);
    buf_free(&filled);
    return !error;
}

// What a folder of the example is called in the directory.
static const char *folder_name(const struct example *e, struct arena *a, const char *name)
{
    if (!strcmp(name, "PERIOD")) return arena_printf(a, "%d", e->period);
    if (!strcmp(name, "PREVIOUS")) return arena_printf(a, "%d", e->period - 1);
    return name;
}

static bool add_texts(const struct example *e, struct diags *d, struct arena *a, const char *folder,
                      const char *below, struct example_files *out)
{
    size_t count;
    const char **names = file_list(a, folder, &count);
    for (int files = 0; files < 2; files++) {
        for (size_t i = 0; i < count; i++) {
            struct stat st;
            const char *path = file_join(a, folder, names[i]);
            const char *name = arena_printf(a, "%s%s", below, folder_name(e, a, names[i]));
            bool is_folder = !stat(path, &st) && S_ISDIR(st.st_mode);
            if (is_folder == files) continue;
            if (is_folder ? !add_texts(e, d, a, path, arena_printf(a, "%s/", name), out)
                          : !add_text(e, d, a, path, name, out))
                return false;
        }
    }
    return true;
}

bool example_read(const struct example *e, struct diags *d, struct arena *a,
                  struct example_files *out)
{
    const char *data = data_folder(a);
    const char *folder = data ? arena_printf(a, "%s/init/%s", data, e->language) : "init";
    if (!data || !file_exists(file_join(a, folder, "samtale.yaml"))) {
        diag_system(d, (struct place){0}, "example-not-installed",
                    "the program's own example is not where it was installed");
        return false;
    }
    return add_texts(e, d, a, folder, "", out);
}

bool example_is_content(const char *name)
{
    return !strcmp(name, "org.yaml") || strchr(name, '/');
}

// ---- Making it somebody's own

const struct node *example_settings(const struct example *e, struct arena *a)
{
    struct diags *quiet = diag_new();
    struct example_files files = {0};
    const struct node *top = NULL;
    if (example_read(e, quiet, a, &files) && files.count) {
        const struct example_file *f = &files.list[files.count - 1];
        top = tree_read(quiet, a, diag_source_new(quiet, a, f->name, f->bytes, f->n));
    }
    diag_free(quiet);
    return top;
}

bool example_adopt(const struct example *e, struct diags *d, struct arena *a,
                   const struct source *s, const char *organisation, struct buf *out)
{
    static const struct splice_step paths[][2] = {{{.key = "organisation"}, {0}},
                                                  {{.key = "hr"}, {.key = "email"}},
                                                  {{.key = "hr"}, {.key = "phone"}},
                                                  {{.key = "privacy"}, {.key = "officer"}}};
    struct splice_edit edits[COUNT(paths)];
    size_t count = 0;
    const struct node *example = example_settings(e, a), *mine = tree_read(d, a, s);
    for (size_t i = 0; i < COUNT(paths); i++) {
        bool inner = paths[i][1].key;
        const char *first = paths[i][0].key, *last = inner ? paths[i][1].key : first;
        const char *its = node_text(inner ? node_get(example, first) : example, last);
        const char *now = node_text(inner ? node_get(mine, first) : mine, last);
        if (!its || !now || strcmp(its, now) != 0 || (!inner && !organisation)) continue;
        edits[count++] = (struct splice_edit){inner ? SPLICE_REMOVE : SPLICE_SET, paths[i],
                                              inner ? 2 : 1,
                                              inner ? NULL : node_scalar(a, organisation)};
    }
    return splice_edits(d, s, edits, count, out);
}

// ---- Knowing it again

// A user's file with lines that end as the example's: some editors of Windows end them with \r\n.
static bool read_lines(const char *path, struct buf *out)
{
    if (!file_is_regular(path) || file_read(path, out, READ_LIMIT)) return false;
    size_t n = 0;
    for (size_t i = 0; i < out->n; i++)
        if (out->p[i] != '\r' || i + 1 == out->n || out->p[i + 1] != '\n') out->p[n++] = out->p[i];
    out->n = n;
    return true;
}

static bool is_same(const char *path, const char *bytes, size_t n)
{
    struct buf now = {0};
    bool same = read_lines(path, &now) && now.n == n && !memcmp(now.p, bytes, n);
    buf_free(&now);
    return same;
}

// The year and the Monday that a text was filled in with: where the template leaves them open.
static bool read_values(const char *template, const char *text, struct example *out)
{
    size_t at = 0;  // in the text
    for (const char *open; (open = strstr(template, "{{"));) {
        size_t n = (size_t)(open - template);
        if (strncmp(template, text + at, n) != 0) return false;
        at += n;
        if (!strncmp(open, "{{mon start}}", strlen("{{mon start}}"))) {
            char day[sizeof "2027-01-11"] = "";
            strncpy(day, text + at, sizeof day - 1);
            return out->period && date_parse(day, &out->start);
        }
        if (strncmp(open, "{{period}}", strlen("{{period}}")) != 0 ||
            sscanf(text + at, "%4d", &out->period) != 1)
            return false;
        at += strlen("2027");
        template = open + strlen("{{period}}");
    }
    return false;
}

static bool is_of_language(struct arena *a, const char *text, size_t n, struct example *e)
{
    struct buf template = {0}, filled = {0};
    const char *data = data_folder(a);
    const char *path = arena_printf(a, "%s/init/%s/org.yaml", data ? data : ".", e->language);
    bool same = data && !file_read(path, &template, READ_LIMIT) &&
                read_values(buf_cstr(&template), text, e);
    if (same) fill(e, a, buf_cstr(&template), &filled);
    same = same && filled.n == n && !memcmp(filled.p, text, n);
    buf_free(&template);
    buf_free(&filled);
    return same;
}

bool example_find(struct arena *a, struct example *out)
{
    static const char *const languages[] = {"nb", "nn", "en"};
    struct buf text = {0};
    bool found = false;
    if (read_lines("org.yaml", &text))
        for (size_t i = 0; i < COUNT(languages) && !found; i++) {
            *out = (struct example){.language = languages[i]};
            found = is_of_language(a, buf_cstr(&text), text.n, out);
        }
    buf_free(&text);
    return found;
}

void example_remove(const struct example *e, struct arena *a)
{
    struct diags *quiet = diag_new();
    struct example_files files = {0};
    bool read = example_read(e, quiet, a, &files);
    for (size_t i = 0; read && i < files.count; i++) {
        const struct example_file *f = &files.list[i];
        if (!strchr(f->name, '/') || !is_same(f->name, f->bytes, f->n)) continue;
        unlink(f->name);
        for (char *slash, *path = arena_strdup(a, f->name); (slash = strrchr(path, '/'));) {
            *slash = '\0';
            if (rmdir(path)) break;
        }
    }
    diag_free(quiet);
}
