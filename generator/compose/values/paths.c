// All tables of values, and the paths that they make.
#include "compose/values/paths.h"

#include <assert.h>

#include "base/array.h"

enum { TABLES_MAX = 20 };
static const struct value_table *const tables[TYPE_COUNT][TABLES_MAX + 1] = {
    [TYPE_DOCUMENT] = {&values_run, &values_unit, &values_person, &values_plan, &values_areas,
                       &values_sheets, &values_leader, &values_start, &values_guide, &values_answer,
                       &values_report, &values_print, &values_waves, &values_reminder, &values_mail,
                       &values_account},
    [TYPE_UNIT] = {&values_of_unit, &values_of_unit_and_person, &values_of_led_unit,
                   &values_of_started_unit},
    [TYPE_PERSON] = {&values_of_person, &values_of_followed_person},
    [TYPE_WAVE] = {&values_of_wave},
    [TYPE_REMINDED] = {&values_of_reminded},
    [TYPE_PRIORITY] = {&values_of_priority},
    [TYPE_GOAL] = {&values_of_goal, &values_areas_of_goal},
    [TYPE_AREA] = {&values_of_area},
    [TYPE_MEASURE] = {&values_of_measure},
    [TYPE_FOLLOW_UP] = {&values_of_follow_up, &values_of_planned},
    [TYPE_NAME] = {&values_of_name},
    [TYPE_SHEET] = {&values_of_sheet},
    [TYPE_PROGRESS] = {&values_of_progress},
    [TYPE_COMPETENCE] = {&values_of_competence},
    [TYPE_NEED] = {&values_of_need},
    [TYPE_RECIPIENT] = {&values_of_recipient},
    [TYPE_PRINTED] = {&values_of_printed},
    [TYPE_MAILED] = {&values_of_mailed},
    [TYPE_ACCOUNT_PART] = {&values_of_account_part},
    [TYPE_ACCOUNT_ROW] = {&values_of_account_row},
};

// What a window or a time can be asked for, behind its path.
static const struct {
    const char *name;
    enum value_kind of, kind;
    enum value_part part;
} parts[] = {
    {".from", VALUE_WINDOW, VALUE_DATE, PART_FROM},
    {".to", VALUE_WINDOW, VALUE_DATE, PART_TO},
    {".date", VALUE_DATETIME, VALUE_DATE, PART_DATE},
    {".time", VALUE_DATETIME, VALUE_TEXT, PART_TIME},
    {".short", VALUE_DATE, VALUE_TEXT, PART_SHORT},
};

static void add_path(struct map *to, struct arena *a, const char *path, struct value_ref ref)
{
    struct value_ref *copy = ARENA_NEW(a, struct value_ref);
    *copy = ref;
    if (!map_get(to, path)) map_set(to, a, path, copy);
}

static void add_entry(struct map *to, struct arena *a, enum value_type type,
                      const struct value_entry *entry)
{
    struct value_ref ref = {
        .entry = entry, .type = type, .scope = entry->scope, .kind = entry->kind};
    assert(!map_get(to, entry->path));  // no path has two meanings
    add_path(to, a, entry->path, ref);
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (parts[i].of != entry->kind) continue;
        ref.kind = parts[i].kind;
        ref.part = parts[i].part;
        add_path(to, a, arena_printf(a, "%s%s", entry->path, parts[i].name), ref);
    }
}

const struct value_paths *values_paths_new(struct arena *a)
{
    struct value_paths *paths = ARENA_NEW(a, struct value_paths);
    for (size_t type = 0; type < TYPE_COUNT; type++) {
        paths->tables[type] = tables[type];
        for (const struct value_table *const *t = tables[type]; *t; t++)
            for (size_t i = 0; i < (*t)->count; i++)
                add_entry(&paths->of[type], a, (enum value_type)type, &(*t)->entries[i]);
    }
    return paths;
}
