"""S8: flexible in form, but all within the same period.

One conversation window per cycle; `check` warns of dates outside it; the pack says that the form is free: in a room, on a
walk, by video, in two parts.
"""
import shutil
from pathlib import Path

from mutation import Code, Text
from papers import Missing

PACK = "templates/nb/pack.md"


def case(papers):
    pack = papers.pack("e1303")
    pack.shows("Formen er fri", "i et rom", "på tur", "på video", "delt i to", "i samme periode, 11. januar–26. februar 2027")
    late = Path(papers.work) / "late"
    shutil.copytree(papers.cycle, late, ignore=shutil.ignore_patterns("out"))
    chart = late / "org.yaml"
    chart.write_text(chart.read_text(encoding="utf-8").replace("2027-02-10T12:45", "2027-03-10T12:45"), encoding="utf-8")
    if "the conversation of Silje Marie Antonsen is outside the window" not in papers.run("-C", late, "check")[1]:
        raise Missing("samtale check does not warn of a conversation outside the window")


MUTANTS = {
    "freedom of form": Text(PACK, " Formen er fri: .*? delt i to\\."),
    "the window": Text(PACK, r", \{\{cycle\.conversations\}\}"),
    "the warning": Code("generator/read/timing.c", r"if \(!known \|\| !outside\(p->conversation_at\.date, &w\)\) return;", "if (w.from.year) return;"),
}
