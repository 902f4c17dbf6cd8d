// Finding published figures, and what may be said of them.
#include "model/published.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const release_kind_names[RELEASE_KINDS] = {[RELEASE_EVALUATION] = "evaluation",
                                                       [RELEASE_PROCESS] = "process-evaluation",
                                                       [RELEASE_HALF_YEAR] = "half-year",
                                                       [RELEASE_COMPETENCE] = "competence"};
const char *const published_band_names[BAND_COUNT] = {
    [BAND_UNDER_40] = "under-40", [BAND_ABOUT_HALF] = "about-half", [BAND_OVER_60] = "over-60"};

const char *const published_question_names[PUBLISHED_TEXTS] = {
    [PUBLISHED_HELPED] = "helped",
    [PUBLISHED_CHANGE] = "change",
    [PUBLISHED_TRAINING] = "training-other"};

const struct published_release *published_release(const struct published *p, enum release_kind kind,
                                                  size_t back)
{
    return p && back < p->period_count ? p->periods[back].releases[kind] : NULL;
}

const struct published_unit *published_unit(const struct published_release *r, const char *id)
{
    for (size_t i = 0; r && id && i < r->unit_count; i++)
        if (!strcmp(r->units[i].id, id)) return &r->units[i];
    return NULL;
}

// How many of a unit's former ids a release has, and the last of them.
static size_t former_in(const struct published_release *r, const struct unit *u,
                        const struct published_unit **found)
{
    size_t count = 0;
    for (size_t i = 0; i < u->formerly_count; i++) {
        const struct published_unit *v = published_unit(r, u->formerly[i]);
        if (!v) continue;
        count++;
        *found = v;
    }
    return count;
}

const struct published_unit *published_unit_then(const struct published_release *r,
                                                 const struct cycle *c, const struct unit *u)
{
    const struct published_unit *same = published_unit(r, u->id), *former = NULL;
    if (same || former_in(r, u, &former) != 1) return same;
    const struct former_unit *f = map_get(&c->former_units, former->id);
    return f && f->count == 1 ? former : NULL;
}

bool published_was_another(const struct published_release *r, const struct cycle *c,
                           const struct unit *u)
{
    const struct published_unit *former = NULL;
    size_t count = former_in(r, u, &former) + (published_unit(r, u->id) != NULL);
    return count > 1 || (count && !published_unit_then(r, c, u));
}

const struct published_figure *published_figure(const struct published_unit *u, const char *id)
{
    for (size_t i = 0; u && i < u->figure_count; i++)
        if (!strcmp(u->figures[i].id, id)) return &u->figures[i];
    return NULL;
}

int published_count(const struct published_figure *f)
{
    int n = f->count > 0 ? f->count : 0;
    return f->of > 0 && n > f->of ? f->of : n;
}

static double share(const struct published_figure *f)
{
    return (double)published_count(f) / f->of;
}

int published_percent(const struct published_figure *f)
{
    if (!f || f->is_band || f->of <= 0) return -1;
    return 5 * (int)lround(20 * share(f));
}

// 2·√2 standard deviations of a draw, as a share.
static double noise(const struct published_unit *u, const struct published_figure *f)
{
    const double deviation = 3.4;
    return 2 * sqrt(2) * deviation * sqrt((double)u->atoms) / f->of;
}

// Both what was drawn and what is shown of it must differ by that much: nobody can be told of a
// difference that the two figures beside it do not have.
int published_difference(const struct published_unit *u, const struct published_figure *f,
                         const struct published_unit *v, const struct published_figure *g)
{
    if (published_percent(f) < 0 || published_percent(g) < 0) return 0;
    double least = fmax(0.1, fmax(noise(u, f), noise(v, g))), drawn = share(f) - share(g);
    int shown = published_percent(f) - published_percent(g);
    const double slack = 1e-9;  // of arithmetic: ten points are ten points
    if (fabs(drawn) < least - slack || abs(shown) < 100 * (least - slack)) return 0;
    return drawn > 0 ? 1 : -1;
}
