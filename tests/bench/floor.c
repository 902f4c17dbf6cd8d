// The least that a run costs, which `make bench` measures against: reading what goes in, and
// deflating and writing what comes out. Nothing is computed, hashed, synced or remembered.
//
//     floor OUT <LIST     a line of LIST: what is done to a file, a space, and its path
//
//     r   read
//     i   read, and every Flate stream of it inflated, as of a form that comes back
//     l   looked at (lstat), as a file that is kept
//     w   written into OUT: its Flate streams, inflated beforehand, are deflated (libdeflate, level
//         6) and set between the bytes that are not compressed; then written aside and renamed
//
// What is beforehand is not on the clock. Prints the CPU seconds that all of it took.
#include <fcntl.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 256 << 20, LEVEL = 6, PATH = 4096 };

struct piece {  // of a file: bytes as they are, or a stream's plain bytes that have to be deflated
    const unsigned char *p;
    size_t n;
    bool deflate;
};

struct floor {
    struct libdeflate_decompressor *inflater;
    struct libdeflate_compressor *deflater;
    unsigned char *file, *plain, *out;  // ROOM bytes each
    size_t n;                           // bytes of the file
    struct piece *pieces;
    size_t count, room;
};

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

static void too_large(const char *path)
{
    fprintf(stderr, "%s is too large for the floor\n", path);
    exit(3);
}

static void read_whole(struct floor *f, const char *path)
{
    int fd = open(path, O_RDONLY);
    ssize_t got = fd < 0 ? -1 : 1;
    for (f->n = 0; got > 0; f->n += (size_t)got) {
        if (f->n == ROOM) too_large(path);
        got = read(fd, f->file + f->n, ROOM - f->n);
        if (got <= 0) break;
    }
    if (got < 0 || close(fd)) fail(path);
}

static void add(struct floor *f, const unsigned char *p, size_t n, bool deflate)
{
    if (f->count == f->room) {
        f->room = f->room ? f->room * 2 : 4096;
        f->pieces = realloc(f->pieces, f->room * sizeof *f->pieces);
        if (!f->pieces) fail("floor");
    }
    f->pieces[f->count++] = (struct piece){p, n, deflate};
}

// Cuts the file into pieces, with its Flate streams inflated. Whatever does not inflate is taken as
// it is.
static void cut(struct floor *f, const char *path)
{
    size_t from = 0, stored = 0, at = 0;
    f->count = 0;
    while (f->n > 5 && !memcmp(f->file, "%PDF-", 5)) {
        const unsigned char *found = memmem(f->file + at, f->n - at, "stream", 6);
        size_t used, plain;
        if (!found) break;
        at = (size_t)(found - f->file) + 6;
        if (at < f->n && f->file[at] == '\r') at++;
        if (at >= f->n || f->file[at] != '\n') continue;
        at++;
        enum libdeflate_result got = libdeflate_zlib_decompress_ex(
            f->inflater, f->file + at, f->n - at, f->plain + stored, ROOM - stored, &used, &plain);
        if (got == LIBDEFLATE_INSUFFICIENT_SPACE) too_large(path);
        if (got != LIBDEFLATE_SUCCESS) continue;
        add(f, f->file + from, at - from, false);
        add(f, f->plain + stored, plain, true);
        stored += plain;
        from = at += used;
    }
    add(f, f->file + from, f->n - from, false);
}

static size_t assemble(struct floor *f, const char *path)
{
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++) {
        const struct piece *p = &f->pieces[i];
        if (p->n > ROOM - n) too_large(path);
        size_t more = p->n;
        if (p->deflate)
            more = libdeflate_zlib_compress(f->deflater, p->p, p->n, f->out + n, ROOM - n);
        else memcpy(f->out + n, p->p, p->n);
        if (p->deflate && !more) too_large(path);
        n += more;
    }
    return n;
}

static void write_whole(const char *folder, size_t number, const unsigned char *p, size_t n)
{
    char aside[PATH], path[PATH];
    snprintf(path, sizeof path, "%s/%zu.pdf", folder, number);
    snprintf(aside, sizeof aside, "%s/.%zu.tmp", folder, number);
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

// CPU seconds.
static double do_one(struct floor *f, char what, const char *path, const char *out, size_t number)
{
    struct stat st;
    if (what == 'w') {
        read_whole(f, path);
        cut(f, path);
    }
    double start = cpu_seconds();
    if (what == 'r' || what == 'i') read_whole(f, path);
    if (what == 'i') cut(f, path);
    if (what == 'w') write_whole(out, number, f->out, assemble(f, path));
    if (what == 'l' && lstat(path, &st)) fail(path);
    return cpu_seconds() - start;
}

int main(int argc, char **argv)
{
    struct floor f = {.inflater = libdeflate_alloc_decompressor(),
                      .deflater = libdeflate_alloc_compressor(LEVEL),
                      .file = malloc(ROOM),
                      .plain = malloc(ROOM),
                      .out = malloc(ROOM)};
    if (argc != 2) return fputs("usage: floor OUT <LIST\n", stderr), 2;
    if (!f.inflater || !f.deflater || !f.file || !f.plain || !f.out) fail("floor");
    // touched, so that no page fault falls on the clock
    memset(f.file, 1, ROOM);
    memset(f.plain, 1, ROOM);
    memset(f.out, 1, ROOM);
    double seconds = 0;
    char line[PATH];
    for (size_t number = 0; fgets(line, sizeof line, stdin); number++) {
        line[strcspn(line, "\n")] = '\0';
        if (strlen(line) < 3 || !strchr("rilw", *line))
            return fprintf(stderr, "not a line of the list: %s\n", line), 2;
        seconds += do_one(&f, line[0], line + 2, argv[1], number);
    }
    printf("%.6f\n", seconds);
    return 0;
}
