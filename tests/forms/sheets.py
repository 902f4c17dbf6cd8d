#!/usr/bin/python3
"""How much paper the year's forms take: a follow-up is one sheet, an evaluation two, and nobody signs on an empty page.

For five goals with two measures each that are not done, in three languages; with two goals there are more lines on both sides.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
WHO = 'e1303'
SIGNED = {'nb': ('Underskrift, ansatt', 'Er dere uenige om hvor langt dere kom?'), 'nn': ('Underskrift, tilsett', 'Er de usamde om kor langt de kom?'),
          'en': ('Signature, employee', 'Do you disagree about how far you got?')}
STATEMENTS = {'nb': ('Forberedelsespakken', 'henger sammen med'), 'nn': ('Førebuingspakken', 'heng saman med'), 'en': ('preparation pack', 'connect with those')}
GOALS = ''.join(f'''  - id: g{n}
    kind: {kind}
    goal: Alle elever på første trinn som strever med lesing, får kurs innen to uker
    measures:
      - {{ id: m1, what: Kurs for alle kontaktlærere, responsible: employee, deadline: 2027-03-15 }}
      - {{ id: m2, what: Møte med foreldrene, responsible: leader, deadline: 2027-04-15 }}
''' for n, kind in enumerate(('work', 'task', 'personal', 'professional', 'work'), 1))
EVERYTHING = ''.join(f'''  - id: g{n}
    kind: {('work', 'task', 'personal', 'professional')[n % 4]}
    goal: "{'Barnehager, skole og helsestasjon melder fra på samme måte når de er bekymret for et barn, hver gang. ' * 2}"
    attainment: partly
    measures:
''' + ''.join(f'''      - {{ id: m{m}, what: "{'Opplæring av alle kontaktlærere og pedagogiske ledere ' * 2}", responsible: Fagteamet, deadline: 2027-03-15 }}
''' for m in range(1, 5)) for n in range(1, 9)) + 'follow-ups:\n' + ''.join(f'''  - held: 2027-{month}-20
    progress:
''' + ''.join(f'''      - {{ goal: g{n}, status: needs-help, note: "{'Piloten går i alle tre virksomhetene. ' * 4}" }}
''' for n in range(1, 9)) for month in ('05', '07', '09'))
FOUR = '''follow-ups:
  - { name: Vår, from: 2027-05-03, to: 2027-06-11 }
  - { name: Sommer, from: 2027-07-01, to: 2027-08-11 }
  - { name: Høst, from: 2027-09-15, to: 2027-10-10 }
  - { name: Sen høst, from: 2027-10-21, to: 2027-11-20 }
'''
PLAN = f'employee: {WHO}\nunit: solbakken\nleader: e1302\nagreed: {{ employee: 2027-01-22, leader: 2027-01-25 }}\ngoals:\n{GOALS}'
failed = False


def check(name, holds, why=''):
    global failed
    print(f'ok sheets/{name}' if holds else f'FAIL sheets/{name}: {why}')
    failed |= not holds


def pages_of(cycle, document, *options):
    """The text of each page of the one paper that is made."""
    out = cycle / 'out'
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run([SAMTALE, '-C', cycle, 'forms', document, '--quiet', *options], capture_output=True, text=True, check=False)
    made = sorted(out.rglob('*.pdf'))
    if done.returncode or not made:
        check(f'{document} {" ".join(options)}', False, done.stderr)
        return ['']
    text = subprocess.run(['pdftotext', made[-1], '-'], capture_output=True, text=True, check=True).stdout
    return [' '.join(page.split()) for page in text.split('\f')[:-1]]


def judge(cycle, language):
    of = ('--employee', WHO)
    pages = pages_of(cycle, 'follow-up', *of)
    check(f'{language} follow-up', len(pages) <= 2, f'five goals take {len(pages)} pages')
    check(f'{language} goals in front', '4. Alle elever' in pages[0], 'four goals do not stand on the front side')
    pages = pages_of(cycle, 'follow-up', '--blank', '1')
    check(f'{language} blank follow-up', len(pages) <= 2, f'a blank one takes {len(pages)} pages')
    pages = pages_of(cycle, 'follow-up-preparation', *of)
    check(f'{language} preparation', len(pages) == 1, f'it takes {len(pages)} pages')
    for options in of, (*of, '--large-print'), ('--blank', '1'):
        pages = pages_of(cycle, 'evaluation', *options)
        signed, above = SIGNED[language]
        alone = [page for page in pages if signed in page and above not in page]
        check(f'{language} signatures {" ".join(options)}', any(signed in page for page in pages) and not alone, f'{alone}')
        if options == of:
            check(f'{language} evaluation', len(pages) <= 4, f'five goals take {len(pages)} pages')
    pages = pages_of(cycle, 'process-evaluation', '--unit', 'solbakken')
    check(f'{language} process evaluation', len(pages) == 2, f'it takes {len(pages)} pages')
    check(f'{language} statements', all(words in pages[0] for words in STATEMENTS[language]), 'they do not stand on one page')


def judge_few(cycle):
    """Two goals: places to write take what room there is, on the back as well."""
    dump = subprocess.run([SAMTALE, '-C', cycle, 'forms', 'follow-up', '--employee', WHO, '--dump', 'paper'], capture_output=True, text=True, check=True).stdout
    used = [float(n) for n in re.findall(r'page \d+ used=([\d.]+)', dump.partition('\nmargins')[0])]
    check('few goals', len(used) == 2 and min(used) > 600, f'{used}')


def judge_everything(cycle):
    """Eight goals with four measures each and long texts, after three of four follow-ups, on either paper."""
    for paper in 'A4', 'Letter':
        settings_of(cycle, paper=paper)
        for document, most, options in (('follow-up', 6, []), ('follow-up', 16, ['--large-print']), ('evaluation', 14, [])):
            name = f'everything {paper} {document} {"".join(options)}'
            pages = pages_of(cycle, document, '--employee', WHO, *options)
            check(name, 1 < len(pages) <= most, f'it takes {len(pages)} pages')
            check(f'{name} to the last goal', any('8. Barnehager' in page for page in pages), 'a goal is missing')
            if document == 'follow-up':
                check(f'{name} is the last', 'Oppfølging sen høst 2027' in pages[0] and 'samtale 4 av 4' in pages[0], pages[0][:200])
            found = subprocess.run(['/usr/bin/python3', ROOT / 'tests/pdf/judge.py', *(cycle / 'out').rglob('*.pdf')], capture_output=True, text=True, check=False)
            check(f'{name} as others see it', found.returncode == 0, found.stdout[:500])
            dump = cycle / 'dump'
            dump.write_text(subprocess.run([SAMTALE, '-C', cycle, 'forms', document, '--employee', WHO, '--dump', 'paper', *options],
                                           capture_output=True, text=True, check=True).stdout + '\n')
            found = subprocess.run(['/usr/bin/python3', ROOT / 'tests/pdf/paper_rules.py', dump], capture_output=True, text=True, check=False)
            check(f'{name} keeps the rules', found.returncode == 0, found.stdout[:500])


def settings_of(cycle, language='nb', paper='A4'):
    text = SETTINGS.replace('\nlanguage: nb\n', f'\nlanguage: {language}\n').replace('\npaper: A4\n', f'\npaper: {paper}\n')
    (cycle / 'samtale.yaml').write_text(text)


with tempfile.TemporaryDirectory() as folder:
    sample = pathlib.Path(folder) / 'cycle'
    shutil.copytree(ROOT / 'samples/nordlia', sample)
    for other in 'plans', 'priorities', 'templates':  # in the sample's own languages
        shutil.rmtree(sample / other)
    (sample / 'plans/2027').mkdir(parents=True)
    (sample / f'plans/2027/{WHO}.yaml').write_text(PLAN)
    SETTINGS = (sample / 'samtale.yaml').read_text()
    for tongue in SIGNED:
        settings_of(sample, tongue)
        judge(sample, tongue)
    (sample / f'plans/2027/{WHO}.yaml').write_text(PLAN[:PLAN.index('  - id: g3')])
    settings_of(sample)
    judge_few(sample)
    SETTINGS = re.sub(r'(?m)^follow-ups:\n(  - .*\n)+', FOUR, SETTINGS)
    (sample / f'plans/2027/{WHO}.yaml').write_text(PLAN.replace(GOALS, EVERYTHING))
    judge_everything(sample)
sys.exit(failed)
