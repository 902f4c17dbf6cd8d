#!/usr/bin/python3
"""A paper is the same bytes when it is made alone, in a process of its own, as when a whole run makes it.

So no cache of a run may change a paper, whatever is cached, by which key, and when it is forgotten: a key that leaves out something
that the output depends on gives some paper what belongs to another. The runs are of samples/nordlia and of a generated cycle with
people of all kinds; each has one worker, so that everything that can be found in a cache is.

usage: alone.py [--stop]    --stop: at the first difference
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
SAMTALE = os.path.realpath(os.environ.get("SAMTALE", TESTS.parent / "build" / "samtale"))
PEOPLE = 120
FORMS = ["action-plan", "follow-up", "evaluation", "process-evaluation"]
EVERY = {"follow-up": 2, "evaluation": 2}  # of so many papers, one is made alone

sys.path.insert(0, str(TESTS / "bench"))
import scale  # noqa: E402

failed = False


def verdict(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL alone/{name}: {wrong}" if wrong else f"ok alone/{name}", flush=True)


def samtale(cycle, *arguments):
    done = subprocess.run([SAMTALE, "-C", str(cycle), *arguments, "--quiet", "--jobs", "1"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode:
        raise SystemExit(f"FAIL alone: samtale {' '.join(arguments)} ended with {done.returncode}: {done.stdout[:300]}")


# ---- Cycles

def add_attributes(line, number):
    """What a run's people differ in, beside their names: language, large print, times, addresses."""
    extra = []
    if number % 5 == 3:
        extra.append(f"language: {'nn' if number % 2 else 'en'}")
    if number % 6 == 4:
        extra.append("print: large")
    if number % 3:
        extra.append(f"email: person{number}@nordlia.example")
    if number % 4:
        extra.append(f'conversation: {{ at: "2027-02-{1 + number % 20:02}T{8 + number % 7:02}:30", place: Rom {number % 5} }}')
    return re.sub(r" \}$", "".join(", " + one for one in extra) + " }", line)


def generate(folder):
    subprocess.run([TESTS / "bench" / "scale.py", folder, "--people", str(PEOPLE), "--this-period"], check=True)
    numbers = iter(range(10 ** 6))
    lines = [add_attributes(line, next(numbers)) if "- { id: e" in line else line
             for line in (folder / "org.yaml").read_text(encoding="utf-8").splitlines()]
    (folder / "org.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def copy_sample(folder):
    shutil.copytree(TESTS.parent / "samples" / "nordlia", folder, ignore=lambda at, names: ["out"] if "org.yaml" in names else [])


# ---- Papers

def alone(cycle, document, entry):
    """The cycle directory and the arguments that make this paper first of all."""
    parts = cycle.with_name(f"{cycle.name}-parts")
    if document == "pack":
        return [parts, "packs", "--employee", entry["employee"]]
    if document == "unit-report":
        return [cycle, "summaries", "--unit", entry["unit"]]
    if document.startswith("print"):
        return [cycle, "print", "--leader", pathlib.Path(entry["path"]).stem]
    selector = "employee" if "employee" in entry else "unit"
    return [parts, "forms", document, f"--{selector}", entry[selector]]


def compare(task):
    """What is wrong with a paper made alone; None: nothing."""
    cycle, whole, document, entry, work = task
    out = pathlib.Path(tempfile.mkdtemp(dir=work))
    samtale(*alone(cycle, document, entry), "--out", str(out))
    made, path = out / entry["path"], entry["path"]
    if not made.exists():
        wrong = f"{path} is not made alone"
    elif made.read_bytes() != (whole / path).read_bytes():
        wrong = f"{path} made alone is not the same"
    else:
        wrong = None
    shutil.rmtree(out)
    return wrong


def is_chosen(document, entry, number):
    """Not chosen is what is no paper, or the only one of its kind in the cycle."""
    if document in ("hr-report", "organisation-report"):
        return False
    if document.startswith("print"):
        return not pathlib.Path(entry["path"]).stem.startswith("_")
    return entry["path"].endswith(".pdf") and ("employee" in entry or "unit" in entry) and number % EVERY.get(document, 1) == 0


def papers(whole):
    """Of a whole run, by document."""
    found = {}
    for entry in json.loads((whole / "manifest.json").read_text(encoding="utf-8"))["files"]:
        entries = found.setdefault(entry["document"], [])
        entries.append(entry)
    return {document: [entry for number, entry in enumerate(entries) if is_chosen(document, entry, number)]
            for document, entries in sorted(found.items())}


def test(name, cycle, commands, pool, work, stop):
    whole = work / f"{name}-whole"
    for command in commands:
        samtale(cycle, *command, "--out", str(whole))
    parts = work / f"{name}-parts"  # where leader packs and start letters can be made alone
    shutil.copytree(cycle, parts)
    scale.parts(parts / "templates")
    for document, entries in papers(whole).items():
        if not entries:
            continue
        tasks = [(cycle, whole, document, entry, work) for entry in entries]
        wrong = [one for one in pool.map(compare, tasks) if one]
        verdict(f"{name}/{document}", f"of {len(entries)} papers {len(wrong)}, such as {wrong[0]}" if wrong else None)
        if wrong and stop:
            sys.exit(1)
    shutil.rmtree(whole)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stop", action="store_true")
    stop = parser.parse_args().stop
    forms = [["forms", form] for form in FORMS]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        work = pathlib.Path(folder)
        copy_sample(work / "nordlia")
        generate(work / "generated")
        test("nordlia", work / "nordlia", [["packs"], *forms, ["print"]], pool, work, stop)
        test("generated", work / "generated", [["packs"], *forms, ["print"], ["summaries"]], pool, work, stop)
    sys.exit(failed)


main()
