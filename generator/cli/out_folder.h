// Where the output folder may be: not among the cycle's own files, which outputs would mix with.
#ifndef CLI_OUT_FOLDER_H
#define CLI_OUT_FOLDER_H

#include <stdbool.h>

// path: as --out names it; looked at from the current folder, through links, whether it is there
// or not. True where the current folder holds no cycle. False after a sentence on standard error:
// the command line is wrong.
bool out_folder_check(const char *path);

#endif
