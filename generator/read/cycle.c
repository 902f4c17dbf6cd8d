// Reading a cycle directory, in the order in which its files refer to each other.
#include "read/read.h"

#include <assert.h>
#include <string.h>

#include "read/cycle_readers.h"
#include "read/ids.h"

// Of a name in other letters than Latin ones nothing may be left.
static void name_organisation(struct cycle *c)
{
    c->organisation_id = c->organisation.text ? ids_from_text(c->arena, c->organisation.text, false)
                                              : "";
    if (!*c->organisation_id && c->root) c->organisation_id = c->root->id;
}

static struct cycle *read_all(struct diags *d, struct arena *a, const char *directory,
                              const char *period, const char *const *languages,
                              size_t language_count, struct date as_of,
                              const struct plan_chooser *chooser, const struct source *org)
{
    struct cycle *c = ARENA_NEW(a, struct cycle);
    struct reader r = {
        .d = d,
        .a = a,
        .cycle = c,
        .directory = directory,
        .as_of_given = date_is_set(as_of),
        .org_text = org,
    };
    c->arena = a;
    c->directory = directory;
    c->settings_file = period ? settings_files_name(a, period) : "samtale.yaml";
    c->is_other_period = period;
    c->languages = languages;
    c->language_count = language_count;
    settings_read(&r);
    c->as_of = r.as_of_given ? as_of : c->conversations.from;
    struct arena trees = {0};
    r.trees = &trees;
    org_read(&r);
    resolve_leaders(&r);
    r.trees = NULL;
    r.org = NULL;
    arena_free(&trees);
    c->has_errors = r.errors > 0;
    name_organisation(c);
    conversations_read(&r);
    waves_make(c);
    priorities_read(&r);
    threads_resolve(&r);
    cycle_errors_propagate(d, c);
    if (chooser && chooser->choose) r.wanted = chooser->choose(chooser->arg, c);
    if (chooser) plans_read(&r);
    conversations_check(&r);
    timing_check(&r);
    assert(c->has_errors || cycle_is_consistent(c));
    return c;
}

struct cycle *cycle_read(struct diags *d, struct arena *a, const char *directory,
                         const char *const *languages, size_t language_count, struct date as_of)
{
    const struct plan_chooser all = {0};
    return read_all(d, a, directory, NULL, languages, language_count, as_of, &all, NULL);
}

struct cycle *cycle_read_choosing(struct diags *d, struct arena *a, const char *directory,
                                  const char *period, const char *const *languages,
                                  size_t language_count, struct date as_of,
                                  const struct plan_chooser *chooser)
{
    return read_all(d, a, directory, period, languages, language_count, as_of, chooser, NULL);
}

struct cycle *cycle_read_with_org(struct diags *d, struct arena *a, const char *directory,
                                  const char *const *languages, size_t language_count,
                                  struct date as_of, const struct source *org)
{
    const struct plan_chooser all = {0};
    return read_all(d, a, directory, NULL, languages, language_count, as_of, &all, org);
}

// A text as a source, without its byte order mark.
static const struct source *source_of(struct diags *d, struct arena *a, const char *name,
                                      const char *text, size_t n)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t skip = n >= 3 && !memcmp(text, mark, 3) ? 3 : 0;
    return diag_source_new(d, a, name, text + skip, n - skip);
}

bool cycle_check_settings(struct diags *d, struct arena *a, const char *directory, const char *name,
                          const char *text, size_t n)
{
    struct cycle c = {.arena = a, .directory = directory, .settings_file = name};
    struct reader r = {.d = d, .a = a, .cycle = &c, .directory = directory};
    settings_read_text(&r, source_of(d, a, name, text, n));
    return !r.errors;
}

bool cycle_check_org(struct diags *d, struct arena *a, const char *name, const char *text, size_t n)
{
    struct cycle c = {.arena = a, .directory = ".", .language = "nb"};
    struct reader r = {.d = d, .a = a, .cycle = &c, .directory = "."};
    org_read_text(&r, source_of(d, a, name, text, n));
    resolve_leaders(&r);
    return !r.errors;
}
