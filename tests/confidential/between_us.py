#!/usr/bin/python3
"""What stays between two people is read by these two. A mark of its own stands in every field of every plan of two periods, in a
cycle where leaders have changed, people have moved, and there are an acting leader, a holder and leaders outside the chart. All that
samtale makes is searched for marks that do not belong there: once while the acting leader is in charge, and once after that."""
import collections
import copy
import io
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))

import collecting  # noqa: E402
from collecting import ROOT, Collected, check, end, fields, fill, run, work, write  # noqa: E402

collecting.group = 'between-us'
BUILD = pathlib.Path(os.environ.get('BUILD', ROOT / 'build'))

# ---- The rule, as shared/CONTENT.md has it, and as the code does not

# Comments, disagreement, informal follow-up, notes on progress, learning, next steps.
BETWEEN = {'disagreement', 'follow-up-informal', 'goals/*/comments/employee', 'goals/*/comments/leader',
           'follow-ups/*/progress/*/note', 'follow-ups/*/learnt', 'follow-ups/*/changes', 'follow-ups/*/next-steps',
           'evaluation/disagreement', 'evaluation/learnt', 'evaluation/next-steps'}
# The plan that is handed in. A field that is in neither list has to be thought about first.
SHARED = {'conversation/held', 'agreed/employee', 'agreed/leader', 'goals/*/goal', 'goals/*/kind', 'goals/*/supports',
          'goals/*/measures/*/what', 'goals/*/measures/*/responsible', 'goals/*/measures/*/deadline', 'goals/*/measures/*/done',
          'goals/*/attainment', 'follow-ups/*/planned', 'follow-ups/*/held', 'follow-ups/*/progress/*/status',
          'follow-ups/*/next/date', 'follow-ups/*/next/time', 'follow-ups/*/next/place', 'evaluation/held',
          'evaluation/agreed/employee', 'evaluation/agreed/leader', 'competence-needs/*', 'other-needs/*'}
# On forms only.
NOWHERE = {'agreed/employee/tick', 'agreed/leader/tick', 'evaluation/agreed/employee/tick', 'evaluation/agreed/leader/tick',
           'goals/*/supports/*', 'goals/*/measures/*/ticked', 'who/employee', 'who/leader', 'notes/*'}

# For whoever makes a leader's own pack show names and dates only in a stack that somebody else hands out: set this to True, and
# goals of third persons are looked for in stacks, too.
STACKS_HIDE_THIRD_PERSONS = True

OUTSIDE = 'Per Vik'


class Person:
    def __init__(self, unit, leader, last, this, holder=None, more=''):
        self.unit, self.leader, self.holder, self.more = unit, leader, holder, more
        self.made_with = {'2026': last, '2027': this}  # None: the plan does not say; '-': there is no plan


# Who leads them now, and with whom each plan was made. ACTING: e21 from January to March, e20 before and after.
ACTING = 'acting'
PEOPLE = {
    'e1': Person('nordlia', OUTSIDE, OUTSIDE, OUTSIDE),
    'e2': Person('nordlia', OUTSIDE, 'e1', 'e1', more=f'leader: {{ name: {OUTSIDE} }}'),     # from a leader to one outside
    'e3': Person('nordlia', 'e1', OUTSIDE, OUTSIDE),                                         # and from one outside
    'e10': Person('oppvekst', 'e1', 'e1', 'e1'),
    'e11': Person('oppvekst', 'e10', 'e10', 'e10', more='conversation: { at: 2027-01-20T09:00 }'),  # nothing has changed
    'e12': Person('oppvekst', 'e10', 'e20', 'e20'),                                          # moved in this period
    'e13': Person('oppvekst', 'e10', 'e20', 'e10'),                                          # moved before it
    'e14': Person('oppvekst', 'e10', 'e10', 'e10', holder='e11', more='conversation: { by: e11 }'),
    'e15': Person('oppvekst', 'e10', 'e20', 'e20', holder='e20', more='conversation: { by: e20 }'),  # by the leader before
    'e16': Person('oppvekst', 'e10', None, None),                                            # no leader is named
    'e17': Person('oppvekst', 'e10', 'e20', 'e10', more='also: [{ unit: kultur, leader: e20 }]'),
    'e18': Person('oppvekst', 'e1', 'e10', 'e1', more='leader: e1'),
    'e19': Person('oppvekst', 'e10', 'e10', '-'),
    'e20': Person('kultur', 'e1', 'e1', 'e1'),
    'e21': Person('kultur', ACTING, 'e20', 'e20'),
    'e22': Person('kultur', ACTING, 'e20', 'e20'),                                           # with the one who is away
    'e23': Person('kultur', ACTING, 'e20', 'e21'),                                           # this plan with the acting leader
    'e24': Person('kultur', ACTING, 'e21', 'e21'),
    'e99': Person(None, None, 'e10', '-'),                                                   # has left
}


class Rule:
    """Who may see which mark. acting: whether e21 is in charge of kultur."""

    def __init__(self, acting):
        self.acting = acting

    def leader(self, who):
        p = PEOPLE[who]
        if p.leader != ACTING:
            return p.leader
        if self.acting:
            return 'e21' if who != 'e21' else 'e1'
        return 'e20'

    def made_with(self, who, period):
        leader = PEOPLE[who].made_with[period]
        return self.leader(who) if leader is None and period == '2027' else leader

    def readers_of(self, who):  # of a document about this person
        return {who, self.leader(who), PEOPLE[who].holder} - {None}

    def may_see(self, mark, readers):
        """Whether all of these people may: between the two means these two, and whoever held the conversation in which it was
        written; what is shared is for the employee, the leader and the holder."""
        if PEOPLE[mark.who].unit is None:
            return False
        if not mark.between:
            return readers <= self.readers_of(mark.who)
        two = {mark.who, self.made_with(mark.who, mark.period)}
        return readers <= two | ({PEOPLE[mark.who].holder} if mark.period == '2027' and self.leader(mark.who) in two else set())

    def in_document_of(self, mark, who):
        return mark.who == who and self.may_see(mark, self.readers_of(who))

    def in_papers_of_leader(self, mark, leader):
        return self.leader(mark.who) == leader and self.may_see(mark, {leader})

    def in_stack(self, mark, holds_papers_of, handed_out_by=None):
        """holds_papers_of: whether somebody's papers lie in it. A leader's own pack is no third person's."""
        if self.in_document_of(mark, mark.who) and holds_papers_of(mark.who):
            return handed_out_by is None or self.may_see(mark, {handed_out_by})
        leader = self.leader(mark.who)
        third = not mark.between and leader is not None and PEOPLE[mark.who].unit and leader in PEOPLE and holds_papers_of(leader)
        return third and not STACKS_HIDE_THIRD_PERSONS


# ---- The cycle: a mark in every field

Mark = collections.namedtuple('Mark', 'who period path between')
marks = {}
MARK = re.compile(rb'[Zz][Qq]([0-9]{5})[Qq][Zz]')
MARKS_IN_HEX = ((re.compile(rb'5A51((?:3[0-9]){5})515A', re.I), 0), (re.compile(rb'005A0051((?:003[0-9]){5})0051005A', re.I), 1))


def new_mark(who, period, path):
    marks[len(marks)] = Mark(who, period, path, path in BETWEEN)
    return f'ZQ{len(marks) - 1:05}QZ'


table = [line.split() for line in subprocess.run([BUILD / 'tests/fields_tool'], capture_output=True, text=True, check=True)
         .stdout.splitlines()]
paths = {path: kind for path, kind, _ in table}
check('every field is known', set(paths) == BETWEEN | SHARED | NOWHERE, set(paths) ^ (BETWEEN | SHARED | NOWHERE))
check('and as private as here', {p for p, _, privacy in table if privacy == 'between-us'} == BETWEEN)
check('and takes a text', all(paths.get(p) in ('prose', 'line') for p in BETWEEN))

IDS = {'goals': ('g1', 'g2'), 'measures': ('m1', 'm2'), 'follow-ups': ('f1', 'f2'), 'progress': ('g1', 'g2')}
CHOICES = {'goals/*/kind': 'work', 'goals/*/attainment': 'partly', 'follow-ups/*/progress/*/status': 'on-track',
           'goals/*/supports': ['sammen']}


def expand(path):
    """Every path that * stands for, with the keys of the plan's tree."""
    done = [[]]
    for part in path.split('/'):
        more = []
        for keys in done:
            more += [keys + [i] for i in IDS[keys[-1]]] if part == '*' else [keys + [part]]
        done = more
    return done


def listed(tree):
    """Maps by id as the lists that plans have."""
    if not isinstance(tree, dict):
        return tree
    out = {}
    for key, value in tree.items():
        if key in IDS:
            out[key] = [{'goal' if key == 'progress' else 'id': i, **listed(item)} for i, item in value.items()]
        else:
            out[key] = listed(value)
    return out


def plan(who, period):
    person, tree = PEOPLE[who], {}
    for path in sorted(BETWEEN | SHARED):
        kind = paths.get(path)
        if path.startswith(('competence-needs', 'other-needs')) or kind is None:
            continue
        for keys in expand(path):
            at = tree
            for key in keys[:-1]:
                at = at.setdefault(key, {})
            if keys == ['follow-ups', 'f2', 'held'] and period == '2027':
                continue  # it is still to come, so that there is a next follow-up
            at[keys[-1]] = f'{period}-02-01' if kind in ('date', 'done') else copy.copy(CHOICES.get(path)) or new_mark(who, period, path)
    tree = listed(tree)
    tree['competence-needs'] = ['digital', {'other': new_mark(who, period, 'other-needs/*')}]
    moved = person.made_with[period] in ('e20', 'e21')
    head = {'employee': who, 'unit': 'kultur' if moved else person.unit or 'oppvekst', 'leader': person.made_with[period]}
    flow = who in ('e11', 'e12')  # a goal with all that belongs to it on one line, which a message may quote
    tree = {k: v for k, v in {**head, **tree}.items() if v}
    if not flow:
        return yaml.safe_dump(tree)
    return ''.join(yaml.safe_dump({k: v}, default_flow_style=True, width=100000).strip()[1:-1] + '\n' for k, v in tree.items())


def person_line(who):
    more = PEOPLE[who].more
    if who == 'e1':
        more = f'leader: {{ name: {OUTSIDE}, title: Ordfører }}'
    return f'    - {{ id: {who}, name: Person {who.upper()}{", " + more if more else ""} }}\n'


def unit(name, indent, head):
    lines = f'id: {name}\nname: Enhet {name}\n{head}\nemployees:\n'
    lines += ''.join(person_line(who) for who, p in PEOPLE.items() if p.unit == name)
    return lines.replace('\n', '\n' + ' ' * indent).rstrip(' ')


SETTINGS = collecting.SETTINGS + 'previous-period: 2026\n'
ORG = f'''unit:
  {unit('nordlia', 2, 'leader: e1')}  units:
    - {unit('oppvekst', 6, 'leader: e10')}    - {unit('kultur', 6, 'leader: e20' + chr(10) + 'acting: { id: e21, from: 2027-01-01, to: 2027-03-31 }')}'''


def make_cycle(name):
    folder = work / name
    write(folder / 'samtale.yaml', SETTINGS)
    write(folder / 'org.yaml', ORG)
    for period in ('2026', '2027'):
        write(folder / f'priorities/{period}/nordlia.md', '## Sammen {#sammen}\n\nVi hjelper hverandre.\n')
    for (who, period), text in PLANS.items():
        write(folder / f'plans/{period}/{who}.yaml', text)
    return folder


PLANS = {(who, period): plan(who, period) for who, p in PEOPLE.items() for period in ('2026', '2027') if p.made_with[period] != '-'}

# ---- Looking for marks, in whatever a file can hold

searched = collections.Counter()
seen = set()  # paths of marks that were found where they may be, and in which kind of file


def in_bytes(data):
    """The marks in bytes: as they are, in UTF-16, in the hexadecimal digits of PDF strings."""
    found = set(MARK.findall(data))
    for pattern, digit in MARKS_IN_HEX:
        found |= {bytes.fromhex(n.decode())[digit::digit + 1] for n in pattern.findall(data)}
    return {int(n) for n in found}


def in_text(data):  # broken over lines, too
    return in_bytes(data) | in_bytes(re.sub(rb'-?\s+', b'', data))


def in_pdf(path):
    """Its pages' text, and all that it holds: every stream inflated, every string and name, XMP and the fields with their marks."""
    text = subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True).stdout
    whole = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(whole, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                 stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
    whole = whole.getvalue()
    searched.update(streams=whole.count(b'endstream'), fields=len(re.findall(rb'/FT /(?:Tx|Btn|Ch)', whole)), bytes=len(whole), text=len(text))
    if b'/FlateDecode' in whole or b'/ObjStm' in whole:
        check(f'searched {path}', False, 'something in it was not inflated')
    return in_text(text) | in_bytes(whole)


def in_file(path):
    searched[path.suffix or path.name] += 1
    return in_pdf(path) if path.suffix == '.pdf' else in_text(path.read_bytes())


wrong = collections.defaultdict(list)


def judge(name, found, may):
    """may: whether a mark may be where these were found."""
    for number in found:
        mark = marks[number]
        if may(mark):
            seen.add((mark.path, mark.period, name))
        else:
            wrong[name].append(f'{mark.who} {mark.period} {mark.path}')


def report(name, why):
    for where, what in list(wrong.items()):
        check(f'{name}: {where}', False, f'{why}: {"; ".join(sorted(set(what))[:6])} ({len(what)} in all)')
    if not wrong:
        check(name, True)
    wrong.clear()


def made(folder, *arguments):
    done = run(folder, *arguments)
    if done.returncode:
        check('made', False, f'{arguments} in {folder} ended with {done.returncode}: {done.stderr[:600]}')
    searched['outputs'] += 2
    return in_text(done.stdout.encode()) | in_text(done.stderr.encode())


nobody = lambda mark: False  # noqa: E731
FORMS = ('action-plan', 'follow-up', 'evaluation', 'process-evaluation')
LEADERS, NOBODYS = ('leader-overview',), ('agenda', 'poster', 'waves')  # what shows something of plans, and what does not


def rule_for(rule, path):
    """The rule for one file that was made, by its path in out/2027."""
    kind, name = path.parts[0], path.stem
    if kind == 'packs' or (kind == 'forms' and path.parts[1] in FORMS[:3] and name in PEOPLE):
        return lambda m: rule.in_document_of(m, name)
    if kind == 'leader-packs' or (kind == 'forms' and path.parts[1] in LEADERS):
        return lambda m: rule.in_papers_of_leader(m, name)
    if kind == 'by-leader' and path.suffix == '.pdf':
        leader = OUTSIDE if path.parts[2].startswith('_outside') else path.parts[2]
        if name == '_leader-pack':
            return lambda m: rule.in_papers_of_leader(m, leader)
        return lambda m: name in PEOPLE and rule.leader(name) == leader and rule.in_document_of(m, name)
    if kind != 'print' or len(path.parts) < 3 or path.parts[2] == 'blank':
        return nobody
    by, name = path.parts[2].split('-')[0], name.split('+')[0]
    if by == 'leader':
        leader = OUTSIDE if name.startswith('_outside') else name
        return lambda m: rule.in_stack(m, lambda who: rule.leader(who) == leader, leader)
    if by == 'unit':
        return lambda m: rule.in_stack(m, lambda who: PEOPLE[who].unit == name)
    return lambda m: rule.in_stack(m, lambda who: True)


def search(folder, rule, label, only=None):
    """Every file of the output folder; only: the one who reads all of it."""
    files = sorted(p for p in (folder / 'out').rglob('*') if p.is_file())
    with ThreadPoolExecutor(2) as pool:
        for path, found in zip(files, pool.map(in_file, files)):
            inside = path.relative_to(folder / 'out/2027')
            may = rule_for(rule, inside)
            judge(f'{label}/{inside}', found, (lambda m, may=may: may(m) and rule.in_papers_of_leader(m, only)) if only else may)


# ---- Everything is made


def every_sheet(form):
    """What was noted in the first follow-up, too, and not only the sheet of the next one."""
    return ['--follow-up', 'all'] if form == 'follow-up' else []


def everything(folder, day, part=False, stacks=True):
    """What is printed on the way holds nothing that anybody has written."""
    as_of = ['--as-of', day]
    found = made(folder, 'check') | made(folder, 'packs', *as_of)
    for form in (*FORMS, *LEADERS, *NOBODYS):
        found |= made(folder, 'forms', form, *as_of, *every_sheet(form))
    found |= made(folder, 'status', *as_of) | made(folder, 'status', '--format', 'json', *as_of)
    for some in ('--overdue',), ('--missing', 'plan,evaluation'), ('--by', 'leader'), ('--csv', 'excel'):
        found |= made(folder, 'status', *some, *as_of)
    found |= made(folder, 'remind', *as_of) | made(folder, 'remind', '--for', 'employee', *as_of)
    if part:
        found |= made(folder, 'deliver')
    else:
        for form in FORMS[:3]:
            found |= made(folder, 'forms', form, '--blank', '2', *as_of, *every_sheet(form))
        found |= made(folder, 'packs', '--by', 'leader', *as_of)
        for form in FORMS:
            found |= made(folder, 'forms', form, '--by', 'leader', *as_of, *every_sheet(form))
        found |= made(folder, 'print', '--proof', *as_of) | made(folder, 'print', '--from', 'e11', *as_of)
        for by in ('leader', 'unit', 'wave', 'all') if stacks else ('leader',):
            found |= made(folder, 'print', '--by', by, *as_of)
        for form in (*FORMS[:3], 'leader-pack', *LEADERS) if stacks else ():
            found |= made(folder, 'print', form, '--by', 'leader', *as_of)
        found |= made(folder, 'print', 'evaluation', '--blank', '2') | made(folder, 'print', '--booklet', *as_of)
        found |= made(folder, 'summaries', '--as-of', '2027-12-31')
    judge('what is printed', found, nobody)


def hidden_fields(folder, rule, label):
    """Fields that show nothing to these readers say nothing of it by their names, values and defaults either."""
    count, bad = 0, []
    for path in sorted((folder / 'out/2027/forms').rglob('e[0-9]*.pdf')):
        if rule.may_see(Mark(path.stem, '2027', '', True), rule.readers_of(path.stem)):
            continue
        with pikepdf.open(path) as pdf:
            for (_, _, field), (node, name) in (fields(pdf) if '/AcroForm' in pdf.Root else {}).items():
                if not any(re.fullmatch(p.replace('*', '[^/]+'), field) for p in BETWEEN):
                    continue
                count += 1
                if '~' in name or str(node.get('/V', '')) or str(node.get('/DV', '')):
                    bad.append(f'{path.stem} {name}')
    check(f'{label}: hidden fields are empty', count > 50 and not bad, f'{count} fields; {bad[:5]}')


def split_off(folder, rule, label, day):
    target = work / f'{label}-leaders'
    judge('split', made(folder, 'split', target, '--as-of', day), nobody)
    leaders = sorted(p.name for p in target.iterdir())
    expected = sorted({rule.leader(who) for who, p in PEOPLE.items() if p.unit} & set(PEOPLE))
    check(f'{label}: a directory for each leader', leaders == expected, f'{leaders}, not {expected}')
    for leader in leaders:
        own = target / leader
        for path in sorted(p for p in own.rglob('*') if p.is_file()):
            judge(f'split/{path.relative_to(target)}', in_file(path), lambda m: rule.in_papers_of_leader(m, leader))
        everything(own, day, part=True)
        search(own, rule, f'split/{leader}', only=leader)
        for path in own.glob('out/2027/delivery-*'):
            judge(f'delivery of {leader}', in_file(path), nobody)
            judge(f'delivery of {leader} collected', made(folder, 'collect', path, '--as-of', day, '--dry-run'), nobody)
    return target


for scenario, day, acting in (('while acting', '2027-01-11', True), ('after that', '2027-05-03', False)):
    rule, cycle = Rule(acting), make_cycle(scenario.replace(' ', '-'))
    everything(cycle, day, stacks=acting)
    search(cycle, rule, 'whole')
    hidden_fields(cycle, rule, scenario)
    split_off(cycle, rule, cycle.name, day)
    report(scenario, 'does not belong there')

# ---- Forms that come back


GOAL = 'goals/*/goal'


def typed_in(form, text):
    """The form with something in each of its fields for the two, and in one that is shared."""
    with pikepdf.open(form) as pdf:
        paths_there = [k for k in fields(pdf) if any(re.fullmatch(p.replace('*', '[^/]+'), k[2]) for p in BETWEEN | {GOAL})]
    return fill(form, {(k[0], k[2]): text for k in paths_there}), len(paths_there)


def texts(tree):
    if isinstance(tree, (dict, list)):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(value)
    else:
        yield str(tree)


def forms_of(folder, people):
    return [folder / f'out/2027/forms/{d}/{PEOPLE[who].unit}/{who}.pdf' for who in people for d in FORMS[:3]]


def filled_in(forms):
    done = [typed_in(f, 'SKREVET') for f in forms]
    searched['typed'] += sum(n for _, n in done)
    return [f for f, _ in done]


def saved(folder, who):
    return (folder / f'plans/2027/{who}.yaml').read_text()


def changed(folder, people):
    """Their plans have been changed since the forms were made, so that all of it is in conflict."""
    before = {who: re.sub('QZ', 'QZ endret', saved(folder, who)) for who in people}
    for who, text in before.items():
        write(folder / f'plans/2027/{who}.yaml', text)
    return before


def lost(before, folder, who):
    return collections.Counter(marks[n].path for n in in_bytes(before[who].encode()) - in_bytes(saved(folder, who).encode()))


def only_goals_are_written(name, before, folder, people):
    for who in people:
        kept, gone = saved(folder, who), lost(before, folder, who)
        check(f'{who}: {name}', set(gone) == {GOAL} and set(re.findall('([a-z-]+): SKREVET', kept)) == {'goal'} and
              kept.count('endret') == before[who].count('endret') - gone[GOAL], kept)


CONFLICTS = ([], ['--format', 'json'], ['--prefer', 'form', '--dry-run'], ['--prefer', 'form', '--dry-run', '--format', 'json'], ['--prefer', 'record'])


def judge_messages(name, folder, files, may, may_with_comments, decided=0):
    """decided: how a run with comments ends for which --prefer decides."""
    for extra in CONFLICTS:
        for options, may_be_shown in ((extra, may), (['--with-comments', *extra], may_with_comments)):
            done = Collected(folder, files, *options)
            judge(f'collect {" ".join(options)} {name}', in_text(done.all.encode()), may_be_shown)
            ends = decided if options != extra else 0
            check(f'collect {" ".join(options)} {name} ends as it should', done.status == max(ends, 0 if '--prefer' in extra else 1), done.all)
            searched['outputs'] += 1


rule, whole, leaders = Rule(True), work / 'while-acting', work / 'while-acting-leaders'
planned = [who for who, p in PEOPLE.items() if p.made_with['2027'] != '-']
shown = {who for who in planned if rule.may_see(Mark(who, '2027', '', True), rule.readers_of(who))}

# At HR nothing of the two is read, shown or written over.
forms = forms_of(whole, planned)
done = Collected(whole, forms)
check('forms as they were made: an empty field takes nothing away', done.status == 0 and done.same, done.all)
filled, before = filled_in(forms), changed(whole, planned)
judge_messages('at HR', whole, filled, lambda m: not m.between, nobody, 2)
last = Collected(whole, filled, '--with-comments', '--prefer', 'form')
check('comments are refused at HR', last.status == 2 and last.same and 'comments stay between employee and leader' in last.err and not last.out, last.all)
Collected(whole, filled, '--prefer', 'form')
only_goals_are_written('HR writes over nothing of the two', before, whole, planned)

# In the leader's own directory it is kept, and stands on the next form.
for own in sorted(leaders.iterdir()):
    people = [who for who in planned if rule.leader(who) == own.name]
    for source in whole, own:  # HR's forms, and those that are made here
        done = Collected(own, forms_of(source, people), '--with-comments')
        check(f'forms of {source.name} as they were made: an empty field takes nothing away from {own.name}', done.status == 0 and done.same, done.all)
    filled, before = filled_in(forms_of(own, people)), changed(own, people)
    judge_messages(f'of {own.name}', own, filled, lambda m: not m.between and m.who in people, lambda m: m.who in people and (not m.between or m.who in shown))
    done = Collected(own, filled, '--with-comments', '--prefer', 'form')
    made(own, 'forms', 'evaluation', '--as-of', '2027-01-11')
    pages = [subprocess.run(['pdftotext', f, '-'], capture_output=True, text=True, check=True).stdout for f in forms_of(own, people)[2::3]]
    kept = [list(texts(yaml.safe_load(saved(own, who)))).count('SKREVET') > 8 for who in people]
    check(f'kept in the leader’s own directory: {own.name}', done.status == 0 and all(kept) and all('SKREVET' in p for p in pages), done.all)
    for who in people:
        gone = lost(before, own, who)
        check(f'{who}: the two write over their own', set(gone) <= BETWEEN | {GOAL} and (len(gone) > 8 if who in shown else set(gone) == {GOAL}), gone)
    # Somebody has put a plan there by hand that was made with another leader.
    strange = [who for who in people if who not in shown]
    for who in strange:
        write(own / f'plans/2027/{who}.yaml', PLANS[who, '2027'])
    before = changed(own, strange)
    filled = filled_in(forms_of(whole, strange))
    if not strange:
        continue
    shared = lambda m: not m.between and m.who in strange  # noqa: E731
    judge_messages(f'of {own.name}, of plans of another leader', own, filled, shared, shared, 1)
    done = Collected(own, filled, '--with-comments', '--prefer', 'form', '--all')
    check(f'what was refused is said: {own.name}', done.status == 1 and all(f'Person {who.upper()} stays with' in done.err for who in strange), done.all)
    only_goals_are_written('nothing of another leader is lost or mixed', before, own, strange)
report('collect', 'is printed')

# ---- Whether enough was looked at

for what, least in (('.pdf', 280), ('.yaml', 80), ('.ics', 2), ('.json', 8), ('.csv', 2), ('streams', 18000), ('bytes', 55000000),
                    ('text', 2300000), ('fields', 8000), ('outputs', 180), ('typed', 300)):
    check(f'searched: {what}', searched[what] >= least, f'{searched[what]}, not {least}')
places = {kind: {(path, period) for path, period, name in seen if kind in name} for kind in ('whole/packs', 'whole/forms', 'split/', 'whole/print', 'whole/leader-packs')}
textual = {p for p in BETWEEN | SHARED if paths.get(p) not in ('date', 'done', 'choice', 'tick', 'supports')}
check('seen: every mark in a leader’s own directory', {(p, y) for p in textual for y in ('2026', '2027')} <= places['split/'],
      {(p, y) for p in textual for y in ('2026', '2027')} - places['split/'])
check('seen: all of this period on forms', {(p, '2027') for p in textual} <= places['whole/forms'],
      {(p, '2027') for p in textual} - places['whole/forms'])
check('seen: comments of the last plan in packs and stacks', all(
    (p, '2026') in places[k] for p in ('goals/*/comments/employee', 'goals/*/comments/leader', 'evaluation/learnt', 'evaluation/next-steps')
    for k in ('whole/packs', 'whole/print')), places['whole/packs'])
check('seen: goals in leaders’ packs', ('goals/*/goal', '2026') in places['whole/leader-packs'])
check('marks', len(marks) > 1000, len(marks))
end()
