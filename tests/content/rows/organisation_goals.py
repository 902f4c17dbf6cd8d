"""S1: the organisation's goals and strategies are the starting point.

The root unit's priorities open the goals section of every pack, in brief; in full for those whom the root unit frames.
"""
from mutation import Text

PACK = "templates/nb/pack.md"


def case(papers):
    for employee in "e1002", "e1303", "e1603":
        goals = papers.pack(employee).section("Målene vi jobber mot")
        goals.in_order("Målene vi jobber mot", "Nordlia kommune", "Livskvalitet hele livet", "Folk vil arbeide her – og bli",
                       "Natur og klima teller med i alle valg", "Enklere hverdag for innbyggere og ansatte")
        goals.shows("Nordlia skal være et godt sted å vokse opp, leve og bli gammel", "kommuneplanens samfunnsdel")
    papers.pack("e1002").shows("Vi setter inn hjelp før problemene vokser", "Felles mottak for bekymringer om barn og unge")
    papers.pack("e1303").shows("Målene og strategiene til Nordlia kommune er utgangspunktet")


MUTANTS = {
    "the levels above": Text(PACK, "each level in levels", "each level in units"),
    "what the goals say": Text(PACK, "show: brief", "show: titles"),
    "what the goals say in full": Text(PACK, r"^level: 3\n", "show: titles\n"),
    "the link to the plan": Text(PACK, r"\{\{level\.intro-short\}\}"),
    "the first part of the process": Text(PACK, r"^- \{ label: Mål og rammer\..*?\n"),
}
