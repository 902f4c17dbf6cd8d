// A run that is one of N: which papers are its own, and what its manifest says of the whole.
#include "run/partition.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "cli/select.h"
#include "output/old.h"
#include "run/run.h"
#include "run/stop.h"

// The command that all shards have to run: with the options that say whom papers are for, without
// those that say what they look like.
static const char *command_of(struct run *r)
{
    const struct options *o = r->options;
    const char *c = o->command->name;
    if (!strcmp(c, "forms"))
        c = arena_printf(&r->arena, "%s %s", c, options_operand(o, 0, "action-plan"));
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

// The names of plans are among the inputs: a machine to which plans have not been copied would make
// papers without them.
static void add_plan_names(struct run *r, const struct cycle *c, struct buf *out)
{
    const char *const periods[] = {c->period, c->previous_period};
    for (int i = 0; i < 2; i++) {
        size_t count = 0;
        const char **names = periods[i]
                               ? file_list(&r->arena,
                                           arena_printf(&r->arena, "plans/%s", periods[i]), &count)
                               : NULL;
        for (size_t k = 0; k < count; k++) buf_printf(out, "%s\n", names[k]);
    }
}

static void hash_cycle(struct run *r, const struct cycle *c)
{
    struct buf b = {0};
    cycle_dump(c, &b);
    add_plan_names(r, c, &b);
    hash_bytes(b.p, b.n, r->partition.cycle_hash);
    buf_free(&b);
}

static void make_partition(struct run *r, const struct cycle *c, const struct orders *all)
{
    r->partition.whole = *all;
    r->partition.unit_shards = orders_partition(all, &r->arena, c, r->options->shard.n);
    hash_cycle(r, c);
}

// ---- Whose plans a shard needs

static bool is_in_shard(const struct run *r, const struct unit *u)
{
    return u && r->partition.unit_shards[u->index] == r->options->shard.k;
}
static bool makes_for(const struct run *r, const struct person *p)
{
    return p && is_in_shard(r, p->unit);
}

// An error in a person's plan leaves them out of what papers tell of their units, too.
static bool is_told_of(const struct run *r, const struct person *p)
{
    for (size_t i = 0; i < p->also_count; i++)
        if (is_in_shard(r, p->also[i].unit) || makes_for(r, p->also[i].leader)) return true;
    return p->unit && (makes_for(r, p->unit->leader) || makes_for(r, p->unit->acting));
}

static bool is_needed(const struct run *r, const struct person *p)
{
    const struct person *readers[DEPENDENCIES_READERS];
    size_t count = dependencies_readers(p, readers);
    for (size_t i = 0; i < count; i++)
        if (makes_for(r, readers[i])) return true;
    return is_told_of(r, p);
}

// The cuts may not depend on plans, for no shard reads all of them.
const bool *partition_choose_plans(void *run, struct cycle *c)
{
    struct run *r = run;
    size_t count = 0;
    run_resolve_names(r, c);
    // the run ends anyway
    if (c->has_errors || !r->inputs.templates || !select_is_known(r->options, c)) return NULL;
    const struct options *o = r->options;
    const struct templates *t = r->inputs.templates;
    const char *const *documents = orders_documents(o, t, &r->arena, &count);
    struct diags *unreported = diag_new();  // orders_make() is called again
    struct orders all = orders_make(unreported, &r->arena, o, c, t, documents, count);
    diag_free(unreported);
    make_partition(r, c, &all);
    bool *wanted = ARENA_ARRAY(&r->arena, bool, c->person_count + 1);
    for (size_t i = 0; i < c->person_count; i++) wanted[i] = is_needed(r, c->people[i]);
    wanted[c->person_count] = r->options->shard.k == 1;
    return wanted;
}

// ---- The shard

static void add_path(struct buf *out, const struct order *o)
{
    struct arena a = {0};
    buf_printf(out, "%s\n", orders_paper_path(o, &a));
    arena_free(&a);
}

// The hash of what the whole run is made from, and of which papers it makes: the same on every
// machine, and in all its shards.
static const char *hash_inputs(struct run *r)
{
    const struct options *o = r->options;
    struct buf b = {0};
    buf_add(&b, dependencies_style(r->dependencies), HASH_SIZE);
    buf_add(&b, r->inputs.figures, HASH_SIZE);
    buf_add(&b, r->partition.cycle_hash, HASH_SIZE);
    buf_printf(&b, "%d %d %d\n", o->large_print, o->is_short, o->csv_excel);
    add_templates(&b, r->inputs.template_set);
    for (size_t i = 0; i < r->partition.whole.count; i++) add_path(&b, &r->partition.whole.list[i]);
    uint8_t hash[HASH_SIZE];
    char text[HASH_TEXT];
    hash_keyed(r->output.key, b.p, b.n, hash);
    hash_text(hash, text);
    buf_free(&b);
    return arena_strdup(&r->arena, text);
}

// A pack and its calendar are made together.
static const char *without_ending(struct arena *a, const char *path)
{
    return arena_strndup(a, path, (size_t)(strrchr(path, '.') - path));
}

static void find_other_shards(struct run *r)
{
    struct orders mine = orders_of_shard(&r->partition.whole, &r->arena, r->partition.unit_shards,
                                         r->options->shard.k);
    struct arena scratch = {0};
    for (size_t i = 0, k = 0; i < r->partition.whole.count; i++, arena_reset(&scratch)) {
        const struct order *o = &r->partition.whole.list[i];
        if (k < mine.count && o->rank == mine.list[k].rank) k++;
        else
            map_set(&r->output.other_shards, &r->arena,
                    without_ending(&r->arena, orders_paper_path(o, &scratch)), r);
    }
    arena_free(&scratch);
}

void partition_select_orders(struct run *r)
{
    const struct shard s = r->options->shard;
    if (!s.n) return;
    if (!r->partition.unit_shards) make_partition(r, r->inputs.cycle, &r->orders);
    r->partition.shard_run = (struct shard_run){
        .command = command_of(r),
        .version = SAMTALE_VERSION,
        .key = r->output.fingerprint,
        .inputs = hash_inputs(r),
    };
    r->orders = orders_of_shard(&r->orders, &r->arena, r->partition.unit_shards, s.k);
    find_other_shards(r);
}

void partition_end(struct run *r)
{
    const struct shard s = r->options->shard;
    if (!s.n || !r->output.manifest || r->options->dry_run) return;
    old_leave_to_other_shards(&r->output);
    r->partition.shard_run.finished = !stop_asked() && !diag_count(r->diags, DIAG_SYSTEM);
    manifest_set_head(r->output.manifest,
                      shard_manifest_head(&r->arena, manifest_head(r->output.manifest), s,
                                          &r->partition.shard_run));
}

static void print_json(const struct run *r, struct shard s)
{
    struct buf line = {0};
    char shard[32];
    snprintf(shard, sizeof shard, "%d/%d", s.k, s.n);
    json_line_begin(&line);
    json_line_text(&line, "shard", shard);
    json_line_number(&line, "papers", (int64_t)r->orders.count);
    json_line_number(&line, "papers-of-all", (int64_t)r->partition.whole.count);
    json_line_print(&line, stdout);
}

void partition_print(const struct run *r)
{
    const struct shard s = r->options->shard;
    if (!s.n) return;
    if (r->options->json) print_json(r, s);
    else if (!r->orders.count && r->partition.whole.count)
        printf(_("shard %d of %d is empty: its share of the units has no papers\n"), s.k, s.n);
    else
        printf(_("shard %d of %d: %zu of %zu papers\n"), s.k, s.n, r->orders.count,
               r->partition.whole.count);
}
