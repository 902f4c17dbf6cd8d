// The form of what is entered as a text: "Label: value", a line for each place.
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"
#include "collect/entered.h"

// ---- Writing

static void write_list(const struct entered_field *f, const char *between, bool numbered,
                       struct buf *out)
{
    for (size_t i = 0; i < f->option_count; i++) {
        if (i) buf_str(out, between);
        if (numbered) buf_printf(out, "%zu ", i + 1);
        buf_str(out, f->options[i].words);
    }
}

void entered_write_options(const struct entered_field *f, struct buf *out)
{
    write_list(f, ", ", true, out);
}

// What is typed on several lines goes on below, indented.
static void write_value(const char *typed, struct buf *out)
{
    for (const char *s = typed; *s; s++) {
        buf_c(out, *s);
        if (*s == '\n') buf_str(out, "  ");
    }
}

void entered_write_line(const struct entered_field *f, const char *typed, struct buf *out)
{
    buf_str(out, f->label);
    if (f->option_count) {
        buf_str(out, " [");
        write_list(f, " | ", false, out);
        buf_c(out, ']');
    } else if (f->hint) buf_printf(out, " (%s)", f->hint);
    buf_c(out, ':');
    if (*typed) buf_c(out, ' ');
    write_value(typed, out);
    buf_c(out, '\n');
}

static void write_comment(const struct entered_field *f, struct buf *out)
{
    buf_printf(out, "# %s: ", f->label);
    for (const char *s = f->held; *s; s++) buf_c(out, *s == '\n' ? ' ' : *s);
    buf_c(out, '\n');
}

// A card, and what is beside no card, stand apart.
static bool begins(const struct entered_field *f, const struct entered_field *before)
{
    bool row = !strncmp(f->path, "goals/", 6), above = !strncmp(before->path, "goals/", 6);
    if (row != above) return true;
    size_t n = strcspn(f->path + 6, "/");
    return row && (strncmp(f->path + 6, before->path + 6, n + 1) != 0);
}

void entered_write_form(const struct entered *e, struct buf *out)
{
    const struct entered_form *form = &e->forms[0];
    const struct person *p = e->person;
    const struct entered_field *before = NULL;
    buf_printf(out, _("# %s (%s), %s\n"), p->name, p->id, e->c->cycle->period);
    buf_printf(out,
               _("# Write behind the colons. What stays empty says nothing, and lines that begin "
                 "with # neither: they\n# show what is in the plan already. Read it with: samtale "
                 "enter %s --from FILE\n"),
               p->id);
    for (size_t i = 0; i < form->count; i++) {
        const struct entered_field *f = &form->list[i];
        if (f->field->privacy == RECORD_BETWEEN_US && !e->c->options.with_comments) continue;
        if (!before || strcmp(before->section, f->section))
            buf_printf(out, "\n== %s ==\n", f->section);
        else if (begins(f, before)) buf_c(out, '\n');
        if (*f->held) write_comment(f, out);
        else entered_write_line(f, "", out);
        before = f;
    }
}

// ---- Reading

struct text_reader {
    struct entered *e;
    const struct source *source;
    const char *section;
    const struct entered_field *field;  // that the last line is of; NULL: of none
    struct buf value;
    struct place at;
};

static const char *trimmed(struct arena *a, const char *text, size_t n)
{
    while (n && strchr(" \t\r", text[n - 1])) n--;
    while (n && strchr(" \t", *text)) text++, n--;
    return arena_strndup(a, text, n);
}

static void report_impossible(struct text_reader *r, const char *typed)
{
    struct diags *d = r->e->c->diags;
    struct buf options = {0};
    if (!r->field->option_count) {
        struct diag *g = diag_error(d, r->at, "entry-date-impossible",
                                    "\"%.80s\" is no date that there is", typed);
        diag_hint(d, g, "write it such as 20.01.2027, or 20. januar");
        return;
    }
    struct diag *g = diag_error(d, r->at, "entry-choice-unknown",
                                "\"%.80s\" is none of the choices of \"%.100s\"", typed,
                                r->field->label);
    entered_write_options(r->field, &options);
    diag_hint(d, g, "there are: %s", buf_cstr(&options));
    buf_free(&options);
}

static void end_field(struct text_reader *r)
{
    const char *typed = trimmed(r->e->c->arena, buf_cstr(&r->value), r->value.n);
    if (r->field && *typed) {
        if (entered_is_possible(r->e, r->field, typed)) entered_add(r->e, r->field, typed);
        else report_impossible(r, typed);
    }
    r->field = NULL;
    r->value.n = 0;
}

// Without what stands in brackets at its end: how it is written.
static size_t without_brackets(const char *label, size_t n)
{
    while (n && label[n - 1] == ' ') n--;
    char end = n ? label[n - 1] : '\0';
    const char *pair = end == ')' ? "(" : NULL;
    if (end == ']') pair = "[";
    if (!pair) return n;
    size_t at = n - 1;
    while (at && label[at] != *pair) at--;
    while (at && label[at - 1] == ' ') at--;
    return at ? at : n;
}

static const struct entered_field *find(struct text_reader *r, const char *section,
                                        const char *label, size_t n)
{
    return map_get(&r->e->by_label, entered_key(r->e->c->arena, section, label, n));
}

// The place that the line is of, by the longest label that stands before a colon; *value is set
// behind it. NULL: there is none.
static const struct entered_field *field_of(struct text_reader *r, const char *line,
                                            const char **value)
{
    const struct entered_field *best = NULL;
    for (const char *colon = line; (colon = strchr(colon, ':')); colon++) {
        size_t whole = (size_t)(colon - line), n = without_brackets(line, whole);
        const struct entered_field *f = find(r, r->section, line, whole);
        if (!f) f = find(r, r->section, line, n);
        if (!f) f = find(r, "", line, n);
        if (f) best = f, *value = colon + 1;
    }
    return best;
}

static void report_unknown(struct text_reader *r, const char *line)
{
    struct diags *d = r->e->c->diags;
    const char *colon = strchr(line, ':');
    struct diag *g = colon ? diag_error(d, r->at, "entry-label-unknown",
                                        "\"%.*s\" is nothing that the forms ask for",
                                        (int)(colon - line > 100 ? 100 : colon - line), line)
                           : diag_error(d, r->at, "entry-line-unclear",
                                        "there is no colon in this line, so it says nothing");
    diag_hint(d, g, "samtale enter %s --form prints all that can be entered, with a colon each",
              r->e->person->id);
}

static void read_line(struct text_reader *r, const char *line)
{
    struct arena *a = r->e->c->arena;
    size_t n = strlen(line);
    const char *value;
    bool indented = *line == ' ' || *line == '\t';
    if (indented && r->field && !utf8_is_blank(line)) {
        buf_printf(&r->value, "\n%s", trimmed(a, line, n));
        return;
    }
    end_field(r);
    line = trimmed(a, line, n);
    n = strlen(line);
    if (!*line || *line == '#') return;
    if (n > 4 && !strncmp(line, "==", 2) && !strcmp(line + n - 2, "==")) {
        r->section = trimmed(a, line + 2, n - 4);
        return;
    }
    r->field = field_of(r, line, &value);
    if (r->field && !r->field->path) {
        struct diag *g = diag_error(r->e->c->diags, r->at, "entry-label-ambiguous",
                                    "several places are called that: %.100s", line);
        diag_hint(r->e->c->diags, g,
                  "write the heading above it, such as == %s ==", r->e->forms[0].list[0].section);
        r->field = NULL;
    } else if (r->field) buf_str(&r->value, value);
    // An empty place that the forms no longer have says nothing: a goal was added meanwhile.
    else if (strchr(line, ':') != line + n - 1) report_unknown(r, line);
}

void entered_read_form(struct entered *e, const struct source *s)
{
    struct text_reader r = {.e = e, .source = s, .section = ""};
    for (size_t at = 0; at < s->n;) {
        size_t n = strcspn(s->text + at, "\n");
        if (!r.field) r.at = diag_place(s, at, n);
        const char *line = arena_strndup(e->c->arena, s->text + at, n);
        bool indented = *line == ' ' || *line == '\t';
        if (!indented) {
            end_field(&r);
            r.at = diag_place(s, at, n);
        }
        read_line(&r, line);
        at += n + 1;
    }
    end_field(&r);
    buf_free(&r.value);
}
