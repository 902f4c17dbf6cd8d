#!/usr/bin/python3
"""Whose forms are believed: after a move, signed with a leader's key, in a leader's own directory; and what is left of a plan when an
unsigned form is taken."""
import json
import os
import re
import shutil

import pikepdf

import collecting
from collecting import ORG, Collected, check, earlier, end, fill, fields, make_cycle, make_forms, old_form, run, sign_again, split, work, write, xfdf

collecting.group = 'signed'
FULL = '''employee: e11
unit: oppvekst
leader: e10
conversation: { held: 2027-01-20 }
agreed: { employee: 2027-01-28, leader: 2027-01-29 }
goals:
  - { id: g1, goal: Nytt skjema, kind: work, supports: sammen-oppvekst, measures: [{ id: m1, what: Pilot, deadline: 2027-06-01 }] }
competence-needs: [digital, { other: Klart språk }]
'''
MOVED = ORG.replace('        - { id: e15, name: Tor Lie }\n', '').replace("        - { id: e21,", "        - { id: e15, name: Tor Lie }\n        - { id: e21,") \
    .replace('        - { id: e11, name: Maja Solberg }\n', '').replace("        - { id: e21,", "        - { id: e11, name: Maja Solberg }\n        - { id: e21,")
WARNING = 'Tor Lie: this form was made with Jon Eira as leader, in Oppvekst, and is recorded there; today it is Grete Moe, in Kultur'


def form(folder, person, unit='oppvekst', document='action-plan'):
    return folder / f'out/2027/forms/{document}/{unit}/{person}.pdf'


def expect(name, done, status, *sentences, same=None):
    lacking = [s for s in sentences if s not in done.all]
    check(name, done.status == status and not lacking and (same is None or done.same == same), f'{lacking} {done.all}')


# ---- After a move

def moves():
    before = make_cycle('before', {'e11': FULL})
    make_forms(before, 'action-plan')
    after = lambda plans=None, org=MOVED: make_cycle('after', plans or {}, org=org)
    held = {'conversation/held': '13.1.2027'}
    old = fill(form(before, 'e15'), {**held, 'goals/g1/goal': 'Mål', 'goals/g1/supports/sammen-oppvekst': 'on'})
    done = Collected(after(), [old])
    expect('moved: recorded where it was made', done, 0, WARNING)
    found = done.plan('e15')
    check('moved: unit and leader of the form, and a focus area of its unit', found['unit'] == 'oppvekst' and found['leader'] == 'e10' and
          found['goals'][0].get('supports') == 'sammen-oppvekst' and done.err.count('warning: ') == 1 and run(done.folder, 'check').returncode == 0, found)
    theirs = xfdf(form(before, 'e15'), {'goals/g1/goal': 'Mål'}, extra=[('goals/g1/supports/sammen-kultur', 'on')])
    done = Collected(after(), [theirs])
    check("moved: a focus area of today's unit", done.status == 0 and done.plan('e15')['goals'][0].get('supports') == 'sammen-kultur', done.all)
    elsewhere = make_cycle('elsewhere', {})  # where Kultur is nobody's unit on the way
    done = Collected(elsewhere, [theirs])
    expect('a focus area of a unit that is not theirs', done, 1, 'none of the focus areas')
    check('a focus area of a unit that is not theirs is not kept', 'supports' not in done.plan('e15')['goals'][0], done.all)
    for unit in ('oppvekst', 'kultur'):  # by its title, in a form of version 0.2
        typed = old_form(earlier('action-plan-0.2'), {'goals/g4/goal': 'Mål', 'goals/g4/supports': f'Sammen i {unit}'})
        done = Collected(after(), [typed])
        check(f'moved: a focus area of {unit}, typed', done.status == 0 and done.plan('e11')['goals'][0].get('supports') == f'sammen-{unit}' and
              done.plan('e11')['leader'] == 'e10', done.all)
    new = make_cycle('new', {}, org=MOVED)
    make_forms(new, 'action-plan', '--employee', 'e15')
    fresh = fill(form(new, 'e15', 'kultur'), {'conversation/held': '14.1.2027'})
    done = Collected(after(), [fresh])
    check('of today: no word of a move', done.status == 0 and 'warning' not in done.err and done.plan('e15')['leader'] == 'e20', done.all)
    done = Collected(after({'e11': FULL}), [fill(form(before, 'e11'), {'conversation/held': '21.1.2027'})])
    expect("moved: the plan's leader", done, 0, 'Maja Solberg: this form was made with Jon Eira as leader, in Oppvekst, and is recorded in the plan that there is')
    check('moved: the plan keeps unit and leader', done.plan('e11')['leader'] == 'e10' and done.plan('e11')['conversation']['held'] == '2027-01-21', done.all)
    theirs = 'employee: e15\nunit: kultur\nleader: e20\nconversation: { held: 2027-01-12 }\n'
    done = Collected(after({'e15': theirs}), [old])
    expect('moved: the plan is with another leader now', done, 1, f'{old}: error: Tor Lie: this form was made with Jon Eira as leader, who leads Tor Lie neither '
           'today nor in the plan', same=True)
    done = Collected(after({'e15': theirs}), [old], '--unsigned', '--prefer', 'form')
    check('and --unsigned changes nothing of that', done.status == 1 and done.same, done.all)
    done = Collected(after({'e15': 'employee: e15\nconversation: { held: 2027-01-12 }\n'}), [old])
    check('moved: a plan that names no leader', done.status == 1 and done.same, done.all)
    done = Collected(after(), [fresh, old])
    check('moved: a plan that this run has begun', done.status == 1 and done.plan('e15')['leader'] == 'e20' and 'goals' not in done.plan('e15'), done.all)
    # the leader has left, or the unit is no more
    gone = MOVED.replace('e10', 'e17').replace('Jon Eira', 'Per Ås')
    done = Collected(after(org=gone), [old])
    expect('the leader is nobody any more', done, 1, 'Tor Lie: this form was made with e10 as leader, who cannot be named in a new plan', same=True)
    # an acting leader of the person's unit, on another day of the period
    acting = make_cycle('acting', {}, org=ORG.replace('leader: e10', 'leader: e10\n      acting: { id: e16, from: 2027-05-01, to: 2027-06-30 }'))
    make_forms(acting, 'action-plan', '--employee', 'e15', '--as-of', '2027-05-15')
    path = fill(form(acting, 'e15'), {'conversation/held': '16.5.2027'})
    write(acting / 'plans/2027/e15.yaml', 'employee: e15\nunit: oppvekst\nleader: e10\n')
    done = Collected(acting, [path], '--as-of', '2027-09-01')
    check('of an acting leader, when the leader is back', done.status == 0 and done.plan('e15')['conversation'] == {'held': '2027-05-16'} and
          'made with Liv Dahl as leader' in done.err, done.all)


# ---- Signed, but by whom?

def leaders_keys():
    """A name with the right MAC of another leader: what a leader can make whose own directory has a key."""
    folder = make_cycle('keys', {'e11': FULL})
    make_forms(folder, 'action-plan')
    for name, change, fits in (('as it is', lambda r: r, True), ('another leader', lambda r: r.replace('l=e10', 'l=e20'), False),
                               ('the person', lambda r: r.replace('l=e10', 'l=e11'), False), ('the leader above', lambda r: r.replace('l=e10', 'l=e1'), False)):
        path = sign_again(xfdf(form(folder, 'e11'), {'follow-up-informal': 'x', 'conversation/held': '22.1.2027'}, whole=False), change)
        data = re.sub('~[0-9a-f]{8}', '', path.read_text())  # the marks are of another name now
        path.write_text(data)
        kept = make_cycle('keys-now', {'e11': FULL.replace('conversation: { held: 2027-01-20 }\n', '')})
        done = Collected(kept, [path])
        if fits:
            check(f'{name} is taken', done.status == 0 and done.plan('e11')['conversation']['held'] == '2027-01-22', done.all)
        else:
            expect(f'{name} is refused', done, 1, 'Maja Solberg: this form was made with', 'who leads Maja Solberg neither', same=True)
    path = sign_again(xfdf(form(folder, 'e12'), {'conversation/held': '22.1.2027'}, whole=False), lambda r: r.replace('l=e10', 'l=e20').replace('u=oppvekst', 'u=kultur'))
    done = Collected(make_cycle('keys-now', {}), [path])
    check('where there is no plan it begins one, and is named', done.status == 0 and done.plan('e12')['leader'] == 'e20' and
          'Kari Nordmann: this form was made with Grete Moe as leader, in Kultur' in done.err, done.all)
    part = work / 'part-e10'
    run(folder, 'split', '--leader', 'e10', part, '--quiet')
    check('the key of a part', (part / 'secret.key').read_bytes() == collecting.derive('form', 'e10'))
    # each reads the other's
    for person in ('e15', 'e12'):
        make_forms(part, 'action-plan', '--employee', person)
    check('one form, whoever makes it', form(part, 'e15').read_bytes() == form(folder, 'e15').read_bytes())
    # A part does not know namesakes elsewhere, so the marking does not tell e12 apart; the fields are the same.
    check('one form of a namesake', with_names(form(part, 'e12')).keys() == with_names(form(folder, 'e12')).keys())
    for there in (part, folder):
        done = Collected(there, [fill(form(part if there == folder else folder, 'e12'), {'conversation/held': '23.1.2027'})])
        check(f'{there.name} reads the other\'s', done.status == 0 and done.plan('e12')['conversation']['held'] == '2027-01-23', done.all)
    done = Collected(part, [fill(form(folder, 'e21', 'kultur'), {'conversation/held': '23.1.2027'})], '--unsigned')
    expect('a part says whose it is', done, 1, 'this form is of somebody whose leader is e20, so it cannot be checked here', 'HR collects it', same=True)
    blanks(folder, part)


def blanks(hr, part):
    values = {'who/employee': 'Tor Lie', 'conversation/held': '24.1.2027'}
    for place in (hr, part):
        make_forms(place, 'action-plan', '--blank', '1')
    names = {place: next(iter(with_names(place / 'out/2027/forms/action-plan/_blank.pdf'))).split('.')[0] for place in (hr, part)}
    check("a blank form of HR is signed, a leader's is not", re.search('/2027/[0-9a-f]{16}$', names[hr]) and names[part].endswith('/2027/-'), names)
    for made in (hr, part):
        path = fill(made / 'out/2027/forms/action-plan/_blank.pdf', values)
        for there in (hr, part):
            what = f'a blank form of {made.name} in {there.name}'
            done = Collected(there, [path])
            expect(f'{what} is listed', done, 1, 'Tor Lie (e15): would take 1 value from', 'what it says of Tor Lie was not taken', same=True)
            copy = work / 'copy'
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(there, copy)
            done = Collected(copy, [path], '--unsigned')
            check(f'{what} is taken with --unsigned', done.status == 0 and done.plan('e15')['conversation'] == {'held': '2027-01-24'}, done.all)
    untouched = Collected(hr, [hr / 'out/2027/forms/action-plan/_blank.pdf'])
    check('a blank form that nobody has touched is no error', untouched.status == 0 and untouched.same, untouched.all)
    for root in ('samtale/2/nordlia-kommune/action-plan/2027/-', 'samtale/2/nordlia-kommune/action-plan/2027/u=oppvekst/e=e15/l=e10/-'):
        path = xfdf(hr / 'out/2027/forms/action-plan/_blank.pdf', values, whole=False)
        path.write_text(re.sub(r'samtale/2/[^".]*', root, path.read_text()))
        done = Collected(hr, [path])
        wrong = 'e=e15' in root
        check(f'"-" {"with" if wrong else "without"} a person', done.status == 1 and done.same and
              ('Tor Lie: this form has not been made with this secret.key' in done.err) == wrong, done.all)


def with_names(source):
    with pikepdf.open(source) as pdf:
        return {name: field for field, name in fields(pdf).values()}


# ---- What an unsigned form leaves as it is

def oldest_form(folder, values, person='e11'):
    """A form of version 0.1: no MAC; all that is not in it counts as empty before."""
    path = xfdf(form(folder, person), {}, extra=values, whole=False)
    path.write_text(re.sub(r'samtale/2/[^".]*', f'samtale/1/action-plan/2027/e={person}', path.read_text()))
    return path


def unsigned():
    folder = make_cycle('old', {'e11': FULL})
    make_forms(folder, 'action-plan')
    wanted = collecting.plan(folder, 'e11')
    overwriting = {
        'a text': [('goals/g1/goal', 'ANNET')], 'a day': [('conversation/held', '22.1.2027')], 'a day emptied': [('conversation/held~000000', '')],
        'a choice': [('goals/g1/kind', 'personal')], 'a focus area': [('goals/g1/supports', 'Enklere hverdag')],
        'a focus area taken away': [('goals/g1/supports/sammen-oppvekst~000000', '')],
        'a focus area beside another goal': [('goals/g1/goal', 'ANNET'), ('goals/g1/supports/enklere', 'on')],
        'a tick beside another measure': [('goals/g1/measures/m1/what', 'ANNET'), ('goals/g1/measures/m1/ticked', 'on')],
        'a measure': [('goals/g1/measures/m1/what', 'ANNET')], 'a deadline': [('goals/g1/measures/m1/deadline', '1.7.2027')],
        'a tick taken away': [('competence-needs/digital~000000', '')], 'another need': [('other-needs/1', 'ANNET')],
        'a need emptied': [('other-needs/1~000000', '')],
        'an agreement taken away': [('agreed/employee/tick~000000', ''), ('agreed/employee', '28.1.2027')],
        'an agreement moved': [('agreed/employee/tick', 'on'), ('agreed/employee', '1.2.2027')],
        'beside another goal': [('goals/g1/goal', 'ANNET'), ('goals/g1/attainment', 'met'), ('goals/g1/measures/m2/what', 'NYTT'),
                                ('goals/g1/measures/m1/done', '1.2.2027')],
        'beside another measure': [('goals/g1/measures/m1/what', 'ANNET'), ('goals/g1/measures/m1/done', '1.2.2027')],
    }
    own = split(folder, 'e10', 'old-e10', {'e11': FULL})
    for name, values in overwriting.items():
        for where, options in ((folder, []), (folder, ['--prefer', 'form']), (own, ['--prefer', 'form', '--with-comments']), (folder, ['--prefer', 'record'])):
            done = Collected(where, [oldest_form(folder, values)], '--unsigned', *options)
            check(f'unsigned: {name} {options}', done.status < 2 and done.same and collecting.plan(where, 'e11') == wanted, done.all)
    filling = {'a day': ([('evaluation/held', '1.12.2027')], lambda p: p['evaluation'] == {'held': '2027-12-01'}),
               'an attainment': ([('goals/g1/attainment', 'met')], lambda p: p['goals'][0]['attainment'] == 'met'),
               'the same goal': ([('goals/g1/goal', 'Nytt skjema'), ('goals/g1/measures/m2/what', 'NYTT')], lambda p: len(p['goals'][0]['measures']) == 2),
               'a new goal': ([('goals/g2/goal', 'NYTT'), ('goals/g2/measures/m1/what', 'TILTAK')], lambda p: p['goals'][1]['goal'] == 'NYTT'),
               'a focus area': ([('goals/g1/supports/enklere', 'on')], lambda p: p['goals'][0]['supports'] == ['sammen-oppvekst', 'enklere']),
               'a measure that is ticked': ([('goals/g1/measures/m1/ticked', 'on')], lambda p: p['goals'][0]['measures'][0]['done'] == 'true'),
               'a need': ([('competence-needs/law', 'on')], lambda p: 'law' in p['competence-needs'])}
    for name, (values, holds) in filling.items():
        copy = make_cycle('old-now', {'e11': FULL})
        path = oldest_form(folder, values)
        listed = Collected(copy, [path])
        expect(f'unsigned: {name} is listed', listed, 1, 'Maja Solberg (e11): would take', 'for version 0.1 made it; what it says of Maja Solberg was not taken',
               '0 values from 0 people, 1 file not taken without --unsigned', same=True)
        done = Collected(copy, [path], '--unsigned')
        check(f'unsigned: {name} is taken', done.status == 0 and holds(done.plan('e11')), done.all)
    copy = make_cycle('old-now', {'e11': FULL})
    path = oldest_form(folder, [('conversation/held', '22.1.2027'), ('evaluation/held', '1.12.2027')])
    for options in ([], ['--unsigned', '--dry-run']):
        done = Collected(copy, [path], *options)
        check(f'both are shown {options}', done.same and re.search('"2027-12-01"\n', done.out) and
              'the record has "2027-01-20", the form "2027-01-22"; not overwritten' in done.out, done.all)
    done = Collected(copy, [path], '--format', 'json')
    lines = done.lines()
    check('a diagnostic has its id', [json.loads(d).get('id') for d in done.err.splitlines() if '"level"' in d] == ['form-unsigned'], done.all)
    wrong = Collected(copy, [fill(form(folder, 'e11'), {'conversation/held': '31.2.2027'})], '--format', 'json')
    check('a refused value has its own id', [json.loads(d).get('id') for d in wrong.err.splitlines() if '"level"' in d] == ['date-impossible'], wrong.all)
    check('json', lines[0]['unsigned'] and not lines[0]['kept'] and [f['what'] for f in lines[0]['fields']] == ['kept', 'change'] and
          lines[-1]['unsigned'] == 1 and lines[-1]['values'] == 0 and lines[-1]['people'] == 0, lines)
    # what is only listed is unknown to the signed forms of the same run
    both = [oldest_form(folder, [('evaluation/held', '1.12.2027')]), fill(form(folder, 'e11'), {'conversation/held': '21.1.2027'})]
    for files in (both, both[::-1]):
        copy = make_cycle('old-now', {'e11': FULL})
        done = Collected(copy, files)
        check('a signed form beside it', done.status == 1 and done.plan('e11')['conversation']['held'] == '2027-01-21' and 'evaluation' not in done.plan('e11') and
              '1 value from 1 person' in done.out, done.all)
    done = Collected(make_cycle('old-now', {}), [oldest_form(folder, [('conversation/held', '22.1.2027')], 'e15')])
    check('a plan that it would begin is still missing', done.status == 1 and 'Tor Lie (e15)' in done.out.split('no plan yet')[1], done.all)


# ---- Two leaders in one period

def two_leaders():
    """What was written to one leader comes into no plan that was made with another, though both may sign forms of this person."""
    acting = ORG.replace('leader: e10\n', 'leader: e10\n      acting: { id: e20, from: 2027-01-01, to: 2027-03-31 }\n')
    fresh = make_cycle('two', {}, org=acting)
    for day in ('2027-02-01', '2027-05-01'):
        make_forms(fresh, 'action-plan', '--employee', 'e11', '--as-of', day)
        shutil.copy(form(fresh, 'e11'), work / f'{day}.pdf')
    one = fill(work / '2027-02-01.pdf', {'conversation/held': '20.1.2027', 'disagreement': 'TIL VIKAREN'})
    two = fill(work / '2027-05-01.pdf', {'follow-up-informal': 'TIL LEDEREN'})
    for leader, day, own, others in (('e10', '2027-05-01', 'LEDEREN', 'VIKAREN'), ('e20', '2027-02-01', 'VIKAREN', 'LEDEREN')):
        folder = work / f'two-{leader}'
        run(fresh, 'split', '--leader', leader, folder, '--as-of', day, '--quiet')
        for files in ([one, two], [two, one]):
            shutil.rmtree(folder / 'plans/2027', ignore_errors=True)
            done = Collected(folder, files, '--with-comments', '--as-of', day)
            text = (folder / 'plans/2027/e11.yaml').read_text()
            check(f'two leaders: {leader} reads what was written to them', done.status == 1 and f'TIL {own}' in text and f'TIL {others}' not in text and
                  'this form is of somebody whose leader is' in done.err, f'{text} {done.all}')


# ---- Deliveries

def deliveries():
    good = {'employee': 'e15', 'conversation': {'held': '2027-01-20'}, 'goals': {'work': {'met': 1}}}

    def sent(people, mac=True, key=None, name='sent.yaml', more=''):
        top = '# x\nsamtale-delivery: 2\norganisation: nordlia-kommune\nperiod: "2027"\nleader: e10\npeople:\n'
        body = ''.join(f'  - {collecting.json.dumps(p)}\n' for p in people)
        line = f'mac: "{collecting.delivery_mac("nordlia-kommune", "2027", "e10", people, key)}"\n' if mac else ''
        write(work / name, top + body + more + line)
        return work / name
    held = {**good, 'conversation': {'held': '2027-02-01'}, 'agreed': {'leader': '2027-02-03'}, 'goals': {'work': {'met': 2}}}
    folder = make_cycle('delivered', {})
    done = Collected(folder, [sent([good])])
    check('a signed delivery', done.status == 0 and done.plan('e15')['delivered']['goals'] == {'work': {'met': '1'}}, done.all)
    before = collecting.plan(folder, 'e15')
    for name, path in (('without a MAC', sent([held], False)), ('with a wrong MAC', sent([held], key=b'x' * 32, name='wrong.yaml'))):
        done = Collected(folder, [path])
        expect(f'{name} is not taken', done, 1, 'Jon Eira' if 'wrong' in name else 'Tor Lie', '--unsigned', same=True)
    done = Collected(folder, [sent([held], False)], '--unsigned', '--prefer', 'form')
    now = done.plan('e15')
    check('--unsigned fills what is empty', done.status == 0 and now['agreed'] == {'leader': '2027-02-03'} and now['conversation'] == before['conversation']
          and now['delivered'] == before['delivered'], f'{now} {done.all}')
    done = Collected(make_cycle('delivered', {}), [sent([good], False)], '--unsigned')
    check('--unsigned begins', done.status == 0 and done.plan('e15')['delivered']['goals'] == {'work': {'met': '1'}}, done.all)
    done = Collected(make_cycle('delivered', {'e15': 'employee: e15\nleader: e10\nconversation: { held: 2027-01-10 }\n'}), [sent([good], False)], '--unsigned')
    check('a day that it did not overwrite is no base', done.status == 0 and done.plan('e15')['conversation'] == {'held': '2027-01-10'}, done.all)
    later = Collected(done.folder, [sent([good])])
    check('so the signed one is a conflict', later.status == 1 and '"conversation held" of Tor Lie has been changed both' in later.err, later.all)
    broken = [good, {'employee': 'e16', 'conversation': {'held': '2027-02-30'}}]
    done = Collected(make_cycle('delivered', {}), [sent(broken)])
    check('one error in a signed one, and all of it is refused', done.status == 1 and done.same and 'no such day' in done.err, done.all)
    path = sent([good], False)
    path.write_text(path.read_text().replace('samtale-delivery: 2', 'samtale-delivery: 1'))
    done = Collected(make_cycle('delivered', {}), [path])
    expect('of version 0.2', done, 1, 'Tor Lie (e15): would take', 'this delivery is not signed; what it says of Tor Lie was not taken', same=True)


for test in (moves, leaders_keys, unsigned, two_leaders, deliveries):
    try:
        test()
    except Exception as error:  # pylint: disable=broad-except
        import traceback
        check(test.__name__, False, traceback.format_exc() if os.environ.get('VERBOSE') else repr(error))
end()
