// The schemas that init and import put into a cycle directory.
#include "commands/schemas.h"

#include <string.h>

#include "base/file.h"
#include "base/file_update.h"
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

static bool is_current(const struct schemas_file *f)
{
    enum { LIMIT = 1 << 20 };  // bytes
    struct buf now = {0};
    bool same = file_is_regular(f->name) && !file_read(f->name, &now, LIMIT) && now.n == f->n &&
                !memcmp(now.p, f->bytes, f->n);
    buf_free(&now);
    return same;
}

bool schemas_renew(struct arena *a, struct diags *d, const char *language)
{
    size_t count;
    const struct schemas_file *files = schemas_make(a, language, &count);
    for (size_t i = 0; i < count; i++) {
        unsigned lost;
        if (is_current(&files[i])) continue;
        int error = file_update(files[i].name, files[i].bytes, files[i].n, ".", &lost);
        if (!error) continue;
        diag_system(d, (struct place){0}, "file-unwritable", "%s could not be written: %s",
                    files[i].name, translate_error(error));
        return false;
    }
    return true;
}
