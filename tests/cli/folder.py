#!/usr/bin/python3
"""The cycle directory: where a command looks for it, and from where paths count."""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting
from collecting import SAMTALE, check, end, fill, make_cycle, make_forms, plan, work

collecting.group = 'folder'
work = work.resolve()


def samtale(folder, *arguments):
    return subprocess.run([SAMTALE, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def says(name, done, status, *texts, without=()):
    said = done.stdout + done.stderr
    check(name, done.returncode == status and all(t in said for t in texts) and not any(t in said for t in without),
          f'exit {done.returncode}: {said}')


cycle = make_cycle('cycle', {}).resolve()
make_forms(cycle, '--employee', 'e11')
below = cycle / 'innkomne' / 'januar'
below.mkdir(parents=True)
working = f'samtale: working in {cycle}\n'

# ---- Where the cycle is

for folder in (cycle / 'innkomne', below, cycle / 'priorities/2027'):
    done = samtale(folder, 'status', '--employee', 'e11')
    says(f'found above {folder.relative_to(cycle)}', done, 0, 'Maja Solberg')
    check(f'said above {folder.relative_to(cycle)}', done.stderr == working, done.stderr)
for name, arguments in (('quiet', ['--quiet']), ('json', ['--format', 'json'])):
    done = samtale(below, 'status', *arguments)
    check(f'nothing is said with {name}', done.returncode == 0 and not done.stderr, done.stderr)
done = samtale(cycle, 'status', '--employee', 'e11')
check('nothing is said in the cycle itself', done.returncode == 0 and not done.stderr, done.stderr)
done = samtale(below, 'help')
check('help needs no cycle', done.returncode == 0 and not done.stderr, done.stderr)
link = work / 'lenke'
link.symlink_to(below)
says('found from a link', samtale(link, 'status', '--employee', 'e11'), 0, 'Maja Solberg', working)

inner = cycle / 'lederne' / 'e10'
says('split for a leader', samtale(cycle, 'split', '--leader', 'e10', 'lederne/e10'), 0, 'written to lederne/e10')
(inner / 'skjemaer').mkdir()
says('the nearest one counts', samtale(inner / 'skjemaer', 'status', '--unit', 'nordlia'), 0, 'Maja Solberg', f'working in {inner}\n', without=['Grete Moe'])
(inner / 'samtale.yaml').rename(inner / 'samtale.yml')
says('a cycle without its settings is not passed over', samtale(inner / 'skjemaer', 'check'), 1, 'there is no samtale.yaml here',
     'there is samtale.yml: rename it', without=['Grete Moe'])

nowhere = work / 'nowhere' / 'below'
nowhere.mkdir(parents=True)
says('none is above', samtale(nowhere, 'check'), 1, 'there is no samtale.yaml here', 'or name that folder with -C DIR', without=['working in'])
everybodys = work / 'everybody'
shutil.copytree(cycle, everybodys)
samtale(everybodys / 'innkomne', 'status', '--quiet')
says('found before everybody may write there', samtale(everybodys / 'innkomne', 'status', '--employee', 'e11'), 0, 'Maja Solberg')
everybodys.chmod(0o1777)
says('not where everybody may put a file', samtale(everybodys / 'innkomne', 'status'), 1, 'there is no samtale.yaml here')
says('but where the user stands', samtale(everybodys, 'status', '--employee', 'e11'), 0, 'Maja Solberg')

# ---- Paths count from where the user stands

form = fill(cycle / 'out/2027/forms/action-plan/oppvekst/e11.pdf', {'goals/g1/goal': 'Nytt mål', 'goals/g1/measures/m1/what': 'Pilot'})


def collected(name, folder, path, target):
    shutil.rmtree(cycle / 'plans', ignore_errors=True)
    shutil.copy(form, target)
    done = samtale(folder, 'collect', path)
    check(name, done.returncode == 0 and plan(cycle, 'e11') and plan(cycle, 'e11')['goals'][0]['goal'] == 'Nytt mål',
          f'exit {done.returncode}: {done.stdout}{done.stderr}')
    os.remove(target)


collected('a file beside the user', below, 'svar.pdf', below / 'svar.pdf')
collected('a file above', below, '../svar.pdf', cycle / 'innkomne/svar.pdf')
collected('a file in the cycle', below, './../../svar.pdf', cycle / 'svar.pdf')
collected('a file outside', below, '../../../svar.pdf', work / 'svar.pdf')
collected('a path from the root', below, str(work / 'svar.pdf'), work / 'svar.pdf')
collected('the folder itself', below, '.', below / 'svar.pdf')
collected('the folder above', below, '..', cycle / 'innkomne/svar.pdf')
(cycle / 'innkomne/svar').mkdir()
collected('a folder beside the user', cycle / 'innkomne', 'svar/', cycle / 'innkomne/svar/svar.pdf')
shutil.copy(form, cycle / 'svar.pdf')
says('with -C, paths count from there', samtale(work, '-C', 'cycle', 'collect', 'svar.pdf', '--dry-run'), 0, '1 form')
says('an empty name is no folder', samtale(below, 'collect', '', '--dry-run'), 1, without=['1 form'])

for name, arguments, made in (('no --out', [], cycle / 'out'), ('--out', ['--out', 'ferdig'], below / 'ferdig'),
                              ('--out above', ['--out', '../ferdig'], cycle / 'innkomne/ferdig')):
    shutil.rmtree(cycle / 'out', ignore_errors=True)
    done = samtale(below, 'forms', '--employee', 'e11', *arguments)
    check(f'{name} of forms', done.returncode == 0 and (made / '2027/forms/action-plan/oppvekst/e11.pdf').exists(), done.stdout + done.stderr)
    check(f'{name} is said as it counts from the cycle', f'written to {os.path.relpath(made, cycle)}/2027\n' in done.stdout, done.stdout)
says('split', samtale(below, 'split', '--leader', 'e20', 'e20'), 0, 'written to innkomne/januar/e20')
check('split made it there', (below / 'e20/samtale.yaml').exists())
for k in (1, 2):
    samtale(cycle, 'forms', '--shard', f'{k}/2', '--out', f'innkomne/maskin-{k}')
says('merge', samtale(cycle / 'innkomne', 'merge', '--out', 'maskin-1', 'maskin-2'), 0, '2 of 2 shards', 'listed in innkomne/maskin-1/2027/manifest.json')
end()
