#!/usr/bin/python3
"""samtale enter: what somebody types of a person, from a text and in the terminal: the same record as a form gives, nothing overwritten,
nothing half-written, and what stays between two people stays there."""
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

import collecting
from collecting import ROOT, SAMTALE, check, end, plan, run, snapshot, split, work, write

sys.path.insert(0, str(ROOT / 'tests/kill'))
import preload  # noqa: E402

collecting.group = 'enter'
FORM = '''# et notat
== Handlingsplan ==
Dato: 19. januar
Arbeidsmål og personlige- og faglige utviklingsmål, mål 1: Kortere kø
  og færre feil
Type, mål 1: arbeidsmål
Støtter, mål 1: Sammen i oppvekst, 2
Tiltak og aktiviteter, mål 1, rad 1 (fritekst): Ny rutine
Ansvarlig, mål 1, rad 1: 2
Tidsfrist, mål 1, rad 1: 1. juni
Kompetanse jeg trenger fremover [hva som helst]: ledelse; Digital dømmekraft
Annet: Universell utforming
Underskrift, ansatt: Dato: 20.01.2027

== Oppfølging: Vår ==
Dato: 10. mai 2027
'''
EXPECTED = {
    'employee': 'e12', 'unit': 'oppvekst', 'leader': 'e10', 'conversation': {'held': '2027-01-19'}, 'agreed': {'employee': '2027-01-20'},
    'goals': [{'id': 'g1', 'kind': 'work', 'goal': 'Kortere kø\nog færre feil', 'supports': ['sammen-oppvekst', 'enkelt'],
               'measures': [{'id': 'm1', 'what': 'Ny rutine', 'responsible': 'leader', 'deadline': '2027-06-01'}]}],
    'follow-ups': [{'id': 'f1', 'held': '2027-05-10'}], 'competence-needs': ['leading', 'digital', {'other': 'Universell utforming'}],
}


def make_cycle(name, plans):
    folder = collecting.make_cycle(name, plans)
    with (folder / 'priorities/2027/oppvekst.md').open('a') as file:
        file.write('\n## Enkelt, raskt og riktig {#enkelt}\n\nVi gjør det enkelt.\n')
    return folder


def enter(folder, *arguments, text=None, **how):
    if text is not None:
        write(folder / 'f.txt', text)
        arguments = (*arguments, '--from', 'f.txt')
    before = snapshot(folder)
    done = run(folder, 'enter', *arguments, **how)
    done.changed = sorted(n for n, v in snapshot(folder).items() if before.get(n) != v and not n.endswith('/'))
    done.all = f'exit {done.returncode}\n{done.stdout}{done.stderr}'
    return done


# ---- From a text

cycle = make_cycle('text', {})
done = enter(cycle, 'e12', '--dry-run', text=FORM)
check('dry-run', done.returncode == 0 and not done.changed and 'Tidsfrist, mål 1, rad 1: "2027-06-01"' in done.stdout, done.all)
done = enter(cycle, 'e12', text=FORM)
check('text', done.returncode == 0 and plan(cycle, 'e12') == EXPECTED and done.changed == ['plans/2027/e12.yaml'], [done.all, plan(cycle, 'e12')])
check('which-section', 'Oppfølging: Vår: Dato: "2027-05-10"' in done.stdout, done.all)
done = enter(cycle, 'e12', text=FORM)
check('the-same-again', done.returncode == 0 and not done.changed, done.all)
done = enter(cycle, 'ingrid haugen', text='== Action plan ==\nDate: 12 January 2027\n')
check('by-name-in-english', done.returncode == 0 and plan(cycle, 'e1')['conversation'] == {'held': '2027-01-12'}, done.all)
done = enter(cycle, 'e13', text='== Handlingsplan ==\nDato: 13. januar\n')
check('bokmål-for-nynorsk', done.returncode == 0 and plan(cycle, 'e13')['conversation'] == {'held': '2027-01-13'}, done.all)
done = enter(cycle, 'e14', '--from', '-', input='== Handlingsplan ==\r\nDato: 14.1.2027\r\n')
check('standard-input', done.returncode == 0 and plan(cycle, 'e14')['conversation'] == {'held': '2027-01-14'}, done.all)
write(cycle / 'Tor Lie', '== Handlingsplan ==\nDato: 15. januar\n')
done = enter(cycle, 'Tor Lie', '--from', 'Tor Lie', '--dry-run')
check('file-named-like-somebody', done.returncode == 0 and '"2027-01-15"' in done.stdout, done.all)
done = enter(cycle, 'Kari Nordmann', text=FORM)
check('two-of-one-name', done.returncode == 2 and not done.changed and 'e12' in done.stderr and 'e21' in done.stderr, done.all)

once = make_cycle('once', {})
FIVE = ''.join(f'Arbeidsmål og personlige- og faglige utviklingsmål, mål {n}:{v}\nType, mål {n} [Arbeidsmål | Prioritert oppgave]:\n'
               for n, v in enumerate((' Et mål', '', '', '', ''), 1))
first, done = (enter(once, 'e12', text='== Handlingsplan ==\n' + FIVE) for _ in range(2))
check('an-older-form-with-empty-places', first.returncode == done.returncode == 0 and not done.changed, first.all + done.all)
done = enter(once, 'e12', text='== Handlingsplan ==\nAnsvar:\n  Kari\n')
check('an-empty-place-loses-nothing', done.returncode == 1 and 'f.txt:3:1: error' in done.stderr, done.all)

# ---- Nothing overwritten, nothing half-written

OTHER = ('== Handlingsplan ==\nDato: 21. januar\nUnderskrift, leder: Dato: 22. januar\n'
         'Arbeidsmål og personlige- og faglige utviklingsmål, mål 1: Noe annet\nTidsfrist, mål 1, rad 1: 2. juni\n')
done = enter(cycle, 'e12', text=OTHER)
after = plan(cycle, 'e12')
check('never-overwrites', done.returncode == 1 and after == EXPECTED | {'agreed': {'employee': '2027-01-20', 'leader': '2027-01-22'}}, [done.all, after])
check('says-what-differs', 'the record has "2027-01-19", the form "2027-01-21"; not overwritten' in done.stdout
      and '3 values are others than the record\'s' in done.stderr and 'change it in plans/2027/e12.yaml' in done.stderr, done.all)
WRONG = ('Dato: 1. mai\n== Handlingsplan ==\nDato: 32. mai\nTull: x\nbare tekst\nType, mål 2: Hobby\nUnderskrift, ansatt: Dato: 3. februar\n'
         'Støtter, mål 2: Sammen i oppvekst, Vinter\n')
done = enter(cycle, 'e15', text=WRONG)
places = re.findall(r'^f\.txt:(\d+):1: error', done.stderr, re.M)
check('all-that-is-wrong', places == ['1', '3', '4', '5', '6', '8'], done.all)
both = enter(cycle, 'e15', text=WRONG, merge=True).stdout
check('mend-what-follows', -1 < both.find('Nothing was written') < both.find('f.txt:1:1'), both)
write(cycle / 'conversations/2027.yaml', 'e13: { at: 2027-02-20T09:00 }\n')  # a Saturday
alone = enter(cycle, 'e15', '--form')
check('no-warnings-of-others', not alone.stderr and 'weekend' in run(cycle, 'check').stdout, alone.all)
(cycle / 'conversations/2027.yaml').unlink()
check('nothing-half-written', done.returncode == 1 and not done.changed and 'Nothing was written' in done.stdout, done.all)
done = enter(cycle, 'e15', text='== Handlingsplan ==\nDato: 15. januar\nTiltak og aktiviteter, mål 1, rad 1: Uten mål\n')
check('card-without-goal', done.returncode == 1 and not done.changed and 'without a goal' in done.stderr, done.all)
done = enter(cycle, 'e15', text='# ingenting\n\n')
check('empty', done.returncode == 0 and not done.changed and 'empty' in done.stdout, done.all)
done = enter(cycle, 'e15', '--from', 'finnes-ikke.txt')
check('no-file', done.returncode == 1 and 'finnes-ikke.txt' in done.stderr, done.all)
done = enter(cycle, 'e15', '--from', '-', input='Dato: \udce6\n', errors='surrogateescape')
check('not-utf8', done.returncode == 1 and not done.changed and 'UTF-8' in done.stderr, done.all)
done = enter(cycle, 'e15', stdin=subprocess.DEVNULL)
check('no-terminal', done.returncode == 2 and '--from -' in done.stderr, done.all)
comments = make_cycle('comments', {'e11': '# av hånd\nemployee: e11   # Maja\nunit: oppvekst\nleader: e10\n'})
done = enter(comments, 'e11', text='== Handlingsplan ==\nDato: 15. januar\n')
kept = (comments / 'plans/2027/e11.yaml').read_text()
check('comments-stay', kept.startswith('# av hånd\nemployee: e11   # Maja\n') and '2027-01-15' in kept, kept)
write(comments / 'plans/2027/e15.yaml', 'employee: e15\ngoals: 3\n')
done = enter(comments, 'e15', text='== Handlingsplan ==\nDato: 15. januar\n')
check('record-that-is-wrong', done.returncode == 1 and not done.changed and 'Tor Lie' in done.stderr, done.all)

# ---- The empty form

for person, language in (('e15', 'nb'), ('e13', 'nn'), ('e14', 'en')):
    done = enter(make_cycle('blank', {}), person, '--form')
    labels = [line for line in done.stdout.splitlines() if line and line[0] not in '#=']
    check(f'form-{language}', done.returncode == 0 and len(labels) > 40 and all(line.endswith(':') for line in labels), done.all)
    done = enter(work / 'blank', person, text=done.stdout)
    check(f'form-{language}-is-empty', done.returncode == 0 and not done.changed, done.all)
    filled = re.sub(r'^(.*(?:dd\.mm\.åååå|dd/mm/yyyy|dd\.mm\.yyyy)\)):$', r'\1: 7. mai 2027', enter(work / 'blank', person, '--form').stdout, flags=re.M)
    filled = re.sub(r'^((?:Arbeidsmål og|Work goals).*):$', r'\1: Et mål', filled, flags=re.M)
    filled = re.sub(r'^((?:Tiltak og|Measures|Actions).*):$', r'\1: Et tiltak', filled, flags=re.M)
    done = enter(work / 'blank', person, text=filled)
    now = plan(work / 'blank', person) or {}
    check(f'form-{language}-filled-in', done.returncode == 0 and len(now.get('goals', [])) == 1 or len(now.get('goals', [])) > 1 and
          [f['held'] for f in now['follow-ups']] == ['2027-05-07'] * 2 and now['evaluation']['held'] == '2027-05-07', [done.all, now])
done = enter(cycle, 'e12', '--form')
check('form-shows-the-record', '\n# Dato: 19. januar 2027\n' in done.stdout and '\n# Tiltak og aktiviteter, mål 1, rad 1: Ny rutine\n' in done.stdout, done.stdout)

# ---- Between two

SECRET = '== Handlingsplan ==\nDato: 16. januar\nSkriv hva dere er uenige om – Vi er enige om planen: hemmelig uenighet\n'
done = enter(cycle, 'e16', text=SECRET)
check('between-us', done.returncode == 0 and 'hemmelig' not in (cycle / 'plans/2027/e16.yaml').read_text() + done.stdout
      and 'left in the form: 1 text between the two' in done.stdout, done.all)
done = enter(cycle, 'e16', '--with-comments', text=SECRET)
check('between-us-refused', done.returncode == 2 and not done.changed, done.all)
check('form-without-comments', 'uenige' not in enter(cycle, 'e16', '--form').stdout, 'the form asks for what is not taken')
own = split(make_cycle('whole', {}), 'e10', 'own')
done = enter(own, 'e16', '--with-comments', text=SECRET)
check('with-comments', done.returncode == 0 and plan(own, 'e16').get('disagreement') == 'hemmelig uenighet', done.all)
check('form-with-comments', 'uenige' in enter(own, 'e16', '--form', '--with-comments').stdout, 'the form does not ask')
done = enter(own, 'e21', text=SECRET)
check('not-ours', done.returncode != 0 and not done.changed, done.all)


# ---- In the terminal

class Terminal:
    """A run in a terminal of its own."""

    def __init__(self, folder, *arguments, day='1799107200', more=None):
        self.before, self.folder = snapshot(folder), folder
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.environ |= {'LANGUAGE': 'en', 'SOURCE_DATE_EPOCH': day, **(more or {})}
            os.chdir(folder)
            os.execv(SAMTALE, [str(SAMTALE), 'enter', *arguments])
        self.said = ''

    def read(self, until):
        stop = time.monotonic() + 20
        start = len(self.said)
        while until not in self.said[start:] and time.monotonic() < stop:
            if select.select([self.fd], [], [], 1)[0]:
                try:
                    more = os.read(self.fd, 65536)
                except OSError:  # it has ended
                    break
                if not more:
                    break
                self.said += more.decode(errors='replace').replace('\r\n', '\n')
        return self.said[start:]

    def answer(self, question, text):
        """What was said before that question."""
        said = self.read(question)
        if question not in said:
            print(f'FAIL enter/terminal: {question} was not asked: {self.said[-600:]!r}')
            os.kill(self.pid, signal.SIGKILL)
            sys.exit(1)
        os.write(self.fd, text.encode() + b'\n')
        return said

    def end(self):
        self.read('\0')
        os.close(self.fd)
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.changed = sorted(n for n, v in snapshot(self.folder).items() if self.before.get(n) != v and not n.endswith('/'))
        return self


GOAL = 'Arbeidsmål og personlige- og faglige utviklingsmål, mål '
ANSWERS = [('Dato (dd.mm.åååå): ', '19. januar'), (GOAL + '1: ', 'Kortere kø'), ('Type, mål 1: ', '1'), ('Støtter, mål 1: ', '1, 2'),
           ('mål 1, rad 1: ', 'Ny rutine'), ('Ansvarlig, mål 1, rad 1: ', 'Lederen'), ('Tidsfrist, mål 1, rad 1', '1. juni'),
           ('Ferdig – dato, mål 1, rad 1', ''), ('mål 1, rad 2: ', ''), (GOAL + '2: ', ''), ('fremover: ', 'Ledelse'), ('Annet: ', '')]


def typed(name, answers, *arguments, day='1799107200'):
    folder = make_cycle(name, {})
    terminal = Terminal(folder, 'e12', *arguments, day=day)
    for question, text in answers:
        terminal.answer(question, text)
    return folder, terminal


folder, t = typed('typed', [*ANSWERS, ('Vår', '.')])
said = t.answer('[y/N]', 'j')
t.end()
now = plan(folder, 'e12')
check('asks', t.status == 0 and now and now['conversation'] == {'held': '2027-01-19'} and len(now['goals']) == 1 and now['competence-needs'] == ['leading']
      and now['goals'][0] | {'id': 0} == EXPECTED['goals'][0] | {'goal': 'Kortere kø', 'id': 0}, [t.status, t.said, now])
check('shows-before-it-writes', 'Tidsfrist, mål 1, rad 1: "2027-06-01"' in said, said)
check('not-before-their-time', 'Oppfølging' not in t.said and 'Evaluering' not in t.said, t.said)
check('asks-no-secrets', 'uenige' not in t.said, t.said)
t = Terminal(folder, 'e12')
t.answer('Ferdig – dato, mål 1, rad 1', 'x')
t.answer('mål 1, rad 2: ', '.')
t.answer('[y/N]', 'y')
t.end()
check('asks-for-the-rest', plan(folder, 'e12')['goals'][0]['measures'][0]['done'] == 'true' and 'Dato (dd.mm.åååå): ' not in t.said, t.said)
t = Terminal(folder, 'e12', day='1829000000')  # 2027-12-17
t.answer('mål 1, rad 2: ', '.')
t.answer('Dato (dd.mm.åååå): ', '10. mai')
t.answer('Status', '2')
t.answer('Neste samtale', '.')
t.answer('Dato (dd.mm.åååå): ', '.')
t.answer('Dato (dd.mm.åååå): ', '10. desember')
t.answer('Hvor langt kom dere?', 'nådd')
t.answer('Underskrift', '.')
t.answer('[y/N]', 'y')
t.end()
now = plan(folder, 'e12')
check('when-their-time-has-come', now.get('evaluation') == {'held': '2027-12-10'} and now['goals'][0].get('attainment') == 'met' and now['follow-ups'] == [
    {'id': 'f1', 'held': '2027-05-10', 'progress': [{'goal': now['goals'][0]['id'], 'status': 'on-track'}]}], [t.said, now])

folder, t = typed('no', [*ANSWERS, ('Vår', '.'), ('[y/N]', '')])
t.end()
check('no-is-no', not t.changed and t.said.rstrip().endswith('Nothing was written.'), t.said)
folder, t = typed('again', [('Dato (dd.mm.åååå): ', '32. januar'), ('Dato (dd.mm.åååå): ', '19. januar'), (GOAL + '1: ', 'Mål'), ('Type, mål 1: ', 'hobby'),
                            ('Type, mål 1: ', '9'), ('Type, mål 1: ', '2'), ('Støtter, mål 1: ', '.'), ('[y/N]', 'y')])
t.end()
check('asks-again', t.said.count('no date that there is') == 1 and t.said.count('none of the choices') == 2 and
      plan(folder, 'e12')['goals'][0]['kind'] == 'task', t.said)
for name, key in (('ctrl-c', b'\x03'), ('ctrl-d', b'\x04')):
    folder, t = typed(name, ANSWERS[:5])
    t.read('Ansvarlig, mål 1, rad 1: ')
    os.write(t.fd, key)
    t.end()
    lines = t.said[t.said.rfind('--from:') + 7:].strip('\n') + '\n'
    check(f'{name}-writes-nothing', not t.changed and t.status == (130 if name == 'ctrl-c' else 1) and 'Nothing was written.' in t.said, [t.status, t.said])
    done = enter(folder, 'e12', text=lines)
    check(f'{name}-loses-nothing', done.returncode == 0 and plan(folder, 'e12')['goals'][0]['measures'][0]['what'] == 'Ny rutine', [lines, done.all])

# Ctrl-C just before the program waits for a line, when no read is there that it could end.
EARLY = r'''
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>

int fflush(FILE *f)
{
    int (*real)(FILE *);
    *(void **)&real = dlsym(RTLD_NEXT, "fflush");
    int failed = real(f);
    static int done;
    if (f == stdout && !done++) raise(SIGINT);
    return failed;
}
'''
t = Terminal(make_cycle('early', {}), 'e12', more=preload.loading(preload.build(work / 'early.so', EARLY)))
t.end()
check('ctrl-c-before-the-line', not t.changed and t.status == 130 and 'Nothing was written.' in t.said, [t.status, t.said])

folder, t = typed('killed', ANSWERS[:3])
t.read('Støtter, mål 1: ')
os.kill(t.pid, signal.SIGKILL)
t.end()
check('killed', not t.changed, t.changed)
folder, t = typed('dry', [('Dato (dd.mm.åååå): ', '19. januar'), (GOAL + '1: ', '.')], '--dry-run')
t.end()
check('dry-run-in-terminal', not t.changed and '"2027-01-19"' in t.said, t.said)

if __name__ == '__main__':
    sys.stdout.flush()
    end()
