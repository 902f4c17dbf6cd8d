#!/usr/bin/python3
"""Publishes two worlds that differ in one person, for everybody in random organisations of 20 to 400 people and every other value, and
judges by exact probabilities what somebody who knows all but that person can infer; then how much use the figures are. worlds_tool
does the work with the program's own counting and drawing.

- *goal*: of every goal every other grade, or status at mid-year. All figures together may move the odds by at most 8; the counts in
  which it stands may differ by four at most (the budget of figures/lines.c), and none of people; no value is impossible in the other
  world; the rows, bands and tables are the same in both.
- *person*: another whole result, or another record with needs and overdue measures: the posterior of the truth from an even prior.
- *keys*: what is drawn anew when one value changes is all of the atom and the organisation, and nothing else; figures whose count stays
  too, of which about half come out otherwise.
- *use*: the mean error of shares in points, by the size of the unit; and how often a change of under 5 points is named.

usage: worlds.py [SEED [ORGANISATIONS]]; `make test-attack` has thousands of them.
"""
import os
import subprocess
import sys
from pathlib import Path

TOOL = Path(os.environ.get("BUILD", Path(__file__).resolve().parents[2] / "build")) / "tests/worlds_tool"
SEED, ORGANISATIONS = (sys.argv[1:] + ["1", "200"][len(sys.argv) - 1:])[:2]
ERRORS = {"0": 6, "1": 5, "2": 4}  # of units of 20 to 29, 30 to 59, and more
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL worlds/{name}: {problem}" if problem else f"ok worlds/{name}")
    failed = failed or bool(problem)


def judge_goal(name, n):
    verdict(f"{name}-odds", n["worst"] > 8 and f"one goal moves them by {n['worst']}")
    verdict(f"{name}-budget", (n["goals"] > 4 or n["people"]) and f"it stands in {n['goals']} counts of goals and {n['people']} of people")
    verdict(f"{name}-no-certainty", n["impossible"] and f"{n['impossible']} values are impossible in the other world")
    verdict(f"{name}-same-rows", n["broken"] and f"{n['broken']} worlds have other rows")
    verdict(f"{name}-looked", n["worlds"] < 20 * int(ORGANISATIONS) and f"only at {n['worlds']} worlds")


def judge_person(name, n):
    print(f"ok worlds/person-{name}: of {n['count']:.0f} the median posterior is {n['median']}, above .98 are {100 * n['above']:.1f} %")
    verdict(f"person-{name}-median", n["median"] > 0.80 and n["median"])
    verdict(f"person-{name}-above", n["above"] > 0.05 and f"{n['above']} are above .98")
    verdict(f"person-{name}-no-certainty", n["certain"] and f"{n['certain']} are certain")
    verdict(f"person-{name}-looked", n["count"] < 20 * int(ORGANISATIONS) and f"only at {n['count']} people")


def main():
    done = subprocess.run([TOOL, SEED, ORGANISATIONS], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"FAIL worlds/tool: ended with {done.returncode}: {done.stderr[-800:]}")
    for line in done.stdout.splitlines():
        word = line.split()
        named = 2 if word[0] in ("goal", "person", "use") else 1
        n = {word[i]: float(word[i + 1]) for i in range(named, len(word), 2)}
        if word[0] == "goal":
            judge_goal(f"goal-{word[1]}", n)
        elif word[0] == "person":
            judge_person(word[1], n)
        elif word[0] == "keys":
            verdict("keys", (n["wrong"] or n["checked"] < 1000) and f"{n['wrong']} of {n['checked']} are drawn otherwise")
            verdict("keys-renew-all", (n["renewed"] < 0.4 or n["untouched"] < 1000) and f"of {n['untouched']} figures whose count stays, {n['renewed']} change")
        elif word[0] == "use":
            verdict(f"use-{word[1]}", (n["error"] > ERRORS[word[1]] or n["units"] < 50) and f"{n['error']} points off in {n['units']} units")
        else:
            verdict("changes", (n["named"] > 0.05 or n["small"] < 50) and f"{n['named']} of {n['small']} small changes are named")
    verdict("all-lines", done.stdout.count("\n") != 10 and "not everything was measured")
    return failed


sys.exit(main())
