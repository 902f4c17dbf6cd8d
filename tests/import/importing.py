"""What the tests of samtale import share: running it in a folder of its own, and reading org.yaml as a reader of its own does."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='samtale-import-'))
group = 'import'
failed = False


def check(name, *problems):
    """Passed where no problem is true: each is a text that says what is wrong, or nothing."""
    global failed
    wrong = [str(p) for p in problems if p]
    print(f'ok {group} {name}' if not wrong else f'FAIL {group} {name}: ' + '; '.join(wrong)[:1500], flush=True)
    failed |= bool(wrong)


def end():
    shutil.rmtree(work, ignore_errors=True)
    raise SystemExit(failed)


def fold(text):
    return ' '.join(unicodedata.normalize('NFC', str(text)).casefold().split())


class Done:
    """A run: its status, what it printed, and the folder in which it ran."""

    def __init__(self, folder, arguments, timeout=120):
        done = subprocess.run([SAMTALE, 'import', *map(str, arguments)], cwd=folder, capture_output=True, timeout=timeout, check=False)
        self.folder, self.status = folder, done.returncode
        self.out, self.err = done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace')
        self.all = self.out + self.err

    @property
    def org(self):
        path = self.folder / 'org.yaml'
        return Org(path.read_text(encoding='utf-8')) if path.exists() else None


folders = iter(range(10**6))


def new_folder():
    folder = work / f'{next(folders)}'
    folder.mkdir()
    return folder


def run(arguments, files=None, folder=None, timeout=120):
    """Runs import in a new folder that holds these files: name → bytes, text or a path."""
    folder = folder or new_folder()
    for name, content in (files or {}).items():
        if isinstance(content, pathlib.Path):
            content = content.read_bytes()
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return Done(folder, arguments, timeout)


class Org:
    """org.yaml, with the leader of each as the format says: one's own, the unit's, or of the nearest unit above with another."""

    def __init__(self, text):
        self.text = text
        self.units, self.people = {}, {}
        self.root = None
        self._walk(yaml.load(text, yaml.BaseLoader)['unit'], None)

    def _walk(self, u, parent):
        unit = {**u, 'parent': parent, 'members': [p['id'] for p in u.get('employees', [])]}
        assert u['id'] not in self.units, u['id']
        self.units[u['id']] = unit
        if not parent:
            self.root = u['id']
        for p in u.get('employees', []):
            assert p['id'] not in self.people, p['id']
            self.people[p['id']] = {**p, 'unit': u['id']}
        for below in u.get('units', []):
            self._walk(below, u['id'])

    def leader(self, person, unit=None, own=None):
        """An id, a name of someone outside in a map, or None."""
        p = self.people[person]
        if unit is None:
            unit, own = p['unit'], p.get('leader')
        if own:
            return own
        while unit and self.units[unit].get('leader') == person:
            unit = self.units[unit]['parent']
        return self.units[unit].get('leader') if unit else None

    def unit_named(self, name):
        found = [u for u in self.units.values() if fold(u['name']) == fold(name)]
        assert len(found) == 1, (name, len(found))
        return found[0]

    def person_named(self, name):
        found = [p for p in self.people.values() if fold(p['name']) == fold(name)]
        assert len(found) == 1, (name, len(found))
        return found[0]


class Expected:
    """What an expected.json says, beside an org.yaml."""

    def __init__(self, expected, org):
        self.e, self.org = expected, org
        self.problems = []
        self.ids = {}  # key → id in org.yaml
        for p in org.people.values():
            for key in (p['id'], p.get('email', ''), p['name']):
                self.ids.setdefault(fold(key), p['id'])
        self.logins()

    def logins(self):
        """Whose address is not the sign-in name is known by the name."""
        for text in self.e['leaders'].values():
            self.key_of(text)

    def key_of(self, text):
        match = re.fullmatch(r'(.*?)(?: \(([^()]*)\))?', text)
        name, key = match.groups()
        if key and fold(key) not in self.ids:
            local = fold(key).split('@')[0]
            if local in self.ids:
                self.ids[fold(key)] = self.ids[local]
            else:
                same = [p['id'] for p in self.org.people.values() if fold(p['name']) == fold(name)]
                if len(same) == 1:
                    self.ids[fold(key)] = same[0]
        return key or name

    def id(self, key):
        found = self.ids.get(fold(key))
        if found is None and '@' in key:
            found = self.ids.get(fold(key).split('@')[0])
        return found

    def unit(self, name):
        """The id of a unit that expected.json calls so: "name [code]" where several have the name."""
        match = re.fullmatch(r'(.*?)(?: \[([^\]]*)\])?', name)
        plain, code = match.groups()
        found = [u['id'] for u in self.org.units.values() if fold(u['name']) == fold(plain)]
        if code and len(found) > 1:
            members = {self.id(k) for k in self.e['members'][name]}
            found = [u for u in found if set(self.org.units[u]['members']) == members] or found
        return found[0] if len(found) == 1 else None

    def wrong(self, *words):
        self.problems.append(' '.join(map(str, words)))

    def compare(self):
        e, org = self.e, self.org
        if len(org.people) != e['people']:
            self.wrong(len(org.people), 'people instead of', e['people'])
        if len(org.units) != e['units']:
            self.wrong(len(org.units), 'units instead of', e['units'], [u['name'] for u in org.units.values()])
        if fold(org.units[org.root]['name']) != fold(e['root']):
            self.wrong('root', org.units[org.root]['name'])
        for name, parent in e['unit_parents'].items():
            self.compare_unit(name, parent)
        self.compare_leaders()
        self.compare_people()
        return self.problems

    def compare_unit(self, name, parent):
        u = self.unit(name)
        if not u:
            self.wrong('no unit', name)
            return
        above = self.org.units[u]['parent']
        if above != (self.unit(parent) if parent else None):
            self.wrong(name, 'is under', above, 'instead of', parent)
        members = {self.id(k) for k in self.e['members'][name]}
        if members != set(self.org.units[u]['members']):
            self.wrong(name, 'has', members ^ set(self.org.units[u]['members']), 'too many or too few')
        leader, wanted = self.org.units[u].get('leader'), self.e['leaders'].get(name)
        if wanted and leader != self.id(self.key_of(wanted)):
            self.wrong(name, 'is led by', leader, 'instead of', wanted)
        if not wanted and isinstance(leader, str):
            self.wrong(name, 'is led by', leader, 'instead of nobody here')

    def compare_leaders(self):
        guessed = {self.key_of(x['person']) for x in self.e['no_leader'] if 'person' in x}
        for key, wanted in self.e['leader_of'].items():
            p = self.id(key)
            if not p:
                self.wrong('nobody with key', key)
                continue
            leader = self.org.leader(p)
            if isinstance(leader, dict):
                name = fold(leader['name'])
                right = wanted and wanted.startswith('outside: ') and set(re.findall(r'\w+', name)) == set(re.findall(r'\w+', fold(wanted[9:])))
            elif wanted is None or wanted.startswith('outside: '):
                right = leader is None  # with a number only, nobody can be named
            else:
                right = leader == self.id(wanted)
            if not right and key not in guessed:
                self.wrong(key, 'is led by', leader, 'instead of', wanted)

    def compare_people(self):
        also = {self.id(self.key_of(x['person'])): {self.unit(u) for u in x['also']} for x in self.e['two_positions']}
        for x in self.e['two_positions']:
            p = self.org.people[self.id(self.key_of(x['person']))]
            if p['unit'] != self.unit(x['main']):
                self.wrong(x['person'], 'is in', p['unit'], 'instead of', x['main'])
        for p in self.org.people.values():
            if {a['unit'] for a in p.get('also', [])} != also.get(p['id'], set()):
                self.wrong(p['name'], 'has also', p.get('also'))
        for x in self.e['left']:
            if fold(x['person'].split(' (')[0]) in {fold(p['name']) for p in self.org.people.values()}:
                self.wrong(x['person'], 'has left')
        for key, field in (('not_started', 'from'), ('ends_later', 'to')):
            wanted = {self.id(self.key_of(x['person'])): x[field] for x in self.e[key]}
            found = {p['id']: p[field] for p in self.org.people.values() if field in p and (field == 'to' or p[field] > self.e['as_of'])}
            if wanted != found:
                self.wrong(field, 'differs:', wanted, found)
        away = {self.id(self.key_of(x['person'])): {k: x[k] for k in ('from', 'to') if x.get(k)} for x in self.e['away']}
        found = {p['id']: p['away'] for p in self.org.people.values() if 'away' in p}
        if away != found:
            self.wrong('away differs:', away, found)
