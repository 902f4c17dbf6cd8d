// HTML in a text: comments are nothing, all else is reported.
#include <string.h>
#include <strings.h>

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

bool markdown_html_is_break(const char *html)
{
    if (*html++ != '<') return false;
    if (*html == '/') html++;
    return !strncasecmp(html, "br", 2) && html[2] && strchr(" \t\r\n/>", html[2]);
}

void markdown_html_report(struct markdown *m, struct place at)
{
    if (m->dialect == MARKDOWN_TEMPLATE)
        markdown_report(m, DIAG_ERROR, at, "write Markdown, or a comment: <!-- … -->",
                        "html-in-template", "a template cannot hold HTML");
    else markdown_report(m, DIAG_WARNING, at, NULL, "html-left-out", "HTML is left out");
}
