#!/usr/bin/env python3
"""The forms: blank and filled in, and the process evaluation, which holds nothing that traces anyone."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
SAMPLE = ROOT / 'samples/nordlia'
FOUR_MM = 4 * 72 / 25.4
failed = False


def check(name, holds, why):
    global failed
    print(f'ok forms/{name}' if holds else f'FAIL forms/{name}: {why}')
    failed |= not holds


def samtale(*arguments, cycle=SAMPLE):
    done = subprocess.run([SAMTALE, '-C', cycle, 'forms', *arguments], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        check(' '.join(arguments), False, f'exit status {done.returncode}: {done.stderr.splitlines()[:1]}')
    return done.stdout


def doc(*arguments):
    return samtale(*arguments, '--dump', 'doc')


def words(dump):
    """What a reader reads: the dump's texts on one line per block."""
    lines = []
    for line in dump.splitlines():
        text = re.search(r'^ *text .*?"((?:[^"\\]|\\.)*)"$', line)
        if text and lines:
            lines[-1] += text[1]
        elif not text:
            lines.append('')
    return '\n'.join(line for line in lines if line)


# ---- The process evaluation traces nobody

def traces():
    """Names, ids, units and addresses of everybody in the chart; dates of birth would be numbers of six digits or more."""
    org = (SAMPLE / 'org.yaml').read_text()
    found = set(re.findall(r'\be\d{4}\b', org)) | set(re.findall(r'[\w.-]+@nordlia\.example', org))
    found |= {name.strip().strip('"') for name in re.findall(r'name: ([^,}\n]+)', org)}
    found |= {word for name in found if '@' not in name for word in name.split() if len(word) > 3}
    return found - {'Nordlia', 'kommune', 'Nordlia kommune', 'Kultur', 'frivilligheit', 'skole'}


def process_evaluation(language):
    with tempfile.TemporaryDirectory() as out:
        if language == 'nb':
            cycle = SAMPLE
        else:
            cycle = pathlib.Path(out) / 'cycle'
            cycle.mkdir()
            for name in ('org.yaml', 'logo.png'):
                (cycle / name).write_bytes((SAMPLE / name).read_bytes())
            settings = (SAMPLE / 'samtale.yaml').read_text().replace('\nlanguage: nb', f'\nlanguage: {language}')
            (cycle / 'samtale.yaml').write_text(settings)
        done = subprocess.run([SAMTALE, '-C', cycle, 'forms', 'process-evaluation', '--quiet', '--out', out],
                              capture_output=True, text=True, check=False)
        made = sorted(str(p.relative_to(out)) for p in pathlib.Path(out).glob('forms/**/*.pdf'))
        if made != ['forms/process-evaluation/process-evaluation.pdf']:
            check(f'anonymous-{language}', False, f'{made} {done.stderr}')
            return
        path = f'{out}/{made[0]}'
        text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True, check=True).stdout
        about = ''.join(subprocess.run(['pdfinfo', *how, path], capture_output=True, text=True, check=True).stdout
                        for how in ([], ['-meta'], ['-struct-text']))
        entry = (pathlib.Path(out) / 'manifest.json').read_text()
    said = [t for t in traces() if re.search(rf'(?<!\w){re.escape(t)}(?!\w)', text + about + entry)]
    check(f'anonymous-{language}', not said, f'it holds {sorted(said)[:5]}')
    numbers = [n for n in re.findall(r'\d{6,}', text.replace(' ', ''))]
    check(f'no-numbers-{language}', not [n for n in numbers if '70000000' not in n], f'it holds the numbers {numbers}')
    marks = {'nb': 'Anonym – skriv ikke navn', 'nn': 'Anonym – skriv ikkje namn', 'en': 'Anonymous – do not write your name'}
    check(f'marked-anonymous-{language}', text.count(marks[language]) == text.count('\f'), 'a page is not marked as anonymous')


# ---- Blank or filled in

def blank_and_filled():
    filled = doc('evaluation', '--employee', 'e1102')
    check('evaluation-marks', filled.count('check marked') == 6, 'four judgements and two competences are ticked')
    places = [filled.find(text) for text in ('Barnehager, skole', '"Utviklingsmål"', 'Jeg sier fra tidlig')]
    check('evaluation-kinds', places == sorted(places) and places[0] > 0, 'work and development goals do not stand apart')
    blank = doc('evaluation', '--blank', '1')
    check('evaluation-blank', blank.count('choices path="goal.attainment"') == 5 and 'check marked' not in blank,
          'a blank evaluation has three work goals and two development goals, and nothing is ticked')
    sheet = doc('follow-up', '--employee', 'e1102')
    check('follow-up-sections', sheet.count('\nsection') == 2, 'there is a section for each formal follow-up')
    check('follow-up-own-status', words(sheet).count('Piloten går i alle tre virksomhetene') == 1,
          'what one follow-up noted stands on its own sheet only')
    check('follow-up-blank', 'check marked' not in doc('follow-up', '--blank', '1'), 'something is ticked on a blank sheet')
    check('thread', 'Støtter «Tidlig innsats» → «Livskvalitet hele livet»' in words(doc('action-plan', '--employee', 'e1102')),
          'a goal does not show what it supports, up to the root')
    check('draft', 'Dette er et utkast' in doc('action-plan', '--employee', 'e1303'), 'a plan nobody has agreed to is a draft')
    unit = words(doc('action-plan', '--blank', '1', '--unit', 'solbakken'))
    check('unit-blank', 'Lesing på alle trinn' in unit and 'Ahmed Yusuf Warsame' in unit,
          'a form for a unit names its leader and its focus areas')
    check('nobodys', 'scope=person path' not in doc('action-plan', '--blank', '1'), 'a blank form has something of a person')


def not_about_health():
    """Every section with room for free text asks not to write about health or other people."""
    for document in ('action-plan', 'follow-up', 'evaluation', 'process-evaluation'):
        for how in (['--blank', '1'], []):
            for section in doc(document, *how).split('\nsection')[1:]:
                if ' lines' in section and not re.search('om helse eller om andre person|about health or about other people', section):
                    check(f'health-{document}', False, 'a section does not ask not to write about health')
                    return
        check(f'health-{document}', True, '')


# ---- Boxes on paper

def boxes():
    for large in ([], ['--large-print']):
        paper = samtale('process-evaluation', '--dump', 'paper', *large)
        sizes = [float(w) for w in re.findall(r'box .*? w=([\d.]+) h=[\d.]+ .*stroke=ink', paper)]
        name = 'large' if large else 'normal'
        check(f'box-size-{name}', sizes and min(sizes) >= FOUR_MM, f'a box is {min(sizes, default=0)} pt wide')
    table = samtale('process-evaluation', '--dump', 'paper')
    check('scale-headers', len(re.findall(r' TH .*scope=row', table)) == 9, 'each statement is the header of its row')


for tongue in ('nb', 'nn', 'en'):
    process_evaluation(tongue)
blank_and_filled()
not_about_health()
boxes()
sys.exit(failed)
