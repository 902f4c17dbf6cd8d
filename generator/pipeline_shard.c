// A run that is one of N: which papers are its own, and what its manifest says of the whole.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "pipeline_run.h"

// What all shards have to run, in words: that which says whom papers are for, not what they look like.
static const char *command_of(struct run *r)
{
    const struct options *o = r->options;
    const char *c = o->command;
    if (!strcmp(c, "forms")) c = arena_printf(&r->arena, "%s %s", c, o->document ? o->document : "action-plan");
    if (o->unit) c = arena_printf(&r->arena, "%s --unit %s", c, o->unit);
    if (o->employee) c = arena_printf(&r->arena, "%s --employee %s", c, o->employee);
    if (o->leader) c = arena_printf(&r->arena, "%s --leader %s", c, o->leader);
    if (o->wave) c = arena_printf(&r->arena, "%s --wave %d", c, o->wave);
    if (o->blank) c = arena_printf(&r->arena, "%s --blank %d", c, o->blank);
    return c;
}

static void add_source(struct buf *out, const struct source *s)
{
    if (s) buf_add(out, s->text, s->n);
}

static void add_templates(struct buf *out, const struct template_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct language_pack *pack = &set->packs[i];
        buf_printf(out, "%s\n", pack->language);
        add_source(out, pack->strings ? pack->strings->place.source : NULL);
        add_source(out, pack->questions ? pack->questions->place.source : NULL);
        for (size_t k = 0; k < pack->file_count; k++) add_source(out, pack->files[k].source);
    }
}

// Another release of a font has another size, most often.
static void add_fonts(struct buf *out, const struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->face_count; i++) {
        struct stat st;
        bool there = !stat(fonts->faces[i].path, &st);
        buf_printf(out, "%s %lld\n", fonts->faces[i].id, there ? (long long)st.st_size : -1);
    }
}

// Shards that are joined were made from the same files and for the same papers; where a file is on a machine, and which of
// the shards this is, makes no difference.
static const char *hash_inputs(struct run *r, const struct buf *more)
{
    const struct options *o = r->options;
    struct date date = run_paper_date(r);
    struct buf b = {0};
    buf_printf(&b, "%s %d %d %d-%d-%d %d\n", SAMTALE_VERSION, o->flat, o->large_print, date.year, date.month, date.day, o->bom);
    add_templates(&b, r->template_set);
    add_fonts(&b, r->fonts);
    cycle_dump(r->cycle, &b);
    for (size_t i = 0; i < r->orders.count; i++) buf_printf(&b, "%s\n", r->orders.list[i].path);
    if (more) buf_add(&b, more->p, more->n);
    uint8_t hash[HASH_SIZE];
    char text[HASH_TEXT];
    manifest_keyed_hash(r->key, b.p, b.n, hash);
    manifest_hex(hash, text);
    buf_free(&b);
    return arena_strdup(&r->arena, text);
}

void run_take_shard(struct run *r, const struct buf *more)
{
    const struct shard s = r->options->shard;
    r->manifest_name = "manifest.json";
    if (!s.n) return;
    r->manifest_name = shard_manifest_name(&r->arena, s);
    r->shard_run = (struct shard_run){command_of(r), SAMTALE_VERSION, hash_inputs(r, more), false};
    r->whole = r->orders;
    r->orders = orders_cut(&r->whole, &r->arena, r->cycle, s);
}

void run_end_shard(struct run *r)
{
    const struct shard s = r->options->shard;
    if (!s.n || !r->manifest) return;
    r->shard_run.finished = !diags_count(r->diags, DIAG_SYSTEM);
    const char *why;
    const struct shard_manifest *earlier = shard_manifest_read(&r->arena, r->options->out, r->manifest_name, &why);
    manifest_head(r->manifest, shard_manifest_head(&r->arena, earlier, s, &r->shard_run));
}

void run_say_shard(const struct run *r)
{
    const struct shard s = r->options->shard;
    if (!s.n) return;
    if (r->options->json)
        printf("{\"shard\":\"%d/%d\",\"papers\":%zu,\"papers-of-all\":%zu}\n", s.k, s.n, r->orders.count, r->whole.count);
    else if (!r->orders.count && r->whole.count)
        printf("shard %d of %d is empty: its share of the units has no papers\n", s.k, s.n);
    else if (!r->options->quiet)
        printf("shard %d of %d: %zu of %zu papers\n", s.k, s.n, r->orders.count, r->whole.count);
}
