// The organisation's secret, and the keys that are derived from it. What it signs can be read by
// whoever has the same secret, or the key derived for the leader whose form it is.
#ifndef MODEL_SECRET_H
#define MODEL_SECRET_H

#include "base/hash.h"

enum { SECRET_FINGERPRINT = 17 };  // characters, with the NUL

struct secret {
    uint8_t bytes[HASH_SIZE];
    // In a leader's own directory: whose derived key `bytes` are. NULL: they are the organisation's
    // secret.
    const char *leader;
};

// The key of all forms for which this leader is accountable; leader NULL: of blank and anonymous
// forms, and those of a leader outside the org chart. False: only the organisation's secret gives
// it, and *key is zeros.
bool secret_form_key(const struct secret *s, const char *leader, uint8_t key[HASH_SIZE]);
// A key for something else: purpose names it, and what of it may be "".
void secret_derive(const struct secret *s, const char *purpose, const char *what,
                   uint8_t key[HASH_SIZE]);
// Sixteen hexadecimal digits by which two secrets are told apart; it does not tell what they are.
void secret_fingerprint(const struct secret *s, char out[SECRET_FINGERPRINT]);

#endif
