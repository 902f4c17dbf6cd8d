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
    first.in_order("Maja Solberg", "Din mål- og utviklingssamtale", "Torsdag 14. januar", "Passer ikke tiden? Si fra til Ingrid Haugen.")
    first.shows("Når", "kl. 09.00–10.30", "Hvor", "Møterom 2", "Med", "Frist for samtalen er")
    invited.has_field("Med")
    open_time = papers.pack("e1104")
    open_time.shows("Dere har ikke avtalt tid ennå. Finn et tidspunkt med Jon Áilu Eira")
    for label in "Når", "Hvor":
        open_time.has_empty_field(label)
    check_calendar(papers)


MUTANTS = {
    "the leader": Text(PACK, r"^  text: \[\"\{\{holder\.name\}\}\"\]\n"),
    "date and time": Text(PACK, r"^- \{ if: conversation\.agreed, label: Når.*?\n"),
    "the place": Text(PACK, r'text: \["\{\{conversation\.place\}\}"\], '),
    "a line for the time": Text(PACK, r"^- \{ if: not conversation\.agreed, label: Når.*?\n"),
    "the calendar file": Code("generator/run/papers.c", r"if \(!r->calendar\.cycle \|\| ",
                              'if (strcmp(o->document, "leader-pack") || !r->calendar.cycle || '),
    "whom to tell": Text(PACK, r"^- \{ if: holder\.name, strong: true, text: \"Passer.*?\n"),
}
