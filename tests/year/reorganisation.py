#!/usr/bin/python3
"""A reorganisation in the middle of a period: units are renamed, joined, divided and ended, people move, leave and get other leaders.
No plan is touched and none is wrong, results count for the unit that plans were made in, coverage where people are, and what is no
longer needed is pruned. Both by hand in org.yaml and with samtale move."""
import json
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))
import collecting  # noqa: E402
from collecting import ORG, Collected, check, end, fill, make_cycle, make_forms, run, snapshot, split, work, write  # noqa: E402

collecting.group = 'reorganisation'
UNIT = {**{f'e{n}': 'oppvekst' for n in range(10, 17)}, 'e20': 'kultur', 'e21': 'kultur', 'e1': 'nordlia'}
LEADER = {'e1': 'Per Vik', 'e10': 'e1', 'e20': 'e1', 'e21': 'e20', **{f'e{n}': 'e10' for n in range(11, 17)}}


def plan_of(who):
    """An agreed plan, evaluated, whose goals serve a focus area of the unit and one of the root."""
    area = f'sammen-{UNIT[who]}' if who != 'e1' else 'enklere'
    return (f'employee: {who}   # by hand\nunit: {UNIT[who]}\nleader: {LEADER[who]}\nconversation: {{ held: 2027-01-20 }}\n'
            'agreed: { employee: 2027-01-25, leader: 2027-01-25 }\ngoals:\n'
            f'  - {{ id: g1, kind: work, goal: A, supports: {area}, attainment: met }}\n'
            '  - { id: g2, kind: personal, goal: B, supports: tidlig-innsats, attainment: partly }\n'
            'evaluation: { held: 2027-12-01 }\n')


def make(name, org=ORG, without=()):
    return make_cycle(name, {who: plan_of(who) for who in UNIT if who not in without}, org=org)


def plans(folder):
    return {name: what for name, what in snapshot(folder).items() if name.startswith('plans/')}


def move(folder, *arguments):
    return run(folder, 'move', *arguments, '--lang', 'en', '--as-of', '2027-05-01')


def said(folder, command='check', *arguments):
    done = run(folder, command, *arguments, '--format', 'json', '--lang', 'en', '--all')
    lines = [json.loads(line) for line in (done.stdout + done.stderr).splitlines() if line.startswith('{')]
    return done, [line for line in lines if line.get('level') in ('error', 'warning')]


def ids(lines, level='error'):
    return [line['id'] for line in lines if line['level'] == level]


def people(folder, day='2027-05-01'):
    """By id: unit, leader, as status says on a day; and by unit how many are in it."""
    rows = [json.loads(line) for line in run(folder, 'status', '--format', 'json', '--as-of', day).stdout.splitlines()]
    where = {row['id']: (row['unit'], row['leader'] and (row['leader'].get('id') or row['leader']['name'])) for row in rows if row['row'] == 'person'}
    return where, {row['id']: row['totals']['people'] for row in rows if row['row'] == 'unit'}


def results(folder):
    """By unit: how many evaluated plans count in it and below, as the figures before any draw say."""
    dump = run(folder, 'summaries', '--dump', 'figures').stdout
    evaluated = dump.split('release evaluation')[-1].split('\nrelease ')[0]
    return {unit: int(n) for unit, n in re.findall(r'^  unit (\S+) group (\d+)', evaluated, re.M)}, dump


def coverage(folder):
    return {unit: int(n) for unit, n in re.findall(r'^coverage unit (\S+) people (\d+)', results(folder)[1], re.M)}


def is_whole(name, folder, before, warnings=()):
    """No plan is touched, nothing is wrong, and nothing is warned of but this."""
    done, lines = said(folder)
    check(f'{name}: no plan is touched', plans(folder) == before, set(plans(folder)) ^ set(before))
    check(f'{name}: no errors', done.returncode == 0 and not ids(lines), done.stdout + done.stderr)
    news = set(ids(lines, 'warning')) - {'privacy-incomplete', 'process-evaluation-early'} ^ set(warnings)
    check(f'{name}: what is warned of', not news, done.stdout + done.stderr)
    return lines


def papers(folder):
    return {str(path.relative_to(folder / 'out/2027')) for path in (folder / 'out/2027').rglob('*.pdf')}


def rename():
    folder = make('rename')
    before = plans(folder)
    run(folder, 'packs', '--quiet')
    make_forms(folder, '--employee', 'e11')
    old = papers(folder)
    (folder / 'org.yaml').chmod(0o640)
    done = move(folder, 'Oppvekst', '--rename', 'skole', '--name', 'Skole')
    text = (folder / 'org.yaml').read_text()
    check('rename: done', done.returncode == 0 and 'id: skole' in text and '- oppvekst' in text and 'name: Skole' in text, done.stdout + done.stderr)
    check('rename: its mode stays', (folder / 'org.yaml').stat().st_mode & 0o777 == 0o640)
    check('rename: its text', (folder / 'priorities/2027/skole.md').exists() and not (folder / 'priorities/2027/oppvekst.md').exists(), done.stdout)
    check('rename: says that papers are old', 'packs --prune' in done.stdout, done.stdout)
    is_whole('rename', folder, before)
    where, size = people(folder)
    check('rename: where people are', size.get('skole') == 7 and 'oppvekst' not in size and where['e11'] == ('skole', 'e10'), size)
    counts, _ = results(folder)
    check('rename: results', counts == {'nordlia': 10, 'skole': 7, 'kultur': 2}, counts)
    gone = make('rename-gone')
    move(gone, 'oppvekst', '--rename', 'skole')
    move(gone, 'e16', '--to', 'kultur')
    check('rename: results of who has moved since', results(gone)[0] == counts, results(gone)[0])
    form = fill(folder / 'out/2027/forms/action-plan/oppvekst/e11.pdf', {'goals/g1/goal': 'A ny'})
    taken = Collected(folder, [form])
    check('rename: an old form', taken.status == 0 and taken.plan('e11')['goals'][0]['goal'] == 'A ny' and 'was made with' not in taken.all, taken.all)
    check('rename: the plan keeps its unit', taken.plan('e11')['unit'] == 'oppvekst', taken.plan('e11'))
    made = run(folder, 'packs', '--prune', '--quiet')
    now = papers(folder)
    check('rename: pruned', made.returncode == 0 and any('packs/oppvekst/' in p for p in old) and not any('packs/oppvekst/' in p for p in now)
          and 'packs/skole/e11.pdf' in now, sorted(now))
    new = make('rename-new', without=('e12',))
    make_forms(new, '--employee', 'e12')
    move(new, 'oppvekst', '--rename', 'skole')
    begun = Collected(new, [fill(new / 'out/2027/forms/action-plan/oppvekst/e12.pdf', {'goals/g1/goal': 'Ny', 'goals/g1/supports/sammen-oppvekst': 'on'})])
    check('rename: an old form begins a plan', begun.status == 0 and begun.plan('e12')['unit'] == 'oppvekst', begun.all)
    run(folder, 'packs', '--quiet')


def rename_by_hand():
    folder = make('by-hand', org=ORG.replace('id: oppvekst', 'id: skole\n      formerly: [oppvekst]'))
    before = plans(folder)
    lines = is_whole('by hand', folder, before, {'priorities-former-id'})
    check('by hand: what to do', any('call it skole.md' in json.dumps(line) for line in lines), lines)
    shown = run(folder, 'packs', '--employee', 'e11', '--dump', 'doc').stdout
    check('by hand: the text is shown', 'Sammen i oppvekst' in shown, shown[:300])
    write(folder / 'priorities/2027/skole.md', '## Noe annet {#annet}\n\nTekst.\n')
    is_whole('by hand, a text of its own', folder, before)
    shown = run(folder, 'packs', '--employee', 'e11', '--dump', 'doc').stdout
    check('by hand: its own text', 'Noe annet' in shown and 'Vi hjelper hverandre' not in shown, shown[:300])
    dump = run(folder, 'check', '--dump', 'cycle').stdout
    check('by hand: goals serve what they served', re.search(r'supports sammen-oppvekst.*\(skole\)', dump) or 'gone' not in dump, dump[-2000:])
    nothing = make('without', org=ORG.replace('id: oppvekst', 'id: skole'))
    is_whole('no formerly', nothing, plans(nothing), {'plan-unit-gone', 'priorities-unit-unknown', 'unit-without-priorities'})
    counts, _ = results(nothing)
    check('no formerly: results where people are', counts == {'nordlia': 10, 'skole': 7, 'kultur': 2}, counts)


def join():
    org = ORG.replace('name: Kari Nordmann }\n        - { id: e13', 'name: Kari Nordmann, also: [{ unit: kultur }] }\n        - { id: e13')
    folder = make('join', org=org.replace('- { id: e21, name: Kari Nordmann }', '# den andre Kari\n        - id: e21   # deltid\n          name: Kari Nordmann\n'
                                          '          # går på kveldstid\n'))
    before = plans(folder)
    dry = move(folder, 'kultur', '--join', 'oppvekst', '--dry-run')
    untouched = plans(folder) == before and 'formerly' not in (folder / 'org.yaml').read_text()
    check('join: --dry-run', dry.returncode == 0 and untouched and re.search(r'^-    - id: kultur', dry.stdout, re.M)
          and re.search(r'^\+ +- kultur', dry.stdout, re.M), dry.stdout)
    done = move(folder, 'kultur', '--join', 'oppvekst')
    text = (folder / 'org.yaml').read_text()
    check('join: comments come along', done.returncode == 0 and '- id: e21   # deltid' in text and '# går på kveldstid' in text, text)
    check('join: a second position in it is none', 'also' not in text, text)
    check('join: what follows', 'Jon Eira, was Grete Moe' in done.stdout and 'stays with Grete Moe' in done.stdout, done.stdout)
    is_whole('join', folder, before, {'same-name'})
    where, size = people(folder)
    check('join: where people are', size['oppvekst'] == 9 and 'kultur' not in size and where['e21'] == ('oppvekst', 'e10'), (size, where))
    counts, _ = results(folder)
    check('join: results', counts == {'nordlia': 10, 'oppvekst': 9}, counts)


DIVIDED = '''    - id: barn
      name: Barn
      formerly: [oppvekst]
      leader: e10
      employees:
        - { id: e10, name: Jon Eira }
        - { id: e11, name: Maja Solberg }
        - { id: e12, name: Kari Nordmann }
    - id: ungdom
      name: Ungdom
      formerly: [oppvekst]
      leader: e13
      employees:
        - { id: e13, name: Ola Bø, language: nn }
        - { id: e14, name: Ann Hill, language: en }
        - { id: e15, name: Tor Lie }
'''


def divide():
    org = re.sub(r'    - id: oppvekst.*?(?=    - id: kultur)', lambda m: DIVIDED, ORG, flags=re.S)
    folder = make('divide', org=org)
    lines = is_whole('divide', folder, plans(folder), {'priorities-former-id', 'plan-employee-gone'})
    check('divide: who has left is named', any('e16' in line['message'] for line in lines if line['id'] == 'plan-employee-gone'), lines)
    counts, _ = results(folder)
    check('divide: results where people are, of who has left above both', counts == {'nordlia': 10, 'barn': 3, 'ungdom': 3, 'kultur': 2}, counts)
    answer = folder / 'answers/2027/a.yaml'
    write(answer, 'unit: oppvekst\nscales: { papers: 4 }\nreleased: false\n')
    done = run(folder, 'summaries', '--dump', 'figures')
    check('divide: answers', done.returncode == 0, done.stderr)
    wrong = make('circle', org=ORG.replace('id: oppvekst', 'id: oppvekst\n      formerly: [kultur]').replace(
        'id: kultur\n      name', 'id: kultur\n      formerly: [oppvekst, kultur]\n      name'))
    found = ids(said(wrong)[1])
    check('an id that a unit has', found.count('unit-formerly-current') == 2 and found.count('unit-formerly-itself') == 1, found)


def dissolve():
    folder = make('dissolve')
    before = plans(folder)
    refused = move(folder, 'kultur', '--dissolve')
    check('dissolve: not while people are in it', refused.returncode == 1 and 'still people' in refused.stderr, refused.stderr)
    for who in ('e20', 'e21'):
        check(f'dissolve: {who} moves', move(folder, who, '--to', 'oppvekst').returncode == 0)
    done = move(folder, 'kultur', '--dissolve', '--from', '2027-06-01')
    text = (folder / 'org.yaml').read_text()
    check('dissolve: its last day', done.returncode == 0 and 'to: 2027-05-31' in text, done.stderr + text)
    is_whole('dissolve', folder, before, {'same-name'})
    counts, _ = results(folder)
    check('dissolve: results stay', counts == {'nordlia': 10, 'oppvekst': 7, 'kultur': 2}, counts)
    check('dissolve: coverage moves', coverage(folder).get('kultur', 0) == 0 and coverage(folder)['oppvekst'] == 9, coverage(folder))
    check('dissolve: no longer shown', 'kultur' not in people(folder, '2027-06-01')[1] and 'kultur' in people(folder, '2027-05-31')[1])
    second = make('second', org=ORG.replace('id: e12, name: Kari Nordmann', 'id: e12, name: Kari Nordmann, also: [{ unit: kultur }]'))
    for who in ('e20', 'e21'):
        move(second, who, '--to', 'oppvekst')
    refused = move(second, 'kultur', '--dissolve')
    check('dissolve: not while somebody has a second position in it', refused.returncode == 1 and 'Kari Nordmann has a second position' in refused.stderr, refused.stderr)
    write(second / 'org.yaml', (second / 'org.yaml').read_text().replace('id: kultur\n', 'id: kultur\n      to: 2027-05-31\n'))
    is_whole('a unit ends with a second position in it', second, plans(second), {'unit-ends-with-people', 'same-name'})
    full = make('ends-full', org=ORG.replace('id: kultur\n', 'id: kultur\n      to: 2027-05-31\n'))
    is_whole('a unit ends with people in it', full, plans(full), {'unit-ends-with-people'})
    later = make('later', org=ORG + '    - id: ny\n      name: Ny\n      from: 2027-06-01\n')
    is_whole('a unit begins later', later, plans(later))
    shown = [('ny' in people(later, day)[1]) for day in ('2027-05-31', '2027-06-01')]
    check('a unit begins later: shown from that day', shown == [False, True], shown)


def leaving():
    folder = make('leaving')
    run(folder, 'packs', '--quiet')
    before = plans(folder)
    org = folder / 'org.yaml'
    write(org, ORG.replace('        - { id: e12, name: Kari Nordmann }\n', '').replace('        - { id: e20, name: Grete Moe }\n', '').replace(
        '      leader: e20\n', ''))
    lines = is_whole('leaving', folder, before, {'plan-employee-gone', 'plan-leader-gone', 'unit-without-leader'})
    check('leaving: no neighbour is named', not any('did you mean' in json.dumps(line) for line in lines), lines)
    made, found = said(folder, 'packs', '--prune')
    check('leaving: prune works', made.returncode == 0 and 'papers-perhaps-outdated' not in ids(found, 'warning')
          and 'packs/oppvekst/e12.pdf' not in papers(folder) and 'packs/oppvekst/e11.pdf' in papers(folder), made.stderr)
    counts, _ = results(folder)
    check('leaving: results stay', counts == {'nordlia': 10, 'oppvekst': 7, 'kultur': 2}, counts)
    released = run(folder, 'summaries', '--draft', '--quiet')
    check('leaving: reports are made', released.returncode == 0, released.stderr)


def leaders():
    folder = make('leaders')
    done = move(folder, 'kultur', '--leader', 'Jon Eira', '--from', '2027-06-01')
    check('a leader from a day', done.returncode == 0 and '{ id: e10, from: 2027-06-01 }' in (folder / 'org.yaml').read_text(), done.stderr)
    later = make('later', org=ORG.replace('name: Tor Lie }', 'name: Tor Lie, conversation: { at: 2027-06-03T09:00 } }'), without=('e15',))
    will = move(later, 'oppvekst', '--leader', 'e20', '--from', '2027-06-01', '--as-of', '2027-01-04', '--dry-run')
    check('a leader of a unit from a day: said', 'Grete Moe from 2027-06-01, until then Jon Eira' in will.stdout, will.stdout)
    check('a conversation after that day', 'agree on the conversation of 2027-06-03 again: it is with Grete Moe' in will.stdout, will.stdout)
    at_once = move(later, 'e12', '--to', 'kultur', '--from', '2027-06-01', '--as-of', '2027-01-04', '--dry-run')
    check('the unit does not wait', 'stands in Kultur at once' in at_once.stdout, at_once.stdout)
    soon = move(later, 'e15', '--leader', 'e20', '--from', '2027-06-04', '--as-of', '2027-01-04', '--dry-run')
    check('a conversation before that day', 'agree on' not in soon.stdout, soon.stdout)
    by_day = [people(folder, day)[0]['e21'][1] for day in ('2027-01-11', '2027-05-31', '2027-06-01')]
    check('a leader from a day: by day', by_day == ['e20', 'e20', 'e10'], by_day)
    is_whole('a leader from a day', folder, plans(folder))
    make_forms(folder, '--employee', 'e21', '--as-of', '2027-06-02')
    taken = Collected(folder, [fill(folder / 'out/2027/forms/action-plan/kultur/e21.pdf', {'goals/g1/goal': 'Ny'})])
    check('a leader from a day: their form is collected before it', taken.status == 0 and taken.plan('e21')['goals'][0]['goal'] == 'Ny', taken.all)
    two = make('two', org=ORG.replace('id: e12, name: Kari Nordmann', 'id: e12, name: Kari Nordmann, also: [{ unit: kultur }]'))
    done = move(two, 'e12', '--to', 'kultur')
    check('into the unit of the second position', done.returncode == 0 and 'also' not in (two / 'org.yaml').read_text(), done.stderr)
    one = make('one')
    done = move(one, 'e12', '--to', 'kultur', '--from', '2027-06-01')
    by_day = [people(one, day)[0]['e12'] for day in ('2027-05-31', '2027-06-01')]
    check('a person from a day', by_day == [('kultur', 'e10'), ('kultur', 'e20')], (by_day, done.stderr))
    check('a person from a day: said', 'Grete Moe from 2027-06-01, until then Jon Eira' in done.stdout, done.stdout)
    wrong = make('wrong-order', org=ORG.replace('leader: e20', 'leader: [{ id: e20, from: 2027-06-01 }, e10]'))
    check('leaders in order', ids(said(wrong)[1]) == ['leaders-order'], said(wrong)[0].stdout)
    vacant = make('vacant', org=ORG.replace('leader: e20', 'leader: { id: e20, from: 2027-06-01 }'))
    is_whole('nobody before that day', vacant, plans(vacant), {'unit-leader-later'})
    check('nobody before that day', people(vacant, '2027-05-31')[0]['e21'] == ('kultur', None) and said(vacant)[0].returncode == 0,
          people(vacant, '2027-05-31')[0])


def units():
    folder = make('units')
    write(folder / 'priorities/2027/kultur.md', '## Sammen {#sammen-kultur supports=tidlig-innsats}\n\nTekst.\n')
    before = plans(folder)
    done = move(folder, 'kultur', '--to', 'oppvekst')
    check('a unit moves', done.returncode == 0 and people(folder)[1]['oppvekst'] == 9, done.stderr)
    is_whole('a unit moves', folder, before)
    again = move(folder, 'kultur', '--to', 'oppvekst')
    check('there already', again.returncode == 1 and 'already' in again.stderr, again.stderr)
    below = move(folder, 'oppvekst', '--to', 'kultur')
    check('not below itself', below.returncode == 1 and 'is in' in below.stderr, below.stderr)
    top = move(folder, 'nordlia', '--to', 'kultur')
    check('not the whole', top.returncode == 1 and 'whole organisation' in top.stderr, top.stderr)
    write(folder / 'priorities/2027/oppvekst.md', '## Sammen {#sammen-oppvekst}\n\nTekst.\n')
    write(folder / 'priorities/2027/kultur.md', '## Sammen {#sammen-kultur supports=sammen-oppvekst}\n\nTekst.\n')
    write(folder / 'plans/2027/e21.yaml', plan_of('e21').replace('supports: tidlig-innsats', 'supports: sammen-oppvekst'))
    before = plans(folder)
    away = move(folder, 'kultur', '--to', 'nordlia')
    check('threads that are cut', 'priorities/2027/kultur.md' in away.stdout, away.stdout)
    is_whole('threads that are cut', folder, before, {'supports-elsewhere'})
    both = move(folder, 'Kari Nordmann', '--to', 'kultur')
    check('a name that two have', both.returncode == 2 and 'e12' in both.stderr and 'e21' in both.stderr, both.stderr)
    unknown = move(folder, 'kultr', '--to', 'oppvekst')
    check('nobody', unknown.returncode == 2, unknown.stderr)
    (folder / 'priorities/2027/kunst.md').write_text('## Ny\n\nTekst.\n')
    kept = move(folder, 'kultur', '--rename', 'kunst', '--dry-run')
    check('a text that another one hides', 'priorities/2027/kultur.md is not read any longer: priorities/2027/kunst.md' in kept.stdout, kept.stdout)
    taken = move(folder, 'kultur', '--rename', 'oppvekst')
    check('an id that is taken', taken.returncode == 1 and 'is the id of' in taken.stderr, taken.stderr)
    own = move(folder, 'e11', '--leader', 'e11')
    check('what would be wrong is not written', own.returncode == 1 and 'nothing was written' in own.stderr
          and 'leader: e11' not in (folder / 'org.yaml').read_text(), own.stderr)
    agreed = make('agreed', org=ORG.replace('name: Tor Lie }', 'name: Tor Lie, conversation: { at: 2027-02-20T09:00 } }'), without=('e15',))
    talk = move(agreed, 'e15', '--to', 'kultur')
    check('a conversation to agree on again', 'agree on the conversation of 2027-02-20 again' in talk.stdout, talk.stdout)


def own_directory():
    folder = make('own')
    move(folder, 'oppvekst', '--rename', 'skole')
    move(folder, 'kultur', '--join', 'skole')
    own = split(folder, 'e10', 'of-e10')
    done, lines = said(own)
    check('own directory: no errors', done.returncode == 0 and not ids(lines), done.stdout + done.stderr)
    plan = own / 'plans/2027/e11.yaml'
    check('own directory: former ids', re.search(r'formerly:\s*\[?[\s-]*oppvekst', (own / 'org.yaml').read_text()), (own / 'org.yaml').read_text())
    check('own directory: plans as they were', 'unit: oppvekst' in plan.read_text(), plan.read_text())
    delivered = run(own, 'deliver', '--quiet')
    files = sorted(own.glob('*.yaml'))
    sent = next((f for f in own.rglob('*.yaml') if 'samtale-delivery' in f.read_text()), None)
    check('own directory: delivered', delivered.returncode == 0 and sent, (delivered.stderr, files))
    if sent:
        shutil.copy(sent, work / 'sent.yaml')
        taken = Collected(folder, [work / 'sent.yaml'])
        check('own directory: collected', taken.status == 0, taken.all)
    refused = run(own, 'move', 'e11', '--to', 'skole')
    check('own directory: not moved in', refused.returncode == 2, refused.stderr)


rename()
rename_by_hand()
join()
divide()
dissolve()
leaving()
leaders()
units()
own_directory()
end()
