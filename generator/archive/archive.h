// What goes into an archive: a list of files → arkivmelding.xml, as Noark 5 has it, and CSV. Both
// say the same of each file; the XML names what Noark has a name for.
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include "base/buf.h"
#include "base/date.h"

enum { ARCHIVE_ID = 37 };  // characters of an id, with the NUL

struct archive_file {
    const char *path;                  // below the folder of the list
    const char *document;              // the path of its first version
    const char *title, *public_title;  // public: without names
    const char *kind;                  // what kind of document it is
    const char *case_id, *case_title, *public_case_title;
    const char *employee, *unit;     // ids; NULL: about none
    const char *access, *authority;  // its access code and the law that says so; NULL: public
    struct date day, discard;        // discard unset: it is kept
    const char *sha256;
    size_t bytes;
    unsigned version;                           // from 1
    char id[ARCHIVE_ID], case_uid[ARCHIVE_ID];  // all versions of a document have the same
};

struct archive_list {
    const char *organisation, *keeper;  // who made the documents, and who hands them over
    const char *id;
    struct date day;  // of the list
    // those of a case stand together, and there those of a document, the newest version last
    const struct archive_file *files;
    size_t count;
};

// Makes an id of an arkivmelding from 16 bytes: xxxxxxxx-xxxx-8xxx-8xxx-xxxxxxxxxxxx.
void archive_id(const uint8_t bytes[16], char out[ARCHIVE_ID]);
void archive_xml(const struct archive_list *l, struct buf *out);
void archive_csv(const struct archive_list *l, struct buf *out);

#endif
