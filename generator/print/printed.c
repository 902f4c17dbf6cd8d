// Knows who has been in a print batch.
#include "print/printed.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/translate.h"
#include "print/record.h"

enum { RECORD_MOST = 1 << 28 };

struct printed {
    struct run *run;
    const char *path;
    uint8_t key[HASH_SIZE];
    const char *const *invitations;
    size_t invitation_count;
    // document and recipient → the hash of how things stood, as text; folder → "-"
    struct map known;
};

// Lines are: hash, document, recipient; or, of a folder of what was new that has all of it: "-",
// the folder.
static void read_record(struct printed *p)
{
    struct arena *a = &p->run->arena;
    struct buf bytes = {0};
    if (!file_read(p->path, &bytes, RECORD_MOST)) {
        char *text = arena_strndup(a, bytes.p, bytes.n), *rest = NULL;
        for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
            char *whose = strchr(line, '\t');
            if (!whose) continue;
            *whose = '\0';
            map_set(&p->known, a, whose + 1, line);  // the last one counts
        }
    }
    buf_free(&bytes);
}

struct printed *printed_open(struct run *r, const char *const *invitations, size_t count)
{
    struct printed *p = ARENA_NEW(&r->arena, struct printed);
    *p = (struct printed){.run = r,
                          .path = file_join(&r->arena, r->output.folder, "print/printed"),
                          .invitations = invitations,
                          .invitation_count = count};
    secret_derive(&r->inputs.secret, "printed", "", p->key);
    read_record(p);
    return p;
}

// ---- How things stand

static bool is_invitation(const struct printed *p, const char *document)
{
    size_t i = 0;
    while (i < p->invitation_count && strcmp(p->invitations[i], document)) i++;
    return i < p->invitation_count;
}

static void add_text(struct buf *to, const char *text)
{
    buf_key_text(to, text ? text : "");
}

static void add_person(struct buf *to, const struct person *p)
{
    add_text(to, p ? p->id : NULL);
    add_text(to, p ? p->name : NULL);
}

// When, where and with whom.
static void add_invitation(struct buf *to, const struct person *p, const char *language)
{
    const struct datetime *at = &p->conversation_at;
    buf_printf(to, "%d-%d-%d %d:%d", at->date.year, at->date.month, at->date.day, at->hour,
               at->hour < 0 ? 0 : at->minute);
    add_text(to, cycle_text_in(&p->conversation_place, language).text);
    add_person(to, p->held_by);
}

static void add_people(struct buf *to, const struct cycle *c, const struct person *p)
{
    for (size_t i = 0; i < p->people_count; i++)
        if (cycle_person_pack(c, p->people[i]) == PACK_DUE) add_person(to, p->people[i]);
}

static void add_plan(struct buf *to, const struct person *p)
{
    const struct source *plan = p->plan ? p->plan->source : NULL;
    if (plan) buf_add(to, plan->text, plan->n);
}

// Not all that the papers say: a word that is mended in a template makes nobody's papers new.
static const char *state_of(const struct printed *p, struct arena *a, const struct order *o)
{
    const struct subject *s = &o->subject;
    const struct person *whose = s->employee;
    struct buf state = {0};
    uint8_t hash[HASH_SIZE];
    char *text = ARENA_ARRAY(a, char, HASH_TEXT);
    add_text(&state, s->language);
    buf_printf(&state, "%d ", s->large);
    if (whose) {
        add_person(&state, whose);
        add_person(&state, whose->leader);
        add_text(&state, whose->unit->id);
        if (o->of_leader) add_people(&state, s->cycle, whose);
        else if (is_invitation(p, o->document)) add_invitation(&state, whose, s->language);
        else add_plan(&state, whose);
    }
    hash_keyed(p->key, state.p, state.n, hash);
    hash_text(hash, text);
    buf_free(&state);
    return text;
}

// Ids of units have no "/" in front.
static const char *recipient_of(struct arena *a, const struct order *o)
{
    const struct subject *s = &o->subject;
    const char *unit = s->unit ? s->unit->id : "";
    return s->employee ? arena_printf(a, "%s\t%s", o->document, s->employee->id)
                       : arena_printf(a, "%s\t/%s", o->document, unit);
}

static bool is_known(const struct printed *p, struct arena *a, const struct order *o)
{
    const char *known = map_get(&p->known, recipient_of(a, o));
    return known && !strcmp(known, state_of(p, a, o));
}

void printed_keep_new(struct printed *p, struct orders *orders)
{
    struct arena a = {0};
    size_t kept = 0;
    for (size_t i = 0; i < orders->count; i++)
        if (!is_known(p, &a, &orders->list[i])) orders->list[kept++] = orders->list[i];
    orders->count = kept;
    arena_free(&a);
}

static bool append(const struct printed *p, struct buf *lines)
{
    int error = lines->n ? record_append(p->path, lines) : 0;
    if (error)
        diag_system(p->run->diags, (struct place){0}, "printed-not-noted",
                    "%s could not be written: %s; the next print --new makes these papers again",
                    p->path, translate_error(error));
    buf_free(lines);
    return !error;
}

bool printed_note(struct printed *p, const struct order *const *orders, size_t count)
{
    struct arena *a = &p->run->arena;
    struct buf lines = {0};
    for (size_t i = 0; i < count; i++) {
        if (is_known(p, a, orders[i])) continue;
        const char *whose = recipient_of(a, orders[i]), *state = state_of(p, a, orders[i]);
        buf_printf(&lines, "%s\t%s\n", state, whose);
        map_set(&p->known, a, whose, (void *)state);
    }
    return append(p, &lines);
}

bool printed_is_whole(const struct printed *p, const char *folder)
{
    return map_get(&p->known, folder);
}

bool printed_note_whole(struct printed *p, const char *folder)
{
    struct buf line = {0};
    buf_printf(&line, "-\t%s\n", folder);
    return append(p, &line);
}
