// Reads what a run works from, and opens the fonts.
#include "run/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "cli/data.h"

#define HYPHENATION "/usr/share/hyphen"

bool inputs_read_templates(struct inputs *in, struct diags *d, struct arena *a)
{
    in->data = data_folder(a);
    if (in->data)
        in->template_set = templates_read(d, a, "templates", file_join(a, in->data, "templates"));
    else
        diag_system(d, (struct place){0}, "program-files-missing",
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

// The day of SOURCE_DATE_EPOCH, seconds since 1970; unset where there is none. False: it is no
// number of seconds, or beyond the year 2999.
static bool epoch_day(struct date *day)
{
    enum { DIGITS_MOST = 11, SECONDS_A_DAY = 86400 };
    const long long seconds_most = 32503680000;
    const char *text = getenv("SOURCE_DATE_EPOCH");
    *day = (struct date){0};
    if (!text || !*text) return true;
    size_t n = strspn(text, "0123456789");
    long long seconds = n <= DIGITS_MOST ? atoll(text) : seconds_most;
    if (text[n] || seconds >= seconds_most) return false;
    *day = date_from_day_number((int32_t)(seconds / SECONDS_A_DAY));
    return true;
}

struct date inputs_today(void)
{
    struct date day;
    struct tm tm;
    time_t now = time(NULL);
    if (epoch_day(&day) && date_is_set(day)) return day;
    if (!localtime_r(&now, &tm)) return (struct date){1970, 1, 1};
    return (struct date){(int16_t)(tm.tm_year + 1900), (int8_t)(tm.tm_mon + 1), (int8_t)tm.tm_mday};
}

bool inputs_check_epoch(struct diags *d)
{
    struct date day;
    if (epoch_day(&day)) return true;
    struct diag *g = diag_error(d, (struct place){0}, "source-date-invalid",
                                "SOURCE_DATE_EPOCH is \"%.40s\", which is not a time: papers take "
                                "their date from it",
                                getenv("SOURCE_DATE_EPOCH"));
    diag_hint(d, g, "unset it, or let it be a number of seconds since 1970");
    return false;
}

bool inputs_read(struct inputs *in, struct diags *d, struct arena *a, unsigned parts,
                 const struct plan_chooser *choose, struct date as_of)
{
    if (!inputs_read_templates(in, d, a)) return false;
    if (parts & INPUTS_FONTS && !inputs_check_epoch(d)) return false;
    size_t count;
    const char *const *languages = inputs_languages(in, a, &count);
    if (parts & INPUTS_TEMPLATES) in->templates = templates_new(d, a, in->template_set);
    in->cycle = cycle_read_choosing(d, a, ".", in->period, languages, count, as_of,
                                    parts & INPUTS_PLANS ? choose : NULL);
    if (in->templates) templates_check_cycle(d, in->templates, in->cycle);
    if (parts & INPUTS_FONTS)
        in->fonts = fonts_read(d, a, file_join(a, in->data, "fonts/fonts.yaml"), in->cycle);
    return !in->cycle->has_errors && (in->templates || !(parts & INPUTS_TEMPLATES)) &&
           (in->fonts || !(parts & INPUTS_FONTS));
}

static void hash_settings(struct inputs *in)
{
    struct buf bytes = {0};
    if (!file_read(in->cycle->settings_file, &bytes, READ_LIMIT))
        hash_bytes(bytes.p, bytes.n, in->settings);
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
    struct date day;
    return epoch_day(&day) && date_is_set(day) ? day : in->cycle->as_of;
}
