// Writes a document's objects, object streams and cross-reference stream.
#include "pdf/save.h"

#include "pdf/stream.h"

// A row of the cross-reference stream: kind (1 byte), offset or number of the object stream (4),
// index in the object stream (1). Rows of zeros are of free objects.
enum { XREF_ROW = 6, PLAIN = 1, PACKED = 2 };

struct object_stream_builder {  // an object stream while it is filled
    struct buf body, index;
    HPDF_Stream to_body;
    uint32_t *members;  // object numbers
    uint32_t count;
    bool unique;  // of its members, see struct object
};

struct save_state {
    struct document *d;
    struct deflate_cache *cache;
    struct md5_ctx *id;
    struct buf *out;
    struct object_stream_builder common, unique;
    uint32_t next;        // the next object stream's number
    unsigned char *rows;  // by object number
};

static HPDF_STATUS write_to_buf(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    buf_add(stream->attr, bytes, n);
    return HPDF_OK;
}

static void set_xref_row(struct save_state *s, uint32_t number, unsigned kind, uint64_t where,
                         unsigned index)
{
    unsigned char *row = s->rows + (size_t)number * XREF_ROW;
    row[0] = (unsigned char)kind;
    for (int i = 0; i < 4; i++) row[1 + i] = (unsigned char)(where >> (24 - 8 * i) & 0xFF);
    row[5] = (unsigned char)index;
}

static const struct object *ours(const struct save_state *s, uint32_t number)
{
    return number < s->d->room && s->d->objects[number].text ? &s->d->objects[number] : NULL;
}

static bool is_elsewhere(const struct save_state *s, uint32_t number)
{
    return number < s->d->room && (s->d->objects[number].packed || s->d->objects[number].discarded);
}

static bool is_unique(const struct save_state *s, uint32_t number)
{
    return number < s->d->room && s->d->objects[number].unique;
}

static bool is_unused(const struct save_state *s, uint32_t number)  // reserved, but never set
{
    const HPDF_Obj_Header *header = HPDF_Xref_GetEntry(s->d->haru->xref, number)->obj;
    return !ours(s, number) && (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NULL;
}

static void write_stream(struct save_state *s, uint32_t number, const struct object *o)
{
    set_xref_row(s, number, PLAIN, s->out->n, 0);
    buf_int(s->out, number);
    BUF_LIT(s->out, " 0 obj\n");
    buf_add(s->out, o->text, o->n);
    BUF_LIT(s->out, "\nstream\n");
    buf_add(s->out, o->data, o->data_n);
    BUF_LIT(s->out, "\nendstream\nendobj\n");
    if (o->digest) digest_add(s->id, o->digest, sizeof *o->digest);
    else digest_add(s->id, o->data, o->data_n);
}

static void write_object_stream(struct save_state *s, const void *bytes, size_t n, uint32_t count,
                                size_t index_n)
{
    set_xref_row(s, s->next, PLAIN, s->out->n, 0);
    buf_printf(s->out,
               "%u 0 obj\n<</Type/ObjStm/N %u/First %zu/Filter/FlateDecode/Length %zu>>\nstream\n",
               s->next, count, index_n, n);
    buf_add(s->out, bytes, n);
    BUF_LIT(s->out, "\nendstream\nendobj\n");
    s->next++;
}

static void finish_members(struct save_state *s, struct object_stream_builder *f)
{
    if (!f->count) return;
    size_t index_n = f->index.n;
    for (uint32_t i = 0; i < f->count; i++) set_xref_row(s, f->members[i], PACKED, s->next, i);
    buf_add(&f->index, f->body.p, f->body.n);
    const char *bytes = f->index.p;
    struct stream stream = f->unique ? stream_deflate(s->cache->z, bytes, f->index.n, s->d->arena)
                                     : deflate_cache_get(s->cache, bytes, f->index.n);
    digest_add(s->id, &stream.digest, sizeof stream.digest);
    write_object_stream(s, stream.bytes, stream.n, f->count, index_n);
    f->count = 0;
    f->index.n = f->body.n = 0;
}

static void add_member(struct save_state *s, uint32_t number)
{
    const struct object *o = ours(s, number);
    struct object_stream_builder *f = is_unique(s, number) ? &s->unique : &s->common;
    buf_int(&f->index, number);
    buf_c(&f->index, ' ');
    buf_int(&f->index, (int64_t)f->body.n);
    buf_c(&f->index, ' ');
    if (o) buf_add(&f->body, o->text, o->n);
    else HPDF_Obj_WriteValue(document_haru(s->d, number), f->to_body, NULL);
    buf_c(&f->body, '\n');
    f->members[f->count++] = number;
    if (f->count == OBJECT_STREAM_MAX) finish_members(s, f);
}

static void write_packed_object_streams(struct save_state *s)
{
    for (size_t i = 0; i < s->d->object_stream_count; i++) {
        const struct object_stream *object_stream = s->d->object_streams[i];
        for (uint32_t k = 0; k < object_stream->count; k++)
            set_xref_row(s, object_stream->numbers[k], PACKED, s->next, k);
        digest_add(s->id, &object_stream->digest, sizeof object_stream->digest);
        write_object_stream(s, object_stream->bytes, object_stream->n, object_stream->count,
                            object_stream->index_n);
    }
}

// Each row as the difference from the one above, PNG's predictor Up, which deflates much better.
static const unsigned char *encode_rows(struct save_state *s, uint32_t count, size_t *n)
{
    unsigned char *rows = arena_alloc(s->d->arena, (size_t)count * (XREF_ROW + 1)), *to = rows;
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *row = s->rows + (size_t)i * XREF_ROW;
        *to++ = 2;
        for (int k = 0; k < XREF_ROW; k++)
            *to++ = (unsigned char)(row[k] - (i ? row[k - XREF_ROW] : 0));
    }
    return stream_deflate_bytes(s->cache->z, rows, (size_t)count * (XREF_ROW + 1), s->d->arena, n);
}

static void write_cross_references(struct save_state *s)
{
    uint32_t number = s->next;
    size_t at = s->out->n, n;
    struct digest id = digest_end(s->id);
    set_xref_row(s, number, PLAIN, at, 0);
    const unsigned char *rows = encode_rows(s, number + 1, &n);
    buf_printf(s->out, "%u 0 obj\n<</Type/XRef/W[1 4 1]/Size %u/Root %u 0 R/Info %u 0 R/ID[",
               number, number + 1, document_number(s->d->haru->catalog),
               document_number(s->d->haru->info));
    for (int twice = 0; twice < 2; twice++) {
        buf_c(s->out, '<');
        for (size_t i = 0; i < sizeof id.bytes; i++) buf_printf(s->out, "%02X", id.bytes[i]);
        buf_c(s->out, '>');
    }
    buf_printf(
        s->out,
        "]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>/Length %zu>>\nstream\n",
        XREF_ROW, n);
    buf_add(s->out, rows, n);
    buf_printf(s->out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", at);
}

static void write_objects(struct save_state *s, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const struct object *o = ours(s, i);
        if (i < s->d->room && s->d->objects[i].first) finish_members(s, &s->common);
        if (o && o->data) write_stream(s, i, o);
        else if (!is_elsewhere(s, i) && !is_unused(s, i)) add_member(s, i);
    }
    finish_members(s, &s->common);
    finish_members(s, &s->unique);
    write_packed_object_streams(s);
}

static struct object_stream_builder builder_new(struct document *d, bool unique)
{
    return (struct object_stream_builder){
        .members = ARENA_ARRAY(d->arena, uint32_t, OBJECT_STREAM_MAX), .unique = unique};
}

static void builder_free(struct object_stream_builder *f)
{
    buf_free(&f->body);
    buf_free(&f->index);
}

bool save_document(struct document *d, struct deflate_cache *cache, struct md5_ctx *id,
                   struct buf *out)
{
    uint32_t count = d->haru->xref->entries->count;
    size_t most = count + count / OBJECT_STREAM_MAX + d->object_stream_breaks +
                  d->object_stream_count + 4;
    struct save_state s = {.d = d, .cache = cache, .id = id, .out = out, .next = count};
    unsigned code;
    s.common = builder_new(d, false);
    s.unique = builder_new(d, true);
    s.common.to_body = HPDF_CallbackWriter_New(d->haru->mmgr, write_to_buf, &s.common.body);
    s.unique.to_body = HPDF_CallbackWriter_New(d->haru->mmgr, write_to_buf, &s.unique.body);
    s.rows = arena_alloc(d->arena, most * XREF_ROW);
    out->n = 0;
    BUF_LIT(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    write_objects(&s, count);
    write_cross_references(&s);
    builder_free(&s.common);
    builder_free(&s.unique);
    return !document_failed(d, &code);
}
