#!/usr/bin/python3
"""Forms that came back: small files of every kind, and what our reader says is in them.

    tests/collect/returned.py [FOLDER]   with a folder: only leaves the files there, for tests/fuzz
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

ROOT = pathlib.Path(__file__).resolve().parents[2]
DUMP = pathlib.Path(os.environ.get('BUILD', ROOT / 'build')).resolve() / 'tests/returned_tool'
FORM = 'samtale/1/action-plan/2027/e=e1102'
OURS = 'document="action-plan" period="2027" employee="e1102"'
NAMESPACE = 'https://samtale.example/ns/form/1/'
leave = len(sys.argv) > 1
folder = pathlib.Path(sys.argv[1] if leave else tempfile.mkdtemp(prefix='samtale-returned-')).resolve()
failed = False

PAGE = 'it is a web page, as one gets where one has to log in first: ask for the form once more'

def check(name, holds, why):
    global failed
    if leave:
        return
    print(f'ok returned/{name}' if holds else f'FAIL returned/{name}: {why}')
    failed |= not holds


def dump(*paths):
    if leave:
        return ''
    done = subprocess.run([DUMP, *paths], capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode or done.stderr:
        check(f'{paths[0]} ends well', False, f'status {done.returncode}: {done.stderr[:300]}')
    return done.stdout.rstrip('\n')


def expect(name, content, *lines):
    """content: bytes, a pikepdf.Pdf, or (Pdf, arguments of save)."""
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        pdf, options = content if isinstance(content, tuple) else (content, {})
        pdf.save(path, fix_metadata_version=False, **options)
    if leave:
        return
    found = dump(path)
    check(name, found == '\n'.join(lines), f'found\n{found}\n    instead of\n' + '\n'.join(lines))


def bounded(name, content, states, seconds=25, may_end_badly=False):
    if leave:
        return
    (folder / name).write_bytes(content)
    begun = time.monotonic()
    found = dump(folder / name)
    took = time.monotonic() - begun
    state = found.split(' ', 1)[0].split('\n', 1)[0]
    ended_badly = 'reading it failed' in found and not may_end_badly
    check(name, state in states and took < seconds and not ended_badly, f'{took:.1f} s: {found[:200]}')
    (folder / name).unlink()


# ---- PDF


def widget(**keys):
    return Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], **keys)


def text(name, value=None, **keys):
    field = widget(FT=Name.Tx, T=String(name), **keys)
    if value is not None:
        field.V = String(value) if isinstance(value, str) else value
    return field


def make(pdf, fields, pages=1):
    for _ in range(pages):
        pdf.add_blank_page()
    fields = [pdf.make_indirect(f) for f in fields]
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    return fields


def tree(pdf, *kids, root=FORM, place='1-1', **inherited):
    place = pdf.make_indirect(Dictionary(T=String(place), Kids=Array(), **inherited))
    root = pdf.make_indirect(Dictionary(T=String(root), Kids=Array([place])))
    place.Parent = root
    for kid in kids:
        kid = pdf.make_indirect(kid)
        kid.Parent = place
        place.Kids.append(kid)
    make(pdf, [root])
    return pdf


def form(*kids, **keys):
    return tree(pikepdf.new(), *kids, **keys)


def xmp(pdf, name=FORM, attribute=False, namespace=NAMESPACE, padding=0, compress=False, head=''):
    inside = f'<rdf:Description rdf:about="" xmlns:samtale="{namespace}"' + (
        f' samtale:form="{name}"/>' if attribute else f'><samtale:form>{name}</samtale:form></rdf:Description>')
    packet = ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>' + head + '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
              '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' + inside + '</rdf:RDF></x:xmpmeta>'
              + ' ' * padding + '<?xpacket end="w"?>').encode()
    pdf.Root.Metadata = pikepdf.Stream(pdf, packet, Type=Name.Metadata, Subtype=Name.XML)
    if compress:
        pdf.Root.Metadata.write(zlib.compress(packet), filter=Name.FlateDecode)
        pdf.Root.Metadata.Type = Name.Metadata
    return pdf


def states(*names):
    return Dictionary(N=Dictionary({f'/{n}': Dictionary() for n in (*names, 'Off')}))


def pdf_values():
    expect('texts.pdf', form(
        text('goals/g1/goal~0a1b2c', 'Ny modell', DV=String('Ny modell'), TU=String('Mål, rad 1')),
        text('goals/g1/measures/m1/what', 'første\r\nandre\rtredje\x07\t.'),
        text('goals/a:b/goal', ''), text('disagreement'),
        text('evaluation/learnt', 5), text('helped', Name('/J#c3#a5')), text('change', String('Off'))),
        f'form pdf {OURS}',
        '1-1 goals/g1/goal "Ny modell" base="Ny modell" hash="0a1b2c" words="Mål, rad 1" untouched',
        r'1-1 goals/g1/measures/m1/what "første\nandre\ntredje\t."',
        '1-1 goals/a.b/goal "" untouched', '1-1 disagreement "" untouched', '1-1 evaluation/learnt "5"',
        '1-1 helped "Jå"', '1-1 change "Off"')
    raw = {'a': b'\xfe\xff\x00\xe5\x01\x4b\x00\x00\xd8\x3d\xde\x00', 'b': b'\xff\xfe\xe5\x00\x4b\x01',
           'c': b'\xef\xbb\xbfS\xc3\xa1mi', 'd': b'S\xe1mi \x84 \xa0', 'e': b'\xef\xbb\xbfx\xff\xc3',
           'f': b'\xfe\xff\x00\x1b\x00n\x00b\x00\x1b\x00\xe5\xfe\xff\x00\x85\x00x', 'g': 'a\u030a'.encode('utf-16'), 'h': b'\xfe\xff\xd8\x3d\x00a'}
    pdf = form(*[text('notes/' + k) for k in raw])
    for field, value in zip(pdf.Root.AcroForm.Fields[0].Kids[0].Kids, raw.values()):
        field.V = pikepdf.Object.parse(b'<' + value.hex().encode() + b'>')
    expect('encodings.pdf', pdf, f'form pdf {OURS}', '1-1 notes/a "åŋ😀"', '1-1 notes/b "åŋ"', '1-1 notes/c "Sámi"',
           '1-1 notes/d "Sámi — €"', '1-1 notes/e "x��"', r'1-1 notes/f "å\nx"', '1-1 notes/g "å"', '1-1 notes/h "a"')
    pdf = form(text('helped'), text('change'), text('training-other'))
    kids = pdf.Root.AcroForm.Fields[0].Kids[0].Kids
    kids[0].V = pikepdf.Stream(pdf, 'lang tekst på flere\nlinjer'.encode('utf-16'))
    kids[1].V = pikepdf.Stream(pdf, b'kort')
    kids[2].V = Array([String('en'), String('to')])
    expect('streams.pdf', (pdf, {'compress_streams': True}), f'form pdf {OURS}',
           r'1-1 helped "lang tekst på flere\nlinjer"', '1-1 change "kort"', '1-1 training-other "en, to"')
    for n, state in ((65536, 'form'), (65537, 'too-large')):
        (folder / 'long.pdf').unlink(missing_ok=True)
        form(text('helped', 'x' * n)).save(folder / 'long.pdf')
        found = dump('long.pdf')
        check(f'a text of {n}', found.split(' ', 1)[0] == state and (n == 65536 or f'{FORM}.1-1.helped' in found), found[:200])


def pdf_buttons():
    expect('checkboxes.pdf', form(
        widget(FT=Name.Btn, T=String('competence-needs/digital'), V=Name.Yes, AS=Name.Yes),
        widget(FT=Name.Btn, T=String('competence-needs/leading'), V=Name.Off, DV=Name.Yes, AS=Name.Off),
        widget(FT=Name.Btn, T=String('competence-needs/drawn'), AS=Name.Yes),
        widget(FT=Name.Btn, T=String('competence-needs/other'), V=Name.Strange, AP=states('Yes')),
        widget(FT=Name.Btn, T=String('competence-needs/text'), V=String('Off')),
        widget(FT=Name.Btn, T=String('print'), Ff=1 << 16)),
        f'form pdf {OURS}', '1-1 competence-needs/digital "Yes"', '1-1 competence-needs/leading "" base="Yes"',
        '1-1 competence-needs/drawn "Yes"', '1-1 competence-needs/other "Strange"', '1-1 competence-needs/text "" untouched')

    def radio(name, value, *names, options=None, **keys):
        field = Dictionary(FT=Name.Btn, T=String(name), Ff=1 << 15, **keys)
        field.Kids = Array([widget(AS=Name.Off, AP=states(n)) for n in names])
        if value is not None:
            field.V = value
        if options:
            field.Opt = Array([String(o) for o in options])
        return field
    drawn = radio('goals/g5/kind', None, 'work', 'task')
    drawn.Kids[1].AS = Name.task
    expect('radios.pdf', form(
        radio('goals/g1/kind', Name.work, 'work', 'task', DV=Name.task),
        radio('goals/g2/kind', Name('/1'), '0', '1', options=['work', 'task'], DV=Name('/0')),
        radio('goals/g3/kind', String('task'), '0', '1', options=['work', 'task']),
        radio('goals/g4/kind', Name.b, 'a', 'b', options=['work', 'task']), drawn,
        radio('goals/g6/kind', None, 'work', 'task'), radio('goals/g7/kind', Name('/7'), '0', '1', options=['work', 'task'])),
        f'form pdf {OURS}', '1-1 goals/g1/kind "work" base="task"', '1-1 goals/g2/kind "task" base="work"',
        '1-1 goals/g3/kind "task"', '1-1 goals/g4/kind "task"', '1-1 goals/g5/kind "task"', '1-1 goals/g6/kind "" untouched',
        '1-1 goals/g7/kind "7"')
    pairs = Array([Array([String('met'), String('Nådd')]), Array([String('partly'), String('Delvis nådd')]),
                   Array([String('Nådd'), String('annet')]), String('dropped')])

    def choice(name, value, **keys):
        return Dictionary(FT=Name.Ch, T=String(name), V=value, Opt=pairs, **keys)
    expect('choices.pdf', form(
        choice('goals/g1/attainment', String('met'), DV=String('Delvis nådd')),
        choice('goals/g2/attainment', String('Delvis nådd')), choice('goals/g3/attainment', String('Nådd')),
        choice('goals/g4/attainment', String('dropped')), choice('goals/g5/attainment', String('noe nytt')),
        choice('goals/g6/attainment', Array([String('met'), String('Delvis nådd')]))),
        f'form pdf {OURS}', '1-1 goals/g1/attainment "met" base="partly"', '1-1 goals/g2/attainment "partly"',
        '1-1 goals/g3/attainment "Nådd"', '1-1 goals/g4/attainment "dropped"', '1-1 goals/g5/attainment "noe nytt"',
        '1-1 goals/g6/attainment "met, partly"')


def pdf_names():
    pdf = pikepdf.new()
    make(pdf, [text(f'{FORM}.1-1.goals/g1/goal', 'a'), text(f'{FORM}.2-3.goals/g1/goal', 'b')])
    expect('dotted.pdf', pdf, f'form pdf {OURS}', '1-1 goals/g1/goal "a"', '2-3 goals/g1/goal "b"')
    expect('inherited.pdf', form(Dictionary(T=String('helped')), Dictionary(T=String('change'), V=String('own')),
                                 Dictionary(T=String('training-other'), Kids=Array([widget(), widget()])),
                                 FT=Name.Tx, V=String('from above'), DV=String('before'), TU=String('All')),
           f'form pdf {OURS}', '1-1 helped "from above" base="before" words="All"',
           '1-1 change "own" base="before" words="All"', '1-1 training-other "from above" base="before" words="All"')
    pdf = form(text('helped', 'x'), text('helped', ''), text('change', 'x'), text('change', 'y'), text('a.b', 'z'),
               text('', 'q'), text('blåbær', 'r'))
    pdf.Root.AcroForm.Fields.extend([pdf.make_indirect(text(n, 'v')) for n in (
        'note', f'{FORM}.0-1.helped', f'{FORM}.1-1', f'{FORM}.1.helped', f'{FORM}.1-x.helped', f'{FORM}.1234567-1.helped',
        'samtale/1/action-plan/2027/e=e9.1-1.helped')])
    expect('foreign.pdf', pdf, f'form pdf {OURS} foreign=9 "{FORM}.1-1.a.b"', '1-1 helped "x"', '1-1 change "x"', '1-1 change "y"',
           '-- form pdf document="action-plan" period="2027" employee="e9"', '1-1 helped "v"')
    pdf = form(text('helped', 'x'), text('change', 'y'))
    pdf.Root.AcroForm.Fields = pdf.Root.AcroForm.Fields[0].Kids[0].Kids
    expect('leaves.pdf', pdf, f'form pdf {OURS}', '1-1 helped "x"', '1-1 change "y"')
    pdf = form(text('helped', 'x'), text('change', 'y'))
    pdf.pages[0].Annots = pdf.Root.AcroForm.Fields[0].Kids[0].Kids
    del pdf.Root.AcroForm
    expect('lost.pdf', pdf, f'form pdf repaired {OURS}', '1-1 helped "x"', '1-1 change "y"')
    for root, shown in (('samtale/1/process-evaluation/2027/u=skole', 'unit="skole"'), ('samtale/1/process-evaluation/2027/-', '')):
        expect(f'root-{root[-1]}.pdf', form(text('helped', 'x'), root=root),
               f'form pdf document="process-evaluation" period="2027" {shown}'.rstrip(), '1-1 helped "x"')
    expect('newer.pdf', form(text('helped', 'x'), root='samtale/3/action-plan/2027/e=e1'), 'newer pdf foreign=1 '
           '"samtale/3/action-plan/2027/e=e1.1-1.helped"')


def pdf_states():
    expect('encrypted.pdf', (form(text('helped', 'x')), {'encryption': pikepdf.Encryption(owner='o', user='')}), f'form pdf {OURS}', '1-1 helped "x"')
    expect('locked.pdf', (form(text('helped', 'x')), {'encryption': pikepdf.Encryption(owner='o', user='u')}), 'encrypted pdf')
    pdf = form(text('helped', 'x'))
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(widget(FT=Name.Sig, T=String('Signature1'), V=Dictionary(Type=Name.Sig))))
    expect('signed.pdf', pdf, f'form pdf signed {OURS}', '1-1 helped "x"')
    del pdf.Root.AcroForm.Fields[1].V
    expect('unsigned.pdf', pdf, f'form pdf {OURS}', '1-1 helped "x"')
    pdf = form(text('helped', 'x'))
    pdf.Root.AcroForm.XFA = Array([])
    expect('xfa.pdf', pdf, f'form pdf why="it holds an XFA form, which is not read" {OURS}', '1-1 helped "x"')
    for attribute in (False, True):
        for compress in (False, True):
            pdf = pikepdf.new()
            pdf.add_blank_page()
            expect(f'flattened-{attribute:d}{compress:d}.pdf', xmp(pdf, attribute=attribute, compress=compress),
                   f'flattened pdf {OURS}')
    pdf = pikepdf.new()
    make(pdf, [text('helped', 'x'), text('topmost', 'y')])
    expect('renamed.pdf', xmp(pdf), f'renamed pdf {OURS} foreign=2 "helped"')
    for name, options in (('other-namespace', {'namespace': 'https://samtale.example/ns/other/'}),
                          ('doctype', {'head': '<!DOCTYPE x [<!ENTITY e "e">]>'}), ('large', {'padding': 1 << 20}),
                          ('deflated-large', {'padding': 1 << 20, 'compress': True}), ('no-name', {'name': 'x' * 600})):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        expect(f'{name}.pdf', xmp(pdf, **options), 'other pdf')
    pdf = pikepdf.new()
    pdf.add_blank_page()
    expect('flattened-newer.pdf', xmp(pdf, name='samtale/3/plan/2027/-'), 'newer pdf')
    pdf = pikepdf.new()
    make(pdf, [text('a', 'x')])
    expect('other.pdf', pdf, 'other pdf foreign=1 "a"')
    pdf = pikepdf.new()
    pdf.add_blank_page()
    expect('blank.pdf', pdf, 'other pdf')


def pdf_scans():
    def scan(pages, fonts=0, inside=False):
        pdf = pikepdf.new()
        image = pikepdf.Stream(pdf, b'\0', Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        if inside:
            image = pikepdf.Stream(pdf, b'', Type=Name.XObject, Subtype=Name.Form,
                                   Resources=Dictionary(XObject=Dictionary(I=pdf.make_indirect(image))))
        for i in range(pages):
            page = pdf.add_blank_page()
            page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(image)))
            if i < fonts:
                page.Resources.Font = Dictionary(F=Dictionary(Type=Name.Font))
        return pdf
    expect('scan.pdf', scan(2), 'scan pdf')
    expect('scan-inside.pdf', scan(1, inside=True), 'scan pdf')
    expect('scan-text.pdf', scan(2, 1), 'other pdf')
    pdf = scan(1)
    del pdf.pages[0].Resources
    pdf.Root.Pages.Resources = Dictionary(XObject=Dictionary(I=pikepdf.Stream(pdf, b'', Subtype=Name.Image)))
    expect('scan-inherited.pdf', pdf, 'scan pdf')


def pdf_scripts():
    script = Dictionary(S=Name.JavaScript, JS=String('app.alert(1)'))
    quiet = Dictionary(S=Name.URI, URI=String('x:'))

    def field_action(pdf, key, value):
        pdf.Root.AcroForm.Fields[0].Kids[0].Kids[0][key] = value

    def page_action(pdf, key, value):
        pdf.pages[0][key] = value

    def root_action(pdf, key, value):
        pdf.Root[key] = value

    def annotation(pdf, key, value):
        pdf.pages[0].Annots = Array([Dictionary({'/Subtype': Name.Link, key: value})])
    cases = {
        'open': (root_action, '/OpenAction', script), 'open-quiet': (root_action, '/OpenAction', quiet),
        'open-place': (root_action, '/OpenAction', Array([1, Name.Fit])), 'close': (root_action, '/AA', Dictionary(WC=script)),
        'names': (root_action, '/Names', Dictionary(JavaScript=Dictionary(Names=Array([String('a'), script])))),
        'page': (page_action, '/AA', Dictionary(O=script)), 'key': (field_action, '/AA', Dictionary(K=script)),
        'widget': (field_action, '/A', script), 'link': (annotation, '/A', script), 'link-quiet': (annotation, '/A', quiet),
        'next': (annotation, '/A', Dictionary(S=Name.URI, Next=Array([quiet, Dictionary(S=Name.URI, Next=script)]))),
        'rendition': (root_action, '/OpenAction', Dictionary(S=Name.Rendition, JS=String('x'))),
    }
    for name, (put, key, value) in cases.items():
        pdf = form(text('helped', 'x'))
        put(pdf, key, value)
        expect(f'script-{name}.pdf', pdf, 'form pdf ' + ('' if 'quiet' in name or 'place' in name else 'scripts ') + OURS,
               '1-1 helped "x"')


# ---- FDF and XFDF


def fdf(fields, encoding=b'', header=b'%FDF-1.2\n%\xe2\xe3\xcf\xd3\n'):
    return (header + b'1 0 obj\n<< /FDF << /F (a.pdf) ' + encoding + b' /Fields [ ' + fields +
            b' ] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')


def fdfs():
    root = FORM.encode()
    nested = (b'<< /T (' + root + b') /Kids [ << /T (1-2) /Kids [ << /T (helped) /V (hei) >> << /T (role) /V /Off >>'
              b' << /T (scales/a) /V / >> << /T (scales/b) /V (Off) >> << /T (change) /V <FEFF00E5014B> >> ] >> ] >>')
    lines = (f'form {OURS}', '1-2 helped "hei"', '1-2 role "" untouched', '1-2 scales/a "" untouched',
             '1-2 scales/b "" untouched', '1-2 change "åŋ"')
    expect('nested.fdf', fdf(nested), *lines)
    expect('named-wrong.pdf', fdf(nested), *lines)
    expect('acrobat.fdf', b'%FDF-1.2\r%\xe2\xe3\xcf\xd3\r\n1 0 obj\r<</FDF<</F(a.pdf)/Fields[<</Kids[<</Kids[<</T(helped)'
           b'/V(a\\rb)>>]/T(1-1)>>]/T(' + root + b')>>]/ID[<00><01>]/UF(a.pdf)>>/Type/Catalog>>\rendobj\rtrailer\r\n'
           b'<</Root 1 0 R>>\r\n%%EOF\r\n', f'form {OURS}', r'1-1 helped "a\nb"')
    expect('dotted.fdf', fdf(b'<< /V (x) /T (' + root + b'.1-1.helped) >> << /T (a) /V (y) >>'),
           f'form {OURS} foreign=1 "a"', '1-1 helped "x"')
    expect('utf8.fdf', fdf(b'<< /V (\xc3\xa5) /T (' + root + b'.1-1.helped) >>', b'/Encoding /utf_8'), f'form {OURS}',
           '1-1 helped "å"')
    expect('latin.fdf', fdf(b'<< /V (\xe5) /T (' + root + b'.1-1.helped) >>', header=b'\n\n%FDF-1.2\n'), f'form {OURS}',
           '1-1 helped "å"')
    expect('other.fdf', fdf(b'<< /T (a) /V (y) >>'), 'other foreign=1 "a"')
    expect('newer.fdf', fdf(b'<< /T (samtale/3/x.1-1.a) /V (y) >>'), 'newer foreign=1 "samtale/3/x.1-1.a"')
    bounded('cut.fdf', fdf(nested)[:-30], ('damaged',))


def xfdf(fields, head='<?xml version="1.0" encoding="UTF-8"?>\n', namespace=' xmlns="http://ns.adobe.com/xfdf/"'):
    return f'{head}<xfdf{namespace} xml:space="preserve"><f href="a.pdf"/><fields>{fields}</fields></xfdf>'.encode()


def xfdfs():
    nested = (f'<field name="{FORM}"><field name="1-1"><field name="helped"><value>a&amp;b\r\nc\td&#7;</value></field>\n'
              '<field name="role"><value>Off</value></field><field name="change"/><field name="training-other"><value/></field>'
              '<field name="evaluation/held"><value>en</value><value>to</value></field></field></field>')
    nested = nested.replace('&#7;', '')
    lines = (f'form {OURS}', r'1-1 helped "a&b\nc\td"', '1-1 role "" untouched', '1-1 change "" untouched',
             '1-1 training-other "" untouched', '1-1 evaluation/held "en, to"')
    expect('nested.xfdf', xfdf(nested), *lines)
    expect('bare.xfdf', xfdf(nested, '', ''), *lines)
    expect('bom.pdf', b'\xef\xbb\xbf' + xfdf(nested), *lines)
    expect('utf16.xfdf', xfdf(nested, '').decode().encode('utf-16'), *lines)
    expect('latin1.xfdf', xfdf(f'<field name="{FORM}.1-1.helped"><value>æ</value></field>', '<?xml version="1.0" encoding='
           '"ISO-8859-1"?>').decode().encode('latin-1'), f'form {OURS}', '1-1 helped "æ"')
    expect('rich.xfdf', xfdf(
        f'<field name="{FORM}.1-1"><field name="helped"><value-richtext><body xmlns="http://www.w3.org/1999/xhtml"><p>en '
        '<b>to</b></p><p>tre</p></body></value-richtext></field><field name="change"><value-richtext><p>rik</p>'
        '</value-richtext><value>ren</value></field></field>'), f'form {OURS}', r'1-1 helped "en to\ntre"', '1-1 change "ren"')
    expect('other.xfdf', xfdf('<field name="a"><value>b</value></field>'), 'other foreign=1 "a"')
    expect('newer.xfdf', xfdf('<field name="samtale/3/a"><value>b</value></field>'), 'newer foreign=1 "samtale/3/a"')
    expect('doctype.xfdf', xfdf(nested, '<!DOCTYPE xfdf [<!ENTITY a "b">]>'),
           'damaged why="it declares a document type, which an XFDF file never needs"')
    expect('page.pdf', b'<!DOCTYPE html><html><body>Not found</body></html>', f'unknown why="{PAGE}"')
    expect('page.xfdf', b'<html><p>Not found</html>', f'unknown why="{PAGE}"')
    expect('cut.xfdf', xfdf(nested)[:-40], f'damaged why="its end is missing from line 4 on: ask for it once more (no element found)" {OURS}')
    deep = xfdf('<field name="a">' * 17 + '</field>' * 17)
    expect('deep.xfdf', deep, 'too-large why="its fields are nested more than 16 deep"')
    expect('deeper.xfdf', b'<xfdf>' + b'<a>' * 100000, 'too-large why="its elements are nested more than 64 deep"')
    many = xfdf(f'<field name="{FORM}.1-1.notes/x"><value>b</value></field>' * 20001)
    expect('many.xfdf', many, f'too-large why="it has more than 20,000 fields" {OURS}')
    for n, state in ((65536, 'form'), (65537, 'too-large')):
        bounded(f'text-{n}.xfdf', xfdf(f'<field name="{FORM}.1-1.helped"><value>{"x" * n}</value></field>'), (state,))


def plain_files():
    expect('empty.pdf', b'', 'unknown why="it is empty"')
    expect('text.pdf', b'Just a text.\n', 'unknown')
    expect('late.pdf', b'x' * 2000 + b'%PDF-1.7', 'unknown')
    check('missing', dump('missing.pdf') == 'unreadable why="No such file or directory"', dump('missing.pdf'))
    check('a folder', dump('.').startswith('unreadable why="it is a folder'), dump('.'))
    os.mkfifo(folder / 'pipe')
    check('a pipe', dump('pipe').startswith('unreadable'), dump('pipe'))
    with open(folder / 'large.pdf', 'wb') as f:
        f.truncate((32 << 20) + 1)
    check('33 MB', dump('large.pdf') == 'too-large why="it is larger than 32 MB"', dump('large.pdf'))


def listing():
    base = folder / 'files'
    for name in ('b.pdf', 'a.PDF', 'c.Xfdf', 'd.fdf', 'e.txt', '.hidden.pdf', 'pdf', 'sub/f.pdf', '.git/g.pdf', 'sub.pdf/h.pdf',
                 'aø.pdf'):
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_bytes(b'')
    (base / 'loop').symlink_to(base)
    (base / 'link.pdf').symlink_to(base / 'b.pdf')
    (base / 'link-folder.pdf').symlink_to(base / 'sub')
    inside = ['a.PDF', 'aø.pdf', 'b.pdf', 'c.Xfdf', 'd.fdf', 'link.pdf', 'sub.pdf/h.pdf', 'sub/f.pdf']
    found = dump('--files', 'e.txt', 'files/', 'gone.pdf', 'files/loop').split('\n')
    wanted = ['e.txt', *[f'files/{n}' for n in inside], 'gone.pdf', *[f'files/loop/{n}' for n in inside],
              'left out: 2 without an ending, 2 .txt']
    check('which files', found == wanted, found)
    deep = folder / 'deep'
    os.makedirs(deep / '/'.join('d' * 20))
    found = dump('--files', 'deep')
    check('too deep', found == 'deep' + '/d' * 16, found)


# ---- Hostile files


def plain_pdf(objects, root=1):
    """A PDF of these objects' texts, with a cross-reference table."""
    out, places = bytearray(b'%PDF-1.7\n'), []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj\n' % i + body + b'\nendobj\n'
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    out += b''.join(b'%010d 00000 n \n' % p for p in places)
    return bytes(out + b'trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, root, start))


PAGES = b'<< /Type /Pages /Kids [] /Count 0 >>'


def catalog(fields, rest=b''):
    return b'<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ ' + fields + b' ] >> ' + rest + b' >>'


def loops():
    bounded('kids-loop.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /T (a) /Kids [3 0 R 3 0 R] >>']), ('too-large',))
    bounded('kids-unnamed.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /Kids [3 0 R 3 0 R] >>']), ('too-large',))
    bounded('parent-loop.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /T (a) /Parent 3 0 R /V (x) >>']), ('other',))
    bounded('same-field.pdf', plain_pdf([catalog(b'3 0 R ' * 500000), PAGES, b'<< /T (a) /V (x) >>']), ('other', 'too-large'))
    fan = [catalog(b'3 0 R'), PAGES] + [b'<< /T (a) /Kids [' + b'%d 0 R ' % (i + 4) * 50 + b'] >>' for i in range(14)]
    bounded('fan.pdf', plain_pdf(fan + [b'<< /T (x) /V (y) >>']), ('too-large',))
    long = b'(' + b'x' * 60000 + b')'
    kids = b'<< /T (k) /V 4 0 R /DV 4 0 R >> ' * 19000
    bounded('shared-text.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /T (a) /Kids [' + kids + b'] >>', long]), ('too-large',))
    bounded('shared-huge-text.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /T (a) /Kids [' + kids + b'] >>',
                                               b'(' + b'x' * (20 << 20) + b')']), ('too-large',))
    options = b'[' + b'(o) ' * 2000 + b']'
    kids = b'<< /FT /Ch /T (k) /V (v) /Opt 4 0 R >> ' * 19000
    bounded('shared-options.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /T (a) /Kids [' + kids + b'] >>', options]),
            ('too-large',))
    bounded('next-loop.pdf', plain_pdf([catalog(b'', b'/OpenAction 3 0 R'), PAGES, b'<< /S /URI /Next [3 0 R 3 0 R] >>']),
            ('other',))
    bounded('pages-loop.pdf', plain_pdf([catalog(b''), b'<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>']), ('other', 'damaged'))
    bounded('nested.pdf', plain_pdf([catalog(b'[' * 5000000), PAGES]), ('other', 'damaged'))
    depth = 200000
    kids = [b'<< /Type /Pages /Count 1 /Kids [%d 0 R] >>' % (i + 3) for i in range(depth)]
    bounded('deep-pages.pdf', plain_pdf([catalog(b''), *kids, b'<< /Type /Page >>']), ('other', 'damaged'),
            may_end_badly=True)  # qpdf goes down the tree of pages on its stack
    combining = ('a' + '\u0301\u0323' * 16000).encode('utf-16-be').hex().encode()
    kids = b'<< /T (k) /V 4 0 R >> ' * 200
    bounded('combining.pdf', plain_pdf([catalog(b'3 0 R'), PAGES, b'<< /T (a) /Kids [' + kids + b'] >>',
                                        b'<FEFF' + combining + b'>']), ('other', 'too-large'))


def deflated(chunk, times):
    """As if so many chunks were deflated, but without their checksum, which nobody comes to see."""
    z = zlib.compressobj(9)
    first = z.compress(chunk) + z.flush(zlib.Z_FULL_FLUSH)
    return first + (z.compress(chunk) + z.flush(zlib.Z_FULL_FLUSH)) * (times - 1) + b'\3\0'


def stream(keys, data):
    return b'<< ' + keys + b' /Length %d >>\nstream\n' % len(data) + data + b'\nendstream'


def bombs():
    zeros = deflated(bytes(1 << 20), 4096)
    bounded('metadata-bomb.pdf', plain_pdf([catalog(b'', b'/Metadata 3 0 R'), PAGES, stream(b'/Filter /FlateDecode', zeros)]),
            ('other',), 5)
    bounded('value-bomb.pdf', plain_pdf([catalog(b'<< /T (a) /V 3 0 R >>'), PAGES, stream(b'/Filter /FlateDecode', zeros)]),
            ('too-large',), 5)

    def object_stream(data, filters=b'/FlateDecode'):
        """Object 3, the catalog, is said to be in object stream 4."""
        out = bytearray(b'%PDF-1.7\n')
        at = len(out)
        out += b'4 0 obj\n' + stream(b'/Type /ObjStm /N 1 /First 4 /Filter ' + filters, data) + b'\nendobj\n'
        start = len(out)
        entries = b''.join(bytes([k]) + p.to_bytes(4, 'big') + b'\0' for k, p in
                           ((0, 0), (0, 0), (0, 0), (2, 4), (1, at), (1, start)))
        out += b'5 0 obj\n' + stream(b'/Type /XRef /Size 6 /W [1 4 1] /Root 3 0 R', entries) + b'\nendobj\n'
        return bytes(out + b'startxref\n%d\n%%%%EOF\n' % start)
    good = b'3 0 << /Type /Catalog /AcroForm << /Fields [ << /T (' + FORM.encode() + b'.1-1.helped) /V (x) >> ] >> >>'
    expect('object-stream.pdf', object_stream(zlib.compress(good)), f'form pdf repaired {OURS}', '1-1 helped "x"')
    bad = ('too-large', 'damaged', 'other')
    bounded('object-stream-bomb.pdf', object_stream(zeros), bad, may_end_badly=True)
    bounded('object-stream-numbers.pdf', object_stream(deflated(b'0 ' * (1 << 19), 512), b'/FlateDecode'), bad, may_end_badly=True)
    bounded('object-stream-twice.pdf', object_stream(zlib.compress(zeros, 9), b'[/FlateDecode /FlateDecode]'), bad, may_end_badly=True)


def garbage():
    noise = b'%PDF-1.7\n' + b''.join(bytes((i * 7919 + j * j) & 255 for j in range(4096)) for i in range(16)) * 512
    bounded('garbage.pdf', noise[:32 << 20], ('damaged',))
    bounded('objects.pdf', b'%PDF-1.7\n' + b'1 0 obj\n' * (3 << 20), ('damaged',))
    bounded('trailers.pdf', b'%PDF-1.7\n' + b'trailer << ' * (2 << 20), ('damaged',))
    bounded('open.xfdf', xfdf('<field name="a"><value>' + 'x' * (32 << 20))[:32 << 20], ('damaged', 'too-large'))
    bounded('token.xfdf', b'<xfdf a="' + b'x' * ((32 << 20) - 9), ('unknown',))


def cut_files():
    for name, content in (('texts.pdf', (folder / 'texts.pdf').read_bytes()), ('nested.fdf', (folder / 'nested.fdf').read_bytes()),
                          ('nested.xfdf', (folder / 'nested.xfdf').read_bytes()),
                          ('object-stream.pdf', (folder / 'object-stream.pdf').read_bytes())):
        paths = []
        for n in range(0, len(content), 100 if len(content) > 3000 else 10):
            paths.append(folder / f'cut-{n}')
            paths[-1].write_bytes(content[:n])
        found = dump(*paths)
        check(f'{name} cut off ends well', 'reading it failed' not in found, 'a child ended badly')
        found = [line.split(' ', 1)[0] for line in found.split('\n') if not line.startswith('1-')]
        known = {'unknown', 'damaged', 'form', 'other', 'renamed'}
        check(f'{name} cut off', len(found) == len(paths) and set(found) <= known, sorted(set(found) - known))


if leave:
    for part in (pdf_values, pdf_buttons, pdf_names, pdf_states, pdf_scans, pdf_scripts, fdfs, xfdfs):
        part()
    raise SystemExit(0)
try:
    for part in (pdf_values, pdf_buttons, pdf_names, pdf_states, pdf_scans, pdf_scripts, fdfs, xfdfs, plain_files, listing,
                 loops, bombs, garbage, cut_files):
        part()
finally:
    shutil.rmtree(folder, ignore_errors=True)
raise SystemExit(failed)
