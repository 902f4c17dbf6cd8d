"""S12: goals and development are worked out in partnership.

The form and the sheets have room for both voices.
"""
from mutation import Text

PLAN, FOLLOW_UP, EVALUATION = (f"templates/nb/{name}.md" for name in ("action-plan", "follow-up-preparation", "evaluation"))


def case(papers):
    plan = papers.form("action-plan", "e1303")
    plan.shows("Underskrift, ansatt", "Underskrift, leder")
    plan.has_lines_under("Skriv hva dere er uenige om")
    papers.form("action-plan", "e1102").shows("Vi er uenige om prosjektet trenger en halv stilling")
    sheet = papers.form("follow-up-preparation", "e1303")
    sheet.shows("forbered dere hver for dere", "Medarbeiderens del: Silje Marie Antonsen", "Lederens del: Ahmed Yusuf Warsame")
    evaluation = papers.form("evaluation", "e1303")
    evaluation.has_lines_under("Kommentar fra medarbeideren")
    evaluation.has_lines_under("Kommentar fra lederen")
    papers.pack("e1303").shows("begge skal kjenne seg igjen i det dere avtaler")


MUTANTS = {
    "disagreement in the plan": Text(PLAN, r"^```lines\nlabel: Skriv hva dere er uenige om.*?```\n"),
    "the leader's signature": Text(PLAN, r'^- \{ label: "Underskrift, leder".*?\n'),
    "the leader's voice on the sheet": Text(FOLLOW_UP, r"^## Lederens del.*?\n"),
    "the employee's voice on the sheet": Text(FOLLOW_UP, r"^## Medarbeiderens del.*?\n"),
    "the employee's voice in the evaluation": Text(EVALUATION, r"^- lines: \{ label: \"Kommentar fra medarbeideren.*?\n"),
    "the leader's voice in the evaluation": Text(EVALUATION, r"^- lines: \{ label: \"Kommentar fra lederen.*?\n"),
    "both in the process": Text("templates/nb/pack.md", ", og begge skal kjenne seg igjen i det dere avtaler"),
}
