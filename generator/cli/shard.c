// Which shard a run makes, and how units are divided among shards.
#include "cli/shard.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"

// Reads digits, a number of at most SHARD_MOST; *end is behind them.
static bool parse_number(const char *text, const char **end, int *out)
{
    int n = 0;
    const char *p = text;
    for (; ascii_is_digit(*p) && n <= SHARD_MOST; p++) n = 10 * n + (*p - '0');
    *end = p;
    *out = n;
    return p > text && n <= SHARD_MOST;
}

bool shard_parse(const char *text, struct shard *out, const char **hint)
{
    struct shard s;
    const char *end;
    *hint = N_("write which of how many, such as 3/8");
    if (!parse_number(text, &end, &s.k) || *end != '/' || !parse_number(end + 1, &end, &s.n) ||
        *end)
        return false;
    *hint = !s.k || !s.n ? N_("shards count from 1") : N_("there are not that many shards");
    if (!s.k || s.k > s.n) return false;
    *out = s;
    return true;
}

// Reads a variable that holds nothing but a number; false: it does not.
static bool environment(const char *name, int otherwise, int *out)
{
    const char *text = getenv(name), *end;
    *out = otherwise;
    return text && parse_number(text, &end, out) && !*end;
}

bool shard_from_slurm(struct shard *out, const char **hint)
{
    int id, min, max, count, step;
    if (!getenv("SLURM_ARRAY_TASK_ID")) return true;
    *hint = N_("give --shard K/N, or --shard none to make everything in every task");
    if (!environment("SLURM_ARRAY_TASK_ID", 0, &id) ||
        !environment("SLURM_ARRAY_TASK_MIN", 0, &min) ||
        !environment("SLURM_ARRAY_TASK_MAX", 0, &max) ||
        !environment("SLURM_ARRAY_TASK_COUNT", 0, &count))
        return false;
    if (!environment("SLURM_ARRAY_TASK_STEP", 1, &step) || !step) step = 1;
    if (count == 1)
        *hint = N_("one task alone does not tell which shard it is: give --shard K/N, or --shard "
                   "none for everything");
    bool even = count > 1 && id >= min && id <= max && (id - min) % step == 0 &&
                (max - min) / step + 1 == count;
    if (even) *out = (struct shard){(id - min) / step + 1, count};
    return even;
}

// All papers in a row are cut into n equal pieces, and a unit belongs to the piece that its middle
// is in: no shard has more than its equal share and one unit's papers.
void shard_partition(const size_t *weights, size_t units, int n, int *unit_shards)
{
    assert(n > 0);
    size_t total = 0, before = 0;
    for (size_t u = 0; u < units; u++) total += weights[u];
    for (size_t u = 0; u < units; u++) {
        size_t shard = total ? (2 * before + weights[u]) * (size_t)n / (2 * total) : 0;
        unit_shards[u] = shard < (size_t)n ? (int)shard + 1 : n;
        before += weights[u];
    }
}
