"""S3: conversations run top down; top leaders start with their nearest.

Every pair has a wave. Packs are made wave by wave, the waves share the conversation window, and `check` warns of a
conversation before that of the leader.
"""
import re
import shutil
from pathlib import Path

from mutation import Code, Text
from papers import Missing

PACK = "templates/nb/pack.md"


def employees(papers, wave):
    return {entry["employee"] for entry in papers.manifest(f"packs --wave {wave}")[1] if entry["document"] == "pack"}


def check_waves(papers):
    of_wave = {"e1001": 1, "e1002": 2, "e1101": 2, "e1103": 3, "e1302": 3, "e1303": 4, "e1603": 5}
    for employee, wave in of_wave.items():
        if employee not in employees(papers, wave):
            raise Missing(f"wave {wave} has no pack for {employee}")
    if employees(papers, 2) & employees(papers, 3):
        raise Missing("somebody is in two waves")


def check_early(papers):
    """A copy of the cycle in which someone meets before their leader does."""
    early = Path(papers.work) / "early"
    shutil.copytree(papers.cycle, early, ignore=shutil.ignore_patterns("out"))
    chart = early / "org.yaml"
    chart.write_text(re.sub("2027-02-10T12:45", "2027-01-12T12:45", chart.read_text(encoding="utf-8")), encoding="utf-8")
    said = papers.run("-C", early, "check")[1]
    if "the conversation of Silje Marie Antonsen comes before that of the leader, Ahmed Yusuf Warsame" not in said:
        raise Missing("samtale check does not warn of a conversation before the leader's own")


def case(papers):
    papers.pack("e1303").shows("Samtalene går ovenfra og ned: De øverste lederne begynner med sine nærmeste",
                               "Frist for samtalen er 19. februar 2027")
    papers.pack("e1002").shows("Frist for samtalen er 14. januar 2027")
    papers.pack("e1603").shows("Frist for samtalen er 26. februar 2027")
    check_waves(papers)
    check_early(papers)


MUTANTS = {
    "top down in the process": Text(PACK, "Samtalene går ovenfra og ned: De øverste lederne begynner med sine nærmeste medarbeidere\\."),
    "a wave's own window": Text(PACK, r"\{\{window\.to\}\}", "{{cycle.conversations.to}}"),
    "waves": Code("generator/read/waves.c", r"begins\(chain\[n\]\) \? 0 : [^;]*;", "begins(chain[n]) ? 0 : 0;"),
    "the warning": Code("generator/read/timing.c", "if \\(leader && date_is_set", "if (leader && !leader->name && date_is_set"),
}
