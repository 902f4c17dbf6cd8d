// A PDF document as libharu holds it, and the objects that libharu cannot hold.
#include "pdf/document.h"

#include <string.h>

#include "pdf/stream.h"

// libharu's allocator is not told which document it allocates for; each thread makes one at a time.
static _Thread_local struct arena *haru_arena;

static void *haru_alloc(HPDF_UINT n)
{
    return arena_alloc(haru_arena, n);
}

static void haru_free(void *p)
{
    (void)p;  // goes with the arena
}

static void haru_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    (void)error, (void)detail, (void)user;  // libharu keeps it: document_failed()
}

void document_begin(struct document *d, struct arena *a, size_t objects)
{
    arena_reset(a);
    haru_arena = a;
    *d = (struct document){.arena = a,
                           .haru = HPDF_NewEx(haru_error, haru_alloc, haru_free, 0, NULL)};
    // libharu's list of objects grows by a fixed number of places, and an arena takes nothing back.
    d->null = HPDF_Null_New(d->haru->mmgr);
    if (objects > d->haru->xref->entries->items_per_block)
        d->haru->xref->entries->items_per_block = (HPDF_UINT)objects;
}

bool document_failed(const struct document *d, unsigned *code)
{
    *code = (unsigned)HPDF_GetError(d->haru);
    return *code != HPDF_OK;
}

uint32_t document_number(const void *haru_object)
{
    const HPDF_Obj_Header *header = haru_object;
    return header->obj_id & 0xFFFFFF;
}

void *document_haru(const struct document *d, uint32_t number)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(d->haru->xref, number);
    if (entry->obj != d->null) return entry->obj;
    HPDF_Null own = HPDF_Null_New(d->haru->mmgr);  // with this number, for the reference
    own->header.obj_id = number | HPDF_OTYPE_INDIRECT;
    return entry->obj = own;
}

uint32_t document_reserve(struct document *d, uint32_t count)
{
    uint32_t first = d->haru->xref->entries->count;
    for (uint32_t i = 0; i < count; i++) {
        d->null->header.obj_id = 0;  // libharu adds nothing twice
        HPDF_Xref_Add(d->haru->xref, d->null);
    }
    return first;
}

static struct object *object_at(struct document *d, uint32_t number)
{
    if (number >= d->room) {
        uint32_t room = d->room ? d->room : 512;
        while (room <= number) room *= 2;
        d->objects = arena_grow(d->arena, d->objects, d->room * sizeof *d->objects,
                                room * sizeof *d->objects);
        d->room = room;
    }
    return &d->objects[number];
}

void document_set(struct document *d, uint32_t number, const char *text, size_t n)
{
    struct object *o = object_at(d, number);
    o->text = text;
    o->n = n;
}

void document_stream(struct document *d, uint32_t number, const char *entries,
                     const unsigned char *data, size_t n, const struct digest *digest)
{
    const char *text = arena_printf(d->arena, "<<%s/Length %zu>>", entries, n);
    document_set(d, number, text, strlen(text));
    struct object *o = object_at(d, number);
    o->data = data;
    o->data_n = n;
    o->digest = digest;
}

void document_content(struct document *d, uint32_t number, const char *entries,
                      const struct stream *s)
{
    struct buf text = {0};
    BUF_LIT(&text, "<<");
    buf_str(&text, entries);
    if (!s->plain) BUF_LIT(&text, "/Filter/FlateDecode");
    BUF_LIT(&text, "/Length ");
    buf_int(&text, (int64_t)s->n);
    BUF_LIT(&text, ">>");
    document_set(d, number, arena_strndup(d->arena, text.p, text.n), text.n);
    struct object *o = object_at(d, number);
    o->data = s->bytes;
    o->data_n = s->n;
    o->digest = &s->digest;
    buf_free(&text);
}

// libharu has made a stream for the page, and an object for its length, which is not needed.
void document_page_content(struct document *d, HPDF_Page page, const struct stream *s)
{
    HPDF_Dict contents = ((HPDF_PageAttr)page->attr)->contents;
    HPDF_Number length = HPDF_Dict_GetItem(contents, "Length", HPDF_OCLASS_NUMBER);
    if (!length) return;  // libharu has failed already
    object_at(d, document_number(length))->discarded = true;
    document_content(d, document_number(contents), "", s);
}

void document_page_no_content(struct document *d, HPDF_Page page)
{
    HPDF_Dict contents = ((HPDF_PageAttr)page->attr)->contents;
    HPDF_Number length = HPDF_Dict_GetItem(contents, "Length", HPDF_OCLASS_NUMBER);
    if (!length) return;
    object_at(d, document_number(length))->discarded = true;
    object_at(d, document_number(contents))->discarded = true;
}

void document_mark_unique(struct document *d, uint32_t number)
{
    object_at(d, number)->unique = true;
}

void document_end_object_stream(struct document *d)
{
    object_at(d, d->haru->xref->entries->count)->first = true;
    d->object_stream_breaks++;
}

void document_add_object_streams(struct document *d,
                                 const struct object_stream_list *object_streams)
{
    for (size_t i = 0; i < object_streams->count; i++) {
        const struct object_stream *object_stream = object_streams->list[i];
        *ARENA_PUSH(d->arena, d->object_streams, d->object_stream_count,
                    d->object_stream_room) = object_stream;
        for (uint32_t k = 0; k < object_stream->count; k++)
            object_at(d, object_stream->numbers[k])->packed = true;
    }
}
