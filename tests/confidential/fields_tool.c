// Lists the fields of a plan as model/record.c has them, a line each: path, kind, whom it is for. A
// test's eye, no part of the product.
#include <stdio.h>

#include "model/record.h"

int main(void)
{
    static const char *const kinds[] = {
        [RECORD_LINE] = "line",
        [RECORD_PROSE] = "prose",
        [RECORD_DATE] = "date",
        [RECORD_DEADLINE] = "deadline",
        [RECORD_RESPONSIBLE] = "responsible",
        [RECORD_CHOICE] = "choice",
        [RECORD_SUPPORTS] = "supports",
        [RECORD_TICK] = "tick",
        [RECORD_DONE] = "done",
        [RECORD_DONE_TICK] = "done-tick",
        [RECORD_AGREEMENT] = "agreement",
        [RECORD_WHO] = "who",
        [RECORD_NOTE] = "note",
    };
    static const char *const privacies[] = {"shared", "between-us", "private"};
    for (const struct record_field *f = record_plan; f->path; f++)
        printf("%s %s %s\n", f->path, kinds[f->kind], privacies[f->privacy]);
    return 0;
}
