#!/usr/bin/python3
"""samtale split: a leader's own directory is the organisation's cut to what its people's papers need, and the papers made in it are
those made of the whole, byte for byte."""
import fcntl
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "collect"))

import collecting  # noqa: E402
from collecting import ROOT, Collected, check, end, run, snapshot, work, write  # noqa: E402

collecting.group = 'split'
SAMPLE = ROOT / 'samples/nordlia'


def tree(path):
    return yaml.load(pathlib.Path(path).read_text(), yaml.BaseLoader)


def people_of(unit):
    for person in unit.get('employees') or []:
        yield person
    for below in unit.get('units') or []:
        yield from people_of(below)


def units_of(unit):
    yield unit
    for below in unit.get('units') or []:
        yield from units_of(below)


def sample(name, without_plans=False):
    folder = work / name
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns('out'))
    if without_plans:
        shutil.rmtree(folder / 'plans/2027')
    return folder


def rows(folder, *options):
    if '--as-of' not in options:  # the day that packs go by
        first = re.search(r'^conversations: \{ from: ([\d-]+)', (folder / 'samtale.yaml').read_text(), re.M)[1]
        options = (*options, '--as-of', first)
    done = run(folder, 'status', '--format', 'json', *options)
    return {r['id']: r for r in map(json.loads, done.stdout.splitlines()) if r['row'] == 'person'}


def split(folder, leader, target, *options):
    return run(folder, 'split', '--leader', leader, target, *options)


def leaders_of(folder):
    return sorted({r['leader']['id'] for r in rows(folder).values() if r['leader'] and r['leader'].get('id')})


def made(folder, *command):
    done = run(folder, *command, '--quiet')
    if done.returncode:
        check('made', False, f'{command} in {folder} ended with {done.returncode}: {done.stderr}')
    return {str(p.relative_to(folder / 'out/2027')): p for p in (folder / 'out/2027').rglob('*') if p.suffix in ('.pdf', '.ics')}


def pages(pdf):
    return subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True, check=True).stdout.splitlines()


def warnings(folder):
    done = run(folder, 'check')
    return done.returncode, {re.sub(r'^\S+:\d+(:\d+)?: ', '', w) for w in done.stdout.splitlines() if re.match(r'\S.*(error|warning): ', w)}


# ---- Packs made in the part are those made in the whole


# All that differs in a leader's own pack: when "everyone" has a conversation is when those do who are in the part.
EVERYONE = re.compile(r'Alle har samtale med|Everyone has a')


def compare_all(name, whole, everyone, some=None):
    """Splits leaders off, all when none are named; everyone: how many people's papers that gives at least."""
    folder = work / f'{name}-part'
    all_made, known = made(whole, 'packs'), warnings(whole)
    people, problem, odd = set(), '', ''
    status = rows(whole)
    leaders = some or leaders_of(whole)
    for leader in leaders:
        shutil.rmtree(folder, ignore_errors=True)
        done = split(whole, leader, folder, '--quiet')
        if done.returncode != known[0] or not folder.exists():
            problem = problem or f'{leader}: {done.stderr}'
            continue
        own = {i for i, r in status.items() if (r['leader'] or {}).get('id') == leader}
        if {i for i in rows(folder)} != own:
            problem = problem or f'{leader}: status tells of {sorted(rows(folder))}'
        exit_status, said = warnings(folder)
        if exit_status or said - known[1]:
            odd = odd or f'{leader}: check ends with {exit_status} and says {sorted(said - known[1])}'
        for path, file in made(folder, 'packs').items():
            if path.startswith('packs/'):
                people.add(path)
                if file.read_bytes() != all_made[path].read_bytes():
                    problem = problem or f'{leader}: {path} differs'
            elif path.endswith('.pdf') and file.read_bytes() != all_made[path].read_bytes():
                lines = [w for pair in zip(pages(file), pages(all_made[path])) if pair[0] != pair[1] for w in pair]
                if not lines or not all(EVERYONE.search(line) for line in lines):
                    problem = problem or f'{leader}: {path} says {lines[:4]}'
            elif path.endswith('.ics') and file.read_bytes() != all_made[path].read_bytes():
                problem = problem or f'{leader}: {path} differs'
    of_leaders = {p for p in all_made if p.startswith('packs/') and
                  (status[pathlib.Path(p).stem]['leader'] or {}).get('id') in leaders}
    check(f'{name}-packs', not problem and people == of_leaders and len(people) >= everyone,
          problem or f'{len(people)} papers: {sorted(of_leaders ^ people)[:5]}')
    check(f'{name}-check', not odd, odd)
    shutil.rmtree(folder, ignore_errors=True)


UNTIDY = '''unit:
  id: by
  name: By
  leader: t1
  employees:
    - { id: t1, name: Topp Sjef, conversation: not-needed }
    - { id: s1, name: Stab En, title: Rådgiver, print: large, language: en }
    - { id: s2, name: Stab To, from: 2027-03-15, leader: s1 }
    - { id: s3, name: Stab Tre, to: 2027-02-10, leader: s1, conversation: { at: 2027-02-09T09:00 } }
    - { id: s4, name: Stab Fire, away: { from: 2026-12-01, to: 2027-04-30 }, leader: s1 }
    - { id: s5, name: "Stab: Fem, #5", title: "'Sitat' & {klamme}", leader: s1, email: "s5@by.example" }
  units:
    - id: nord
      name: Nord
      type: { nb: avdelingen, en: the department }
      leader: { name: Ekstern Leder, title: Innleid, email: ekstern@by.example }
      employees:
        - { id: n1, name: Nord En, leader: t1 }
        - { id: n2, name: Nord To }
        - { id: n3, name: Nord Tre, leader: n1, conversation: { by: s1, at: 2027-02-12 } }
      units:
        - id: skole
          name: Skole
          language: nn
          leader: k1
          acting: { id: k2, from: 2027-02-01, to: 2027-05-31 }
          briefing: { at: 2027-02-01T08:00 }
          employees:
            - { id: k1, name: Skole En }
            - { id: k2, name: Skole To, conversation: { by: n1 } }
            - { id: k3, name: Skole Tre, also: [{ unit: syd, leader: y1 }] }
            - { id: k4, name: Skole Fire, leader: y1, also: [{ unit: nord }] }
    - id: syd
      name: Syd
      leader: y1
      employees:
        - { id: y2, name: Syd To }
        - { id: y3, name: Syd Tre, conversation: not-needed }
      units:
        - id: tom
          name: Tom
          leader: y1
    - id: vest
      name: Vest
      leader: t1
      employees:
        - { id: y1, name: Syd En }
        - { id: v2, name: Vest To, leader: y2 }
        - { id: 1e3, name: "null", leader: v2, title: "012" }
        - { id: 0012, name: "Ja: nei", title: "no", leader: 1e3, conversation: { at: 2027-02-10, place: "1, 2 [3]" } }
'''
UNTIDY_SETTINGS = '''organisation: By
period: 2027
previous-period: 2026
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-02-01, to: 2027-02-12 }
hr: { name: HR }
'''


def untidy():
    folder = work / 'untidy'
    write(folder / 'samtale.yaml', UNTIDY_SETTINGS)
    write(folder / 'org.yaml', UNTIDY)
    picture = (SAMPLE / 'logo.png').read_bytes()
    write(folder / 'priorities/2027/bilder/a b.png', picture)
    write(folder / 'priorities/2027/by.md', '---\nmessage: |\n  Hei\n\n  ![Kart](bilder/a%20b.png)\n---\n## Byen {#byen}\n\nTekst.\n')
    write(folder / 'priorities/2027/skole.md', '## Lære {#laere supports=byen}\n\n![Kart](./bilder/../bilder/a%20b.png)\n')
    write(folder / 'priorities/2027/skole.en.md', '## Learn {#laere supports=byen}\n')
    write(folder / 'priorities/2027/syd.md', '## Sol {#sol supports=byen}\n')
    # moved from Syd, where the goal found what it supports
    write(folder / 'plans/2026/k3.yaml', 'employee: k3\nunit: syd\nleader: y1\ngoals:\n  - { goal: Flyttet, supports: sol }\n')
    write(folder / 'plans/2026/v2.yaml', 'employee: v2\nunit: skole\nleader: y2\ngoals:\n  - { goal: Flyttet, supports: laere }\n')
    write(folder / 'plans/2027/k4.yaml', 'employee: k4\nunit: skole\nleader: k1\ngoals:\n  - { goal: Har fått ny leder, supports: laere }\n')
    return folder


nordlia = sample('nordlia')
compare_all('sample', nordlia, 25, ['e1001', 'e1201', 'e1302', 'e1601'])
compare_all('untidy', untidy(), 12)
# The other papers of one leader's people, with a plan that has everything in it.
part = work / 'e1001'
split(nordlia, 'e1001', part)
# One of them has held all follow-ups, so no next one is made.
for document, count, options in (('action-plan', 7, []), ('follow-up', 6, []), ('follow-up', 7, ['--follow-up', 'all']), ('evaluation', 7, [])):
    whole = made(nordlia, 'forms', document, '--leader', 'e1001', *options)
    here = {p: f for p, f in made(part, 'forms', document, *options).items() if p.startswith(f'forms/{document}/')}
    differ = [p for p, f in here.items() if f.read_bytes() != whole[p].read_bytes()]
    check(f'forms-{document}{"".join(options)}', len(here) == count and not differ, differ or len(here))

# ---- Who and what is in it

org = tree(nordlia / 'org.yaml')['unit']
cut = tree(part / 'org.yaml')['unit']
status = rows(nordlia)
own = {i for i, r in status.items() if (r['leader'] or {}).get('id') == 'e1001'}
others = {p['id']: p for p in people_of(cut) if p['id'] not in own}
check('nobody-else', set(others) == {'e1001'}, sorted(others))  # e1201, e1301 … lead units that are not in it
extra = [(i, k) for i, p in others.items() for k in p if k not in ('id', 'name', 'title', 'email', 'leader')]
check('of-others-only-names', not extra, extra)
school = work / 'e1302'
split(nordlia, 'e1302', school)
named = {p['id']: sorted(p) for p in people_of(tree(school / 'org.yaml')['unit']) if p['id'] in ('e1001', 'e1301')}
check('leaders-above-only-names', all(k == ['id', 'leader', 'name', 'title'] for k in named.values()) and len(named) == 2, named)
text = (school / 'org.yaml').read_text() + (school / 'samtale.yaml').read_text()
absent = [p['name'] for p in people_of(org) if p['name'] in text and status[p['id']]['leader'].get('id') != 'e1302'
          and p['id'] not in ('e1001', 'e1101', 'e1301', 'e1302')]
check('no-other-names', not absent and 'away' not in text, absent)
check('units', [u['id'] for u in units_of(tree(school / 'org.yaml')['unit'])] == ['nordlia', 'oppvekst', 'solbakken', 'kultur'])
files = sorted(str(p.relative_to(school)) for p in school.rglob('*') if p.is_file())
wanted = sorted(['samtale.yaml', 'org.yaml', 'secret.key', 'logo.png'] + [f'plans/2026/e13{n}.yaml' for n in ('03', '05', '06', '08', '11')] +
                ['plans/2027/e1303.yaml'] + [f'templates/{x}/welcome.md' for x in ('nb', 'nn', 'en')] +
                [f'priorities/2027/{u}.md' for u in ('nordlia', 'oppvekst', 'oppvekst.nn', 'solbakken', 'kultur.nn')])
check('files', files == wanted, set(files) ^ set(wanted))
modes = {oct(stat.S_IMODE(p.stat().st_mode)) for p in [school, *school.rglob('*')]}
check('modes', modes == {'0o600', '0o700'}, modes)
hjemme = work / 'e1501'
split(nordlia, 'e1501', hjemme)
split(nordlia, 'e1201', work / 'e1201')
split(nordlia, 'e1201', work / 'e1201-again')
first, again = ({k: v[1] and v[1][1] for k, v in snapshot(work / n).items()} for n in ('e1201', 'e1201-again'))
check('same-bytes', first == again and len(first) > 10)
check('picture', (work / 'e1201/priorities/2027/bilder/over-80.png').exists() or 'over-80' not in ''.join(
    p.read_text() for p in (work / 'e1201/priorities').rglob('*.md')))

# What is between two people goes along only with one of the two.
BETWEEN = ('disagreement', 'follow-up-informal', 'comments', 'note', 'learnt', 'changes', 'next-steps')


def keys(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys(value)
    elif isinstance(node, list):
        for item in node:
            yield from keys(item)


old, new = tree(nordlia / 'plans/2026/e1303.yaml'), tree(school / 'plans/2026/e1303.yaml')
check('new-leader', 'comments' in set(keys(old)) and not set(BETWEEN) & set(keys(new)) and 'leader' not in new and
      [g['goal'] for g in old['goals']] == [g['goal'] for g in new['goals']] and new['goals'][0]['attainment'] == 'partly', new)
old, new = tree(nordlia / 'plans/2027/e1102.yaml'), tree(part / 'plans/2027/e1102.yaml')
check('same-leader', old == new and set(BETWEEN) - {'changes'} <= set(keys(new)))
check('no-comments-of-the-file', '# Et utkast' not in (school / 'plans/2027/e1303.yaml').read_text())

# ---- The command line

before = snapshot(nordlia)
for name, arguments, exit_status, sentence in (
        ('no-directory', ['split', '--leader', 'e1302'], 2, 'split needs DIR'),
        ('nobody', ['split', '--leader', 'e13', work / 'x'], 2, 'nobody in the org chart has this id or name'),
        ('leads-nobody', ['split', '--leader', 'e1303', work / 'x'], 2, "Silje Marie Antonsen is nobody's leader"),
        ('there-already', ['split', '--leader', 'e1302', school], 2, 'is a cycle directory already'),
        ('not-empty', ['split', '--leader', 'e1302', school / 'plans'], 2, 'is there already, and not empty'),
        ('a-file', ['split', '--leader', 'e1302', school / 'org.yaml'], 2, 'is there already'),
        ('below-a-file', ['split', '--leader', 'e1302', school / 'org.yaml/x'], 3, 'could not be made'),
        ('deliver-here', ['deliver'], 2, "this is the organisation's own directory"),
        ('one-word', ['split', '--leader', 'e1302', work / 'x', 'y'], 2, 'is not expected here')):
    done = run(nordlia, *arguments)
    check(f'says-{name}', done.returncode == exit_status and sentence in done.stderr, f'{done.returncode}: {done.stderr}')
done = run(school, 'split', '--leader', 'e1302', work / 'x')
check('says-split-of-a-split', done.returncode == 2 and 'already the own directory of' in done.stderr, done.stderr)
done = split(nordlia, 'e1302', work / 'x', '--dry-run')
check('dry-run', done.returncode == 0 and 'nothing was written' in done.stdout and not (work / 'x').exists(), done.stdout)
check('whole-untouched', snapshot(nordlia) == before and not list(work.glob('*.??????')), list(work.glob('*.??????')))
(work / 'empty').mkdir()
done = split(nordlia, 'e1302', f'{work}/empty/', '--format', 'json')
check('into-an-empty-one', done.returncode == 0 and json.loads(done.stdout)['people'] == 9 and (work / 'empty/org.yaml').exists(), done.stderr)

# One for each leader, and again for those who are new; each as if it were the only one.
done = run(nordlia, 'split', work / 'all')
every = leaders_of(nordlia)
check('every-leader', done.returncode == 0 and sorted(p.name for p in (work / 'all').iterdir()) == every and
      f'{len(every)} leaders with' in done.stdout, done.stdout + done.stderr)
shutil.rmtree(work / 'all/e1302')
kept = snapshot(work / 'all')
done = run(nordlia, 'split', work / 'all')
alike = {k: v[1] and v[1][1] for k, v in snapshot(work / 'all/e1302').items()} == {k: v[1] and v[1][1] for k, v in snapshot(work / 'empty').items()}
check('a-new-leader', f'1 leader with 9 people, and {len(every) - 1} whose directory is there already' in done.stdout and alike and
      all(snapshot(work / 'all').get(k) == v for k, v in kept.items() if '/' in k.rstrip('/')), done.stdout)
done = run(nordlia, 'split', work / 'some', '--unit', 'helse', '--format', 'json')
some = [json.loads(x)['leader'] for x in done.stdout.splitlines()]
check('leaders-of-a-unit', sorted(some) == ['e1201', 'e1501', 'e1601'], done.stdout)

# What a run that was killed has left: its own goes, unless somebody is at it; nothing that only looks like it.
some = work / 'some'
for name in '.e1201.samtale-a1B2c3', '.e1501.samtale-a1B2c4', 'e1501.samtale-a1B2c3', '.e1501.samtale-a1B2':
    write(some / name / 'plans/2027/e1201.yaml', 'employee: e1201\n')
write(some / '.notes.samtale-a1B2c5', 'a file\n')
(some / '.linked.samtale-a1B2c6').symlink_to(work / 'all')
lock = os.open(some / '.e1501.samtale-a1B2c4', os.O_RDONLY)
fcntl.flock(lock, fcntl.LOCK_EX)
done = run(nordlia, 'split', some, '--unit', 'helse', '--dry-run')
check('leftover-dry-run', (some / '.e1201.samtale-a1B2c3').exists() and not done.stderr, done.stderr)
done = run(nordlia, 'split', some, '--unit', 'helse')
hidden = sorted(p.name for p in some.iterdir() if 'samtale' in p.name)
check('leftovers', done.returncode == 0 and hidden == ['.e1501.samtale-a1B2', '.e1501.samtale-a1B2c4', '.linked.samtale-a1B2c6',
                                                       '.notes.samtale-a1B2c5', 'e1501.samtale-a1B2c3'] and len(list((work / 'all').iterdir())) == len(every), hidden)
os.close(lock)
if os.geteuid():
    check('leftover-of-another', False, 'this test gives a folder to somebody else, so it needs root')
else:
    os.chown(some / '.e1501.samtale-a1B2c4', 65534, 65534)
    done = run(nordlia, 'split', some / 'new', '--leader', 'e1201')
    check('leftover-of-another', done.returncode == 0 and (some / '.e1501.samtale-a1B2c4').exists() and
          '.e1501.samtale-a1B2c4 is part of a leader' in done.stderr, done.stderr)

broken = sample('broken')
write(broken / 'plans/2027/e1303.yaml', 'employee: e1303\ngoals: HEMMELIG\n')
done = split(broken, 'e1302', work / 'x')
check('broken-plan', done.returncode == 1 and not (work / 'x').exists() and 'nothing was written for Ahmed' in done.stderr and
      'HEMMELIG' not in done.stderr, done.stderr)
done = run(broken, 'split', work / 'others')
check('broken-for-one', done.returncode == 1 and not (work / 'others/e1302').exists() and len(list((work / 'others').iterdir())) == len(every) - 1 and
      done.stderr.count('nothing was written for') == 1, done.stderr)
done = split(broken, 'e1101', work / 'beside')
check('broken-elsewhere', done.returncode == 0 and (work / 'beside/org.yaml').exists(), done.stderr)

# ---- In it

done = run(school, 'packs', '--format', 'json')
count = {r['document']: r.get('papers', r.get('files')) for r in map(json.loads, done.stdout.splitlines())}
check('papers', count['pack'] == 9 and count['leader-pack'] == 1 and count['start-letter'] == 0, done.stdout)
done = run(school, 'summaries')
check('no-summaries', done.returncode == 2 and 'a summary is of the whole organisation' in done.stderr and not (school / 'out/2027/summaries').exists())
made(nordlia, 'forms', '--employee', 'e1202')
strange = Collected(school, [nordlia / 'out/2027/forms/action-plan/helse/e1202.pdf'])
check('strange-form', strange.status == 1 and strange.same and re.search(r'e1202: this form is of somebody whose leader is \S+.*so it cannot be checked here', strange.err) and 'HR collects it' in strange.err, strange.all)
made(nordlia, 'forms', '--employee', 'e1302')
strange = Collected(school, [collecting.fill(nordlia / 'out/2027/forms/action-plan/solbakken/e1302.pdf', {'conversation/held': '2027-02-01'})])
check('the-leader-s-own-form', strange.status == 1 and strange.same and 'this form is of somebody whose leader is ' in strange.err and 'HR collects it' in strange.err, strange.all)

end()
