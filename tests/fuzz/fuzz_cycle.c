// Any bytes as one of the files of a cycle: the first byte says which. Built by tests/fuzz/run.sh.
#include <stdint.h>

#include "folder.h"
#include "read/delivery.h"
#include "read/read.h"

static const char *const names[] = {"samtale.yaml",           "org.yaml",
                                    "plans/2027/e2.yaml",     "priorities/2027/nordlia.md",
                                    "answers/2027/abcd.yaml", "conversations/2027.yaml",
                                    "plans/2026/e2.yaml"};
static const char *const texts[] = {
    "organisation: N\nperiod: 2027\nprevious-period: 2026\ndates: { from: 2027-01-01, to: "
    "2027-12-31 }\n"
    "conversations: { from: 2027-01-11, to: 2027-02-26 }\nfollow-ups:\n"
    "  - { name: F, from: 2027-05-03, to: 2027-06-11 }\n"
    "evaluation: { from: 2027-11-29, to: 2027-12-17 }\nhr: { name: HR }\ncompetences: { d: D }\n",
    "unit:\n  id: nordlia\n  name: N\n  leader: e1\n  employees:\n"
    "    - { id: e1, name: A, leader: { name: P } }\n    - { id: e2, name: B }\n",
    "employee: e2\n",
    "## A {#a}\n\nx\n",
    "role: employee\n",
    "e2: { held: 2027-01-20 }\n",
    "employee: e2\n"};
enum { FILES = sizeof names / sizeof *names };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!n) return -1;
    size_t which = bytes[0] % FILES, count;
    for (size_t i = 0; i < FILES; i++) fuzz_write(names[i], texts[i], strlen(texts[i]));
    fuzz_write(names[which], bytes + 1, n - 1);
    fuzz_write("delivery.yaml", bytes + 1, n - 1);
    struct arena a = {0};
    struct diags *d = diag_new();
    struct cycle *c = cycle_read(d, &a, fuzz_folder(), NULL, 0, (struct date){0});
    if (!c) abort();
    bool good = c->period && !c->has_errors;
    if (good) remarks_report(d, &a, c);
    if (good) answers_read(d, &a, c, &count);
    char path[400];
    snprintf(path, sizeof path, "%s/delivery.yaml", fuzz_folder());
    if (good) delivery_read(d, &a, c, path);
    struct buf out = {0};
    diag_text(d, &out);
    diag_json(d, &out);
    buf_free(&out);
    diag_free(d);
    arena_free(&a);
    return 0;
}
