// A PDF document while it is made. libharu holds the catalog, the pages and every object's number.
// Objects that libharu cannot make (deflated streams, structure, fonts, bookmarks, XMP) are null
// objects to it, and their texts stand in a table of ours, by number. save.c writes both. All of it
// lives in the document's arena.
#ifndef PDF_DOCUMENT_H
#define PDF_DOCUMENT_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_pages.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/arena.h"
#include "pdf/digest.h"

struct object_stream_list;
struct object_stream;
struct stream;

struct object {
    const char *text;  // NULL: libharu holds it, or nothing does
    size_t n;
    const unsigned char *data;  // a stream's bytes; NULL: it is no stream
    size_t data_n;
    const struct digest *digest;  // of the data; NULL: not computed
    bool packed;                  // it is in one of object_streams
    bool discarded;               // libharu has made it, and nothing refers to it
    // No other document is likely to hold the same. Such objects are packed apart, so that the
    // others' object streams are in the deflate cache.
    bool unique;
    bool first;  // an object stream ends before it
};

struct document {
    HPDF_Doc haru;
    HPDF_Null null;  // stands for the objects that libharu does not hold
    struct arena *arena;
    struct object *objects;  // by number
    uint32_t room;
    uint32_t object_stream_breaks;  // how often document_end_object_stream() was called
    const struct object_stream **object_streams;  // packed already
    size_t object_stream_count, object_stream_room;
};

// Begins a document in arena a, which is emptied first. objects: about how many there will be. One
// thread makes a document from begin to end, one at a time.
void document_begin(struct document *d, struct arena *a, size_t objects);
bool document_failed(const struct document *d, unsigned *code);  // *code: libharu's error

// Reserves count object numbers in a row; the first of them.
uint32_t document_reserve(struct document *d, uint32_t count);
uint32_t document_number(const void *haru_object);
// The object of a number, for libharu's dictionaries to refer to.
void *document_haru(const struct document *d, uint32_t number);

// Sets what a reserved number is: n bytes of text, without "obj" around them. The bytes must live
// as long as the document.
void document_set(struct document *d, uint32_t number, const char *text, size_t n);
// The same for a stream of n bytes. entries: of its dictionary, without /Length.
void document_stream(struct document *d, uint32_t number, const char *entries,
                     const unsigned char *data, size_t n, const struct digest *digest);
// The same without /Filter, which the stream knows.
void document_content(struct document *d, uint32_t number, const char *entries,
                      const struct stream *s);
void document_page_content(struct document *d, HPDF_Page page, const struct stream *s);
// Discards the content stream that libharu has made for the page: it shows other pages' streams.
void document_page_no_content(struct document *d, HPDF_Page page);
void document_mark_unique(struct document *d, uint32_t number);  // see struct object
// Objects that are numbered from now on are not in one object stream with those before.
void document_end_object_stream(struct document *d);
// Adds object streams that are packed already; the numbers of their objects are reserved.
void document_add_object_streams(struct document *d,
                                 const struct object_stream_list *object_streams);

#endif
