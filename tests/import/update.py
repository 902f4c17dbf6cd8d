#!/usr/bin/python3
"""samtale import --update: a newer export merged into an org.yaml that people have worked in. What they wrote stays, byte for byte;
what the export has changed since the last one is changed, and told; nobody stands twice."""
import difflib
import json

import importing
from importing import check, end, run

importing.group = 'update'
AS_OF = ['--as-of', '2026-11-12']
HEAD = 'Ansattnr;Navn;Stilling;Enhet;Overordnet enhet;Leder;E-post;Sluttdato;Permisjon fra;Permisjon til\n'
PEOPLE = {
    1001: 'Kari Ås;Direktør;Byen;;;kari@x.example;;;',
    1002: 'Trine Sæther;Sjef;Oppvekst;Byen;1001;trine@x.example;;;',
    1003: 'Siv Hauge;Rektor;Nesset skole;Oppvekst;1002;siv@x.example;;;',
    1004: 'Per Øye;Lærer;Nesset skole;Oppvekst;1003;per@x.example;;;',
    1005: 'Gunn Lie;Lærer;Nesset skole;Oppvekst;1003;gunn@x.example;;;',
    1006: 'Jan Næss;Sjef;Helse;Byen;1001;jan@x.example;;;',
    1007: 'Liv Moe;Sykepleier;Helse;Byen;1006;liv@x.example;;;',
    1008: 'Arne Vik;Sykepleier;Helse;Byen;1006;arne@x.example;;;',
    1009: 'Ida Dahl;Vaktmester;Drift;Byen;Vakant;ida@x.example;;;',
    1010: 'Nils Lund;Vaktmester;Drift;Byen;Vakant;nils@x.example;;;',
}


def export(changes=None, people=PEOPLE):
    rows = {**people, **(changes or {})}
    return HEAD + ''.join(f'{"" if str(n).startswith("x") else n};{row}\n' for n, row in rows.items() if row)


def begin(people=PEOPLE):
    done = run(['p.csv', *AS_OF], {'p.csv': export(people=people)})
    assert done.org, done.all
    return done


def by_hand(folder, *replacements):
    path = folder / 'org.yaml'
    text = path.read_text()
    for old, new in replacements:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    path.write_text(text)
    return text


def update(folder, changes=None, people=PEOPLE, arguments=()):
    return run(['p.csv', *AS_OF, '--update', *arguments], {'p.csv': export(changes, people)}, folder)


def changed_lines(before, after):
    return [x for x in difflib.ndiff(before.splitlines(), after.splitlines()) if x[0] in '+-']


# ---- The same export again

first = begin()
before = (first.folder / 'org.yaml').read_bytes()
again = update(first.folder)
check('the same export changes nothing', (first.folder / 'org.yaml').read_bytes() != before and 'org.yaml changed', again.status and again.err,
      'Nothing changes' not in again.out and again.out)

# ---- What people have written stays

HAND = [
    ('# The org chart', '# Spør Trine før noe endres her.\n# The org chart'),
    ('name: Per Øye, title: Lærer,', 'name: Per Øye, title: Lærer i norsk, language: nn,'),  # a title that the export does not change
    ('      name: Drift\n', '      name: Drift   # leder kommer i januar\n      leader: "1006"\n'),
    ('name: Gunn Lie, title: Lærer,', 'name: Gunn Lie, title: Lærer, conversation: { at: 2027-01-20T09:00, place: Møterom 2 },'),
    ('{ id: "1007"', '{ id: ann.frivillig, name: Ann Frivillig }   # ikke i lønnssystemet\n        - { id: "1007"'),
]
hand = by_hand(first.folder, *HAND)
again = update(first.folder)
check('what was written by hand stays', (first.folder / 'org.yaml').read_text() != hand and changed_lines(hand, again.org.text))

# ---- News

NEWS = {
    1011: 'Ole Ny;Lærer;Nesset skole;Oppvekst;1003;ole@x.example;;;',
    1005: 'Gunn Lie Dahl;Lærer;Nesset skole;Oppvekst;1003;gunn@x.example;;;',   # another name
    1008: None,                                                                # left
    1007: 'Liv Moe;Spesialsykepleier;Helse;Byen;1006;liv@x.example;;2027-01-01;2027-06-30',
    1010: 'Nils Lund;Vaktmester;Helse;Byen;1006;nils@x.example;;;',             # moves
    1004: 'Per Øye;Lærer;Nesset skole;Oppvekst;1002;per@x.example;;;',          # another leader
    1012: 'Tor Ek;Leder;Kultur;Byen;1001;tor@x.example;;;',                     # a new unit
    1013: 'Una Fos;Bibliotekar;Kultur;Byen;1012;una@x.example;;;',
}
dry = update(first.folder, NEWS, arguments=['--dry-run'])
check('--dry-run writes nothing', (first.folder / 'org.yaml').read_text() != hand and 'org.yaml changed', 'would be updated' not in dry.out and dry.out)
last = (first.folder / 'import.last.yaml').read_bytes()
check('--dry-run does not remember the export', b'Ole Ny' in last)
news = update(first.folder, NEWS)
for kind, words in (('joins', ['Ole Ny', 'Lærer', 'Nesset skole']), ('joins', ['Tor Ek', 'Kultur']), ('leaves', ['Arne Vik', 'Helse']), ('moves', ['Nils Lund', 'Helse', 'Drift']),
                    ('leader', ['Per Øye', 'Trine Sæther', 'Siv Hauge']), ('name', ['Gunn Lie Dahl', 'Gunn Lie']), ('position', ['Liv Moe', 'Spesialsykepleier', 'Sykepleier']),
                    ('leave', ['Liv Moe', '2027-01-01']), ('unit', ['Kultur', 'new'])):
    lines = [x for x in news.out.splitlines() if x.startswith(f'  {kind} ')]
    check(f'told: {kind} {words[0]}', not any(all(w in x for w in words) for x in lines) and news.out[-1500:])
    check(f'told by --dry-run: {kind} {words[0]}', not any(all(w in x for w in words) for x in dry.out.splitlines() if x.startswith(f'  {kind} ')))
org = news.org
check('the chart after it', news.status and news.err,
      org.person_named('Nils Lund')['unit'] != 'helse' and 'Nils has not moved', 'leave' in org.text,
      org.person_named('Gunn Lie Dahl').get('conversation') != {'at': '2027-01-20T09:00', 'place': 'Møterom 2'} and 'the conversation is lost',
      org.person_named('Per Øye').get('language') != 'nn' and 'the language is lost', org.person_named('Per Øye').get('leader') != '1002' and 'leader',
      org.person_named('Per Øye').get('title') != 'Lærer i norsk' and 'the title by hand is lost',
      org.units['drift'].get('leader') != '1006' and 'the leader by hand is lost', 'ann.frivillig' not in org.people and 'who was added by hand is lost',
      'Arne Vik' in org.text and 'Arne is still there', org.unit_named('Kultur').get('leader') != '1012' and 'Kultur has no leader',
      org.leader('1013') != '1012' and 'Una has no leader', len(org.people) != 13 and f'{len(org.people)} people')
check('comments stay', *[f'lost: {x}' for x in ('# Spør Trine', '# leder kommer i januar', '# ikke i lønnssystemet') if x not in org.text])
touched = changed_lines(hand, org.text)
check('no other line is touched', len(touched) > 24 and touched)
check('and once more, nothing', 'Nothing changes' not in update(first.folder, NEWS).out)

# ---- The export changes what somebody has changed by hand

PER = {**NEWS, 1004: 'Per Øye;Lektor;Nesset skole;Oppvekst;1002;per@x.example;;;'}
check('news of the export count', update(first.folder, PER).org.person_named('Per Øye').get('title') != 'Lektor')

# ---- A unit whose leader leaves, and which has another later: one line, however many work there

many = {**PEOPLE, **{2000 + i: f'Ny {n}sen;Lærer;Nesset skole;Oppvekst;1003;n{i}@x.example;;;' for i, n in enumerate(('Ask', 'Bo', 'Cai', 'Dag', 'Eli'))}}
grows = begin(many)
vacant = {n: row.replace(';1003;', ';Vakant;') for n, row in many.items() if n != 1003}
taken = {n: row.replace(';Vakant;', ';1004;') if 'Nesset' in row and n != 1004 else row.replace(';Vakant;n', ';1006;n').replace('Oppvekst;Vakant', 'Oppvekst;1002') for n, row in vacant.items()}
for name, people, says in (('leaves', vacant, 'nobody, was Siv Hauge'), ('is followed', taken, 'Per Øye, was nobody')):
    done = run(['p.csv', '--update', *AS_OF], {'p.csv': export(people=people)}, grows.folder)
    lines = [line for line in done.out.splitlines() if says in line]
    check(f'the leader of many who {name} is one line', done.status and done.err, len(lines) != 1 and done.out, lines and 'more in Nesset skole' not in lines[0] and lines[0])

# ---- A leader leaves, whom somebody had named by hand

gone = begin()
by_hand(gone.folder, ('      name: Drift\n', '      name: Drift\n      leader: "1008"\n'))
done = update(gone.folder, {1008: None})
check('a leader by hand who leaves', done.status and done.err, 'Arne Vik' not in done.err and done.err, 'Drift' not in done.err, done.org and 'leader' in done.org.units['drift'] and 'still named')

# ---- Units

unit = begin()
hand = by_hand(unit.folder, ('      name: Helse\n', '      name: Helse\n      briefing: { at: 2027-01-08T14:00 }\n'))
renamed = {n: PEOPLE[n].replace(';Helse;', ';Helse og mestring;') for n in (1006, 1007, 1008)}
done = update(unit.folder, renamed)
check('a unit with a new name', done.status and done.err, 'Helse og mestring' not in done.out and done.out, done.org.units['helse']['name'] != 'Helse og mestring' and 'another id',
      'briefing' not in done.org.units['helse'] and 'its briefing is lost', ' moves ' in done.out and done.out)
done = update(unit.folder, {**renamed, 1009: None, 1010: None})
check('a unit that is gone', done.status and done.err, 'drift' in done.org.units and 'still there', 'Drift is gone' not in done.out and done.out)
done = update(unit.folder, {**renamed, 1009: None, 1010: None, 1003: 'Siv Hauge;Rektor;Nesset skole;Helse og mestring;1006;siv@x.example;;;',
                            **{n: PEOPLE[n].replace('Nesset skole;Oppvekst', 'Nesset skole;Helse og mestring') for n in (1004, 1005)}})
check('a unit that moves', done.status and done.err, done.org.units['nesset-skole']['parent'] != 'helse' and done.org.text, ' moves ' in done.out and done.out)

# A reorganisation by hand, or by samtale move, of which the HR system knows later: what it says as before is no news.
moved = begin()
by_hand(moved.folder, ('id: nesset-skole\n', 'id: nesset\n          formerly: [nesset-skole]\n'), ('name: Nesset skole\n', 'name: Nesset oppvekstsenter\n'),
        ('title: Vaktmester, email: ida@x.example', 'title: Vaktmester, email: ida@x.example, also: [{ unit: nesset }]'))
text = (moved.folder / 'org.yaml').read_text()
done = update(moved.folder)
check('a unit that has another id and name since', done.status and done.err, 'Nothing changes' not in done.out and done.out, done.org.text != text and 'org.yaml changed')
lines = text.splitlines(keepends=True)
gunn = next(i for i, line in enumerate(lines) if 'Gunn Lie' in line)
drift = next(i for i, line in enumerate(lines) if 'Ida Dahl' in line)
line = lines.pop(gunn)
lines.insert(drift + 1 if drift < gunn else drift, lines[drift - (drift > gunn)].split('-')[0] + line.lstrip())
(moved.folder / 'org.yaml').write_text(''.join(lines))
done = update(moved.folder)
check('and of which somebody has moved since', done.status and done.err, done.org and done.org.people['1005']['unit'] == 'nesset' and 'moved back')
done = update(moved.folder, {n: PEOPLE[n].replace('Nesset skole', 'Nesset oppvekstsenter') for n in (1003, 1004, 1005)})
check('its new name in the export', done.status and done.err, done.org and done.org.units['nesset']['name'] != 'Nesset oppvekstsenter' and done.out,
      'is new' in done.out and done.out)
ended = begin()
done = update(ended.folder, {1009: PEOPLE[1009].replace('Drift', 'Helse'), 1010: PEOPLE[1010].replace('Drift', 'Helse'), 'x': None})
check('an empty unit goes', 'drift' in done.org.units and 'still there')
ended = begin()
by_hand(ended.folder, ('      name: Drift\n', '      name: Drift\n      to: 2027-03-31\n'))
done = update(ended.folder, {1009: PEOPLE[1009].replace('Drift', 'Helse'), 1010: PEOPLE[1010].replace('Drift', 'Helse')})
check('one that has ended stays', done.status and done.err, 'drift' not in done.org.units and 'it is gone')

# ---- Who had no number yet; who stands in it by hand; an org.yaml that was never imported

new = begin({**PEOPLE, 'x1': 'Nora Ny;Lærer;Nesset skole;Oppvekst;1003;nora@x.example;;;'})
check('without a number: known by the address', 'nora' not in new.org.people)
done = update(new.folder, {1050: 'Nora Ny;Lærer;Nesset skole;Oppvekst;1003;nora@x.example;;;'})
check('the number that comes later makes no second person', len(done.org.people) != 11 and done.out, 'Nothing changes' not in done.out and done.out)
hand = begin()
by_hand(hand.folder, ('{ id: "1007"', '{ id: ole.ny, name: Ole Ny, title: Vikar }\n        - { id: "1007"'))
done = update(hand.folder, {1011: 'Ole Ny;Lærer;Helse;Byen;1006;ole@x.example;;;'})
check('who was added by hand is not added again', done.status and done.err, sum(p['name'] == 'Ole Ny' for p in done.org.people.values()) != 1 and done.org.text)
never = begin()
(never.folder / 'import.last.yaml').unlink()
by_hand(never.folder, *HAND)
done = update(never.folder, NEWS)
check('without the last export', done.status and done.err, 'Arne Vik' in done.org.text and 'Arne is still there', 'ann.frivillig' not in done.org.people and 'Ann is lost',
      len(done.org.people) != 13 and f'{len(done.org.people)}', 'Ann Frivillig' not in done.err and 'not named', done.org.units['drift'].get('leader') != '1006' and 'the leader by hand is lost')
removed = begin()
by_hand(removed.folder, (next(x for x in removed.org.text.splitlines() if 'Arne Vik' in x) + '\n', ''))
done = update(removed.folder)
check('who was removed by hand is not added again', 'Arne Vik' in done.org.text, 'Arne Vik' not in done.err and done.err)

# ---- What cannot be

broken = begin()
text = by_hand(broken.folder, ('leader: "1006"', 'leader: "1666"'))
done = update(broken.folder, NEWS)
check('an org.yaml that is wrong is left alone', done.status != 1 and done.status, done.org.text != text and 'changed', '1666' not in done.err and done.err)
wrong = begin()
text = wrong.org.text
done = update(wrong.folder, {1007: 'Liv Moe;Sykepleier;Helse;Byen;1008;liv@x.example;;;', 1008: 'Arne Vik;Sykepleier;Helse;Byen;1007;arne@x.example;;;'})
check('an export that is wrong changes nothing', done.status != 1 and done.status, done.org.text != text and 'changed', 'circle' not in done.err and done.err)
lines = [json.loads(x) for x in update(begin().folder, NEWS, arguments=['--format', 'json']).out.splitlines()]
check('as JSON', not any(x.get('change') == 'joins' and x['id'] == '1011' for x in lines) and lines[-5:])
end()
