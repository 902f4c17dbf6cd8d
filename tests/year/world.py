"""What tests/year/year.py keeps beside the program: an organisation as it should be, in Python, and the cycle directory as it is on the
disk, read by other readers (PyYAML, pdftotext, pikepdf, icalendar). Nothing here asks the program what is right."""
import contextlib
import csv
import dataclasses
import datetime
import fnmatch
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting  # noqa: E402,F401 (year.py names its group)
from collecting import SAMTALE, check  # noqa: E402

FIRST = ('Åse', 'Bjørn', 'Cecilie', 'Dag', 'Éva', 'Finn', 'Gro', 'Håkon', 'Ida', 'Jens', 'Kari', 'Lars', 'Máret', 'Nils', 'Oda', 'Per', 'Rita', 'Sven', 'Tuva', 'Øystein')
LAST = ('Aas', 'Berg', 'Dahl', 'Eira', 'Foss', 'Gran', 'Hagen', 'Iversen', 'Juul', 'Krog', 'Lie', 'Moe', 'Nygård', 'Olsen', 'Pettersen', 'Rød', 'Strand', 'Tangen',
        'Ulvik', 'Vik', 'Wold', 'Ås', 'Øien')


def day(text):
    return datetime.date.fromisoformat(str(text)[:10])


# ---- The organisation as it should be


@dataclasses.dataclass
class Person:
    id: str
    name: str
    title: str
    unit: str
    own_leader: str = ''    # another leader than the unit's
    until: str = ''         # the last day
    since: str = ''         # the first day
    words: dict = dataclasses.field(default_factory=dict)  # what HR has written by hand in org.yaml, and no export says

    @property
    def email(self):
        return f'{self.id}@bystrand.example'


@dataclasses.dataclass
class Unit:
    id: str
    name: str
    above: str
    leaders: list           # of (id, first day or ''), in order
    formerly: list = dataclasses.field(default_factory=list)
    until: str = ''


class World:
    """Who is where and led by whom; every plan, by period and person; the times that were agreed on."""

    def __init__(self):
        self.units, self.people, self.plans, self.times, self.number = {}, {}, {}, {}, 0

    def add_unit(self, ident, name, above, members, title):
        """A unit with its leader first, numbered on."""
        ids = [self.add_person(ident, title if i else f'Leder for {name}') for i in range(members)]
        self.units[ident] = Unit(ident, name, above, [(ids[0], '')])

    def add_person(self, unit, title, **more):
        n = self.number
        self.number += 1
        who = str(1000 + n)
        self.people[who] = Person(who, f'{FIRST[n % len(FIRST)]} {LAST[n * 7 % len(LAST)]}', title, unit, **more)
        return who

    def unit_leader(self, unit, at):
        here = [who for who, since in self.units[unit].leaders if not since or since <= at]
        return here[-1] if here else None

    def leader(self, who, at):
        """An id, or the name of somebody outside."""
        person = self.people[who]
        if person.own_leader:
            return person.own_leader
        unit = person.unit
        while unit and self.unit_leader(unit, at) == who:
            unit = self.units[unit].above
        return self.unit_leader(unit, at) if unit else None

    def members(self, unit, below=False):
        """In no order; below: with all units below it."""
        units = {unit} | {u for u in self.units if below and self.is_below(u, unit)}
        return {p.id for p in self.people.values() if p.unit in units}

    def is_below(self, unit, above):
        while self.units[unit].above:
            unit = self.units[unit].above
            if unit == above:
                return True
        return False

    def now(self, unit):
        """The unit that a former id is today."""
        return unit if unit in self.units else next((u.id for u in self.units.values() if unit in u.formerly), None)

    def leads(self, at):
        """Leader → those whose leader that is."""
        found = {}
        for who in self.people:
            found.setdefault(self.leader(who, at), set()).add(who)
        return found

    def has_pack(self, who, at):
        p = self.people[who]
        return p.words.get('conversation') != 'not-needed' and self.leader(who, at) is not None and not (p.until and p.until < at)

    def packs(self, at, times):
        """What samtale packs makes as on a day: packs, leaders' packs and start letters, and calendar files of who has a time."""
        dated = {who for who in self.people if 'at' in times.get(who, {})}
        found = {f'packs/{p.unit}/{p.id}.pdf' for p in self.people.values() if self.has_pack(p.id, at)}
        found |= {f'packs/{self.people[who].unit}/{who}.ics' for who in dated if self.has_pack(who, at)}
        for leader, people in self.leads(at).items():
            if leader in self.people and any(self.has_pack(who, at) for who in people):
                found.add(f'leader-packs/{self.people[leader].unit}/{leader}.pdf')
                found |= {f'leader-packs/{self.people[leader].unit}/{leader}.ics' for who in people & dated if self.has_pack(who, at)}
        return found | {f'start-letters/{u.id}.pdf' for u in self.units.values() if not u.until or at <= u.until}

    def export(self, at='2025-01-01'):
        """As an HR system writes it: one line a person, the leader by number; who has left is not in it."""
        out = io.StringIO()
        table = csv.writer(out, delimiter=';', lineterminator='\r\n')
        table.writerow(['Ansattnr', 'Navn', 'Stilling', 'Enhet', 'Overordnet enhet', 'Leder', 'E-post', 'Startdato', 'Sluttdato'])
        for p in self.people.values():
            leader, unit = self.leader(p.id, at), self.units[p.unit]
            table.writerow([p.id, p.name, p.title, unit.name, unit.above and self.units[unit.above].name or '', leader if leader in self.people else '',
                            p.email, p.since, p.until])
        return out.getvalue().encode('cp1252')


# ---- The cycle directory as it is


class Disk:
    def __init__(self, folder, world):
        self.folder, self.world, self.today, self.period, self.as_of = folder, world, '2024-11-15', '2025', '2025-01-13'
        self.comments, self.modes = [], {}

    def run(self, *arguments, status=0, **how):
        """As on self.today, '': whatever day it is; ends with this status, None: whatever."""
        today = {'SOURCE_DATE_EPOCH': str(int(datetime.datetime.fromisoformat(self.today + 'T12:00+00:00').timestamp()))} if self.today else {}
        done = subprocess.run([SAMTALE, '-C', self.folder, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120,
                              env={**{k: v for k, v in os.environ.items() if k != 'SOURCE_DATE_EPOCH'}, 'LANGUAGE': 'en', **today}, **how)
        done.all = f'{" ".join(map(str, arguments))} ended with {done.returncode}\n{done.stdout}{done.stderr}'
        if status is not None and done.returncode != status:
            check(f'{self.today}: {arguments[0]}', False, done.all)
        return done

    def path(self, *parts):
        return self.folder.joinpath(*parts)

    def yaml(self, name):
        return yaml.load(self.path(name).read_text(), yaml.BaseLoader) if self.path(name).exists() else None

    def files(self):
        """What people own, and so is never touched unasked: all but what is made."""
        return {str(p.relative_to(self.folder)): p.read_bytes() for p in self.folder.rglob('*')
                if p.is_file() and p.relative_to(self.folder).parts[0] not in ('out', '.samtale')}

    def papers(self, period=None, kinds=('.pdf', '.ics', '.csv', '.json', '.html', '.zip')):
        top = self.path('out', period or self.period)
        return {str(p.relative_to(top)): p.read_bytes() for p in top.rglob('*') if p.suffix in kinds and not p.name.startswith('.')}

    def text(self, name, period=None, last=99):
        done = subprocess.run(['pdftotext', '-layout', '-l', str(last), self.path('out', period or self.period, name), '-'], capture_output=True, text=True, check=False)
        return ' '.join(done.stdout.split())

    @contextlib.contextmanager
    def step(self, name, writes=()):
        """What is done inside changes, makes or removes these files of people's (patterns), and no other; then the disk is as the world."""
        before = self.files()
        yield
        after = self.files()
        changed = {n for n in {**before, **after} if before.get(n) != after.get(n)}
        extra = sorted(n for n in changed if not any(fnmatch.fnmatch(n, w) for w in writes))
        missing = sorted(w for w in writes if not fnmatch.filter(changed, w))
        check(f'{name}: what is written', not extra and not missing, f'too much: {extra}, too little: {missing}')
        self.compare(name)

    # ---- Compared with the world

    def compare(self, name):
        problems = [*self.chart(), *self.plans(), *self.times(), *self.kept(), *self.manifest()]
        check(f'{name}: on the disk as it should be', not problems, problems[:6])
        self.status(name)

    def chart(self):
        units, people = {}, {}

        def walk(unit, above):
            units[unit['id']] = (unit, above)
            for p in unit.get('employees') or []:
                people[p['id']] = (p, unit['id'])
            for below in unit.get('units') or []:
                walk(below, unit['id'])
        walk(self.yaml('org.yaml')['unit'], None)
        world = self.world
        yield from differences('units', set(units), set(world.units))
        yield from differences('people', set(people), set(world.people))
        for ident, (unit, above) in units.items():
            should = world.units.get(ident)
            if should:
                leaders = unit.get('leader') or []
                has = [(x['id'], x.get('from', '')) if isinstance(x, dict) else (x, '') for x in (leaders if isinstance(leaders, list) else [leaders])]
                yield from differences(f'unit {ident}', (unit['name'], above, has, unit.get('formerly', []), unit.get('to', '')),
                                       (should.name, should.above, should.leaders, should.formerly, should.until))
        for ident, (p, unit) in people.items():
            should = world.people.get(ident)
            if should:
                rest = {k: v for k, v in p.items() if k not in ('id', 'name', 'title', 'email', 'leader', 'from', 'to')}
                own = p.get('leader', '')
                yield from differences(f'person {ident}', (p['name'], p.get('title'), p.get('email'), unit, own['name'] if isinstance(own, dict) else own,
                                                           p.get('from', ''), p.get('to', ''), rest),
                                       (should.name, should.title, should.email, should.unit, should.own_leader, should.since, should.until, should.words))

    def plans(self):
        for period in {*self.world.plans, *(p.name for p in self.path('plans').glob('*'))}:
            has = {p.stem: yaml.load(p.read_text(), yaml.BaseLoader) for p in self.path('plans', period).glob('*.yaml')}
            should = self.world.plans.get(period, {})
            yield from differences(f'plans of {period}', set(has), set(should))
            for who in set(has) & set(should):
                yield from differences(f'plan {period}/{who}', has[who], should[who])

    def times(self):
        for period, should in self.world.times.items():
            has = self.yaml(f'conversations/{period}.yaml') or {}
            yield from differences(f'conversations of {period}', has, should)

    def kept(self):
        text = self.path('org.yaml').read_text()
        yield from (f'comment lost: {c}' for c in self.comments if text.count(c) != 1)
        yield from (f'{n} has mode {mode:o}' for n, should in self.modes.items()
                    for mode in [self.path(n).stat().st_mode & 0o777] if mode != should)

    def manifest(self):
        """Each period's: it lists what is there, byte for byte, and no more."""
        for path in self.path('out').glob('*/manifest.json'):
            listed = {f['path']: f['sha256'] for f in json.loads(path.read_text())['files']}
            there = {str(p.relative_to(path.parent)): hashlib.sha256(p.read_bytes()).hexdigest()
                     for p in path.parent.rglob('*') if p.is_file() and p.suffix in ('.pdf', '.ics')}
            yield from differences(f'manifest of {path.parent.name}', listed, {**there, **{n: h for n, h in listed.items() if not n.endswith(('.pdf', '.ics'))}})

    def rows(self, *arguments):
        return [json.loads(line) for line in self.run('status', '--format', 'json', *arguments).stdout.splitlines()]

    def status(self, name):
        """Where everybody is, led by whom, held what, and with how many goals: as status says today."""
        rows, plans, wrong = self.rows(), self.world.plans.get(self.period, {}), []
        people = {r['id']: r for r in rows if r['row'] == 'person'}
        wrong += differences('status of', set(people), set(self.world.people))
        for who, r in people.items():
            leader = r['leader'] and (r['leader'].get('id') or r['leader']['name'])
            plan = plans.get(who, {})
            wrong += differences(f'status of {who}', (r['unit'], leader, r['conversation'].get('held'), r['plan'].get('goals', 0)),
                                 (self.world.people[who].unit, self.world.leader(who, self.today or '2026-02-01'), held(plan) or held(self.world.times.get(self.period, {}).get(who)),
                                  len(plan.get('goals', []))))
        for r in rows:
            if r['row'] == 'unit' and r['id'] in self.world.units:
                wrong += differences(f'people of {r["id"]}', r['totals']['people'], len(self.world.members(r['id'], below=True)))
        check(f'{name}: status', not wrong, wrong[:6])


def held(entry):
    """Of a plan, or of an entry of conversations/."""
    return (entry or {}).get('held') or (entry or {}).get('conversation', {}).get('held')


def differences(what, has, should):
    if has == should:
        return
    if isinstance(has, set):
        yield f'{what}: too many {sorted(has - should)}, missing {sorted(should - has)}'
    elif isinstance(has, dict) and isinstance(should, dict):
        keys = [k for k in {**has, **should} if has.get(k) != should.get(k)]
        yield f'{what}: ' + ', '.join(f'{k}: {has.get(k)!r} and not {should.get(k)!r}' for k in keys[:3])
    else:
        yield f'{what}: {has!r} and not {should!r}'
