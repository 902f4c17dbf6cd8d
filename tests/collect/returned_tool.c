// Shows files that came back, as the program reads them: a test's eye, no part of the product.
// usage: returned_tool FILE…           what is in each
//        returned_tool --files PATH…   which files are meant
#include <stdio.h>
#include <string.h>

#include "read/forms/files.h"
#include "read/forms/returned.h"

static const char *const states[] = {
    [RETURNED_FORM] = "form",           [RETURNED_UNREADABLE] = "unreadable",
    [RETURNED_UNKNOWN] = "unknown",     [RETURNED_EMPTY] = "empty",
    [RETURNED_JOINED] = "joined",       [RETURNED_TOO_LARGE] = "too-large",
    [RETURNED_DAMAGED] = "damaged",     [RETURNED_ENCRYPTED] = "encrypted",
    [RETURNED_OTHER] = "other",         [RETURNED_NEWER] = "newer",
    [RETURNED_FLATTENED] = "flattened", [RETURNED_SCAN] = "scan",
    [RETURNED_RENAMED] = "renamed",     [RETURNED_CONTRADICTORY] = "contradictory",
};

static void show_text(const char *label, const char *text)
{
    if (!text) return;
    printf("%s\"", label);
    for (; *text; text++) {
        if (*text == '\n') fputs("\\n", stdout);
        else if (*text == '\t') fputs("\\t", stdout);
        else if (*text == '"' || *text == '\\') printf("\\%c", *text);
        else putchar(*text);
    }
    putchar('"');
}

static void show(const struct returned *r)
{
    printf("%s", states[r->state]);
    if (r->is_pdf) printf(" pdf");
    if (r->is_signed) printf(" signed");
    if (r->has_scripts) printf(" scripts");
    if (r->is_repaired) printf(" repaired");
    show_text(" why=", r->why);
    show_text(" document=", r->form.document);
    show_text(" period=", r->form.period);
    show_text(" employee=", r->form.employee);
    show_text(" unit=", r->form.unit);
    if (r->foreign) printf(" foreign=%zu", r->foreign);
    show_text(" ", r->foreign_name);
    putchar('\n');
    for (size_t i = 0; i < r->count; i++) {
        const struct returned_value *v = &r->values[i];
        printf("%u-%u %s ", v->copy, v->section, v->path);
        show_text("", v->value);
        show_text(" base=", v->base);
        show_text(" hash=", v->mark);
        show_text(" words=", v->words);
        printf("%s\n", record_is_unchanged(v, NULL) ? " untouched" : "");
    }
}

static void show_all(const struct returned *r)
{
    for (; r; r = r->next) {
        show(r);
        if (r->left_out) printf("left out: %s\n", r->left_out);
        if (r->next) printf("-- ");
    }
}

int main(int n, char **arguments)
{
    struct arena a = {0};
    if (n > 1 && !strcmp(arguments[1], "--files")) {
        size_t count;
        struct kinds left_out = {0};
        const char **files = files_list(&a, (const char *const *)arguments + 2, (size_t)n - 2,
                                        &count, &left_out, &(struct files_watch){0});
        for (size_t i = 0; i < count; i++) puts(files[i]);
        if (left_out.files) printf("left out: %s\n", kinds_text(&left_out, &a));
    } else {
        for (int i = 1; i < n; i++) show_all(returned_read(&a, arguments[i]));
    }
    arena_free(&a);
    return 0;
}
