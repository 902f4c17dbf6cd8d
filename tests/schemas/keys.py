#!/usr/bin/python3
"""Every key that samtale reads is in a schema and every key of a schema is read; each is described, in English and in Norwegian; and what
is not a key, or not such a value, is refused by the schema as by samtale."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

import jsonschema
import yaml

from files import LANGUAGES, ROOT, SAMTALE, check, cycle_files, end, load, names, schema, templates, verdict
from values import ACCEPTED, BASES, PLACES, REFUSED, as_text

NAMES = names()
SCHEMAS = {name: jsonschema.Draft7Validator(schema(name)) for name in NAMES}


def said(*arguments):
    done = subprocess.run([SAMTALE, 'help', *arguments, '--format', 'json'], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# ---- The keys, both ways

def objects(whole):
    """(name, map) of each definition of keys, the schema itself without a name."""
    yield '', whole
    yield from whole.get('definitions', {}).items()


def paths(whole):
    return {f'{name}.{key}' if name else key for name, one in objects(whole) for key in one.get('properties', {})}


def references(whole):
    return set(re.findall(r'"#/definitions/([^"]+)"', json.dumps(whole)))


by_file = {}
for row in said('keys'):
    by_file.setdefault(row['file'], set()).add(row['path'])
files = {schema(name)['title']: name for name in NAMES if name not in ('templates', 'blocks')}
verdict('each file has a schema', f'{set(by_file) - set(files)}' if set(by_file) - set(files) else '')
for title, read in by_file.items():
    read = {path for path in read if not path.startswith('heading.')}  # of Markdown
    there = {path for path in paths(schema(files[title])) if not path.startswith(('deliveries.', 'priorities.'))}
    verdict(f'{title}: what is read is in the schema', f'{sorted(read - there)}' if read - there else '' if read else 'nothing is read')
    there -= {path.split('.')[0] for path in read}  # a map of units, which has no key of its own
    verdict(f'{title}: what is in the schema is read', f'{sorted(there - read)}' if there - read else '')
plan, delivery = paths(schema('plans')), paths(schema('deliveries'))
inner = {path.removeprefix('deliveries.') for path in plan if path.startswith('deliveries.')}
verdict('what a plan has of a delivery', '' if inner == {path for path in delivery if path.startswith('people.')} - {'people.employee'} else inner)
for name in NAMES:
    unknown, unused = references(schema(name)) - set(schema(name).get('definitions', {})), set(schema(name).get('definitions', {})) - references(schema(name))
    verdict(f'{name}: references', f'unknown {unknown}, unused {unused}' if unknown or unused else '')


def says_nothing(node):
    """Whether a value's schema does not say what it can be: its row in the reader's table has no `is`, `items` or `values`."""
    rest = {key: value for key, value in node.items() if key != 'description'}
    if set(rest) in ({'anyOf'}, {'allOf'}):
        rest = [one for value in rest.values() for one in value if one != {'type': 'null'}]
        return not rest or any(says_nothing(one) for one in rest)
    if rest.get('type') == 'array':
        return says_nothing(rest.get('items', {}))
    return not rest or rest == {'type': 'null'}


for name in NAMES:
    silent = [f'{where}.{key}' for where, one in objects(schema(name)) for key, value in one.get('properties', {}).items() if says_nothing(value)]
    silent += [where for where, one in objects(schema(name)) if isinstance(one.get('additionalProperties'), dict) and says_nothing(one['additionalProperties'])]
    verdict(f'{name}: what each value can be', f'{silent}: say in the table what it `is`, and its `items` or `values`' if silent else '')

# ---- What editors show

def properties(node):
    if isinstance(node, dict):
        for key, value in node.get('properties', {}).items() if isinstance(node.get('properties'), dict) else ():
            yield key, value
        for value in node.values():
            yield from properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from properties(value)


for name in NAMES:
    english, norwegian = (list(properties(schema(name, language))) for language in LANGUAGES)
    # what stands under a block's name is told of where the block is
    silent = [key for key, one in english if not one.get('description') and '$ref' not in one]
    verdict(f'{name}: each key is described', f'{silent}' if silent else '')
    same = [key for (key, one), (_, other) in zip(english, norwegian) if one.get('description', 1) == other.get('description')]
    left = re.findall(r'Value: |Without it: |It must be there', json.dumps(schema(name, 'nb')))
    verdict(f'{name}: in Norwegian, too', f'the same: {same}, in English: {left}' if same or left or len(english) != len(norwegian) else '')

# ---- Values that are none


def put(cycle, file, text):
    path = cycle / PLACES[file]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8')


def cycle_of(work):
    cycle = work / 'cycle'
    for file, base in BASES.items():
        put(cycle, file, yaml.safe_dump(base, allow_unicode=True, sort_keys=False))
    shutil.copy(ROOT / 'samples/nordlia/logo.png', cycle)
    return cycle


def complaints(cycle, file):
    """What check says of the file's own shape: not of days that fall badly, and the like."""
    about = ('outside-window', 'outside-period', 'notice', 'holiday', 'before', 'without', 'leaves', 'person-away', 'far-away', 'typeface', 'competence', 'closed', 'wave-dates', 'priorit', 'privacy', 'differs',
             'part', 'too-early', 'period-too', 'language', 'level')
    return [row for row in check(cycle) if row.get('file') == PLACES[file] and not any(word in row['id'] for word in about)]


with tempfile.TemporaryDirectory() as work:
    cycle = cycle_of(pathlib.Path(work))
    for file, base in BASES.items():
        before = complaints(cycle, file), [e.message for e in SCHEMAS[file].iter_errors(base)]
        verdict(f'{file} to begin with', before if any(before) else '')
    for file, path, words in REFUSED + ACCEPTED:
        text = as_text(BASES[file], path, words)
        put(cycle, file, text)
        program, judged = complaints(cycle, file), [e.message for e in SCHEMAS[file].iter_errors(load(text))]
        put(cycle, file, yaml.safe_dump(BASES[file], allow_unicode=True, sort_keys=False))
        right = (program and judged) if (file, path, words) in REFUSED else not (program or judged)
        verdict(f'{file} {path}: {words}', '' if right else f'samtale: {program}, schema: {judged[:2]}')


# ---- An unknown key, in every map of every sample, template and block

def maps(node, path=()):
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from maps(value, (*path, key))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from maps(value, (*path, i))


FREE = {'competences', 'scales', 'organisation', 'name', 'type', 'place', 'title', 'columns', 'basis', 'officer', 'marking'}  # whose keys are nobody's own
documents = [(kind, found) for kind, _, found in cycle_files(ROOT / 'samples/nordlia')] + [(kind, found) for kind, _, found in templates()]
tried, wrong = 0, []
for kind, found in documents:
    if not SCHEMAS[kind].is_valid(found):
        continue
    for path, one in list(maps(found)):
        if (path and path[-1] in FREE and kind not in ('blocks',)) or (kind == 'conversations' and not path) or tried > 3000:
            continue
        one['kolonne-x'] = {}
        tried += 1
        if SCHEMAS[kind].is_valid(found):
            wrong.append(f'{kind} {path}')
        del one['kolonne-x']
verdict('an unknown key is refused wherever it stands', f'{wrong[:5]}' if wrong else '' if tried > 1000 else f'{tried} places')
end()
