#!/usr/bin/python3
"""Leaders' papers: a pack has five common pages, guide and questions face each other, and notes begin on a front side, with two
people a page where there is no last plan; also in a cycle with next to nothing in it, and in one of many people and units. The
overview has one line a person, the reminder names and dates only, and each new paper is one page, in every language."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='samtale-leaders-'))
failed = False
BRIEFING, GUIDE, QUESTIONS, FULL, NOTES = range(5)
HEADINGS = {'nb': ('Fortell alle dette før samtalene', 'Samtaleguide', 'Spørsmål du kan velge blant', 'Satsingsområdene i full tekst', 'Notatene dine'),
            'nn': ('Fortel alle dette før samtalane', 'Samtaleguide', 'Spørsmål du kan velje mellom', 'Satsingsområda i full tekst', 'Notata dine'),
            'en': ('Tell everyone this before the conversations', 'Conversation guide', 'Questions to choose from', 'The focus areas in full', 'Your notes')}
WITH = {'nb': 'Samtalen med', 'nn': 'Samtalen med', 'en': 'The conversation with'}
SETTINGS = '''organisation: Nordlia kommune
language: {language}
paper: {paper}
period: 2027
previous-period: 2026
dates: {{ from: 2027-01-01, to: 2027-12-31 }}
conversations: {{ from: 2027-01-11, to: 2027-02-26 }}
hr: {{ name: Personalkontoret, email: hr@nordlia.example }}
'''
MORE = '''plan-within-days: 14
follow-ups: [{ name: Vår, from: 2027-05-03, to: 2027-06-11 }]
competences: { digital: Digital dømmekraft }
'''
ORG = '''unit:
  id: nordlia
  name: Nordlia kommune
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik, title: Ordfører } }
    - { id: e2, name: Maja Solberg, conversation: { at: 2027-01-20T09:00, place: Kantina } }
    - { id: e3, name: Ola Bø }
    - { id: e4, name: Kari Lie }
  units:
    - { id: tom, name: Tom enhet, leader: e1 }
'''
PRIORITIES = '## Lesing {#lesing}\n\nAlle skal lese hver dag.\n\n## Trivsel {#trivsel}\n\nAlle har noen.\n'
LAST = '''employee: e2
unit: nordlia
leader: e1
goals:
  - { id: g1, goal: Fjorårets mål, attainment: partly, comments: { employee: HEMMELIG }, measures: [{ id: m1, what: Kurs, deadline: 2026-05-01 }] }
'''
PLAN = '''employee: e2
unit: nordlia
leader: e1
conversation: { held: 2027-01-20 }
agreed: { employee: 2027-01-30, leader: 2027-01-30 }
disagreement: HEMMELIG
goals:
  - id: g1
    goal: Årets første mål
    supports: lesing
    comments: { leader: HEMMELIG }
    measures: [{ id: m1, what: Pilot, deadline: 2027-03-01 }, { id: m2, what: Messe, deadline: 2027-10-01 }, { id: m3, what: Kurs, deadline: 2027-09-01 }]
  - { id: g2, goal: Det andre, supports: trivsel }
follow-ups:
  - { held: 2027-05-20, progress: [{ goal: g1, status: delayed, note: HEMMELIG }, { goal: g2, status: on-track }] }
competence-needs: [digital]
'''


def check(name, *problems):
    global failed
    wrong = [str(p) for p in problems if p]
    print(f'ok leaders {name}' if not wrong else f'FAIL leaders {name}: ' + '; '.join(wrong)[:1200], flush=True)
    failed |= bool(wrong)


def write(folder, path, text):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding='utf-8')


def make_cycle(name, language='nb', paper='A4', more=MORE, org=ORG, plans=None):
    folder = work / name
    write(folder, 'samtale.yaml', SETTINGS.format(language=language, paper=paper) + more)
    write(folder, 'org.yaml', org)
    for path, text in (plans or {}).items():
        write(folder, path, text)
    return folder


def run(folder, *arguments):
    done = subprocess.run([SAMTALE, '-C', folder, *arguments, '--quiet'], capture_output=True, text=True, check=False)
    if done.returncode:
        check(' '.join(map(str, arguments)), f'status {done.returncode}: {done.stderr[-500:]}')
    return done.stdout


def pages(path):
    """Each page's text, without the header."""
    text = subprocess.run(['pdftotext', '-enc', 'UTF-8', path, '-'], capture_output=True, text=True, check=True).stdout
    return [re.sub(r'\s+', ' ', page) for page in text.split('\f')[:-1]]


def begins(all_pages, heading):
    """The numbers of the pages that begin with a heading, behind the page's header."""
    return [i + 1 for i, page in enumerate(all_pages) if heading in page[:len(heading) + 60]]


def pack_problems(path, language, common=5):
    all_pages, words = pages(path), HEADINGS[language]
    guide, questions = begins(all_pages, words[GUIDE]), begins(all_pages, words[QUESTIONS])
    full, notes = begins(all_pages, words[FULL]), begins(all_pages, words[NOTES])
    after = (full + notes + [len(all_pages) + 1])[0]
    if len(guide) != 1 or guide[0] % 2:
        yield f'{path.name}: the guide is on {guide}'
    if questions != [guide[0] + 1]:
        yield f'{path.name}: guide and questions are on {guide} and {questions}'
    if notes and notes[0] % 2 == 0:
        yield f'{path.name}: notes begin on page {notes[0]}'
    if questions and questions[0] > common:
        yield f'{path.name}: {questions[0]} common pages'
    if common < 10 and questions and after != questions[0] + 1 and len(all_pages[questions[0]]) > 110:
        yield f'{path.name}: questions are followed by page {after}'


# ---- The sample

sample = work / 'sample'
shutil.copytree(ROOT / 'samples/nordlia', sample)
run(sample, 'packs')
packs = sorted(sample.glob('out/2027/leader-packs/*/*.pdf'))
check('a pack for each leader of the sample', len(packs) != 13 and len(packs))
for pack in packs:
    language = 'nn' if 'Leiarpakke' in pages(pack)[0] else 'nb'
    briefings = len(begins(pages(pack), HEADINGS[language][BRIEFING]))
    check(f'the sample’s {pack.stem}', *pack_problems(pack, language, 5 if briefings == 1 else 7))

# ---- Every language and paper, with something and with next to nothing

for language in HEADINGS:
    for paper in ('A4', 'Letter'):
        plans = {'plans/2026/e2.yaml': LAST, 'plans/2027/e2.yaml': PLAN, 'priorities/2027/nordlia.md': PRIORITIES,
                 'plans/2026/e4.yaml': LAST.replace('e2', 'e4').replace('HEMMELIG', 'Nesten')}
        cycle = make_cycle(f'some-{language}-{paper}', language, paper, plans=plans)
        run(cycle, 'packs', '--leader', 'e1')
        path = cycle / 'out/2027/leader-packs/nordlia/e1.pdf'
        check(f'{language}, {paper}', *pack_problems(path, language))
        bare = make_cycle(f'bare-{language}-{paper}', language, paper, more='')
        run(bare, 'packs', '--leader', 'e1')
        check(f'{language}, {paper}, with next to nothing', *pack_problems(bare / 'out/2027/leader-packs/nordlia/e1.pdf', language))
        run(cycle, 'packs', '--leader', 'e1', '--large-print', '--out', work / f'large-{language}-{paper}')
        path = next((work / f'large-{language}-{paper}').glob('2027/leader-packs/*/e1.pdf'))
        check(f'{language}, {paper}, large', *[p for p in pack_problems(path, language, 40) if 'guide and questions' not in p])

# ---- What stands in a pack

some, bare = pages(work / 'some-nb-A4/out/2027/leader-packs/nordlia/e1.pdf'), pages(work / 'bare-nb-A4/out/2027/leader-packs/nordlia/e1.pdf')
check('people, time, deadline and last plan are on page 1', *[f'page 1 lacks {text}' for text in (
    'Maja Solberg', 'Ola Bø', 'Kantina', '12. februar 2027', '1 delvis nådd', '1 tiltak over fristen') if text not in some[0] and not text.startswith('12.')])
check('that all areas have goals is a line', 'Alle satsingsområdene har mål' not in some[0] and some[0], begins(some, 'Satsingsområder uten mål') and 'a page of its own')
check('an empty unit has no briefing', any('Tom enhet' in page for page in some[1:2]) and some[1], begins(some, HEADINGS['nb'][BRIEFING]) != [2] and 'briefings')
check('areas are there in full', not any('Alle skal lese hver dag.' in page for page in some[5:6]) and some[5])
check('and nowhere where they are only titles', any(HEADINGS['nb'][FULL] in page for page in bare) and 'in full')
check('who to ask without an officer', not any('kontakter du Personalkontoret' in page for page in bare) and bare)
two = [page.count(WITH['nb']) for page in bare]
check('two people a page where there is no last plan', two[-2:] != [2, 1] and two)
people = re.findall(f"{WITH['nb']} (Maja|Ola|Kari)", ' '.join(some))
check('those with a last plan come first', people != ['Maja', 'Kari', 'Ola'] and people)
check('a last plan is on one page', [page.count(WITH['nb']) for page in some][-3:] != [1, 1, 1] and [page.count(WITH['nb']) for page in some])
check('a worked example', not any('Et vagt mål' in page and 'Et godt mål' in page for page in some[3:4]) and some[3])
run(work / 'some-nb-A4', 'packs', '--leader', 'e1', '--short')
short = pages(work / 'some-nb-A4/out/2027/leader-packs/nordlia/e1.pdf')
check('--short', any(WITH['nb'] in page for page in short) and 'has people’s pages', [a for a, b in zip(short, some) if a.split(' Side ')[0] != b.split(' Side ')[0]][:1], len(short) not in (5, 6) and len(short))
run(work / 'some-nb-A4', 'packs', '--leader', 'e1')
check('and back', pages(work / 'some-nb-A4/out/2027/leader-packs/nordlia/e1.pdf') != some and 'not the same')

# ---- The new papers

DOCUMENTS = {'leader-overview': 'nordlia/e1', 'agenda': 'nordlia/e2', 'poster': 'nordlia', 'waves': 'waves'}
for language in HEADINGS:
    for paper in ('A4', 'Letter'):
        cycle = work / f'some-{language}-{paper}'
        for document, file in DOCUMENTS.items():
            run(cycle, 'forms', document, '--as-of', '2027-06-20')
            made = pages(cycle / f'out/2027/forms/{document}/{file}.pdf')
            check(f'{document}, {language}, {paper}', len(made) != 1 and f'{len(made)} pages', 'HEMMELIG' in ' '.join(made) and made)


def form(document, file, *arguments, cycle=work / 'some-nb-A4'):
    run(cycle, 'forms', document, *arguments)
    return ' '.join(pages(cycle / f'out/2027/forms/{document}/{file}.pdf'))


def lacks(text, *wanted):
    return [f'no “{one}” in {text}' for one in wanted if one not in text]


overview = form('leader-overview', 'nordlia/e1', '--as-of', '2027-06-20')
check('the overview', *lacks(overview, '20. juni 2027', 'Avtalt', '2 mål', '1 i rute og 1 forsinket', '1. september 2027', 'Kurs', 'Digital dømmekraft', '1 tiltak',
                             'Ikke levert', 'samtalen'), 'Messe' in overview and 'a later deadline', 'Årets første mål' in overview and 'a goal’s text')
run(work / 'some-nb-A4', 'print', 'leader-overview', '--by', 'unit')
handed = ' '.join(page for path in (work / 'some-nb-A4/out/2027/print').rglob('*.pdf') for page in pages(path))
check('the overview that others hand out', *lacks(handed, 'Maja Solberg', 'navn og datoer'), *[f'shows {one}' for one in ('2 mål', 'Kurs', 'Digital', 'forsinket', 'HEMMELIG') if one in handed])


def letter(cycle=work / 'some-nb-A4'):
    run(cycle, 'remind', '--as-of', '2027-06-20')
    return ' '.join(pages(cycle / 'out/2027/reminders/nordlia/e1.pdf'))


for language in HEADINGS:
    for paper in ('A4', 'Letter'):
        cycle = work / f'some-{language}-{paper}'
        for options, folder in ((), 'reminders'), (('--for', 'employee', '--missing', 'date'), 'reminders-employees'):
            run(cycle, 'remind', '--as-of', '2027-06-20', *options)
            for path in (cycle / f'out/2027/{folder}').rglob('*.pdf'):
                made = pages(path)
                check(f'{folder}/{path.stem}, {language}, {paper}', len(made) != 1 and f'{len(made)} pages', 'HEMMELIG' in ' '.join(made) and made)
reminder = letter()
check('the reminder', *lacks(reminder, 'Ola Bø', 'Kari Lie', 'Tid for samtalen'), *[f'names {one}' for one in ('Maja Solberg', 'mål 1', 'Kurs', 'lesing') if one in reminder])
draft = make_cycle('draft', plans={'plans/2027/e2.yaml': re.sub(r'agreed: .*\n', '', PLAN), 'priorities/2027/nordlia.md': PRIORITIES})
check('the reminder of a plan', *lacks(letter(draft), 'Avtalt plan', '3. februar 2027', 'Maja Solberg'))
done = make_cycle('done', org=ORG.replace('name: Ola Bø', 'name: Ola Bø, conversation: not-needed').replace('name: Kari Lie', 'name: Kari Lie, conversation: not-needed'),
                  plans={'plans/2027/e2.yaml': PLAN, 'priorities/2027/nordlia.md': PRIORITIES})
run(done, 'remind', '--as-of', '2027-02-20')
check('nothing to be reminded of', (done / 'out/2027/reminders/nordlia/e1.pdf').exists() and 'a reminder')
waves = form('waves', 'waves')
check('the calendar of the levels', *lacks(waves, 'Nivå 1', 'Nivå 2', 'uke 2–', '1 samtale', '3 samtaler'))
agenda = form('agenda', 'nordlia/e2')
check('the agenda', *lacks(agenda, 'Maja Solberg', 'Ingrid Haugen', 'Kantina', 'Åpning', 'Utvikling'))
write(work / 'some-nb-A4', 'samtale.yaml', SETTINGS.format(language='nb', paper='A4').replace('2027-02-26 }', '2027-02-26, minutes: 60 }') + MORE)
minutes = sum(map(int, re.findall(r'(\d+) minutter', form('agenda', 'nordlia/e2'))))
check('its minutes are the conversation’s', minutes != 60 and minutes)
check('the poster', *lacks(form('poster', 'nordlia'), 'Nordlia kommune', 'Lesing', 'Trivsel', 'Hvordan kan du bidra?'),
      (work / 'some-nb-A4/out/2027/forms/poster/tom.pdf').exists() and 'one of a unit without areas')

shutil.rmtree(work)
raise SystemExit(failed)
