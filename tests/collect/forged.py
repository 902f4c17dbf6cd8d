#!/usr/bin/python3
"""Forms and deliveries that somebody has forged: not one byte of the cycle changes, and the message names file and person.

Each forgery is tried alone, with the options that let most in, at HR and, with comments, in the leader's own directory. Whatever is
forged is first collected as it was made, in a copy of the cycle, so that a forgery is refused for what is forged. It ends in a count of
what was tried."""
import collections
import os
import pathlib
import random
import re
import shutil
import unicodedata

import pikepdf

import collecting
from collecting import ORG, SETTINGS, Collected, check, end, fields, fill, make_cycle, make_forms, run, split, work, write, xfdf

collecting.group = 'forged'
dice = random.Random(12)
tried = collections.Counter()
NAMES = dict(re.findall(r'id: (e\d+), name: ([^,}]+?)[ ,}]*(?:, | }|\n)', ORG))
MAJA = '''employee: e11
unit: oppvekst
leader: e10
goals:
  - { id: g1, goal: Nytt skjema tatt i bruk, kind: work, attainment: partly, measures: [{ id: m1, what: Pilot, deadline: 2027-06-01 }] }
  - { id: g2, goal: Jeg sier fra, kind: personal }
'''
INGRID = 'employee: e1\nunit: nordlia\nleader: Per Vik\ngoals:\n  - { id: g1, goal: Budsjettet holder, kind: work }\n'
GRETE = 'employee: e21\nunit: kultur\nleader: e20\ngoals:\n  - { id: g1, goal: Ny scene, kind: work }\n'
PLANS = {'e11': MAJA, 'e12': MAJA.replace('e11', 'e12'), 'e1': INGRID, 'e21': GRETE}
# What a forger writes: new values, and other ones than the record has.
VALUES = {'action-plan': {'goals/g1/goal': 'FORFALSKET', 'conversation/held': '19.1.2027', 'agreed/employee': '20.1.2027',
                          'agreed/employee/tick': 'on'},
          'follow-up': {'follow-ups/f1/held': '20.5.2027', 'follow-ups/f1/progress/g1/status': 'done'},
          'evaluation': {'goals/g1/attainment': 'met', 'evaluation/held': '1.12.2027'}}
KEY = bytes(range(32))
NOBODY = ''  # nobody need be named: the form's name cannot be read, or names somebody of another organisation
MOST_LET_IN = ('--prefer', 'form')


def organisation(name, settings=SETTINGS, key=KEY):
    """A cycle whose secret is known, with papers made, so that output files could change, too."""
    folder = make_cycle(name, PLANS, settings)
    write(folder / 'secret.key', key)
    (folder / 'secret.key').chmod(0o600)
    period = re.search('period: (.*)', settings)[1]
    if period != '2027':
        for kind in ('priorities', 'plans'):
            (folder / kind / '2027').rename(folder / kind / period)
    for document in VALUES:
        make_forms(folder, document)
        make_forms(folder, document, '--blank', '2')
    make_forms(folder, 'process-evaluation')
    return folder


def form(person, document='action-plan', folder=None, period='2027'):
    unit = {'e21': 'kultur', 'e20': 'kultur', 'e1': 'nordlia'}.get(person, 'oppvekst')
    return (folder or hr) / f'out/{period}/forms/{document}/{unit}/{person}.pdf'


def blank(document='action-plan', folder=None, period='2027'):
    return (folder or hr) / f'out/{period}/forms/{document}/_blank.pdf'


def everything(folder):
    """All of the cycle, outputs and the key too: bytes, time and mode; not the time of folders, in which a lock comes and goes."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob('*')):
        at = path.lstat()
        found[str(path.relative_to(folder))] = (at.st_mode,) if path.is_dir() else (at.st_mode, at.st_mtime_ns, path.read_bytes())
    return found


def person_of(root):
    found = re.search('/e=([^/]+)', root)
    return found[1] if found else None


def is_named(person, text):
    return not person or NAMES.get(person, person) in text or re.search(rf'\b{re.escape(person)}\b', text)


def attack(kind, name, files, person=None, options=MOST_LET_IN, loud=True, at=None):
    """loud: an error; else it is enough that nothing changes. at: the directories; without it, HR's and the leader's own."""
    files = files if isinstance(files, list) else [files]
    for folder in at or (hr, leaders_own):
        tried[kind] += 1
        done = run(folder, 'collect', *map(str, files), *options, *COMMENTS[folder])
        now, before = everything(folder), intact[folder]
        changed = sorted(n for n in {**now, **before} if now.get(n) != before.get(n))
        said = done.stdout + done.stderr
        faults = []
        if changed:
            faults.append(f'changed {changed}')
            restore()
        if loud and done.returncode != 1:
            faults.append(f'exit {done.returncode}')
        if loud and not all(str(f) in said for f in files):
            faults.append('the file is not named')
        if loud and not is_named(person, said):
            faults.append(f'{person} is not named')
        if done.returncode > 1:
            faults.append('it was not tried')
        check(f'{kind}: {name}, {folder.name}', not faults, f'{faults} {said}')


def restore():
    for folder in intact:
        shutil.rmtree(folder)
        shutil.copytree(kept / folder.name, folder, symlinks=True)
        intact[folder] = everything(folder)


def genuine(name, files, options=MOST_LET_IN, at=None):
    """What is forged later is taken as it was made: in a copy of the directory."""
    for folder in at or (hr, leaders_own):
        copy = work / 'genuine'
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        done = Collected(copy, files if isinstance(files, list) else [files], *options, *COMMENTS[folder])
        check(f'genuine {name}, {folder.name}', done.status == 0 and not done.same, done.all)


# ---- Forging


def root_of(pdf):
    with pikepdf.open(pdf) as opened:
        return next(iter(fields(opened).values()))[1].split('.')[0]


class Root:
    """A form's name, taken apart: samtale/2/ORG/DOCUMENT/PERIOD/u=UNIT/e=EMPLOYEE/l=LEADER/MAC."""

    def __init__(self, name):
        self.name = name
        parts = name.split('/')
        self.version, self.organisation, self.document, self.period = parts[1:5]
        self.mac = parts[-1] if re.fullmatch('[0-9a-f]{16}', parts[-1]) else ''
        self.whose = dict(p.split('=') for p in parts[5:] if '=' in p)

    def with_(self, mac=None, **more):
        """Another name: a part of None is left out."""
        whose = {k: more.get(k, self.whose.get(k)) for k in 'uel'}
        parts = ['samtale', more.get('version', self.version), more.get('organisation', self.organisation),
                 more.get('document', self.document), more.get('period', self.period),
                 *[f'{k}={v}' for k, v in whose.items() if v is not None], self.mac if mac is None else mac]
        return '/'.join(p for p in parts if p is not None)


def rename(source, root, target, xmp=True, inside=None):
    """A PDF of another form name; xmp: it says so in its metadata, too, or else what `inside` makes of them."""
    with pikepdf.open(source) as pdf:
        old = None
        for top in pdf.Root.AcroForm.Fields:
            if str(top.get('/T', '')).startswith('samtale/'):
                old = str(top.T)
                top.T = pikepdf.String(root)
        packet = pdf.Root.Metadata.read_bytes()
        changed = inside(packet) if inside else packet.replace(old.encode(), root.encode()) if xmp else packet
        pdf.Root.Metadata = pikepdf.Stream(pdf, changed, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(target, fix_metadata_version=False)
    return target


def fdf(target, content):
    def text(value):
        return '<' + ('\ufeff' + value).encode('utf-16-be').hex() + '>'
    rows = ''.join(f'<< /T {text(n)} /V {text(v)} >>\n' for n, v in content.items())
    write(target, f'%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [\n{rows}] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')
    return target


def contents(source, values):
    """Full names and values, as a client hands over the data of a form."""
    with pikepdf.open(source) as pdf:
        found = fields(pdf)
        return {found[collecting.matching(found, key)][1]: value for key, value in values.items()}


def written(content, target):
    lines = ''.join(f'<field name="{n}"><value>{v}</value></field>\n' for n, v in content.items())
    write(target, '<?xml version="1.0" encoding="UTF-8"?>\n<xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve"><fields>\n'
          f'{lines}</fields></xfdf>\n')
    return target


def forgeries(source, root, values):
    """The same forgery as PDF, as PDF whose metadata still say what it was, as FDF and as XFDF."""
    collecting.counter += 1
    base = work / 'filled' / f'forged-{collecting.counter}'
    filled = fill(source, values)
    old = root_of(source)
    data = {root + n[len(old):]: v for n, v in contents(source, values).items()}
    yield 'PDF', rename(filled, root, base.with_suffix('.pdf'))
    yield 'PDF with its XMP', rename(filled, root, base.with_suffix('.xmp.pdf'), xmp=False)
    yield 'FDF', fdf(base.with_suffix('.fdf'), data)
    yield 'XFDF', written(data, base.with_suffix('.xfdf'))


def forge(kind, name, source, root, values=None, person=None, at=None):
    for medium, path in forgeries(source, root, values or VALUES[Root(root_of(source)).document]):
        attack(kind, f'{name}, {medium}', path, person_of(root) if person is None else person, at=at)


# ---- Forms


def identities():
    for document in VALUES:
        source = form('e11', document)
        genuine(document, fill(source, VALUES[document]))
        own = Root(root_of(source))
        for employee in ('e12', 'e15', 'e21', 'e10', 'e1', 'e99'):
            forge('employee', f'{document} as {employee}', source, own.with_(e=employee))
        if document != 'action-plan':
            continue
        for unit in ('kultur', 'nordlia', 'nowhere', None):
            forge('unit', unit, source, own.with_(u=unit))
        for leader in ('e20', 'e1', 'e11', 'e99', None):
            forge('leader', leader, source, own.with_(l=leader))
        for employee, unit, leader in (('e21', 'kultur', 'e20'), ('e1', 'nordlia', None), ('e10', 'oppvekst', 'e1')):
            forge('all', employee, source, own.with_(e=employee, u=unit, l=leader))
        for period in ('2026', '2028', '2027-2'):
            forge('period', period, source, own.with_(period=period))
        for other in ('follow-up', 'evaluation', 'pack', 'nothing'):
            forge('document', other, source, own.with_(document=other))
        anonymous = own.with_(document='process-evaluation')
        forge('document', 'process-evaluation', source, anonymous, at=[hr])
        forge('document', 'process-evaluation', source, anonymous, person=NOBODY, at=[leaders_own])  # it takes none, whoever is named
        for other in ('annen-kommune', 'nordlia', 'nordlia-kommune2', '-'):
            forge('organisation', other, source, own.with_(organisation=other), person=NOBODY)
    source = form('e1')
    genuine('of who has a leader outside the chart', fill(source, {'conversation/held': '12.1.2027'}), at=[hr])
    own = Root(root_of(source))
    check('a leader outside the chart is not named', 'l' not in own.whose, own.name)
    for leader in ('e10', 'e20', 'e1'):
        forge('leader', f'{leader} for one outside', source, own.with_(l=leader), {'conversation/held': '12.1.2027'})


def macs():
    source = form('e11')
    own = Root(root_of(source))
    with_letters = re.search('[a-f]', own.mac)
    check('forms are signed', own.version == '2' and own.mac and with_letters, own.name)
    strange = {'cut': None, 'empty': '', 'zeros': '0' * 16, 'half': own.mac[:8], 'one less': own.mac[:15], 'one more': own.mac + '0',
               'twice': own.mac * 2, 'first cut': own.mac[1:], 'upper case': own.mac.upper(), 'no hex': 'g' * 16, 'spaces': own.mac + ' ',
               'a sign': '+' + own.mac[1:], 'turned': own.mac[::-1], 'before': '0' + own.mac}
    for name, mac in strange.items():
        forge('MAC', name, source, own.with_(mac=mac) if mac is not None else own.name.rsplit('/', 1)[0],
              person=NOBODY if name in ('empty', 'spaces') else 'e11')
    for place in range(16):
        digit = dice.choice([d for d in '0123456789abcdef' if d != own.mac[place]])
        forge('MAC digit', f'{place}', source, own.with_(mac=own.mac[:place] + digit + own.mac[place + 1:]))
    others = {'another person': form('e12'), 'another unit': form('e21'), 'a leader': form('e10'), 'follow-up': form('e11', 'follow-up'),
              'evaluation': form('e11', 'evaluation'), 'a blank form': blank(), 'a blank evaluation': blank('evaluation'),
              'another period': form('e11', folder=last, period='2026'), 'another organisation': form('e11', folder=other),
              'a blank form of another organisation': blank(folder=other)}
    for name, taken in others.items():
        forge('MAC copied', name, source, own.with_(mac=Root(root_of(taken)).mac))
    for name, root in {'turned round': own.name.replace('u=oppvekst/e=e11', 'e=e11/u=oppvekst'),
                       'employee twice': own.name.replace('e=e11', 'e=e12/e=e11'), 'and behind': own.name.replace('e=e11', 'e=e11/e=e12'),
                       'a part more': own.name.replace('/l=', '/x=1/l='), 'an empty part': own.name.replace('/l=', '//l='),
                       'upper case id': own.name.replace('e=e11', 'e=E11'), 'version 3': own.with_(version='3'),
                       'version 02': own.with_(version='02')}.items():
        forge('shape', name, source, root, person=NOBODY)


def version_1():
    """Forms of version 0.1 have no MAC: what they would change is listed, and no more."""
    for whose, person in (('e=e11', 'e11'), ('e=e12', 'e12'), ('e=e21', 'e21'), ('e=e99', 'e99'), ('-', None)):
        forge('version 1', whose, form('e11'), f'samtale/1/action-plan/2027/{whose}', person=person)
    forge('version 1', 'of another period', form('e11'), 'samtale/1/action-plan/2026/e=e11', person='e11')
    path = written(contents_as('samtale/1/action-plan/2027/e=e11', {'goals/g1/goal': 'NYTT', 'conversation/held': '19.1.2027'}),
                   work / 'filled/v1.xfdf')
    done = Collected(hr, [path])
    check('version 1 says what it would change', done.status == 1 and done.same and '19.1.2027' in done.out.replace('2027-01-19', '19.1.2027') and
          'NYTT' in done.out and '--unsigned' in done.all, done.all)
    restore()
    copy = work / 'unsigned'
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(hr, copy)
    for options in ((), MOST_LET_IN):
        done = Collected(copy, [path], '--unsigned', *options)
        now = collecting.plan(copy, 'e11')
        check(f'--unsigned fills what is empty and overwrites nothing {options}', now and now['goals'][0]['goal'] == 'Nytt skjema tatt i bruk' and
              (now.get('conversation') or {}).get('held') == '2027-01-19', done.all)


def contents_as(root, values):
    old = root_of(form('e11'))
    return {root + n.split('~')[0][len(old):]: v for n, v in contents(form('e11'), values).items()}


def elsewhere():
    """Genuine forms of another organisation with the same ids, and of another period."""
    for document in VALUES:
        for name, folder, period in (('another organisation', other, '2027'), ('another period', last, '2026'),
                                     ('another key', stranger, '2027')):
            source = form('e11', document, folder, period)
            values = VALUES[document]
            path = fill(source, values)
            # who is meant in another organisation is nobody of this one, so there only the file is named
            person = None if folder == other else 'e11'
            attack(name, document, path, person)
            attack(name, f'{document}, XFDF', xfdf(source, values, whole=False), person)
            unsigned(name, f'{document}, unsigned', path, person)
            unnamed = fill(blank(document, folder, period), {(1, p): v for p, v in {**values, 'who/employee': 'e11'}.items()
                                                            if (1, p) in places(blank(document, folder, period))})
            attack(name, f'blank {document}', unnamed)
            unsigned(name, f'blank {document}, unsigned', unnamed, None)
    unlike = form('e11', folder=other)
    forge('another organisation', 'called ours', unlike, Root(root_of(unlike)).with_(organisation=Root(root_of(form('e11'))).organisation),
          person='e11')


def unsigned(kind, name, path, person):
    """--unsigned takes what was made with another key, which may be the one before; it fills what is empty, and overwrites nothing."""
    if kind != 'another key':
        attack(kind, name, path, person, ('--unsigned', *MOST_LET_IN))
        return
    for folder in (hr, leaders_own):
        tried[kind] += 1
        copy = work / 'unsigned'
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        was = collecting.plan(copy, 'e11')
        done = Collected(copy, [path], '--unsigned', *MOST_LET_IN, *COMMENTS[folder])
        now = collecting.plan(copy, 'e11')
        without = 'stands on a card without a goal' in done.all  # a status or a note of nothing
        check(f'{kind}: {name}, {folder.name}', done.status == int(without) and done.changed() == ['plans/2027/e11.yaml'] and keeps(was, now), done.all)


def keeps(was, now):
    """Whether all that stood there stands there still."""
    if isinstance(was, dict):
        return isinstance(now, dict) and all(k in now and keeps(v, now[k]) for k, v in was.items())
    if isinstance(was, list):
        return isinstance(now, list) and len(now) >= len(was) and all(keeps(a, b) for a, b in zip(was, now))
    return was == now


def places(source):
    with pikepdf.open(source) as pdf:
        return {(k[0], k[2]) for k in fields(pdf)}


def metadata():
    source = form('e11')
    own = root_of(source)
    named = own.encode()
    disagreeing = {'another person': lambda x: x.replace(named, root_of(form('e12')).encode()),
                   'another unit': lambda x: x.replace(named, root_of(form('e21')).encode()),
                   'another document': lambda x: x.replace(named, root_of(form('e11', 'evaluation')).encode()),
                   'another period': lambda x: x.replace(b'/2027/', b'/2026/'), 'another leader': lambda x: x.replace(b'l=e10', b'l=e20'),
                   'no MAC': lambda x: x.replace(named, own.rsplit('/', 1)[0].encode()),
                   'another MAC': lambda x: x.replace(named, named[:-1] + (b'0' if named[-1:] != b'0' else b'1')),
                   'version 1': lambda x: x.replace(named, b'samtale/1/action-plan/2027/e=e11'),
                   'a blank form': lambda x: x.replace(named, root_of(blank()).encode()), 'no name': lambda x: x.replace(named, b'')}
    filled = fill(source, VALUES['action-plan'])
    for name, change in disagreeing.items():
        attack('XMP', name, rename(filled, own, work / 'filled' / f'xmp {name}.pdf', inside=change), 'e11')
    mixed = work / 'filled/two.xfdf'
    for first, second in (('e11', 'e12'), ('e12', 'e11')):
        content = contents(form(first), VALUES['action-plan'])
        strange = {root_of(form(second)).replace(second, 'e15') + n[len(root_of(form(first))):]: v for n, v in content.items()}
        written({**strange, **content} if first == 'e12' else {**{k.replace('/l=', '/l=e2'): v for k, v in content.items()}, **strange}, mixed)
        attack('two forms in one', f'{first}, {second}', mixed) if first == 'e11' else only(f'two forms in one {first}', mixed, first)


def only(name, path, person):
    """A genuine form in which there is also something forged may change its own person's plan, and nothing else."""
    for folder in (hr, leaders_own):
        tried['beside a genuine form'] += 1
        copy = work / 'only'
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        before = everything(copy)
        done = run(copy, 'collect', str(path), *MOST_LET_IN, *COMMENTS[folder])
        now = everything(copy)
        changed = {n for n in {**before, **now} if before.get(n) != now.get(n)}
        identity = {k: (collecting.plan(copy, person) or {}).get(k) for k in ('employee', 'unit', 'leader')}
        was = {k: (collecting.plan(folder, person) or {}).get(k) for k in identity}
        check(f'{name} changes no more than {person}, {folder.name}', done.returncode < 2 and changed <= {f'plans/2027/{person}.yaml'} and
              identity == was, f'{changed} {identity} {done.stdout}{done.stderr}')


def blanks():
    """Blank forms are signed for organisation and period: whom they name is only listed."""
    for document in VALUES:
        source = blank(document)
        there = {p for copy, p in places(source) if copy == 1}
        values = {p: v for p, v in VALUES[document].items() if p in there} or {sorted(there)[0]: '19.1.2027'}
        for typed, person in (('e11', 'e11'), ('Maja Solberg', 'e11'), ('e21', 'e21'), ('Tor Lie', 'e15')):
            path = fill(source, {**values, 'who/employee': typed})
            attack('blank', f'{document} of {typed}', path, person)
            attack('blank', f'{document} of {typed}, --as', path, person, ('--as', person, *MOST_LET_IN),
                   at=None if person != 'e21' else [hr])  # nobody in the leader's own directory
            attack('blank', f'{document} of {typed}, XFDF', xfdf(source, {**values, 'who/employee': typed}, whole=False), person)
        for typed in ('Kari Nordmann', 'Ingen Av Oss', ''):
            attack('blank', f'{document} of "{typed}"', fill(source, {**values, 'who/employee': typed}))
        own = Root(root_of(source))
        for name, root in {'made one of e11': own.with_(u='oppvekst', e='e11', l='e10'), 'with a unit': own.with_(u='oppvekst'),
                           'of e11 alone': own.with_(e='e11'), 'without a MAC': own.with_(mac='').rstrip('/')}.items():
            for medium, path in forgeries(source, root, {**values, 'who/employee': 'e11'}):
                attack('blank', f'{document} {name}, {medium}', path, person_of(root))
    copy = work / 'unsigned'
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(hr, copy)
    source = fill(blank(), {'goals/g1/goal': 'NYTT', 'conversation/held': '19.1.2027', 'who/employee': 'e11'})
    done = Collected(copy, [source], '--unsigned', *MOST_LET_IN)
    now = collecting.plan(copy, 'e11')
    check('--unsigned: blank', now['goals'][0]['goal'] == 'Nytt skjema tatt i bruk' and (now.get('conversation') or {}).get('held') == '2027-01-19',
          done.all)


def names_in_values():
    own = root_of(form('e11'))
    for typed in ('e12', 'Kari Nordmann', root_of(form('e12')), 'x\nemployee: e12\nunit: kultur\nleader: e20', '}\n---\nemployee: e12',
                  '../e12', 'plans/2027/e12.yaml'):
        only(f'a value {typed!r}', fill(form('e11'), {'goals/g1/goal': typed}), 'e11')
        only(f'an informal follow-up {typed!r}', fill(form('e11'), {'follow-up-informal': typed}), 'e11')
        for path in ('who/employee', 'who/leader', 'employee', 'unit', 'leader', 'delivered', '../e12/goals/g1/goal', 'goals/../../e12'):
            file = xfdf(form('e11'), {'conversation/held': '19.1.2027'}, extra=[(path, typed.replace('\n', ' '))], whole=False)
            only(f'a field {path} of {typed!r}', file, 'e11')
    forge('name in a value', 'cut MAC', form('e11'), own.rsplit('/', 1)[0], {'follow-up-informal': root_of(form('e12'))}, 'e11')


# ---- What was prefilled


def fnv(text):
    """The mark of version 0.1, which everybody can compute."""
    number = 0xCBF29CE484222325
    for byte in unicodedata.normalize('NFC', text).encode():
        number = (number ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    number ^= number >> 32
    return ''.join('0123456789abcdef'[number >> 4 * i & 15] for i in range(8))


def marks():
    """A form was made, and then the record was changed: only with the right mark would the form's value be taken."""
    source = work / 'before.pdf'
    shutil.copy(form('e11'), source)
    old = {k[2]: n for k, (_, n) in with_names(source).items() if k[0] == 1}
    path = hr / 'plans/2027/e11.yaml'
    path.write_text(path.read_text().replace('Nytt skjema tatt i bruk', 'Nytt skjema i alle enheter').replace('2027-06-01', '2027-09-01'))
    make_forms(hr, 'action-plan', '--employee', 'e11')
    new = {k[2]: n for k, (_, n) in with_names(form('e11')).items() if k[0] == 1}
    keep()
    now = {'goals/g1/goal': 'Nytt skjema i alle enheter', 'goals/g1/measures/m1/deadline': '2027-09-01'}
    typed = {'goals/g1/goal': 'FORFALSKET', 'goals/g1/measures/m1/deadline': '1. desember 2027'}
    others = [n.split('~')[1] for n in (*old.values(), *new.values()) if '~' in n]
    for field in typed:
        check('what was prefilled is marked', re.search('~[0-9a-f]{8}$', old[field]) and re.search('~[0-9a-f]{8}$', new[field]), old[field])
        right = new[field].split('~')[-1]
        elsewhere_ = {k[2]: n for k, (_, n) in with_names(form('e12')).items() if k[0] == 1}[field].split('~')[-1]
        strange = {'the old one': old[field].split('~')[-1], 'none': None, 'empty': '', 'zeros': '0' * 8, 'cut': right[:6], 'longer': right + '0',
                   'upper case': right.upper(), 'of version 0.1': fnv(now[field])[:6], 'of version 0.1, longer': fnv(now[field]),
                   "another person's": elsewhere_, 'turned': right[::-1]}
        strange.update({f'of another field {m}': m for m in sorted(set(others)) if m != right})
        strange.update({f'guess {n}': f'{dice.getrandbits(32):08x}' for n in range(8)})
        for name, mark in strange.items():
            if mark == right:  # of digits only, or the same backwards
                continue
            full = old[field].split('~')[0] + ('' if mark is None else f'~{mark}')
            data = written({full: typed[field]}, work / 'filled' / 'mark.xfdf')
            attack('mark', f'{field}: {name}, XFDF', data, 'e11', ())
            attack('mark', f'{field}: {name}, FDF', fdf(work / 'filled' / 'mark.fdf', {full: typed[field]}), 'e11', ())
            attack('mark', f'{field}: {name}, PDF', marked(source, old[field], mark, typed[field], None), 'e11', ())
            # a PDF also says in plain words what was prefilled: that does not count without the mark
            attack('mark', f'{field}: {name}, PDF with a default value', marked(source, old[field], mark, typed[field], now[field]), 'e11', ())
    genuine('with the right mark', fill(form('e11'), typed), ())


def with_names(source):
    with pikepdf.open(source) as pdf:
        return dict(fields(pdf).items())


def marked(source, name, mark, value, default):
    target = work / 'filled/mark.pdf'
    with pikepdf.open(source) as pdf:
        for field, full in fields(pdf).values():
            if full == name:
                own = str(field.T)
                field.T = pikepdf.String(own.split('~')[0] + ('' if mark is None else f'~{mark}'))
                field.V = pikepdf.String(value)
                if default:
                    field.DV = pikepdf.String(default)
                elif '/DV' in field:
                    del field.DV
        pdf.save(target)
    return target


def replays():
    """A form that comes back again, and an older one after a newer one."""
    first = fill(form('e12'), {'goals/g1/goal': 'Første', 'goals/g1/measures/m1/what': 'Én'})
    done = Collected(hr, [first])
    check('genuine first', done.status == 0 and 'Første' in str(done.plan('e12')), done.all)
    keep()
    attack('replay', 'the same again', first, loud=False)
    attack('replay', 'twice in a run', [first, first], loud=False)
    older = work / 'filled/older.pdf'
    shutil.copy(first, older)
    make_forms(hr, 'action-plan', '--employee', 'e12')
    done = Collected(hr, [fill(form('e12'), {'goals/g1/goal': 'Andre', 'goals/g1/measures/m1/what': 'To'})])
    check('genuine second', done.status == 0 and 'Andre' in str(done.plan('e12')), done.all)
    keep()
    attack('replay', 'an older one', older, 'e12', ())
    attack('replay', 'an older one as data', written(contents(older, {'goals/g1/goal': 'Første'}), work / 'filled/older.xfdf'), 'e12', ())


def keep():
    """HR's directory as it stands is what nothing may change, and so is the leader's own that is split from it."""
    split(hr, 'e10', leaders_own.name)
    for folder in (hr, leaders_own):
        shutil.rmtree(kept / folder.name, ignore_errors=True)
        shutil.copytree(folder, kept / folder.name, symlinks=True)
        intact[folder] = everything(folder)


# ---- Leaders' own directories


def deliver(folder):
    done = run(folder, 'deliver', '--quiet')
    found = list((folder / 'out').rglob('delivery-*.yaml'))
    check(f'deliver {folder.name}', done.returncode == 0 and len(found) == 1, done.stderr)
    return found[0].read_text()


def put(folder, person, text):
    write(folder / f'plans/2027/{person}.yaml', text)


HELD = 'employee: {0}\nunit: {1}\nleader: {2}\nconversation: {{ held: 2027-01-20 }}\nagreed: {{ employee: 2027-01-28, leader: 2027-01-29 }}\n'


def deliveries():
    mine, theirs = split(hr, 'e10', 'leader-e10'), split(hr, 'e20', 'leader-e20')
    put(mine, 'e15', HELD.format('e15', 'oppvekst', 'e10'))
    put(theirs, 'e21', HELD.format('e21', 'kultur', 'e20'))
    own, foreign = deliver(mine), deliver(theirs)
    file = work / 'filled/levering.yaml'

    def deliver_forged(kind, name, text, person=None):
        write(file, text)
        attack(f'delivery: {kind}', name, file, person, at=[hr])

    for text, person in ((own, 'e15'), (foreign, 'e21')):
        write(file, text)
        genuine(f'delivery of {person}', file, at=[hr])
    check('deliveries are signed', re.search('^mac: ', own, re.M) and re.search('^mac: ', foreign, re.M), own)
    mac, strange_mac = (re.search(r'^mac: *["\']?([0-9a-f]*)', t, re.M) for t in (own, foreign))
    mac, strange_mac = (m[1] if m else '' for m in (mac, strange_mac))
    line = re.compile('^mac:.*\n', re.M)
    for name, changed in {'cut': '', 'empty': 'mac:\n', 'empty text': 'mac: ""\n', 'zeros': f'mac: "{"0" * len(mac)}"\n', 'half': f'mac: "{mac[:8]}"\n',
                          'longer': f'mac: "{mac}0"\n', 'upper case': f'mac: "{mac.upper()}"\n', "another leader's": f'mac: "{strange_mac}"\n',
                          'a list': f'mac: ["{mac}"]\n', 'twice': f'mac: "{strange_mac}"\nmac: "{mac}"\n',
                          "a form's": f'mac: "{Root(root_of(form("e15"))).mac}"\n'}.items():
        deliver_forged('MAC', name, line.sub(changed, own) if line.search(own) else own + changed, 'e10')
    for place in range(len(mac)):
        digit = dice.choice([d for d in '0123456789abcdef' if d != mac[place]])
        deliver_forged('MAC digit', str(place), own.replace(mac, mac[:place] + digit + mac[place + 1:]), 'e10')
    for name, old, new in (('a day', '2027-01-20', '2027-01-21'), ('agreed', '2027-01-29', '2027-02-01'), ('the person', 'e15', 'e16'),
                           ('the person of another leader', 'e15', 'e21'), ('the period', '"?2027"?\nleader', '2026\nleader'),
                           ('the leader', 'leader: e10', 'leader: e20'), ('the leader above', 'leader: e10', 'leader: e1'),
                           ('the organisation', 'nordlia-kommune', 'annen-kommune'), ('a planned day', 'held: 2027-01-20', 'planned: 2027-01-20'),
                           ('a day taken out', 'held: 2027-01-20', '')):
        changed = re.sub(old, new, own, count=1) if '\n' in old else own.replace(old, new)
        check(f'{name} could be changed', changed != own, own)
        deliver_forged('changed after the MAC', name, changed, 'e20' if 'leader: e20' in changed else None)
    body = re.search(r'^people:\n(?:.+\n?)*?(?=^\S|\Z)', own, re.M)[0]
    item = '  - employee: e21\n    conversation:\n      held: 2027-01-22\n'
    deliver_forged('changed after the MAC', 'somebody is added', own.replace(body, body + item), 'e10')
    deliver_forged('changed after the MAC', 'counts are added', own.replace('  - employee: e15\n', '  - employee: e15\n    goals: { work: { met: 3 } }\n')
                   .replace('  - { employee: e15', '  - { employee: e15, goals: { work: { met: 3 } }'), None)
    deliver_forged("another's people", 'under his own name and MAC', foreign.replace('e21', 'e15'), None)
    deliver_forged("another's people", 'under the other name', foreign.replace('leader: e20', 'leader: e10').replace('e21', 'e15'), None)
    deliver_forged('unsigned', 'taken only with --unsigned', line.sub('', own), 'e15')
    # a leader has the own key, and may change the own directory
    org = theirs / 'org.yaml'
    org.write_text(re.sub('e21', 'e15', org.read_text()))
    (theirs / 'plans/2027/e21.yaml').unlink()
    put(theirs, 'e15', HELD.format('e15', 'kultur', 'e20'))
    shutil.rmtree(theirs / 'out')
    deliver_forged("another's people", 'signed with the own key', deliver(theirs), 'e15')
    forms_of_leaders(theirs)


def forms_of_leaders(theirs):
    """A form that a leader has signed with the own key, for a plan that another leader has made with somebody else."""
    org = theirs / 'org.yaml'
    org.write_text(re.sub('e15', 'e11', org.read_text()))
    (theirs / 'plans/2027/e15.yaml').unlink()
    put(theirs, 'e11', 'employee: e11\nunit: kultur\nleader: e20\ngoals:\n  - { id: g1, goal: Mål, kind: work }\n')
    make_forms(theirs, 'action-plan')
    made = list((theirs / 'out').rglob('e11.pdf'))
    check('a leader can make such a form', made, sorted((theirs / 'out').rglob('*')))
    for path in made[:1]:
        attack("another leader's key", 'PDF', fill(path, {'conversation/held': '19.1.2027', 'follow-up-informal': 'x'}), 'e11')
        own = Root(root_of(path))
        forge("another leader's key", 'with the right leader', path, own.with_(l='e10', u='oppvekst'), {'conversation/held': '19.1.2027'})


def own_plans():
    """A leader writes into the own plan, which is made with the leader above, with the key of the own directory."""
    values = {'goals/g1/attainment': 'met', 'conversation/held': '2.2.2027', 'goals/g1/comments/leader': 'FORFALSKET'}
    for plan in (None, 'employee: e10\nunit: oppvekst\nleader: e1\ngoals:\n  - { id: g1, goal: Lede godt, kind: work }\n'):
        if plan:
            put(hr, 'e10', plan)
            keep()
        for document in ('leader-pack', 'pack', 'action-plan', 'evaluation'):
            root = collecting.signed(f'samtale/2/nordlia-kommune/{document}/2027/u=oppvekst/e=e10/l=e10', KEY)
            path = written({f'{root}.1-1.{field}': value for field, value in values.items()}, work / 'filled/own-plan.xfdf')
            attack('own plan', f'{document}, {"with" if plan else "without"} a plan', path, 'e10')


OLD = SETTINGS.replace('2027', '2026').replace('2026-02-26', '2026-02-27')
hr = organisation('hr')
last = organisation('last', OLD)
other = organisation('other', SETTINGS.replace('Nordlia kommune', 'Annen kommune'))
stranger = organisation('stranger', key=bytes(range(32, 64)))
leaders_own, kept, intact = work / 'leaders-own', work / 'kept', {}
COMMENTS = {hr: (), leaders_own: ('--with-comments',)}
keep()
run(hr, 'collect', work / 'nothing.pdf')  # what a run always makes is there
keep()

for test in (identities, macs, version_1, elsewhere, metadata, blanks, names_in_values, marks, replays, deliveries, own_plans):
    try:
        test()
    except Exception as error:  # pylint: disable=broad-except
        import traceback
        check(test.__name__, False, traceback.format_exc() if os.environ.get('VERBOSE') else repr(error))
        restore()
print(f'{sum(tried.values())} forgeries were tried: ' + ', '.join(f'{k} {n}' for k, n in tried.items()))
end()
