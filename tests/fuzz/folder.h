// What fuzz targets of files in a folder share: the folder, and files in it.
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

// The process's own folder, which stays from one input to the next. It is below FUZZ_FOLDER, which
// tests/fuzz/run.sh removes.
static inline const char *fuzz_folder(void)
{
    static char folder[300];
    const char *above = getenv("FUZZ_FOLDER");
    if (*folder) return folder;
    snprintf(folder, sizeof folder, "%s/samtale-fuzz-XXXXXX", above ? above : "/tmp");
    if (!mkdtemp(folder)) abort();
    return folder;
}

static inline void fuzz_write(const char *name, const void *bytes, size_t n)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    for (char *slash = strchr(path + strlen(fuzz_folder()) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f)) abort();
}

static inline void fuzz_remove(const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    unlink(path);
}

#endif
