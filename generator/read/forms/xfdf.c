// XFDF: <xfdf><fields><field name="…"><value>…, fields in fields, or names with full stops.
// Document types are refused: XFDF needs none, and entities can use up memory and reach other
// files.
#include "read/forms/xfdf.h"

#include <errno.h>
#include <expat.h>
#include <iconv.h>
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"

// Names of elements and attributes come as NAMESPACE SEPARATOR NAME.
#define SEPARATOR '|'
#define XFDF_NAMESPACE "http://ns.adobe.com/xfdf/|"

enum { XML_DEPTH = 64 };

struct xfdf_field {
    const char *name;
    // of <value>, or of <value-richtext> where there is no other; xfdf_read() frees it
    struct buf text;
    size_t values;
    bool has_fields;
};

struct xfdf {
    struct form_reader *g;
    XML_Parser parser;
    struct xfdf_field open[RETURNED_DEPTH + 1];  // [0] stands for <fields>
    unsigned depth, field_depth;
    bool is_xfdf, in_fields, in_notes, has_doctype;
    unsigned value_depth;  // of the element whose text is a value; 0: in none
    bool is_rich;
};

static void stop(struct xfdf *x, enum returned_state state, const char *why)
{
    form_reader_stop(x->g, state, why);
    XML_StopParser(x->parser, XML_FALSE);
}

// A name without XFDF's namespace, which some writers leave out; NULL: it is of another namespace.
static const char *own_name(const char *name)
{
    size_t n = strlen(XFDF_NAMESPACE);
    if (!strncmp(name, XFDF_NAMESPACE, n)) return name + n;
    return strchr(name, SEPARATOR) ? NULL : name;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        const char *own = own_name(attributes[0]);
        if (own && !strcmp(own, name)) return attributes[1];
    }
    return "";
}

static void open_field(struct xfdf *x, const char **attributes)
{
    if (x->field_depth == RETURNED_DEPTH) {
        stop(x, RETURNED_TOO_LARGE, "its fields are nested more than 16 deep");
        return;
    }
    struct xfdf_field *parent = &x->open[x->field_depth++], *field = parent + 1;
    const char *name = attribute(attributes, "name");
    name = form_reader_text(x->g, NULL, name, strlen(name));
    parent->has_fields = true;
    field->name = form_reader_join(x->g->a, parent->name, name);
    field->text.n = field->values = 0;
    field->has_fields = false;
}

static void open_value(struct xfdf *x, bool is_rich)
{
    struct xfdf_field *field = &x->open[x->field_depth];
    if (is_rich && field->values) return;
    if (!is_rich && x->is_rich) field->text.n = field->values = 0;  // the plain text is better
    x->is_rich = is_rich;
    x->value_depth = x->depth;
    if (field->values++) BUF_LIT(&field->text, ", ");
}

static void start(void *data, const char *name, const char **attributes)
{
    struct xfdf *x = data;
    const char *own = own_name(name);
    if (++x->depth > XML_DEPTH)
        stop(x, RETURNED_TOO_LARGE, "its elements are nested more than 64 deep");
    else if (x->depth == 1 && own && !strcmp(own, "xfdf")) x->is_xfdf = true;
    else if (x->depth == 1) stop(x, RETURNED_UNKNOWN, NULL);
    else if (x->value_depth) {
        struct buf *text = &x->open[x->field_depth].text;
        const char *local = strrchr(name, SEPARATOR);
        if (!strcmp(local ? local + 1 : name, "p") && text->n) buf_c(text, '\n');
    } else if (!own) return;
    else if (x->depth == 2 && !strcmp(own, "fields")) x->in_fields = true;
    else if (x->depth == 2 && !strcmp(own, "annots")) x->in_notes = true;
    else if (x->in_notes && x->depth == 3) x->g->r->notes++;
    else if (x->in_fields && !strcmp(own, "field") && x->depth == x->field_depth + 3)
        open_field(x, attributes);
    else if (x->field_depth && x->depth == x->field_depth + 3 && !strcmp(own, "value"))
        open_value(x, false);
    else if (x->field_depth && x->depth == x->field_depth + 3 && !strcmp(own, "value-richtext"))
        open_value(x, true);
}

static void close_field(struct xfdf *x)
{
    struct xfdf_field *field = &x->open[x->field_depth--];
    x->is_rich = false;
    if (field->has_fields && !field->values) return;
    const char *value = form_reader_text(x->g, field->name, buf_cstr(&field->text), field->text.n);
    form_reader_add_field(x->g, &(struct returned_field){.name = field->name, .value = value});
    if (x->g->stopped) XML_StopParser(x->parser, XML_FALSE);
}

static void end(void *data, const char *name)
{
    struct xfdf *x = data;
    (void)name;
    if (x->value_depth && x->depth == x->value_depth) x->value_depth = 0;
    else if (!x->value_depth && x->field_depth && x->depth == x->field_depth + 2) close_field(x);
    else if (x->depth == 2) x->in_fields = x->in_notes = false;
    x->depth--;
}

static void characters(void *data, const char *text, int n)
{
    struct xfdf *x = data;
    if (x->value_depth) buf_add(&x->open[x->field_depth].text, text, (size_t)n);
}

static void doctype(void *data, const char *name, const char *system, const char *public,
                    int has_internal)
{
    struct xfdf *x = data;
    (void)system, (void)public, (void)has_internal;
    bool is_xfdf = !strcmp(name, "xfdf");
    stop(x, is_xfdf ? RETURNED_DAMAGED : RETURNED_UNKNOWN,
         is_xfdf ? N_("it declares a document type, which an XFDF file never needs") : NULL);
}

// Another encoding than those that expat knows, by iconv: those of one byte a character.
static int other_encoding(void *data, const char *name, XML_Encoding *out)
{
    struct xfdf *x = data;
    iconv_t to = iconv_open("UTF-8", name);
    bool single = to != (iconv_t)-1;
    for (int i = 0; i < 256 && single; i++) {
        char byte[2] = {(char)i, 0}, text[8] = {0}, *from = byte, *into = text;
        size_t n = 1, room = sizeof text - 1;
        iconv(to, NULL, NULL, NULL, NULL);
        bool known = iconv(to, &from, &n, &into, &room) != (size_t)-1;
        if (!known && errno == EINVAL) single = false;  // the first of several bytes
        const char *s = text;
        out->map[i] = known && into > text ? (int)utf8_next(&s) : -1;
        if (!i) out->map[i] = 0;
        if (known && *s) single = false;
        if (i < 128 && i >= ' ' && out->map[i] != i) single = false;  // XML itself must be readable
    }
    if (to != (iconv_t)-1) iconv_close(to);
    out->data = NULL, out->convert = NULL, out->release = NULL;
    if (single) return XML_STATUS_OK;
    form_reader_stop(x->g, RETURNED_DAMAGED,
                     arena_printf(x->g->a,
                                  _("its letters are encoded as \"%.40s\", which is not read"),
                                  form_reader_line(x->g, name, strlen(name), 40)));
    return XML_STATUS_ERROR;
}

static void parse(struct xfdf *x, const char *bytes, size_t n)
{
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, start, end);
    XML_SetCharacterDataHandler(x->parser, characters);
    XML_SetStartDoctypeDeclHandler(x->parser, doctype);
    XML_SetUnknownEncodingHandler(x->parser, other_encoding, x);
    if (XML_Parse(x->parser, bytes, (int)n, XML_TRUE) == XML_STATUS_OK || x->g->stopped) return;
    enum XML_Error error = XML_GetErrorCode(x->parser);
    unsigned long line = XML_GetCurrentLineNumber(x->parser);
    bool ends = error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
                error == XML_ERROR_UNCLOSED_CDATA_SECTION || error == XML_ERROR_PARTIAL_CHAR;
    if (!x->is_xfdf) form_reader_stop(x->g, RETURNED_UNKNOWN, NULL);
    else
        form_reader_stop(
            x->g, RETURNED_DAMAGED,
            arena_printf(x->g->a,
                         ends ? _("its end is missing from line %lu on: ask for it once more (%s)")
                              : _("line %lu is damaged: ask for the file once more (%s)"),
                         line, XML_ErrorString(error)));
}

void xfdf_read(struct form_reader *g, const char *bytes, size_t n)
{
    struct xfdf x = {.g = g, .parser = XML_ParserCreateNS(NULL, SEPARATOR), .open[0].name = ""};
    parse(&x, bytes, n);
    XML_ParserFree(x.parser);
    for (size_t i = 0; i <= RETURNED_DEPTH; i++) buf_free(&x.open[i].text);
    if (!form_reader_set_state(g)) g->r->state = RETURNED_OTHER;
}
