#!/usr/bin/python3
"""samtale collect: a goal's focus areas as boxes, its kind as circles, and measures that are done on a day or only ticked; and forms
that version 0.2 made, which had one focus area to choose, and a day."""
import collecting
from collecting import Collected, check, earlier, end, fill, make_cycle, make_forms, old_form, split, work, write, xfdf

collecting.group = 'areas'
CARDS = '''---
title: Kort
document: kort
---
# Kompetanse

```choices
label: Kompetanse
field: plan.competences
options:
  - { each: need in plan.competences, text: "{{need.name}}", id: "{{need.id}}", marked: need.needed }
```

```each need in plan.needs
```
```fields
- { label: Annet, field: need.other }
```
```end
```

# Mål

```each goal in plan.goals else 2
```
## Mål

```lines
label: Målet
field: goal.goal
count: 2
```

```choices
label: Type
value: goal.kind
```

```choices
label: Satsingsområder
field: goal.areas
options:
  - { each: area in goal.areas, text: "{{area.name}}", id: "{{area.id}}", marked: area.supported }
```

```each measure in goal.measures
```
```choices
label: Ferdig
field: measure.ticked
options: [{ text: Ferdig, marked: measure.ticked }]
```

```fields
- { label: Dato, field: measure.done-day }
```
```end
```
```end
```
'''
MAJA = '''employee: e11
unit: oppvekst
leader: e10
goals:
# det viktigste
- goal: Nytt skjema
  kind: work           # et arbeidsmål
  supports:            # begge to
    - enklere          # mest
    - sammen-oppvekst
  measures:
  - { what: Pilot, done: 2027-03-01 }    # i mars
  - { what: Opplæring, done: true }
  - what: Evaluering
  - what: Rapport
- goal: Si fra
  supports: tidlig-innsats   # bare dette
- goal: Lese
  supports: [enklere, tidlig-innsats]  # to
- goal: Skrive
  supports: enklere, tidlig-innsats
- goal: Uten
'''
M1, M2, M3, M4 = (f'goals/g1/measures/m{n}' for n in (1, 2, 3, 4))


def cycle(text=MAJA, name='cycle'):
    folder = make_cycle(name, {'e11': text})
    write(folder / 'templates/nb/kort.md', CARDS)
    return folder


def card(folder):
    make_forms(folder, 'kort', '--employee', 'e11')
    return next((folder / 'out/2027/forms/kort').rglob('e11.pdf'))


base = cycle(name='base')
FORM = card(base)


def collected(values, text=MAJA, source=None, make=fill, **how):
    done = Collected(cycle(text), [make(source or FORM, values)], **how)
    return done, (done.folder / 'plans/2027/e11.yaml').read_text()


def becomes(name, values, expected, text=MAJA, status=0, make=fill, source=None):
    """Exactly this text, byte for byte, and nothing more when it is read again."""
    done, got = collected(values, text, source, make)
    if isinstance(expected, list):
        wanted = text
        for old, new in expected:
            check(f'{name}: the expected text', wanted.count(old) == 1, old)
            wanted = wanted.replace(old, new)
        expected = wanted
    check(name, done.status == status and got == expected, f'{done.all}\n{got}')
    again = Collected(done.folder, [make(source or FORM, values)])
    check(f'{name}: again', again.same, again.all)
    return done


def boxes():
    becomes('untouched', {}, [])
    becomes('untouched XFDF', {}, [], make=xfdf)
    becomes('one more in a list', {'goals/g1/supports/tidlig-innsats': 'on'},
            [('    - sammen-oppvekst\n', '    - sammen-oppvekst\n    - tidlig-innsats\n')])
    becomes('one less in a list', {'goals/g1/supports/enklere': ''}, [('    - enklere          # mest\n', '')])
    becomes('one more in brackets', {'goals/g3/supports/sammen-oppvekst': 'on'},
            [('[enklere, tidlig-innsats]', '[enklere, tidlig-innsats, sammen-oppvekst]')])
    becomes('one less in brackets', {'goals/g3/supports/enklere': ''}, [('[enklere, tidlig-innsats]', '[tidlig-innsats]')])
    becomes('one id becomes a list', {'goals/g2/supports/enklere': 'on'},
            [('  supports: tidlig-innsats   # bare dette\n',
              '  supports:   # bare dette\n  - tidlig-innsats\n  - enklere\n')])
    becomes('ids with commas become a list', {'goals/g4/supports/sammen-oppvekst': 'on'},
            [('  supports: enklere, tidlig-innsats\n', '  supports:\n  - enklere\n  - tidlig-innsats\n  - sammen-oppvekst\n')])
    becomes('one id of two with commas stays', {'goals/g4/supports/enklere': ''},
            [('  supports: enklere, tidlig-innsats\n', '  supports: tidlig-innsats\n')])
    becomes('the last one goes', {'goals/g2/supports/tidlig-innsats': ''}, [('  supports: tidlig-innsats   # bare dette\n', '')])
    becomes('a first one', {'goals/g5/supports/enklere': 'on'}, [('- goal: Uten\n', '- goal: Uten\n  supports: enklere\n')])
    becomes('two first ones', {'goals/g5/supports/enklere': 'on', 'goals/g5/supports/sammen-oppvekst': 'on'},
            [('- goal: Uten\n', '- goal: Uten\n  supports:\n  - sammen-oppvekst\n  - enklere\n')])
    becomes('one instead of another', {'goals/g2/supports/tidlig-innsats': '', 'goals/g2/supports/enklere': 'on'},
            [('supports: tidlig-innsats   #', 'supports: enklere   #')])
    becomes('kind', {'goals/g1/kind': 'professional', 'goals/g2/kind': 'task'},
            [('kind: work           #', 'kind: professional           #'),
             ('  supports: tidlig-innsats   # bare dette\n', '  supports: tidlig-innsats   # bare dette\n  kind: task\n')])


def all_is_lost_or_kept():
    """All of a goal's boxes are changed at once, by PDF and by XFDF."""
    wanted = {'g1': ['tidlig-innsats'], 'g2': ['enklere', 'sammen-oppvekst'], 'g3': ['sammen-oppvekst'],
              'g4': [], 'g5': ['tidlig-innsats', 'enklere', 'sammen-oppvekst']}
    values = {f'goals/{g}/supports/{a}': 'on' if a in areas else ''
              for g, areas in wanted.items() for a in ('sammen-oppvekst', 'tidlig-innsats', 'enklere')}
    for make in (fill, xfdf):
        done, text = collected(values, make=make)
        plan = done.plan('e11')
        got = {f'g{i + 1}': g.get('supports', []) for i, g in enumerate(plan['goals'])}
        got = {g: sorted([a] if isinstance(a, str) else a) for g, a in got.items()}
        check(f'all boxes changed ({make.__name__})', done.status == 0 and got == {g: sorted(a) for g, a in wanted.items()},
              f'{done.all}{text}')
        for comment in ('# det viktigste', '# et arbeidsmål', '# begge to', '# i mars'):
            check(f'all boxes changed keeps {comment} ({make.__name__})', comment in text, text)


def collecting_fields():
    with collecting.pikepdf.open(FORM) as pdf:
        return list(collecting.fields(pdf))


def offered():
    """Those of the person's unit, and those that goals of the plan support already, in the same order for each goal."""
    paths = [k[2] for k in collecting_fields()]
    for goal in ('g1', 'g2', 'g5'):
        got = [p.rsplit('/', 1)[1] for p in paths if p.startswith(f'goals/{goal}/supports/')]
        check(f'areas offered for {goal}', got == ['sammen-oppvekst', 'enklere', 'tidlig-innsats'], got)
    with collecting.pikepdf.open(FORM) as pdf:
        found = {k[2]: f for k, (f, _) in collecting.fields(pdf).items()}
        ticked = [p for p, f in found.items() if '/supports/' in p and str(f.get('/V')) == '/on']
        check('areas ticked', ticked == ['goals/g1/supports/sammen-oppvekst', 'goals/g1/supports/enklere',
                                         'goals/g2/supports/tidlig-innsats', 'goals/g3/supports/enklere',
                                         'goals/g3/supports/tidlig-innsats', 'goals/g4/supports/enklere',
                                         'goals/g4/supports/tidlig-innsats'], ticked)


def kept():
    """What is not on the form stays: the record got an area that the form does not offer."""
    text = MAJA.replace('supports: tidlig-innsats   #', 'supports: [tidlig-innsats, enklere]   #')
    becomes('what came since stays', {'goals/g2/supports/sammen-oppvekst': 'on'},
            [('supports: [tidlig-innsats, enklere]   #', 'supports: [tidlig-innsats, enklere, sammen-oppvekst]   #')], text)
    becomes('what both have changed alike', {'goals/g2/supports/enklere': 'on'}, [], text)
    done, got = collected({}, make=lambda s, v: xfdf(s, v, extra=[('goals/g1/supports/finnes-ikke', 'on')]))
    check('an area that there is not', done.status == 1 and got == MAJA and 'none of the focus areas' in done.err, done.all)
    folder = cycle()
    make_forms(folder, 'kort', '--blank', '1')
    blank = folder / 'out/2027/forms/kort/_blank.pdf'
    with collecting.pikepdf.open(blank) as pdf:
        paths = [k[2] for k in collecting.fields(pdf) if '/supports/' in k[2]]
    check('a blank form offers those of the organisation', paths == [f'goals/g{n}/supports/{a}' for n in (1, 2)
                                                                   for a in ('tidlig-innsats', 'enklere')], paths)
    filled = fill(blank, {'goals/g1/goal': 'Nytt', 'goals/g1/kind': 'task', 'goals/g1/supports/enklere': 'on',
                          'goals/g1/supports/tidlig-innsats': 'on', 'goals/g2/goal': 'Et til', 'goals/g2/supports/enklere': 'on'})
    done = Collected(make_cycle('empty', {}), [filled], '--as', 'e11', '--unsigned')
    got = done.plan('e11')
    check('a new plan has them', done.status == 0 and got and
          [(g['goal'], g.get('kind'), g['supports']) for g in got['goals']] ==
          [('Nytt', 'task', ['tidlig-innsats', 'enklere']), ('Et til', None, 'enklere')], f'{done.all}{got}')


def needs():
    """On a plan's own form, too, and not only on the evaluation."""
    text = MAJA + 'competence-needs: [law, { other: måling }]   # i dag\n'
    folder = cycle(text, 'needs')
    source = card(folder)
    becomes('needs', {'competence-needs/digital': 'on', 'competence-needs/law': '', 'other-needs/1': 'statistikk', 'other-needs/2': 'R'},
            [('[law, { other: måling }]', '[{ other: statistikk }, digital, { other: R }]')], text, source=source)


def measures():
    becomes('ticked only', {M3 + '/ticked': 'on'}, [('  - what: Evaluering\n', '  - what: Evaluering\n    done: true\n')])
    becomes('a day only', {M3 + '/done': '1.4.2027'}, [('  - what: Evaluering\n', '  - what: Evaluering\n    done: 2027-04-01\n')])
    becomes('a day and a tick', {M3 + '/done': '1.4.2027', M3 + '/ticked': 'on'},
            [('  - what: Evaluering\n', '  - what: Evaluering\n    done: 2027-04-01\n')])
    becomes('a day for what was ticked', {M2 + '/done': '1.4.2027'}, [('done: true', 'done: 2027-04-01')])
    becomes('a day where the tick is taken away', {M2 + '/done': '1.4.2027', M2 + '/ticked': ''}, [('done: true', 'done: 2027-04-01')])
    becomes('no tick any more', {M2 + '/ticked': ''}, [(', done: true', '')])
    becomes('no tick, and the day as it was', {M1 + '/ticked': ''}, [(', done: 2027-03-01', '')])
    becomes('no day, and the tick as it was', {M1 + '/done': ''}, [('done: 2027-03-01', 'done: true')])
    becomes('neither any more', {M1 + '/done': '', M1 + '/ticked': ''}, [(', done: 2027-03-01', '')])
    becomes('another day', {M1 + '/done': '2. mars 2027'}, [('2027-03-01', '2027-03-02')])
    for word in ('Ferdig', 'x', 'JA'):
        becomes(f'in words: {word}', {M3 + '/done': word}, [('  - what: Evaluering\n', '  - what: Evaluering\n    done: true\n')])
    done, got = collected({M3 + '/done': 'i morgen'})
    check('no day', done.status == 1 and got == MAJA and 'is no date' in done.err, done.all)
    for make, whole in ((xfdf, 'all fields'), (lambda s, v: xfdf(s, v, whole=False), 'one field')):
        becomes(f'XFDF of {whole}: ticked', {M3 + '/ticked': 'on'},
                [('  - what: Evaluering\n', '  - what: Evaluering\n    done: true\n')], make=make)
        becomes(f'XFDF of {whole}: unticked', {M2 + '/ticked': 'Off'}, [(', done: true', '')], make=make)
    # What has happened to the record since the form was made.
    dated = MAJA.replace('  - what: Evaluering\n', '  - { what: Evaluering, done: 2027-05-01 }\n')
    becomes('ticked, and the record knows the day', {M3 + '/ticked': 'on'}, [], dated)
    ticked = MAJA.replace('  - what: Evaluering\n', '  - { what: Evaluering, done: true }\n')
    becomes('a day, and the record a tick', {M3 + '/done': '1.4.2027'}, [('Evaluering, done: true', 'Evaluering, done: 2027-04-01')], ticked)
    done, got = collected({M1 + '/done': '2.3.2027'}, MAJA.replace('2027-03-01', '2027-03-09'))
    check('two days', done.status == 1 and '2027-03-09' in got and 'changed both' in done.err, done.all)
    done, got = collected({M2 + '/ticked': ''}, MAJA.replace('done: true', 'done: 2027-03-09'))
    check('unticked, and dated since', done.status == 1 and '2027-03-09' in got and 'changed both' in done.err, done.all)


def on_two_sheets():
    """The same measure stands on two pages: a box goes with the day beside it."""
    folder = cycle(name='sheets')
    write(folder / 'templates/nb/kort.md', CARDS + CARDS[CARDS.index('# Mål'):].replace('# Mål', '# En gang til', 1))
    form = card(folder)
    day, tick, no_day = ('done', '1.4.2027'), ('ticked', 'on'), ('done', '')
    for n, first, second, expected in ((3, day, tick, '2027-04-01'), (3, tick, day, '2027-04-01'), (3, None, tick, 'true'),
                                       (3, None, day, '2027-04-01'), (1, None, no_day, 'true')):
        target = work / 'filled/two.pdf'
        with collecting.pikepdf.open(form) as pdf:
            found = collecting.fields(pdf)
            sections = sorted({k[1] for k in found if k[2] == M3 + '/done'})
            for section, change in zip(sections, (first, second)):
                if change:
                    collecting.put(found[1, section, f'goals/g1/measures/m{n}/{change[0]}'][0], change[1])
            pdf.save(target)
        done = Collected(cycle(), [target])
        got = done.plan('e11')['goals'][0]['measures'][n - 1]
        check(f'on two sheets: m{n}, {first}, {second}', len(sections) == 2 and done.status == 0 and got.get('done') == expected, f'{done.all}{got}')


def in_a_leaders_own_directory():
    own = split(cycle(), 'e10', 'own')
    whole, part = collecting.plan(work / 'cycle', 'e11')['goals'], collecting.plan(own, 'e11')['goals']
    for key in ('supports', 'measures'):
        wanted = [g.get(key) for g in whole]
        check(f'a leader has {key}', [g.get(key) for g in part] == wanted, part)
    done = collecting.run(own, 'check')
    check('and samtale reads them', done.returncode == 0, done.stderr)


# ---- What version 0.2 made: one focus area and a kind to choose, rows to come with circles for the kind, a day for what is done

OLD = '''employee: e11
unit:   oppvekst            # flyttet i mars
leader: e10
goals:
# det viktigste først
- goal: Nytt skjema tatt i bruk
  kind: work
  supports: tidlig-innsats   # det ene
  measures:
  - {what: "Pilot ved to skoler", deadline: 2027-03-15}   # Solbakken og Fjell
- { goal: 'Jeg sier fra tidlig', kind: personal }
'''


PLAN, SHEET, BLANK = map(earlier, ('action-plan-0.2', 'follow-up-0.2', 'action-plan-0.2-blank'))


def earlier_version():
    def old(name, values, expected, text=OLD, source=PLAN):
        becomes(f'0.2: {name}', values, expected, text, make=old_form, source=source)
    old('untouched', {}, [])
    old('another area', {'goals/g1/supports': 'enklere'}, [('supports: tidlig-innsats   #', 'supports: enklere   #')])
    old('an area by its title', {'goals/g1/supports': 'Enklere hverdag'}, [('supports: tidlig-innsats   #', 'supports: enklere   #')])
    old('no area', {'goals/g1/supports': ''}, [('  supports: tidlig-innsats   # det ene\n', '')])
    old('a kind', {'goals/g1/kind': 'task', 'goals/g2/kind': 'Faglig utviklingsmål'},
        [('kind: work', 'kind: task'), ('kind: personal', 'kind: professional')])
    old('a new row', {'goals/g4/goal': 'Tredje', 'goals/g4/kind': 'work', 'goals/g4/supports': 'enklere', 'goals/g4/measures/m4/what': 'Begynne'},
        [("- { goal: 'Jeg sier fra tidlig', kind: personal }\n", "- { goal: 'Jeg sier fra tidlig', kind: personal }\n"
          '- id: g4\n  kind: work\n  goal: Tredje\n  supports: enklere\n  measures:\n  - {id: m4, what: Begynne}\n')])
    old('a day', {'goals/g1/measures/m1/done': '1.3.2027'}, [('deadline: 2027-03-15}', 'deadline: 2027-03-15, done: 2027-03-01}')], source=SHEET)
    old('a word', {'goals/g1/measures/m1/done': 'ferdig'}, [('deadline: 2027-03-15}', 'deadline: 2027-03-15, done: true}')], source=SHEET)
    listed = OLD.replace('supports: tidlig-innsats   #', 'supports: [tidlig-innsats, enklere]   #')
    old('a list since, untouched', {}, [], listed)
    done, got = collected({'goals/g1/supports': 'sammen-oppvekst'}, listed, PLAN, old_form)
    check('0.2: a list since', done.status == 1 and got == listed and 'tidlig-innsats, enklere' in done.err, done.all)
    ticked = OLD.replace('deadline: 2027-03-15}', 'deadline: 2027-03-15, done: true}')
    old('a day, and ticked since', {'goals/g1/measures/m1/done': '1.3.2027'}, [('done: true', 'done: 2027-03-01')], ticked, SHEET)
    filled = old_form(BLANK, {'who/employee': 'Maja Solberg', 'goals/g1/goal': 'Nytt', 'goals/g1/kind': 'task', 'goals/g1/supports': 'enklere'})
    done = Collected(make_cycle('empty', {}), [filled], '--unsigned')
    got = done.plan('e11')
    check('0.2: a blank form', done.status == 0 and got and got['goals'] ==
          [{'id': 'g1', 'kind': 'task', 'goal': 'Nytt', 'supports': 'enklere'}], f'{done.all}{got}')


TABLE = '''---
title: Tabell
document: tabell
---
# Mål

```plan-table
rows: plan.goals
title: Mål
columns:
  - { label: Mål, value: goal, width: 30 }
  - { label: Støtter, value: supports, width: 20 }
  - { label: Tiltak, value: measures.what, width: 30 }
  - { label: Ferdig, value: measures.done, width: 20 }
```
'''


def tables():
    """A template of one's own still has the table: one field for all that a goal supports, and one for done."""
    folder = make_cycle('table', {'e11': MAJA})
    write(folder / 'templates/nb/tabell.md', TABLE)
    make_forms(folder, 'tabell', '--employee', 'e11')
    source = next((folder / 'out/2027/forms/tabell').rglob('e11.pdf'))
    becomes('table: untouched', {}, [], source=source)
    becomes('table: untouched XFDF', {}, [], source=source, make=xfdf)
    becomes('table: one for two', {'goals/g3/supports': 'tidlig-innsats'}, [('[enklere, tidlig-innsats]  #', 'tidlig-innsats  #')], source=source)
    becomes('table: two for one', {'goals/g2/supports': 'Enklere hverdag, tidlig-innsats'},
            [('  supports: tidlig-innsats   # bare dette\n', '  supports:   # bare dette\n  - enklere\n  - tidlig-innsats\n')],
            source=source)
    becomes('table: a day for a word', {M2 + '/done': '1.4.2027'}, [('done: true', 'done: 2027-04-01')], source=source)
    becomes('table: no word', {M2 + '/done': ''}, [(', done: true', '')], source=source)
    with collecting.pikepdf.open(source) as pdf:
        found = {k[2]: str(f.get('/V', '')) for k, (f, _) in collecting.fields(pdf).items()}
    check('table: what it is filled in with', found['goals/g1/supports'] == 'enklere, sammen-oppvekst' and found[M2 + '/done'] == 'Ferdig' and
          found[M1 + '/done'] == '1. mars 2027', found)


if __name__ == '__main__':
    for part in (offered, boxes, all_is_lost_or_kept, kept, needs, measures, on_two_sheets, in_a_leaders_own_directory, earlier_version, tables):
        part()
    end()
