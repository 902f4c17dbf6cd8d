#!/usr/bin/python3
"""What a file shows to whom is a table in SECURITY.md. Everything is made, from a cycle with a mark in each name, in what each plan
shares and in what stays between two people, and each file is read: it has a row, it holds no more than its row says, and some file of
each row holds that much."""
import io
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

import pikepdf

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting  # noqa: E402
from collecting import KEY, ROOT, SETTINGS, check, end, run, work, write  # noqa: E402

collecting.group = 'access'
OUTSIDE = 'x0'
LEADER = {'e1': OUTSIDE, 'e10': 'e1', 'a1': 'e10', 'a2': 'e10', 'e20': 'e1', 'k1': 'e20'}
UNIT = {'e1': 'nordlia', 'e10': 'oppvekst', 'a1': 'oppvekst', 'a2': 'oppvekst', 'e20': 'kultur', 'k1': 'kultur'}
NAMES, PLANS, BETWEEN = 'N', 'P', 'B'


def mark(kind, who):
    return f'Zq{kind}{who}qZ'


MARK = re.compile(rb'Zq([NPB])([a-z]\d+)qZ')

# ---- The table

LEVELS = {'Names': ['nobody', 'the person and leaders', 'the leader’s people', 'everybody'],
          'Texts of plans': ['none', 'the person’s own', 'the leader’s people’s', 'everybody’s'],
          'Between the two': ['none', 'the person’s own', 'the leader’s people’s', 'everybody’s']}


def read_table():
    text = (ROOT / 'SECURITY.md').read_text()
    lines = text.split('| File |')[1].splitlines()
    heads = ['File'] + [h.strip() for h in lines[0].split('|')[:-1]]
    rows = []
    for line in lines[2:]:
        if not line.startswith('|'):
            break
        rows.append(dict(zip(heads, (c.strip() for c in line.strip('|').split('|')))))
    return rows


def pattern(names):
    """`out/PERIOD/packs/UNIT/ID.pdf`: capitals are names, in braces there is a choice."""
    some = []
    for name in re.findall('`([^`]+)`', names):
        regex = re.sub(r'(?<![a-z])[A-Z]+(?![a-z])', '[^/]+', re.escape(name).replace(r'\-', '-').replace(r'\*', '.*'))
        some.append(regex)
    return re.compile('(?:' + '|'.join(some) + ')')


rows = read_table()
patterns = [pattern(row['File']) for row in rows]
for row in rows:
    for head, levels in LEVELS.items():
        check(f'{row["File"]}: {head} is one of a few words', row[head] in levels, row[head])

# ---- A cycle with marks


def person(who, indent, time):
    outside = f', leader: {{ name: {mark(NAMES, OUTSIDE)}, title: Ordfører }}' if who == 'e1' else ''
    return f'{" " * indent}- {{ id: {who}, name: {mark(NAMES, who)}, email: {who}@nordlia.example{outside}{time} }}\n'


def unit(name, leader, indent, time):
    pad = ' ' * indent
    return (f'{pad}id: {name}\n{pad}name: Enhet {name}\n{pad}leader: {leader}\n{pad}employees:\n' +
            ''.join(person(who, indent + 2, time) for who, u in UNIT.items() if u == name))


def plan(who, period):
    leader = f'name: {mark(NAMES, OUTSIDE)}' if who == 'e1' else LEADER[who]
    leader = mark(NAMES, OUTSIDE) if who == 'e1' else LEADER[who]
    p, b = mark(PLANS, who), mark(BETWEEN, who)
    return f'''employee: {who}
unit: {UNIT[who]}
leader: {leader}
conversation: {{ held: {period}-01-25 }}
agreed: {{ employee: {period}-02-01, leader: {period}-02-02 }}
follow-up-informal: {b}
goals:
  - id: g1
    kind: work
    goal: {p}
    supports: sammen
    measures:
      - {{ id: m1, what: {p}, responsible: employee, deadline: {period}-11-01 }}
    attainment: partly
    comments: {{ employee: {b}, leader: {b} }}
follow-ups:
  - {{ id: f1, held: {period}-05-10, progress: [{{ goal: g1, status: on-track, note: {b} }}], learnt: {b} }}
evaluation: {{ held: {period}-12-01, learnt: {b} }}
competence-needs: [digital, {{ other: {p} }}]
'''


def make(name, plans=True):
    folder = work / name
    time = ', conversation: { at: 2027-01-20T09:00 }' if plans else ''
    write(folder / 'samtale.yaml', SETTINGS + 'previous-period: 2026\nprocess-evaluation: { from: 2027-03-01, to: 2027-03-19 }\n')
    write(folder / 'secret.key', KEY)
    write(folder / 'org.yaml', 'unit:\n' + unit('nordlia', 'e1', 2, time) + '  units:\n' + ''.join(
        re.sub('^      id', '    - id', unit(u, leader, 6, time)) for u, leader in (('oppvekst', 'e10'), ('kultur', 'e20'))))
    for period in ('2026', '2027'):
        write(folder / f'priorities/{period}/nordlia.md', '## Sammen {#sammen}\n\nVi hjelper hverandre.\n')
        for who in LEADER if plans else ():
            write(folder / f'plans/{period}/{who}.yaml', plan(who, period))
    return folder


def made(folder, *arguments, ends=(0,)):
    done = run(folder, *arguments)
    if done.returncode not in ends:
        check('made', False, f'{arguments} ended with {done.returncode}: {done.stderr[:800]}')


END, BEGIN = ('--as-of', '2027-12-31'), ('--as-of', '2027-01-11')
whole = make('whole')
for arguments in (['packs'], ['packs', '--by', 'leader'], ['forms', 'action-plan', '--by', 'leader'],
                  *(['forms', f] for f in ('action-plan', 'follow-up', 'evaluation', 'process-evaluation', 'leader-overview', 'poster', 'waves')),
                  ['forms', 'follow-up-preparation'], ['forms', 'evaluation', '--blank', '2'], ['forms', 'agenda'],
                  ['print'], ['print', '--by', 'unit'], ['print', '--by', 'wave'], ['print', '--by', 'all', '--cover', '--slips'], ['print', '--proof'],
                  ['print', '--booklet'], ['print', 'evaluation'], ['print', 'evaluation', '--by', 'unit'], ['print', 'leader-overview'],
                  ['remind', *END], ['remind', '--for', 'employee', *END],
                  ['summaries', *END], ['summaries', '--half-year', *END], ['summaries', '--competence', *END],
                  ['person', 'a1'], ['person', 'e10'], ['split', 'ledere']):
    made(whole, *arguments, *(BEGIN if arguments[0] in ('packs', 'forms', 'print') else ()))
# what lacks much: letters have something to say
lacking = make('lacking', plans=False)
for arguments in (['remind', *END], ['remind', '--for', 'employee', *END], ['schedule', 'tider.csv']):
    made(lacking, *arguments)
for leader in ('e1', 'e10', 'e20'):
    made(whole / 'ledere' / leader, 'deliver')
made(lacking, 'packs', '--shard', '1/2')

# Reports have people's own words from so many on that nobody can tell whose they are.
LEADER.update({f'b{i}': 'e20' for i in range(12)})
UNIT.update({f'b{i}': 'kultur' for i in range(12)})
many = make('many')
made(many, 'summaries', *END)
made(many, 'summaries', '--competence', *END)

# What is left when a period is over, and where an org chart comes from.
over = work / 'over'
shutil.copytree(many, over)
write(over / 'answers/2027/0a1b.yaml', 'unit: kultur\nrole: employee\nhelped: God tid\n')
write(over / 'conversations/2027.yaml', 'a1: { held: 2027-01-20 }\n')
made(over, 'new-period', '2028')
gone = work / 'gone'
shutil.copytree(many, gone)
made(gone, 'purge', '--yes', '--as-of', '2031-01-01')
imported = work / 'imported'
write(imported / 'people.csv', 'Ansattnr;Navn;Hvor;Leder\n' + ''.join(f'{who};{mark(NAMES, who)};Byen;{"" if who == "e1" else "e1"}\n' for who in UNIT))
made(imported, 'import', 'people.csv')

# ---- Looking


def marks_in(data):
    found = set(MARK.findall(data)) | set(MARK.findall(data.replace(b'\0', b''))) | set(MARK.findall(re.sub(rb'-?\s+', b'', data)))
    for run_of_hex in re.findall(rb'<([0-9A-Fa-f]{12,})>', data):
        found |= set(MARK.findall(bytes.fromhex(run_of_hex.decode()[:len(run_of_hex) // 2 * 2]).replace(b'\0', b'')))
    return {(kind.decode(), who.decode()) for kind, who in found}


def marks_of(data, name):
    found = marks_in(data)
    if name.endswith('.pdf'):
        whole_pdf = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(whole_pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                     stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
        text = subprocess.run(['pdftotext', '-', '-'], input=data, capture_output=True, check=True).stdout
        found |= marks_in(whole_pdf.getvalue()) | marks_in(text)
    if name.endswith('.zip'):
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            for member in z.namelist():
                found |= marks_of(z.read(member), member)
    return found


def above(who):
    chain = []
    while who in LEADER:
        who = LEADER[who]
        chain.append(who)
    return set(chain)


def level(kind, people, inside):
    """The first of the levels that allows these people. inside: the parts of the path, in which somebody may be named."""
    if not people:
        return 0
    named = [OUTSIDE if w.startswith('_outside') else w for part in inside for w in [re.split(r'[.+]', part)[0]]
             if w in LEADER or w.startswith('_outside')]
    leaders = {'e1', 'e10', 'e20'} if kind == NAMES else set()  # whom every unit's pages may name
    if people <= leaders:
        return 1
    for who in named[-1:]:
        if people <= {who} | (above(who) | leaders | {OUTSIDE} if kind == NAMES else set()):
            return 1
    for who in named[:1] + named[-1:]:
        led = {w for w, leader in LEADER.items() if leader == who}
        if people <= {who} | led | (above(who) | leaders | {OUTSIDE} if kind == NAMES else set()):
            return 2
    return 3


reached = [{head: 0 for head in LEVELS} for _ in rows]
seen = [0] * len(rows)
for top in whole, lacking, many, over, gone, imported:
    for path in sorted(p for p in top.rglob('*') if p.is_file()):
        name = str(path.relative_to(top))
        number = next((i for i, p in enumerate(patterns) if p.fullmatch(name)), None)
        if number is None:
            check(f'{name} has a row in SECURITY.md', False)
            continue
        found, row = marks_of(path.read_bytes(), name), rows[number]
        seen[number] += 1
        for (head, levels), kind in zip(LEVELS.items(), (NAMES, PLANS, BETWEEN)):
            people = {who for k, who in found if k == kind}
            n = level(kind, people, pathlib.Path(name).parts)
            reached[number][head] = max(n, reached[number][head])
            if n > levels.index(row[head]):
                check(f'{name} holds no more than its row says', False, f'{head}: {levels[n]}, not {row[head]}: {sorted(people)}')
for number, row in enumerate(rows):
    check(f'{row["File"]}: it is made', seen[number])
    for head, levels in LEVELS.items():
        check(f'{row["File"]}: {head} is true', levels[reached[number][head]] == row[head], f'{levels[reached[number][head]]}, not {row[head]}')
check('much was looked at', sum(seen) > 150, sum(seen))
end()
