"""S4: unit leaders frame the conversations with their own focus areas, and ask how the employee can contribute to them.

A framing page: the leader's message beside the unit's focus areas, and under each the question how you can contribute, with
lines to answer on. No text says left or right.
"""
from mutation import Text
from papers import Missing

PACK = "templates/nb/pack.md"


def case(papers):
    frame = papers.pack("e1303").section("Dette legger vi særlig vekt på", until="Forbered deg")
    frame.shows("Vi har et år med fungerende rektor", "Hilsen Ahmed Yusuf Warsame")
    areas = ["Lesing på alle trinn", "Friminutt der alle har noen", "Samisk og flere språk i hverdagen", "Besøk hos hverandre"]
    frame.shows(*areas)
    frame.in_order(*[text for area in areas for text in (area, "Hvordan kan du bidra?")])
    frame.has_lines_under("Hvordan kan du bidra?")
    frame.hides("til venstre", "til høyre")
    if len(frame.pages) != 1:
        raise Missing(f"the framing page is {len(frame.pages)} pages")


MUTANTS = {
    "the message": Text(PACK, r"  value: team\.message\n", "  label: Hei\n"),
    "who it is from": Text(PACK, r"  text: Hilsen \{\{team\.leader\.name\}\}\n"),
    "the focus areas": Text(PACK, r"- width: 3\n  if: team\.priorities\n.*?\n(?=- width)"),
    "the question": Text(PACK, "ask: Hvordan kan du bidra\\?, ", ""),
    "lines": Text(PACK, "Hvordan kan du bidra\\?, lines: 3", "Hvordan kan du bidra?"),
}
