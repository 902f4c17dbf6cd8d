// Looks through the output folders by their manifests, and for what no manifest lists.
#include "held/outputs.h"

#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/file.h"
#include "held/mentions.h"
#include "output/output.h"
#include "read/read.h"
#include "yaml/tree.h"

enum { DEEP = 16 };

enum looked_for { LOOK_OLD, LOOK_PERSONAL, LOOK_OWN, LOOK_NAMED };

struct output_search {
    struct held *h;
    enum looked_for scope;
    const char *folder, *period;
    const char *id;            // NAMED
    const struct map *people;  // OWN
    struct date until;
    struct manifest *manifest;
};

static bool is_folder(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

// "by-leader/pack" is a pack; a calendar is of the paper beside it.
static const char *document_of(const struct output_search *l, const struct manifest_entry *e)
{
    static const char tree[] = "by-leader/";
    struct manifest_entry paper;
    const char *document = e->document;
    if (ascii_ends_with(e->path, ".ics")) {
        const char *path = arena_printf(l->h->a, "%.*s.pdf", (int)strlen(e->path) - 4, e->path);
        document = manifest_find(l->manifest, path, &paper) ? paper.document : "";
    }
    return strncmp(document, tree, sizeof tree - 1) ? document : document + sizeof tree - 1;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static enum held_document kind_of(const struct output_search *l, const struct manifest_entry *e)
{
    const char *document = document_of(l, e);
    if (e->kind) return HELD_OTHER;
    if (!strcmp(document, "figures"))
        return strstr(base_name(e->path), "missing") ? HELD_OTHER : HELD_PUBLIC;
    enum held_document kind = l->h->kind_of(l->h->arg, document);
    return kind != HELD_PUBLIC && !e->employee ? HELD_OTHER : kind;
}

static bool is_own(const struct output_search *l, const struct manifest_entry *e)
{
    if (!e->employee) return false;
    if (l->people) return map_get(l->people, e->employee);
    return l->id && !strcmp(e->employee, l->id);
}

// Whether the paper of somebody else can name them as a leader. Earlier versions did not say.
static bool names_leader(const struct output_search *l, const struct manifest_entry *e)
{
    return !e->leaders || mentions_in(e->leaders, strlen(e->leaders), l->id, NULL);
}

static bool is_wanted(const struct output_search *l, const struct manifest_entry *e)
{
    enum held_document kind = kind_of(l, e);
    bool own = is_own(l, e);
    switch (l->scope) {
    case LOOK_OLD: return kind != HELD_PUBLIC;
    case LOOK_PERSONAL: return e->employee || e->kind || ascii_ends_with(e->path, ".zip");
    // the index has everybody who is in org.yaml
    case LOOK_OWN: return own || !strcmp(e->document, OUTPUT_INDEX);
    case LOOK_NAMED: break;
    }
    return own || kind == HELD_OTHER || kind == HELD_LEADERS ||
           (kind == HELD_OWN && names_leader(l, e));
}

// e: NULL: no manifest lists it. id: whose lines of it; NULL: the whole file.
static void add(struct output_search *l, enum held_part part, const char *below,
                const struct manifest_entry *e, const char *id)
{
    bool is_someones = e && e->employee && !e->kind;
    if (is_someones) id = arena_strdup(l->h->a, e->employee);
    const struct date *until = id && l->people ? map_get(l->people, id) : NULL;
    held_add(l->h, (struct held_thing){
                       .what = HELD_OUTPUTS,
                       .part = part,
                       .path = file_join(l->h->a, l->folder, below),
                       .folder = l->folder,
                       .period = l->period,
                       .document = e ? arena_strdup(l->h->a, e->document) : NULL,
                       .id = id,
                       .until = until ? *until : l->until,
                   });
}

// ---- What no manifest lists

// What is remembered of printing.
static void look_at_record(struct output_search *l, const char *below)
{
    const char *path = file_join(l->h->a, l->folder, below), **ids;
    if (l->scope == LOOK_OLD) add(l, HELD_FILE, below, NULL, NULL);
    if (l->id && mentions_count(path, l->id, NULL)) add(l, HELD_LINES, below, NULL, l->id);
    size_t count = l->people ? mentions_of_file(l->h->a, path, l->people, &ids) : 0;
    for (size_t i = 0; i < count; i++) add(l, HELD_LINES, below, NULL, ids[i]);
}

static bool is_named_after(const struct output_search *l, const char *below)
{
    const char **ids;
    size_t n = strlen(below);
    if (l->people) return mentions_of(l->h->a, below, n, l->people, &ids);
    return l->id ? mentions_in(below, n, l->id, NULL) : l->scope == LOOK_OLD;
}

// What leaders deliver, and what somebody has put there.
static void look_at_unlisted(struct output_search *l, const char *below)
{
    const char *name = base_name(below);
    bool delivery = !strncmp(below, "delivery-", 9) && ascii_ends_with(below, ".yaml"),
         record = !strcmp(below, "print/printed") || !strcmp(below, "print/sent");
    if (!strncmp(name, ".manifest", 9)) return;
    if (record) look_at_record(l, below);
    else if (delivery && l->scope != LOOK_OWN) add(l, HELD_FILE, below, NULL, NULL);
    else if (!delivery && is_named_after(l, below))
        held_add_beyond(l->h, file_join(l->h->a, l->folder, below));
}

static void walk(struct output_search *l, const char *below, int depth)
{
    struct manifest_entry e;
    size_t count;
    const char **names = file_list(
        l->h->a, below ? file_join(l->h->a, l->folder, below) : l->folder, &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = below ? file_join(l->h->a, below, names[i]) : names[i];
        if (depth < DEEP && is_folder(file_join(l->h->a, l->folder, path)))
            walk(l, path, depth + 1);
        else if (!below && !strncmp(path, "manifest", 8) && ascii_ends_with(path, ".json")) {
            // a part of a run, which samtale merge has not joined to the whole
            if (strcmp(path, MANIFEST_NAME))
                held_add_beyond(l->h, file_join(l->h->a, l->folder, path));
        } else if (!manifest_find(l->manifest, path, &e)) look_at_unlisted(l, path);
    }
}

// ---- A period's folder

static void look(struct output_search *l)
{
    struct held *h = l->h;
    size_t count;
    if (!is_folder(l->folder)) {
        if (file_exists(l->folder)) held_add_beyond(h, l->folder);
        return;
    }
    struct diags *quiet = diag_new();
    l->manifest = manifest_read(quiet, l->folder, MANIFEST_NAME);
    const struct manifest_entry **list = manifest_entries(l->manifest, h->a, &count);
    for (size_t i = 0; i < count; i++)
        if (is_wanted(l, list[i]))
            add(l, HELD_LISTED, arena_strdup(h->a, list[i]->path), list[i], NULL);
    walk(l, NULL, 0);
    manifest_close(l->manifest);
    diag_free(quiet);
}

void outputs_find_old(struct held *h, const char *period, struct date until)
{
    struct output_search l = {.h = h,
                              .scope = LOOK_OLD,
                              .folder = file_join(h->a, h->out, period),
                              .period = period,
                              .until = until};
    look(&l);
}

void outputs_find_personal(struct held *h, const char *period, struct date until)
{
    struct output_search l = {.h = h,
                              .scope = LOOK_PERSONAL,
                              .folder = file_join(h->a, h->out, period),
                              .period = period,
                              .until = until};
    look(&l);
}

// In the folder of every period.
static void look_everywhere(struct output_search l)
{
    struct held *h = l.h;
    size_t count;
    const char **periods = file_list(h->a, h->out, &count);
    for (size_t i = 0; i < count; i++) {
        struct output_search one = l;
        one.folder = file_join(h->a, h->out, periods[i]);
        one.period = periods[i];
        if (*periods[i] != '.' && is_folder(one.folder)) look(&one);
    }
}

void outputs_find_of(struct held *h, const char *id)
{
    look_everywhere((struct output_search){.h = h, .scope = LOOK_NAMED, .id = id});
}

void outputs_find_own(struct held *h, const struct map *people)
{
    look_everywhere((struct output_search){.h = h, .scope = LOOK_OWN, .people = people});
}
