// Makes the MAC of what is delivered, of its tree and not of its text.
#include "leader/delivered_mac.h"

#include <string.h>

#include "base/buf.h"
#include "leader/delivered_tree.h"

// Every key and value with its NUL, each map and list with its number of items: no two trees give
// the same bytes.
static void add_bytes(struct buf *out, const struct node *n)
{
    if (n->kind == NODE_SCALAR) {
        buf_add(out, n->text, strlen(n->text) + 1);
        return;
    }
    buf_printf(out, "%c%zu", n->kind == NODE_MAP ? '{' : '[', n->count);
    buf_c(out, '\0');
    for (size_t i = 0; i < n->count; i++) {
        if (n->kind == NODE_MAP) add_bytes(out, n->keys[i]);
        add_bytes(out, n->items[i]);
    }
}

bool delivered_mac(struct arena *a, const struct delivered *d, const struct secret *s,
                   char mac[DELIVERED_MAC + 1])
{
    uint8_t key[HASH_SIZE], hash[HASH_SIZE];
    char text[HASH_TEXT];
    struct buf bytes = {0};
    bool has_key = secret_form_key(s, d->leader.letters, key);
    buf_str(&bytes, "delivery");
    buf_c(&bytes, '\0');
    add_bytes(&bytes, delivered_tree(a, d, NULL));
    hash_keyed(key, bytes.p, bytes.n, hash);
    buf_free(&bytes);
    hash_text(hash, text);
    memcpy(mac, text, DELIVERED_MAC);
    mac[DELIVERED_MAC] = '\0';
    return has_key;
}
