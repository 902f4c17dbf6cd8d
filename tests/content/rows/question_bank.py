"""S18: fifteen example questions.

A question bank. The employee's sheet asks six or so with lines (the unit's choice, else a default) and lists the rest; the
leader has all by theme, each in its own voice; a unit can choose, order and add. Its source is credited where it is shown.
"""
import re

from mutation import Text
from papers import Missing

PACK, LEADER_PACK, BANK = "templates/nb/pack.md", "templates/nb/leader-pack.md", "questions.yaml"
CREDIT = "Beverly Kaye og Sharon Jordan-Evans, Love ’Em or Lose ’Em"
EMPLOYEE = """\
Tenk på det du kan og har erfaring med. I hvilken jobb tror du at du ville utvikle deg best?
Hva vil du ha mer ansvar for? Hva vil du ha mindre ansvar for, eller ansvar for på en annen måte?
Hvis du fikk velge, hva skulle du gjøre de neste tre–fire årene?
Bør lederen din endre noe for å lede deg bedre
Hvilken oppfølging ønsker du på målene dere er blitt enige om?
Hvilken form for tilbakemelding fra lederen din betyr mest for deg?
Du har ulike oppgaver og ansvarsområder. Hva slags oppfølging forventer du på hvert av dem?
Hva i jobben din synes du er krevende, og hva får du mest igjen for?
Se tilbake på arbeidslivet ditt så langt. Hva har drevet deg, motivert deg og gjort deg glad i arbeidet?
Hvilke av dine ferdigheter og sterke sider får du bruk for i jobben?
Hva kan du som jobben burde dra mer nytte av?
Er arbeidet ditt utfordrende nok til daglig? Hva utfordrer deg mest? Hva skal til hvis du vil ha større utfordringer?
Hva skulle du helst hatt i jobben din som du ikke har i dag?
Er det noe bestemt du har lyst til å bidra med fremover?
Hva av det du kan, vil du gjerne dele med kollegene dine?""".splitlines()
LEADER = ["Bør jeg endre noe for å lede deg bedre", "Hvilken oppfølging ønsker du på målene vi er blitt enige om?",
          "Hvilken form for tilbakemelding fra meg betyr mest for deg?"]
CHOSEN = [7, 9, 14, 11, 6, 5]  # by Solbakken skole, in its order


def case(papers):
    sheet = papers.pack("e1303").section("Forbered deg", until="Forrige plan")
    sheet.shows(*EMPLOYEE, CREDIT)
    sheet.in_order(*[EMPLOYEE[i] for i in CHOSEN], "Spørsmål fra Solbakken skole", "Hva skal til for at tidlig innsats virker hos oss?",
                   "Flere spørsmål du kan tenke på")
    for question in [EMPLOYEE[i] for i in CHOSEN] + ["Hva skal til for at tidlig innsats virker hos oss?"]:
        sheet.has_lines_under(question)
    usual = papers.pack("e1404").section("Forbered deg")
    if len(re.findall("role=question", usual.structure)) < 5:
        raise Missing("the sheet of a unit that has not chosen asks too few questions")
    bank = papers.leader_pack("e1302").section("Spørsmål du kan velge blant", until="Sjekkliste")
    bank.shows(*[question for question in EMPLOYEE if "lederen din" not in question and "dere er blitt" not in question])
    bank.shows(*LEADER, CREDIT, "Hva skal til for at tidlig innsats virker hos oss?")
    bank.has_headings("Spørsmål du kan velge blant", "Det som driver deg", "Det du kan", "Utfordringer og savn",
                      "Det du vil bidra med", "Veien videre", "Oppfølging og tilbakemelding")


MUTANTS = {
    "one of the bank": [Text(f"templates/{language}/{BANK}", r"^    - id: best-job\n(?:      .*?\n)+?(?=    - |\n)")
                        for language in ("nb", "nn", "en")],
    "the rest on the sheet": Text(PACK, r"^```questions\nshow: others\n.*?```\n"),
    "lines to answer on": Text(PACK, "show: chosen\nlines: 3", "show: chosen"),
    "the unit's choice": Text("sample/priorities/2027/solbakken.md", "^questions: .*?\n"),
    "the unit's order": Text("sample/priorities/2027/solbakken.md", r"challenge-reward, strengths-used", "strengths-used, challenge-reward"),
    "the unit's own": Text(PACK, r"^```questions\nshow: own\n.*?```\n"),
    "the unit's own for the leader": Text(LEADER_PACK, r"^\{\{team\.extra-questions\}\}\n"),
    "the leader's voice": Text(LEADER_PACK, "^voice: leader\n"),
    "themes": Text(LEADER_PACK, "^by: theme\n"),
    "the credit in the pack": Text(PACK, 'Beverly Kaye og Sharon Jordan-Evans', "andre"),
    "the credit in the leader pack": Text(LEADER_PACK, 'Beverly Kaye og Sharon Jordan-Evans', "andre"),
}
