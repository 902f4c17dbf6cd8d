// A cycle: an organisation, its units and people, its focus areas ("priorities" in the code) and
// plans, for one period. read/ makes it; for all others it is read-only. All of it lives in
// cycle->arena. Strings are UTF-8, normalised to NFC, and NULL where the file says nothing. A place
// says where a thing was written, for diagnostics.
#ifndef MODEL_CYCLE_H
#define MODEL_CYCLE_H

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/arena.h"
#include "model/doc.h"

struct window {  // both days included; unset: {0}
    struct date from, to;
    struct place place;
};

struct localized {  // a text in a language; language NULL: the same in all
    const char *language, *text;
};

struct cycle_text {    // a text for people, which a file may say once for each language
    const char *text;  // in the organisation's language, else the first; NULL: not said
    const struct localized *list;
    size_t count;  // 0: the same in all languages
};

struct person;

struct in_calendars {     // what calendars hold of it, as conversations/PERIOD.yaml counts
    int changes;          // how often it was moved or cancelled: SEQUENCE
    struct date changed;  // the last time; unset: never
    // unset: it is not cancelled. One that has a time again is not cancelled either
    struct date cancelled;
    struct datetime was;      // when it was to be; unset: as the person's time says
    struct person **leaders;  // others than now, whose calendars had it
    size_t leader_count;
};

struct follow_up_window {
    struct cycle_text name;
    struct window window;
    struct in_calendars appointment;
};

struct cancelled {      // an appointment of nobody, or of nothing, that the cycle has any more
    const char *kind;   // "conversation" or "follow-up"
    const char *which;  // the person's id, or the window's number
    struct in_calendars appointment;
};

enum { SMALLEST_GROUP = 10 };  // people, the fewest that `smallest-group` can be

enum paper_size { PAPER_A4, PAPER_LETTER };
enum share { SHARE_NOBODY, SHARE_GROUP };  // with whom outputs and records are shared
enum salary { SALARY_UNSAID, SALARY_SEPARATE, SALARY_INCLUDED };

struct contact {
    struct cycle_text name;
    const char *email, *phone;
};

struct competence {
    const char *id;
    struct cycle_text name;
};

enum wave_split {   // how the conversation window is divided between waves
    WAVES_BY_LOAD,  // as their busiest leaders need
    WAVES_BY_SIZE,  // as their conversations are many
    WAVES_BY_DATES,
};

struct available {     // {0}: not said
    uint8_t weekdays;  // bit n: weekday n, 1 Monday; 0: Monday to Friday
    int from, to;      // minutes from midnight; to 0: not said
};

struct unit;
struct priorities;
struct plan;

struct leader_since {  // who leads, from a day on; unset: from the beginning
    struct person *person;
    struct date from;
};

struct cycle {
    struct arena *arena;
    const char *directory;  // the cycle directory
    // samtale.yaml, or periods/PERIOD.yaml: that of another period, of which org.yaml says no times
    const char *settings_file;
    bool is_other_period;
    struct cycle_text organisation;
    const char *language;          // the folder's name under templates/
    const char *organisation_id;   // made of its name, else the root's
    const char *const *languages;  // the folders there are; count 0: not known
    size_t language_count;
    enum paper_size paper;
    const char *period, *previous_period;  // previous NULL: none
    struct window dates, conversations, evaluation, process_evaluation;
    bool evaluation_with_next;  // evaluation: with-next-conversation
    int minutes, notice_days, plan_within_days, new_within_days;
    struct follow_up_window *follow_ups;
    size_t follow_up_count;
    enum salary salary;
    enum wave_split wave_split;
    // DATES: as `waves:` lists them; a last day that is unset is the one before the next begins
    struct window *wave_dates;
    size_t wave_date_count;
    struct place waves_place;  // of that list
    int per_day;               // conversations that a leader can hold on a day
    struct window *closed;     // `closed:`, when none are held
    size_t closed_count;
    struct contact hr;
    // of messages: where people reach outputs, as a URL or a share's \\\\name, and whom they are
    // from
    const char *mail_links, *mail_from;
    struct cycle_text privacy_basis, privacy_officer, privacy_marking;
    struct date discussed_with_unions;
    struct place privacy_place;  // of `privacy:`; only a file: it is missing there
    enum share share;
    int keep_plans;            // periods, the plan's own counted
    const char *keep_answers;  // "until-summary" or a number of periods as text
    bool personnel_file;       // keep: { archived: personnel-file }
    // archive: numbers of cases, and what shields personal papers; NULL: not said
    const char *archive_case, *archive_personnel_case, *archive_access, *archive_authority;
    const char *logo;  // paths as written, checked to stay inside the directory
    const char *typeface_regular, *typeface_bold, *typeface_italic, *typeface_bold_italic;
    const struct image *logo_image;
    struct place logo_place, typeface_place;
    int smallest_group;
    struct competence *competences;
    size_t competence_count;

    // `part:`: the leader whose own directory this is, with a part of the organisation; NULL: all
    // of it
    const char *part_leader;
    struct place part_place;
    struct person *part_of;  // the same as a person

    const struct source *conversations_source;  // conversations/PERIOD.yaml; NULL: there is none
    struct cancelled *cancelled;
    size_t cancelled_count, cancelled_room;

    struct unit *root;
    struct unit **units;  // as in the file: a unit before those below it
    size_t unit_count;
    struct person **people;  // as in the file, without those outside the chart
    size_t person_count;
    struct person **outsiders;  // leaders outside the chart
    size_t outsider_count;
    struct window *waves;  // wave w holds its conversations in waves[w]; index from 0
    size_t wave_count;
    struct person **cascade;  // everyone in cascade order: wave, then unit, then file
    // this period's, then those of the one before; each sorted by employee id
    struct plan **plans;
    size_t plan_count;
    struct date as_of;                     // --as-of, else the first day of the window
    bool has_errors;                       // in samtale.yaml or org.yaml: nothing may be written
    struct map units_by_id, people_by_id;  // for cycle_unit() and cycle_person()
    struct map former_units;               // of struct former_unit, for cycle_unit_now()
};

struct former_unit {      // an id that units had
    struct unit **units;  // one, or after a split several
    size_t count, room;
};

struct unit {
    const char *id;
    const char **formerly;  // ids that it had, and those of units that it was joined with
    size_t formerly_count;
    struct window exists;  // from, to; either may be unset
    struct cycle_text name;
    struct cycle_text type;  // the definite form that texts use: seksjonen
    const char *language;    // NULL: that of the unit above, the organisation's for the root
    struct place place;      // of its id
    struct unit *parent;
    struct unit **units;
    size_t unit_count;
    unsigned depth, index;  // root 0; index in cycle->units
    struct person *leader;  // on the cycle's day; NULL: it is vacant
    struct leader_since *leaders;
    size_t leader_count;
    struct person *acting;  // with acting_window; NULL: none
    struct window acting_window;
    struct person **people;  // whose main unit it is
    size_t person_count;
    struct datetime briefing_at;  // unset: none
    struct cycle_text briefing_place;
    struct priorities **priorities;  // one per language it is written in; the unit's own first
    size_t priorities_count;
    // those under former ids, where it has others: not shown, but goals may serve them
    struct priorities **former_priorities;
    size_t former_priorities_count;
};

struct second_position {  // `also:`: a second position
    struct unit *unit;
    struct person *leader;
};

enum namesake { NAMESAKE_NONE, NAMESAKE_BY_TITLE, NAMESAKE_BY_ID };

struct person {
    const char *id, *name, *email;  // id NULL: outside the chart
    enum namesake namesake;         // what tells this person from others of the same name
    struct cycle_text title;
    const char *language;  // NULL: the unit's
    struct place place;    // of the id, or of the name outside the chart
    struct unit *unit;     // NULL: outside the chart
    // who is accountable; NULL at the very top, where it is vacant, or in a cycle with errors
    struct person *leader;
    struct leader_since *leaders;  // as their own `leader:` says
    size_t leader_count;
    bool leader_is_vacant;            // the unit has none: papers are made, and say so
    struct person *held_by;           // who holds the conversation: `by:`, else the leader
    struct datetime conversation_at;  // unset: not agreed yet
    struct cycle_text conversation_place;
    struct place conversation_at_place;  // where `at:` is written
    struct in_calendars appointment;     // what calendars hold of it
    struct date conversation_held;       // as conversations/ says; a plan's own day wins
    struct place conversation_held_place;
    bool not_needed;
    struct available available;  // for conversations that they hold
    struct second_position *also;
    size_t also_count;
    struct window employed;  // from, to; either may be unset
    struct window away;      // from set: away; to unset: until further notice
    bool print_large;
    bool leads;            // people that the chart does not show: in a leader's own directory
    bool has_errors;       // an error touches this person: no papers
    bool plan_has_errors;  // one in this period's plan: what it says is not to be relied on
    // 0: of those with no leader, one outside the chart, or one without a leader; each wave's
    // people lead those of the next
    unsigned wave;
    unsigned index;                 // in cycle->people
    struct plan *plan, *last_plan;  // this period's and the one before; NULL: none
    // whose conversation this person is accountable for, in cascade order
    struct person **people;
    size_t people_count, people_room;
};

struct priority {  // a focus area
    const char *id;
    struct doc_node *title;  // a DOC_HEADING
    struct doc_node *body;   // a DOC_GROUP of blocks, maybe empty
    struct place place;
    struct priority **supports;  // of units above
    size_t supports_count;
    struct priorities *file;
};

struct priorities {  // of one unit in one language: priorities/PERIOD/UNIT[.LANG].md
    struct unit *unit;
    const char *former_id;  // the id by which the file is named; NULL: the unit's own
    const char *language;
    const struct source *source;
    const char *draft;         // whence the text is, while it is only a draft; NULL: it is none
    struct doc_node *message;  // a DOC_GROUP; NULL: the default message
    struct doc_node *intro;    // a DOC_GROUP; NULL: none
    const char **questions;    // ids; count 0: the bank's own choice
    struct place *question_places;
    size_t question_count;
    struct doc_node **extra_questions;  // a DOC_GROUP each
    size_t extra_question_count;
    struct priority *list;
    size_t count;
    bool has_errors;  // an error touches the file: see cycle_errors_propagate()
};

enum goal_kind { GOAL_UNSTATED, GOAL_WORK, GOAL_TASK, GOAL_PERSONAL, GOAL_PROFESSIONAL };
enum attainment {
    ATTAINMENT_NONE,
    ATTAINMENT_MET,
    ATTAINMENT_PARTLY,
    ATTAINMENT_NOT_MET,
    ATTAINMENT_DROPPED
};
enum progress {
    PROGRESS_NONE,
    PROGRESS_NOT_STARTED,
    PROGRESS_ON_TRACK,
    PROGRESS_DELAYED,
    PROGRESS_NEEDS_HELP,
    PROGRESS_DONE,
    PROGRESS_DROPPED
};
enum deadline_kind {
    DEADLINE_NONE,
    DEADLINE_DAY,
    DEADLINE_MONTH,
    DEADLINE_WEEK,
    DEADLINE_ONGOING,
    DEADLINE_TEXT
};
enum responsible { RESPONSIBLE_EMPLOYEE, RESPONSIBLE_LEADER, RESPONSIBLE_TEXT };

// as in the files: "work"; index by the enum, NULL for the first
extern const char *const goal_kind_names[];
extern const char *const attainment_names[];
extern const char *const progress_names[];

struct deadline {
    enum deadline_kind kind;
    struct date last;  // day, month, week: the last day that is not overdue
    const char *text;  // as written
};

// A text that stays between an employee and the leader with whom the plan was made: only
// compose/values/between_us.h gives it out.
struct between_us;

struct measure {
    const char *id, *what;
    enum responsible responsible;
    const char *responsible_text;
    struct deadline deadline;
    bool is_done;      // on a day, or on one that nobody has written
    struct date done;  // that day
};

struct goal_support {  // a focus area that a goal serves
    const char *id;    // as written
    struct place place;
    struct priority *priority;  // NULL: gone
};

struct goal {
    const char *id, *text;
    enum goal_kind kind;
    struct goal_support *supports;  // each id once
    size_t supports_count;
    struct measure *measures;
    size_t measure_count;
    enum attainment attainment;
    const struct between_us *comment_employee, *comment_leader;
    struct place place;
};

struct progress_note {
    const char *goal_id;
    enum progress status;
    const struct between_us *note;
};

struct follow_up {
    const char *id;           // "f1" for the cycle's first window, or NULL
    struct deadline planned;  // as agreed in the plan
    struct date held;
    struct progress_note *progress;
    size_t progress_count;
    const struct between_us *learnt, *changes, *next_steps;
    struct deadline next_date;  // the next conversation, as the two agree on it
    const char *next_time, *next_place;
};

struct delivered_person;  // model/delivered.h

struct plan {
    struct person *person;  // NULL: left
    const char *employee_id, *unit_id, *leader_id, *period;
    const struct source *source;
    struct date conversation_held, agreed_employee, agreed_leader;
    const struct between_us *disagreement, *follow_up_informal;
    struct goal *goals;
    size_t goal_count;
    struct follow_up *follow_ups;
    size_t follow_up_count;
    struct date evaluation_held, evaluation_agreed_employee, evaluation_agreed_leader;
    const struct between_us *evaluation_disagreement, *evaluation_learnt, *evaluation_next_steps;
    const char **competence_needs;  // ids
    size_t competence_need_count;
    const char **other_needs;  // { other: … }
    size_t other_need_count;
    // what its leader, who keeps the rest, has delivered of it; NULL: nothing
    const struct delivered_person *delivered;
};

// The last day of a period that is `periods` later than the one whose last day this is; in months
// where the cycle's own is of whole ones, else as many days later as it has.
struct date cycle_period_later(const struct cycle *c, struct date last, int periods);

// ---- Finding

struct unit *cycle_unit(const struct cycle *c, const char *id);      // NULL: no such unit
struct person *cycle_person(const struct cycle *c, const char *id);  // NULL: no such person
// The unit that was meant by an id when that was written: the one that has it, or had it formerly.
// After a split it is the one in which p works, or where p works in none of them the nearest above
// all. p may be NULL. NULL: no unit has or had it.
struct unit *cycle_unit_now(const struct cycle *c, const char *id, const struct person *p);
// Whether a unit is shown: it exists on the cycle's day, or somebody is in it or below.
bool cycle_unit_is_shown(const struct cycle *c, const struct unit *u);
// The person's own language, else the unit's; the organisation's where that has no templates.
const char *cycle_person_language(const struct cycle *c, const struct person *p);
// The language of a unit's files: its own, else that of the nearest above. There may be no
// templates in it. u NULL: the organisation's.
const char *cycle_unit_language(const struct cycle *c, const struct unit *u);
// Whether there are templates in a language; true where that is not known.
bool cycle_has_language(const struct cycle *c, const char *language);
// A text in a language, else in the other form of Norwegian, in the organisation's language, or in
// the first that it is written in. Its text is NULL where the file says nothing.
struct localized cycle_text_in(const struct cycle_text *t, const char *language);
// A person's name; where others have the same, with the title in the language, or the id; in arena
// a where it is not the name itself.
const char *cycle_distinct_name(struct arena *a, const struct person *p, const char *language);
// What texts call the unit, in a language; NULL: its file does not say it in that language.
const char *cycle_unit_type(const struct unit *u, const char *language);
// The unit's focus areas in a language, else in the other form of Norwegian, in its own language,
// or in any; NULL: it has none.
struct priorities *cycle_unit_priorities(const struct cycle *c, const struct unit *u,
                                         const char *language);
// Puts the units from the root down to u into path, at most room of them; how many.
size_t cycle_unit_path(struct unit *u, struct unit **path, size_t room);
// The unit that an anonymous answer from u names: u itself, or the nearest above with enough people
// who could have answered. NULL: none has.
const struct unit *cycle_answering_unit(const struct cycle *c, const struct unit *u);
// Whether answers name a unit, by the units' index; in arena a.
bool *cycle_answering_units(const struct cycle *c, struct arena *a);
// How many people get an anonymous form that names a unit, by the units' index; behind the last
// unit, one that names none: leaders, and where no unit above is large enough, all the others. In
// arena a.
size_t *cycle_respondents(const struct cycle *c, struct arena *a);
// How many people can have given an anonymous answer that names a unit, by the units' index; behind
// the last unit, how many can have answered at all. In arena a.
size_t *cycle_possible_answers(const struct cycle *c, struct arena *a);
// Whether u is top or below it. u may be NULL: no.
bool cycle_unit_is_within(const struct unit *u, const struct unit *top);
// Who leads on a day by a list, the last of whose entries that has begun counts; NULL: nobody.
struct person *cycle_leader_on(const struct leader_since *list, size_t count, struct date day);
// Who leads the unit on a day: the acting leader within their window, else the leader.
struct person *cycle_unit_leader_on(const struct unit *u, struct date day);
// The unit whose focus areas frame a conversation: that whose leader holds it. It is u, where p
// works, or for u's own leader the nearest above that somebody else leads.
struct unit *cycle_framing_unit(const struct cycle *c, struct unit *u, const struct person *p);
// What a plan says of the cycle's follow-up i, from 0 (in a cycle without windows there is one):
// the first entry that has its id or was held within its window. Entries that belong to no window
// stand for the first windows without one. NULL: nothing. p may be NULL.
const struct follow_up *cycle_follow_up(const struct cycle *c, const struct plan *p, size_t i);
// A goal's status by the newest follow-up that has one.
enum progress cycle_goal_status(const struct plan *p, const struct goal *g);
// Whether a plan was made with this leader, and so is between the two. One of this period that
// names no leader was made with the present one. leader may be NULL: no.
bool cycle_plan_is_with(const struct plan *p, const struct person *leader);

// Whether the process evaluation is over before the first follow-up begins, so that nobody can say
// anything about follow-ups in it.
bool cycle_asks_before_follow_ups(const struct cycle *c);

// ---- People

bool cycle_person_leads(const struct person *p);  // whether they lead anyone
// Whether the person's papers, plan and conversation belong to this directory: everyone's, or in a
// leader's own directory those of the leader's people.
bool cycle_is_about(const struct cycle *c, const struct person *p);
bool cycle_person_is_away(const struct person *p, struct date day);
bool cycle_person_is_employed(const struct person *p, struct date day);

enum { FOLLOW_UPS_MAX = 24, CLOSED_MAX = 100 };  // windows of a cycle

enum pack_absence {
    PACK_DUE,
    PACK_NOT_NEEDED,
    PACK_AWAY,
    PACK_LEFT,
    PACK_NO_LEADER,
    PACK_HAS_ERRORS
};
// PACK_DUE, or why no pack is made.
enum pack_absence cycle_person_pack(const struct cycle *c, const struct person *p);
// Whether no conversations are held on a day: weekends, public holidays, and as `closed:` says.
bool cycle_is_closed(const struct cycle *c, struct date d);
// Whether they start after the first day of their wave's window, and so have a window of their own.
bool cycle_person_is_newcomer(const struct cycle *c, const struct person *p);
// Their conversation window: the wave's, or the newcomer's own, but not beyond the last day on
// which they are employed. Where they leave before it begins, it is the day agreed on, or without
// one a window that ends before it begins.
struct window cycle_person_window(const struct cycle *c, const struct person *p);
// Whether that window ends before it begins.
bool cycle_person_leaves_before(const struct cycle *c, const struct person *p);

// ---- All of it

// Sets has_errors for everyone whose papers would show a file of focus areas that has errors, and
// reports each of these files.
void cycle_errors_propagate(struct diags *d, const struct cycle *c);

// Whether a cycle without errors hangs together: indexes, depths, the order of units, who leads
// whom and the maps by id. For assertions.
bool cycle_is_consistent(const struct cycle *c);

void cycle_dump(const struct cycle *c, struct buf *out);  // stable text, for golden tests

#endif
