#!/usr/bin/python3
"""Anonymous answers: they come in, each once, no more than there are people, and carry nothing that tells whose they are."""
import hashlib
import hmac
import itertools
import os
import random
import re

import yaml

import collecting
from collecting import MANY, SETTINGS, Collected, check, end, fill, make_cycle, make_forms, run, sign_again, work, write, xfdf

collecting.group = 'collect-answers'
KEYS = ['unit', 'role', 'scales', 'training-needs', 'training-other', 'helped', 'change', 'released']
base = make_cycle('base', {}, org=MANY)
make_forms(base, 'process-evaluation')
make_forms(base, 'process-evaluation', '--blank', '6')
OUT = base / 'out/2027/forms/process-evaluation'
UNIT, LEADERS, BLANK = OUT / 'oppvekst.pdf', OUT / '_leaders.pdf', OUT / '_blank.pdf'
numbers = itertools.count(1)


def answer(source=UNIT, **more):
    values = {'scales/pack': '4', 'helped': f'Svar {next(numbers)}', **more}
    return fill(source, values)


def answers(folder, period='2027'):
    return sorted(p for p in (folder / f'answers/{period}').glob('*.yaml'))


def key(folder, period='2027'):
    return folder / f'answers/{period}/.key'


def cycle(**how):
    return make_cycle('cycle', {}, **{'org': MANY, **how})


def contents():
    files = [answer(role='employee', change='Mer tid: ja') for _ in range(4)]
    files.append(fill(UNIT, {'scales/pack': '1', 'scales/heard': 'unknown', 'training-needs/setting-goals': 'on',
                             'training-needs/using-forms': 'on', 'training-other': 'Annet', 'helped': 'A', 'change': '- b', 'role': 'employee'}))
    done = Collected(cycle(), files)
    found = answers(done.folder)
    check('five come in', done.status == 0 and len(found) == 5 and '5 answers written' in done.out, done.all)
    stats = [p.stat() for p in found]
    trees = [yaml.load(p.read_text(), yaml.BaseLoader) for p in found]
    check('only the keys that are said, in order', all(list(t) == [k for k in KEYS if k in t] for t in trees), trees)
    check('all of one', {'unit': 'oppvekst', 'role': 'employee', 'scales': {'pack': '1', 'heard': 'unknown'},
                         'training-needs': ['setting-goals', 'using-forms'], 'training-other': 'Annet', 'helped': 'A', 'change': '- b',
                         'released': 'false'} in trees, trees)
    check('unreleased', all(t['released'] == 'false' for t in trees), trees)
    check('names say nothing', all(re.fullmatch('[0-9a-f]{24}', p.stem) for p in found), found)
    check('times alike', len({s.st_mtime_ns for s in stats}) == 1 and stats[0].st_mtime == 1798761600, stats)
    check('modes', {s.st_mode & 0o777 for s in stats} == {0o600} and (done.folder / 'answers/2027').stat().st_mode & 0o777 == 0o700)
    check('no key of its own', not key(done.folder).exists())
    own = collecting.derive('answers', '2027')
    wanted = {hmac.new(own, b'\0\0\0\1' + hashlib.sha256(f.read_bytes()).digest(), 'sha256').hexdigest()[:24] for f in files}
    check('names are made with the key derived from secret.key', {p.stem for p in found} == wanted, found)
    written = ''.join(p.read_text() for p in found)
    check('nothing of the files', not re.search(r'filled|pdf|2027|e1\d', written), written)
    check('nothing of them is printed', not re.search('Mer tid|Svar|Annet', done.all), done.all)
    again = Collected(done.folder, [*files, *files])
    check('again', again.status == 0 and again.same and 'written' not in again.out, again.all)
    copy = work / 'filled/helt-annet-navn.pdf'
    copy.write_bytes(files[0].read_bytes())
    again = Collected(done.folder, [copy])
    check('the same under another name', again.status == 0 and again.same and 'held back' not in again.out, again.all)
    other = Collected(cycle(), files)
    check('the same key gives the same names', {p.name for p in found} == {p.name for p in answers(other.folder)})
    orders = set()
    for _ in range(6):
        log = Collected(cycle(), files).folder
        inodes = sorted((p.stat().st_ino, re.search(r'helped: (.*)', p.read_text()).group(1)) for p in answers(log))
        orders.add(tuple(text for _, text in inodes))
    check('shuffled', len(orders) > 1, orders)


def batches():
    files = [answer() for _ in range(9)]
    done = Collected(cycle(), files[:4])
    check('four are held back', done.status == 0 and not answers(done.folder) and '4 answers are held back' in done.out, done.all)
    done = Collected(done.folder, files[:1] * 7)
    check('one seven times is one', not answers(done.folder) and '1 answer is held back' in done.out, done.all)
    done = Collected(done.folder, files[:5], '--dry-run')
    check('dry run', done.same and '5 answers would be written' in done.out, done.all)
    done = Collected(done.folder, files[:5], '--dry-run', '--format', 'json')
    check('json', done.same and done.lines()[-1]['answers-written'] == 5 and len(done.lines()) == 1, done.all)
    done = Collected(done.folder, files[:5])
    done = Collected(done.folder, files)
    check('four more are held back', len(answers(done.folder)) == 5 and '4 answers are held back' in done.out, done.all)
    untouched = Collected(cycle(), [UNIT, LEADERS, BLANK])
    check('untouched ones are none', untouched.status == 0 and not answers(untouched.folder) and 'held back' not in untouched.out, untouched.all)
    six = fill(BLANK, {**{(n, 'helped'): f'Kopi {n}' for n in (1, 2, 3, 5, 6)}, (2, 'role'): 'employee'})
    done = Collected(cycle(), [six])
    texts = sorted(re.search('Kopi [0-9]', p.read_text())[0] for p in answers(done.folder))
    check('copies in a file', texts == [f'Kopi {n}' for n in (1, 2, 3, 5, 6)] and done.status == 0, done.all)
    check('copies again', Collected(done.folder, [six]).same)
    data = [xfdf(UNIT, {'helped': f'XFDF {n}'}) for n in range(5)]
    done = Collected(cycle(), data)
    check('XFDF', done.status == 0 and len(answers(done.folder)) == 5, done.all)
    dry = Collected(cycle(), files[:5], '--dry-run')
    check('dry run makes no key', dry.same and not key(dry.folder).exists(), dry.changed())


def units():
    leaders = [answer(role='leader') for _ in range(5)]
    done = Collected(cycle(), leaders)
    check('no unit for leaders', len(answers(done.folder)) == 5 and not any('unit' in p.read_text() or 'oppvekst' in p.read_text()
                                                                           for p in answers(done.folder)), done.all)
    for unit, kept in (('kultur', None), ('oppvekst', 'oppvekst'), ('nordlia', None), ('nowhere', None), ('e11', None), ('::', None)):
        files = []
        for n in range(5):
            path = xfdf(UNIT, {'helped': f'{unit} {n}'})
            files.append(sign_again(path, lambda r, u=unit: r.replace('u=oppvekst', f'u={u}')))
        done = Collected(cycle(), files)
        trees = [yaml.load(p.read_text(), yaml.BaseLoader) for p in answers(done.folder)]
        check(f'unit {unit}', len(trees) == 5 and all(t.get('unit') == kept for t in trees), trees or done.all)


def hostile():
    extra = [('scales/e11', '3'), ('scales/Maja Solberg', '3'), ('training-needs/e11', 'on'), ('unit', 'kultur'), ('released', 'true'),
             ('goals/g1/goal', 'Jeg heter Maja'), ('notes/1', 'PRIVAT'), ('who/employee', 'Maja Solberg')]
    files = [xfdf(UNIT, {'helped': f'x {n}'}, extra=extra) for n in range(5)]
    done = Collected(cycle(), files)
    written = ''.join(p.read_text() for p in answers(done.folder))
    check('only what is asked', done.status == 1 and len(answers(done.folder)) == 5 and
          not re.search('e11|Maja|kultur|true|PRIVAT|goals|who', written), written + done.all)
    check('and it is not printed', not re.search('Jeg heter|PRIVAT', done.all), done.all)
    done = Collected(cycle(), [xfdf(UNIT, {'scales/pack': '9', 'helped': 'y' * 20001, 'change': 'ok', 'role': 'boss'})])
    check('no choice, too long', done.status == 1 and 'none of the choices' in done.err and 'longer than an answer' in done.err and
          '"Jeg svarer som' in done.err, done.all)
    path = xfdf(UNIT, {'helped': 'i fjor'})
    path.write_text(path.read_text().replace('/2027/', '/2026/'))
    done = Collected(cycle(), [path])
    check('another period', done.status == 1 and 'is of the period 2026' in done.err and not (done.folder / 'answers').exists(), done.all)


def several(count, source=UNIT, **more):
    """As XFDF, which takes less time to make."""
    first = xfdf(source, {'helped': f'Flere {next(numbers)}', **more}, whole=False)
    files = [first]
    for n in range(1, count):
        files.append(first.with_name(f'{first.stem}-{n:02}.xfdf'))
        write(files[-1], first.read_text().replace('>Flere ', f'>Flere {n}, '))
    return files


def counted(folder, unit):
    trees = [yaml.load(p.read_text(), yaml.BaseLoader) for p in answers(folder)]
    return sum(t.get('unit') == unit for t in trees)


def is_refused(done, files, sentence):
    """All of the files are named as refused, and nothing else is; the sentence says how many and why."""
    named = sorted(re.findall(r'^(\S+): error: (?:the answer|\d+ answers) in this file (?:is|are) not taken', done.err, re.M))
    return done.status == 1 and named == sorted(map(str, files)) and sentence in done.err and 'find out which files are real' in done.err


def surplus():
    """Oppvekst has 15 people, the organisation 18, with the leader outside the chart 19."""
    files = several(16)
    done = Collected(cycle(), files[:15])
    check('as many as there are people', done.status == 0 and counted(done.folder, 'oppvekst') == 15, done.all)
    extra = Collected(done.folder, [files[15]])
    check('one more', extra.same and is_refused(extra, [files[15]], '1 new answer for Oppvekst is not taken: 15 people at most can have '
                                                'answered, and 15 other answers are counted') and 'held back' not in extra.out, extra.all)
    every = Collected(done.folder, files)
    check('one more among those that are counted', every.same and is_refused(every, [files[15]], '1 new answer for Oppvekst') and
          all(f'{f} has been collected before, and counts once' in every.out for f in files[:15]), every.all)
    for how in ([], ['--dry-run'], ['--quiet'], ['--format', 'json']):
        done = Collected(cycle(), files, *how)
        wrong = done.err.count('not taken') if 'json' in how else is_refused(done, files, '16 new answers for Oppvekst are not taken')
        check(f'all new ones are refused {how}', wrong and done.status == 1 and not answers(done.folder) and
              ('written' not in done.out or how), done.all)
    lines = done.lines()
    check('json says which', sorted(l['file'] for l in lines[:-1]) == sorted(map(str, files)) and lines[-1]['answers-refused'] == 16 and
          all(l['what'] == 'refused' and l['answers'] == 1 for l in lines[:-1]) and lines[-1]['answers-written'] == 0, lines)
    dice = random.Random(12)
    real, copies = files[:6], files[6:]
    for turn in range(8):
        named = []
        for place, path in enumerate(dice.sample(real + copies, 16)):
            named.append(collecting.work / f'order-{turn}/{place:02}.xfdf')
            write(named[-1], path.read_bytes())
        done = Collected(cycle(), [named[0].parent] if turn % 2 else named)
        check(f'no order lets some of them in {turn}', not answers(done.folder) and is_refused(done, named, '16 new answers'), done.all)
    done = Collected(cycle(), several(9))
    before = {p.name: p.read_bytes() for p in answers(done.folder)}
    late = several(7)
    done = Collected(done.folder, late)
    check('with those before', is_refused(done, late, '7 new answers for Oppvekst are not taken: 15 people at most can have answered, and '
                                          '9 other answers') and before == {p.name: p.read_bytes() for p in answers(done.folder)}, done.all)
    check('and not one of them is put out', Collected(done.folder, late[:6]).status == 0 and counted(done.folder, 'oppvekst') == 15)
    make_forms(base, 'process-evaluation', '--unit', 'oppvekst', '--blank', '300')
    pile = fill(OUT / 'oppvekst/_blank.pdf', {(n, 'helped'): 'Alt' for n in range(1, 301)})
    done = Collected(cycle(), [pile])
    check('300 copies in a file', not answers(done.folder) and is_refused(done, [pile], '300 new answers for Oppvekst') and
          '300 answers in this file are not taken' in done.err, done.all)
    done = Collected(cycle(), [fill(OUT / 'oppvekst/_blank.pdf', {
        **{(n, 'helped'): 'Alt' for n in range(1, 23)}, **{(n, 'role'): 'leader' for n in range(1, 7)}})])
    check('part of a file', done.status == 1 and counted(done.folder, None) == 6 and counted(done.folder, 'oppvekst') == 0 and
          '16 answers in this file are not taken' in done.err, done.all)


def surplus_of_all():
    none = several(19, LEADERS)
    done = Collected(cycle(), none)
    check('everyone without a unit', done.status == 0 and counted(done.folder, None) == 19, done.all)
    unit = several(5)
    after = Collected(done.folder, unit)
    check('then nobody is left for a unit', after.same and is_refused(
        after, unit, '5 new answers are not taken: 19 people at most can have answered, and 19 other answers'), after.all)
    none.append(answer(LEADERS))
    done = Collected(cycle(), none)
    check('one more without a unit', not answers(done.folder) and is_refused(done, none, '20 new answers that name no unit are not taken: 19 people'), done.all)
    done = Collected(cycle(), unit + none[:14])
    check('with a unit and without', done.status == 0 and counted(done.folder, 'oppvekst') == 5 and counted(done.folder, None) == 14, done.all)
    done = Collected(cycle(), unit + none[:15])
    check("a surplus without a unit does not refuse a unit's", counted(done.folder, 'oppvekst') == 5 and len(answers(done.folder)) == 5 and
          is_refused(done, none[:15], '15 new answers that name no unit are not taken: 19 people at most can have answered, and 5 other'), done.all)
    files = several(16)
    done = Collected(cycle(), files + none[:5])
    check('a surplus of a unit does not refuse the others', len(answers(done.folder)) == 5 == counted(done.folder, None) and
          is_refused(done, files, '16 new answers for Oppvekst'), done.all)
    leaders = several(15, role='leader')
    done = Collected(cycle(), leaders + several(5))
    check('leaders are not counted for the unit', done.status == 1 and counted(done.folder, 'oppvekst') == 5 and
          is_refused(done, leaders, '15 new answers that name no unit'), done.all)


def possible():
    """Whoever may have answered counts: each row changes by how much the limit of oppvekst, 15, changes."""
    person = '        - { id: e16, name: Liv Dahl }\n'
    rows = {
        'away': (person.replace(' }', ', away: { from: 2027-01-01 } }'), 0),
        'not needed': (person.replace(' }', ', conversation: not-needed }'), 0),
        'left in the period': (person.replace(' }', ', to: 2027-01-05 }'), 0),
        'comes in the period': (person.replace(' }', ', from: 2027-10-01 }'), 0),
        'left before it': (person.replace(' }', ', to: 2026-12-31 }'), -1),
        'comes after it': (person.replace(' }', ', from: 2028-01-01 }'), -1),
        'two positions': (person.replace(' }', ', also: [{ unit: kultur }] }'), 0),
    }
    for name, (line, change) in rows.items():
        check_limit(name, MANY.replace(person, line), 15 + change)
    second = MANY.replace('id: e21, name: Kari Nordmann', 'id: e21, name: Kari Nordmann, also: [{ unit: oppvekst }]')
    check_limit('a second position here', second, 16)
    below = MANY.replace('    - id: kultur', '''      units:
        - id: barnehage
          name: Barnehage
          leader: e40
          employees:
            - { id: e40, name: Siri Berg }
            - { id: e41, name: Nils Berg }
    - id: kultur''')
    check_limit('a unit that is counted in', below, 17)


def check_limit(name, org, most):
    folder = cycle(org=org)
    files = several(most + 1)
    done = Collected(folder, files)
    check(f'possible: {name}', is_refused(done, files, f' {most} people at most'), done.all)
    done = Collected(folder, files[1:])
    check(f'possible: {name}, taken', done.status == 0 and counted(folder, 'oppvekst') == most, done.all)


def same_file():
    files = [answer() for _ in range(6)]
    other = work / 'filled/kopi.pdf'
    other.write_bytes(files[0].read_bytes())
    done = Collected(cycle(), files + [other, files[1]])
    check('a copy and a file given twice are named', done.status == 0 and len(answers(done.folder)) == 6 and
          f'{other} is the same file as {files[0]}, and counts once' in done.out and
          f'{files[1]} was given more than once, and counts once' in done.out and done.out.count('counts once') == 2, done.all)
    done = Collected(done.folder, [other, *several(5)])
    check('a copy of an earlier one is named', done.status == 0 and len(answers(done.folder)) == 11 and
          f'{other} has been collected before, and counts once' in done.out and done.out.count('counts once') == 1, done.all)
    done = Collected(done.folder, [other, other], '--format', 'json')
    check('and in JSON', [(l['file'], l['what'], l['answers']) for l in done.lines()[:-1]] ==
          [(str(other), 'collected-before', 1), (str(other), 'repeated', 1)], done.all)
    equal = []
    for n in range(5):
        equal.append(work / f'filled/like-{n}.pdf')
        equal[-1].write_bytes(files[0].read_bytes() + b'%' + b' ' * n + b'\n')
    done = Collected(cycle(), equal)
    check('equal answers are no copies', done.status == 0 and len(answers(done.folder)) == 5 and 'counts once' not in done.out, done.all)
    done = Collected(cycle(), [xfdf(UNIT, {'scales/pack': '4'}, whole=n % 2) for n in range(2)] + equal[:3])
    check('equal answers as data', len(answers(done.folder)) == 5 and 'counts once' not in done.out, done.all)


def keys():
    files = [answer() for _ in range(5)]
    # A key that version 0.2 has made for the period stays in use, so that nothing is counted twice.
    folder = cycle()
    write(key(folder), b'k' * 32)
    done = Collected(folder, files)
    wanted = {hmac.new(b'k' * 32, b'\0\0\0\1' + hashlib.sha256(f.read_bytes()).digest(), 'sha256').hexdigest()[:24] for f in files}
    check('an old key stays in use', done.status == 0 and {p.stem for p in answers(folder)} == wanted and key(folder).read_bytes() == b'k' * 32, done.all)
    again = Collected(folder, files)
    check('and nothing counts twice', again.same and 'written' not in again.out, again.all)
    for name in ('2026', '2028'):
        write(key(folder, name), b'o' * 32)
    late = Collected(folder, [answer() for _ in range(5)], '--as-of', '2028-02-01')
    check('no key goes, and answers come in after the period, too', late.status == 0 and len(answers(folder)) == 10 and
          all(key(folder, p).exists() for p in ('2026', '2027', '2028')), late.all)
    late = Collected(Collected(cycle(), files).folder, files, '--as-of', '2028-02-01')
    check('after the period each still counts once', late.status == 0 and late.same and late.out.count('collected before') == 5, late.all)
    write(late.folder / 'secret.key', b'z' * 32)
    other = Collected(late.folder, files, '--unsigned')
    check('names change with secret.key', other.status == 0 and len(answers(late.folder)) == 10, other.all)
    folder = cycle()
    write(key(folder), b'short')
    broken = Collected(folder, files)
    check('a key that is none', broken.status == 1 and broken.same and 'is no key' in broken.err, broken.all)
    folder = cycle()
    elsewhere = work / 'elsewhere'
    elsewhere.mkdir()
    (folder / 'answers').mkdir()
    (folder / 'answers/2027').symlink_to(elsewhere)
    linked = Collected(folder, files)
    check('a folder that is a link', linked.status == 3 and not list(elsewhere.iterdir()), linked.all)
    mine = cycle()
    Collected(mine, files)
    more = [answer() for _ in range(5)]
    failing = Collected(mine, more, preexec_fn=lambda: __import__('resource').setrlimit(__import__('resource').RLIMIT_FSIZE, (20, 20)))
    check('disk full', failing.status != 0 and failing.before == failing.after, failing.changed())


def unsigned():
    """Answers in forms of version 0.1, those with a MAC that is not right, and those that a leader could sign."""
    def old(path):
        path.write_text(re.sub(r'samtale/2/[^/]*/(process-evaluation/2027/u=oppvekst)/[0-9a-f]+', r'samtale/1/\1', path.read_text()))
        return path
    files = [old(xfdf(UNIT, {'helped': f'Gammelt {n}'}, whole=False)) for n in range(5)]
    done = Collected(cycle(), files)
    check('of version 0.1: named, and not taken', done.status == 1 and done.same and done.err.count('error: ') == 5 and
          all(f'{f}: error: this form is not signed' in done.err for f in files) and '--unsigned' in done.err and
          '5 files not taken without --unsigned' in done.out and 'held back' not in done.out, done.all)
    taken = Collected(done.folder, files, '--unsigned')
    check('of version 0.1: taken with --unsigned', taken.status == 0 and len(answers(taken.folder)) == 5, taken.all)
    for name, change in {'no MAC': lambda r: r, "a leader's key": lambda r: r + '/l=e10', 'of a person': lambda r: r + '/e=e11',
                         'of a person, with a leader': lambda r: r + '/e=e11/l=e10'}.items():
        files = [xfdf(UNIT, {'helped': f'{name} {n}'}, whole=False) for n in range(5)]
        for path in files:
            if name == 'no MAC':
                path.write_text(re.sub(r'(samtale/2/[^".]*)/[^/".]+', r'\1', path.read_text()))
            else:
                sign_again(path, change)
        done = Collected(cycle(), files)
        check(f'{name}: not taken', done.status == 1 and done.same and done.err.count('has not been made with this secret.key') == 5, done.all)
    part = work / 'part'
    run(base, 'split', '--leader', 'e10', part, '--quiet')
    for options in ([], ['--unsigned']):
        done = Collected(part, several(5), *options)
        check(f"not in a leader's own directory {options}", done.status == 1 and done.same and
              done.err.count("anonymous answers are not collected in Jon Eira's own directory") == 5 and 'HR collects it' in done.err, done.all)


for test in (contents, batches, units, hostile, surplus, surplus_of_all, possible, same_file, keys, unsigned):
    try:
        test()
    except Exception as error:  # pylint: disable=broad-except
        import traceback
        check(test.__name__, False, traceback.format_exc() if os.environ.get('VERBOSE') else repr(error))
end()
