"""S4: unit leaders frame the conversations with their own focus areas, and ask how the employee can contribute to them.

In the pack the leader's words, then the unit's focus areas in full, and under each the question how you can contribute, with
lines to answer on. No text says left or right.
"""
from mutation import Text
from papers import Missing

PACK = "templates/nb/pack.md"


def case(papers):
    frame = papers.pack("e1303").section("Målene vi jobber mot", until="Forrige plan")
    frame.shows("Vi har et år med fungerende rektor", "Hilsen Ahmed Yusuf Warsame")
    areas = ["Lesing på alle trinn", "Friminutt der alle har noen", "Samisk og flere språk i hverdagen", "Besøk hos hverandre"]
    frame.shows(*areas, "Etterpå tar dere en kvarters prat")
    frame.in_order(*[text for area in areas for text in (area, "Hvordan kan du bidra?")])
    frame.has_lines_under("Hvordan kan du bidra?")
    frame.hides("til venstre", "til høyre")
    if len(frame.pages) > 2:
        raise Missing(f"the goals take {len(frame.pages)} pages")


MUTANTS = {
    "the message": Text(PACK, r"^> \{\{team\.message\}\}\n", "> Hei\n"),
    "who it is from": Text(PACK, r"^> Hilsen .*?\n"),
    "the focus areas in full": Text(PACK, r"^level: 3\nask", "show: titles\nask"),
    "the question": Text(PACK, r"^ask: Hvordan kan du bidra\?\n"),
    "lines": Text(PACK, r"^(ask: Hvordan kan du bidra\?\n)lines: 2\n", r"\1"),
}
