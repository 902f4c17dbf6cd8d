#!/usr/bin/python3
"""Who lacks what, counted a second time from the YAML files: `samtale status --missing`, `--overdue`, `--by`, `--csv`, the one screen, and
what `samtale remind` writes to whom. Only the conversation windows are the program's own (its JSON of everyone)."""
import collections
import csv
import datetime
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.path.realpath(os.environ.get("SAMTALE", ROOT / "build/samtale"))
DAYS = {"nordlia": ("2026-12-01", "2027-01-14", "2027-02-12", "2027-03-01", "2027-06-20", "2027-11-01", "2028-01-10"),
        "fjordvik": ("2027-01-20", "2027-06-20", "2027-12-31")}
NEEDS = ("date", "conversation", "plan", "follow-up", "evaluation")
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL needs/{name}: {problem}" if problem else f"ok needs/{name}")
    failed = failed or bool(problem)


def run(cycle, *arguments, errors=False, **environment):
    done = subprocess.run([SAMTALE, "-C", str(cycle), *arguments], capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        raise SystemExit(f"FAIL needs/run: {arguments} ended with {done.returncode}: {done.stderr[:500]}")
    return done.stderr if errors else done.stdout


def rows(cycle, *arguments):
    return [json.loads(line) for line in run(cycle, "status", "--format", "json", *arguments).splitlines()]


def day_of(value):
    return value.date() if isinstance(value, datetime.datetime) else datetime.date.fromisoformat(str(value)[:10]) if value else None


# ---- The second count


def units(unit):
    yield unit
    for below in unit.get("units") or []:
        yield from units(below)


class Cycle:
    def __init__(self, folder):
        self.folder = folder
        settings = yaml.safe_load((folder / "samtale.yaml").read_text())
        self.notice = settings["conversations"].get("notice-days", settings.get("notice-days", 14))
        self.within = settings.get("plan-within-days", 14)
        self.windows = [(day_of(w["from"]), day_of(w["to"])) for w in settings.get("follow-ups") or []]
        self.evaluation = tuple(day_of(settings["evaluation"][k]) for k in ("from", "to"))
        org = yaml.safe_load((folder / "org.yaml").read_text())
        self.people = {p["id"]: p for u in units(org["unit"]) for p in u.get("employees") or []}
        plans = folder / "plans/2027"
        self.plans = {p.stem: yaml.safe_load(p.read_text()) or {} for p in plans.glob("*.yaml")}
        said = folder / "conversations/2027.yaml"
        self.times = yaml.safe_load(said.read_text()) if said.exists() else {}

    def held_follow_ups(self, plan):
        """For each window, whether it was held."""
        entries = [f for f in plan.get("follow-ups") or []]
        found = [None] * len(self.windows)
        for f in entries:
            held = day_of(f.get("held"))
            for i, (first, last) in enumerate(self.windows):
                if found[i] is None and (f.get("id") == f"f{i + 1}" or (not f.get("id") and held and first <= held <= last)):
                    found[i] = f
                    break
            else:
                free = [i for i, f2 in enumerate(found) if f2 is None]
                if free and not f.get("id"):
                    found[free[0]] = f
        return [bool(f and f.get("held")) for f in found]

    def lacking(self, pid, window, day):
        """(need, follow-up, state, last day) of all that the person lacks."""
        p, plan = self.people[pid], self.plans.get(pid, {})
        talk = p.get("conversation") if isinstance(p.get("conversation"), dict) else {}
        held = day_of((plan.get("conversation") or {}).get("held")) or day_of(talk.get("held"))
        planned = day_of(talk.get("at"))
        joined, left = day_of(p.get("from")), day_of(p.get("to"))
        away = p.get("away") or {}

        def is_away(when):
            return bool(away) and day_of(away["from"]) <= when and (not away.get("to") or when <= day_of(away["to"]))

        if window is None or is_away(day) or (left and left < day) or (p.get("conversation") == "not-needed" and not held):
            return
        first, last = window
        if not held:
            asked = first - datetime.timedelta(self.notice)
            if not planned:
                yield "date", None, "overdue" if last < day else "later" if day < asked else "due", last
            yield "conversation", None, "overdue" if last < day else "later" if day < (planned or first) else "due", last
        agreed = plan.get("agreed") or {}
        if not (agreed.get("employee") and agreed.get("leader")):
            due = held + datetime.timedelta(self.within) if held else None
            yield "plan", None, "later" if not held else "overdue" if due < day else "due", due
        talks = [("follow-up", i, w, done) for i, (w, done) in enumerate(zip(self.windows, self.held_follow_ups(plan)))]
        talks.append(("evaluation", None, self.evaluation, bool((plan.get("evaluation") or {}).get("held"))))
        for need, i, (begin, end), done in talks:
            there = not is_away(end) and (not joined or joined <= end) and (not left or end <= left)
            if not done and there and last < end:
                yield need, i, "overdue" if end < day else "later" if day < begin else "due", end


def count(cycle, day):
    """The list, and by person the unit and the leader."""
    people = [r for r in rows(cycle.folder, "--as-of", day) if r["row"] == "person"]
    found, where = [], {}
    for r in people:
        talk = r["conversation"]
        window = tuple(day_of(talk[k]) for k in ("from", "to")) if "from" in talk else None
        where[r["id"]] = (r["unit"], (r["leader"] or {}).get("name"), r["name"])
        found += [(r["id"], *one) for one in cycle.lacking(r["id"], window, day_of(day))]
    return sorted(found, key=str), where


def said(listed):
    names = {}
    for r in listed:
        if r.get("follow-up"):
            names.setdefault(r["follow-up"], len(names))
    order = {n: i for i, n in enumerate(sorted(names, key=lambda n: min(r["from"] for r in listed if r.get("follow-up") == n)))}
    return sorted([(r["id"], r["what"], order.get(r.get("follow-up")), r["state"], day_of(r.get("by"))) for r in listed], key=str)


def differ(a, b):
    return [x for x in a if x not in b][:3], [x for x in b if x not in a][:3]


# ---- What the program says


def check_lists(cycle, name, day, found):
    everything = said([r for r in rows(cycle.folder, "--as-of", day, "--missing", ",".join(NEEDS)) if r["row"] == "missing"])
    # in a list of one follow-up alone its number is not to be seen
    same = [(f[0], f[1], *f[3:]) for f in everything] == [(f[0], f[1], *f[3:]) for f in found]
    verdict(f"{name} {day} missing", "" if same else f"not counted, not said: {differ(found, everything)}")
    overdue = said([r for r in rows(cycle.folder, "--as-of", day, "--overdue") if r["row"] == "missing"])
    wanted = [f for f in found if f[3] == "overdue" and f[1] != "date"]
    verdict(f"{name} {day} overdue", "" if len(overdue) == len(wanted) and [f[:2] for f in overdue] == [f[:2] for f in wanted] else differ(wanted, overdue))
    for need in NEEDS:
        some = said([r for r in rows(cycle.folder, "--as-of", day, "--missing", need) if r["row"] == "missing"])
        if [f[:2] for f in some] != [f[:2] for f in found if f[1] == need]:
            verdict(f"{name} {day} missing {need}", differ(found, some))
    late = said([r for r in rows(cycle.folder, "--as-of", day, "--missing", "date", "--missing", "plan", "--overdue") if r["row"] == "missing"])
    verdict(f"{name} {day} some, overdue", [f[:2] for f in late] != [f[:2] for f in found if f[1] in ("date", "plan") and f[3] == "overdue"] and late[:3])
    table = list(csv.reader(io.StringIO(run(cycle.folder, "status", "--as-of", day, "--overdue", "--csv", "rfc4180"))))
    verdict(f"{name} {day} csv", sorted(r[0] for r in table[1:]) != sorted(f[0] for f in wanted) and table[:3])
    excel = run(cycle.folder, "status", "--as-of", day, "--overdue", "--csv", "excel")
    again = list(csv.reader(io.StringIO(excel.lstrip("\ufeff")), delimiter=";"))
    verdict(f"{name} {day} csv for Excel", (again != table or not excel.startswith("\ufeff")) and excel[:200])


def check_groups(cycle, name, day, found, where):
    for by, at in (("unit", 0), ("leader", 1)):
        groups = [r for r in rows(cycle.folder, "--as-of", day, "--by", by) if r["row"] == by]
        said_of = {r["id"] if by == "unit" else (r["leader"] or {}).get("name"): r for r in groups}
        problem = ""
        for group, people in itertools.groupby(sorted(where, key=lambda p: str(where[p][at])), key=lambda p: where[p][at]):
            people = set(people)
            row = said_of.get(group)
            counts = collections.Counter((f[1], f[3]) for f in found if f[0] in people)
            overdue = sum(n for (need, state), n in counts.items() if state == "overdue" and need != "date")
            if not row or row["people"] != len(people) or row["overdue"] != overdue:
                problem = f"{group}: {row} of {counts}"
            elif any(row[need][state] != counts[need, state] for need in NEEDS for state in ("later", "due", "overdue")):
                problem = f"{group}: {row} and not {counts}"
        urgency = [(-r["overdue"], -r["due"]) for r in groups]
        verdict(f"{name} {day} by {by}", problem or (urgency != sorted(urgency) and f"not the most urgent first: {urgency}") or
                (len(groups) != len({w[at] for w in where.values()}) and "other groups"))


def check_screen(cycle, name, day, found, where):
    text = run(cycle.folder, "status", "--as-of", day)
    lines = text.splitlines()
    problem = f"{len(lines)} lines" if len(lines) > 24 else ""
    for label, need in (("conversation date", "date"), ("conversation ", "conversation"), ("agreed plan", "plan"), ("evaluation", "evaluation")):
        line = next((x for x in lines if re.match(label + r" +\d", x) or x.startswith(label + " ") and re.search(r"\d$", x)), "")
        numbers = [int(n) for n in re.findall(r"\d+", line)][-5:]
        counts = collections.Counter(f[3] for f in found if f[1] == need)
        if numbers[2:] != [counts["due"], counts["overdue"], counts["later"]] or numbers[1] != numbers[0] + sum(numbers[2:]):
            problem = f"{line!r} and not {counts}"
    leaders = collections.Counter(where[f[0]][1] for f in found if f[1] != "date" and f[3] in ("due", "overdue"))
    if leaders and not re.search(rf"^{len(leaders)} leaders? whose people", text, re.M):
        problem = f"not {len(leaders)} leaders: {text}"
    if not leaders and "nothing is due or overdue" not in text:
        problem = text
    verdict(f"{name} {day} on one screen", problem)
    shown = run(cycle.folder, "--lang", "nb", "status", "--as-of", day)
    verdict(f"{name} {day} på én skjerm", [x for x in lines + shown.splitlines() if len(x) > 80 and "@" not in x])


def to_remind(found, kinds=NEEDS, overdue=False):
    without_day = {f[0] for f in found if f[1] == "date"} if "date" in kinds else set()
    return [f for f in found if f[1] in kinds and f[3] in (("overdue",) if overdue else ("due", "overdue")) and
            not (f[1] == "conversation" and f[0] in without_day)]


def check_letters(cycle, name, day, found, where, work):
    for options, wanted in (((), to_remind(found)), (("--overdue",), to_remind(found, overdue=True)),
                            (("--missing", "plan"), to_remind(found, ("plan",))), (("--missing", "conversation"), to_remind(found, ("conversation",)))):
        out = work / f"{name}-{day}{''.join(options)}"
        run(cycle.folder, "remind", "--quiet", "--as-of", day, "--out", str(out), *options)
        folder = out / "2027/reminders"
        table = list(csv.DictReader(io.StringIO((folder / "reminders.csv").read_text())))
        of = collections.defaultdict(list)
        for f in wanted:
            of[where[f[0]][1]].append(f)
        problem = ""
        if {r["Navn"] for r in table} != set(of):
            problem = f"to {sorted({r['Navn'] for r in table} ^ set(of))}"
        for r in table:
            those = of[r["Navn"]]
            numbers = [int(r[k]) for k in ("Tid for samtalen", "Samtale", "Avtalt plan", "Oppfølging", "Evaluering")]
            if numbers != [sum(f[1] == need for f in those) for need in NEEDS] or int(r["Over fristen"]) != sum(f[3] == "overdue" for f in those):
                problem = f"{r} and not {those}"
            if set(r["Hvem det gjelder"].split("; ")) != {where[f[0]][2] for f in those} or r["Frist"] != str(min(f[4] for f in those)):
                problem = f"{r} and not {those}"
            if not Path(r["Fil"]).is_file():
                problem = f"there is no {r['Fil']}"
        papers = sorted(folder.rglob("*.pdf"))
        if len(papers) != len(of):
            problem = f"{len(papers)} letters to {len(of)} leaders"
        listed = {f["path"] for f in json.loads((out / "2027/manifest.json").read_text())["files"] if not f["path"].startswith("index")}
        if {str(p.relative_to(out / "2027")) for p in papers} | {"reminders/reminders.csv"} != listed:
            problem = f"the manifest lists {listed}"
        verdict(f"{name} {day} letters {' '.join(options)}", problem)
        for r in table if name == "nordlia" and not options else []:
            text = " ".join(subprocess.run(["pdftotext", "-layout", r["Fil"], "-"], capture_output=True, text=True).stdout.split())
            missing = [n for n in r["Hvem det gjelder"].split("; ") if n not in text]
            others = [w[2] for p, w in where.items() if w[2] in text and w[2] not in r["Hvem det gjelder"] and w[2] != r["Navn"]]
            if missing or others:
                verdict(f"{name} {day} letter to {r['Navn']}", f"without {missing}, with {others}: {text}")


def check_today(cycle):
    today = datetime.date.today()
    before = run(cycle, "status"), run(cycle, "status", "--overdue", "--format", "json")
    same = run(cycle, "status", "--as-of", str(today)), run(cycle, "status", "--as-of", str(today), "--overdue", "--format", "json")
    if datetime.date.today() != today:  # midnight has passed
        return check_today(cycle)
    verdict("today", before != same and f"{before[0]} and not {same[0]}")
    other = run(cycle, "status", SOURCE_DATE_EPOCH="1803000000")  # 2027-02-19
    verdict("today as SOURCE_DATE_EPOCH has it", other != run(cycle, "status", "--as-of", "2027-02-19") and other)
    return None


def check_selection(cycle, day):
    listed = [r for r in rows(cycle.folder, "--as-of", day, "--overdue") if r["row"] == "missing"]
    for option, value, key in (("--leader", "e1302", lambda r: (r["leader"] or {}).get("id")), ("--employee", "e1303", lambda r: r["id"])):
        some = [r for r in rows(cycle.folder, "--as-of", day, "--overdue", option, value) if r["row"] == "missing"]
        verdict(f"{option} chooses", (not some or some != [r for r in listed if key(r) == value]) and some[:3])
    parts = [[r for r in rows(cycle.folder, "--as-of", day, "--overdue", "--wave", n) if r["row"] == "missing"] for n in ("1", "2", "3")]
    verdict("--wave chooses", (not all(parts) or any(r not in listed for part in parts for r in part)) and parts)


def check_letters_twice(folder, work):
    """A second run keeps all, --prune removes the letters of those who lack nothing any more, and --for employee writes to others."""
    out = ("--out", str(work / "twice"))
    first = run(folder, "remind", "--as-of", "2027-03-01", *out)
    again = run(folder, "remind", "--as-of", "2027-03-01", *out)
    verdict("a second run keeps", "0 made" not in again and again)
    pruned = run(folder, "remind", "--as-of", "2027-03-01", "--missing", "plan", "--prune", *out)
    left = sorted(p.name for p in (work / "twice").rglob("*.pdf"))
    verdict("old letters are pruned", left != ["e1302.pdf"] and f"{left}: {first}{pruned}")
    run(folder, "remind", "--as-of", "2027-03-01", "--for", "employee", *out)
    mine = sorted(p.name for p in (work / "twice/2027/reminders-employees").rglob("*.pdf"))
    verdict("to employees", mine != ["e1303.pdf"] and mine)
    early = run(folder, "remind", "--as-of", "2027-03-01", "--missing", "evaluation", *out)
    verdict("it says that nothing is due", ("nothing of this is due" not in early or "is due" in first) and early)
    dry = work / "dry"
    run(folder, "remind", "--as-of", "2027-03-01", "--dry-run", "--out", str(dry))
    verdict("--dry-run", dry.exists() and list(dry.rglob("*")))


def check_nobody(folder):
    """Nobody who is away, needs no conversation or has left lacks a plan, though a draft is there; and no word says why."""
    people = {"e1": "away: { from: 2027-02-15, to: 2027-12-31 }", "e2": "conversation: not-needed", "e3": "to: 2027-02-20", "e4": "email: e4@example.com"}
    (folder / "plans/2027").mkdir(parents=True)
    for person in people:
        held = "" if person == "e2" else "conversation: { held: 2027-01-20 }\n"
        (folder / f"plans/2027/{person}.yaml").write_text(f"employee: {person}\n{held}goals:\n  - {{ id: g1, goal: Lesing }}\n")
    (folder / "samtale.yaml").write_text((ROOT / "samples/nordlia/samtale.yaml").read_text().replace("logo: logo.png\n", ""))
    rest = "".join(f"    - {{ id: {p}, name: Ola {p}, {more} }}\n" for p, more in people.items())
    (folder / "org.yaml").write_text(f"unit:\n  id: by\n  name: Byen\n  leader: sjef\n  employees:\n    - {{ id: sjef, name: Kari Lie, conversation: not-needed }}\n{rest}")
    listed = [r for r in rows(folder, "--as-of", "2027-03-01", "--missing", ",".join(NEEDS), "--unit", "by") if r["row"] == "missing"]
    late = [(r["id"], r["what"]) for r in listed if r["state"] == "overdue"]
    verdict("nobody who is away", (late != [("e4", "plan")] or {r["id"] for r in listed} != {"e4"}) and listed)
    run(folder, "remind", "--quiet", "--as-of", "2027-03-01")
    table = (folder / "out/2027/reminders/reminders.csv").read_text()
    verdict("nor in letters", ("Ola e4" not in table or re.search("Ola e[123]", table)) and table)
    org = (folder / "org.yaml").read_text()
    (folder / "org.yaml").write_text(org.replace("leader: sjef\n", "leader:\n"))
    told = [run(folder, "remind", "--as-of", "2027-03-01", *more, errors=True) for more in ((), ("--missing", "date"), ("--for", "employee"))]
    verdict("nobody to write to is said, once, where something lacks", (["1 person in" in t and "no leader to write to" in t for t in told] != [True, False, False]) and told)


with tempfile.TemporaryDirectory() as scratch:
    work = Path(scratch)
    for name, days in DAYS.items():
        cycle = Cycle(Path(shutil.copytree(ROOT / "samples" / name, work / name)))
        for day in days:
            found, where = count(cycle, day)
            check_lists(cycle, name, day, found)
            check_groups(cycle, name, day, found, where)
            check_screen(cycle, name, day, found, where)
            check_letters(cycle, name, day, found, where, work)
    nordlia = Cycle(work / "nordlia")
    states = collections.Counter(f[3] for day in DAYS["nordlia"] for f in count(nordlia, day)[0])
    verdict("all states are there", min(states[s] for s in ("later", "due", "overdue")) < 5 and states)
    check_selection(nordlia, "2027-03-01")
    check_nobody(work / "nobody")
    check_today(work / "nordlia")
    check_letters_twice(work / "nordlia", work)
raise SystemExit(failed)
