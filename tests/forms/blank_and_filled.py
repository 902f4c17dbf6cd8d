#!/usr/bin/python3
"""The forms: blank and filled in, and the process evaluation, which holds nothing that traces anyone."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pikepdf

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
SAMPLE = ROOT / 'samples/nordlia'
FOUR_MM = 4 * 72 / 25.4
failed = False


def check(name, holds, why):
    global failed
    print(f'ok forms/{name}' if holds else f'FAIL forms/{name}: {why}')
    failed |= not holds


def samtale(*arguments, cycle=SAMPLE, quiet=True):
    done = subprocess.run([SAMTALE, '-C', cycle, 'forms', *arguments], capture_output=True, text=True, check=False)
    if done.returncode or (quiet and done.stderr):
        check(' '.join(map(str, arguments)), False, f'exit status {done.returncode}: {done.stderr.splitlines()[:1]}')
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

ANSWERING = {'nordlia': 'Nordlia kommune', 'solbakken': 'Solbakken skole', 'hjemmetjenesten': 'Hjemmetjenesten'}
MARKS = {'nb': 'Anonym – skriv ikke navn', 'nn': 'Anonymt – skriv ikkje namn', 'en': 'Anonymous – do not write your name'}


def split_names(names):
    """Names and the words of them by which somebody or something would be known."""
    return {*names, *(word for name in names for word in re.findall(r'\w+', name) if len(word) > 3)}


def traces():
    """Names, ids, units and addresses of everybody in the chart."""
    org = (SAMPLE / 'org.yaml').read_text()
    found = set(re.findall(r'\be\d{4}\b', org)) | set(re.findall(r'[\w.-]+@nordlia\.example', org))
    found |= split_names({name.strip().strip('"') for name in re.findall(r'name: ([^,}\n]+)', org)})
    return found - {'Nordlia', 'kommune', 'Nordlia kommune', 'Kultur', 'frivilligheit', 'skole'}


def anonymous_cycle(language, folder):
    """The sample, with everybody written to in one language."""
    if language == 'nb':
        return SAMPLE
    for name in ('org.yaml', 'logo.png'):
        (folder / name).write_bytes((SAMPLE / name).read_bytes())
    settings = (SAMPLE / 'samtale.yaml').read_text().replace('\nlanguage: nb', f'\nlanguage: {language}')
    (folder / 'samtale.yaml').write_text(settings)
    return folder


def every_string(path):
    """All text there is in a file: in objects whatever they are for, metadata, and what it says aloud."""
    found = []
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            collect(item, found)
        found.append(pdf.Root.Metadata.read_bytes().decode())
    return '\n'.join(found)


def collect(item, found):
    if isinstance(item, pikepdf.String):
        found.append(str(item))
    elif isinstance(item, pikepdf.Array):
        for one in item:
            if not getattr(one, 'is_indirect', False):
                collect(one, found)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in item.keys():
            if not getattr(item[key], 'is_indirect', False):
                collect(item[key], found)


def fault_of_answer_form(path, language, entry):
    """What in a form could tell who answers with it; None: nothing. Its own unit is what it may name."""
    unit = None if path.stem == '_leaders' else path.stem
    text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True, check=True).stdout
    said = text + every_string(path) + json.dumps(entry)
    own = {unit} | split_names({ANSWERING[unit]}) if unit else set()
    own |= {name for name in traces() if unit and name in ANSWERING[unit]}
    known = [t for t in traces() - own if re.search(rf'(?<!\w){re.escape(t)}(?!\w)', said)]
    numbers = [n for n in re.findall(r'\d{6,}', text.replace(' ', '')) if '70000000' not in n]
    if known:
        return f'it holds {sorted(known)[:5]}'
    if numbers:
        return f'it holds the numbers {numbers}'
    if text.count(MARKS[language]) != text.count('\f'):
        return 'a page is not marked as anonymous'
    if {n.rsplit('/', 1)[0] for n in re.findall(r'samtale/2/[^/]+/([^<\s"]+)', said)} != {f'process-evaluation/2027{f"/u={unit}" if unit else ""}'}:
        return 'its form is called something else'
    if entry.get('employee') or entry.get('unit', unit) != unit:
        return f'the manifest gives it to {entry}'
    return None if not unit or ANSWERING[unit] in ' '.join(text.split()) else 'it does not name its unit'


def process_evaluation(language):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'out'
        out.mkdir()
        samtale('process-evaluation', '--quiet', '--out', out,
                cycle=anonymous_cycle(language, pathlib.Path(folder)), quiet=language == 'nb')
        made = sorted((out / '2027/forms/process-evaluation').glob('*.pdf'))
        names = {path.stem for path in made}
        check(f'answering-{language}', names == {*ANSWERING, '_leaders'}, f'there are forms for {sorted(names)}')
        entries = json.loads((out / '2027/manifest.json').read_text())
        entries = {e['path']: e for e in (entries['files'] if isinstance(entries, dict) else entries)}
        for path in made:
            if path.stem not in {*ANSWERING, '_leaders'}:
                continue
            entry = entries[f'forms/process-evaluation/{path.name}']
            fault = fault_of_answer_form(path, language, entry)
            check(f'anonymous-{language} {path.stem}', not fault, fault)


SMALL = """organisation: Alfa
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
hr: { name: HR, email: hr@alfa.example }
"""


def small_cycle(folder, own, beta, gamma):
    """A unit with so many people beside its leader, and two below it with theirs."""
    def people(letter, count):
        above = ', leader: { name: Per Vik }' if letter == 'a' else ''
        return ''.join(f'{{ id: {letter}{i}, name: {letter.upper()}{i}{"" if i else above} }}, ' for i in range(count + 1))
    (folder / 'samtale.yaml').write_text(SMALL)
    shutil.copy(SAMPLE / 'secret.key', folder)
    (folder / 'org.yaml').write_text(
        f"unit:\n  id: alfa\n  name: Alfa\n  leader: a0\n  employees: [{people('a', own)}]\n  units:\n"
        f"    - {{ id: beta, name: Beta, leader: b0, employees: [{people('b', beta)}] }}\n"
        f"    - {{ id: gamma, name: Gamma, leader: c0, employees: [{people('c', gamma)}] }}\n")


def enough_people():
    """A unit has a form where ten answer with it who lead nobody: its own and those of units below with too few."""
    for people, wanted in (((11, 9, 10), {'alfa', 'gamma'}), ((1, 9, 10), {'alfa', 'gamma'}), ((0, 9, 10), {'gamma'}),
                           ((9, 10, 10), {'beta', 'gamma'}), ((4, 5, 5), {'alfa'}), ((1, 2, 1), set())):
        with tempfile.TemporaryDirectory() as folder:
            small_cycle(pathlib.Path(folder), *people)
            samtale('process-evaluation', '--quiet', '--out', f'{folder}/out', cycle=folder, quiet=False)
            made = {path.stem for path in pathlib.Path(folder).glob('out/2027/forms/process-evaluation/*.pdf')}
            check(f'enough-{"-".join(map(str, people))}', made == {*wanted, '_leaders'}, f'there are forms for {sorted(made)}')


# ---- Blank or filled in

def blank_and_filled():
    filled = doc('evaluation', '--employee', 'e1102')
    check('evaluation-marks', filled.count('check marked') == 6, 'four judgements and two competences are ticked')
    places = [filled.find(text) for text in ('Barnehager, skole', '"Utviklingsmål"', 'Jeg sier fra tidlig')]
    check('evaluation-kinds', places == sorted(places) and places[0] > 0, 'work and development goals do not stand apart')
    blank = doc('evaluation', '--blank', '1')
    check('evaluation-blank', len(re.findall(r'choices .*path="goal.attainment"', blank)) == 5 and 'check marked' not in blank,
          'a blank evaluation has three work goals and two development goals, and nothing is ticked')
    sheet = doc('follow-up', '--employee', 'e1102', '--follow-up', 'all')
    check('follow-up-sections', sheet.count('\nsection') == 2, 'there is no section for each formal follow-up')
    check('follow-up-own-status', words(sheet).count('Piloten går i alle tre virksomhetene') == 1,
          'what one follow-up noted stands on its own sheet only')
    check('follow-up-blank', 'check marked' not in doc('follow-up', '--blank', '1'), 'something is ticked on a blank sheet')
    check('thread', 'Støtter «Tidlig innsats» → «Livskvalitet hele livet»' in words(filled), 'a goal does not show what it supports, up to the root')
    ticked = re.findall(r'check marked .* says="(Støtter, mål \d: [^"]*)"', doc('action-plan', '--employee', 'e1102'))
    check('areas', 'Støtter, mål 1: Tidlig innsats' in ticked and len(ticked) == 4, f'other areas are ticked than those of the goals: {ticked}')
    check('draft', 'Dette er et utkast' in doc('action-plan', '--employee', 'e1303'), 'a plan nobody has agreed to is a draft')
    unit = words(doc('action-plan', '--blank', '1', '--unit', 'solbakken'))
    check('unit-blank', 'Lesing på alle trinn' in unit and 'Ahmed Yusuf Warsame' in unit,
          'a form for a unit names its leader and its focus areas')
    persons = set(re.findall(r'scope=person path="([^"]*)"', doc('action-plan', '--blank', '1'))) - {'area.name', 'need.name'}
    persons -= {'follow-up.name', 'follow-up.window'}  # as areas and competences, these are the organisation\'s
    check('nobodys', not persons, f'a blank form has something of a person: {persons}')


def not_about_health():
    """Every page of a form asks not to write about health or other people."""
    for document in ('action-plan', 'follow-up', 'evaluation', 'process-evaluation'):
        with tempfile.TemporaryDirectory() as folder:
            for how in (['--blank', '1'], ['--unit', 'solbakken']):
                samtale(document, *how, '--quiet', '--out', folder)
            pages = [page for path in pathlib.Path(folder).rglob('*.pdf') for page in subprocess.run(
                ['pdftotext', path, '-'], capture_output=True, text=True, check=True).stdout.split('\f')[:-1]]
        silent = [page for page in pages if not re.search('om helse eller om andre person|about health or about other people', ' '.join(page.split()))]
        check(f'health-{document}', pages and not silent, f'a page does not ask not to write about health: {silent[:1]}')


# ---- Boxes on paper

def boxes():
    for large in ([], ['--large-print']):
        paper = samtale('process-evaluation', '--dump', 'paper', *large)
        sizes = [float(w) for w in re.findall(r'box .*? w=([\d.]+) h=[\d.]+ .*stroke=ink', paper)]
        name = 'large' if large else 'normal'
        check(f'box-size-{name}', sizes and min(sizes) >= FOUR_MM, f'a box is {min(sizes, default=0)} pt wide')
    papers = samtale('process-evaluation', '--dump', 'paper').split('\n=== ')
    check('scale-headers', {len(re.findall(r' TH .*scope=row', paper)) for paper in papers} == {9},
          'each statement is the header of its row')


def whole_labels():
    """In large print each label of a card but the goal's, which may take two lines, is whole: on three cards, those of a measure twice on each."""
    for language in ('nb', 'nn', 'en'):
        template = (ROOT / f'templates/{language}/action-plan.md').read_text()
        labels = dict(re.findall(r'^  (\w+): (.*)$', re.search(r'```goal-cards.*?```', template, re.S)[0], re.M))
        with tempfile.TemporaryDirectory() as folder:
            small_cycle(pathlib.Path(folder), 1, 1, 1)
            (pathlib.Path(folder) / 'samtale.yaml').write_text(SMALL + f'language: {language}\n')
            dump = samtale('--large-print', '--employee', 'a1', '--dump', 'paper', cycle=folder, quiet=False)
        for key, count in (('kind', 3), ('supports', 3), ('measure', 6), ('responsible', 6), ('deadline', 6), ('done', 6)):
            runs = re.findall(rf' run .* glyphs=\d+ "{re.escape(labels[key])}"$', dump, re.M)
            check(f'whole-labels-{language} {key}', len(runs) == count, f'{labels[key]!r} is whole {len(runs)} times')


for tongue in ('nb', 'nn', 'en'):
    process_evaluation(tongue)
enough_people()
blank_and_filled()
not_about_health()
boxes()
whole_labels()
sys.exit(failed)
