// The manual pages, one function for each kind.
#ifndef DESCRIBE_PAGES_H
#define DESCRIBE_PAGES_H

#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"
#include "read/keys/keys.h"

// samtale(1), and one of a command.
void pages_program(struct arena *a, const struct command *const *commands, struct buf *out);
void pages_command(struct arena *a, const struct command *c, struct buf *out);
// What a file's page is called without its section: "samtale-org.yaml".
const char *pages_file_name(struct arena *a, const struct keys_file *file);
void pages_file(struct arena *a, const struct keys_file *file, struct buf *out);
void pages_import(struct arena *a, struct buf *out);
void pages_templates(struct arena *a, struct buf *out);
// References to others, one after the other: "samtale-packs", 1. It begins with first.
void pages_see(struct buf *out, const char *name, int section, bool *first);

#endif
