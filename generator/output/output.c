// The output folder as a whole: opened, counted, saved and closed.
#include "output/output.h"

#include <assert.h>
#include <string.h>

#include "base/file.h"
#include "base/share.h"
#include "base/translate.h"
#include "output/shard_manifest.h"

void output_begin(struct output *o, struct diags *d, const struct options *options)
{
    *o = (struct output){
        .diags = d,
        .root = options->out,
        .folder = options->out,
        .dump = options->dump != DUMP_NONE,
        .dry_run = options->dry_run,
        .force = options->force,
        .verify = options->verify,
        .shard = options->shard,
        .tree = "",
    };
    o->manifest_name = o->shard.n ? shard_manifest_name(&o->arena, o->shard) : MANIFEST_NAME;
    pthread_mutex_init(&o->lock, NULL);
}

void output_set_period(struct output *o, const char *period)
{
    assert(!o->manifest);
    o->folder = file_join(&o->arena, o->folder, period);
}

void output_set_documents(struct output *o, struct arena *a, const char *const *names, size_t count)
{
    o->documents = ARENA_ARRAY(a, struct output_document, count);
    o->document_count = count;
    for (size_t i = 0; i < count; i++) o->documents[i].name = names[i];
}

// Of shards, each run says in the manifest's head with which secret it was made.
static void note_fingerprint(struct output *o)
{
    if (o->shard.n || !o->fingerprint) return;
    const char *head = arena_printf(&o->arena, "\"key\":\"%s\"", o->fingerprint),
               *before = manifest_head(o->manifest);
    if (!before || strcmp(before, head)) manifest_set_head(o->manifest, head);
}

bool output_open(struct output *o)
{
    if (o->dump || o->manifest) return true;
    o->manifest = (o->dry_run ? manifest_read : manifest_open)(o->diags, o->folder,
                                                               o->manifest_name);
    if (o->manifest && !o->dry_run) share_tree(o->root);  // what stands around the period's folder
    if (o->manifest) note_fingerprint(o);
    if (o->manifest && o->shard.n) manifest_set_base(o->manifest, MANIFEST_NAME, o->shard.k == 1);
    return o->manifest;
}

static struct output_tally *find_tally(struct output *o, const char *document)
{
    for (size_t i = 0; i < o->document_count; i++)
        if (!strcmp(o->documents[i].name, document)) return &o->documents[i].tally;
    return &o->other_files;
}

void output_count(struct output *o, const struct manifest_entry *e, bool made)
{
    if (!strcmp(e->document, OUTPUT_INDEX)) return;
    pthread_mutex_lock(&o->lock);
    struct output_tally *t = find_tally(o, e->document);
    t->files++;
    t->pages += e->pages;
    t->sheets += (e->pages + 1) / 2;
    t->made += made;
    pthread_mutex_unlock(&o->lock);
}

bool output_save(struct output *o)
{
    int error = o->manifest && !o->dry_run ? manifest_save(o->manifest) : 0;
    if (error)
        diag_system(o->diags, (struct place){0}, "file-unwritable",
                    "%s/%s could not be written: %s", o->folder, o->manifest_name,
                    translate_error(error));
    return !error;
}

void output_close(struct output *o)
{
    if (o->manifest) manifest_close(o->manifest);
    pthread_mutex_destroy(&o->lock);
    arena_free(&o->arena);
}

bool output_is_of_other_shard(const struct output *o, const char *path)
{
    const char *ending = strrchr(path, '.');
    return ending && map_get_bytes(&o->other_shards, path, (size_t)(ending - path));
}
