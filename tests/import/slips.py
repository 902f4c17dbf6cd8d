#!/usr/bin/python3
"""What is wrong in an export is named with its line and the names of those whom it is about: with an error nothing is written,
with a warning the chart is as the warning says."""
import re

import importing
from importing import check, end, run

importing.group = 'slips'
HEAD = 'Ansattnr;Navn;Stilling;Enhet;Overordnet enhet;Leder;Leders navn;E-post;Stillingsprosent;Fra;Til;Permisjon fra;Permisjon til\n'
ROWS = [
    '1001;Kari Ås;Direktør;Byen;;;;kari@x.example;100;;;;',
    '1002;Trine Sæther;Sjef;Oppvekst;Byen;1001;Kari Ås;trine@x.example;100;;;;',
    '1003;Siv Hauge;Rektor;Nesset skole;Oppvekst;1002;Trine Sæther;siv@x.example;100;;;;',
    '1004;Per Øye;Lærer;Nesset skole;Oppvekst;1003;Siv Hauge;per@x.example;60;;;;',
    '1005;Gunn Lie;Lærer;Nesset skole;Oppvekst;1003;Siv Hauge;gunn@x.example;100;;;;',
    '1006;Jan Næss;Sjef;Helse;Byen;1001;Kari Ås;jan@x.example;100;;;;',
    '1007;Liv Moe;Sykepleier;Helse;Byen;1006;Jan Næss;liv@x.example;100;;;;',
]


def slip(name, change, line, says, error, look=None, more=(), arguments=()):
    """change: line number → what replaces text in it, (old, new), or a whole new line; more: lines behind the others."""
    lines = list(ROWS)
    for n, (old, new) in change.items():
        assert old in lines[n - 2], (old, lines[n - 2])
        lines[n - 2] = lines[n - 2].replace(old, new, 1)
    text = HEAD + '\n'.join([*lines, *more]) + '\n'
    done = run(['p.csv', '--as-of', '2026-11-12', *arguments], {'p.csv': text})
    wanted = 'error' if error else 'warning'
    found = [m for m in re.findall(r'^p\.csv:(\d+): (error|warning): (.*)$', done.err, re.M) if int(m[0]) == line and m[1] == wanted]
    notes = [m for m in re.findall(r'^  p\.csv:(\d+): (.*)$', done.out, re.M) if int(m[0]) == line]
    said = ' '.join(m[2] for m in found) + ' '.join(m[1] for m in notes)
    check(name, *[f'does not say {w!r} on line {line}: {done.err[-600:]}' for w in says if w not in said],
          bool(done.org) == error and f'org.yaml is there or not: {done.err[-600:]}', (done.status == 1) != error and f'status {done.status}',
          done.org and look and (lambda wrong: wrong and str(wrong))(look(done.org)))


def gone(name):
    return lambda org: [p for p in org.people.values() if p['name'] == name]


def led(person, by):
    def look(org):
        leader = org.leader(org.person_named(person)['id'])
        if isinstance(leader, dict):
            leader = leader['name']
        elif leader:
            leader = org.people[leader]['name']
        return leader != by and f'{person} is led by {leader}'
    return look


# ---- Errors

slip('leaders in a circle', {3: (';1001;Kari Ås', ';1003;Siv Hauge')}, 3, ['circle', 'Trine Sæther (line 3)', 'Siv Hauge (line 4)'], True)
slip('one number for two', {6: ('1005;', '1004;')}, 6, ['Per Øye', 'Gunn Lie', '1004'], True)
slip('a number without a name', {6: (';Gunn Lie;', ';;')}, 6, ['1005', 'no name'], True)
slip('an address without a name', {6: ('1005;Gunn Lie;', ';;')}, 6, ['gunn@x.example', 'no name'], True)
slip('a unit under two others', {6: ('Nesset skole;Oppvekst', 'Nesset skole;Helse')}, 6, ['Nesset skole', 'Helse', 'Oppvekst', 'line 4'], True)
slip('units under each other', {3: ('Oppvekst;Byen', 'Oppvekst;Nesset skole')}, 3, ['under each other', 'Nesset skole', 'Oppvekst'], True)
slip('a leader of a name that several have', {5: (';1003;Siv Hauge', ';;Ola Dal'), 6: (';1003;Siv Hauge', ';;Ola Dal')}, 5, ['Per Øye', 'Ola Dal', '2 people'], True,
     more=['1008;Ola Dal;Vikar;Helse;Byen;1006;;;100;;;;', '1009;Ola Dal;Vikar;Helse;Byen;1006;;;100;;;;'])

slip('a divider in a text', {6: (';Lærer;', ';Lærer; norsk;')}, 6, ['14 cells', '13'], True)
slip('a line that is cut', {6: (';100;;;;', ';100')}, 6, ['9 cells', '13'], True)

# ---- Warnings

slip('a leader who is nobody', {8: (';1006;Jan Næss', ';1066;')}, 8, ['1066', 'Liv Moe', 'nobody'], False)
slip('a leader with a wrong number and the right name', {8: (';1006;Jan Næss', ';1066;Jan Næss')}, 8, ['1066', '1006', 'Jan Næss'], False, led('Liv Moe', 'Jan Næss'))
slip('a leader with the number of another', {8: (';1006;Jan Næss', ';1003;Jan Næss')}, 8, ['Liv Moe', '1003', 'Siv Hauge', 'Jan Næss'], False, led('Liv Moe', 'Siv Hauge'))
slip('a leader of elsewhere', {8: (';1006;Jan Næss', ';7700;Ingeborg Holm')}, 1, [], False, led('Liv Moe', 'Ingeborg Holm'))
slip('a leader who has left', {4: (';100;;;;', ';100;;01.06.2026;;')}, 5, ['Siv Hauge', 'Per Øye', 'has left'], False)
slip('a vacant leader', {8: (';1006;Jan Næss', ';;Vakant')}, 1, [], False)
slip('no leader given', {6: (';1003;Siv Hauge', ';;')}, 6, ['Gunn Lie', 'Siv Hauge'], False, led('Gunn Lie', 'Siv Hauge'))
slip('their own leader', {6: (';1003;Siv Hauge', ';1005;Gunn Lie')}, 6, ['Gunn Lie stands as their own leader', 'Siv Hauge'], False, led('Gunn Lie', 'Siv Hauge'))
slip('their own leader, who leads a unit', {4: (';1002;Trine Sæther', ';1003;Siv Hauge')}, 4, ['Siv Hauge stands as their own leader', 'Kari Ås'], False,
     led('Siv Hauge', 'Kari Ås'))
slip('the leader of a unit without a leader', {4: (';1002;Trine Sæther', ';;')}, 4, ['no leader is given for Siv Hauge', 'Kari Ås'], False, led('Siv Hauge', 'Kari Ås'))
done = run(['p.csv'], {'p.csv': HEAD + '\n'.join(ROWS).replace('Byen;;;;', 'Byen;;1001;Kari Ås;') + '\n'})
check('their own leader, at the top', 'own leader' in done.err and done.err, not done.org and done.err)
slip('no number', {6: ('1005;', ';')}, 6, ['Gunn Lie has no employee number'], False)
slip('a national identity number among numbers', {6: ('1005;', '15108695088;')}, 6, ['the only number of Gunn Lie is a national identity number'], False, lambda o: 'gunn' not in o.people)
slip('no number, but one in another row', {6: ('1005;', ';')}, 1, [], False, lambda o: '1005' not in o.people, more=[ROWS[4].replace('Nesset skole;Oppvekst', 'Helse;Byen')])
slip('a note where the numbers are', {}, 1, [], False, more=['* tall fra lønn, oktober;;;;;;;;;;;;', 'Oppdatert 12.11.2026;;;;;;;;;;;;'])
slip('the same row twice', {}, 9, ['Liv Moe', 'line 8'], False, more=[ROWS[6]])
slip('one person under two numbers', {}, 9, ['Liv Moe', '1007', '2007'], False, more=[ROWS[6].replace('1007', '2007')])
slip('one address of two', {6: ('gunn@', 'per@')}, 6, ['Gunn Lie', 'Per Øye', 'line 5'], False, lambda o: [p for p in o.people.values() if p.get('email') == 'per@x.example'])
slip('namesakes', {6: (';Gunn Lie;', ';Per Øye;')}, 5, ['Per Øye', '2 people', '6'], False, lambda o: len(o.people) != 7)
slip('another name under the same number', {}, 9, ['Liv Moe', 'Liv Anne Moe', '1007'], False, more=[ROWS[6].replace('Liv Moe', 'Liv Anne Moe').replace('Helse;Byen', 'Oppvekst;Byen')])
slip('no address', {6: ('gunn@x.example', 'gunn.x.example')}, 6, ['gunn.x.example', 'Gunn Lie'], False, lambda o: 'email' in o.person_named('Gunn Lie'))
slip('a day that is none', {6: (';100;;;;', ';100;;31.02.2027;;')}, 6, ['31.02.2027', 'Gunn Lie', 'Til'], False, lambda o: 'to' in o.person_named('Gunn Lie'))
slip('an end before the beginning', {6: (';100;;;;', ';100;01.08.2027;01.02.2027;;')}, 6, ['Gunn Lie'], False)
slip('a unit spelt nearly as another', {6: ('Nesset skole', 'Neset skole')}, 6, ['Neset skole', 'Nesset skole'], False)
slip('in no unit', {6: ('Nesset skole;Oppvekst', ';')}, 6, ['Gunn Lie', 'no unit', 'Nesset skole'], False)
slip('a unit of one name under two', {}, 10, ['Skole', 'Oppvekst', 'Helse'], False, lambda o: len([u for u in o.units.values() if u['name'] == 'Skole']) != 2,
     more=['1008;Ola Dal;Rektor;Skole;Oppvekst;1002;;;100;;;;', '1009;Ole Dahl;Rektor;Skole;Helse;1006;;;100;;;;'][::-1])
slip('has left', {6: (';100;;;;', ';100;;01.10.2026;;')}, 6, ['Gunn Lie', '2026-10-01'], False, gone('Gunn Lie'))
slip('a vacant position', {}, 9, ['vacant'], False, more=['1008;Vakant;Lærer;Nesset skole;Oppvekst;1003;;;100;;;;'])
slip('a position without a name', {}, 9, ['position'], False, more=[';;Lærer;Nesset skole;Oppvekst;1003;;;100;;;;'])
slip('the last day is today', {6: (';100;;;;', ';100;;12.11.2026;;')}, 1, [], False, lambda o: o.person_named('Gunn Lie').get('to') != '2026-11-12')
slip('leave that ends before it begins', {6: (';100;;;;', ';100;;;01.02.2027;01.01.2027')}, 6, ['leave', 'Gunn Lie'], False, lambda o: 'away' in o.person_named('Gunn Lie'))
slip('leave that is over', {6: (';100;;;;', ';100;;;01.01.2026;01.02.2026')}, 1, [], False, lambda o: 'away' in o.person_named('Gunn Lie'))

slip('a leader with a letter in the number', {8: (';1006;Jan Næss', ';1OO6;')}, 8, ['1oo6', 'Liv Moe', 'nobody'], False)
for name in ('Sumaira Khan', 'Totland Per', 'Antalya Ek', 'Pagel Ola', 'Romberg Siv', 'Ledigen Ann'):
    done = run(['p.csv'], {'p.csv': f'Navn;Stilling;Enhet;Leder\nKari Ås;Sjef;Byen;\n{name};Lærer;Byen;Kari Ås\n'})
    check(f'{name} is a person', not done.org and done.all, done.org and len(done.org.people) != 2 and done.all)
for head, cells in (('Navn', 'TU, LY'), ('Fornavn;Etternavn', 'LY;TU'), ('Navn', 'LY TU')):
    done = run(['p.csv'], {'p.csv': f'Ansattnr;{head};Stilling;Enhet\n1;{cells};Sjef;Byen\n'})
    check(f'short names in capitals: {cells}', not done.org and done.all, done.org and done.org.people['1']['name'] != 'Ly Tu' and done.org.text)
done = run(['p.csv'], {'p.csv': 'Ansattnr;Navn;Medarbeidergruppe;Enhet\n1;Kari Ås;Fast;Byen\n2;Per Bø;Eksternt finansiert;Byen\n3;Siv Li;Ekstern;Byen\n'})
check('paid from elsewhere is no guest', not done.org and done.all, done.org and len(done.org.people) != 2 and done.all)
done = run(['p.csv'], {'p.csv': 'Ansattnr;Navn;Enhet\n="00017";Kari Ås;Byen\n="00018";Per Bø;Byen\n'})
check('numbers as spreadsheets protect them', not done.org and done.all, done.org and set(done.org.people) != {'17', '18'} and done.org.text)

# ---- What is taken for one person, and what for two

two = 'Navn;Stilling;Enhet;Overordnet enhet;Leder;Stillingsprosent\nKari Ås;Sjef;Byen;;;100\nPer Bø;Lærer;Byen;;Kari Ås;60\nPer Bø;Lærer;Byen;;Kari Ås;{}\n'
for percent, people in ((30, 2), (100, 3)):
    done = run(['p.csv'], {'p.csv': two.format(percent)})
    check(f'without numbers: two rows of {60 + percent} % are {people - 1}', not done.org and done.err, done.org and len(done.org.people) != people and done.org.text,
          'Per Bø' not in done.err and done.err)

# ---- National identity numbers

FNR = ['15108695088', '151086 95088', '55108695088', '15908695088']
for number in FNR:
    plain = number.replace(' ', '')
    text = f'Personnr;Navn;Enhet;Leder;Merknad\n{number};Kari Ås;Byen;;sjef {number}\n01027512345;Per Bø {number};Byen;{number};\n'
    done = run(['p.csv'], {'p.csv': text})
    shown = done.all + (done.org.text if done.org else '')
    check(f'the only number is a national identity number: {number}', 'national identity number' not in done.err and done.err,
          [x for x in (plain, number, '01027512345', plain[:6]) if x in shown] and shown, not done.org and 'no org.yaml')
text = 'Fnr;Ansattnr;Navn;Enhet;Leder\n5108695088;1;Kari Ås;Byen;\n4108695081;2;Per Bø;Byen;1\n'  # without the zero in front
done = run(['p.csv'], {'p.csv': text})
check('national identity numbers without their zero', [x for x in ('5108695088', '4108695081') if x in done.all + done.org.text])
text = 'Nøkkel;Ansattnr;Navn;Enhet;Leder\n5108695088;1;Kari Ås;Byen;\n4108695081;2;Per Bø;Byen;1\n'
done = run(['p.csv'], {'p.csv': text})
check('a column of them under another heading', 'national identity number' not in done.out and done.out)
end()
