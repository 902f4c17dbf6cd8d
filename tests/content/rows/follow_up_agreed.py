"""S14: agreement on the follow-up structure, formal and informal.

On the form one line for each formal follow-up, as many as the cycle has, and room for the informal ones.
"""
from mutation import Text

FORM = "templates/nb/action-plan.md"


def case(papers):
    pack = papers.pack("e1303")
    form = pack.section("Mål og prioriterte oppgaver")
    form.in_order("Slik følger vi opp", "Vår: 3. mai–11. juni 2027", "Høst: 20. september–29. oktober 2027",
                  "Oppfølging ellers (når og hvordan)")
    form.has_empty_field("Vår: ")
    form.has_empty_field("Høst: ")
    form.has_lines_under("Oppfølging ellers (når og hvordan)")
    pack.shows("Dere holder to faste oppfølgingssamtaler")


MUTANTS = {
    "the formal ones": Text(FORM, r"^- \{ each: follow-up in employee\.follow-ups, label: \"\{\{follow-up\.name\}\}: .*?\n", "- { label: Dato }\n"),
    "one of the cycle's": Text("sample/samtale.yaml", r"^  - \{ name: Høst.*?\n"),
    "the informal ones": Text(FORM, r"^```lines\nlabel: Oppfølging ellers.*?```\n"),
}
