#!/usr/bin/python3
"""`samtale status` of the sample: no text of a plan is in it, its columns stand straight, its numbers add up, and the guide
shows what it prints."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.path.realpath(os.environ.get("SAMTALE", ROOT / "build/samtale"))
SAMPLE = ROOT / "samples/nordlia"
DAYS = ("2026-12-01", "2027-01-11", "2027-02-12", "2027-06-20", "2027-12-31")
# What a plan's own words may be in the output for: the program says them of itself.
OUR_WORDS = set("held planned draft agreed missing overdue later none due goals employee leader plan made".split())
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL status/{name}: {problem}" if problem else f"ok status/{name}")
    failed = failed or bool(problem)


def status(cycle, *options):
    done = subprocess.run([SAMTALE, "-C", str(cycle), "status", *options], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"FAIL status/run: {options} ended with {done.returncode}: {done.stderr[:500]}")
    return done.stdout


def words(text):
    return {word.lower() for word in re.findall(r"[^\W\d_]{3,}", text)}


def texts(plan):
    """Every free text of a plan, read by its key and not as YAML, so that no reader of ours decides what there is."""
    key = r"(?:goal|what|note|learnt|changes|next-steps|disagreement|follow-up-informal|other|responsible|deadline|employee|leader)"
    found = re.findall(rf"\b{key}: (?:\"([^\"]+)\"|([^,}}\n]+))", plan)
    return {quoted or plain.strip() for quoted, plain in found if re.search(r"[^\W\d_]{2}.*\s", quoted or plain)}


def leaks(output, without, plans):
    said = sorted(text for text in texts(plans) if text in output)
    return said + sorted((words(output) - words(without) - OUR_WORDS) & words(plans))


def check_leaks(empty):
    plans = "".join(p.read_text() for p in sorted((SAMPLE / "plans/2027").glob("*.yaml")))
    problem = "" if len(texts(plans)) > 40 else f"only {len(texts(plans))} free texts are found in the plans"
    for text in texts(plans):
        if not problem and not leaks(f"Maja Solberg {text}\n", "", plans):
            problem = f"it would not find {text!r}"
    verdict("finds-texts", problem)
    for options in ("", "--unit nordlia", "--format json", "--csv excel", "--overdue", "--missing plan,evaluation", "--by leader", "--by unit --format json"):
        found = [leak for day in DAYS for leak in leaks(status(SAMPLE, "--as-of", day, *options.split()),
                                                        status(empty, "--as-of", day, *options.split()), plans)]
        verdict(f"no-text-of-a-plan {options}", found and f"it says {found[:3]}")


def check_quotes(work):
    """Nor do diagnostics show a line of a plan that is broken."""
    cycle = Path(shutil.copytree(SAMPLE, work / "broken"))
    plan = cycle / "plans/2027/e1102.yaml"
    plan.write_text(plan.read_text().replace("    kind: task\n", "   kind: task\n").replace("comments: {", "comments: [{"))
    done = subprocess.run([SAMTALE, "-C", str(cycle), "status", "--unit", "nordlia"], capture_output=True, text=True)
    found = [text for text in texts(plan.read_text()) if text in done.stdout + done.stderr]
    unread = [line for line in done.stdout.splitlines() if "e1102" in line and "cannot be read" in line]
    verdict("broken-plan", found and f"it says {found[:3]}" or (done.returncode != 1 or not unread) and
            f"exit status {done.returncode}, and it says: {done.stderr[:200]}")


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def check_columns():
    problem = ""
    for day in DAYS:
        starts = None
        for line in status(SAMPLE, "--as-of", day, "--unit", "nordlia").splitlines():
            if columns(line) > 100:
                problem = f"{columns(line)} columns: {line}"
            if line.startswith("    name "):
                starts = line.index(" id ") + 1, line.index(" pack ") + 1
            elif re.match(r"    \S", line) and starts:
                at = re.search(r"\be1\d{3}\b", line).start()
                if columns(line[:at]) != starts[0]:
                    problem = f"the id stands in column {columns(line[:at])}: {line}"
    verdict("columns", problem)


def check_sums():
    problem = ""
    for day in DAYS:
        rows = [json.loads(line) for line in status(SAMPLE, "--as-of", day, "--format", "json").splitlines()]
        people = [row for row in rows if row["row"] == "person"]
        units = {row["id"]: row for row in rows if row["row"] == "unit"}
        total = rows[-1]["totals"]
        below = {name: [] for name in units}
        for person in people:
            unit = person["unit"]
            while unit:
                below[unit].append(person)
                unit = units[unit]["parent"]
        for name, those, totals in [(n, below[n], u["totals"]) for n, u in units.items()] + [("total", people, total)]:
            states = [p["conversation"]["state"] for p in those]
            counts = totals["conversations"]
            follow_ups = [f["state"] for p in those for f in p["follow-ups"]]
            if totals["people"] != len(those) or any(counts[s] != states.count(s) for s in counts if s != "expected"):
                problem = f"{day} {name}: {counts} of {states}"
            if any(totals["follow-ups"][s] != follow_ups.count(s) for s in ("held", "later", "due", "overdue")):
                problem = f"{day} {name}: {totals['follow-ups']} of {follow_ups}"
            if counts["expected"] != sum(counts[s] for s in ("held", "planned", "not-agreed", "overdue")):
                problem = f"{day} {name}: {counts}"
            if totals["measures-overdue"] != sum(p["measures-overdue"] for p in those):
                problem = f"{day} {name}: {totals['measures-overdue']} measures"
        if len(people) != len({p["id"] for p in people}) or "overdue" in {p["conversation"]["state"] for p in people} and day < "2027-01-12":
            problem = f"{day}: somebody stands there twice, or is late too early"
    verdict("sums", problem)


def check_packs(empty, work):
    subprocess.run([SAMTALE, "-C", str(empty), "packs", "--quiet", "--unit", "solbakken", "--out", str(work / "made")], check=True)
    rows = [json.loads(line) for line in status(empty, "--out", str(work / "made"), "--format", "json").splitlines()]
    made = {row["id"] for row in rows if row.get("pack") == "made"}
    files = {p.stem for p in (work / "made/2027/packs/solbakken").glob("*.pdf")}
    verdict("packs", "" if made and made == files else f"{sorted(made)} are made, it says; there is {sorted(files)}")


def check_guide():
    guide = (ROOT / "samples/REFERENCE.en.md").read_text()
    command = re.search(r"`samtale -C samples/nordlia (status .*)`:", guide)
    wanted = status(SAMPLE, *command[1].split()[1:], "--out", "none")
    block = "".join(f"    {line}\n" if line else "\n" for line in wanted.splitlines())
    verdict("guide-text", "" if block in guide else f"the guide does not show this:\n{block}")
    shown = next(row for row in map(json.loads, re.findall(r"```json\n(.*?)```", guide, re.S)) if row.get("row") == "person")
    lines = status(SAMPLE, "--as-of", "2027-06-20", "--employee", shown["id"], "--format", "json", "--out", "none")
    row = json.loads(lines.splitlines()[-1])
    verdict("readme-json", "" if row == shown else f"it prints {row}")


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    without = Path(shutil.copytree(SAMPLE, folder / "empty", ignore=shutil.ignore_patterns("out")))
    shutil.rmtree(without / "plans/2027")
    check_leaks(without)
    check_quotes(folder)
    check_columns()
    check_sums()
    check_packs(without, folder)
    check_guide()
raise SystemExit(failed)
