#!/usr/bin/python3
"""samtale schedule: whatever the organisation, each proposed time is one that the leader can keep; what is proposed can be imported,
and then nothing is left to propose."""
import csv
import datetime
import io
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting  # noqa: E402
from collecting import check, end, run, work, write  # noqa: E402

collecting.group = 'schedule'
MINUTES, WEEKDAYS = 60, ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')


def make(name, chance):
    """A chart of three levels with what real ones have. Returns the folder, and what is known of each person."""
    people, per_day = {}, chance.randint(1, 3)
    settings = (f'organisation: Prøve\nperiod: "2027"\ndates: {{ from: 2027-01-01, to: 2027-12-31 }}\n'
                f'conversations: {{ from: 2027-01-11, to: 2027-02-26, minutes: {MINUTES} }}\nhr: {{ name: HR }}\n'
                f'per-day: {per_day}\nclosed: [{{ from: 2027-02-15, to: 2027-02-19 }}]\n')

    def person(ident, leader):
        who = people[ident] = {'leader': leader, 'at': None}
        text = f'{{ id: {ident}, name: Navn {ident}'
        if chance.random() < (.4 if ident.endswith('.0') else .1):
            who['at'] = datetime.datetime(2027, *chance.choice(((1, 12), (1, 13), (1, 20), (2, 4), (2, 10), (2, 22))), chance.randint(9, 14), 30)
            text += f", conversation: {{ at: {who['at']:%Y-%m-%dT%H:%M} }}"
        elif chance.random() < (.4 if ident.endswith('.0') else .1):
            who['away'] = (datetime.date(2027, 1, 11), datetime.date(2027, 1, chance.randint(12, 31)))
            text += f", away: {{ from: {who['away'][0]}, to: {who['away'][1]} }}"
        if chance.random() < .3:
            who['days'] = chance.sample(WEEKDAYS, chance.randint(1, 4))
            who['hours'] = (chance.randint(8, 10), chance.randint(12, 16))
            text += (f", available: {{ weekdays: [{', '.join(who['days'])}], from: \"{who['hours'][0]:02}:00\", "
                     f"to: {who['hours'][1]}.30 }}")
        return text + ' }'

    text = 'unit:\n  id: topp\n  name: Topp\n  leader: t\n  employees:\n    - { id: t, name: Topp, leader: { name: Ordfører } }\n  units:\n'
    people['t'] = {'leader': None, 'at': None}
    for u in range(chance.randint(1, 4)):
        text += f'    - id: u{u}\n      name: Enhet {u}\n      leader: u{u}.0\n      employees:\n'
        for i in range(chance.randint(1, 14)):
            text += f'        - {person(f"u{u}.{i}", "t" if not i else f"u{u}.0")}\n'
    write(work / name / 'samtale.yaml', settings)
    write(work / name / 'org.yaml', text)
    return work / name, people, per_day


def windows(folder, people):
    """Each person's own window, as packs say it: by the waves."""
    said = run(folder, 'check', '--dump', 'cycle').stdout
    waves = [tuple(map(datetime.date.fromisoformat, line.split(': ')[1].split(' to '))) for line in said.splitlines() if line.startswith('wave ')]
    depth = {who: 0 if p['leader'] is None else 1 if p['leader'] == 't' else 2 for who, p in people.items()}
    return {who: waves[depth[who]] for who in people}


def judge(folder, people, per_day):
    faults, taken, window = [], {}, windows(folder, people)
    rows = list(csv.DictReader(io.StringIO(run(folder, 'schedule', '--lang', 'en').stdout)))
    proposed = {row['Employee number']: row for row in rows}
    for who, p in people.items():
        if p['at']:
            taken.setdefault(p['leader'], []).append(p['at'])
    for who, row in proposed.items():
        p, leader = people[who], people[people[who]['leader']]
        if p['at'] or not p['leader']:
            faults.append(f'{who} has a time already')
        if not row['Date']:
            continue
        at = datetime.datetime.fromisoformat(f"{row['Date']}T{row['Time of day']}")
        hours = leader.get('hours', (9, 15))
        over = at + datetime.timedelta(minutes=MINUTES)
        if WEEKDAYS[at.weekday()] not in leader.get('days', WEEKDAYS) or at.hour < hours[0] or over > at.replace(hour=hours[1], minute=30):
            faults.append(f'{who}: {at} is outside the hours of {p["leader"]}')
        if not window[who][0] <= at.date() <= window[who][1] or datetime.date(2027, 2, 15) <= at.date() <= datetime.date(2027, 2, 19):
            faults.append(f'{who}: {at} is outside the window')
        for one in (p, leader):
            if 'away' in one and one['away'][0] <= at.date() <= one['away'][1]:
                faults.append(f'{who}: {at} is in a leave')
        own = leader['at'] or (proposed.get(p['leader'], {}).get('Date') and datetime.datetime.fromisoformat(
            f"{proposed[p['leader']]['Date']}T{proposed[p['leader']]['Time of day']}"))
        if own and own + datetime.timedelta(minutes=MINUTES) > at:
            faults.append(f'{who}: {at} comes before that of {p["leader"]}, {own}')
        taken.setdefault(p['leader'], []).append(at)
        same = [t for t in taken[p['leader']] if t.date() == at.date()]
        if len(same) > per_day and at is same[-1] and sum(q['at'] in same for q in people.values() if q['leader'] == p['leader']) < per_day:
            faults.append(f'{p["leader"]}: {len(same)} on {at.date()}')
        for other in taken[p['leader']][:-1]:
            if abs((other - at).total_seconds()) < MINUTES * 60:
                faults.append(f'{p["leader"]}: {other} and {at} meet')
    without = [row for row in rows if not row['Date']]
    warned = run(folder, 'schedule', '--format', 'json').stderr.count('schedule-without-time')
    if without and not warned:
        faults.append('who has no time is not named')
    due = {who for who, p in people.items() if p['leader'] and not p['at'] and not ('away' in p and p['away'][0] <= datetime.date(2027, 1, 11))}
    if not due <= set(proposed) | {None}:
        faults.append(f'nothing is said of {due - set(proposed)}')
    return faults, len(rows) - len(without)


def many():
    chance, faults, proposed = random.Random(7), [], 0
    for n in range(40):
        folder, people, per_day = make(f'many{n}', chance)
        found, count = judge(folder, people, per_day)
        faults += [f'{n}: {fault}' for fault in found]
        proposed += count
    check('times that leaders can keep', not faults, faults[:4])
    check('many of them', proposed > 300, proposed)


def round_trip():
    folder, _, _ = make('trip', random.Random(3))
    for language in ('en', 'nb'):
        write(folder / 'conversations/.keep', '')
        table = folder / f'{language}.csv'
        done = run(folder, 'schedule', table.name, '--lang', language, *(['--csv', 'excel'] if language == 'nb' else []))
        rows = table.read_bytes().decode('utf-8-sig').splitlines()
        check(f'{language}: a table', done.returncode == 0 and len(rows) > 5 and str(len(rows) - 1) in done.stdout, done.stdout + done.stderr)
        again = run(folder, 'schedule', table.name, '--lang', 'en')
        check(f'{language}: never written over', again.returncode == 1 and 'already' in again.stderr, again.stderr)
        taken = run(folder, 'import', '--times', table.name)
        check(f'{language}: imported', taken.returncode == 0 and str(len(rows) - 1) in taken.stdout, taken.stdout + taken.stderr)
        left = run(folder, 'schedule', '--lang', 'en').stdout.splitlines()
        check(f'{language}: nothing is left', len(left) == 1, left)
        checked = run(folder, 'check', '--lang', 'en')
        check(f'{language}: no warning of a date', 'conversation of' not in checked.stdout, checked.stdout)
        (folder / 'conversations/2027.yaml').unlink()
    listed = [json.loads(line) for line in run(folder, 'schedule', '--format', 'json').stdout.splitlines()]
    check('as JSON', len(listed) == len(rows) - 1 and listed[0].keys() >= {'employee', 'leader', 'at'}, listed[:2])
    late = run(folder, 'schedule', '--as-of', '2027-02-01', '--format', 'json').stdout.splitlines()
    days = [json.loads(line).get('at') for line in late]
    check('told two weeks ahead', all(day is None or day >= '2027-02-15' for day in days) and any(days), days)
    dry = run(folder, 'schedule', 'dry.csv', '--dry-run')
    check('--dry-run', dry.returncode == 0 and not (folder / 'dry.csv').exists(), dry.stdout)


many()
round_trip()
end()
