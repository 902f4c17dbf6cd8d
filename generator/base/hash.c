// SHA-256, by nettle.
#include "base/hash.h"

#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <nettle/sha2.h>
#include <string.h>

#include "base/file.h"

void hash_bytes(const void *bytes, size_t n, uint8_t out[HASH_SIZE])
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, n, bytes);
    sha256_digest(&ctx, HASH_SIZE, out);
}

void hash_keyed(const uint8_t key[HASH_SIZE], const void *bytes, size_t n, uint8_t out[HASH_SIZE])
{
    struct hmac_sha256_ctx ctx;
    hmac_sha256_set_key(&ctx, HASH_SIZE, key);
    hmac_sha256_update(&ctx, n, bytes);
    hmac_sha256_digest(&ctx, HASH_SIZE, out);
}

bool hash_equal(const void *a, const void *b, size_t n)
{
    return memeql_sec(a, b, n);
}

bool hash_same(const uint8_t a[HASH_SIZE], const uint8_t b[HASH_SIZE])
{
    return !memcmp(a, b, HASH_SIZE);
}

int hash_file(const char *path, uint8_t out[HASH_SIZE])
{
    struct buf bytes = {0};
    int error = file_read(path, &bytes, (size_t)1 << 30);
    if (!error) hash_bytes(bytes.p, bytes.n, out);
    buf_free(&bytes);
    return error;
}

void hash_text(const uint8_t hash[HASH_SIZE], char out[HASH_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < HASH_SIZE; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[2 * HASH_SIZE] = '\0';
}

bool hash_parse(const char *text, uint8_t hash[HASH_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    if (!text || strlen(text) != 2 * HASH_SIZE) return false;
    for (int i = 0; i < 2 * HASH_SIZE; i++) {
        const char *d = strchr(digits, text[i]);
        if (!d) return false;
        hash[i / 2] = (uint8_t)((i & 1 ? hash[i / 2] << 4 : 0) | (d - digits));
    }
    return true;
}
