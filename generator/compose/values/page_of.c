// page-of.ID: on which pages of the paper a section stands, "side 2–3". Only the paper knows: while
// its sections are composed the text is the section's id, and run/page_refs.c fills in the pages.
#include "compose/values/page_of.h"

#include <string.h>

static const char prefix[] = "page-of.";

GETTER(section_id)
{
    return value_of_text(item);
}

static const struct value_entry entry = {"page-of", SCOPE_PERSON, VALUE_TEXT, section_id, NULL, 0};

bool values_page_of_find(const char *path, struct value_ref *out)
{
    size_t n = sizeof prefix - 1;
    if (strncmp(path, prefix, n) || !path[n]) return false;
    *out = (struct value_ref){.entry = &entry,
                              .type = TYPE_DOCUMENT,
                              .item = path + n,
                              .scope = SCOPE_PERSON,
                              .kind = VALUE_TEXT};
    return true;
}

const char *values_page_of_section(const struct value_ref *ref)
{
    return ref->entry == &entry ? ref->item : NULL;
}

const char *values_page_of_id(const char *path)
{
    struct value_ref ref;
    return path && values_page_of_find(path, &ref) ? ref.item : NULL;
}
