#!/usr/bin/python3
"""Counts a cycle a second time, from its files alone: what is held, due and overdue, how far goals were met, which priorities are
served, what competences are needed. Read by PyYAML, with the rules in words below. Must come to what `figures_tool` says, for the
sample and for a cycle of 400 people in which many join, leave, move, are away, need no conversation or get a new leader.

The rules:
- A plan counts in the unit that it names, else in its person's, and so do the person's conversations. One from before, of a unit
  that is gone and a person who is gone, counts for the organisation.
- A conversation is due of whoever has held it, or is there to hold it: not of those who need none, have left, come after the
  period, are away today, or whose unit has no leader for them. It is overdue when its window is over; someone who joins, or comes
  back from leave after the window, has a window of their own.
- A plan is due of those whose conversation is due and who are there, and of whoever has one. One without goals and without any
  agreement is missing.
- Follow-ups and evaluations are due of those who are there now and on the last day of the window, if their own conversation comes
  before that.
- A measure without its done date is overdue after its deadline, unless the goal is dropped or the person is away or has left; in
  an earlier period, as it was on that period's last day.
- A goal's attainment counts by its kind; none is "none", never a failure. Work and task are work; personal and professional are
  development.
- A competence is needed, or not, by whoever has been asked: was evaluated, or names any need.
"""
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
TOOL = Path(os.environ.get("BUILD", ROOT / "build")) / "tests/figures_tool"
SCHEMA = ROOT / "generator/export/summary.schema.json"
DAYS = ("2027-04-15", "2027-06-20", "2027-12-20", "2028-02-01")  # all after the conversation window
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL numbers/{name}: {problem}" if problem else f"ok numbers/{name}")
    failed = failed or bool(problem)


def tool(folder, *arguments):
    done = subprocess.run([TOOL, str(folder), *arguments], capture_output=True)
    if done.returncode:
        raise SystemExit(f"FAIL numbers/tool: {arguments} ended with {done.returncode}: {done.stderr[-800:]}")
    return done.stdout.decode()


# ---- The second computation

def load(path):
    return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader) or {}


def day(text):
    return date.fromisoformat(text[:10]) if text else None


def window(item):
    item = item or {}
    return day(item.get("from")), day(item.get("to"))


def deadline(text):
    """The last day that is not overdue; None: nothing that can be."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text or ""):
        return day(text)
    if re.fullmatch(r"\d{4}-\d\d", text or ""):
        year, month = map(int, text.split("-"))
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if re.fullmatch(r"\d{4}-W\d\d", text or ""):
        return date.fromisocalendar(int(text[:4]), int(text[6:]), 7)
    return None


class Cycle:
    def __init__(self, folder):
        self.folder = folder
        self.settings = load(folder / "samtale.yaml")
        self.units, self.parent, self.people = [], {}, {}
        self.add_unit(load(folder / "org.yaml")["unit"], None)
        self.plans = {p: self.read_plans(p) for p in (self.period, self.settings.get("previous-period")) if p}
        self.priorities = {u: self.read_priorities(u) for u in self.units}

    @property
    def period(self):
        return self.settings["period"]

    def add_unit(self, unit, parent):
        self.units.append(unit["id"])
        self.parent[unit["id"]] = parent
        for person in unit.get("employees") or []:
            self.people[person["id"]] = {**person, "unit": unit["id"]}
        for below in unit.get("units") or []:
            self.add_unit(below, unit["id"])

    def read_plans(self, period):
        return {p.stem: load(p) for p in sorted((self.folder / "plans" / period).glob("*.yaml"))}

    def read_priorities(self, unit):
        ids = []
        for path in sorted((self.folder / "priorities" / self.period).glob(f"{unit}.*md")):
            ids += [i for i in re.findall(r"^## .*\{#([\w.-]+)", path.read_text(), re.M) if i not in ids]
        return ids

    def path(self, unit):
        while unit:
            yield unit
            unit = self.parent[unit]


def unit_of(cycle, who, plan):
    if plan.get("unit") in cycle.parent:
        return plan["unit"]
    return cycle.people[who]["unit"] if who in cycle.people else cycle.units[0]


def is_there(person, at):
    """Neither gone nor away."""
    if person is None:
        return True
    left, (gone, back) = day(person.get("to")), window(person.get("away"))
    return not (left and left < at) and not (gone and gone <= at and (not back or at <= back))


def own_window(cycle, person):
    begins, ends = window(cycle.settings["conversations"])
    weeks = timedelta(days=int(cycle.settings.get("new-within-days", 42)))
    joined, left = day(person.get("from")), day(person.get("to"))
    gone, back = window(person.get("away"))
    if joined and joined > begins:
        begins, ends = joined, joined + weeks
    if left:
        ends = min(ends, left)
    if gone and back and gone <= ends <= back and begins <= ends and not (left and left <= back):
        begins, ends = back + timedelta(days=1), back + timedelta(days=1) + weeks
        ends = min(ends, left) if left else ends
    return begins, ends


def conversation(cycle, person, plan, at):
    spoken = person.get("conversation")
    if (plan.get("conversation") or {}).get("held"):
        return "held"
    if spoken == "not-needed":
        return "not needed"
    begins, ends = own_window(cycle, person)
    joined, left = day(person.get("from")), day(person.get("to"))
    if (left and left < at) or (joined and joined > day(cycle.settings["dates"]["to"])) or ends < begins:
        return "not employed"
    if not is_there(person, at):
        return "postponed"
    return "overdue" if ends < at else "planned" if isinstance(spoken, dict) and spoken.get("at") else "not agreed"


DUE = ("held", "overdue", "planned", "not agreed")


def talk(cycle, person, state, span, at):
    first, last = window(span)
    joined, left = day(person.get("from")), day(person.get("to"))
    if state not in DUE or not is_there(person, at) or not is_there(person, last) or (joined and joined > last):
        return "none"
    if own_window(cycle, person)[1] >= last:
        return "none"
    return "overdue" if at > last else "later" if at < first else "due"


def follow_ups(cycle, plan):
    """Which of the windows have been held: by name, else by day, else the first that is left."""
    spans = cycle.settings["follow-ups"]
    held, left = {}, []
    for f in plan.get("follow-ups") or []:
        name = re.fullmatch(r"f(\d+)", f.get("id", ""))
        inside = [i for i, s in enumerate(spans) if f.get("held") and window(s)[0] <= day(f["held"]) <= window(s)[1]]
        if name and int(name[1]) <= len(spans):
            held.setdefault(int(name[1]) - 1, f)
        elif inside:
            held.setdefault(inside[0], f)
        else:
            left.append(f)
    for f in left:
        free = [i for i in range(len(spans)) if i not in held]
        if free:
            held[free[0]] = f
    return [bool(held.get(i, {}).get("held")) for i in range(len(spans))]


def is_dropped(plan, goal):
    said = [(f.get("held", ""), p["status"]) for f in plan.get("follow-ups") or [] for p in f.get("progress") or []
            if p.get("goal") == goal.get("id") and p.get("status")]
    newest = ""
    for when, status in said:
        if when >= newest:
            newest, last = when, status
    return goal.get("attainment") == "dropped" or bool(said and last == "dropped")


def measure_states(person, plan, at):
    for goal in plan.get("goals") or []:
        for m in goal.get("measures") or []:
            last = deadline(m.get("deadline"))
            if is_dropped(plan, goal):
                continue
            yield "done" if m.get("done") else "overdue" if last and last < at and is_there(person, at) else "open"


def count_coverage(cycle, at):
    all_units = defaultdict(Counter)
    for who, person in cycle.people.items():
        plan = cycle.plans[cycle.period].get(who, {})
        c = all_units[unit_of(cycle, who, plan)]
        state = conversation(cycle, person, plan, at)
        agreed = [bool((plan.get("agreed") or {}).get(x)) for x in ("employee", "leader")]
        there = state in DUE and is_there(person, at)
        made = "agreed" if all(agreed) else "draft" if plan.get("goals") or any(agreed) else "missing" if there else "not due"
        c["people"] += 1
        c["conversations " + state] += 1
        c["plans " + made] += 1
        if made in ("missing", "draft") and state == "held" and there:
            within = timedelta(days=int(cycle.settings.get("plan-within-days", 14)))
            c["plans overdue"] += day(plan["conversation"]["held"]) + within < at
        for span, held in zip(cycle.settings["follow-ups"], follow_ups(cycle, plan)):
            c["follow-ups " + ("held" if held else talk(cycle, person, state, span, at))] += 1
        evaluated = (plan.get("evaluation") or {}).get("held")
        c["evaluations " + ("held" if evaluated else talk(cycle, person, state, cycle.settings["evaluation"], at))] += 1
        late = sum(s == "overdue" for s in measure_states(person, plan, at)) if is_there(person, at) else 0
        c["measures overdue"] += late
    return {u: +c for u, c in all_units.items() if +c}


KINDS = {"work": "work", "task": "work", "personal": "development", "professional": "development"}


def supported(cycle, who, plan, priority):
    person = cycle.people.get(who, {})
    starts = [unit_of(cycle, who, plan), person.get("unit")] + [a["unit"] for a in person.get("also") or []]
    for start in starts:
        for unit in cycle.path(start):
            if priority in cycle.priorities[unit]:
                return unit
    return None


def count_tables(cycle, at):
    """{(table, period, top): {unit: [people, {category: [count, people]}]}} of each unit's own people."""
    tables = defaultdict(dict)

    def add(table, period, top, unit, counts):
        if not sum(counts.values()):
            return
        row = tables[table, period, top].setdefault(unit, [0, {}])
        row[0] += 1
        for k, n in counts.items():
            cell = row[1].setdefault(k, [0, 0])
            cell[0] += n
            cell[1] += 1

    root = cycle.units[0]
    ends = day(cycle.settings["dates"]["from"]) - timedelta(days=1)
    for period, plans in cycle.plans.items():
        for who, plan in plans.items():
            unit, kinds, serving = unit_of(cycle, who, plan), defaultdict(Counter), defaultdict(Counter)
            for goal in plan.get("goals") or []:
                reached = goal.get("attainment") or "none"
                kinds["attainment." + KINDS.get(goal.get("kind"), "unstated")][reached] += 1
                to = goal.get("supports") and period == cycle.period and supported(cycle, who, plan, goal["supports"])
                if to:
                    serving[to, goal["supports"]][reached] += 1
            for kind, counts in kinds.items():
                add(kind, period, root, unit, counts)
            for (top, priority), counts in serving.items():
                add("priority." + priority, period, top, unit if top in cycle.path(unit) else top, counts)
            judged = at if period == cycle.period else min(at, ends)
            add("measures", period, root, unit, Counter(measure_states(cycle.people.get(who), plan, judged)))
            needs = plan.get("competence-needs") or []
            if needs or (plan.get("evaluation") or {}).get("held"):
                for competence in cycle.settings.get("competences") or {}:
                    add("need." + competence, period, root, unit, Counter(["yes" if competence in needs else "no"]))
    return dict(tables)


def with_those_below(cycle, rows):
    """Sums up the tree."""
    all_units = {}
    for unit, (people, cells) in rows.items():
        for above in cycle.path(unit):
            row = all_units.setdefault(above, [0, {}])
            row[0] += people
            for k, (n, p) in cells.items():
                cell = row[1].setdefault(k, [0, 0])
                cell[0] += n
                cell[1] += p
    return all_units


# ---- What the program says

def read_dump(text):
    coverage, own, totals, at = {}, {}, {}, None
    for line in text.splitlines():
        word = line.split()
        if word[0] == "coverage":
            at = coverage.setdefault(word[2], Counter(people=int(word[4]))) if word[1] == "unit" else Counter()
        elif word[0] == "table":
            key = tuple(word[1:4]) if word[5] == "0" else None
        elif word[0] == "answers":
            pass
        elif ": " in line:
            name, n = line.strip().rsplit(": ", 1)
            at[name] = int(n)
        elif key:
            cells = [(word[i], *(tuple(map(int, x.split("/"))) for x in word[i + 1:i + 3])) for i in range(4, len(word), 3)]
            own.setdefault(key, {})[word[0]] = [int(word[2]), {k: list(o) for k, o, _ in cells if o[0]}]
            totals.setdefault(key, {})[word[0]] = [int(word[3]), {k: list(t) for k, _, t in cells if t[0]}]
    return coverage, {k: {u: r for u, r in rows.items() if r[0]} for k, rows in own.items()}, totals


def first_difference(name, ours, theirs):
    for key in sorted(set(ours) | set(theirs), key=str):
        if ours.get(key) != theirs.get(key):
            return f"{name} {key}: the files say {ours.get(key)}, the program {theirs.get(key)}"
    return ""


def check_counts(name, folder):
    cycle, seen = Cycle(folder), 0
    for at in DAYS:
        coverage, own, totals = read_dump(tool(folder, at))
        tables = count_tables(cycle, day(at))
        problem = first_difference(at, count_coverage(cycle, day(at)), coverage)
        problem = problem or first_difference(at, tables, {k: v for k, v in own.items() if v})
        summed = {k: {u: r for u, r in with_those_below(cycle, rows).items() if k[2] in cycle.path(u)} for k, rows in tables.items()}
        problem = problem or first_difference(at + " with those below", summed, totals)
        verdict(f"{name}-{at}", problem)
        seen += len(tables)
        check_published(name, folder, cycle, at, coverage, summed)
    verdict(f"{name}-counts-something", seen < 20 and f"only {seen} tables")
    return cycle


# ---- CSV and JSON

COARSE = {"other": ("dropped", "none"), "not-wholly": ("partly", "not-met"), "not-done": ("open", "overdue")}
DUES = {"conversations": [f"conversations {s}" for s in DUE], "plans": ["plans missing", "plans draft", "plans agreed"],
        "follow-ups": [f"follow-ups {s}" for s in ("later", "due", "overdue", "held")],
        "evaluations": [f"evaluations {s}" for s in ("later", "due", "overdue", "held")]}


def expected(cycle, coverage, tables, row):
    measure, category, unit = row["measure"], row["category"], row["unit"]
    if measure in DUES:
        of = sum((c for u, c in coverage.items() if unit in cycle.path(u)), Counter())
        return (sum(of[k] for k in DUES[measure]) if category == "due" else of[f"{measure} {category}".replace("unreadable", "cannot be read")]), None
    top = cycle.units[0]
    if measure.startswith("priority."):
        _, top, priority = measure.split(".", 2)
        measure = "priority." + priority
    people, cells = tables.get((measure, row["period"], top), {}).get(unit, [0, {}])
    parts = COARSE.get(category, (category,)) if category not in cells else (category,)
    return sum(cells.get(k, [0])[0] for k in parts), people


def check_published(name, folder, cycle, at, coverage, tables):
    text = tool(folder, at, "csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    problem = ""
    for row in rows:
        if row["withheld"] == "true" or row["measure"].startswith(("wave.", "process-")):
            continue
        want = expected(cycle, coverage, tables, row)
        if (int(row["count"]), int(row["people"]) if row["people"] else None) != want:
            problem = problem or f"{row}: the files say {want}"
    verdict(f"{name}-published-{at}", problem)
    document = json.loads(tool(folder, at, "json"))
    try:
        jsonschema.validate(document, json.loads(SCHEMA.read_text()))
        verdict(f"{name}-schema-{at}", "")
    except jsonschema.ValidationError as e:
        verdict(f"{name}-schema-{at}", f"{e.message} at {list(e.path)}")
    same = [{k: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for k, v in r.items()} for r in document["rows"]]
    plain = [{k: v[1:] if re.match(r"'[=+@\t-]", v) else v for k, v in r.items()} for r in rows]
    verdict(f"{name}-same-rows-{at}", first_difference("row", dict(enumerate(same)), dict(enumerate(plain))))


def check_form(folder, cycle):
    """What spreadsheet programs need: CR LF, quotes, a byte order mark on demand, no formulas."""
    text, marked = tool(folder, DAYS[2], "csv"), tool(folder, DAYS[2], "bom")
    verdict("csv-mark", marked != "\ufeff" + text and "a BOM is not all that differs")
    verdict("csv-lines", re.search(r"[^\r]\n|\r[^\n]", text) and "a line does not end in CR LF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    verdict("csv-columns", {len(r) for r in rows} != {8} and "not every row has eight cells")
    formulas = [c for r in rows for c in r if c[:1] in tuple("=+-@\t\r")]
    verdict("csv-formulas", formulas and f"{formulas[0]!r} would be run")
    names = {r[2] for r in rows}
    verdict("csv-quotes", not {"'=1+1", 'Den "gode", lille'} <= names and f"names are {sorted(names)[:9]}")
    twice = [k for k, n in Counter((r[0], r[1], r[3], r[4]) for r in rows).items() if n > 1]
    verdict("csv-keys", twice and f"two rows are {twice[0]}")
    unit = cycle.units[1]
    within = [r for r in rows[1:] if unit in cycle.path(r[1])]
    part = list(csv.reader(io.StringIO(tool(folder, DAYS[2], "csv", unit), newline="")))[1:]
    verdict("csv-one-unit", part != within and "the rows of one unit are not those of the whole")
    shown = [r for r in rows[1:] if r[7] == "false" and r[3].startswith(("attainment", "need", "measures", "priority"))]
    verdict("csv-shows-something", len(shown) < 40 and f"only {len(shown)} rows of distributions")


# ---- A cycle in which much happens

def some_plan(dice, who, unit, period, supports, extra):
    year = int(period)
    goals = []
    for i in range(dice.randrange(0, 5)):
        goal = {"id": f"g{i}", "goal": "Et mål", "measures": []}
        goal.update({k: v for k, v in (("kind", dice.choice(["work", "task", "personal", "professional", None])),
                                       ("attainment", dice.choice(["met", "met", "partly", "not-met", "dropped", None])),
                                       ("supports", dice.choice(supports + [None]))) if v})
        for k in range(dice.randrange(0, 3)):
            due = dice.choice([f"{year}-05-{dice.randrange(1, 28):02}", f"{year}-{dice.randrange(1, 13):02}", f"{year}-W{dice.randrange(1, 53):02}",
                               "ongoing", "når det passer", None])
            measure = {"id": f"m{k}", "what": "Et tiltak", "deadline": due, "done": f"{year}-06-01" if dice.random() < 0.5 else None}
            goal["measures"].append({k: v for k, v in measure.items() if v})
        goals.append(goal)
    plan = {"employee": who, "unit": unit, "goals": goals, **extra}
    if dice.random() < 0.8:
        plan["conversation"] = {"held": f"{year}-02-{dice.randrange(1, 27):02}"}
    agreed = {x: f"{year}-03-01" for x in ("employee", "leader") if dice.random() < 0.8}
    if agreed:
        plan["agreed"] = agreed
    talks = [{"held": f"{year}-{m}-{dice.randrange(10, 28)}", "progress": [
        {"goal": g["id"], "status": dice.choice(["on-track", "delayed", "done", "dropped"])} for g in goals if dice.random() < 0.3]}
        for m in ("05", "08", "10") if dice.random() < 0.5]
    if talks:
        plan["follow-ups"] = talks
    if dice.random() < 0.6:
        plan["evaluation"] = {"held": f"{year}-12-10"}
    needs = [n for n in ("digital", "leading", "law") if dice.random() < 0.3] + ([{"other": "noe annet"}] if dice.random() < 0.1 else [])
    if needs:
        plan["competence-needs"] = needs
    return plan


def make_cycle(folder, dice):
    period, before = "2027", "2026"
    settings = {"organisation": "Prøve kommune", "period": period, "previous-period": before, "dates": {"from": "2027-01-01", "to": "2027-12-31"},
                "conversations": {"from": "2027-01-11", "to": "2027-02-26"}, "follow-ups": [
                    {"name": "Vår", "from": "2027-05-03", "to": "2027-06-11"}, {"name": "Høst", "from": "2027-09-20", "to": "2027-10-29"}],
                "evaluation": {"from": "2027-11-29", "to": "2027-12-17"}, "hr": {"name": "HR"},
                "competences": {"digital": "Digitalt", "leading": "Ledelse", "law": "Jus"}}
    names = {1: "=1+1", 2: 'Den "gode", lille', 3: "@sum", 4: "-Drift"}
    units = [{"id": f"u{i}", "name": names.get(i, f"Enhet {i}"), "employees": [], "units": []} for i in range(25)]
    parents = {i: (i - 1) // 3 for i in range(1, 25)}
    for i, parent in parents.items():
        units[parent]["units"].append(units[i])
    people = []
    for n in range(400):
        at = n if n < 25 else dice.choice([0] + list(range(1, 25)) * 3)
        if at == 7 and n >= 25:
            at = 6
        person = {"id": f"e{n:03}", "name": f"Person {n}"}
        units[at]["employees"].append(person)
        people.append((person, at))
    for i, u in enumerate(units):
        u["leader"] = f"e{i:03}"
    units[0]["employees"][0]["leader"] = {"name": "Ordføreren"}
    for person, at in people[25:]:
        what = dice.random()
        if what < 0.06:
            person["from"] = dice.choice(["2027-04-12", "2027-08-16", "2027-11-01", "2028-01-10"])
        elif what < 0.12:
            person["to"] = dice.choice(["2026-11-30", "2027-03-31", "2027-09-30", "2027-12-18"])
        elif what < 0.20:
            person["away"] = dice.choice([{"from": "2026-12-01", "to": "2027-03-31"}, {"from": "2027-06-01", "to": "2027-09-30"},
                                          {"from": "2027-12-01"}, {"from": "2026-12-01"}, {"from": "2026-11-15", "to": "2027-06-15"}])
        elif what < 0.24:
            person["conversation"] = "not-needed"
        elif what < 0.28:
            person["leader"] = dice.choice(["e000", "e001", "e002"])
        elif what < 0.31:
            person["also"] = [{"unit": f"u{dice.randrange(25)}"}]
    for i in (0, 1, 2, 5, 9):
        text = f"Innledning.\n\n## Først {{#forst-{i}}}\n\nTekst.\n\n## Felles {{#felles}}\n\nTekst.\n"
        write(folder / f"priorities/{period}/u{i}.md", text)

    def path(i):
        while i:
            yield i
            i = parents[i]
        yield 0

    for person, at in people:
        who = person["id"]
        extra = {} if dice.random() < 0.9 else {"leader": "e001"}
        if dice.random() < 0.8:
            unit = at if dice.random() < 0.9 else dice.randrange(25)
            known = [i for i in path(unit) if i in (0, 1, 2, 5, 9)] + [i for i in path(at) if i in (0, 1, 2, 5, 9)]
            for a in person.get("also", []):
                known += [i for i in path(int(a["unit"][1:])) if i in (0, 1, 2, 5, 9)]
            plan = some_plan(dice, who, f"u{unit}", period, [f"forst-{i}" for i in known] + ["felles"], extra)
            if dice.random() < 0.05:
                plan = {"employee": who}
            if unit == at and dice.random() < 0.2:
                plan.pop("unit", None)
            write(folder / f"plans/{period}/{who}.yaml", json.dumps(plan, ensure_ascii=False))
        if dice.random() < 0.6:
            unit = dice.choice([f"u{at}", f"u{at}", f"u{at}", "borte", f"u{dice.randrange(25)}"])
            write(folder / f"plans/{before}/{who}.yaml", json.dumps(some_plan(dice, who, unit, before, ["gammel"], extra), ensure_ascii=False))
    for n in range(20):
        unit = dice.choice(["u3", "borte"])
        write(folder / f"plans/{before}/borte{n}.yaml", json.dumps(some_plan(dice, f"borte{n}", unit, before, [], {})))
    write(folder / "samtale.yaml", json.dumps(settings, ensure_ascii=False))
    write(folder / "org.yaml", json.dumps({"unit": units[0]}, ensure_ascii=False))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def main():
    check_counts("nordlia", ROOT / "samples/nordlia")
    for seed in (1, 2, 3):
        with tempfile.TemporaryDirectory() as folder:
            make_cycle(Path(folder), random.Random(seed))
            cycle = check_counts(f"made-{seed}", Path(folder))
            if seed == 1:
                check_form(Path(folder), cycle)
    return failed


sys.exit(main())
