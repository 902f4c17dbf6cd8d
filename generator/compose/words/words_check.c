// That strings.yaml has all strings of a language, each of its form, and none that nothing reads.
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "compose/words/words.h"

// ---- What must be there

enum word_form {
    WORD_TEXT,
    WORD_LIST,
    WORD_COUNTS,
    WORD_PAGE,  // a text that layout fills in: its names stand as {name}
};

struct word_spec {
    const char *key;
    enum word_form form;
    size_t items;  // of a list
    // the {{names}} that may stand in it, each with a space on both sides; NULL: any value's path
    const char *names;
};

static const struct word_spec specs[] = {
    {"page", WORD_PAGE, 0, " page pages "},
    {"sheet-front", WORD_PAGE, 0, " sheet "},
    {"sheet-back", WORD_PAGE, 0, " sheet "},
    {"no-health", WORD_TEXT, 0, " "},
    {"page-of", WORD_PAGE, 0, " page "},
    {"pages-of", WORD_PAGE, 0, " page last "},
    {"draft.from", WORD_TEXT, 0, " period "},
    {"draft.note", WORD_TEXT, 0, " period "},
    {"marking", WORD_TEXT, 0, NULL},
    {"marking-vacant", WORD_TEXT, 0, NULL},
    {"marking-blank", WORD_TEXT, 0, NULL},
    {"marking-word", WORD_TEXT, 0, " "},
    {"alerts.note", WORD_TEXT, 0, " "},
    {"alerts.tip", WORD_TEXT, 0, " "},
    {"alerts.important", WORD_TEXT, 0, " "},
    {"alerts.warning", WORD_TEXT, 0, " "},
    {"alerts.caution", WORD_TEXT, 0, " "},
    {"dates.months", WORD_LIST, 12, " "},
    {"dates.months-short", WORD_LIST, 12, " "},
    {"dates.weekdays", WORD_LIST, 7, " "},
    {"dates.day-month", WORD_TEXT, 0, " day month "},
    {"dates.date", WORD_TEXT, 0, " day month year "},
    {"dates.time", WORD_TEXT, 0, " hour minute "},
    {"dates.datetime", WORD_TEXT, 0, " weekday date time "},
    {"dates.weekday-date", WORD_TEXT, 0, " weekday date "},
    {"dates.weekday-day", WORD_TEXT, 0, " weekday day "},
    {"dates.hours", WORD_TEXT, 0, " hour minute to-hour to-minute "},
    {"dates.from-to-month", WORD_TEXT, 0, " day to "},
    {"dates.from-to", WORD_TEXT, 0, " from to "},
    {"dates.from-on", WORD_TEXT, 0, " from "},
    {"dates.until", WORD_TEXT, 0, " to "},
    {"dates.month-year", WORD_TEXT, 0, " month year "},
    {"dates.week", WORD_TEXT, 0, " week year "},
    {"dates.one-week", WORD_TEXT, 0, " week "},
    {"dates.weeks", WORD_TEXT, 0, " from to "},
    {"dates.ongoing", WORD_TEXT, 0, " "},
    {"list.pair", WORD_TEXT, 0, " before last "},
    {"list.either", WORD_TEXT, 0, " before last "},
    {"list.comma", WORD_TEXT, 0, " before next "},
    {"counts.minutes", WORD_COUNTS, 0, " n "},
    {"counts.days", WORD_COUNTS, 0, " n "},
    {"counts.periods", WORD_COUNTS, 0, " n "},
    {"counts.follow-ups", WORD_COUNTS, 0, " n "},
    {"counts.people", WORD_COUNTS, 0, " n "},
    {"counts.goals", WORD_COUNTS, 0, " n "},
    {"counts.met", WORD_COUNTS, 0, " n "},
    {"counts.partly", WORD_COUNTS, 0, " n "},
    {"counts.not-met", WORD_COUNTS, 0, " n "},
    {"counts.dropped", WORD_COUNTS, 0, " n "},
    {"counts.unassessed", WORD_COUNTS, 0, " n "},
    {"counts.conversations", WORD_COUNTS, 0, " n "},
    {"counts.not-started", WORD_COUNTS, 0, " n "},
    {"counts.on-track", WORD_COUNTS, 0, " n "},
    {"counts.delayed", WORD_COUNTS, 0, " n "},
    {"counts.needs-help", WORD_COUNTS, 0, " n "},
    {"counts.done", WORD_COUNTS, 0, " n "},
    {"counts.given-up", WORD_COUNTS, 0, " n "},
    {"counts.measures", WORD_COUNTS, 0, " n "},
    {"counts.overdue", WORD_COUNTS, 0, " n "},
    {"kinds.work", WORD_TEXT, 0, " "},
    {"kinds.task", WORD_TEXT, 0, " "},
    {"kinds.personal", WORD_TEXT, 0, " "},
    {"kinds.professional", WORD_TEXT, 0, " "},
    {"attainment.met", WORD_TEXT, 0, " "},
    {"attainment.partly", WORD_TEXT, 0, " "},
    {"attainment.not-met", WORD_TEXT, 0, " "},
    {"attainment.dropped", WORD_TEXT, 0, " "},
    {"attainment.none", WORD_TEXT, 0, " "},
    {"status.not-started", WORD_TEXT, 0, " "},
    {"status.on-track", WORD_TEXT, 0, " "},
    {"status.delayed", WORD_TEXT, 0, " "},
    {"status.needs-help", WORD_TEXT, 0, " "},
    {"status.done", WORD_TEXT, 0, " "},
    {"status.dropped", WORD_TEXT, 0, " "},
    {"responsible.employee", WORD_TEXT, 0, " "},
    {"responsible.leader", WORD_TEXT, 0, " "},
    {"fields.row", WORD_TEXT, 0, " label n "},
    {"fields.kind", WORD_TEXT, 0, " "},
    {"fields.supports", WORD_TEXT, 0, " "},
    {"fields.in", WORD_TEXT, 0, " label heading "},
    {"fields.option", WORD_TEXT, 0, " label option "},
    {"fields.date", WORD_TEXT, 0, " label "},
    {"fields.deadline", WORD_TEXT, 0, " label "},
    {"fields.goal", WORD_TEXT, 0, " label n "},
    {"fields.day", WORD_TEXT, 0, " label "},
    {"card.title", WORD_TEXT, 0, " n "},
    {"card.continued", WORD_TEXT, 0, " n "},
    {"card.status", WORD_TEXT, 0, " status "},
    {"card.areas", WORD_TEXT, 0, " "},
    {"report.of", WORD_TEXT, 0, " held due "},
    {"report.of-rest", WORD_TEXT, 0, " due "},
    {"report.thousands", WORD_TEXT, 0, " "},
    {"report.employee", WORD_TEXT, 0, " "},
    {"report.missing", WORD_TEXT, 0, " "},
    {"report.deadline", WORD_TEXT, 0, " "},
    {"report.missing-conversation", WORD_TEXT, 0, " "},
    {"report.missing-plan", WORD_TEXT, 0, " "},
    {"report.missing-follow-up", WORD_TEXT, 0, " "},
    {"report.missing-evaluation", WORD_TEXT, 0, " "},
    {"report.short-conversations", WORD_TEXT, 0, " "},
    {"report.short-plans", WORD_TEXT, 0, " "},
    {"report.short-follow-ups", WORD_TEXT, 0, " "},
    {"report.yes", WORD_TEXT, 0, " "},
    {"report.unit", WORD_TEXT, 0, " "},
    {"report.leader", WORD_TEXT, 0, " "},
    {"report.period", WORD_TEXT, 0, " "},
    {"report.people", WORD_TEXT, 0, " "},
    {"report.wave", WORD_TEXT, 0, " "},
    {"report.wave-n", WORD_TEXT, 0, " n "},
    {"report.window", WORD_TEXT, 0, " "},
    {"report.conversations", WORD_TEXT, 0, " "},
    {"report.plans", WORD_TEXT, 0, " "},
    {"report.follow-ups", WORD_TEXT, 0, " "},
    {"report.evaluations", WORD_TEXT, 0, " "},
    {"report.met", WORD_TEXT, 0, " "},
    {"report.on-track", WORD_TEXT, 0, " "},
    {"report.goals", WORD_TEXT, 0, " "},
    {"report.area", WORD_TEXT, 0, " "},
    {"report.kind", WORD_TEXT, 0, " "},
    {"report.competence", WORD_TEXT, 0, " "},
    {"report.statement", WORD_TEXT, 0, " "},
    {"report.agree", WORD_TEXT, 0, " "},
    {"report.training", WORD_TEXT, 0, " "},
    {"report.asks", WORD_TEXT, 0, " "},
    {"report.needs", WORD_TEXT, 0, " "},
    {"report.answers", WORD_TEXT, 0, " "},
    {"report.work", WORD_TEXT, 0, " "},
    {"report.development", WORD_TEXT, 0, " "},
    {"report.unstated", WORD_TEXT, 0, " "},
    {"report.no-area", WORD_TEXT, 0, " "},
    {"report.none", WORD_TEXT, 0, " "},
    {"report.some", WORD_TEXT, 0, " "},
    {"report.too-few", WORD_TEXT, 0, " "},
    {"report.not-released", WORD_TEXT, 0, " "},
    {"report.bands", WORD_LIST, 3, " "},
    {"report.bands-first", WORD_LIST, 3, " "},
    {"report.bands-short", WORD_LIST, 3, " "},
    {"report.percent", WORD_TEXT, 0, " percent "},
    {"report.share", WORD_TEXT, 0, " percent all "},
    {"report.period-share", WORD_TEXT, 0, " period share "},
    {"report.number-held", WORD_TEXT, 0, " "},
    {"report.number-agreed", WORD_TEXT, 0, " "},
    {"report.number-follow-ups", WORD_TEXT, 0, " "},
    {"report.number-evaluated", WORD_TEXT, 0, " "},
    {"report.number-met", WORD_TEXT, 0, " "},
    {"report.number-on-track", WORD_TEXT, 0, " "},
    {"report.number-needs", WORD_TEXT, 0, " "},
    {"report.number-answers", WORD_TEXT, 0, " "},
    {"report.say-held", WORD_LIST, 13, " "},
    {"report.say-agreed", WORD_LIST, 13, " "},
    {"report.say-follow-ups", WORD_LIST, 13, " "},
    {"report.say-evaluated", WORD_LIST, 13, " "},
    {"report.say-answered", WORD_LIST, 13, " "},
    {"report.say-nobody-due", WORD_TEXT, 0, " "},
    {"report.say-nothing-missing", WORD_TEXT, 0, " "},
    {"report.say-met", WORD_TEXT, 0, " share "},
    {"report.say-met-more", WORD_TEXT, 0, " share period "},
    {"report.say-met-fewer", WORD_TEXT, 0, " share period "},
    {"report.say-met-alike", WORD_TEXT, 0, " share period "},
    {"report.say-on-track", WORD_TEXT, 0, " share "},
    {"report.say-on-track-more", WORD_TEXT, 0, " share period "},
    {"report.say-on-track-fewer", WORD_TEXT, 0, " share period "},
    {"report.say-on-track-alike", WORD_TEXT, 0, " share period "},
    {"report.say-not-released", WORD_TEXT, 0, " "},
    {"report.say-too-few", WORD_TEXT, 0, " "},
    {"report.say-areas", WORD_COUNTS, 0, " n all "},
    {"report.say-areas-all", WORD_TEXT, 0, " "},
    {"report.say-areas-none", WORD_TEXT, 0, " "},
    {"report.say-answers-not-released", WORD_TEXT, 0, " "},
    {"report.say-answers-too-few", WORD_TEXT, 0, " "},
    {"report.say-most-agree", WORD_TEXT, 0, " statement "},
    {"report.say-least-agree", WORD_TEXT, 0, " statement "},
    {"report.say-most-needed", WORD_TEXT, 0, " need "},
    {"report.say-no-need", WORD_TEXT, 0, " "},
    {"report.say-people", WORD_COUNTS, 0, " n "},
    {"report.first", WORD_TEXT, 0, " "},
    {"report.deadline-was", WORD_TEXT, 0, " date "},
    {"report.deadline-is", WORD_TEXT, 0, " date "},
    {"report.point-unit", WORD_COUNTS, 0, " n due deadline unit "},
    {"report.point-unit-vacant", WORD_COUNTS, 0, " n due deadline unit "},
    {"report.point-own", WORD_COUNTS, 0, " n due deadline "},
    {"report.point-own-vacant", WORD_COUNTS, 0, " n due deadline "},
    {"report.point-plans", WORD_COUNTS, 0, " n due most "},
    {"report.point-follow-ups", WORD_COUNTS, 0, " n due most "},
    {"report.point-evaluations", WORD_COUNTS, 0, " n due most "},
    {"report.point-plans-vacant", WORD_COUNTS, 0, " n due most "},
    {"report.point-follow-ups-vacant", WORD_COUNTS, 0, " n due most "},
    {"report.point-evaluations-vacant", WORD_COUNTS, 0, " n due most "},
    {"report.point-plans-own", WORD_COUNTS, 0, " n due "},
    {"report.point-follow-ups-own", WORD_COUNTS, 0, " n due "},
    {"report.point-evaluations-own", WORD_COUNTS, 0, " n due "},
    {"report.point-most", WORD_TEXT, 0, " n due unit "},
    {"report.point-only", WORD_TEXT, 0, " unit "},
    {"report.point-areas", WORD_COUNTS, 0, " n areas "},
    {"report.n-more", WORD_TEXT, 0, " n "},
    {"report.quoted", WORD_TEXT, 0, " text "},
    {"report.point-fewer", WORD_TEXT, 0, " period share before "},
    {"report.point-behind", WORD_TEXT, 0, " unit share whole "},
    {"report.point-behind-on-track", WORD_TEXT, 0, " unit share whole "},
    {"report.point-need", WORD_TEXT, 0, " need share "},
    {"report.point-overdue", WORD_TEXT, 0, " share "},
    {"report.point-nothing", WORD_TEXT, 0, " "},
    {"report.units-more", WORD_COUNTS, 0, " n "},
    {"report.areas-more", WORD_COUNTS, 0, " n "},
    {"report.measures", WORD_TEXT, 0, " share "},
    {"report.units-title", WORD_TEXT, 0, " "},
    {"report.areas-title", WORD_TEXT, 0, " "},
    {"report.needs-title", WORD_TEXT, 0, " "},
    {"report.waves-title", WORD_TEXT, 0, " "},
    {"report.grades-title", WORD_TEXT, 0, " "},
    {"report.heat-title", WORD_TEXT, 0, " "},
    {"report.trend-title", WORD_TEXT, 0, " "},
    {"report.not-compared", WORD_TEXT, 0, " "},
    {"report.needs-heat-title", WORD_TEXT, 0, " "},
    {"report.leaders-title", WORD_TEXT, 0, " "},
    {"report.response-title", WORD_TEXT, 0, " "},
    {"report.statements-title", WORD_TEXT, 0, " "},
    {"report.training-title", WORD_TEXT, 0, " "},
    {"report.helped", WORD_TEXT, 0, " "},
    {"report.change", WORD_TEXT, 0, " "},
    {"report.training-other", WORD_TEXT, 0, " "},
    {"report.other-needs", WORD_TEXT, 0, " "},
    {"counts.persons", WORD_COUNTS, 0, " n "},
    {"salary.separate", WORD_TEXT, 0, " "},
    {"salary.included", WORD_TEXT, 0, " "},
    {"supports.title", WORD_TEXT, 0, " title "},
    {"supports.one", WORD_TEXT, 0, " titles "},
    {"supports.other", WORD_TEXT, 0, " titles "},
    {"supports.thread", WORD_TEXT, 0, " titles "},
    {"supports.next", WORD_TEXT, 0, " before next "},
    {"box.empty", WORD_TEXT, 0, " "},
    {"box.marked", WORD_TEXT, 0, " "},
    {"box.dot", WORD_TEXT, 0, " "},
    {"who.employee", WORD_TEXT, 0, " "},
    {"who.leader", WORD_TEXT, 0, " "},
    {"who.both", WORD_TEXT, 0, " "},
    {"who.field", WORD_TEXT, 0, " label who "},
    {"who.circle", WORD_TEXT, 0, " "},
    {"who.square", WORD_TEXT, 0, " "},
    {"who.circle-and-square", WORD_TEXT, 0, " "},
    {"people.leads", WORD_TEXT, 0, " "},
    {"people.holder", WORD_TEXT, 0, " name "},
    {"people.new-leader", WORD_TEXT, 0, " "},
    {"people.own-window", WORD_TEXT, 0, " "},
    {"people.no-plan", WORD_TEXT, 0, " "},
    {"needs.date", WORD_TEXT, 0, " "},
    {"needs.conversation", WORD_TEXT, 0, " "},
    {"needs.plan", WORD_TEXT, 0, " "},
    {"needs.follow-up", WORD_TEXT, 0, " "},
    {"needs.evaluation", WORD_TEXT, 0, " "},
    {"reminder.named-follow-up", WORD_TEXT, 0, " name "},
    {"reminder.by", WORD_TEXT, 0, " name date "},
    {"reminder.head-name", WORD_TEXT, 0, " "},
    {"reminder.head-email", WORD_TEXT, 0, " "},
    {"reminder.head-language", WORD_TEXT, 0, " "},
    {"reminder.head-people", WORD_TEXT, 0, " "},
    {"reminder.head-overdue", WORD_TEXT, 0, " "},
    {"reminder.head-names", WORD_TEXT, 0, " "},
    {"reminder.head-file", WORD_TEXT, 0, " "},
    {"account.org", WORD_TEXT, 0, " "},
    {"account.leading", WORD_TEXT, 0, " "},
    {"account.people-led", WORD_TEXT, 0, " "},
    {"account.plan", WORD_TEXT, 0, " "},
    {"account.times", WORD_TEXT, 0, " "},
    {"account.in-calendars", WORD_TEXT, 0, " "},
    {"account.import", WORD_TEXT, 0, " "},
    {"account.files", WORD_TEXT, 0, " "},
    {"account.lists", WORD_TEXT, 0, " "},
    {"account.made.archive", WORD_TEXT, 0, " name "},
    {"account.made.archive-list", WORD_TEXT, 0, " "},
    {"account.made.mail", WORD_TEXT, 0, " "},
    {"account.made.recipients", WORD_TEXT, 0, " "},
    {"account.made.batch", WORD_TEXT, 0, " name "},
    {"account.made.figures", WORD_TEXT, 0, " "},
    {"account.made.mail-merge", WORD_TEXT, 0, " "},
    {"account.made.printed", WORD_TEXT, 0, " "},
    {"account.made.sent", WORD_TEXT, 0, " "},
    {"account.made.index", WORD_TEXT, 0, " "},
    {"account.mentions", WORD_TEXT, 0, " "},
    {"account.mentions-plans", WORD_TEXT, 0, " "},
    {"account.mentions-texts", WORD_TEXT, 0, " "},
    {"account.mentions-others", WORD_TEXT, 0, " "},
    {"account.fields.employee", WORD_TEXT, 0, " "},
    {"account.fields.unit", WORD_TEXT, 0, " "},
    {"account.fields.leader", WORD_TEXT, 0, " "},
    {"account.fields.conversation", WORD_TEXT, 0, " "},
    {"account.fields.held", WORD_TEXT, 0, " "},
    {"account.fields.agreed", WORD_TEXT, 0, " "},
    {"account.fields.disagreement", WORD_TEXT, 0, " "},
    {"account.fields.follow-up-informal", WORD_TEXT, 0, " "},
    {"account.fields.goals", WORD_TEXT, 0, " "},
    {"account.fields.id", WORD_TEXT, 0, " "},
    {"account.fields.kind", WORD_TEXT, 0, " "},
    {"account.fields.goal", WORD_TEXT, 0, " "},
    {"account.fields.supports", WORD_TEXT, 0, " "},
    {"account.fields.measures", WORD_TEXT, 0, " "},
    {"account.fields.what", WORD_TEXT, 0, " "},
    {"account.fields.responsible", WORD_TEXT, 0, " "},
    {"account.fields.deadline", WORD_TEXT, 0, " "},
    {"account.fields.done", WORD_TEXT, 0, " "},
    {"account.fields.attainment", WORD_TEXT, 0, " "},
    {"account.fields.comments", WORD_TEXT, 0, " "},
    {"account.fields.follow-ups", WORD_TEXT, 0, " "},
    {"account.fields.planned", WORD_TEXT, 0, " "},
    {"account.fields.progress", WORD_TEXT, 0, " "},
    {"account.fields.status", WORD_TEXT, 0, " "},
    {"account.fields.note", WORD_TEXT, 0, " "},
    {"account.fields.learnt", WORD_TEXT, 0, " "},
    {"account.fields.changes", WORD_TEXT, 0, " "},
    {"account.fields.next-steps", WORD_TEXT, 0, " "},
    {"account.fields.next", WORD_TEXT, 0, " "},
    {"account.fields.date", WORD_TEXT, 0, " "},
    {"account.fields.time", WORD_TEXT, 0, " "},
    {"account.fields.place", WORD_TEXT, 0, " "},
    {"account.fields.evaluation", WORD_TEXT, 0, " "},
    {"account.fields.competence-needs", WORD_TEXT, 0, " "},
    {"account.fields.other", WORD_TEXT, 0, " "},
    {"account.fields.delivered", WORD_TEXT, 0, " "},
    {"account.fields.name", WORD_TEXT, 0, " "},
    {"account.fields.title", WORD_TEXT, 0, " "},
    {"account.fields.email", WORD_TEXT, 0, " "},
    {"account.fields.language", WORD_TEXT, 0, " "},
    {"account.fields.also", WORD_TEXT, 0, " "},
    {"account.fields.from", WORD_TEXT, 0, " "},
    {"account.fields.to", WORD_TEXT, 0, " "},
    {"account.fields.away", WORD_TEXT, 0, " "},
    {"account.fields.available", WORD_TEXT, 0, " "},
    {"account.fields.weekdays", WORD_TEXT, 0, " "},
    {"account.fields.print", WORD_TEXT, 0, " "},
    {"account.fields.at", WORD_TEXT, 0, " "},
    {"account.fields.by", WORD_TEXT, 0, " "},
    {"account.fields.leads", WORD_TEXT, 0, " "},
    {"account.fields.changed", WORD_TEXT, 0, " "},
    {"account.fields.cancelled", WORD_TEXT, 0, " "},
    {"account.fields.was", WORD_TEXT, 0, " "},
    {"account.fields.leaders", WORD_TEXT, 0, " "},
    {"account.fields.work", WORD_TEXT, 0, " "},
    {"account.fields.development", WORD_TEXT, 0, " "},
    {"account.fields.unstated", WORD_TEXT, 0, " "},
    {"account.fields.none", WORD_TEXT, 0, " "},
    {"account.fields.met", WORD_TEXT, 0, " "},
    {"account.fields.partly", WORD_TEXT, 0, " "},
    {"account.fields.not-met", WORD_TEXT, 0, " "},
    {"account.fields.dropped", WORD_TEXT, 0, " "},
    {"account.fields.due", WORD_TEXT, 0, " "},
    {"account.fields.undated", WORD_TEXT, 0, " "},
    {"account.values.normal", WORD_TEXT, 0, " "},
    {"account.values.large", WORD_TEXT, 0, " "},
    {"account.values.others", WORD_TEXT, 0, " "},
    {"account.values.not-needed", WORD_TEXT, 0, " "},
    {"account.values.monday", WORD_TEXT, 0, " "},
    {"account.values.tuesday", WORD_TEXT, 0, " "},
    {"account.values.wednesday", WORD_TEXT, 0, " "},
    {"account.values.thursday", WORD_TEXT, 0, " "},
    {"account.values.friday", WORD_TEXT, 0, " "},
    {"overview.agreed", WORD_TEXT, 0, " "},
    {"overview.draft", WORD_TEXT, 0, " "},
    {"overview.missing", WORD_TEXT, 0, " "},
    {"overview.conversation-late", WORD_TEXT, 0, " "},
    {"overview.plan-late", WORD_TEXT, 0, " "},
    {"overview.follow-up-late", WORD_TEXT, 0, " "},
    {"overview.named-follow-up-late", WORD_TEXT, 0, " name "},
    {"overview.evaluation-late", WORD_TEXT, 0, " "},
    {"mail.head-recipient", WORD_TEXT, 0, " "},
    {"mail.head-what", WORD_TEXT, 0, " "},
    {"mail.head-files", WORD_TEXT, 0, " "},
    {"mail.head-message", WORD_TEXT, 0, " "},
    {"calendar.conversation", WORD_TEXT, 0, " "},
    {"calendar.follow-up", WORD_TEXT, 0, " name "},
    {"calendar.cancelled", WORD_TEXT, 0, " name "},
    {"index.title", WORD_TEXT, 0, " "},
    {"index.intro", WORD_TEXT, 0, " "},
    {"index.search", WORD_TEXT, 0, " "},
    {"index.search-hint", WORD_TEXT, 0, " "},
    {"index.hits", WORD_TEXT, 0, " "},
    {"index.nothing-found", WORD_TEXT, 0, " "},
    {"index.units", WORD_TEXT, 0, " "},
    {"index.unit", WORD_TEXT, 0, " "},
    {"index.units-below", WORD_TEXT, 0, " "},
    {"index.with-below", WORD_TEXT, 0, " "},
    {"index.where", WORD_TEXT, 0, " "},
    {"index.leader", WORD_TEXT, 0, " "},
    {"index.no-leader", WORD_TEXT, 0, " "},
    {"index.people", WORD_TEXT, 0, " "},
    {"index.person", WORD_TEXT, 0, " "},
    {"index.files", WORD_TEXT, 0, " "},
    {"index.file", WORD_TEXT, 0, " "},
    {"index.of-unit", WORD_TEXT, 0, " "},
    {"index.of-all", WORD_TEXT, 0, " "},
    {"index.pages", WORD_TEXT, 0, " "},
    {"index.sheets", WORD_TEXT, 0, " "},
    {"index.not-made", WORD_TEXT, 0, " "},
    {"index.nothing", WORD_TEXT, 0, " "},
    {"index.sum", WORD_TEXT, 0, " "},
    {"index.batch", WORD_TEXT, 0, " "},
    {"index.booklet", WORD_TEXT, 0, " "},
    {"index.calendar", WORD_TEXT, 0, " "},
    {"index.zip", WORD_TEXT, 0, " "},
    {"index.by-leader", WORD_TEXT, 0, " "},
    {"unit-type", WORD_TEXT, 0, " "},
    {"default-message", WORD_TEXT, 0, " type "},
    {"written-in", WORD_TEXT, 0, " language "},
    {"another-language", WORD_TEXT, 0, " "},
};

// ---- The {{names}} in strings

struct placeholder {
    const char *from;
    size_t n;
    bool doubled;  // {{name}}, not {name}
};

// The next placeholder of *s, which is moved behind it; n is 0 where it is never closed.
static bool placeholder_next(const char **s, struct placeholder *out)
{
    const char *open = strchr(*s, '{');
    if (!open) return false;
    *out = (struct placeholder){.doubled = open[1] == '{'};
    out->from = open + 1 + out->doubled;
    const char *close = strstr(out->from, out->doubled ? "}}" : "}");
    if (close) out->n = (size_t)(close - out->from);
    *s = close ? close + 1 + out->doubled : out->from + strlen(out->from);
    return true;
}

static bool placeholder_is_known(const struct word_spec *spec, const struct placeholder *h)
{
    if (h->doubled != (spec->form != WORD_PAGE)) return false;
    if (!spec->names) return true;
    for (const char *name = spec->names; *name;) {
        size_t n = strcspn(name, " ");
        if (n && n == h->n && !memcmp(name, h->from, n)) return true;
        name += n + (name[n] == ' ');
    }
    return false;
}

static void hint_names(struct diags *d, struct diag *diag, const struct word_spec *spec)
{
    bool single = spec->form == WORD_PAGE;
    struct buf list = {0};
    for (const char *name = spec->names ? spec->names : ""; *name;) {
        size_t n = strcspn(name, " ");
        if (n) buf_printf(&list, single ? " {%.*s}" : " {{%.*s}}", (int)n, name);
        name += n + (name[n] == ' ');
    }
    if (list.n) diag_hint(d, diag, "it can hold:%s", buf_cstr(&list));
    else
        diag_hint(d, diag,
                  spec->names ? N_("it is shown as it stands")
                              : N_("a value stands between two braces: {{PATH}}"));
    buf_free(&list);
}

static bool names_known(struct diags *d, const struct word_spec *spec, const struct node *n)
{
    enum { SHOWN = 40 };
    struct placeholder h;
    for (const char *s = n->text; placeholder_next(&s, &h);) {
        if (h.n && placeholder_is_known(spec, &h)) continue;
        static const char *const braces[2][2] = {{"{", "}"}, {"{{", "}}"}};
        const char *open = braces[h.doubled][0], *close = braces[h.doubled][1];
        int shown = h.n > SHOWN ? SHOWN : (int)h.n;
        struct diag *diag;
        if (h.n)
            diag = diag_error(d, n->place, "string-placeholder-unknown",
                              "%s%.*s%s means nothing in \"%s\"", open, shown, h.from, close,
                              spec->key);
        else
            diag = diag_error(d, n->place, "string-placeholder-empty", "%s in \"%s\" holds no name",
                              open, spec->key);
        hint_names(d, diag, spec);
        return false;
    }
    return true;
}

// ---- Text, list or plural forms

static bool check_items(struct diags *d, const struct word_spec *spec, const struct node *n)
{
    bool ok = true;
    for (size_t i = 0; i < n->count; i++) {
        const struct node *item = n->items[i];
        bool is_text = node_is_text(item);
        if (!is_text)
            diag_error(d, item->place, "string-not-texts", "\"%s\" holds texts only", spec->key);
        ok &= is_text && names_known(d, spec, item);
    }
    return ok;
}

static bool check_spec(struct diags *d, const struct word_spec *spec, const struct node *n)
{
    if (spec->form == WORD_TEXT || spec->form == WORD_PAGE) {
        if (node_is_text(n)) return names_known(d, spec, n);
        diag_error(d, n->place, "string-not-text", "\"%s\" is a text", spec->key);
        return false;
    }
    if (spec->form == WORD_LIST) {
        if (n->kind == NODE_LIST && n->count == spec->items) return check_items(d, spec, n);
        diag_error(d, n->place, "string-not-list", "\"%s\" is a list of %zu texts", spec->key,
                   spec->items);
        return false;
    }
    if (n->kind == NODE_MAP && node_text(n, "other")) return check_items(d, spec, n);
    diag_error(d, n->place, "string-not-number-map",
               "\"%s\" is a map of numbers to texts, with other: for the rest", spec->key);
    return false;
}

// ---- Keys that nothing reads

static bool is_known(const char *path)
{
    for (size_t i = 0; i < COUNT(specs); i++)
        if (!strcmp(specs[i].key, path)) return true;
    return !strncmp(path, "languages.", strlen("languages."));
}

static bool is_above(const char *path)
{
    size_t n = strlen(path);
    for (size_t i = 0; i < COUNT(specs); i++)
        if (!strncmp(specs[i].key, path, n) && specs[i].key[n] == '.') return true;
    return !strcmp(path, "languages");
}

static void warn_of(struct diags *d, const char *path, struct place place)
{
    const char *known[COUNT(specs)];
    size_t count = 0;
    for (; count < COUNT(specs); count++) known[count] = specs[count].key;
    struct diag *diag = diag_warning(d, place, "string-unknown", "there is no string \"%s\"", path);
    const char *nearest = nearest_word(path, known, count);
    if (nearest) diag_hint(d, diag, "did you mean %s?", nearest);
    else diag_hint(d, diag, "nothing shows it");
}

static void check_keys(struct diags *d, const struct node *strings, const char *above)
{
    char path[96];
    for (size_t i = 0; i < strings->count; i++) {
        snprintf(path, sizeof path, "%s%s%s", above, *above ? "." : "", strings->keys[i]->text);
        if (is_known(path)) continue;
        if (is_above(path) && strings->items[i]->kind == NODE_MAP)
            check_keys(d, strings->items[i], path);
        else if (!is_above(path)) warn_of(d, path, strings->keys[i]->place);
    }
}

bool words_check(struct diags *d, const char *language, const struct node *strings)
{
    if (strings->kind != NODE_MAP) {
        diag_error(d, strings->place, "strings-not-map",
                   "the strings of \"%s\" are a map of keys to texts", language);
        return false;
    }
    struct arena a = {0};
    struct words w = words_new(&a, language, strings);
    struct place file = {.source = strings->place.source};
    bool ok = true;
    check_keys(d, strings, "");
    for (size_t i = 0; i < COUNT(specs); i++) {
        const struct node *n = words_node(&w, specs[i].key);
        if (n && !node_is_null(n)) {
            ok &= check_spec(d, &specs[i], n);
            continue;
        }
        diag_error(d, file, "string-missing", "the string \"%s\" is missing", specs[i].key);
        ok = false;
    }
    arena_free(&a);
    return ok;
}
