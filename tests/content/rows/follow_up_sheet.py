"""S15: the learning-and-reflection conversation is prepared by employee and leader.

A follow-up sheet for each formal follow-up, for both, with the plan's goals and their status.
"""
from mutation import Text

SHEET = "templates/nb/follow-up.md"


def case(papers):
    held = papers.form("follow-up", "e1102")
    held.in_order("Lærings- og refleksjonssamtale 1 av 2", "Maja Solberg", "20. mai 2027", "Slik går det med målene",
                  "Barnehager, skole og helsestasjon melder fra på samme måte", "Piloten går i alle tre virksomhetene",
                  "Dette har vi lært", "De ansatte bruker skjemaet", "Dette gjør vi nå", "Ta med vikarene i opplæringen",
                  "Lærings- og refleksjonssamtale 2 av 2", "7. oktober 2027", "Studiedagene kolliderer med budsjettarbeidet")
    held.shows("I rute", "Forsinket", "Trenger hjelp", "Tidlig innsats")
    ahead = papers.form("follow-up", "e1303")
    ahead.in_order("Dere forbereder dere begge to", "Forbered dere hver for dere",
                   "Alle på 1. trinn som strever med lesing, får kurs innen to uker", "Skal målet endres?", "Neste samtale")
    ahead.has_lines_under("Dette har skjedd")
    ahead.has_place_for("follow-ups/f1/progress/g1/status")
    ahead.has_place_for("follow-ups/f1/learnt")
    held.has_place_for("follow-ups/f2/progress/g5/status", "needs-help")


MUTANTS = {
    "one of the sheets": Text("sample/samtale.yaml", r"^  - \{ name: Høst.*?\n"),
    "the goals": Text(SHEET, "each goal in sheet\\.goals else 3", "each goal in plan.other-goals"),
    "their status": Text(SHEET, r"^```choices\nlabel: Status\n.*?```\n"),
    "what they support": Text(SHEET, r"^```thread\n.*?```\n"),
    "preparing": Text(SHEET, r"^- Dere forbereder dere begge to\. ", "- "),
    "questions to prepare": Text(SHEET, r"^## Forbered dere hver for dere\n"),
    "a change of goals": Text(SHEET, r"^## Skal målet endres\?\n"),
    "what was learnt": Text(SHEET, r"^field: sheet\.learnt\n"),
    "a place for what was learnt": Text(SHEET, r"^```lines\nfield: sheet\.learnt\n.*?```\n"),
}
