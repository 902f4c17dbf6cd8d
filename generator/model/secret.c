// Derives keys from the secret, with HMAC-SHA-256 over what the key is for.
#include "model/secret.h"

#include <string.h>

#include "base/buf.h"

void secret_derive(const struct secret *s, const char *purpose, const char *what,
                   uint8_t key[HASH_SIZE])
{
    struct buf text = {0};
    buf_printf(&text, "samtale %s", purpose);
    buf_c(&text, '\0');
    buf_str(&text, what);
    hash_keyed(s->bytes, text.p, text.n, key);
    buf_free(&text);
}

bool secret_form_key(const struct secret *s, const char *leader, uint8_t key[HASH_SIZE])
{
    memset(key, 0, HASH_SIZE);
    if (!s->leader) secret_derive(s, "form", leader ? leader : "", key);
    else if (leader && !strcmp(leader, s->leader)) memcpy(key, s->bytes, HASH_SIZE);
    else return false;
    return true;
}

void secret_fingerprint(const struct secret *s, char out[SECRET_FINGERPRINT])
{
    uint8_t hash[HASH_SIZE];
    char text[HASH_TEXT];
    secret_derive(s, "fingerprint", "", hash);
    hash_text(hash, text);
    memcpy(out, text, SECRET_FINGERPRINT - 1);
    out[SECRET_FINGERPRINT - 1] = '\0';
}
