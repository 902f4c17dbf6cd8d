// Writes the list of what goes into an archive as CSV, and makes ids.
#include "archive/archive.h"
#include "base/array.h"
#include "base/csv.h"

void archive_id(const uint8_t bytes[16], char out[ARCHIVE_ID])
{
    static const char digits[] = "0123456789abcdef";
    size_t n = 0;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out[n++] = '-';
        out[n++] = i == 6 || i == 8 ? '8' : digits[bytes[i] >> 4];
        out[n++] = digits[bytes[i] & 15];
    }
    out[n] = '\0';
}

static void day(struct csv *c, struct date d)
{
    struct buf text = {0};
    if (date_is_set(d)) buf_printf(&text, "%04d-%02d-%02d", d.year, d.month, d.day);
    csv_text(c, text.n ? buf_cstr(&text) : NULL);
    buf_free(&text);
}

void archive_csv(const struct archive_list *l, struct buf *out)
{
    static const char *const heads[] = {"file",     "version", "title",  "public-title", "case",
                                        "employee", "unit",    "access", "authority",    "day",
                                        "discard",  "sha256",  "bytes"};
    struct csv c = {.out = out, .separator = ','};
    for (size_t i = 0; i < COUNT(heads); i++) csv_text(&c, heads[i]);
    csv_end_line(&c);
    for (size_t i = 0; i < l->count; i++) {
        const struct archive_file *f = &l->files[i];
        const char *texts[] = {f->title, f->public_title, f->case_id,  f->employee,
                               f->unit,  f->access,       f->authority};
        csv_text(&c, f->path);
        csv_number(&c, f->version);
        for (size_t k = 0; k < COUNT(texts); k++) csv_text(&c, texts[k]);
        day(&c, f->day);
        day(&c, f->discard);
        csv_text(&c, f->sha256);
        csv_number(&c, (int64_t)f->bytes);
        csv_end_line(&c);
    }
}
