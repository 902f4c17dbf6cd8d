#!/usr/bin/python3
"""Forms as they are sent back: put together in one PDF, in archives and mails, with a password that nobody is asked for, and written
by programs that do it their own way. What lies beside them is said."""
import email.message
import io
import os
import pathlib
import pty
import shutil
import signal
import subprocess
import time
import zipfile
import zlib

import pikepdf

import collecting as c
from collecting import Collected, check, fields, fill, make_cycle, make_forms, matching, work, xfdf

c.group = 'sent'
PLAN = '''employee: {id}
unit: oppvekst
leader: e10
conversation: {{ held: 2027-01-21 }}
goals:
  - id: g1
    kind: work
    goal: Ny modell
    measures:
      - {{ id: m1, what: Pilot, responsible: employee, deadline: 2027-06-01 }}
'''
PEOPLE = ('e11', 'e12', 'e15', 'e16')


def cycle(name, forms=('action-plan',)):
    folder = make_cycle(name, {p: PLAN.format(id=p) for p in PEOPLE})
    for form in forms:
        make_forms(folder, form)
    return folder


def form(folder, person, document='action-plan'):
    return next((folder / 'out').rglob(f'forms/{document}/**/{person}.pdf'))


def goals(folder, person):
    return [g['goal'] for g in c.plan(folder, person)['goals']]


def joined(name, *paths):
    target = work / name
    subprocess.run(['qpdf', '--empty', '--pages', *map(str, paths), '--', str(target)], check=True)
    return target


def put_together():
    folder = cycle('joined')
    one = joined('two.pdf', fill(form(folder, 'e11'), {'goals/g1/goal': 'Først'}), fill(form(folder, 'e12'), {'goals/g1/goal': 'Så'}))
    done = Collected(folder, [one])
    check('two people in one PDF', done.status == 0 and goals(folder, 'e11') == ['Først'] and goals(folder, 'e12') == ['Så'], done.all)
    check('two people in one PDF: nothing is foreign', 'not of this form' not in done.err, done.err)
    again = Collected(folder, [one])
    check('two people in one PDF, once more', again.same and again.status == 0, again.all)
    three = joined('three.pdf', *[fill(form(folder, p), {'goals/g1/goal': p}) for p in ('e15', 'e11', 'e16')])
    with pikepdf.open(three, allow_overwriting_input=True) as pdf:
        bad = next(f for f in pdf.Root.AcroForm.Fields if '/e=e11/' in str(f.T))
        bad.T = pikepdf.String(str(bad.T)[:-1] + ('0' if str(bad.T)[-1] != '0' else '1'))
        pdf.save(three)
    done = Collected(folder, [three])
    check('a forged one among three', done.status == 1 and goals(folder, 'e15') == ['e15'] and goals(folder, 'e16') == ['e16']
          and goals(folder, 'e11') == ['Først'], done.all)
    of_pages()


def of_pages():
    folder = cycle('pages')
    first, second = [fill(form(folder, p), {'goals/g1/goal': f'Fra {p}'}) for p in ('e11', 'e12')]
    with pikepdf.open(first) as pdf, pikepdf.open(second) as other:
        pdf.pages.extend(other.pages)  # whose fields no list names then
        pdf.save(work / 'pages.pdf')
    done = Collected(folder, [work / 'pages.pdf'])
    check('the pages of another form in a PDF', done.status == 0 and [goals(folder, p) for p in ('e11', 'e12')] == [['Fra e11'], ['Fra e12']], done.all)
    subprocess.run(['pdfunite', first, second, work / 'united.pdf'], check=True)
    done = Collected(folder, [work / 'united.pdf'])
    check('forms that have lost their names', done.status == 1 and done.same and 'collect each file by itself' in done.err, done.all)
    (work / 'filled-up.pdf').write_bytes(first.read_bytes() + bytes(5000))
    done = Collected(folder, [work / 'filled-up.pdf'], '--dry-run')
    check('a form with an empty block behind it', done.status == 0, done.all)


def answers():
    folder = cycle('answers', ())
    make_forms(folder, 'process-evaluation')
    blank = next(p for p in (folder / 'out').rglob('*.pdf') if 'process-evaluation' in str(p))
    path = next(k[2] for k in fields(pikepdf.open(blank)) if k[2] == 'change')
    filled = [fill(blank, {path: f'Svar {i}'}) for i in range(5)]
    one = joined('answers.pdf', *filled)
    done = Collected(folder, [one])
    check('anonymous answers in one PDF', done.status == 1 and done.same and 'put together' in done.err, done.all)
    same = joined('once.pdf', filled[0])
    with zipfile.ZipFile(work / 'answers.zip', 'w') as z:
        for path in (same, *filled[1:]):
            z.write(path, path.name)
    done = Collected(folder, [work / 'answers.zip'])
    written = sorted(p.read_text().split('change: ')[1].split('\n')[0] for p in (folder / 'answers/2027').glob('*.yaml'))
    check('five anonymous answers in an archive', done.status == 0 and written == [f'Svar {i}' for i in range(5)], done.all + str(written))
    again = Collected(folder, [work / 'answers.zip'])
    check('five anonymous answers, once more', again.same, again.all)


def packed():
    folder = cycle('packed')
    sent = work / 'packed-in'
    sent.mkdir()
    first, second, third = [fill(form(folder, p), {'goals/g1/goal': f'Fra {p}'}) for p in ('e11', 'e12', 'e15')]
    with zipfile.ZipFile(sent / 'svar.zip', 'w', zipfile.ZIP_DEFLATED) as z:
        z.write(first, 'Mappe/Ola æøå.pdf')
        z.writestr('Mappe/notat.docx', b'x')
        z.writestr('bilde.jpg', b'x')
        z.writestr('__MACOSX/._Ola.pdf', b'x')
    mail = email.message.EmailMessage()
    mail['From'], mail['To'], mail['Subject'] = 'a@b.example', 'c@d.example', 'Skjemaet'
    mail.set_content('Her er det.\n')
    mail.add_attachment(second.read_bytes(), maintype='application', subtype='pdf', filename='skjema blåbær.pdf')
    mail.add_attachment(b'GIF89a', maintype='image', subtype='gif', filename='logo.gif')
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, 'w') as z:
        z.write(third, 'tredje.pdf')
    mail.add_attachment(inner.getvalue(), maintype='application', subtype='zip', filename='pakke.zip')
    (sent / 'mail.eml').write_bytes(mail.as_bytes())
    (sent / 'hei.eml').write_bytes(b'From: x\nSubject: Hei\n\nIngen vedlegg.\n')
    for name in ('brev.docx', 'skann.jpg', 'skann2.JPG', 'outlook.msg'):
        (sent / name).write_bytes(b'x')
    done = Collected(folder, [sent])
    check('an archive and a mail', done.status == 0 and [goals(folder, p) for p in ('e11', 'e12', 'e15')]
          == [['Fra e11'], ['Fra e12'], ['Fra e15']], done.all)
    check('their names', 'svar.zip/Ola æøå.pdf' in done.out and 'mail.eml/skjema blåbær.pdf' in done.out
          and 'mail.eml/pakke.zip/tredje.pdf' in done.out, done.out)
    for before in (b'\xef\xbb\xbf', b'\r\n\r\n'):
        (work / 'before.eml').write_bytes(before + mail.as_bytes())
        one = Collected(folder, [work / 'before.eml'], '--dry-run')
        check(f'a mail with {before} before it', one.status == 0, one.all)
    tnef = email.message.EmailMessage()
    tnef['From'] = 'a@b.example'
    tnef.set_content('Hei\n')
    tnef.add_attachment(b'\x78\x9f\x3e\x22' + bytes(99), maintype='application', subtype='ms-tnef', filename='winmail.dat')
    (work / 'tnef.eml').write_bytes(tnef.as_bytes())
    one = Collected(folder, [work / 'tnef.eml'])
    check('a mail that Outlook has packed', one.status == 1 and 'Outlook has packed' in one.err, one.all)
    for name, entry, says in [('annet', 'mimetype', 'text/plain'), ('bok', 'mimetype', 'application/epub+zip'), ('Ordliste', '[Content_Types].xml', '<x/>')]:
        other = cycle('typed')
        with zipfile.ZipFile(work / f'{name}.zip', 'w') as z:
            z.writestr(entry, says)
            z.write(first, 'skjema.pdf')
        one = Collected(other, [work / f'{name}.zip'])
        check(f'a form in an archive that holds {entry}: {says}', one.status == 0 and goals(other, 'e11') == ['Fra e11'], one.all)
    check('what is not read, by kind', '2 .jpg' in done.err and '1 .docx' in done.err and '1 .msg' in done.err and '1 .eml' in done.err, done.err)
    check('what is not read inside', '1 .docx, 1 .jpg' in done.err and '1 .gif' in done.err, done.err)
    again = Collected(folder, [sent])
    check('an archive and a mail, once more', again.same and again.status == 0, again.all)
    done = Collected(folder, [sent / 'hei.eml'])
    check('a mail without a form, by name', done.status == 1 and 'there is no form in this mail' in done.err, done.all)
    done = Collected(folder, [sent / 'brev.docx'])
    check('a Word document, by name', done.status == 1, done.all)


def saved_again(path, name, text):
    """The form as viewers save it once more: what changed, behind what was there."""
    plain, target = work / 'plain.pdf', work / name
    subprocess.run(['qpdf', '--object-streams=disable', str(path), str(plain)], check=True)
    data = path.read_bytes() if path.name.startswith('again') else plain.read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        field = fields(pdf)[matching(fields(pdf), 'goals/g1/goal')][0]
        field.V, number = pikepdf.String(text), field.objgen[0]
        body, size, root = field.unparse(resolved=True), int(pdf.trailer.Size), pdf.Root.objgen[0]
    before = int(data.rsplit(b'startxref', 1)[1].split()[0])
    written = data + b'%d 0 obj\n' % number + body + b'\nendobj\n'
    written += b'xref\n%d 1\n%010d 00000 n \n' % (number, len(data))
    written += b'trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n' % (size, root, before, written.index(b'xref\n', len(data)))
    target.write_bytes(written)
    return target


def saved_more_than_once():
    folder = cycle('again')
    once = saved_again(form(folder, 'e11'), 'again-1.pdf', 'En gang')
    twice = saved_again(once, 'again-2.pdf', 'To ganger')
    whole = twice.read_bytes()
    for missing in (8, 100, len(whole) - len(once.read_bytes()) - 20):
        twice.write_bytes(whole[:-missing])
        done = Collected(folder, [twice])
        check(f'saved twice, and {missing} bytes are missing', done.status == 1 and done.same and 'its end is missing' in done.err, done.all)
    twice.write_bytes(whole)
    done = Collected(folder, [twice])
    check('saved twice', done.status == 0 and goals(folder, 'e11') == ['To ganger'], done.all)


def attached_to(name, *paths):
    target = work / name
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for path in paths:
            pdf.attachments[path.name] = pikepdf.AttachedFileSpec.from_filepath(pdf, path)
        pdf.save(target)
    return target


def nothing_of_it():
    folder = cycle('nothing')
    target = work / 'nothing.pdf'
    with pikepdf.open(form(folder, 'e11')) as pdf:
        top = pdf.Root.AcroForm.Fields[0]
        other = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T='annet', V='x', Parent=top))
        top.Kids = pikepdf.Array([other])
        for page in pdf.pages:
            page.Annots = pikepdf.Array()
        pdf.save(target)
    done = Collected(folder, [target])
    check('a form without its fields', done.status == 1 and 'none of the form' in done.err and done.same, done.all)


def portfolio():
    folder = cycle('portfolio')
    first, second = [fill(form(folder, p), {'goals/g1/goal': f'Fra {p}'}, f'{p}.pdf') for p in ('e11', 'e12')]
    notes = work / 'notat.docx'
    notes.write_bytes(b'x')
    done = Collected(folder, [attached_to('Svar.pdf', first, second, notes)])
    check('a portfolio', done.status == 0 and [goals(folder, p) for p in ('e11', 'e12')] == [['Fra e11'], ['Fra e12']], done.all)
    check('its names', 'Svar.pdf/e11.pdf' in done.out and '1 .docx' in done.err, done.all)
    inner = first
    for depth in range(6):
        inner = attached_to(f'in-{depth}.pdf', inner)
    done = Collected(folder, [inner])
    check('a portfolio in portfolios', done.status == 1 and done.same, done.all)
    done = Collected(folder, [attached_to('Notat.pdf', notes)])
    check('a PDF with another file', done.status == 1 and 'this is no form of samtale' in done.err, done.all)


def mailbox():
    folder = cycle('mailbox')
    sent = work / 'mailbox-in'
    sent.mkdir()
    box = mailbox_of(*[fill(form(folder, p), {'goals/g1/goal': f'Fra {p}'}) for p in ('e11', 'e12')])
    (sent / 'Svar.mbox').write_bytes(box)
    (sent / 'winmail.dat').write_bytes(b'\x78\x9f\x3e\x22')
    (sent / 'brev.msg').write_bytes(b'\xd0\xcf\x11\xe0')
    done = Collected(folder, [sent])
    check('a mailbox', done.status == 0 and [goals(folder, p) for p in ('e11', 'e12')] == [['Fra e11'], ['Fra e12']], done.all)
    check('which mail of it', 'Svar.mbox/1/skjema.pdf' in done.out and 'Svar.mbox/3/skjema.pdf' in done.out, done.out)
    check('what Outlook packs is listed by kind', '1 .dat' in done.err and '1 .msg' in done.err, done.err)
    apple = work / 'INBOX.mbox'
    apple.mkdir()
    shutil.move(sent / 'Svar.mbox', apple / 'mbox')
    done = Collected(folder, [apple])
    check('a mailbox in the folder of its name', done.status == 0 and 'INBOX.mbox/mbox/1/skjema.pdf' in done.out, done.all)
    (sent / 'Svar.mbox').write_bytes(b'From x Mon Jan 11 09:00:00 2027\nFrom: x\n\n\n' * 20001)
    begun = time.monotonic()
    done = Collected(folder, [sent / 'Svar.mbox'])
    check('a mailbox without end', done.status == 1 and 'too much in it' in done.err and time.monotonic() - begun < 20, done.all)


def large():
    """What is packed may be larger than a form can be."""
    folder = cycle('large')
    first, second = [fill(form(folder, p), {'goals/g1/goal': f'Fra {p}'}) for p in ('e11', 'e12')]
    picture = os.urandom(9 << 20)
    box = work / 'stor.mbox'
    with open(box, 'wb') as out:
        for name, data in [('skjema.pdf', first.read_bytes()), *[('bilde.jpg', picture)] * 14, ('skjema.pdf', second.read_bytes())]:
            mail = email.message.EmailMessage()
            mail['From'], mail['Subject'] = 'a@b.example', 'Svar'
            mail.add_attachment(data, maintype='application', subtype='octet-stream', filename=name)
            out.write(b'From a@b.example Mon Jan 11 09:00:00 2027\n' + mail.as_bytes() + b'\n')
    done = Collected(folder, [box])
    check('a mailbox of 170 MB', done.status == 0 and [goals(folder, p) for p in ('e11', 'e12')] == [['Fra e11'], ['Fra e12']], done.all)
    with open(box, 'r+b') as out:
        out.truncate((1 << 30) + 1)
    done = Collected(folder, [box])
    check('a mailbox of more than 1 GB', done.status == 1 and done.same and 'smaller archives or mailboxes' in done.err, done.all)
    box.unlink()
    folder = cycle('large-zip')
    with zipfile.ZipFile(work / 'stor.zip', 'w') as z:
        for i in range(4):
            z.writestr(f'{i}.jpg', picture)
        z.write(first, 'skjema.pdf')
    done = Collected(folder, [work / 'stor.zip'])
    check('an archive of 36 MB', done.status == 0 and goals(folder, 'e11') == ['Fra e11'], done.all)
    (work / 'stor.zip').unlink()


def other_kinds():
    """What a file is that is no form, and what to do about it."""
    folder = cycle('kinds')
    office = io.BytesIO()
    with zipfile.ZipFile(office, 'w') as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('word/document.xml', '<w/>')
    writer = io.BytesIO()
    with zipfile.ZipFile(writer, 'w') as z:
        z.writestr('mimetype', 'application/vnd.oasis.opendocument.text')
    empty = io.BytesIO()
    zipfile.ZipFile(empty, 'w').close()
    for name, data, says in [('svar.docx', office.getvalue(), 'a document of Word'), ('svar.odt', writer.getvalue(), 'a document of Word'),
                             ('tom.zip', empty.getvalue(), 'no form in this mail or archive'), ('svar.msg', b'\xd0\xcf\x11\xe0' + bytes(600), 'a mail of Outlook'),
                             ('skann.pdf', b'\xff\xd8\xff\xe0' + bytes(600), 'it is a picture'), ('IMG.HEIC', bytes(4) + b'ftypheic' + bytes(99), 'it is a picture'),
                             ('logg-inn.pdf', b'<!DOCTYPE html>\n<html><body>Logg inn</body></html>', 'it is a web page'),
                             ('svar.tgz', b'\x1f\x8b' + bytes(99), 'unpack it first'), ('winmail.dat', b'\x78\x9f\x3e\x22' + bytes(99), 'Outlook has packed'),
                             ('tom.pdf', b'', 'it is empty')]:
        (work / name).write_bytes(data)
        done = Collected(folder, [work / name])
        check(f'says what {name} is', done.status == 1 and done.same and says in done.err, done.all)


def mailbox_of(first, second):
    """A mailbox of a mail with the first form, one without any, and one with the second."""
    mails = []
    for path in (first, None, second):
        mail = email.message.EmailMessage()
        mail['From'], mail['Subject'] = 'a@b.example', 'Skjemaet'
        mail.set_content('Hei.\n\nFrom her og utover.\n')
        if path:
            mail.add_attachment(path.read_bytes(), maintype='application', subtype='pdf', filename='skjema.pdf')
        mails.append(b'From a@b.example Mon Jan 11 09:00:00 2027\n' + mail.as_bytes() + b'\n')
    return b''.join(mails)


def top_fields(pdf):
    return list(pdf.Root.AcroForm.Fields)


def leaves(pdf):
    for top in top_fields(pdf):
        for section in top.Kids:
            yield from section.Kids


def rename_top(pdf, name):
    for top in top_fields(pdf):
        top.T = pikepdf.String(name(str(top.T)))


def rename_leaves(pdf):
    for leaf in leaves(pdf):
        leaf.T = pikepdf.String(f'{leaf.T}.1')


def put_below(pdf):
    parent = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String('0'), Kids=pdf.Root.AcroForm.Fields))
    for top in top_fields(pdf):
        top.Parent = parent
    pdf.Root.AcroForm.Fields = pikepdf.Array([parent])


def renamed():
    """Fields that tools have given other names, when they put forms together."""
    folder = cycle('renamed')
    source = fill(form(folder, 'e11'), {'goals/g1/goal': 'Under nytt navn'})
    ways = [('below 0', put_below), ('leaves .1', rename_leaves)]
    ways += [(f'top {new}', lambda pdf, new=new: rename_top(pdf, lambda old: new.replace('*', old)))
             for new in ('0.*', '*_1', '*+1', '*#0', '*.1', '* (2)', '0.*.1')]
    for name, change in ways:
        folder = cycle('renamed')
        with pikepdf.open(source) as pdf:
            change(pdf)
            pdf.save(work / 'renamed.pdf')
        done = Collected(folder, [work / 'renamed.pdf'])
        check(f'renamed: {name}', done.status == 0 and goals(folder, 'e11') == ['Under nytt navn'], done.all)
    with pikepdf.open(source) as pdf:
        rename_top(pdf, lambda old: old[:-1] + ('0' if old[-1] != '0' else '1') + '_1')
        pdf.save(work / 'renamed.pdf')
    done = Collected(folder, [work / 'renamed.pdf'])
    check('renamed: a forged one', done.status == 1 and 'Under nytt navn' not in done.out, done.all)
    folder = cycle('renamed')
    first, second = [fill(form(folder, p), {'goals/g1/goal': f'Fra {p}'}) for p in ('e11', 'e12')]
    with pikepdf.open(first) as pdf, pikepdf.open(second) as other:
        rename_top(pdf, lambda old: f'0.{old}')
        rename_top(other, lambda old: f'1.{old}')
        pdf.pages.extend(other.pages)
        pdf.save(work / 'numbered.pdf')
    done = Collected(folder, [work / 'numbered.pdf'])
    check('renamed: two people, 0 and 1', done.status == 0 and [goals(folder, p) for p in ('e11', 'e12')] == [['Fra e11'], ['Fra e12']], done.all)


def beside():
    """What was written on a form's pages instead of in its fields, or attached to it, is said or read."""
    folder = cycle('beside')
    source = fill(form(folder, 'e11'), {'goals/g1/goal': 'I feltet'})
    other = fill(form(folder, 'e12'), {'goals/g1/goal': 'Vedlagt'})
    for kind, is_said in [('FreeText', True), ('Ink', True), ('Stamp', True), ('Text', True), ('Link', False), ('Popup', False)]:
        with pikepdf.open(source) as pdf:
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f'/{kind}'), Rect=[50, 50, 200, 100], Contents='Ved siden av')
            pdf.pages[0].Annots.append(pdf.make_indirect(note))
            pdf.save(work / 'note.pdf')
        done = Collected(folder, [work / 'note.pdf'], '--dry-run')
        check(f'beside the fields: {kind}', done.status == 0 and ('1 note or drawing' in done.err) == is_said, done.all)
    noted = xfdf(form(folder, 'e11'), {'goals/g1/goal': 'x'}, name='noted.xfdf')
    noted.write_text(noted.read_text().replace('</fields>', '</fields><annots><freetext page="0"><contents>Hei</contents></freetext></annots>'))
    done = Collected(folder, [noted], '--dry-run')
    check('beside the fields: XFDF', done.status == 0 and '1 note or drawing' in done.err, done.all)
    with pikepdf.open(source) as pdf:
        pdf.attachments['e12.pdf'] = pikepdf.AttachedFileSpec(pdf, other.read_bytes(), filename='e12.pdf')
        pdf.attachments['brev.docx'] = pikepdf.AttachedFileSpec(pdf, b'PK', filename='brev.docx')
        pdf.save(work / 'attached.pdf')
    done = Collected(folder, [work / 'attached.pdf'])
    check('a form with a form attached', done.status == 0 and goals(folder, 'e11') == ['I feltet'] and goals(folder, 'e12') == ['Vedlagt']
          and '1 .docx' in done.err, done.all)


def damaged():
    """Why a file cannot be read is said in the user's language, and only then in a library's words."""
    folder = cycle('damaged')
    whole = fill(form(folder, 'e11'), {'goals/g1/goal': 'x'}).read_bytes()
    (work / 'half.pdf').write_bytes(whole[:len(whole) // 2])
    data = xfdf(form(folder, 'e12'), {'goals/g1/goal': 'x'}, name='half.xfdf').read_text()
    (work / 'half.xfdf').write_text(data[:len(data) // 2])
    (work / 'odd.xfdf').write_text(data.replace('</value>', '</valu>', 1))
    for name, says in [('half.pdf', 'slutten av filen'), ('half.xfdf', 'slutten mangler fra linje'), ('odd.xfdf', 'er skadet: be om filen')]:
        done = Collected(folder, [work / name], '--lang', 'nb')
        check(f'what is wrong with {name}', done.status == 1 and done.same and says in done.err, done.all)


def bounded():
    folder = cycle('bounded')
    bomb = work / 'bomb.zip'
    with zipfile.ZipFile(bomb, 'w', zipfile.ZIP_DEFLATED) as z:
        for i in range(6):
            z.writestr(f'{i}.pdf', b'%PDF-1.7\n' + bytes(40 << 20))
    begun = time.monotonic()
    done = Collected(folder, [bomb])
    check('a bomb', done.status == 1 and done.same and time.monotonic() - begun < 30, done.all)
    many = work / 'many.zip'
    with zipfile.ZipFile(many, 'w') as z:
        for i in range(2500):
            z.writestr(f'{i}.txt', b'')
    done = Collected(folder, [many])
    check('too many entries', done.status == 1 and 'too much in it' in done.err, done.all)
    data = fill(form(folder, 'e11'), {'goals/g1/goal': 'Dypt'}).read_bytes()
    for i in range(5):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, 'w') as z:
            z.writestr('a.zip' if i else 'a.pdf', data)
        data = inner.getvalue()
    (work / 'deep.zip').write_bytes(data)
    done = Collected(folder, [work / 'deep.zip'])
    check('archives in archives', done.status == 1 and 'packed too often' in done.err and done.same, done.all)
    whole = (work / 'deep.zip').read_bytes()
    (work / 'cut.zip').write_bytes(whole[:len(whole) // 2])
    done = Collected(folder, [work / 'cut.zip'])
    check('half an archive', done.status == 1 and done.same, done.all)
    shutil.copy(form(folder, 'e11'), work / 'e11.pdf')
    if shutil.which('zip'):
        subprocess.run(['zip', '-q', '-P', 'x', str(work / 'locked.zip'), 'e11.pdf'], cwd=work, check=True)
        done = Collected(folder, [work / 'locked.zip'])
        check('an archive with a password', done.status == 1 and 'encrypted' in done.err, done.all)


def own_ways():
    folder = cycle('ways', ('action-plan', 'evaluation'))
    source = form(folder, 'e11')
    target = work / 'owner.pdf'
    with pikepdf.open(fill(source, {'goals/g1/goal': 'Bak lås'})) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner='o', user=''))
    done = Collected(folder, [target])
    check('an owner password only', done.status == 0 and goals(folder, 'e11') == ['Bak lås'], done.all)
    with pikepdf.open(form(folder, 'e12')) as pdf:
        found = fields(pdf)
        field = found[matching(found, 'goals/g1/goal')][0]
        field.V = pikepdf.String('Blå bær'.encode())
        pdf.save(work / 'utf8.pdf')
    done = Collected(folder, [work / 'utf8.pdf'])
    check('UTF-8 without a mark', done.status == 0 and goals(folder, 'e12') == ['Blå bær'], done.all)
    with pikepdf.open(form(folder, 'e15', 'evaluation')) as pdf:
        found = fields(pdf)
        field, name = next((f, n) for f, n in found.values() if f.get('/FT') == pikepdf.Name.Btn and '/Kids' in f)
        del field['/V']
        drawn = next(n for w in field.Kids for n in w.AP.N.keys() if n != '/Off')
        for widget in field.Kids:
            widget.AS = pikepdf.Name(drawn if drawn in widget.AP.N else '/Off')
        pdf.save(work / 'as.pdf')
        field.V = pikepdf.Name.Off
        pdf.save(work / 'as-off.pdf')
        field.DV = pikepdf.Name(drawn)
        pdf.save(work / 'as-base.pdf')
    for file, values in [('as-off', 1), ('as', 1), ('as-base', 0)]:
        done = Collected(folder, [work / f'{file}.pdf'], '--dry-run')
        check(f'a state that is only drawn: {file}', done.status == 0 and ('1 value' in done.out) == (values > 0), name + done.all)
    for end in (' ', '\n', ' \n\n', '\r\n', '\t'):
        done = Collected(folder, [fill(form(folder, 'e12'), {'goals/g1/measures/m1/what': 'Pilot' + end})])
        check(f'white space at the end {end!r}', done.same and '1 value' not in done.out, done.all)
    for encoding, letters in (('ISO-8859-1', 'Blåbær'), ('windows-1252', 'Blåbær – «så»'), ('ISO-8859-15', 'Blåbær €'), ('UTF-16', 'Blåbær')):
        sent = xfdf(form(folder, 'e15'), {'goals/g1/goal': letters}, name=f'{encoding}.xfdf')
        sent.write_bytes(sent.read_text().replace('UTF-8', encoding).encode(encoding))
        done = Collected(folder, [sent], '--prefer', 'form')
        check(f'XFDF in {encoding}', done.status == 0 and goals(folder, 'e15') == [letters], done.all)
    for letters in ('Blåbær – og «så» €', 'Ola’s “mål”', 'Blåbær', 'ﬁnne ﬂere – a™ • b'):
        folder = cycle('windows')
        with pikepdf.open(form(folder, 'e11')) as pdf:
            found = fields(pdf)
            encoding = 'pdfdoc' if 'ﬁ' in letters else 'cp1252'
            found[matching(found, 'goals/g1/goal')][0].V = pikepdf.String(letters.encode(encoding))
            pdf.save(work / 'windows.pdf')
        done = Collected(folder, [work / 'windows.pdf'])
        check(f'letters of Windows, or not: {letters}', goals(folder, 'e11') == [letters], done.all)
    sent = xfdf(form(folder, 'e15'), {'goals/g1/goal': 'x'}, name='odd.xfdf')
    sent.write_text(sent.read_text().replace('UTF-8', 'Big5'))
    done = Collected(folder, [sent])
    check('XFDF in an encoding that is not read', done.status == 1 and 'Big5' in done.err, done.all)
    for typed in ('1. juni', '1.6.', '1/6', '1. juni 2027'):
        done = Collected(folder, [fill(form(folder, 'e12'), {'goals/g1/measures/m1/deadline': typed})])
        check(f'a day without its year {typed!r}', done.same, done.all)
    done = Collected(folder, [fill(form(folder, 'e12'), {'goals/g1/measures/m1/deadline': '15. mai'})])
    check('another day without its year', c.plan(folder, 'e12')['goals'][0]['measures'][0]['deadline'] == '2027-05-15', done.all)
    printed = work / 'printed.pdf'
    with pikepdf.open(form(folder, 'e12')) as pdf:
        del pdf.Root.AcroForm, pdf.Root.Metadata
        for page in pdf.pages:
            if '/Annots' in page:
                del page.Annots
        pdf.save(printed)
    done = Collected(folder, [printed])
    check('printed to a PDF', done.status == 1 and 'printed to a PDF' in done.err, done.all)


def many_at_once():
    folder = cycle('many')
    sent = work / 'many-sent'
    sent.mkdir()
    for i in range(90):
        shutil.copy(fill(form(folder, PEOPLE[i % 4]), {'goals/g1/goal': f'Fra {PEOPLE[i % 4]}'}), sent / f'{i:03}.pdf')
    done = Collected(folder, [sent])
    check('ninety forms', done.status == 0 and all(goals(folder, p) == [f'Fra {p}'] for p in PEOPLE), done.all[:800])
    # one that ends the child: the others are read all the same
    folder = cycle('many-again')
    stream = zlib.compress(b'1 0 ' + b' ' * (900 << 20), 9)
    body = (b'%%PDF-1.7\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n' % len(stream)) + stream + b'\nendstream\nendobj\n'
    entries = bytes([0, 0, 0, 0]) + bytes([2, 0, 2, 0]) + bytes([1, 0, 9, 0]) + bytes([1, 0, 0, 0])
    at = len(body)
    body += (b'3 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Length %d>>\nstream\n' % len(entries)) + entries + b'\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n' % at
    (sent / '050.pdf').write_bytes(body)
    done = Collected(folder, [sent])
    check('one that cannot be read among ninety', done.status == 1 and '050.pdf' in done.err
          and all(goals(folder, p) == [f'Fra {p}'] for p in PEOPLE), done.all[:800])


def processes(folder):
    """The processes that were told of the folder."""
    found = []
    for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
        try:
            found += [path.parent.name] if str(folder).encode() in path.read_bytes() else []
        except OSError:
            pass
    return found


def stopped():
    folder = cycle('stopped')
    sent = work / 'slow'
    sent.mkdir()
    blank = fill(form(folder, 'e11'), {'goals/g1/goal': 'Lang tekst. ' * 400})  # forty are more than a pipe holds
    for i in range(12000):
        os.link(blank, sent / f'{i:04}.pdf')
    main, side = pty.openpty()
    run = subprocess.Popen([c.SAMTALE, '-C', folder, 'collect', str(sent)], stderr=side, stdout=subprocess.DEVNULL,
                           env={**os.environ, 'TERM': 'xterm'})
    os.close(side)
    shown, until = b'', time.monotonic() + 60
    while b' of 12000' not in shown and time.monotonic() < until:
        shown += os.read(main, 1000)
    run.send_signal(signal.SIGTERM)
    status = run.wait(120)
    check('progress', b' of 12000' in shown, shown)
    check('stopped', status == 128 + signal.SIGTERM, status)
    until = time.monotonic() + 30
    while processes(sent) and time.monotonic() < until:
        time.sleep(0.1)
    check('stopped: no process is left', not processes(sent), processes(sent))
    os.close(main)


put_together()
answers()
packed()
saved_more_than_once()
nothing_of_it()
portfolio()
mailbox()
large()
other_kinds()
damaged()
renamed()
beside()
bounded()
own_ways()
many_at_once()
stopped()
c.end()
