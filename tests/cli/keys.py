#!/usr/bin/python3
"""samtale help KEY: every key has a screen, every example is valid, every default is what counts, and each map has the keys that help
says it has."""
import itertools
import json
import pathlib
import re
import shutil
import sys
import textwrap

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting  # noqa: E402
from collecting import KEY, ROOT, check, end, run, work, write  # noqa: E402

collecting.group = 'keys'
NONE = work / 'none'
NONE.mkdir()
FONTS = pathlib.Path('/usr/share/fonts/truetype/noto')


def help_of(topic, *options):
    done = run(NONE, 'help', topic, *options)
    check(f'help {topic}{"".join(options)}', done.returncode == 0 and not done.stderr, f'exit {done.returncode}: {done.stderr}')
    return done.stdout


keys = [json.loads(line) for line in help_of('keys', '--format', 'json').splitlines()]
files = {k['file'] for k in keys}
check('the keys', len(keys) > 120 and len(files) == 7, (len(keys), files))


def under(k):
    return k['path'][:-len(k['key'])].rstrip('.')


# ---- Screens

def fits(name, text):
    lines = text.splitlines()
    check(f'{name} fits a screen', 0 < len(lines) <= 44 and max(map(len, lines)) <= 80, f'{len(lines)} lines, {max(map(len, lines), default=0)} columns')


def squeezed(text):
    return re.sub(r'\s+', ' ', text)


def screens(language):
    said = {}
    for line in help_of('keys', '--format', 'json', '--lang', language).splitlines():
        k = json.loads(line)
        said[k['file'], k['path']] = k
    for topic in ('samtale.yaml', 'org.yaml', 'priorities', 'plans', 'conversations-file', 'answers', 'deliveries', 'keys'):
        text = help_of(topic, '--lang', language)
        fits(f'{language}: help {topic}', text)
        for k in said.values():
            if topic == k['file'].split('/')[0]:
                check(f'{language}: help {topic} has {k["path"]}', re.search(rf'[ (]{re.escape(k["key"])}\*?[ ,)]', text), text)
    for name in sorted({k['key'] for k in keys} | {k['path'] for k in keys}):
        text = help_of(name, '--lang', language)
        if not text.startswith(('Usage', 'Bruk')):  # see options.py
            fits(f'{language}: help {name}', text)
        if text.startswith(('Usage', 'Bruk')) or name in ('plans', 'answers'):
            check(f'{language}: help {name} names the key, too', re.search(rf'samtale help .*\b{name}$', text, re.M), text)
            continue
        for (file, path), k in said.items():
            if f'.{path}'.endswith(f'.{name}'):
                check(f'{language}: help {name} has {path}', re.search(rf'\b{re.escape(path)} \({re.escape(file)}\)', text), text)
                check(f'{language}: it says what it means', k['help'].split('. ')[0] in squeezed(text), (k['help'], text))


screens('en')
screens('nb')
minutes = help_of('conversations.minutes', '--lang', 'en')
check('values', '  Value: a whole number from 15 to 480. Without it: 90.\n' in minutes, minutes)
check('required', 'It must be there.\n' in help_of('conversations.from', '--lang', 'en'))
check('an example', '    conversations:\n      from: 2027-01-11\n' in minutes, minutes)
lines = [json.loads(line) for line in help_of('conversations.minutes', '--format', 'json', '--lang', 'en').splitlines()]
check('as JSON', lines == [{'key': 'minutes', 'path': 'conversations.minutes', 'file': 'samtale.yaml', 'required': False, 'default': '90',
                            'help': 'How long a conversation is set to last, in minutes.', 'value': 'a whole number from 15 to 480',
                            'example': 'conversations:\n  from: 2027-01-11\n  to: 2027-02-26\n  minutes: 60\n  notice-days: 10'}], lines)
for word, near in (('wavs', 'waves'), ('xyzzy', None), ('pack', 'packs'), ('', None)):
    done = run(NONE, 'help', word, '--lang', 'en')
    hint = f'did you mean {near}?' if near else 'samtale help lists the commands, samtale help keys the keys of files'
    check(f'no key {word!r}', (done.returncode, done.stdout, done.stderr) == (
        2, '', f'samtale: error: there is no command and no key "{word}"\n      = {hint}\n'), done)

# ---- A cycle that examples are put into, map by map: texts by their keys

SETTINGS = {
    'organisation': 'organisation: Nordlia kommune',
    'period': 'period: 2027',
    'dates': 'dates: { from: 2027-01-01, to: 2027-12-31 }',
    'conversations': 'conversations: { from: 2027-01-11, to: 2027-02-26 }',
    'hr': 'hr: { name: HR }',
    'competences': 'competences: { digital: Digital dømmekraft }',
}
UNIT = {
    'id': 'id: nordlia',
    'name': 'name: Nordlia kommune',
    'leader': 'leader: e1001',
    'employees': 'employees:\n  - { id: e1001, name: Ingrid Haugen, conversation: not-needed }\n'
                 '  - { id: e1002, name: Jon Eira }\n  - { id: e1003, name: Maja Solberg }',
    'units': 'units:\n  - { id: kultur, name: Kultur, leader: e1001 }',
}
PERSON = {'id': 'id: e1002', 'name': 'name: Jon Eira'}
PLAN = {'employee': 'employee: e1002', 'goals': 'goals:\n  - { id: g1, goal: Et mål }'}
GOAL = {'goal': 'goal: Et mål', 'id': 'id: g1'}
MEASURE = {'what': 'what: Pilot ved to skoler'}
DELIVERY = {'samtale-delivery': 'samtale-delivery: 2', 'organisation': 'organisation: nordlia-kommune', 'period': 'period: "2027"',
            'leader': 'leader: e1001', 'people': 'people: [{ employee: e1002 }]'}
PRIORITIES = '## Barn og unge {#tidlig-hjelp}\n\nTekst.\n'


numbers = itertools.count()


def block(texts, **more):
    return '\n'.join({**texts, **more}.values()) + '\n'


def item(key, text):
    """A list of one map."""
    return f'{key}:\n  - ' + textwrap.indent(text, '    ').strip()


def person(text):
    return UNIT['employees'].replace('  - { id: e1002, name: Jon Eira }', '  - ' + textwrap.indent(text, '    ').strip())


def make(name, settings=block(SETTINGS), org=None, plan=None, priorities=PRIORITIES, below='## Les mer\n\nTekst.\n', unit=block(UNIT)):
    folder = work / (f'{next(numbers)}-' + re.sub(r'\W+', '-', name))
    write(folder / 'samtale.yaml', settings)
    write(folder / 'org.yaml', org or 'unit:\n' + textwrap.indent(unit, '  '))
    period = yaml.safe_load(settings)['period']
    for one, text in (('nordlia', priorities), ('kultur', below)):
        if f'id: {one}' in (org or unit):
            write(folder / f'priorities/{period}/{one}.md', text)
    if plan:
        write(folder / f'plans/{period}/e1002.yaml', plan)
    write(folder / 'secret.key', KEY)
    (folder / 'secret.key').chmod(0o600)
    shutil.copy(ROOT / 'samples/nordlia/logo.png', folder)
    (folder / 'fonts').mkdir()
    for style in ('Regular', 'Bold', 'Italic', 'BoldItalic'):
        (folder / f'fonts/House-{style}.ttf').symlink_to(FONTS / f'NotoSans-{style}.ttf')
    return folder


def with_example(name, file, where, key, example):
    """A cycle with an example at its place, and the command that reads it."""
    one = {key: example}
    command = ['check', '--format', 'json']
    kind = file.split('/')[0]
    if file == 'samtale.yaml':
        return make(name, settings=block(SETTINGS, **one)), command
    if file == 'org.yaml' and not where:
        return make(name, org=example + '\n', priorities=PRIORITIES), command
    if file == 'org.yaml':
        unit = block(UNIT, **one) if where == 'unit' else block(UNIT, employees=person(block(PERSON, **one)))
        return make(name, unit=unit), command
    if kind == 'priorities':
        if where:
            return make(name, below=f'{example}\n\nTekst.\n'), command
        return make(name, priorities=f'---\n{example}\n---\n{PRIORITIES}'), command
    if kind == 'plans':
        texts = {'': one,
                 'goals': {'goals': item('goals', block(GOAL, **one))},
                 'measures': {'goals': item('goals', block(GOAL, measures=item('measures', block(MEASURE, **one))))},
                 'follow-ups': {'follow-ups': item('follow-ups', block({'held': 'held: 2027-05-22'}, **one))}}[where]
        return make(name, plan=block(PLAN, **texts)), command
    folder = make(name)
    if kind == 'conversations':
        write(folder / 'conversations/2027.yaml', f'e1002: {{ {example} }}\n')
        return folder, command
    if kind == 'answers':
        write(folder / 'answers/2027/a.yaml', example + '\n')
        return folder, ['summaries', '--dry-run', '--format', 'json']
    if where:
        one = {'people': f'people:\n  - employee: e1002\n    goals: {{ work: {{ {example} }} }}'}
    write(folder / 'delivery.yaml', block(DELIVERY, **one))
    return folder, ['collect', '--dry-run', '--unsigned', 'delivery.yaml', '--format', 'json']


def diagnostics(done):
    found = [json.loads(line) for line in (done.stdout + done.stderr).splitlines() if line.startswith('{')]
    return [d for d in found if 'level' in d]


def is_own(k):
    return k['example'].startswith(f'{k["key"]}:') or under(k) == 'heading'


own = [k for k in keys if is_own(k)]
check('examples', len(own) > 70, len(own))
for k in keys:
    name = f'{k["file"]}: {k["path"]}'
    if not is_own(k):
        check(f'{name} is in its example', re.search(rf'(^|[\s{{\[]){re.escape(k["key"])}:', k['example']), k['example'])
        check(f'{name}: its example is one of those', any(k['example'] == o['example'] and k['file'] == o['file'] for o in own), k['example'])
        continue
    width = max(map(len, k['example'].splitlines()))
    folder, command = with_example(name, k['file'], under(k), k['key'], k['example'])
    done = run(folder, *command)
    errors = [d for d in diagnostics(done) if d['level'] != 'warning']
    check(f'{name}: its example is valid', done.returncode == 0 and not errors and width <= 76, (done.returncode, errors, done.stderr[-300:]))

# ---- Defaults: written down, they change nothing

LITERAL = re.compile(r'[\w-]+$')
defaults = [k for k in keys if 'default' in k and LITERAL.match(k['default']) and k['default'] not in ('none',)]
check('defaults', {k['path'] for k in defaults} == {
    'language', 'paper', 'conversations.minutes', 'conversations.notice-days', 'plan-within-days', 'new-within-days', 'waves', 'per-day',
    'keep.plans',
    'keep.answers', 'summary.smallest-group', 'employees.print', 'measures.responsible', 'released'}, [k['path'] for k in defaults])


def cycle_with(name, k, value):
    """A cycle where a key has a value; None: where it is not there."""
    where, line = under(k), {} if value is None else {k['key']: f'{k["key"]}: {value}'}
    if where and k['file'] == 'samtale.yaml':
        fields = yaml.load(SETTINGS.get(where, f'{where}: {{}}'), yaml.BaseLoader)[where]
        fields.update({} if value is None else {k['key']: value})
        inner = ', '.join(f'{a}: {b}' for a, b in fields.items())
        line = {where: f'{where}: {{ {inner} }}'}
    if k['file'] == 'samtale.yaml':
        return make(name, settings=block(SETTINGS, **line))
    if k['file'] == 'org.yaml':
        return make(name, unit=block(UNIT, employees=person(block(PERSON, **line))))
    return make(name, plan=block(PLAN, goals=item('goals', block(GOAL, measures=item('measures', block(MEASURE, **line))))))


OTHER = {'language': 'en', 'paper': 'Letter', 'waves': '[2027-01-20]', 'keep.answers': '3', 'employees.print': 'large', 'measures.responsible': 'leader'}
for k in defaults:
    if k['path'] == 'released':
        continue  # tests/summaries/reports.py shows that texts wait for it
    dumps = [run(cycle_with(f'{k["path"]} {i}', k, value), 'check', '--dump', 'cycle').stdout
             for i, value in enumerate((None, k['default'], OTHER.get(k['path'], str(int(k['default']) + 1) if k['default'].isdigit() else '')))]
    check(f'default of {k["path"]}', dumps[0] == dumps[1] != dumps[2] and 'organisation' in dumps[0], '\n'.join(dumps))

# ---- The keys of each map

def merged(file, where, base=()):
    """All examples of a map's own keys in one."""
    data = dict(base)
    for k in own:
        if k['file'] == file and under(k) == where and where != 'heading' and k['key'] not in data:
            data.update(yaml.load(k['example'], yaml.BaseLoader))
    return data


def load(texts):
    return yaml.load(block(texts), yaml.BaseLoader)


def whole(file):
    if file == 'samtale.yaml':
        return merged(file, '', load(SETTINGS))
    if file == 'org.yaml':
        unit = merged(file, 'unit', load(UNIT))
        unit['employees'][1] = merged(file, 'employees', unit['employees'][1])
        return {'unit': unit}
    if file.startswith('plans'):
        data = merged(file, '', load(PLAN))
        data['goals'] = [merged(file, 'goals', load(GOAL))]
        data['goals'][0]['measures'] = [merged(file, 'measures', load(MEASURE))]
        data['follow-ups'] = [merged(file, 'follow-ups', data['follow-ups'][0])]
        return data
    if file.startswith('conversations'):
        return {'e1002': merged(file, 'PERSON'), 'briefings': {'nordlia': merged(file, 'briefings.UNIT')}}
    return merged(file, '')


def maps(data, path=()):
    """Every map in data, with the keys that lead to it."""
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from maps(value, (*path, key))
    elif isinstance(data, list):
        for value in data:
            yield from maps(value, path)


def map_under(data, where):
    names = tuple({'PERSON': 'e1002', 'UNIT': 'nordlia'}.get(n, n) for n in where.split('.') if n and n != 'KIND')
    if where.endswith('KIND'):
        names += ('work',)
    found = [(len(path), value) for path, value in maps(data) if path[len(path) - len(names):] == names and (names or not path)]
    return min(found, key=lambda f: f[0])[1] if found else None


def put(name, file, data):
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    kind = file.split('/')[0]
    if kind in ('samtale.yaml', 'org.yaml', 'plans'):
        return make(name, **{{'samtale.yaml': 'settings', 'org.yaml': 'org', 'plans': 'plan'}[kind]: text}), ['check', '--format', 'json']
    folder = make(name)
    if kind == 'priorities':
        write(folder / 'priorities/2027/nordlia.md', f'---\n{text}---\n{PRIORITIES}')
        return folder, ['check', '--format', 'json']
    if kind == 'conversations':
        write(folder / 'conversations/2027.yaml', text)
        return folder, ['check', '--format', 'json']
    if kind == 'answers':
        write(folder / 'answers/2027/a.yaml', text)
        return folder, ['summaries', '--dry-run', '--format', 'json']
    write(folder / 'delivery.yaml', text)
    return folder, ['collect', '--dry-run', '--unsigned', 'delivery.yaml', '--format', 'json']


for file, where in dict.fromkeys((k['file'], under(k)) for k in keys):
    name = f'{file}, {where or "itself"}'
    if where == 'heading':
        said = run(make(name, below='## Les mer {#les-mer xyzzy=1}\n\nTekst.\n'), 'check', '--format', 'json', '--lang', 'en')
        hints = [d.get('hint', '') for d in diagnostics(said) if 'xyzzy' in d['message']]
        check(f'the attributes of {name}', hints and all(f'{k}' in hints[0] for k in ('#id', 'supports=')), said.stdout)
        continue
    data = whole(file)
    into = map_under(data, where)
    if into is None:
        check(f'there is a map for {name}', False, data)
        continue
    into['xyzzy'] = '1'
    folder, command = put(name, file, data)
    done = run(folder, *command, '--lang', 'en')
    hints = [d.get('hint', '') for d in diagnostics(done) if '"xyzzy"' in d['message']]
    known = re.match('known keys: (.*); samtale help KEY says what each means$', hints[0]) if hints else None
    check(f'the keys of {name}', known and known[1].split(', ') == [k['key'] for k in keys if (k['file'], under(k)) == (file, where) and (where, k['key']) != ('leader', 'id')],
          (hints, done.stdout[-600:], done.stderr[-300:]))
end()
