// model/doc: building, copying, plain text, scopes and the dump.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/doc.h"
#include "model/node.h"

static const struct place nowhere;

static struct doc_node *sample(struct arena *a)
{
    struct doc_node *document = doc_new(a, DOC_DOCUMENT, nowhere);
    struct doc_node *heading = doc_append(document, doc_new(a, DOC_HEADING, nowhere));
    heading->level = 2;
    heading->title = "tidlig-innsats";
    doc_text(a, heading, "Tidlig ", nowhere);
    doc_text(a, doc_append(heading, doc_new(a, DOC_STRONG, nowhere)), "innsats", nowhere);
    struct doc_node *paragraph = doc_append(document, doc_new(a, DOC_PARAGRAPH, nowhere));
    paragraph->role = ROLE_LEAD;
    doc_text(a, paragraph, "Hei \"du\"", nowhere);
    doc_append(paragraph, doc_new(a, DOC_SOFTBREAK, nowhere));
    struct doc_node *bound = doc_text(a, paragraph, "Maja\n\x01", nowhere);
    bound->scope = SCOPE_PERSON;
    bound->path = "employee.name";
    return document;
}

static void dump_equals(const struct doc_node *n, const char *expected)
{
    struct buf out = {0};
    doc_dump(n, &out);
    assert_string_equal(buf_cstr(&out), expected);
    buf_free(&out);
}

static const char sample_dump[] = "document\n"
                                  "  heading level=2 title=\"tidlig-innsats\"\n"
                                  "    text \"Tidlig \"\n"
                                  "    strong\n"
                                  "      text \"innsats\"\n"
                                  "  paragraph role=lead\n"
                                  "    text \"Hei \\\"du\\\"\"\n"
                                  "    softbreak\n"
                                  "    text scope=person path=\"employee.name\" \"Maja\\n\\x01\"\n";

static void a_tree_is_dumped(void **state)
{
    (void)state;
    struct arena a = {0};
    dump_equals(sample(&a), sample_dump);
    arena_free(&a);
}

static void every_attribute_is_dumped(void **state)
{
    (void)state;
    struct arena a = {0};
    struct image image = {.kind = IMAGE_JPEG, .width = 3, .height = 2};
    struct node plain = {.kind = NODE_SCALAR, .text = "12", .plain = true},
                quoted = {.kind = NODE_SCALAR, .text = "a b"};
    struct node key = {.kind = NODE_SCALAR, .text = "rows"}, *items[] = {&plain, &quoted},
                *keys[] = {&key};
    struct node list = {.kind = NODE_LIST, .items = items, .count = 2}, *values[] = {&list};
    struct node map = {.kind = NODE_MAP, .items = values, .keys = keys, .count = 1};
    struct doc_node *n = doc_new(&a, DOC_FENCE, nowhere);
    *n = (struct doc_node){.kind = DOC_FENCE,
                           .level = 3,
                           .width = 4,
                           .ordered = true,
                           .tight = true,
                           .header = true,
                           .shared = true,
                           .form = true,
                           .align = ALIGN_CENTER,
                           .from = {2027, 1, 2},
                           .to = {2027, 12, 31},
                           .language = "nn",
                           .supports = &(struct doc_supports){.ids = "a,b"},
                           .image = &image,
                           .text = "fields",
                           .yaml = &map};
    dump_equals(
        n, "fence level=3 width=4 ordered tight header shared form align=center from=2027-01-02 "
           "to=2027-12-31 "
           "language=\"nn\" supports=\"a,b\" jpeg 3x2 \"fields\" yaml={rows: [12, \"a b\"]}\n");
    arena_free(&a);
}

static void a_copy_stands_alone(void **state)
{
    (void)state;
    struct arena a = {0}, b = {0};
    struct doc_node *original = sample(&a), *copy = doc_copy(&b, original->first);
    assert_null(copy->parent);
    assert_null(copy->next);
    assert_ptr_equal(copy->first->parent, copy);
    doc_text(&b, copy, "!", nowhere);
    dump_equals(original, sample_dump);
    assert_string_equal(doc_plain(&b, copy), "Tidlig innsats!");
    arena_free(&a);
    arena_free(&b);
}

static void plain_text_parts_blocks(void **state)
{
    (void)state;
    struct arena a = {0};
    struct doc_node *document = sample(&a),
                    *last = doc_append(document, doc_new(&a, DOC_PARAGRAPH, nowhere));
    doc_append(last, doc_new(&a, DOC_VALUE, nowhere))->text = "leader.name";
    doc_append(last, doc_new(&a, DOC_LINEBREAK, nowhere));
    doc_append(last, doc_new(&a, DOC_CODE_SPAN, nowhere))->text = "x = 1";
    struct doc_node *link = doc_append(last, doc_new(&a, DOC_LINK, nowhere));
    link->text = "https://example.com";
    doc_text(&a, link, " y", nowhere);
    assert_string_equal(doc_plain(&a, document),
                        "Tidlig innsats\nHei \"du\" Maja\n\x01\n{{leader.name}} x = 1 y");
    assert_string_equal(doc_plain(&a, doc_new(&a, DOC_PARAGRAPH, nowhere)), "");
    arena_free(&a);
}

static void the_widest_scope_counts(void **state)
{
    (void)state;
    struct arena a = {0};
    struct doc_node *document = sample(&a);
    assert_int_equal(doc_widest_scope(document), SCOPE_PERSON);
    assert_int_equal(doc_widest_scope(document->first), SCOPE_RUN);
    document->first->last->first->scope = SCOPE_UNIT;
    assert_int_equal(doc_widest_scope(document->first), SCOPE_UNIT);
    arena_free(&a);
}

static void every_kind_and_role_has_a_name(void **state)
{
    (void)state;
    for (int kind = 0; kind < DOC_KIND_COUNT; kind++) assert_non_null(doc_kind_names[kind]);
    for (int role = 0; role < ROLE_COUNT; role++) assert_non_null(doc_role_names[role]);
    assert_false(doc_is_inline(DOC_SIGNATURE));
    assert_true(doc_is_inline(DOC_TEXT));
    assert_true(doc_is_inline(DOC_VALUE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_is_dumped),        cmocka_unit_test(every_attribute_is_dumped),
        cmocka_unit_test(a_copy_stands_alone),     cmocka_unit_test(plain_text_parts_blocks),
        cmocka_unit_test(the_widest_scope_counts), cmocka_unit_test(every_kind_and_role_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
