"""S11: the first conversation sets the course for the period.

The action-plan form closes the pack.
"""
from mutation import Text

PACK = "templates/nb/pack.md"


def case(papers):
    for employee in "e1102", "e1607":
        pack = papers.pack(employee)
        pack.section("Mål og prioriterte oppgaver").in_order("Ansatt", "Tiltak og aktiviteter", "Underskrift")
        last = type(pack)(f"the last page of the pack of {employee}", pack.pages[-1:])
        last.shows("Vi er enige om planen")
        pack.shows("setter kursen for perioden")


MUTANTS = {
    "the form": [Text(PACK, r"^```include action-plan\n```\n"), Text(PACK, r"^- \{ name: Ta med.*?\n")],
    "the form at the end": Text(PACK, r"\Z", "\n# Mer\n\nEnda en side.\n"),
    "the course": Text(PACK, "Den setter kursen for perioden, og begge", "Begge"),
}
