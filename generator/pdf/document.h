// One PDF on its way. libharu holds the catalog, the pages, the outline and every object's number.
// What it cannot say itself (streams that are deflated already, structure, fonts, XMP) is a null to
// it, and what the null really is stands in our table, by number: save.c writes both. All of it
// lives in the arena of the document.
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
    const char *text;  // NULL: libharu's own, or free
    size_t n;
    const unsigned char *data;  // a stream's bytes; NULL: no stream
    size_t data_n;
    const struct digest *digest;  // of the data when known; NULL: not yet
    bool packed;                  // it stands in a ready object stream
    bool discarded;               // libharu has made it, and nothing refers to it
    // no other document is likely to hold the same; else its neighbours are deflated once
    bool unique;
    // of an object stream: what is before it is more likely, or less, to stand elsewhere
    bool first;
};

struct document {
    HPDF_Doc haru;
    HPDF_Null null;  // in the place of all objects that libharu does not know
    struct arena *arena;
    struct object *objects;  // by number
    uint32_t room;
    uint32_t object_stream_breaks;  // how often document_end_object_stream() was called
    const struct object_stream **object_streams;
    size_t object_stream_count, object_stream_room;
};

// Empties the arena first. objects: about how many there will be.
void document_begin(struct document *d, struct arena *a, size_t objects);
bool document_failed(const struct document *d, unsigned *code);

// the first of as many numbers, in a row
uint32_t document_reserve(struct document *d, uint32_t count);
uint32_t document_number(const void *haru_object);
// for libharu's dictionaries to refer to
void *document_haru(const struct document *d, uint32_t number);

// What a reserved number is. The bytes must live as long as the document.
void document_set(struct document *d, uint32_t number, const char *text, size_t n);
// Of the stream's dictionary, only the entries beside /Length; document_content() adds the filter,
// too.
void document_stream(struct document *d, uint32_t number, const char *entries,
                     const unsigned char *data, size_t n, const struct digest *digest);
void document_content(struct document *d, uint32_t number, const char *entries,
                      const struct stream *s);
void document_page_content(struct document *d, HPDF_Page page, const struct stream *s);
// its contents are other pages' streams
void document_page_no_content(struct document *d, HPDF_Page page);
void document_mark_unique(struct document *d, uint32_t number);
// what gets its number from now on is not deflated together with what has one
void document_end_object_stream(struct document *d);
// which hold objects of these numbers
void document_add_object_streams(struct document *d,
                                 const struct object_stream_list *object_streams);

#endif
