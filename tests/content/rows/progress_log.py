"""S16: process, progress and development are documented along the way.

A progress log: on the follow-up sheet what has happened to each goal, with lines until it is written; in the evaluation all of
it, with dates.
"""
from mutation import Text

SHEET, EVALUATION = "templates/nb/follow-up.md", "templates/nb/evaluation.md"


def case(papers):
    sheet = papers.form("follow-up", "e1102", "--follow-up all")
    sheet.shows("Dette har skjedd", "To av fire samlinger er gjennomført", "Opplæringen mangler i to barnehager")
    papers.form("follow-up", "e1303").has_lines_under("Dette har skjedd")
    papers.form("follow-up", "e1303").has_place_for("follow-ups/f1/progress/g1/note")
    papers.form("evaluation", "e1102").in_order(
        "Barnehager, skole og helsestasjon melder fra", "20. mai 2027", "I rute", "Piloten går i alle tre virksomhetene",
        "7. oktober 2027", "Forsinket", "Opplæringen mangler i to barnehager")
    papers.pack("e1303").shows("Underveis noterer dere hva som er gjort, og hva dere har lært")


MUTANTS = {
    "notes on the sheet": Text(SHEET, r"^field: goal\.note\n"),
    "lines on the sheet": Text(SHEET, r"^```lines\nlabel: Dette har skjedd\n.*?```\n"),
    "the log in the evaluation": Text(EVALUATION, r"^```table\nrows: goal\.log\n.*?```\n"),
    "it in the process": Text("templates/nb/pack.md", " Underveis noterer dere .*? lært\\.", ""),
}
