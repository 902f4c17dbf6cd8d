#!/usr/bin/python3
"""One chart in the shapes that other systems give it: Workday, SAP, Swedish, Danish, Nynorsk, leaders only, units in a file of
their own, other encodings and dividers, workbooks of all kinds. Each must come out as the chart that it was made from."""
import csv
import datetime
import io

import openpyxl

import importing
from importing import check, end, fold, run

importing.group = 'shapes'
AS_OF = ['--as-of', '2026-11-12']

# name: (parent, code)
UNITS = {
    'Åsvær kommune': (None, '1'),
    'Oppvekst': ('Åsvær kommune', '20'),
    'Nesset skole': ('Oppvekst', '210'),
    'Ørland barnehage': ('Oppvekst', '220'),
    'Helse og omsorg': ('Åsvær kommune', '30'),
    'Hjemmetjenesten': ('Helse og omsorg', '310'),
}
# number, first, last, title, unit, leader, percent, from, to, leave
PEOPLE = [
    (100101, 'Kåre', 'Bjørnstad', 'Kommunedirektør', 'Åsvær kommune', None, 100, '2010-01-01', None, None),
    (100102, 'Åse', 'Grønås', 'Rådgiver', 'Åsvær kommune', 100101, 80, '2015-03-01', None, None),
    (100103, 'Trine', 'Sæther', 'Kommunalsjef', 'Oppvekst', 100101, 100, '2012-08-13', None, None),
    (100104, 'Olav', 'Bø', 'Rådgiver', 'Oppvekst', 100103, 100, '2019-01-15', None, None),
    (100105, 'Siv', 'Hauge', 'Rektor', 'Nesset skole', 100103, 100, '2011-08-01', None, None),
    (100106, 'Per', 'Øye', 'Lærer', 'Nesset skole', 100105, 60, '2020-08-01', '2027-07-31', None),
    (100107, 'Gunn', 'Ås', 'Lærer', 'Nesset skole', 100105, 100, '2020-08-01', None, ('2026-09-01', '2027-03-31')),
    (100108, 'Mona', 'Lie', 'Styrer', 'Ørland barnehage', 100103, 100, '2016-05-02', None, None),
    (100109, 'Ida', 'Dahl', 'Assistent', 'Ørland barnehage', 100108, 50, '2027-02-01', None, None),
    (100110, 'Jan', 'Næss', 'Kommunalsjef', 'Helse og omsorg', 100101, 100, '2013-04-01', None, None),
    (100111, 'Liv', 'Moe', 'Avdelingsleder', 'Hjemmetjenesten', 100110, 100, '2014-04-01', None, None),
    (100112, 'Arne', 'Vik', 'Sykepleier', 'Hjemmetjenesten', 100111, 100, '2021-10-01', None, None),
    (100113, 'Eva', 'Strøm', 'Sykepleier', 'Hjemmetjenesten', 100111, 100, '2009-06-01', '2026-06-30', None),  # has left
]
GONE = {100113}
BY_NUMBER = {p[0]: p for p in PEOPLE}
HEADS = {'Åsvær kommune': 100101, 'Oppvekst': 100103, 'Nesset skole': 100105, 'Ørland barnehage': 100108, 'Helse og omsorg': 100110,
         'Hjemmetjenesten': 100111}


def whole(number):
    return f'{BY_NUMBER[number][1]} {BY_NUMBER[number][2]}' if number else ''


def last_first(number):
    return f'{BY_NUMBER[number][2]}, {BY_NUMBER[number][1]}' if number else ''


def email(number):
    return fold(whole(number)).translate(str.maketrans('æøå ', 'aoa.')) + '@asvaer.example' if number else ''


def day(text, form='%d.%m.%Y'):
    return datetime.date.fromisoformat(text).strftime(form) if text else ''


def path(unit):
    above = UNITS[unit][0]
    return [*(path(above) if above else []), unit]


def level(unit, i):
    return (path(unit) + [''] * 3)[i]


def table(rows, divider=';', encoding='utf-8', end_of_line='\r\n', quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=divider, lineterminator=end_of_line, quoting=quoting).writerows(rows)
    return out.getvalue().encode(encoding)


def compare(org, days=True, units=True, titles=True):
    """What differs from the chart."""
    wrong = []
    names = {whole(p[0]): p for p in PEOPLE if p[0] not in GONE}
    if {p['name'] for p in org.people.values()} != set(names):
        return [f'people differ: {sorted({p["name"] for p in org.people.values()} ^ set(names))}']
    ids = {p['name']: p['id'] for p in org.people.values()}
    if units:
        found = {u['name']: (org.units[u['parent']]['name'] if u['parent'] else None) for u in org.units.values()}
        if found != {u: above for u, (above, _) in UNITS.items()}:
            wrong.append(f'units are {found}')
        for u in org.units.values():
            if u['name'] in HEADS and u.get('leader') != ids[whole(HEADS[u['name']])]:
                wrong.append(f'{u["name"]} is led by {u.get("leader")}')
    for name, p in names.items():
        found = org.people[ids[name]]
        if units and org.units[found['unit']]['name'] != p[4]:
            wrong.append(f'{name} is in {found["unit"]}')
        leader = org.leader(ids[name])
        if leader != (ids[whole(p[5])] if p[5] else None):
            wrong.append(f'{name} is led by {leader}')
        if titles and found.get('title') != p[3]:
            wrong.append(f'{name} is {found.get("title")}')
        if days and (found.get('to') != p[8] or found.get('away') != (p[9] and {'from': p[9][0], 'to': p[9][1]})):
            wrong.append(f'{name}: to {found.get("to")}, away {found.get("away")}')
        if days and p[7] > '2026-11-12' and found.get('from') != p[7]:
            wrong.append(f'{name} begins on {found.get("from")}')
    return wrong


def shape(name, files, order=None, arguments=(), silent=(), **what):
    done = run([*(order or files), *AS_OF, *arguments], files)
    wrong = compare(done.org, **what) if done.org else ['no org.yaml', done.all[-900:]]
    shown = [text for text in silent if text in done.all or (done.org and text in done.org.text)]
    check(name, done.status and f'status {done.status}', *wrong, shown and f'shows {shown}')
    return done


# ---- CSV

def norwegian(leader=lambda n: str(n) if n else '', form='%d.%m.%Y'):
    yield ['Ansattnr', 'Navn', 'Stillingstittel', 'Avdeling', 'Overordnet avdeling', 'Nærmeste leder', 'Stillingsprosent', 'Startdato',
           'Sluttdato', 'Permisjon fra', 'Permisjon til']
    for n, _, _, title, unit, boss, percent, start, stop, leave in PEOPLE:
        yield [n, last_first(n), title, unit, UNITS[unit][0] or '', leader(boss), percent, day(start, form), day(stop, form),
               *[day(x, form) for x in leave or (None, None)]]


for encoding in ('utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'cp1252', 'iso-8859-1', 'mac_roman'):
    shape(f'encoding {encoding}', {'p.csv': table(norwegian(), encoding=encoding)})
twice = table(norwegian()).decode('cp1252', 'replace')
shape('letters encoded twice', {'p.csv': '\n'.join(';'.join(map(str, r)) for r in norwegian()).encode().decode('latin-1').encode()})
for divider in ';,\t|':
    for eol in ('\n', '\r\n', '\r'):
        shape(f'divider {divider!r}, line end {eol!r}', {'p.csv': table(norwegian(), divider, end_of_line=eol)})
shape('sep= above', {'p.csv': b'sep=|\r\n' + table(norwegian(), '|')})
shape('every cell quoted', {'p.csv': table(norwegian(), quoting=csv.QUOTE_ALL)})
LEADERS = {
    'number': lambda n: str(n) if n else '',
    'name': lambda n: whole(n) if n else '',
    'last name first': last_first,
    'name and number': lambda n: f'{last_first(n)} ({n})' if n else '',
    'number and name': lambda n: f'{n} {whole(n)}' if n else '',
    'number - name': lambda n: f'{n} - {whole(n)}' if n else '',
    'capitals': lambda n: last_first(n).upper(),
    'no-break space': lambda n: whole(n).replace(' ', '\u00a0 '),
    'login with zeros': lambda n: f'000{n}' if n else '',
    'who is at the top leads themselves': lambda n: str(n or 100101),
}
for kind, leader in LEADERS.items():
    shape(f'leader as {kind}', {'p.csv': table(norwegian(leader))})
for form in ('%d.%m.%Y', '%d.%m.%y', '%Y-%m-%d', '%d/%m/%Y', '%m/%d/%Y', '%d-%b-%Y', '%Y%m%d', '%d.%m.%Y 00:00:00', '%Y-%m-%dT00:00:00Z', '%b %d, %Y'):
    shape(f'days as {form}', {'p.csv': table(norwegian(form=form))})


def workday():
    yield ['Headcount Report - Active Workers']
    yield ['Effective Date', '11/12/2026']
    yield []
    yield ['Employee ID', 'Worker', 'Business Title', 'Supervisory Organization', 'Superior Organization', 'Manager', 'FTE', 'Hire Date',
           'End Employment Date', 'Worker Type', 'Location', 'Primary Work Email', 'Leave Start', 'Leave End']
    for n, _, _, title, unit, boss, percent, start, stop, leave in PEOPLE:
        above = UNITS[unit][0]
        yield [n, whole(n) + (' (On Leave)' if leave else ''), title, f'{unit} ({whole(HEADS[unit])})',
               f'{above} ({whole(HEADS[above])})' if above else '', whole(boss), percent / 100, day(start, '%m/%d/%Y'), day(stop, '%m/%d/%Y'),
               'Employee', 'Town hall', email(n), *[day(x, '%m/%d/%Y') for x in leave or (None, None)]]
    yield ['C-7', 'Ann Contractor', 'Consultant', 'Oppvekst (Trine Sæther)', 'Åsvær kommune (Kåre Bjørnstad)', whole(100103), 1, '01/02/2024', '',
           'Contingent Worker', 'Town hall', 'ann@other.example', '', '']
    yield ['Total', 14]


shape('Workday', {'w.csv': table(workday(), ',')})


def sap():
    yield ['Personalliste', '', '', '', 'Dato 12.11.2026']
    yield []
    yield ['Pers.nr.', 'Etternavn', 'Fornavn', 'Org.enhet', 'Organisasjonsenhet', 'Stilling', 'Stillingsbetegnelse', 'Pers.nr. leder', 'Navn på leder',
           'Ans.prosent', 'Gyldig fra', 'Gyldig til', 'Fødselsnr.', 'Ansettelsesstatus']
    for n, first, last, title, unit, boss, percent, start, stop, _ in PEOPLE:
        yield [f'{n:08d}', last.upper(), first, UNITS[unit][1].zfill(8), unit, 50000000 + n, title, f'{boss:08d}' if boss else '00000000', last_first(boss),
               f'{percent},00', day(start), day(stop) or '31.12.9999', f'0101{n % 100:02d}{20000 + n % 1000}', 'Aktiv']


def sap_units():
    yield ['Objekt-ID', 'Betegnelse', 'Overordnet', 'Leder (pers.nr.)']
    for unit, (above, code) in UNITS.items():
        yield [code.zfill(8), unit, UNITS[above][1].zfill(8) if above else '', f'{HEADS[unit]:08d}']


def orgsti(divider=' > ', turned=False):
    yield ['Ansattnummer', 'Fornavn', 'Etternavn', 'Tittel', 'Organisasjonssti', 'Leder', 'Permisjon', 'Sluttdato', 'Startdato']
    for n, first, last, title, unit, boss, _, start, stop, leave in PEOPLE:
        steps = path(unit)[::-1] if turned else path(unit)
        yield [n, first, last, title, divider.join(steps), boss or '', ' - '.join(day(x) for x in leave) if leave else '', day(stop), day(start)]


for divider in (' > ', '>', ' / ', '\\', ' | ', ' » '):
    shape(f'path with {divider!r}', {'p.csv': table(orgsti(divider))})
shape('path from the bottom', {'p.csv': table(orgsti(' / ', True))})
shape('SAP with units of its own', {'p.csv': table(sap(), encoding='iso-8859-1'), 'u.csv': table(sap_units(), encoding='iso-8859-1')},
      silent=[f'0101{n % 100:02d}{20000 + n % 1000}' for n in BY_NUMBER], days=False)


def levels(names=('Tjenesteområde', 'Virksomhet', 'Avdeling'), codes=False):
    yield ['Ansattnr', 'Navn', 'Stilling', *[x for name in names for x in ([f'{name}kode', name] if codes else [name])], 'Leder', 'Sluttdato', 'Startdato',
           'Permisjon f.o.m.', 'Permisjon t.o.m.']
    for n, _, _, title, unit, boss, _, start, stop, leave in PEOPLE:
        steps = [level(unit, i) for i in range(3)]
        yield [n, whole(n), title, *[x for s in steps for x in ([UNITS[s][1] if s else '', s] if codes else [s])], boss or '', day(stop), day(start),
               *[day(x) for x in leave or (None, None)]]


shape('three levels', {'p.csv': table(levels())})
shape('three levels with codes', {'p.csv': table(levels(codes=True))})
shape('levels by number', {'p.csv': table(levels(('Nivå 1', 'Nivå 2', 'Nivå 3')))})


def levels_repeated():
    for i, row in enumerate(levels()):
        steps = row[3:6]
        yield row if not i else [*row[:3], *[steps[k] or steps[k - 1] or steps[0] for k in range(3)], *row[6:]]


shape('levels that repeat the one above', {'p.csv': table(levels_repeated())})


def swedish():
    yield ['Anställningsnummer', 'Förnamn', 'Efternamn', 'Befattning', 'Enhet', 'Överordnad enhet', 'Närmaste chef', 'E-post', 'Sysselsättningsgrad',
           'Anställd fr.o.m.', 'Anställd t.o.m.', 'Tjänstledig fr.o.m.', 'Tjänstledig t.o.m.', 'Personnummer']
    for n, first, last, title, unit, boss, percent, start, stop, leave in PEOPLE:
        yield [n, first, last, title, unit, UNITS[unit][0] or '', whole(boss), email(n), percent, start, stop or 'tills vidare', *(leave or ('', '')),
               f'19800101-{1000 + n % 1000}']


def danish():
    yield ['Medarbejdernr.', 'Fornavn', 'Efternavn', 'Stillingsbetegnelse', 'Afdeling', 'Overordnet afdeling', 'Nærmeste leder', 'Leders medarbejdernr.',
           'Beskæftigelsesgrad', 'Ansat fra', 'Fratrædelsesdato', 'Orlov fra', 'Orlov til', 'CPR-nr.']
    for n, first, last, title, unit, boss, percent, start, stop, leave in PEOPLE:
        yield [n, first, last, title, unit, UNITS[unit][0] or '', whole(boss), boss or '', percent, day(start, '%d-%m-%Y'), day(stop, '%d-%m-%Y'),
               *[day(x, '%d-%m-%Y') for x in leave or (None, None)], f'010180-{1000 + n % 1000}']


def nynorsk():
    yield ['Tilsettnr', 'Fornamn', 'Etternamn', 'Stilling', 'Eining', 'Overordna eining', 'Næraste leiar', 'Tilsett frå', 'Tilsett til', 'Permisjon frå',
           'Permisjon til']
    for n, first, last, title, unit, boss, _, start, stop, leave in PEOPLE:
        yield [n, first, last, title, unit, UNITS[unit][0] or '', last_first(boss), day(start), day(stop), *[day(x) for x in leave or (None, None)]]


shape('Swedish', {'p.csv': table(swedish())}, silent=['19800101', '800101-1'])
shape('Danish', {'p.csv': table(danish())}, silent=['010180'])
shape('Nynorsk', {'p.csv': table(nynorsk())})


def entra():
    yield ['displayName', 'userPrincipalName', 'jobTitle', 'department', 'companyName', 'manager']
    for n, _, _, title, unit, boss, *_ in PEOPLE:
        if n not in GONE:
            yield [whole(n), email(n), title, unit, 'Åsvær kommune', email(boss).upper()]


shape('departments and managers only', {'p.csv': table(entra(), ',')}, days=False)


def leaders_only():
    yield ['Employee Number', 'Name', 'Job Title', 'Manager']
    for n, _, _, title, _, boss, *_ in PEOPLE:
        if n not in GONE:
            yield [n, whole(n), title, boss or '']


done = shape('leaders without units', {'p.csv': table(leaders_only(), ',')}, units=False, days=False)
check('leaders without units: each who leads has a unit', len(done.org.units) != 6 and f'{len(done.org.units)} units')


def flags():
    yield ['Ansattnr', 'Navn', 'Tittel', 'Enhet', 'Overordnet enhet', 'Leder (J/N)', 'Ansatt til', 'Ansatt fra', 'Permisjon fra', 'Permisjon til']
    for n, _, _, title, unit, _, _, start, stop, leave in PEOPLE:
        yield [n, whole(n), title, unit, UNITS[unit][0] or '', 'J' if n in HEADS.values() else 'N', day(stop), day(start), *[day(x) for x in leave or (None, None)]]


shape('leaders by a mark', {'p.csv': table(flags())})


def twice_named():
    yield ['Ansattnr', 'Navn', 'Stilling', 'Enhet', 'Navn', 'Leder', 'Navn', 'Til', 'Fra']
    for n, _, _, title, unit, boss, _, start, stop, _ in PEOPLE:
        yield [n, whole(n), title, UNITS[unit][1], unit, boss or '', whole(boss), day(stop), day(start)]


shape('headings that stand twice', {'p.csv': table(twice_named()), 'u.csv': table(sap_units())}, order=['u.csv', 'p.csv'], days=False)
shape('a column that only --map explains', {'p.csv': table(norwegian()).replace('Avdeling;'.encode(), 'Hvor;'.encode(), 1)}, arguments=['--map', 'Hvor=unit'])

# ---- Workbooks


def workbook(fill, date1904=False):
    book = openpyxl.Workbook()
    if date1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(x):
    return datetime.date.fromisoformat(x) if x else None


def plain(book, days=cell, number=int):
    sheet = book.active
    sheet.title = 'Ansatte'
    sheet.append(['Ansattnr', 'Navn', 'Stilling', 'Enhet', 'Overordnet enhet', 'Leder', 'Fra', 'Til', 'Permisjon fra', 'Permisjon til'])
    for n, _, _, title, unit, boss, _, start, stop, leave in PEOPLE:
        sheet.append([number(n), last_first(n), title, unit, UNITS[unit][0], boss and number(boss), days(start), days(stop), *[days(x) for x in leave or (None, None)]])


def serial(x):
    return (datetime.date.fromisoformat(x) - datetime.date(1899, 12, 30)).days if x else None


shape('workbook', {'p.xlsx': workbook(plain)})
shape('workbook with days from 1904', {'p.xlsx': workbook(plain, True)})
shape('workbook with numbers as text', {'p.xlsx': workbook(lambda b: plain(b, number=str))})
shape('workbook with days as bare numbers', {'p.xlsx': workbook(lambda b: plain(b, days=serial))})


def grouped(book):
    sheet = book.active
    sheet.append(['Ansatte i Åsvær kommune'])
    sheet.append(['Ansatt', None, None, 'Enhet', None, 'Leder', None, 'Ansettelse', None, 'Permisjon', None])
    for cells in ('A1:K1', 'A2:C2', 'D2:E2', 'F2:G2', 'H2:I2', 'J2:K2'):
        sheet.merge_cells(cells)
    sheet.append(['Nr', 'Navn', 'Tittel', 'Navn', 'Overordnet', 'Nr', 'Navn', 'Fra', 'Til', 'Fra', 'Til'])
    for n, _, _, title, unit, boss, _, start, stop, leave in PEOPLE:
        sheet.append([n, whole(n), title, unit, UNITS[unit][0], boss, whole(boss), cell(start), cell(stop), *[cell(x) for x in leave or (None, None)]])


def merged_down(book):
    """A unit's name stands once, in a cell that reaches down over all who work there."""
    sheet = book.active
    sheet.append(['Enhet', 'Overordnet enhet', 'Ansattnr', 'Navn', 'Tittel', 'Leder'])
    row = 2
    for unit, (above, _) in UNITS.items():
        people = [p for p in PEOPLE if p[4] == unit and p[0] not in GONE]
        for n, _, _, title, _, boss, *_ in people:
            sheet.append([unit, above, n, whole(n), title, boss])
        for column in 'AB':
            if len(people) > 1:
                sheet.merge_cells(f'{column}{row}:{column}{row + len(people) - 1}')
        row += len(people)


def sheets(book):
    book.active.title = 'Les meg'
    book.active.append(['Listen er fra lønnssystemet'])
    units = book.create_sheet('Enheter')
    for r in sap_units():
        units.append(r)
    people = book.create_sheet('Ansatte')
    people.append(['Ansattnr', 'Navn', 'Tittel', 'Enhetskode', 'Enhet'])
    for n, _, _, title, unit, *_ in PEOPLE:
        if n not in GONE:
            people.append([n, whole(n), title, UNITS[unit][1].zfill(8), unit])
    left = book.create_sheet('Sluttet')
    left.append(['Ansattnr', 'Navn', 'Tittel', 'Enhetskode', 'Enhet'])
    left.append([100113, whole(100113), 'Sykepleier', '00000310', 'Hjemmetjenesten'])
    hidden = book.create_sheet('Kopi')
    hidden.sheet_state = 'hidden'
    hidden.append(['Ansattnr', 'Navn', 'Tittel', 'Enhetskode', 'Enhet'])
    hidden.append([9, 'Gammel Kopi', 'Rådgiver', '00000310', 'Hjemmetjenesten'])


def hidden_rows(book):
    plain(book)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions['A'].hidden = True


shape('workbook with headings in groups', {'p.xlsx': workbook(grouped)})
shape('workbook with cells merged downwards', {'p.xlsx': workbook(merged_down)}, days=False)
shape('workbook with several sheets', {'p.xlsx': workbook(sheets)}, days=False)
done = shape('workbook with hidden rows and columns', {'p.xlsx': workbook(hidden_rows)})
check('a hidden row is named', 'hidden' not in done.err and done.err)
end()
