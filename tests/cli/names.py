#!/usr/bin/env python3
"""Names where ids are on the command line: people, units and documents. An id goes before a name, a name counts in any case, and
of several who have it none is taken."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
work = Path(tempfile.mkdtemp())
cycle = work / 'cycle'
failed = False


def check(name, good, why=''):
    global failed
    failed |= not good
    print(f'ok {name}' if good else f'FAIL {name}: {why}')


def run(*arguments, **environment):
    return subprocess.run([SAMTALE, *arguments], cwd=cycle, env={**os.environ, 'LANGUAGE': 'en', **environment}, capture_output=True, text=True,
                          check=False, timeout=120)


def same(name, named, by_id):
    """Whether a command line with a name does what the one with the id does."""
    a, b = run(*named), run(*by_id)
    check(name, (a.returncode, a.stdout, a.stderr) == (b.returncode, b.stdout, b.stderr) and a.returncode == 0, f'{named}: {a.stdout}{a.stderr}')


def refused(name, arguments, *sentences):
    done = run(*arguments)
    check(name, done.returncode == 2 and all(s in done.stderr for s in sentences), f'{done.returncode}: {done.stderr}')


shutil.copytree(ROOT / 'samples/nordlia', cycle, ignore=shutil.ignore_patterns('out'))
org = (cycle / 'org.yaml').read_text(encoding='utf-8')
name_of = dict(re.findall(r'\bid: (e\d+), name: ([^,}\n]+?)(?:,| })', org))
unit = dict(re.findall(r'- id: ([a-z-]+)\n +name: (.+)', org))
one, two, three = 'e1202', 'e1503', 'e1504'  # two and three become namesakes; a person is called as another's id
org = org.replace(f'id: {three}, name: {name_of[three]}', f'id: {three}, name: {name_of[two]}')
org = org.replace(f"name: {unit['sone-nord']}", f"name: {unit['kultur']}")
org = org.replace(f'id: e1505, name: {name_of["e1505"]}', f'id: e1505, name: {one}')
ODD = ' \u00a0'  # two spaces, one of which does not break
org = org.replace(f"id: e1303, name: {name_of['e1303']}", f'id: e1303, name: "{name_of["e1303"].replace(" ", ODD)}"')
(cycle / 'org.yaml').write_text(org, encoding='utf-8')

# ---- People and units

leader = 'e1201'
for option, name, id_ in (('--employee', name_of[one], one), ('--employee', name_of[one].upper(), one), ('--employee', name_of[one].lower(), one),
                          ('--leader', 'Ελένη Παπαδοπούλου', leader), ('--leader', 'ελένη παπαδοπούλου', leader), ('--unit', unit['helse'], 'helse'),
                          ('--unit', unit['helse'].upper(), 'helse'),
                          ('--employee', ' ' + name_of[one].replace(' ', '  ') + ' ', one), ('--employee', name_of[one].replace(' ', '\u00a0'), one)):
    same(f'status {option} {name}', ['status', option, name], ['status', option, id_])
same('a name with odd spaces in org.yaml', ['status', '--employee', name_of['e1303']], ['status', '--employee', 'e1303'])
done = run('status', '--employee', one)
check('an id goes before a name', name_of[one] in done.stdout and done.stdout.count('e1505') == 0, done.stdout)
refused('namesakes are listed', ['status', '--employee', name_of[two].upper()], 'several have this name', f'{two} (', f'{three} (')
refused('units of one name are listed', ['packs', '--unit', unit['kultur']], 'several have this name', 'kultur (', 'sone-nord (')
refused('an unknown name', ['status', '--employee', 'Ingen Slik'], 'nobody in the org chart has this id or name')
refused('an id in capitals', ['status', '--unit', 'HELSE'], 'did you mean helse?')
refused('an unknown unit', ['status', '--unit', 'Ingen slik'], 'no unit in the org chart has this id or name')
refused('a name nearly written', ['status', '--employee', name_of[one][:-1]], f'did you mean {name_of[one]}?')
refused('a unit nearly written', ['status', '--unit', unit['helse'][:-1]], f"did you mean {unit['helse']}?")
same('forms --employee', ['forms', '--employee', name_of[one], '--dump', 'doc'], ['forms', '--employee', one, '--dump', 'doc'])
same('print --employee', ['print', '--employee', name_of[one], '--dry-run'], ['print', '--employee', one, '--dry-run'])
same('packs --shard', ['packs', '--unit', unit['helse'], '--shard', '1/2', '--dry-run'], ['packs', '--unit', 'helse', '--shard', '1/2', '--dry-run'])
same('split --leader', ['split', work / 'a', '--leader', 'Ελένη Παπαδοπούλου', '--dry-run'], ['split', work / 'a', '--leader', leader, '--dry-run'])
done = run('print', '--employee', name_of[one].lower())
check('files are named after the id', (cycle / f'out/2027/print/packs/employee/{one}.pdf').exists(), done.stderr)

# ---- Documents

for name, document in (('handlingsplan', 'action-plan'), ('Handlingsplan', 'action-plan'), ('oppfølging', 'follow-up'), ('OPPFØLGING', 'follow-up'),
                       ('evaluering', 'evaluation'), ('prosessevaluering', 'process-evaluation'), ('action plan', 'action-plan')):
    same(f'forms {name}', ['forms', name, '--unit', 'kultur', '--dry-run'], ['forms', document, '--unit', 'kultur', '--dry-run'])
for name, document in (('forberedelsespakke', 'pack'), ('førebuingspakke', 'pack'), ('oppstartsbrev', 'start-letter'), ('lederpakke', 'leader-pack')):
    same(f'print {name}', ['print', name, '--unit', 'kultur', '--dry-run'], ['print', document, '--unit', 'kultur', '--dry-run'])
same('print forms oppfølging', ['print', 'forms', 'oppfølging', '--dry-run'], ['print', 'forms', 'follow-up', '--dry-run'])
same('forms oppfølging --shard', ['forms', 'oppfølging', '--shard', '1/2', '--dry-run'], ['forms', 'follow-up', '--shard', '1/2', '--dry-run'])
run('forms', 'handlingsplan', '--employee', one)
check("a form's folder has the document's own name", list((cycle / 'out/2027/forms/action-plan').rglob(f'{one}.pdf')))
refused('a form nearly written', ['forms', 'handlingsplanen'], 'there is no form "handlingsplanen"', 'did you mean handlingsplan?')
refused('an unknown form', ['forms', 'xyzzy'], 'there is no form "xyzzy"', 'action-plan (handlingsplan)', 'follow-up (oppfølging)')
refused('an unknown document to print', ['print', 'xyzzy'], 'there is no document "xyzzy"', 'packs, forms, ', 'pack (forberedelsespakke)')
(cycle / 'templates/nb').mkdir(parents=True, exist_ok=True)
text = (ROOT / 'templates/nb/action-plan.md').read_text(encoding='utf-8')
(cycle / 'templates/nb/action-plan.md').write_text(text.replace('names: handlingsplan', 'names: plan for året , Årsplan'), encoding='utf-8')
same("a template's own names", ['forms', 'årsplan', '--unit', 'kultur', '--dry-run'], ['forms', 'action-plan', '--unit', 'kultur', '--dry-run'])
same('a name of several words', ['forms', 'Plan for året', '--unit', 'kultur', '--dry-run'], ['forms', 'action-plan', '--unit', 'kultur', '--dry-run'])
shutil.rmtree(work)
sys.exit(failed)
