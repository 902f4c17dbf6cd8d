// The command line, read once.
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "cli/command.h"
#include "cli/shard.h"

enum dump_kind { DUMP_NONE, DUMP_CYCLE, DUMP_DOC, DUMP_PAPER, DUMP_FIGURES };

enum letter_to { TO_LEADER, TO_EMPLOYEE };
enum duplex { DUPLEX_USUAL, DUPLEX_LONG, DUPLEX_SHORT, DUPLEX_OFF };
// about what the stacker of a large copier holds
enum { PRINTER_OPTIONS_MOST = 32, SHEETS_USUAL = 2000, MAPS_MOST = 100 };

struct options {
    const struct command *command;  // NULL: none is given
    const char *const *operands;    // what follows the command
    int operand_count;
    const char *directory;  // -C; NULL: not given
    const char *unit, *employee, *leader;
    int wave;  // from 1; 0: all
    struct date as_of;
    const char *period;          // NULL: samtale.yaml's
    const char *out;             // NULL: not given, until folder_enter() has been called
    int jobs;                    // 0: as many as there are cores
    int blank;                   // copies of an empty form; 0: not blank
    int follow_up;               // forms: whose sheet; 0: the next one's, -1: all
    bool only_new;               // --new: another key; print: what has not been in a batch
    const char *cycle_language;  // init: of its texts; NULL: as the locale says
    bool large_print, is_short, flat, templates, dry_run, prune, force, verify, quiet, all, json,
        help, version;
    struct shard shard;  // from --shard or a scheduler's environment
    bool shard_given;
    bool partial;    // merge: in spite of gaps
    const char *as;  // collect: an employee's id
    int prefer;      // collect: 0 none, 1 form, 2 record
    bool with_comments, take_unsigned, csv_given, csv_excel;
    unsigned missing;  // status, remind: bits of enum need, see model/coverage.h; 0: not given
    bool overdue;      // status, remind
    bool reminding;    // the command is remind
    enum letter_to letters_for;  // remind
    bool attach;                 // mail: the files themselves
    int by;                      // print: enum print_by, see model/print.h
    bool by_given;               // packs, forms: a folder for each leader; status: counts
    int max_sheets;              // print: the most in one file
    bool slips, cover;           // print: slip sheets, and a cover sheet
    const char *from;            // print: the recipient to begin with, an id; enter: a file
    bool print_form;             // enter
    bool proof;                  // print: the extremes alone
    bool booklet;
    bool archiving;  // the command is archive: people who have left are meant, too
    bool printing;   // the command is print: a leader's people are meant, of leaders' papers too
    const char *printer;  // print: CUPS's name for it; NULL: files only
    int duplex;           // enum duplex
    bool staple, again;
    const char *pin;
    const char *printer_options[PRINTER_OPTIONS_MOST];  // NAME=VALUE
    int printer_option_count;
    const char *maps[MAPS_MOST];  // import: COLUMN=FIELD
    int map_count;
    bool update;                                       // import: into an org.yaml that is there
    bool times;                                        // import: of conversations
    bool draft, release_again, half_year, competence;  // summaries
    bool list, yes, early;                             // release
    bool schema, man;                                  // help: what it prints
    bool word_texts;                                   // import: units' texts from Word
    const char *to, *join;                             // move: a unit
    const char *rename, *name;                         // move: a unit's new id and name
    bool dissolve;
    bool watch;  // preview: until Ctrl-C
    bool erase;  // person
    enum dump_kind dump;
};

// Reads the arguments of main(). commands: those that there are, ended with NULL. The options last
// as long as arena a and argv. False after a sentence on standard error: the command line is
// wrong, exit status 2.
bool options_parse(struct options *o, struct arena *a, const struct command *const *commands,
                   int argc, char **argv);
// The operand at i, from 0; otherwise where there are not that many.
const char *options_operand(const struct options *o, int i, const char *otherwise);

#endif
