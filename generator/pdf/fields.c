// Form fields: for each section a group without a widget, which keeps names of different sections
// and copies apart; in it the fields; in a field with several widgets, those. What a field shows is
// drawn once and for all: PDF/A forbids readers to make it up, and nothing is asked of them but
// when somebody types.
#include "pdf/section.h"
#include "pdf/syntax.h"
#include "pdf/typed.h"

enum {  // field flags, by PDF's table of bit positions
    MULTILINE = 1 << 12,
    RADIO = 1 << 15,
    COMBO = 1 << 17,
    EDIT = 1 << 18,
};

struct writer {
    const struct placed *placed;
    const struct rendered *rendered;
    const struct paper_section *section;
    const struct constants *constants;
    struct buf *out;
    struct arena *a;
    struct slice *objects;
};

struct spot {  // where a widget is
    const struct paper_widget *widget;
    size_t page;
};

static struct spot spot_of(const struct writer *w, uint32_t widget)
{
    for (size_t page = 0;; widget -= (uint32_t)w->section->pages[page++].widget_count)
        if (widget < w->section->pages[page].widget_count)
            return (struct spot){&w->section->pages[page].widgets[widget], page};
}

static void take(struct writer *w, bool own)
{
    *w->objects++ = (struct slice){arena_strndup(w->a, w->out->p, w->out->n), w->out->n, own};
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
        bool regular = (*name >= '0' && *name <= '9') ||
                       ((*name | 32) >= 'a' && (*name | 32) <= 'z') || *name == '-';
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

static void add_field(struct writer *w, const struct form_field *f)
{
    static const char *const types[] = {
        [FORM_FIELD_TEXT] = "Tx",   [FORM_FIELD_LINES] = "Tx",  [FORM_FIELD_CHOICE] = "Ch",
        [FORM_FIELD_CHECK] = "Btn", [FORM_FIELD_RADIO] = "Btn",
    };
    unsigned flags = f->kind == FORM_FIELD_LINES  ? MULTILINE
                   : f->kind == FORM_FIELD_RADIO  ? RADIO
                   : f->kind == FORM_FIELD_CHOICE ? COMBO | (f->editable ? EDIT : 0)
                                                  : 0;
    buf_printf(w->out, "/FT/%s/Parent %u 0 R/T", types[f->kind], placed_group(w->placed));
    syntax_text(w->out, f->name);
    BUF_LIT(w->out, "/TU");
    syntax_text(w->out, f->label && *f->label ? f->label : f->name);
    if (flags) buf_printf(w->out, "/Ff %u", flags);
    if (f->kind == FORM_FIELD_TEXT || f->kind == FORM_FIELD_LINES)
        buf_printf(w->out, "/MaxLen %d", f->most);
    if (f->kind == FORM_FIELD_CHOICE) add_options(w->out, f);
    add_value(w->out, "/V", f);
    add_value(w->out, "/DV", f);
    if (!is_button(f)) BUF_LIT(w->out, "/DA" TYPED_APPEARANCE);
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

static uint32_t appearance_of(const struct writer *w, uint32_t widget)
{
    uint32_t shown = w->rendered->shown[widget];
    return shown == NO_APPEARANCE ? w->constants->nothing : w->placed->appearances + shown;
}

static void add_appearance(struct writer *w, const struct paper_widget *widget, uint32_t index)
{
    if (!widget->state) {
        // Empty, it lets the paper's own lines be seen; what is typed stands on white.
        buf_printf(w->out, "/AP<</N %u 0 R>>/MK<</BG[1]>>", appearance_of(w, index));
        return;
    }
    BUF_LIT(w->out, "/AP<</N<<");
    add_name(w->out, widget->state);
    buf_printf(w->out, " %u 0 R/Off %u 0 R>>>>/AS", appearance_of(w, index), w->constants->nothing);
    add_name(w->out, widget->on ? widget->state : "Off");
}

// key: of the ParentTree.
static void add_widget(struct writer *w, uint32_t index)
{
    struct spot spot = spot_of(w, index);
    uint32_t key = w->placed->key + (uint32_t)(w->section->page_count + w->rendered->link_count) +
                   index;
    buf_printf(w->out, "/Type/Annot/Subtype/Widget/F 4/P %u 0 R/StructParent %u",
               w->placed->page_numbers[spot.page], key);
    add_rect(w->out, spot.widget->rect, w->section->page_height);
    add_appearance(w, spot.widget, index);
}

static void write_parted(struct writer *w, uint32_t field, const struct form_field *f)
{
    const struct rendered *r = w->rendered;
    BUF_LIT(w->out, "<<");
    add_field(w, f);
    BUF_LIT(w->out, "/Kids[");
    for (uint32_t k = r->first[field]; k != NO_WIDGET; k = r->next[k]) {
        syntax_reference(w->out, placed_widget(w->placed, k));
        buf_c(w->out, ' ');
    }
    BUF_LIT(w->out, "]>>");
    take(w, f->value);
    for (uint32_t k = r->first[field]; k != NO_WIDGET; k = r->next[k]) {
        const char *label = spot_of(w, k).widget->label;
        buf_printf(w->out, "<</Parent %u 0 R", placed_field(w->placed, field));
        if (label) BUF_LIT(w->out, "/TU"), syntax_text(w->out, label);
        add_widget(w, k);
        BUF_LIT(w->out, ">>");
        take(w, f->value);
    }
}

static void write_field(struct writer *w, uint32_t field)
{
    const struct form_field *f = w->section->fields[field];
    uint32_t first = w->rendered->first[field];
    if (first == NO_WIDGET || w->rendered->next[first] != NO_WIDGET) {
        write_parted(w, field, f);
        return;
    }
    BUF_LIT(w->out, "<<");
    add_field(w, f);
    add_widget(w, first);
    BUF_LIT(w->out, ">>");
    take(w, f->value);
}

void fields_write_own(const struct placed *p, const struct constants *constants, struct document *d)
{
    const struct paper_section *section = p->rendered->section;
    struct buf out = {0};
    for (uint32_t i = 0; i < section->field_count; i++) {
        if (!section->fields[i]->value) continue;
        struct slice *objects = ARENA_ARRAY(d->arena, struct slice, p->rendered->field_objects);
        struct writer w = {p, p->rendered, section, constants, &out, d->arena, objects};
        write_field(&w, i);
        for (uint32_t number = placed_field(p, i); objects < w.objects; objects++, number++) {
            document_set(d, number, objects->text, objects->n);
            document_own(d, number);
        }
    }
    buf_free(&out);
}

void fields_write(const struct placed *p, const struct constants *constants, struct buf *out,
                  struct arena *a, struct slice *objects)
{
    struct writer w = {p, p->rendered, p->rendered->section, constants, out, a, objects};
    buf_printf(out, "<</Parent %u 0 R/T(%u-%u)/Kids[", constants->form, p->copy, w.section->group);
    for (uint32_t i = 0; i < w.section->field_count; i++) {
        syntax_reference(out, placed_field(p, i));
        buf_c(out, ' ');
    }
    BUF_LIT(out, "]>>");
    take(&w, false);
    for (uint32_t i = 0; i < w.section->field_count; i++) write_field(&w, i);
}
