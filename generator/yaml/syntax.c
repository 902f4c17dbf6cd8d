// Explaining YAML errors. libyaml speaks of tokens and simple keys, people of lines, colons and
// quotes. A table has a row for each error that deserves words of its own, found by a part of
// libyaml's words; for a few the line is looked at, too.
#include "yaml/syntax.h"

#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"

struct syntax_rule {
    const char *context, *problem;  // parts of libyaml's words; NULL: anything
    struct syntax_error error;
};

#define COLON_MISSING                                                                        \
    {                                                                                        \
        .id = "yaml-colon-missing",                                                          \
        .text = N_("a colon is missing: a line here reads \"key: value\""),                  \
        .hint = N_("or is the line meant to continue the one above? Then indent it deeper"), \
        .at_context = true                                                                   \
    }

static const struct syntax_rule rules[] = {
    {"quoted scalar",
     "end of stream",
     {.id = "yaml-quote-not-closed",
      .text = N_("the quote that opens here is never closed"),
      .at_context = true}},
    {"quoted scalar",
     "document indicator",
     {.id = "yaml-quote-not-closed",
      .text = N_("the quote that opens here is never closed"),
      .at_context = true}},
    {"quoted scalar",
     "unknown escape",
     {.id = "yaml-escape-unknown",
      .text = N_("a backslash in double quotes must begin a known escape such as \\n or \\\""),
      .hint = N_("write \\\\ for a backslash, or use single quotes")}},
    {"quoted scalar",
     "hexdecimal",
     {.id = "yaml-escape-not-number",
      .text = N_("the number behind \\x or \\u is not a hexadecimal number")}},
    {"quoted scalar",
     "Unicode",
     {.id = "yaml-escape-no-character", .text = N_("the number behind \\u is no character")}},
    {"simple key", "expected ':'", COLON_MISSING},
    {NULL,
     "tab character",
     {.id = "yaml-tab",
      .text = N_("a tab stands where only spaces may indent"),
      .hint = N_("replace the tab by spaces")}},
    {"flow mapping",
     "',' or '}'",
     {.id = "yaml-comma-missing",
      .text = N_("a comma or \"}\" is missing before this"),
      .names_opening = true}},
    {"flow sequence",
     "',' or ']'",
     {.id = "yaml-comma-missing",
      .text = N_("a comma or \"]\" is missing before this"),
      .names_opening = true}},
    {NULL,
     "block sequence entries",
     {.id = "yaml-item-misplaced",
      .text = N_("a list item \"- …\" does not fit here"),
      .hint = N_("begin the list on a line of its own, below its key")}},
    {"block collection",
     "'-' indicator",
     {.id = "yaml-line-not-of-list",
      .text = N_("this line does not belong to the list above it"),
      .hint = N_("check how deep the line is indented")}},
    {"block mapping",
     "expected key",
     {.id = "yaml-key-expected",
      .text = N_("this line does not fit: a key was expected here"),
      .hint = N_("keys that belong together are indented equally deep")}},
    {NULL,
     "mapping keys",
     {.id = "yaml-question-mark",
      .text = N_("\"? \" does not fit here"),
      .hint = N_("put text that begins with ? in quotes")}},
    {"anchor",
     NULL,
     {.id = "yaml-value-begins-wrong",
      .text = N_("a value cannot begin with \"&\""),
      .hint = N_("put the text in quotes"),
      .at_context = true}},
    {"alias",
     NULL,
     {.id = "yaml-value-begins-wrong",
      .text = N_("a value cannot begin with \"*\""),
      .hint = N_("put the text in quotes"),
      .at_context = true}},
    {"tag",
     NULL,
     {.id = "yaml-value-begins-wrong",
      .text = N_("a value cannot begin with \"!\""),
      .hint = N_("put the text in quotes"),
      .at_context = true}},
    {"block scalar",
     NULL,
     {.id = "yaml-block-header",
      .text = N_("only an indentation number may follow | or >"),
      .hint = N_("begin the text on the next line")}},
    {NULL,
     "tag handle",
     {.id = "yaml-value-begins-wrong",
      .text = N_("a value cannot begin with \"!\""),
      .hint = N_("put the text in quotes")}},
    {"directive",
     NULL,
     {.id = "yaml-line-begins-wrong",
      .text = N_("a line cannot begin with \"%\""),
      .hint = N_("put the text in quotes"),
      .at_context = true}},
    {"plain scalar",
     "unexpected ':'",
     {.id = "yaml-space-missing", .text = N_("a space is missing behind this colon")}},
    {NULL,
     "node content",
     {.id = "yaml-value-missing", .text = N_("a value is missing before this")}},
    {NULL,
     "<document start>",
     {.id = "yaml-misplaced",
      .text = N_("this stands outside of what the file begins with"),
      .hint = N_("check how deep the line is indented")}},
};

static bool says(const char *text, const char *part)
{
    return !part || (text && strstr(text, part));
}

// The first byte of the line that holds `at`.
static size_t line_start(const char *source, size_t at)
{
    while (at && source[at - 1] != '\n') at--;
    return at;
}

static bool colon_before(const char *source, size_t at)
{
    for (size_t i = line_start(source, at); i + 1 < at; i++)
        if (source[i] == ':' && source[i + 1] == ' ') return true;
    return false;
}

static bool quote_before(const char *source, size_t at)
{
    size_t i = at, start = line_start(source, at);
    while (i > start && source[i - 1] == ' ') i--;
    return i > start && (source[i - 1] == '"' || source[i - 1] == '\'');
}

// Whether the line's value begins with a quotation mark that YAML does not know.
static bool is_in_foreign_quotes(const char *source, size_t at)
{
    for (size_t i = line_start(source, at); i + 1 < at; i++) {
        const char *value = source + i + 2;
        if (source[i] != ':' || source[i + 1] != ' ') continue;
        uint32_t c = utf8_next(&value);
        return c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201E);
    }
    return false;
}

static struct syntax_error colon_error(const char *source, size_t at)
{
    if (is_in_foreign_quotes(source, at))
        return (struct syntax_error){.id = "yaml-quotes-foreign",
                                     .text = N_("the quotation marks around this text are not "
                                                "those of YAML"),
                                     .hint = N_("write \"…\" around it")};
    if (colon_before(source, at))
        return (struct syntax_error){.id = "yaml-second-colon",
                                     .text = N_("a second \": \" on one line"),
                                     .hint = N_("put text that holds \": \" in quotes")};
    return (struct syntax_error){
        .id = "yaml-colon-misplaced",
        .text = N_("\":\" does not fit here"),
        .hint = N_("does the line above lack a colon, or is one of the two indented too deep?")};
}

static struct syntax_error token_error(const char *source, size_t n, size_t at)
{
    char c = at < n ? source[at] : '\0';
    if (c == '\t')
        return (struct syntax_error){.id = "yaml-tab",
                                     .text = N_("a tab stands where only spaces may indent"),
                                     .hint = N_("replace the tab by spaces")};
    if (c == '@')
        return (struct syntax_error){.id = "yaml-value-begins-wrong",
                                     .text = N_("a value cannot begin with \"@\""),
                                     .hint = N_("put the text in quotes")};
    if (c == '`')
        return (struct syntax_error){.id = "yaml-value-begins-wrong",
                                     .text = N_("a value cannot begin with \"`\""),
                                     .hint = N_("put the text in quotes")};
    if (c == '%')
        return (struct syntax_error){.id = "yaml-value-begins-wrong",
                                     .text = N_("a value cannot begin with \"%\""),
                                     .hint = N_("put the text in quotes")};
    return (struct syntax_error){.id = "yaml-character-misplaced",
                                 .text = N_("nothing can begin with this character")};
}

// Whether lines do not fit together, so that one of them may lack a space.
static bool is_of_structure(const char *id)
{
    static const char *const ids[] = {"yaml-colon-missing", "yaml-second-colon",
                                      "yaml-colon-misplaced", "yaml-line-not-of-list",
                                      "yaml-key-expected"};
    for (size_t i = 0; i < COUNT(ids); i++)
        if (!strcmp(id, ids[i])) return true;
    return false;
}

// Where a space is missing on the line, behind its key or the hyphen that it begins with; n: it is
// not.
static size_t missing_space(const char *source, size_t n, size_t at)
{
    size_t begins = line_start(source, at);
    begins += strspn(source + begins, " ");
    if (source[begins] == '-' && !strchr(" \r\n-", source[begins + 1])) return begins;
    if (source[begins] == '-') begins += strspn(source + begins, "- ");
    while (begins < n && (ascii_is_lower(source[begins]) || source[begins] == '-')) begins++;
    return source[begins] == ':' && !strchr(" \t\r\n", source[begins + 1]) ? begins : n;
}

// What the line above begins with that is neither empty nor a comment; at: there is none.
static size_t line_above(const char *source, size_t start, size_t at)
{
    for (size_t line = line_start(source, at); line > start;) {
        line = line_start(source, line - 1);
        size_t content = line + strspn(source + line, " \t\r");
        if (content >= start && source[content] != '#' && source[content] != '\n') return content;
    }
    return at;
}

static bool has_colon(const char *source, size_t at)
{
    size_t end = at + strcspn(source + at, "\r\n");
    return colon_before(source, end) || (end > at && source[end - 1] == ':');
}

// Where the line begins with a dash that is no hyphen, as word processors make it of one; n: it
// does not.
static size_t find_dash(const char *source, size_t n, size_t at)
{
    size_t begins = line_start(source, at);
    begins += strspn(source + begins, " ");
    if (begins >= n) return n;
    const char *s = source + begins;
    uint32_t c = utf8_next(&s);
    bool is_dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
    return is_dash && strchr(" \r\n", *s) ? begins : n;
}

static struct syntax_error explain(const char *context, const char *problem, const char *source,
                                   size_t n, size_t at)
{
    if (says(problem, "cannot start any token")) return token_error(source, n, at);
    if (says(problem, "mapping values are not allowed")) return colon_error(source, at);
    if (quote_before(source, at) && (says(problem, "expected key") || says(problem, "',' or")))
        return (struct syntax_error){.id = "yaml-text-behind-quote",
                                     .text = N_("text stands behind a closing quote"),
                                     .hint = N_("is a quote missing on this line or one above?")};
    for (size_t i = 0; i < COUNT(rules); i++)
        if (says(context, rules[i].context) && says(problem, rules[i].problem))
            return rules[i].error;
    return (struct syntax_error){.id = "yaml-not-understood",
                                 .text = N_("this cannot be understood as YAML")};
}

static bool is_odd_space(const char *s)
{
    uint32_t c = utf8_next(&s);
    return c != ' ' && c != '\t' && utf8_is_space(c);
}

size_t syntax_odd_space(const char *source, size_t start, size_t end)
{
    for (size_t line = start; line < end; line += strcspn(source + line, "\n") + 1) {
        size_t at = line + strspn(source + line, " \t-");
        if (at < end && is_odd_space(source + at)) return at;
        while (at < end && (ascii_is_letter(source[at]) || ascii_is_digit(source[at]) ||
                            strchr("-_", source[at])))
            at++;
        if (at + 1 < end && source[at] == ':' && is_odd_space(source + at + 1)) return at + 1;
    }
    return end;
}

struct syntax_error syntax_explain(const char *context, const char *problem, const char *source,
                                   size_t start, size_t n, size_t at, size_t opening)
{
    struct syntax_error error = explain(context, problem, source, n, at);
    error.at = error.at_context ? opening : at;
    // A line without a key is a text, which is only seen to be none where the next one has a key.
    size_t above = line_above(source, start, at);
    bool next = !strcmp(error.id, "yaml-misplaced") || !strcmp(error.id, "yaml-colon-misplaced");
    if (next && !has_colon(source, above)) {
        error = (struct syntax_error)COLON_MISSING;
        error.at = above;
    }
    if (!is_of_structure(error.id)) return error;
    size_t dash = find_dash(source, n, error.at), space = missing_space(source, n, error.at);
    if (dash < n)
        return (struct syntax_error){
            .id = "yaml-dash-no-hyphen",
            .text = N_("this dash is no hyphen, so that it begins no item of a list"),
            .hint = N_("write a hyphen and a space: \"- \""),
            .at = dash};
    if (space == n) return error;
    return (struct syntax_error){.id = "yaml-space-missing",
                                 .text = source[space] == '-'
                                           ? N_("a space is missing behind this hyphen")
                                           : N_("a space is missing behind this colon"),
                                 .at = space};
}
