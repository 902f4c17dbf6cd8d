#!/usr/bin/python3
"""Tries to have results published twice, too early or of too few: whatever is done between two runs, history/ and the figures stay
as they were first published. What is drawn again is so because somebody asks for it, once.
"""
import calendar
import csv
import fcntl
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL history/{name}: {problem}" if problem else f"ok history/{name}")
    failed = failed or bool(problem)


def seconds(day):
    return str(calendar.timegm((*map(int, day.split("-")), 12, 0, 0)))


def samtale(folder, *arguments, today="2028-01-10", status=0):
    done = subprocess.run([SAMTALE, "-C", str(folder), *arguments], capture_output=True, text=True,
                          env={**os.environ, "SOURCE_DATE_EPOCH": seconds(today)})
    if status is not None and done.returncode != status:
        verdict(" ".join(arguments), f"ended with {done.returncode}: {done.stderr[-600:]}")
    return done


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


UNITS = {"u1": 34, "u2": 20, "u3": 19, "u4": 9, "u0": 5}


def make(folder, evaluated=1.0, settings=(), period="2027", dice=None):
    """34, 20, 19 and 9 people in units below 5 at the root."""
    dice = dice or random.Random(5)
    units = {u: {"id": u, "name": f"Enhet {u}", "leader": f"{u}p0", "employees": [], "units": []} for u in UNITS}
    for u, count in UNITS.items():
        units[u]["employees"] = [{"id": f"{u}p{i}", "name": f"Navnesen {u}{i}"} for i in range(count)]
        for i in range(count):
            goals = [{"id": f"g{k}", "kind": dice.choice(["work", "personal"]), "goal": "Et mål", "attainment": dice.choice(["met", "met", "partly", "not-met"]),
                      "supports": dice.choice(["liv", "natur"])} for k in range(3)]
            plan = {"employee": f"{u}p{i}", "unit": u, "conversation": {"held": f"{period}-01-20"}, "goals": goals,
                    "agreed": {"employee": f"{period}-01-30", "leader": f"{period}-01-30"},
                    "follow-ups": [{"held": f"{period}-05-20", "progress": [{"goal": "g0", "status": "on-track"}]}],
                    "competence-needs": [n for n in ("digital", "law") if dice.random() < 0.4]}
            if dice.random() < evaluated:
                plan["evaluation"] = {"held": f"{period}-12-10"}
            write(folder / f"plans/{period}/{u}p{i}.yaml", plan)
    units["u0"]["employees"][0]["leader"] = {"name": "Ordføreren"}
    units["u0"]["units"] = [units[u] for u in UNITS if u != "u0"]
    write(folder / "samtale.yaml", {
        "organisation": "Prøve kommune", "period": period, "dates": {"from": f"{period}-01-01", "to": f"{period}-12-31"},
        "conversations": {"from": f"{period}-01-11", "to": f"{period}-02-26"}, "hr": {"name": "HR"},
        "follow-ups": [{"name": "Vår", "from": f"{period}-05-03", "to": f"{period}-06-11"}],
        "evaluation": {"from": f"{period}-11-29", "to": f"{period}-12-17"}, "competences": {"digital": "Digitalt", "law": "Jus"}, **dict(settings)})
    write(folder / "org.yaml", {"unit": units["u0"]})
    write(folder / f"priorities/{period}/u0.md", "Innledning.\n\n## Liv {#liv}\n\nTekst.\n\n## Natur {#natur}\n\nTekst.\n\n## Ingen {#ingen}\n\nTekst.\n")


def releases(folder, period="2027"):
    path = folder / f"history/{period}.json"
    return {r["kind"]: r for r in json.loads(path.read_text())["releases"]} if path.exists() else {}


def figures(release):
    return {u["id"]: u["figures"] for u in release["units"]}


def rows(folder, name="summary", period="2027"):
    with open(folder / f"out/{period}/summaries/{name}.csv", newline="", encoding="utf-8-sig") as file:
        return [r for r in csv.DictReader(file) if r["basis"] != "exact"]


def change_plan(folder, who, attainment):
    path = folder / f"plans/2027/{who}.yaml"
    plan = json.loads(path.read_text())
    for goal in plan["goals"]:
        goal["attainment"] = attainment
    write(path, plan)


def check_waits(folder):
    make(folder, evaluated=0.95)
    for name, day, options in (("on-the-last-day", "2027-12-17", []), ("with-as-of-later", "2027-12-01", ["--as-of", "2028-06-01"]),
                               ("with-draft", "2028-01-10", ["--draft"]), ("with-dry-run", "2028-01-10", ["--dry-run"]),
                               ("with-dump", "2028-01-10", ["--dump", "doc"]), ("with-figures", "2028-01-10", ["--dump", "figures"])):
        samtale(folder, "key", status=None)
        done = samtale(folder, "summaries", *options, today=day)
        verdict(f"waits-{name}", releases(folder) and "something is released")
        if name == "on-the-last-day":
            verdict("waits-and-says-so", "no results are released before 2027-12-17 is over" not in done.stderr and done.stderr)
            verdict("waits-shows-nothing", rows(folder) and f"it shows {rows(folder)[:2]}")
        if name == "with-draft":
            verdict("draft-needs-no-warning", "no results" in done.stderr and done.stderr)
    page = folder / "out/2027/preview/organisation-report/organisation-report-1.png"
    samtale(folder, "preview", "organisation-report")
    before = page.read_bytes()
    verdict("waits-in-preview", releases(folder) and "something is released")
    samtale(folder, "summaries", today="2027-12-18")
    verdict("comes-the-day-after", "evaluation" not in releases(folder) and "nothing is released")
    samtale(folder, "preview", "organisation-report")
    verdict("preview-shows-what-is-released", page.read_bytes() == before and "the page is as it was before")


def change_settings(folder, **settings):
    """None: the setting is left out."""
    path = folder / "samtale.yaml"
    write(path, {k: v for k, v in {**json.loads(path.read_text()), **settings}.items() if v is not None})


def check_nobody_is_due(folder):
    """Without a denominator nobody can say that everyone is done: then the deadline alone counts."""
    for name, settings, options, early, late in (
            ("no-evaluation", {"evaluation": None}, [], "2027-12-12", "2028-01-01"),
            ("with-next", {"evaluation": "with-next-conversation"}, [], "2028-01-20", "2028-02-27"),
            ("no-follow-ups", {"follow-ups": None}, ["--half-year"], "2027-06-30", "2028-01-01")):
        shutil.rmtree(folder, ignore_errors=True)
        make(folder, evaluated=0.5)
        change_settings(folder, **settings)
        samtale(folder, "summaries", *options, today=early)
        verdict(f"{name}-waits", releases(folder) and f"of {releases(folder)} half are released")
        samtale(folder, "summaries", *options, today=late)
        verdict(f"{name}-comes", not releases(folder) and "nothing is released")


def check_errors(folder):
    """Who cannot be read would be missing for good."""
    make(folder, settings={"process-evaluation": {"from": "2027-03-01", "to": "2027-03-19"}}.items())
    path = folder / "plans/2027/u1p3.yaml"
    right = path.read_text()
    path.write_text("goals: [")
    for options in ([], ["--half-year"], ["--competence"]):
        done = samtale(folder, "summaries", *options, status=1)
        verdict("errors-wait" + "".join(options), (releases(folder) or "none are before all files are right" not in done.stderr) and done.stderr)
    path.write_text(right)
    write(folder / "history/2026.json", "{")  # of another period: it is told, and left out
    samtale(folder, "summaries", status=1)
    verdict("errors-mended", "evaluation" not in releases(folder) and "nothing is released")
    path.write_text("goals: [")
    kept = (folder / "history/2027.json").read_bytes()
    samtale(folder, "summaries", "--release-again", status=1)
    verdict("errors-and-not-again", (folder / "history/2027.json").read_bytes() != kept and "it was drawn again without one")


def check_at_once(folder):
    """Of several runs at the same time none loses what another has released."""
    make(folder)
    samtale(folder, "key", status=None)
    with open(folder / "lock", "w") as held:  # a run that changes plans has the directory
        directory = os.open(folder, os.O_RDONLY)
        fcntl.flock(directory, fcntl.LOCK_EX)
        runs = [subprocess.Popen([SAMTALE, "-C", str(folder), "summaries", "--out", f"{folder}-{i}", *options], stderr=held,
                                 stdout=held, env={**os.environ, "SOURCE_DATE_EPOCH": seconds("2028-01-10")})
                for i, options in enumerate(([], ["--half-year"], ["--competence"]))]
        time.sleep(1)
        verdict("at-once-waits", releases(folder) and "something is released while another run has the directory")
        os.close(directory)
        codes = [r.wait() for r in runs]
    verdict("at-once-all-end", any(codes) and codes)
    verdict("at-once-keeps-all", set(releases(folder)) != {"evaluation", "half-year", "competence"} and sorted(releases(folder)))


def check_half_way(folder):
    """At mid-year a deadline in autumn is not over, and nobody is late with the evaluation."""
    make(folder)
    for path in (folder / "plans/2027").glob("*.yaml"):
        plan = json.loads(path.read_text())
        plan["goals"][0]["measures"] = [{"id": "m1", "what": "Noe", "deadline": "2027-10-01"}]
        del plan["evaluation"]
        write(path, plan)
    for options, name in ((["--half-year"], "half-year"), (["--competence"], "competence")):
        samtale(folder, "summaries", *options, today="2027-12-31")
        late = [r["measure"] for r in csv.DictReader(open(folder / f"out/2027/summaries/{name}-summary.csv", newline=""))
                if r["category"] == "overdue" and r["measure"] in ("evaluations", "measures") and int(r["count"] or 0) > 40]
        verdict(f"half-way-{name}", late and f"{late} are over their deadlines")


def check_delivered(folder):
    """Of plans that leaders keep, HR has no status, needs or focus areas: that is not "no"."""
    make(folder)
    goals = {"work": {"met": 2}, "development": {"not-met": 1}}
    for n in range(34):
        plan = {"employee": f"u1p{n}", "unit": "u1", "conversation": {"held": "2027-01-20"}, "agreed": {"employee": "2027-01-30", "leader": "2027-01-30"},
                "follow-ups": [{"held": "2027-05-20"}], "evaluation": {"held": "2027-12-10"}}
        write(folder / f"plans/2027/u1p{n}.yaml", {**plan, "delivered": {"goals": goals}})
    for options, kind in (([], "evaluation"), (["--half-year"], "half-year"), (["--competence"], "competence")):
        samtale(folder, "summaries", *options)
        group = {u["id"]: u["group"] for u in releases(folder)[kind]["units"]}
        verdict(f"delivered-{kind}", (group["u1"], group["u0"]) != ((34, 87) if kind == "evaluation" else (0, 53)) and group)
    any_goal = {(r["unit"], r["measure"]): r["count"] for r in csv.DictReader(open(folder / "out/2027/summaries/summary.csv", newline=""))
                if r["category"] == "any"}
    verdict("delivered-unknown-areas", (("u1", "area.liv") in any_goal or ("u0", "area.ingen") in any_goal) and any_goal)
    verdict("delivered-known-areas", (any_goal.get(("u2", "area.ingen")), any_goal.get(("u0", "area.liv"))) != ("0", "1") and any_goal)
    report = folder / "out/2027/summaries/organisation-report/organisation-report.pdf"
    text = subprocess.run(["pdftotext", "-layout", report, "-"], capture_output=True, text=True, check=True).stdout
    verdict("delivered-says-not-none", re.search(r"Ingen +ingen", text) and "the report says that a focus area has none")


def check_everyone_is_done(folder):
    make(folder)
    samtale(folder, "summaries", today="2027-12-12")
    verdict("comes-when-everyone-is-evaluated", "evaluation" not in releases(folder) and "nothing is released")
    verdict("is-the-owner's", (folder / "history/2027.json").stat().st_mode & 0o077 and "others can read it")


def check_sizes(folder):
    """u4 has nine and shows nothing; u3 a band; u1 and u2 numbers."""
    text = (folder / "history/2027.json").read_text()
    of = {u["id"]: u for u in releases(folder)["evaluation"]["units"]}
    verdict("nine-show-nothing", (of["u4"]["figures"] or of["u4"]["atoms"]) and f"{of['u4']['figures'][:2]}")
    verdict("nineteen-show-bands", (not of["u3"]["figures"] or any("count" in f for f in of["u3"]["figures"])) and f"{of['u3']['figures'][:3]}")
    verdict("twenty-show-numbers", (not of["u2"]["figures"] or any("band" in f for f in of["u2"]["figures"])) and f"{of['u2']['figures'][:3]}")
    verdict("more-show-numbers", not any(f["id"] == "goals.met" and f["of"] == 102 and f["count"] % 5 == 0 for f in of["u1"]["figures"]) and of["u1"]["figures"][:3])
    verdict("all-in-fives", any(f["count"] % 5 for u in of.values() for f in u["figures"] if "count" in f) and "not all counts are in fives")
    grades = {u for u in of if any(f["id"].startswith("grade.") for f in of[u]["figures"])}
    verdict("grades-of-the-organisation-only", grades != {"u0"} and f"units {grades} show grades")
    named = [w for w in ("Navnesen", "u1p", "Ordføreren") if w in text]
    verdict("no-personal-data", named and f"it holds {named}")
    exact = [r for r in csv.DictReader(open(folder / "out/2027/summaries/summary.csv", newline="")) if r["measure"].startswith("area.") and r["category"] == "any"]
    whole = {r["measure"]: r["count"] for r in exact if r["unit"] == "u0"}
    verdict("whether-an-area-has-goals", whole != {"area.liv": "1", "area.natur": "1", "area.ingen": "0"} and whole)
    verdict("not-of-a-few", any(r["unit"] == "u4" for r in exact) and "it says which areas nine people have goals in")


def check_stays(folder):
    """Sixteen runs with something changed between each two."""
    first, shown = (folder / "history/2027.json").read_bytes(), rows(folder)
    people = [(f"u{1 + i % 3}p{i}", a) for i, a in enumerate(["met", "not-met", "dropped", "partly"] * 3)]
    for who, attainment in people:
        change_plan(folder, who, attainment)
        samtale(folder, "summaries", "--quiet")
    verdict("stays-when-plans-change", (folder / "history/2027.json").read_bytes() != first and "it was published twice")
    verdict("stays-in-the-table", rows(folder) != shown and "the figures are others")
    write(folder / "plans/2027/u4p8.yaml", {"employee": "u4p8", "unit": "u4", "goals": [], "evaluation": {"held": "2027-12-11"}})
    for options in (["--as-of", "2027-06-01"], ["--as-of", "2028-03-01"], ["--large-print"], ["--force"]):
        samtale(folder, "summaries", "--quiet", *options)
        verdict(f"stays-with-{options[0][2:]}", (rows(folder) != shown or (folder / "history/2027.json").read_bytes() != first) and "the figures are others")
    samtale(folder, "summaries", "--quiet", "--unit", "u1")
    verdict("stays-with-unit", rows(folder) != [r for r in shown if r["unit"] == "u1"] and "the figures are others")
    chart = json.loads((folder / "org.yaml").read_text())
    moved = chart["unit"]["units"].pop()
    chart["unit"]["units"][0]["units"] = [moved]
    chart["unit"]["units"][1]["employees"] += chart["unit"]["units"][2]["employees"][1:]
    chart["unit"]["units"][2]["employees"] = chart["unit"]["units"][2]["employees"][:1]
    write(folder / "org.yaml", chart)
    samtale(folder, "summaries", "--quiet")
    verdict("stays-when-reorganised", (rows(folder) != shown or (folder / "history/2027.json").read_bytes() != first) and "the figures are others")
    samtale(folder, "key", "--new", status=None)
    samtale(folder, "summaries", "--quiet", status=None)
    verdict("stays-with-another-key", (rows(folder) != shown or (folder / "history/2027.json").read_bytes() != first) and "the figures are others")


def check_leader(folder):
    with tempfile.TemporaryDirectory() as other:
        samtale(folder, "split", "--leader", "u1p0", f"{other}/del")
        done = samtale(f"{other}/del", "summaries", status=2)
        verdict("not-in-a-leader's-directory", (Path(other) / "del/history").exists() and "history went with it")
        verdict("a-leader-draws-nothing", "leader's own directory" not in done.stderr and done.stderr)


def check_lost(folder):
    """Without history/ the same plans and key draw the same; other plans renew their own atom and the organisation's cells alone."""
    make(folder)
    samtale(folder, "summaries", "--quiet")
    first = figures(releases(folder)["evaluation"])
    shutil.rmtree(folder / "history")
    samtale(folder, "summaries", "--quiet")
    verdict("lost-history-draws-the-same", figures(releases(folder)["evaluation"]) != first and "other figures")
    changed = []
    for attainment in ("met", "not-met"):
        change_plan(folder, "u1p3", attainment)
        shutil.rmtree(folder / "history")
        samtale(folder, "summaries", "--quiet")
        then = figures(releases(folder)["evaluation"])
        changed.append({u for u in first if then[u] != first[u]})
    verdict("lost-history-renews-one-atom", changed != [{"u0", "u1"}] * 2 and changed)


def check_again(folder):
    make(folder)
    done = samtale(folder, "summaries", "--release-again", status=1)
    verdict("again-needs-a-first", "nothing has been released" not in done.stderr and done.stderr)
    samtale(folder, "summaries", "--quiet")
    first = releases(folder)["evaluation"]
    done = samtale(folder, "summaries", "--release-again")
    second = releases(folder)["evaluation"]
    verdict("again-says-what-it-costs", "double what can be inferred" not in done.stderr and done.stderr)
    differs = [u["id"] for u, v in zip(first["units"], second["units"]) if u["figures"] != v["figures"]]
    verdict("again-draws-all", not {"u0", "u1", "u2"} <= set(differs) and f"only {differs} are drawn again")
    verdict("again-is-the-second", (first["number"], second["number"]) != (1, 2) and second["number"])
    kept = (folder / "history/2027.json").read_bytes()
    done = samtale(folder, "summaries", "--release-again", status=1)
    verdict("again-only-once", ((folder / "history/2027.json").read_bytes() != kept or "drawn again already" not in done.stderr) and done.stderr)


def check_kinds(folder):
    """Three releases, of which the needs of two are drawn alike."""
    make(folder)
    samtale(folder, "summaries", "--competence", "--quiet", today="2027-03-10")
    samtale(folder, "summaries", "--competence", "--quiet", today="2027-03-13")
    verdict("competence-when-plans-are-agreed", set(releases(folder)) != {"competence"} and sorted(releases(folder)))
    table = (folder / "out/2027/summaries/competence-summary.csv").read_bytes()
    samtale(folder, "summaries", "--half-year", "--quiet", today="2027-06-12")
    verdict("half-year-after-the-first-follow-up", set(releases(folder)) != {"competence", "half-year"} and sorted(releases(folder)))
    samtale(folder, "summaries", "--quiet")
    verdict("nothing-overwrites-another", (folder / "out/2027/summaries/competence-summary.csv").read_bytes() != table and "it did")
    needs = [{u: [f for f in fs if f["id"].startswith("need.")] for u, fs in figures(releases(folder)[k]).items()} for k in ("competence", "evaluation")]
    verdict("needs-are-drawn-once", (needs[0] != needs[1] or not needs[0]["u1"]) and f"{needs[0]['u1']} and {needs[1]['u1']}")
    measured = {f["id"].split(".")[0] for f in figures(releases(folder)["half-year"])["u0"]}
    verdict("half-year-has-its-own", measured != {"goals", "area", "status", "measures"} and sorted(measured))


def check_next_year(folder):
    """Last period's figures come from history, whatever has become of its plans."""
    make(folder)
    samtale(folder, "summaries", "--quiet")
    shutil.rmtree(folder / "plans/2027")
    make(folder, period="2028", dice=random.Random(6))
    samtale(folder, "summaries", "--quiet", today="2029-01-10")
    before = [r for r in rows(folder, period="2028") if r["period"] == "2027"]
    verdict("last-period-lives-on", len(before) < 40 and f"{len(before)} rows are of it")
    text = subprocess.run(["pdftotext", "-layout", folder / "out/2028/summaries/organisation-report/organisation-report.pdf", "-"],
                          capture_output=True, text=True, check=True).stdout
    verdict("last-period-stands-beside", not ("2027" in text and "2028" in text) and "the report does not compare")


def check_broken(folder):
    make(folder)
    for name, text in (("no-json", "{"), ("other", "[]"), ("of-another-period", '{"format": 1, "period": "2026", "releases": []}'),
                       ("of-a-later-format", '{"format": 2, "period": "2027", "releases": []}'),
                       ("without-units", '{"format": 1, "period": "2027", "releases": [{"kind": "evaluation", "number": 1, "key": "x", "day": "x"}]}')):
        write(folder / "history/2027.json", text)
        done = samtale(folder, "summaries", status=1)
        verdict(f"broken-{name}", ((folder / "history/2027.json").read_text() != text or "is not as samtale wrote it" not in done.stderr) and done.stderr)


def check_few(folder):
    make(folder, evaluated=0.05)
    done = samtale(folder, "summaries")
    verdict("too-few-wait", (releases(folder) or "too few people to release" not in done.stderr) and done.stderr)


def check_answers(folder):
    """Of units that can be named; texts when HR has released them, each once."""
    make(folder, settings={"process-evaluation": {"from": "2027-03-01", "to": "2027-03-19"}}.items())
    dice = random.Random(3)
    for n in range(40):
        write(folder / f"answers/2027/{n:08x}.yaml", {"unit": "u1" if n < 28 else "u2", "role": "employee", "scales": {"pack": str(dice.choice([2, 4, 5])), "heard": "unknown"},
                                                     "training-needs": ["setting-goals"] if n % 3 else [], "helped": f"Tekst {n % 7}", "released": n % 2 == 0})
    samtale(folder, "summaries", "--quiet", today="2027-03-19")
    verdict("answers-wait", "process-evaluation" in releases(folder) and "they are released")
    samtale(folder, "summaries", "--quiet", today="2027-03-20")
    of = figures(releases(folder)["process-evaluation"])
    verdict("answers-of-named-units", {u for u in of if of[u]} != {"u0", "u1", "u2"} and sorted(u for u in of if of[u]))
    shown = {f["id"]: f for f in of["u0"]}
    verdict("answers-every-question", not {"scale.pack", "scale.heard", "training.setting-goals", "training.using-forms"} <= set(shown) and sorted(shown))
    verdict("answers-of-all-who-answered", shown["scale.heard"]["of"] != 40 and shown["scale.heard"])
    verdict("answers-in-a-small-unit", not all("band" in f for f in of["u2"]) and of["u2"][:2])
    text = subprocess.run(["pdftotext", "-layout", folder / "out/2027/summaries/hr-report/hr-report.pdf", "-"], capture_output=True, text=True, check=True).stdout
    count = [text.count(f"Tekst {n}") for n in range(7)]
    verdict("answers-texts-once", count != [1] * 7 and f"each text stands {count} times")


def main():
    with tempfile.TemporaryDirectory() as work:
        for check in (check_waits, check_nobody_is_due, check_errors, check_at_once, check_half_way, check_delivered, check_everyone_is_done, check_lost, check_again, check_kinds, check_next_year, check_broken, check_few, check_answers):
            folder = Path(work) / check.__name__
            check(folder)
            if check == check_everyone_is_done:
                check_sizes(folder)
                check_leader(folder)
                check_stays(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())
