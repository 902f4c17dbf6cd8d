// Writes form fields. Each section that has any gets a group, a field without a widget, so that
// equal names in other sections and copies are other fields; below it are the fields; below a field
// with several widgets, those. Each has its appearance: PDF/A does not allow readers to make one,
// except when somebody types.
#include "base/ascii.h"
#include "pdf/section.h"
#include "pdf/syntax.h"
#include "pdf/field_font.h"

enum {  // field flags, by PDF's table of bit positions
    MULTILINE = 1 << 12,
    RADIO = 1 << 15,
    COMBO = 1 << 17,
    EDIT = 1 << 18,
};

struct field_writer {
    const struct placed_section *placed;
    const struct rendered_section *rendered;
    const struct paper_section *section;
    const struct constants *constants;
    struct buf *out;
    struct arena *a;
    struct slice *objects;
};

struct widget_position {  // where a widget is
    const struct paper_widget *widget;
    size_t page;
};

static struct widget_position position_of(const struct field_writer *w, uint32_t widget)
{
    for (size_t page = 0;; widget -= (uint32_t)w->section->pages[page++].widget_count)
        if (widget < w->section->pages[page].widget_count)
            return (struct widget_position){&w->section->pages[page].widgets[widget], page};
}

static void end_object(struct field_writer *w, bool unique)
{
    *w->objects++ = (struct slice){arena_strndup(w->a, w->out->p, w->out->n), w->out->n, unique};
    w->out->n = 0;
}

static bool is_button(const struct form_field *f)
{
    return f->kind == FORM_FIELD_CHECK || f->kind == FORM_FIELD_RADIO;
}

// A button's state, as a name: ids are letters, digits, -, _ and dots.
static void add_name(struct buf *out, const char *name)
{
    buf_c(out, '/');
    for (; *name; name++) {
        bool regular = ascii_is_digit(*name) || ascii_is_letter(*name) || *name == '-';
        if (regular) buf_c(out, *name);
        else buf_printf(out, "#%02X", (unsigned char)*name);
    }
}

static void add_value(struct buf *out, const char *key, const struct form_field *f)
{
    bool button = is_button(f);
    if (!button && !f->value) return;
    buf_str(out, key);
    if (button) add_name(out, f->value ? f->value : "Off");
    else syntax_prose(out, f->value);
}

static void add_options(struct buf *out, const struct form_field *f)
{
    BUF_LIT(out, "/Opt[");
    for (size_t i = 0; i < f->option_count; i++) {
        buf_c(out, '[');
        syntax_text(out, f->options[i].id);
        syntax_text(out, f->options[i].words);
        buf_c(out, ']');
    }
    buf_c(out, ']');
}

static void add_field(struct field_writer *w, uint32_t field, const struct form_field *f)
{
    static const char *const types[] = {
        [FORM_FIELD_TEXT] = "Tx",   [FORM_FIELD_LINES] = "Tx",  [FORM_FIELD_CHOICE] = "Ch",
        [FORM_FIELD_CHECK] = "Btn", [FORM_FIELD_RADIO] = "Btn",
    };
    static const unsigned flags_of[] = {
        [FORM_FIELD_TEXT] = 0,  [FORM_FIELD_LINES] = MULTILINE, [FORM_FIELD_CHOICE] = COMBO,
        [FORM_FIELD_CHECK] = 0, [FORM_FIELD_RADIO] = RADIO,
    };
    unsigned flags = flags_of[f->kind];
    if (f->kind == FORM_FIELD_CHOICE && f->editable) flags |= EDIT;
    buf_printf(w->out, "/FT/%s/Parent %u 0 R/T", types[f->kind], section_group_number(w->placed));
    syntax_text(w->out, f->name);
    BUF_LIT(w->out, "/TU");
    syntax_text(w->out, f->label && *f->label ? f->label : f->name);
    if (flags) buf_printf(w->out, "/Ff %u", flags);
    if (f->kind == FORM_FIELD_TEXT || f->kind == FORM_FIELD_LINES)
        buf_printf(w->out, "/MaxLen %d", f->most);
    if (f->kind == FORM_FIELD_CHOICE) add_options(w->out, f);
    add_value(w->out, "/V", f);
    add_value(w->out, "/DV", f);
    uint32_t first = w->rendered->first[field];
    if (!is_button(f) && first != NO_WIDGET)
        field_font_appearance(w->out, position_of(w, first).widget->size);
}

static void add_rect(struct buf *out, struct rect r, mpt height)
{
    mpt corners[4] = {r.x, height - r.y - r.h, r.x + r.w, height - r.y};
    BUF_LIT(out, "/Rect[");
    for (int i = 0; i < 4; i++) {
        syntax_points(out, corners[i]);
        buf_c(out, i < 3 ? ' ' : ']');
    }
}

static uint32_t appearance_of(const struct field_writer *w, uint32_t widget)
{
    uint32_t appearance_index = w->rendered->appearance_index[widget];
    return appearance_index == NO_APPEARANCE ? w->constants->empty_appearance
                                             : w->placed->appearances + appearance_index;
}

static void add_appearance(struct field_writer *w, const struct paper_widget *widget,
                           uint32_t index)
{
    if (!widget->state) {
        // While it is empty, the lines on the paper show through; what is typed has a white ground.
        buf_printf(w->out, "/AP<</N %u 0 R>>/MK<</BG[1]>>", appearance_of(w, index));
        return;
    }
    BUF_LIT(w->out, "/AP<</N<<");
    add_name(w->out, widget->state);
    buf_printf(w->out, " %u 0 R/Off %u 0 R>>>>/AS", appearance_of(w, index),
               w->constants->empty_appearance);
    add_name(w->out, widget->on ? widget->state : "Off");
}

// key: of the ParentTree.
static void add_widget(struct field_writer *w, uint32_t index)
{
    struct widget_position position = position_of(w, index);
    uint32_t key = w->placed->key + (uint32_t)(w->section->page_count + w->rendered->link_count) +
                   index;
    buf_printf(w->out, "/Type/Annot/Subtype/Widget/F 4/P %u 0 R/StructParent %u",
               w->placed->page_numbers[position.page], key);
    add_rect(w->out, position.widget->rect, w->section->page_height);
    add_appearance(w, position.widget, index);
}

static void write_field_with_kids(struct field_writer *w, uint32_t field,
                                  const struct form_field *f)
{
    const struct rendered_section *r = w->rendered;
    BUF_LIT(w->out, "<<");
    add_field(w, field, f);
    BUF_LIT(w->out, "/Kids[");
    for (uint32_t k = r->first[field]; k != NO_WIDGET; k = r->next[k]) {
        syntax_reference(w->out, section_widget_number(w->placed, k));
        buf_c(w->out, ' ');
    }
    BUF_LIT(w->out, "]>>");
    end_object(w, f->value);
    for (uint32_t k = r->first[field]; k != NO_WIDGET; k = r->next[k]) {
        const char *label = position_of(w, k).widget->label;
        buf_printf(w->out, "<</Parent %u 0 R", section_field_number(w->placed, field));
        if (label) BUF_LIT(w->out, "/TU"), syntax_text(w->out, label);
        add_widget(w, k);
        BUF_LIT(w->out, ">>");
        end_object(w, f->value);
    }
}

static void write_field(struct field_writer *w, uint32_t field)
{
    const struct form_field *f = w->section->fields[field];
    uint32_t first = w->rendered->first[field];
    if (first == NO_WIDGET || w->rendered->next[first] != NO_WIDGET) {
        write_field_with_kids(w, field, f);
        return;
    }
    BUF_LIT(w->out, "<<");
    add_field(w, field, f);
    add_widget(w, first);
    BUF_LIT(w->out, ">>");
    end_object(w, f->value);
}

void fields_write_filled(const struct placed_section *p, const struct constants *constants,
                         struct document *d)
{
    const struct paper_section *section = p->rendered->section;
    struct buf out = {0};
    for (uint32_t i = 0; i < section->field_count; i++) {
        if (!section->fields[i]->value) continue;
        struct slice *objects = ARENA_ARRAY(d->arena, struct slice, p->rendered->field_objects);
        struct field_writer w = {p, p->rendered, section, constants, &out, d->arena, objects};
        write_field(&w, i);
        for (uint32_t number = section_field_number(p, i); objects < w.objects;
             objects++, number++) {
            document_set(d, number, objects->text, objects->n);
            document_mark_unique(d, number);
        }
    }
    buf_free(&out);
}

void fields_write(const struct placed_section *p, const struct constants *constants,
                  struct buf *out, struct arena *a, struct slice *objects)
{
    struct field_writer w = {p, p->rendered, p->rendered->section, constants, out, a, objects};
    buf_printf(out, "<</Parent %u 0 R/T(%u-%u)/Kids[", constants->form, p->copy, w.section->group);
    for (uint32_t i = 0; i < w.section->field_count; i++) {
        syntax_reference(out, section_field_number(p, i));
        buf_c(out, ' ');
    }
    BUF_LIT(out, "]>>");
    end_object(&w, false);
    for (uint32_t i = 0; i < w.section->field_count; i++) write_field(&w, i);
}
