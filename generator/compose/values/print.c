// Values of cover and slip sheets: what a print batch holds, and who gets what of it. All of them
// are one batch's own, so that no sheet is shared.
#include "compose/values/print.h"

#include "base/array.h"
#include "compose/words/format.h"
#include "model/print.h"

static struct value number(const struct env *e, size_t n)
{
    return n ? value_of_text(format_number(e->arena, e->words, n)) : (struct value){0};
}

static struct value names(const struct env *e, const char *const *list, size_t count)
{
    const void **items = ARENA_ARRAY(e->arena, const void *, count);
    for (size_t i = 0; i < count; i++) items[i] = list[i];
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(papers)
{
    return e->print ? names(e, e->print->documents, e->print->document_count) : (struct value){0};
}
GETTER(leader)
{
    return value_of_person(e, e->print ? e->print->leader : NULL);
}
GETTER(unit)
{
    const struct unit *u = e->print ? e->print->unit : NULL;
    return u ? value_of_localized(e, &u->name) : (struct value){0};
}
GETTER(wave)
{
    return e->print ? number(e, e->print->wave) : (struct value){0};
}
GETTER(everyone)
{
    return value_of_flag(e->print && e->print->by == PRINT_ALL);
}

// Whom the batch is for, in a few words.
GETTER(whose)
{
    const struct print_batch *p = e->print;
    if (!p) return (struct value){0};
    if (p->leader) return value_of_person(e, p->leader);
    if (p->unit) return value_of_localized(e, &p->unit->name);
    if (p->wave)
        return value_of_text(WORDS_FILL(e->arena, e->words, "report.wave-n",
                                        {"n", format_number(e->arena, e->words, p->wave)}));
    return value_of_localized(e, &e->cycle->organisation);
}

GETTER(count)
{
    return e->print ? number(e, e->print->recipient_count) : (struct value){0};
}
GETTER(pages)
{
    return e->print ? number(e, e->print->pages) : (struct value){0};
}
GETTER(sheets)
{
    return e->print ? number(e, e->print->sheets) : (struct value){0};
}
GETTER(part)
{
    return e->print ? number(e, e->print->part) : (struct value){0};
}
GETTER(last)
{
    return value_of_flag(e->print && e->print->part && e->print->last);
}
GETTER(booklet)
{
    return value_of_flag(e->print && e->print->booklet);
}

GETTER(slips)
{
    return value_of_flag(e->print && e->print->slips);
}

GETTER(recipients)
{
    return e->print ? VALUE_LIST_OF(e, e->print->recipients, e->print->recipient_count)
                    : (struct value){0};
}

GETTER(slip_number)
{
    return e->recipient ? number(e, e->recipient->number) : (struct value){0};
}
GETTER(slip_sheets)
{
    return e->recipient ? number(e, e->recipient->sheets) : (struct value){0};
}

GETTER(slip_name)
{
    return value_of_text(e->recipient && e->recipient->person ? e->recipient->person->name : NULL);
}

// A person's leader; papers of a unit go to whoever leads it.
static struct value leader_of(const struct env *e, const struct recipient *r)
{
    const struct person *p = NULL;
    if (r->person) p = r->person->leader;
    else if (r->unit) p = cycle_unit_leader_on(r->unit, e->cycle->as_of);
    return value_of_person(e, p);
}

GETTER(slip_leader)
{
    return e->recipient && e->recipient->person ? leader_of(e, e->recipient) : (struct value){0};
}
GETTER(slip_unit_leader)
{
    return e->recipient && !e->recipient->person ? leader_of(e, e->recipient) : (struct value){0};
}

// Who opens the envelope, or what it is of.
GETTER(slip_whose)
{
    const struct recipient *r = e->recipient;
    if (!r) return (struct value){0};
    struct value leader = leader_of(e, r);
    if (r->person) return value_of_person(e, r->person);
    if (leader.set) return leader;
    return value_of_localized(e, r->unit ? &r->unit->name : &e->cycle->organisation);
}

GETTER(slip_papers)
{
    return e->recipient ? VALUE_LIST_OF(e, e->recipient->papers, e->recipient->paper_count)
                        : (struct value){0};
}

static const struct value_entry entries[] = {
    {"print.papers", SCOPE_PERSON, VALUE_LIST, papers, NULL, TYPE_NAME},
    {"print.whose", SCOPE_PERSON, VALUE_TEXT, whose, NULL, 0},
    {"print.leader.name", SCOPE_PERSON, VALUE_TEXT, leader, NULL, 0},
    {"print.unit.name", SCOPE_PERSON, VALUE_TEXT, unit, NULL, 0},
    {"print.wave", SCOPE_PERSON, VALUE_TEXT, wave, NULL, 0},
    {"print.everyone", SCOPE_PERSON, VALUE_FLAG, everyone, NULL, 0},
    {"print.slips", SCOPE_PERSON, VALUE_FLAG, slips, NULL, 0},
    {"print.recipients", SCOPE_PERSON, VALUE_LIST, recipients, NULL, TYPE_RECIPIENT},
    {"print.count", SCOPE_PERSON, VALUE_TEXT, count, NULL, 0},
    {"print.pages", SCOPE_PERSON, VALUE_TEXT, pages, NULL, 0},
    {"print.sheets", SCOPE_PERSON, VALUE_TEXT, sheets, NULL, 0},
    {"print.part", SCOPE_PERSON, VALUE_TEXT, part, NULL, 0},
    {"print.last", SCOPE_PERSON, VALUE_FLAG, last, NULL, 0},
    {"print.booklet", SCOPE_PERSON, VALUE_FLAG, booklet, NULL, 0},
    {"slip.name", SCOPE_PERSON, VALUE_TEXT, slip_name, NULL, 0},
    {"slip.whose", SCOPE_PERSON, VALUE_TEXT, slip_whose, NULL, 0},
    {"slip.leader.name", SCOPE_PERSON, VALUE_TEXT, slip_leader, NULL, 0},
    {"slip.unit-leader.name", SCOPE_PERSON, VALUE_TEXT, slip_unit_leader, NULL, 0},
    {"slip.number", SCOPE_PERSON, VALUE_TEXT, slip_number, NULL, 0},
    {"slip.sheets", SCOPE_PERSON, VALUE_TEXT, slip_sheets, NULL, 0},
    {"slip.papers", SCOPE_PERSON, VALUE_LIST, slip_papers, NULL, TYPE_PRINTED},
};
const struct value_table values_print = {entries, COUNT(entries)};

// ---- One recipient

GETTER(name)
{
    const struct recipient *r = item;
    if (r->person) return value_of_person(e, r->person);
    return value_of_localized(e, r->unit ? &r->unit->name : &e->cycle->organisation);
}

GETTER(unit_name)
{
    const struct recipient *r = item;
    return r->unit ? value_of_localized(e, &r->unit->name) : (struct value){0};
}

// A list names a unit once: not where the name says it, nor where the line above does.
GETTER(new_unit_name)
{
    const struct recipient *r = item, *above = r - 1;
    bool named = !r->person || (r->number > 1 && above->unit == r->unit);
    return named ? (struct value){0} : unit_name(e, item);
}

GETTER(leader_name)
{
    return leader_of(e, item);
}

GETTER(recipient_number)
{
    return number(e, ((const struct recipient *)item)->number);
}
GETTER(recipient_pages)
{
    return number(e, ((const struct recipient *)item)->pages);
}
GETTER(recipient_sheets)
{
    return number(e, ((const struct recipient *)item)->sheets);
}

static const struct value_entry of_recipient[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, name, NULL, 0},
    {"number", SCOPE_PERSON, VALUE_TEXT, recipient_number, NULL, 0},
    {"unit.name", SCOPE_PERSON, VALUE_TEXT, unit_name, NULL, 0},
    {"new-unit.name", SCOPE_PERSON, VALUE_TEXT, new_unit_name, NULL, 0},
    {"leader.name", SCOPE_PERSON, VALUE_TEXT, leader_name, NULL, 0},
    {"pages", SCOPE_PERSON, VALUE_TEXT, recipient_pages, NULL, 0},
    {"sheets", SCOPE_PERSON, VALUE_TEXT, recipient_sheets, NULL, 0},
};
const struct value_table values_of_recipient = {of_recipient, COUNT(of_recipient)};

// ---- One paper in an envelope

GETTER(paper_name)
{
    return value_of_text(((const struct printed_paper *)item)->title);
}
GETTER(paper_pages)
{
    return number(e, ((const struct printed_paper *)item)->pages);
}

static const struct value_entry of_printed[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, paper_name, NULL, 0},
    {"pages", SCOPE_PERSON, VALUE_TEXT, paper_pages, NULL, 0},
};
const struct value_table values_of_printed = {of_printed, COUNT(of_printed)};

// ---- All of them

static bool is_in(const struct value_table *t, const struct value_entry *entry)
{
    size_t i = 0;
    while (i < t->count && &t->entries[i] != entry) i++;
    return i < t->count;
}

bool values_print_has(const struct value_entry *entry)
{
    return is_in(&values_print, entry) || is_in(&values_of_recipient, entry) ||
           is_in(&values_of_printed, entry);
}
