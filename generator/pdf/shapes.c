// Rules, boxes and pictures in a content stream. Rules of the same colour, width and dash share a
// path. Patterns are lines and dots within a clipping path, so that they need no resource.
#include "pdf/content.h"
#include "pdf/syntax.h"

static void start_lines(struct content *c, const struct paper_rule *rule)
{
    bool same = c->stroke == rule->tone && c->line_width == rule->width &&
                c->dashed == rule->dashed;
    if (c->building == CONTENT_LINES && same) return;
    content_flush(c);
    content_stroke(c, rule->tone, rule->width, rule->dashed);
    c->building = CONTENT_LINES;
}

void shapes_rule(struct content *c, const struct paper_rule *rule)
{
    if (rule->tone == TONE_NONE) return;
    start_lines(c, rule);
    content_point(c, rule->x1, rule->y1);
    BUF_LIT(c->out, "m ");
    content_point(c, rule->x2, rule->y2);
    BUF_LIT(c->out, "l\n");
}

void shapes_end_lines(struct content *c)
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

static void rectangle(struct content *c, const struct rect *r)
{
    content_point(c, r->x, r->y + r->h);
    syntax_points(c->out, r->w);
    buf_c(c->out, ' ');
    syntax_points(c->out, r->h);
    BUF_LIT(c->out, " re ");
}

static void rounded_rectangle(struct content *c, struct rect r, mpt radius)
{
    // how far from the corner the control points of a quarter circle are
    const mpt k = (mpt)((int64_t)radius * 448 / 1000);
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

static void box_path(struct content *c, const struct paper_box *box)
{
    mpt least = box->rect.w < box->rect.h ? box->rect.w : box->rect.h;
    if (box->radius > 0)
        rounded_rectangle(c, box->rect, box->radius > least / 2 ? least / 2 : box->radius);
    else rectangle(c, &box->rect);
}

void shapes_box(struct content *c, const struct paper_box *box)
{
    bool fill = box->fill != TONE_NONE, stroke = box->stroke != TONE_NONE;
    if (!fill && !stroke) return;
    content_flush(c);
    content_fill(c, box->fill);
    if (stroke) content_stroke(c, box->stroke, box->width, false);
    box_path(c, box);
    if (fill && stroke) BUF_LIT(c->out, "B\n");
    else buf_str(c->out, fill ? "f\n" : "S\n");
}

// The matrix that puts the picture into the rectangle, as it is to be seen.
static void turn(struct content *c, const struct rect *r, uint8_t orientation)
{
    // of width and height, as in a matrix; then whether its origin is at the right, at the top
    static const int8_t matrices[9][6] = {
        {1, 0, 0, 1, 0, 0},   {1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},
        {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1},
        {0, -1, 1, 0, 0, 1},  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
    const int8_t *m = matrices[orientation <= 8 ? orientation : 1];
    for (int i = 0; i < 4; i++) {
        syntax_points(c->out, m[i] * (i % 2 ? r->h : r->w));
        buf_c(c->out, ' ');
    }
    content_point(c, r->x + (m[4] ? r->w : 0), r->y + (m[5] ? 0 : r->h));
}

void shapes_picture(struct content *c, const struct paper_picture *placed)
{
    if (!placed->image) return;
    const struct picture *picture = picture_get(c->pictures, placed->image);
    resources_add_picture(c->resources, picture);
    content_flush(c);
    BUF_LIT(c->out, "q ");
    turn(c, &placed->rect, placed->image->orientation);
    buf_printf(c->out, "cm/%s Do Q\n", picture->name);
}
