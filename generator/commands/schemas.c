// The schemas that init and import put into a cycle directory.
#include "commands/schemas.h"

#include <string.h>

#include "base/translate.h"
#include "describe/describe.h"

struct schemas_file *schemas_make(struct arena *a, const char *language, size_t *count)
{
    const char *before = translate_language();
    const char *const *names = describe_edited(a, count);
    struct schemas_file *files = ARENA_ARRAY(a, struct schemas_file, *count);
    translate_switch(strcmp(language, "en") != 0 ? "nb" : "en");
    for (size_t i = 0; i < *count; i++) {
        struct buf out = {0};
        describe_schema(a, names[i], &out);
        files[i] = (struct schemas_file){
            arena_printf(a, DESCRIBE_FOLDER "/%s.schema.json", names[i]),
            arena_strndup(a, out.p, out.n), out.n};
        buf_free(&out);
    }
    translate_switch(before);
    return files;
}
