// Writes the AcroForm dictionary and its root field.
#include "pdf/form.h"

#include "pdf/syntax.h"
#include "pdf/field_font.h"

enum { DEFAULT_SIZE = PT(10) };  // of fields without their own: there are none

bool form_exists(const struct writer *w)
{
    for (size_t i = 0; i < w->paper->section_count; i++)
        if (w->placed[i].rendered->widget_count) return true;
    return false;
}

static void set_text(struct writer *w, uint32_t number, struct buf *text)
{
    document_set(&w->doc, number, arena_strndup(w->doc.arena, text->p, text->n), text->n);
    text->n = 0;
}

void form_write(struct writer *w)
{
    struct document *d = &w->doc;
    struct buf out = {0};
    if (!form_exists(w)) return;
    BUF_LIT(&out, "<</T");
    syntax_text(&out, w->paper->form ? w->paper->form : "samtale");
    BUF_LIT(&out, "/Kids[");
    for (size_t i = 0; i < w->paper->section_count; i++) {
        if (!w->placed[i].rendered->widget_count) continue;
        syntax_reference(&out, section_group_number(&w->placed[i]));
        buf_c(&out, ' ');
    }
    BUF_LIT(&out, "]>>");
    set_text(w, w->constants.form, &out);
    document_mark_unique(d, w->constants.form);
    static const unsigned char empty_appearance[] = "/Tx BMC\nEMC\n";
    document_stream(d, w->constants.empty_appearance,
                    "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>", empty_appearance,
                    sizeof empty_appearance - 1, NULL);
    uint32_t dictionary = document_reserve(d, 1);
    buf_printf(&out, "<</Fields[%u 0 R]/DR<</Font<<", w->constants.form);
    field_font_write(w, &out);
    BUF_LIT(&out, ">>>>");
    field_font_appearance(&out, DEFAULT_SIZE);
    BUF_LIT(&out, ">>");
    set_text(w, dictionary, &out);
    HPDF_Dict_Add(d->haru->catalog, "AcroForm", document_haru(d, dictionary));
    buf_free(&out);
}
