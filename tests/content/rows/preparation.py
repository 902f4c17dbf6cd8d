"""S7: leaders and employees prepare.

Preparation sheets for both: the employee's in the pack, the leader's in a leader pack. The notes are their own.
"""
from mutation import Text

PACK, LEADER_PACK = "templates/nb/pack.md", "templates/nb/leader-pack.md"
OWN = "Notatene er dine egne. Ingen samler dem inn."


def case(papers):
    sheet = papers.pack("e1303").section("Forbered deg", until="Forrige plan")
    sheet.shows(OWN, "Ikke skriv om helse eller om andre personer")
    sheet.has_lines_under("Hvilke av dine ferdigheter og sterke sider får du bruk for i jobben?")
    sheet = papers.leader_pack("e1302").section("Samtalen med Silje Marie Antonsen", until="Samtalen med Even Strand-Nilsen")
    papers.leader_pack("e1302").section("Notatene dine", until="Samtalen med Silje").shows(OWN)
    sheet.shows("Ikke skriv om helse eller om andre personer", "onsdag 10. februar 2027 kl. 12.45", "Rektors kontor",
                "Alle på 1. trinn kan lese enkle tekster til jul")
    sheet.has_lines_under("Dette vil jeg gi ros for")


MUTANTS = {
    "the employee's lines": Text(PACK, "show: chosen\nlines: 3", "show: chosen"),
    "the employee's own notes": Text(PACK, OWN.replace(".", "\\."), "Les dette."),
    "the leader's sheets": Text(LEADER_PACK, r"^```if people\.pages\n```\n# Notatene dine.*\Z"),
    "the leader's own notes": Text(LEADER_PACK, OWN.replace(".", "\\."), "Les dette."),
    "the leader's lines": Text(LEADER_PACK, r'label: "Dette vil jeg gi ros for", lines: \{ count: \d+ \}', "label: Dette vil jeg gi ros for"),
}
