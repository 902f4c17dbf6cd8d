// The floor that `make bench` measures against: what it costs to deflate and write the bytes of the
// PDFs that samtale made, and nothing else. Every Flate stream of a file is inflated beforehand,
// outside the clock; then, on the clock, each is deflated again (libdeflate, level 6), set between
// the bytes that were not compressed, and the file is written aside and renamed. Prints the CPU
// seconds that took, and the bytes written.
//
//     floor OUT FILE…
#include <fcntl.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PIECES = 4096, ROOM = 64 << 20, LEVEL = 6 };

struct piece {  // of a file: bytes as they are, or a stream's plain bytes that have to be deflated
    const unsigned char *p;
    size_t n;
    bool deflate;
};

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

static unsigned char *read_whole(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END)) fail(path);
    *n = (size_t)ftell(f);
    rewind(f);
    unsigned char *p = malloc(*n + 1);
    if (!p || fread(p, 1, *n, f) != *n) fail(path);
    fclose(f);
    return p;
}

// Cuts a file into pieces; inflated bytes go to store. Whatever does not inflate is taken as it is.
static size_t cut(const unsigned char *file, size_t n, unsigned char *store, struct piece *pieces)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t count = 0, from = 0, stored = 0, at = 0;
    while (count + 2 < PIECES) {
        const unsigned char *found = memmem(file + at, n - at, "stream", 6);
        size_t used, plain;
        if (!found) break;
        at = (size_t)(found - file) + 6;
        if (at < n && file[at] == '\r') at++;
        if (at >= n || file[at] != '\n') continue;
        at++;
        if (libdeflate_zlib_decompress_ex(d, file + at, n - at, store + stored, ROOM - stored,
                                          &used, &plain))
            continue;
        pieces[count++] = (struct piece){file + from, at - from, false};
        pieces[count++] = (struct piece){store + stored, plain, true};
        stored += plain;
        from = at += used;
    }
    pieces[count++] = (struct piece){file + from, n - from, false};
    libdeflate_free_decompressor(d);
    return count;
}

static size_t assemble(struct libdeflate_compressor *c, const struct piece *pieces, size_t count,
                       unsigned char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].deflate) {
            n += libdeflate_zlib_compress(c, pieces[i].p, pieces[i].n, out + n, ROOM - n);
        } else {
            memcpy(out + n, pieces[i].p, pieces[i].n);
            n += pieces[i].n;
        }
    }
    return n;
}

static void write_whole(const char *folder, int number, const unsigned char *p, size_t n)
{
    char aside[4096], path[4096];
    snprintf(path, sizeof path, "%s/%d.pdf", folder, number);
    snprintf(aside, sizeof aside, "%s/.%d.tmp", folder, number);
    int fd = open(aside, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd < 0) fail(aside);
    for (size_t at = 0; at < n;) {
        ssize_t wrote = write(fd, p + at, n - at);
        if (wrote < 0) fail(aside);
        at += (size_t)wrote;
    }
    if (close(fd) || rename(aside, path)) fail(path);
}

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    unsigned char *store = malloc(ROOM), *out = malloc(ROOM);
    struct piece *pieces = calloc(PIECES, sizeof *pieces);
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    if (argc < 3 || !store || !out || !pieces || !c)
        return fputs("usage: floor OUT FILE…\n", stderr), 2;
    memset(store, 0, ROOM);  // touched, so that no page fault falls on the clock
    memset(out, 0, ROOM);
    double seconds = 0;
    size_t bytes = 0;
    for (int i = 2; i < argc; i++) {
        size_t n;
        unsigned char *file = read_whole(argv[i], &n);
        size_t count = cut(file, n, store, pieces);
        double start = cpu_seconds();
        size_t made = assemble(c, pieces, count, out);
        write_whole(argv[1], i, out, made);
        seconds += cpu_seconds() - start;
        bytes += made;
        free(file);
    }
    printf("%.6f %zu\n", seconds, bytes);
    return 0;
}
