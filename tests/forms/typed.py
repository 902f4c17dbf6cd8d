#!/usr/bin/python3
"""What is typed into a field has one fixed size, the same in what samtale shows and in what a reader makes of it; what is longer than the
field scrolls, and is drawn as far as there is room."""
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
work = pathlib.Path(tempfile.mkdtemp(prefix='samtale-typed-'))
failed = False
DO_NOT_SCROLL, MULTILINE = 1 << 23, 1 << 12
LONG = 'Vi skal gjøre det enklere for familier å søke, og måle hvor lang tid det tar fra søknad til svar. ' * 9


def check(name, holds, why=''):
    global failed
    print(f'ok typed/{name}' if holds else f'FAIL typed/{name}: {str(why)[:600]}')
    failed |= not holds


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    if done.returncode:
        check(f'run {command[0]}', False, done.stderr)
    return done.stdout


def texts(pdf):
    """Fields in which something can be typed: path, field, its widgets."""
    found = []

    def walk(field, name):
        own = str(field.T) if '/T' in field else ''
        name = f'{name}.{own}' if name and own else name or own
        kids = [k for k in field.get('/Kids', []) if '/T' in k]
        for kid in kids:
            walk(kid, name)
        if not kids and field.get('/FT') in ('/Tx', '/Ch'):
            found.append((re.sub('~.*', '', name.split('.')[-1]), field, list(field.get('/Kids', [field]))))
    for top in pdf.Root.AcroForm.Fields:
        walk(top, '')
    return found


def size_of(appearance):
    return re.findall(r'/(\S+) ([\d.]+) Tf', str(appearance))


def sizes_in(stream):
    return {float(size) for _, size in size_of(stream.read_bytes().decode('latin-1'))}


def judge(path, size, what):
    with pikepdf.open(path) as pdf:
        every, shown = texts(pdf), 0
        wrong = [p for p, f, _ in every if size_of(f.DA) != [('Typed', str(size))]]
        check(f'{what}: every field has {size} pt', every and not wrong and size_of(pdf.Root.AcroForm.DA), wrong or len(every))
        check(f'{what}: none refuses to scroll', not [p for p, f, _ in every if int(f.get('/Ff', 0)) & DO_NOT_SCROLL])
        differ = []
        for p, f, widgets in every:
            if '/V' in f and str(f.V):
                shown += 1
                differ += [p for w in widgets if sizes_in(w.AP.N) != {size}]
        check(f'{what}: what is shown has the same size', not differ, differ)
        low = [p for p, _, widgets in every for w in widgets if float(w.Rect[3] - w.Rect[1]) < 1.25 * size]
        check(f'{what}: a line fits into each', not low, low)
        font = pdf.Root.AcroForm.DR.Font.Typed
        check(f'{what}: its font is embedded', '/FontFile2' in font.FontDescriptor)
        return shown


def dark(path, page, rect, height):
    """How many dark points there are in a field, at 72 points an inch."""
    out = work / 'page'
    run('pdftoppm', '-r', 72, '-gray', '-f', page, '-l', page, '-singlefile', path, out)
    raw = out.with_suffix('.pgm').read_bytes()
    header = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', raw)
    width, points = int(header[1]), raw[header.end():]
    x0, y0, x1, y1 = (float(v) for v in rect)
    rows = range(int(height - y1) + 1, int(height - y0))
    return sum(points[y * width + x] < 128 for y in rows for x in range(int(x0) + 1, int(x1)))


cycle = work / 'cycle'
shutil.copytree(ROOT / 'samples/nordlia', cycle, ignore=shutil.ignore_patterns('out'))
shown = 0
for options, size, what in (((), 10, 'normal'), (('--large-print',), 16, 'large print')):
    shutil.rmtree(cycle / 'out', ignore_errors=True)
    for document in ('action-plan', 'follow-up', 'evaluation'):
        run(SAMTALE, '-C', cycle, 'forms', document, '--employee', 'e1102', '--quiet', *options,
            *(['--follow-up', 'all'] if document == 'follow-up' else []))
        shown += judge(next((cycle / f'out/2027/forms/{document}').rglob('e1102.pdf')), size, f'{document}, {what}')
        run(SAMTALE, '-C', cycle, 'forms', document, '--blank', '1', '--quiet', *options)
        judge(cycle / f'out/2027/forms/{document}/_blank.pdf', size, f'blank {document}, {what}')
    run(SAMTALE, '-C', cycle, 'forms', 'process-evaluation', '--quiet', *options)
    judge(next((cycle / 'out/2027/forms/process-evaluation').glob('*.pdf')), size, f'process-evaluation, {what}')
    # poppler draws what was typed into a field whose appearance is to be made anew
    form, filled = next((cycle / 'out/2027/forms/action-plan').rglob('e1102.pdf')), work / 'filled.pdf'
    with pikepdf.open(form) as pdf:
        goal = [(f, w[0]) for p, f, w in texts(pdf) if re.fullmatch(r'goals/g\d+/goal', p) and '/V' not in f][-1]
        goal[0].V = pikepdf.String(LONG)
        del goal[1]['/AP']
        pdf.Root.AcroForm.NeedAppearances = True
        pages = [p.objgen for p in pdf.pages]
        page, rect = pages.index(goal[1].P.objgen) + 1, [float(v) for v in goal[1].Rect]
        height = float(pdf.pages[page - 1].MediaBox[3])
        pdf.save(filled)
    before, after = dark(form, page, rect, height), dark(filled, page, rect, height)
    check(f'poppler draws a long goal, {what}', after > before + 100, f'{before}, {after} dark points in {rect}')
    # beside it, not in the sentence that begins “Medarbeideren skriver”
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(familier|søknad|Medarbeideren)</word>(?!\s*<word[^>]*>skriver<)',
                       run('pdftotext', '-bbox', filled, '-'))
    heights = {word: {round(float(b) - float(a), 1) for a, b, w in words if w == word} for word in ('familier', 'Medarbeideren')}
    check(f'poppler draws it as large as what stands beside it, {what}',
          heights['familier'] and len(heights['familier']) == 1 and heights['familier'] <= (heights['Medarbeideren'] or heights['familier']), heights)
check('enough was looked at', shown > 40, shown)
shutil.rmtree(work)
sys.exit(failed)
