#!/usr/bin/python3
"""samtale import --times and --priorities: into a cycle that is there. Plans win over conversations/, that over org.yaml; Word
documents become priorities, each unit's its own, without a shell and without anything being overwritten."""
import datetime
import io
import os
import pathlib
import subprocess
import zipfile

import openpyxl
import yaml

import importing
from importing import SAMTALE, check, end, new_folder

importing.group = 'into a cycle'
SETTINGS = '''organisation: Nordlia kommune
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
hr: { name: HR, email: hr@nordlia.example }
'''
ORG = '''unit:
  id: nordlia
  name: Nordlia kommune
  leader: "1001"
  employees:
    - { id: "1001", name: Ingrid Haugen, email: ingrid@x.example, leader: { name: Per Vik } }
    - { id: "1002", name: Maja Solberg, conversation: { at: 2027-01-20T09:00, place: Kantina } }
    - { id: "1003", name: Ola Bø, email: ola@x.example }
    - { id: "1004", name: Ola Bø }
    - { id: "1005", name: Siv Lie }
  units:
    - id: nesset-skole
      name: Nesset skole
      leader: "1010"
      employees:
        - { id: "1010", name: Tor Ek }
'''


def cycle():
    folder = new_folder()
    (folder / 'samtale.yaml').write_text(SETTINGS)
    (folder / 'org.yaml').write_text(ORG)
    (folder / 'priorities/2027').mkdir(parents=True)
    for unit in ('nordlia', 'nesset-skole'):
        (folder / f'priorities/2027/{unit}.md').write_text('## Mål\n\nTekst.\n')
    return folder


def samtale(folder, *arguments, **environment):
    done = subprocess.run([SAMTALE, *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=120, check=False,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


# ---- Times

TIMES = '''Ansattnr;Navn;Dato;Kl.;Sted;Gjennomført
1002;Maja Solberg;21.01.2027;10:30;Møterom 2;
;Siv Lie;2027-01-22 09:00;;Rådhuset;
;Tor Ek;25.01.2027;kl. 13;;26.01.2027
;;28.01.2027;;;
1099;Nils Gone;28.01.2027;;;
;Ola Bø;28.01.2027;;;
1003;Ola Bø;29.01.2027;;;ja
1001;Ingrid Haugen;i vår;;;
'''
folder = cycle()
before = {p: p.read_bytes() for p in folder.rglob('*') if p.is_file()}
(folder / 'times.csv').write_text(TIMES)
status, out, err = samtale(folder, 'import', '--times', 'times.csv', '--dry-run')
check('times: --dry-run writes nothing', status and err, (folder / 'conversations').exists() and 'a folder is there')
DAY = {'SOURCE_DATE_EPOCH': '1799107200'}  # 2027-01-05
status, out, err = samtale(folder, 'import', '--times', 'times.csv', **DAY)
written = yaml.load((folder / 'conversations/2027.yaml').read_text(), yaml.BaseLoader)
check('times: what is written', status and err, written != {
    '1002': {'at': '2027-01-21T10:30', 'place': 'Møterom 2', 'changes': '1', 'changed': '2027-01-05'}, '1005': {'at': '2027-01-22T09:00', 'place': 'Rådhuset'},
    '1010': {'at': '2027-01-25T13:00', 'held': '2027-01-26'}, '1003': {'at': '2027-01-29', 'held': '2027-01-29'}} and written)
check('times: who is unknown or unclear is named', *[f'not {w}: {err}' for w in ('times.csv:6:', 'Nils Gone', 'times.csv:7:', 'several people are called Ola Bø', 'times.csv:9:', 'i vår') if w not in err])
check('times: other files are as they were', [p for p, b in before.items() if p.read_bytes() != b])
check('times: for the owner alone', (folder / 'conversations/2027.yaml').stat().st_mode & 0o77 and 'others may read it')
status, dump, err = samtale(folder, 'check', '--dump', 'cycle')
check('times: the cycle has them', *[f'not {w}' for w in ('2027-01-21 10:30', 'Møterom 2', 'held 2027-01-26') if w not in dump.replace('T', ' ')] and [dump])
status, out, err = samtale(folder, 'check')
check('times: another time in org.yaml is a warning', status and err, 'conversations/2027.yaml:' not in out or 'Maja Solberg' not in out and out)
status, out, err = samtale(folder, 'status', '--as-of', '2027-02-01', '--format', 'json')
check('times: status counts what was held', '"held":"2027-01-26"' not in out.replace(' ', '') and out)
(folder / 'plans/2027').mkdir(parents=True)
(folder / 'plans/2027/1010.yaml').write_text('employee: "1010"\nconversation: { held: 2027-01-27 }\n')
status, out, err = samtale(folder, 'status', '--as-of', '2027-02-01', '--format', 'json')
check('times: the plan wins', '"held":"2027-01-27"' not in out.replace(' ', '') and out)
status, out, err = samtale(folder, 'check')
check('times: and the contradiction is a warning', status and err, 'Tor Ek' not in out and out)
comment = folder / 'conversations/2027.yaml'
comment.write_text(comment.read_text() + '# by hand\n')
(folder / 'more.csv').write_text('E-post;Start;Rom\nOLA@x.example;02.02.2027 08:00;Rom 1\n')
status, out, err = samtale(folder, 'import', '--times', 'more.csv', **DAY)
written = yaml.load(comment.read_text(), yaml.BaseLoader)
counted = {'changes': '1', 'changed': '2027-01-05'}
check('times: the next list is added', status and err, written['1003'] != {'at': '2027-02-02T08:00', 'place': 'Rom 1', 'held': '2027-01-29', **counted} and written, '# by hand' not in comment.read_text())
status, out, err = samtale(folder, 'import', '--times', 'more.csv', **DAY)
check('times: the same list again moves nothing', yaml.load(comment.read_text(), yaml.BaseLoader) != written and comment.read_text())
(folder / 'off.csv').write_text('Ansattnr;Dato\n1003;Avlyst\n')
status, out, err = samtale(folder, 'import', '--times', 'off.csv', **DAY)
written = yaml.load(comment.read_text(), yaml.BaseLoader)
check('times: a cancelled one', status and err, written['1003'] != {
    'place': 'Rom 1', 'held': '2027-01-29', 'changes': '2', 'changed': '2027-01-05', 'was': '2027-02-02T08:00', 'cancelled': '2027-01-05'} and written)
status, out, err = samtale(folder, 'import', '--times', 'more.csv', **DAY)
written = yaml.load(comment.read_text(), yaml.BaseLoader)
check('times: agreed anew', status and err, written['1003'] != {
    'place': 'Rom 1', 'held': '2027-01-29', 'changes': '3', 'changed': '2027-01-05', 'at': '2027-02-02T08:00'} and written)
elsewhere = cycle()
(elsewhere / 'off.csv').write_text('Ansattnr;Dato\n1002;avlyst\n')
status, out, err = samtale(elsewhere, 'import', '--times', 'off.csv', **DAY)
check('times: a cancelled one whose time is in org.yaml is named', 'take the time out of org.yaml, line' not in err and err, (elsewhere / 'conversations').exists() and 'something was written')
book = openpyxl.Workbook()
book.active.append(['Navn', 'Dato', 'Tid', 'Sted'])
book.active.append(['Lie, Siv', datetime.datetime(2027, 2, 3), datetime.time(9, 15), 'Rom 2'])
book.active.append(['Ek, Tor', datetime.datetime(2027, 2, 4, 14, 30), None, None])
book.save(folder / 'times.xlsx')
status, out, err = samtale(folder, 'import', '--times', 'times.xlsx')
written = yaml.load(comment.read_text(), yaml.BaseLoader)
check('times: a workbook', status and err, written['1005']['at'] != '2027-02-03T09:15' and written, written['1010']['at'] != '2027-02-04T14:30' and written)
(folder / 'none.csv').write_text('a;b\n1;2\n')
status, out, err = samtale(folder, 'import', '--times', 'none.csv')
check('times: no list of times', status != 1 and status, 'no times' not in err and err)
comment.write_text('"1003": { at: imorgen }\n"9999": { at: 2027-02-02 }\n')
status, out, err = samtale(folder, 'check')
check('times: what is wrong in conversations/ is reported', status != 1 and status, *[f'not {w}: {out}' for w in ('conversations/2027.yaml:1:', 'imorgen', 'conversations/2027.yaml:2:', '9999') if w not in out])

# A paper is made anew when its time has changed.
folder = cycle()
samtale(folder, 'packs', '--employee', '1005')
(folder / 'times.csv').write_text('Ansattnr;Dato;Tid\n1005;22.01.2027;09:00\n')
samtale(folder, 'import', '--times', 'times.csv')
paper = next(folder.rglob('1005.pdf'))
was = paper.read_bytes()
samtale(folder, 'packs', '--employee', '1005')
check('times: a pack has the new time', paper.read_bytes() == was and 'the pack is as it was')

# ---- Word


def docx(markdown, path):
    subprocess.run(['pandoc', '-f', 'markdown', '-o', path], input=markdown, text=True, check=True)


folder = cycle()
for unit in ('nordlia', 'nesset-skole'):
    (folder / f'priorities/2027/{unit}.md').unlink()
texts = folder / 'texts; touch evil $(touch evil)'
texts.mkdir()
docx('# Tidlig innsats\n\nVi **begynner** tidlig.\n\n| Tiltak | Frist |\n|---|---|\n| Pilot | Mai |\n\n# Trivsel\n\nAlle trives.\n', texts / 'Mål 2027 – Nesset skole.docx')
docx('# Livskvalitet\n\nTekst.\n', texts / 'nordlia.docx')
docx('# Livskvalitet\n\nTekst på nynorsk.\n', texts / 'Nordlia kommune.nn.docx')
docx('Bare tekst.\n', texts / 'Ukjent enhet.docx')
(texts / '~$nordlia.docx').write_bytes(b'x')
status, out, err = samtale(folder, 'import', '--priorities', texts.name)
made = {p.name: p.read_text() for p in (folder / 'priorities/2027').iterdir()}
check('Word: a file for each unit and language', set(made) != {'nordlia.md', 'nordlia.nn.md', 'nesset-skole.md'} and (sorted(made), err), status != 1 and f'status {status}')
check('Word: headings, tables and emphasis', *[f'not {w}: {made.get("nesset-skole.md")}' for w in ('## Tidlig innsats', '**begynner**', '| Pilot', '## Trivsel') if w not in made.get('nesset-skole.md', '')])
check('Word: a document of no unit is named', 'Ukjent enhet.docx' not in err and err)
check('Word: no shell', [p for p in folder.rglob('evil')])
status, out, err = samtale(folder, 'check')
check('Word: check reads them', status and out)
(folder / 'priorities/2027/nordlia.md').write_text('## Min egen\n\nTekst.\n')
status, out, err = samtale(folder, 'import', '--priorities', texts.name)
check('Word: what is there stays', 'Min egen' not in (folder / 'priorities/2027/nordlia.md').read_text() and 'overwritten', 'nordlia.md' not in err and err)
folder = cycle()
docx('# A\n\nB.\n', folder / 'priorities/2027/nordlia.docx')
(folder / 'priorities/Kultur.docx').write_bytes(b'x')
status, out, err = samtale(folder, 'check')
check('Word: check names a document in priorities/', 'nordlia.docx' not in out or '--priorities' not in out and out)
check("Word: check names one above the period's folder", 'priorities/Kultur.docx' not in out and out)
(folder / 'priorities/2027/nordlia.md').unlink()
tools = new_folder()
status, out, err = samtale(folder, 'import', '--priorities', 'priorities/2027', PATH=str(tools))
check('Word: without pandoc, a sentence how', status != 1 and status, 'pandoc' not in err or 'apt install' not in err and err, (folder / 'priorities/2027/nordlia.md').exists() and 'a file')
status, out, err = samtale(folder, 'import', '--priorities', 'priorities/2027')
check('Word: where they lie', status and err, not (folder / 'priorities/2027/nordlia.md').exists() and 'no file')
(folder / 'bad').mkdir()
(folder / 'priorities/2027/nordlia.md').unlink()
(folder / 'bad/nordlia.docx').write_bytes(b'no document')
status, out, err = samtale(folder, 'import', '--priorities', 'bad')
check('Word: no document', status != 1 and status, 'nordlia.docx' not in err and err, (folder / 'priorities/2027/nordlia.md').exists() and 'a file')
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
    z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
               'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/document.xml', '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + '<w:p><w:r><w:t>x</w:t></w:r></w:p>' * 1500000 + '</w:body></w:document>')
(folder / 'bad/nordlia.docx').write_bytes(out.getvalue())
status, text, err = samtale(folder, 'import', '--priorities', 'bad')
check('Word: a bomb', status != 1 and status, (folder / 'priorities/2027/nordlia.md').exists() and 'a file')
end()
