// Walking through the tree of form fields in a PDF or FDF file. A field's full name is the names of
// all fields above it and its own, joined by full stops; a kid without a name is a widget, one more
// place where its parent is drawn. What a field does not say it inherits. Writers differ in how
// they write values: text as strings, streams or numbers; states as names, strings, or the number
// of an option; a choice as the words that were shown instead of what they stand for.
#include "read/forms/fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/translate.h"

enum { OPTIONS_MOST = 2000, PUSH_BUTTON = 1 << 16, WORDS = 200 };

struct acroform_field {  // what a field says or inherits
    const char *name;
    qpdf_oh type, flags, value, base, words, options;
};

static void inherit(struct pdf_reader *p, qpdf_oh *known, qpdf_oh object, const char *key)
{
    qpdf_oh own = object_get(p, object, key);
    if (object_exists(p, own)) *known = own;
}

static bool is_button(struct pdf_reader *p, const struct acroform_field *f)
{
    return object_is_name(p, f->type, "/Btn");
}

// ---- Options

// What an option stands for that is shown as text; NULL: it is shown otherwise. *is_exact: text is
// what it stands for.
static const char *option_export(struct pdf_reader *p, qpdf_oh option, const char *text,
                                 bool *is_exact)
{
    bool is_pair = object_array_length(p, option) == 2;
    const char *export = object_text(p, is_pair ? object_array_item(p, option, 0) : option, NULL);
    *is_exact = !strcmp(export, text);
    if (*is_exact) return export;
    return is_pair && !strcmp(object_text(p, object_array_item(p, option, 1), NULL), text) ? export
                                                                                           : NULL;
}

static const char *choice_export(struct pdf_reader *p, qpdf_oh options, const char *text)
{
    const char *found = NULL;
    int count = object_array_length(p, options);
    for (int i = 0; i < count && count <= OPTIONS_MOST; i++) {
        bool is_exact;
        qpdf_oh option = object_array_item(p, options, i);
        const char *export = option_export(p, option, text, &is_exact);
        qpdf_oh_release(p->q, option);
        if (is_exact) return text;
        if (export && !found) found = export;
    }
    return found ? found : text;
}

// The index of the kid that has a state of that name in its appearances; -1: none has.
static int kid_with_state(struct pdf_reader *p, qpdf_oh kids, const char *state)
{
    int count = object_array_length(p, kids);
    const char *key = arena_printf(p->g->a, "/%s", state);
    for (int i = 0; i < count && i < OPTIONS_MOST; i++) {
        qpdf_oh appearances = object_get(p, object_get(p, object_array_item(p, kids, i), "/AP"),
                                         "/N");
        if (object_exists(p, object_get(p, appearances, key))) return i;
    }
    return -1;
}

// What a button's state stands for. Its options say it of each kid; states are often the kids'
// numbers.
static const char *button_export(struct pdf_reader *p, qpdf_oh object, qpdf_oh options,
                                 const char *state)
{
    int count = object_array_length(p, options);
    if (!count || count > OPTIONS_MOST) return state;
    for (int i = 0; i < count; i++)
        if (!strcmp(object_text(p, object_array_item(p, options, i), NULL), state)) return state;
    int at = kid_with_state(p, object_get(p, object, "/Kids"), state);
    if (at < 0 && strlen(state) <= 4 && strspn(state, "0123456789") == strlen(state))
        at = atoi(state);
    return at >= 0 && at < count ? object_text(p, object_array_item(p, options, at), NULL) : state;
}

// ---- Values

static const char *stream_text(struct pdf_reader *p, qpdf_oh stream, const char *name)
{
    struct buf bytes = {0};
    const char *text = "";
    if (object_stream_bytes(p, stream, RETURNED_TEXT, &bytes)) {
        qpdf_oh string = qpdf_oh_new_binary_string(p->q, buf_cstr(&bytes), bytes.n);
        text = object_text(p, string, name);
        qpdf_oh_release(p->q, string);
    } else {
        form_reader_stop(p->g, RETURNED_TOO_LARGE,
                         arena_printf(p->g->a,
                                      _("the text of %s cannot be read, or is longer than 64 KiB"),
                                      name));
    }
    buf_free(&bytes);
    return text;
}

static const char *one_value(struct pdf_reader *p, const struct acroform_field *f, qpdf_oh object,
                             qpdf_oh value)
{
    if (qpdf_oh_is_stream(p->q, value)) return stream_text(p, value, f->name);
    const char *text = object_text(p, value, f->name);
    bool is_state = qpdf_oh_is_name(p->q, value) || is_button(p, f);
    if (!*text || (is_state && !strcmp(text, "Off"))) return "";
    if (is_button(p, f)) return button_export(p, object, f->options, text);
    return choice_export(p, f->options, text);
}

static const char *all_values(struct pdf_reader *p, const struct acroform_field *f, qpdf_oh object,
                              qpdf_oh array)
{
    struct buf joined = {0};
    int count = object_array_length(p, array);
    for (int i = 0; i < count && !p->g->stopped; i++) {
        const char *text = one_value(p, f, object, object_array_item(p, array, i));
        if (joined.n && *text) BUF_LIT(&joined, ", ");
        buf_str(&joined, text);
    }
    const char *text = form_reader_text(p->g, f->name, buf_cstr(&joined), joined.n);
    buf_free(&joined);
    return text;
}

static const char *value_text(struct pdf_reader *p, const struct acroform_field *f, qpdf_oh object,
                              qpdf_oh value)
{
    return qpdf_oh_is_array(p->q, value) ? all_values(p, f, object, value)
                                         : one_value(p, f, object, value);
}

// The state in which a button is drawn: some writers set no value.
static qpdf_oh drawn_state(struct pdf_reader *p, qpdf_oh object)
{
    qpdf_oh state = object_get(p, object, "/AS"), kids = object_get(p, object, "/Kids");
    if (qpdf_oh_is_name(p->q, state)) return state;
    int count = object_array_length(p, kids);
    for (int i = 0; i < count && !p->g->stopped; i++) {
        state = object_get(p, object_array_item(p, kids, i), "/AS");
        if (qpdf_oh_is_name(p->q, state) && !object_is_name(p, state, "/Off")) return state;
    }
    return p->none;
}

static bool is_off(struct pdf_reader *p, qpdf_oh state)
{
    return !object_exists(p, state) || object_is_name(p, state, "/Off");
}

// A button's value. Some writers set only how it is drawn: that counts where the value says
// nothing, or "off", and what is drawn is not just what was prefilled.
static qpdf_oh button_value(struct pdf_reader *p, const struct acroform_field *f, qpdf_oh object)
{
    if (!is_off(p, f->value)) return f->value;
    qpdf_oh state = drawn_state(p, object);
    if (is_off(p, state)) return object_exists(p, f->value) ? f->value : state;
    const char *drawn = arena_printf(p->g->a, "/%s", object_text(p, state, NULL));
    bool is_base = object_is_name(p, f->base, drawn);
    return object_exists(p, f->value) && is_base ? f->value : state;
}

static bool is_push_button(struct pdf_reader *p, const struct acroform_field *f)
{
    return is_button(p, f) && qpdf_oh_is_integer(p->q, f->flags) &&
           (qpdf_oh_get_int_value(p->q, f->flags) & PUSH_BUTTON);
}

static void take_field(struct pdf_reader *p, const struct acroform_field *f, qpdf_oh object)
{
    if (object_is_name(p, f->type, "/Sig")) {
        if (object_exists(p, f->value)) p->g->r->is_signed = true;
        return;
    }
    if (is_push_button(p, f)) return;
    qpdf_oh value = f->value;
    if (is_button(p, f)) value = button_value(p, f, object);
    struct returned_field field = {.name = f->name, .value = value_text(p, f, object, value)};
    if (object_exists(p, f->base)) field.base = value_text(p, f, object, f->base);
    field.words = object_line(p, f->words, WORDS);
    form_reader_add_field(p->g, &field);
}

// ---- The tree

static bool walk(struct pdf_reader *p, qpdf_oh object, struct acroform_field above, unsigned depth);

// Whether some of the kids are fields of their own, and not only places where this one is drawn.
static bool walk_kids(struct pdf_reader *p, qpdf_oh object, const struct acroform_field *f,
                      unsigned depth)
{
    qpdf_oh kids = object_get(p, object, "/Kids");
    int count = object_array_length(p, kids);
    bool has_fields = false;
    for (int i = 0; i < count && !p->g->stopped; i++) {
        qpdf_oh kid = object_array_item(p, kids, i);
        bool is_named = object_exists(p, object_get(p, kid, "/T"));
        if (is_named || object_array_length(p, object_get(p, kid, "/Kids")))
            has_fields |= walk(p, kid, *f, depth + 1) || is_named;
        else if (!p->g->r->has_scripts) p->g->r->has_scripts = object_has_script(p, kid);
    }
    return has_fields;
}

// Takes a field and all below it; false: the object is none.
static bool walk(struct pdf_reader *p, qpdf_oh object, struct acroform_field above, unsigned depth)
{
    if (!object_is_dictionary(p, object)) return false;
    if (depth > RETURNED_DEPTH)
        form_reader_stop(p->g, RETURNED_TOO_LARGE, "its fields are nested more than 16 deep");
    if (++p->nodes > 2 * RETURNED_FIELDS)
        form_reader_stop(p->g, RETURNED_TOO_LARGE, "it has more than 20,000 fields");
    if (p->g->stopped) return false;
    struct acroform_field f = above;
    f.name = form_reader_join(p->g->a, above.name,
                              object_text(p, object_get(p, object, "/T"), NULL));
    inherit(p, &f.type, object, "/FT");
    inherit(p, &f.flags, object, "/Ff");
    inherit(p, &f.value, object, "/V");
    inherit(p, &f.base, object, "/DV");
    inherit(p, &f.words, object, "/TU");
    inherit(p, &f.options, object, "/Opt");
    if (!p->g->r->has_scripts) p->g->r->has_scripts = object_has_script(p, object);
    if (!walk_kids(p, object, &f, depth) && *f.name && !p->g->stopped) take_field(p, &f, object);
    return true;
}

// The topmost field above one: some writers list others, too.
static qpdf_oh topmost(struct pdf_reader *p, qpdf_oh object)
{
    for (unsigned i = 0; i < RETURNED_DEPTH; i++) {
        qpdf_oh parent = object_get(p, object, "/Parent");
        if (!object_is_dictionary(p, parent)) break;
        object = parent;
    }
    return object;
}

void fields_read_widget(struct pdf_reader *p, qpdf_oh widget)
{
    qpdf_oh top = topmost(p, widget);
    if (qpdf_oh_is_indirect(p->q, top)) {
        const char *number = arena_printf(p->g->a, "%d", qpdf_oh_get_object_id(p->q, top));
        if (map_get(&p->tops, number)) return;
        map_set(&p->tops, p->g->a, number, p);
    }
    walk(p, top, (struct acroform_field){"", p->none, p->none, p->none, p->none, p->none, p->none},
         1);
}

void fields_read(struct pdf_reader *p, qpdf_oh fields)
{
    int count = object_array_length(p, fields);
    for (int i = 0; i < count && !p->g->stopped; i++)
        fields_read_widget(p, object_array_item(p, fields, i));
}
