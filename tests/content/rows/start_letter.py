"""S5: HR informs about the start.

A start letter from HR, for the organisation and for each unit, with the period, the window and the contact.
"""
from mutation import NoFile, Text
from papers import Missing

LETTER = "templates/nb/start-letter.md"


def case(papers):
    for unit, name in ("nordlia", "Nordlia kommune"), ("solbakken", "Solbakken skole"), ("sone-nord", "Sone nord"):
        letter = papers.start_letter(unit)
        letter.in_order("Vi starter mål- og utviklingssamtalene", f"Alle i {name}", "Organisasjonsstaben", "I 2027 har alle",
                        "Har du spørsmål?", "kontakt Organisasjonsstaben", "hr@nordlia.example", "+47 70 00 00 00")
        letter.has_field("Samtalene")
    papers.start_letter("nordlia").shows("11. januar–26. februar 2027", "3. mai–11. juni 2027", "14. juni–2. juli 2027",
                                         "29. november–17. desember 2027")
    letters = [entry["unit"] for entry in papers.manifest("packs")[1] if entry["document"] == "start-letter"]
    if len(set(letters)) != 8:
        raise Missing(f"{len(set(letters))} of the sample's eight units have a start letter")


MUTANTS = {
    "the letter": NoFile(LETTER),
    "who it is from": Text(LETTER, r"^- \{ label: Fra, .*?\n"),
    "the period": Text(LETTER, r"I \{\{cycle\.period\}\} har alle", "Nå har alle"),
    "the window": Text(LETTER, r"^- \{ label: Samtalene, .*?\n"),
    "the contact": Text(LETTER, r"^- \{ if: hr\.contact, .*?\n"),
}
