// read/templates: the user's files stand in for the program's, one by one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "read/read.h"

static void remove_all(struct arena *a, const char *path)
{
    size_t count;
    const char **names = file_list(a, path, &count);
    for (size_t i = 0; i < count; i++) remove_all(a, file_join(a, path, names[i]));
    if (rmdir(path)) unlink(path);
}

static void write_text(struct arena *a, const char *folder, const char *name, const char *text)
{
    assert_int_equal(file_write(file_join(a, folder, name), text, strlen(text)), 0);
}

static void plain_equals(struct arena *a, const struct template_file *file, const char *name,
                         const char *text)
{
    assert_string_equal(file->name, name);
    assert_string_equal(doc_plain(a, file->doc), text);
}

static void the_users_files_win(void **state)
{
    (void)state;
    struct arena a = {0};
    struct diags *d = diag_new();
    char folder[] = "/tmp/samtale-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *user = file_join(&a, folder, "user"), *program = file_join(&a, folder, "program");
    write_text(&a, program, "README.md", "no language");
    write_text(&a, program, "nb/README.md", "no template");
    write_text(&a, program, "nb/pack.md", "program");
    write_text(&a, program, "nb/form.md", "program");
    write_text(&a, program, "nb/strings.yaml", "a: program\n");
    write_text(&a, program, "nb/questions.yaml", "- id: program\n");
    write_text(&a, user, "nb/pack.md", "user");
    write_text(&a, user, "nb/extra.md", "user");
    write_text(&a, user, "nb/.#pack.md", "an editor's");
    write_text(&a, user, "nb/notes.txt", "none");
    write_text(&a, user, "nb/strings.yaml", "a: user\n");
    write_text(&a, user, "fi/pack.md", "fi");
    write_text(&a, user, "fi/questions.yaml", "a: b\n");
    const struct template_set *set = templates_read(d, &a, user, program);
    assert_int_equal(set->count, 2);
    assert_string_equal(set->packs[0].language, "fi");
    assert_string_equal(set->packs[1].language, "nb");
    assert_int_equal(set->packs[0].file_count, 1);
    assert_null(set->packs[0].strings);
    assert_null(set->packs[0].questions);
    const struct language_pack *nb = &set->packs[1];
    assert_int_equal(nb->file_count, 3);
    plain_equals(&a, &nb->files[0], "extra", "user");
    plain_equals(&a, &nb->files[1], "form", "program");
    plain_equals(&a, &nb->files[2], "pack", "user");
    assert_string_equal(nb->files[2].source->name, "templates/nb/pack.md");
    assert_string_equal(node_text(nb->strings, "a"), "user");
    assert_string_equal(node_text(nb->questions->items[0], "id"), "program");
    struct buf said = {0};
    diag_text(d, &said);
    assert_string_equal(buf_cstr(&said), "templates/fi/questions.yaml:1:1: error: questions.yaml "
                                         "must be a list\n    1 | a: b\n      | ^\n");
    buf_free(&said);
    remove_all(&a, folder);
    diag_free(d);
    arena_free(&a);
}

static void a_folder_may_be_missing(void **state)
{
    (void)state;
    struct arena a = {0};
    struct diags *d = diag_new();
    char folder[] = "/tmp/samtale-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    write_text(&a, folder, "nn/pack.md", "{{x}}");
    assert_int_equal(templates_read(d, &a, "/nowhere/at/all", folder)->count, 1);
    assert_int_equal(templates_read(d, &a, NULL, folder)->count, 1);
    const struct template_set *set = templates_read(d, &a, folder, "/nowhere/at/all");
    assert_int_equal(set->count, 1);
    assert_int_equal(set->packs[0].files[0].doc->first->first->kind, DOC_VALUE);
    assert_int_equal(diag_exit_status(d), 0);
    remove_all(&a, folder);
    diag_free(d);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_users_files_win),
        cmocka_unit_test(a_folder_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
