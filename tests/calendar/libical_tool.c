// What libical reads in a calendar file: a line for each event, with tabs between UID, SEQUENCE,
// LAST-MODIFIED, STATUS, DTSTART and LOCATION.
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

static void print_value(icalcomponent *event, icalproperty_kind kind, char behind)
{
    icalproperty *p = icalcomponent_get_first_property(event, kind);
    char *text = p ? icalproperty_get_value_as_string_r(p) : NULL;
    printf("%s%c", text ? text : "", behind);
    free(text);
}

static void print_event(icalcomponent *event)
{
    print_value(event, ICAL_UID_PROPERTY, '\t');
    print_value(event, ICAL_SEQUENCE_PROPERTY, '\t');
    print_value(event, ICAL_LASTMODIFIED_PROPERTY, '\t');
    print_value(event, ICAL_STATUS_PROPERTY, '\t');
    print_value(event, ICAL_DTSTART_PROPERTY, '\t');
    print_value(event, ICAL_LOCATION_PROPERTY, '\n');
}

int main(int argc, char **argv)
{
    struct buf bytes = {0};
    if (argc != 2 || file_read(argv[1], &bytes, 1 << 20)) return 2;
    icalcomponent *calendar = icalparser_parse_string(buf_cstr(&bytes));
    buf_free(&bytes);
    if (!calendar || icalcomponent_count_errors(calendar)) return 1;
    icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; e; e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) print_event(e);
    icalcomponent_free(calendar);
    return 0;
}
