#!/usr/bin/python3
"""The sample with two evaluated years is clean and whole, and its reports show what was released, whatever day it is: the figures of
history/, which no run changes, those of both years and of both charts."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
SAMPLE = ROOT / "samples/fjordvik"
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL fjordvik/{name}: {problem}" if problem else f"ok fjordvik/{name}")
    failed = failed or bool(problem)


def run(folder, day, *words):
    environment = {**os.environ, "LANGUAGE": "en", "SOURCE_DATE_EPOCH": str(day)}
    return subprocess.run([SAMTALE, "-C", folder, *words], capture_output=True, text=True, env=environment)


def text(path, page):
    return re.sub(r"\s+", " ", subprocess.run(["pdftotext", "-layout", "-f", str(page), "-l", str(page), path, "-"], capture_output=True, text=True, check=True).stdout)


def main():
    done = run(SAMPLE, 1830400000, "check")
    found = re.search(r"^(\d+) people, (\d+) units, \d+ waves: 0 errors, 2 warnings\n", done.stdout + done.stderr, re.M)
    # the answers are there to show what `samtale release` does, the plans of 2026 what 2027 is compared with
    said = all(words in done.stdout for words in ("answers/2027 is still there", "plans 2026: keep: allows them until 2027-12-31"))
    verdict("check", not (found and said) and done.stdout + done.stderr)
    verdict("size", found and not (190 <= int(found[1]) <= 210 and int(found[2]) == 20) and found[0])
    units = [{u["id"] for r in json.loads((SAMPLE / f"history/{year}.json").read_text())["releases"] for u in r["units"]} for year in (2026, 2027)]
    verdict("reorganised", units[0] == units[1] and "the chart of both years is the same")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "cycle"
        shutil.copytree(SAMPLE, folder)
        made = []
        for day in (1794000000, 1900000000):  # before the year, and years later
            for options in ([], ["--half-year"], ["--competence"]):
                done = run(folder, day, "summaries", "--quiet", *options)
                verdict(f"{day}{''.join(options)}", (done.returncode or done.stderr) and done.stderr)
            made.append({p.name: p.read_bytes() for p in (folder / "out/2027/summaries").glob("*.csv")})
        verdict("any-day", made[0] != made[1] and "it depends on the day what is shown")
        for year in (2026, 2027):
            verdict(f"history-{year}", (folder / f"history/{year}.json").read_bytes() != (SAMPLE / f"history/{year}.json").read_bytes() and "it has changed")
        out = folder / "out/2027/summaries"
        for name in ("organisation-report/organisation-report", "unit-report/oppvekst", "half-year-report/half-year-report"):
            page = text(out / f"{name}.pdf", 1)
            verdict(f"{name}-page", [s for s in ("Se på dette først", "2026: ", "trukket ved lodd") if s not in page])
            verdict(f"{name}-annex", "Vedlegg" not in text(out / f"{name}.pdf", 2)[:160] and "the page goes on on a second one")
    return failed


sys.exit(main())
