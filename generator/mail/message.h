// A message as a file (RFC 5322 and MIME), for a mail program to open and send: nothing here sends
// it. It has no date, which it gets when it is sent, and the same message has the same bytes.
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"

struct message_party {
    const char *name;     // NULL: only the address
    const char *address;  // NULL: there is none, and the line is left out
};

struct message_part {         // an attachment
    const char *name, *type;  // what it is called; such as "application/pdf"
    const char *bytes;
    size_t n;
};

struct message {
    struct message_party from, sender, to;
    const char *subject;
    const char *language;
    const char *text;       // plain, lines ended by line feeds
    uint8_t id[HASH_SIZE];  // unlike any other message's
    const struct message_part *parts;
    size_t part_count;
    const char *invitation;  // iCalendar, as another form of the text; NULL: none
    size_t invitation_length;
    const char *method;  // the invitation's: "REQUEST"
};

// Whether the address can be written to: one that any mail system takes, but for letters beyond
// ASCII in the domain, which are written as IDNA has it. NULL: no.
bool message_can_reach(const char *address);
// Before any thread writes one.
void message_begin(void);
// Appends the file to out. The parties' addresses can be reached, or are NULL. From any thread.
void message_add(const struct message *m, struct buf *out);

#endif
