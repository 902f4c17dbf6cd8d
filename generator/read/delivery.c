// Reading what a leader delivers, from a file of its own or from a plan.
#include "read/delivery.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/translate.h"
#include "model/coverage.h"
#include "read/read.h"
#include "read/schema.h"
#include "read/scalar.h"
#include "read/tables.h"

enum { DELIVERY_FILE = 8 << 20, HEAD = 1024 };  // bytes

#define AT(member) offsetof(struct person_draft, member)

struct person_draft {
    struct delivered_person person;
    const char *employee;
    struct date *due;
    size_t due_count, due_room;
};

// ---- One person

static const struct field conversation_fields[] = {
    {.key = "planned", .type = FIELD_DATE, .offset = AT(person.planned)},
    {.key = "held", .type = FIELD_DATE, .offset = AT(person.held)},
};

static void read_conversation(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, conversation_fields, n, "\"conversation\"", target);
}

static const struct field agreed_fields[] = {
    {.key = "employee", .type = FIELD_DATE, .offset = AT(person.agreed_employee)},
    {.key = "leader", .type = FIELD_DATE, .offset = AT(person.agreed_leader)},
};

static void read_agreed(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, agreed_fields, n, "\"agreed\"", target);
}

static const struct field evaluation_agreed_fields[] = {
    {.key = "employee", .type = FIELD_DATE, .offset = AT(person.evaluation_agreed_employee)},
    {.key = "leader", .type = FIELD_DATE, .offset = AT(person.evaluation_agreed_leader)},
};

static void read_evaluation_agreed(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, evaluation_agreed_fields, n, "\"agreed\"", target);
}

static const struct field evaluation_fields[] = {
    {.key = "held", .type = FIELD_DATE, .offset = AT(person.evaluation_held)},
    {.key = "agreed", .type = FIELD_MAP, .read = read_evaluation_agreed},
};

static void read_evaluation(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, evaluation_fields, n, "\"evaluation\"", target);
}

// "f2" → 2; 0: it names no follow-up.
static size_t follow_up_number(const char *key)
{
    size_t digits = strspn(key + 1, "0123456789");
    if (key[0] != 'f' || key[1] == '0' || !digits || digits > 2 || key[1 + digits]) return 0;
    size_t number = strtoul(key + 1, NULL, 10);
    return number <= DELIVERED_FOLLOW_UPS ? number : 0;
}

static void read_follow_ups(struct reader *r, void *target, const struct node *n)
{
    struct person_draft *p = target;
    for (size_t i = 0; i < n->count && i < 2 * DELIVERED_FOLLOW_UPS; i++) {
        size_t number = follow_up_number(n->keys[i]->text);
        struct label label = {arena_printf(r->a, "%.20s", n->keys[i]->text), "\"follow-ups\""};
        if (number) scalar_date(r, label, n->items[i], &p->person.follow_ups[number - 1]);
        else
            READER_ERROR(r, n->keys[i]->place, "follow-up-invalid",
                         "\"%.20s\" is not a follow-up: the first is f1", n->keys[i]->text);
    }
}

#define COUNT_FIELD(key_, member)                                                            \
    {                                                                                        \
        .key = (key_), .type = FIELD_NUMBER, .most = DELIVERED_COUNT_MAX, .offset = (member) \
    }

static const struct field attainment_fields[] = {
    COUNT_FIELD("none", DELIVERED_NONE * sizeof(int)),
    COUNT_FIELD("met", DELIVERED_MET * sizeof(int)),
    COUNT_FIELD("partly", DELIVERED_PARTLY * sizeof(int)),
    COUNT_FIELD("not-met", DELIVERED_NOT_MET * sizeof(int)),
    COUNT_FIELD("dropped", DELIVERED_DROPPED * sizeof(int)),
};

static void read_kind(struct reader *r, struct person_draft *p, const struct node *n,
                      enum delivered_kind kind)
{
    const struct node *map = node_get(n, delivered_kind_names[kind]);
    if (!node_is_null(map))
        SCHEMA_READ(r, attainment_fields, map,
                    arena_printf(r->a, "\"%s\"", delivered_kind_names[kind]),
                    p->person.goals[kind]);
}

#define KIND_FIELD(key_)                                                                     \
    {                                                                                        \
        .key = (key_), .type = FIELD_NODE, .is = FIELD_IS(MAP), .below = &delivery_tables[2] \
    }

static const struct field kind_fields[] = {
    KIND_FIELD("work"),
    KIND_FIELD("development"),
    KIND_FIELD("unstated"),
};

static void read_goals(struct reader *r, void *target, const struct node *n)
{
    const struct node *any = NULL;
    SCHEMA_READ(r, kind_fields, n, "\"goals\"", &any);
    for (int k = 0; k < DELIVERED_KINDS; k++) read_kind(r, target, n, (enum delivered_kind)k);
}

static void read_due(struct reader *r, void *target, const struct node *n)
{
    struct person_draft *p = target;
    struct date day;
    if (scalar_date(r, (struct label){"due", NULL}, n, &day))
        *ARENA_PUSH(r->a, p->due, p->due_count, p->due_room) = day;
}

static const struct field measures_fields[] = {
    COUNT_FIELD("done", AT(person.measures_done)),
    COUNT_FIELD("undated", AT(person.measures_undated)),
    {.key = "due",
     .type = FIELD_LIST,
     .most = DELIVERED_DUE_MAX,
     .read = read_due,
     .items = FIELD_IS(DATE)},
};

static void read_measures(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, measures_fields, n, "\"measures\"", target);
}

static const struct field person_fields[] = {
    // the first, so that a plan's entry, which has no such key, can leave it out
    {.key = "employee", .type = FIELD_ID, .required = true, .offset = AT(employee)},
    {.key = "conversation", .type = FIELD_MAP, .read = read_conversation},
    {.key = "agreed", .type = FIELD_MAP, .read = read_agreed},
    {.key = "follow-ups", .type = FIELD_MAP, .read = read_follow_ups, .values = FIELD_IS(DATE)},
    {.key = "evaluation", .type = FIELD_MAP, .read = read_evaluation},
    {.key = "goals", .type = FIELD_MAP, .read = read_goals},
    {.key = "measures", .type = FIELD_MAP, .read = read_measures},
};

static int by_day(const void *x, const void *y)
{
    return date_compare(*(const struct date *)x, *(const struct date *)y);
}

static bool read_person(struct reader *r, const struct node *n, const char *what, bool named,
                        struct person_draft *p)
{
    size_t before = r->errors;
    schema_read(r, person_fields + !named, COUNT(person_fields) - !named, n, what, p);
    if (p->due_count) qsort(p->due, p->due_count, sizeof *p->due, by_day);
    p->person.due = p->due;
    p->person.due_count = (int)p->due_count;
    if (named && p->employee) delivered_id_set(&p->person.employee, p->employee);
    return r->errors == before;
}

bool delivery_read_person(struct reader *r, const struct node *map, const char *what,
                          struct delivered_person *out)
{
    struct person_draft p = {0};
    bool sound = read_person(r, map, what, false, &p);
    *out = p.person;
    return sound;
}

// ---- The file

struct delivery_draft {
    struct delivery *delivery;
    struct place *places;
    size_t room, place_room;
    int version;
    const char *organisation, *period, *leader;
    const struct node *mac;
};

static void read_item(struct reader *r, void *target, const struct node *n)
{
    struct delivery_draft *s = target;
    struct delivered *to = &s->delivery->reported;
    const char *employee = node_text(n, "employee");
    struct person_draft p = {0};
    const char *what = employee ? arena_printf(r->a, "\"%.64s\"", employee) : N_("somebody");
    if (!read_person(r, n, what, true, &p)) return;
    size_t count = to->count;
    *ARENA_PUSH(r->a, s->places, count, s->place_room) = node_get(n, "employee")->place;
    *ARENA_PUSH(r->a, to->people, to->count, s->room) = p.person;
}

static const struct field fields[] = {
    {.key = "samtale-delivery",
     .type = FIELD_NUMBER,
     .required = true,
     .least = 1,
     .most = 1000,
     .offset = offsetof(struct delivery_draft, version)},
    {.key = "organisation",
     .type = FIELD_ID,
     .required = true,
     .offset = offsetof(struct delivery_draft, organisation)},
    {.key = "period",
     .type = FIELD_UNIT_ID,
     .required = true,
     .offset = offsetof(struct delivery_draft, period)},
    {.key = "leader",
     .type = FIELD_ID,
     .required = true,
     .offset = offsetof(struct delivery_draft, leader)},
    {.key = "people",
     .type = FIELD_LIST,
     .most = DELIVERED_PEOPLE_MAX,
     .read = read_item,
     .items = FIELD_IS(MAP)},
    {.key = "mac",
     .type = FIELD_NODE,
     .offset = offsetof(struct delivery_draft, mac),
     .is = FIELD_IS(TEXT)},
};

const struct schema_table delivery_tables[] = {
    SCHEMA_TABLE("", fields),
    SCHEMA_TABLE("people", person_fields),
    SCHEMA_TABLE("people.goals.KIND", attainment_fields),
    SCHEMA_TABLE("people.conversation", conversation_fields),
    SCHEMA_TABLE("people.agreed", agreed_fields),
    SCHEMA_TABLE("people.evaluation", evaluation_fields),
    SCHEMA_TABLE("people.evaluation.agreed", evaluation_agreed_fields),
    SCHEMA_TABLE("people.goals", kind_fields),
    SCHEMA_TABLE("people.measures", measures_fields),
    {0},
};

const struct schema_table delivery_of_person = {
    .under = "people", .fields = person_fields + 1, .count = COUNT(person_fields) - 1};

bool delivery_is(const char *path)
{
    static const char mark[] = "samtale-delivery:";
    char head[HEAD + 1];
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) ? read(fd, head, HEAD) : -1;
    if (fd >= 0) close(fd);
    if (n <= 0) return false;
    head[n] = '\0';
    if (memchr(head, '\0', (size_t)n)) return false;
    for (const char *line = strncmp(head, "\xEF\xBB\xBF", 3) ? head : head + 3; line;
         line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!strncmp(line, mark, strlen(mark))) return true;
    }
    return false;
}

static struct place place_of(const struct node *top, const char *key)
{
    const struct node *n = node_get(top, key);
    return n ? n->place : (struct place){0};
}

// Sets an id where it is the text in the file: after an error, the reader has replaced it by what
// was meant.
static bool set_id(struct delivered_id *to, const char *id, const struct node *top, const char *key)
{
    const char *text = node_text(top, key);
    return id && text && !strcmp(id, text) && delivered_id_set(to, id);
}

// False after an error: the file is of a later version.
static bool is_known_version(struct reader *r, const struct node *top)
{
    const char *version = node_text(top, "samtale-delivery");
    if (!version || strspn(version, "0123456789") != strlen(version) ||
        atoi(version) <= DELIVERED_VERSION)
        return true;
    struct diag *g = READER_ERROR(r, place_of(top, "samtale-delivery"), "delivery-newer-version",
                                  "this was delivered by a newer version of samtale");
    diag_hint(r->d, g, "read it with that version");
    return false;
}

struct delivery *delivery_read(struct diags *d, struct arena *a, struct cycle *c, const char *path)
{
    struct reader r = {.d = d, .a = a, .cycle = c, .directory = c->directory};
    struct delivery_draft s = {.delivery = ARENA_NEW(a, struct delivery)};
    struct source *source = diag_source_open(d, a, path, path, DELIVERY_FILE);
    const struct node *top = source ? tree_read(d, a, source) : NULL;
    if (!top || !is_known_version(&r, top)) return NULL;
    SCHEMA_READ(&r, fields, top, NULL, &s);
    struct delivery *to = s.delivery;
    to->file = path;
    to->places = s.places;
    to->leader = place_of(top, "leader");
    to->period = place_of(top, "period");
    to->organisation = place_of(top, "organisation");
    bool known = s.version &&
                 set_id(&to->reported.organisation, s.organisation, top, "organisation") &&
                 set_id(&to->reported.period, s.period, top, "period") &&
                 set_id(&to->reported.leader, s.leader, top, "leader");
    if (!node_get(top, "mac")) return known ? to : NULL;
    to->mac_place = place_of(top, "mac");
    to->mac = node_text(top, "mac") ? node_text(top, "mac") : "";
    // what is left out is signed, too, so the rest could not be checked
    return known && !r.errors ? to : NULL;
}
