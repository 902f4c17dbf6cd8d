#!/usr/bin/python3
"""samtale new-period: the days of the next period are those that Norwegian calendars have, nothing of the period before is lost or changed,
and --period makes and collects it as before, whatever happens on the way."""
import datetime
import difflib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'collect'), str(HERE.parent / 'kill')]
import collecting  # noqa: E402
import preload  # noqa: E402
from collecting import ROOT, SAMTALE, check, end, fill, make_cycle, make_forms, run, snapshot, work, write  # noqa: E402

collecting.group = 'new-period'
DAY = datetime.timedelta(1)


# ---- Which day stands for which: counted here a second time, after Gauss's Easter and the law's list of holidays


def easter(year):
    a, b, c, k = year % 19, year % 4, year % 7, year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + (4 + k - k // 4) % 7) % 7
    days = 22 + d + e
    if (d, e) == (29, 6) or ((d, e) == (28, 6) and (11 * m + 11) % 30 < 19):
        days -= 7
    return datetime.date(year, 3, 1) + (days - 1) * DAY


def works(day):
    fixed = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
    moving = {easter(day.year) + n * DAY for n in (-3, -2, 0, 1, 39, 49, 50)}
    return day.weekday() < 5 and (day.month, day.day) not in fixed and day not in moving


def moved(day, years, new, step):
    """The same weekday of the same week, off holidays; a day beside a holiday that week is the holiday's."""
    while not works(day + step * DAY) and (day + step * DAY).weekday() < 5 and day.weekday() < 5 and (day + step * DAY).year == day.year:
        day += step * DAY
    year, week, weekday = day.isocalendar()
    try:
        there = datetime.date.fromisocalendar(year + years, week, weekday)
    except ValueError:
        there = datetime.date.fromisocalendar(year + years, week - 1, weekday)
    there = min(max(there, new[0]), new[1])
    while not works(there):
        there -= step * DAY
    return there


def window(text):
    return [datetime.date.fromisoformat(day) for day in text.split(' – ')]


def changes(folder, name, *more):
    done = run(folder, 'new-period', name, '--dry-run', '--format', 'json', *more)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [(line['change'], window(line['before']), window(line['now'])) for line in lines if 'change' in line], lines, done


def small(name, period='2027', dates=('2027-01-01', '2027-12-31'), windows='', conversations=None, org=None):
    first, last = conversations or (dates[0][:8] + '11', dates[0][:8] + '28')
    settings = (f'organisation: Prøve\nperiod: {period}\ndates: {{ from: {dates[0]}, to: {dates[1]} }}\n'
                f'conversations: {{ from: {first}, to: {last} }}\nhr: {{ name: HR }}\n{windows}')
    write(work / name / 'samtale.yaml', settings)
    write(work / name / 'org.yaml', org or 'unit:\n  id: a\n  name: A\n  leader: e1\n  employees:\n    - { id: e1, name: Ada, leader: { name: Per } }\n'
                                           '    - { id: e2, name: Bo }\n')
    return work / name


def days_of_every_year():
    wrong, count = [], 0
    for year in range(2024, 2040):  # leap years, and years of 53 weeks
        first = datetime.date(year, 1, 1)
        days = [first + n * DAY for n in range(0, 365)]
        for part in range(0, 365, 60):
            chosen = days[part:part + 60:2]
            follow_ups = ''.join(f'  - {{ name: F{i}, from: {d}, to: {min(d + 11 * DAY, datetime.date(year, 12, 31))} }}\n'
                                 for i, d in enumerate(chosen[:10]))
            folder = small('years', year, (first, f'{year}-12-31'), f'follow-ups:\n{follow_ups}', (f'{year}-01-12', f'{year}-02-20'))
            said, _, done = changes(folder, str(year + 1))
            new = (datetime.date(year + 1, 1, 1), datetime.date(year + 1, 12, 31))
            if len(said) != 2 + len(chosen[:10]):
                wrong.append(f'{year}: {done.stdout}{done.stderr}')
            for what, old, now in said:
                count += 1
                expected = list(new) if what == 'dates' else [moved(old[0], 1, new, -1), moved(old[1], 1, new, 1)]
                expected[1] = max(expected)
                if now != expected or (what != 'dates' and not (works(now[0]) and works(now[1]))):
                    wrong.append(f'{what}: {old} became {now}, and not {expected}')
    check('days', not wrong and count > 1000, wrong[:3])


def names():
    def to(name, *of):
        said, _, done = changes(small('names', *of), name)
        return [str(day) for day in said[0][2]] if said else done.stderr

    half = ('2027-01-01', '2027-06-30')
    table = [
        ('2028', ('2027',), ['2028-01-01', '2028-12-31']), ('2029', ('2027',), ['2029-01-01', '2029-12-31']),
        ('2027-28', ('2026-27', ('2026-08-01', '2027-07-31')), ['2027-08-01', '2028-07-31']),
        ('2028', ('2027', ('2027-03-01', '2028-02-29')), ['2028-03-01', '2029-02-28']),
        ('2027-2', ('2027-1', half), ['2027-07-01', '2027-12-31']),
        ('2028-1', ('2027-1', half), ['2028-01-01', '2028-06-30']),
        ('2028-1', ('2027-2', ('2027-07-01', '2027-12-31')), ['2028-01-01', '2028-06-30']),
        ('haust-2027', ('vaar-2027', half), ['2027-07-01', '2027-12-31']),
        ('vaar-2028', ('haust-2027', ('2027-07-01', '2027-12-31')), ['2028-01-01', '2028-06-30']),
        ('2027-3', ('2027-2', ('2027-05-01', '2027-08-31')), ['2027-09-01', '2027-12-31']),
        ('to', ('ein', ('2027-01-01', '2027-12-31')), ['2028-01-01', '2028-12-31']),
        ('2028', ('2027', ('2027-01-11', '2027-12-20')), ['2028-01-11', '2028-12-20']),
    ]
    wrong = [(name, of, to(name, *of)) for name, of, expected in table if to(name, *of) != expected]
    check('names', not wrong, wrong)
    for name, said in (('2027', 'is of the period 2027 already'), ('2026', 'does not come after'), ('2027-b', 'does not come after'),
                       ('2028/29', 'cannot be the name'), ('../x', 'cannot be the name')):
        folder = small('refused')
        before = snapshot(folder)
        done = run(folder, 'new-period', name)
        check(f'refuses-{re.sub("[^a-z0-9]+", "-", name)}', done.returncode == 2 and said in done.stderr and snapshot(folder) == before,
              done.stderr + done.stdout)
    said, lines, _ = changes(small('half', '2027-1', half), '2027-2')
    check('half-year-is-looked-at', any(line.get('look') == 'dates' and '6 months' in line['text'] for line in lines), lines)


def every_key():
    windows = ('# our own weeks\nwaves: [2027-01-12, { from: 2027-01-18, to: 2027-01-22 }]   # as agreed\n'
               'closed:\n  - { from: 2027-02-22, to: 2027-02-26 }   # winter\n  - 2027-05-07\n'
               'follow-ups:\n- name: { nb: Vår, en: Spring }   # half\n  to: "2027-06-11"\n  from: 2027-05-03\n'
               'evaluation: with-next-conversation\nprivacy: { discussed-with-unions: 2026-11-20 }\n')
    folder = small('keys', windows=windows, conversations=('2027-01-11', '2027-01-29'))
    path = folder / 'samtale.yaml'
    path.write_bytes(b'\xef\xbb\xbf' + path.read_bytes().replace(b'\n', b'\r\n'))
    os.chmod(path, 0o640)
    before = path.read_bytes()
    done = run(folder, 'new-period', '2028')
    after = path.read_bytes()
    text = before.decode().replace('period: 2027', 'period: 2028').replace('2027-01-01', '2028-01-01').replace('2027-12-31', '2028-12-31')
    for old, new in (('2027-01-11', '2028-01-10'), ('2027-01-29', '2028-01-28'), ('2027-01-12', '2028-01-11'), ('2027-01-18', '2028-01-17'),
                     ('2027-01-22', '2028-01-21'), ('2027-02-22', '2028-02-21'), ('2027-02-26', '2028-02-25'), ('2027-05-07', '2028-05-05'),
                     ('"2027-06-11"', '2028-06-09'), ('2027-05-03', '2028-05-02')):
        text = text.replace(old, new)
    text += 'previous-period: 2027\r\n'
    check('only-days-change', after.decode() == text and not done.returncode, ''.join(difflib.ndiff(text.splitlines(1), after.decode().splitlines(1))))
    check('mode-is-kept', path.stat().st_mode & 0o777 == 0o640, oct(path.stat().st_mode))
    check('every-key', not done.returncode, done.stderr)
    check('settings-are-kept', (folder / 'periods/2027.yaml').read_bytes() == before)
    check('says-what-to-look-at', all(word in done.stdout for word in ('closed:', 'discussed-with-unions is still 2026-11-20')), done.stdout)
    check('is-read-again', run(folder, 'check').stdout.endswith('0 errors, 2 warnings\n'), run(folder, 'check').stdout)


# ---- The sample, to the next period and back


def sample(name):
    shutil.copytree(ROOT / 'samples' / name, work / name, ignore=shutil.ignore_patterns('out'))
    return work / name


def dump(folder, *more):
    return run(folder, 'check', '--dump', 'cycle', *more).stdout


def papers(folder, period):
    return {str(p.relative_to(folder)): p.read_bytes() for p in (folder / 'out' / period).rglob('*') if p.suffix in ('.pdf', '.ics')}


def nordlia():
    folder = sample('nordlia')
    os.chmod(folder / 'org.yaml', 0o640)
    run(folder, 'packs', '--quiet')
    was, made, files = dump(folder), papers(folder, '2027'), snapshot(folder)
    kept = (folder / 'samtale.yaml').read_bytes()
    done = run(folder, 'new-period', '2028', '--dry-run')
    check('dry-run', snapshot(folder) == files and not done.returncode and 'Nothing was written' in done.stdout, done.stderr)
    real = run(folder, 'new-period', '2028')
    check('dry-run-says-the-same', real.stdout.splitlines()[:-1] == done.stdout.splitlines()[:-1] and not real.returncode, real.stdout + real.stderr)
    for word in ('7 units had a briefing', 'Geir Arne Mo', 'Roar Eliassen', 'samtale summaries --period 2027', 'plans/2026 (36 plans)',
                 '9 texts in priorities/2028 are drafts', '33 times from org.yaml'):
        check(f'says {word}', word in real.stdout, real.stdout)
    after = snapshot(folder)
    changed = [n for n in files if after.get(n) != files[n] and not n.endswith('/')]
    check('nothing-else-changes', sorted(changed) == ['org.yaml', 'samtale.yaml'] and (folder / 'periods/2027.yaml').read_bytes() == kept, changed)
    check('mode-of-org', (folder / 'org.yaml').stat().st_mode & 0o777 == 0o640)
    org = (folder / 'org.yaml').read_text()
    check('old-times-are-gone', not re.search(r'at: 2027', org) and 'conversation: { by: e1203 }' in org and not re.search(r'^ +\}', org, re.M), org)
    check('back-it-is-the-same', dump(folder, '--period', '2027') == was, ''.join(difflib.unified_diff(
        was.splitlines(1), dump(folder, '--period', '2027').splitlines(1), n=0)))
    again = run(folder, 'packs', '--period', '2027')
    check('back-all-is-kept', papers(folder, '2027') == made and '0 made' in again.stdout and 'pack: 59 papers (0 made, 59 kept)' in again.stdout, again.stdout)
    now = dump(folder)
    check('new-has-no-old-times', not re.search(r'^ *(conversation|briefing) 2027', now, re.M) and 'period 2028' in now, now[:600])
    told = run(folder, 'check')
    check('drafts-are-named', told.stdout.count('warning') == 2 and 'the priorities of 8 units are still drafts, fra 2027: Nordlia kommune' in told.stdout
          and not told.returncode, told.stdout)
    packs = run(folder, 'packs', '--unit', 'solbakken')
    check('packs-warn-of-drafts', '8 units are still drafts' in packs.stderr and packs.returncode == 0, packs.stderr)
    text = subprocess.run(['pdftotext', folder / 'out/2028/packs/solbakken/e1303.pdf', '-'], capture_output=True, text=True, check=True).stdout
    check('papers-say-nothing-of-drafts', 'fra 2027' not in text and 'draft' not in text and '2028' in text, text[:500])
    for path in (folder / 'priorities/2028').glob('*.md'):
        path.write_text(re.sub('(?m)^draft: .*\n', '', path.read_text()))
    old, new = [{p.name: p.read_bytes() for p in (folder / 'priorities' / period).glob('*')if p.is_file()} for period in ('2027', '2028')]
    check('without-its-line-a-draft-is-the-text', old == new, [n for n in old if old[n] != new.get(n)])
    check('then-nothing-is-said', 'drafts' not in run(folder, 'check').stdout)
    check('pictures-come-along', (folder / 'priorities/2028/bilder/over-80.png').read_bytes() == (folder / 'priorities/2027/bilder/over-80.png').read_bytes())
    done = run(folder, 'check', '--period', '2026')
    check('unknown-period', done.returncode == 2 and 'no period "2026" here, only 2028, 2027' in done.stderr, done.stderr)
    run(folder, 'new-period', '2029')
    check('two-periods-back', dump(folder, '--period', '2027') == was and 'period 2028' in dump(folder, '--period', '2028'))
    shutil.copy(folder / 'periods/2027.yaml', folder / 'periods/2025.yaml')
    done = run(folder, 'check', '--period', '2025')
    check('misnamed-settings', done.returncode == 1 and 'named after another period' in done.stdout, done.stdout)


def fjordvik():
    folder = sample('fjordvik')
    was = dump(folder)
    done = run(folder, 'new-period', '2028')
    has = (folder / 'history/2027.json').exists()
    check('fjordvik', not done.returncode and ('No results of 2027' in done.stdout) == (not has), done.stdout + done.stderr)
    check('fjordvik-back', dump(folder, '--period', '2027') == was)
    report = run(folder, 'summaries', '--period', '2027', '--quiet', '--draft')
    check('fjordvik-summaries', not report.returncode and list((folder / 'out/2027/summaries').rglob('*.pdf')), report.stderr)


# ---- What is there already


def texts():
    folder = small('texts')
    sources = {'a.md': '## Én {#en}\n\n![Et bilde](bilder/b.png)\n', 'a.nn.md': '---\nmessage: Hei\n---\n## Ein\n\nTekst.\n',
               'a.en.md': '\ufeff---\r\n# a comment\r\ndraft: from 2026  # old\r\nmessage: |\r\n  Hi\r\n---\r\n\r\n## One\r\n\r\nText.\r\n'}
    for name, text in sources.items():
        write(folder / 'priorities/2027' / name, text)
    picture = next((ROOT / 'samples/nordlia/priorities/2027/bilder').glob('*.png')).read_bytes()
    write(folder / 'priorities/2027/bilder/b.png', picture)
    write(folder / 'priorities/2027/README.md', 'Not a unit.\n')
    write(folder / 'priorities/2027/a.docx', 'Word')
    os.symlink('b.png', folder / 'priorities/2027/bilder/link.png')
    done = run(folder, 'new-period', '2028')
    new = folder / 'priorities/2028'
    expected = {
        'a.md': '---\ndraft: fra 2027  # ta bort linjen når teksten er gjennomgått for 2028\n---\n\n' + sources['a.md'],
        'a.nn.md': '---\ndraft: frå 2027  # ta bort linja når teksten er gjennomgått for 2028\nmessage: Hei\n---\n## Ein\n\nTekst.\n',
        'a.en.md': '\ufeff---\r\ndraft: from 2027  # take this line away when the text is right for 2028\r\n# a comment\r\nmessage: |\r\n  Hi\r\n'
                   '---\r\n\r\n## One\r\n\r\nText.\r\n'}
    got = {p.name: p.read_bytes().decode() for p in new.glob('*.md')}
    check('drafts', got == expected, got)
    check('files-beside', sorted(str(p.relative_to(new)) for p in new.rglob('*') if p.is_file()) == sorted([*expected, 'bilder/b.png']) and
          'link.png' in done.stdout, done.stdout)
    told = run(folder, 'check').stdout
    check('drafts-are-read', '0 errors' in told and 'the priorities of 1 unit are still a draft, fra 2027: A' in told and 'b.png' not in told, told)


def what_is_there():
    folder = small('there')
    write(folder / 'priorities/2027/a.md', '## Én\n\nTekst.\n')
    write(folder / 'priorities/2028/a.md', '## Ny\n\nLederens egen.\n')
    done = run(folder, 'new-period', '2028')
    check('own-texts-stay', (folder / 'priorities/2028/a.md').read_text() == '## Ny\n\nLederens egen.\n' and '1 is there already, and stays' in done.stdout,
          done.stdout)
    for trace in ('periods/2028.yaml', 'plans/2028/e1.yaml', 'answers/2028/x.yaml', 'history/2028.json'):
        folder = small('trace')
        shutil.rmtree(folder)
        folder = small('trace')
        write(folder / trace, 'x: y\n')
        before = snapshot(folder)
        done = run(folder, 'new-period', '2028')
        check(f'refuses-over-{trace}', done.returncode == 2 and 'is there already' in done.stderr and snapshot(folder) == before, done.stderr)
    folder = small('kept')
    write(folder / 'periods/2027.yaml', 'period: 2027\n')
    before = snapshot(folder)
    done = run(folder, 'new-period', '2028')
    check('other-settings-stay', done.returncode == 1 and 'says something else than samtale.yaml' in done.stderr and snapshot(folder) == before, done.stderr)
    for name in ('samtale.yaml', 'org.yaml'):
        shutil.rmtree(work / 'read-only', ignore_errors=True)
        folder = small('read-only', org='unit:\n  id: a\n  name: A\n  leader: e1\n  briefing: { at: 2027-01-12 }\n  employees:\n'
                                        '    - { id: e1, name: Ada, leader: { name: Per } }\n')
        os.chmod(folder / name, 0o444)
        before = snapshot(folder)
        done = run(folder, 'new-period', '2028')
        check(f'read-only-{name}', done.returncode == 3 and name in done.stderr and snapshot(folder) == before, done.stderr)
    for broken in ('samtale.yaml', 'org.yaml'):
        shutil.rmtree(work / 'broken', ignore_errors=True)
        folder = small('broken')
        write(folder / broken, (folder / broken).read_text() + 'nothing: [\n')
        before = snapshot(folder)
        done = run(folder, 'new-period', '2028')
        check(f'broken-{broken}', done.returncode == 1 and snapshot(folder) == before, done.stderr)


def times():
    org = ('unit:\n  id: a\n  name: A\n  leader: e1\n  employees:\n'
           '    - { id: e1, name: Ada, leader: { name: Per }, conversation: { at: 2027-01-12T09:00, place: { nb: Her, en: Here } } }\n'
           '    - id: e2   # by hand\n      name: Bo\n      conversation:\n        at: 2027-01-13T09:00   # agreed\n'
           '    - { id: e3, name: Cy, conversation: { at: 2028-01-12T09:00, place: Ny } }\n'
           '    - { id: e4, name: Di, conversation: { place: Kontoret } }\n'
           '    - { id: e5, name: Em, conversation: not-needed, away: { from: 2027-02-01, to: 2027-03-01 } }\n'
           '    - { id: e6, name: Fy, to: 2027-08-01 }\n')
    folder = small('times', org=org)
    write(folder / 'conversations/2027.yaml', '# mine\ne1: { at: 2027-01-14T10:00 }\ne6: { held: 2027-01-13 }\n')
    was = dump(folder)
    done = run(folder, 'new-period', '2028')
    kept = (folder / 'conversations/2027.yaml').read_text()
    check('own-times-stay', kept.startswith('# mine\ne1: { at: 2027-01-14T10:00, place: { nb: Her, en: Here } }\ne6: { held: 2027-01-13 }\n')
          and '2027-01-13T09:00' in kept and '2027-01-12' not in kept and '2028' not in kept, kept)
    now = (folder / 'org.yaml').read_text()
    check('new-times-stay', '{ at: 2028-01-12T09:00, place: Ny }' in now and '{ place: Kontoret }' in now and '2027-01' not in now and
          '# by hand' in now, now)
    back = dump(folder, '--period', '2027')  # without what org.yaml says for 2028
    check('times-back', back == re.sub('(?m)^ *(conversation 2028.*|place "Ny")\n', '', was) != was, back)
    check('people', all(word in done.stdout for word in ('1 person has left when the period begins (Fy)', 'not-needed (Em)', '1 line with away or acting')), done.stdout)
    write(folder / 'conversations/2028.yaml', 'briefings: { b: { at: 2028-01-12 } }\n')
    done = run(folder, 'check')
    check('unknown-unit-of-a-briefing', '"b" is no unit in the chart' in done.stdout, done.stdout)


# ---- Late forms


def late():
    folder = make_cycle('late', {})
    make_forms(folder, '--employee', 'e11')
    made = folder / 'out/2027/forms/action-plan/oppvekst/e11.pdf'
    first = {'goals/g1/goal': 'Et sent mål', 'goals/g1/measures/m1/what': 'Noe', 'goals/g1/measures/m1/deadline': '1. juni'}
    old = fill(made, first, 'old.pdf')
    run(folder, 'new-period', '2028')
    make_forms(folder, '--employee', 'e12')
    new = fill(folder / 'out/2028/forms/action-plan/oppvekst/e12.pdf', {**first, 'goals/g1/goal': 'Et nytt mål'}, 'new.pdf')
    both = work / 'both.zip'
    with zipfile.ZipFile(both, 'w') as archive:
        archive.write(old, 'old.pdf')
        archive.write(new, 'new.pdf')
    before = snapshot(folder)
    done = run(folder, 'collect', both, '--dry-run')
    check('late-dry-run', snapshot(folder) == before and 'Of the period 2027' in done.stdout, done.stdout + done.stderr)
    done = run(folder, 'collect', both, '--format', 'json')
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    check('late-json', [(line['period'], line.get('employee')) for line in lines] == [('2028', 'e12'), ('2028', None), ('2027', 'e11'), ('2027', None)],
          lines)
    plans = {str(p.relative_to(folder / 'plans')): p.read_text() for p in (folder / 'plans').rglob('*.yaml')}
    check('late-plans', sorted(plans) == ['2027/e11.yaml', '2028/e12.yaml'] and 'deadline: 2027-06-01' in plans['2027/e11.yaml'] and
          'deadline: 2028-06-01' in plans['2028/e12.yaml'], plans)
    check('late-status', done.returncode == 0 and not done.stderr, done.stderr)
    again = fill(made, {**first, 'goals/g1/goal': 'Rettet'}, 'again.pdf')
    done = run(folder, 'collect', again, '--prefer', 'form')
    check('only-late', done.stdout.startswith('\nOf the period 2027, and collected into it:\nMaja Solberg (e11): ') and 'no plan yet' not in done.stdout
          and 'Rettet' in (folder / 'plans/2027/e11.yaml').read_text(), done.stdout + done.stderr)
    done = run(folder, 'collect', again, '--period', '2027')
    check('late-by-name', done.returncode == 0 and 'Of the period' not in done.stdout and 'e11' in done.stdout, done.stdout + done.stderr)
    done = run(folder, 'collect', new, '--period', '2027')
    check('late-not-by-other-name', done.returncode == 1 and 'without --period each form' in done.stderr, done.stderr)
    (folder / 'periods/2027.yaml').unlink()
    done = run(folder, 'collect', again)
    check('late-without-settings', done.returncode == 1 and 'of the period 2027' in done.stderr and 'plans' not in done.stdout, done.stderr)


def late_deliveries():
    folder = make_cycle('deliveries', {'e11': 'employee: e11\nunit: oppvekst\nleader: e10\n'})
    part = collecting.split(folder, 'e10', 'deliveries-e10', {'e11': 'employee: e11\nunit: oppvekst\nleader: e10\nconversation: { held: 2027-01-20 }\n'})
    delivered = run(part, 'deliver', '--quiet')
    file = next((part / 'out').rglob('delivery-*.yaml'))
    run(folder, 'new-period', '2028')
    done = run(folder, 'collect', file)
    check('late-delivery', not done.returncode and 'held: 2027-01-20' in (folder / 'plans/2027/e11.yaml').read_text(), done.stdout + done.stderr + delivered.stderr)
    refused = run(part, 'new-period', '2028')
    check('not-in-a-leaders-directory', refused.returncode == 2 and "leader's own directory" in refused.stderr, refused.stderr)


# ---- --period on the commands


def commands():
    folder = make_cycle('commands', {'e11': 'employee: e11\nunit: oppvekst\nleader: e10\nconversation: { held: 2027-01-20 }\n'})
    run(folder, 'new-period', '2028')
    told = run(folder, 'status', '--period', '2027', '--format', 'json').stdout
    check('status', '"period":"2027"' in told and run(folder, 'status', '--format', 'json').stdout != told, told[:300])
    proposed = run(folder, 'schedule', '--period', '2027').stdout
    check('schedule', '2027-' in proposed and '2028-' not in proposed, proposed[:300])
    write(work / 'times.csv', 'Ansattnr,Dato,Tid\ne12,2027-01-21,09:00\n')
    run(folder, 'import', '--times', work / 'times.csv', '--period', '2027')
    check('import-times', 'e12' in (folder / 'conversations/2027.yaml').read_text() and not (folder / 'conversations/2028.yaml').exists())
    done = run(folder, 'import', work / 'times.csv', '--period', '2027')
    check('import-refuses', done.returncode == 2 and '--period does nothing here' in done.stderr, done.stderr)
    part = work / 'commands-e10'
    run(folder, 'split', '--leader', 'e10', part, '--period', '2027')
    check('split', 'period: 2027' in (part / 'samtale.yaml').read_text() and (part / 'plans/2027/e11.yaml').exists())
    run(folder, 'packs', '--period', '2027', '--shard', '1/2', '--quiet')
    run(folder, 'packs', '--period', '2027', '--shard', '2/2', '--quiet')
    done = run(folder, 'merge', '--period', '2027')
    check('merge', not done.returncode and (folder / 'out/2027/manifest.json').exists() and not (folder / 'out/2028').exists(), done.stderr)
    run(folder, 'print', '--period', '2027', '--quiet')
    check('print', list((folder / 'out/2027/print').rglob('*.pdf')) and not (folder / 'out/2028').exists())


# ---- Kills


def kills():
    start, folder, log, shim = work / 'start', work / 'killed', work / 'kill-log', preload.build(
        work / 'shim.so', HERE.parent / 'kill/shim.c')
    small('start', org='unit:\n  id: a\n  name: A\n  leader: e1\n  briefing: { at: 2027-01-12T14:00 }\n  employees:\n'
          '    - { id: e1, name: Ada, leader: { name: Per } }\n    - { id: e2, name: Bo, conversation: { at: 2027-01-13T09:00, place: Her } }\n')
    for name in ('a.md', 'a.nn.md'):
        write(start / 'priorities/2027' / name, '## Én\n\nTekst.\n')
    write(start / 'priorities/2027/bilder/note.csv', 'a;b\n')
    was = dump(start)

    def new_period(at=None):
        environment = {**os.environ, **preload.loading(shim), 'SHIM_FOLDER': str(folder) + ':' + ':'.join(
            ['periods', 'priorities', 'conversations', 'org.yaml', 'samtale.yaml', '.org', '.samtale']), 'SHIM_LOG': str(log)}
        log.unlink(missing_ok=True)
        return subprocess.run([SAMTALE, '-C', folder, 'new-period', '2028', '--quiet'], env={**environment, **({'SHIM_AT': at} if at else {})},
                              capture_output=True, text=True, check=False)

    def prepare():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)

    def files():
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob('*') if p.is_file()}

    prepare()
    done = new_period()
    calls, whole = [line.split()[0] for line in log.read_text().splitlines()], files()
    check('kills-begin', not done.returncode and len(calls) > 30, (done.stderr, calls))
    wrong, killed, seen = [], 0, {}
    for name in calls:
        seen[name] = seen.get(name, 0) + 1
        prepare()
        done = new_period(f'{name} {seen[name]} kill')
        killed += done.returncode == -signal.SIGKILL
        is_new = 'period: 2028' in (folder / 'samtale.yaml').read_text()
        if dump(folder, *(['--period', '2027'] if is_new else [])) != was:
            wrong.append(f'{name} {seen[name]}: the period before is not as it was')
        done = new_period()
        left = {n: b for n, b in files().items() if '.samtale-' not in n}
        if done.returncode != (2 if is_new else 0) or left != whole:
            wrong.append(f'{name} {seen[name]}: {done.stderr} {[n for n in whole if left.get(n) != whole[n]]}')
    check('kills', not wrong and killed > 30, (killed, wrong[:4]))


for test in (days_of_every_year, names, every_key, nordlia, fjordvik, texts, what_is_there, times, late, late_deliveries, commands, kills):
    if test.__name__ in (sys.argv[1:] or [test.__name__]):
        test()
end()
