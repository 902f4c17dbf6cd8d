#!/usr/bin/python3
"""Forms filled in by real clients, collected, and compared with what the clients were told to type."""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.sax.saxutils

sys.dont_write_bytecode = True

import oracle  # noqa: E402
import texts  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
SEED = int(os.environ.get("SEED", "20270111"))
WORK = pathlib.Path(tempfile.mkdtemp())
DOCUMENTS = ["action-plan", "follow-up", "evaluation"]
TOP = "e1001"  # whose leader is outside the chart, so that nobody collects comments
compared = lost = 0


def say(holds, name, why=""):
    print(f"ok clients/{name}" if holds else f"FAIL clients/{name}: {why}", flush=True)
    return holds


def run(*command, cwd=None, accept=(0,)):
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in accept:
        say(False, f"run {pathlib.Path(command[0]).name} {' '.join(str(c) for c in command[1:3])}", (done.stdout + done.stderr)[-600:])
    return done


def cycle(name):
    folder = WORK / name
    shutil.copytree(ROOT / "samples/nordlia", folder, ignore=shutil.ignore_patterns("out"))
    return folder


def make_forms(folder, *blank):
    for document in DOCUMENTS:
        run(SAMTALE, "forms", document, "--quiet", cwd=folder)
        if blank:
            run(SAMTALE, "forms", document, "--blank", "1", "--quiet", cwd=folder)
    run(SAMTALE, "forms", "process-evaluation", "--quiet", cwd=folder)
    run(SAMTALE, "packs", "--quiet", cwd=folder)


def fill_plan(rng, form, share, words=texts.TEXTS, lines=texts.LINES, own_words=True):
    """What to type in a form: full name → text, and path → what must then be in the record."""
    typed, expected, notes = {}, {}, []
    all_fields = {f.path: f for f in oracle.fields(form)}
    for path, f in all_fields.items():
        if rng.random() > share or path.startswith("who/") or path.endswith("/tick"):
            continue
        if f.type == "/Btn" and not f.is_radio and f.value == "/on":
            continue
        text, record = oracle.pick(rng, f, words, lines, words if own_words else [])
        if path.startswith("notes/"):
            if f.type == "/Tx":
                text = f"PRIVAT-{rng.randrange(10 ** 12)}"
                notes.append(text)
            typed[f.name] = text
            continue
        if path.endswith("/goal") and f.type == "/Tx":  # two rows of one goal's words are the same goal
            text, record = f"{text} {path}", f"{record} {path}"
        typed[f.name] = text
        expected[path] = record
    blank = re.compile(r"goals/([a-z]\d+)/")
    for path in list(expected):  # a new row needs its goal, and a progress its goal's row
        row = blank.match(path) or re.match(r"follow-ups/f\d/progress/([a-z]\d+)/", path)
        goal = f"goals/{row[1]}/goal" if row else None
        if goal and goal in all_fields and goal not in expected and not all_fields[goal].value:
            expected[goal] = f"Mål i rad {row[1]}"
            typed[all_fields[goal].name] = expected[goal]
    for who in ("agreed/employee", "agreed/leader", "evaluation/agreed/employee", "evaluation/agreed/leader"):
        if who in expected and f"{who}/tick" in all_fields:
            typed[all_fields[f"{who}/tick"].name] = "on"
    return typed, expected, notes


def compare(folder, employee, expected, with_comments, what):
    """Every value that was typed must be in the record, and none that is between the two unless it was asked for."""
    global compared, lost
    written = folder / f"plans/2027/{employee}.yaml"
    plan = oracle.load(written) if written.exists() else {}  # where all that was typed stays in the form
    before = folder / f"before/2027/{employee}.yaml"
    old = oracle.load(before) if before.exists() else {}
    bad = []
    for path, text in expected.items():
        between = bool(oracle.BETWEEN.search(path))
        wanted = text if with_comments or not between else oracle.record_value(old, path)
        found = oracle.record_value(plan, path)
        compared += 1
        unsaid = path.endswith("responsible") and wanted == "employee" and found is None  # it was so already, by default
        if found != wanted and not unsaid:
            lost += 1
            bad.append(f"{path}: typed {text!r}, found {found!r}")
    return say(not bad, f"{what} {employee}", "; ".join(bad[:3])) if bad else True


def collect(folder, *arguments, accept=(0,)):
    shutil.rmtree(folder / "before", ignore_errors=True)
    shutil.copytree(folder / "plans", folder / "before")
    begun = time.monotonic()
    done = run(SAMTALE, "collect", *arguments, cwd=folder, accept=accept)
    return done, time.monotonic() - begun


def no_notes(folder, notes, done, what):
    seen = done.stdout + done.stderr + "".join(p.read_text() for p in (folder / "plans").rglob("*.yaml"))
    say(not [n for n in notes if n in seen], f"{what}: private notes stay in the form", "one came along")


def leaders_own(folder, jobs):
    """Where comments are collected: each leader's own directory, with that leader's jobs."""
    target = WORK / f"{folder.name}-leaders"
    shutil.rmtree(target, ignore_errors=True)
    run(SAMTALE, "split", target, "--quiet", cwd=folder)
    leaders = {j["employee"]: re.search("/l=([^/]+)/", next(iter(oracle.fields(j["in"]))).name) for j in jobs}
    for own in sorted(target.iterdir()):
        theirs = [j for j in jobs if leaders[j["employee"]] and leaders[j["employee"]][1] == own.name]
        if theirs:
            (own / "plans/2027").mkdir(parents=True, exist_ok=True)  # nobody of theirs may have a plan yet
            yield own, theirs


def plans_of(folder):
    return {p.name: p.read_bytes() for p in (folder / "plans/2027").iterdir()}


def hand_in(folder, client, jobs, what, with_comments):
    """Lets a client fill in the jobs, collects them, compares, and collects again."""
    jobs_file = folder / "jobs.json"
    jobs_file.write_text(json.dumps([{k: j[k] for k in ("in", "out", "values", "appearances")} for j in jobs]))
    client(jobs_file, jobs)
    options = ["--with-comments"] if with_comments else []
    good, same, time_taken, count = True, True, 0, 0
    for where, theirs in leaders_own(folder, jobs) if with_comments else [(folder, jobs)]:
        done, seconds = collect(where, *[j["out"] for j in theirs], *options)
        good &= all([compare(where, j["employee"], j["expected"], with_comments, what) for j in theirs])
        no_notes(where, [n for j in theirs for n in j["notes"]], done, f"{what} {where.name}")
        plans = plans_of(where)
        collect(where, *[j["out"] for j in theirs], *options)
        same &= plans == plans_of(where)
        time_taken += seconds
        count += len(theirs)
    all_there = count == len(jobs) - (with_comments and any(j["employee"] == TOP for j in jobs))
    say(good and all_there, f"{what}: {count} forms{' with comments' if with_comments else ''}, {1000 * time_taken / count:.1f} ms each",
        "values were lost" if not good else f"{count} of {len(jobs)} were collected")
    say(same, f"{what}: a second collect changes nothing", "it did")


def jobs_for(folder, rng, document, share, appearances=False, limit=None, words=texts.TEXTS, own_words=True):
    jobs = []
    for form in sorted((folder / "out/2027/forms" / document).rglob("e*.pdf"))[:limit]:
        typed, expected, notes = fill_plan(rng, form, share, words, own_words=own_words)
        out = folder / f"returned-{document}-{form.name}"
        jobs.append({"in": str(form), "out": str(out), "values": typed, "appearances": appearances, "employee": form.stem,
                     "expected": expected, "notes": notes})
    return jobs


def pdf_lib(jobs_file, jobs):
    run("node", HERE / "pdflib.mjs", jobs_file)


def browser(jobs_file, jobs):
    done = subprocess.run(["node", str(HERE / "browser.mjs"), str(jobs_file)], capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    say(done.returncode == 0, "browser: no errors, forms in the structure tree", done.stderr[-500:])


def xfdf(values):
    tree = {}
    for name, value in values.items():
        at = tree
        for part in name.split("."):
            at = at.setdefault(part, {})
        at[""] = value

    def write(node):
        out = ""
        for name, child in node.items():
            if name:
                out += f"<field name={xml.sax.saxutils.quoteattr(name)}>{write(child)}</field>"
            else:
                out += f"<value>{xml.sax.saxutils.escape(child)}</value>"
        return out

    return f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve"><fields>{write(tree)}</fields></xfdf>'


def export_values(job):
    """pdftk and XFDF speak of a choice's own value, not of its words."""
    own = {f.name: {w: i for i, w in f.options} for f in oracle.fields(job["in"])}
    return {n: own[n].get(v, v) for n, v in job["values"].items()}


def pdftk(jobs_file, jobs):
    for job in jobs:
        data = pathlib.Path(job["out"]).with_suffix(".xfdf")
        data.write_text(xfdf(export_values(job)), encoding="utf-8")
        run("pdftk", job["in"], "fill_form", data, "output", job["out"])


def by_xfdf_alone(jobs_file, jobs):
    for job in jobs:
        job["out"] = str(pathlib.Path(job["out"]).with_suffix(".alone.xfdf"))
        pathlib.Path(job["out"]).write_text(xfdf(export_values(job)), encoding="utf-8")


def by_fdf_of_pdftk(jobs_file, jobs):
    pdf_lib(jobs_file, jobs)
    for job in jobs:
        data = str(pathlib.Path(job["out"]).with_suffix(".fdf"))
        run("pdftk", job["out"], "generate_fdf", "output", data)
        job["out"] = data


PLAIN = [t for t in texts.TEXTS if not re.search("[\u0080-\u00a0]", t)]


def test_bulk():
    """A thousand forms with random values, with and without comments."""
    rng, count, folder_number = random.Random(SEED), 0, 0
    while count < 1000:
        folder_number += 1
        for document in DOCUMENTS:
            folder = cycle(f"bulk{folder_number}-{document}")
            run(SAMTALE, "forms", document, "--quiet", cwd=folder)
            jobs = jobs_for(folder, rng, document, rng.choice([0.2, 0.6, 1.0]))
            hand_in(folder, pdf_lib, jobs, f"pdf-lib {document} {folder_number}", folder_number % 2 == 0)
            count += len(jobs)
            shutil.rmtree(folder)
    say(count >= 1000, f"{count} forms by pdf-lib, seed {SEED}", "too few")


def test_client(name, client, share, words, appearances=False, limit=8):
    rng = random.Random(SEED + len(name))
    for document in DOCUMENTS:
        folder = cycle(f"{name}-{document}")
        run(SAMTALE, "forms", document, "--quiet", cwd=folder)
        hand_in(folder, client, jobs_for(folder, rng, document, share, appearances, limit, words, client is not browser), f"{name} {document}", True)


def test_packs():
    """A pack that is handed in gives its action plan, and none of its notes."""
    folder, rng = cycle("packs"), random.Random(SEED)
    make_forms(folder)
    for kind, stop in (("packs", 20), ("leader-packs", 5)):
        jobs = []
        for form in sorted((folder / "out/2027" / kind).rglob("e*.pdf"))[:stop]:
            typed, expected, notes = fill_plan(rng, form, 0.8)
            jobs.append({"in": str(form), "out": str(folder / f"r-{kind}-{form.name}"), "values": typed, "appearances": False,
                         "employee": form.stem, "expected": expected, "notes": notes})
        say(bool(jobs), f"{kind} are there", f"none in {sorted(p.name for p in (folder / 'out/2027').iterdir())}")
        if kind == "packs":
            hand_in(folder, pdf_lib, jobs, kind, True)
        elif jobs:
            (folder / "jobs.json").write_text(json.dumps([{k: j[k] for k in ("in", "out", "values", "appearances")} for j in jobs]))
            pdf_lib(folder / "jobs.json", jobs)
            done, _ = collect(folder, *[j["out"] for j in jobs])
            no_notes(folder, [n for j in jobs for n in j["notes"]], done, kind)
            for where, theirs in leaders_own(folder, jobs):  # where no plan of the leader's own is kept
                done, _ = collect(where, *[j["out"] for j in theirs], "--with-comments", accept=(1,))
                no_notes(where, [n for j in theirs for n in j["notes"]], done, f"{kind} {where.name}")


def test_blank():
    """Blank forms, known by name or by id, in three languages' documents; rows that continue the one above."""
    folder, rng = cycle("blank"), random.Random(SEED)
    people = [("e1002", "e1002"), ("e1401", "Grete  mikalsen"), ("e1006", "Łukasz Wiśniewski")]
    run(SAMTALE, "forms", "--blank", "3", "--quiet", cwd=folder)
    form = folder / "out/2027/forms/action-plan/_blank.pdf"
    every, values, expected = oracle.fields(form), {}, {e: {} for e, _ in people}
    for copy, (employee, typed) in enumerate(people, 1):
        for f in every:
            if f.name.split(".")[1].split("-")[0] != str(copy):
                continue
            if f.path == "who/employee":
                values[f.name] = typed
            elif re.fullmatch(r"goals/g[12]/(goal|measures/m\d/what)", f.path) and f.path != "goals/g2/goal":
                values[f.name] = rng.choice(PLAIN)
                expected[employee][f.path.replace("goals/g2/", "goals/g1/")] = oracle.normal(values[f.name])
    jobs = [{"in": str(form), "out": str(folder / "blank.pdf"), "values": values, "appearances": True}]
    (folder / "jobs.json").write_text(json.dumps(jobs))
    pdf_lib(folder / "jobs.json", jobs)
    collect(folder, folder / "blank.pdf", "--unsigned")
    good = all([compare(folder, e, expected[e], False, "blank") for e, _ in people])
    say(good, "blank forms are known by name and by id, and rows continue", "values were lost")
    say(run(SAMTALE, "check", cwd=folder).returncode == 0, "what was collected is a cycle without errors")


def test_answers():
    folder, rng = cycle("answers"), random.Random(SEED)
    run(SAMTALE, "forms", "process-evaluation", "--quiet", cwd=folder)
    form, wanted, jobs = folder / "out/2027/forms/process-evaluation/solbakken.pdf", [], []
    for i in range(9):  # as many people can answer for it
        values, answer = {}, {}
        for f in oracle.fields(form):
            if f.path == "role":
                continue
            text, record = oracle.pick(rng, f, texts.TEXTS, texts.LINES, texts.TEXTS)
            values[f.name], answer[f.path] = text, record
        jobs.append({"in": str(form), "out": str(folder / f"answer{i}.pdf"), "values": values, "appearances": False})
        wanted.append(answer)
    (folder / "jobs.json").write_text(json.dumps(jobs))
    pdf_lib(folder / "jobs.json", jobs)
    run(SAMTALE, "collect", *[j["out"] for j in jobs], cwd=folder)
    found = []
    for path in (folder / "answers/2027").glob("*.yaml"):
        a = oracle.load(path)
        flat = {f"scales/{k}": v for k, v in a.get("scales", {}).items()}
        flat |= {f"training-needs/{k}": "on" for k in a.get("training-needs", [])}
        flat |= {k: a[k] for k in ("helped", "change", "training-other") if k in a}
        found.append(flat)
    key = lambda d: json.dumps(d, sort_keys=True)  # noqa: E731
    say(sorted(map(key, found)) == sorted(map(key, wanted)), "answers come back whole", f"{len(found)} of {len(wanted)}")


def test_readers():
    """qpdf, poppler and pikepdf read what pdf-lib has written."""
    folder = cycle("readers")
    run(SAMTALE, "forms", "--employee", "e1201", "--quiet", cwd=folder)
    form = next((folder / "out/2027/forms/action-plan").rglob("e1201.pdf"))
    name = next(f.name for f in oracle.fields(form) if f.path == "goals/g1/goal")
    text = "Less og vurdere det nye opplegget"
    jobs = [{"in": str(form), "out": str(folder / "r.pdf"), "values": {name: text}, "appearances": True}]
    (folder / "jobs.json").write_text(json.dumps(jobs))
    pdf_lib(folder / "jobs.json", jobs)
    document = json.loads(run("qpdf", "--json", "--json-key=acroform", folder / "r.pdf").stdout)
    by_qpdf = [f["value"] for f in document["acroform"]["fields"] if f["fullname"] == name]
    say(text in str(by_qpdf), "qpdf reads the value", by_qpdf)
    say(text in re.sub(r"\s+", " ", run("pdftotext", "-layout", folder / "r.pdf", "-").stdout) or
        all(w in run("pdftotext", folder / "r.pdf", "-").stdout for w in text.split()), "poppler shows the value")
    say([f.value for f in oracle.fields(folder / "r.pdf") if f.name == name] == [text], "pikepdf reads the value")


def test_sizes():
    """What a client draws of a long goal, and of a short one beside it, has the size that the form says."""
    for options, size in (((), "10"), (("--large-print",), "16")):
        folder = cycle(f"sizes{size}")
        run(SAMTALE, "forms", "action-plan", "--employee", "e1102", "--quiet", *options, cwd=folder)
        form = next((folder / "out/2027/forms/action-plan").rglob("e1102.pdf"))
        goals = [f for f in oracle.fields(form) if re.fullmatch(r"goals/g\d+/goal", f.path)]
        values = {goals[0].name: "Kort", goals[-1].name: ("Vi skal gjøre det enklere for familier å søke. " * 12).strip()}
        for name, client in (("pdf-lib", pdf_lib), ("browser", browser), ("pdftk", pdftk)):
            job = {"in": str(form), "out": str(folder / f"{name}.pdf"), "values": values, "appearances": True}
            (folder / "jobs.json").write_text(json.dumps([job]))
            client(folder / "jobs.json", [job])
            found = oracle.sizes(folder / f"{name}.pdf")
            say({found.get(n) for n in values} == {(size, True)}, f"{name} draws long and short goals in {size} pt", [found.get(n) for n in values])


def main():
    test_sizes()
    test_readers()
    test_blank()
    test_answers()
    test_packs()
    test_client("pdf-lib with appearances", pdf_lib, 1.0, texts.TEXTS + [texts.long_text(400)], True, 6)
    test_client("pdftk", pdftk, 0.8, PLAIN)
    test_client("XFDF", by_xfdf_alone, 0.8, PLAIN)
    test_client("FDF of pdftk", by_fdf_of_pdftk, 0.8, PLAIN)
    test_client("browser", browser, 1.0, [t for t in texts.TEXTS], False, 2)
    test_bulk()
    say(lost == 0, f"{compared} values compared, {lost} lost", f"{lost} were lost")
    shutil.rmtree(WORK)


main()
