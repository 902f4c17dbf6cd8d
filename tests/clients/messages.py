#!/usr/bin/python3
"""Messages as mailparser, a library of mail programs in JavaScript, reads them; invitations as ical.js does."""
import hashlib
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
failed = False


def check(name, holds, why=""):
    global failed
    print(f"ok clients/{name}" if holds else f"FAIL clients/{name}: {why}", flush=True)
    failed |= not holds


def read(folder):
    files = sorted(folder.rglob("*.eml"))
    done = subprocess.run(["node", HERE / "mailparser.mjs", *files], cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        check("mailparser reads the files", False, done.stderr[-400:])
        sys.exit(1)
    return dict(zip([f.stem for f in files], map(json.loads, done.stdout.splitlines())))


with tempfile.TemporaryDirectory() as folder:
    cycle = pathlib.Path(folder) / "cycle"
    shutil.copytree(ROOT / "samples/nordlia", cycle, ignore=shutil.ignore_patterns("out"))
    for command in (["packs"], ["mail", "packs", "--attach"], ["mail", "invitations"]):
        subprocess.run([SAMTALE, *command], cwd=cycle, check=True, capture_output=True)
    out = cycle / "out/2027"
    packs = read(out / "mail/packs")
    one = packs["e1103"]
    check("mailparser: whom it is to", (one["to"], one["from"][0]["address"], one["unsent"]) == (
        [{"address": "malgorzata.zolkowska@nordlia.example", "name": "Małgorzata Żółkowska"}], "hr@nordlia.example", "1"), one)
    check("mailparser: subject and text", one["subject"] == "Mål- og utviklingssamtaler 2027: papirene dine" and
          one["text"].startswith("Hei, Małgorzata Żółkowska\n"), one)
    wanted = [hashlib.sha256((out / f"packs/oppvekst/e1103{ending}").read_bytes()).hexdigest() for ending in (".pdf", ".ics")]
    check("mailparser: files", [f["sha256"] for f in one["files"]] == wanted and one["files"][0]["name"] == "forberedelsespakke.pdf", one["files"])
    addresses = [m["to"][0]["address"] for m in packs.values()]
    check("mailparser: each recipient once", len(set(addresses)) == len(addresses) > 40, len(addresses))
    invited = read(out / "mail/invitations")
    wrong = [who for who, m in invited.items() if len(m["invitations"]) != 1 or (i := m["invitations"][0])["events"] != 1 or i["method"] != "REQUEST" or
             i["attendees"] != [f"mailto:{m['to'][0]['address']}"] or i["organizer"] != f"mailto:{m['from'][0]['address']}"]
    check("mailparser and ical.js: invitations", len(invited) > 10 and not wrong, wrong)
    check("ical.js: the time", invited["e1103"]["invitations"][0]["start"] == "2027-01-19T09:00:00", invited["e1103"]["invitations"])
sys.exit(failed)
