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
