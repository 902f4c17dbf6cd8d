// Reads what a run works from, and opens the fonts.
#include "run/inputs.h"

#include <stdlib.h>

#include "base/file.h"
#include "cli/data.h"

#define HYPHENATION "/usr/share/hyphen"

bool inputs_read_templates(struct inputs *in, struct diags *d, struct arena *a)
{
    in->data = data_folder(a);
    if (in->data)
        in->template_set = templates_read(d, a, "templates", file_join(a, in->data, "templates"));
    else
        diag_system(d, (struct place){0},
                    "the program's own templates and fonts are not where it was installed");
    return in->data;
}

const char *const *inputs_languages(const struct inputs *in, struct arena *a, size_t *count)
{
    const struct template_set *set = in->template_set;
    const char **names = ARENA_ARRAY(a, const char *, set->count);
    for (size_t i = 0; i < set->count; i++) names[i] = set->packs[i].language;
    *count = set->count;
    return names;
}

bool inputs_read(struct inputs *in, struct diags *d, struct arena *a, unsigned parts,
                 const struct plan_chooser *choose, struct date as_of)
{
    if (!inputs_read_templates(in, d, a)) return false;
    size_t count;
    const char *const *languages = inputs_languages(in, a, &count);
    if (parts & INPUTS_TEMPLATES) in->templates = templates_new(d, a, in->template_set);
    in->cycle = parts & INPUTS_PLANS
                  ? cycle_read_choosing(d, a, ".", languages, count, as_of, choose)
                  : cycle_read_without_plans(d, a, ".", languages, count, as_of);
    if (in->templates) templates_check_cycle(d, in->templates, in->cycle);
    if (parts & INPUTS_FONTS)
        in->fonts = fonts_read(d, a, file_join(a, in->data, "fonts/fonts.yaml"), in->cycle);
    return !in->cycle->has_errors && (in->templates || !(parts & INPUTS_TEMPLATES)) &&
           (in->fonts || !(parts & INPUTS_FONTS));
}

static void hash_settings(struct inputs *in)
{
    struct buf bytes = {0};
    if (!file_read("samtale.yaml", &bytes, READ_LIMIT)) hash_bytes(bytes.p, bytes.n, in->settings);
    buf_free(&bytes);
}

bool inputs_open_fonts(struct inputs *in, struct diags *d, bool flat)
{
    bool letter = in->cycle->paper == PAPER_LETTER;
    for (int large = 0; large < 2; large++)
        in->styles[large] = (struct layout_options){
            .page_width = letter ? PT(612) : MM(210),
            .page_height = letter ? PT(792) : MM(297),
            .large = large,
            .flat = flat,
        };
    hash_settings(in);
    in->typefaces = type_open(d, in->fonts);
    in->hyphenation = HYPHENATION;
    in->hyphenator = hyphenator_new(in->hyphenation);
    return in->typefaces;
}

void inputs_close(struct inputs *in)
{
    if (in->typefaces) type_close(in->typefaces);
    hyphenator_free(in->hyphenator);
    in->typefaces = NULL;
    in->hyphenator = NULL;
}

struct date inputs_paper_date(const struct inputs *in)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;
    bool given = epoch && *epoch && !*end && seconds > 0 && seconds < 32503680000;
    return given ? date_from_day_number((int32_t)(seconds / 86400)) : in->cycle->as_of;
}
