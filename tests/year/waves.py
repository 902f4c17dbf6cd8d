#!/usr/bin/python3
"""When each wave is: as long as its busiest leader needs, whatever the organisation; who has more conversations than fit is named.
Working days are counted here by themselves."""
import datetime
import json
import math
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting  # noqa: E402
from collecting import check, end, run, work, write  # noqa: E402

collecting.group = 'waves'
DAY = datetime.timedelta(days=1)
# Norwegian public holidays of two years, from an almanac
HOLIDAYS = {datetime.date.fromisoformat(d) for d in (
    '2027-01-01 2027-03-25 2027-03-26 2027-03-28 2027-03-29 2027-05-01 2027-05-06 2027-05-16 2027-05-17 2027-12-25 2027-12-26 '
    '2028-01-01 2028-04-13 2028-04-14 2028-04-16 2028-04-17 2028-05-01 2028-05-17 2028-05-25 2028-06-04 2028-06-05 2028-12-25 '
    '2028-12-26').split()}


def working(first, last, closed=()):
    days, day = [], first
    while day <= last:
        if day.weekday() < 5 and day not in HOLIDAYS and not any(a <= day <= b for a, b in closed):
            days.append(day)
        day += DAY
    return days


def make(name, teams, first, last, per_day, closed, waves):
    """A chart of one team below the other: teams[i] people, of whom the first leads the next. Returns the folder."""
    folder = work / name
    shut = ', '.join(f'{{ from: {a}, to: {b} }}' for a, b in closed)
    write(folder / 'samtale.yaml', f'organisation: Prøve\nperiod: "2027"\ndates: {{ from: 2027-01-01, to: 2028-12-31 }}\n'
          f'conversations: {{ from: {first}, to: {last} }}\nhr: {{ name: HR }}\nper-day: {per_day}\nwaves: {waves}\n'
          f'closed: [{shut}]\n')
    text = 'unit:\n  id: u0\n  name: Topp\n  leader: p0.0\n  employees:\n    - { id: p0.0, name: Sjef, leader: { name: Ordfører } }\n'
    for depth, size in enumerate(teams, 1):
        pad = '  ' * depth
        text += f'{pad}units:\n{pad}- id: u{depth}\n{pad}  name: Enhet {depth}\n{pad}  leader: p{depth - 1}.0\n{pad}  employees:\n'
        text += ''.join(f'{pad}    - {{ id: p{depth}.{i}, name: Person {depth}-{i} }}\n' for i in range(size))
    write(folder / 'org.yaml', text)
    return folder


def read(folder):
    said = run(folder, 'check', '--dump', 'cycle').stdout
    found = re.findall(r'^wave \d+: (\S+) to (\S+)$', said, re.M)
    waves = [tuple(map(datetime.date.fromisoformat, pair)) for pair in found]
    lines = run(folder, 'check', '--format', 'json').stdout.splitlines()
    warned = [json.loads(line) for line in lines if 'leader-has-too-many' in line]
    return waves, warned


def judge(name, teams, first, last, per_day, closed):
    """Whatever the chart: the windows hold what leaders need, in order, and only what cannot fit is warned of."""
    waves, warned = read(make(name, teams, first, last, per_day, closed, 'by-load'))
    days = working(first, last, closed)
    needs = [1] + [math.ceil(size / per_day) for size in teams]
    spans = [[d for d in days if a <= d <= b] for a, b in waves]
    faults = []
    if len(waves) != len(needs):
        faults.append(f'{len(waves)} waves')
    if waves[0][0] != first or waves[-1][1] != last:
        faults.append('they do not begin and end with the window')
    if any(a[0] > b[0] for a, b in zip(waves, waves[1:])):
        faults.append('not in order')
    if any(b < a for a, b in waves):
        faults.append('one ends before it begins')
    for i, (above, own) in enumerate(zip(waves, waves[1:]), 1):
        after = [d for d in days if above[1] < d <= own[1]]
        if own[1] < above[1] or len(after) < needs[i] and own[1] < last:
            faults.append(f'wave {i + 1} has {len(after)} days of {needs[i]} after the end of the one above')
    for i, need in enumerate(needs):
        if len(spans[i]) < min(need, len(days)):
            faults.append(f'wave {i + 1} has {len(spans[i])} days of {need}')
    if sum(needs) <= len(days) and any(a[1] >= b[0] for a, b in zip(waves, waves[1:])):
        faults.append('they overlap without having to')
    crowded = sum(size > per_day * len(spans[i]) for i, size in enumerate(teams, 1))
    if len(warned) != crowded:
        faults.append(f'{len(warned)} warnings for {crowded} leaders')
    return [f'{name}: {fault}: {teams}, {per_day} a day, {first}–{last}, {closed}: {waves}' for fault in faults]


def many():
    chance, faults, overlaps = random.Random(18), [], 0
    for n in range(60):
        teams = [chance.choice((1, 2, 5, 9, 21, 60)) for _ in range(chance.randint(1, 5))]
        first = datetime.date(2027, 1, 1) + DAY * chance.randint(0, 500)
        last = first + DAY * chance.randint(4, 80)
        closed = [(first + DAY * 3, first + DAY * chance.randint(3, 10))] if chance.random() < .4 else []
        if not working(first, last, closed):
            continue
        per_day = chance.randint(1, 4)
        overlaps += sum(math.ceil(t / per_day) for t in teams) + 1 > len(working(first, last, closed))
        faults += judge(f'many{n}', teams, first, last, per_day, closed)
    check('windows that leaders can keep', not faults, '; '.join(faults[:3]))
    check('of all kinds', 10 < overlaps < 50, overlaps)


def stated():
    """Lists of dates, by-size, and what is said of a day when nobody holds conversations."""
    day = datetime.date.fromisoformat
    folder = make('stated', [3, 8], day('2027-01-11'), day('2027-02-26'), 2, [], '[2027-01-11, { from: 2027-01-13, to: 2027-02-05 }, 2027-01-20]')
    waves, _ = read(folder)
    want = [('2027-01-11', '2027-01-12'), ('2027-01-13', '2027-02-05'), ('2027-01-20', '2027-02-26')]
    check('a list with a last day', [tuple(map(str, w)) for w in waves] == want, waves)
    text = (folder / 'samtale.yaml').read_text()
    write(folder / 'samtale.yaml', re.sub('waves: .*', 'waves: by-size', text))
    waves, _ = read(folder)
    check('by-size', len(waves) == 3 and waves[0][0] == day('2027-01-11') and waves[2][1] == day('2027-02-26'), waves)
    write(folder / 'samtale.yaml', re.sub('waves: .*', 'waves: by-leader', text))
    said = run(folder, 'check', '--lang', 'en').stdout
    check('another word', 'by-load' in said and 'by-size' in said, said)
    for at, what in (('2027-03-25', 'public holiday'), ('2027-03-28', 'weekend'), ('2027-02-16', 'leaves out')):
        made = make(f'on-{at}', [3], day('2027-01-11'), day('2027-04-26'), 2, [(day('2027-02-15'), day('2027-02-19'))], 'by-load')
        chart = (made / 'org.yaml').read_text().replace('name: Person 1-1 }', f'name: Person 1-1, conversation: {{ at: {at}T09:00 }} }}')
        write(made / 'org.yaml', chart)
        said = run(made, 'check', '--lang', 'en')
        check(f'a conversation on {at}', what in said.stdout and said.returncode == 0, said.stdout + said.stderr)


def split():
    """A leader's own directory keeps the windows, which it cannot compute from a part of the chart."""
    day = datetime.date.fromisoformat
    folder = make('whole', [3, 25, 9], day('2027-01-11'), day('2027-01-29'), 2, [], 'by-load')
    whole, _ = read(folder)
    write(folder / 'secret.key', collecting.KEY)
    (folder / 'secret.key').chmod(0o600)
    part = work / 'part'
    done = run(folder, 'split', '--leader', 'p1.0', part)
    mine = read(next(part.rglob('samtale.yaml')).parent)[0] if done.returncode == 0 else done.stderr
    check('a leader sees the same windows', mine == whole[:len(mine)] and len(mine) >= 3, (mine, whole))
    check('which overlap', whole[2][1] > whole[3][0], whole)


many()
stated()
split()
end()
