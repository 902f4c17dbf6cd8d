// Who gets a message, about which of the files that have been made.
#ifndef COMMANDS_ADDRESSEES_H
#define COMMANDS_ADDRESSEES_H

#include "model/mail.h"
#include "run/run.h"

enum mail_kind {
    MAIL_PACKS,
    MAIL_FORMS,
    MAIL_REMINDERS,
    MAIL_SUMMARIES,
    MAIL_INVITATIONS,
    MAIL_KINDS
};

extern const char *const addressees_kinds[MAIL_KINDS];  // as they are typed, and name folders

struct enclosure {     // a file that a message is about
    const char *path;  // below the output folder
    const char *name;  // in the message, without anybody's name
    uint8_t sha256[HASH_SIZE];
    int64_t size;  // bytes
};

struct addressee {
    const struct person *person;
    const char *language;
    const char *path;  // the message's, below the output folder
    bool has_address;
    bool has_organiser;  // of an invitation; true in all others
    bool cancelled;      // an invitation that is taken back
    struct mailed_file *files;
    size_t file_count, file_room;
    struct enclosure *enclosures;  // as many
    size_t enclosure_count, enclosure_room;
    // set by messages_make()
    const char *subject;
    bool is_made;
};

struct addressees {
    enum mail_kind kind;
    const char *folder;  // "mail/packs": of the messages, and their document
    struct addressee *list;
    size_t count, room;
    size_t found;     // files that are there
    size_t missing;   // that were never made
    size_t changed;   // that are gone, or were changed since they were made
    size_t outdated;  // that say something else than they would now
    size_t vacant;    // whose unit nobody leads
};

// Everybody whom the options mean, each once. documents: whose papers are sent; invitations need
// none. In the run's arena; the output is open.
void addressees_find(struct addressees *all, struct run *r, const char *const *documents,
                     size_t document_count);

#endif
