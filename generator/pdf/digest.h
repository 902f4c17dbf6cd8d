// MD5, as PDF's file identifiers want it. It protects nothing: it only tells contents apart.
#ifndef PDF_DIGEST_H
#define PDF_DIGEST_H

#include <nettle/md5.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct digest {
    unsigned char bytes[MD5_DIGEST_SIZE];
};

static inline void digest_add(struct md5_ctx *md5, const void *bytes, size_t n)
{
    md5_update(md5, n, bytes);
}

// With its NUL, so that the end of the text is told from what follows.
static inline void digest_text(struct md5_ctx *md5, const char *s)
{
    digest_add(md5, s ? s : "", s ? strlen(s) + 1 : 1);
}

static inline struct digest digest_end(struct md5_ctx *md5)
{
    struct digest digest;
    md5_digest(md5, sizeof digest.bytes, digest.bytes);
    return digest;
}

static inline struct digest digest_of(const void *bytes, size_t n)
{
    struct md5_ctx md5;
    md5_init(&md5);
    digest_add(&md5, bytes, n);
    return digest_end(&md5);
}

#endif
