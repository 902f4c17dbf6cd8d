// Pango and Cairo: blocks → PDF.  pango BLOCKS OUT
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double WIDTH = 595.28, HEIGHT = 841.89, MARGIN = 70.87, LINE = 22.68;

struct page {
    cairo_t *cr;
    PangoLayout *layout;
    double y;
};

static void new_page(struct page *p)
{
    cairo_show_page(p->cr);
    p->y = MARGIN;
}

static double set_text(struct page *p, const char *text, const char *font, double x, double width,
                       bool draw)
{
    PangoFontDescription *d = pango_font_description_from_string(font);
    pango_layout_set_font_description(p->layout, d);
    pango_font_description_free(d);
    pango_layout_set_width(p->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_text(p->layout, text, -1);
    int height;
    pango_layout_get_pixel_size(p->layout, NULL, &height);
    if (!draw) return height;
    if (p->y + height > HEIGHT - MARGIN) new_page(p);
    cairo_move_to(p->cr, x, p->y);
    pango_cairo_show_layout(p->cr, p->layout);
    return height;
}

static void set_row(struct page *p, char *cells)
{
    int count = 1;
    double width = WIDTH - 2 * MARGIN, most = 0;
    for (const char *s = cells; *s; s++) count += *s == '\t';
    for (int i = 0; i < count; i++) {
        char *end = strchr(cells, '\t');
        if (end) *end = '\0';
        double height = set_text(p, cells, "Noto Sans 10", MARGIN + i * width / count,
                                 width / count - 4, true);
        if (height > most) most = height;
        cells = end ? end + 1 : cells + strlen(cells);
    }
    p->y += most + 6;
}

static void set_block(struct page *p, char *line, bool *first)
{
    static const char *const heads[] = {"Noto Sans Bold 22", "Noto Sans Bold 15",
                                        "Noto Sans Bold 12"};
    char *text = strchr(line, '\t');
    if (text) *text++ = '\0';
    double width = WIDTH - 2 * MARGIN;
    if (!strcmp(line, "section")) {
        if (!*first) new_page(p);
        *first = false;
    } else if (!strcmp(line, "line")) {
        if (p->y + LINE > HEIGHT - MARGIN) new_page(p);
        p->y += LINE;
        cairo_move_to(p->cr, MARGIN, p->y);
        cairo_line_to(p->cr, WIDTH - MARGIN, p->y);
        cairo_set_line_width(p->cr, 0.5);
        cairo_stroke(p->cr);
    } else if (!strcmp(line, "row") && text) {
        set_row(p, text);
    } else if (text) {
        const char *font = *line == 'h' ? heads[line[1] < '3' ? line[1] - '1' : 2] : "Noto Sans 11";
        double indent = !strcmp(line, "li") ? 14 : 0;
        p->y += set_text(p, text, font, MARGIN + indent, width - indent, true) + 6;
    }
}

static void make(char *paper, const char *path)
{
    cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH, HEIGHT);
    struct page p = {.cr = cairo_create(surface), .y = MARGIN};
    p.layout = pango_cairo_create_layout(p.cr);
    bool first = true;
    for (char *line = strtok(paper, "\n"); line; line = strtok(NULL, "\n"))
        set_block(&p, line, &first);
    cairo_show_page(p.cr);
    g_object_unref(p.layout);
    cairo_destroy(p.cr);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) exit(3);
    cairo_surface_destroy(surface);
}

static char *read_whole(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END)) exit(3);
    long n = ftell(f);
    rewind(f);
    char *p = calloc(1, (size_t)n + 1);
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n) exit(3);
    fclose(f);
    return p;
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    char *all = read_whole(argv[1]), path[4096];
    size_t count = 0;
    for (char *at = strstr(all, "paper\n"), *next; at; at = next) {
        at += strlen("paper\n");
        next = strstr(at, "\npaper\n");
        if (next) *next++ = '\0';
        snprintf(path, sizeof path, "%s/%zu.pdf", argv[2], count++);
        make(at, path);
    }
    free(all);
    return 0;
}
