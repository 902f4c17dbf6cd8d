#!/usr/bin/python3
"""Random plans, and random changes by two people and in the record meanwhile: what collect makes of them is what a model of a
few lines says. The seed is fixed, so that what fails once fails again."""
import json
import os
import random
import re
import shutil

import pikepdf
import yaml

import collecting
from collecting import Collected, check, end, fields, fill, make_cycle, make_forms, work, write, xfdf

collecting.group = 'collect-model'
ROUNDS = int(os.environ.get('ROUNDS', 120))
chance = random.Random(20271)
MONTHS = 'januar februar mars april mai juni juli august september oktober november desember'.split()
KINDS, AREAS = ['work', 'task', 'personal', 'professional'], ['tidlig-innsats', 'enklere', 'sammen-stor']
words = iter(range(10 ** 9))


def text():
    return chance.choice(['Mål {}', 'å: {} # ja', '"{}"', '- {}', '{} 😀', "d'{}", '{{{}}}', 'en\nto {}', '{}.']).format(next(words))


def day():
    return f'2027-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}'


def deadline():
    return chance.choice([day(), f'2027-{chance.randint(1, 12):02}', f'2027-W{chance.randint(1, 52):02}', 'ongoing', f'når {next(words)}'])


def kind_of(path):
    last, above = path.split('/')[-1], path.split('/')[-2]
    return 'area' if above == 'supports' else {'held': 'day', 'planned': 'deadline', 'deadline': 'deadline', 'kind': 'kind', 'done': 'done',
                                               'responsible': 'responsible'}.get(last, 'text')


def value(path):
    return {'day': day, 'deadline': deadline, 'kind': lambda: chance.choice(KINDS), 'area': lambda: 'on',
            'done': lambda: chance.choice(['true', day()]),
            'responsible': lambda: chance.choice(['employee', 'leader', f'Gruppe {next(words)}']), 'text': text}[kind_of(path)]()


def typed(path, kept):
    """As somebody would type it."""
    date = re.fullmatch(r'(\d{4})-(\d\d)-(\d\d)', kept)
    if date and kind_of(path) in ('day', 'deadline', 'done'):
        y, m, d = map(int, date.groups())
        return chance.choice([kept, f'{d}.{m}.{y}', f'{d}. {MONTHS[m - 1]} {y}', f'{d:02}/{m:02}/{y}'])
    month, week = re.fullmatch(r'(\d{4})-(\d\d)', kept), re.fullmatch(r'(\d{4})-W(\d\d)', kept)
    if kind_of(path) == 'deadline' and month:
        return f'{MONTHS[int(month[2]) - 1]} {month[1]}'
    if kind_of(path) == 'deadline' and week:
        return f'uke {int(week[2])} i {week[1]}'
    return {'ongoing': 'Løpende'}.get(kept, kept) if kind_of(path) == 'deadline' else kept


def off():
    return chance.choice(['', 'Off'])


def done_fields(path, was, new):
    """A measure that is done has a box and a day, which two people fill in as they like."""
    ticked = path[:-4] + 'ticked'
    if is_day(new):
        return {path: typed(path, new), **({ticked: 'on' if not was else off()} if not is_day(was) and chance.random() < 0.5 else {})}
    if new:
        return {path: ''} if is_day(was) else {ticked: 'on'}
    return {ticked: off(), **({path: ''} if is_day(was) and chance.random() < 0.5 else {})}


def filled(plan, changes):
    """Field → what somebody fills in, on a form that was made of this plan."""
    found = {}
    for path, new in changes.items():
        if kind_of(path) == 'done':
            found.update(done_fields(path, plan.get(path, ''), new))
        else:
            found[path] = typed(path, new) if new or kind_of(path) not in ('area', 'kind') else off()
    return found


def is_day(done):
    return done not in ('', 'true')


def is_required(path):
    return path.endswith(('/goal', '/what'))


# ---- A plan: path → value, and the other way


def new_plan():
    found = {}

    def maybe(path, odds=0.7):
        if chance.random() < odds:
            found[path] = value(path)
    maybe('conversation/held')
    maybe('follow-ups/f1/planned')
    for g in range(1, chance.randint(1, 3) + 1):
        found[f'goals/g{g}/goal'] = text()
        maybe(f'goals/g{g}/kind')
        for area in AREAS:
            maybe(f'goals/g{g}/supports/{area}', 0.4)
        for m in range(1, chance.randint(1, 3) + 1):
            found[f'goals/g{g}/measures/m{m}/what'] = text()
            maybe(f'goals/g{g}/measures/m{m}/responsible')
            maybe(f'goals/g{g}/measures/m{m}/deadline')
            maybe(f'goals/g{g}/measures/m{m}/done', 0.6)
    return found


def all_paths(plan):
    paths = {'conversation/held', 'follow-ups/f1/planned'}
    for path in plan:
        paths.add(path)
        if path.endswith('/goal'):
            paths |= {path[:-4] + 'kind', *(f'{path[:-4]}supports/{area}' for area in AREAS)}
        if path.endswith('/what'):
            paths |= {path[:-4] + 'responsible', path[:-4] + 'deadline', path[:-4] + 'done'}
    return sorted(paths)


def as_tree(plan):
    tree = {}
    for path, kept in plan.items():
        keys, at = path.split('/'), tree
        while len(keys) > 1:
            key = keys.pop(0)
            at = at.setdefault(key, {})
            if key in ('goals', 'measures', 'follow-ups'):
                ident = keys.pop(0)
                at = at.setdefault(ident, {'id': ident})
        at[keys[0]] = kept
    return tree


def as_yaml(node, depth=0, flow=False):
    if isinstance(node, str):
        return json.dumps(node, ensure_ascii=False) if chance.random() < 0.5 or not re.fullmatch(r'[A-Za-z][\w-]*( [\w-]+)*', node) else node
    if flow or (depth and chance.random() < 0.3):
        return '{ ' + ', '.join(f'{k}: {as_list(k, v, depth, True)}' for k, v in node.items()) + ' }'
    lines = []
    for key, child in node.items():
        note = chance.choice(['', '', '', '   # notat'])
        if isinstance(child, str):
            lines.append(f'{"  " * depth}{key}: {as_yaml(child)}{note}')
        else:
            inner = as_list(key, child, depth + 1, False)
            lines.append(f'{"  " * depth}{key}:' + (inner if inner.startswith('\n') else ' ' + inner) + ('' if '\n' in inner else note))
    return '\n' + '\n'.join(lines) if depth else '\n'.join(lines) + '\n'


def as_areas(areas, depth, flow):
    """One id, ids with commas between them, or a list in brackets or on lines of its own."""
    chance.shuffle(areas)
    forms = ['[' + ', '.join(areas) + ']', json.dumps(', '.join(areas)) if flow or len(areas) > 1 else areas[0]]
    return chance.choice(forms + ([] if flow else [''.join(f'\n{"  " * depth}- {area}' for area in areas)]))


def as_list(key, child, depth, flow):
    if key == 'supports':
        return as_areas(list(child), depth, flow)
    if key not in ('goals', 'measures', 'follow-ups'):
        return as_yaml(child, depth, flow)
    items = [as_yaml(item, depth + 1, flow) for item in child.values()]
    if flow:
        return '[' + ', '.join(items) + ']'
    pad = '  ' * depth
    return '\n' + '\n'.join(f'{pad}- {item[1:].lstrip() if item.startswith(chr(10)) else item}' for item in items)


def flat(tree, prefix=''):
    found = {}
    for key, child in tree.items():
        if key == 'supports':
            found.update({f'{prefix}supports/{area.strip()}': 'on' for area in (child if isinstance(child, list) else child.split(','))})
        elif isinstance(child, dict):
            found.update(flat(child, f'{prefix}{key}/'))
        elif isinstance(child, list):
            for item in child:
                found.update(flat({k: v for k, v in item.items() if k != 'id'}, f'{prefix}{key}/{item.get("id")}/'))
        elif prefix or key not in ('employee', 'unit', 'leader'):
            found[prefix + key] = child
    return found


# ---- What people do, and what comes of it


def change(plan, paths, odds):
    """path → new value; '' takes it away."""
    made = {}
    for path in paths:
        if chance.random() < odds:
            gone = path in plan if kind_of(path) == 'area' else chance.random() < 0.15
            made[path] = '' if gone else value(path)
    return {p: v for p, v in made.items() if v != plan.get(p, '')}


def shared(mine, theirs):
    """Two people often mean the same."""
    return {p: (mine[p] if p in mine and chance.random() < 0.5 else v) for p, v in theirs.items()}


def merge(record, base, changes, prefer):
    counts = {'change': 0, 'conflict': 0, 'refused': 0, 'kept': 0}
    for path, new in changes.items():
        was, now = base.get(path, ''), record.get(path, '')
        if path.endswith('/responsible') and path[:-11] + 'what' in base and not was:
            was = 'employee'  # what the form shows
        if new == was or (path.endswith('/responsible') and was == 'employee' and not new):  # who is responsible when nobody is
            continue
        if not new and is_required(path):
            if was:
                counts['refused'] += 1
        elif kind_of(path) == 'done' and new == 'true' and is_day(now) and now != was:
            continue  # a day says more than a tick
        elif new != now:
            more = kind_of(path) == 'done' and is_day(new) and now == 'true'
            unchanged = more or now == was or (path.endswith('/responsible') and not now and was == 'employee')
            if not unchanged and prefer != 'form':
                counts['kept' if prefer else 'conflict'] += 1
            else:
                counts['change'] += 1
                record[path] = new
                if not new:
                    del record[path]
    return counts


people = [f'p{n:03}' for n in range(ROUNDS)]
org = 'unit:\n  id: stor\n  name: Stor\n  leader: leder\n  employees:\n    - { id: leder, name: Leder, leader: { name: Per } }\n' + ''.join(
    f'    - {{ id: {p}, name: Person {p} }}\n' for p in people)
bases = {p: new_plan() for p in people}
head = 'employee: {}\nunit: stor\n'
cycle = make_cycle('model', {p: head.format(p) + as_yaml(as_tree(b)) for p, b in bases.items()}, org=org)
(cycle / 'priorities/2027/nordlia.md').rename(cycle / 'priorities/2027/stor.md')
for unit in ('oppvekst', 'kultur'):
    (cycle / f'priorities/2027/{unit}.md').unlink()
with open(cycle / 'priorities/2027/stor.md', 'a', encoding='utf-8') as file:
    file.write('\n## Sammen {#sammen-stor}\n\nVi.\n')
make_forms(cycle, 'action-plan')

files, sides, records, cards = [], {}, {}, 0
for p in people:
    plan = bases[p]
    paths = all_paths(plan)
    form = cycle / f'out/2027/forms/action-plan/stor/{p}.pdf'
    with pikepdf.open(form) as pdf:
        empty = [path for _, _, path in fields(pdf) if is_required(path) and path not in plan]
    # An empty card, if there was room for one, and an empty row of the first card.
    rows = [(goal[:-4], what[:-4]) for goal in empty if goal.endswith('/goal') for what in empty if what.startswith(goal[:-4]) and what.endswith('/what')]
    cards += bool(rows)
    more = next(path[:-4] for path in empty if path.startswith('goals/g1/'))
    mine, theirs = change(plan, paths, 0.25), change(plan, paths, 0.25)
    theirs = shared(mine, theirs)
    for side in (mine, theirs):
        if rows and chance.random() < 0.3:
            row = rows[0]
            side.update({row[0] + 'goal': text(), row[0] + 'kind': chance.choice(KINDS), row[1] + 'what': text(), row[1] + 'deadline': deadline(),
                         **{f'{row[0]}supports/{area}': 'on' for area in AREAS if chance.random() < 0.5}})
        if chance.random() < 0.3:
            side.update({more + 'what': text(), **({more + 'done': value(more + 'done')} if chance.random() < 0.5 else {})})
    since = change(plan, paths, 0.1)
    since = {q: (mine[q] if q in mine and mine[q] and chance.random() < 0.3 else v) for q, v in since.items() if v or not is_required(q)}
    record = {**plan, **since}
    records[p] = {q: record[q] for q in record if record[q]}
    sides[p] = (mine, theirs)
    files += [fill(form, filled(plan, mine), f'{p}-a.pdf'), xfdf(form, filled(plan, theirs), f'{p}-b.xfdf')]
    write(cycle / f'plans/2027/{p}.yaml', head.format(p) + as_yaml(as_tree(records[p])))

check('most forms have an empty card', cards > ROUNDS / 2, cards)
pairs = [f for n in range(ROUNDS) for f in files[2 * n:2 * n + 2]]
backwards = [f for n in range(ROUNDS) for f in files[2 * n:2 * n + 2][::-1]]
for name, order, prefer in (('A then B', pairs, None), ('B then A', backwards, None), ('the form preferred', pairs, 'form'),
                            ('the record preferred', backwards, 'record')):
    folder = work / 'round'
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(cycle, folder, ignore=shutil.ignore_patterns('out'))
    arguments = ['--format', 'json', *(['--prefer', prefer] if prefer else [])]
    done = Collected(folder, order, *arguments)
    told = {line['file']: line for line in done.lines()[:-1]}
    wrong, totals = [], {'change': 0, 'conflict': 0, 'refused': 0, 'kept': 0}
    for n, p in enumerate(people):
        record = dict(records[p])
        turn = [(files[2 * n], sides[p][0]), (files[2 * n + 1], sides[p][1])]
        for file, changes in (turn if order is pairs else turn[::-1]):
            counts = merge(record, bases[p], changes, prefer)
            said = [f['what'] for f in told[str(file)]['fields']]
            found = {what: said.count(what) for what in counts}
            totals = {what: totals[what] + counts[what] for what in counts}
            if found != counts:
                wrong.append(f'{file.name} says {found} instead of {counts}: {told[str(file)]["fields"]}')
        found = flat(yaml.load((folder / f'plans/2027/{p}.yaml').read_text(), yaml.BaseLoader))
        if found != record:
            wrong.append(f'{p} has {sorted(set(found.items()) ^ set(record.items()))}')
    check(f'{name}: {totals}', not wrong and min(v for k, v in totals.items() if k != ('conflict' if prefer else 'kept')
                                                  and not (prefer == 'form' and k == 'kept')) > 20, f'{len(wrong)}: {wrong[:3]}')
    last = done.lines()[-1]
    check(f'{name}: the sum', (last['values'], last['conflicts'], last['refused']) == (totals['change'], totals['conflict'], totals['refused'])
          and done.status == 1, last)
    again = Collected(folder, order, *arguments)
    check(f'{name}: again', again.same, again.changed()[:5])
end()
