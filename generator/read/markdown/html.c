// HTML in a text: comments are nothing, all else is reported.
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "read/markdown/state.h"

bool markdown_html_is_comment(const char *html)
{
    for (;;) {
        html += strspn(html, " \t\r\n");
        if (!*html) return true;
        if (strncmp(html, "<!--", 4)) return false;
        const char *end = strstr(html + 4, "-->");
        if (!end) return true;
        html = end + 3;
    }
}

bool markdown_html_is_open(const char *html)
{
    const char *open = NULL;
    for (const char *s = html; s && (open = strstr(s, "<!--"));) s = strstr(open + 4, "-->");
    return open != NULL;
}

bool markdown_html_is_break(const char *html)
{
    if (*html++ != '<') return false;
    if (*html == '/') html++;
    return !strncasecmp(html, "br", 2) && html[2] && strchr(" \t\r\n/>", html[2]);
}

// Whether words stand between the tags.
static bool holds_words(const char *html)
{
    bool in_tag = false;
    for (const char *s = html; *s; s++) {
        if (*s == '<' || *s == '>') in_tag = *s == '<';
        else if (!in_tag && !strchr(" \t\r\n", *s)) return true;
    }
    return false;
}

// What is written in Markdown for it; NULL: nothing is.
static const char *hint_of(const char *html)
{
    static const char *const tags[][2] = {
        {"<img", N_("a picture is written ![what it shows](file.png)")},
        {"<table", N_("write | between the cells, and |---|---| below the first row")},
        {"<li", N_("an item of a list begins with a hyphen and a space: \"- \"")},
        {"<h", N_("a heading is a line that begins with ## and a space")},
    };
    for (size_t i = 0; i < COUNT(tags); i++) {
        const char *found = strcasestr(html, tags[i][0]);
        if (found && (i < COUNT(tags) - 1 || ascii_is_digit(found[2]))) return tags[i][1];
    }
    return holds_words(html)
             ? N_("the words between its tags are left out, too: write them without "
                  "tags")
             : NULL;
}

void markdown_html_report(struct markdown *m, struct place at, const char *html)
{
    if (m->dialect == MARKDOWN_TEMPLATE)
        markdown_report(m, DIAG_ERROR, at, "write Markdown, or a comment: <!-- … -->",
                        "html-in-template", "a template cannot hold HTML");
    else markdown_report(m, DIAG_WARNING, at, hint_of(html), "html-left-out", "HTML is left out");
}
