// Writes the information dictionary and the XMP metadata.
#include "pdf/metadata.h"

#include "pdf/syntax.h"

#define METADATA_NAMESPACE "https://samtale.example/ns/form/1/"

static void add_info(struct document *d, const char *key, const char *text)
{
    if (!text || !*text) return;
    struct buf bytes = {0};
    if (syntax_doc_bytes(&bytes, text)) {
        HPDF_Dict_Add(d->haru->info, key, HPDF_String_New(d->haru->mmgr, buf_cstr(&bytes), NULL));
    } else {
        size_t n = syntax_utf16(&bytes, text);
        HPDF_Dict_Add(d->haru->info, key,
                      HPDF_Binary_New(d->haru->mmgr, (HPDF_BYTE *)bytes.p, (HPDF_UINT)n));
    }
    buf_free(&bytes);
}

static void add_day(struct document *d, const char *key, struct date day)
{
    const char *text = arena_printf(d->arena, "D:%04d%02d%02d000000Z", day.year, day.month,
                                    day.day);
    HPDF_Dict_Add(d->haru->info, key, HPDF_String_New(d->haru->mmgr, text, NULL));
}

void metadata_info(struct document *d, const struct paper *paper)
{
    add_info(d, "Title", paper->title);
    add_info(d, "Author", paper->author);
    add_info(d, "Subject", paper->subject);
    add_info(d, "Producer", paper->producer);  // in libharu's name's stead
    if (!date_is_set(paper->date)) return;
    add_day(d, "CreationDate", paper->date);
    add_day(d, "ModDate", paper->date);
}

static void add_escaped(struct buf *b, const char *s)
{
    for (; *s; s++) {
        if (*s == '&') BUF_LIT(b, "&amp;");
        else if (*s == '<') BUF_LIT(b, "&lt;");
        else if (*s == '>') BUF_LIT(b, "&gt;");
        else if (!strncmp(s, "\xEF\xBF\xBE", 3) || !strncmp(s, "\xEF\xBF\xBF", 3))
            s += 2;  // XML has no U+FFFE and U+FFFF
        else if ((unsigned char)*s >= ' ') buf_c(b, *s);
    }
}

static void add_property(struct buf *b, const char *before, const char *text, const char *after)
{
    if (!text || !*text) return;
    buf_str(b, before);
    add_escaped(b, text);
    buf_str(b, after);
}

static void add_description(struct buf *b, const struct paper *paper)
{
    BUF_LIT(b,
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
            " xmlns:samtale=\"" METADATA_NAMESPACE
            "\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
            "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    BUF_LIT(b, "<dc:format>application/pdf</dc:format>\n");
    add_property(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", paper->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    add_property(b, "<dc:creator><rdf:Seq><rdf:li>", paper->author,
                 "</rdf:li></rdf:Seq></dc:creator>\n");
    add_property(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", paper->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    add_property(b, "<dc:language><rdf:Bag><rdf:li>", paper->language,
                 "</rdf:li></rdf:Bag></dc:language>\n");
    struct date day = paper->date;
    if (date_is_set(day))
        for (int i = 0; i < 2; i++)
            buf_printf(b, "<xmp:%sDate>%04d-%02d-%02dT00:00:00Z</xmp:%sDate>\n",
                       i ? "Modify" : "Create", day.year, day.month, day.day,
                       i ? "Modify" : "Create");
    add_property(b, "<pdf:Producer>", paper->producer, "</pdf:Producer>\n");
    add_property(b, "<samtale:form>", paper->form, "</samtale:form>\n");
    if (!paper->printer)
        BUF_LIT(b, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"
                   "<pdfuaid:part>1</pdfuaid:part>\n");
    BUF_LIT(b, "</rdf:Description>\n");
}

struct xmp_schema {
    const char *title, *uri, *prefix, *property, *type, *category, *description;
};

static void add_schema(struct buf *b, const struct xmp_schema *s)
{
    buf_printf(b,
               "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</pdfaSchema:schema>"
               "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI><pdfaSchema:prefix>%s</"
               "pdfaSchema:prefix>"
               "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
               "<pdfaProperty:name>%s</pdfaProperty:name><pdfaProperty:valueType>%s</"
               "pdfaProperty:valueType>"
               "<pdfaProperty:category>%s</pdfaProperty:category>"
               "<pdfaProperty:description>%s</pdfaProperty:description>"
               "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>",
               s->title, s->uri, s->prefix, s->property, s->type, s->category, s->description);
}

// PDF/A knows neither of these schemas, and wants every one that it does not know described.
static void add_extensions(struct buf *b, bool form)
{
    static const struct xmp_schema ua = {"PDF/UA Universal Accessibility Schema",
                                         "http://www.aiim.org/pdfua/ns/id/",
                                         "pdfuaid",
                                         "part",
                                         "Integer",
                                         "internal",
                                         "PDF/UA version identifier"};
    static const struct xmp_schema ours = {"Forms of samtale",
                                           METADATA_NAMESPACE,
                                           "samtale",
                                           "form",
                                           "Text",
                                           "internal",
                                           "Which form of which period this is"};
    BUF_LIT(b, "<rdf:Description rdf:about=\"\" "
               "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
               " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
               " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
               "<pdfaExtension:schemas><rdf:Bag>");
    add_schema(b, &ua);
    if (form) add_schema(b, &ours);
    BUF_LIT(b, "</rdf:Bag></pdfaExtension:schemas></rdf:Description>\n");
}

void metadata_xmp(struct document *d, const struct paper *paper, uint32_t number)
{
    struct buf b = {0};
    BUF_LIT(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    add_description(&b, paper);
    if (!paper->printer) add_extensions(&b, paper->form);
    BUF_LIT(&b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
    const char *kept = arena_strndup(d->arena, b.p, b.n);
    document_stream(d, number, "/Type/Metadata/Subtype/XML", (const unsigned char *)kept, b.n,
                    NULL);
    buf_free(&b);
}
