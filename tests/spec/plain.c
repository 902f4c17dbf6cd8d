// The plain text of every example in the CommonMark specification, read as Markdown: one NUL-ended text an example.
// usage: plain spec.txt >texts
#include <stdio.h>
#include <string.h>

#include "read/read.h"

static const char fence[] = "```````````````````````````````` example\n";

// The specification shows a tab as an arrow.
static void add_source(struct buf *out, const char *from, const char *to)
{
    for (; from < to; from++) {
        bool arrow = !strncmp(from, "→", 3);
        buf_c(out, arrow ? '\t' : *from);
        if (arrow) from += 2;
    }
}

static void print_plain(const char *from, const char *to)
{
    struct arena a = {0};
    struct diags *d = diags_new();
    struct buf text = {0};
    BUF_LIT(&text, "\n");  // a row of dashes at the top opens no front matter
    add_source(&text, from, to);
    struct source *s = source_text(d, &a, "example", text.p, text.n);
    const char *plain = doc_plain(&a, read_markdown(d, &a, s, MARKDOWN_TEXT, NULL));
    fwrite(plain, 1, strlen(plain) + 1, stdout);
    buf_free(&text);
    diags_free(d);
    arena_free(&a);
}

int main(int argc, char **argv)
{
    struct buf spec = {0};
    FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!f) {
        fprintf(stderr, "usage: plain spec.txt\n");
        return 2;
    }
    for (int c; (c = getc(f)) != EOF;) buf_c(&spec, (char)c);
    fclose(f);
    for (const char *at = buf_cstr(&spec); (at = strstr(at, fence));) {
        const char *from = at + sizeof fence - 1;
        const char *to = !strncmp(from, ".\n", 2) ? from : strstr(from, "\n.\n");
        if (!to) break;
        if (to != from) to++;
        print_plain(from, to);
        at = to;
    }
    buf_free(&spec);
    return 0;
}
