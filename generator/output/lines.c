// Lines of JSON with checksums: written and read.
#include "output/lines.h"

#include "base/hash.h"

enum { SUM = 16 };  // characters of the checksum; a space stands behind it

static void sum_of(const char *text, size_t n, char out[HASH_TEXT])
{
    uint8_t hash[HASH_SIZE];
    hash_bytes(text, n, hash);
    hash_text(hash, out);
}

void lines_end(struct buf *out, size_t start)
{
    char sum[HASH_TEXT];
    size_t n = out->n - start;
    sum_of(out->p + start, n, sum);
    buf_reserve(out, SUM + 2);
    memmove(out->p + start + SUM + 1, out->p + start, n);
    memcpy(out->p + start, sum, SUM);
    out->p[start + SUM] = ' ';
    out->n += SUM + 1;
    buf_c(out, '\n');
}

size_t lines_each(const char *bytes, size_t n, void (*visit)(void *arg, const json_t *line),
                  void *arg)
{
    const char *p = bytes, *end = bytes + n;
    for (const char *stop; p < end && (stop = memchr(p, '\n', (size_t)(end - p))); p = stop + 1) {
        char sum[HASH_TEXT];
        size_t length = (size_t)(stop - p);
        if (length <= SUM + 1) break;
        sum_of(p + SUM + 1, length - SUM - 1, sum);
        if (memcmp(p, sum, SUM) || p[SUM] != ' ') break;
        json_t *line = json_loadb(p + SUM + 1, length - SUM - 1, 0, NULL);
        if (!line) break;
        if (visit) visit(arg, line);
        json_decref(line);
    }
    return (size_t)(p - bytes);
}
