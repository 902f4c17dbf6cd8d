"""S10: HR evaluates the process and its tools, and maps the need for training in using the method.

An anonymous process-evaluation form with one scale per tool and training needs to tick. Nothing on it says who answers.
"""
from mutation import Text
from papers import Missing

FORM = "templates/nb/process-evaluation.md"
TOOLS = ["Forberedelsespakken", "Spørsmålene", "Handlingsplanen", "Oppfølgingsarket"]
NEEDS = ["å sette mål", "å gi tilbakemelding", "vanskelige samtaler", "å bruke skjemaene"]


def case(papers):
    form = papers.single("process-evaluation")
    form.in_order("Prosessevaluering", "Svar uten navn. Skriv ikke noe som viser hvem du eller andre er.", "Helt uenig",
                  "Helt enig", "Vet ikke", *TOOLS, "Hva trenger du mer opplæring i?", *NEEDS, "Hva hjalp deg?",
                  "Hva bør vi gjøre annerledes neste gang?")
    if form.count("mark") < 6 * len(TOOLS):
        raise Missing("a tool has no scale from 1 to 5 and one for who does not know")
    if form.count("check") < len(NEEDS):
        raise Missing("a training need has no box to tick")
    form.hides("Personlig", "Ingrid Haugen", "Solbakken")
    if [entry for entry in papers.manifest("forms process-evaluation")[1] if entry.get("employee") or entry.get("unit")]:
        raise Missing("the form belongs to somebody")


MUTANTS = {
    "a tool": Text(FORM, r"^  - \{ id: follow-up-sheet.*?\n"),
    "a training need": Text(FORM, r"^  - \{ id: difficult-talks.*?\n"),
    "who does not know": Text(FORM, r"^unknown: Vet ikke\n"),
    "anonymity in words": Text(FORM, r"^> \*\*Svar uten navn.*?\n"),
    "anonymity": Text(FORM, "^for: organisation", "for: employee"),
    "the marking": Text(FORM, "^marking: .*?\n", 'marking: "{{privacy.marking}}"\n'),
    "open questions": Text(FORM, r"^## Hva hjalp deg\?\n"),
}
