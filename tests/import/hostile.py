#!/usr/bin/python3
"""Files that are broken, hostile or no exports at all: each ends with a sentence and a status, in time and memory, and nothing is
written but in the folder itself."""
import io
import os
import resource
import subprocess
import zipfile

import openpyxl

import importing
from importing import SAMTALE, check, end, new_folder, run, work

importing.group = 'hostile'
HEAD = 'Ansattnr;Navn;Stilling;Enhet;Overordnet enhet;Leder;E-post\n'
ROWS = HEAD + '1001;Kari Ås;Leder;Byen;;;k@x.example\n1002;Per Bø;Lærer;Byen;;1001;p@x.example\n'


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def sentence(name, files, status=1, says=(), arguments=None):
    """Runs with a limit of memory; the status is the one that is expected, org.yaml is there only with 0."""
    folder = new_folder()
    for f, content in files.items():
        (folder / f).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = subprocess.run([SAMTALE, 'import', *(arguments or files)], cwd=folder, capture_output=True, timeout=120, check=False,
                          preexec_fn=None if 'san' in str(SAMTALE) else limits)
    err = (done.stdout + done.stderr).decode('utf-8', 'replace')
    check(name, done.returncode != status and f'status {done.returncode}: {err[-300:]}',
          *[f'does not say {w!r}: {err[-300:]}' for w in says if w not in err],
          (folder / 'org.yaml').exists() != (status == 0) and 'org.yaml is there or not',
          done.returncode and 'error: ' not in err and 'no sentence')
    return folder, err


# ---- Texts

sentence('as it should be', {'p.csv': ROWS}, 0)
sentence('empty', {'p.csv': b''}, says=['empty'])
sentence('only line ends', {'p.csv': b'\n\r\n\r'})
sentence('only a byte order mark', {'p.csv': b'\xef\xbb\xbf'})
sentence('no headings', {'p.csv': 'en,to,tre\n1,2,3\n'}, says=['headings'])
sentence('headings alone', {'p.csv': HEAD}, says=['nobody'])
sentence('no such file', {}, says=['no such file'], arguments=['gone.csv'])
sentence('a folder', {}, 3, arguments=['.'])
sentence('PDF', {'p.csv': b'%PDF-1.7\n...'}, says=['PDF'])
sentence('old workbook', {'p.xls': b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(5000)}, says=['.xlsx'])
sentence('web page', {'p.xls': b'<html><body><table><tr><td>1</td></tr></table></body></html>'}, says=['spreadsheet'])
sentence('a megabyte in a cell', {'p.csv': ROWS + f'1003;Siv Li;{"x" * (1 << 20)};Byen;;1001;\n'}, 0, ['too long'])
sentence('200 letters in a name', {'p.csv': ROWS + f'1003;{"ø" * 200};Lærer;Byen;;1001;\n'}, 0)
# libcsv's buffer grows by 128 bytes: in some row a cell ends in its last byte, with a letter of several bytes
sentence('cells that end where their memory ends', {'p.csv': ROWS + ''.join(
    f'{2000 + i};Ola N{"a" * i}ø;Lærer;Byen;;1001;\n' for i in range(100, 160))}, 0)
sentence('201 letters in a name', {'p.csv': ROWS + f'1003;{"ø" * 201};Lærer;Byen;;1001;\n'}, says=['too long', 'at most 200 characters'])
sentence('a megabyte in a name', {'p.csv': ROWS + f'1003;{"x" * (1 << 20)};Lærer;Byen;;1001;\n'}, says=['too long'])
sentence('a megabyte in a unit', {'p.csv': ROWS + f'1003;Siv Li;Lærer;{"x" * (1 << 20)};Byen;1001;\n'})
sentence('a megabyte in a heading', {'p.csv': 'x' * (1 << 20) + ';' + ROWS.replace('\n', '\n;')}, 0)
sentence('zero bytes', {'p.csv': ROWS.replace('Lærer', 'L\0rer').encode()}, 0)
sentence('random bytes', {'p.csv': bytes((i * 7919 + i // 7) % 256 for i in range(200000))})
sentence('a quotation mark that is not closed', {'p.csv': ROWS + '1003;"Siv Li;Lærer;Byen;;1001;\n' + ''.join(
    f'{2000 + i};Ola {chr(65 + i % 26)}{i};Lærer;Byen;;1001;\n' for i in range(300))}, says=['p.csv:4: ', 'quotation mark'])
sentence('a hundred thousand columns', {'p.csv': ';'.join('x' * 100000) + '\n' + ROWS}, 0)
sentence('controls and directions in names', {'p.csv': ROWS + '1003;S\u202eiv\x1b[31m Li\u2066;Lærer;Byen;;1001;\n'}, 0)
sentence('YAML in names', {'p.csv': ROWS + '1003;"x\n- { id: evil }: #\'""&*!|>%@";Lærer;"a: b: [c";Byen;1001;\n'}, 0)
sentence('formulas', {'p.csv': ROWS + '1003;=cmd|\' /C calc\'!A0;@SUM(A1);+1;Byen;1001;\n'}, 0)
deep = ''.join(f'{3000 + i};Ola N{i}o;Lærer;Enhet {chr(97 + i // 26)}{chr(97 + i % 26)};{"Byen" if not i else f"Enhet {chr(97 + (i - 1) // 26)}{chr(97 + (i - 1) % 26)}"};1001;\n' for i in range(200))
sentence('two hundred units in each other', {'p.csv': ROWS + deep}, says=['units in each other'])
sentence('paths as numbers and units', {'p.csv': HEAD + '../../etc/passwd;Kari Ås;Leder;../../x;;;\n/etc/shadow;Per Bø;Lærer;../../x;;../../etc/passwd;\n'}, 0)
many = HEAD + '1;Kari Ås;Leder;Byen;;;\n' + ''.join(f'{i};Ola Nordmann {i}.;Lærer;Enhet {i % 300};Byen;1;o{i}@x.example\n' for i in range(2, 20000))
sentence('twenty thousand people', {'p.csv': many}, 0)
sentence('all people of one name', {'p.csv': HEAD + '1;Kari Ås;Leder;Byen;;;\n' + ''.join(f'{i};Ola Bø;Lærer;Byen;;1;\n' for i in range(2, 3000))}, 0)
sentence('a circle of all', {'p.csv': HEAD + ''.join(f'{i};Ola B{i}o;Lærer;Byen;;{i % 3000 + 1};\n' for i in range(1, 3001))}, says=['circle'])
sentence('units in a circle', {'p.csv': HEAD + '1;Kari Ås;Leder;A-enheten;B-enheten;;\n2;Per Bø;Leder;B-enheten;A-enheten;1;\n'}, says=['under each other'])

# ---- Workbooks


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as z:
        for name, content in parts.items():
            z.writestr(name, content)
    return out.getvalue()


def right_parts(sheet=None):
    book = openpyxl.Workbook()
    for line in ROWS.splitlines():
        book.active.append(line.split(';'))
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    if sheet is not None:
        parts['xl/worksheets/sheet1.xml'] = sheet
    return parts


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
sentence('workbook as it should be', {'p.xlsx': packed(right_parts())}, 0)
sentence('workbook that is cut', {'p.xlsx': packed(right_parts())[:3000]}, says=['damaged'])
sentence('ZIP of something else', {'p.xlsx': packed({'readme.txt': 'x'})})
sentence('OpenDocument', {'p.ods': packed({'content.xml': '<x/>', 'mimetype': 'application/vnd.oasis.opendocument.spreadsheet'})}, says=['OpenDocument'])
bomb = f'<worksheet {NS}><sheetData>' + ' ' * (700 << 20) + '</sheetData></worksheet>'
sentence('a bomb of spaces', {'p.xlsx': packed(right_parts(bomb))}, says=['too large'])
del bomb
rows = f'<worksheet {NS}><sheetData>' + '<row/>' * 5000000 + '</sheetData></worksheet>'
sentence('five million rows', {'p.xlsx': packed(right_parts(rows))}, says=['rows'])
del rows
lol = '<!DOCTYPE x [<!ENTITY a "' + 'x' * 1000 + '">' + ''.join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + ']>'
sentence('entities in entities', {'p.xlsx': packed(right_parts(lol + f'<worksheet {NS}><sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'))},
         says=['document type'])
sentence('an entity that reads a file', {'p.xlsx': packed(right_parts('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet/>'))}, says=['document type'])
sentence('elements in each other', {'p.xlsx': packed(right_parts('<a>' * 100000 + '</a>' * 100000))}, says=['deep'])
sentence('no XML', {'p.xlsx': packed(right_parts(b'\xff\xfe\0\0not xml'))})
sentence('a shared text that is not there', {'p.xlsx': packed(right_parts(f'<worksheet {NS}><sheetData><row r="1"><c r="A1" t="s"><v>99999999999</v></c><c r="ZZZZZZ1" t="s"><v>-1</v></c></row></sheetData></worksheet>'))})
parts = right_parts()
rels = parts['xl/_rels/workbook.xml.rels'].decode()
evil = {**parts, 'xl/_rels/workbook.xml.rels': rels.replace('/xl/worksheets/sheet1.xml', '../../../../etc/passwd')}
sentence('a part outside the package', {'p.xlsx': packed(evil)})
names = {**parts, '../../../evil.txt': 'x', '/tmp/samtale-evil': 'x', 'C:\\evil': 'x'}
folder, _ = sentence('names that lead out', {'p.xlsx': packed(names)}, 0)
check('names that lead out: nothing is there', [p for p in (work.parent / 'evil.txt', work / 'evil.txt', '/tmp/samtale-evil') if os.path.exists(p)])
check('names that lead out: nothing but org.yaml, import.last.yaml and schemas is written', sorted(p.name for p in folder.iterdir()) not in (['.samtale', 'import.last.yaml', 'org.yaml', 'p.xlsx'],) and sorted(p.name for p in folder.iterdir()))
merges = f'<worksheet {NS}><sheetData>' + ''.join(f'<row r="{i + 1}">' + ''.join(f'<c t="inlineStr"><is><t>{x}</t></is></c>' for x in line.split(';')) + '</row>' for i, line in enumerate(ROWS.splitlines())) \
    + '</sheetData><mergeCells>' + '<mergeCell ref="H1:XFD1048576"/>' * 50000 + '</mergeCells></worksheet>'
sentence('fifty thousand merged cells', {'p.xlsx': packed(right_parts(merges))}, 0)

# ---- The folder

done = run(['p.csv'], {'p.csv': ROWS})
with open(done.folder / 'org.yaml', 'a') as mine:
    mine.write('# mine\n')
again = run(['p.csv'], folder=done.folder)
check('an org.yaml that is there is left alone', again.status != 2 and f'status {again.status}', '--update' not in again.err and again.err)
real = new_folder()
folder = new_folder()
(folder / 'import.yaml').write_text('columns: { Navn: nonsense }\nother: 1\n')
done = run(['p.csv'], {'p.csv': ROWS}, folder)
check('a wrong import.yaml is reported', done.status != 1 and f'status {done.status}', 'import.yaml:1:' not in done.err and done.err, 'other' not in done.err and done.err,
      done.org and 'org.yaml is there')
end()
