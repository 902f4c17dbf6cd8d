#!/usr/bin/python3
"""samtale collect: forms that people fill in come back into plans that people wrote by hand."""
import fcntl
import itertools
import os
import pathlib
import re
import subprocess

import pikepdf

import collecting
from collecting import (ORG, SETTINGS, Collected, check, earlier, end, fields, fill, make_cycle, make_forms, old_form, plan, run, snapshot, split, work,
                        write, xfdf)

# Written by hand, as people do.
MAJA = '''# Samtalen tok to timer.
employee: e11
unit:   oppvekst            # flyttet i mars
leader: e10
conversation: { held: 2027-01-14 }   # møterom 2

agreed: {employee: 2027-01-22,leader: 2027-01-25}
follow-up-informal: >
  Kort prat
  hver torsdag
goals:
# det viktigste først
- goal: Nytt skjema tatt i bruk
  kind: work
  supports: tidlig-innsats
  measures:
  - {what: "Pilot ved to skoler", deadline: 2027-03-15}   # Solbakken og Fjell
  - what: Opplæring
    responsible: Fagteamet
    deadline: løpende
- { goal: 'Jeg sier fra tidlig', kind: personal, comments: { leader: HEMMELIG KOMMENTAR } }
follow-ups:
  - held: 2027-05-20
    progress: [{ goal: g1, status: on-track, note: HEMMELIG NOTAT }]
    next-steps: HEMMELIG STEG
competence-needs: [law, { other: måling }]
# slutt
'''
KARI = '''employee: e12\r
unit: oppvekst\r
goals:\r
  - id: g4\r
    goal: |\r
      Første linje\r
      andre linje\r
    measures:\r
      - { id: m7, what: Lese, done: 2027-02-01 }\r
'''
OLA = '''employee: e13
goals:
  - id: g1
    goal: Alle fristar
    measures:
      - { id: m1, what: dag, deadline: 2027-06-01 }
      - { id: m2, what: månad, deadline: 2027-06 }
      - { id: m3, what: veke, deadline: 2027-W23 }
      - { id: m4, what: heile tida, deadline: ongoing }
      - { id: m5, what: tekst, deadline: etter ferien }
'''
ANN = OLA.replace('e13', 'e14')
LIV = '''employee: e16
agreed: { employee: 2027-01-22 }
goals: []
'''
PLANS = {'e11': MAJA, 'e12': KARI, 'e13': OLA, 'e14': ANN, 'e16': LIV}
BROKEN = 'disagreement: "HEMMELIG\n'
SECRETS = ('HEMMELIG', 'Kort prat')

base = make_cycle('base', PLANS)
for document in ('action-plan', 'follow-up', 'evaluation'):
    make_forms(base, document, *(['--follow-up', 'all'] if document == 'follow-up' else []))
    make_forms(base, document, '--blank', '3')


def form(person, document='action-plan'):
    unit = 'kultur' if person == 'e21' else 'oppvekst'
    return base / f'out/2027/forms/{document}/{unit}/{person}.pdf'


def blank(document='action-plan'):
    return base / f'out/2027/forms/{document}/_blank.pdf'


def cycle(plans=None, **how):
    return make_cycle('cycle', PLANS if plans is None else plans, **how)


def leaders_own(plans=None):
    """The own directory of Jon Eira, whose people have plans: with --with-comments, all is read into it."""
    return split(cycle(plans), 'e10', 'own', PLANS if plans is None else plans)


def expect(name, done, status, *texts, without=()):
    missing = [t for t in texts if t not in done.all]
    there = [t for t in without if t in done.all]
    check(name, done.status == status and not missing and not there, f'without {missing}, with {there}: {done.all}')


G1M1, G1M2 = 'goals/g1/measures/m1', 'goals/g1/measures/m2'
G2_TOGETHER = 'goals/g2/supports/sammen-oppvekst'  # a box that nobody has ticked in Maja's plan
OLD, OLD_BLANK = earlier('action-plan-0.2'), earlier('action-plan-0.2-blank')


# ---- Round trip

def untouched():
    everything = [form(p, d) for p in ('e11', 'e12', 'e13', 'e14', 'e15', 'e16') for d in ('action-plan', 'follow-up', 'evaluation')]
    for where, folder, options in (('', cycle(), []), (', with comments', leaders_own(), ['--with-comments'])):
        done = Collected(folder, [*everything, blank(), blank('follow-up'), blank('evaluation')], *options)
        expect(f'untouched{where}', done, 0, '18 forms: 0 values from 0 people')
        check(f'untouched changes nothing{where}', done.same, done.changed())
        for person in ('e11', 'e12', 'e13', 'e14'):
            done = Collected(folder, [xfdf(form(person, d), {}) for d in ('action-plan', 'follow-up', 'evaluation')], *options)
            check(f'untouched XFDF {person}{where}', done.status == 0 and done.same and '0 values' in done.out, done.all)


def keeps_the_rest():
    filled = fill(form('e11'), {G1M1 + '/deadline': '1. oktober 2027', G1M2 + '/responsible': 'leader'})
    done = Collected(cycle(), [filled])
    expected = MAJA.replace('deadline: 2027-03-15', 'deadline: 2027-10-01').replace('responsible: Fagteamet', 'responsible: leader')
    text = (done.folder / 'plans/2027/e11.yaml').read_text()
    check('keeps the rest byte for byte', done.status == 0 and text == expected and done.changed() == ['plans/2027/e11.yaml'],
          done.all + text)
    again = Collected(done.folder, [filled])
    check('second time', again.status == 0 and again.same and '0 values from 0 people' in again.out, again.all)
    filled = fill(form('e12'), {'goals/g4/measures/m7/responsible': 'Kari og Ola', 'conversation/held': '13.1.2027'})
    done = Collected(cycle(), [filled])
    raw = (done.folder / 'plans/2027/e12.yaml').read_bytes()
    check('keeps CR LF', done.status == 0 and raw.count(b'\n') == raw.count(b'\r\n') and b'conversation' in raw, done.all + repr(raw))
    check('CR LF kept values', plan(done.folder, 'e12')['goals'][0]['measures'][0] ==
          {'id': 'm7', 'what': 'Lese', 'responsible': 'Kari og Ola', 'done': '2027-02-01'}, raw)


def texts():
    hostile = {'NFC': ('A\u030a bade', 'Å bade'), 'CR LF': ('en\r\nto\rtre', 'en\nto\ntre'), 'YAML': ('- {a: b} # c', None),
               'quotes': ('"\'\\ %', None), 'true': ('true', None), 'number': ('007', None), 'null': ('~', None),
               'edges': ('  mellomrom rundt  ', None), 'newline': ('siste\n', None), 'astral': ('😀 čđŋšŧž Ελένη Олена', None),
               'tab': ('a\tb', None), 'long line': ('ord ' * 400, None), 'colon': ('a: b', None), 'bars': ('|\n>\n---\n...\n', None),
               'nbsp': ('a\u00a0b\u2028c', None), 'braces': ('{{employee.name}}', None), 'markup': ('**a** <b>', None)}
    for (name, (typed, kept)), how in itertools.product(hostile.items(), (fill, xfdf)):
        if how is xfdf and '\r' in typed:
            continue
        filled = how(form('e15'), {'goals/g1/goal': typed, G1M1 + '/what': 'x'})
        done = Collected(cycle(), [filled])
        goals = (done.plan('e15') or {}).get('goals', [{}])
        check(f'text {name} {how.__name__}', done.status == 0 and goals[0].get('goal') == (kept or typed), done.all + repr(goals))
        again = Collected(done.folder, [filled])
        check(f'text {name} {how.__name__} again', again.same and '0 values' in again.out, again.all)
    done = Collected(cycle(), [fill(form('e15'), {'goals/g1/goal': 'a\x1b[31mb\x07c\x00'})])
    goal = (done.plan('e15') or {}).get('goals', [{}])[0].get('goal', '')
    check('control characters', goal.startswith('a') and not re.search('[\x00-\x08\x0b-\x1f\x7f]', goal + done.all), done.all + repr(goal))
    done = Collected(cycle(), [fill(form('e15'), {'goals/g1/goal': '   ', G1M1 + '/deadline': ' \n'})])
    check('only spaces', done.status == 0 and done.same and '0 values' in done.out, done.all)
    text = 'å' * 20000
    done = Collected(cycle(), [xfdf(form('e15'), {'goals/g1/goal': text})])
    check('20,000 characters', done.status == 0 and done.plan('e15')['goals'][0]['goal'] == text, done.all)
    done = Collected(cycle(), [xfdf(form('e15'), {'goals/g1/goal': text + 'å', G1M1 + '/what': 'a', 'goals/g1/kind': 'work',
                                                  'goals/g1/supports/sammen-oppvekst': 'on', 'conversation/held': '13.1.2027'})])
    expect('20,001 characters', done, 1, 'mål 1" of Tor Lie is longer than the record can hold',
           '"Tiltak og aktiviteter, mål 1, rad 1" of Tor Lie stands on a row whose goal could not be kept', '"Type, mål 1" of Tor Lie',
           '"Støtter, mål 1: Sammen i oppvekst" of Tor Lie')
    check('20,001 characters leave the rest', done.plan('e15') == {'employee': 'e15', 'unit': 'oppvekst', 'leader': 'e10',
                                                                   'conversation': {'held': '2027-01-13'}}, done.plan('e15'))


def privacy():
    between = {'disagreement': 'SKJULT uenig', 'follow-up-informal': 'SKJULT ellers', 'conversation/held': '15.01.2027'}
    files = [fill(form('e11'), between),
             fill(form('e11', 'follow-up'), {'follow-ups/f1/learnt': 'SKJULT lært', 'follow-ups/f1/progress/g2/note': 'SKJULT notat',
                                             'follow-ups/f1/progress/g1/status': 'done'}),
             fill(form('e11', 'evaluation'), {'goals/g1/comments/employee': 'SKJULT kommentar', 'goals/g1/attainment': 'partly'})]
    make_forms(base, 'action-plan', '--employee', 'e15')
    notes = xfdf(form('e15'), {'conversation/held': '15.01.2027'}, extra=[('notes/1', 'PRIVAT notat'), ('notes/2', 'PRIVAT to')])
    for arguments in ([], ['--dry-run'], ['--format', 'json'], ['--dry-run', '--format', 'json'], ['--prefer', 'form']):
        done = Collected(cycle(), [*files, notes], *arguments)
        written = ''.join(p.read_text() for p in (done.folder / 'plans').rglob('*.yaml'))
        check(f'privacy {" ".join(arguments)}', done.status == 0 and not re.search('SKJULT|PRIVAT|HEMMELIG', done.out + done.err)
              and not re.search('SKJULT|PRIVAT', written), done.all)
        if arguments == []:
            expect('left in the form, by name', done, 0, '2 texts between the two (Oppfølging ellers', 'Skriv hva dere er uenige om', '2 private notes (',
                   'Dette har vi lært', 'Kommentar fra medarbeideren')
            check('status is shared', done.plan('e11')['follow-ups'][0]['progress'][0]['status'] == 'done', done.all)
    done = Collected(leaders_own(), [*files, notes], '--with-comments')
    mine = done.plan('e11')
    check('with comments', done.status == 0 and mine['disagreement'] == 'SKJULT uenig' and mine['follow-up-informal'] == 'SKJULT ellers'
          and mine['follow-ups'][0]['learnt'] == 'SKJULT lært' and mine['follow-ups'][0]['progress'][1] == {'goal': 'g2', 'note': 'SKJULT notat'}
          and mine['goals'][0]['comments'] == {'employee': 'SKJULT kommentar'} and 'PRIVAT' not in done.all, done.all + str(mine))
    for name, plans in ('comments are not for HR', PLANS), ('comments are not for HR, and a broken plan', {**PLANS, 'e11': MAJA + BROKEN}):
        folder = cycle(plans)
        (folder / 'secret.key').unlink()
        done = Collected(folder, [*files, notes, work / 'nothing.pdf'], '--with-comments', '--prefer', 'form')
        expect(name, done, 2, 'samtale: error: comments stay between employee and leader, so --with-comments is not for the organisation\'s',
               '      = collect with it in the leader\'s own directory, which samtale split makes\n', without=('SKJULT', 'nothing.pdf', *SECRETS))
        check(f'{name}: nothing is written', done.same and not done.out and ('broken' in name) == ('e11.yaml' in done.err), done.all)
    # A conflict shows its line, but never one with what is between the two.
    files = [fill(form('e11', 'follow-up'), {'follow-ups/f1/progress/g1/status': 'done'}), fill(form('e11'), {G1M1 + '/deadline': 'mars 2027'})]
    changed = MAJA.replace('on-track', 'delayed').replace('2027-03-15', '2027-04-15')
    done = Collected(cycle({**PLANS, 'e11': changed}), files)
    expect('conflict shows its line', done, 1, '2027-04-15}   # Solbakken', '^^^^^^^^^^', '"Status – 1. Nytt skjema tatt i bruk, dere fyller ut sammen" of Maja Solberg',
           without=SECRETS)
    done = Collected(cycle({**PLANS, 'e11': MAJA + BROKEN}), files)
    expect('a broken plan shows no text', done, 1, 'plans/2027/e11.yaml', without=SECRETS)
    own = leaders_own()
    write(own / 'plans/2027/e11.yaml', MAJA + BROKEN)
    expect('nor in the leader\'s own directory', Collected(own, files), 1, 'plans/2027/e11.yaml', without=SECRETS)
    expect('but to who asks for comments there', Collected(own, files, '--with-comments'), 1, 'plans/2027/e11.yaml', 'disagreement: "HEMMELIG')


# ---- Two copies of one form

def two_copies():
    mine = fill(form('e11'), {G1M1 + '/deadline': 'juni 2027', G2_TOGETHER: 'on'}, 'ansatt.pdf')
    theirs = xfdf(form('e11'), {G1M2 + '/what': 'Opplæring av alle', 'conversation/held': '15.01.2027'}, 'leder.xfdf')
    texts = set()
    for files in ([mine, theirs], [theirs, mine]):
        done = Collected(cycle(), files)
        texts.add((done.folder / 'plans/2027/e11.yaml').read_text())
        goals = done.plan('e11')['goals']
        check('two copies merge', done.status == 0 and goals[0]['measures'][0]['deadline'] == '2027-06' and goals[1]['supports'] == 'sammen-oppvekst'
              and goals[0]['measures'][1]['what'] == 'Opplæring av alle' and done.plan('e11')['conversation']['held'] == '2027-01-15', done.all)
        again = Collected(done.folder, files)
        check('two copies again', again.same and again.status == 0, again.all)
    check('the order does not matter', len(texts) == 1, texts)
    # Each box is a value of its own; what one has ticked and the other has unticked are both done.
    boxes = [fill(form('e11'), {'goals/g1/supports/sammen-oppvekst': 'on', G2_TOGETHER: 'on', G1M1 + '/ticked': 'on'}),
             xfdf(form('e11'), {'goals/g1/supports/tidlig-innsats': 'Off', 'goals/g2/supports/tidlig-innsats': 'on', G1M1 + '/done': '1.3.2027'})]
    for files in (boxes, boxes[::-1]):
        done = Collected(cycle(), files)
        goals = done.plan('e11')['goals']
        check('two copies with boxes merge', done.status == 0 and goals[0]['supports'] == 'sammen-oppvekst' and
              sorted(goals[1]['supports']) == ['sammen-oppvekst', 'tidlig-innsats'] and goals[0]['measures'][0]['done'] == '2027-03-01', done.all)
        check('two copies with boxes again', Collected(done.folder, files).same)
    one, other = (fill(form('e11'), {'goals/g2/kind': k}, n) for k, n in (('work', 'en.pdf'), ('task', 'to.pdf')))
    done = Collected(cycle(), [one, other])
    expect('a kind, differently', done, 1, 'to.pdf: error: "Type, mål 2" of Maja Solberg has been filled in differently in', 'en.pdf', '"work"', '"task"')
    check('the first kind stays', done.plan('e11')['goals'][1]['kind'] == 'work', done.all)
    one, other = (fill(form('e11'), {G1M1 + '/deadline': d}, n) for d, n in (('juni 2027', 'en.pdf'), ('juli 2027', 'to.pdf')))
    done = Collected(cycle(), [one, other])
    expect('both differently', done, 1, 'to.pdf: error: "Tidsfrist, mål 1, rad 1" of Maja Solberg has been filled in differently in', 'en.pdf',
           '"2027-06"', '"2027-07"', '1 value from 1 person, 1 conflict')
    check('the first stays', done.plan('e11')['goals'][0]['measures'][0]['deadline'] == '2027-06', done.all)
    for side, kept, status in (('form', '2027-07', 0), ('record', '2027-06', 0)):
        done = Collected(cycle(), [one, other], '--prefer', side)
        check(f'both differently, {side} preferred', done.status == status and
              done.plan('e11')['goals'][0]['measures'][0]['deadline'] == kept, done.all)
    done = Collected(cycle(), [one, fill(form('e11'), {G1M1 + '/deadline': '2027-06'})])
    check('both alike', done.status == 0 and '1 value from 1 person' in done.out, done.all)
    changed = {**PLANS, 'e11': MAJA.replace('2027-03-15', '2027-04-15')}
    for side, kept, status in ((None, '2027-04-15', 1), ('form', '2027-06', 0), ('record', '2027-04-15', 0)):
        done = Collected(cycle(changed), [one], *(['--prefer', side] if side else []))
        check(f'the record has changed, {side}', done.status == status and done.plan('e11')['goals'][0]['measures'][0]['deadline'] == kept
              and (side == 'form' or done.same), done.all)
    done = Collected(cycle(changed), [one])
    expect('the conflict', done, 1, 'plans/2027/e11.yaml:17:', '"Tidsfrist, mål 1, rad 1" of Maja Solberg has been changed both in the record and in ',
           'en.pdf', '^^^^^^^^^^', 'the record has "2027-04-15", the form "2027-06"')
    check('a conflict has no number of an object', not re.search(r'\bobj|\d+ 0 R', done.all), done.all)
    done = Collected(cycle(changed), [fill(form('e11'), {G1M1 + '/deadline': '15.4.2027'})])
    check('changed alike in the record', done.status == 0 and done.same, done.all)
    done = Collected(cycle(changed), [fill(form('e11'), {G1M2 + '/deadline': ''})])
    check('only what was touched', done.status == 0 and 'deadline' not in done.plan('e11')['goals'][0]['measures'][1] and
          done.plan('e11')['goals'][0]['measures'][0]['deadline'] == '2027-04-15', done.all)


def dry_run():
    files = [fill(form('e11'), {G1M1 + '/deadline': 'juni 2027', 'goals/g5/goal': 'Nytt', 'goals/g5/measures/m5/what': 'Gjøre'}),
             fill(form('e15'), {'conversation/held': '13.1.2027'})]
    dry = Collected(cycle(), files, '--dry-run')
    check('dry run writes nothing', dry.status == 0 and dry.same, dry.changed())
    expect('dry run shows', dry, 0, 'Tidsfrist, mål 1, rad 1: "2027-03-15" → "2027-06"', '4 values from 2 people; nothing was written')
    shown = [Collected(dry.folder, files, '--format', 'json', *how).lines() for how in (['--dry-run'], [])]
    check('dry run shows what the run makes', [f['fields'] for f in shown[0][:-1]] == [f['fields'] for f in shown[1][:-1]], shown)
    last = shown[1][-1]
    check('json says the same', (last['forms'], last['values'], last['people'], last['conflicts'], last['unusable']) == (2, 4, 2, 0, 0)
          and last['without-plan'] == ['e1', 'e10', 'e20', 'e21'] and not last['dry-run'], last)
    quiet = Collected(cycle(), files, '--quiet')
    check('quiet', quiet.status == 0 and not quiet.out and not quiet.err and not quiet.same, quiet.all)
    text = Collected(cycle(), files)
    expect('summary', text, 0, 'Maja Solberg (e11): 3 values from ', 'Tor Lie (e15): 1 value from ', '2 forms: 4 values from 2 people',
           'no plan yet: Ingrid Haugen (e1)', without=('Tor Lie (e15),',))


# ---- What a field can hold

def emptied():
    filled = fill(form('e11'), {'conversation/held': '', 'goals/g1/kind': '', 'goals/g1/supports/tidlig-innsats': '', G1M1 + '/deadline': ''})
    done = Collected(cycle(), [filled])
    mine = done.plan('e11')
    check('emptied fields go', done.status == 0 and 'conversation' not in mine and not {'kind', 'supports'} & set(mine['goals'][0])
          and mine['goals'][0]['measures'][0] == {'what': 'Pilot ved to skoler'} and '# det viktigste først' in
          (done.folder / 'plans/2027/e11.yaml').read_text(), done.all + str(mine))
    check('emptied, and silent', run(done.folder, 'check').returncode == 0, run(done.folder, 'check').stderr)
    check('emptied again', Collected(done.folder, [filled]).same)
    done = Collected(cycle(), [fill(form('e11'), {'goals/g1/goal': '', G1M2 + '/what': '  '})])
    expect('required fields stay', done, 1, 'utviklingsmål, mål 1" of Maja Solberg has been emptied; it stays in the record',
           '"Tiltak og aktiviteter, mål 1, rad 2"')
    check('required fields stay in the file', done.same)
    needs = fill(form('e11', 'evaluation'), {'competence-needs/law': '', 'competence-needs/digital': 'on', 'other-needs/1': 'telling',
                                             'other-needs/2': 'veving'})
    done = Collected(cycle(), [needs])
    check('competence needs', done.status == 0 and done.plan('e11')['competence-needs'] == [{'other': 'telling'}, 'digital', {'other': 'veving'}],
          done.all + str(done.plan('e11').get('competence-needs')))
    again = Collected(done.folder, [needs])
    check('competence needs again', again.status == 0 and again.same, again.all)
    only_second = xfdf(form('e15', 'evaluation'), {}, extra=[('other-needs/2', 'veving')])
    done = Collected(cycle(), [only_second])
    again = Collected(done.folder, [only_second])
    check('a need on the second line', done.status == 0 and again.same and done.plan('e15')['competence-needs'] == [{'other': 'veving'}], again.all)
    gone = fill(form('e11', 'evaluation'), {'competence-needs/law': '', 'other-needs/1': ''})
    done = Collected(cycle(), [gone])
    check('all needs gone', done.status == 0 and 'competence-needs' not in done.plan('e11'), done.all)
    check('all needs gone again', Collected(done.folder, [gone]).same)


def dates():
    good = {'2027-10-01': '2027-10-01', '1.10.2027': '2027-10-01', '01/10/2027': '2027-10-01', 'fredag 1. oktober 2027': '2027-10-01',
            '1. okt. 2027': '2027-10-01', '1.10.27': '2027-10-01', 'October 1, 2027': '2027-10-01', '1st October 2027': '2027-10-01',
            '29. februar 2028': '2028-02-29', '1.\u00a0oktober\u00a02027': '2027-10-01', ' 1.10.2027 ': '2027-10-01'}
    for typed, kept in good.items():
        done = Collected(cycle(), [fill(form('e15'), {'conversation/held': typed})])
        check(f'date {typed!r}', done.status == 0 and (done.plan('e15') or {}).get('conversation') == {'held': kept}, done.all)
    for typed in ('31.2.2027', '29. februar 2027', '2027-13-01', '32.1.2027', '1.13.2027', 'i morgen', '2027', '0.1.2027', 'uke 3 i 2027', '1.1.99999'):
        done = Collected(cycle(), [fill(form('e15'), {'conversation/held': typed})])
        check(f'no date {typed!r}', done.status == 1 and done.same and '"Dato" of Tor Lie is no date that there is' in done.err, done.all)
    deadlines = {'nb': ('1. oktober 2027', 'oktober 2027', 'uke 34 i 2027', 'Løpende', 'når snøen går'),
                 'nn': ('1. oktober 2027', 'oktober 2027', 'veke 34 i 2027', 'Løpande', 'når snøen går'),
                 'en': ('1 October 2027', 'October 2027', 'week 34 of 2027', 'Ongoing', 'when the snow goes')}
    for language, person in (('nb', 'e15'), ('nn', 'e13'), ('en', 'e14')):
        number = 1 if person == 'e15' else 7
        for typed, kept in zip(deadlines[language], ('2027-10-01', '2027-10', '2027-W34', 'ongoing', None)):
            filled = fill(form(person), {f'goals/g{number}/goal': 'Nytt', f'goals/g{number}/measures/m{number}/what': 'Gjøre',
                                         f'goals/g{number}/measures/m{number}/deadline': typed})
            done = Collected(cycle(), [filled])
            found = (done.plan(person) or {'goals': [{}]})['goals'][-1].get('measures', [{}])[0].get('deadline')
            check(f'deadline {language} {typed}', done.status == 0 and found == (kept or typed), done.all + str(found))
            check(f'deadline {language} {typed} again', Collected(done.folder, [filled]).same)
    for typed in ('31.2.2027', '2027-02-31', '31. februar 2027', '2027-13', '2027-W60', 'uke 60 i 2027', '1.13.27'):
        done = Collected(cycle(), [fill(form('e13'), {G1M1 + '/deadline': typed})])
        check(f'no deadline {typed}', done.status == 1 and done.same and 'Tidsfrist, mål 1, rad 1" of Ola Bø is no date that there is' in done.err, done.all)


def agreements():
    tick, date = 'agreed/employee/tick', 'agreed/employee'
    for name, values, status, kept in (
            ('both', {tick: 'on', date: '13.1.2027'}, 0, {'employee': '2027-01-13'}), ('only ticked', {tick: 'on'}, 1, None),
            ('only dated', {date: '13.1.2027'}, 1, None), ('no such date', {tick: 'on', date: '31.2.2027'}, 1, None)):
        done = Collected(cycle(), [fill(form('e15'), values)])
        check(f'agreement {name}', done.status == status and (done.plan('e15') or {}).get('agreed') == kept, done.all)
        if status:
            check(f'agreement {name} is said', 'of Tor Lie' in done.err and 'Underskrift, ansatt' in done.err, done.err)
    done = Collected(cycle(), [fill(form('e11'), {tick: ''})])
    check('agreement taken back', done.status == 0 and done.plan('e11')['agreed'] == {'leader': '2027-01-25'}, done.all)
    done = Collected(cycle(), [fill(form('e11'), {tick: '', date: ''}), fill(form('e11'), {'agreed/leader/tick': ''})])
    check('both taken back', done.status == 0 and 'agreed' not in done.plan('e11'), done.all)
    done = Collected(cycle(), [fill(form('e11'), {date: ''})])
    check('agreement without its date', done.status == 1 and done.same, done.all)
    done = Collected(cycle(), [fill(form('e16'), {'agreed/leader/tick': 'on', 'agreed/leader': '3. februar 2027'})])
    check('the second agrees', done.status == 0 and done.plan('e16')['agreed'] == {'employee': '2027-01-22', 'leader': '2027-02-03'}, done.all)


def choices():
    for typed, kept in (('enklere', 'enklere'), ('Enklere hverdag', 'enklere'), ('ENKLERE HVERDAG', 'enklere')):
        done = Collected(cycle(), [old_form(OLD, {'goals/g2/supports': typed})])  # the boxes of today's forms are typed in by nobody
        check(f'supports {typed}', done.status == 0 and done.plan('e11')['goals'][1]['supports'] == kept, done.all)
    done = Collected(cycle(), [old_form(OLD, {'goals/g2/supports': 'flytende-biler'})])
    expect('supports nothing', done, 1, '"goals/g2/supports" of Maja Solberg is none of the focus areas that there are', '"flytende-biler"')
    check('supports nothing is not kept', done.same)
    done = Collected(cycle(), [xfdf(form('e11'), {'goals/g2/kind': 'personal'}, extra=[('goals/g2/supports/flytende-biler', 'on')])])
    expect('a box for nothing', done, 1, '"goals/g2/supports/flytende-biler" of Maja Solberg is none of the focus areas that there are')
    check('a box for nothing is not kept', done.same)
    for state in ('hobby', 'on', 'Work'):
        done = Collected(cycle(), [xfdf(form('e11'), {'goals/g2/kind': state})])
        expect(f'no such kind: {state}', done, 1, 'Type, mål 2" of Maja Solberg is none of the choices that there are')
        check(f'no such kind is not kept: {state}', done.same)
    done = Collected(cycle(), [xfdf(form('e11'), {G1M1 + '/responsible': 'Naboen'})])
    check('responsible in words', done.status == 0 and done.plan('e11')['goals'][0]['measures'][0]['responsible'] == 'Naboen', done.all)
    done = Collected(cycle(), [fill(form('e11'), {G1M1 + '/responsible': ''})])
    check('responsible emptied', done.status == 0 and done.same, done.all)


# ---- Rows

def rows():
    g = 'goals/g{0}/measures/m{0}/what'
    # An empty goal continues the one above: a row of forms of earlier versions, a card of those of today.
    for what, n, filled in (
            ('row', 4, old_form(OLD, {g.format(4): 'Fortsetter', 'goals/g4/measures/m4/deadline': 'juni 2027', 'goals/g5/goal': 'Helt nytt',
                                      g.format(5): 'Begynne'})),
            ('card', 5, fill(form('e11'), {g.format(5): 'Fortsetter', 'goals/g5/measures/m5/deadline': 'juni 2027', 'goals/g7/goal': 'Helt nytt',
                                           g.format(7): 'Begynne'}))):
        done = Collected(cycle(), [filled])
        goals, new = done.plan('e11')['goals'], 5 if what == 'row' else 7
        check(f'a {what} continues', done.status == 0 and goals[1]['measures'] == [{'id': f'm{n}', 'what': 'Fortsetter', 'deadline': '2027-06'}]
              and goals[2] == {'id': f'g{new}', 'goal': 'Helt nytt', 'measures': [{'id': f'm{new}', 'what': 'Begynne'}]}, done.all + str(goals))
        again = Collected(done.folder, [filled])
        check(f'a {what} continues again', again.status == 0 and again.same, again.all)
    rows = old_form(OLD_BLANK, {'who/employee': 'Tor Lie', 'goals/g1/goal': 'En', g.format(1): 'a', g.format(2): 'b', 'goals/g3/goal': 'To',
                                g.format(3): 'c', g.format(4): 'd'})
    done = Collected(cycle(), [rows], '--unsigned')
    check('rows of an earlier version continue in a new plan', done.status == 0 and
          [(goal['goal'], [m['what'] for m in goal['measures']]) for goal in done.plan('e15')['goals']] == [('En', ['a', 'b']), ('To', ['c', 'd'])], done.all)
    new = fill(form('e15'), {'goals/g1/goal': 'En', g.format(1): 'a', 'goals/g1/measures/m2/what': 'b', 'goals/g3/goal': 'To', g.format(3): 'c',
                             'goals/g3/measures/m4/what': 'd', 'goals/g1/kind': 'personal', 'goals/g1/supports/sammen-oppvekst': 'on',
                             'agreed/employee/tick': 'on', 'agreed/employee': '20.1.2027', 'conversation/held': '13.1.2027',
                             'follow-ups/f2/planned': 'oktober 2027'})
    done = Collected(cycle(), [new])
    text = (done.folder / 'plans/2027/e15.yaml').read_text()
    check('measures of a new plan are with their goals', [[m['what'] for m in goal['measures']] for goal in done.plan('e15')['goals']] == [['a', 'b'], ['c', 'd']], text)
    keys = re.findall(r'^(?:  - |    |)([a-z-]+):', text, re.M)
    check('a new plan in the order of people', keys == ['employee', 'unit', 'leader', 'conversation', 'agreed', 'goals', 'id', 'kind', 'goal',
                                                        'supports', 'measures', 'id', 'goal', 'measures', 'follow-ups', 'id', 'planned']
          or keys == ['employee', 'unit', 'leader', 'conversation', 'held', 'agreed', 'employee', 'goals', 'id', 'kind', 'goal',
                      'supports', 'measures', 'id', 'goal', 'measures', 'follow-ups', 'id', 'planned'], keys)
    silent = run(done.folder, 'check')
    check('a new plan is sound', silent.returncode == 0 and 'e15' not in silent.stdout, silent.stdout)
    mode = (done.folder / 'plans/2027/e15.yaml').stat().st_mode & 0o777
    check('a new plan is its owner\'s', mode == 0o600, oct(mode))
    check('a new plan again', Collected(done.folder, [new]).same)
    for name, values, words in (
            ('kind without a goal', {'goals/g5/kind': 'work'}, 'Type, mål 3" of Maja Solberg stands on a row without a goal'),
            ('focus area without a goal', {'goals/g5/supports/tidlig-innsats': 'on'},
             'Støtter, mål 3: Tidlig innsats" of Maja Solberg stands on a row without a goal'),
            ('measure above all goals', None, 'rad 1" of Liv Dahl stands on a row without a goal')):
        filled = fill(form('e11'), values) if values else fill(form('e16'), {g.format(1): 'Svever'})
        done = Collected(cycle(), [filled])
        expect(name, done, 1, words)
        check(f'{name} is not kept', done.same)
    expect('kind without a goal, in a row of an earlier version', Collected(cycle(), [old_form(OLD, {'goals/g4/kind': 'work'})]), 1,
           '"goals/g4/kind" of Maja Solberg stands on a row without a goal')
    # Rows that the record has lost since.
    two = OLA + '''  - id: g2
    goal: Nummer to
    measures:
      - { id: m1, what: to-en }
'''
    folder = make_cycle('rows', {'e13': two})
    for document in ('action-plan', 'follow-up', 'evaluation'):
        make_forms(folder, document, '--employee', 'e13')
    at = folder / 'out/2027/forms'
    cases = [fill(at / 'action-plan/oppvekst/e13.pdf', {'goals/g2/measures/m1/deadline': 'juni 2027'}, 'a.pdf'),
             fill(at / 'action-plan/oppvekst/e13.pdf', {'goals/g2/kind': 'work'}, 'b.pdf'),
             fill(at / 'follow-up/oppvekst/e13.pdf', {'follow-ups/f1/progress/g2/status': 'done'}, 'c.pdf'),
             fill(at / 'follow-up/oppvekst/e13.pdf', {'goals/g2/measures/m1/done': '1.3.2027'}, 'd.pdf'),
             fill(at / 'evaluation/oppvekst/e13.pdf', {'goals/g2/attainment': 'met'}, 'e.pdf'),
             xfdf(at / 'action-plan/oppvekst/e13.pdf', {'goals/g2/measures/m1/deadline': 'juni 2027'}, 'f.xfdf', whole=False)]
    for filled in cases:
        done = Collected(make_cycle('cycle', {'e13': OLA}), [filled])
        check(f'a goal that is gone {filled.stem}', done.status == 1 and done.same and 'does not have any more' in done.err
              and 'Ola Bø' in done.err, done.all)
    one_less = re.sub(r'.*id: m5.*\n', '', OLA)
    for values, document in (({'goals/g1/measures/m5/done': '1.3.2027'}, 'follow-up'), ({'goals/g1/measures/m5/responsible': 'leader'}, 'action-plan')):
        filled = fill(at / document / 'oppvekst/e13.pdf', {**values, 'conversation/held' if document == 'action-plan' else
                                                          'follow-ups/f1/held': '20.5.2027'})
        done = Collected(make_cycle('cycle', {'e13': one_less}), [filled])
        check(f'a measure that is gone, {document}', done.status == 1 and 'does not have any more' in done.err and
              '2027-05-20' in str(done.plan('e13')) and 'm5' not in str(done.plan('e13')), done.all)
    done = Collected(make_cycle('cycle', {'e13': OLA}), [fill(at / 'action-plan/oppvekst/e13.pdf', {'goals/g2/goal': 'Nytt to'})])
    expect('a text of a goal that is gone', done, 1, 'changed both in the record', 'the record has nothing')
    # Goals without ids, and one more above them.
    moved = MAJA.replace('# det viktigste først\n', '- goal: Kom til\n')
    done = Collected(cycle({**PLANS, 'e11': moved}), [fill(form('e11'), {'goals/g1/kind': 'task', G2_TOGETHER: 'on'})])
    goals = done.plan('e11')['goals']
    check('goals without ids have moved', done.status == 0 and goals[0] == {'goal': 'Kom til'} and goals[1]['kind'] == 'task' and
          goals[2]['supports'] == 'sammen-oppvekst', done.all + str(goals))


def other_documents():
    filled = fill(form('e15', 'evaluation'), {'goals/w1/goal': 'Arbeidsmål', 'goals/w1/attainment': 'met', 'goals/d1/goal': 'Lære',
                                              'goals/d1/attainment': 'partly', 'evaluation/held': '1.12.2027', 'evaluation/learnt': 'Mye'})
    done = Collected(cycle(), [filled])
    mine = done.plan('e15')
    check('an evaluation before the plan has goals', done.status == 0 and mine['goals'] == [
        {'id': 'w1', 'kind': 'work', 'goal': 'Arbeidsmål', 'attainment': 'met'}, {'id': 'd1', 'goal': 'Lære', 'attainment': 'partly'}]
          and mine['evaluation'] == {'held': '2027-12-01'}, done.all + str(mine))
    check('an evaluation again', Collected(done.folder, [filled]).same)
    check('an evaluation is sound', run(done.folder, 'check').returncode == 0, run(done.folder, 'check').stderr)
    sheets = fill(form('e11', 'follow-up'), {'follow-ups/f1/held': '21.5.2027', 'follow-ups/f1/progress/g2/status': 'done',
                                             'follow-ups/f2/held': '1.10.2027', 'follow-ups/f2/progress/g1/status': 'delayed',
                                             'follow-ups/f2/next/date': 'mars 2028', 'follow-ups/f2/next/time': '09.00',
                                             'follow-ups/f2/next/place': 'Møterom: 2'})
    done = Collected(cycle(), [sheets])
    ups = done.plan('e11')['follow-ups']
    check('follow-ups of both windows', done.status == 0 and len(ups) == 2 and ups[0]['held'] == '2027-05-21' and
          ups[0]['progress'][1] == {'goal': 'g2', 'status': 'done'} and ups[1] == {
              'id': 'f2', 'held': '2027-10-01', 'progress': [{'goal': 'g1', 'status': 'delayed'}],
              'next': {'date': '2028-03', 'time': '09.00', 'place': 'Møterom: 2'}}, done.all + str(ups))
    again = Collected(done.folder, [sheets])
    check('follow-ups again', again.status == 0 and again.same, again.all)
    done = Collected(cycle(), [fill(form('e11', 'follow-up'), {'follow-ups/f2/held': '1.10.2027'}),
                               fill(form('e11', 'follow-up'), {'follow-ups/f2/progress/g1/status': 'done'})])
    check('two copies of a follow-up', done.status == 0 and done.plan('e11')['follow-ups'][1] ==
          {'id': 'f2', 'held': '2027-10-01', 'progress': [{'goal': 'g1', 'status': 'done'}]}, done.all)


def next_follow_up():
    """The sheet is that of the first follow-up that is not held; one of an earlier follow-up is read whenever it comes back."""
    folder = make_cycle('next', {'e13': OLA})
    made = folder / 'out/2027/forms/follow-up/oppvekst/e13.pdf'

    def asks_for(path=made):
        with pikepdf.open(path) as pdf:
            return {at.split('/')[1] for _, _, at in fields(pdf) if at.startswith('follow-ups/')}

    def forms(*arguments):
        done = run(folder, 'forms', 'follow-up', '--employee', 'e13', '--prune', *arguments)
        return done.stdout + done.stderr
    forms()
    check('the first follow-up', asks_for() == {'f1'}, asks_for())
    first = fill(made, {'follow-ups/f1/held': '21.5.2027', 'follow-ups/f1/progress/g1/status': 'done', 'follow-ups/f1/next/date': '1.10.2027',
                        'goals/g1/measures/m1/done': '1.5.2027'})
    late = fill(made, {'follow-ups/f1/held': '21.5.2027', 'follow-ups/f1/next/place': 'Møterom 2'})
    done = Collected(folder, [first])
    plan = done.plan('e13')
    check('the first follow-up comes back', done.status == 0 and plan['follow-ups'][0]['held'] == '2027-05-21'
          and plan['goals'][0]['measures'][0]['done'] == '2027-05-01', done.all)
    forms()
    with pikepdf.open(made) as pdf:
        measures = {at.split('/')[3] for _, _, at in fields(pdf) if '/measures/' in at}
    check('then the second', asks_for() == {'f2'}, asks_for())
    check('measures that are done are left out', measures == {'m2', 'm3', 'm4', 'm5'}, measures)
    second = fill(made, {'follow-ups/f2/held': '1.10.2027', 'follow-ups/f2/progress/g1/status': 'on-track'})
    done = Collected(folder, [late])
    check('an earlier sheet comes late', done.status == 0 and done.plan('e13')['follow-ups'][0]['next']['place'] == 'Møterom 2', done.all)
    done = Collected(folder, [second])
    ups = done.plan('e13')['follow-ups']
    check('the second comes back', done.status == 0 and len(ups) == 2 and ups[1]['held'] == '2027-10-01', done.all)
    said = forms()
    check('all are held', 'people without: 1 have held all follow-ups' in said and not made.exists(), said)
    said = forms('--follow-up', '1')
    check('a follow-up that is held', made.exists() and asks_for() == {'f1'}, said)
    forms('--follow-up', 'all')
    check('all follow-ups', asks_for() == {'f1', 'f2'}, asks_for())
    done = run(folder, 'forms', 'follow-up', '--blank', '2', '--follow-up', '2')
    check('blank sheets of the second', asks_for(folder / 'out/2027/forms/follow-up/_blank.pdf') == {'f2'}, done.stderr)


# ---- Whose it is

def whose():
    def typed(employee, leader='', name='13.1.2027'):
        values = {'who/employee': employee, 'conversation/held': name}
        return fill(blank(), {**values, **({'who/leader': leader} if leader else {})})
    for employee, leader, person in (('Tor Lie', '', 'e15'), ('  tor   LIE ', '', 'e15'), ('e15', '', 'e15'), ('E15', '', 'e15'),
                                     ('Kari Nordmann', 'Jon Eira', 'e12'), ('kari nordmann', 'Grete Moe', 'e21')):
        listed = Collected(cycle(), [typed(employee, leader)])
        check(f'blank of {employee!r} {leader} is only listed', listed.status == 1 and listed.same and f'({person}): would take 1 value from' in listed.out
              and '2027-01-13' in listed.out and 'so anybody can have filled it in' in listed.err and '--unsigned' in listed.err and
              '1 file not taken without --unsigned' in listed.out, listed.all)
        done = Collected(cycle(), [typed(employee, leader)], '--unsigned')
        check(f'blank of {employee!r} {leader}', done.status == 0 and done.changed() == [f'plans/2027/{person}.yaml'], done.all)
    for employee, leader in (('Kari Nordmann', ''), ('Kari Nordmann', 'Ingrid Haugen')):
        done = Collected(cycle(), [typed(employee, leader)])
        expect(f'ambiguous {leader}', done, 1, 'several people are called "Kari Nordmann"', 'e12 (Oppvekst), e21 (Kultur): --as ID decides', '1 file of no use')
    done = Collected(cycle(), [typed('Kari Nordmann')], '--as', 'e21', '--unsigned')
    check('--as decides', done.status == 0 and done.changed() == ['plans/2027/e21.yaml'], done.all)
    done = Collected(cycle(), [typed('Tor L.')])
    expect('unknown name', done, 1, '"Tor L." is nobody in the chart', '--as ID')
    done = Collected(cycle(), [typed('Tor L.')], '--as', 'e15', '--unsigned')
    check('unknown name with --as', done.status == 0 and done.changed() == ['plans/2027/e15.yaml'], done.all)
    done = Collected(cycle(), [typed('Tor Lie')], '--as', 'e11')
    expect('another\'s name with --as', done, 1, 'this form says it is of Tor Lie, and --as that it is of Maja Solberg')
    check('another\'s name with --as writes nothing', done.same)
    done = Collected(cycle(), [fill(blank(), {'conversation/held': '13.1.2027'})])
    expect('no name', done, 1, "nobody's name or id stands on this form")
    done = Collected(cycle(), [typed('../../etc/passwd')])
    expect('a climbing name', done, 1, 'is nobody in the chart')
    check('unknown --as', Collected(cycle(), [typed('x')], '--as', 'e99').status == 2)
    several = fill(blank(), {(1, 'who/employee'): 'Tor Lie', (1, 'conversation/held'): '13.1.2027',
                             (3, 'who/employee'): 'Liv Dahl', (3, 'goals/g1/goal'): 'Mål', (3, G1M1 + '/what'): 'Tiltak'})
    listed = Collected(cycle(), [several])
    check('several copies are one error', listed.same and listed.err.count('error: ') == 1 and 'of Tor Lie and 1 other was not taken' in listed.err, listed.all)
    done = Collected(cycle(), [several], '--unsigned')
    check('several copies in a file', done.status == 0 and done.changed() == ['plans/2027/e15.yaml', 'plans/2027/e16.yaml'] and
          ', copy 3' in done.out and done.plan('e16')['goals'][0]['goal'] == 'Mål', done.all)
    check('several copies again', Collected(done.folder, [several], '--unsigned').same)
    done = Collected(cycle(org=ORG.replace('        - { id: e15, name: Tor Lie }\n', '')), [fill(form('e15'), {'conversation/held': '13.1.2027'}),
                                                                                          fill(form('e11'), {G2_TOGETHER: 'on'})])
    expect('someone who left', done, 1, 'the form is of e15, who is nobody in the chart', 'Maja Solberg (e11): 1 value')
    done = Collected(cycle({**PLANS, 'e15': 'employee: e15\ngoals: {\n'}), [fill(form('e15'), {'conversation/held': '13.1.2027'})])
    expect('a broken plan', done, 1, 'plans/2027/e15.yaml', 'what Tor Lie has filled in cannot be added to a record that is wrong')
    check('a broken plan is left alone', done.same)


# ---- Files that are no use

def plain(root='samtale/1/action-plan/2027/e=e15', field='conversation/held', value='13.1.2027', xmp=None):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if field:
        leaf = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String(f'{root}.1-1.{field}' if root else field),
                                                    V=pikepdf.String(value), Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([leaf]))
    if xmp:
        packet = ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
                  f'xmlns:samtale="https://samtale.example/ns/form/1/" samtale:form="{xmp}"/></rdf:RDF></x:xmpmeta>')
        pdf.Root.Metadata = pikepdf.Stream(pdf, packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    return pdf


def states():
    folder = work / 'states'
    folder.mkdir()
    good = fill(form('e15'), {'conversation/held': '13.1.2027'})
    ours = 'samtale/1/action-plan/2027/e=e15'
    plain(root=None, field=None).save(folder / 'other.pdf')
    plain(root='samtale/3/action-plan/2027/e=e15').save(folder / 'newer.pdf')
    plain(field=None, xmp=ours).save(folder / 'flattened.pdf')
    plain(root=None, field='Text1', xmp=ours).save(folder / 'renamed.pdf')
    plain(root='samtale/1/action-plan/2026/e=e15').save(folder / 'period.pdf')
    plain(root='samtale/1/action-plan/2027/e=::').save(folder / 'climbs.pdf')
    pikepdf.open(good).save(folder / 'locked.pdf', encryption=pikepdf.Encryption(owner='o', user='u'))
    scan = pikepdf.new()
    scan.add_blank_page()
    image = pikepdf.Stream(scan, b'\0' * 100, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10, BitsPerComponent=8,
                           ColorSpace=pikepdf.Name.DeviceGray)
    scan.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=scan.make_indirect(image)))
    scan.pages[0].Contents = pikepdf.Stream(scan, b'q 595 0 0 842 0 0 cm /Im Do Q')
    scan.save(folder / 'scan.pdf')
    write(folder / 'damaged.pdf', b'%PDF-1.7\n1 0 obj\n<<')
    write(folder / 'unknown.xfdf', 'Kjære HR, her er svaret mitt')
    write(folder / 'large.fdf', b'%FDF-1.2\n' + b'[' * 100000)
    with pikepdf.open(good) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String('app.alert(1)'))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T=pikepdf.String('Signature1'), V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))))
        pdf.save(folder / 'signed.pdf')
    said = {'other.pdf': 'no form of samtale', 'newer.pdf': 'made by a newer version', 'flattened.pdf': 'has no fields', 'scan.pdf': 'a scan, without fields',
            'renamed.pdf': 'have other names', 'period.pdf': 'is of the period 2026, and the cycle is of 2027', 'locked.pdf': 'is encrypted',
            'damaged.pdf': 'is damaged', 'unknown.xfdf': '', 'large.fdf': '', 'climbs.pdf': 'the form is of .., who is nobody in the chart'}
    files = [folder, folder / 'missing.pdf', fill(form('e11'), {G2_TOGETHER: 'on'})]
    done = Collected(cycle(), files)
    for name, words in said.items():
        lines = [line for line in done.err.splitlines() if name + ': error: ' in line]
        check(f'state {name}', len(lines) == 1 and words in lines[0], lines or done.err)
    expect('state signed and scripts', done, 1, 'signed.pdf: warning: the file is digitally signed', 'signed.pdf: warning: scripts have been added', 'missing.pdf')
    expect('a flattened form names its person', done, 1, 'flattened.pdf: error: Tor Lie: this form has no fields')
    check('the others go on', done.plan('e11')['goals'][1]['supports'] == 'sammen-oppvekst' and done.plan('e15')['conversation']['held'] == '2027-01-13' and
          '12 files of no use' in done.out, done.all)
    named = work / os.fsdecode(b'navn\xe5\x1b[31m.pdf')
    named.write_bytes(good.read_bytes())
    for how in ([], ['--format', 'json']):
        done = subprocess.run([SAMTALE_, '-C', cycle(), 'collect', named, folder / 'other.pdf', *how], capture_output=True, check=False)
        check(f'a hostile file name {how}', done.returncode == 1 and b'\x1b' not in done.stdout + done.stderr and
              (done.stdout + done.stderr).decode() and b'e15' in done.stdout, done)
    check('nothing named', Collected(cycle(), []).status == 2)
    check('a wrong preference', Collected(cycle(), [good], '--prefer', 'both').status == 2)
    # Fields that no form of ours has.
    for path in ('competence-needs/unknown', 'other-needs/x', 'follow-ups/f9/held', 'follow-ups/x/held',
                 'goals/../goal', 'employee', 'follow-ups/f1/progress/g9/status', f'goals/{"x" * 70}/goal', 'other-needs/0'):
        done = Collected(cycle(), [xfdf(form('e15'), {'conversation/held': '13.1.2027'}, extra=[(path.replace('.', ':'), '1.10.2027')])])
        check(f'hostile path {path[:30]}', done.status == 1 and done.plan('e15') == {
            'employee': 'e15', 'unit': 'oppvekst', 'leader': 'e10', 'conversation': {'held': '2027-01-13'}} and 'Tor Lie' in done.err, done.all)


SAMTALE_ = collecting.SAMTALE


# ---- When the system fails

def system():
    filled = [fill(form('e11'), {G2_TOGETHER: 'on'}), fill(form('e15'), {'conversation/held': '13.1.2027'})]
    folder = cycle()
    elsewhere = work / 'elsewhere'
    (folder / 'plans/2027').rename(elsewhere)
    (folder / 'plans/2027').symlink_to(elsewhere)
    before = snapshot(elsewhere)
    done = Collected(folder, filled)
    expect('a folder that is a link', done, 3, 'a folder on the way is a link that leads elsewhere', 'nothing was kept of', '0 values from 0 people')
    check('a folder that is a link is not written to', snapshot(elsewhere) == before)
    full = work / 'full'
    full.mkdir()
    mounted = not subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', full], check=False, capture_output=True).returncode
    try:
        subprocess.run(['cp', '-r', f'{cycle()}/.', full], check=True)
        if mounted:
            with open(full / 'filler', 'wb', buffering=0) as filler:
                try:
                    while filler.write(b'x' * 4096):
                        pass
                except OSError:
                    pass
            done = Collected(full, filled)
        else:
            done = Collected(full, filled, preexec_fn=lambda: __import__('resource').setrlimit(__import__('resource').RLIMIT_FSIZE, (0, 0)))
        expect('disk full', done, 3, 'could not be written', 'nothing was kept of')
        check('disk full leaves nothing half-written', done.same, done.changed())
        names = [p.name for p in pathlib.Path(full).rglob('plans/**/*') if p.is_file()]
        check('disk full leaves no scraps', sorted(names) == sorted(f'{p}.yaml' for p in PLANS), names)
    finally:
        if mounted:
            subprocess.run(['umount', full], check=False)
    # What cannot be made anew beside the old file is written in place, unless the file may not be written either.
    for name, mode in ('a read-only folder', 0o644), ('a read-only folder and files', 0o444):
        folder = cycle()
        plans = folder / 'plans/2027'
        before = {p.name: p.stat().st_ino for p in plans.iterdir()}
        for path in plans.iterdir():
            path.chmod(mode)
        plans.chmod(0o500)
        try:
            done = Collected(folder, filled, **as_another(folder))
            expect(name, done, 3, 'plans/2027/e15.yaml could not be written')
            check(f'{name}: what is changed', done.changed() == (['plans/2027/e11.yaml'] if mode == 0o644 else []), done.changed())
            check(f'{name}: the same files', {p.name: p.stat().st_ino for p in plans.iterdir()} == before, list(plans.iterdir()))
        finally:
            plans.chmod(0o700)


def as_another(folder):
    """How to run as somebody whom modes stop: root is not stopped, so then nobody gets the cycle."""
    if os.geteuid():
        return {}
    subprocess.run(['chmod', '-R', 'go+rX', work], check=False)
    subprocess.run(['chown', '-R', 'nobody', folder], check=False)
    return {'user': 'nobody', 'group': 'nogroup', 'extra_groups': []}


# ---- The user's own files

def own():
    filled = [fill(form('e11'), {G2_TOGETHER: 'on'})]

    def collected(folder, **how):
        return Collected(folder, filled, **how)

    folder = cycle()
    plan_file = folder / 'plans/2027/e11.yaml'
    plan_file.chmod(0o664)
    os.setxattr(plan_file, 'user.reviewed', b'yes')
    if not os.geteuid():
        os.chown(plan_file, 65534, 4321)
    was = plan_file.stat()
    done = collected(folder)
    is_now = plan_file.stat()
    expect('mode, owner, group', done, 0, '1 value from 1 person')
    check('mode, owner, group are kept', (is_now.st_mode, is_now.st_uid, is_now.st_gid) == (was.st_mode, was.st_uid, was.st_gid), (was, is_now))
    check('extended attributes are kept', os.getxattr(plan_file, 'user.reviewed') == b'yes')
    # Links
    folder, share = cycle(), work / 'share'
    share.mkdir()
    plan_file = folder / 'plans/2027/e11.yaml'
    plan_file.rename(share / 'maja.yaml')
    plan_file.symlink_to(share / 'maja.yaml')
    write(share / '.maja.yaml.samtale-a1B2c3', 'half')
    done = collected(folder)
    expect('a plan that is a link', done, 0, '1 value from 1 person')
    check('a link stays one', plan_file.is_symlink() and done.plan('e11')['goals'][1]['supports'] == 'sammen-oppvekst', done.all)
    check('nothing is left behind a link', [p.name for p in share.iterdir()] == ['maja.yaml'], list(share.iterdir()))
    (share / 'maja.yaml').rename(share / 'away.yaml')
    done = collected(folder)
    expect('a link that leads nowhere', done, 1, 'plans/2027/e11.yaml: error: there is no such file', 'Maja Solberg')
    check('a link that leads nowhere stays', plan_file.is_symlink() and [p.name for p in share.iterdir()] == ['away.yaml'], list(share.iterdir()))
    plan_file.unlink()
    plan_file.symlink_to('e11.yaml')
    expect('a link in a circle', collected(folder), 3, 'plans/2027/e11.yaml: error: the file cannot be read')
    # Another's file, in a folder of ours.
    if os.geteuid():
        check('anothers file', False, 'this test gives a file to somebody else, so it needs root')
    else:
        folder = cycle()
        plan_file = folder / 'plans/2027/e11.yaml'
        how = as_another(folder)
        os.chown(plan_file, 0, 4321)
        plan_file.chmod(0o644)
        done = collected(folder, **how)
        expect('anothers file', done, 0, '1 value from 1 person', 'plans/2027/e11.yaml: saved, but', 'keep its owner, group')
        check('anothers file is saved', done.plan('e11')['goals'][1]['supports'] == 'sammen-oppvekst' and done.err.count('warning') == 1, done.all)
    # What a run that was killed has left
    folder = cycle()
    for name in 'plans/2027/.e11.yaml.samtale-a1B2c3', 'answers/2027/.x.yaml.samtale-a1B2c3', 'answers/2027/.new/1.yaml':
        write(folder / name, 'half')
    write(folder / 'plans/2027/.e11.yaml.swp', 'an editor\'s')
    write(folder / '.e11.yaml.samtale-a1B2c3', (folder / 'plans/2027/e11.yaml').read_text())
    write(folder / '.e12.yaml.samtale-a1B2c3', 'employee: e12\n')
    dry = Collected(folder, filled, '--dry-run')
    check('a dry run clears nothing', dry.same, dry.changed())
    done = collected(folder)
    left = sorted(str(p.relative_to(folder)) for p in folder.rglob('.*') if '/templates' not in str(p))
    check('leftovers go', left == ['.e12.yaml.samtale-a1B2c3', 'plans/2027/.e11.yaml.swp'], left)
    expect('a plan that was half written', done, 0, '.e12.yaml.samtale-a1B2c3 is what a run that was stopped was writing to plans/2027/e12.yaml')
    # Two at a time
    folder = cycle()
    lock = os.open(folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    done = collected(folder)
    expect('two at a time', done, 3, 'another run is collecting into this directory')
    check('two at a time change nothing', done.same, done.changed())
    os.close(lock)


work.chmod(0o755)
for test in (untouched, keeps_the_rest, texts, privacy, two_copies, dry_run, emptied, dates, agreements, choices, rows, other_documents,
             next_follow_up, whose,
             states, system, own):
    try:
        test()
    except Exception as error:  # pylint: disable=broad-except
        import traceback
        check(test.__name__, False, traceback.format_exc() if os.environ.get('VERBOSE') else repr(error))
end()
