#!/usr/bin/python3
"""Appointments that are moved or cancelled after calendars have them: one UID, a higher SEQUENCE and a later LAST-MODIFIED,
by two readers, icalendar and libical; counted in conversations/, and the same bytes in each run after that."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from icalendar import Calendar

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
TOOL = Path(os.environ.get("BUILD", ROOT / "build")).resolve() / "tests/libical_tool"
SAMPLE = ROOT / "samples/nordlia"
DAY = {"2027-01-05": "1799107200", "2027-01-06": "1799193600", "2027-03-01": "1803859200"}
failed = False


def check(name, wrong):
    """wrong: what is wrong, in words; anything empty: nothing."""
    global failed
    print(f"FAIL calendar/{name}: {wrong}" if wrong else f"ok calendar/{name}")
    failed |= bool(wrong)


class Cycle:
    def __init__(self, work, name):
        self.at = work / name
        shutil.copytree(SAMPLE, self.at, ignore=shutil.ignore_patterns("out"))

    def run(self, *command, day="2027-01-05"):
        env = os.environ | {"SOURCE_DATE_EPOCH": DAY[day]}
        done = subprocess.run([SAMTALE, *command], cwd=self.at, capture_output=True, text=True, check=False, env=env)
        if done.returncode:
            check("run", f"{command} ended with {done.returncode}: {done.stderr[:300]}")
        return done.stdout + done.stderr

    def packs(self, *options, day="2027-01-05"):
        return self.run("packs", *options, day=day)

    def change(self, old, new, file="org.yaml"):
        path = self.at / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def counted(self):
        path = self.at / "conversations/2027.yaml"
        return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}

    def own(self, person):
        return events(next(self.at.glob(f"out/2027/packs/*/{person}.ics")))

    def leaders(self, person):
        found = list(self.at.glob(f"out/2027/leader-packs/*/{person}.ics"))
        return events(found[0]) if found else {}

    def bytes(self):
        return {path.relative_to(self.at): path.read_bytes() for path in sorted(self.at.rglob("*.ics"))}


def events(path):
    """By UID: sequence, when it was modified, status, start and place, as both readers have it."""
    found, same = {}, {}
    for e in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        found[str(e["UID"])] = (int(e["SEQUENCE"]), e["LAST-MODIFIED"].to_ical().decode(), str(e["STATUS"]),
                                e["DTSTART"].to_ical().decode(), str(e.get("LOCATION", "")))
    said = subprocess.run([TOOL, path], capture_output=True, text=True, check=False)
    for line in said.stdout.splitlines():
        uid, sequence, *rest = line.split("\t")
        same[uid] = (int(sequence), *rest)
    if said.returncode or {u: v[:4] for u, v in found.items()} != {u: v[:4] for u, v in same.items()}:
        check("readers", f"{path.name}: icalendar reads {found}, libical {same}")
    return found


def conversation(calendar, uids=()):
    """The entry with a place, or of these UIDs."""
    return next(((u, *v) for u, v in calendar.items() if v[4] or u in uids), None)


def newer(before, after):
    """What is wrong with an entry that is to be a newer one of the same."""
    if not before or not after:
        return f"an entry is missing: {before}, {after}"
    if before[0] != after[0]:
        return f"the UID is another: {before[0]}, {after[0]}"
    if after[1] <= before[1] or after[2] <= before[2]:
        return f"{after[:3]} is not newer than {before[:3]}"
    return None


def same_again(cycle, name):
    before, record = cycle.bytes(), cycle.counted()
    cycle.packs()
    cycle.packs("--force")
    check(f"{name}-same-bytes", [str(path) for path, text in cycle.bytes().items() if before.get(path) != text])
    check(f"{name}-counted-once", record != cycle.counted() and cycle.counted())


# ---- Moved

def moved(work):
    cycle = Cycle(work, "moved")
    cycle.packs()
    first, leaders = conversation(cycle.own("e1103")), cycle.leaders("e1101")
    check("first", (first[1] != 0 or cycle.counted()) and f"{first}, {cycle.counted()}")
    cycle.change("at: 2027-01-19T09:00, place: Møterom 2", "at: 2027-01-19T13:00, place: Møterom 2")
    said = cycle.packs("--dry-run")
    check("dry-run", ("1 appointment was moved" not in said or cycle.counted()) and said)
    said = cycle.packs()
    check("said", "1 appointment was moved since its calendar file was made\nnoted in conversations/2027.yaml" not in said
          and said)
    second = conversation(cycle.own("e1103"))
    check("moved", newer(first, second) or second[4] != "20270119T130000" and second)
    check("moved-with-leader", cycle.leaders("e1101")[second[0]] != second[1:] and cycle.leaders("e1101"))
    check("others-stay", [u for u, v in cycle.leaders("e1101").items() if u != second[0] and leaders[u] != v])
    check("counted", cycle.counted() != {"e1103": {"changes": 1, "changed": yaml.safe_load("2027-01-05")}} and cycle.counted())
    same_again(cycle, "moved")
    cycle.run("split", "--leader", "e1101", "part")
    own = Cycle.__new__(Cycle)
    own.at = cycle.at / "part"
    own.packs()
    check("in-leaders-directory", conversation(own.own("e1103")) != second and own.own("e1103"))
    shutil.rmtree(cycle.at / "part")
    cycle.change("at: 2027-01-19T13:00, place: Møterom 2", "at: 2027-01-19T13:00, place: Kantina")
    cycle.packs("--employee", "e1103")
    third = conversation(cycle.own("e1103"))
    check("place", newer(second, third) or third[5] != "Kantina" and third)
    cycle.packs()
    check("place-with-leader", cycle.leaders("e1101")[third[0]] != third[1:] and cycle.leaders("e1101"))
    cycle.change("name: Vår, from: 2027-05-03", "name: Vår, from: 2027-05-04", "samtale.yaml")
    before = cycle.own("e1102")
    cycle.packs()
    wrong = [u for u, v in cycle.own("e1102").items() if (v[0] > before[u][0]) != (v[3] == "20270504")]
    check("follow-up", wrong or cycle.counted().get("follow-up 1", {}).get("changes") != 1 and cycle.counted())
    same_again(cycle, "follow-up")
    cycle.run("check")


# ---- Cancelled

def status(calendar, uid):
    return calendar.get(uid, (None, None, "missing"))[2]


def cancelled_as(work, name, change, day="2027-01-05"):
    """One whose conversation is off, for a reason: in their own calendar and the leader's."""
    cycle = Cycle(work, name)
    cycle.packs()
    first = conversation(cycle.own("e1103"))
    cycle.change(*change)
    said = cycle.packs(day=day)
    second = conversation(cycle.own("e1103"), [first[0]])
    wrong = newer(first, second) or second[3] != "CANCELLED" and second
    check(name, wrong or second[4] != first[4] and second or "1 appointment was cancelled" not in said and said)
    check(f"{name}-with-leader", status(cycle.leaders("e1101"), first[0]) != "CANCELLED" and "it is not cancelled there")
    same_again(cycle, name)
    return cycle, first[0], second


def cancelled(work):
    own = "malgorzata.zolkowska@nordlia.example, conversation: { at: 2027-01-19T09:00, place: Møterom 2 }"
    email = own.split(",", maxsplit=1)[0]
    cancelled_as(work, "not-needed", (own, email + ", conversation: not-needed"))
    cancelled_as(work, "left", (own, own + ", to: 2027-01-08"))
    cycle, uid, second = cancelled_as(work, "away", (own, own + ", away: { from: 2027-01-04, to: 2027-03-01 }"))
    cycle.change(", away: { from: 2027-01-04, to: 2027-03-01 }", "")
    cycle.packs(day="2027-01-06")
    third = conversation(cycle.own("e1103"))
    check("back", newer(second, third) or third[3] != "CONFIRMED" and third)
    check("back-counted", "cancelled" in cycle.counted()["e1103"] and cycle.counted())
    cycle, uid, second = cancelled_as(work, "undated", (own, email))
    check("title", "SUMMARY:Avlyst: Samtale" not in next(cycle.at.glob("out/2027/packs/*/e1103.ics")).read_text()
          and "it does not say so")
    cycle.packs("--as-of", "2027-12-31")
    check("until-the-end", status(cycle.own("e1103"), uid) != "CANCELLED" and "it is gone on the last day")
    cycle.packs("--as-of", "2028-01-01", "--prune")
    check("no-longer", status(cycle.leaders("e1101"), uid) != "missing" and "it is there in the next period")
    cycle.packs()
    cycle.change("e1103, name:", "e1103, conversation: { at: 2027-01-21T10:00, place: Rom 3 }, name:")
    cycle.packs(day="2027-01-06")
    third = conversation(cycle.own("e1103"))
    check("agreed-anew", newer(second, third) or third[3:5] != ("CONFIRMED", "20270121T100000") and third)


def gone(work):
    """Somebody who is not in org.yaml any more; somebody who has another leader; what took place stays."""
    cycle = Cycle(work, "gone")
    cycle.packs()
    uid = conversation(cycle.own("e1103"))[0]
    other = conversation(cycle.own("e1102"))
    cycle.change("leader: e1001, conversation: { at: 2027-01-14T09:00", "leader: e1101, conversation: { at: 2027-01-14T09:00")
    text = (cycle.at / "org.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    line = next(i for i, entry in enumerate(text) if "id: e1103" in entry)
    (cycle.at / "org.yaml").write_text("".join(text[:line] + text[line + 2:]), encoding="utf-8")
    cycle.packs()
    check("gone", status(cycle.leaders("e1101"), uid) != "CANCELLED" and cycle.leaders("e1101"))
    check("gone-named", cycle.counted()["e1103"].get("leaders") != ["e1101"] and cycle.counted())
    check("other-leader", status(cycle.leaders("e1001"), other[0]) != "CANCELLED" and cycle.leaders("e1001"))
    check("new-leader", status(cycle.leaders("e1101"), other[0]) != "CONFIRMED" and cycle.leaders("e1101"))
    check("own-of-other-leader", status(cycle.own("e1102"), other[0]) != "CONFIRMED" and cycle.own("e1102"))
    same_again(cycle, "gone")
    check("check", "nobody in the chart" in cycle.run("check", "--all") and "check warns of who is gone")
    cycle.packs("--prune")
    check("pruned", status(cycle.leaders("e1101"), uid) != "CANCELLED" and "the leader's calendar forgot it")
    past = Cycle(work, "past")
    past.packs()
    past.change("conversation: { at: 2027-01-19T09:00, place: Møterom 2 }", "language: nb")
    past.packs(day="2027-03-01")
    check("took-place", past.counted())
    held = Cycle(work, "held")
    held.packs(day="2027-03-01")
    held.change("leader: e1001, conversation: { at: 2027-01-14T09:00", "leader: e1101, conversation: { at: 2027-01-14T09:00")
    held.packs(day="2027-03-01")
    check("held-with-the-leader-of-then", held.counted())


# ---- Files

def kept(work):
    """What somebody has written in conversations/ stays; a count is not lost with the file that it stands in."""
    cycle = Cycle(work, "kept")
    (cycle.at / "conversations").mkdir()
    mine = "# mine\ne1102:   # the first\n  at: 2027-01-14T09:00\ne1103: { at: 2027-01-19T09:00, held: 2027-01-19 } # held\n"
    (cycle.at / "conversations/2027.yaml").write_text(mine, encoding="utf-8")
    cycle.packs()
    first = conversation(cycle.own("e1102"))
    cycle.change("at: 2027-01-14T09:00", "at: 2027-01-15T09:00", "conversations/2027.yaml")
    cycle.packs()
    text = (cycle.at / "conversations/2027.yaml").read_text(encoding="utf-8")
    lost = [line for line in mine.replace("14T", "15T").splitlines() if line not in text.splitlines()]
    check("comments", lost and text)
    second = conversation(cycle.own("e1102"))
    check("in-conversations", newer(first, second))
    (cycle.at / "conversations/2027.yaml").write_text(mine.replace("14T", "15T"), encoding="utf-8")
    cycle.packs()
    check("count-is-not-lost", conversation(cycle.own("e1102")) != second and cycle.own("e1102"))
    cycle.change("at: 2027-01-15T09:00", "at: 2027-01-15T10:00", "conversations/2027.yaml")
    said = cycle.packs("--shard", "1/2")
    check("shard", "without --shard" not in said and said)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        moved(work)
        cancelled(work)
        gone(work)
        kept(work)
    return failed


if __name__ == "__main__":
    sys.exit(main())
