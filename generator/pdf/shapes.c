// Rules, boxes and pictures in a content stream. Rules of one look share a path.
#include "pdf/content.h"
#include "pdf/syntax.h"

static void start_lines(struct content *c, const struct paper_rule *rule)
{
    bool same = c->stroke == rule->tone && c->line_width == rule->width && c->dashed == rule->dashed;
    if (c->building == CONTENT_LINES && same) return;
    content_settle(c);
    content_stroke(c, rule->tone, rule->width, rule->dashed);
    c->building = CONTENT_LINES;
}

void content_rule(struct content *c, const struct paper_rule *rule)
{
    if (rule->tone == TONE_NONE) return;
    start_lines(c, rule);
    content_point(c, rule->x1, rule->y1);
    BUF_LIT(c->out, "m ");
    content_point(c, rule->x2, rule->y2);
    BUF_LIT(c->out, "l\n");
}

void content_end_lines(struct content *c)
{
    BUF_LIT(c->out, "S\n");
}

static void curve(struct content *c, mpt x1, mpt y1, mpt x2, mpt y2, mpt x3, mpt y3)
{
    content_point(c, x1, y1);
    content_point(c, x2, y2);
    content_point(c, x3, y3);
    BUF_LIT(c->out, "c ");
}

static void line(struct content *c, mpt x, mpt y)
{
    content_point(c, x, y);
    BUF_LIT(c->out, "l ");
}

static void rounded(struct content *c, struct rect r, mpt radius)
{
    const mpt k = (mpt)((int64_t)radius * 448 / 1000);  // how far from the corner a quarter circle's handles are
    mpt right = r.x + r.w, bottom = r.y + r.h;
    content_point(c, r.x + radius, r.y);
    BUF_LIT(c->out, "m ");
    line(c, right - radius, r.y);
    curve(c, right - k, r.y, right, r.y + k, right, r.y + radius);
    line(c, right, bottom - radius);
    curve(c, right, bottom - k, right - k, bottom, right - radius, bottom);
    line(c, r.x + radius, bottom);
    curve(c, r.x + k, bottom, r.x, bottom - k, r.x, bottom - radius);
    line(c, r.x, r.y + radius);
    curve(c, r.x, r.y + k, r.x + k, r.y, r.x + radius, r.y);
    BUF_LIT(c->out, "h ");
}

void content_box(struct content *c, const struct paper_box *box)
{
    bool fill = box->fill != TONE_NONE, stroke = box->stroke != TONE_NONE;
    struct rect r = box->rect;
    mpt least = r.w < r.h ? r.w : r.h;
    if (!fill && !stroke) return;
    content_settle(c);
    content_fill(c, box->fill);
    if (stroke) content_stroke(c, box->stroke, box->width, false);
    if (box->radius > 0) {
        rounded(c, r, box->radius > least / 2 ? least / 2 : box->radius);
    } else {
        content_point(c, r.x, r.y + r.h);
        syntax_points(c->out, r.w);
        buf_c(c->out, ' ');
        syntax_points(c->out, r.h);
        BUF_LIT(c->out, " re ");
    }
    buf_str(c->out, fill && stroke ? "B\n" : fill ? "f\n" : "S\n");
}

void content_picture(struct content *c, const struct paper_picture *placed)
{
    if (!placed->image) return;
    const struct picture *picture = pictures_get(c->pictures, placed->image);
    uses_picture(c->uses, picture);
    content_settle(c);
    BUF_LIT(c->out, "q ");
    syntax_points(c->out, placed->rect.w);
    BUF_LIT(c->out, " 0 0 ");
    syntax_points(c->out, placed->rect.h);
    buf_c(c->out, ' ');
    content_point(c, placed->rect.x, placed->rect.y + placed->rect.h);
    buf_printf(c->out, "cm/%s Do Q\n", picture->name);
}
