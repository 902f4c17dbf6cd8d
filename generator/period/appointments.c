// Finds times in org.yaml that are over, and makes the edits that move them.
#include "period/appointments.h"

#include <string.h>

struct moving {
    struct arena *a;
    const struct node *there;
    struct date first;
    struct appointments out;
};

struct org_path {  // to a map in org.yaml
    const struct splice_step *steps;
    size_t count;
};

static struct org_path below(struct moving *w, struct org_path path, struct splice_step step)
{
    struct splice_step *steps = ARENA_ARRAY(w->a, struct splice_step, path.count + 1);
    if (path.count) memcpy(steps, path.steps, path.count * sizeof *steps);
    steps[path.count] = step;
    return (struct org_path){steps, path.count + 1};
}

static struct org_path key_below(struct moving *w, struct org_path path, const char *key)
{
    return below(w, path, (struct splice_step){.key = key});
}

static bool is_over(const struct moving *w, const struct node *map)
{
    const char *at = map && map->kind == NODE_MAP ? node_text(map, "at") : NULL;
    struct datetime time;
    return at && date_parse_datetime(at, &time) && date_compare(time.date, w->first) < 0;
}

// ---- Out of org.yaml

static void remove_at(struct moving *w, struct org_path path)
{
    *ARENA_PUSH(w->a, w->out.org, w->out.org_count, w->out.org_room) = (struct splice_edit){
        SPLICE_REMOVE, path.steps, path.count, NULL};
}

// What else the map says stays, such as who holds the conversation.
static void remove_time(struct moving *w, struct org_path path, const struct node *map)
{
    bool place = node_get_key(map, "place");
    if (map->count == 1 + (size_t)place) {
        remove_at(w, path);
        return;
    }
    remove_at(w, key_below(w, path, "at"));
    if (place) remove_at(w, key_below(w, path, "place"));
}

// ---- Into conversations/PERIOD.yaml

static void keep(struct moving *w, struct org_path to, const struct node *there,
                 const struct node *map)
{
    static const char *const keys[] = {"at", "place"};
    if (!there) {
        struct node *both = node_new(w->a, NODE_MAP);
        for (int i = 0; i < 2; i++)
            if (node_get_key(map, keys[i])) node_put(w->a, both, keys[i], node_get(map, keys[i]));
        *ARENA_PUSH(w->a, w->out.kept, w->out.kept_count,
                    w->out.kept_room) = (struct splice_edit){SPLICE_SET, to.steps, to.count, both};
        return;
    }
    for (int i = 0; i < 2; i++) {
        const struct node *value = node_get(map, keys[i]);
        if (!value || node_get_key(there, keys[i])) continue;
        struct org_path path = key_below(w, to, keys[i]);
        *ARENA_PUSH(w->a, w->out.kept, w->out.kept_count, w->out.kept_room) = (struct splice_edit){
            SPLICE_SET, path.steps, path.count, value};
    }
}

static void move_conversation(struct moving *w, struct org_path path, const struct node *person)
{
    const struct node *map = node_get(person, "conversation");
    const char *id = node_text(person, "id");
    if (!is_over(w, map)) return;
    keep(w, key_below(w, (struct org_path){0}, id), node_get(w->there, id), map);
    remove_time(w, key_below(w, path, "conversation"), map);
    w->out.conversations++;
}

static void move_briefing(struct moving *w, struct org_path path, const struct node *unit)
{
    const struct node *map = node_get(unit, "briefing");
    const char *id = node_text(unit, "id");
    if (!is_over(w, map)) return;
    struct org_path to = key_below(w, (struct org_path){0}, "briefings");
    keep(w, key_below(w, to, id), node_get(node_get(w->there, "briefings"), id), map);
    remove_time(w, key_below(w, path, "briefing"), map);
    w->out.briefings++;
}

static void move_unit(struct moving *w, struct org_path path, const struct node *unit)
{
    const struct node *people = node_get(unit, "employees"), *units = node_get(unit, "units");
    struct org_path to_people = key_below(w, path, "employees"),
                    to_units = key_below(w, path, "units");
    move_briefing(w, path, unit);
    for (size_t i = 0; people && i < people->count; i++)
        move_conversation(w, below(w, to_people, (struct splice_step){.index = i}),
                          people->items[i]);
    for (size_t i = 0; units && i < units->count; i++)
        move_unit(w, below(w, to_units, (struct splice_step){.index = i}), units->items[i]);
}

struct appointments appointments_move(struct arena *a, const struct node *org,
                                      const struct node *there, struct date first)
{
    struct moving w = {.a = a, .there = there, .first = first};
    const struct node *root = node_get(org, "unit");
    if (root) move_unit(&w, key_below(&w, (struct org_path){0}, "unit"), root);
    return w.out;
}
