"""S6: the nearest leader calls the employee in.

An invitation from the leader on the pack's first page, with date, time and place when they are known and write-on lines when
not; a calendar file when they are.
"""
from mutation import Code, Text
from papers import Missing

PACK = "templates/nb/pack.md"


def check_calendar(papers):
    files = papers.made("packs", "calendar", employee="e1102")
    text = files[0].read_text(encoding="utf-8") if files else ""
    if "DTSTART;TZID=Europe/Oslo:20270114T090000" not in text or "LOCATION:Møterom 2" not in text:
        raise Missing("there is no calendar file with the conversation of e1102")


def case(papers):
    invited = papers.pack("e1102")
    first = type(invited)("the first page of the pack of e1102", invited.pages[:1])
    first.in_order("Velkommen til samtale, Maja Solberg", "Ingrid Haugen inviterer deg", "Dato og tid", "Sted",
                   "torsdag 14. januar 2027 kl. 09.00", "Møterom 2", "Passer det ikke? Si fra til Ingrid Haugen.")
    open_time = papers.pack("e1104")
    open_time.shows("Jon Áilu Eira inviterer deg", "Dere har ikke avtalt tid ennå")
    for label in "Dato", "Klokkeslett", "Sted":
        open_time.has_empty_field(label)
    check_calendar(papers)


MUTANTS = {
    "the invitation": Text(PACK, r"^- \{ if: leader\.name, text: \"\{\{leader\.name\}\} inviterer .*?\n"),
    "date and time": Text(PACK, r"^- \{ label: Dato og tid.*?\n"),
    "the place": Text(PACK, r"^- \{ label: Sted, value.*?\n"),
    "lines for time and place": Text(PACK, r"^- \{ label: Klokkeslett.*?\n"),
    "the calendar file": Code("generator/run/papers.c", r"if \(!w->run->calendar\.cycle \|\| ",
                              'if (strcmp(document, "leader-pack") || !w->run->calendar.cycle || '),
    "whom to tell": Text(PACK, r"^\*\*Passer det ikke.*?\n"),
}
