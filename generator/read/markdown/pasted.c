// Text that was pasted, or written for another program: marks of lists from Word, which are read as
// CommonMark's own, and what looks like a heading, a list or a table but is read as running text,
// which is reported.
#include "read/markdown/state.h"

#include <ctype.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum list_mark {
    MARK_NONE,
    MARK_BULLET,
    MARK_DASH,
    MARK_LETTER,
    MARK_NUMBER,
    MARK_PLAIN,
    MARK_BOX
};

struct pasted_line {
    struct markdown_span line;  // without what belongs to the quotes and lists around it
    struct markdown_span mark;  // of a list
    size_t text;                // where the text behind it begins
    enum list_mark kind;
    bool spaced;  // some space stands between
};

// The character at `at`, and where the next begins. The text is UTF-8 and ends with NUL.
static uint32_t next_character(const struct markdown *m, size_t at, size_t *next)
{
    const char *s = m->text + at;
    uint32_t c = utf8_next(&s);
    if (!c && at < m->n) s++;  // a byte 0 within the text
    *next = (size_t)(s - m->text);
    return c;
}

static size_t skip_blanks(const struct markdown *m, size_t at, size_t end)
{
    size_t next = at;
    while (at < end && utf8_is_space(next_character(m, at, &next))) at = next;
    return at;
}

// Word's symbols for list items, its own characters among them, and what becomes of them.
static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {0x2022, 0x2023, 0x25E6, 0x25AA, 0x25AB, 0x25CF, 0x25CB,
                                       0x25A0, 0xB7,   0x2219, 0x22C5, 0x2043, 0x27A2, 0x2756,
                                       0x25C6, 0x2666, 0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC,
                                       0xF02D, 0x30FB, 0x2027, 0x25BA, 0x25B6, 0x27A4};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (bullets[i] == c) return true;
    return false;
}

static bool is_dash(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

// Boxes, ticks and arrows, which people put before items, but before other things, too.
static bool is_box(uint32_t c)
{
    return (c >= 0x2610 && c <= 0x2612) || c == 0x25A1 || c == 0x2713 || c == 0x2714 ||
           c == 0x2192 || c == 0x21D2 || c == 0x2794 || c == 0x279C;
}

// "1.", "a)", "iv." or "(1)": up to three digits, one letter, or a small number of the Romans;
// where it ends, 0: it is none. *other: CommonMark has no such numbers.
static size_t number_end(const struct markdown *m, size_t at, size_t end, bool *other)
{
    enum { LONGEST = 4 };
    bool in_brackets = m->text[at] == '(';
    size_t from = at + in_brackets;
    for (at = from; at < end && at - from < LONGEST - 1 && ascii_is_digit(m->text[at]);) at++;
    *other = at == from || in_brackets;
    bool has_digits = at > from;
    while (!has_digits && at < end && at - from < LONGEST && strchr("ivx", m->text[at])) at++;
    if (at == from && at < end && ascii_is_letter(m->text[at])) at++;
    if (at == from || at == end) return 0;
    bool closed = m->text[at] == ')' || (!in_brackets && m->text[at] == '.');
    return closed ? at + 1 : 0;
}

// Letters that Word's bullets become when their font is lost.
static bool is_bullet_letter(uint32_t c)
{
    return c == 'o' || c == 0xA7 || c == 0xD8 || c == 0xFC || c == 'v' || c == 'q';
}

// "[ ]" or "[x]"; *next: what follows it.
static bool is_empty_box(const struct markdown *m, size_t at, size_t end, size_t *next)
{
    const char *s = m->text + at;
    bool is = end - at > 3 && s[0] == '[' && strchr(" xX", s[1]) && s[2] == ']' && s[3] == ' ';
    if (is) *next = at + 3;
    return is;
}

static void find_mark(const struct markdown *m, struct pasted_line *l)
{
    size_t end = l->line.end, at = skip_blanks(m, l->line.start, end), next, number;
    bool letter;
    l->mark = (struct markdown_span){at, at};
    if (at == end) return;
    uint32_t c = next_character(m, at, &next);
    bool is_letter_of_bullet = is_bullet_letter(c) && next < end && m->text[next] == '\t';
    // or with three spaces, as Word's second level is pasted
    is_letter_of_bullet |= c == 'o' && end - next > 3 && skip_blanks(m, next, end) >= next + 3;
    if (is_bullet(c) || is_letter_of_bullet) l->kind = MARK_BULLET;
    else if (is_empty_box(m, at, end, &next)) l->kind = MARK_BOX;
    else if (is_dash(c)) l->kind = MARK_DASH;
    else if (is_box(c)) l->kind = MARK_BOX;
    else if (c == '-' || c == '*' || c == '+') l->kind = MARK_PLAIN;
    else if ((number = number_end(m, at, end, &letter))) {
        l->kind = letter ? MARK_LETTER : MARK_NUMBER;
        next = number;
    } else return;
    l->mark.end = next;
    l->text = skip_blanks(m, next, end);
    l->spaced = l->text > next;
    if (l->text == end) l->kind = MARK_NONE;
}

static struct pasted_line line_of(const struct markdown *m, cmark_node *paragraph, int index)
{
    struct pasted_line l = {.line = markdown_table_line(m, paragraph, index)};
    // outside of lists and quotes an indent, such as a tab, belongs to the mark
    bool is_outside = cmark_node_get_type(cmark_node_parent(paragraph)) == CMARK_NODE_DOCUMENT;
    while (is_outside && l.line.start && strchr(" \t", m->text[l.line.start - 1])) l.line.start--;
    find_mark(m, &l);
    return l;
}

enum {
    BLANKS = 7,        // that can stand around a mark
    SHORTEST_FILL = 5  // "&#32;"
};

// Fills n bytes, SHORTEST_FILL or more or none, with entities that stand for spaces: "&#32;" up to
// "&#0000032;".
static void fill_up(char *to, size_t n)
{
    enum { LONGEST = 10 };
    for (size_t one; n; to += one, n -= one) {
        one = n <= LONGEST ? n : LONGEST;
        if (n > LONGEST && n - one < SHORTEST_FILL) one = n - SHORTEST_FILL;
        memset(to, '0', one);
        memcpy(to, "&#", 2);
        memcpy(to + one - 3, "32;", 3);
    }
}

// Writes the mark as CommonMark knows it, with spaces for the bytes that are left: at most three
// before it and four behind, then entities. False: there is no room.
static bool rewrite(struct markdown *m, const struct pasted_line *l)
{
    char mark[8] = "*";  // a list of its own, apart from one with hyphens
    size_t n = 1, room = l->text - l->line.start;
    if (l->kind == MARK_DASH || l->kind == MARK_PLAIN) {
        *mark = l->kind == MARK_DASH ? '-' : m->text[l->mark.start];
    } else if (l->kind == MARK_NUMBER) {
        n = l->mark.end - l->mark.start;
        memcpy(mark, m->text + l->mark.start, n);
    }
    if (room < n + 1) return false;
    size_t fill = room > n + BLANKS ? room - n - BLANKS : 0;
    if (fill && fill < SHORTEST_FILL) fill = SHORTEST_FILL;
    size_t blanks = room - n - fill, behind = blanks < 4 ? blanks : 4, before = blanks - behind;
    memset(m->text + l->line.start, ' ', room);
    memcpy(m->text + l->line.start + before, mark, n);
    fill_up(m->text + l->text - fill, fill);
    return true;
}

static void warn_of_item(struct markdown *m, const struct pasted_line *l)
{
    bool numbered = l->kind == MARK_NUMBER || l->kind == MARK_LETTER;
    markdown_report(m, DIAG_WARNING, markdown_place(m, l->mark),
                    numbered ? N_("an item of a list begins with 1, a full stop and a space")
                             : N_("an item of a list begins with a hyphen and a space: \"- \""),
                    "list-item-as-text", "this looks like an item of a list, but is read as text");
}

static bool is_capital(const struct markdown *m, size_t at)
{
    size_t next;
    uint32_t c = next_character(m, at, &next);
    return utf8_lower(c) != c;
}

// Whether the line is nothing but marks, such as a row of dashes or stars.
static bool holds_letters(const struct markdown *m, const struct pasted_line *l)
{
    for (size_t at = l->text, next; at < l->line.end; at = next) {
        uint32_t c = next_character(m, at, &next);
        if (ascii_is_digit((char)c) || utf8_upper(c) != c || utf8_lower(c) != c) return true;
    }
    return false;
}

// Reads the line as an item of a list, or warns where it looks like one. alike: how many lines of
// the paragraph begin so.
static bool read_item(struct markdown *m, const struct pasted_line *l, size_t alike, bool first)
{
    if (l->kind == MARK_NONE || !holds_letters(m, l)) return false;
    bool meant = false, seen = false;
    switch (l->kind) {
    case MARK_BULLET: meant = true; break;
    case MARK_DASH:
        meant = l->spaced && alike > 1;
        seen = l->spaced && first;  // further down it is a dash between words
        break;
    case MARK_PLAIN:
        // "* so *" is no list, with any space
        meant = l->spaced && m->text[l->line.end - 1] != m->text[l->mark.start];
        seen = m->text[l->mark.start] != '*' && is_capital(m, l->text);
        break;
    case MARK_NUMBER:
        // a paragraph is only interrupted by a list that begins with 1
        meant = l->spaced && (first || alike > 1);
        seen = !l->spaced && is_capital(m, l->text);
        break;
    case MARK_LETTER:
    case MARK_BOX: seen = l->spaced && alike > 1; break;
    case MARK_NONE: break;
    }
    bool plain = l->kind == MARK_NUMBER && m->text[l->mark.end] == ' ';
    if (meant && !plain && rewrite(m, l)) return true;
    if ((meant && !plain) || seen) warn_of_item(m, l);
    return false;
}

static bool read_items(struct markdown *m, cmark_node *paragraph, int lines)
{
    size_t alike[MARK_BOX + 1] = {0};
    bool changed = false;
    for (int i = 0; i < lines; i++) alike[line_of(m, paragraph, i).kind]++;
    for (int i = 0; i < lines; i++) {
        struct pasted_line l = line_of(m, paragraph, i);
        // a single dash is more likely somebody's words, as in a dialogue
        size_t count = alike[l.kind] + (l.kind == MARK_DASH ? alike[MARK_BULLET] : 0);
        changed |= read_item(m, &l, count, !i);
    }
    return changed;
}

// Warns of a line that looks like a heading: "##Title", with another space than the plain one, or
// behind a character that nobody sees.
static bool is_like_heading(const struct markdown *m, struct markdown_span line, bool first)
{
    size_t at = skip_blanks(m, line.start, line.end), marks = at, next;
    while (marks < line.end && m->text[marks] == '#') marks++;
    size_t level = marks - at;
    if (!level || marks == line.end) return false;
    size_t text = skip_blanks(m, marks, line.end);
    uint32_t c = next_character(m, text, &next);
    bool letter = utf8_upper(c) != c || utf8_lower(c) != c;
    if (text == line.end) return false;
    if (text > marks) return true;  // a space that is none, or something before the marks
    if (level == 1) return first && letter && utf8_lower(c) != c;
    return letter || ascii_is_digit((char)c) || c == '*';
}

static void check_heading(struct markdown *m, struct markdown_span line, bool first)
{
    if (is_like_heading(m, line, first))
        markdown_report(m, DIAG_WARNING, markdown_place(m, line),
                        N_("a heading begins with one to six # and a plain space: \"## Title\""),
                        "heading-as-text", "this looks like a heading, but is read as text");
}

// A row of long dashes or of = below a line, as word processors make them of --- and ===.
static void check_underline(struct markdown *m, struct markdown_span line)
{
    size_t count = 0;
    for (size_t at = line.start, next; at < line.end; at = next, count++) {
        uint32_t c = next_character(m, at, &next);
        if (!is_dash(c) && c != '-' && c != '=') return;
    }
    if (count)
        markdown_report(m, DIAG_WARNING, markdown_place(m, line),
                        N_("a heading is a line that begins with ## and a space"),
                        "underline-as-text", "this row of dashes or = is read as text");
}

static size_t count_of(const struct markdown *m, struct markdown_span line, char c)
{
    size_t count = 0;
    for (size_t i = line.start; i < line.end; i++)
        count += m->text[i] == c && (c != '|' || !i || m->text[i - 1] != '\\');
    return count;
}

static bool is_grid(const struct markdown *m, struct markdown_span line)
{
    size_t n = line.end - line.start;
    return n > 4 && m->text[line.start] == '+' && m->text[line.end - 1] == '+' &&
           strspn(m->text + line.start, "+-=:") >= n;
}

// Warns of two lines below each other that are divided by pipes, or by tabs as those that were
// pasted from a spreadsheet.
static void check_table(struct markdown *m, cmark_node *paragraph, int lines)
{
    for (int i = 0; i + 1 < lines; i++) {
        struct markdown_span line = markdown_table_line(m, paragraph, i),
                             below = markdown_table_line(m, paragraph, i + 1);
        size_t pipes = count_of(m, line, '|'), tabs = count_of(m, line, '\t');
        bool piped = pipes > 1 && m->text[line.start] == '|' && count_of(m, below, '|') > 1;
        bool tabbed = tabs && tabs == count_of(m, below, '\t');
        if (!piped && !tabbed && !is_grid(m, line)) continue;
        markdown_report(m, DIAG_WARNING, markdown_place(m, line),
                        pipes > MARKDOWN_COLUMNS
                            ? N_("a table cannot have so many columns: divide it into several")
                            : N_("write | between the cells, and |---|---| below the first row"),
                        "table-as-text", "this looks like a table, but is read as text");
        return;
    }
}

// Whether the word is a path of Windows: \\server\folder or C:\folder.
static bool is_path(const char *s, size_t n)
{
    bool of_server = n > 4 && s[0] == '\\' && s[1] == '\\' && ascii_is_letter(s[2]);
    return (of_server && memchr(s + 2, '\\', n - 2)) ||
           (n > 3 && ascii_is_letter(s[0]) && s[1] == ':' && s[2] == '\\');
}

// Warns of a path that loses a backslash, since one before a sign is not shown.
static void check_path(struct markdown *m, struct markdown_span line)
{
    bool in_code = false;
    for (size_t at = line.start, end; at < line.end; at = end) {
        for (end = at; end < line.end && !strchr(" \t()<>|", m->text[end]);) end++;
        if (end == at) end++;
        const char *s = m->text + at;
        bool is_lost = false;
        for (size_t i = 0; i + 1 < end - at; i++)
            is_lost |= s[i] == '\\' && ispunct((unsigned char)s[i + 1]);
        for (size_t i = 0; i < end - at; i++) in_code ^= s[i] == '`';
        if (in_code || !is_lost || !is_path(s, end - at)) continue;
        markdown_report(m, DIAG_WARNING, markdown_place(m, (struct markdown_span){at, end}),
                        N_("write the path between backquotes: `\\\\server\\folder`"),
                        "backslash-lost",
                        "this path loses a backslash: one before a sign is not shown");
    }
}

static bool read_paragraph(struct markdown *m, cmark_node *n)
{
    int lines = cmark_node_get_end_line(n) - cmark_node_get_start_line(n) + 1;
    for (int i = 0; i < lines; i++) {
        struct markdown_span line = markdown_table_line(m, n, i);
        check_heading(m, line, !i);
        check_path(m, line);
        if (i) check_underline(m, line);
    }
    bool changed = read_items(m, n, lines);
    if (!changed && !markdown_table_delimiters(m, n, lines)) check_table(m, n, lines);
    return changed;
}

// Warns of code whose first line is a heading or an item that stands too far to the right.
static void check_code(struct markdown *m, cmark_node *n)
{
    if (cmark_node_get_fence_info(n) && *cmark_node_get_fence_info(n)) return;
    const struct markdown_line *line = &m->lines[cmark_node_get_start_line(n) - 1];
    struct markdown_span all = {line->start, line->end};
    while (all.start < all.end && strchr(" \t>", m->text[all.start])) all.start++;
    size_t marks = all.start;
    while (marks < all.end && m->text[marks] == '#') marks++;
    if (marks - all.start < 2 || marks - all.start > 6 || m->text[marks] != ' ') return;
    markdown_report(m, DIAG_WARNING, markdown_place(m, all),
                    N_("a heading has at most three spaces before its #"), "heading-as-code",
                    "this looks like a heading, but is read as code");
}

// Reads items that stand behind a tab, as a Mac copies them, and which are code to CommonMark:
// where each line of the code is one.
static bool read_code(struct markdown *m, cmark_node *n)
{
    int first = cmark_node_get_start_line(n), last = cmark_node_get_end_line(n);
    bool is_outside = cmark_node_get_type(cmark_node_parent(n)) == CMARK_NODE_DOCUMENT;
    bool is_indented = strchr(" \t", m->text[m->lines[first - 1].start]) != NULL;
    for (int pass = 0; pass < 2; pass++)
        for (int i = first; i <= last && (size_t)i <= m->line_count; i++) {
            const struct markdown_line *line = &m->lines[i - 1];
            struct pasted_line l = {.line = {line->start, line->end}};
            find_mark(m, &l);
            bool is_blank = l.mark.start == line->end, is_item = l.kind == MARK_BULLET && l.spaced;
            if (!is_outside || !is_indented || (!is_blank && !is_item)) return false;
            if (pass && is_item) rewrite(m, &l);
        }
    return true;
}

bool markdown_pasted(struct markdown *m, cmark_node *root)
{
    bool changed = false;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER) continue;
        switch (cmark_node_get_type(n)) {
        case CMARK_NODE_PARAGRAPH: changed |= read_paragraph(m, n); break;
        case CMARK_NODE_CODE_BLOCK:
            check_code(m, n);
            changed |= read_code(m, n);
            break;
        case CMARK_NODE_HEADING: markdown_front_check(m, n); break;
        default: break;
        }
    }
    cmark_iter_free(iter);
    return changed;
}
