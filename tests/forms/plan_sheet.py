#!/usr/bin/python3
"""The action plan on paper: room to write, one sheet where that is enough, and what may not be torn apart.

Read from the paper's dump; the boxes of its cards, the fields and the lines to write on are measured there.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = os.path.realpath(os.environ.get("SAMTALE") or ROOT / "build" / "samtale")
MM = 72 / 25.4
failed = passed = 0


def say(name, why):
    global failed, passed
    if why:
        failed += 1
        print(f"FAIL plan-sheet/{name}: {why}")
    else:
        passed += 1
        print(f"ok plan-sheet/{name}")


def dump(cycle, *options):
    made = subprocess.run([SAMTALE, "-C", cycle, *options, "--dump", "paper"], capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(f"FAIL plan-sheet/dump: {made.stderr}")
    return made.stdout


class Sheet:
    """A section on sheets of its own, from the dump of a paper: its cards, fields and places by page."""

    def __init__(self, text):
        self.fields = re.findall(r"^  field \d+ \S+ (\S+)", text, re.M)
        self.pages = re.split(r"^  page \d+ ", text, flags=re.M)[1:]
        self.cards = [[tuple(map(float, m)) for m in re.findall(
            r"box artifact x=(\S+) y=(\S+) w=(\S+) h=(\S+) fill=none stroke=accent", page)] for page in self.pages]
        self.text = [" ".join(re.findall(r'"([^"]*)"$', page, re.M)) for page in self.pages]

    def widgets(self, pattern):
        for number, page in enumerate(self.pages):
            for field, x, y, w, h in re.findall(r"widget \d+ field=(\d+) x=(\S+) y=(\S+) w=(\S+) h=(\S+)", page):
                if re.search(pattern, self.fields[int(field)]):
                    yield number, float(w) / MM, float(h) / MM


def sheets_of(text):
    """The sections of a dump: the page they begin on, from 0, and their text."""
    start = 0
    for section in re.split(r"^section ", text, flags=re.M)[1:]:
        section = re.split(r"^margins", section, flags=re.M)[0]
        yield start, section
        start += len(re.findall(r"^  page \d+ ", section, re.M))


def plan_of(text):
    start, section = next((start, s) for start, s in sheets_of(text) if "stroke=accent" in s and 'sheet="HP-2"' in s.split("\n")[0])
    return start, Sheet(section)


def room(sheet):
    goals = list(sheet.widgets(r"goals/[^/]+/goal\b"))
    rows = list(sheet.widgets(r"measures/[^/]+/what\b"))
    if not goals or not rows:
        return f"{len(goals)} fields for goals, {len(rows)} for measures"
    low = [f"{w:.1f} × {h:.1f} mm" for _, w, h in goals if w < 145 or h < 18]
    thin = [f"{h:.1f} mm" for _, _, h in rows if h < 8]
    return f"goals: {low}; measures: {thin}" if low or thin else None


def rows_high(text):
    """The rules between the cells of measures are 10 mm long or more."""
    rules = re.findall(r"rule artifact x=(\S+) y=(\S+) x2=\1 y2=(\S+) width=0\.5 tone=rule", text)
    low = [float(y2) - float(y) for _, y, y2 in rules if float(y2) - float(y) < 10 * MM - 0.01]
    if not rules or low:
        return f"{len(rules)} rules, {min(low) / MM:.1f} mm" if low else "no rows"
    return None


def plan(goals, measures, long=False):
    words = "Vi gjør det lettere for alle som trenger det, å få svar samme dag" if not long else "Vi " + "forbedrer og forenkler " * 18
    lines = ["employee: e1404", "goals:"]
    for g in range(1, goals + 1):
        lines += [f"  - id: g{g}", "    kind: work", f"    goal: {words}", "    measures:"]
        lines += [f"      - {{ id: m{m}, what: Møte nummer {m} med alle som er med, responsible: employee, deadline: 2027-09-{m:02} }}"
                  for m in range(1, measures + 1)]
        if not measures:
            lines.pop()
    return "\n".join(lines) + "\n"


def count(sheet):
    return [len(cards) for cards in sheet.cards]


def main():
    with tempfile.TemporaryDirectory() as folder:
        cycle = pathlib.Path(folder) / "cycle"
        shutil.copytree(ROOT / "samples" / "nordlia", cycle)
        settings, path = cycle / "samtale.yaml", cycle / "plans" / "2027" / "e1404.yaml"
        own = settings.read_text(encoding="utf-8")
        autumn = next(line for line in own.split("\n") if "name: Høst" in line)
        four = own.replace(autumn, autumn + "\n  - { name: Vinter, from: 2027-11-01, to: 2027-11-12 }\n  - { name: Siste, from: 2027-11-15, to: 2027-11-26 }")
        one = ("forms", "action-plan", "--employee", "e1404")
        for name, text, fewest in (("A4", own, 4), ("four follow-ups", four, 4), ("Letter", own.replace("paper: A4", "paper: Letter"), 4),
                                   ("Letter, four follow-ups", four.replace("paper: A4", "paper: Letter"), 3)):
            settings.write_text(text, encoding="utf-8")
            for who, options in (("blank", ("forms", "action-plan", "--blank", "1")), ("a person", one)):
                start, sheet = plan_of(dump(cycle, *options))
                cards = count(sheet)
                say(f"{name}, {who}: one sheet, three cards in front", None if len(cards) == 2 and cards[0] == 3 and sum(cards) >= fewest
                    else f"cards by page: {cards}")
                say(f"{name}, {who}: room to write", room(sheet))
        settings.write_text(own, encoding="utf-8")
        for goals, measures, most in ((1, 0, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1), (3, 2, 1), (4, 2, 2), (5, 1, 2), (5, 2, 2), (6, 2, 3), (7, 1, 3), (8, 4, 4)):
            path.write_text(plan(goals, measures), encoding="utf-8")
            text = dump(cycle, *one)
            start, sheet = plan_of(text)
            name, pages = f"{goals} goals with {measures} measures", len(sheet.pages)
            say(f"{name}: {most} sheets at most", None if (pages + 1) // 2 <= most else f"{pages} pages")
            say(f"{name}: room to write", room(sheet))
            say(f"{name}: rows of 10 mm", rows_high(text))
            signed = [i for i, words in enumerate(sheet.text) if "Underskrift, ansatt" in words]
            last = max(i for i, cards in enumerate(sheet.cards) if cards)
            say(f"{name}: signed where the last card is", None if signed and signed[0] // 2 == last // 2 else f"cards to page {last}, signed on {signed}")
            whole = [i for i, words in enumerate(sheet.text) if "Slik følger vi opp" in words]
            say(f"{name}: what follows the cards is on one page", None if whole == signed else f"pages {whole} and {signed}")
            ids = [f for f in sheet.fields if re.search(r"goals/[^/]+/goal\b", f)]
            drawn = sum("Arbeidsmål og personlige- og faglige utviklingsmål" in run for page in sheet.pages for run in page.split("\n"))
            say(f"{name}: no field of a card that was left out", None if len(ids) == drawn else f"{len(ids)} fields, {drawn} cards")
        path.write_text(plan(2, 1, long=True), encoding="utf-8")
        start, sheet = plan_of(dump(cycle, *one))
        say("a long goal takes as many lines as it needs", None if "forbedrer og forenkler" in " ".join(sheet.pages) and max(
            h for _, _, h in sheet.widgets(r"goals/[^/]+/goal\b")) > 18.5 else "it does not")
        path.write_text(plan(1, 24), encoding="utf-8")
        start, sheet = plan_of(dump(cycle, *one))
        say("a card that goes on says so", None if "Mål 1 (forts.)" in sheet.text[1].replace("\u00a0", " ") else sheet.text[1][:80])
        path.unlink()
        for options in (("packs", "--employee", "e1404"), ("packs", "--employee", "e1102"), one):
            start, sheet = plan_of(dump(cycle, *options))
            say(f"{' '.join(options)}: on a front side", None if start % 2 == 0 else f"it begins on page {start + 1}")
        text = dump(cycle, *one, "--large-print")
        start, sheet = plan_of(text)
        say("large print: no table", "there is one" if re.search(r"element \d+ parent=\d+ Table", text) else None)
        low = [float(s) for s in re.findall(r"run .* size=(\S+) ", text) if float(s) < 16]
        say("large print: nothing below 16 pt", f"{min(low)} pt" if low else None)
        flat = dump(cycle, *one, "--flat")
        say("flat: no fields, the same cards", None if "widget" not in flat and count(plan_of(flat)[1]) == count(plan_of(dump(cycle, *one))[1])
            else "fields, or other cards")
    print(f"{'tests/forms/plan_sheet.py'}: {passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
