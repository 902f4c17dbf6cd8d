#!/usr/bin/python3
"""The exports in exports/, six of them from shared/ and others as other systems write them, each with what must come out of it: people, units, leaders, positions, days, what is left out and
what is reported, and that no national identity number is shown."""
import json
import re

import importing
from importing import ROOT, Expected, check, end, fold, new_folder, run

importing.group = 'exports'
EXPORTS = ROOT / 'tests/import/exports'


def correct(name, expected):
    """The files with the cell of each error put right, as expected.json says."""
    files = {f: (EXPORTS / name / f).read_bytes() for f in expected['files']}
    for e in expected['errors']:
        first = expected['files'][0]
        lines = files[first].decode('utf-8-sig').split('\n')
        assert e['is'] in lines[e['line'] - 1]
        lines[e['line'] - 1] = lines[e['line'] - 1].replace(e['is'], e['should_be'])
        files[first] = '\n'.join(lines).encode()
    return files


def mentions(text, line):
    return re.search(rf':{line}: ', text) or re.search(rf'\bline {line}\b', text)


def try_export(name):
    e = json.loads((EXPORTS / name / 'expected.json').read_text())
    files = {f: EXPORTS / name / f for f in e['files']}
    as_of = ['--as-of', e['as_of']]
    first = run([*e['files'], *as_of], files)
    if e['errors']:
        missing = [p for x in e['errors'] for p in x['people'] if p.split(' (')[0] not in first.all]
        lines = [n for x in e['errors'] for n in x['lines'] if not mentions(first.err, n)]
        check(f'{name}: what is wrong is named, and nothing is written', first.status != 1 and f'status {first.status}',
              missing, lines, first.org and 'org.yaml was written')
        first = run([*e['files'], *as_of], correct(name, e))
    check(f'{name}: is read', first.status and f'status {first.status}: {first.err[-800:]}', not first.org and 'no org.yaml')
    if not first.org:
        return
    check(f'{name}: is the chart', *Expected(e, first.org).compare())
    unnamed = [f'line {x["line"]} ({x["why"]})' for x in e['rejected_rows']
               if x['kind'] != 'other sheet' and not mentions(first.all, x['line'])]
    check(f'{name}: rows that are left out are named', *unnamed)
    gone = [x['unit'] for x in e['no_leader'] if 'unit' in x and fold(x['unit']) not in fold(first.all)]
    check(f'{name}: units without a leader are named', *gone)
    numbers = re.findall(r'(?<!\d)\d{10,11}(?!\d)', first.all + first.org.text)
    check(f'{name}: no national identity number is shown', *numbers)
    dry = new_folder()
    dry_run = run([*e['files'], *as_of, '--dry-run'], files, dry)
    check(f'{name}: --dry-run writes nothing', sorted(p.name for p in dry.iterdir()) != sorted(e['files']) and 'a file was written',
          'org.yaml' in dry_run.err and dry_run.err)


for export in sorted(p.name for p in EXPORTS.iterdir() if p.is_dir()):
    try_export(export)
end()
