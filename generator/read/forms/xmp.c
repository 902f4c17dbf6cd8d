// XMP, the metadata of a PDF, in which the form's name stands a second time. A packet with a
// document type is not read on.
#include "read/forms/xmp.h"

#include <expat.h>
#include <stdbool.h>
#include <string.h>

// Names of elements and attributes come as NAMESPACE SEPARATOR NAME.
#define SEPARATOR '|'
#define FORM_NAME "https://samtale.example/ns/form/1/|form"

enum { XML_DEPTH = 64, XMP_NAME = 600 };

struct xmp {
    XML_Parser parser;
    unsigned depth, name_depth;  // name_depth: of the element that holds the name; 0: not in it
    bool is_there;
    size_t n;
    char name[XMP_NAME];  // what is longer is no name of ours
};

static void add(struct xmp *x, const char *text, size_t n)
{
    if (n > sizeof x->name - x->n) n = sizeof x->name - x->n;
    memcpy(x->name + x->n, text, n);
    x->n += n;
}

static void start(void *data, const char *name, const char **attributes)
{
    struct xmp *x = data;
    if (++x->depth > XML_DEPTH) XML_StopParser(x->parser, XML_FALSE);
    if (x->is_there) return;
    for (; *attributes; attributes += 2)
        if (!strcmp(attributes[0], FORM_NAME)) {
            x->is_there = true;
            add(x, attributes[1], strlen(attributes[1]));
            return;
        }
    if (strcmp(name, FORM_NAME)) return;
    x->is_there = true;
    x->name_depth = x->depth;
}

static void end(void *data, const char *name)
{
    struct xmp *x = data;
    (void)name;
    if (x->depth-- == x->name_depth) x->name_depth = 0;
}

static void characters(void *data, const char *text, int n)
{
    struct xmp *x = data;
    if (x->name_depth) add(x, text, (size_t)n);
}

static void doctype(void *data, const char *name, const char *system, const char *public,
                    int has_internal)
{
    struct xmp *x = data;
    (void)name, (void)system, (void)public, (void)has_internal;
    XML_StopParser(x->parser, XML_FALSE);
}

const char *xmp_form_name(struct arena *a, const char *xml, size_t n)
{
    struct xmp x = {.parser = XML_ParserCreateNS(NULL, SEPARATOR)};
    XML_SetUserData(x.parser, &x);
    XML_SetElementHandler(x.parser, start, end);
    XML_SetCharacterDataHandler(x.parser, characters);
    XML_SetStartDoctypeDeclHandler(x.parser, doctype);
    XML_Parse(x.parser, xml, (int)n, XML_TRUE);  // what stands before an error counts
    XML_ParserFree(x.parser);
    size_t from = 0;
    while (x.n && strchr(" \t\r\n", x.name[x.n - 1]) && x.name[x.n - 1]) x.n--;
    while (from < x.n && strchr(" \t\r\n", x.name[from]) && x.name[from]) from++;
    return x.is_there && x.n < sizeof x.name ? arena_strndup(a, x.name + from, x.n - from) : NULL;
}
