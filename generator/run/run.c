#include "run/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/data.h"
#include "cli/select.h"
#include "run/stop.h"

const char *const *run_languages(struct run *r, size_t *count)
{
    const char **names = ARENA_ARRAY(&r->arena, const char *, r->template_set->count);
    *count = r->template_set->count;
    for (size_t i = 0; i < *count; i++) names[i] = r->template_set->packs[i].language;
    return names;
}

const char *run_begin(struct run *r, const struct options *o)
{
    *r = (struct run){.options = o, .diags = diag_new()};
    pthread_mutex_init(&r->lock, NULL);
    const char *data = data_folder(&r->arena);
    if (data)
        r->template_set = templates_read(r->diags, &r->arena, "templates",
                                         file_join(&r->arena, data, "templates"));
    else
        diag_system(r->diags, (struct place){0},
                    "the program's own templates and fonts are not where it was installed");
    return data;
}

bool run_open(struct run *r, const struct options *o, bool plans)
{
    const char *data = run_begin(r, o);
    if (!data) return false;
    size_t count;
    const char *const *languages = run_languages(r, &count);
    r->templates = templates_new(r->diags, &r->arena, r->template_set);
    const struct plan_chooser chooser = {o->shard.n ? partition_choose_plans : NULL, r};
    r->cycle = plans
                 ? cycle_read_choosing(r->diags, &r->arena, ".", languages, count, o->as_of,
                                       &chooser)
                 : cycle_read_without_plans(r->diags, &r->arena, ".", languages, count, o->as_of);
    if (r->templates) templates_check_cycle(r->diags, r->templates, r->cycle);
    r->fonts = fonts_read(r->diags, &r->arena, file_join(&r->arena, data, "fonts/fonts.yaml"),
                          r->cycle);
    return !r->cycle->has_errors && r->templates && r->fonts;
}

bool run_open_record(struct run *r, const struct options *o)
{
    if (!run_begin(r, o)) return false;
    size_t count;
    const char *const *languages = run_languages(r, &count);
    r->cycle = cycle_read(r->diags, &r->arena, ".", languages, count, o->as_of);
    diag_hide(r->diags, "plans/");
    return true;
}

static bool run_open_type(struct run *r)
{
    const struct options *o = r->options;
    struct buf bytes = {0};
    if (!file_read("samtale.yaml", &bytes, READ_LIMIT)) hash_bytes(bytes.p, bytes.n, r->key);
    buf_free(&bytes);
    bool letter = r->cycle->paper == PAPER_LETTER;
    for (int large = 0; large < 2; large++)
        r->style[large] = (struct layout_options){letter ? PT(612) : MM(210),
                                                  letter ? PT(792) : MM(297), large, o->flat};
    r->type = type_open(r->diags, r->fonts);
    r->hyphenator = hyphenator_new(HYPHENATION);
    return r->type;
}

int run_close(struct run *r, FILE *to)
{
    struct buf out = {0};
    (r->options->json ? diag_json : diag_text)(r->diags, &out);
    if (out.n) fwrite(out.p, 1, out.n, to);
    buf_free(&out);
    int status = stop_asked() ? stop_status() : diag_exit_status(r->diags);
    if (r->manifest) manifest_close(r->manifest);
    if (r->type) type_close(r->type);
    hyphenator_free(r->hyphenator);
    arena_free(&r->warnings_arena);
    pthread_mutex_destroy(&r->lock);
    arena_free(&r->arena);
    diag_free(r->diags);
    return status;
}

int run_dump_cycle(struct run *r)
{
    struct buf out = {0};
    cycle_dump(r->cycle, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return run_close(r, stderr);
}

int run_wrong_command_line(struct run *r)
{
    run_close(r, stderr);
    return 2;
}

bool run_ready(struct run *r, const struct options *o, bool plans, int *status)
{
    stop_listen();
    bool opened = run_open(r, o, plans);
    if (r->cycle && o->dump == DUMP_CYCLE) *status = run_dump_cycle(r);
    else if (opened && !select_check(o, r->cycle)) *status = run_wrong_command_line(r);
    else if (!opened || !run_open_type(r)) *status = run_close(r, stderr);
    else return true;
    return false;
}

struct date run_paper_date(const struct run *r)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;
    return epoch && *epoch && !*end && seconds > 0 && seconds < 32503680000
             ? date_from_day_number((int32_t)(seconds / 86400))
             : r->cycle->as_of;
}
