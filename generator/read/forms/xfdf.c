// XFDF: <xfdf><fields><field name="…"><value>…, fields in fields, or names with full stops. And
// XMP, the metadata of a PDF, in which the form's name stands a second time. Both are XML, read
// without document types: entities are how XML is used to eat memory and to reach other files, and
// neither format needs one.

#include <expat.h>
#include <string.h>

#include "read/forms/form_reader.h"

// Names of elements and attributes come as NAMESPACE SEPARATOR NAME.
#define SEPARATOR '|'
#define XFDF_NAMESPACE "http://ns.adobe.com/xfdf/|"
#define FORM_NAME "https://samtale.example/ns/form/1/|form"

enum { XML_DEPTH = 64 };

struct xfdf_field {
    const char *name;
    // the owner frees it; of <value>, or of <value-richtext> when that is all there is
    struct buf text;
    size_t values;
    bool has_fields;
};

struct xfdf {
    struct form_reader *g;
    XML_Parser parser;
    struct xfdf_field open[RETURNED_DEPTH + 1];  // [0] stands for <fields>
    unsigned depth, field_depth;
    bool is_xfdf, in_fields, has_doctype;
    unsigned value_depth;  // of the element whose text is a value; 0: in none
    bool is_rich;
};

static void stop(struct xfdf *x, enum returned_state state, const char *why)
{
    returned_stop(x->g, state, why);
    XML_StopParser(x->parser, XML_FALSE);
}

// The name without XFDF's namespace, which some writers leave out; NULL: of another.
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
    name = returned_text(x->g, NULL, name, strlen(name));
    parent->has_fields = true;
    field->name = returned_join(x->g->a, parent->name, name);
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
    const char *value = returned_text(x->g, field->name, buf_cstr(&field->text), field->text.n);
    returned_add_field(x->g, &(struct returned_field){.name = field->name, .value = value});
    if (x->g->stopped) XML_StopParser(x->parser, XML_FALSE);
}

static void end(void *data, const char *name)
{
    struct xfdf *x = data;
    (void)name;
    if (x->value_depth && x->depth == x->value_depth) x->value_depth = 0;
    else if (!x->value_depth && x->field_depth && x->depth == x->field_depth + 2) close_field(x);
    else if (x->depth == 2) x->in_fields = false;
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
         is_xfdf ? "it declares a document type, as no XFDF needs" : NULL);
}

static void parse(struct xfdf *x, const char *bytes, size_t n)
{
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, start, end);
    XML_SetCharacterDataHandler(x->parser, characters);
    XML_SetStartDoctypeDeclHandler(x->parser, doctype);
    if (XML_Parse(x->parser, bytes, (int)n, XML_TRUE) == XML_STATUS_OK || x->g->stopped) return;
    const char *why = XML_ErrorString(XML_GetErrorCode(x->parser));
    if (!x->is_xfdf) returned_stop(x->g, RETURNED_UNKNOWN, NULL);
    else
        returned_stop(x->g, RETURNED_DAMAGED,
                      arena_printf(x->g->a, "line %lu: %s",
                                   (unsigned long)XML_GetCurrentLineNumber(x->parser), why));
}

void xfdf_read(struct form_reader *g, const char *bytes, size_t n)
{
    struct xfdf x = {.g = g, .parser = XML_ParserCreateNS(NULL, SEPARATOR), .open[0].name = ""};
    parse(&x, bytes, n);
    XML_ParserFree(x.parser);
    for (size_t i = 0; i <= RETURNED_DEPTH; i++) buf_free(&x.open[i].text);
    if (!returned_set_state(g)) g->r->state = RETURNED_OTHER;
}

// ---- XMP

enum { XMP_NAME = 500 };

struct xmp {
    XML_Parser parser;
    unsigned depth, name_depth;  // name_depth: of the element that holds the name; 0: not in it
    bool is_there;
    size_t n;
    char name[XMP_NAME];  // what is longer is no name of ours
};

static void xmp_add(struct xmp *x, const char *text, size_t n)
{
    if (n > sizeof x->name - x->n) n = sizeof x->name - x->n;
    memcpy(x->name + x->n, text, n);
    x->n += n;
}

static void xmp_start(void *data, const char *name, const char **attributes)
{
    struct xmp *x = data;
    if (++x->depth > XML_DEPTH) XML_StopParser(x->parser, XML_FALSE);
    if (x->is_there) return;
    for (; *attributes; attributes += 2)
        if (!strcmp(attributes[0], FORM_NAME)) {
            x->is_there = true;
            xmp_add(x, attributes[1], strlen(attributes[1]));
            return;
        }
    if (strcmp(name, FORM_NAME)) return;
    x->is_there = true;
    x->name_depth = x->depth;
}

static void xmp_end(void *data, const char *name)
{
    struct xmp *x = data;
    (void)name;
    if (x->depth-- == x->name_depth) x->name_depth = 0;
}

static void xmp_characters(void *data, const char *text, int n)
{
    struct xmp *x = data;
    if (x->name_depth) xmp_add(x, text, (size_t)n);
}

static void xmp_doctype(void *data, const char *name, const char *system, const char *public,
                        int has_internal)
{
    struct xmp *x = data;
    (void)name, (void)system, (void)public, (void)has_internal;
    XML_StopParser(x->parser, XML_FALSE);
}

const char *xfdf_xmp_form_name(struct form_reader *g, const char *xml, size_t n)
{
    struct xmp x = {.parser = XML_ParserCreateNS(NULL, SEPARATOR)};
    XML_SetUserData(x.parser, &x);
    XML_SetElementHandler(x.parser, xmp_start, xmp_end);
    XML_SetCharacterDataHandler(x.parser, xmp_characters);
    XML_SetStartDoctypeDeclHandler(x.parser, xmp_doctype);
    XML_Parse(x.parser, xml, (int)n, XML_TRUE);  // what stands before an error counts
    XML_ParserFree(x.parser);
    size_t from = 0;
    while (x.n && strchr(" \t\r\n", x.name[x.n - 1]) && x.name[x.n - 1]) x.n--;
    while (from < x.n && strchr(" \t\r\n", x.name[from]) && x.name[from]) from++;
    return x.is_there && x.n < sizeof x.name ? arena_strndup(g->a, x.name + from, x.n - from)
                                             : NULL;
}
