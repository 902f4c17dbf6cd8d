// Heading attributes: `## Text {#id supports=a,b}`. CommonMark has none: they are read from the
// line of what cmark took for a heading, and blanked; then cmark reads the text again without them.
#include "base/ascii.h"
#include "base/translate.h"
#include "read/markdown/state.h"

#include <string.h>

#include "read/ids.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

// Whether attributes stand between braces: an id, or what other programs have there, such as a
// class, a key and its value, or "-" for a heading without a number.
bool markdown_attributes_like(const char *s, const char *end)
{
    while (s < end && is_space(*s)) s++;
    if (s < end && *s == ':') s++;
    while (s < end && is_space(*s)) s++;
    if (s == end) return false;
    if (*s == '#' || *s == '.') return s + 1 < end && !is_space(s[1]);
    if (*s == '-') return s + 1 == end;
    size_t key = 0;
    while (s + key < end && (ascii_is_letter(s[key]) || s[key] == '-')) key++;
    return key && s + key + 1 < end && s[key] == '=';
}

// Finds the attributes at the end of a heading's line, which is the bytes from `from` to `to`, with
// their braces; false: there are none. A closing row of # may follow them.
static bool find_braces(const char *text, size_t from, size_t to, struct markdown_span *out)
{
    while (to > from && is_space(text[to - 1])) to--;
    size_t hashes = to;
    while (hashes > from && text[hashes - 1] == '#') hashes--;
    if (hashes < to && hashes > from && is_space(text[hashes - 1])) to = hashes;
    while (to > from && is_space(text[to - 1])) to--;
    if (to == from || text[to - 1] != '}') return false;
    size_t open = to - 1;
    while (open > from && text[open] != '{') open--;
    if (text[open] != '{' || (open > from && (text[open - 1] == '{' || text[open - 1] == '\\')))
        return false;
    *out = (struct markdown_span){open, to};
    return markdown_attributes_like(text + open + 1, text + to - 1);
}

static void read_id(struct markdown *m, struct markdown_attributes *out, struct markdown_span word)
{
    size_t n = word.end - word.start - 1;
    const char *id = arena_strndup(m->a, m->text + word.start + 1, n);
    if (ids_valid(id, true)) {
        out->id = id;
        return;
    }
    const char *hint = arena_printf(
        m->a, _("an id is at most %d lower-case letters a–z, digits, \".\", \"-\" and \"_\""),
        ID_LIMIT);
    const char *better = ids_from_text(m->a, id, true);
    struct place at = markdown_place(m, word);
    if (m->dialect == MARKDOWN_TEMPLATE) {
        markdown_report(m, DIAG_ERROR, at, hint, "heading-id-invalid", "\"%s\" cannot be an id",
                        id);
        return;
    }
    out->id = *better ? better : NULL;
    if (*better)
        markdown_report(m, DIAG_WARNING, at, hint, "heading-id-changed",
                        "\"%s\" cannot be an id, and is read as \"%s\"", id, better);
    else
        markdown_report(m, DIAG_WARNING, at, hint, "heading-id-of-words",
                        "\"%s\" cannot be an id: the heading has one made of its words", id);
}

static void read_supports(struct markdown *m, struct markdown_attributes *out,
                          struct markdown_span word, int level)
{
    struct markdown_span value = {word.start + 9, word.end};
    struct place at = markdown_place(m, value);
    if (level != 2) {
        markdown_report(m, DIAG_ERROR, at, NULL, "supports-not-of-priority",
                        "only a heading of level 2 is a priority, which can support another");
        return;
    }
    struct doc_supports *supports = ARENA_NEW(m->a, struct doc_supports);
    *supports = (struct doc_supports){
        arena_strndup(m->a, m->text + value.start, value.end - value.start), at};
    out->supports = supports;
}

// The next word between the braces; a list may have spaces after its commas. Empty: there is none.
static struct markdown_span next_word(const char *text, size_t from, size_t to)
{
    while (from < to && is_space(text[from])) from++;
    size_t end = from;
    while (end < to && (!is_space(text[end]) || (end > from && text[end - 1] == ','))) {
        bool comma = text[end++] == ',';
        while (comma && end < to && is_space(text[end])) end++;
    }
    return (struct markdown_span){from, end};
}

static void read_words(struct markdown *m, struct markdown_attributes *out,
                       struct markdown_span braces, int level)
{
    size_t to = braces.end - 1;
    struct markdown_span word = next_word(m->text, braces.start + 1, to);
    for (; word.start < word.end; word = next_word(m->text, word.end, to)) {
        const char *s = m->text + word.start;
        size_t n = word.end - word.start;
        if (*s == '#') {
            read_id(m, out, word);
        } else if (n > 9 && !memcmp(s, "supports=", 9)) {
            read_supports(m, out, word, level);
        } else if (!(n == 1 && *s == ':')) {
            markdown_report(m, m->dialect == MARKDOWN_TEMPLATE ? DIAG_ERROR : DIAG_WARNING,
                            markdown_place(m, word), "attributes are written {#id supports=a,b}",
                            "heading-attribute-unknown",
                            "\"%.*s\" is not an attribute of a heading", (int)n, s);
        }
    }
}

static bool is_row(const struct markdown *m, const struct markdown_line *line)
{
    size_t at = line->start;
    while (at < line->end && strchr(" \t>", m->text[at])) at++;
    size_t from = at;
    while (at < line->end && strchr("=- \t", m->text[at])) at++;
    return at > from && at == line->end;
}

// The line of a heading at whose end its attributes stand: its only one, or the last above a row of
// === or ---.
static int text_line(const struct markdown *m, cmark_node *heading, bool *underlined)
{
    int first = cmark_node_get_start_line(heading), last = cmark_node_get_end_line(heading);
    *underlined = m->text[markdown_place_byte(m, first, cmark_node_get_start_column(heading))] !=
                  '#';
    // cmark's last line is somewhere below the row
    for (int line = first + 1; *underlined && line <= last; line++)
        if (is_row(m, &m->lines[line - 1])) return line - 1;
    return first;
}

// Warns of braces that look like attributes but are shown as text.
static void warn_of_open(struct markdown *m, size_t from, size_t to)
{
    for (size_t at = from; at + 1 < to; at++) {
        const char *s = m->text + at;
        if (*s != '{' || (at > from && strchr("\\`{", s[-1]))) continue;
        const char *close = memchr(s, '}', to - at);
        bool meant = (s[1] == '#' || (to - at > 10 && !memcmp(s + 1, "supports=", 9)) ||
                      (close && markdown_attributes_like(s + 1, close)));
        if (!meant) continue;
        markdown_report(
            m, DIAG_WARNING, markdown_place(m, (struct markdown_span){at, to}),
            "write {#id supports=a,b} as the last of the heading", "braces-as-text",
            close ? "what stands in these braces is shown as text: they must end the heading"
                  : N_("the brace that opens here is never closed, so what follows is shown as "
                       "text"));
        return;
    }
}

static void read_heading(struct markdown *m, cmark_node *heading)
{
    bool underlined;
    int first = cmark_node_get_start_line(heading), line = text_line(m, heading, &underlined);
    size_t from = markdown_place_byte(m, line,
                                      line == first ? cmark_node_get_start_column(heading) : 1);
    struct markdown_span braces;
    if (!find_braces(m->text, from, m->lines[line - 1].end, &braces)) {
        warn_of_open(m, from, m->lines[line - 1].end);
        return;
    }
    warn_of_open(m, from, braces.start);
    size_t before = from;
    while (before < braces.start && is_space(m->text[before])) before++;
    // without them nothing would be left above the underline
    if (underlined && before == braces.start) return;
    struct markdown_attributes *new = ARENA_PUSH(&m->scratch, m->attributes, m->attribute_count,
                                                 m->attribute_room);
    *new = (struct markdown_attributes){.line = (size_t)first};
    read_words(m, new, braces, cmark_node_get_heading_level(heading));
    memset(m->text + braces.start, ' ', braces.end - braces.start);
}

void markdown_attributes(struct markdown *m, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(n) == CMARK_NODE_HEADING)
            read_heading(m, n);
    }
    cmark_iter_free(iter);
}

const struct markdown_attributes *markdown_attributes_of(struct markdown *m, int line)
{
    while (m->attribute_next < m->attribute_count &&
           m->attributes[m->attribute_next].line < (size_t)line)
        m->attribute_next++;
    bool there = m->attribute_next < m->attribute_count &&
                 m->attributes[m->attribute_next].line == (size_t)line;
    return there ? &m->attributes[m->attribute_next] : NULL;
}
