"""The files that schemas are about: where they are, what kind of file each is, and what YAML 1.2 holds, as editors read it."""
import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
BUILD = pathlib.Path(os.environ.get('BUILD', ROOT / 'build')).resolve()
LANGUAGES = ('en', 'nb')
failed = False


def verdict(name, why=''):
    global failed
    failed |= bool(why)
    print(f'FAIL schemas/{name}: {why}' if why else f'ok schemas/{name}', flush=True)


def end():
    sys.exit(failed)


def schema(name, language='en'):
    return json.loads((BUILD / f'schemas/{language}/{name}.schema.json').read_text(encoding='utf-8'))


def names():
    return subprocess.run([SAMTALE, 'help', '--schema'], capture_output=True, text=True, check=True).stdout.split()


# ---- YAML 1.2 with its core schema: dates are texts, and only true and false are yes and no

class Core(yaml.CSafeLoader):
    pass


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (('null', r'^(?:~|null|Null|NULL|)$', ['~', 'n', 'N', '']),
                            ('bool', r'^(?:true|True|TRUE|false|False|FALSE)$', list('tTfF')),
                            ('int', r'^[-+]?[0-9]+$', list('-+0123456789')),
                            ('float', r'^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$', list('-+.0123456789'))):
    Core.add_implicit_resolver(f'tag:yaml.org,2002:{tag}', re.compile(pattern), first)


def construct_int(loader, node):
    return int(node.value)


def construct_map(loader, node):
    """Keys are texts, as in JSON."""
    return {str(key.value): loader.construct_object(value, deep=True) for key, value in node.value}


Core.add_constructor('tag:yaml.org,2002:int', construct_int)
Core.add_constructor('tag:yaml.org,2002:map', construct_map)


def load(text):
    return yaml.load(text, Core)


# ---- Files of a cycle

KINDS = (('samtale', r'samtale\.yaml'), ('org', r'org\.yaml'), ('plans', r'plans/[^/]+/[^/]+\.yaml'), ('answers', r'answers/[^/]+/[^/]+\.yaml'),
         ('conversations', r'conversations/[^/]+\.yaml'), ('import', r'import\.yaml'), ('priorities', r'priorities/[^/]+/[^/]+\.md'))


def kind(name):
    return next((kind for kind, pattern in KINDS if re.fullmatch(pattern, name)), None)


def front_matter(text):
    found = re.match(r'\ufeff?---\r?\n(.*?)^---\s*$', text, re.M | re.S)
    return found[1] if found else None


DEEP = re.compile(r'(?:[\[{]\s*){60}|(?:- ){60}|(?:\w+: *[\[{] *){60}|\n {120}')  # what libyaml's stack does not hold


def content(path):
    """What a file holds for its schema; None: nothing, or nothing that is YAML."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > 1 << 20:
        return None
    try:
        text = path.read_text(encoding='utf-8')
        if DEEP.search(text):
            return None
        return load(front_matter(text) or '' if path.suffix == '.md' else text)
    except (ValueError, RecursionError, yaml.YAMLError):
        return None


def cycle_files(folder):
    """(kind, name, content) of each file that has a schema."""
    for path in sorted(p for pattern in ('*.yaml', 'plans/*/*', 'answers/*/*', 'conversations/*', 'priorities/*/*') for p in folder.glob(pattern)):
        name = str(path.relative_to(folder))
        if kind(name) and not any(p.is_symlink() for p in (path, *path.parents)):
            found = content(path)
            if found is not None:
                yield kind(name), name, found


def check(folder, *arguments):
    """What samtale check says of a cycle: the diagnostics, each a map."""
    done = subprocess.run([SAMTALE, '-C', folder, 'check', '--all', '--format', 'json', *arguments], capture_output=True, text=True, timeout=60, check=False)
    return [row for row in map(json.loads, filter(lambda line: line.startswith('{'), (done.stdout + done.stderr).splitlines())) if 'level' in row]


# ---- Templates

def template_parts(text):
    """(schema, content) of a template: its front matter, and each block."""
    front = front_matter(text)
    if front:
        yield 'templates', load(front)
    blocks = set(schema('blocks')['properties'])
    for name, body in re.findall(r'^```([a-z-]+)\n(.*?)^```$', text, re.M | re.S):
        if name in blocks:
            # PyYAML takes a question mark before a comma for a key's mark
            yield 'blocks', {name: load(re.sub(r'(: )([^"{}\[\],:]+\?),', r'\1"\2",', body))}


def templates():
    for path in sorted(ROOT.glob('templates/*/*.md')) + sorted(ROOT.glob('samples/*/templates/*/*.md')):
        for number, (name, found) in enumerate(template_parts(path.read_text(encoding='utf-8'))):
            yield name, f'{path.relative_to(ROOT)} {number}', found
    examples = re.findall(r'^````markdown\n(.*?)^````$', (ROOT / 'templates/README.md').read_text(encoding='utf-8'), re.M | re.S)
    for number, text in enumerate(examples):
        for name, found in template_parts(text):
            yield name, f'templates/README.md {number}', found
