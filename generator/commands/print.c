// samtale print [DOCUMENT]: print batches, with slip and cover sheets.
#include "commands/commands.h"
#include "print/print.h"

int print_run(const struct options *o)
{
    struct options flat = *o;  // what is printed is not filled in on a screen
    flat.flat = flat.printing = true;
    struct run r;
    int status;
    if (!run_open(&r, &flat, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status))
        return status;
    if (!print_make(&r)) return run_close_wrong_command_line(&r);
    return run_close(&r, stderr);
}
