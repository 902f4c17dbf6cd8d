// Code: as it was typed, in a tinted box; a line that is too long goes on below.
#include <string.h>

#include "layout/broken.h"

// A line that others follow ends in a space, so that they do not run together when they are read.
static void set_code_line(const struct context *c, const struct doc_node *n, const char *text,
                          size_t length, bool more)
{
    struct setting *set = c->set;
    const struct look *look = look_of(c, LOOK_CODE);
    struct inlines in;
    inlines_code(c, n, text, length, c->element, &in);
    struct broken broken = broken_lines(c, &in, c->width, false);
    const struct unit *units = broken.units;
    const uint32_t *breaks = broken.breaks;
    size_t lines = broken.line_count;
    for (size_t i = 0; i < lines || !i; i++) {
        struct slab *s = slab_new(set->scratch, c->out);
        s->height = look->leading;
        s->baseline = look_baseline(set->layout, look);
        s->keep_next = i + 1 < lines && (!i || i + 2 == lines);
        struct pen pen = pen_new(set->layout, set->arena, s, c->x, s->baseline);
        uint32_t end = lines ? units[breaks[i + 1] - 1].next : 0;
        for (uint32_t k = lines ? breaks[i] : 0; lines && k < breaks[i + 1]; k++) {
            uint32_t to = k + 1 < breaks[i + 1] ? units[k + 1].start : end;
            pen_write(&pen, &in.spans[0].style, in.text + units[k].start,
                      units[k].end - units[k].start);
            pen_write(&pen, &in.spans[0].style, in.text + units[k].end, to - units[k].end);
        }
        if (more && i + 1 >= lines) pen_write(&pen, &in.spans[0].style, " ", 1);
        pen_flush(&pen);
    }
}

void code_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    mpt pad = c->width - 2 * set->looks->cell_pad >= WIDTH_LIMIT ? set->looks->cell_pad : 0;
    const char *text = n->text ? n->text : "";
    if (!text[strspn(text, " \t\r\n")]) return;
    struct slab *s = slab_columns(set->scratch, c->out, 1, SPLIT_FREELY);
    struct decor *tint = ARENA_NEW(set->scratch, struct decor);
    *tint = (struct decor){.x = c->x, .width = c->width, .fill = TONE_TINT, .radius = PT(2)};
    s->decor = tint;
    s->pad_top = s->pad_bottom = set->looks->cell_pad;
    s->before = s->after = set->looks->block_gap;
    s->columns[0].x = c->x + pad;
    struct slab_list list = {0};
    struct context inner = context_at(c, &list, c->width - 2 * pad);
    inner.element = tag_new(set, "Code", tag_new(set, "P", c->element));
    while (*text) {
        size_t n_line = strcspn(text, "\n");
        set_code_line(&inner, n, text, n_line, text[n_line] && text[n_line + 1]);
        text += n_line;
        if (*text) text++;
    }
    s->columns[0].first = list.first;
}
