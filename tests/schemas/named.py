#!/usr/bin/python3
"""The schema that a file names in its first line is there, and the file is valid by it: in what init, import, new-period, enter and split
write. A folder of schemas of an older program is renewed by import and new-period, and one that was deleted stays so."""
import json
import pathlib
import re
import subprocess
import tempfile

import jsonschema

from files import LANGUAGES, SAMTALE, content, end, schema, verdict

LINE = re.compile(r'\ufeff?# yaml-language-server: \$schema=(\S+)\s')
PEOPLE = 'Ansattnr;Navn;Enhet;Leder;E-post\n1;Åse Ødegård;Stab;;a@b.no\n2;Kari Nordmann;Skole;1;k@b.no\n3;Per Hansen;Skole;2;p@b.no\n'


def run(folder, *arguments):
    done = subprocess.run([SAMTALE, '-C', folder, *arguments], capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        verdict(f'{folder.name} {arguments[0]}', done.stderr)


def judge(name, folder, least):
    named, wrong = set(), []
    for path in folder.rglob('*.yaml'):
        line = LINE.match(path.read_text(encoding='utf-8'))
        if not line:
            continue
        named.add(str(path.relative_to(folder)))
        target = path.parent / line[1]
        if not target.is_file():
            wrong.append(f'{path.relative_to(folder)}: there is no {line[1]}')
            continue
        judge_ = jsonschema.Draft7Validator(json.loads(target.read_text(encoding='utf-8')))
        wrong += [f'{path.relative_to(folder)}: {e.message[:200]}' for e in judge_.iter_errors(content(path))]
    verdict(name, '; '.join(wrong) if wrong else '' if named >= least else f'only {sorted(named)} name one')


def is_new(name, folder, language):
    there = {p.name: json.loads(p.read_text(encoding='utf-8')) for p in (folder / '.samtale').iterdir()}
    wanted = {p: schema(p.removesuffix('.schema.json'), language) for p in there}
    verdict(name, '' if there == wanted and len(there) >= 5 else f'not of this version: {[p for p in there if there[p] != wanted[p]]}')


def age(folder):
    for path in (folder / '.samtale').iterdir():
        path.write_text('{ "title": "of an older version", "type": "null" }\n', encoding='utf-8')


with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    (work / 'people.csv').write_text(PEOPLE, encoding='utf-8')
    for language in ('nb', 'nn', 'en'):
        folder = work / language
        shown = language if language in LANGUAGES else 'nb'
        subprocess.run([SAMTALE, 'init', folder, '--language', language], capture_output=True, check=True)
        plan = next(folder.glob('plans/*/*.yaml')).relative_to(folder)
        judge(f'{language}: init', folder, {'samtale.yaml', 'org.yaml', str(plan)})
        run(folder, 'split', work / f'leaders {language}')
        parts = list((work / f'leaders {language}').iterdir())
        for part in parts:
            judge(f'{language}: the directory of {part.name}', part, {'samtale.yaml'})
        verdict(f'{language}: leaders', '' if len(parts) > 1 else 'there are none')
        age(folder)
        run(folder, 'new-period', '2028')
        is_new(f'{language}: new-period renews them', folder, shown)
        judge(f'{language}: new-period', folder, {'samtale.yaml', 'org.yaml', 'periods/2027.yaml', str(plan)})
        age(folder)
        run(folder, 'import', work / 'people.csv', '--update')
        is_new(f'{language}: import renews them', folder, shown)
    folder = work / 'without'
    subprocess.run([SAMTALE, 'init', folder], capture_output=True, check=True)
    run(folder, 'import', work / 'people.csv')
    judge('import', folder, {'samtale.yaml', 'org.yaml'})
    for path in (folder / '.samtale').iterdir():
        path.unlink()
    (folder / '.samtale').rmdir()
    run(folder, 'new-period', '2028')
    verdict('new-period makes none where they were deleted', 'it did' if (folder / '.samtale').exists() else '')
end()
