#!/usr/bin/python3
"""Counts a cycle a second time, from its files alone, and draws its lots a second time: what is held, due and overdue, whose goals
lead to which focus areas, what each group comes to. Read by PyYAML, with the rules in words below. Must come to what `summaries
--dump figures` says before anything is drawn, and to what history/ keeps afterwards, for the sample and for cycles of 400 people in
which many join, leave, move, are away, need no conversation or get a new leader.

The rules:
- A plan counts in the unit that it names, else in its person's, and so do the person's conversations. One of a unit that is gone
  and a person who is gone counts for the organisation.
- A conversation is due of whoever has held it, or is there to hold it: not of those who need none, have left, come after the
  period, are away today, or whose unit has no leader for them. It is overdue when its window is over; someone who joins, or comes
  back from leave after the window, has a window of their own.
- A plan is due of those whose conversation is due and who are there, and of whoever has one. One without goals and without any
  agreement is missing.
- Follow-ups and evaluations are due of those who are there now and on the last day of the window, if their own conversation comes
  before that.
- A measure without its done date is overdue after its deadline, unless the goal is dropped or the person is away or has left.
  A release does not count it by the grade (at mid-year, the status) that it publishes itself.
- A release rests on those evaluated (or who have had a follow-up, or whose plan is agreed), and counts all their goals.
- A goal counts for the focus areas that it supports and for all that these support, once each; in what is published for the first
  of the root's areas that it leads to, in the order in which they are named.
- The half-year's release counts up to the day after the first follow-ups; others, the whole period.
- An atom is a unit's own people with those of all units below it that have fewer than ten.
"""
import csv
import hashlib
import hmac
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
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
SCHEMA = ROOT / "generator/export/summary.schema.json"
DAYS = ("2027-04-15", "2027-06-20", "2027-12-20", "2028-02-01")  # all after the conversation window
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL numbers/{name}: {problem}" if problem else f"ok numbers/{name}")
    failed = failed or bool(problem)


def samtale(folder, *arguments, today=None):
    """As on a day, in seconds since 1970."""
    environment = {**os.environ, **({"SOURCE_DATE_EPOCH": str(today)} if today else {})}
    done = subprocess.run([SAMTALE, "-C", str(folder), *arguments], capture_output=True, text=True, env=environment)
    if done.returncode:
        raise SystemExit(f"FAIL numbers/samtale: {arguments} ended with {done.returncode}: {done.stderr[-800:]}")
    return done


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


def measure_states(person, plan, at, dropped=is_dropped):
    for goal in plan.get("goals") or []:
        for m in goal.get("measures") or []:
            last = deadline(m.get("deadline"))
            if dropped(plan, goal):
                continue
            yield "done" if m.get("done") else "overdue" if last and last < at and is_there(person, at) else "open"


def count_coverage(cycle, at):
    all_units = defaultdict(Counter)
    for who, person in cycle.people.items():
        plan = cycle.plans[cycle.period].get(who, {})
        c = all_units[person["unit"]]
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


# ---- What a release rests on

KINDS = {"work": "work", "task": "work", "personal": "development", "professional": "development"}
GRADES = ("none", "met", "partly", "not-met", "dropped")
STATUSES = ("none", "not-started", "on-track", "delayed", "needs-help", "done", "dropped")
NUMBERS = {"kind": ("", "work", "task", "personal", "professional"), "grade": GRADES, "status": STATUSES}


def status_of(plan, goal):
    """By the newest follow-up that says one."""
    newest, found = "", "none"
    for f in plan.get("follow-ups") or []:
        for note in f.get("progress") or []:
            if note.get("goal") == goal.get("id") and note.get("status") and f.get("held", "") >= newest:
                newest, found = f.get("held", ""), note["status"]
    return found


class Threads:
    """Which focus areas lead to which, from the files."""

    def __init__(self, cycle):
        self.cycle, self.above = cycle, {}
        for unit in cycle.units:
            for path in sorted((cycle.folder / "priorities" / cycle.period).glob(f"{unit}.*md")):
                for attributes in re.findall(r"^## .*\{(#[^}]*)\}", path.read_text(), re.M):
                    own = re.match(r"#([\w.-]+)", attributes)[1]
                    named = re.search(r"supports=([\w.,-]+)", attributes)
                    to = [self.find(cycle.parent[unit], n) for n in named[1].split(",")] if named else []
                    self.above.setdefault((unit, own), [t for t in to if t])

    def find(self, start, priority):
        return next(((u, priority) for u in self.cycle.path(start) if priority in self.cycle.priorities[u]), None)

    def closure(self, at):
        """It, and all that it leads to."""
        return {at}.union(*(self.closure(t) for t in self.above[at])) if at else set()

    def root_area(self, at):
        """The first of the root's, depth first in the order in which they are named; None: none."""
        if at is None or at[0] == self.cycle.units[0]:
            return at and at[1]
        return next((found for found in map(self.root_area, self.above[at]) if found), None)


def supports_of(cycle, who, plan, goal):
    """The focus areas that a goal names, where they are found."""
    names = goal.get("supports") or []
    person = cycle.people.get(who, {})
    starts = [unit_of(cycle, who, plan), person.get("unit")] + [a["unit"] for a in person.get("also") or []]
    found = []
    for name in [names] if isinstance(names, str) else names:
        at = next((cycle.threads.find(s, name) for s in starts if s and cycle.threads.find(s, name)), None)
        if at:
            found.append(at)
    return found


def people_of(cycle, at):
    """Each plan as what is counted of it."""
    people = []
    for who, plan in cycle.plans[cycle.period].items():
        one = {"id": who, "unit": unit_of(cycle, who, plan), "goals": [], "plan": plan}
        one["evaluation"] = bool((plan.get("evaluation") or {}).get("held"))
        one["half-year"] = any(f.get("held") for f in plan.get("follow-ups") or [])
        one["competence"] = all((plan.get("agreed") or {}).get(x) for x in ("employee", "leader"))
        for goal in plan.get("goals") or []:
            to = supports_of(cycle, who, plan, goal)
            area = next((a for a in map(cycle.threads.root_area, to) if a), None)
            one["goals"].append({"kind": goal.get("kind") or "", "grade": goal.get("attainment") or "none", "status": status_of(plan, goal),
                                 "area": area or "-", "threads": set().union(*(cycle.threads.closure(t) for t in to)) if to else set()})
        needs = plan.get("competence-needs") or []
        one["needs"] = [c for c in cycle.settings.get("competences") or {} if c in needs]
        by = {"evaluation": lambda p, g: status_of(p, g) == "dropped", "half-year": lambda p, g: g.get("attainment") == "dropped"}
        one["overdue"] = {k: "overdue" in measure_states(cycle.people.get(who), plan, at, by[k]) for k in by}
        people.append(one)
    return people


def count_threads(people):
    goals, persons = Counter(), Counter()
    for one in people:
        for goal in one["goals"]:
            goals.update(goal["threads"])
        persons.update(set().union(*(g["threads"] for g in one["goals"])) if one["goals"] else set())
    return {"/".join(k): (goals[k], persons[k]) for k in goals}


def well(goal):
    return goal["status"] in ("on-track", "done")


def lines_of(cycle, kind):
    """(id, of the organisation, what one person counts for)"""
    areas, lines = cycle.priorities[cycle.units[0]], []
    result, fine = ("met", lambda g: g["grade"] == "met") if kind == "evaluation" else ("on-track", well)
    if kind in ("evaluation", "half-year"):
        lines.append((f"goals.{result}", False, lambda p: sum(map(fine, p["goals"]))))
        for area in areas + ["-"]:
            here = lambda p, area=area: [g for g in p["goals"] if g["area"] == area]
            lines.append((f"area.{area}.goals", False, lambda p, here=here: len(here(p))))
            lines.append((f"area.{area}.people", False, lambda p, here=here: len(here(p)) > 0))
            if area != "-":
                lines.append((f"area.{area}.{result}", False, lambda p, here=here: sum(map(fine, here(p)))))
        table, which, values = ("grade", "grade", GRADES) if kind == "evaluation" else ("status", "status", STATUSES)
        for k in ("work", "development", "unstated"):
            for v in values:
                lines.append((f"{table}.{k}.{v}", True, lambda p, k=k, v=v: sum(KINDS.get(g["kind"], "unstated") == k and g[which] == v for g in p["goals"])))
        lines.append(("measures.overdue", False, lambda p: p["overdue"][kind]))
    if kind in ("evaluation", "competence"):
        for c in cycle.settings.get("competences") or {}:
            lines.append((f"need.{c}", False, lambda p, c=c: c in p["needs"]))
    return lines


def atoms_of(cycle, people, kind):
    """(how many each unit rests on, the unit whose atom its own people are in)"""
    group = Counter(u for p in people if p[kind] for u in cycle.path(p["unit"]))
    least = max(10, int((cycle.settings.get("summary") or {}).get("smallest-group", 10)))
    of = {u: next(a for a in cycle.path(u) if group[a] >= least or a == cycle.units[0]) for u in cycle.units}
    return group, of, least


def expected_release(cycle, people, kind):
    """As --dump figures has it."""
    group, of, least = atoms_of(cycle, people, kind)
    units = {u: (group[u], sum(len(p["goals"]) for p in people if p[kind] and u in cycle.path(p["unit"])), of[u], group[u] >= least)
             for u in cycle.units if group[u]}
    atoms, everyone = {}, {}
    for name, organisation, part in lines_of(cycle, kind):
        for p in people:
            if not p[kind]:
                continue
            if organisation:
                everyone[name] = everyone.get(name, 0) + int(part(p))
            else:
                cells = atoms.setdefault(of[p["unit"]], {})
                cells[name] = cells.get(name, 0) + int(part(p))
    return {"units": units, "atoms": atoms, "all": everyone}


def read_dump(text):
    coverage, threads, releases, at = {}, {}, {}, None
    for line in text.splitlines():
        word = line.split()
        if word[0] == "coverage":
            at = coverage.setdefault(word[2], Counter(people=int(word[4]))) if word[1] == "unit" else Counter()
        elif word[0] == "thread":
            threads[word[1]] = (int(word[3]), int(word[5]))
        elif word[0] == "release":
            release = releases.setdefault(word[1], {"units": {}, "atoms": {}, "all": {}})
        elif word[0] == "unit":
            release["units"][word[1]] = (int(word[3]), int(word[5]), word[7], word[-1] == "shown")
        elif word[0] == "atom":
            at = release["atoms"].setdefault(word[1], {})
        elif word[0] == "all":
            release["all"][word[1].rstrip(":")] = int(word[2])
        else:
            name, n = line.strip().rsplit(": ", 1)
            at[name] = int(n)
    return coverage, threads, releases


def first_difference(name, ours, theirs):
    for key in sorted(set(ours) | set(theirs), key=str):
        if ours.get(key) != theirs.get(key):
            return f"{name} {key}: the files say {str(ours.get(key))[:300]}, the program {str(theirs.get(key))[:300]}"
    return ""


def check_counts(name, folder):
    cycle, seen = Cycle(folder), 0
    cycle.threads = Threads(cycle)
    for at in DAYS:
        coverage, threads, releases = read_dump(samtale(folder, "summaries", "--dump", "figures", "--as-of", at).stdout)
        people = people_of(cycle, day(at))
        problem = first_difference(at, count_coverage(cycle, day(at)), coverage)
        problem = problem or first_difference("thread", count_threads(people), threads)
        for kind in ("evaluation", "half-year", "competence"):
            want = expected_release(cycle, people, kind)
            for part in want:
                problem = problem or first_difference(f"{at} {kind} {part}", want[part], releases[kind][part])
                seen += len(want[part])
        verdict(f"{name}-{at}", problem)
    verdict(f"{name}-counts-something", seen < 20 and f"only {seen} numbers")
    return cycle


# ---- The lot, drawn a second time

def lots():
    text = (ROOT / "generator/figures/draw_tables.h").read_text()
    return {name: [[int(n) for n in re.findall(r"(\d+)u", row)] for row in re.findall(r"\{([^{}]*)\},", body)]
            for name, body in re.findall(r"draw_(goals|people)\[.*?\] = \{(.*?)\n\};", text, re.S)}


def keyed(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def values_of(p, needs):
    named = "".join(n + "," for n in p["needs"])
    if needs:
        return named
    goals = "".join(f"{NUMBERS['kind'].index(g['kind'])} {GRADES.index(g['grade'])} {STATUSES.index(g['status'])} {g['area']};" for g in p["goals"])
    return f"{goals}|{named}|{int(p['overdue']['evaluation'])}{int(p['overdue']['half-year'])}"


def draw(key, table, name, atom, line, n, members, lot):
    def text(s):
        return b"\1" + s.encode() + b"\0"
    digest = hashlib.sha256(b"".join(text(m) for m in sorted(members, key=str.encode))).digest()
    ticket = keyed(key, text(name) + text(table) + text(atom) + text(line) + b"1\0" + digest)
    left, row = int.from_bytes(ticket[:8], "big") >> 2, lot[n % 5]
    for j, weight in enumerate(row):
        if left < weight:
            break
        left -= weight
    return 5 * (n // 5 + j - len(row) // 2)


PEOPLE = ("need.", "measures.")


def expected_figures(cycle, people, kind):
    """{unit: {line: drawn}} of the units that are shown, whatever is shown of it."""
    group, of, least = atoms_of(cycle, people, kind)
    exact, tables = expected_release(cycle, people, kind), lots()
    key = keyed((cycle.folder / "secret.key").read_bytes(), b"samtale figures\0")
    sums = {u: Counter() for u in cycle.units}
    for name, organisation, _ in lines_of(cycle, kind):
        lot = tables["people" if name.startswith(PEOPLE) or name.endswith(".people") else "goals"]
        needs = name.startswith("need.")
        for atom in [""] if organisation else exact["atoms"]:
            members = [f"{p['id']}:{values_of(p, needs)}" for p in people if p[kind] and (organisation or of[p["unit"]] == atom)]
            n = exact["all"][name] if organisation else exact["atoms"][atom][name]
            drawn = draw(key, "needs" if needs else kind, cycle.period, atom, name, n, members, lot)
            for unit in [cycle.units[0]] if organisation else cycle.path(atom):
                sums[unit][name] += drawn
    return {u: sums[u] for u in cycle.units if group[u] >= least}, group, exact["units"], least


def expected_figure(name, sums, group, goals, least, organisation):
    """The figure as history/ keeps it; None: it is not shown."""
    of = goals if name.startswith("goals.") else group if name.startswith(PEOPLE) else \
        max(0, sums[name.rsplit(".", 1)[0] + ".goals"]) if name.startswith("area.") and not name.endswith((".goals", ".people")) else 0
    if group < 2 * least:
        if not name.startswith(("goals.",) + PEOPLE):
            return None
        share = sums[name] / of if of else 0
        return {"id": name, "band": "under-40" if share < 0.4 else "over-60" if share > 0.6 else "about-half"}
    figure = {"id": name, "count": sums[name], "of": of}
    return {**figure, "of-is-drawn": True} if name.startswith("area.") and not name.endswith((".goals", ".people")) else figure


def check_release(name, folder, cycle, kind, *options):
    done = samtale(folder, "summaries", "--quiet", *options, today=2 * 10**9)
    kept = json.loads((folder / f"history/{cycle.period}.json").read_text())
    release = next(r for r in kept["releases"] if r["kind"] == kind)
    last = day(cycle.settings["dates"]["to"])
    if kind == "half-year" and cycle.settings.get("follow-ups"):
        last = min(last, day(cycle.settings["follow-ups"][0]["to"]) + timedelta(1))
    people = people_of(cycle, last)
    sums, group, units, least = expected_figures(cycle, people, kind)
    problem, shown = "", 0
    for unit in release["units"]:
        want = []
        for line, organisation, _ in lines_of(cycle, kind):
            if unit["id"] in sums and (not organisation or not unit["parent"]):
                want.append(expected_figure(line, sums[unit["id"]], group[unit["id"]], units[unit["id"]][1], least, organisation))
        want = [w for w in want if w]
        have = {f["id"]: f for f in unit["figures"]}
        problem = problem or first_difference(f"{kind} {unit['id']}", {w["id"]: w for w in want}, have)
        shown += len(have)
    verdict(f"{name}-released-{kind}", problem or shown < 20 and f"only {shown} figures")


# ---- CSV and JSON

def check_form(name, folder, cycle):
    """CSV and JSON say the same, and what spreadsheet programs need: CR LF, quotes, a byte order mark on demand, no formulas."""
    out = folder / "out" / cycle.period / "summaries"
    text, document = (out / "summary.csv").read_bytes().decode(), json.loads((out / "summary.json").read_text())
    try:
        jsonschema.validate(document, json.loads(SCHEMA.read_text()))
        verdict(f"{name}-schema", "")
    except jsonschema.ValidationError as e:
        verdict(f"{name}-schema", f"{e.message} at {list(e.path)}")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    same = [{k: "" if v is None else str(v) for k, v in r.items()} for r in document["rows"]]
    plain = [{k: v[1:] if re.match(r"'[=+@\t-]", v) else v for k, v in r.items()} for r in rows]
    verdict(f"{name}-same-rows", first_difference("row", dict(enumerate(same)), dict(enumerate(plain))))
    samtale(folder, "summaries", "--quiet", "--csv", "excel", today=2 * 10**9)
    excel = (out / "summary.csv").read_bytes().decode()
    verdict("csv-mark", not excel.startswith("\ufeff") and "it does not begin with a BOM")
    semicolons = list(csv.reader(io.StringIO(excel[1:], newline=""), strict=True, delimiter=";"))
    verdict("csv-excel", semicolons != list(csv.reader(io.StringIO(text, newline=""), strict=True)) and "its cells are not those of the other")
    verdict("csv-lines", re.search(r"[^\r]\n|\r[^\n]", text) and "a line does not end in CR LF")
    cells = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    verdict("csv-columns", {len(r) for r in cells} != {11} and "not every row has eleven cells")
    formulas = [c for r in cells for c in r if c[:1] in tuple("=+-@\t\r")]
    verdict("csv-formulas", formulas and f"{formulas[0]!r} would be run")
    names = {r[2] for r in cells}
    verdict("csv-quotes", not {"'=1+1", 'Den "gode", lille'} <= names and f"names are {sorted(names)[:9]}")
    twice = [k for k, n in Counter((r[0], r[1], r[3], r[4]) for r in cells).items() if n > 1]
    verdict("csv-keys", twice and f"two rows are {twice[0]}")
    unit = cycle.units[1]
    within = [r for r in rows if unit in cycle.path(r["unit"])]
    samtale(folder, "summaries", "--quiet", "--unit", unit, today=2 * 10**9)
    part = list(csv.DictReader(io.StringIO((out / "summary.csv").read_bytes().decode(), newline="")))
    verdict("csv-one-unit", part != within and "the rows of one unit are not those of the whole")
    verdict("csv-shows-something", sum(r["basis"] == "drawn" for r in rows) < 40 and "next to nothing is drawn")


# ---- A cycle in which much happens

def some_plan(dice, who, unit, period, supports, extra):
    year = int(period)
    goals = []
    for i in range(dice.randrange(0, 5)):
        goal = {"id": f"g{i}", "goal": "Et mål", "measures": []}
        goal.update({k: v for k, v in (("kind", dice.choice(["work", "task", "personal", "professional", None])),
                                       ("attainment", dice.choice(["met", "met", "partly", "not-met", "dropped", None])),
                                       ("supports", dice.choice(supports + [None, dice.sample(supports, min(2, len(supports)))]))) if v})
        for k in range(dice.randrange(0, 3)):
            due = dice.choice([f"{year}-05-{dice.randrange(1, 28):02}", f"{year}-{dice.randrange(1, 13):02}", f"{year}-W{dice.randrange(1, 53):02}",
                               "ongoing", "når det passer", None])
            measure = {"id": f"m{k}", "what": "Et tiltak", "deadline": due, "done": dice.choice([f"{year}-06-01", True]) if dice.random() < 0.5 else None}
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
        up = {1: " supports=forst-0", 2: " supports=felles", 5: " supports=forst-1,felles", 9: " supports=forst-2"}.get(i, "")
        text = f"Innledning.\n\n## Først {{#forst-{i}{up}}}\n\nTekst.\n\n## Felles {{#felles}}\n\nTekst.\n"
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
            folder = Path(folder)
            make_cycle(folder, random.Random(seed))
            cycle = check_counts(f"made-{seed}", folder)
            samtale(folder, "key")
            check_release(f"made-{seed}", folder, cycle, "competence", "--competence")
            check_release(f"made-{seed}", folder, cycle, "half-year", "--half-year")
            check_release(f"made-{seed}", folder, cycle, "evaluation")
            if seed == 1:
                check_form(f"made-{seed}", folder, cycle)
    return failed


sys.exit(main())
