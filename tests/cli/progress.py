#!/usr/bin/python3
"""Progress, seen through a pseudo-terminal: one line that never wraps, is never empty between two updates, comes at most ten
times a second, follows the window's width and is gone at the end; silence where there is no such terminal; events for a
program that watches."""
import fcntl
import json
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = os.path.realpath(os.environ.get("SAMTALE", ROOT / "build" / "samtale"))
PACKS = [SAMTALE, "packs"]  # in a folder that main() makes
LINE = re.compile(r"^ *(\d+) of (\d+), \d+(\.\d)? a second, (\d+:)?\d+:\d\d left, .")
failed = False


def check(name, good, why=""):
    global failed
    print(f"ok progress/{name}" if good else f"FAIL progress/{name}: {why}")
    failed = failed or not good


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def on_terminal(arguments, columns=80, then=None, **environment):
    """What came on standard error, which is a terminal, as (seconds, text); standard output is not. After the second
    update the window becomes `then` columns wide."""
    main, side = pty.openpty()
    resize = lambda n: fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, n, 0, 0))
    resize(columns)
    env = {k: v for k, v in {**os.environ, "TERM": "xterm", **environment}.items() if v is not None}
    begun, got = time.monotonic(), []
    run = subprocess.Popen(PACKS + arguments, stdout=subprocess.PIPE, stderr=side, env=env)
    # Standard output is a few lines at the end: the pipe holds them.
    os.set_blocking(main, False)
    while True:
        ended = run.poll() is not None
        try:
            text = os.read(main, 65536).decode()
            got.append((time.monotonic() - begun, text))
        except BlockingIOError:
            if ended:
                break
            time.sleep(0.002)
        if then and len(got) == 2:
            resize(then)
            got.append((time.monotonic() - begun, "RESIZED"))
    os.close(main), os.close(side)
    said = run.stdout.read().decode()
    return run.returncode, said, got, time.monotonic() - begun


def line(work):
    status, said, got, seconds = on_terminal(["--jobs", "2", "--out", f"{work}/line"], 64, 30, NO_COLOR="1")
    check("run", status == 0 and "written to" in said, f"exit status {status}: {said[:200]}")
    updates, widths, problem = [], [63], None  # widths: what the coming updates may take, the last one from then on
    for at, text in got:
        if text == "RESIZED":
            widths = [63, 29]  # one update may have been on its way
            continue
        for one in text.split("\r")[1:]:
            shown, wiped, rest = one.partition("\x1b[K")
            if not wiped or rest or re.search(r"[\x00-\x1f\x7f]", shown):
                problem = f"an update is {one!r}"
            if not shown:
                continue
            updates.append((at, shown))
            widest = widths.pop(0) if len(widths) > 1 else widths[0]
            if width(shown) > widest:
                problem = f"{shown!r} is wider than {widest} columns"
    check("one-line", not problem, problem)
    check("updates", len(updates) >= 3, f"only {len(updates)} updates in {seconds:.1f} s")
    check("resized", widest == 29 and updates[-1][1].endswith("…"), f"the last update is {updates[-1:]}")
    check("looks", LINE.match(updates[0][1]), f"the first update is {updates[0][1]!r}")
    papers = sum(int(n) for n in re.findall(r"^\S+: (\d+) papers", said, re.M))
    counts = [re.match(r" *(\d+) of (\d+)", shown).groups() for _, shown in updates]
    done = [int(d) for d, _ in counts]
    check("total", {int(t) for _, t in counts} == {papers}, f"{counts[0]} of {papers} papers")
    check("done", done == sorted(done) and 0 < done[-1] <= papers, f"{done}")
    check("ten-a-second", len(updates) <= 10 * (updates[-1][0] - updates[0][0]) + 2, f"{len(updates)} updates in {seconds:.2f} s")
    check("wiped", "".join(text for _, text in got).endswith("\r\x1b[K"), f"the end is {got[-1][1]!r}")


def silent(name, work, arguments, **environment):
    status, _, got, seconds = on_terminal(arguments + ["--out", f"{work}/{name}"], **environment)
    if seconds < 0.3:
        check(name, False, f"a run of {seconds:.2f} s shows nothing anyway")
    else:
        check(name, status == 0 and not got, f"exit status {status}, and it shows {''.join(t for _, t in got)[:100]!r}")


def events(work):
    begun = time.monotonic()
    run = subprocess.run(PACKS + ["--jobs", "2", "--format", "json", "--out", f"{work}/json"], capture_output=True, text=True)
    seconds = time.monotonic() - begun
    try:
        told = [json.loads(line) for line in run.stderr.splitlines()]
    except ValueError:
        told = []
    kinds = [event.get("event") for event in told]
    check("events", len(kinds) >= 4 and kinds == ["start"] + ["progress"] * (len(kinds) - 2) + ["end"], run.stderr[:300])
    if not told:
        return
    papers = sum(json.loads(line).get("papers", 0) for line in run.stdout.splitlines())
    done = [event["done"] for event in told]
    check("events-count", done == sorted(done) and done[0] == 0 and done[-1] == papers and
          {event["total"] for event in told} == {papers}, f"{done} of {papers}")
    check("events-say", told[0]["command"] == "packs" and
          all({"rate", "seconds-left", "unit", "unit-name"} < set(event) for event in told[1:-1]), f"{told[:2]}")
    check("events-ten-a-second", len(told) - 2 <= 10 * seconds, f"{len(told)} events in {seconds:.2f} s")
    check("events-apart", '"event"' not in run.stdout, "an event is on standard output")


def watcher_ends(work):
    run = subprocess.Popen(PACKS + ["--jobs", "2", "--format", "json", "--out", f"{work}/left"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
    first = json.loads(run.stderr.readline())
    run.stderr.close()
    said = run.communicate()[0]
    check("watcher-ends", run.returncode == 0 and first["event"] == "start" and '"papers"' in said and os.path.exists(f"{work}/left/2027/manifest.json"),
          f"exit status {run.returncode}")


def main():
    with tempfile.TemporaryDirectory() as work:
        # enough people that a run takes its time: nothing is shown of a short one
        subprocess.run([ROOT / "tests/bench/scale.py", f"{work}/cycle", "--people", "1000"], check=True)
        PACKS[1:1] = ["-C", f"{work}/cycle"]
        line(work)
        few = ["--jobs", "1"]
        silent("dumb", work, few, TERM="dumb")
        silent("no-term", work, few, TERM=None)
        silent("quiet", work, few + ["--quiet", "--format", "json"])
        events(work)
        watcher_ends(work)
        piped = subprocess.run(PACKS + few + ["--out", f"{work}/piped"], capture_output=True, text=True)
        check("piped", piped.returncode == 0 and not piped.stderr, piped.stderr[:100])
    return failed


sys.exit(main())
