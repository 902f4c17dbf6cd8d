"""Values of the user's files: such as schema and samtale refuse, and such as both accept."""
import copy

import yaml

from files import ROOT, load

SETTINGS = load((ROOT / 'samples/nordlia/samtale.yaml').read_text(encoding='utf-8'))
ORG = {'unit': {'id': 'by', 'name': 'By', 'leader': 'e1', 'employees': [
    {'id': 'e1', 'name': 'Ada Berg', 'leader': {'name': 'Per Vik'}}, {'id': 'e2', 'name': 'Bo Dahl'}], 'units': [{'id': 'sor', 'name': 'Sør', 'leader': 'e2'}]}}
PLAN = {'employee': 'e2', 'goals': [{'id': 'g1', 'goal': 'Mål', 'measures': [{'what': 'Noe'}]}]}
CONVERSATIONS = {'e2': {'at': '2027-01-20T09:00'}}
BASES = {'samtale': SETTINGS, 'org': ORG, 'plans': PLAN, 'conversations': CONVERSATIONS}
PLACES = {'samtale': 'samtale.yaml', 'org': 'org.yaml', 'plans': 'plans/2027/e2.yaml', 'conversations': 'conversations/2027.yaml'}
PERSON, UNIT, GOAL = 'unit/employees/1/', 'unit/units/0/', 'goals/0/'

# (file, path, value, in YAML's own words): refused
REFUSED = [
    ('samtale', 'peroid', '2027'), ('samtale', 'dates', '2027'), ('samtale', 'dates/from', '2027-02-30'), ('samtale', 'dates/from', '1.1.2027'),
    ('samtale', 'dates/to', 'null'), ('samtale', 'conversations/minutes', '10'), ('samtale', 'conversations/minutes', '481'), ('samtale', 'conversations/minutes', 'lenge'),
    ('samtale', 'conversations/minutes', '60.5'), ('samtale', 'paper', 'A3'), ('samtale', 'paper', 'a4'), ('samtale', 'period', 'År 1'), ('samtale', 'period', '[2027]'),
    ('samtale', 'waves', 'by-luck'), ('samtale', 'waves', '[2027-13-01]'), ('samtale', 'closed', '2027-02-15'), ('samtale', 'closed', '[{ from: 2027-02-15 }]'),
    ('samtale', 'evaluation', 'later'), ('samtale', 'keep', '{ answers: forever }'), ('samtale', 'keep', '{ answers: 21 }'), ('samtale', 'keep', '{ plans: 0 }'),
    ('samtale', 'logo', '../logo.png'), ('samtale', 'logo', '/logo.png'), ('samtale', 'hr', '{ email: a@b.no }'), ('samtale', 'organisation', '{}'),
    ('samtale', 'organisation', '{ nb: [By] }'), ('samtale', 'competences', '{ Æ: Noe }'), ('samtale', 'follow-ups', '[{ name: Vår, from: 2027-05-01 }]'),
    ('samtale', 'per-day', '17'), ('samtale', 'language', '[nb]'), ('samtale', 'summary', '{ smallest-group: 4 }'), ('samtale', 'salary', 'secret'),
    ('samtale', 'mail', '{ links: "ftp://x/" }'), ('samtale', 'mail', '{ links: out/ }'), ('samtale', 'mail', '{ links: "https://a b/" }'), ('samtale', 'competences', '{ digital: null }'),
    ('samtale', 'hr', '{ name: HR, email: hr }'), ('samtale', 'privacy', '{ marking: "" }'),
    ('org', 'unit/id', 'Øst'), ('org', 'unit/id', 'a.b'), ('org', PERSON + 'id', 'E 2'), ('org', PERSON + 'id', 'a..b'), ('org', PERSON + 'name', 'null'), ('org', PERSON + 'from', '2027-02-29'),
    ('org', PERSON + 'form', '2027-02-01'), ('org', PERSON + 'conversation', 'unnecessary'), ('org', PERSON + 'conversation', '{ at: 2027-01-20T25:00 }'),
    ('org', PERSON + 'conversation', '{ when: 2027-01-20 }'), ('org', PERSON + 'print', 'huge'), ('org', PERSON + 'also', '[{ leader: e1 }]'), ('org', PERSON + 'away', '{ to: 2027-02-01 }'),
    ('org', PERSON + 'available', '{ weekdays: [sunday], from: "09:00", to: "15:00" }'), ('org', PERSON + 'available', '{ from: morning, to: "15:00" }'),
    ('org', PERSON + 'leader', '{ title: Ordfører }'), ('org', PERSON + 'leads', 'all'), ('org', UNIT + 'employees', '{ id: e3 }'), ('org', UNIT + 'acting', '{ from: 2027-01-01 }'),
    ('org', UNIT + 'briefing', '{ place: Kantina }'), ('org', UNIT + 'leadr', 'e1'), ('org', PERSON + 'email', 'bo'),
    ('plans', 'employee', 'null'), ('plans', GOAL + 'kind', 'hobby'), ('plans', GOAL + 'goal', '""'), ('plans', GOAL + 'attainment', 'almost'), ('plans', GOAL + 'suports', 'x'),
    ('plans', GOAL + 'measures/0/deadline', '2027-02-30'), ('plans', GOAL + 'measures/0/deadline', '2027-13'), ('plans', GOAL + 'measures/0/deadline', '2027-W54'),
    ('plans', GOAL + 'measures/0/done', 'perhaps'), ('plans', GOAL + 'comments', '{ boss: Fint }'), ('plans', 'agreed', '2027-01-30'), ('plans', 'competence-needs', '[{ others: Noe }]'),
    ('plans', 'follow-ups', '[{ held: in May }]'), ('plans', 'follow-ups', '[{ progress: [{ status: done }] }]'), ('plans', 'delivered', '{ employee: e2 }'),
    ('plans', 'delivered', '{ goals: { hobby: { met: 1 } } }'),
    ('conversations', 'e2/at', '20.1.2027'), ('conversations', 'e2/where', 'Kantina'), ('conversations', 'e2', 'soon'),
]
# … and what looks like that and is right
ACCEPTED = [
    ('samtale', 'conversations/minutes', '"60"'), ('samtale', 'paper', 'null'), ('samtale', 'language', 'Bokmål'), ('samtale', 'language', 'nynorsk'),
    ('samtale', 'waves', '[2027-01-11, { from: 2027-01-18, to: 2027-02-05 }]'), ('samtale', 'waves', 'by-size'), ('samtale', 'evaluation', 'with-next-conversation'),
    ('samtale', 'keep', '{ plans: 3, answers: 20, archived: personnel-file }'), ('samtale', 'closed', '[2027-02-15, { from: 2027-02-16, to: 2027-02-19 }]'),
    ('samtale', 'competences', '{ digital: { nb: Digital dømmekraft, nn: Digital dømekraft, en: Digital judgement } }'), ('samtale', 'hr', '{ name: 110, phone: 77000000 }'),
    ('samtale', 'mail', '{ links: "https://x/ut/" }'), ('samtale', 'mail', '{ links: "\\\\\\\\server\\\\ut mappe" }'), ('samtale', 'mail', '{ links: "file://server/ut" }'),
    ('org', PERSON + 'conversation', 'not-needed'), ('org', PERSON + 'conversation', '{ at: 2027-01-20 09:00, place: Kantina, by: e1 }'), ('org', PERSON + 'name', '1984'),
    ('org', PERSON + 'available', '{ weekdays: [monday, friday], from: 9.30, to: 14:00 }'), ('org', PERSON + 'leader', 'e1'), ('org', PERSON + 'print', 'large'),
    ('org', UNIT + 'type', '{ nb: skolen, nn: skulen, en: the school }'), ('org', UNIT + 'employees', 'null'), ('org', UNIT + 'briefing', '{ at: 2027-01-08T14:00 }'),
    ('org', PERSON + 'away', '{ from: 2027-09-01 }'), ('org', PERSON + 'from', '2024-02-29'),
    ('plans', GOAL + 'measures/0/deadline', '2027-06'), ('plans', GOAL + 'measures/0/deadline', '2027-W23'), ('plans', GOAL + 'measures/0/deadline', 'løpende'),
    ('plans', GOAL + 'measures/0/deadline', '1. juni'), ('plans', GOAL + 'measures/0/done', 'true'), ('plans', GOAL + 'measures/0/done', '2027-05-01'),
    ('plans', GOAL + 'measures/0/responsible', 'leader'), ('plans', GOAL + 'measures/0/responsible', 'Vi to'), ('plans', 'competence-needs', '[digital, { other: Noe annet }]'),
    ('plans', 'delivered', '{ conversation: { held: 2027-01-20 }, goals: { work: { met: 1 } }, measures: { due: [2027-06-01] } }'),
    ('conversations', 'briefings', '{ sor: { at: 2027-01-08T14:00, place: Kantina } }'),
    ('conversations', 'e2', '{ at: 2027-01-20, place: Kantina, held: 2027-01-20 }'),
]


def changed(base, path, value):
    whole = copy.deepcopy(base)
    *above, last = path.split('/')
    at = whole
    for step in above:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[last] = value
    return whole


def as_text(base, path, words):
    """The file with the value as it is written: YAML in a place that is marked."""
    text = yaml.safe_dump(changed(base, path, '@@'), allow_unicode=True, sort_keys=False, width=10000)
    return text.replace("'@@'", words)
