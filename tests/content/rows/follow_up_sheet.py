"""S15: the learning-and-reflection conversation is prepared by employee and leader.

A follow-up sheet for each formal follow-up, the next one first, for both, with the plan's goals and their status; and a sheet
to prepare on, which is cut in two.
"""
from mutation import Text

SHEET, PREPARATION = "templates/nb/follow-up.md", "templates/nb/follow-up-preparation.md"


def case(papers):
    held = papers.form("follow-up", "e1102", "--follow-up all")
    held.in_order("Oppfølging vår 2027", "Lærings- og refleksjonssamtale 1 av 2", "Maja Solberg", "20. mai 2027", "Slik går det med målene",
                  "Barnehager, skole og helsestasjon melder fra på samme måte", "Piloten går i alle tre virksomhetene",
                  "Dette har vi lært", "De ansatte bruker skjemaet", "Dette gjør vi nå", "Ta med vikarene i opplæringen",
                  "Oppfølging høst 2027", "Lærings- og refleksjonssamtale 2 av 2", "7. oktober 2027", "Studiedagene kolliderer med budsjettarbeidet")
    held.shows("I rute", "Forsinket", "Trenger hjelp")
    ahead = papers.form("follow-up", "e1303")
    ahead.in_order("Oppfølging vår 2027", "Dere forbereder dere begge to", "Alle på 1. trinn som strever med lesing, får kurs innen to uker",
                   "Tiltak som ikke er ferdige", "Skal målet endres?", "Neste samtale")
    ahead.hides("2 av 2")
    ahead.has_lines_under("Dette har skjedd")
    notes = papers.form("follow-up-preparation", "e1303")
    notes.in_order("Før oppfølgingen vår 2027", "Medarbeiderens del", "Hva har gått bra", "Lederens del", "Hva har gått bra")
    notes.has_lines_under("Hva har gått bra, og hva gjorde det mulig?")
    ahead.has_place_for("follow-ups/f1/progress/g1/status")
    ahead.has_place_for("follow-ups/f1/learnt")
    held.has_place_for("follow-ups/f2/progress/g5/status", "needs-help")


MUTANTS = {
    "one of the sheets": Text("sample/samtale.yaml", r"^  - \{ name: Høst.*?\n"),
    "the goals": Text(SHEET, "each goal in sheet\\.goals else 4", "each goal in plan.other-goals"),
    "their status": Text(SHEET, r"^```choices\nlabel: Status\n.*?```\n"),
    "measures that are not done": Text(SHEET, r"Tiltak som ikke er ferdige", "Tiltak"),
    "preparing": Text(SHEET, r"^Dere forbereder dere begge to: "),
    "questions to prepare": Text(PREPARATION, r"Hva har gått bra, og hva gjorde det mulig\?", "Stikkord"),
    "the leader's part": Text(PREPARATION, r"^## Lederens del.*?\n"),
    "which one it is": Text(SHEET, r"\{\{sheet\.when\}\}", "2027"),
    "a change of goals": Text(SHEET, r"^label: Skal målet endres\?\n", "label: Annet\n"),
    "what was learnt": Text(SHEET, r"^field: sheet\.learnt\n"),
    "a place for what was learnt": Text(SHEET, r"^```lines\nlabel: Dette har vi lært\n.*?```\n"),
}
