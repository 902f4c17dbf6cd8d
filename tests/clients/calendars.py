#!/usr/bin/python3
"""Calendar files as ical.js, the library of several calendar programs, reads them: one that was moved, and one that was cancelled."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
TIME = "conversation: { at: 2027-01-19T09:00, place: Møterom 2 }"
failed = False


def check(name, holds, why=""):
    global failed
    print(f"ok clients/{name}" if holds else f"FAIL clients/{name}: {why}", flush=True)
    failed |= not holds


def packs(cycle, old="", new=""):
    """The conversation in the person's calendar and in the leader's, after a change of org.yaml."""
    text = (cycle / "org.yaml").read_text(encoding="utf-8")
    (cycle / "org.yaml").write_text(text.replace(old, new), encoding="utf-8")
    env = os.environ | {"SOURCE_DATE_EPOCH": "1799107200"}  # 2027-01-05
    subprocess.run([SAMTALE, "packs", "--quiet"], cwd=cycle, check=True, env=env)
    files = [cycle / "out/2027/packs/oppvekst/e1103.ics", cycle / "out/2027/leader-packs/oppvekst/e1101.ics"]
    done = subprocess.run(["node", HERE / "icaljs.mjs", *files], cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        check("ical.js reads the files", False, done.stderr[-400:])
        sys.exit(1)
    own, leaders = map(json.loads, done.stdout.splitlines())
    uid = own[0]["uid"]
    return own[0], next((e for e in leaders if e["uid"] == uid), None)


def newer(a, b):
    return b["uid"] == a["uid"] and b["sequence"] > a["sequence"] and b["modified"] > a["modified"]


with tempfile.TemporaryDirectory() as folder:
    sample = pathlib.Path(folder) / "cycle"
    shutil.copytree(ROOT / "samples/nordlia", sample, ignore=shutil.ignore_patterns("out"))
    first, with_leader = packs(sample)
    check("ical.js: the first", (first["sequence"], first["start"], first["end"], first["place"], first["status"]) == (
        0, "2027-01-19T09:00:00", "2027-01-19T10:30:00", "Møterom 2", "CONFIRMED") and with_leader == first, [first, with_leader])
    second, with_leader = packs(sample, TIME, TIME.replace("T09:00", "T13:00"))
    check("ical.js: moved", newer(first, second) and second["start"] == "2027-01-19T13:00:00" and with_leader == second, [second, with_leader])
    third, with_leader = packs(sample, TIME.replace("T09:00", "T13:00"), "language: nb")
    check("ical.js: cancelled", newer(second, third) and third["status"] == "CANCELLED" and with_leader == third, [third, with_leader])
sys.exit(failed)
