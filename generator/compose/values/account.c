// Values of what is held of one person: parts, each with rows of a label and a value.
#include "model/account.h"

#include <string.h>

#include "base/array.h"
#include "compose/values/value.h"
#include "compose/words/format.h"
#include "model/deadline.h"

GETTER(account)
{
    const struct account *all = e->account;
    return all ? VALUE_LIST_OF(e, all->parts, all->count) : (struct value){0};
}

static const struct value_entry entries[] = {
    {"account", SCOPE_PERSON, VALUE_LIST, account, NULL, TYPE_ACCOUNT_PART},
};
const struct value_table values_account = {entries, COUNT(entries)};

// ---- A part

GETTER(part_title)
{
    return value_of_text(((const struct account_part *)item)->title);
}
GETTER(part_where)
{
    return value_of_text(((const struct account_part *)item)->where);
}
GETTER(part_rows)
{
    const struct account_part *part = item;
    return VALUE_LIST_OF(e, part->rows, part->count);
}

static const struct value_entry of_part[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, part_title, NULL, 0},
    {"where", SCOPE_PERSON, VALUE_TEXT, part_where, NULL, 0},
    {"rows", SCOPE_PERSON, VALUE_LIST, part_rows, NULL, TYPE_ACCOUNT_ROW},
};
const struct value_table values_of_account_part = {of_part, COUNT(of_part)};

// ---- A row

GETTER(row_label)
{
    return value_of_text(((const struct account_row *)item)->label);
}

// A day as papers write days, and one of a few ids in words.
GETTER(row_value)
{
    const struct account_row *row = item;
    struct datetime at;
    struct deadline deadline;
    const char *words = row->words ? node_text(words_node(e->words, row->words), row->value) : NULL;
    if (row->meaning) return value_of_text(row->meaning);
    if (words) return value_of_text(words);
    if (row->words && !strcmp(row->words, ACCOUNT_DEADLINE) &&
        deadline_parse(e->arena, row->value, NULL, &deadline))
        return value_of_text(format_deadline(e->arena, e->words, &deadline));
    if (date_parse_datetime(row->value, &at))
        return value_of_text(at.hour < 0 ? format_date(e->arena, e->words, at.date)
                                         : format_datetime(e->arena, e->words, at));
    return value_of_text(row->value);
}

static const struct value_entry of_row[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, row_label, NULL, 0},
    {"label", SCOPE_PERSON, VALUE_TEXT, row_label, NULL, 0},
    {"value", SCOPE_PERSON, VALUE_TEXT, row_value, NULL, 0},
};
const struct value_table values_of_account_row = {of_row, COUNT(of_row)};
