// OpenType features: ligatures and contextual alternates are off.
#include "type/features.h"

const hb_tag_t features_on[] = {
    HB_TAG('c', 'c', 'm', 'p'),
    HB_TAG('l', 'o', 'c', 'l'),
    HB_TAG('r', 'l', 'i', 'g'),
    HB_TAG_NONE,
};
const hb_tag_t features_off[] = {
    HB_TAG('l', 'i', 'g', 'a'),
    HB_TAG('c', 'l', 'i', 'g'),
    HB_TAG('c', 'a', 'l', 't'),
    HB_TAG('r', 'c', 'l', 't'),
    HB_TAG_NONE,
};
