#!/usr/bin/python3
"""A unit without a leader: a warning, and its people's papers are made all the same, in each language. They say that the leader is
not known yet, have a line to write the name on, and name nobody where a leader would be."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='samtale-vacant-'))
failed = False


def check(name, *problems):
    global failed
    wrong = [str(p) for p in problems if p]
    print(f'ok vacant {name}' if not wrong else f'FAIL vacant {name}: ' + '; '.join(wrong)[:1200], flush=True)
    failed |= bool(wrong)


SETTINGS = '''organisation: Nordlia kommune
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
privacy: { basis: Arbeidsavtalen, officer: personvern@nordlia.example, marking: Personlig }
hr: { name: HR, email: hr@nordlia.example }
'''
ORG = '''unit:
  id: nordlia
  name: Nordlia kommune
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik, title: Ordfører } }
  units:
    - id: nesset
      name: Nesset skole
      employees:
        - { id: e2, name: Maja Solberg, email: maja@x.example }
        - { id: e3, name: Ola Bø, language: nn, conversation: { at: 2027-02-20T09:00, place: Kantina } }
        - { id: e4, name: Ann Hill, language: en }
        - { id: e5, name: Tor Lie, leader: e1 }
'''


def samtale(*arguments):
    done = subprocess.run([SAMTALE, *arguments], cwd=work, capture_output=True, text=True, check=False)
    check(' '.join(arguments), done.returncode and f'status {done.returncode}: {done.stderr[-500:]}')
    return done.stdout + done.stderr


def text(path):
    found = work / 'out/2027' / path
    if not found.exists():
        return 'there is no such file'
    return re.sub(r'\s+', ' ', subprocess.run(['pdftotext', '-layout', found, '-'], capture_output=True, text=True, check=True).stdout)


(work / 'samtale.yaml').write_text(SETTINGS)
(work / 'org.yaml').write_text(ORG)
(work / 'priorities/2027').mkdir(parents=True)
for unit in ('nordlia', 'nesset'):
    (work / f'priorities/2027/{unit}.md').write_text('## Mål\n\nTekst.\n')
said = samtale('check')
check('a warning, and no other for its people', 'warning: unit "Nesset skole" has no leader' not in said and said, 'gets no pack' in said and said)
samtale('packs')
samtale('forms')
samtale('forms', 'follow-up')
samtale('forms', 'evaluation')
samtale('print')
samtale('status')
WORDS = {'e2': ('Leder ikke avklart', 'Passer ikke tiden', 'den som blir leder', 'Hilsen'),
         'e3': ('Leiar ikkje avklart', 'Passar ikkje tida', 'den som blir leiar', 'Helsing'),
         'e4': ('Manager not yet known', 'Can’t make it', 'whoever becomes the manager', 'Kind regards')}
for person, (label, invites, marking, greeting) in WORDS.items():
    pack = text(f'packs/nesset/{person}.pdf')
    check(f'pack of {person}', label not in pack and pack[:600], marking not in pack and 'the marking', invites in pack and 'somebody invites', greeting in pack and 'somebody greets',
          re.search(r'((Si fra til|Sei frå til|Let|tidspunkt med|Find one with) ?[.,k])', pack) and 'nobody to tell', 'None' in pack)
    for form in ('action-plan', 'follow-up', 'evaluation'):
        check(f'{form} of {person}', label not in text(f'forms/{form}/nesset/{person}.pdf') and text(f'forms/{form}/nesset/{person}.pdf')[:300])
check('who names a leader has one', 'Finn et tidspunkt med Ingrid Haugen' not in text('packs/nesset/e5.pdf') and 'no invitation', 'ikke avklart' in text('packs/nesset/e5.pdf') and 'vacant')
letter = text('start-letters/nesset.pdf')
check('start letter', 'forteller mer' in letter and letter[:600])
calendar = (work / 'out/2027/packs/nesset/e3.ics').read_text() if (work / 'out/2027/packs/nesset/e3.ics').exists() else ''.join(p.read_text() for p in (work / 'out/2027').rglob('*.ics'))
check('calendar', 'BEGIN:VEVENT' not in calendar and 'no event', 'ORGANIZER' in calendar and calendar)
dump = samtale('check', '--dump', 'cycle')
check('the wave of those whom the next leader above leads', re.findall(r'person e[2345] .*?wave (\d+)', dump, re.S) != ['2'] * 4 and dump)
(work / 'org.yaml').write_text(ORG.replace('name: Nesset skole', 'name: Nesset skole\n      leader: e5').replace(', leader: e1 }', ' }'))
samtale('packs')
check('once there is a leader, papers are made anew', 'Finn et tidspunkt med Tor Lie' not in text('packs/nesset/e2.pdf') and text('packs/nesset/e2.pdf')[:400])
shutil.rmtree(work, ignore_errors=True)
raise SystemExit(failed)
