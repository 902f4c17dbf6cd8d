// read/returned: which files are meant, and what any file's texts and names become.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "read/forms/returned.h"
#include "read/forms/form_reader.h"
#include "read/forms/xmp.h"

#define FORM "samtale/1/action-plan/2027/e=ola:nordmann"

struct reading {
    struct arena a;
    struct returned r;
    struct form_reader g;
};

static struct returned *read_text(struct reading *x, const char *text)
{
    memset(x, 0, sizeof *x);
    x->g = (struct form_reader){.a = &x->a, .r = &x->r};
    returned_read_bytes(&x->g, text, strlen(text));
    return &x->r;
}

static void a_text_can_stand_anywhere(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
        size_t n;
    } cases[] = {
        {"a\0b", "ab", 3},
        {"a\r\nb\rc\n", "a\nb\nc\n", 8},
        {"\x01\x1F\x7F\t", "\t", 4},
        {"\xC2\x80\xC2\x85x", "\nx", 5},
        {"\xEF\xBB\xBFx", "x", 4},
        {"\xEF\xBF\xBFx\xEF\xBF\xBD", "x\xEF\xBF\xBD", 7},
        {"\xFFx", "\xEF\xBF\xBDx", 2},
        {"a\xCC\x8A", "\xC3\xA5", 3},
        {"\x1B"
         "nb\x1B"
         "x\x1By",
         "xy", 7},
        {"", "", 0},
    };
    struct arena a = {0};
    struct returned r = {0};
    struct form_reader g = {.a = &a, .r = &r};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(form_reader_text(&g, NULL, cases[i].in, cases[i].n), cases[i].out);
    assert_string_equal(form_reader_line(&g, "a\nb\xC3\xA6\xC3\xB8", 7, 4), "a b\xC3\xA6");
    assert_false(g.stopped);
    arena_free(&a);
}

static void marks_without_end_are_cut(void **state)
{
    (void)state;
    struct arena a = {0};
    struct returned r = {0};
    struct form_reader g = {.a = &a, .r = &r};
    struct buf b = {0};
    buf_c(&b, 'q');
    for (int i = 0; i < 15000; i++) BUF_LIT(&b, "\xCC\xA3\xCC\x81");
    assert_int_equal(strlen(form_reader_text(&g, NULL, b.p, b.n)), 1 + 30 * 2);
    buf_free(&b);
    arena_free(&a);
}

static void names_are_joined_and_cut(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_string_equal(form_reader_join(&a, "", "a"), "a");
    assert_string_equal(form_reader_join(&a, "a", ""), "a");
    assert_string_equal(form_reader_join(&a, "a", "b.c"), "a.b.c");
    const char *name = "x";
    for (int i = 0; i < 1000; i++) name = form_reader_join(&a, name, "\xC3\xA6");
    assert_true(strlen(name) <= RETURNED_NAME + 3);
    arena_free(&a);
}

static void an_xfdf_file_says_whose_it_is(void **state)
{
    (void)state;
    struct reading x;
    struct returned *r = read_text(&x, "<xfdf><fields><field name='" FORM
                                       "'><field name='3-2'><field name='notes/a:b~123abc'>"
                                       "<value>v</value></field></field></field></fields></xfdf>");
    assert_int_equal(r->state, RETURNED_FORM);
    assert_string_equal(r->form.employee, "ola.nordmann");
    assert_int_equal(r->count, 1);
    assert_int_equal(r->values[0].copy, 3);
    assert_int_equal(r->values[0].section, 2);
    assert_string_equal(r->values[0].path, "notes/a.b");
    assert_string_equal(r->values[0].mark, "123abc");
    assert_null(r->values[0].base);
    arena_free(&x.a);
}

static void the_content_says_what_a_file_is(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum returned_state state;
    } cases[] = {
        {"", RETURNED_UNKNOWN},
        {"hello", RETURNED_UNKNOWN},
        {"%PDF-1.7", RETURNED_DAMAGED},
        {"junk %FDF-1.2", RETURNED_DAMAGED},
        {"<html/>", RETURNED_UNKNOWN},
        {"<xfdf", RETURNED_UNKNOWN},
        {"<xfdf>", RETURNED_DAMAGED},
        {" \n<xfdf/>", RETURNED_OTHER},
        {"<xfdf xmlns='urn:x'/>", RETURNED_UNKNOWN},
        {"<!DOCTYPE xfdf><xfdf/>", RETURNED_DAMAGED},
        {"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", RETURNED_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading x;
        assert_int_equal(read_text(&x, cases[i].text)->state, cases[i].state);
        arena_free(&x.a);
    }
}

static void xmp_names_the_form(void **state)
{
    (void)state;
    struct reading x;
    read_text(&x, "");
    static const struct {
        const char *xml, *name;
    } cases[] = {
        {"<a xmlns:f='https://samtale.example/ns/form/1/'><f:form> x\n</f:form></a>", "x"},
        {"<a xmlns:f='https://samtale.example/ns/form/1/' f:form='y'/>", "y"},
        {"<a xmlns:samtale='https://samtale.example/ns/form/2/'><samtale:form>x</samtale:form></a>",
         NULL},
        {"<a xmlns:f='https://samtale.example/ns/form/1/'><f:form>x</f:form><b", "x"},
        {"<!DOCTYPE a><a xmlns:f='https://samtale.example/ns/form/1/'><f:form>x</f:form></a>",
         NULL},
        {"<samtale:form>x</samtale:form>", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *name = xmp_form_name(&x.a, cases[i].xml, strlen(cases[i].xml));
        if (cases[i].name) assert_string_equal(name, cases[i].name);
        else assert_null(name);
    }
    arena_free(&x.a);
}

// What the guard's child found comes through the pipe as it was.
static void the_guard_loses_nothing(void **state)
{
    (void)state;
    char folder[] = "/tmp/samtale-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena a = {0};
    struct buf b = {0};
    BUF_LIT(&b, "<xfdf><fields><field name='x'/><field name='" FORM "'><field name='1-1'>");
    for (int i = 0; i < 5000; i++)
        buf_printf(&b, "<field name='notes/n%d'><value>%d %s</value></field>", i, i,
                   "some text that fills the pipe");
    BUF_LIT(&b, "</field></field></fields></xfdf>");
    const char *path = file_join(&a, folder, "a.pdf");
    assert_int_equal(file_write(path, b.p, b.n), 0);
    const struct returned *r = returned_read(&a, path);
    assert_int_equal(r->state, RETURNED_FORM);
    assert_string_equal(r->file, path);
    assert_int_equal(r->foreign, 1);
    assert_string_equal(r->foreign_name, "x");
    assert_int_equal(r->count, 5000);
    assert_int_equal(r->values[4999].index, 4999);
    assert_string_equal(r->values[4999].path, "notes/n4999");
    assert_string_equal(r->values[4999].value, "4999 some text that fills the pipe");
    assert_int_equal(returned_read(&a, folder)->state, RETURNED_UNREADABLE);
    unlink(path);
    assert_int_equal(returned_read(&a, path)->state, RETURNED_UNREADABLE);
    rmdir(folder);
    buf_free(&b);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_can_stand_anywhere),
        cmocka_unit_test(marks_without_end_are_cut),
        cmocka_unit_test(names_are_joined_and_cut),
        cmocka_unit_test(an_xfdf_file_says_whose_it_is),
        cmocka_unit_test(the_content_says_what_a_file_is),
        cmocka_unit_test(xmp_names_the_form),
        cmocka_unit_test(the_guard_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
