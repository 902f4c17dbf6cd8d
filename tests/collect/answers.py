#!/usr/bin/python3
"""Anonymous answers: they come in, each once, and carry nothing that tells whose they are."""
import datetime
import itertools
import os
import re

import yaml

import collecting
from collecting import SETTINGS, Collected, check, end, fill, make_cycle, make_forms, run, work, write, xfdf

collecting.group = 'collect-answers'
KEYS = ['unit', 'role', 'scales', 'training-needs', 'training-other', 'helped', 'change', 'released']
base = make_cycle('base', {})
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
    return make_cycle('cycle', {}, **how)


def old_key(folder, period, last_day):
    """A key that an earlier run has made: its time is the period's last day."""
    path = key(folder, period)
    write(path, b'k' * 32)
    seconds = datetime.datetime.fromisoformat(last_day).replace(tzinfo=datetime.timezone.utc).timestamp()
    os.utime(path, (seconds, seconds))


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
    check('modes', {s.st_mode & 0o777 for s in stats} == {0o600} and key(done.folder).stat().st_mode & 0o777 == 0o600
          and (done.folder / 'answers/2027').stat().st_mode & 0o777 == 0o700)
    check('the key', key(done.folder).stat().st_size == 32)
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
    check('names change with the key', not {p.name for p in found} & {p.name for p in answers(other.folder)})
    check('and only with it', key(other.folder).read_bytes() != b'' and len(answers(other.folder)) == 5)
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
            path.write_text(path.read_text().replace('u=oppvekst', f'u={unit}'))
            files.append(path)
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


def keys():
    files = [answer() for _ in range(5)]
    done = Collected(cycle(), files)
    write(done.folder / 'samtale.yaml', SETTINGS.replace('2027', '2028'))
    (done.folder / 'priorities/2027').rename(done.folder / 'priorities/2028')
    old_key(done.folder, '2029', '2029-12-31')
    Collected(done.folder, [])
    check('a key stays while nothing is collected', key(done.folder).exists())
    after = Collected(done.folder, [work / 'nothing.pdf'])
    check('the key goes with the next period', not key(done.folder).exists() and len(answers(done.folder)) == 5, after.all)
    check('a later one stays', key(done.folder, '2029').exists())
    done = Collected(cycle(), files)
    late = Collected(done.folder, [answer()], '--as-of', '2028-01-02')
    check('the key goes when the period is over', late.status == 1 and not key(done.folder).exists() and 'the period is over' in late.err, late.all)
    check('and no answer comes in', len(answers(done.folder)) == 5)
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
    (folder / 'answers/2026').symlink_to(elsewhere)
    write(elsewhere / '.key', b'x')
    Collected(folder, [work / 'nothing.pdf'])
    check('no key elsewhere goes', (elsewhere / '.key').exists())
    mine = cycle()
    Collected(mine, files)
    more = [answer() for _ in range(5)]
    failing = Collected(mine, more, preexec_fn=lambda: __import__('resource').setrlimit(__import__('resource').RLIMIT_FSIZE, (20, 20)))
    check('disk full', failing.status != 0 and failing.before == failing.after, failing.changed())


def periods():
    """Periods of half a year: their names say nothing of their order."""
    autumn = SETTINGS.replace('period: 2027', 'period: haust-2027').replace('from: 2027-01-01', 'from: 2027-07-01')
    named = autumn + 'previous-period: vaar-2027\n'
    for name, settings in ('dates', autumn), ('previous-period', named):
        folder = cycle()
        write(folder / 'samtale.yaml', settings)
        old_key(folder, 'vaar-2027', '2027-06-30' if name == 'dates' else '2027-12-31')
        old_key(folder, 'aar-2028', '2028-12-31')
        old_key(folder, 'haust-2027', '2027-12-31')
        Collected(folder, [work / 'nothing.pdf'])
        left = sorted(p.parent.name for p in folder.glob('answers/*/.key'))
        check(f'keys by {name}', left == ['aar-2028', 'haust-2027'], left)
    folder = cycle()
    Collected(folder, [answer() for _ in range(5)])
    made = datetime.datetime.fromtimestamp(key(folder).stat().st_mtime, datetime.timezone.utc)
    check('a key knows its period', made.date().isoformat() == '2027-12-31', made)


for test in (contents, batches, units, hostile, keys, periods):
    try:
        test()
    except Exception as error:  # pylint: disable=broad-except
        import traceback
        check(test.__name__, False, traceback.format_exc() if os.environ.get('VERBOSE') else repr(error))
end()
