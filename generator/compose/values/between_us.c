// Gives out what stays between two people, to documents that only these two read.
#include "compose/values/between_us.h"

#include "model/between_us.h"

static bool is_for_readers(const struct env *e, const struct plan *p)
{
    const struct person *owner = p ? p->person : NULL;
    if (!owner || e->archived) return false;
    if (e->reader != owner) return e->is_leaders && cycle_plan_is_with(p, e->reader);
    bool held_by_other = owner->held_by && owner->held_by != owner->leader;
    return cycle_plan_is_with(p, owner->leader) && !(held_by_other && p == owner->last_plan);
}

struct value values_between_us(const struct env *e, const struct plan *p,
                               const struct between_us *text)
{
    return text && is_for_readers(e, p) ? value_of_text(text->text) : (struct value){0};
}
