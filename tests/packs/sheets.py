#!/usr/bin/python3
"""Packs as sheets of paper: what the first page says of pages is where they are, for each person; the preparation, with its
private notes, shares no sheet with the plan that is handed in; no pack has more than one empty page; no page begins with a question
about what stands on the one before; and a last plan of five goals leaves it at four sheets. Looked at in the sample
and, in each language and in large print, with people who have nothing and people who have everything.
Prints "ok NAME" or "FAIL NAME: why"."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
# What the rows of the first page begin with, and the heading of the page that they lead to.
ROWS = {
    "nb": (("Les|Spør", "Målene vi jobber mot"), ("Se", "Forrige plan"), ("Tenk", "Forbered deg"), ("Ta med", "Mål og prioriterte oppgaver")),
    "nn": (("Les|Spør", "Måla vi arbeider mot"), ("Sjå", "Førre plan"), ("Tenk", "Førebu deg"), ("Ta med", "Mål og prioriterte oppgåver")),
    "en": (("Read|Ask", "The goals we are working towards"), ("Look", "Your last plan"), ("Think", "Questions to think about"), ("Bring", "Goals and priority tasks")),
}
ASKS = ("Hvordan kan du bidra?", "Korleis kan du bidra?", "How can you contribute?")
FIVE_GOALS = "e1302"
NOTES = ("Notater", "Notat", "Notes")
failed = False


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL packs/sheets, {name}: {'; '.join(wrong[:5])}" if wrong else f"ok packs/sheets, {name}", flush=True)


def text_of(path):
    """Pages, each as lines."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return [[re.sub(r"\s+", " ", line).strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")[:-1]]


def sections(pages):
    """Where each section begins and ends: {heading: (first, last)}, from 1."""
    known = [heading for rows in ROWS.values() for _, heading in rows] + list(NOTES)
    found, last = {}, None
    for number, lines in enumerate(pages, 1):
        begins = next((heading for heading in known if heading in lines[:3]), None)
        if begins:
            last = begins
            found[last] = [number, number]
        elif last and len(lines) > 3:
            found[last][1] = number
    return found


def wrong_in(path):
    pages = text_of(path)
    at, wrong = sections(pages), []
    language = next(name for name, rows in ROWS.items() if rows[2][1] in at)
    front = [line for lines in pages[:at[ROWS[language][0][1]][0] - 1] for line in lines]
    for begin, heading in ROWS[language]:
        row = next((line for line in front if re.match(rf"(?:\W+ )?(?:{begin}) ", line)), None)
        if not row or heading not in at:
            if row or heading in at:
                wrong.append(f"{heading}: {row or 'no row'}, and pages {at.get(heading)}")
            continue
        first, last = at[heading]
        said = re.search(r"(?:side|pages?) (\d+)(?:–(\d+))?$", row)
        if not said or (int(said[1]), int(said[2] or said[1])) != (first, last):
            wrong.append(f"“{row}”, but “{heading}” is on {first}–{last}")
    prepare, plan = at[ROWS[language][2][1]], at[ROWS[language][3][1]]
    if prepare[0] % 2 == 0 or plan[0] % 2 == 0 or plan[1] != len(pages):
        wrong.append(f"the preparation is on {prepare}, the plan on {plan} of {len(pages)}")
    for heading, (first, last) in at.items():
        if heading != ROWS[language][2][1] and (first + 1) // 2 <= (prepare[1] + 1) // 2 and (last + 1) // 2 >= (prepare[0] + 1) // 2:
            wrong.append(f"“{heading}” is on a sheet with private notes")
    empty = [number for number, lines in enumerate(pages, 1) if len(lines) < 4 and number not in [at.get(n, [0])[0] for n in NOTES]]
    wrong += [f"page {number} begins with a question" for number, lines in enumerate(pages, 1) if len(lines) > 1 and lines[1] in ASKS]
    if path.stem == FIVE_GOALS and "large" not in path.parts and len(pages) != 8:
        wrong.append(f"{len(pages)} pages")
    if len(empty) > 1:
        wrong.append(f"pages {empty} are empty")
    return [f"{path.stem}: {w}" for w in wrong]


def make(folder, *arguments):
    done = subprocess.run([SAMTALE, "-C", folder, "packs", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"FAIL packs/sheets: {done.stderr}")
    return sorted(path for path in (folder / "out").rglob("packs/*/*.pdf"))


SETTINGS = """organisation: { ORGANISATION }
language: nb
period: 2027
previous-period: 2026
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-02-01, to: 2027-02-26, minutes: 60 }
hr: { name: HR }
privacy: { basis: Avtalen, officer: ombud@example.no }
"""


def long_cycle(folder):
    """Nobody has a time; one has a plan of eight goals with four measures; names, titles and units are as long as they get."""
    people = "".join(f"    - {{ id: '{n}', name: {'Anne-Margrethe Kristiansen-Vedvik ' * 2}{n}, title: {'Rådgiver for samordning og utvikling av tjenester ' * 2}, "
                     f"language: {language}{more} }}\n" for n, language, more in (("2", "nb", ""), ("3", "nn", ", print: large"), ("4", "en", "")))
    (folder / "org.yaml").write_text(f"unit:\n  id: u\n  name: {'Avdeling for kommunaltekniske tjenester ' * 3}\n  leader: '1'\n  employees:\n"
                                     f"    - {{ id: '1', name: Kari Berg, leader: {{ name: Per Vik }} }}\n{people}"
                                     f"  units:\n    - id: v\n      name: Driften\n      leader: '5'\n      employees:\n"
                                     f"        - {{ id: '5', name: Per Li }}\n        - {{ id: '6', name: Ann Hill, language: en, also: [{{ unit: u }}] }}\n", encoding="utf-8")
    (folder / "samtale.yaml").write_text(SETTINGS.replace("{ ORGANISATION }", "Nordre Innlandet interkommunale selskap"), encoding="utf-8")
    areas = "\n\n".join(f"## Område {n} {{#o{n}}}\n\nVi svarer innen fristen, og vi skriver slik at alle forstår det." for n in range(9))
    (folder / "priorities/2027").mkdir(parents=True)
    (folder / "priorities/2027/v.md").write_text(areas + "\n", encoding="utf-8")
    goals = "".join(f"  - id: g{n}\n    goal: Vi følger opp alle som venter på svar fra oss\n    kind: work\n    measures:\n" +
                    "".join(f"      - {{ id: m{k}, what: Gå gjennom listene hver mandag, responsible: employee, deadline: 2026-10-0{k} }}\n" for k in range(1, 5))
                    for n in range(1, 9))
    (folder / "plans/2026").mkdir(parents=True)
    (folder / "plans/2026/2.yaml").write_text("employee: '2'\nunit: u\nleader: '1'\ngoals:\n" + goals, encoding="utf-8")


def main():
    with tempfile.TemporaryDirectory(prefix="samtale-sheets.") as name:
        sample = Path(name) / "sample"
        shutil.copytree(ROOT / "samples/nordlia", sample, ignore=shutil.ignore_patterns("out"))
        papers = make(sample)
        say(f"{len(papers)} packs of the sample", [w for path in papers for w in wrong_in(path)] or ([] if len(papers) > 50 else ["too few"]))
        papers = make(sample, "--large-print", "--unit", "oppvekst", "--out", "out/large")
        say("in large print", [w for path in papers for w in wrong_in(path)])
        folder = Path(name) / "long"
        folder.mkdir()
        long_cycle(folder)
        papers = make(folder)
        say("with nothing, and with everything", [w for path in papers for w in wrong_in(path)] or ([] if len(papers) == 6 else [f"{papers}"]))
    return failed


if __name__ == "__main__":
    sys.exit(main())
