// SHA-256 of bytes and files, keyed or not, and as text.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 32, HASH_TEXT = 2 * HASH_SIZE + 1 };  // bytes; characters, with the NUL

void hash_bytes(const void *bytes, size_t n, uint8_t out[HASH_SIZE]);
// HMAC-SHA-256.
void hash_keyed(const uint8_t key[HASH_SIZE], const void *bytes, size_t n, uint8_t out[HASH_SIZE]);
// In the same time, wherever the difference is.
bool hash_equal(const void *a, const void *b, size_t n);
bool hash_same(const uint8_t a[HASH_SIZE], const uint8_t b[HASH_SIZE]);
// Of a file's bytes. 0 or an errno value.
int hash_file(const char *path, uint8_t out[HASH_SIZE]);

// As 64 hexadecimal digits, and back. False: it is no such text, or NULL.
void hash_text(const uint8_t hash[HASH_SIZE], char out[HASH_TEXT]);
bool hash_parse(const char *text, uint8_t hash[HASH_SIZE]);

#endif
