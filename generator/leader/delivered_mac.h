// The MAC of a delivery: who has the leader's key has made it, and nothing has been changed since.
#ifndef LEADER_DELIVERED_MAC_H
#define LEADER_DELIVERED_MAC_H

#include "base/arena.h"
#include "model/delivered.h"
#include "model/secret.h"

// The MAC of all that is delivered, made with the leader's form key. False: the secret does not
// give that key.
bool delivered_mac(struct arena *a, const struct delivered *d, const struct secret *s,
                   char mac[DELIVERED_MAC + 1]);

#endif
