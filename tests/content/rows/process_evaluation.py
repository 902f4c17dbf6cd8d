"""S10: HR evaluates the process and its tools, and maps the need for training in using the method.

An anonymous process-evaluation form with one scale per tool and training needs to tick. Nothing on it says who answers.
"""
from mutation import Text
from papers import Missing

FORM = "templates/nb/process-evaluation.md"
TOOLS = ["Forberedelsespakken", "Spørsmålene", "Handlingsplanen", "Oppfølgingsarket"]
NEEDS = ["å sette mål", "å gi tilbakemelding", "vanskelige samtaler", "å bruke skjemaene"]


def case(papers):
    for unit in "solbakken", "":
        judge(papers.unit_form("process-evaluation", unit))
    papers.unit_form("process-evaluation", "solbakken").shows("Alle som svarer for Solbakken skole, får det samme skjemaet.")
    papers.unit_form("process-evaluation", "").hides("Solbakken")
    if [entry for entry in papers.manifest("forms process-evaluation")[1] if entry.get("employee")]:
        raise Missing("the form belongs to somebody")


def judge(form):
    form.in_order("Anonym prosessevaluering", "Lever skjemaet senest 2. juli 2027", "Svar uten navn. Skriv ikke noe som viser hvem du eller andre er.", "Helt uenig",
                  "Helt enig", "Vet ikke", *TOOLS, "Hva trenger du mer opplæring i?", *NEEDS, "Hva hjalp deg?",
                  "Hva bør vi gjøre annerledes neste gang?")
    if form.count("mark") < 6 * len(TOOLS):
        raise Missing("a tool has no scale from 1 to 5 and one for who does not know")
    if form.count("check") < len(NEEDS):
        raise Missing("a training need has no box to tick")
    form.hides("Personlig", "Ingrid Haugen", "Oppvekst")
    for id in "pack", "questions", "plan-form", "follow-up-sheet":
        form.has_place_for(f"scales/{id}")
    for id in "setting-goals", "giving-feedback", "difficult-talks", "using-forms":
        form.has_place_for(f"training-needs/{id}")


MUTANTS = {
    "a tool": Text(FORM, r"^  - \{ [^}\n]*id: follow-up-sheet.*?\n"),
    "a training need": Text(FORM, r"^  - \{ id: difficult-talks.*?\n"),
    "who does not know": Text(FORM, r"^unknown: Vet ikke\n"),
    "anonymity in words": Text(FORM, r"^\*\*Svar uten navn.*?\n"),
    "the deadline": Text(FORM, r"^> \*\*Lever skjemaet senest.*?\n"),
    "anonymity": Text(FORM, "^for: respondents", "for: employee"),
    "a form for those whom a unit would tell": Text(FORM, "^for: respondents", "for: unit"),
    "a unit's own form": Text(FORM, r"\{\{unit\.name\}\}", "enheten"),
    "training needs that are counted": Text(FORM, r"^field: answer\.training-needs\n"),
    "the marking": Text(FORM, "^marking: .*?\n", 'marking: "{{privacy.marking}}"\n'),
    "open questions": Text(FORM, r"^## Hva hjalp deg\?\n"),
}
