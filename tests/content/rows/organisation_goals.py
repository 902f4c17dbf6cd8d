"""S1: the organisation's goals and strategies are the starting point.

The root unit's priorities open the goals section of every pack.
"""
from mutation import Text

PACK = "templates/nb/pack.md"


def case(papers):
    for employee in "e1002", "e1303", "e1603":
        goals = papers.pack(employee).section("Målene vi jobber mot", until="Dette legger vi særlig vekt på")
        goals.in_order("Målene vi jobber mot", "Nordlia kommune", "Livskvalitet hele livet", "Folk vil arbeide her – og bli",
                       "Natur og klima teller med i alle valg", "Enklere hverdag for innbyggere og ansatte")
        goals.shows("Vi setter inn hjelp før problemene vokser", "Felles mottak for bekymringer om barn og unge")
    papers.pack("e1303").shows("Målene og strategiene til Nordlia kommune er utgangspunktet")


MUTANTS = {
    "the levels above": Text(PACK, "each level in levels", "each level in units"),
    "what the goals say": Text(PACK, r"(of: level\.own-priorities\n)", r"\1show: titles\n"),
    "the first part of the process": Text(PACK, "Målene og strategiene til .* er utgangspunktet\\. "),
}
