"""S17: tips for what leaders can tell their people together before the conversations.

A team-briefing sheet in the leader pack, built on the framing page.
"""
from mutation import Text

PACK = "templates/nb/leader-pack.md"


def case(papers):
    sheet = papers.leader_pack("e1302").section("Fortell alle dette før samtalene", until="Sjekkliste: før, under og etter")
    sheet.in_order("Fortell alle dette før samtalene", "Solbakken skole", "onsdag 27. januar 2027 kl. 14.15", "Personalrommet",
                   "Vi har et år med fungerende rektor", "Slik foregår det", "Formen er fri", "Fortrolighet og lønn",
                   "Samtalen er fortrolig", "Lønn er ikke tema her")
    sheet.shows("Dette legger vi særlig vekt på", "Lesing på alle trinn", "Friminutt der alle har noen",
                "Samisk og flere språk i hverdagen", "Besøk hos hverandre")


MUTANTS = {
    "the sheet": Text(PACK, r"^```each team in briefings\n```\n.*?(?=^# Sjekkliste)"),
    "the leader's message": Text(PACK, r"^  value: team\.message\n"),
    "the focus areas": Text(PACK, r"^  priorities: \{ of: team\.priorities, show: titles \}\n", ""),
    "when and where": Text(PACK, r"^- \{ label: Dato og tid, value: team\.briefing\.at.*?\n"),
    "what to say of the form": Text(PACK, "Formen er fri: ", "Møtes: "),
    "what to say of confidence": Text(PACK, r"^- Samtalen er fortrolig\. Notatene.*?\n"),
}
