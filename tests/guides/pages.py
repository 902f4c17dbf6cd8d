#!/usr/bin/python3
"""The guides in samples/, GUIDE, PRIORITIES, IT and PRIVACY, are true in all three languages: every block of commands runs, what `out` blocks
show is said, their examples are taken, their links and pictures are there, and the three say the same."""
import difflib
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile

import yaml

from markdown import EXPORT, ROOT, SAMTALE, check_links, path_with_samtale, verdict

PAGES = ("GUIDE", "PRIORITIES", "IT", "PRIVACY")
LANGUAGES = ("nb", "nn", "en")
SAMPLES = ROOT / "samples"
TODAY = "1796000000"  # 2026-11-30: what init writes and new-period begins is dated after it
ANSWERED = "1815609600"  # 2027-07-15: no more answers are taken
ANSWERS = 12
TYPIST = pathlib.Path(__file__).with_name("typist.py").resolve()
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
# What files and folders are called in each language; documents' names are in their templates.
NAMES = {"ansatte.csv": "people.csv", "tilsette.csv": "people.csv", "enheter.csv": "units.csv", "einingar.csv": "units.csv", "tider.csv": "times.csv",
         "holdt.csv": "held.csv", "haldne.csv": "held.csv", "utfylt": "filled-in", "samtale-kopi.tar.gz": "samtale-copy.tar.gz", "prove": "trial",
         "mappe": "folder", "MAPPE": "FOLDER", "maskin-1": "machine-1", "maskin-2": "machine-2"}
texts = {(page, language): (SAMPLES / f"{page}.{language}.md").read_text(encoding="utf-8") for page in PAGES for language in LANGUAGES}


# ---- What they say runs

ANSWER = f"""mkdir -p answers/2027; for i in $(seq 10 {9 + ANSWERS}); do
printf 'role: employee\\nscales: {{ pack: 4, time: 2 }}\\nchange: Mer tid %s\\n' $i >answers/2027/0000aa$i.yaml; done
"""


def acted(command, filled_in):
    """A line of a block as a test can run it: forms come back as they were handed out, and somebody types."""
    if found := re.fullmatch(r"samtale collect \.\./(\S+)", command):
        filled_in.append(found[1])
        return f"mkdir ../{found[1]}; cp out/2027/packs/*/*.pdf ../{found[1]}; {command}"
    if re.fullmatch(r"samtale enter \d+", command):
        return f"/usr/bin/python3 '{TYPIST}' {command}"
    if command == "samtale release --list":
        return f"{ANSWER}SOURCE_DATE_EPOCH={ANSWERED} {command}"
    if command == "samtale release":
        return f"SOURCE_DATE_EPOCH={ANSWERED} /usr/bin/python3 '{TYPIST}' {command}"
    return command


def script_of(text, folder, filled_in):
    """One shell script of a page: a mark before each block; an example of priorities goes into the file that the page names."""
    named = set(re.findall(r"priorities/2027/[a-z-]+\.md", text))
    lines, blocks = [], list(FENCE.finditer(text))
    for number, found in enumerate(blocks):
        kind, body = found[1], found[2]
        lines.append(f"echo '@@@ {number}'")
        if kind == "sh":
            lines += [acted(line, filled_in) for line in body.splitlines()]
        elif kind == "crontab":
            lines += [re.sub(r"^[\d*]+( +[\d*]+){4} +", "", line).replace("/srv/samtale", ".") for line in body.splitlines() if line[0] != "#"]
        elif kind == "markdown":
            (folder / "example.md").write_text(body, encoding="utf-8")
            lines.append(f"mkdir -p priorities/2027; cp '{folder}/example.md' {named.pop() if len(named) == 1 else 'which-file'}")
        elif kind != "out":
            lines.append(f"echo unknown block {kind}; false")
    return "\n".join(lines), blocks


def said_in_order(wanted, said):
    rest = iter(said.splitlines())
    return all(any(line.strip() in candidate for candidate in rest) for line in wanted.splitlines())


def run_page(page, language, folder):
    text, name = texts[page, language], f"{page}.{language}"
    start, filled_in = folder / "cycle", []
    if page == "GUIDE":
        start.mkdir()
        (folder / "cycle" / re.search(r"^samtale import \.\./(\S+)$", text, re.M)[1]).write_bytes(EXPORT)
    else:
        shutil.copytree(SAMPLES / "nordlia", start, ignore=shutil.ignore_patterns("out"))
    script, blocks = script_of(text, folder, filled_in)
    environment = {**os.environ, "PATH": path_with_samtale(folder), "SOURCE_DATE_EPOCH": TODAY, "LC_ALL": "C.UTF-8",
                   "LANGUAGE": "en" if language == "en" else "nb"}
    done = subprocess.run(["sh", "-euc", script], cwd=start, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    verdict(f"{name}-runs", "" if not done.returncode and blocks else f"ended with {done.returncode}: {done.stdout[-900:]}")
    parts = dict(re.findall(r"^@@@ (\d+)\n(.*?)(?=^@@@ |\Z)", done.stdout, re.M | re.S))
    last, wrong = "", []
    for number, found in enumerate(blocks):
        if found[1] == "sh":
            last = parts.get(str(number), "")
        elif found[1] == "out" and not said_in_order(found[2], last):
            wrong.append(found[2] + "\nis not said in\n" + last[:600])
    verdict(f"{name}-out", wrong[0] if wrong else "")
    return start, filled_in


def check_year(language, start, filled_in):
    """What the year left behind: packs for everybody in the list, times for many, a plan that was typed, another period."""
    cycle = start / "var-kommune"
    packs = len(list(cycle.glob("out/2027/packs/*/*.pdf")))
    plan = cycle / "plans/2027/10022.yaml"
    held = plan.exists() and str(yaml.safe_load(plan.read_text())["conversation"]["held"])
    settings = yaml.safe_load((cycle / "samtale.yaml").read_text()) if cycle.exists() else {}
    problem = {
        f"{packs} packs for 47 people": packs == 47,
        f"held {held}": held == "2027-01-20",
        "no times": (cycle / "conversations/2027.yaml").exists(),
        "nothing filled in": len(filled_in) == 1,
        "papers in another language": settings.get("language") == language,
        "no new period": settings.get("period") == 2028,
        "no stack to hand out": list(cycle.glob("out/2027/print/packs/leader/*.pdf")) != [],
        "no zip": list(cycle.glob("out/2027/by-leader/packs/*.zip")) != [],
        "answers are left": not list(cycle.glob("answers/2027/*.yaml")),
        "no text is released": "Mer tid 10" in (cycle / "history/2027.json").read_text() if (cycle / "history/2027.json").exists() else False,
        "no messages": list(cycle.glob("out/2027/mail/packs/*/*.eml")) != [],
        "no list for the archive": list(cycle.glob("out/2027/archive/arkivliste.csv")) != [],
        "no paper of what is held of a person": (cycle / "out/2027/person/10022.pdf").exists() or (cycle / "out/2028/person/10022.pdf").exists(),
        "no report": (cycle / "out/2027/summaries/organisation-report").exists(),
    }
    verdict(f"GUIDE.{language}-year", "; ".join(why for why, holds in problem.items() if not holds))


# ---- Every command in the text is one, with its options

def help_of(command, cache={}):  # noqa: B006
    if command not in cache:
        cache[command] = subprocess.run([SAMTALE, command, "--help", "--lang", "en"], text=True, capture_output=True).stdout
    return cache[command]


def check_commands(page, language):
    text = texts[page, language]
    known = subprocess.run([SAMTALE, "help", "--format", "json"], text=True, capture_output=True).stdout
    known = {json.loads(line).get("command") for line in known.splitlines()}
    commands = re.findall(r"`samtale ([^`\n]+)`", text) + [c for f in FENCE.finditer(text) if f[1] in ("sh", "crontab")
                                                           for c in re.findall(r"\bsamtale (?!-)([^&\n]+)", f[2])]
    wrong = []
    for command in commands:
        words = re.sub(r"^-C \S+ ", "", command).split()
        if words[0] not in known and words[0] != "--version":
            wrong.append(command)
        elif words[0] in known:
            wrong += [f"{command}: {o}" for o in re.findall(r"(?<!\S)--[a-z-]+", command) if not re.search(rf"{o}\b", help_of(words[0]))]
    verdict(f"{page}.{language}-commands", f"unknown: {wrong}" if wrong else "" if commands else "none")


# ---- The three say the same

def documents(language):
    """A document's own name by its names in a language."""
    names = {}
    for template in (ROOT / "templates" / language).glob("*.md"):
        front = template.read_text(encoding="utf-8").split("\n---\n")[0]
        if found := re.search(r"^names: (.*)$", front, re.M):
            names |= {name.strip(): template.stem for name in found[1].split(",")}
    return names


def plain(command, language):
    names = {**NAMES, **documents(language)}
    command = re.sub(r" ?--lang(uage)? (nb|nn|en)$", "", command.replace("PERIODE", "PERIOD"))
    return " ".join(re.sub(r"[^/]+", lambda part: names.get(part[0], part[0]), word) for word in command.split())


def skeleton(page, language):
    """What is in a page, in order: headings, blocks with their commands, pictures, rows, items, and what stands between `…`."""
    seen = []
    text = texts[page, language]
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$|^(#+) |^( {4}\S.*)$|^(\|)|^(- |\d+\. )|\]\((pictures/\w+/[\w-]+\.png)\)|`([^`\n]+)`",
                             text[text.index("\n## "):], re.M | re.S):
        kind, body, heading, made, row, item, picture, code = found.groups()
        if kind == "sh":
            seen += [plain(line, language) for line in body.splitlines()]
        elif kind:
            seen.append(f"{kind} of {len(body.splitlines())} lines")
        elif made:
            seen.append(made.split("#")[0].strip())
        elif code:
            seen.append(plain(code, language))
        else:
            seen.append(heading or row or item or picture.replace(f"/{language}/", "/"))
    return seen


def check_alike(page, language):
    difference = [line for line in difflib.unified_diff(skeleton(page, "nb"), skeleton(page, language), lineterm="", n=1) if line[:3] not in ("---", "+++")]
    verdict(f"{page}.{language}-alike", "differs from nb: " + " | ".join(difference[:12]) if difference else "")


# ---- Pictures, links and length

def check_pictures():
    used, bad = set(), []
    for path in [*SAMPLES.glob("*.md"), ROOT / "README.md", ROOT / "README.nb.md"]:
        for alternative, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            used.add((path.parent / target).resolve())
            bad += [f"{path.name}: {target} says nothing to who cannot see it"] if len(alternative) < 20 else []
    pictures = set((SAMPLES / "pictures").rglob("*.png"))
    bad += [f"{p.name} is not shown" for p in pictures - used] + [f"{p} is missing" for p in used - pictures]
    for picture in pictures:
        head = picture.read_bytes()[:26]
        if head[:8] != b"\x89PNG\r\n\x1a\n" or head[25] != 3 or max(struct.unpack(">II", head[16:24])) > 1000:
            bad.append(f"{picture.name} is no small picture with a palette")
    size = sum(p.stat().st_size for p in pictures)
    verdict("pictures", "; ".join(bad[:5]) or ("" if 100_000 < size < 1_500_000 else f"{size} bytes"))


def check_length(language):
    """A quarter of an hour is 3000 words at the most."""
    words = len(re.sub(r"^(\||!|```).*$", "", texts["GUIDE", language], flags=re.M).split())
    verdict(f"GUIDE.{language}-length", "" if 800 < words < 3000 else f"{words} words")


for page in PAGES:
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as work:
            start, filled_in = run_page(page, language, pathlib.Path(work))
            if page == "GUIDE":
                check_year(language, start, filled_in)
        check_commands(page, language)
        check_alike(page, language)
        check_links(SAMPLES / f"{page}.{language}.md")
for language in LANGUAGES:
    check_length(language)
check_pictures()
