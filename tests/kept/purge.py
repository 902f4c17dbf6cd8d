#!/usr/bin/python3
"""What is kept longer than keep: allows: said by check and status, shown by purge, removed with --yes, whenever a run is killed."""
import json
import os
import shutil

from keeping import ORG, PLAN, SETTINGS, check, end, files, make, ok, run, stop_everywhere, that_hold, work, write

HISTORY = '{"format": 1, "period": "2026", "releases": [], "texts": {"day": "2027-01-10", "helped": [], "change": [], "training-other": []}}'
LATE, OLD = ('--as-of', '2028-01-01'), ('--as-of', '2027-12-31')


def names(folder):
    return {str(p.relative_to(folder)) for p in files(folder)}


def add_history(folder):
    write(folder / 'answers/2026/abc.yaml', 'unit: oppvekst\n')
    write(folder / 'history/2026.json', HISTORY)
    write(folder / 'answers/2027/def.yaml', 'unit: oppvekst\n')


whole = make('old')
ok(whole, 'packs', '--quiet')
add_history(whole)

# ---- Said

for command in ('check', 'status'):
    done = run(whole, command, *OLD)
    said = done.stdout + done.stderr
    check(f'{command}: the last day is not too late', 'plans 2026' not in said, said)
    done = run(whole, command, *LATE)
    said = done.stdout + done.stderr
    check(f'{command} names plans, times, what was made, answers and people', done.returncode == 0 and all(
        w in said for w in ('plans 2026: keep: allows them until 2027-12-31; still there: 3', 'times 2026', 'made files 2027', 'people',
                            'answers/2026 is still there')) and 'answers/2027' not in said, said)
    check(f'{command} names nothing twice', said.count('plans 2026') == 1, said)

# ---- Shown

before = {f: (whole / f).read_bytes() for f in names(whole)}
done = run(whole, 'purge', *LATE)
check('purge shows', done.returncode == 0 and all(w in done.stdout for w in ('plans        2026     3 files', 'Ola Gammel', 'conversations/2026.yaml',
                                                                            'backups', 'nothing is removed')), done.stdout)
check('and writes nothing', {f: (whole / f).read_bytes() for f in names(whole)} == before)
check('not with --dry-run either', run(whole, 'purge', '--yes', '--dry-run', *LATE).returncode == 0 and names(whole) == set(before))
lines = [json.loads(line) for line in run(whole, 'purge', '--format', 'json', *LATE).stdout.splitlines()]
check('JSON names each', {'plans/2026/e12.yaml', 'answers/2026/abc.yaml', 'org.yaml', 'conversations/2026.yaml'} <= {x.get('file') for x in lines} and
      lines[-1]['found'] == len(lines) - 1 and lines[-1]['removed'] == 0, lines[-1])
(whole / '.git').mkdir()
check('.git is named', '.git' in run(whole, 'purge', *LATE).stdout)

some = make('two-left', everything=False, org=ORG.replace('id: wx55, name: Ola Gammel', 'id: wx56, name: Ida Gammel, to: 2024-03-31 }\n        - { id: wx55, name: Ola Gammel'))
ok(some, 'packs', '--quiet')
found = [json.loads(line).get('file') for line in run(some, 'purge', '--format', 'json', *LATE).stdout.splitlines()]
check('what shows several people is found once', found.count('org.yaml') == 2 and found.count('out/2027/index.html') == 1, sorted(map(str, found)))

# ---- Several people

LEFT = ORG.replace('leader: e10', 'leader: wx58').replace(
    '        - { id: wx55', '''        - { id: wx56, name: Ida Gammel, to: 2024-03-31 }
        # stays above
        - { id: wx57, name: Åse Gammel, to: 2024-03-31 }
        - { id: wx55''')
many = make('many-left', everything=False, org=LEFT.replace('leader: wx58', 'leader: e10'))
write(many / 'conversations/2027.yaml', 'zq77: { at: 2027-01-20T09:00 }\nwx56: { at: 2027-01-21T09:00 }\nwx57: { at: 2027-01-22T09:00 }   # goes\n')
write(many / 'import.last.yaml', (many / 'org.yaml').read_text())
done = run(many, 'purge', '--yes', *LATE)
check('all who left go at once, everywhere', done.returncode == 0 and not [f for f in files(many) if f.name != 'purged.jsonl' and b'Gammel' in f.read_bytes()]
      and 'wx5' not in (many / 'conversations/2027.yaml').read_text() and '# stays' in (many / 'org.yaml').read_text(), done.stderr)
write(many / 'org.yaml', LEFT.replace('leader: wx58', 'leader: wx56'))
done = run(many, 'purge', '--yes', *LATE)
org = (many / 'org.yaml').read_text()
check('one who is needed stays and is named, the others go', done.returncode == 1 and 'wx56 cannot be taken out of org.yaml' in done.stderr and
      'Ida' in org and 'Åse' not in org and 'Ola Gammel' not in org, (done.stderr, org))

# ---- Removed

done = run(whole, 'purge', '--yes', *LATE)
after = names(whole)
check('removed', done.returncode == 0, done.stderr)
check('plans, answers and times of 2026 are gone', not {f for f in after if f.startswith(('plans/2026', 'answers/2026', 'conversations/2026'))}, after)
check('this period’s stay', {'plans/2027/e12.yaml', 'answers/2027/def.yaml', 'conversations/2027.yaml', 'history/2026.json'} <= after)
check('papers with the last plan are gone', not {f for f in after if f.startswith(('out/2027/packs/', 'out/2027/print/packs', 'out/2027/by-leader/packs/'))
                                                 and f.endswith('.pdf') and '_start' not in f}, after)
check('no byte of the last plans is left', not that_hold(whole, 'i 2026'), that_hold(whole, 'i 2026'))
org = (whole / 'org.yaml').read_text()
check('who left long ago is gone', 'Ola Gammel' not in org and '# stays' in org and '# The chart' in org, org)
check('and everywhere', not that_hold(whole, 'wx55', 'Ola Gammel'), that_hold(whole, 'wx55', 'Ola Gammel'))
note = (whole / 'history/purged.jsonl').read_text()
check('the note counts', '{"day":"2028-01-01","period":"2026"' in note and '"plans":3' in note and 'zq77' not in note and 'Ola' not in note, note)
done = run(whole, 'purge', '--yes', *LATE)
check('nothing is left to purge', 'nothing is kept too long' in done.stdout and (whole / 'history/purged.jsonl').read_text() == note, done.stdout)
ok(whole, 'packs', '--quiet')
check('packs are made again without it', (whole / 'out/2027/packs/oppvekst/e12.pdf').exists() and not that_hold(whole, 'i 2026'))
check('and then there is nothing to purge', 'nothing is kept too long' in run(whole, 'purge', *LATE).stdout)
said = run(whole, 'check', *LATE).stdout
check('check is silent then', 'still there' not in said, said)

# ---- Another number of periods, and periods of other settings

for keep, day, old in ((1, '2026-12-31', False), (1, '2027-01-01', True), (3, '2028-12-31', False), (3, '2029-01-01', True)):
    some = make(f'keep-{keep}-{old}', settings=SETTINGS.replace('plans: 2', f'plans: {keep}'), everything=False)
    done = run(some, 'purge', '--as-of', day)
    check(f'keep: {{ plans: {keep} }} on {day}', ('plans        2026' in done.stdout) == old, done.stdout)
some = make('school', everything=False)
write(some / 'periods/2026.yaml', SETTINGS.replace('period: 2027', 'period: 2026').replace('2027-01-01, to: 2027-12-31', '2026-01-01, to: 2026-06-30').replace(
    'previous-period: 2026', 'previous-period: 2025'))
write(some / 'plans/2025/e12.yaml', PLAN.format(who='e12', period='2025'))
done = run(some, 'purge', '--as-of', '2027-07-01')
check('a period’s own last day counts', 'plans        2026' in done.stdout and '2027-06-30' in done.stdout, done.stdout)
check('and older ones are older', 'plans        2025' in done.stdout, done.stdout)

write(some / 'plans/host/e12.yaml', PLAN.format(who='e12', period='2020'))
done = run(some, 'purge', '--as-of', '2027-01-01')
check('a period of which nobody knows when it was is told', 'plans/host' in done.stdout, done.stdout)

# ---- Answers: only what is summed up


def released(*kinds, period='2027', texts=False):
    release = {'number': 1, 'day': '2027-06-20', 'key': '0', 'smallest-group': 10, 'units': []}
    made = {'format': 1, 'period': period, 'releases': [{'kind': kind, **release} for kind in kinds]}
    return json.dumps({**made, 'texts': {'day': '2028-01-01', 'helped': [], 'change': [], 'training-other': []}} if texts else made)


for name, history, day, goes in (
        ('the half-year’s results alone do not free answers', released('half-year'), '2027-06-21', False),
        ('nor do those of the evaluation, while answers come in', released('evaluation'), '2027-12-31', False),
        ('but when it is over: there were too few', released('evaluation'), '2028-01-01', True),
        ('their own figures do', released('evaluation', 'process-evaluation'), '2027-12-01', True),
        ('so do their texts', released(texts=True), '2028-01-01', True),
        ('what cannot be read frees nothing', '{', '2028-06-01', False)):
    some = make('answers', everything=False)
    write(some / 'answers/2027/def.yaml', 'unit: oppvekst\n')
    write(some / 'history/2027.json', history)
    said = run(some, 'check', '--as-of', day)
    done = run(some, 'purge', '--yes', '--as-of', day)
    check(name, (some / 'answers/2027').exists() != goes and ('answers/2027 is still there' in said.stdout + said.stderr) == goes and
          ('samtale release goes through' in said.stdout + said.stderr) == goes, said.stdout + done.stdout + done.stderr)
    shutil.rmtree(some)

# ---- What the law has kept

law = make('law', settings=SETTINGS.replace('until-summary }', 'until-summary, archived: personnel-file }'), everything=False)
write(law / 'plans/2026/e10.yaml', PLAN.format(who='e10', period='2026').replace('leader: 2026-02-02', '').replace(', }', ' }'))
done = run(law, 'purge', '--yes', *LATE)
check('agreed plans are refused, with the reason', done.returncode == 1 and 'personnel-file' in done.stderr and
      {p.name for p in (law / 'plans/2026').iterdir()} == {'e12.yaml', 'zq77.yaml'}, done.stderr + str(names(law)))

# ---- A leader's own directory

chief = make('chief', everything=False)
ok(chief, 'split', '--leader', 'e10', work / 'own')
write(work / 'own/plans/2026/e12.yaml', PLAN.format(who='e12', period='2026'))
ok(work / 'own', 'packs', '--quiet')
ok(work / 'own', 'deliver')
done = run(work / 'own', 'purge', '--yes', *LATE)
check('a leader’s own directory', done.returncode == 0 and not that_hold(work / 'own', 'i 2026') and 'samtale split' not in done.stdout, done.stdout + done.stderr)

# ---- Files that are not to be touched, or cannot be

hard = make('hard', everything=False)
ok(hard, 'packs', '--quiet')
pack = hard / 'out/2027/packs/oppvekst/e12.pdf'
pack.write_bytes(pack.read_bytes() + b'% mine\n')
write(hard / 'out/2026/notes.txt', 'mine')
os.chmod(hard / 'plans/2026/e12.yaml', 0o444)
write(work / 'away.yaml', PLAN.format(who='e10', period='2026'))
(hard / 'plans/2026/e10.yaml').unlink()
(hard / 'plans/2026/e10.yaml').symlink_to(work / 'away.yaml')
write(hard / 'plans/2026/notes.txt', 'mine')
done = run(hard, 'purge', '--yes', *LATE)
check('what was changed stays and is said', done.returncode == 1 and pack.exists() and 'e12.pdf stays' in done.stderr, done.stderr)
check('so is a link and what it leads to', 'e10.yaml is not removed: it is a link' in done.stderr and (work / 'away.yaml').exists(), done.stderr)
check('a read-only file goes', not (hard / 'plans/2026/e12.yaml').exists())
check('what samtale did not make is named, and stays', all(f in done.stdout and (hard / f).exists() for f in ('plans/2026/notes.txt', 'out/2026/notes.txt')), done.stdout)
if os.getuid():
    shut = make('shut', everything=False)
    os.chmod(shut / 'plans/2026', 0o555)
    done = run(shut, 'purge', '--yes', *LATE)
    os.chmod(shut / 'plans/2026', 0o755)
    check('a folder that may not be written is an error, and the rest goes', done.returncode == 3 and 'could not be removed' in done.stderr and
          not (shut / 'conversations/2026.yaml').exists(), done.stderr)

# ---- Killed at any moment, or with an error

base = make('base', everything=False)
ok(base, 'packs', '--quiet')
ok(base, 'packs', '--by', 'leader', '--quiet')
ok(base, 'print', '--quiet')
add_history(base)
stop_everywhere('purge', base, ['purge', '--yes', *LATE])
# e10 led others when this was made, which only their own papers say
write(base / 'org.yaml', ORG.replace('leader: e10', 'leader: e1'))
for path in base.glob('plans/*/*.yaml'):
    write(path, path.read_text().replace('leader: e10', 'leader: e1'))
stop_everywhere('erasing', base, ['person', 'e10', '--erase', '--yes'])
end()
