#!/usr/bin/python3
"""samtale init: what it writes works at once in each language, teaches every key that the readers know, is dated so that nothing
warns, and never stands in the way of what is there already."""
import calendar
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "kill"))
import preload  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
LANGUAGES = ("nb", "nn", "en")
NOVEMBER = 1795651200  # 2026-11-26
SCHEMAS = [f".samtale/{name}.schema.json" for name in ("conversations", "import", "org", "plans", "samtale")]
failed = False


def verdict(name, why=""):
    global failed
    failed |= bool(why)
    print(f"FAIL init/{name}: {why}" if why else f"ok init/{name}", flush=True)


def run(*arguments, folder, epoch=NOVEMBER, **locale):
    environment = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    environment |= {"SOURCE_DATE_EPOCH": str(epoch), **locale}
    return subprocess.run([SAMTALE, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def made(folder, language, name="cycle", **more):
    done = run("init", name, "--language", language, folder=folder, **more)
    assert done.returncode == 0, done.stderr
    return folder / name


def names(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def state(folder):
    """Everything in a folder: links as links, files with their bytes."""
    return {n: os.readlink(folder / n) if (folder / n).is_symlink() else (folder / n).read_bytes() if (folder / n).is_file() else None
            for n in names(folder)}


def complaint(folder, *arguments, **more):
    """What a command says of a cycle that it should have nothing to say of."""
    done = run(*arguments, "--format", "json", folder=folder, **more)
    return f"{' '.join(arguments)}: {done.returncode}: {done.stderr[:400]}" if done.returncode or '"level"' in done.stderr + done.stdout else ""


# ---- It works at once

def works(work, language):
    cycle = made(work, language)
    commands = [["check"], ["packs"], ["forms"], ["forms", "follow-up"], ["forms", "evaluation"], ["forms", "process-evaluation"],
                ["status"], ["summaries", "--draft"], ["print"]]
    verdict(f"{language} works", "; ".join(filter(None, (complaint(cycle, *c) for c in commands))))
    papers = list(cycle.glob("out/*/packs/*/*.pdf"))
    verdict(f"{language} has papers", "" if len(papers) >= 9 else f"{len(papers)} packs")
    left = [n for n in names(cycle) if not n.startswith(("out", ".samtale")) and (cycle / n).is_file() and n != "secret.key"
            and re.search(r"\{\{|\}\}|PERIOD|PREVIOUS", n + (cycle / n).read_text())]
    verdict(f"{language} is filled in", f"something is left open in {left}" if left else "")
    settings = yaml.safe_load((cycle / "samtale.yaml").read_text())
    verdict(f"{language} says its language", "" if settings["language"] == language else settings["language"])
    key = cycle / "secret.key"
    verdict(f"{language} has a key of its own", "" if key.stat().st_size == 32 and key.stat().st_mode & 0o777 == 0o600
            and key.read_bytes() != made(work, language, "other").joinpath("secret.key").read_bytes() else "it is no key")
    ignored = (cycle / ".gitignore").read_text().splitlines()
    verdict(f"{language} keeps the key out of git", "" if {"secret.key", "secret.key.*", "out/"} <= set(ignored) else ignored)


# ---- The keys it teaches

BY_PROGRAM = {"part", "leads", "draft"}  # what nobody writes by hand, only named in a comment
OFF = re.compile(r"^(\s*(?:- )?)# (?!yaml-language-server: )(.*)$")


def known(topic, folder):
    """The keys of a file that the readers know, as samtale help lists them, each with the key that its map stands under."""
    for line in run("help", topic, "--format", "json", folder=folder).stdout.splitlines():
        path = json.loads(line)["path"]
        yield path.rpartition(".")[0], path.rpartition(".")[2]


def switched_on(text):
    return "".join(OFF.sub(r"\1\2", line) + "\n" for line in text.splitlines())


def keys_by_parent(node, parent="", found=None):
    """The keys of every map, by the key whose value the map is or is listed in."""
    found = {} if found is None else found
    if isinstance(node, dict):
        found.setdefault(parent, set()).update(node)
        for key, value in node.items():
            keys_by_parent(value, "unit" if key == "units" else key, found)
    elif isinstance(node, list):
        for item in node:
            keys_by_parent(item, parent, found)
    return found


def teaches(work, language):
    cycle = made(work, language, "taught")
    texts = {"samtale.yaml": (cycle / "samtale.yaml").read_text(), "org.yaml": (cycle / "org.yaml").read_text(),
             "priorities": next(p for p in cycle.glob("priorities/*/*.md") if "##" in p.read_text().split("---")[1]).read_text().split("---\n")[1]}
    taught = {name: keys_by_parent(yaml.safe_load(switched_on(text))) for name, text in texts.items()}
    missing, count = [], 0
    for file in texts:
        for parent, key in known(file, work):
            by_hand = key not in BY_PROGRAM and parent not in (*BY_PROGRAM, "heading")
            count += by_hand
            if by_hand and key not in taught[file].get(parent, ()):
                missing.append(f"{file}: {parent} {key}")
    missing += [f"{key} is named nowhere" for key in BY_PROGRAM if not re.search(rf"## .*\b{key}\b", texts["samtale.yaml"])]
    verdict(f"{language} teaches every key", "; ".join(missing) if missing else "" if count > 60 else f"only {count} keys were found")
    unexplained = [line for text in texts.values() for before, line in zip(["", *text.splitlines()], text.splitlines())
                   if OFF.match(line) and not re.match(r"\s*#", before)]
    verdict(f"{language} explains what is off", f"no comment above {unexplained}" if unexplained else "")


def switches(work, language):
    """Each setting that is off is valid when it is on, alone and with all others."""
    cycle = made(work, language, "switched")
    shutil.copy(ROOT / "samples/nordlia/logo.png", cycle / "logo.png")
    (cycle / "fonts").mkdir()
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        shutil.copy("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", cycle / f"fonts/{style}.ttf")
    wrong, count = [], 0
    for file in ("samtale.yaml", "org.yaml"):
        text = (cycle / file).read_text()
        lines = text.splitlines(keepends=True)
        off = [i for i, line in enumerate(lines) if OFF.match(line)]
        for i in off:
            changed = [*lines]
            changed[i] = OFF.sub(r"\1\2", lines[i])
            (cycle / file).write_text("".join(changed))
            count += 1
            wrong.append(complaint(cycle, "check"))
            if yaml.safe_load("".join(changed)) == yaml.safe_load(text):
                wrong.append(f"{lines[i]} says nothing")
        (cycle / file).write_text(switched_on(text))
        wrong.append(complaint(cycle, "check"))
    wrong.append(complaint(cycle, "packs"))
    verdict(f"{language} can be switched on", "; ".join(filter(None, wrong)) if any(wrong) else "" if count >= 20 else f"only {count}")


# ---- Language and dates

def locales(work):
    cases = [({}, "nb"), ({"LANG": "nn_NO.UTF-8"}, "nn"), ({"LANG": "no_NO"}, "nb"), ({"LANG": "en_GB.UTF-8"}, "nb"),
             ({"LANG": "nn_NO", "LC_ALL": "nb_NO"}, "nb"), ({"LANG": "nb_NO", "LC_MESSAGES": "nn_NO"}, "nn"),
             ({"LC_ALL": "", "LANG": "nn_NO"}, "nn"), ({"LC_ALL": "C"}, "nb")]
    for locale, language in cases:
        done = run("init", "--dry-run", "--format", "json", folder=work, **locale)
        said = json.loads(done.stdout or "{}")
        verdict(f"language of {locale}", "" if said.get("language") == language else f"{said} {done.stderr}")
    done = run("init", "--language", "sv", folder=work)
    verdict("another language", "" if done.returncode == 2 and "nb, nn, en" in done.stderr else done.stderr)


def dates(work):
    """Nothing warns, whenever it is run: seen from the first day of the window, and from the day it was made."""
    days = ["2026-01-01", "2026-01-31", "2026-02-28", "2026-03-01", "2026-06-15", "2026-12-20", "2026-12-31", "2028-02-29", "2031-08-03"]
    for number, day in enumerate(days):
        today = datetime.date.fromisoformat(day)
        epoch = calendar.timegm(today.timetuple())
        cycle = made(work, "nb", f"dated-{number}", epoch=epoch)
        settings = yaml.safe_load((cycle / "samtale.yaml").read_text())
        start, wanted = settings["conversations"]["from"], today.year + (today.month > 2)
        wrong = [complaint(cycle, "check", epoch=epoch), complaint(cycle, "check", "--as-of", day, epoch=epoch)]
        if str(settings["period"]) != str(wanted) or str(settings["previous-period"]) != str(wanted - 1):
            wrong.append(f"the period is {settings['period']}")
        if (start - today).days < 21 or start.weekday() or start.year != wanted:
            wrong.append(f"the conversations begin on {start}")
        ends = [settings["conversations"]["to"], settings["evaluation"]["to"], *(f["to"] for f in settings["follow-ups"])]
        if any(end.weekday() != 4 for end in ends):
            wrong.append(f"something does not end on a Friday: {ends}")
        verdict(f"made on {day}", "; ".join(filter(None, wrong)))
    done = run("init", "epoch", folder=work, epoch="soon")
    verdict("no epoch", "" if done.returncode == 1 and "SOURCE_DATE_EPOCH" in done.stderr and not (work / "epoch").exists() else done.stderr)


# ---- Where it is written

def places(work):
    odd = "vår kommune/år æøå $(x) 'y'"
    cycle = made(work, "nn", odd)
    verdict("spaces and letters", complaint(cycle, "check"))
    done = run("init", odd + "/2", folder=work)
    following = re.search(r"^  (cd .*)$", done.stdout, re.M)
    where = subprocess.run(["sh", "-c", f"{following[1] if following else 'false'} && pwd"], cwd=work, capture_output=True, text=True).stdout
    verdict("the way there can be typed", "" if where == f"{work}/{odd}/2\n" else f"{done.stdout}: {where}")
    here = work / "here"
    here.mkdir()
    (here / "notes.txt").write_text("mine")
    (here / "priorities").mkdir()
    (here / "priorities/old.md").write_text("old")
    done = run("init", folder=here)
    verdict("here, beside other files", f"{done.stderr}" if done.returncode or "  cd " in done.stdout else complaint(here, "check"))
    verdict("others stay", "" if (here / "notes.txt").read_text() == "mine" and (here / "priorities/old.md").read_text() == "old" else "gone")
    (work / "elsewhere").mkdir()
    done = run("-C", "elsewhere", "init", "x", folder=work)
    verdict("with -C", "" if not done.returncode and "  cd elsewhere/x\n" in done.stdout and (work / "elsewhere/x/samtale.yaml").exists() else done.stdout)
    (work / "linked").symlink_to("elsewhere")
    done = run("init", "linked/y/", folder=work)
    verdict("through a link to a folder", done.stderr or complaint(work / "elsewhere/y", "check"))
    for command in re.findall(r"^  samtale (\w+)", made_text := run("init", "said", folder=work).stdout, re.M):
        if command != "import":  # of the same version, but not of this test
            verdict(f"says {command}, which works", complaint(work / "said", command))
    verdict("says three commands", "" if re.findall(r"^  samtale (\w+)", made_text, re.M) == ["check", "packs", "import"] else made_text)
    done = run("init", "silent", "--quiet", folder=work)
    verdict("quiet", done.stdout + done.stderr or ("" if (work / "silent/samtale.yaml").exists() else "nothing was made"))
    done = run("init", "json", "--format", "json", folder=work)
    said = json.loads(done.stdout)
    files = sorted(n for n in names(work / "json") if (work / "json" / n).is_file())
    verdict("json", "" if sorted(said["files"]) == files and said["directory"] == "json" and said["period"] == 2027 else said)
    done = run("init", "dry", "--dry-run", folder=work)
    verdict("dry run", "" if done.returncode == 0 and "would be written" in done.stdout and not (work / "dry").exists() else done.stdout)


def installed(work):
    there = work / "usr"
    for name in ("fonts/fonts.yaml", "templates", "init"):
        (there / "share/samtale" / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, there / "share/samtale" / name)
    (there / "bin").mkdir()
    shutil.copy(SAMTALE, there / "bin/samtale")
    program = [there / "bin/samtale", "init", "new"]
    done = subprocess.run(program, cwd=work, capture_output=True, text=True)
    verdict("installed", done.stderr or complaint(work / "new", "check"))
    shutil.rmtree(there / "share/samtale/init")
    done = subprocess.run([*program, "--language", "nn", "-C", there], cwd=work, capture_output=True, text=True)
    verdict("not installed", "" if done.returncode == 3 and "not where it was installed" in done.stderr and not (there / "new").exists() else done.stderr)


# ---- What is there already

def refuses(name, work, prepare, *says, arguments=("init", "target"), status=1):
    shutil.rmtree(work / "case", ignore_errors=True)
    (work / "case").mkdir()
    prepare(work / "case")
    before = state(work / "case")
    done = run(*arguments, folder=work / "case")
    wrong = [f"does not say {s}" for s in says if s not in done.stderr]
    if done.returncode != status or done.stdout:
        wrong.append(f"exit status {done.returncode}, {done.stdout}")
    if state(work / "case") != before:
        wrong.append(f"something was written: {names(work / 'case')}")
    verdict(name, f"{'; '.join(wrong)}: {done.stderr}" if wrong else "")


def obstacles(work):
    whole = made(work, "nb", "whole")
    files = [n for n in names(whole) if (whole / n).is_file()]
    folders = [n for n in names(whole) if (whole / n).is_dir()]

    def put(name, make):
        def prepare(case):
            (case / "target" / name).parent.mkdir(parents=True)
            make(case / "target" / name)
        return prepare

    verdict("has files and folders", "" if len(files) == 8 + len(SCHEMAS) and len(folders) == 5 else f"{files} {folders}")
    for name in files:
        if name not in ("org.yaml", *SCHEMAS): refuses(f"{name} is there", work, put(name, lambda p: p.write_text("mine")), f"target/{name} is there already, so nothing was written")
        refuses(f"{name} is a link", work, put(name, lambda p: p.symlink_to("nowhere")), f"target/{name} is there already")
        refuses(f"{name} is a folder", work, put(name, lambda p: p.mkdir()), f"target/{name} is there already")
    for name in folders:
        refuses(f"{name} is a file", work, put(name, lambda p: p.write_text("mine")), f"target/{name} is there already")
        refuses(f"{name} is a link", work, put(name, lambda p: p.symlink_to("..")), f"target/{name} is there already")
    refuses("every file is named", work, lambda case: shutil.copytree(whole, case / "target"), *(f"target/{name}" for name in files if name not in SCHEMAS), "are there already, so nothing was written")
    refuses("twice", work, lambda case: run("init", "target", folder=case), "target/samtale.yaml are there already", "samtale init DIR")
    refuses("twice here", work, lambda case: run("init", folder=case), "error: secret.key, plans", arguments=("init",))
    refuses("dry run says so, too", work, put("secret.key", lambda p: p.write_text("mine")), "target/secret.key is",
            arguments=("init", "target", "--dry-run"))
    refuses("the folder is a file", work, lambda case: (case / "target").write_text("mine"), "target is there already")
    refuses("the folder is a link to nothing", work, lambda case: (case / "target").symlink_to("nowhere"), "target", status=3)
    refuses("no folder", work, lambda case: None, "DIR is empty", arguments=("init", ""), status=2)


def org_is_there(work):
    """From samtale import, or somebody's own: the settings are written for it, nothing of the example's people, and it stays."""
    for name, text, organisation in (("an org.yaml", 'unit: { id: vik, name: "Vik: Ø", leader: "7", employees: [{ id: "7", name: Siv Lie, leader: { name: Per Vik } }] }\n', "Vik: Ø"),
                                     ("an org.yaml that cannot be read", "unit: [\n", "Elvestrand kommune")):
        shutil.rmtree(work / "org", ignore_errors=True)
        (work / "org").mkdir()
        (work / "org/org.yaml").write_text(text)
        done = run("init", folder=work / "org")
        there = names(work / "org")
        settings = yaml.safe_load((work / "org/samtale.yaml").read_text())["organisation"] if "samtale.yaml" in there else ""
        verdict(f"{name} stays", "" if done.returncode == 0 and there == [".gitignore", ".samtale", *SCHEMAS, "org.yaml", "samtale.yaml", "secret.key"] and
                (work / "org/org.yaml").read_text() == text and settings == organisation and "org.yaml stays" in done.stdout else
                f"{done.returncode} {there} {settings} {done.stdout} {done.stderr}")
        if organisation == "Vik: Ø":
            verdict(f"{name}, and check reads both", "" if run("check", folder=work / "org").returncode == 0 else run("check", folder=work / "org").stderr)


# ---- What the system does: a call that fails or kills, by LD_PRELOAD

SHIM = r'''
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static int calls;

// At the call whose number CALL says, the process is killed or, with FAIL, the call fails.
static int fails(void)
{
    const char *at = getenv("CALL");
    if (!at || ++calls != atoi(at)) return 0;
    if (!getenv("FAIL")) raise(SIGKILL);
    errno = atoi(getenv("FAIL"));
    return 1;
}

#define WRAP(type, name, parameters, arguments) \
    type name parameters \
    { \
        static type (*real) parameters; \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name); \
        return fails() ? (type)-1 : real arguments; \
    }
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(int, mkostemp, (char *path, int flags), (path, flags))
WRAP(ssize_t, write, (int fd, const void *bytes, size_t n), (fd, bytes, n))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags), (a, from, b, to, flags))
'''


def system(work):
    shim = preload.build(work / "shim.so", SHIM)

    def at(call, folder, **more):
        environment = {**preload.loading(shim), "CALL": str(call), **more}
        return run("init", "cycle", folder=folder, **environment)

    wrong, call, killed = [], 0, True
    while killed and call < 200:
        call += 1
        folder = work / f"killed-{call}"
        folder.mkdir()
        killed = at(call, folder).returncode == -signal.SIGKILL
        if not killed:
            break
        cycle = folder / "cycle"
        shown = [n for n in names(folder) if (folder / n).is_file() and ".samtale-" not in n]
        if (cycle / "samtale.yaml").exists() and complaint(cycle, "check"):
            wrong.append(f"call {call}: no whole cycle, {shown}")
        if not shown:  # nothing stands there yet: the next one comes through, and clears what is left
            wrong += [f"call {call}: {run('init', 'cycle', folder=folder).stderr}"] if run("init", "cycle", folder=folder).returncode else []
            if [n for n in names(folder) if ".samtale-" in n]:
                wrong.append(f"call {call}: {names(folder)}")
        elif any(not (cycle / "samtale.yaml").exists() and (cycle / n).read_bytes() == b"" for n in ["secret.key"] if (cycle / n).exists()):
            wrong.append(f"call {call}: half a file")
        shutil.rmtree(folder)
    verdict("killed at any call", "; ".join(wrong) if wrong else "" if 30 < call < 200 else f"{call} calls")
    wrong, last = [], call
    for call in range(1, last):
        folder = work / f"failed-{call}"
        folder.mkdir()
        done = at(call, folder, FAIL="28")  # ENOSPC
        whole = (folder / "cycle/samtale.yaml").exists()
        if not whole and (done.returncode != 3 or names(folder) or "No space left" not in done.stderr):
            wrong.append(f"call {call}: {done.returncode}, {names(folder)}, {done.stderr}")
        if whole and (done.returncode or complaint(folder / "cycle", "check")) and "printed" not in done.stderr:
            wrong.append(f"call {call}: {done.stderr}, though all is there")
        shutil.rmtree(folder)
    verdict("a full disk at any call", "; ".join(wrong))


def read_only(work):
    """A folder that may not be written: for root, one that is immutable."""
    folder = work / "closed"
    folder.mkdir()
    root = os.geteuid() == 0
    done = subprocess.run(["chattr", "+i", folder] if root else ["chmod", "a-w", folder])
    if done.returncode:
        # no file system for it: a folder of the system where nobody makes any
        folder = pathlib.Path("/proc")
    said = run("init", "cycle", folder=folder)
    verdict("a folder that may not be written", "" if said.returncode == 3 and "cycle could not be written" in said.stderr else f"{said.returncode} {said.stderr}")
    if folder.parent == work:
        here = run("init", folder=folder)
        verdict("the same, here", "" if here.returncode == 3 and not names(folder) else f"{here.returncode} {here.stderr}")
        subprocess.run(["chattr", "-i", folder] if root else ["chmod", "u+w", folder], check=True)


# ---- Without a command, or without a cycle

def first_steps(work):
    empty = work / "empty"
    empty.mkdir()
    done = run(folder=empty)
    verdict("without a cycle", "" if done.returncode == 2 and len(done.stdout.splitlines()) <= 4
            and all(f"samtale {c}" in done.stdout for c in ("init", "import", "help")) else done.stdout)
    usual = run("help", folder=empty).stdout
    cycle = made(work, "nb", "steps")
    for where, arguments in (("in a cycle", (cycle,)), ("below one", (cycle / "priorities",)), ("with -C", (empty, "-C", str(cycle)))):
        done = run(*arguments[1:], folder=arguments[0])
        verdict(f"help {where}", "" if done.stdout == usual and done.returncode == 2 else done.stdout)
    done = run("-C", str(empty), folder=cycle)
    verdict("-C names a folder without one", "" if "samtale init" in done.stdout else done.stdout)
    for command in ("check", "packs", "status"):
        done = run(command, folder=empty)
        verdict(f"{command} without a cycle", "" if done.returncode == 1 and "samtale init" in done.stderr else done.stderr)


with tempfile.TemporaryDirectory(prefix="samtale-init-") as name:
    name = pathlib.Path(name).resolve()
    for part in (*((f, l) for l in LANGUAGES for f in (works, teaches, switches)),
                 *((f,) for f in (locales, dates, places, installed, obstacles, org_is_there, system, read_only, first_steps))):
        room = name / "-".join(getattr(p, "__name__", p) for p in part)
        room.mkdir()
        part[0](room, *part[1:])
raise SystemExit(failed)
