#include "pdf/form.h"

#include "pdf/syntax.h"
#include "pdf/typed.h"

bool form_exists(const struct writing *w)
{
    for (size_t i = 0; i < w->paper->section_count; i++)
        if (w->placed[i].rendered->widget_count) return true;
    return false;
}

static void set_text(struct writing *w, uint32_t number, struct buf *text)
{
    document_set(&w->doc, number, arena_strndup(w->doc.arena, text->p, text->n), text->n);
    text->n = 0;
}

void form_write(struct writing *w)
{
    struct document *d = &w->doc;
    struct buf out = {0};
    if (!form_exists(w)) return;
    BUF_LIT(&out, "<</T");
    syntax_text(&out, w->paper->form ? w->paper->form : "samtale");
    BUF_LIT(&out, "/Kids[");
    for (size_t i = 0; i < w->paper->section_count; i++) {
        if (!w->placed[i].rendered->widget_count) continue;
        syntax_reference(&out, placed_group(&w->placed[i]));
        buf_c(&out, ' ');
    }
    BUF_LIT(&out, "]>>");
    set_text(w, w->constants.form, &out);
    document_own(d, w->constants.form);
    static const unsigned char nothing[] = "/Tx BMC\nEMC\n";
    document_stream(d, w->constants.nothing,
                    "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>", nothing,
                    sizeof nothing - 1, NULL);
    uint32_t dictionary = document_reserve(d, 1);
    buf_printf(&out, "<</Fields[%u 0 R]/DR<</Font<<", w->constants.form);
    typed_write(w, &out);
    BUF_LIT(&out, ">>>>/DA" TYPED_APPEARANCE ">>");
    set_text(w, dictionary, &out);
    HPDF_Dict_Add(d->haru->catalog, "AcroForm", document_haru(d, dictionary));
    buf_free(&out);
}
