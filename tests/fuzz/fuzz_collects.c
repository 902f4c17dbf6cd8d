// Sequences of collects: the input is divided at 0x1E into XFDF files, each of which is collected
// into one cycle by the command itself; the plan must be sound after each. Built by
// tests/fuzz/run.sh.
#include <stdint.h>

#include "cli/folder.h"
#include "cli/options.h"
#include "commands/commands.h"
#include "folder.h"
#include "read/read.h"

static const char settings[] =
    "organisation: Nordlia kommune\nperiod: 2027\ndates: { from: 2027-01-01, to: 2027-12-31 }\n"
    "conversations: { from: 2027-01-11, to: 2027-02-26 }\nfollow-ups:\n"
    "  - { name: F, from: 2027-05-03, to: 2027-06-11 }\n"
    "evaluation: { from: 2027-11-29, to: 2027-12-17 }\nhr: { name: HR }\ncompetences: { d: D }\n";
static const char org[] =
    "unit:\n  id: nordlia\n  name: N\n  leader: e1\n  employees:\n"
    "    - { id: e1, name: A, leader: { name: P } }\n    - { id: e1102, name: B }\n";

static int collect(void)
{
    char *arguments[] = {"samtale", "-C",        (char *)fuzz_folder(),
                         "collect", "form.xfdf", "--unsigned",
                         "--quiet", NULL};
    struct arena a = {0};
    struct options o;
    int status = 3;
    if (!options_parse(&o, &a, commands_list, 7, arguments) || !folder_enter(&o, &a, &status))
        abort();
    status = o.command->run(&o);
    arena_free(&a);
    return status;
}

static void check_plan(void)
{
    struct arena a = {0};
    struct diags *d = diag_new();
    struct cycle *c = cycle_read(d, &a, fuzz_folder(), NULL, 0, (struct date){0});
    if (c->has_errors || diag_count(d, DIAG_ERROR)) abort();
    diag_free(d);
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    fuzz_write("samtale.yaml", settings, sizeof settings - 1);
    fuzz_write("org.yaml", org, sizeof org - 1);
    fuzz_write("priorities/2027/nordlia.md", "## A {#a}\n", 10);
    fuzz_write("plans/2027/e1102.yaml", "employee: e1102\nunit: nordlia\nleader: e1\n", 41);
    freopen("/dev/null", "w", stdout);
    const uint8_t *end = bytes + n;
    for (int i = 0; i < 4 && bytes < end; i++) {
        const uint8_t *stop = memchr(bytes, 0x1E, (size_t)(end - bytes));
        if (!stop) stop = end;
        fuzz_write("form.xfdf", bytes, (size_t)(stop - bytes));
        if (collect() == 3) abort();
        check_plan();
        bytes = stop + (stop < end);
    }
    return 0;
}
