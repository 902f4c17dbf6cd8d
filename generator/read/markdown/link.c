// The addresses of links. On paper and in an archive only whole addresses are of use, and only
// harmless schemes are let through; the addresses become URIs, in ASCII.
#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "read/markdown/state.h"

#include <string.h>
#include <strings.h>

// The length of the scheme before the colon; 0: there is none. A single letter is a Windows drive.
static size_t scheme_length(const char *url)
{
    size_t n = 0;
    if (!ascii_is_letter(*url)) return 0;
    while (ascii_is_letter(url[n]) || ascii_is_digit(url[n]) || url[n] == '+' || url[n] == '.' ||
           url[n] == '-')
        n++;
    return url[n] == ':' && n > 1 ? n : 0;
}

static bool is_followed(const char *url)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    size_t n = scheme_length(url);
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (n == strlen(schemes[i]) && !strncasecmp(url, schemes[i], n)) return url[n + 1] != '\0';
    return false;
}

static const char *percent_encode(struct arena *a, const char *url)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = arena_alloc(a, 3 * strlen(url) + 1), *p = out;
    for (; *url; url++) {
        unsigned char c = (unsigned char)*url;
        if (ascii_is_letter(*url) || ascii_is_digit(*url) || strchr("-._~:/?#[]@!$&'()*+,;=%", c)) {
            *p++ = *url;
        } else {
            *p++ = '%';
            *p++ = hex[c >> 4];
            *p++ = hex[c & 15];
        }
    }
    return out;
}

const char *markdown_link_target(struct markdown *m, const char *url, bool footnote,
                                 struct place at)
{
    if (m->dialect == MARKDOWN_TEMPLATE) {
        const char *path = markdown_value_path(m->a, url, strlen(url));
        if (path) return arena_printf(m->a, "{{%s}}", path);
        if (strstr(url, "{{")) {
            markdown_report(m, DIAG_ERROR, at, NULL, "link-value-not-whole",
                            "a value in a link's address must be the whole address");
            return NULL;
        }
    }
    if (is_followed(url)) return percent_encode(m->a, url);
    const char *hint = N_("links lead to http, https, mailto or tel addresses");
    if (footnote) hint = MARKDOWN_FOOTNOTES;
    else if (!strncasecmp(url, "www.", 4)) hint = N_("write https:// before the address");
    markdown_report(m, DIAG_WARNING, at, hint, "link-as-text",
                    "the link to \"%s\" is shown as text", url);
    return NULL;
}

static int hex_value(char c)
{
    if (ascii_is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

const char *markdown_link_file_name(struct arena *a, const char *url)
{
    if (!*url || scheme_length(url) || !strncmp(url, "//", 2)) return NULL;
    char *name = arena_alloc(a, strlen(url) + 1), *p = name;
    while (*url) {
        int high = url[0] == '%' ? hex_value(url[1]) : -1, low = -1;
        if (high >= 0) low = hex_value(url[2]);
        if (low >= 0 && high + low > 0) {
            *p++ = (char)(16 * high + low);
            url += 3;
        } else {
            *p++ = *url++;
        }
    }
    return name;
}
