"""S13: a binding action plan, which the employee is responsible for writing.

The form says so, says by when, and both sign, or tick and date it on a screen; until they have, it is a draft.
"""
from mutation import Text

PLAN = "templates/nb/action-plan.md"


def case(papers):
    for form in papers.form("action-plan", "e1102"), papers.blank("action-plan"), papers.pack("e1303").section("Mål og prioriterte oppgaver"):
        form.in_order("Mål og prioriterte oppgaver", "Vi er enige om planen", "Medarbeideren skriver planen. Begge skriver under",
                      "senest 14 dager etter samtalen. Da er planen bindende for begge.", "Underskrift, ansatt", "Dato",
                      "Underskrift, leder", "Dato", "Lever planen til lederen din", "ta vare på en kopi")
    draft, agreed = papers.form("action-plan", "e1303"), papers.form("action-plan", "e1102")
    draft.shows("Dette er et utkast")
    agreed.hides("Dette er et utkast")
    agreed.in_order("Vi er enige om planen", "22. januar 2027", "25. januar 2027")
    for form, employee, leader in (agreed, "22. januar 2027", "25. januar 2027"), (draft, None, None):
        form.shows("på skjerm: kryss og dato")
        form.has_place_for("agreed/employee", employee)
        form.has_place_for("agreed/leader", leader)
        form.has_place_for("agreed/employee/tick", employee and "on")
        form.has_place_for("agreed/leader/tick", leader and "on")
    papers.pack("e1303").shows("Du skriver planen senest 14 dager etter. Den er bindende for dere begge.")


MUTANTS = {
    "who writes": Text(PLAN, "Medarbeideren skriver planen\\. ", ""),
    "that it binds": Text(PLAN, " Da er planen bindende for begge\\.", ""),
    "where it is handed in": Text(PLAN, "Lever planen til lederen din", "Lever planen"),
    "by when": Text(PLAN, r"^- \{ if: cycle\.plan-within-days.*?\n"),
    "signatures": Text(PLAN, r"^```signatures\n.*?```\n"),
    "the day that both agreed": Text(PLAN, r", field: plan\.agreed\.\w+, tick: Enig"),
    "a box to tick on a screen": Text(PLAN, r", tick: Enig"),
    "the draft": Text(PLAN, r"^\*\*Dette er et utkast.*?\n"),
    "it in the process": Text("templates/nb/pack.md", r"^    - \{ if: cycle\.plan-within-days.*?\n"),
}
