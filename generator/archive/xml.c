// Writes arkivmelding.xml: a mappe for each case, in it a basisregistrering for each file. Noark's
// schema says the order of elements; what it has no element for (kassasjon, sjekksum) stands in
// virksomhetsspesifikkeMetadata, under the names of its metadata catalogue.
#include <string.h>

#include "archive/archive.h"

struct xml {
    struct buf *out;
    int depth;
};

static void indent(struct xml *x)
{
    for (int i = 0; i < x->depth; i++) BUF_LIT(x->out, "  ");
}

static void text(struct buf *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '&') BUF_LIT(out, "&amp;");
        else if (*s == '<') BUF_LIT(out, "&lt;");
        else if (*s == '>') BUF_LIT(out, "&gt;");
        else if (*s == '"') BUF_LIT(out, "&quot;");
        else buf_c(out, *s);
    }
}

static void open(struct xml *x, const char *name, const char *attributes)
{
    indent(x);
    buf_printf(x->out, "<%s%s>\n", name, attributes);
    x->depth++;
}

static void end(struct xml *x, const char *name)
{
    x->depth--;
    indent(x);
    buf_printf(x->out, "</%s>\n", name);
}

static void leaf(struct xml *x, const char *name, const char *value)
{
    indent(x);
    buf_printf(x->out, "<%s>", name);
    text(x->out, value);
    buf_printf(x->out, "</%s>\n", name);
}

static void leaf_number(struct xml *x, const char *name, size_t n)
{
    indent(x);
    buf_printf(x->out, "<%s>%zu</%s>\n", name, n, name);
}

static void leaf_day(struct xml *x, const char *name, struct date d, const char *time)
{
    indent(x);
    buf_printf(x->out, "<%s>%04d-%02d-%02d%s</%s>\n", name, d.year, d.month, d.day, time, name);
}

static void leaf_time(struct xml *x, const char *name, struct date d)
{
    leaf_day(x, name, d, "T00:00:00");
}

static void shield(struct xml *x, const char *access, const char *authority, bool of_document)
{
    if (!access) return;
    open(x, "skjerming", "");
    leaf(x, "tilgangsrestriksjon", access);
    leaf(x, "skjermingshjemmel", authority);
    leaf(x, "skjermingMetadata", "tittel");
    if (of_document) leaf(x, "skjermingDokument", "Skjerming av hele dokumentet");
    end(x, "skjerming");
}

static void file(struct xml *x, const struct archive_list *l, const struct archive_file *f)
{
    open(x, "dokumentobjekt", "");
    leaf_number(x, "versjonsnummer", f->version);
    leaf(x, "variantformat", "Arkivformat");
    leaf_time(x, "opprettetDato", l->day);
    leaf(x, "opprettetAv", l->keeper);
    leaf(x, "referanseDokumentfil", f->path);
    end(x, "dokumentobjekt");
}

static void document(struct xml *x, const struct archive_list *l, const struct archive_file *files,
                     size_t count)
{
    const struct archive_file *f = &files[count - 1];
    open(x, "dokumentbeskrivelse", "");
    leaf(x, "systemID", f->id);
    leaf(x, "dokumenttype", f->kind);
    leaf(x, "dokumentstatus", "Dokumentet er ferdigstilt");
    leaf(x, "tittel", f->title);
    leaf_time(x, "opprettetDato", f->day);
    leaf(x, "opprettetAv", l->keeper);
    leaf(x, "dokumentmedium", "Elektronisk arkiv");
    leaf(x, "tilknyttetRegistreringSom", "Hoveddokument");
    leaf(x, "dokumentnummer", "1");
    leaf_time(x, "tilknyttetDato", l->day);
    leaf(x, "tilknyttetAv", l->keeper);
    shield(x, f->access, f->authority, true);
    for (size_t i = 0; i < count; i++) file(x, l, &files[i]);
    end(x, "dokumentbeskrivelse");
}

static void details(struct xml *x, const struct archive_file *files, size_t count)
{
    const struct archive_file *newest = &files[count - 1];
    open(x, "virksomhetsspesifikkeMetadata", "");
    open(x, "s:kassasjon", " xmlns:s=\"urn:samtale:arkiv\"");
    leaf(x, "s:kassasjonsvedtak", date_is_set(newest->discard) ? "Kasseres" : "Bevares");
    if (date_is_set(newest->discard)) leaf_day(x, "s:kassasjonsdato", newest->discard, "");
    end(x, "s:kassasjon");
    for (size_t i = 0; i < count; i++) {
        open(x, "s:fil", " xmlns:s=\"urn:samtale:arkiv\"");
        leaf(x, "s:referanseDokumentfil", files[i].path);
        leaf(x, "s:format", "PDF/A-2a");
        leaf(x, "s:sjekksum", files[i].sha256);
        leaf(x, "s:sjekksumAlgoritme", "SHA-256");
        leaf_number(x, "s:filstoerrelse", files[i].bytes);
        end(x, "s:fil");
    }
    end(x, "virksomhetsspesifikkeMetadata");
}

static void registration(struct xml *x, const struct archive_list *l,
                         const struct archive_file *files, size_t count)
{
    char id[ARCHIVE_ID];
    const struct archive_file *f = &files[count - 1];
    memcpy(id, f->id, sizeof id);
    id[0] = id[0] == '0' ? '1' : '0';  // another than the document's
    open(x, "basisregistrering", "");
    leaf(x, "systemID", id);
    leaf_time(x, "opprettetDato", f->day);
    leaf(x, "opprettetAv", l->keeper);
    leaf_time(x, "arkivertDato", l->day);
    leaf(x, "arkivertAv", l->keeper);
    leaf(x, "referanseForelderMappe", f->case_uid);
    shield(x, f->access, f->authority, false);
    document(x, l, files, count);
    leaf(x, "tittel", f->title);
    leaf(x, "offentligTittel", f->public_title);
    leaf(x, "dokumentmedium", "Elektronisk arkiv");
    details(x, files, count);
    end(x, "basisregistrering");
}

static bool same(const char *a, const char *b)
{
    return !strcmp(a, b);
}

static size_t versions_from(const struct archive_list *l, size_t i)
{
    size_t n = 1;
    while (i + n < l->count && same(l->files[i + n].document, l->files[i].document)) n++;
    return n;
}

static void open_case(struct xml *x, const struct archive_list *l, const struct archive_file *f)
{
    open(x, "mappe", "");
    leaf(x, "systemID", f->case_uid);
    leaf(x, "mappeID", f->case_id);
    leaf(x, "tittel", f->case_title);
    leaf(x, "offentligTittel", f->public_case_title);
    leaf(x, "dokumentmedium", "Elektronisk arkiv");
    leaf_time(x, "opprettetDato", l->day);
    leaf(x, "opprettetAv", l->keeper);
    shield(x, f->employee ? f->access : NULL, f->authority, false);
}

void archive_xml(const struct archive_list *l, struct buf *out)
{
    struct xml x = {out, 0};
    BUF_LIT(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open(&x, "arkivmelding", " xmlns=\"http://www.arkivverket.no/standarder/noark5/arkivmelding\"");
    leaf(&x, "system", "samtale");
    leaf(&x, "meldingId", l->id);
    leaf_time(&x, "tidspunkt", l->day);
    leaf_number(&x, "antallFiler", l->count);
    for (size_t i = 0, n; i < l->count; i += n) {
        const struct archive_file *f = &l->files[i];
        bool first = !i || !same(f->case_uid, f[-1].case_uid);
        if (i && first) end(&x, "mappe");
        if (first) open_case(&x, l, f);
        n = versions_from(l, i);
        registration(&x, l, f, n);
    }
    if (l->count) end(&x, "mappe");
    end(&x, "arkivmelding");
}
