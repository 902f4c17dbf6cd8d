// Values of messages: which files they are about, and where these are.
#include "compose/values/mail.h"

#include "base/array.h"
#include "model/mail.h"

GETTER(attached)
{
    return value_of_flag(e->mail && e->mail->attached);
}
GETTER(linked)
{
    return value_of_flag(e->mail && e->mail->linked);
}
GETTER(cancelled)
{
    return value_of_flag(e->mail && e->mail->cancelled);
}
GETTER(files)
{
    return e->mail ? VALUE_LIST_OF(e, e->mail->files, e->mail->file_count) : (struct value){0};
}

static const struct value_entry entries[] = {
    {"mail.attached", SCOPE_PERSON, VALUE_FLAG, attached, NULL, 0},
    {"mail.linked", SCOPE_PERSON, VALUE_FLAG, linked, NULL, 0},
    {"mail.cancelled", SCOPE_PERSON, VALUE_FLAG, cancelled, NULL, 0},
    {"mail.files", SCOPE_PERSON, VALUE_LIST, files, NULL, TYPE_MAILED},
};
const struct value_table values_mail = {entries, COUNT(entries)};

// ---- One file

GETTER(name)
{
    return value_of_text(((const struct mailed_file *)item)->name);
}
GETTER(link)
{
    return value_of_text(((const struct mailed_file *)item)->link);
}
GETTER(path)
{
    return value_of_text(((const struct mailed_file *)item)->path);
}

static const struct value_entry of_mailed[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, name, NULL, 0},
    {"link", SCOPE_PERSON, VALUE_TEXT, link, NULL, 0},
    {"path", SCOPE_PERSON, VALUE_TEXT, path, NULL, 0},
};
const struct value_table values_of_mailed = {of_mailed, COUNT(of_mailed)};

// ---- What a message can show

bool values_mail_has(const struct value_entry *entry)
{
    static const struct value_table *const tables[] = {&values_mail, &values_of_mailed,
                                                       &values_person};
    for (size_t t = 0; t < COUNT(tables); t++)
        for (size_t i = 0; i < tables[t]->count; i++)
            if (&tables[t]->entries[i] == entry) return true;
    return false;
}
