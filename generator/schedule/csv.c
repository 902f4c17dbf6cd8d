// The proposed times as a table for a spreadsheet.
#include <stdio.h>

#include "base/array.h"
#include "base/csv.h"
#include "base/translate.h"
#include "schedule/schedule.h"

void schedule_csv(const struct schedule *s, bool excel, struct buf *out)
{
    static const char *const headings[] = {
        N_("Employee number"), N_("Name"), N_("Unit"), N_("Leader"), N_("Date"),
        N_("Time of day"),     N_("Place")};
    struct csv c = {.out = out, .separator = excel ? ';' : ','};
    if (excel) buf_str(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < COUNT(headings); i++) csv_text(&c, _(headings[i]));
    csv_end_line(&c);
    for (size_t i = 0; i < s->count; i++) {
        const struct person *p = s->list[i].person;
        const struct datetime *at = &s->list[i].at;
        char day[40] = "", time[24] = "";
        if (date_is_set(at->date)) {
            snprintf(day, sizeof day, "%04d-%02d-%02d", at->date.year, at->date.month,
                     at->date.day);
            snprintf(time, sizeof time, "%02d:%02d", at->hour, at->minute);
        }
        const char *const cells[] = {p->id, p->name, p->unit->name.text,        p->held_by->name,
                                     day,   time,    p->conversation_place.text};
        for (size_t k = 0; k < COUNT(cells); k++) csv_text(&c, cells[k]);
        csv_end_line(&c);
    }
}
