"""What the tests of samtale collect share: a cycle with hand-written plans, forms that are filled in as clients do, and a look
at what came of it."""
import hashlib
import hmac
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape, quoteattr

import pikepdf
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='samtale-collect-'))
failed = False
KEY = (ROOT / 'samples/nordlia/secret.key').read_bytes()  # the same for all cycles, so that forms of one are another's
group = 'collect'

SETTINGS = '''organisation: Nordlia kommune
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
follow-ups:
  - { name: Vår, from: 2027-05-03, to: 2027-06-11 }
  - { name: Høst, from: 2027-09-20, to: 2027-10-29 }
evaluation: { from: 2027-11-29, to: 2027-12-17 }
hr: { name: HR, email: hr@nordlia.example }
competences: { digital: Digital dømmekraft, leading: Ledelse, law: Forvaltningsrett }
'''
ORG = '''unit:
  id: nordlia
  name: Nordlia kommune
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik, title: Ordfører } }
  units:
    - id: oppvekst
      name: Oppvekst
      leader: e10
      employees:
        - { id: e10, name: Jon Eira }
        - { id: e11, name: Maja Solberg }
        - { id: e12, name: Kari Nordmann }
        - { id: e13, name: Ola Bø, language: nn }
        - { id: e14, name: Ann Hill, language: en }
        - { id: e15, name: Tor Lie }
        - { id: e16, name: Liv Dahl }
    - id: kultur
      name: Kultur
      leader: e20
      employees:
        - { id: e20, name: Grete Moe }
        - { id: e21, name: Kari Nordmann }
'''
# Oppvekst has 15 people, and so anonymous forms of its own; kultur has 2, too few for that.
MANY = ORG.replace("        - { id: e16, name: Liv Dahl }\n", ''.join(
    f"        - {{ id: {i}, name: {n} }}\n" for i, n in [('e16', 'Liv Dahl')] + [(f'e3{k}', f'Per Hansen {k}') for k in range(8)]))
PRIORITIES = '''## Tidlig innsats {#tidlig-innsats}

Vi begynner tidlig.

## Enklere hverdag {#enklere}

Vi gjør det enkelt.
'''


def check(name, holds, why=''):
    global failed
    print(f'ok {group}/{name}' if holds else f'FAIL {group}/{name}: {str(why)[:1500]}')
    failed |= not holds


def run(folder, *arguments, merge=False, **how):
    """merge: standard error goes where standard output goes."""
    error = subprocess.STDOUT if merge else subprocess.PIPE
    return subprocess.run([SAMTALE, '-C', folder, *arguments], stdout=subprocess.PIPE, stderr=error, text=True, check=False, timeout=120, **how)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def make_cycle(name, plans, settings=SETTINGS, org=ORG):
    folder = work / name
    if folder.exists():
        shutil.rmtree(folder)
    write(folder / 'samtale.yaml', settings)
    write(folder / 'secret.key', KEY)
    write(folder / 'org.yaml', org)
    write(folder / 'priorities/2027/nordlia.md', PRIORITIES)
    for unit in ('oppvekst', 'kultur'):
        write(folder / f'priorities/2027/{unit}.md', f'## Sammen i {unit} {{#sammen-{unit}}}\n\nVi hjelper hverandre.\n')
    for person, text in plans.items():
        write(folder / f'plans/2027/{person}.yaml', text)
    return folder


def make_forms(folder, *arguments):
    done = run(folder, 'forms', *arguments, '--quiet')
    if done.returncode:
        print(f'FAIL {group}/forms {" ".join(arguments)}: {done.stderr[:300]}')
        sys.exit(1)


def split(folder, leader, name, plans=None):
    """A leader's own directory, made anew; plans: how the leader's people have written them by hand, instead of what split wrote."""
    target = work / name
    shutil.rmtree(target, ignore_errors=True)
    done = run(folder, 'split', '--leader', leader, target, '--quiet')
    if done.returncode:
        print(f'FAIL {group}/split {leader}: {done.stderr[:300]}')
        sys.exit(1)
    for path in (target / 'plans/2027').glob('*.yaml') if plans else ():
        write(path, plans[path.stem])
    return target


class Collected:
    """One run of samtale collect, and what the cycle was before and after it."""

    def __init__(self, folder, files, *arguments, **how):
        self.folder = pathlib.Path(folder)
        self.before = snapshot(folder)
        self.done = run(folder, 'collect', *map(str, files), *arguments, '--all', **how)
        self.after = snapshot(folder)
        self.status, self.out, self.err = self.done.returncode, self.done.stdout, self.done.stderr
        self.same = self.before == self.after
        self.all = f'exit {self.status}\n{self.out}{self.err}'

    def plan(self, person):
        return plan(self.folder, person)

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def changed(self):
        names = {**self.before, **self.after}
        return sorted(n for n in names if self.before.get(n) != self.after.get(n) and not n.endswith('/'))


def snapshot(folder):
    """Every file of the cycle but what is generated: its bytes, time and mode."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob('*')):
        name = str(path.relative_to(folder))
        if name.startswith('out') or not path.exists():
            continue
        at = path.stat()
        found[name + ('/' if path.is_dir() else '')] = (
            at.st_mode, None if path.is_dir() else (at.st_mtime_ns, path.read_bytes()))
    return found


def plan(folder, person):
    path = pathlib.Path(folder) / f'plans/2027/{person}.yaml'
    return yaml.load(path.read_text(), yaml.BaseLoader) if path.exists() else None


# ---- Filling in


def fields(pdf):
    """(copy, section, path) → field, full name."""
    found = {}

    def walk(field, name):
        own = str(field.T) if '/T' in field else ''
        name = f'{name}.{own}' if name and own else name or own
        kids = [k for k in field.get('/Kids', []) if '/T' in k]
        for kid in kids:
            walk(kid, name)
        parts = name.split('.')
        if not kids and len(parts) == 3:
            copy, section = map(int, parts[1].split('-'))
            found[copy, section, parts[2].split('~')[0].replace(':', '.')] = (field, name)
    for top in pdf.Root.AcroForm.Fields:
        walk(top, '')
    return found


def put(field, value):
    if field.get('/FT') == pikepdf.Name.Btn:
        state = pikepdf.Name('/' + (value or 'Off'))
        field.V = state
        for widget in field.get('/Kids', [field]):
            drawn = '/AP' in widget and str(state) in widget.AP.N
            widget.AS = state if drawn else pikepdf.Name.Off
    elif value or '/V' in field:
        field.V = pikepdf.String(value)


def matching(found, key):
    copy, path = key if isinstance(key, tuple) else (1, key)
    keys = [k for k in found if k[0] == copy and k[2] == path]
    if not keys:
        raise KeyError(f'{key}: the form has {sorted({k[2] for k in found})}')
    return keys[0]


# ---- Signing, as model/secret.h, model/record.h and leader/delivered_mac.h say


def derive(purpose, what='', key=None):
    return hmac.digest(key or KEY, f'samtale {purpose}\0{what}'.encode(), 'sha256')


def fingerprint(key):
    return derive('fingerprint', key=key).hex()[:16]


def signed(root, key=None):
    """A form's name with its MAC: as who has the secret can make it, for whoever it names."""
    leader = re.search('/l=([^/]+)', root)
    return f'{root}/' + hmac.new(derive('form', leader[1] if leader else '', key), f'form\0{root}\0'.encode(), 'sha256').hexdigest()[:16]


def sign_again(path, change, key=None):
    """Changes the names in an XFDF file, and signs them for what they say then."""
    path.write_text(re.sub(r'(samtale/2/[^".]*)/[^/".]+', lambda m: signed(change(m[1]), key), path.read_text()))
    return path


ORDER = ['employee', 'conversation', 'planned', 'held', 'agreed', 'leader', 'follow-ups', 'evaluation', 'goals', 'work', 'development', 'unstated',
         'none', 'met', 'partly', 'not-met', 'dropped', 'measures', 'done', 'undated', 'due']


def delivery_bytes(node):
    if isinstance(node, dict):
        keys = sorted(node, key=lambda k: (ORDER.index(k) if k in ORDER else len(ORDER), 0 if k == 'employee' else 1, k))
        return f'{{{len(node)}\0'.encode() + b''.join(delivery_bytes(k) + delivery_bytes(node[k]) for k in keys)
    if isinstance(node, list):
        return f'[{len(node)}\0'.encode() + b''.join(map(delivery_bytes, node))
    return f'{node}\0'.encode()


def delivery_mac(organisation, period, leader, people, key=None):
    top = {'samtale-delivery': 2, 'organisation': organisation, 'period': period, 'leader': leader, **({'people': people} if people else {})}
    text = f'delivery\0{{{len(top)}\0'.encode() + b''.join(delivery_bytes(k) + delivery_bytes(v) for k, v in top.items())
    return hmac.new(derive('form', leader, key), text, 'sha256').hexdigest()[:16]


counter = 0


def fill(source, values, name=None):
    """values: path or (copy, path) → text; a button's state, '' for off. The new file."""
    global counter
    counter += 1
    target = work / 'filled' / (name or f'{counter}.pdf')
    target.parent.mkdir(exist_ok=True)
    with pikepdf.open(source) as pdf:
        found = fields(pdf)
        for key, value in values.items():
            put(found[matching(found, key)][0], value)
        pdf.save(target)
    return target


def xfdf(source, values, name=None, extra=(), whole=True):
    """The same as XFDF; whole: with the fields that nobody has touched, as most clients write them."""
    global counter
    counter += 1
    target = work / 'filled' / (name or f'{counter}.xfdf')
    target.parent.mkdir(exist_ok=True)
    with pikepdf.open(source) as pdf:
        found = fields(pdf)
        content = {}
        for field, full in found.values() if whole else ():
            value = field.get('/V', '')
            content[full] = str(value).lstrip('/') if field.get('/FT') == pikepdf.Name.Btn else str(value)
        for key, value in values.items():
            content[found[matching(found, key)][1]] = value
        form = next(iter(found.values()))[1].split('.')[0]
    for path, value in extra:
        content[f'{form}.1-1.{path}'] = value
    lines = ''.join(f'<field name={quoteattr(n)}><value>{escape(v)}</value></field>\n' for n, v in content.items())
    write(target, '<?xml version="1.0" encoding="UTF-8"?>\n<xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve"><fields>\n'
          + lines + '</fields></xfdf>\n')
    return target


def earlier(name):
    """A form that an earlier version made, as XFDF: of Maja Solberg (e11), with the goals of MAJA in plans.py, or a blank one."""
    return pathlib.Path(__file__).parent / f'{name}.xfdf'


def old_form(source, values):
    """Such a form, filled in."""
    global counter
    counter += 1
    target = work / f'filled/old-{counter}.xfdf'
    text = source.read_text()
    for path, value in values.items():
        text, count = re.subn(rf'(\.{path}(~[0-9a-f]+)?"><value>)[^<]*', lambda m, v=value: m[1] + escape(v), text, count=1)
        assert count == 1, path
    write(target, text)
    return target


def end():
    shutil.rmtree(work, ignore_errors=True)
    sys.exit(failed)
