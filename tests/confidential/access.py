#!/usr/bin/python3
"""What a file shows to whom is a table in SECURITY.md. Everything is made, from a cycle with a mark in each name, in what each plan
shares and in what stays between two people, and each file is read: it has a row, it holds no more than its row says, and some file of
each row holds that much."""
import email
import email.policy
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
from collecting import KEY, ROOT, SETTINGS, check, end, fill, run, work, write  # noqa: E402

collecting.group = 'access'
OUTSIDE = 'x0'
LEADER = {'e1': OUTSIDE, 'e10': 'e1', 'a1': 'e10', 'a2': 'e10', 'e20': 'e1', 'k1': 'e20'}
UNIT = {'e1': 'nordlia', 'e10': 'oppvekst', 'a1': 'oppvekst', 'a2': 'oppvekst', 'e20': 'kultur', 'k1': 'kultur'}
NAMES, PLANS, BETWEEN, ANSWER, RELEASED = 'N', 'P', 'B', 'A', 'R'
# On leave: the days, in each way that a file may write them.
AWAY = re.compile('2027-08-07|2027-08-21|0?7\\. ?august|7 August|21\\. ?august|21 August|07\\.08\\.|21\\.08\\.'.encode())


def mark(kind, who):
    return f'Zq{kind}{who}qZ'


MARK = re.compile(rb'Zq([NPBAR])([a-z]\d+)qZ')

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
    away = ', away: { from: 2027-08-07, to: 2027-08-21 }' if who == 'a2' else ''
    outside = f', leader: {{ name: {mark(NAMES, OUTSIDE)}, title: Ordfører }}' if who == 'e1' else ''
    return f'{" " * indent}- {{ id: {who}, name: {mark(NAMES, who)}, email: {who}@nordlia.example{outside}{time}{away} }}\n'


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
  - {{ id: g2, kind: personal, goal: {p}, measures: [{{ id: m1, what: {p}, responsible: {p}, deadline: ongoing }}] }}
follow-ups:
  - {{ id: f1, held: {period}-05-10, progress: [{{ goal: g1, status: on-track, note: {b} }}], learnt: {b} }}
evaluation: {{ held: {period}-12-01, learnt: {b} }}
competence-needs: [digital, {{ other: {p} }}]
'''


def make(name, plans=True, times=None):
    folder = work / name
    time = ', conversation: { at: 2027-01-20T09:00 }' if plans or times else ''
    write(folder / 'samtale.yaml', SETTINGS + 'previous-period: 2026\nprocess-evaluation: { from: 2027-03-01, to: 2027-03-19 }\n')
    write(folder / 'secret.key', KEY)
    write(folder / 'org.yaml', 'unit:\n' + unit('nordlia', 'e1', 2, time) + '  units:\n' + ''.join(
        re.sub('^      id', '    - id', unit(u, leader, 6, time)) for u, leader in (('oppvekst', 'e10'), ('kultur', 'e20'))))
    for period in ('2026', '2027'):
        write(folder / f'priorities/{period}/nordlia.md', '## Sammen {#sammen}\n\nVi hjelper hverandre.\n')
        for who in LEADER if plans else ():
            write(folder / f'plans/{period}/{who}.yaml', plan(who, period))
    if plans:
        for n in range(6):
            kind, released = (RELEASED, 'released: true\n') if n == 5 else (ANSWER, '')
            write(folder / f'answers/2027/{n:024x}.yaml', f'unit: nordlia\nrole: employee\nhelped: {mark(kind, "a1")}\nchange: {mark(kind, "a1")}\n{released}')
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

# What is sent, archived and looked at; a form that comes back, and what is typed in; people who move; a new secret.
sent = make('sent')
for arguments in (['packs'], ['forms', 'evaluation'], ['remind', *END], ['summaries', *END], ['summaries', '--competence', *END], ['preview'],
                  ['preview', 'leader-pack'], ['preview', 'leader-pack', '--employee', 'e20'],
                  *(['mail', *what, '--attach'] for what in (['packs'], ['forms', 'evaluation'], ['reminders', *END], ['summaries'], ['summaries', '--competence'])),
                  ['archive']):
    made(sent, *arguments)
plan_of_a1 = sent / 'plans/2027/a1.yaml'
plan_of_a1.write_text(plan_of_a1.read_text().replace('attainment: partly', 'attainment: met'))
made(sent, 'archive')
made(sent, 'packs', '--large-print')
(sent / 'plans/2027/a2.yaml').unlink()
made(sent, 'forms', 'action-plan', '--employee', 'a2')
filled = fill(sent / 'out/2027/forms/action-plan/oppvekst/a2.pdf', {'goals/g1/goal': mark(PLANS, 'a2')}, 'a2.pdf')
made(sent, 'collect', filled)
made(sent, 'move', 'k1', '--to', 'oppvekst', '--from', '2027-11-01')
made(sent, 'key', '--new')
invited = make('invited', plans=False, times=True)
made(invited, 'packs')
made(invited, 'mail', 'invitations')
made(invited, 'print')

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
    away = {('L', 'a2')} if AWAY.search(data) else set()
    return away | {(kind.decode(), who.decode()) for kind, who in found}


def marks_of(data, name):
    found = marks_in(data)
    if name.endswith('.pdf'):
        whole_pdf = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(whole_pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                     stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
        text = subprocess.run(['pdftotext', '-', '-'], input=data, capture_output=True, check=True).stdout
        found |= marks_in(whole_pdf.getvalue()) | marks_in(text)
    if name.endswith('.eml'):
        message = email.message_from_bytes(data, policy=email.policy.default)
        found |= marks_in('\n'.join(f'{k}: {v}' for k, v in message.items()).encode())
        for part in message.walk():
            if not part.is_multipart():
                found |= marks_of(part.get_payload(decode=True), part.get_filename() or 'text')
    if name.endswith('.png'):  # a picture of a paper that is made, too
        document, file = pathlib.Path(name).parts[-2:]
        paper, = (sent / 'out/2027').glob(f'{document}s/*/{file.rsplit("-", 1)[0]}.pdf')
        found |= marks_of(paper.read_bytes(), paper.name)
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
    named = [OUTSIDE if w.startswith('_outside') else w for part in inside for w in [re.split(r'[.+]|-[^-]+\.png', part)[0]]
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


# ---- What no column is about: the days of somebody's leave, and what anonymous answers say

PLACES = {'L': re.compile(r'(ledere/[^/]+/)?org\.yaml|import\.last\.yaml|out/2027/person/a2\..*'),
          ANSWER: re.compile('answers/.*'), RELEASED: re.compile('answers/.*|history/.*|out/2027/summaries/.*|out/2027/mail/summaries/.*|out/2027/archive/.*')}
elsewhere = {kind: [] for kind in PLACES}
in_place = {kind: 0 for kind in PLACES}
readable = []
MADE = ('out/', 'history/', 'periods/', 'ledere/', '.samtale/', 'import.last.yaml')

reached = [{head: 0 for head in LEVELS} for _ in rows]
seen = [0] * len(rows)
for top in whole, lacking, many, sent, invited, over, gone, imported:
    for path in sorted(p for p in top.rglob('*') if p.is_file()):
        name = str(path.relative_to(top))
        number = next((i for i, p in enumerate(patterns) if p.fullmatch(name)), None)
        if number is None:
            check(f'{name} has a row in SECURITY.md', False)
            continue
        found, row = marks_of(path.read_bytes(), name), rows[number]
        seen[number] += 1
        if name.startswith(MADE) and path.stat().st_mode & 0o077:
            readable.append(name)
        for kind, place in PLACES.items():
            if any(k == kind for k, _ in found):
                in_place[kind] += bool(place.fullmatch(name))
                elsewhere[kind] += [] if place.fullmatch(name) else [name]
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
check('no file can be read by others', not readable, readable[:10])
for kind, what in (('L', 'leave'), (ANSWER, 'words of an answer'), (RELEASED, 'words that were released')):
    check(f'{what}: nowhere else', not elsewhere[kind], elsewhere[kind][:10])
    check(f'{what}: where they belong', in_place[kind])
check('much was looked at', sum(seen) > 150, sum(seen))
end()
