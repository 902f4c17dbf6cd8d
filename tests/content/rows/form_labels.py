"""S19: the form: Ansatt, Leder, Dato; Mål og prioriterte oppgaver; its four columns.

The action-plan form, blank or prefilled, these labels to the letter in bokmål.
"""
from mutation import Text
from papers import Missing

FORM = "templates/nb/action-plan.md"
LABELS = ["Mål og prioriterte oppgaver", "Ansatt", "Leder", "Dato", "Arbeidsmål og personlige- og faglige utviklingsmål",
          "Tiltak og aktiviteter", "Ansvarlig", "Tidsfrist"]


def case(papers):
    blank, filled = papers.blank("action-plan", 3), papers.form("action-plan", "e1102")
    for form in blank, filled, papers.pack("e1303").section("Mål og prioriterte oppgaver"):
        form.in_order(*LABELS)
        form.says_exactly(*LABELS)
    blank.has_empty_field("Ansatt")
    blank.has_empty_field("Dato")
    blank.has_empty_cards("Arbeidsmål og personlige- og faglige utviklingsmål", "Tiltak og aktiviteter", 4)
    if sum("Ark 1, forside" in page for page in blank.pages) != 3:
        raise Missing("three blank copies do not each begin with a sheet")
    filled.in_order("Maja Solberg", "Ingrid Haugen", "14. januar 2027", "Barnehager, skole og helsestasjon melder fra",
                    "Pilot ved Solbakken skole", "Medarbeideren", "15. mars 2027", "Fagteamet", "Løpende")


MUTANTS = {
    "Ansatt": Text(FORM, "label: Ansatt", "label: Medarbeider"),
    "Leder": Text(FORM, "label: Leder,", "label: Nærmeste leder,"),
    "Dato": Text(FORM, "label: Dato, field", "label: Når, field"),
    "the heading": Text(FORM, "^# Mål og prioriterte oppgaver", "# Mål"),
    "the user's hyphen": Text(FORM, "personlige- og faglige", "personlige og faglige"),
    "measures": Text(FORM, "measure: Tiltak og aktiviteter", "measure: Tiltak"),
    "who is responsible": Text(FORM, "responsible: Ansvarlig", "responsible: Hvem"),
    "cards": Text(FORM, r"^blank: 5", "blank: 1"),
    "deadlines": Text(FORM, "deadline: Tidsfrist", "deadline: Frist"),
}
