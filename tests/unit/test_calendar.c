// calendar/: what stands in a calendar file, and that hostile names cannot break it. libical reads
// it back.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <libical/ical.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "calendar/calendar.h"
#include "calendar/uid.h"
#include "calendar/zone.h"

// ---- A small cycle: a leader, one who holds conversations for her, two employees

struct world {
    struct cycle cycle;
    struct unit unit;
    struct person leader, other, anne, berit;
    struct person *people[4];
    struct follow_up_window follow_ups[1];
    struct calendar calendar;
    struct buf bytes;
    icalcomponent *file;
};

static const struct calendar_titles titles = {"nb", "Samtale", "Tid for oppfølging: {{name}}",
                                              "Avlyst: {{name}}"};

static struct datetime at(const char *text)
{
    struct datetime t;
    assert_true(date_parse_datetime(text, &t));
    return t;
}

static struct date day(const char *text)
{
    return at(text).date;
}

static int open_world(void **state)
{
    struct world *w = mem_alloc(sizeof *w);
    w->leader = (struct person){
        .id = "e1", .name = "Kari Berg", .title.text = "Rektor", .email = "kari@nordlia.example"};
    w->other = (struct person){
        .id = "e2", .name = "Jon Eira", .email = "jon@nordlia.example", .leader = &w->leader};
    w->anne = (struct person){.id = "e3",
                              .name = "Anne",
                              .title.text = "Lærer",
                              .email = "anne@nordlia.example",
                              .leader = &w->leader,
                              .held_by = &w->leader,
                              .conversation_at = at("2027-01-20T09:00"),
                              .conversation_place.text = "Møterom 2"};
    w->berit = (struct person){.id = "e4",
                               .name = "Berit",
                               .email = "berit@nordlia.example",
                               .leader = &w->leader,
                               .held_by = &w->other,
                               .conversation_at = at("2027-02-01")};
    struct person *people[] = {&w->leader, &w->other, &w->anne, &w->berit};
    for (size_t i = 0; i < 4; i++) (w->people[i] = people[i])->unit = &w->unit;
    w->follow_ups[0] = (struct follow_up_window){
        .name = {.text = "Vår"}, .window = {day("2027-05-03"), day("2027-06-11"), {0}}};
    w->cycle = (struct cycle){.organisation.text = "Nordlia",
                              .period = "2027",
                              .minutes = 90,
                              .people = w->people,
                              .cascade = w->people,
                              .person_count = 4,
                              .follow_ups = w->follow_ups,
                              .follow_up_count = 1,
                              .as_of = day("2027-01-11")};
    w->cycle.dates = (struct window){day("2027-01-01"), day("2027-12-31"), {0}};
    w->calendar = (struct calendar){&w->cycle, w->cycle.as_of, "test"};
    *state = w;
    return 0;
}

static int close_world(void **state)
{
    struct world *w = *state;
    if (w->file) icalcomponent_free(w->file);
    buf_free(&w->bytes);
    mem_free(w);
    return 0;
}

static icalcomponent *parse(struct world *w)
{
    if (w->file) icalcomponent_free(w->file);
    w->file = icalparser_parse_string(buf_cstr(&w->bytes));
    assert_non_null(w->file);
    assert_int_equal(icalcomponent_count_errors(w->file), 0);
    assert_true(icalrestriction_check(w->file));
    return w->file;
}

static icalcomponent *file_of(struct world *w, const struct person *p)
{
    w->bytes.n = 0;
    assert_true(calendar_of_employee(&w->calendar, p, &titles, &w->bytes));
    return parse(w);
}

static icalcomponent *event(icalcomponent *file, int index)
{
    icalcomponent *e = icalcomponent_get_first_component(file, ICAL_VEVENT_COMPONENT);
    while (e && index--) e = icalcomponent_get_next_component(file, ICAL_VEVENT_COMPONENT);
    return e;
}

static icalproperty *property(icalcomponent *e, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(e, kind);
}

static const char *written(icalcomponent *e, icalproperty_kind kind)
{
    icalproperty *p = property(e, kind);
    return p ? icalproperty_get_value_as_string(p) : NULL;
}

static void parameter_is(icalproperty *p, icalparameter_kind kind, const char *value)
{
    icalparameter *found = icalproperty_get_first_parameter(p, kind);
    assert_non_null(found);
    assert_string_equal(icalparameter_get_iana_value(found), value);
}

// ---- What is in a file

static void conversation_has_time_place_and_parties(void **state)
{
    struct world *w = *state;
    icalcomponent *file = file_of(w, &w->anne), *e = event(file, 0);
    assert_null(property(file, ICAL_METHOD_PROPERTY));
    assert_string_equal(written(e, ICAL_DTSTART_PROPERTY), "20270120T090000");
    assert_string_equal(written(e, ICAL_DTEND_PROPERTY), "20270120T103000");
    parameter_is(property(e, ICAL_DTSTART_PROPERTY), ICAL_TZID_PARAMETER, "Europe/Oslo");
    parameter_is(property(e, ICAL_DTEND_PROPERTY), ICAL_TZID_PARAMETER, "Europe/Oslo");
    assert_string_equal(written(e, ICAL_SUMMARY_PROPERTY), "Samtale");
    assert_string_equal(written(e, ICAL_LOCATION_PROPERTY), "Møterom 2");
    assert_string_equal(written(e, ICAL_CLASS_PROPERTY), "PRIVATE");
    assert_string_equal(written(e, ICAL_TRANSP_PROPERTY), "OPAQUE");
    assert_string_equal(written(e, ICAL_SEQUENCE_PROPERTY), "0");
    assert_string_equal(written(e, ICAL_DTSTAMP_PROPERTY), "20270111T000000Z");
    assert_string_equal(written(e, ICAL_ORGANIZER_PROPERTY), "mailto:kari@nordlia.example");
    assert_string_equal(written(e, ICAL_ATTENDEE_PROPERTY), "mailto:anne@nordlia.example");
    parameter_is(property(e, ICAL_ORGANIZER_PROPERTY), ICAL_CN_PARAMETER, "Kari Berg");
    parameter_is(property(e, ICAL_ATTENDEE_PROPERTY), ICAL_CN_PARAMETER, "Anne");
    assert_non_null(strstr(buf_cstr(&w->bytes), "SCHEDULE-AGENT=NONE"));
    assert_int_equal(icalcomponent_count_properties(e, ICAL_ATTENDEE_PROPERTY), 1);
    assert_null(strstr(buf_cstr(&w->bytes), "Lærer"));
    assert_null(strstr(buf_cstr(&w->bytes), "Rektor"));
}

static void day_alone_is_all_day(void **state)
{
    struct world *w = *state;
    icalcomponent *e = event(file_of(w, &w->berit), 0);
    assert_string_equal(written(e, ICAL_DTSTART_PROPERTY), "20270201");
    assert_string_equal(written(e, ICAL_DTEND_PROPERTY), "20270202");
    assert_string_equal(written(e, ICAL_TRANSP_PROPERTY), "TRANSPARENT");
    assert_string_equal(written(e, ICAL_ORGANIZER_PROPERTY), "mailto:jon@nordlia.example");
    assert_non_null(strstr(buf_cstr(&w->bytes), "DTSTART;VALUE=DATE:20270201\r\n"));
}

static void window_is_all_day_to_its_last_day(void **state)
{
    struct world *w = *state;
    icalcomponent *e = event(file_of(w, &w->anne), 1);
    assert_string_equal(written(e, ICAL_DTSTART_PROPERTY), "20270503");
    assert_string_equal(written(e, ICAL_DTEND_PROPERTY), "20270612");
    assert_string_equal(written(e, ICAL_SUMMARY_PROPERTY), "Tid for oppfølging: Vår");
    assert_string_equal(written(e, ICAL_TRANSP_PROPERTY), "TRANSPARENT");
    assert_string_equal(written(e, ICAL_CLASS_PROPERTY), "PRIVATE");
    assert_null(property(e, ICAL_ATTENDEE_PROPERTY));
    assert_null(event(w->file, 2));
}

static void leader_has_all_of_theirs(void **state)
{
    struct world *w = *state;
    assert_true(calendar_of_leader(&w->calendar, &w->leader, &titles, &w->bytes));
    icalcomponent *file = parse(w);
    assert_string_equal(written(event(file, 0), ICAL_ATTENDEE_PROPERTY),
                        "mailto:anne@nordlia.example");
    assert_string_equal(written(event(file, 1), ICAL_ATTENDEE_PROPERTY),
                        "mailto:berit@nordlia.example");
    assert_string_equal(written(event(file, 2), ICAL_DTSTART_PROPERTY), "20270503");
    assert_null(event(file, 3));
    w->bytes.n = 0;
    assert_true(calendar_of_leader(&w->calendar, &w->other, &titles, &w->bytes));
    file = parse(w);
    assert_string_equal(written(event(file, 0), ICAL_ATTENDEE_PROPERTY),
                        "mailto:berit@nordlia.example");
    assert_int_equal(icalcomponent_count_components(file, ICAL_VEVENT_COMPONENT), 2);
}

static void without_a_date_there_is_no_file(void **state)
{
    struct world *w = *state;
    assert_false(calendar_of_employee(&w->calendar, &w->other, &titles, &w->bytes));
    assert_false(calendar_of_leader(&w->calendar, &w->anne, &titles, &w->bytes));
    w->anne.not_needed = true;
    assert_false(calendar_of_employee(&w->calendar, &w->anne, &titles, &w->bytes));
    w->berit.away.from = day("2026-12-01");
    assert_false(calendar_of_leader(&w->calendar, &w->leader, &titles, &w->bytes));
    assert_int_equal(w->bytes.n, 0);
}

// ---- Who has no address

static void nobody_gets_an_address_made_up(void **state)
{
    struct world *w = *state;
    w->anne.email = NULL;
    icalcomponent *e = event(file_of(w, &w->anne), 0);
    assert_string_equal(written(e, ICAL_ORGANIZER_PROPERTY), "mailto:kari@nordlia.example");
    assert_null(property(e, ICAL_ATTENDEE_PROPERTY));
    assert_string_equal(written(e, ICAL_CONTACT_PROPERTY), "Anne");
    w->anne.email = "anne@nordlia.example";
    w->leader.email = "ikke noe";
    e = event(file_of(w, &w->anne), 0);
    assert_null(property(e, ICAL_ORGANIZER_PROPERTY));
    assert_null(property(e, ICAL_ATTENDEE_PROPERTY));
    assert_string_equal(written(e, ICAL_CONTACT_PROPERTY), "Kari Berg");
    assert_int_equal(icalcomponent_count_properties(e, ICAL_CONTACT_PROPERTY), 2);
}

static void address_is_a_uri(void **state)
{
    struct world *w = *state;
    w->anne.email = "ann\xC3\xA9\"+x%&?\r\nATTACH:y@nordlia.example";
    icalcomponent *e = event(file_of(w, &w->anne), 0);
    assert_string_equal(written(e, ICAL_ATTENDEE_PROPERTY),
                        "mailto:ann%C3%A9%22+x%25%26%3F%0D%0AATTACH:y@nordlia.example");
    assert_null(property(e, ICAL_ATTACH_PROPERTY));
}

// ---- Hostile text

static void lines_are_folded(const char *text)
{
    for (const char *end; *text; text = end + 2) {
        size_t bad;
        end = strstr(text, "\r\n");
        assert_non_null(end);
        assert_true(end - text <= 75);
        assert_true(utf8_valid(text, (size_t)(end - text), &bad));  // no character is divided
        for (const char *p = text; p < end; p++) assert_true((unsigned char)*p >= ' ');
    }
}

static void names_cannot_break_the_file(void **state)
{
    static const char hostile[] =
        "Å;b,c:d\\n \"e\" ^f\r\nATTENDEE:mailto:x@y.z\nEND:VEVENT Олександра Ковальчук, "
        "Nguyễn Thị Hằng og Anne-Margrethe Kjelstrup-Wettergren Bjørnebekk";
    static const char shown[] =
        "Å;b,c:d\\n \"e\" ^f  ATTENDEE:mailto:x@y.z END:VEVENT Олександра Ковальчук, "
        "Nguyễn Thị Hằng og Anne-Margrethe Kjelstrup-Wettergren Bjørnebekk";
    struct world *w = *state;
    w->anne.name = w->leader.name = w->anne.conversation_place.text = w->follow_ups[0].name.text =
        hostile;
    icalcomponent *file = file_of(w, &w->anne), *e = event(file, 0);
    lines_are_folded(buf_cstr(&w->bytes));
    assert_int_equal(icalcomponent_count_components(file, ICAL_VEVENT_COMPONENT), 2);
    assert_int_equal(icalcomponent_count_properties(e, ICAL_ATTENDEE_PROPERTY), 1);
    assert_string_equal(icalproperty_get_location(property(e, ICAL_LOCATION_PROPERTY)), shown);
    parameter_is(property(e, ICAL_ATTENDEE_PROPERTY), ICAL_CN_PARAMETER, shown);
    w->anne.email = NULL;
    e = event(file_of(w, &w->anne), 0);
    assert_string_equal(icalproperty_get_contact(property(e, ICAL_CONTACT_PROPERTY)), shown);
}

// ---- What an entry is known by

static void uid_stays_when_other_things_change(void **state)
{
    struct world *w = *state;
    icalcomponent *file = file_of(w, &w->anne);
    char *conversation = strdup(icalcomponent_get_uid(event(file, 0)));
    char *window = strdup(icalcomponent_get_uid(event(file, 1)));
    w->anne.conversation_place.text = "Kantina";
    w->anne.conversation_at = at("2027-02-03T12:00");
    w->anne.name = "Anne Lie";
    w->follow_ups[0] = (struct follow_up_window){
        .name = {.text = "Mai"}, .window = {day("2027-05-10"), day("2027-05-28"), {0}}};
    file = file_of(w, &w->anne);
    assert_string_equal(icalcomponent_get_uid(event(file, 0)), conversation);
    assert_string_equal(icalcomponent_get_uid(event(file, 1)), window);
    w->bytes.n = 0;
    assert_true(calendar_of_leader(&w->calendar, &w->leader, &titles, &w->bytes));
    file = parse(w);
    assert_string_equal(icalcomponent_get_uid(event(file, 0)), conversation);
    assert_string_not_equal(icalcomponent_get_uid(event(file, 1)), conversation);
    assert_string_equal(icalcomponent_get_uid(event(file, 2)), window);
    w->cycle.period = "2028";
    assert_string_not_equal(icalcomponent_get_uid(event(file_of(w, &w->anne), 0)), conversation);
    free(conversation);
    free(window);
}

static void uid_is_a_uuid(void **state)
{
    (void)state;
    struct uid uid = uid_of("conversation", "Nordlia", "2027", "e3");
    assert_string_equal(uid.text, uid_of("conversation", "Nordlia", "2027", "e3").text);
    assert_string_not_equal(uid.text, uid_of("conversation", "Nordlia", "2027e", "3").text);
    assert_int_equal(strlen(uid.text), 36);
    assert_int_equal(uid.text[14], '8');
    assert_non_null(strchr("89ab", uid.text[19]));
}

// ---- The clock

static void later_is(const char *from, int minutes, const char *to)
{
    struct datetime found, wanted = at(to);
    assert_true(zone_add_minutes(at(from), minutes, &found));
    assert_int_equal(date_compare(found.date, wanted.date), 0);
    assert_int_equal(found.hour, wanted.hour);
    assert_int_equal(found.minute, wanted.minute);
}

static void minutes_count_across_changes_of_the_clock(void **state)
{
    (void)state;
    later_is("2027-01-20T09:00", 90, "2027-01-20T10:30");
    later_is("2027-06-30T23:30", 45, "2027-07-01T00:15");
    later_is("2027-12-31T23:30", 90, "2028-01-01T01:00");
    later_is("2028-02-28T23:00", 480, "2028-02-29T07:00");
    later_is("2027-03-28T01:30", 90, "2027-03-28T04:00");  // two o'clock is three
    later_is("2027-03-28T01:00", 59, "2027-03-28T01:59");
    later_is("2027-03-28T02:30", 90, "2027-03-28T05:00");  // a time that is not: half past three
    later_is("2027-10-31T00:30", 90, "2027-10-31T02:00");
    // three o'clock is two again: this is the first
    later_is("2027-10-31T01:30", 60, "2027-10-31T02:30");
    later_is("2027-10-31T01:30", 180, "2027-10-31T03:30");
}

static void end_in_the_second_hour_is_a_duration(void **state)
{
    struct world *w = *state;
    struct datetime end;
    assert_false(zone_add_minutes(at("2027-10-31T01:30"), 100, &end));
    w->anne.conversation_at = at("2027-10-31T01:45");
    icalcomponent *e = event(file_of(w, &w->anne), 0);
    assert_null(property(e, ICAL_DTEND_PROPERTY));
    assert_string_equal(written(e, ICAL_DURATION_PROPERTY), "PT1H30M");
}

// The rules in the file, read by libical, and ours say the same of every day of forty years.
static void rules_say_what_the_clock_says(void **state)
{
    struct world *w = *state;
    icalcomponent *rules = icalcomponent_get_first_component(file_of(w, &w->anne),
                                                             ICAL_VTIMEZONE_COMPONENT);
    icaltimezone *zone = icaltimezone_new();
    assert_true(icaltimezone_set_component(zone, icalcomponent_new_clone(rules)));
    for (int year = 1997; year < 2037; year++) {
        for (int n = 0; n < 366; n++) {
            struct datetime from = {date_add_days((struct date){(int16_t)year, 1, 1}, n), 0, 30},
                            to;
            struct icaltimetype t = {
                .year = year, .month = from.date.month, .day = from.date.day, .minute = 30};
            t.zone = zone;
            t = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
            icaltime_adjust(&t, 0, 4, 0, 0);
            t = icaltime_convert_to_zone(t, zone);
            assert_true(zone_add_minutes(from, 240, &to));
            assert_int_equal(t.hour, to.hour);
            assert_int_equal(t.minute, to.minute);
        }
    }
    icaltimezone_free(zone, 1);
}

// ---- Several at once

static void *make_many(void *arg)
{
    const struct world *w = arg;
    struct buf first = {0}, again = {0};
    bool same = calendar_of_leader(&w->calendar, &w->leader, &titles, &first);
    for (int i = 0; i < 200 && same; i++) {
        again.n = 0;
        calendar_of_leader(&w->calendar, &w->leader, &titles, &again);
        same = again.n == first.n && !memcmp(again.p, first.p, first.n);
    }
    buf_free(&first);
    buf_free(&again);
    return same ? arg : NULL;
}

static void threads_make_the_same(void **state)
{
    pthread_t other;
    void *theirs;
    assert_int_equal(pthread_create(&other, NULL, make_many, *state), 0);
    assert_non_null(make_many(*state));
    pthread_join(other, &theirs);
    assert_non_null(theirs);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(conversation_has_time_place_and_parties),
        TEST(day_alone_is_all_day),
        TEST(window_is_all_day_to_its_last_day),
        TEST(leader_has_all_of_theirs),
        TEST(without_a_date_there_is_no_file),
        TEST(nobody_gets_an_address_made_up),
        TEST(address_is_a_uri),
        TEST(names_cannot_break_the_file),
        TEST(uid_stays_when_other_things_change),
        TEST(uid_is_a_uuid),
        TEST(minutes_count_across_changes_of_the_clock),
        TEST(end_in_the_second_hour_is_a_duration),
        TEST(rules_say_what_the_clock_says),
        TEST(threads_make_the_same),
    };
    alarm(120);  // a test that crashed while it held the lock would let the next one wait for ever
    return cmocka_run_group_tests(tests, NULL, NULL);
}
