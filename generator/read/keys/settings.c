// What the keys of samtale.yaml mean.
#include "base/array.h"
#include "base/translate.h"
#include "read/keys/keys.h"

static const struct keys_entry entries[] = {
    {.path = "organisation",
     .says = N_("The organisation's name, as papers print it."),
     .example = YAML("organisation: Nordlia kommune")},
    {.path = "language",
     .says = N_("The language of papers. A unit or a person can have another."),
     .value = N_("nb, nn, en, or a folder in your templates/"),
     .otherwise = "nb",
     .example = YAML("language: nn")},
    {.path = "paper",
     .says = N_("The size of the paper."),
     .otherwise = "A4",
     .example = YAML("paper: A4")},
    {.path = "period",
     .says = N_("The name of the period. Folders are named after it, such as plans/2027. samtale "
                "new-period begins the next one; --period works with one before."),
     .value = N_("letters a–z, digits, - and _"),
     .example = YAML("period: 2026-27")},
    {.path = "previous-period",
     .says = N_("The period before this one. Packs look back on its plans."),
     .value = N_("letters a–z, digits, - and _"),
     .otherwise = N_("packs look back on nothing"),
     .example = YAML("previous-period: 2026")},
    {.path = "dates",
     .says = N_("The period's first and last day."),
     .example = YAML("dates: { from: 2027-01-01, to: 2027-12-31 }")},
    {.path = "dates.from", .says = N_("The period's first day.")},
    {.path = "dates.to", .says = N_("The period's last day.")},
    {.path = "conversations",
     .says = N_("When conversations are held. The rest is the same for all of them."),
     .example = YAML("conversations:\n"
                     "  from: 2027-01-11\n"
                     "  to: 2027-02-26\n"
                     "  minutes: 60\n"
                     "  notice-days: 10")},
    {.path = "conversations.from", .says = N_("The first day on which conversations are held.")},
    {.path = "conversations.to", .says = N_("The last day on which conversations are held.")},
    {.path = "conversations.minutes",
     .says = N_("How long a conversation is set to last, in minutes."),
     .otherwise = "90"},
    {.path = "conversations.notice-days",
     .says = N_(
         "How many days ahead people are told when their conversation is. check --as-of DAY warns "
         "of those who are told later."),
     .otherwise = "14"},
    {.path = "plan-within-days",
     .says = N_("Days after the conversation in which the plan is agreed."),
     .otherwise = "14",
     .example = YAML("plan-within-days: 21")},
    {.path = "follow-ups",
     .says = N_("The conversations in which goals are followed up."),
     .otherwise = N_("there are none"),
     .example = YAML("follow-ups:\n"
                     "  - { name: Vår, from: 2027-05-03, to: 2027-06-11 }\n"
                     "  - { name: Høst, from: 2027-09-20, to: 2027-10-29 }")},
    {.path = "follow-ups.name", .says = N_("What papers call it.")},
    {.path = "follow-ups.from", .says = N_("The first day on which it is held.")},
    {.path = "follow-ups.to", .says = N_("The last day on which it is held.")},
    {.path = "evaluation",
     .says = N_(
         "When plans are evaluated: at a time of its own, or in the next period's conversation."),
     .value = N_("the keys from and to, or with-next-conversation"),
     .otherwise = N_("papers name no time for it"),
     .example = YAML("evaluation: { from: 2027-11-29, to: 2027-12-17 }")},
    {.path = "evaluation.from", .says = N_("The first day on which plans are evaluated.")},
    {.path = "evaluation.to", .says = N_("The last day on which plans are evaluated.")},
    {.path = "process-evaluation",
     .says = N_("When people say, anonymously, what they think of the conversations."),
     .otherwise = N_("papers name no time for it"),
     .example = YAML("process-evaluation: { from: 2027-03-01, to: 2027-03-19 }")},
    {.path = "process-evaluation.from", .says = N_("The first day on which people answer.")},
    {.path = "process-evaluation.to", .says = N_("The last day on which people answer.")},
    {.path = "new-within-days",
     .says = N_("Days after joining in which somebody new has a conversation."),
     .otherwise = "42",
     .example = YAML("new-within-days: 30")},
    {.path = "salary",
     .says = N_("Whether pay is talked about, or has a conversation of its own. Packs and guides "
                "say so in a sentence."),
     .otherwise = N_("papers say nothing about pay"),
     .example = YAML("salary: separate")},
    {.path = "waves",
     .says = N_("Leaders have their own conversation before those that they hold: one wave for "
                "each level, from the top. by-load: a wave is as long as its busiest leader needs, "
                "and waves overlap where they must. by-size: the more conversations in a wave, the "
                "longer it is. A list: the first day of each wave, or its first and last."),
     .value = N_("by-load, by-size, or a list of days or of { from: DAY, to: DAY }"),
     .otherwise = "by-load",
     .example = YAML("waves: [2027-01-11, 2027-01-20, { from: 2027-02-01, to: 2027-02-26 }]")},
    {.path = "waves.from", .says = N_("The wave's first day.")},
    {.path = "waves.to", .says = N_("The wave's last day.")},
    {.path = "per-day",
     .says = N_("How many conversations a leader can hold on a day. check warns where somebody has "
                "more than fit."),
     .otherwise = "2",
     .example = YAML("per-day: 3")},
    {.path = "closed",
     .says = N_("When no conversations are held, besides weekends and public holidays."),
     .value = N_("a list of days or of { from: DAY, to: DAY }"),
     .otherwise = N_("all working days are open"),
     .example = YAML("closed: [{ from: 2027-02-15, to: 2027-02-19 }, 2027-03-24]")},
    {.path = "closed.from", .says = N_("The first day without conversations.")},
    {.path = "closed.to", .says = N_("The last day without conversations.")},
    {.path = "hr",
     .says = N_("Whom papers name for questions."),
     .example = YAML("hr:\n"
                     "  name: HR-avdelingen\n"
                     "  email: hr@nordlia.example\n"
                     "  phone: \"+47 00 00 00 00\"")},
    {.path = "hr.name", .says = N_("Who it is: a department or a person.")},
    {.path = "hr.email", .says = N_("The e-mail address for questions.")},
    {.path = "hr.phone", .says = N_("The telephone number for questions.")},
    {.path = "mail",
     .says = N_("What samtale mail writes into messages."),
     .otherwise = N_("they are from hr.email, and say where files are without a link"),
     .example = YAML("mail:\n"
                     "  links: https://files.nordlia.example/samtale/out/\n"
                     "  from: samtale@nordlia.example")},
    {.path = "mail.links",
     .says = N_("Where people reach the output folder: links begin with it. Give each person "
                "access to their own files only."),
     .value = N_("https://…, file://… or a share such as \\\\server\\out")},
    {.path = "mail.from", .says = N_("The e-mail address that messages are from.")},
    {.path = "privacy",
     .says = N_("What papers say about personal data. check warns when basis or officer is "
                "missing."),
     .otherwise = N_("papers do not say on what legal basis plans are kept"),
     .example = YAML("privacy:\n"
                     "  basis: Arbeidsavtalen og arbeidsmiljøloven\n"
                     "  officer: personvern@nordlia.example\n"
                     "  marking: Personlig\n"
                     "  discussed-with-unions: 2026-11-20")},
    {.path = "privacy.basis", .says = N_("The legal basis on which plans are kept.")},
    {.path = "privacy.officer",
     .says = N_("Whom to ask about personal data."),
     .otherwise = N_("papers name HR")},
    {.path = "privacy.marking",
     .says = N_("The word with which pages are marked as personal."),
     .otherwise = N_("Personlig, or the same in the paper's language")},
    {.path = "privacy.discussed-with-unions",
     .says = N_("The day on which this was discussed with the unions. check warns when "
                "conversations begin "
                "before it.")},
    {.path = "share",
     .says = N_("group: the folder's group shares what samtale writes."),
     .otherwise = N_("it is yours alone"),
     .example = YAML("share: group")},
    {.path = "keep",
     .says = N_(
         "How long plans and answers are kept. Papers say so, check says what is kept longer, and "
         "samtale purge removes it."),
     .example = YAML("keep: { plans: 2, answers: until-summary, archived: personnel-file }")},
    {.path = "keep.plans",
     .says = N_("For how many periods a plan is kept, its own counted."),
     .otherwise = "2"},
    {.path = "keep.answers",
     .says = N_("How long anonymous answers are kept: until they are summed up, or for so "
                "many periods."),
     .value = N_("until-summary, or a whole number from 1 to 20"),
     .otherwise = "until-summary"},
    {.path = "keep.archived",
     .says = N_("Says that the law has agreed plans kept in the personnel file, so that "
                "papers do not promise to delete them."),
     .value = "personnel-file",
     .otherwise = N_("papers say by when plans are deleted")},
    {.path = "archive",
     .says = N_("What samtale archive says of the papers that it hands over."),
     .example = YAML("archive:\n"
                     "  case: 2027/123\n"
                     "  personnel-case: \"P-{id}\"\n"
                     "  access: UO\n"
                     "  authority: Offentleglova § 13")},
    {.path = "archive.case",
     .says = N_("The number of the case that reports and start letters belong to."),
     .otherwise = N_("the period's name")},
    {.path = "archive.personnel-case",
     .says = N_("The number of each person's case; {id} stands for the person's id, which else "
                "comes behind it."),
     .otherwise = N_("the person's id")},
    {.path = "archive.access",
     .says = N_("The access code of personal papers."),
     .otherwise = N_("they are shielded with UO")},
    {.path = "archive.authority",
     .says = N_("The law that personal papers are shielded by."),
     .otherwise = N_("Offentleglova § 13 with forvaltningsloven § 13")},
    {.path = "logo",
     .says = N_("The organisation's logo, for papers."),
     .value = N_("a PNG or JPEG file in the cycle directory"),
     .otherwise = N_("there is none"),
     .example = YAML("logo: logo.png")},
    {.path = "typeface",
     .says = N_("The organisation's own typeface."),
     .otherwise = "Noto Sans",
     .example = YAML("typeface:\n"
                     "  regular: fonts/House-Regular.ttf\n"
                     "  bold: fonts/House-Bold.ttf\n"
                     "  italic: fonts/House-Italic.ttf\n"
                     "  bold-italic: fonts/House-BoldItalic.ttf")},
    {.path = "typeface.regular", .says = N_("The font of running text.")},
    {.path = "typeface.bold", .says = N_("The font of bold text."), .otherwise = "Noto Sans"},
    {.path = "typeface.italic",
     .says = N_("The font of text in italics."),
     .otherwise = "Noto Sans"},
    {.path = "typeface.bold-italic",
     .says = N_("The font of bold text in italics."),
     .otherwise = "Noto Sans"},
    {.path = "summary",
     .says = N_("What summaries show."),
     .example = YAML("summary: { smallest-group: 10 }")},
    {.path = "summary.smallest-group",
     .says = N_("Summaries show results of groups of at least so many people, never of fewer than "
                "ten: a rough share, and from twice as many a share in fives."),
     .otherwise = "10"},
    {.path = "competences",
     .says = N_("What people can say they need to know more of. Plans name it by its id, and "
                "summaries count it."),
     .value = N_(
         "ids, each with a name, or one for each language: { digital: Digital dømmekraft }"),
     .otherwise = N_("needs are written in words, and not counted"),
     .example = YAML("competences:\n"
                     "  digital: Digital dømmekraft\n"
                     "  leading: Ledelse")},
    {.path = "part",
     .says = N_("Which leader's part of the organisation this is. samtale split writes it."),
     .otherwise = N_("it is the whole organisation's"),
     .example = YAML("part: { leader: e1001 }")},
    {.path = "part.leader", .says = N_("The leader's id in org.yaml.")},
};

const struct keys_file keys_settings = {
    .topic = "samtale.yaml",
    .name = "samtale.yaml",
    .says = N_("the cycle: period, days and what is the same for everybody"),
    .tables = settings_tables,
    .told = 1,
    .entries = entries,
    .entry_count = COUNT(entries),
};
