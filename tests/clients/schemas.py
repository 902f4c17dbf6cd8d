#!/usr/bin/python3
"""The schemas as others use them: ajv judges the same files and values as tests/schemas, and yaml-language-server, which is in editors,
finds them by the first line of the files that init writes, and shows what they say in the cycle's language. `make test-clients` runs it."""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / 'schemas'))

import files  # noqa: E402
from files import LANGUAGES, ROOT, SAMTALE, cycle_files, load, names, schema, templates, verdict  # noqa: E402
from values import ACCEPTED, BASES, REFUSED, as_text  # noqa: E402

# ---- ajv

expected = [(kind, found, True, name) for folder in (ROOT / 'samples').iterdir() if folder.is_dir() for kind, name, found in cycle_files(folder)]
expected += [(kind, found, True, name) for kind, name, found in templates()]
expected += [(kind, load(as_text(BASES[kind], path, words)), good, f'{path}: {words}') for list_, good in ((REFUSED, False), (ACCEPTED, True)) for kind, path, words in list_]
for language in LANGUAGES:
    given = {'schemas': {name: schema(name, language) for name in names()}, 'documents': [(kind, found) for kind, found, _, _ in expected]}
    done = subprocess.run(['node', 'ajv.mjs'], cwd=HERE, input=json.dumps(given), capture_output=True, text=True, timeout=120, check=False)
    judged = json.loads(done.stdout) if done.returncode == 0 else []
    wrong = [name for (_, _, good, name), said in zip(expected, judged) if good != said]
    verdict(f'ajv, {language}', done.stderr[-800:] or (f'otherwise than expected: {wrong[:5]}' if wrong else '' if len(judged) == len(expected) > 900 else f'{len(judged)} judged'))

# ---- An editor


def shown(path, line, column):
    done = subprocess.run(['node', 'editor.mjs', path, str(line), str(column)], cwd=HERE, capture_output=True, text=True, timeout=120, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {'said': done.stderr[-800:], 'hover': '', 'offered': []}


SAYS = {'nb': 'Hvem som leder enheten', 'nn': 'Hvem som leder enheten', 'en': 'Who leads the unit'}
with tempfile.TemporaryDirectory() as work:
    for language, says in SAYS.items():
        cycle = pathlib.Path(work) / f'vår {language}'
        subprocess.run([SAMTALE, 'init', cycle, '--language', language], capture_output=True, check=True)
        moved = cycle.rename(cycle.with_name(f'flyttet {language}'))
        for path in (moved / 'samtale.yaml', moved / 'org.yaml', *moved.glob('plans/*/*.yaml')):
            found = shown(path, 0, 0)
            verdict(f'{language} {path.name}: an editor has nothing to say', found['said'] if found['said'] else '')
        org = moved / 'org.yaml'
        text = org.read_text(encoding='utf-8')
        line = next(i for i, one in enumerate(text.splitlines()) if one.startswith('  leader:'))
        found = shown(org, line, 4)
        verdict(f'{language}: what a key means', '' if says in found['hover'] else found)
        org.write_text(text.replace('  leader:', '  laeder:', 1), encoding='utf-8')
        found = shown(org, line, 2)
        marked = [one for one in found['said'] if one['line'] == line]
        verdict(f'{language}: a misspelt key is marked, and the right one offered', '' if marked and 'leader' in found['offered'] else found)
files.end()
