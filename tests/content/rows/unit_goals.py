"""S2: units make goals and action plans concrete from them.

Each unit's priorities follow its parents' in the pack, from the root down. A priority names what it supports, and the pack
shows that thread; a unit's own measures stand under its priorities.
"""
from mutation import Code, Text

PACK = "templates/nb/pack.md"


def case(papers):
    goals = papers.pack("e1603").section("Målene vi jobber mot")
    goals.in_order("Livskvalitet hele livet", "Helse og mestring", "Hjemmetjenesten", "Sone nord", "Kjente folk på faste dager",
                   "Støtter satsingsområdet «Færre ansikter hos hver bruker»", "Nye kjørelister for Ytre Lia",
                   "Støtter satsingsområdene «Hverdagsmestring først» og «Lenger hjemme»")
    papers.pack("e1303").in_order("Oppvekst og kultur", "Tidlig innsats", "Støtter satsingsområdet «Livskvalitet hele livet»",
                                  "Solbakken skole", "Lesing på alle trinn", "Støtter satsingsområdet «Tidlig innsats»")
    papers.pack("e1303").shows("Hver enhet gjør dem konkrete i egne mål og handlingsplaner")


MUTANTS = {
    "what it supports": Text("sample/priorities/2027/sone-nord.md", r" supports=[a-z,-]+"),
    "the words of the thread": Text("templates/nb/strings.yaml", "Støtter satsingsområde", "Satsingsområde"),
    "measures": Text("sample/priorities/2027/sone-nord.md", r"^\|.*?\n(?!\|)"),
    "the order": Code("generator/compose/values/unit.c", r"level < depth; level\+\+\) \{", "level < depth; level++) {\n            if (level && level + 1 < depth) continue;"),
}
