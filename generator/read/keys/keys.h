// What `samtale help` says of the keys of the user's files. What a key's value can be is said by
// the tables that read it (read/tables.h); what it means stands here.
#ifndef READ_KEYS_KEYS_H
#define READ_KEYS_KEYS_H

#include "read/tables.h"

#define YAML(text) text  // an example, which is not translated

struct keys_entry {
    const char *path;       // the key behind its table's `under`: "conversations.minutes"
    const char *says;       // what it means: a sentence or two
    const char *value;      // what it can be, where its table does not say that
    const char *otherwise;  // what counts without it; NULL: nothing does
    const char *example;    // YAML as it stands in its map; NULL: that of the key above it
};

// The keys of one kind of file.
struct keys_file {
    const char *topic;  // what help calls it
    const char *name;   // where it is in the cycle directory
    const char *says;   // what it is
    const struct schema_table *tables;
    size_t told;  // the first so many tables are listed with what each key means
    const struct keys_entry *entries;
    size_t entry_count;
};

extern const struct keys_file keys_settings, keys_org, keys_priorities, keys_plans,
    keys_conversations, keys_answers, keys_deliveries;
extern const struct keys_file *const keys_files[];  // all; NULL at the end

struct keys_key {
    const struct keys_file *file;
    const struct schema_table *table;
    const struct field *field;
    const struct keys_entry *entry;  // NULL only where the texts are not whole
    const char *path;
};

// All keys of a file, or of all files where it is NULL, in arena a.
struct keys_key *keys_list(struct arena *a, const struct keys_file *file, size_t *count);
// The keys that a word means: "minutes", with keys above it "conversations.minutes", and with its
// file "plans.leader".
struct keys_key *keys_find(struct arena *a, const char *word, size_t *count);
// The file of a topic, or of a name of a file; NULL: none has it.
const struct keys_file *keys_find_file(const char *word);

// A key of a table of a file.
struct keys_key keys_key_of(struct arena *a, const struct keys_file *file,
                            const struct schema_table *t, const struct field *f);
// The file among whose tables the table is; NULL: none.
const struct keys_file *keys_file_of(const struct schema_table *t);

// What its value can be, in words, such as "a whole number from 15 to 480", in arena a.
const char *keys_value(struct arena *a, const struct keys_key *k);
// What a value of a type can be, in words; NULL: its field says more than its type.
const char *keys_type_words(enum field_type type);
// What its value can be, and whether it must be there or what counts without it, in whole
// sentences, in arena a.
const char *keys_sentences(struct arena *a, const struct keys_key *k);
// The table of the map that is its value, or of the maps in its list; NULL: there is none.
const struct schema_table *keys_table_below(const struct keys_key *k);
// An example in which it stands; NULL only where the texts are not whole.
const char *keys_example(struct arena *a, const struct keys_key *k);

#endif
