// UIDs of calendar entries: hashes in the form of a UUID.
#include "calendar/uid.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"

struct uid uid_of(const char *kind, const char *organisation, const char *period, const char *which)
{
    const char *const parts[] = {"samtale", kind, organisation, period, which};
    struct sha256_ctx ctx;
    uint8_t h[SHA256_DIGEST_SIZE];
    sha256_init(&ctx);
    for (size_t i = 0; i < COUNT(parts); i++)
        // with the NUL between two parts
        sha256_update(&ctx, strlen(parts[i]) + 1, (const uint8_t *)parts[i]);
    sha256_digest(&ctx, sizeof h, h);
    h[6] = (uint8_t)(0x80 | (h[6] & 0x0F));  // version 8
    h[8] = (uint8_t)(0x80 | (h[8] & 0x3F));  // variant
    struct uid uid;
    snprintf(uid.text, sizeof uid.text,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", h[0], h[1],
             h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14],
             h[15]);
    return uid;
}
