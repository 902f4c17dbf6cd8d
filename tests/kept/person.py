#!/usr/bin/python3
"""All that is held of one person: shown, erased and renamed. After erasure every byte in reach is searched, inflated."""
import json
import re
import shutil
import subprocess
import unicodedata

import yaml

from keeping import ORG, SETTINGS, check, end, files, make, ok, run, that_hold, work, write

ID, NAME = 'zq77', 'Zebrina Quist'
whole = make('whole')
before = that_hold(whole, ID, NAME)
kinds = {'out/2027/packs', 'out/2027/print', 'out/2027/forms', 'out/2027/leader-packs', 'out/2027/reminders', 'out/2027/by-leader',
         'out/2027/summaries', 'out/2027/person', 'plans/2026/zq77.yaml', 'plans/2027/zq77.yaml', 'conversations/2027.yaml', 'org.yaml',
         'out/2027/manifest.json', 'out/2027/.manifest.cache', 'out/2027/print/printed', 'import.last.yaml'}
check('before: the search finds each kind of file', all(any(f.startswith(k) for f in before) for k in kinds),
      {k for k in kinds if not any(f.startswith(k) for f in before)})

# ---- Shown

pdf, data = whole / f'out/2027/person/{ID}.pdf', json.loads((whole / f'out/2027/person/{ID}.json').read_text())
text = ' '.join(subprocess.run(['pdftotext', pdf, '-'], capture_output=True, text=True, check=True).stdout.split())
values = {f['value'] for part in data['parts'] for f in part['fields']}


def scalars(tree):
    if isinstance(tree, (dict, list)):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from scalars(value)
    else:
        yield str(tree)


raw = re.findall(r'(?<!\S)(?:(?:archive|mail|print)/\S+|mail-merge|figures|printed|packs\.zip)(?!\S)', text)
check('files are named in words, not as the program has them', 'skrevet ut' in text and not raw, raw or text[-900:])
for period in ('2026', '2027'):
    plan = yaml.safe_load((whole / f'plans/{period}/{ID}.yaml').read_text())
    lost = [v for v in scalars(plan) if not any(v in held for held in values)]
    check(f'JSON holds every value of the plan of {period}', not lost, lost)
    lost = [v for v in ('Helt uenig om zq77', f'Mål for zq77 i {period}', 'Bra for zq77', 'Noe for zq77') if v not in text]
    check(f'PDF shows the plan of {period}', not lost, lost)
check('JSON says whose it is', data['employee'] == ID and data['name'] == NAME)
check('labels are words', not [f['label'] for p in data['parts'] for f in p['fields'] if '_' in f['label'] or f['label'].islower()
                               and p.get('file')], [f['label'] for p in data['parts'] for f in p['fields']])
check('choices and days in words', 'Arbeidsmål' in text and 'Delvis nådd' in text and '10. mai 2027' in text and 'Pågår' in text or 'Løpende' in text, text[:3000])
check('org.yaml, times and import are there', {'org.yaml', 'conversations/2027.yaml', 'conversations/2026.yaml', 'import.last.yaml'} <=
      {p.get('file') for p in data['parts']})
check('own files are named', {f'out/2027/packs/oppvekst/{ID}.pdf', f'out/2027/forms/evaluation/oppvekst/{ID}.pdf'} <= values, values)
check('nobody else is shown', 'Kari Nordmann' not in text and 'e12' not in text, text)
check('tagged', b'/StructTreeRoot' in pdf.read_bytes() or 'yes' in subprocess.run(['pdfinfo', pdf], capture_output=True, text=True,
                                                                                  check=True).stdout.split('Tagged:')[1].split('\n')[0])
acting = make('acting', org=ORG.replace('leader: e10\n', 'leader: e10\n      acting: { id: zq77, from: 2027-03-01, to: 2027-04-30 }\n'), everything=False)
ok(acting, 'person', ID)
told = [(f['label'], f['value']) for p in json.loads((acting / f'out/2027/person/{ID}.json').read_text())['parts'] for f in p['fields'] if p['title'] == 'Det du leder']
check('where they act as leader, and when', told == [('Enhet', 'Oppvekst (oppvekst)'), ('Fra', '2027-03-01'), ('Til', '2027-04-30')], told)
IN_WORDS = {'nb': ('november 2026', 'bokmål', 'Stor skrift', 'Tirsdag'), 'nn': ('november 2026', 'nynorsk', 'Stor skrift', 'Tysdag'),
            'en': ('November 2026', 'English', 'Large print', 'Tuesday')}
for language in ('nb', 'nn', 'en'):
    extra = f', language: {language}, print: large, available: {{ weekdays: [tuesday], from: "09:00", to: "14:00" }}, '
    other = make(f'in-{language}', org=ORG.replace(f'id: {ID}, ', f'id: {ID}{extra}'), everything=False)
    plan = other / f'plans/2027/{ID}.yaml'
    write(plan, plan.read_text().replace('deadline: ongoing', 'deadline: 2026-11'))
    ok(other, 'person', NAME)
    words = subprocess.run(['pdftotext', other / f'out/2027/person/{ID}.pdf', '-'], capture_output=True, text=True, check=True).stdout
    check(f'in {language}', {'nb': 'Rettighetene dine', 'nn': 'Rettane dine', 'en': 'Your rights'}[language] in words, words[:500])
    words = ' '.join(words.split())
    lost = [w for w in (*IN_WORDS[language], 'Digital dømmekraft', 'Sammen', 'Mål for zq77 i 2027') if w not in words]
    check(f'no value is an id or a code, in {language}', not lost and not re.search(r'2026-11|\b(digital|sammen|large|tuesday)\b', words), f'{lost} {words}')
    held = {f['path']: f['value'] for p in json.loads((other / f'out/2027/person/{ID}.json').read_text())['parts'] for f in p['fields'] if p.get('file', '').endswith(f'2027/{ID}.yaml')}
    check(f'JSON has them as they are written, in {language}', held['goals/g1/supports'] == 'sammen' and held['competence-needs/1'] == 'digital' and
          held['goals/g1/measures/m1/deadline'] == '2026-11' and held['follow-ups/f1/progress/1/goal'] == 'g1', held)
again = run(whole, 'person', ID)
check('the same again: nothing is written', '0 new' in again.stdout or 'kept' in again.stdout or again.returncode == 0, again.stdout)

# ---- Erased


def snapshot(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in files(folder)}


shown = snapshot(whole)
done = run(whole, 'person', ID, '--erase')
check('--erase alone writes nothing', done.returncode == 0 and snapshot(whole) == shown and 'nothing is removed' in done.stdout, done.stdout)
done = run(whole, 'person', ID, '--erase', '--yes', '--dry-run')
check('nor with --dry-run', done.returncode == 0 and snapshot(whole) == shown, done.stdout)
write(whole / 'plans/2027/e12.yaml', (whole / 'plans/2027/e12.yaml').read_text().replace('responsible: employee', f'responsible: {NAME}'))
done = run(whole, 'person', NAME, '--erase', '--yes')
check('erased', done.returncode == 0, done.stderr + done.stdout)
check('a text of somebody else that names them is told, and stays', 'plans/2027/e12.yaml:' in done.stdout, done.stdout)
check('what is out of reach is told', 'backups' in done.stdout and 'samtale split' in done.stdout, done.stdout)
left = that_hold(whole, ID, NAME)
check('no byte in reach holds id or name', left == {'plans/2027/e12.yaml', 'org.yaml'} or left == {'plans/2027/e12.yaml'}, left)
org = (whole / 'org.yaml').read_text()
check('org.yaml is as it was but for them', '# The chart of Nordlia' in org and '# stays' in org and ID not in org and 'wx55' in org, org)
times = (whole / 'conversations/2027.yaml').read_text()
check('conversations/ is, too', '# stays' in times and 'e10' in times and ID not in times, times)
note = [json.loads(line) for line in (whole / 'history/purged.jsonl').read_text().splitlines()]
check('the note holds counts and dates only', all(set(n) <= {'day', 'period', 'files', 'times', 'import', 'answers', 'plans', 'people'} and
                                                  all(isinstance(v, int) for k, v in n.items() if k not in ('day', 'period')) for n in note), note)
check('and counts what went', sum(n.get('plans', 0) for n in note) == 2 and sum(n.get('people', 0) for n in note) == 1, note)
check('others keep theirs', (whole / 'plans/2027/e10.yaml').exists() and (whole / 'out/2027/packs/oppvekst/e12.pdf').exists())
ok(whole, 'packs')
write(whole / 'plans/2027/e12.yaml', shown['plans/2027/e12.yaml'])
ok(whole, 'packs', '--prune')
ok(whole, 'print')
check('and nothing of them comes back', not {f for f in that_hold(whole, ID, NAME) if f.startswith('out/')}, that_hold(whole, ID, NAME))

# ---- Somebody who has left, and is in org.yaml no more

left = make('left', org=''.join(line + '\n' for line in ORG.splitlines() if ID not in line))
done = ok(left, 'person', ID)
check('who has left can be asked for', (left / f'out/2027/person/{ID}.pdf').exists())
done = run(left, 'person', ID, '--erase', '--yes')
check('and erased', done.returncode == 0 and not [f for f in that_hold(left, ID) if f != 'org.yaml'], that_hold(left, ID))
check('unknown people are refused', run(left, 'person', 'nobody').returncode == 2)

# ---- Refused

law = make('law', settings=SETTINGS.replace('until-summary }', 'until-summary, archived: personnel-file }'), everything=False)
before = snapshot(law)
done = run(law, 'person', ID, '--erase', '--yes')
check('refused where archived by law', done.returncode == 1 and 'personnel-file' in done.stderr and snapshot(law) == before, done.stderr)
done = run(law, 'person', 'e10', '--erase', '--yes')
free = make('leads', everything=False)
before = snapshot(free)
done = run(free, 'person', 'e10', '--erase', '--yes')
check('refused while they lead', done.returncode == 1 and 'e10' in done.stderr and snapshot(free) == before, done.stderr)
changed = make('changed')
pack = changed / f'out/2027/packs/oppvekst/{ID}.pdf'
pack.write_bytes(pack.read_bytes() + b'% edited\n')
done = run(changed, 'person', ID, '--erase', '--yes')
check('what somebody has changed stays, and is said', done.returncode == 1 and pack.exists() and f'{ID}.pdf stays' in done.stderr, done.stderr)
linked = make('linked', everything=False)
shutil.move(linked / f'plans/2027/{ID}.yaml', work / 'elsewhere.yaml')
(linked / f'plans/2027/{ID}.yaml').symlink_to(work / 'elsewhere.yaml')
done = run(linked, 'person', ID, '--erase', '--yes')
check('what a link leads to stays, and is said', done.returncode == 1 and (work / 'elsewhere.yaml').exists() and 'is a link' in done.stderr, done.stderr)

# ---- Who has led others, ids that begin alike, and what somebody has put there

LED = ORG.replace('id: zq77', 'id: e10.1').replace('Jon Eira', 'Jonquil Eirax').replace('id: e12,', 'id: e10-1,')
lead = make('lead', org=LED, everything=False, periods=('2027',))
for who in ('zq77', 'e12'):
    (lead / f'plans/2027/{who}.yaml').unlink()
write(lead / 'conversations/2027.yaml', 'e10.1: { at: 2027-01-20T09:00 }\n')
(lead / 'conversations/2026.yaml').unlink()
for arguments in (['packs'], ['packs', '--by', 'leader'], ['forms', 'action-plan'], ['forms', 'evaluation'], ['forms', 'process-evaluation'], ['print']):
    ok(lead, *arguments, '--quiet')
ok(lead, 'split', 'ledere')
write(lead / 'org.yaml', LED.replace('leader: e10', 'leader: e1'))
write(lead / 'liste.csv', 'e10;Lærer\n')
write(lead / 'notat/brev.txt', 'Hei JONQUIL EIRAX!\n')
write(lead / 'notat/e10 - kopi.docx', 'x')
write(lead / 'notat/andre.txt', 'e10.1 og e10-1, ikke e100\n')
done = run(lead, 'person', 'e10', '--erase', '--yes')
left = {f for f in that_hold(lead, 'Jonquil', 'Eirax', '/e10/', '/e10.pdf') if f.startswith('out/')}
check('papers of those whom somebody led before are removed', done.returncode == 0 and not left, f'{left} {done.stderr}')
check('papers that name nobody are not', any((lead / 'out/2027/forms/process-evaluation').iterdir()))
check('files that somebody has put there are told', all(f in done.stdout for f in ('liste.csv:1', 'notat/brev.txt:1', 'notat/e10 - kopi.docx')), done.stdout)
check('not those with other ids', 'andre.txt' not in done.stdout and 'e10.1' not in done.stdout and 'e10-1' not in done.stdout, done.stdout)
check('leaders’ directories in reach are named', 'ledere/e10' in done.stdout and (lead / 'ledere/e10/org.yaml').exists(), done.stdout)
other = make('other')
ok(other, 'archive', '--as-of', '2027-12-31', '--quiet')
ok(other, 'person', ID, '--erase', '--yes')
check('who leads nobody takes no archived plan of others along', (other / 'out/2027/archive/action-plan/oppvekst/e12.pdf').exists() and
      not (other / f'out/2027/archive/action-plan/oppvekst/{ID}.pdf').exists())

# ---- Names that are ordinary words or part of others, and texts as other programs write them

words = make('words', org=ORG.replace('Zebrina Quist', 'Mai').replace('# beside Zebrina', '# beside'), everything=False)
write(words / 'priorities/2027/oppvekst.md', '## Sammen {#sammen-her}\n\nE-mail i maiden, og i Mai-dagene.\n')
write(words / 'import.last.yaml', (words / 'org.yaml').read_text())
done = run(words, 'person', ID, '--erase', '--yes')
check('a name within a word is none', done.returncode == 0 and 'org.yaml:' not in done.stdout and 'samtale.yaml' not in done.stdout and
      'oppvekst.md:3' in done.stdout, done.stdout)
check('and what the last import said of others stays', 'Kari Nordmann' in (words / 'import.last.yaml').read_text() and 'Mai' not in (words / 'import.last.yaml').read_text())
odd = make('odd', org=ORG.replace('Zebrina Quist', 'Åse Ødegård'), everything=False)
TEXTS = {'latin.csv': 'Navn;Stilling\nÅse Ødegård;Lærer\n'.encode('latin-1'), 'utf16.csv': 'Navn\nÅse Ødegård\n'.encode('utf-16'), 'mac.txt': unicodedata.normalize('NFD', 'Åse Ødegård\n').encode(),
         'lines.md': '> spør Åse\n  Ødegård\n'.encode(), 'whose.txt': 'Åse\u00a0ØDEGÅRDS plan\n'.encode(), 'others.txt': 'Åse Ødegårdsvik og Låse Ødegård\n'.encode()}
for name, text in TEXTS.items():
    write(odd / f'notat/{name}', text)
done = run(odd, 'person', ID, '--erase', '--yes')
found = re.findall(r'notat/(\S+):', done.stdout)
check('a name is found however a file has it', sorted(found) == sorted(set(TEXTS) - {'others.txt'}), done.stdout)

# ---- Papers of others that name somebody as a leader, of whom no paper or plan is left that says so

BY, ACTING = ', conversation: { at: 2027-01-21T09:00, by: zq77 }', '\n      acting: { id: %s, from: 2027-01-01, to: 2027-12-31 }'
WITHOUT = ORG.replace('        # beside Zebrina\n', '')
KARI = 'id: e12, name: Kari Nordmann'
for role, then, now in (('led', WITHOUT.replace('leader: e10', f'leader: {ID}'), WITHOUT),
                        ('held the conversation', WITHOUT.replace(KARI, KARI + BY), WITHOUT),
                        ('acted as leader', WITHOUT.replace('leader: e10', 'leader: e10' + ACTING % ID), WITHOUT),
                        ('was acted for', WITHOUT.replace('leader: e10', f'leader: {ID}' + ACTING % 'e10'), WITHOUT)):
    papers = make('role', org=then, everything=False)
    shutil.rmtree(papers / 'plans')
    for arguments in (['packs'], ['forms', 'action-plan'], ['forms', 'follow-up']):
        ok(papers, *arguments, '--employee', 'e12', '--quiet')
    named = {f for f in that_hold(papers, NAME) if f.startswith('out/2027/')}
    write(papers / 'org.yaml', now)
    done = run(papers, 'person', ID, '--erase', '--yes')
    left = that_hold(papers, ID, NAME)
    check(f'who {role} is erased from papers of others', named and done.returncode == 0 and not left, f'{named} {left} {done.stderr}')
papers = make('ids', org=ORG, everything=False)
shutil.rmtree(papers / 'plans')
ok(papers, 'forms', 'action-plan', '--employee', 'e12', '--quiet')
write(papers / 'org.yaml', ORG.replace('e10', 'e99'))
ok(papers, 'forms', 'action-plan', '--employee', 'e12', '--quiet')
write(papers / 'org.yaml', ORG.replace('e10', 'e99').replace('leader: e99', 'leader: e1'))
ok(papers, 'person', 'e99', '--erase', '--yes')
check('so is one who has got another id', not [f for f in that_hold(papers, 'Jon Eira') if f.startswith('out/')])

out = make('away')
shutil.move(out / 'out', work / 'out-elsewhere')
(out / 'out').symlink_to(work / 'out-elsewhere')
done = run(out, 'person', ID, '--erase', '--yes')
check('an output folder that is a link is cleared, too', done.returncode == 0 and not that_hold(work / 'out-elsewhere', ID, NAME), done.stderr)
dots = make('dots', everything=False)
write(dots / 'plans/2020/e7.a.yaml', (dots / 'plans/2027/e12.yaml').read_text().replace('e12', 'e7.a'))
done = run(dots, 'person', 'e7.a', '--erase', '--yes')
check('who has left may have an id with dots', done.returncode == 0 and not (dots / 'plans/2020/e7.a.yaml').exists(), done.stderr)

# ---- Another name

named = make('named', everything=False)
write(named / 'plans/2027/e12.yaml', (named / 'plans/2027/e12.yaml').read_text().replace('responsible: employee', f'responsible: {NAME}'))
before = snapshot(named)
done = run(named, 'person', ID, '--rename', 'Zebrina Berg', '--dry-run')
check('--rename --dry-run writes nothing', done.returncode == 0 and snapshot(named) == before, done.stderr)
done = run(named, 'person', ID, '--rename', 'Zebrina Berg')
after = snapshot(named)
wrong = run(named, 'person', ID, '--rename', '   ')
check('a name that cannot be is refused, with the reason', wrong.returncode == 1 and 'cannot be called so' in wrong.stderr and 'is empty' in wrong.stderr, wrong.stderr)
check('renamed in org.yaml alone', {f for f in after if after[f] != before.get(f)} == {'org.yaml'} and
      after['org.yaml'].decode() == before['org.yaml'].decode().replace(f'name: {NAME}', 'name: Zebrina Berg'), after['org.yaml'].decode())
check('texts with the old name are named', 'plans/2027/e12.yaml:' in done.stdout, done.stdout)
ok(named, 'packs', '--quiet')
done = run(named, 'person', ID, '--rename', 'Zebrina Vik', '--out', './out/')
check('what is made is no text of others, however the output folder is written', 'is called Zebrina Vik' in done.stdout and
      not re.search(r'^  out/', done.stdout, re.M), done.stdout)
end()
