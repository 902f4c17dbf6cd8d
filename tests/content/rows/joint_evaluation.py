"""S9: leader and employee evaluate together how far the agreed goals for personal contribution and own development were met.

An evaluation form per employee from the period's plan, work goals and development goals apart: one shared judgement of how
far, each one's own comment, room for disagreement.
"""
from mutation import Text
from papers import Missing

FORM = "templates/nb/evaluation.md"


def case(papers):
    form = papers.form("evaluation", "e1102")
    form.in_order("Evaluering av 2027", "Maja Solberg", "Arbeidsmål", "Barnehager, skole og helsestasjon melder fra på samme måte",
                  "Rapporten om de første seks månedene", "Utviklingsmål", "Jeg sier fra tidlig når en frist ryker",
                  "Jeg kan lede endringsarbeid på tvers av tjenester", "Dette har vi lært",
                  "Små prøver med få folk gir raskere svar", "Kompetanse jeg trenger fremover", "Underskrift, ansatt")
    form.under("Arbeidsmål", "Utviklingsmål").hides("Jeg sier fra tidlig når en frist ryker")
    form.shows("Dere vurderer målene sammen og setter ett felles kryss", "Hvor langt kom dere?", "Delvis nådd",
               "Piloten virker.", "Du har fått tre tjenester til å bruke samme språk.")
    if papers.form("evaluation", "e1102").count("choices") < 5:
        raise Missing("not every goal has its boxes for how far it was met")
    form.has_lines_under("Er dere uenige om hvor langt dere kom? Skriv hva dere er uenige om.")
    empty = papers.form("evaluation", "e1303")
    empty.has_lines_under("Kommentar fra medarbeideren")
    empty.has_lines_under("Kommentar fra lederen")
    for form, answers in (form, ("partly", "Piloten virker.", "Du har fått tre")), (empty, (None, None, None)):
        judgement, employee, leader = answers
        form.has_place_for("goals/g1/attainment", judgement)
        form.has_place_for("goals/g1/comments/employee", employee)
        form.has_place_for("goals/g1/comments/leader", leader)


MUTANTS = {
    "work and development apart": Text(FORM, r"plan\.(work|development)-goals", "plan.goals"),
    "the judgement": Text(FORM, r"^```choices\nlabel: Hvor langt kom dere\?.*?```\n"),
    "the employee's comment": Text(FORM, r"^- lines: \{ label: \"Kommentar fra medarbeideren.*?\n"),
    "the leader's comment": Text(FORM, r"^- lines: \{ label: \"Kommentar fra lederen.*?\n"),
    "what the employee commented": Text(FORM, r"field: goal\.comment-employee, "),
    "what the leader commented": Text(FORM, r"field: goal\.comment-leader, "),
    "room for disagreement": Text(FORM, r"^```lines\nlabel: Er dere uenige.*?```\n"),
}
