#!/usr/bin/python3
"""The schemas say of a file what samtale says of it: what check reads without a word is valid, and what it finds wrong in shape is not.
The files are those of the samples, of init, of all templates, and of every golden case."""
import pathlib
import subprocess
import tempfile

import jsonschema

from files import LANGUAGES, ROOT, SAMTALE, check, cycle_files, end, names, schema, templates, verdict

SCHEMAS = {name: jsonschema.Draft7Validator(schema(name)) for name in names()}
# What is wrong with a file by itself, whatever stands in others
SHAPE = {'key-unknown', 'key-missing', 'value-missing', 'list-expected', 'map-expected', 'text-expected', 'text-too-long', 'text-not-one-line',
         'value-empty', 'choice-unknown', 'number-invalid', 'date-invalid', 'date-impossible', 'id-invalid', 'time-of-day-invalid', 'waves-invalid',
         'keep-answers-invalid', 'list-too-long', 'path-outside-cycle', 'period-invalid', 'keys-foreign', 'key-misspelt', 'email-invalid'}


def faults(kind, found):
    return [f'{"/".join(map(str, e.absolute_path))}: {e.message[:160]}' for e in SCHEMAS[kind].iter_errors(found)]


def valid(name, folder):
    wrong, count = [], 0
    for kind, file, found in cycle_files(folder):
        count += 1
        wrong += [f'{file} {fault}' for fault in faults(kind, found)]
    verdict(f'{name} is valid', '; '.join(wrong[:5]) if wrong else '' if count > 2 else f'{count} files')


for name in SCHEMAS:
    for language in LANGUAGES:
        jsonschema.Draft7Validator.check_schema(schema(name, language))
verdict('each is a schema', '' if len(SCHEMAS) >= 10 else list(SCHEMAS))

for folder in sorted(p.parent for p in (ROOT / 'samples').glob('*/samtale.yaml')):
    valid(f'sample {folder.name}', folder)
with tempfile.TemporaryDirectory() as work:
    for language in ('nb', 'nn', 'en'):
        subprocess.run([SAMTALE, 'init', language, '--language', language], cwd=work, capture_output=True, check=True)
        valid(f'init {language}', pathlib.Path(work) / language)

parts = list(templates())
wrong = [f'{name}: {fault}' for kind, name, found in parts for fault in faults(kind, found)]
verdict('every template is valid', '; '.join(wrong[:5]) if wrong else '' if len(parts) > 500 else f'{len(parts)} parts')
unused = set(schema('blocks')['properties']) - {key for kind, _, found in parts if kind == 'blocks' for key in found}
verdict('every block is tried', f'not tried: {unused}' if unused else '')

good, bad, wrong = 0, 0, []
for folder in sorted((ROOT / 'tests/cases').iterdir()):
    found = list(cycle_files(folder)) if (folder / 'samtale.yaml').is_file() else []
    said = check(folder) if found else []
    whole = not any(row['level'] in ('error', 'system') for row in said)
    for kind, file, document in found:
        ids = {row['id'] for row in said if row.get('file') == file}
        fault = faults(kind, document)
        if whole and not ids:
            good += 1
            wrong += [f'{folder.name}/{file} is refused: {fault[0]}'] if fault else []
        elif ids & SHAPE and kind != 'priorities':  # of which only the front matter has a schema
            bad += 1
            wrong += [] if fault else [f'{folder.name}/{file} is valid: {sorted(ids & SHAPE)}']
verdict('golden cases', '; '.join(wrong[:12]) if wrong else '' if good > 100 and bad > 40 else f'{good} good, {bad} bad')
end()
