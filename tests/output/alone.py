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
PEOPLE = 160
FORMS = ["action-plan", "follow-up", "evaluation", "process-evaluation"]
EVERY = {"action-plan": 2, "follow-up": 3, "evaluation": 3}  # of so many papers, one is made alone

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
    if number % 7 == 3:
        extra.append(f"language: {'nn' if number % 2 else 'en'}")
    if number % 6 == 4:
        extra.append("print: large")
    if number % 3:
        extra.append(f"email: person{number}@nordlia.example")
    if number % 4:
        extra.append(f'conversation: {{ at: "2027-02-{1 + number % 20:02}T{8 + number % 7:02}:30", place: Rom {number % 5} }}')
    return re.sub(r" \}$", "".join(", " + one for one in extra) + " }", line)


# Texts of units that differ in one thing each, and else take up the same room, so that only what differs keeps their pages and
# structure apart in a cache.
TWIN = """---
message: |
  Velkommen til samtalen. Jeg gleder meg.
---
Les mer [på nettsiden](https://www.nordlia.example/{link}).

## {heading} {{#mer-{unit} supports={above}}}

Vi begynner med det som haster.

{sign} Ringe før vi besøker noen
{sign} Skrive korte brev

Slik er det. {more}

![{alternative}](bilder/over-80.png "Innbyggere")

| {left} | Frist |
|---|---|
| Møte | mai |

{last}Takk
"""
SAME = {"link": "en", "heading": "Tid til dette", "sign": "-", "more": "Dere vet det.", "left": "Hva",
        "alternative": "Et bilde av noe", "last": ""}
TWINS = [{}, {}, {"last": "### "}, {"more": 9 * "Dere vet det. "}, {}, {"link": "to"}, {"sign": "1."},
         {"alternative": "Et annet bilde"}, {"heading": "Tid til slike"}, {"left": "*Hva*"}, {"left": "Når"}]


def write_twins(folder):
    """All units but the first and the last ones are twins: above each stands the same."""
    texts = folder / "priorities/2027"
    shutil.copytree(TESTS.parent / "samples/nordlia/priorities/2027/bilder", texts / "bilder")
    top = re.search(r"\{#([^ }]*)", (texts / "nordlia.md").read_text(encoding="utf-8"))[1]
    for number, other in enumerate(TWINS, start=1):
        unit, above = f"u{number:04}", f"mer-u{(number - 1) // 4:04}" if number > 4 else top
        (texts / f"{unit}.md").write_text(TWIN.format(unit=unit, above=above, **{**SAME, **other}), encoding="utf-8")
    for path in (folder / "plans/2027").iterdir():
        text = path.read_text(encoding="utf-8")
        unit = re.search(r"unit: (.*)", text)[1]
        if unit != "nordlia" and int(unit[1:]) <= len(TWINS):
            path.write_text(re.sub(r"supports: .*", f"supports: mer-{unit}", text), encoding="utf-8")
    for path in texts.glob("u*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"supports=[^} ]*-(u000[1-9]|u001[01])\b", r"supports=mer-\1", text), encoding="utf-8")


LONG_NAME = "Hverdagsmestringskompetanseutviklingssamordningsavdelingenforheggestrandaogsteindalen"  # divided, by rules of the language


def generate(folder):
    subprocess.run([TESTS / "bench" / "scale.py", folder, "--people", str(PEOPLE), "--this-period"], check=True)
    write_twins(folder)
    numbers = iter(range(10 ** 6))
    lines = [add_attributes(line, next(numbers)) if "- { id: e" in line else line
             for line in (folder / "org.yaml").read_text(encoding="utf-8").splitlines()]
    text = re.sub(r"(id: u0002\n +name: ).*", rf"\1{LONG_NAME}", "\n".join(lines) + "\n")
    (folder / "org.yaml").write_text(text, encoding="utf-8")


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
    made, path = out / "2027" / entry["path"], entry["path"]
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
    for document, entries in papers(whole / "2027").items():
        if not entries:
            continue
        wrong = []
        for one in pool.map(compare, [(cycle, whole / "2027", document, entry, work) for entry in entries]):
            wrong += [one] if one else []
            if wrong and stop:
                pool.shutdown(cancel_futures=True)
                break
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
