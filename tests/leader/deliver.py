#!/usr/bin/python3
"""samtale deliver: what a leader hands to HR holds days, statuses and counts, and nothing that anybody has written; samtale collect
merges it as it does forms, status and summaries count it, and a file that was tampered with harms nobody."""
import base64
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time
import urllib.parse

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "collect"))

import collecting  # noqa: E402
from collecting import ROOT, SETTINGS, Collected, check, end, fill, make_cycle, make_forms, run, snapshot, split, work, write  # noqa: E402

collecting.group = 'deliver'
chance = random.Random(20272)
PEOPLE = [f'e{n}' for n in range(11, 17)]


def deliver(folder, *options):
    done = run(folder, 'deliver', *options)
    found = list((folder / 'out').rglob('delivery-*.yaml'))
    check('deliver', done.returncode == 0 and len(found) == 1, done.stderr) if done.returncode or len(found) != 1 else None
    return found[0]


def plan(folder, person):
    return collecting.plan(folder, person) or {}


# ---- Nothing that anybody has written

# A plan whose every text holds a word of its own; day and choices as they come.
MARKED = '''# zqmark01
employee: e11
unit: oppvekst
leader: e10
conversation: { held: 2027-01-20 }
agreed: { employee: 2027-01-28, leader: 2027-01-29 }
disagreement: zqmark02 om noe
follow-up-informal: zqmark03 hver torsdag
goals:
  - id: g1
    kind: work
    goal: zqmark04 er et mål
    supports: tidlig-innsats
    measures:
      - { id: m1, what: zqmark05, responsible: zqmark06 med flere, deadline: zqmark07 etter ferien }
      - { id: m2, what: zqmark08, deadline: 2027-06-01 }
      - { id: m3, what: zqmark09, deadline: 2027-05, done: 2027-05-02 }
    attainment: partly
    comments: { employee: zqmark10, leader: zqmark11 }
  - id: zqmark12
    kind: professional
    goal: zqmark13
    attainment: met
  - { id: g3, goal: zqmark14, attainment: dropped, measures: [{ id: zqmark15, what: zqmark16, deadline: 2027-01-31 }] }
follow-ups:
  - id: f1
    planned: zqmark17 i mai
    held: 2027-05-20
    progress: [{ goal: g1, status: needs-help, note: zqmark18 }]
    learnt: zqmark19
    changes: zqmark20
    next-steps: zqmark21
    next: { date: zqmark22 i juni, time: zqmark23, place: zqmark24 }
evaluation: { held: 2027-12-02, agreed: { employee: 2027-12-03, leader: 2027-12-04 }, disagreement: zqmark25, learnt: zqmark26, next-steps: zqmark27 }
competence-needs: [digital, { other: zqmark28 }]
'''
MARKS = [f'zqmark{n:02}' for n in range(1, 29)]


def paths(node, path=''):
    """The record's paths of all that stands in a plan, with * for ids."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from paths(value, f'{path}/{key}' if path else key)
    elif isinstance(node, list):
        for item in node:
            if isinstance(item, dict) and path == 'competence-needs':
                yield 'other-needs/*', item['other']
            else:
                yield from paths(item, f'{path}/*')
    else:
        yield path, node


def is_in(mark, data):
    """Whether a text, or the start of it, is somewhere in bytes, in any of the ways that programs write texts."""
    text = data.decode('utf-8', 'replace')
    plain = {mark, mark.upper(), mark[::-1], mark.encode().hex(), mark.encode('utf-16-le').decode('latin-1'),
             ''.join(f'\\u{ord(c):04x}' for c in mark), ''.join(f'%{ord(c):02x}' for c in mark), urllib.parse.quote(mark)}
    for before in range(3):  # wherever it stands in what is encoded
        coded = base64.b64encode(b' ' * before + mark.encode() + b'   ').decode()
        plain.add(coded[{0: 0, 1: 2, 2: 3}[before]:][:10])
    flat = re.sub(r'\s', '', text)
    return any(p.lower() in text.lower() or p.lower() in flat.lower() for p in plain) or mark in base64.b85encode(data).decode()


said = dict(paths(yaml.load(MARKED, yaml.BaseLoader)))
table = (ROOT / 'generator/model/record.c').read_text().split('record_plan[] = {')[1].split('{.path = NULL}')[0]
texts = re.findall(r'\{"([^"]+)", \.kind = RECORD_(?:PROSE|LINE|DEADLINE|RESPONSIBLE)', table)
unmarked = [p for p in texts if not any(k == p and 'zqmark' in v for k, v in paths(yaml.load(MARKED, yaml.BaseLoader)))]
check('marks-every-text', len(texts) > 15 and not unmarked, unmarked)
check('finds-marks', all(is_in('zqmark05', w(b'zqmark05')) for w in (
    lambda m: b'x: ' + m, lambda m: base64.b64encode(b'ab' + m), lambda m: base64.b64encode(b'c' + m), lambda m: base64.b64encode(m),
    lambda m: m.hex().encode(), lambda m: m[::-1], lambda m: b'ZQMARK05', lambda m: b'zqm\n ark05')) and not is_in('zqmark05', b'zqmark06'))

hr = make_cycle('hr', {})
marked = make_cycle('marked', {'e11': MARKED})
write(marked / 'samtale.yaml', SETTINGS + 'previous-period: 2026\n')
write(marked / 'plans/2026/e11.yaml', MARKED.replace('2027-', '2026-').replace('f1', 'f1'))
write(marked / 'priorities/2027/oppvekst.md', '---\nmessage: zqmark30 hilsen\nextra-questions: [zqmark31?]\n---\n## zqmark32 {#tidlig-innsats}\n\nzqmark33\n')
org = (marked / 'org.yaml').read_text().replace('name: Maja Solberg', 'name: Maja zqmark34, title: zqmark35, email: zqmark36@x.example, '
                                                'conversation: { at: 2027-01-20T09:00, place: zqmark37 }').replace('name: Oppvekst', 'name: zqmark38')
write(marked / 'org.yaml', org)
MARKS += [f'zqmark{n}' for n in range(30, 39)]
leader = split(marked, 'e10', 'marked-e10')
everything = b''.join(p.read_bytes() for p in leader.rglob('*.*') if p.is_file())
lost = [m for m in MARKS if not is_in(m, everything)]
check('marks-in-the-part', lost == ['zqmark01'], lost)  # the file's own comment stays behind
file = deliver(leader)
bytes_ = file.read_bytes()
found = [m for m in MARKS if is_in(m, bytes_) or is_in(m, file.name.encode())]
check('no-mark-in-the-file', len(bytes_) > 200 and not found, found)
scalars = [v for _, v in paths(yaml.load(bytes_, yaml.BaseLoader))]
odd = [v for v in scalars if not re.fullmatch(r'\d{4}-\d\d-\d\d|\d{1,5}|2027|e10|' + '|'.join(PEOPLE) + '|nordlia-kommune|[0-9a-f]{16}', v)]
check('only-ids-days-and-numbers', len(scalars) > 20 and not odd, odd)
check('its-first-line', bytes_.startswith(b'# What e10 delivers for 2027: days, statuses and counts, and nothing that anybody has written.\n') and
      bytes_.count(b'#') == 1, bytes_[:100])
check('mode', oct(file.stat().st_mode & 0o777) == '0o600')
item = next(i for i in yaml.load(bytes_, yaml.BaseLoader)['people'] if i['employee'] == 'e11')
check('what-it-says', item == {
    'employee': 'e11', 'conversation': {'planned': '2027-01-20', 'held': '2027-01-20'}, 'agreed': {'employee': '2027-01-28', 'leader': '2027-01-29'},
    'follow-ups': {'f1': '2027-05-20'}, 'evaluation': {'held': '2027-12-02', 'agreed': {'employee': '2027-12-03', 'leader': '2027-12-04'}},
    'goals': {'work': {'partly': '1'}, 'development': {'met': '1'}, 'unstated': {'dropped': '1'}},
    'measures': {'done': '1', 'undated': '1', 'due': ['2027-06-01']}}, item)
check('same-bytes', deliver(leader).read_bytes() == bytes_)
shutil.rmtree(leader / 'out')
done = run(leader, 'deliver', '--dry-run')
check('deliver-dry-run', done.returncode == 0 and 'nothing was written' in done.stdout and not (leader / 'out').exists(), done.stdout)
done = run(leader, 'deliver', '--out', 'til-hr', '--format', 'json')
check('deliver-json', json.loads(done.stdout) == {'leader': 'e10', 'people': 6, 'held': 1, 'goals': 3, 'dry-run': False} and
      (leader / 'til-hr/2027/delivery-2027-e10.yaml').read_bytes() == bytes_, done.stdout)
write(leader / 'plans/2027/e12.yaml', 'employee: e12\ngoals: zqmark02\n')
done = run(leader, 'deliver')
check('deliver-broken-plan', done.returncode == 1 and 'Kari Nordmann' in done.stderr and 'zqmark' not in done.stderr + done.stdout and
      'e12' not in (leader / 'out/2027/delivery-2027-e10.yaml').read_text(), done.stderr)
os.remove(leader / 'plans/2027/e12.yaml')

# Comments that are read back in the leader's own directory stay there.
make_forms(leader, 'action-plan')
form = fill(leader / 'out/2027/forms/action-plan/oppvekst/e13.pdf', {
    'goals/g1/goal': 'zqmark40', 'goals/g1/measures/m1/what': 'zqmark41', 'follow-up-informal': 'zqmark42', 'conversation/held': '2027-02-02'})
back = Collected(leader, [form], '--with-comments')
check('with-comments', back.status == 0 and plan(leader, 'e13')['follow-up-informal'] == 'zqmark42', back.all)
file = deliver(leader)
check('no-comment-in-the-file', b'2027-02-02' in file.read_bytes() and not any(is_in(f'zqmark{n}', file.read_bytes()) for n in (40, 41, 42)))

# What the guide shows of the sample.
shown = re.search(r'(    samtale-delivery: 2\n(?:    .*\n)+)', (ROOT / 'samples/REFERENCE.en.md').read_text())[1].replace('\n    ', '\n')[4:]
shutil.copytree(ROOT / 'samples/nordlia', work / 'nordlia', ignore=shutil.ignore_patterns('out'))
check('readme', shown in deliver(split(work / 'nordlia', 'e1302', 'e1302')).read_text() and 'due:' in shown, shown)

# ---- Collected by HR

taken = Collected(hr, [file], '--dry-run')
check('dry-run', taken.status == 0 and taken.same and 'nothing was written' in taken.out, taken.all)
taken = Collected(hr, [file])
check('collected', taken.status == 0 and taken.changed() == ['plans/2027/e11.yaml', 'plans/2027/e13.yaml'] and '1 delivery: ' in taken.out, taken.all)
got = taken.plan('e11')
check('record', got['conversation'] == {'held': '2027-01-20'} and got['agreed'] == {'employee': '2027-01-28', 'leader': '2027-01-29'} and
      got['follow-ups'] == [{'id': 'f1', 'held': '2027-05-20'}] and got['evaluation']['agreed']['leader'] == '2027-12-04' and
      got['delivered']['goals']['work'] == {'partly': '1'} and got['leader'] == 'e10' and 'goals' not in got, got)
twice = Collected(hr, [file.parent])  # the folder, with forms beside it
check('twice', twice.same and '6 forms and 1 delivery: 0 values' in twice.out and file.name not in twice.out, twice.all)
check('check', run(hr, 'check').returncode == 0, run(hr, 'check').stdout)
lines = [json.loads(x) for x in run(hr, 'collect', file, '--format', 'json').stdout.splitlines()]
check('json', len(lines) == 1 and lines[0]['deliveries'] == 1 and lines[0]['forms'] == 0 and lines[0]['values'] == 0, lines)


def delivery(people, name='d.yaml', leader='e10', signed=True, **head):
    """A delivery as somebody might have written it: YAML, or a text for people."""
    global hr
    top = {'samtale-delivery': 2, 'organisation': 'nordlia-kommune', 'period': '2027', 'leader': leader, **head}
    if signed:
        top['mac'] = collecting.delivery_mac(top['organisation'], top['period'], leader, people)
    text = ''.join(f'{k}: {json.dumps(v)}\n' for k, v in top.items() if v is not None)
    text += people if isinstance(people, str) else 'people:\n' + ''.join(f'  - {json.dumps(p)}\n' for p in people)
    write(work / 'sent' / name, text)
    return work / 'sent' / name


# What has been written by hand stays, and so does how.
HAND = '''# skrevet av HR
employee: e11   # Maja
leader: e10
conversation: {held: 2027-01-20}   # i kantina
evaluation:
  held: 2027-12-01
'''
hr = make_cycle('hand', {'e11': HAND})
taken = Collected(hr, [delivery([{'employee': 'e11', 'conversation': {'held': '2027-01-20'}, 'agreed': {'leader': '2027-01-30', 'employee': '2027-01-29'}}])])
text = (hr / 'plans/2027/e11.yaml').read_text()
check('by-hand', taken.status == 0 and text.startswith(HAND) and '# i kantina' in text and taken.plan('e11')['agreed']['leader'] == '2027-01-30', text)

# A day that only the leader has changed is taken, one that HR has changed too is a conflict until somebody decides.
base = [{'employee': 'e12', 'conversation': {'held': '2027-02-01'}, 'evaluation': {'held': '2027-12-01'}}]
later = [{'employee': 'e12', 'conversation': {'held': '2027-02-08'}, 'goals': {'work': {'none': 2}}}]
hr = make_cycle('conflict', {})
Collected(hr, [delivery(base)])
corrected = Collected(hr, [delivery(later)])
check('corrected', corrected.status == 0 and plan(hr, 'e12')['conversation']['held'] == '2027-02-08' and 'evaluation' not in plan(hr, 'e12') and
      plan(hr, 'e12')['delivered'] == {'conversation': {'held': '2027-02-08'}, 'goals': {'work': {'none': '2'}}}, plan(hr, 'e12'))
Collected(hr, [delivery(base)])
write(hr / 'plans/2027/e12.yaml', (hr / 'plans/2027/e12.yaml').read_text().replace('held: 2027-02-01 }\n', 'held: 2027-02-03 }\n', 1))
kept = (hr / 'plans/2027/e12.yaml').read_bytes()
for turn in ('once', 'again'):
    torn = Collected(hr, [delivery(later)])
    check(f'conflict-{turn}', torn.status == 1 and 'has been changed both in the record and in' in torn.err and
          '"conversation held" of Kari Nordmann' in torn.err and plan(hr, 'e12')['conversation']['held'] == '2027-02-03' and
          plan(hr, 'e12')['delivered']['goals'] == {'work': {'none': '2'}} and 'evaluation' not in plan(hr, 'e12'), torn.all)
record = Collected(hr, [delivery(later)], '--prefer', 'record')
check('prefer-record', record.status == 0 and plan(hr, 'e12')['conversation']['held'] == '2027-02-03', record.all)
check('decided', Collected(hr, [delivery(later)]).status == 0 and Collected(hr, [delivery(later)]).same)
write(hr / 'plans/2027/e12.yaml', kept)
preferred = Collected(hr, [delivery(later)], '--prefer', 'form')
check('prefer-form', preferred.status == 0 and plan(hr, 'e12')['conversation']['held'] == '2027-02-08', preferred.all)
write(hr / 'plans/2027/e12.yaml', kept)
ordered = Collected(hr, [delivery(base, 'a.yaml'), delivery(later, 'b.yaml')], '--prefer', 'form')
check('one-after-the-other', ordered.status == 0 and plan(hr, 'e12')['conversation']['held'] == '2027-02-08' and
      'evaluation' not in plan(hr, 'e12'), ordered.all)
check('conflict-shows-no-other-line', 'employee: e12' not in torn.err, torn.err)

# ---- Status and summaries count it

AREAS = ['tidlig-innsats', 'enklere', 'sammen-oppvekst', None]


def day(first, last):
    return f'2027-{chance.randint(first, last):02}-{chance.randint(1, 28):02}'


def random_plan(person):
    lines = [f'employee: {person}', 'unit: oppvekst', 'leader: e10']
    if chance.random() < .8:
        lines.append(f'conversation: {{ held: {day(1, 3)} }}')
    signed = [f'{who}: {day(2, 4)}' for who in ('employee', 'leader') if chance.random() < .7]
    lines += [f'agreed: {{ {", ".join(signed)} }}'] if signed else []
    lines.append('goals:')
    for g in range(chance.randint(1, 4)):
        lines.append(f'  - goal: Mål {g}')
        kind, met, area = chance.choice([None, 'work', 'task', 'personal', 'professional']), chance.choice([None, 'met', 'partly', 'not-met', 'dropped']), chance.choice(AREAS)
        lines += [f'    kind: {kind}'] * bool(kind) + [f'    attainment: {met}'] * bool(met) + [f'    supports: {area}'] * bool(area)
        lines.append('    measures:')
        for m in range(chance.randint(1, 4)):
            done = f', done: {day(3, 11)}' if chance.random() < .4 else ''
            due = chance.choice([day(3, 11), f'2027-{chance.randint(3, 11):02}', f'2027-W{chance.randint(10, 48)}', 'ongoing', 'etter ferien'])
            lines.append(f'      - {{ what: Tiltak {m}, deadline: {due}{done} }}')
    held = [f'  - {{ held: {day(5, 6)}, progress: [{{ goal: g1, status: {chance.choice(["on-track", "dropped"])} }}] }}'] * chance.randint(0, 1)
    held += [f'  - {{ id: f2, held: {day(9, 10)} }}'] * chance.randint(0, 1)
    lines += ['follow-ups:', *held] if held else []
    lines += [f'evaluation: {{ held: {day(11, 12)} }}'] if chance.random() < .5 else []
    return '\n'.join(lines) + '\n'


MORE = ''.join(f'        - {{ id: e{n}, name: Nummer {n}, conversation: {{ at: 2027-02-{n - 20:02} }} }}\n' for n in range(21, 41))
big = collecting.ORG.replace('        - { id: e16, name: Liv Dahl }\n', '        - { id: e16, name: Liv Dahl, away: { from: 2027-05-01, to: 2027-08-31 } }\n' + MORE) \
    .replace('e20', 'e50').replace('id: e21, name: Kari', 'id: e51, name: Kari')
numbers = [*PEOPLE, *(f'e{n}' for n in range(21, 41))]
whole = make_cycle('whole', {p: random_plan(p) for p in numbers}, org=big)
kept_there = split(whole, 'e10', 'kept')
write(kept_there / 'org.yaml', (kept_there / 'org.yaml').read_text().replace('name: Maja Solberg\n', 'name: Maja Solberg\n          conversation: { at: 2027-02-03T10:00 }\n')
      .replace('at: 2027-02-07', 'at: 2027-02-17'))
empty = make_cycle('empty', {}, org=big)
taken = Collected(empty, [deliver(kept_there)])
write(whole / 'org.yaml', (whole / 'org.yaml').read_text().replace('name: Maja Solberg', 'name: Maja Solberg, conversation: { at: 2027-02-03T10:00 }').replace('at: 2027-02-07', 'at: 2027-02-17'))
check('collect-all', taken.status == 0 and len(taken.changed()) == len(numbers) and 'goals' not in plan(empty, 'e11'), taken.all)
for as_of in ('2027-01-11', '2027-03-20', '2027-06-30', '2027-12-31'):
    a, b = (run(f, 'status', '--format', 'json', '--as-of', as_of, '--out', 'none') for f in (whole, empty))
    differ = [(x, y) for x, y in zip(a.stdout.splitlines(), b.stdout.splitlines()) if x != y]
    check(f'status-{as_of}', a.returncode == 0 and len(a.stdout) > 5000 and a.stdout.count('"measures-overdue":') > 20 and not differ, differ[:1] or b.stderr)
check('something-is-overdue', json.loads(b.stdout.splitlines()[-1])['totals']['measures-overdue'] > 10, b.stdout.splitlines()[-1])
# Which focus areas goals lead to, how they stand and what is needed HR does not learn: nothing of it is in mid-year's figures or in
# those of competence. What is overdue is delivered without goals that are dropped, which the release itself does not look at.
figures = [run(f, 'summaries', '--dump', 'figures', '--as-of', '2027-12-20').stdout for f in (whole, empty)]
counted = [[t for t in f.partition('release half-year\n')[0].splitlines() if not re.match(r'thread| *(all )?(area|need|status|measures\.overdue)\b', t)]
           for f in figures]
unknown = figures[1].partition('release half-year\n')
check('unknown-is-not-counted', unknown[1] and not re.search(r'group|atom', unknown[2]) and 'group' in figures[0].partition('release half-year\n')[2], unknown[2])
differ = [x for x in zip(*counted) if x[0] != x[1]]
attained = [t for t in counted[1] if re.match(r' *(all grade|goals\.met|measures overdue)', t) and not t.endswith(': 0')]
check('figures', len(counted[0]) == len(counted[1]) and len(attained) >= 8 and not differ, differ[:2] or attained)
for f in (whole, empty):
    done = run(f, 'summaries', '--quiet')
    check(f'summaries-{f.name}', done.returncode == 0, done.stderr)
rows = [[r for r in (f / 'out/2027/summaries/summary.csv').read_text().splitlines() if not re.search(r'area|need|goals', r)] for f in (whole, empty)]
check('summary-csv', len(rows[0]) > 20 and rows[0] == rows[1], [x for x in zip(*rows) if x[0] != x[1]][:3])
write(empty / 'plans/2027/e11.yaml', (empty / 'plans/2027/e11.yaml').read_text() + 'goals:\n  - { goal: Et mål her, attainment: met }\n')
row = next(json.loads(x) for x in run(empty, 'status', '--employee', 'e11', '--as-of', '2027-01-11', '--format', 'json').stdout.splitlines() if '"person"' in x)
warned = Collected(empty, [kept_there / 'out'])
check('not-twice', row['plan']['goals'] == 1 and 'the counts that are delivered of them are not used' in warned.err and warned.status == 0, (row, warned.all))

# In the next period, papers have nothing to show of what the leader keeps, and say so of nobody.
following = make_cycle('following', {}, settings=SETTINGS.replace('2027', '2028') + 'previous-period: 2027\n', org=big.replace('2027-', '2028-'))
shutil.move(following / 'priorities/2027', following / 'priorities/2028')
write(following / 'plans/2027/e12.yaml', (empty / 'plans/2027/e12.yaml').read_text())
done = run(following, 'packs', '--employee', 'e12', '--dump', 'doc')
check('next-period', done.returncode == 0 and 'Forrige plan' not in done.stdout and 'Forbered deg' in done.stdout, done.stderr)

# Ids that look like numbers, and a name that no id can be made of.
other = make_cycle('other', {'0012': 'employee: "0012"\nleader: 1e3\nconversation: { held: 2027-02-02 }\ngoals: [{ goal: Et mål }]\n'},
                   settings=SETTINGS.replace('Nordlia kommune', 'Київ'), org=collecting.ORG.replace('e10', '1e3').replace('e11', '0012'))
sent = deliver(split(other, '1e3', 'other-1e3'))
shutil.rmtree(other / 'plans')
taken = Collected(other, [sent])
check('ids-like-numbers', taken.status == 0 and taken.changed() == ['plans/2027/0012.yaml'] and 'organisation: nordlia\n' in sent.read_text() and
      plan(other, '0012')['delivered']['goals'] == {'unstated': {'none': '1'}} and run(other, 'check').returncode == 0, taken.all)

# A part of an organisation that has collected deliveries has none of them in it.
check('none-in-a-part', 'delivered' not in (split(empty, 'e10', 'once-more') / 'plans/2027/e12.yaml').read_text())

# ---- Tampered with

hr = make_cycle('hostile', {'e15': 'employee: e15\nleader: e1\n'})
good = {'employee': 'e11', 'conversation': {'held': '2027-01-20'}}


BY_READER = 'cannot be an id|no such day|must be|unknown key|at most|no follow-up'


def wrong(name, people, sentence, survives=True, count=1, **head):
    shutil.rmtree(hr / 'plans')
    write(hr / 'plans/2027/e15.yaml', 'employee: e15\nleader: e1\n')
    begun = time.monotonic()
    if isinstance(people, list) and all(isinstance(p, dict) for p in people):
        sealed = Collected(hr, [delivery(people, **head)], '--unsigned')  # what a leader has signed is taken whole, or not at all
        errors_of_file = bool(re.search(BY_READER, sentence))
        check(f'hostile-signed-{name}', sealed.status == 1 and (not errors_of_file or sealed.same), sealed.all)
        shutil.rmtree(hr / 'plans')
        write(hr / 'plans/2027/e15.yaml', 'employee: e15\nleader: e1\n')
    taken = Collected(hr, [delivery(people, signed=False, **head)], '--unsigned')
    took = time.monotonic() - begun
    alive = plan(hr, 'e11').get('conversation') == {'held': '2027-01-20'}
    says = taken.err.count('error: ')
    files = [f for f in taken.changed() if f != 'plans/2027/e11.yaml']
    check(f'hostile-{name}', taken.status == 1 and re.search(sentence, taken.err) and alive == survives and not files and took < 20 and
          (says == count or count is None), f'{took:.1f} s, {says} sentences, changed {files}, {taken.all}')


wrong('period', [good], 'is of the period 2026, and the cycle is of 2027', False, period='2026')
wrong('organisation', [good], 'is of fjordvik, and the cycle is of nordlia-kommune', False, organisation='fjordvik')
wrong('leader-unknown', [good], 'leader "e99" is nobody in the chart', False, leader='e99')
wrong('leader-of-others', [good], 'Grete Moe, who delivers this, is not the leader of Maja Solberg', False, leader='e20')
wrong('version', [good], 'by a newer version', False, **{'samtale-delivery': 3})
wrong('no-version', [good], 'must be a whole number from 1', False, **{'samtale-delivery': 'x'})
wrong('climbing-period', [good], 'cannot be an id', False, period='../../etc')
wrong('climbing', [{'employee': '../../e12', 'conversation': {'held': '2027-01-01'}}, good], 'cannot be an id')
wrong('slash', [{'employee': 'e12/../e12', 'conversation': {'held': '2027-01-01'}}, good], 'cannot be an id')
wrong('unknown', [{'employee': 'e99', 'conversation': {'held': '2027-01-01'}}, good], 'employee "e99" is nobody in the chart')
wrong('not-theirs', [{'employee': 'e21', 'conversation': {'held': '2027-01-01'}}, good], 'Jon Eira, who delivers this, is not the leader of Kari Nordmann')
wrong('own', [{'employee': 'e10', 'conversation': {'held': '2027-01-01'}}, good], 'is not the leader of Jon Eira')
wrong('above', [{'employee': 'e1', 'conversation': {'held': '2027-01-01'}}, good], 'is not the leader of Ingrid Haugen')
wrong('twice', [good, {'employee': 'e11', 'conversation': {'held': '2027-03-03'}}], 'Maja Solberg stands in it twice')
wrong('no-day', [{'employee': 'e12', 'conversation': {'held': '2027-02-30'}}, good], 'there is no such day as 2027-02-30')
wrong('no-date', [{'employee': 'e12', 'agreed': {'leader': 'i går'}}, good], 'must be a date such as')
wrong('text', [{'employee': 'e12', 'conversation': {'held': '2027-02-02'}, 'note': 'HEI'}, good], 'unknown key "note"')
wrong('text-in-a-key', [{'employee': 'e12', 'goals': {'HEI': {'met': 1}}}, good], 'unknown key "HEI" in "goals"')
wrong('count', [{'employee': 'e12', 'goals': {'work': {'met': -1}}}, good], 'must be a whole number from 0 to')
wrong('large-count', [{'employee': 'e12', 'goals': {'work': {'met': 10 ** 30}}}, good], 'must be a whole number from 0 to')
wrong('many-days', [{'employee': 'e12', 'measures': {'due': ['2027-01-01'] * 201}}, good], 'at most 200 fit')
wrong('follow-up', [{'employee': 'e12', 'follow-ups': {'f99': '2027-01-01'}}, good], '"f99" is not a follow-up')
wrong('list', [['e12'], good], 'must be a map')
wrong('many-people', [{'employee': f'x{n}'} for n in range(5001)] + [good], 'at most 5000 fit', False)
wrong('all-unknown', [{'employee': f'x{n}'} for n in range(1500)] + [good], 'employee "x1" is nobody', count=None)
wrong('deep', 'people: ' + '[' * 100000 + '\n', 'nested more than 64|deep', False)
wrong('anchors', 'people:\n  - &a { employee: e12 }\n  - *a\n', 'anchor|alias', False)
wrong('large', '# ' + 'x' * 9000000 + '\n', 'larger|large', False)
wrong('nul', 'people:\n  - { employee: "e12\\0x" }\n', 'error', False)
several = [{'employee': 'e12', 'agreed': {'leader': 'x', 'employee': 'y'}}, {'employee': 'e99'}, {'employee': 'e13', 'evaluation': {'held': 'z'}}, good]
wrong('all-in-one-run', several, 'nobody in the chart', count=4)
write(hr / 'plans/2027/e11.yaml', 'employee: e11\ngoals: HEMMELIG\n')
taken = Collected(hr, [delivery([good, {'employee': 'e12', 'conversation': {'held': '2027-01-20'}}])])
check('broken-record', taken.status == 1 and plan(hr, 'e12') and 'record that is wrong' in taken.err and 'HEMMELIG' not in taken.err, taken.all)
os.remove(hr / 'plans/2027/e11.yaml')
taken = Collected(hr, [delivery([{'employee': 'e15', 'conversation': {'held': '2027-01-20'}}], leader='e1')])
check('leader-of-the-plan', taken.status == 0 and plan(hr, 'e15')['conversation'] == {'held': '2027-01-20'}, taken.all)
taken = Collected(leader, [delivery([good])])
check('not-in-a-part', taken.status == 1 and taken.same and 'not collected in a leader' in taken.err, taken.all)

end()
