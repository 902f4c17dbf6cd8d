#!/usr/bin/python3
"""Who is named in which pack: names.py CYCLE, after `samtale packs` and pdftotext have been there."""
import json
import pathlib
import re
import sys
import unicodedata

MARKING = re.compile(r"Personlig\s+–\s+for\s+(.+?)\s+og\s+(.+?)\s*$", re.M)
PERSON = re.compile(r'^( *)  - \{ id: (\S+), name: ("[^"]*"),.*$')


def people_of(org):
    """id → (name, ids of the leaders from the person's unit up to the root), from the lines that scale.py writes."""
    people, path = {}, []
    for line in org.splitlines():
        leader = re.match(r"^( +)leader: (\S+)$", line)
        if leader:
            while path and path[-1][0] >= len(leader.group(1)):
                path.pop()
            path.append((len(leader.group(1)), leader.group(2)))
        person = PERSON.match(line)
        if person:
            people[person.group(2)] = json.loads(person.group(3)), [id for _, id in reversed(path)]
    return people


def leader_of(id, leaders):
    return next((leader for leader in leaders if leader != id), None)


def fault(text, id, people, anyone):
    name, leaders = people[id]
    boss = leader_of(id, leaders)
    wanted = name, people[boss][0] if boss else "Per Vik"
    markings = set(MARKING.findall(text))
    # Where the footer is narrow, the names take two lines.
    cut = {marking for marking in markings if marking != wanted and " og ".join(wanted).startswith(" og ".join(marking))}
    words = " ".join(text.split())
    rests = [" og ".join(wanted)[len(" og ".join(marking)):].strip() for marking in cut]
    whole = wanted in markings or cut and all(words.count(rest) >= 2 for rest in rests)
    if markings - cut - {wanted} or not whole:
        return f"its marking is {sorted(markings)}, not {wanted}"
    if name not in words:
        return f"{name} is not in it"
    allowed = {name, *(people[leader][0] for leader in leaders)}
    others = set(anyone.findall(words)) - allowed
    return f"it names {', '.join(sorted(others))}" if others else None


def main():
    cycle = pathlib.Path(sys.argv[1])
    people = people_of((cycle / "org.yaml").read_text(encoding="utf-8"))
    names = sorted((name for name, _ in people.values()), key=len, reverse=True)
    anyone = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    wrong = 0
    for id in people:
        found = list((cycle / "out/2027/packs").glob(f"*/{id}.txt"))
        why = "there is no pack" if not found else None
        if found:
            text = unicodedata.normalize("NFC", found[0].read_text(encoding="utf-8"))
            why = fault(text, id, people, anyone)
        if why:
            wrong += 1
            if wrong <= 10:
                print(f"FAIL pdf/names: {id} ({people[id][0]}): {why}")
    if not wrong and len(people) > 0:
        print(f"ok pdf/names: {len(people)} packs")
    elif wrong > 10:
        print(f"FAIL pdf/names: and {wrong - 10} more of {len(people)}")
    return 1 if wrong or not people else 0


sys.exit(main())
