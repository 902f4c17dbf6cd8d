#!/usr/bin/python3
"""An output folder of version 0.1, whose files stood in it whatever the period, is taken over: by the period that its forms name, and
otherwise not at all. A new period leaves the papers of the last one alone."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", ROOT / "build/samtale")


def verdict(name, why):
    print(f"FAIL takeover/{name}: {why}" if why else f"ok takeover/{name}", flush=True)


def samtale(cycle, *words):
    done = subprocess.run([SAMTALE, "-C", cycle, *words], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return done.returncode, done.stdout


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def old_layout(cycle):
    """As version 0.1 would have left what this cycle's period has."""
    for entry in list((cycle / "out/2027").iterdir()):
        entry.rename(cycle / "out" / entry.name)
    (cycle / "out/2027").rmdir()
    return files(cycle / "out")


def next_period(cycle):
    text = (cycle / "samtale.yaml").read_text(encoding="utf-8")
    (cycle / "samtale.yaml").write_text(text.replace("period: 2027\nprevious-period: 2026", "period: 2028\nprevious-period: 2027"),
                                        encoding="utf-8")


with tempfile.TemporaryDirectory() as work:
    cycle = pathlib.Path(work) / "cycle"
    shutil.copytree(ROOT / "samples/nordlia", cycle, ignore=shutil.ignore_patterns("out"))
    for command in (["packs", "--unit", "helse"], ["forms", "--unit", "helse"]):
        status, said = samtale(cycle, *command)
        verdict(" ".join(command), said if status else "")

    before = old_layout(cycle)
    status, said = samtale(cycle, "packs", "--unit", "helse", "--dry-run")
    verdict("dry-run", "" if not status and files(cycle / "out") == before else said)
    status, said = samtale(cycle, "packs", "--unit", "helse")
    after = files(cycle / "out/2027")
    made = {n: b for n, b in after.items() if n != ".manifest.cache"}
    verdict("same-period", "" if not status and made == {n: b for n, b in before.items() if n != ".manifest.cache"} else said)
    verdict("said", "" if "its files are of 2027, and now in out/2027" in said else said)
    verdict("kept", "" if "(0 made," in said and os.listdir(cycle / "out") == ["2027"] else said)

    before = old_layout(cycle)
    (cycle / "out/mine.txt").write_text("kept")
    (cycle / "out/2027/packs").mkdir(parents=True)  # as a run that was stopped on the way leaves it
    (cycle / "out/packs/helse").rename(cycle / "out/2027/packs/helse")
    shutil.rmtree(cycle / "out/packs")
    status, said = samtale(cycle, "packs", "--unit", "helse")
    made = {n: b for n, b in files(cycle / "out/2027").items() if n != ".manifest.cache"}
    verdict("stopped-on-the-way", "" if not status and made == {n: b for n, b in before.items() if n != ".manifest.cache"} else said)
    verdict("own-file", "" if (cycle / "out/mine.txt").read_text() == "kept" else "it was moved")

    before = old_layout(cycle)
    next_period(cycle)
    status, said = samtale(cycle, "forms", "--unit", "helse")
    old = {n: b for n, b in files(cycle / "out/2027").items()}
    verdict("another-period", "" if old == {n: b for n, b in before.items() if n != "mine.txt"} and
            "now in out/2027" in said and (cycle / "out/2028/manifest.json").exists() else said)
    old = files(cycle / "out/2027")
    status, said = samtale(cycle, "packs", "--unit", "helse", "--prune", "--force")
    verdict("last-period-stays", "" if files(cycle / "out/2027") == old else said)

    # What no form tells the period of, or forms of two periods, stay.
    shutil.rmtree(cycle / "out/2028")
    manifest = json.loads((cycle / "out/2027/manifest.json").read_text())
    manifest["files"] = [e for e in manifest["files"] if e["document"] == "start-letter"] or manifest["files"][:0]
    (cycle / "out/manifest.json").write_text(json.dumps(manifest))
    before = files(cycle / "out")
    status, said = samtale(cycle, "forms", "--unit", "helse")
    now = files(cycle / "out")
    verdict("unknown-period", "" if "stay where they are" in said and all(now[n] == b for n, b in before.items()) else said)
    (cycle / "out/manifest.json").write_text("{ not JSON")
    status, said = samtale(cycle, "forms", "--unit", "helse")
    verdict("unreadable", "" if "it cannot be read" in said and (cycle / "out/manifest.json").read_text() == "{ not JSON" else said)
