// read/markdown: what each construct becomes, where it stands, what is reported, and that hostile
// text is read quickly.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "read/read.h"

struct reading {
    struct arena a;
    struct diags *d;
    struct doc_node *doc;
    struct buf text;
};

static void begin(struct reading *r, const char *text, size_t n, enum markdown_dialect dialect)
{
    *r = (struct reading){.d = diag_new()};
    r->doc = markdown_read(r->d, &r->a, diag_source_new(r->d, &r->a, "a.md", text, n), dialect,
                           NULL);
}

static void end(struct reading *r)
{
    buf_free(&r->text);
    diag_free(r->d);
    arena_free(&r->a);
}

static const char *dump_of(struct reading *r)
{
    r->text.n = 0;
    for (const struct doc_node *n = r->doc->first; n; n = n->next) doc_dump(n, &r->text);
    return buf_cstr(&r->text);
}

static const char *said(struct reading *r)
{
    r->text.n = 0;
    diag_text(r->d, &r->text);
    return buf_cstr(&r->text);
}

static void becomes(const char *text, const char *dump)
{
    struct reading r;
    begin(&r, text, strlen(text), MARKDOWN_TEXT);
    assert_string_equal(dump_of(&r), dump);
    assert_string_equal(said(&r), "");
    end(&r);
}

static void complains(enum markdown_dialect dialect, const char *text, const char *dump,
                      const char *diagnostics)
{
    struct reading r;
    begin(&r, text, strlen(text), dialect);
    assert_string_equal(dump_of(&r), dump);
    assert_string_equal(said(&r), diagnostics);
    end(&r);
}

static void template_becomes(const char *text, const char *dump)
{
    complains(MARKDOWN_TEMPLATE, text, dump, "");
}

static void inlines(void **state)
{
    (void)state;
    becomes("a *b **c*** `d  e` &amp; \\* &oslash;\n",
            "paragraph\n  text \"a \"\n  emphasis\n    text \"b \"\n    strong\n"
            "      text \"c\"\n  text \" \"\n  code-span \"d  e\"\n"
            "  text \" & * ø\"\n");
    becomes("one\ntwo  \nthree\\\nfour\n",
            "paragraph\n  text \"one\"\n  softbreak\n  text \"two\"\n  linebreak\n"
            "  text \"three\"\n  linebreak\n  text \"four\"\n");
    becomes("\"quotes\" -- and ... stay\n",
            "paragraph\n  text \"\\\"quotes\\\" -- and ... stay\"\n");
    complains(
        MARKDOWN_TEXT, "snake_case_word {{not.bound}}\n",
        "paragraph\n  text \"snake_case_word {{not.bound}}\"\n",
        "a.md:1:17: warning: \"{{not.bound}}\" is another program's markup, and is shown as it is "
        "written\n    1 | snake_case_word {{not.bound}}\n      |                 ^^^^^^^^^^^^^\n");
}

static void blocks(void **state)
{
    (void)state;
    becomes("# A\n\nB\n=\n\n> q\nlazy\n\n***\n",
            "heading level=1\n  text \"A\"\nheading level=1\n  text \"B\"\nquote\n  paragraph\n"
            "    text \"q\"\n    softbreak\n    text \"lazy\"\nrule\n");
    becomes("- a\n- b\n  - c\n",
            "list tight\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n      "
            "text \"b\"\n"
            "    list tight\n      item\n        paragraph\n          text \"c\"\n");
    becomes("7. a\n\n8. b\n",
            "list level=7 ordered\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n"
            "      text \"b\"\n");
    becomes("```js x\na\n  b\n```\n\n    c\n", "code \"a\\n  b\\n\"\ncode \"c\\n\"\n");
    becomes("[only]: https://example.com\n", "");
}

static void links_that_are_followed(void **state)
{
    (void)state;
    becomes("[a *b*](https://example.com/x?y=1&z \"T\")",
            "paragraph\n  link title=\"T\" \"https://example.com/x?y=1&z\"\n"
            "    text \"a \"\n    emphasis\n      text \"b\"\n");
    becomes("<HTTP://a.no> <k@a.no> [t](tel:+4712345678)",
            "paragraph\n  link \"HTTP://a.no\"\n    text \"HTTP://a.no\"\n  text \" \"\n  link "
            "\"mailto:k@a.no\"\n"
            "    text \"k@a.no\"\n  text \" \"\n  link \"tel:+4712345678\"\n    text \"t\"\n");
    becomes("[a][r]\n\n[r]: <https://a.no/å b>\n",
            "paragraph\n  link \"https://a.no/%C3%A5%20b\"\n    text \"a\"\n");
    becomes("x [](https://a.no)", "paragraph\n  text \"x \"\n");
}

static void links_that_are_not(void **state)
{
    (void)state;
    static const char *const targets[] = {"javascript:alert(1)",
                                          "file:///etc/passwd",
                                          "data:text/html,x",
                                          "JavaScript:x",
                                          "/there",
                                          "#here",
                                          "other.md",
                                          "http:",
                                          "ftp://a.no",
                                          "vbscript:x"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct reading r;
        char text[80];
        int n = snprintf(text, sizeof text, "see [this *one*](%s) now", targets[i]);
        begin(&r, text, (size_t)n, MARKDOWN_TEXT);
        assert_string_equal(
            dump_of(&r),
            "paragraph\n  text \"see this \"\n  emphasis\n    text \"one\"\n  text \" now\"\n");
        assert_int_equal(diag_count(r.d, DIAG_WARNING), 1);
        end(&r);
    }
    complains(MARKDOWN_TEXT, "see [x](www.a.no)\n", "paragraph\n  text \"see x\"\n",
              "a.md:1:5: warning: the link to \"www.a.no\" is shown as text\n    1 | see "
              "[x](www.a.no)\n      |     ^\n"
              "      = write https:// before the address\n");
}

static void html_is_left_out(void **state)
{
    (void)state;
    complains(MARKDOWN_TEXT, "a <b>c</b> d<br>e\n\n<div>\nx\n</div>\n",
              "paragraph\n  text \"a c d\"\n  linebreak\n  text \"e\"\n",
              "a.md:1:3: warning: HTML is left out\n    1 | a <b>c</b> d<br>e\n      |   ^^^\n"
              "a.md:3:1: warning: HTML is left out\n    3 | <div>\n      | ^^^^^\n"
              "      = the words between its tags are left out, too: write them without tags\n");
    becomes("<!-- note -->\n\na <!-- b --> c\n\n<!--\nd\n-->\n", "paragraph\n  text \"a c\"\n");
    complains(MARKDOWN_TEXT, "<!-- a --> b\n", "",
              "a.md:1:1: warning: HTML is left out\n    1 | <!-- a --> b\n      | ^^^^^^^^^^^^\n"
              "      = the words between its tags are left out, too: write them without tags\n");
    complains(MARKDOWN_TEXT, "a\n\n<!-- b\n\nc\n", "paragraph\n  text \"a\"\n",
              "a.md:3:1: warning: this comment is never closed: all below it is left out\n"
              "    3 | <!-- b\n      | ^^^^^^\n      = write --> where the comment ends\n");
    complains(MARKDOWN_TEXT, "> x\n> <u>\n", "quote\n  paragraph\n    text \"x\"\n",
              "a.md:2:3: warning: HTML is left out\n    2 | > <u>\n      |   ^^^\n");
    complains(MARKDOWN_TEMPLATE, "<!-- fine -->\n\n<p>\n", "",
              "a.md:3:1: error: a template cannot hold HTML\n    3 | <p>\n      | ^^^\n"
              "      = write Markdown, or a comment: <!-- … -->\n");
}

static void tables(void **state)
{
    (void)state;
    becomes("| a | b |\n|:-:|--:|\n| **c** | `d\\|e` |\n| f\n",
            "table\n  row header\n    cell header align=center\n      text \"a\"\n    cell header "
            "align=right\n      "
            "text \"b\"\n"
            "  row\n    cell align=center\n      strong\n        text \"c\"\n    cell "
            "align=right\n      code-span "
            "\"d|e\"\n"
            "  row\n    cell align=center\n      text \"f\"\n    cell align=right\n");
    becomes("a | b\n---|:--\n# c\n",
            "table\n  row header\n    cell header\n      text \"a\"\n    cell header\n"
            "      text \"b\"\nheading level=1\n  text \"c\"\n");
}

static void cells_are_inlines_only(void **state)
{
    (void)state;
    becomes("|a|b|\n|-|-|\n| # c | - d \\| e # |\n",
            "table\n  row header\n    cell header\n      text \"a\"\n    cell header\n      text "
            "\"b\"\n"
            "  row\n    cell\n      text \"# c\"\n    cell\n      text \"- d | e #\"\n");
    becomes("- x\n\n  > |a|\n  > |-|\n  > | c\\\\ |\n",
            "list\n  item\n    paragraph\n      text \"x\"\n    quote\n      table\n        row "
            "header\n          cell "
            "header\n"
            "            text \"a\"\n        row\n          cell\n            text \"c\\\\\"\n");
}

static void what_is_no_table(void **state)
{
    (void)state;
    becomes("a\n|-|\n", "paragraph\n  text \"a\"\n  softbreak\n  text \"|-|\"\n");
    complains(
        MARKDOWN_TEXT, "|a|b|\n|x|-|\n",
        "paragraph\n  text \"|a|b|\"\n  softbreak\n  text \"|x|-|\"\n",
        "a.md:1:1: warning: this looks like a table, but is read as text\n    1 | |a|b|\n      | "
        "^^^^^\n      = write | between the cells, and |---|---| below the first row\n");
    complains(
        MARKDOWN_TEXT, "|a|b|\n|-|\n", "paragraph\n  text \"|a|b|\"\n  softbreak\n  text \"|-|\"\n",
        "a.md:2:1: warning: this is not read as a table: the row above has 2 cells, this one 1\n"
        "    2 | |-|\n      | ^^^\n");
    complains(MARKDOWN_TEXT, "|a|\n|-|\n|b|c|\n",
              "table\n  row header\n    cell header\n      text \"a\"\n  row\n    cell\n"
              "      text \"b\"\n",
              "a.md:3:1: warning: this row has 2 cells and the table 1 columns: the rest is left "
              "out\n    3 | |b|c|\n"
              "      | ^^^^^\n");
}

static void heading_attributes(void **state)
{
    (void)state;
    becomes(
        "## Tidlig innsats {#tidlig_innsats supports=a_b,c}\n",
        "heading level=2 title=\"tidlig_innsats\" supports=\"a_b,c\"\n  text \"Tidlig innsats\"\n");
    becomes("### *A* {#x} ##\n\nB\nC {#y.z}\n---\n",
            "heading level=3 title=\"x\"\n  emphasis\n    text \"A\"\n"
            "heading level=2 title=\"y.z\"\n  text \"B\"\n  softbreak\n  text \"C\"\n");
    becomes("## A {supports=a, b #c}\n",
            "heading level=2 title=\"c\" supports=\"a, b\"\n  text \"A\"\n");
    becomes("```\n## A {#a}\n```\n\n## B {b}\n\n## C \\{#c}\n\nText {d}\n",
            "code \"## A {#a}\\n\"\nheading level=2\n  text \"B {b}\"\nheading level=2\n  text \"C "
            "{#c}\"\n"
            "paragraph\n  text \"Text {d}\"\n");
    template_becomes("## A {{b}}\n", "heading level=2\n  text \"A \"\n  value \"b\"\n");
}

static void wrong_attributes(void **state)
{
    (void)state;
    complains(
        MARKDOWN_TEXT, "# A {supports=b}\n\n## Å {#Å c}\n",
        "heading level=1\n  text \"A\"\nheading level=2 title=\"a\"\n  text \"Å\"\n",
        "a.md:3:7: warning: \"Å\" cannot be an id, and is read as \"a\"\n    3 | ## Å {#Å c}\n"
        "      |       ^^\n"
        "      = an id is at most 64 lower-case letters a–z, digits, \".\", \"-\" and \"_\"\n"
        "a.md:3:10: warning: \"c\" is not an attribute of a heading\n    3 | ## Å {#Å c}\n      |  "
        "  "
        "      ^\n"
        "      = attributes are written {#id supports=a,b}\n"
        "a.md:1:15: error: only a heading of level 2 is a priority, which can support another\n"
        "    1 | # A {supports=b}\n      |               ^\n");
    becomes("A {#a}\n======\n\nx\n\nB\nb {#b}\n---\nx\n\nC {#c}\n-",
            "heading level=1 title=\"a\"\n  text \"A\"\nparagraph\n  text \"x\"\n"
            "heading level=2 title=\"b\"\n  text \"B\"\n  softbreak\n  text \"b\"\n"
            "paragraph\n  text \"x\"\nheading level=2 title=\"c\"\n  text \"C\"\n");
}

// ---- What people paste, and write for other programs

static const char *const three_items =
    "list tight\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n      text \"b\"\n"
    "  item\n    paragraph\n      text \"c\"\n";

static void pasted_marks_are_lists(void **state)
{
    (void)state;
    becomes("• a\n• b\n• c\n", three_items);
    becomes("•\ta\n\xC2\xA0•  b\n\xEF\x82\xB7 c\n", three_items);
    // the spaces that are too many become entities, which the text keeps
    const char *wide = "list tight\n  item\n    paragraph\n      text \" a\"\n"
                       "  item\n    paragraph\n      text \" b\"\n";
    becomes("·         a\n·         b\n", wide);
    becomes("o   a\no   b\no   c\n", three_items);
    becomes("\t•\ta\n\t•\tb\n\t◦\tc\n", three_items);
    becomes("\t•\ta\n\tb\n", "code \"•\\x09a\\nb\\n\"\n");
    becomes("– a\n– b\n— c\n", three_items);
    becomes("-\xC2\xA0"
            "a\n-\xC2\xA0"
            "b\n-\xC2\xA0 c\n",
            three_items);
    becomes("> ▪ a\n> ▪ b\n", "quote\n  list tight\n    item\n      paragraph\n        text \"a\"\n"
                              "    item\n      paragraph\n        text \"b\"\n");
    becomes("Vi:\n1.\xC2\xA0"
            "a\n2.\xC2\xA0"
            "b\n",
            "paragraph\n  text \"Vi:\"\nlist level=1 ordered tight\n  item\n    paragraph\n"
            "      text \"a\"\n  item\n    paragraph\n      text \"b\"\n");
    becomes("Prisen er 5 • 3\n– og\n\n\\- a\n\n5. a\n\n```\n• a\n```\n",
            "paragraph\n  text \"Prisen er 5 • 3\"\n  softbreak\n  text \"– og\"\nparagraph\n"
            "  text \"- a\"\nlist level=5 ordered tight\n  item\n    paragraph\n      text \"a\"\n"
            "code \"• a\\n\"\n");
}

static void github_is_read(void **state)
{
    (void)state;
    becomes("- [ ] a\n- [x] b\n- [y] c\n",
            "list tight\n  item form\n    paragraph\n      text \"a\"\n  item form marked\n"
            "    paragraph\n      text \"b\"\n  item\n    paragraph\n      text \"[y] c\"\n");
    becomes("a ~~b *c*~~ d ~~e~~\n",
            "paragraph\n  text \"a \"\n  struck\n    text \"b \"\n    emphasis\n      text \"c\"\n"
            "  text \" d \"\n  struck\n    text \"e\"\n");
    becomes("~~~\nx\n~~~\n\na ~~ b ~~ c ~~d\n",
            "code \"x\\n\"\nparagraph\n  text \"a ~~ b ~~ c ~~d\"\n");
    becomes(
        "> [!NOTE]\n> a\n\n> [!warning] b\n\n> [!]\n",
        "quote title=\"note\"\n  paragraph\n    text \"a\"\nquote title=\"warning\"\n  paragraph\n"
        "    text \"b\"\nquote\n  paragraph\n    text \"[!]\"\n");
    becomes(
        "t\n|a|\n|-|\n|b<br>c|\n\n||\n|-|\n|d|\n",
        "paragraph\n  text \"t\"\ntable\n  row header\n    cell header\n      text \"a\"\n  row\n"
        "    cell\n      text \"b\"\n      linebreak\n      text \"c\"\ntable\n  row\n    cell\n"
        "      text \"d\"\n");
    becomes("> t\n> |a|\n> |-|\n\n- t\n  |b|\n  |-|\n",
            "quote\n  paragraph\n    text \"t\"\n  table\n    row header\n      cell header\n"
            "        text \"a\"\nlist tight\n  item\n    paragraph\n      text \"t\"\n    table\n"
            "      row header\n        cell header\n          text \"b\"\n");
}

// ``` that opens code closes it, too; where it does not, all below it is code.
static void open_code_is_reported(void **state)
{
    (void)state;
    becomes("```\na\n```", "code \"a\\n\"\n");
    becomes("~~~~ x\n```\n~~~~\n\n\n", "code \"```\\n\"\n");
    becomes("> ```\n> a\n> ```\n", "quote\n  code \"a\\n\"\n");
    becomes("    ```\n    a\n", "code \"```\\na\\n\"\n");
    becomes("> ```\n> a\n\nb\n", "quote\n  code \"a\\n\"\nparagraph\n  text \"b\"\n");
    complains(MARKDOWN_TEXT, "a\n\n````\n## b\n```\n",
              "paragraph\n  text \"a\"\ncode \"## b\\n```\\n\"\n",
              "a.md:3:1: warning: this code is never closed: all below it is shown as code\n"
              "    3 | ````\n      | ^^^^\n"
              "      = write ``` on a line of its own where the code ends\n");
}

// The words of each link in the text, with where it leads where that is another address.
static void finds_links(const char *text, const char *links)
{
    struct reading r;
    struct buf found = {0};
    begin(&r, text, strlen(text), MARKDOWN_TEXT);
    for (const struct doc_node *n = r.doc->first->first; n; n = n->next) {
        if (n->kind != DOC_LINK) continue;
        const char *words = doc_plain(&r.a, n);
        buf_printf(&found, "%s%s", found.n ? " " : "", words);
        if (strcmp(n->text, words) != 0) buf_printf(&found, " (%s)", n->text);
    }
    assert_string_equal(buf_cstr(&found), links);
    assert_string_equal(said(&r), "");
    buf_free(&found);
    end(&r);
}

static void bare_addresses_are_links(void **state)
{
    (void)state;
    finds_links("https://a.no/b?c=d_e. HTTP://a.no: (https://a.no) https://a.no/(b)).",
                "https://a.no/b?c=d_e HTTP://a.no https://a.no https://a.no/(b)");
    finds_links("www.a.no, k.b-c@a.no. «https://a.no/x» “https://b.no”",
                "www.a.no (http://www.a.no) k.b-c@a.no (mailto:k.b-c@a.no) https://a.no/x "
                "https://b.no");
    finds_links("https://intranett/x https://a.no/&copi; https://æ.no",
                "https://intranett/x https://a.no/ https://æ.no (https://%C3%A6.no)");
    finds_links("xhttps://a.no www. www.a_b.c_d https:// k@a @a.no k@a. `https://a.no` ahttp://b",
                "");
    finds_links("[https://a.no](https://b.no) <https://c.no> [*www.a.no*](tel:1)",
                "https://a.no (https://b.no) https://c.no www.a.no (tel:1)");
    becomes("~~https://a.no~~ **www.a.no**\n",
            "paragraph\n  struck\n    link \"https://a.no\"\n      text \"https://a.no\"\n  text "
            "\" \"\n"
            "  strong\n    link \"http://www.a.no\"\n      text \"www.a.no\"\n");
    template_becomes("https://a.no", "paragraph\n  text \"https://a.no\"\n");
}

static void front_matter(void **state)
{
    (void)state;
    struct reading r;
    const char *text = "---\nmessage: Hei\nlist: [a]\n---\n# A\n";
    begin(&r, text, strlen(text), MARKDOWN_TEXT);
    assert_string_equal(node_text(r.doc->yaml, "message"), "Hei");
    assert_int_equal(node_get(r.doc->yaml, "list")->place.line, 3);
    assert_int_equal(r.doc->first->place.line, 5);
    end(&r);
    becomes("---\n---\nA\n", "paragraph\n  text \"A\"\n");
    becomes("---\n\nA\n", "rule\nparagraph\n  text \"A\"\n");
    complains(MARKDOWN_TEXT, "---\nmessage: A\n", "rule\nparagraph\n  text \"message: A\"\n",
              "a.md:1:1: error: what opens here is never closed by another line of ---\n    1 | "
              "---\n      | ^^^\n      = front matter ends with a line of three hyphens: ---; "
              "without front matter, take this line away\n");
    complains(MARKDOWN_TEXT, "---\nA\n---\n", "",
              "a.md:2:1: error: between the lines of --- stand keys and their values, like title: "
              "…\n    2 | A\n      | ^\n");
}

static void values_in_templates(void **state)
{
    (void)state;
    template_becomes(
        "Hei {{employee.first_name}}, *{{ leader.name }}*!\n",
        "paragraph\n  text \"Hei \"\n  value \"employee.first_name\"\n  text \", \"\n  emphasis\n"
        "    value \"leader.name\"\n  text \"!\"\n");
    template_becomes("`{{a}}` [{{a}}]({{b-c}}) { } } {x}\n",
                     "paragraph\n  code-span \"{{a}}\"\n  text \" \"\n  link \"{{b-c}}\"\n    "
                     "value \"a\"\n  text \" { } } {x}\"\n");
    template_becomes("|a|\n|-|\n|{{x_y_z}}|\n",
                     "table\n  row header\n    cell header\n      text \"a\"\n  row\n    cell\n"
                     "      value \"x_y_z\"\n");
}

static void malformed_values(void **state)
{
    (void)state;
    complains(MARKDOWN_TEMPLATE, "Hei\nå {{a b}} {{a}} }} {{c\n",
              "paragraph\n  text \"Hei\"\n  softbreak\n  text \"å \"\n  text \"{{a b}}\"\n  text "
              "\" \"\n  value \"a\"\n"
              "  text \" }} \"\n  text \"{{c\"\n",
              "a.md:2:3: error: \"{{a b}}\" is not a value\n    2 | å {{a b}} {{a}} }} {{c\n      "
              "|   ^^^^^^^\n"
              "      = write {{path.to.value}}, or braces as code: `{{`\n"
              "a.md:2:17: error: }} closes no value: there is no {{ before it\n    2 | å {{a b}} "
              "{{a}} }} {{c\n"
              "      |                 ^^\n"
              "a.md:2:20: error: the value that opens here has no }} behind it\n    2 | å {{a b}} "
              "{{a}} }} {{c\n"
              "      |                    ^^\n      = write {{path.to.value}}, or braces as code: "
              "`{{`\n");
    complains(MARKDOWN_TEMPLATE, "[a](mailto:{{b}})\n", "paragraph\n  text \"a\"\n",
              "a.md:1:1: error: a value in a link's address must be the whole address\n    1 | "
              "[a](mailto:{{b}})\n     "
              " | ^\n");
}

static void fences_in_templates(void **state)
{
    (void)state;
    template_becomes(
        "```fields wide\nrows: [a]\n```\n\n~~~page-break\n~~~\n\n```text\na\n```\n\n```\nb\n```\n",
        "fence title=\"wide\" \"fields\" yaml={rows: [a]}\nfence \"page-break\"\ncode "
        "\"a\\n\"\ncode \"b\\n\"\n");
    complains(MARKDOWN_TEMPLATE, "- x\n\n  ```if a\n  ```\n",
              "list\n  item\n    paragraph\n      text \"x\"\n    fence title=\"a\" \"if\"\n",
              "a.md:3:3: error: the block \"if\" must stand by itself, not in a list or quote\n    "
              "3 |   ```if a\n     "
              " |   ^^^^^^^\n");
    complains(
        MARKDOWN_TEMPLATE, "```fields\na: b\n", "fence \"fields\" yaml={a: b}\n",
        "a.md:1:1: error: this block is never closed\n    1 | ```fields\n      | ^^^^^^^^^\n");
    struct reading r;
    const char *text = "x\n\n```fields\n- { label: A }\n- { label: B }\n```\n";
    begin(&r, text, strlen(text), MARKDOWN_TEMPLATE);
    const struct place at = node_get(r.doc->last->yaml->items[1], "label")->place;
    assert_int_equal(at.line, 5);
    assert_int_equal(at.col, 12);
    end(&r);
}

static const struct doc_node *find_text(const struct doc_node *n, const char *text)
{
    if (n->text && !strcmp(n->text, text)) return n;
    for (const struct doc_node *child = n->first; child; child = child->next) {
        const struct doc_node *found = find_text(child, text);
        if (found) return found;
    }
    return NULL;
}

static void stands(struct reading *r, const char *text, unsigned line, unsigned col, unsigned len)
{
    const struct doc_node *n = find_text(r->doc, text);
    assert_non_null(n);
    assert_int_equal(n->place.line, line);
    assert_int_equal(n->place.col, col);
    assert_int_equal(n->place.len, len);
}

static void places_are_the_files(void **state)
{
    (void)state;
    static const char text[] = "---\ntitle: T\n---\n"
                               "Åå *bb* cc `dd` ee\n"
                               "  ff [gg](http://g.no/ff) hh {{a.b}} {{c_d}}\n"
                               "\n"
                               "- ii\n"
                               "    jj **kk**\n"
                               "  > ll\n"
                               "  > mm &amp; nn\n"
                               "\n"
                               "[r]: http://r.no\n"
                               "[s]: http://s.no\n"
                               "oo [pp][r]\n"
                               "\n"
                               "> | qq | r |\r\n"
                               "> |---|---|\r\n"
                               "> | ss | x\\|y {{t.u}} |\r\n";
    struct reading r;
    begin(&r, text, sizeof text - 1, MARKDOWN_TEMPLATE);
    stands(&r, "Åå ", 4, 1, 3);
    stands(&r, "bb", 4, 5, 2);
    stands(&r, " cc ", 4, 8, 4);
    stands(&r, "dd", 4, 12, 4);
    stands(&r, " ee", 4, 16, 3);
    stands(&r, "ff ", 5, 3, 3);
    stands(&r, "gg", 5, 7, 2);
    stands(&r, "http://g.no/ff", 5, 6, 1);
    stands(&r, "a.b", 5, 30, 7);
    stands(&r, "c_d", 5, 38, 7);
    stands(&r, "ii", 7, 3, 2);
    stands(&r, "jj ", 8, 5, 3);
    stands(&r, "kk", 8, 10, 2);
    stands(&r, "ll", 9, 5, 2);
    stands(&r, "mm & nn", 10, 5, 11);
    stands(&r, "oo ", 14, 1, 3);
    stands(&r, "pp", 14, 5, 2);
    stands(&r, "qq", 16, 5, 2);
    stands(&r, "ss", 18, 5, 2);
    stands(&r, "x|y ", 18, 10, 5);
    stands(&r, "t.u", 18, 15, 7);
    end(&r);
}

static void a_scalar_is_markdown(void **state)
{
    (void)state;
    struct reading r = {.d = diag_new()};
    struct source *s = diag_source_new(r.d, &r.a, "a.yaml", "message: |\n  x\n", 15);
    struct node scalar = {
        .kind = NODE_SCALAR, .text = "---\nHei <b>\n\n## A {#b}\n", .place = {s, 1, 10, 1}};
    r.doc = markdown_read_scalar(r.d, &r.a, &scalar, NULL);
    assert_string_equal(
        dump_of(&r),
        "rule\nparagraph\n  text \"Hei \"\nheading level=2 title=\"b\"\n  text \"A\"\n");
    assert_int_equal(r.doc->last->place.line, 1);
    assert_int_equal(r.doc->last->place.col, 10);
    assert_string_equal(
        said(&r),
        "a.yaml:1:10: warning: HTML is left out\n    1 | message: |\n      |          ^\n");
    end(&r);
}

static void pictures(void **state)
{
    (void)state;
    static const unsigned char gray[] = {0xFF, 0xD8, 0xFF, 0xC0, 0,    11,   8, 0, 2, 0,    3,
                                         1,    1,    17,   0,    0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9};
    char folder[] = "/tmp/samtale-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct reading r = {.d = diag_new()};
    const char *path = file_join(&r.a, folder, "et bilde.jpg");
    assert_int_equal(file_write(path, gray, sizeof gray), 0);
    static const char text[] = "![Et *bilde*](et%20bilde.jpg \"T\")\n\na ![](<et bilde.jpg>) "
                               "b\n\n![fjernt](http://a.no/b.png)\n\n"
                               "![borte](borte.png)\n";
    r.doc = markdown_read(r.d, &r.a, diag_source_new(r.d, &r.a, "a.md", text, sizeof text - 1),
                          MARKDOWN_TEXT, folder);
    assert_string_equal(
        dump_of(&r), "figure title=\"T\" jpeg 3x2 \"et bilde.jpg\"\n  text \"Et bilde\"\n"
                     "paragraph\n  text \"a \"\n  image jpeg 3x2 \"et bilde.jpg\"\n  text \" b\"\n"
                     "paragraph\n  text \"fjernt\"\nparagraph\n  text \"borte\"\n");
    assert_string_equal(
        said(&r),
        "a.md:3:3: warning: the picture \"et bilde.jpg\" has no text alternative\n    3 | a "
        "![](<et bilde.jpg>) b\n"
        "      |   ^^\n      = write what it shows between the brackets: ![what it shows](…)\n"
        "a.md:5:1: warning: the picture is not a file beside the text: only its text alternative "
        "is shown\n"
        "    5 | ![fjernt](http://a.no/b.png)\n      | ^^\n"
        "a.md:7:1: warning: the picture \"borte.png\" is not there\n    7 | ![borte](borte.png)\n  "
        "  "
        "  | ^^\n      = only its text alternative is shown\n");
    unlink(path);
    rmdir(folder);
    end(&r);
}

// A text of `times` repetitions between a beginning and an end.
static void reads_quickly(const char *first, const char *again, size_t times, const char *last)
{
    struct buf text = {0};
    buf_str(&text, first);
    for (size_t i = 0; i < times; i++) buf_str(&text, again);
    buf_str(&text, last);
    for (int dialect = MARKDOWN_TEXT; dialect <= MARKDOWN_TEMPLATE; dialect++) {
        struct reading r;
        clock_t begun = clock();
        begin(&r, text.p, text.n, (enum markdown_dialect)dialect);
        dump_of(&r);
        said(&r);
        // without sanitizers a tenth of a second
        assert_true((clock() - begun) / CLOCKS_PER_SEC < 10);
        end(&r);
    }
    buf_free(&text);
}

static void hostile_text_is_read_quickly(void **state)
{
    (void)state;
    reads_quickly("", ">", 10000, "a\n");
    reads_quickly("", "- ", 10000, "a\n");
    reads_quickly("", "+ ", 60000, "a\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
    reads_quickly("", "[", 10000, "");
    reads_quickly("", "*", 10000, "a");
    reads_quickly("", "*a **a ", 10000, "** *");
    reads_quickly("", "[a](b) ", 20000, "");
    reads_quickly("", "[a](http://b) ", 10000, "");
    reads_quickly("", "![[]()", 1000, "");
    reads_quickly("", "![[]()", 30000, "");
    reads_quickly("", "{{", 50000, "");
    reads_quickly("", "{{*a*}}", 20000, "");
    reads_quickly("", "<b>a", 20000, "");
    reads_quickly("", "&#65;*b*", 20000, "");
    reads_quickly("|a|b|\n|-|-|\n", "|\n", 49990, "");
    reads_quickly("|a|b|\n|-|-|\n", "|\n", 100000, "");
    reads_quickly("", "## a {#B}\n", 20000, "");
    reads_quickly("", "a\r", 100000, "");
    reads_quickly("", "_www.a", 40000, "");
    reads_quickly("", "a@", 100000, "");
    reads_quickly("", "https://a.no ", 20000, "");
    reads_quickly("https://a.no/", ")", 200000, "");
    reads_quickly("https://a.no/", "&a;", 60000, "");
}

static unsigned depth_of(const struct doc_node *n)
{
    unsigned deepest = 0;
    for (const struct doc_node *child = n->first; child; child = child->next) {
        unsigned depth = depth_of(child);
        if (depth > deepest) deepest = depth;
    }
    return deepest + 1;
}

static void what_is_too_deep_is_flat(void **state)
{
    (void)state;
    static const struct {
        const char *again, *last;
    } texts[] = {{"> ", ""}, {"- ", ""}, {"1) ", ""}, {"*a ", "*"}, {"> - ", ""}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf text = {0};
        for (int j = 0; j < 300; j++) buf_str(&text, texts[i].again);
        BUF_LIT(&text, "word");
        for (int j = 0; j < 300; j++) buf_str(&text, texts[i].last);
        struct reading r;
        begin(&r, text.p, text.n, MARKDOWN_TEXT);
        assert_in_range(depth_of(r.doc), 50, 110);
        assert_non_null(strstr(doc_plain(&r.a, r.doc), "word"));
        assert_non_null(strstr(said(&r), "more than 100 levels in each other"));
        end(&r);
        buf_free(&text);
    }
    struct buf rule = {0};
    for (int j = 0; j < 300; j++) BUF_LIT(&rule, "- ");
    becomes(buf_cstr(&rule), "rule\n");
    buf_free(&rule);
}

static void what_is_too_long_is_an_error(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 300 * 1024; i++) buf_c(&text, 'a');
    complains(MARKDOWN_TEXT, buf_cstr(&text), "", "a.md: error: the text is longer than 256 KB\n");
    buf_free(&text);
}

static void odd_bytes(void **state)
{
    (void)state;
    struct reading r;
    static const char text[] = "a\0b\n\n# c\r\rd\re\t{#f}\r\n";
    begin(&r, text, sizeof text - 1, MARKDOWN_TEXT);
    assert_string_equal(doc_plain(&r.a, r.doc), "a\xEF\xBF\xBD"
                                                "b\nc\nd e {#f}");
    assert_non_null(strstr(said(&r), "a.md:1:2: warning: the text holds a NUL character"));
    end(&r);
    static const char items[] = "x\n-\0a\n\n• \0\n\n1.\0\n\n##\0a\n";  // behind marks
    begin(&r, items, sizeof items - 1, MARKDOWN_TEXT);
    assert_int_equal(diag_count(r.d, DIAG_WARNING), 1);
    end(&r);
    becomes("", "");
    becomes("\n\n", "");
    becomes("x", "paragraph\n  text \"x\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inlines),
        cmocka_unit_test(blocks),
        cmocka_unit_test(links_that_are_followed),
        cmocka_unit_test(links_that_are_not),
        cmocka_unit_test(html_is_left_out),
        cmocka_unit_test(tables),
        cmocka_unit_test(cells_are_inlines_only),
        cmocka_unit_test(what_is_no_table),
        cmocka_unit_test(heading_attributes),
        cmocka_unit_test(wrong_attributes),
        cmocka_unit_test(pasted_marks_are_lists),
        cmocka_unit_test(github_is_read),
        cmocka_unit_test(open_code_is_reported),
        cmocka_unit_test(bare_addresses_are_links),
        cmocka_unit_test(front_matter),
        cmocka_unit_test(values_in_templates),
        cmocka_unit_test(malformed_values),
        cmocka_unit_test(fences_in_templates),
        cmocka_unit_test(places_are_the_files),
        cmocka_unit_test(a_scalar_is_markdown),
        cmocka_unit_test(pictures),
        cmocka_unit_test(hostile_text_is_read_quickly),
        cmocka_unit_test(what_is_too_deep_is_flat),
        cmocka_unit_test(what_is_too_long_is_an_error),
        cmocka_unit_test(odd_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
