// Draws the pages of a PDF.
#include "preview/raster.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>

#include "base/mem.h"

enum {
    POINTS_AN_INCH = 72,
    DPI = 100,
    SMALLER = 3,    // so many times, on the contact sheet
    FOLD = 2,       // pixels between pages that face each other
    GAP = 24,       // pixels around a spread
    ACROSS = 3,     // spreads beside each other
    DOWN_MOST = 60  // rows: then more stand beside each other, for a picture has its limits
};

struct raster {
    PopplerDocument *document;
    cairo_surface_t *sheet;
    size_t pages, across;
    int width, height;  // of the largest page, on the contact sheet
};

static int pixels(double points)
{
    return (int)ceil(points * DPI / POINTS_AN_INCH);
}

static PopplerPage *open_page(const struct raster *r, size_t number, int *width, int *height)
{
    PopplerPage *page = poppler_document_get_page(r->document, (int)number - 1);
    double x = 0, y = 0;
    if (page) poppler_page_get_size(page, &x, &y);
    *width = pixels(x);
    *height = pixels(y);
    return page;
}

static cairo_surface_t *blank(int width, int height, double grey)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *c = cairo_create(s);
    cairo_set_source_rgb(c, grey, grey, grey);
    cairo_paint(c);
    cairo_destroy(c);
    return s;
}

// Page 1 stands alone, at the right; then two and two.
static cairo_surface_t *make_sheet(struct raster *r)
{
    const double light_grey = 0.82;
    size_t spreads = r->pages / 2 + 1;
    r->across = (spreads + DOWN_MOST - 1) / DOWN_MOST;
    if (r->across < ACROSS) r->across = ACROSS;
    if (r->across > spreads) r->across = spreads;
    size_t down = (spreads + r->across - 1) / r->across;
    return blank((int)r->across * (2 * r->width + FOLD + GAP) + GAP,
                 (int)down * (r->height + GAP) + GAP, light_grey);
}

struct raster *raster_open(const struct buf *pdf)
{
    GBytes *bytes = g_bytes_new_static(pdf->p, pdf->n);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    g_bytes_unref(bytes);
    if (!document) return NULL;
    struct raster *r = mem_alloc(sizeof *r);
    *r = (struct raster){.document = document,
                         .pages = (size_t)poppler_document_get_n_pages(document)};
    for (size_t i = 1; i <= r->pages; i++) {
        int width, height;
        PopplerPage *page = open_page(r, i, &width, &height);
        if (page) g_object_unref(page);
        if (width / SMALLER > r->width) r->width = width / SMALLER;
        if (height / SMALLER > r->height) r->height = height / SMALLER;
    }
    r->sheet = make_sheet(r);
    return r;
}

void raster_close(struct raster *r)
{
    cairo_surface_destroy(r->sheet);
    g_object_unref(r->document);
    mem_free(r);
}

size_t raster_pages(const struct raster *r)
{
    return r->pages;
}

static cairo_status_t add_bytes(void *out, const unsigned char *bytes, unsigned n)
{
    buf_add(out, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static bool write_png(cairo_surface_t *s, struct buf *out)
{
    out->n = 0;
    return !cairo_surface_write_to_png_stream(s, add_bytes, out);
}

static void draw_small(struct raster *r, cairo_surface_t *picture, size_t number)
{
    size_t spread = number / 2;
    int x = (int)(spread % r->across) * (2 * r->width + FOLD + GAP) + GAP +
            (int)(number % 2) * (r->width + FOLD);
    int y = (int)(spread / r->across) * (r->height + GAP) + GAP;
    cairo_t *c = cairo_create(r->sheet);
    cairo_translate(c, x, y);
    cairo_scale(c, 1.0 / SMALLER, 1.0 / SMALLER);
    cairo_set_source_surface(c, picture, 0, 0);
    cairo_paint(c);
    cairo_destroy(c);
}

bool raster_page(struct raster *r, size_t number, struct buf *out)
{
    int width, height;
    PopplerPage *page = open_page(r, number, &width, &height);
    if (!page) return false;
    cairo_surface_t *picture = blank(width, height, 1);
    cairo_t *c = cairo_create(picture);
    cairo_scale(c, (double)DPI / POINTS_AN_INCH, (double)DPI / POINTS_AN_INCH);
    poppler_page_render(page, c);
    bool ok = !cairo_status(c);
    cairo_destroy(c);
    g_object_unref(page);
    if (ok) draw_small(r, picture, number);
    ok = ok && write_png(picture, out);
    cairo_surface_destroy(picture);
    return ok;
}

bool raster_contact_sheet(struct raster *r, struct buf *out)
{
    return write_png(r->sheet, out);
}
