#!/usr/bin/python3
"""The calendar files of the sample, as another program than ours reads them: who, when and where, and nothing else."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
WINDOWS = [(date(2027, 5, 3), date(2027, 6, 12)), (date(2027, 9, 20), date(2027, 10, 30))]
failed = False


def check(name, wrong):
    """wrong: what is wrong, in words; anything empty: nothing."""
    global failed
    print(f"FAIL calendar/{name}: {wrong}" if wrong else f"ok calendar/{name}")
    failed |= bool(wrong)


def packs(cycle, out, *options):
    """out: the period's folder in the output folder."""
    command = [SAMTALE, "-C", cycle, "packs", "--out", out.parent, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        check("run", f"exit status {done.returncode}: {done.stderr.splitlines()[:1]}")
    return done.stdout, done.stderr


def copy_of_sample(folder, *changes):
    """A copy in which each (file, old, new) is changed."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old}"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def field(text, key):
    found = re.search(rf'\b{key}: (?:"([^"]*)"|([^,}}\n]*))', text)
    return found and (found[1] or found[2]).strip()


def people():
    """By id: name, title, e-mail, and the conversation's time, place and holder, read from org.yaml as text."""
    org = (SAMPLE / "org.yaml").read_text(encoding="utf-8")
    found = {}
    for entry in re.split(r"- \{ id: (?=e\d)", org)[1:]:
        entry = re.split(r"\n +(?:- id|units):", entry)[0]
        own = re.sub(r"leader: \{.*?\}", "", entry, flags=re.S)
        conversation = re.search(r"conversation: \{(.*?)\}", own, re.S)
        inside = conversation[1] if conversation else ""
        outside = own.replace(inside, "") if inside else own
        found[entry[:5]] = {key: field(outside, key) for key in ("name", "title", "email")}
        found[entry[:5]] |= {key: field(inside, key) for key in ("at", "place", "by")}
    return found


def files(out):
    return sorted(out.rglob("*.ics"))


def calendar_of(path):
    return Calendar.from_ical(path.read_bytes())


def entries(path):
    return list(calendar_of(path).walk("VEVENT"))


def is_conversation(event):
    return "LOCATION" in event or "ORGANIZER" in event or "CONTACT" in event


def conversations(path):
    return [event for event in entries(path) if is_conversation(event)]


def of(out, person):
    return next(out.glob(f"packs/*/{person}.ics"))


def address(event, key):
    return str(event.get(key, "")).removeprefix("mailto:")


# ---- Each on its own

def fault_of_form(path):
    data = path.read_bytes()
    if data.count(b"\n") != data.count(b"\r\n") or not data.endswith(b"END:VCALENDAR\r\n"):
        return "the lines do not end in CR LF, or the last is not the end"
    if any(len(line) > 75 for line in data.split(b"\r\n")):
        return "a line is longer than 75 octets"
    calendar = calendar_of(path)
    if calendar.errors or any(event.errors for event in calendar.walk()):
        return "the reader finds errors"
    if len(calendar.walk("VTIMEZONE")) != 1 or "METHOD" in calendar:
        return "there is a METHOD, or not one VTIMEZONE"
    for event in calendar.walk("VEVENT"):
        if (event.get("CLASS"), event.get("SEQUENCE"), event["DTSTAMP"].to_ical()) != ("PRIVATE", 0, b"20270111T000000Z"):
            return f"CLASS, SEQUENCE or DTSTAMP of {event['UID']}"
    return None


def fault_of_windows(path):
    found = [(e["DTSTART"].dt, e["DTEND"].dt, str(e["TRANSP"])) for e in entries(path) if not is_conversation(e)]
    return found != [(*days, "TRANSPARENT") for days in WINDOWS] and f"windows {found}"


def fault_of_conversation(path, person, everyone):
    who, held = everyone[person], conversations(path)
    if len(held) != 1:
        return f"{len(held)} conversations"
    event = held[0]
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    zone = str(event["DTSTART"].params["TZID"])
    if start.replace(tzinfo=None) != datetime.fromisoformat(who["at"]) or zone != "Europe/Oslo":
        return f"starts {start}"
    if end - start != timedelta(minutes=90) or start.utcoffset() != timedelta(hours=1):
        return f"lasts {end - start}, from {start}"
    other = event["ATTENDEE"].params["CN"] if who["email"] else event["CONTACT"]
    if event["LOCATION"] != who["place"] or other != who["name"]:
        return f"in {event['LOCATION']} with {other}"
    if address(event, "ATTENDEE") != (who["email"] or "") or isinstance(event["ORGANIZER"], list):
        return f"attendee {event.get('ATTENDEE')}"
    holder = who["by"] and everyone[who["by"]]
    return holder and address(event, "ORGANIZER") != holder["email"] and f"organizer {event['ORGANIZER']}"


def forbidden(everyone):
    """Titles, and what plans and answers say: goals, measures and comments."""
    found = {who["title"] for who in everyone.values() if who["title"]}
    for plan in (SAMPLE / "plans").rglob("*.yaml"):
        said = r"\b(?:goal|what|note|learnt|next-steps|other|employee|leader): ([^,{}\[\]\n]{12,})"
        found |= {text.strip(' "') for text in re.findall(said, plan.read_text(encoding="utf-8"))}
    return found


def fault_of_words(path, everyone, words):
    lines = path.read_bytes().replace(b"\r\n ", b"").decode().splitlines()
    text = "\n".join(line for line in lines if not line.startswith(("LOCATION", "PRODID")))
    said = [word for word in words if word in text]
    parties = {str(event.get("CONTACT")) for event in conversations(path)}
    parties |= {who["name"] for who in everyone.values() for event in conversations(path)
                if who["email"] in (address(event, "ORGANIZER"), address(event, "ATTENDEE"))}
    said += [who["name"] for who in everyone.values() if who["name"] not in parties and who["name"] in text]
    uuid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    said += [event["UID"] for event in entries(path) if not re.fullmatch(uuid, event["UID"])]
    said += [person for person in everyone if re.search(rf"\b{person}\b", text)]
    return said and f"it says {said[:3]}"


def each(name, paths, fault):
    faults = [f"{path.parent.name}/{path.name}: {wrong}" for path in paths if (wrong := fault(path))]
    check(name, "none was made" if not paths else faults and "; ".join(faults[:3]))


# ---- Together

def check_who(out, everyone):
    made = {path.stem for path in out.glob("packs/*/*.ics")}
    check("who", made ^ {person for person, who in everyone.items() if who["at"]})
    apart = [path.name for path in files(out) if not path.with_suffix(".pdf").exists()]
    check("beside-the-paper", apart)


def untitled(event):  # each one's title is in their language
    return [line for line in event.to_ical().splitlines() if not line.startswith(b"SUMMARY")]


def check_leaders(out, everyone):
    """What somebody organizes stands in their own file as it stands in the other's; so does what another holds for them."""
    theirs = {path.stem: {e["UID"]: untitled(e) for e in conversations(path)} for path in out.glob("leader-packs/*/*.ics")}
    wrong, placed = [], set()
    for path in out.glob("packs/*/*.ics"):
        event = conversations(path)[0]
        holder = next((person for person, who in everyone.items() if who["email"] == address(event, "ORGANIZER")), None)
        if holder in theirs and theirs[holder].get(event["UID"]) != untitled(event):
            wrong.append(f"{path.stem} is not with {holder}")
        placed |= {event["UID"]}
    for leader, held in theirs.items():
        wrong += [f"{leader} has an unknown conversation" for uid in held if uid not in placed]
    by = next(person for person, who in everyone.items() if who["by"])
    if not any(conversations(of(out, by))[0]["UID"] in held for held in theirs.values()):
        wrong.append(f"the leader accountable for {by} does not have the conversation")
    check("leaders", wrong[:3] or (len(theirs) < 5 and f"{len(theirs)} leaders have calendars"))


def check_uids(out):
    windows = {e["UID"] for path in files(out) for e in entries(path) if not is_conversation(e)}
    check("windows-are-the-same-everywhere", len(windows) != len(WINDOWS) and f"{len(windows)} UIDs")
    own = [conversations(path)[0]["UID"] for path in out.glob("packs/*/*.ics")]
    check("uids-differ", len(set(own)) != len(own) and "two conversations have one UID")


def check_manifest(out, said):
    manifest = json.loads((out / "manifest.json").read_text())["files"]
    listed = {entry["path"]: entry for entry in manifest if entry["document"] == "calendar"}
    there = {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files(out)}
    same = {path: entry["sha256"] for path, entry in listed.items()} == there
    wrong = not same or any(entry["pages"] for entry in listed.values())
    check("manifest", wrong and "it does not list the calendars that are there")
    check("summary", f"calendar: {len(there)} files\n" not in said and said)


def check_languages(out):
    titles = {"e1402": ["Conversation", "Time for follow-up: Vår"], "e1101": ["Samtale", "Tid for oppfølging: Vår"]}
    wrong = [person for person in titles if [str(e["SUMMARY"]) for e in entries(of(out, person))][:2] != titles[person]]
    check("language", wrong)


# ---- Changed samples

CHANGED = [
    ("org.yaml", "at: 2027-01-19T09:00, place: Møterom 2", "at: 2027-03-28T01:30, place: \"Rom; 3, \\\\ \\\"B\\\"\""),  # e1103
    ("org.yaml", "at: 2027-01-14T09:00, place: Møterom 2", "at: 2027-06-15T09:00"),                                # e1102
    ("org.yaml", "at: 2027-01-25T10:00", "at: 2027-01-25"),                                                       # e1302
    ("org.yaml", "at: 2027-02-10T12:45", "at: 2027-10-31T02:15"),                                                 # e1303
    ("org.yaml", "email: silje.antonsen@nordlia.example,", ""),
    ("samtale.yaml", "minutes: 90", "minutes: 45"),
]


def by_rules_in_file(path):
    """The first conversation, its zone known from the file alone: the machine knows no zone of that name."""
    text = path.read_bytes().replace(b"Europe/Oslo", b"Nordlia/Klokke" + path.stem.encode())
    return Calendar.from_ical(text).walk("VEVENT")[0]


def check_changed(out, first):
    spring, summer, autumn = (by_rules_in_file(of(out, person)) for person in ("e1103", "e1102", "e1303"))
    start, end = spring["DTSTART"].dt, spring["DTEND"].dt
    utc = [moment.replace(tzinfo=None) - moment.utcoffset() for moment in (start, end)]
    check("spring", (utc[1] - utc[0] != timedelta(minutes=45) or end.hour != 3) and f"from {start} to {end}")
    ahead = summer["DTSTART"].dt.utcoffset()
    check("summer", (ahead != timedelta(hours=2) or summer["DTEND"].dt.hour != 9) and f"{ahead} ahead of UTC")
    check("autumn", ("DTEND" in autumn or autumn["DURATION"].dt != timedelta(minutes=45)) and autumn.to_ical())
    check("escaping", spring["LOCATION"] != 'Rom; 3, \\ "B"' and spring["LOCATION"])
    check("no-place", "LOCATION" in summer and summer["LOCATION"])
    day = conversations(of(out, "e1302"))[0]
    check("day-only", (day["DTSTART"].dt, day["DTEND"].dt) != (date(2027, 1, 25), date(2027, 1, 26)) and day.to_ical())
    check("no-address", ("ATTENDEE" in autumn or autumn["CONTACT"] != "Silje Marie Antonsen") and autumn.to_ical())
    uids = [[conversations(of(run, person))[0]["UID"] for person in ("e1102", "e1103", "e1302")] for run in (first, out)]
    check("uid-stays", uids[0] != uids[1] and uids)


def check_runs(work, out):
    packs(SAMPLE, work / "dry/2027", "--dry-run")
    check("dry-run", (work / "dry").exists() and "something was written")
    packs(SAMPLE, work / "one/2027", "--employee", "e1103")
    check("one-person", [path.name for path in files(work / "one/2027")] != ["e1103.ics"] and files(work / "one/2027"))
    packs(SAMPLE, work / "jobs/2027", "--jobs", "7")
    pairs = zip(files(out), files(work / "jobs/2027"), strict=True)
    check("jobs", [a.name for a, b in pairs if a.read_bytes() != b.read_bytes()])
    said, _ = packs(SAMPLE, work / "json/2027", "--format", "json")
    line = {"document": "calendar", "files": len(files(out)), "made": len(files(out)), "kept": 0, "dry-run": False}
    check("json", line not in map(json.loads, said.splitlines()) and said)
    undated = ("org.yaml", "conversation: { at: 2027-01-19T09:00, place: Møterom 2 }", "language: nb")
    later = copy_of_sample(work / "later", undated)
    _, warned = packs(later, out)
    check("not-dated-any-more", "packs/oppvekst/e1103.ics is from an earlier run" not in warned and warned)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        out, everyone = work / "out/2027", people()
        said, _ = packs(SAMPLE, out)
        own, words = sorted(out.glob("packs/*/*.ics")), forbidden(everyone)
        each("form", files(out), fault_of_form)
        each("windows", files(out), fault_of_windows)
        each("conversation", own, lambda path: fault_of_conversation(path, path.stem, everyone))
        each("words", files(out), lambda path: fault_of_words(path, everyone, words))
        check_who(out, everyone)
        check_leaders(out, everyone)
        check_uids(out)
        check_manifest(out, said)
        check_languages(out)
        packs(copy_of_sample(work / "cycle", *CHANGED), work / "changed/2027")
        check_changed(work / "changed/2027", out)
        check_runs(work, out)
    return failed


if __name__ == "__main__":
    sys.exit(main())
