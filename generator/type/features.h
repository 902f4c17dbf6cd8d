// The OpenType features that shaping leaves on beyond HarfBuzz's required ones, and those it turns
// off.
#ifndef TYPE_FEATURES_H
#define TYPE_FEATURES_H

#include <hb.h>

extern const hb_tag_t features_on[], features_off[];  // each ended by HB_TAG_NONE

#endif
