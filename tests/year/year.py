#!/usr/bin/python3
"""A year of a municipality as one test, told in order: import, schedule, packs, forms, moved people, follow-ups, a reorganisation, leavers,
evaluation, summaries, the next period. After each step what is on the disk is compared with what world.py keeps beside it."""
import csv
import datetime
import io
import pathlib
import re

import pikepdf
from icalendar import Calendar

from world import Disk, World, collecting, day, differences, held
from collecting import check, end, fill, work, write

collecting.group = 'year'
SETTINGS = '''# Bystrands egne innstillinger
organisation: Bystrand kommune
language: nb
period: 2025   # året
previous-period: 2024
dates: { from: 2025-01-01, to: 2025-12-31 }
conversations: { from: 2025-01-13, to: 2025-02-28, minutes: 60 }
follow-ups:
  - { name: Vår, from: 2025-05-05, to: 2025-06-13 }
  - { name: Høst, from: 2025-09-22, to: 2025-10-31 }
evaluation: { from: 2025-11-24, to: 2025-12-12 }
process-evaluation: { from: 2025-06-16, to: 2025-07-04 }
closed: [{ from: 2025-02-17, to: 2025-02-21 }]   # vinterferie
hr: { name: HR, email: hr@bystrand.example }
privacy: { basis: Arbeidsmiljøloven, officer: personvern@bystrand.example }
competences: { digital: Digital dømmekraft, leading: Ledelse, safety: HMS }
'''
AREAS = '''Det skal være lett å leve i Bystrand.

## Tidlig innsats {#tidlig}

Vi begynner tidlig.

## Enklere hverdag {#enklere}

Vi gjør det enkelt.
'''
TOP, LEADER_OF_ALL = 'bystrand-kommune', '1000'
NYNORSK, ENGLISH, LARGE, NOT_NEEDED, TWO_UNITS, MOVED = '1008', '1009', '1010', '1001', '1004', '1012'
TYPED, ONLY_HELD, NOTHING, LATE = '1013', '1014', ('1015', '1040', '1041'), '1042'
MOVES, LEAVES, NO_SPRING = '1017', '1047', ('1018', '1054')
LEAVES_BY_HAND, LEAVES_LATE, NO_EVALUATION = '1020', '1035', ('1021', '1033')
MONTHS = 'januar februar mars april mai juni juli august september oktober november desember'.split()
world = World()
disk = Disk(work / 'bystrand', world)


def replace(name, old, new):
    text = disk.path(name).read_text()
    assert text.count(old) == 1, (old, text)
    disk.path(name).write_text(text.replace(old, new))


# ---- Before the year


def the_export():
    for unit in (('bystrand-kommune', 'Bystrand kommune', '', 3, 'Rådgiver'), ('oppvekst', 'Oppvekst', 'bystrand-kommune', 3, 'Rådgiver'),
                 ('solvik-skole', 'Solvik skole', 'oppvekst', 13, 'Lærer'), ('fjellheim-skole', 'Fjellheim skole', 'oppvekst', 9, 'Lærer'),
                 ('helse', 'Helse', 'bystrand-kommune', 3, 'Rådgiver'), ('hjemmetjenesten', 'Hjemmetjenesten', 'helse', 14, 'Sykepleier'),
                 ('sykehjemmet', 'Sykehjemmet', 'helse', 8, 'Helsefagarbeider'), ('kultur', 'Kultur', 'bystrand-kommune', 6, 'Konsulent')):
        world.add_unit(unit[0], unit[1], unit[2] or None, unit[3], unit[4])
    write(work / 'export.csv', world.export())


def begins():
    """As the guide says: an example, the export instead of its people, the settings by hand."""
    disk.folder.mkdir()
    disk.run('init')
    first = disk.run('import', work / 'export.csv')
    check('import: counts', f'{len(world.people)} people in {len(world.units)} units' in first.stdout, first.all)
    disk.compare('import')
    write(disk.path('samtale.yaml'), SETTINGS)
    for unit, name in [(u.id, u.name) for u in world.units.values()]:
        write(disk.path(f'priorities/2025/{unit}.md'), AREAS if unit == TOP else
              f'Vi i {name} vil mer sammen.\n\n## Sammen i {name} {{#sammen-{unit} supports=tidlig}}\n\nVi hjelper hverandre.\n')


def by_hand():
    """What HR writes into org.yaml, and no export says: it has to be there a year later."""
    disk.comments = ['# Spør HR før noe endres her', '# leder fire dager i uka', '# vil helst skrive nynorsk', '# deler stilling']
    edit('unit:\n  id: bystrand', '# Spør HR før noe endres her\nunit:\n  id: bystrand')
    person_by_hand(LEADER_OF_ALL, 'leader: { name: Per Vik, title: Ordfører }')
    world.people[LEADER_OF_ALL].own_leader = 'Per Vik'
    solvik = world.unit_leader('solvik-skole', disk.today)
    person_by_hand(solvik, 'available: { weekdays: [monday, tuesday, wednesday, thursday], from: "08:00", to: "16:00" }', '# leder fire dager i uka')
    world.people[solvik].words['available'] = {'weekdays': ['monday', 'tuesday', 'wednesday', 'thursday'], 'from': '08:00', 'to': '16:00'}
    for who, key, value, comment in ((NYNORSK, 'language', 'nn', '# vil helst skrive nynorsk'), (ENGLISH, 'language', 'en', ''), (LARGE, 'print', 'large', ''),
                                     (NOT_NEEDED, 'conversation', 'not-needed', '')):
        person_by_hand(who, f'{key}: {value}', comment)
        world.people[who].words[key] = value
    person_by_hand(TWO_UNITS, 'also: [{ unit: kultur }]', '# deler stilling')
    world.people[TWO_UNITS].words['also'] = [{'unit': 'kultur'}]
    disk.path('org.yaml').chmod(0o640)
    disk.modes = {'org.yaml': 0o640, 'secret.key': 0o600}
    done = disk.run('check')
    check('by hand: no errors, no warnings', done.stdout.endswith('0 errors, 0 warnings\n'), done.all)
    disk.compare('by hand')


def edit(old, new):
    replace('org.yaml', old, new)


def person_by_hand(who, words, comment=''):
    text = disk.path('org.yaml').read_text()
    line = next(x for x in text.splitlines() if f'id: "{who}"' in x)
    edit(line, re.sub(' }$', f', {words} }}', line)[::1] + (f'   {comment}' if comment else ''))


# ---- When


def schedule():
    """A time is proposed for everyone; one is changed in the table; then they are imported."""
    disk.today = '2024-12-02'
    with disk.step('schedule'):
        disk.run('schedule', work / 'times.csv', '--lang', 'en')
    table = list(csv.DictReader(io.StringIO((work / 'times.csv').read_text())))
    check('schedule: everyone', {r['Employee number'] for r in table} == set(world.people) - {NOT_NEEDED, LEADER_OF_ALL} and all(r['Date'] for r in table), table[:3])
    moved = next(r for r in table if r['Employee number'] == MOVED)
    moved['Time of day'] = '15:45'
    table.append({**table[0], 'Employee number': LEADER_OF_ALL, 'Date': '2025-01-13', 'Time of day': '12:00', 'Place': 'Ordførerens kontor'})
    out = io.StringIO()
    writer = csv.DictWriter(out, table[0].keys())
    writer.writeheader()
    writer.writerows(table)
    write(work / 'changed.csv', out.getvalue())
    world.times['2025'] = {r['Employee number']: {'at': f'{r["Date"]}T{r["Time of day"]}', **({'place': r['Place']} if r['Place'] else {})}
                           for r in table}
    with disk.step('times', ['conversations/2025.yaml']):
        disk.run('import', '--times', work / 'changed.csv')
    keeps_times()


def keeps_times():
    """Each in the window, on a working day, after the leader's own; no leader has two at a time, or three on a day."""
    wrong, of_leader = [], {}
    for who, entry in world.times['2025'].items():
        at, leader = entry['at'], world.leader(who, disk.today)
        if not '2025-01-13' <= at[:10] <= '2025-02-28' or day(at).weekday() > 4 or '2025-02-17' <= at[:10] <= '2025-02-21':
            wrong.append(f'{who}: {at}')
        if leader in world.people and at <= world.times['2025'][leader]['at']:
            wrong.append(f'{who}: {at} comes before {leader}')
        of_leader.setdefault(leader, []).append(at)
    for leader, times in of_leader.items():
        wrong += [f'{leader}: two at {t}' for t in times if times.count(t) > 1]
        wrong += [f'{leader}: three on {t}' for t in times if sum(u[:10] == t[:10] for u in times) > 2]
    check('times: all can be kept', not wrong, wrong)


# ---- Papers


def packs():
    with disk.step('packs'):
        disk.run('packs')
    as_expected('packs')
    invite_everyone('packs')


def as_expected(name, beside=()):
    """The papers are those that the world says, and these beside them."""
    has = set(disk.papers(kinds=('.pdf', '.ics')))
    problems = list(differences('papers', has, world.packs(disk.as_of, world.times[disk.period]) | set(beside)))
    check(f'{name}: papers', not problems, problems)


def invite_everyone(name):
    """Each invitation has the right name, unit, leader and time; the calendar file the same time."""
    wrong = []
    for path in sorted(p for p in world.packs(disk.as_of, world.times[disk.period]) if re.match(r'packs/.*pdf', p)):
        person = world.people[path.split('/')[2][:-4]]
        leader = world.leader(person.id, disk.as_of)
        text, at = disk.text(path, last=1), world.times[disk.period].get(person.id, {}).get('at')
        said = [person.name, world.units[person.unit].name, world.people[leader].name if leader in world.people else leader]
        if at and not held(world.plans.get(disk.period, {}).get(person.id)):
            said += [{'en': f'{day(at).day} {day(at):%B}'}.get(person.words.get('language'), f'{day(at).day}. {MONTHS[day(at).month - 1]}')]
        wrong += [f'{path} does not say {word}: {text[:300]}' for word in said if word not in text]
    check(f'{name}: what invitations say', not wrong, wrong[:3])


def sequence(path):
    """Of the conversation in a calendar file: how often it was changed, and when it begins."""
    entries = Calendar.from_ical(disk.path('out', disk.period, path).read_bytes()).walk('VEVENT')
    return {str(e['UID']): (int(e['SEQUENCE']), e['DTSTART'].to_ical().decode()) for e in entries}


def a_moved_appointment():
    """Only who has to do with it gets other papers; calendars are told by a higher number."""
    own, of_leader = 'packs/solvik-skole/1012', 'leader-packs/solvik-skole/1006'
    before, was, at = disk.papers(), sequence(f'{own}.ics'), world.times['2025'][MOVED]['at']
    replace('conversations/2025.yaml', at, f'{at[:10]}T10:00')
    world.times['2025'][MOVED] = {'at': f'{at[:10]}T10:00', 'changes': '1', 'changed': '2024-12-02'}
    with disk.step('moved appointment', ['conversations/2025.yaml']):
        disk.run('packs')
    after = disk.papers()
    changed = {n for n in after if before.get(n) != after[n] and n.endswith(('.pdf', '.ics'))}
    check('moved appointment: other papers stay', changed == {f'{x}.{kind}' for x in (own, of_leader) for kind in ('pdf', 'ics')}, changed)
    now = sequence(f'{own}.ics')
    moved = [u for u in now if now[u] != was[u]]
    check('moved appointment: calendars', len(moved) == 1 and was[moved[0]][0] == 0 and now[moved[0]] == (1, f'{at[:10]}T100000'.replace('-', ''))
          and sequence(f'{of_leader}.ics')[moved[0]] == now[moved[0]], (was, now))
    as_expected('moved appointment')


def prints():
    """A stack for each leader, with the leader's people and nobody else."""
    with disk.step('print'):
        disk.run('print')
    stacks = {p: disk.text(p) for p in disk.papers(kinds=('.pdf',)) if p.startswith('print/packs/leader/')}
    check('print: stacks', len(stacks) == len(world.leads(disk.as_of)), list(stacks))
    for leader, people in world.leads(disk.as_of).items():
        mine = [t for p, t in stacks.items() if pathlib.Path(p).stem == leader]
        if leader in world.people:
            there = {p.id for p in world.people.values() if mine and re.search(f' – for {p.name} (og|and) ', mine[0])}
            check(f'print: stack of {leader}', len(mine) == 1 and there == {p for p in people if world.has_pack(p, disk.as_of)}, (len(mine), there ^ people))


# ---- Forms


def cards(form):
    """The empty goal cards of a form, in order: (goal, its measures)."""
    with pikepdf.open(form) as pdf:
        names = [key[2] for key in collecting.fields(pdf)]
    found = {}
    for name in names:
        part = re.match(r'goals/(g\d+)/(?:measures/(m\d+)/what)?', name)
        if part:
            found.setdefault(part[1], []).extend([part[2]] if part[2] else [])
    return list(found.items())


def agreed_plan(who, form):
    """What two people agree on in their conversation: as they fill it in, and as it is recorded. The conversation is held when it was planned."""
    (g1, m1), (g2, _) = cards(form)[:2]
    on, person = world.times[disk.period][who]['at'][:10], world.people[who]
    area, both = f'sammen-{person.unit}' if person.unit != TOP else 'tidlig', str(day(on) + datetime.timedelta(7))
    filled = {'conversation/held': norwegian(on), f'goals/{g1}/goal': f'Første mål til {who}', f'goals/{g1}/kind': 'work', f'goals/{g1}/supports/{area}': 'on',
              f'goals/{g1}/measures/{m1[0]}/what': 'Prøve det ut', f'goals/{g1}/measures/{m1[0]}/deadline': '1. juni',
              f'goals/{g2}/goal': f'Andre mål til {who}', f'goals/{g2}/kind': 'professional', 'agreed/employee': norwegian(both), 'agreed/leader': norwegian(both), 'agreed/employee/tick': 'on',
              'agreed/leader/tick': 'on'}
    plan = {'employee': who, 'unit': person.unit, 'leader': world.leader(who, disk.as_of), 'conversation': {'held': on}, 'agreed': {'employee': both, 'leader': both},
            'goals': [{'id': g1, 'kind': 'work', 'goal': f'Første mål til {who}', 'supports': area,
                       'measures': [{'id': m1[0], 'what': 'Prøve det ut', 'deadline': f'{disk.period}-06-01'}]},
                      {'id': g2, 'kind': 'professional', 'goal': f'Andre mål til {who}'}]}
    if int(who) % 2:
        filled['competence-needs/digital'], plan['competence-needs'] = 'on', ['digital']
    return filled, plan


def norwegian(text):
    return f'{day(text).day}. {MONTHS[day(text).month - 1]} {day(text).year}'


def forms_filled_in():
    """Most hand in the form; one is typed in, of some only the day is known, and some hand in nothing."""
    disk.today = '2025-03-10'
    disk.run('forms')
    forms = {who: disk.path(f'out/2025/forms/action-plan/{p.unit}/{who}.pdf') for who, p in world.people.items()}
    check('forms: for all who have a conversation', {w for w, f in forms.items() if f.exists()} == {w for w in world.people if world.has_pack(w, disk.as_of)})
    filled, plans = [], world.plans.setdefault('2025', {})
    for who, form in forms.items():
        if world.has_pack(who, disk.as_of) and who not in {TYPED, ONLY_HELD, *NOTHING, LATE}:
            values, plans[who] = agreed_plan(who, form)
            filled.append(fill(form, values, f'{who}.pdf'))
    with disk.step('forms', [f'plans/2025/{who}.yaml' for who in plans]):
        done = disk.run('collect', work / 'filled')
    check('forms: nothing is left to decide', not done.stderr, done.stderr)
    with disk.step('forms, once more'):
        disk.run('collect', work / 'filled')


def typed_in():
    text = (f'== Handlingsplan ==\nDato: {norwegian(world.times["2025"][TYPED]["at"])}\nArbeidsmål og personlige- og faglige utviklingsmål, mål 1: Skrevet på papir\n'
            'Type, mål 1: arbeidsmål\nTiltak og aktiviteter, mål 1, rad 1: Ringe\nTidsfrist, mål 1, rad 1: 1. mai\n')
    write(work / 'typed.txt', text)
    world.plans['2025'][TYPED] = {
        'employee': TYPED, 'unit': 'solvik-skole', 'leader': '1006', 'conversation': {'held': world.times['2025'][TYPED]['at'][:10]},
        'goals': [{'id': 'g1', 'kind': 'work', 'goal': 'Skrevet på papir', 'measures': [{'id': 'm1', 'what': 'Ringe', 'deadline': '2025-05-01'}]}]}
    with disk.step('typed in', [f'plans/2025/{TYPED}.yaml']):
        disk.run('enter', TYPED, '--from', work / 'typed.txt')
    write(work / 'held.csv', f'Ansattnr;Holdt\n{ONLY_HELD};17.02.2025\n'.replace('17.02', '14.02'))
    world.times['2025'][ONLY_HELD]['held'] = '2025-02-14'
    with disk.step('only held', ['conversations/2025.yaml']):
        disk.run('import', '--times', work / 'held.csv')


def who_lacks_what(*days):
    """By the world: who has not held a conversation, has no agreed plan, has not had the follow-up; on several days. Returns who is late on the last."""
    for today in days:
        plans, times = world.plans['2025'], world.times['2025']
        due = {who for who in world.people if world.has_pack(who, today) and not world.people[who].since > today}
        talked = {who: held(plans.get(who)) or held(times.get(who)) for who in due}
        followed = {who for who in due if plans.get(who, {}).get('follow-ups')}
        should = {'conversation': {w for w in due if not talked[w]}, 'plan': {w for w in due if not plans.get(w, {}).get('agreed')},
                  'follow-up': due, 'evaluation': due}
        late = {'plan': {w for w in should['plan'] if talked[w] and str(day(talked[w]) + datetime.timedelta(14)) < today},
                'conversation': should['conversation'] if today > '2025-02-28' else set(), 'follow-up': due - followed if today > '2025-06-13' else set(),
                'evaluation': set()}
        for need, people in should.items():
            rows = [r for r in disk.rows('--missing', need, '--as-of', today) if r['row'] == 'missing']
            problems = [*differences(need, {r['id'] for r in rows}, people),
                        *differences(f'{need}, overdue', {r['id'] for r in rows if r['state'] == 'overdue'}, late[need])]
            check(f'lacks {need} on {today}', not problems, problems)
    return set().union(*late.values())


def early_in_the_year():
    who_lacks_what('2025-01-02', '2025-01-14', '2025-03-10')


# ---- People move


def the_next_export():
    """Somebody joins, moves, leaves and gets another position; a leader is followed by another."""
    disk.today = '2025-04-01'
    world.people[MOVES].unit = 'hjemmetjenesten'
    world.people['1016'].title = 'Spesialpedagog'
    del world.people[LEAVES]
    world.add_person('solvik-skole', 'Lærer', since='2025-04-14')
    world.units['sykehjemmet'].leaders = [('1046', '')]
    del world.people['1045']
    write(work / 'export2.csv', world.export('2025-04-01'))
    with disk.step('next export', ['org.yaml', 'import.last.yaml']):
        done = disk.run('import', work / 'export2.csv', '--update')
    told = [line.split()[0] for line in done.stdout.split('What changes in org.yaml')[-1].splitlines() if line.startswith('  ')]
    check('next export: what is told', sorted(told) == sorted(['position', 'joins', 'moves', 'leaves', 'leaves', 'leader', 'leader', 'leader']), done.all)
    check('next export: no errors', ' 0 errors' in disk.run('check').stdout, disk.run('check').stdout)
    before = disk.papers(kinds=('.pdf', '.ics'))
    with disk.step('papers after it'):
        disk.run('packs', '--prune')
    as_expected('papers after it', {n for n in before if not re.match('packs|leader-packs|start-letters', n)})
    invite_everyone('papers after it')


def newcomer():
    who = max(world.people)
    proposed = [r for r in csv.DictReader(io.StringIO(disk.run('schedule', '--lang', 'en').stdout)) if r['Employee number'] == who]
    check('newcomer: a time within six weeks', len(proposed) == 1 and '2025-04-14' <= proposed[0]['Date'] <= '2025-05-26', proposed)
    write(work / 'newcomer.csv', f'Ansattnr,Dato,Tid\n{who},{proposed[0]["Date"]},{proposed[0]["Time of day"]}\n')
    world.times['2025'][who] = {'at': f'{proposed[0]["Date"]}T{proposed[0]["Time of day"]}'}
    with disk.step('newcomer: time', ['conversations/2025.yaml']):
        disk.run('import', '--times', work / 'newcomer.csv')
    disk.today = '2025-05-12'
    disk.run('packs')
    disk.run('forms', '--employee', who)
    values, plan = agreed_plan(who, disk.path(f'out/2025/forms/action-plan/solvik-skole/{who}.pdf'))
    world.plans['2025'][who] = plan
    with disk.step('newcomer: plan', [f'plans/2025/{who}.yaml']):
        disk.run('collect', fill(disk.path(f'out/2025/forms/action-plan/solvik-skole/{who}.pdf'), values))


# ---- Follow-ups


def fill_follow_ups(name, number, on, statuses, without=()):
    """For all who have goals, and are there; returns nothing left to decide."""
    files, plans = [], world.plans['2025']
    for who in world.people:
        goals = plans.get(who, {}).get('goals', [])
        form = forms_before.get(who) or disk.path(f'out/2025/forms/follow-up/{world.people[who].unit}/{who}.pdf')
        if len(goals) < 2 or who in without:
            continue
        values = {f'follow-ups/{number}/held': norwegian(on)}
        values |= {f'follow-ups/{number}/progress/{g["id"]}/status': s for g, s in zip(goals, statuses)}
        entry = {'id': number, 'held': on, 'progress': [{'goal': g['id'], 'status': s} for g, s in zip(goals, statuses)]}
        plans[who].setdefault('follow-ups', []).append(entry)
        measure = goals[0]['measures'][0]
        if 'done' not in measure and int(who) % 3:
            values[f'goals/{goals[0]["id"]}/measures/{measure["id"]}/done'], measure['done'] = norwegian(on), on
        files.append(fill(form, values, f'{number}/{who}.pdf'))
    with disk.step(name, [f'plans/2025/{f.stem}.yaml' for f in files]):
        done = disk.run('collect', work / 'filled' / number)
    check(f'{name}: nothing is left to decide', 'error' not in done.stderr and len(files) > 40, done.stderr)


forms_before = {}  # of the second follow-up: handed out before the reorganisation, by person


def spring():
    disk.today = '2025-05-20'
    with disk.step('follow-up sheets'):
        disk.run('forms', 'follow-up')
    fill_follow_ups('follow-ups', 'f1', '2025-05-20', ('on-track', 'delayed'), NO_SPRING)
    disk.today = '2025-06-20'
    late = who_lacks_what('2025-06-20')
    with disk.step('reminders'):
        disk.run('remind', '--overdue')
    letters = {p: disk.text(p) for p in disk.papers(kinds=('.pdf',)) if p.startswith('reminders/')}
    for leader, people in world.leads(disk.today).items():
        mine = [t for p, t in letters.items() if pathlib.Path(p).stem == leader]
        if leader in world.people:
            named = {p.id for p in world.people.values() if mine and p.name in mine[0]} - {leader}
            check(f'reminder of {leader}', len(mine) == bool(people & late) and named == people & late, (len(mine), named ^ (people & late)))


def half_year():
    with disk.step('half-year', ['history/2025.json']):
        disk.run('summaries', '--half-year')
        disk.run('summaries', '--competence')


# ---- A reorganisation


def reorganisation():
    disk.today = '2025-08-04'
    write(work / 'late-export.csv', world.export('2025-08-04'))
    disk.run('forms', 'follow-up')
    for form in disk.path('out/2025/forms/follow-up').glob('*/*.pdf'):
        forms_before[form.stem] = work / 'handed-out' / form.name
        write(forms_before[form.stem], form.read_bytes())
    for dry, writes in ((['--dry-run'], []), ([], ['org.yaml', 'priorities/2025/fjellheim-s*'])):
        if not dry:
            rename_unit('fjellheim-skole', 'fjellheim-senter', 'Fjellheim oppvekstsenter')
        with disk.step(f'rename {dry}', writes):
            disk.run('move', 'fjellheim-skole', '--rename', 'fjellheim-senter', '--name', 'Fjellheim oppvekstsenter', *dry)
    for who in world.members('sykehjemmet'):
        world.people[who].unit = 'hjemmetjenesten'
    del world.units['sykehjemmet']
    world.units['hjemmetjenesten'].formerly = ['sykehjemmet']
    with disk.step('join', ['org.yaml']):
        disk.run('move', 'sykehjemmet', '--join', 'hjemmetjenesten')
    for who in sorted(world.members('kultur')):
        world.people[who].unit = 'oppvekst'
        with disk.step(f'move {who}', ['org.yaml']):
            disk.run('move', who, '--to', 'oppvekst')
    with disk.step('dissolve, while somebody has a second position there'):
        refused = disk.run('move', 'kultur', '--dissolve', '--from', '2025-09-01', status=1)
    check('dissolve: who has it is named', world.people[TWO_UNITS].name in refused.stderr, refused.all)
    edit(', also: [{ unit: kultur }]', '')
    del world.people[TWO_UNITS].words['also']
    world.units['kultur'].until = '2025-08-31'
    with disk.step('dissolve', ['org.yaml']):
        disk.run('move', 'kultur', '--dissolve', '--from', '2025-09-01')
    before = disk.papers(kinds=('.pdf', '.ics'))
    with disk.step('papers after the reorganisation'):
        disk.run('packs', '--prune')
    as_expected('papers after the reorganisation', {n for n in before if not re.match('packs|leader-packs|start-letters', n)})
    invite_everyone('papers after the reorganisation')


def the_late_export():
    """The HR system does not know of the reorganisation yet: what its export says is what it said last, so nothing is undone."""
    with disk.step('an export with the units of before', ['import.last.yaml']):
        done = disk.run('import', work / 'late-export.csv', '--update')
    check('an export with the units of before: nothing changes', 'Nothing changes' in done.stdout, done.all)


def rename_unit(old, new, name):
    world.units = {new if u == old else u: unit for u, unit in world.units.items()}
    unit = world.units[new]
    unit.id, unit.name, unit.formerly = new, name, [old]
    for below in world.units.values():
        below.above = new if below.above == old else below.above
    for person in world.people.values():
        person.unit = new if person.unit == old else person.unit


def autumn():
    """The sheets were handed out before units had other names: they are recorded as if nothing had happened."""
    disk.today = '2025-10-10'
    twice = {who for who, form in forms_before.items() if who in world.people and 'hjemmetjenesten' == world.people[who].unit
             and world.plans['2025'].get(who, {}).get('unit') == 'sykehjemmet'}
    with disk.step('a sheet of a leader between that of the plan and that of today'):
        refused = disk.run('collect', *[forms_before.pop(who) for who in twice], status=1)
    check('it is refused, and says what to do', len(twice) == 6 and refused.stderr.count('make the form once more') >= 1, refused.all)
    with disk.step('sheets made once more'):
        disk.run('forms', 'follow-up')
    fill_follow_ups('autumn, with the sheets of before', 'f2', '2025-10-10', ('on-track', 'done'), NO_SPRING)


def leavers():
    """One whose last day HR has written by hand; one who is not in the next export, which has the new units."""
    disk.today = '2025-11-03'
    person_by_hand(LEAVES_BY_HAND, 'to: 2025-11-14')
    world.people[LEAVES_BY_HAND].until = '2025-11-14'
    disk.compare('leaver by hand')
    del world.people[LEAVES_LATE]
    write(work / 'export3.csv', world.export('2025-11-03'))
    with disk.step('export after the reorganisation', ['org.yaml', 'import.last.yaml']):
        done = disk.run('import', work / 'export3.csv', '--update')
    told = [line for line in done.stdout.split('What changes in org.yaml')[-1].splitlines() if line.startswith('  ')]
    check('export after the reorganisation: what is told', len(told) == 1 and 'leaves' in told[0], done.all)


# ---- The year ends


def evaluations():
    """All but some look back on their goals: with the forms that are made now, for the units of today."""
    disk.today = '2025-12-01'
    with disk.step('evaluation forms'):
        disk.run('forms', 'evaluation')
    files, plans = [], world.plans['2025']
    for who, person in sorted(world.people.items()):
        goals, form = plans.get(who, {}).get('goals', []), disk.path(f'out/2025/forms/evaluation/{person.unit}/{who}.pdf')
        if len(goals) < 2 or person.until or who in NO_EVALUATION:
            continue
        marks = ('met', 'partly') if int(who) % 4 else ('met', 'not-met')
        values = {'evaluation/held': '3. desember 2025', 'evaluation/learnt': 'Mellom oss to', **{f'goals/{g["id"]}/attainment': m for g, m in zip(goals, marks)}}
        plans[who]['evaluation'] = {'held': '2025-12-03'}
        for goal, mark in zip(goals, marks):
            goal['attainment'] = mark
        files.append(fill(form, values, f'evaluation/{who}.pdf'))
    with disk.step('evaluations', [f'plans/2025/{f.stem}.yaml' for f in files]):
        disk.run('collect', work / 'filled/evaluation')
    check('evaluations: what the two say to each other stays with them', not any('Mellom oss' in p.read_text() for p in disk.path('plans/2025').glob('*')))


def process_evaluation():
    disk.run('forms', 'process-evaluation')
    made = sorted(p.stem for p in disk.path('out/2025/forms/process-evaluation').glob('*.pdf'))
    check('process evaluation: for units in which ten or more can answer', made == ['_leaders', 'hjemmetjenesten', 'oppvekst', 'solvik-skole'], made)
    files = [fill(disk.path('out/2025/forms/process-evaluation/solvik-skole.pdf'), {'scales/pack': str(3 + n % 3), 'helped': f'Svar {n}'}, f'answers/{n}.pdf')
             for n in range(8)]
    with disk.step('four answers are held back'):
        disk.run('collect', *files[:4])
    with disk.step('answers', ['answers/2025/*']):
        disk.run('collect', *files)
    answers = [disk.yaml(p.relative_to(disk.folder)) for p in disk.path('answers/2025').glob('*.yaml')]
    problems = list(differences('answers', sorted((a['unit'], a['scales']['pack'], a['helped']) for a in answers),
                                sorted(('solvik-skole', str(3 + n % 3), f'Svar {n}') for n in range(8))))
    check('answers: each once', not problems, problems)


def counts(unit):
    """Of all who are in the unit and below: what summaries call by these names."""
    plans, here = world.plans['2025'], world.members(unit, below=True)
    talk = {w for w in here if w != NOT_NEEDED}
    goes = {w for w in talk if world.people[w].until}
    return {('conversations', 'due'): len(talk), ('conversations', 'held'): sum(bool(held(plans.get(w)) or held(world.times['2025'].get(w))) for w in talk),
            ('plans', 'agreed'): sum('agreed' in plans.get(w, {}) for w in talk), ('plans', 'draft'): sum('goals' in plans.get(w, {}) and 'agreed' not in plans[w] for w in talk),
            ('follow-ups', 'held'): sum(len(plans.get(w, {}).get('follow-ups', [])) for w in talk), ('follow-ups', 'due'): 2 * len(talk),
            ('evaluations', 'held'): sum('evaluation' in plans.get(w, {}) for w in talk), ('evaluations', 'due'): len(talk - goes)}


def coverage_is_right(name):
    with disk.path('out/2025/summaries/summary.csv').open(newline='') as file:
        rows = {(r['unit'], r['measure'], r['category']): r['count'] for r in csv.DictReader(file)}
    units, problems = {unit for unit, measure, _ in rows if measure == 'conversations'}, []
    for unit in units:
        should = counts(unit)
        problems += differences(unit, {key: int(rows[unit, *key]) for key in should}, should)
    check(f'{name}: coverage of {len(units)} units', not problems and len(units) >= 4, problems)


def evaluated_where_made():
    """Results count for the unit of the plan, whatever has become of it; the units are those of today."""
    dump = disk.run('summaries', '--dump', 'figures').stdout.split('release evaluation')[-1].split('\nrelease ')[0]
    has = {unit: int(n) for unit, n in re.findall(r'^  unit (\S+) group (\d+)', dump, re.M)}
    made = [world.now(p['unit']) for p in world.plans['2025'].values() if 'evaluation' in p]
    should = {u: sum(m == u or world.is_below(m, u) for m in made) for u in world.units}
    problems = list(differences('evaluated', has, {u: n for u, n in should.items() if n}))
    check('summaries: results count where plans were made', not problems, problems)


def summaries():
    """Released once, when the year is over: coverage is what the world counts, exactly; a second run shows the same."""
    disk.today = ''
    with disk.step('summaries', ['history/2025.json']):
        disk.run('summaries')
    coverage_is_right('summaries')
    evaluated_where_made()
    before = disk.papers()
    with disk.step('summaries, once more'):
        disk.run('summaries', '--force')
    check('summaries: the same once more', before == disk.papers(), [n for n in before if disk.papers().get(n) != before[n]])
    report = disk.text('summaries/organisation-report/organisation-report.pdf')
    check('summaries: the report', 'Bystrand kommune' in report and not re.search('resultatene er ikke lagt fram', report, re.I), report[:500])


# ---- The next year


def old_papers_are_pruned():
    """Everything of 2025 is made once more, as it is now; what is no longer needed goes."""
    for command in (['packs'], ['forms'], ['forms', 'follow-up'], ['forms', 'evaluation'], ['forms', 'process-evaluation'], ['summaries'], ['remind'], ['print']):
        with disk.step(f'{" ".join(command)} --prune'):
            disk.run(*command, '--prune')
    gone = {'fjellheim-skole', 'sykehjemmet'}
    left = [n for n in disk.papers() if gone & set(pathlib.Path(n).with_suffix('').parts)]
    check('pruned: nothing is left of units that are no more', not left, left)
    forms = {n for n in disk.papers(kinds=('.pdf',)) if n.startswith('forms/action-plan/')}
    problems = list(differences('forms', forms, {f'forms/action-plan/{p.unit}/{p.id}.pdf' for p in world.people.values() if world.has_pack(p.id, disk.as_of)}))
    check('pruned: forms are of who is here', not problems, problems)


def new_period():
    settings, org, made = disk.path('samtale.yaml').read_bytes(), disk.path('org.yaml').read_bytes(), disk.papers('2025')
    was = disk.run('status', '--as-of', '2025-12-31').stdout
    disk.period, disk.as_of = '2026', '2026-01-12'
    world.plans['2026'], world.times['2026'] = {}, {}
    with disk.step('new period', ['samtale.yaml', 'periods/2025.yaml', *(f'priorities/2026/{u}.md' for u in world.units if u != 'kultur')]):
        done = disk.run('new-period', '2026')
    check('new period: settings are kept', disk.path('periods/2025.yaml').read_bytes() == settings and disk.path('org.yaml').read_bytes() == org, done.all)
    now = disk.yaml('samtale.yaml')
    text = disk.path('samtale.yaml').read_text()
    check('new period: settings', (now['period'], now['previous-period'], now['dates']) == ('2026', '2025', {'from': '2026-01-01', 'to': '2026-12-31'}) and
          all(text.count(c) == 1 for c in ('# Bystrands egne innstillinger', '# året', '# vinterferie')), text)
    drafts = [p.name for p in disk.path('priorities/2026').glob('*') if 'draft: fra 2025' in p.read_text()]
    check('new period: drafts', {n[:-3] for n in drafts} == set(world.units) - {'kultur'}, drafts)
    for command in (['packs'], ['forms'], ['summaries']):
        with disk.step(f'{command[0]} of 2025'):
            disk.run(*command, '--period', '2025')
    again = disk.papers('2025')
    check('2025 is made again, byte for byte', again == made, [n for n in {**made, **again} if made.get(n) != again.get(n)])
    check('2025 has the same status', disk.run('status', '--as-of', '2025-12-31', '--period', '2025').stdout == was, was)


def a_late_form():
    """It goes into the plans of its year, whatever year it is."""
    form, disk.period = disk.path(f'out/2025/forms/action-plan/hjemmetjenesten/{LATE}.pdf'), '2025'
    values, world.plans['2025'][LATE] = agreed_plan(LATE, form)
    disk.period = '2026'
    with disk.step('late form', [f'plans/2025/{LATE}.yaml']):
        disk.run('collect', fill(form, values))
    history = disk.path('history/2025.json').read_bytes()
    with disk.step('summaries after it'):
        disk.run('summaries', '--period', '2025')
    coverage_is_right('summaries after it')
    check('late form: what was released stays', disk.path('history/2025.json').read_bytes() == history)


def the_next_packs():
    """Each shows the goals of last year, whoever was the leader then, and has no time yet."""
    disk.run('packs')
    as_expected('next year')
    invite_everyone('next year')
    wrong = []
    for who, person in world.people.items():
        goals = [g['goal'] for g in world.plans['2025'].get(who, {}).get('goals', [])]
        text = disk.text(f'packs/{person.unit}/{who}.pdf') if world.has_pack(who, disk.as_of) else ''
        wrong += [f'{who} does not show "{g}"' for g in goals if text and g not in text]
        wrong += [f'{who} shows a goal of {other}' for other in re.findall(r'mål til (\d+)', text) if other != who]
    check('next year: goals of last year', not wrong, wrong[:4])


for told in (the_export, begins, by_hand, schedule, packs, a_moved_appointment, prints, forms_filled_in, typed_in, early_in_the_year, the_next_export, newcomer,
             spring, half_year, reorganisation, the_late_export, autumn, leavers, evaluations, process_evaluation, summaries, old_papers_are_pruned, new_period, a_late_form,
             the_next_packs):
    told()
end()
