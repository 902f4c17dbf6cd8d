#!/usr/bin/python3
"""Every option of every command, as `samtale help --format json` lists them: help names just these, each changes something,
and what a command does not have is refused. An option that is added without an experiment below fails."""
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / room) for room in ('collect', 'kill')]
import collecting
import preload
from collecting import ROOT, SAMTALE, SETTINGS, check, end, fill, make_cycle, make_forms, work, write

collecting.group = 'options'
CASE, LOG = work / 'case', work / 'log'

ORG = '''unit:
  id: nordlia
  name: Nordlia kommune
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik, title: Ordfører } }
  units:
    - id: oppvekst
      name: Oppvekst
      leader: e10
      acting: { id: e11, from: 2027-05-01, to: 2027-06-30 }
      employees:
        - { id: e10, name: Jon Eira }
        - { id: e11, name: Maja Solberg }
        - { id: e12, name: Kari Nordmann, to: 2027-03-31, email: none }   # a warning
        - { id: e13, name: Ola Bø, email: ola.bo@nordlia.example, conversation: { at: 2027-01-20T09:00, place: Kantina } }
    - id: kultur
      name: Kultur
      leader: e20
      employees:
        - { id: e20, name: Grete Moe }
        - { id: e21, name: Kari Nordmann }
'''
PLAN = '''employee: e11
goals:
  - id: g1
    goal: Nytt skjema
    measures:
      - { id: m1, what: Pilot, deadline: 2027-03-15 }
'''

# Loaded before the C library: a dot in a file for each thread that is started.
SHIM = '''
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    int fd = open(getenv("THREADS_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0 && write(fd, ".", 1) == 1) close(fd);
    return real(thread, attributes, start, argument);
}
'''

# ---- A run, and what can be seen of it


def run(arguments, folder=CASE):
    path = f'{work}:{os.environ["PATH"]}'  # where our lp is
    environment = {**os.environ, 'PATH': path, 'LP_LOG': str(LOG / 'lp'), 'THREADS_LOG': str(LOG / 'threads'),
                   **preload.loading(work / 'threads.so')}
    ended = ['timeout', '--preserve-status', '--signal=INT', '5'] if '--watch' in arguments else []  # by Ctrl-C alone
    return subprocess.run([*ended, SAMTALE, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


def files(folder):
    """Every file's bytes; of what remembers times, or is a random key, only that it is there."""
    found = {}
    for path in folder.rglob('*'):
        if path.is_file():
            same = path.name == '.key' or path.suffix in ('.cache', '.journal') or path == CASE / 'ny/secret.key'
            found[str(path.relative_to(folder))] = None if same else path.read_bytes()
    return found


def stamps(folder):
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob('*') if path.is_file()}


def seen(state, arguments, folder):
    """What a command line does in a folder that state() makes: what it says, the files, and which of them are written anew."""
    shutil.rmtree(CASE, ignore_errors=True)
    shutil.rmtree(LOG, ignore_errors=True)
    LOG.mkdir()
    state(CASE)
    shutil.rmtree(LOG)
    LOG.mkdir()
    before = stamps(CASE)
    done = run(arguments, folder)
    written = {str(path.relative_to(CASE)): True for path, stamp in stamps(CASE).items() if before.get(path) != stamp}
    return done.returncode, done.stdout, done.stderr, files(CASE), files(LOG), written


@functools.lru_cache(maxsize=None)
def seen_twice(state, arguments, folder):
    return seen(state, arguments, folder), seen(state, arguments, folder)


# ---- The folder in which a command runs


def cycle(folder):
    shutil.copytree(BASE, folder)


def forms_to_collect(folder):
    cycle(folder)
    write(folder / 'plans/2027/e11.yaml', PLAN.replace('2027-03-15', '2027-04-15'))
    for name, form in FORMS.items():
        shutil.copy(form, folder / name)


def cycle_to_archive(folder):
    cycle(folder)
    for person in ('e13', 'e21'):
        write(folder / f'plans/2027/{person}.yaml', PLAN.replace('e11', person) + 'agreed: { employee: 2027-01-20, leader: 2027-01-21 }\n')


def answers_in(folder):
    cycle(folder)
    for n in range(3):
        write(folder / f'answers/2027/{n:024x}.yaml', f'helped: Tekst {n}\nreleased: false\n')


def shards(folder, out='out', which=(1, 2)):
    cycle(folder)
    for k in which:
        run(['packs', '--shard', f'{k}/2', '--out', out])


def without_papers(folder):
    shards(folder)
    for paper in (folder / 'out').rglob('*.pdf'):
        paper.unlink()


def leaders_own(folder):
    cycle(folder)
    whole = folder.rename(work / 'whole')
    run(['split', '--leader', 'e10', str(folder)], whole)
    shutil.rmtree(whole)


def leaders_own_forms(folder):
    leaders_own(folder)
    for name, form in FORMS.items():
        shutil.copy(form, folder / name)


def put_form_to_enter(folder):
    write(folder / 'skjema.txt', '== Handlingsplan ==\nDato: 12. januar 2027\nOppfølging ellers (når og hvordan) – Slik følger vi opp: Kort prat\n')


def form_to_enter(folder):
    cycle(folder)
    put_form_to_enter(folder)


def leaders_own_form_to_enter(folder):
    leaders_own(folder)
    put_form_to_enter(folder)


def empty(folder):
    folder.mkdir()


def beside_nothing(folder):
    """For what is written where the user stands."""
    shutil.rmtree(work / 'ny', ignore_errors=True)
    empty(folder)


EXPORT = '''Ansattnr;Navn;Hvor;Leder;Sluttdato
1;Kari Ås;Byen;;
2;Per Bø;Byen;1;01.01.2080
'''


def export(folder):
    folder.mkdir()
    write(folder / 'people.csv', EXPORT)


def times(folder):
    cycle(folder)
    write(folder / 'people.csv', 'Ansattnr;Dato\ne13;21.01.2027\n')


def word_texts(folder):
    cycle(folder)
    (folder / 'texts').mkdir()
    write(folder / 'tekst.md', '# Mål\n\nTekst.\n')
    subprocess.run(['pandoc', folder / 'tekst.md', '-o', folder / 'texts/kultur.docx'], check=True, env={**os.environ, 'SOURCE_DATE_EPOCH': '1'})
    (folder / 'priorities/2027/kultur.md').unlink(missing_ok=True)


def slips(state):
    """The folder with the same slip ten times over."""
    def prepared(folder):
        state(folder)
        if (folder / 'people.csv').exists():
            rows = ''.join(f'{n};Anne Li{"abcdefghij"[n % 10]};Byen;1;i fjor\n' for n in range(10, 20))
            write(folder / 'people.csv', EXPORT + rows)
            return
        people = ''.join(f'        - {{ id: x{n}, name: Anne Li, email: none }}\n' for n in range(10))
        before, line, behind = re.split(r'( +- (?:\{ )?"?id"?: e10\b)', (folder / 'org.yaml').read_text(), maxsplit=1)
        write(folder / 'org.yaml', before + people + line + behind)
    return prepared


def after(state, *arguments, then=None):
    """The folder when a command has run in it; then: what happens to it before the next."""
    def prepared(folder):
        state(folder)
        run(arguments)
        if then:
            then(folder)
    return prepared


def mailable(folder):
    cycle(folder)
    run(['packs'])


def with_error(folder):
    cycle(folder)
    write(folder / 'org.yaml', ORG.replace('leader: e20', 'leader: e99'))


def empty_unit(folder):
    cycle(folder)
    write(folder / 'org.yaml', ORG + '    - { id: tom, name: Tom, leader: e20 }\n')


def without_culture(folder):
    write(folder / 'org.yaml', ORG[:ORG.index('    - id: kultur')])


def with_old_plans(folder):
    cycle(folder)
    write(folder / 'samtale.yaml', (folder / 'samtale.yaml').read_text() + 'previous-period: 2026\n')
    for period in ('2025', '2026'):
        write(folder / f'plans/{period}/e11.yaml', 'employee: e11\n')


def another_key(folder):
    write(folder / 'secret.key', b'x' * 32)


def fool_cache(folder):
    """Spoils a paper, and has the cache say that it always looked so."""
    cache = folder / 'out/2027/.manifest.cache'
    paper = sorted((folder / 'out').rglob('*.pdf'))[0]
    paper.write_bytes(paper.read_bytes()[:-1] + b'x')
    stat, lines = paper.stat(), []
    for line in cache.read_text().splitlines():
        entry = json.loads(line.split(' ', 1)[1])
        if entry.get('path') == str(paper.relative_to(folder / 'out/2027')):
            entry |= {'size': stat.st_size, 'modified': stat.st_mtime_ns, 'changed': stat.st_ctime_ns, 'inode': stat.st_ino}
            text = json.dumps(entry)
            line = hashlib.sha256(text.encode()).hexdigest()[:16] + ' ' + text
        lines.append(line)
    cache.write_text('\n'.join(lines) + '\n')


def with_last_period(state):
    """The folder with the settings of the year before, too."""
    def prepared(folder):
        state(folder)
        write(folder / 'periods/2026.yaml', (folder / 'samtale.yaml').read_text().replace('2026', '2025').replace('2027', '2026'))
    return prepared


# ---- Experiments: what is given with the option, what stands before it, and where

BASES = {
    'check': (cycle, []), 'packs': (cycle, []), 'forms': (cycle, []), 'collect': (forms_to_collect, ['maja.pdf']), 'print': (cycle, []),
    'preview': (cycle, []), 'status': (cycle, []), 'remind': (cycle, ['--as-of', '2027-02-22']), 'summaries': (cycle, []), 'merge': (shards, []), 'split': (cycle, ['ledere']), 'deliver': (leaders_own, []),
    'enter': (form_to_enter, ['e13', '--from', 'skjema.txt']), 'schedule': (cycle, []), 'help': (empty, ['packs']), 'key': (cycle, []), 'init': (empty, ['ny']), 'import': (export, ['people.csv']),
    'person': (cycle, ['e13']), 'purge': (with_old_plans, ['--as-of', '2028-06-01']), 'mail': (mailable, ['packs']), 'archive': (cycle_to_archive, []), 'release': (answers_in, ['none', '--yes', '--early']), 'new-period': (cycle, ['2028']), 'move': (cycle, ['e12', '--to', 'nordlia']),
}
VALUES = {
    '--unit': 'kultur', '--employee': 'e13', '--leader': 'e20', '--wave': '1', '--as-of': '2027-05-15', '--blank': '2', '--follow-up': 'all', '--by': 'unit',
    '--max-sheets': '8', '--printer': 'kopi', '--duplex': 'off', '--pin': '1234', '-o': 'media=A4', '--prefer': 'form', '--as': 'e13',
    '--language': 'nn', '--out': 'made', '--jobs': '2', '--shard': '1/2', '--dump': 'cycle', '--format': 'json', '-C': str(CASE),
    '--lang': 'nb', '--csv': 'excel', '--missing': 'plan', '--for': 'employee', '--map': 'Hvor=unit', '--from': 'e21', '--period': '2026',
    '--to': 'kultur', '--rename': 'ny', '--name': 'Ny', '--join': 'oppvekst',
}
TO_PRINTER = ('--duplex', '--staple', '--pin', '-o', '--again')
# help needs no cycle, and is not what is left out; help and init read nothing in which one slip could stand many times, new-period
# leaves warnings to check, and move, person and purge say what follows
NOTHING_TO_CHANGE = {('help', '-C'), ('help', '--quiet'), ('help', '--all'), ('init', '--all'), ('new-period', '--all'), ('move', '--all'), ('person', '--all'), ('purge', '--all'), ('enter', '--all')}


def experiment(command, option):
    """The state of the folder, where the user stands, and the command line without the option and with it."""
    state, words = BASES[command]
    folder, value = CASE, [VALUES[option]] if option in VALUES else []
    before = [command, *words]
    if option in TO_PRINTER:
        before += ['--printer', 'kopi']
    if option == '-C':
        folder = work
        if command == 'init':
            state = beside_nothing
    elif (command, option) == ('merge', '--all'):
        state = without_papers
    elif option == '--all':
        state = slips(state)
    elif option in ('--prune', '--force', '--again', '--verify'):
        state = after(state, *before, then={'--prune': without_culture, '--verify': fool_cache}.get(option))
    elif (command, option) == ('remind', '--as-of'):
        before, value = ['remind'], ['2027-03-15']
    elif command == 'mail' and option in ('--overdue', '--missing', '--for'):
        state = after(cycle, 'remind', '--as-of', '2027-02-20')
        before = ['mail', 'reminders', '--as-of', '2027-02-20']
    elif command == 'mail' and option in ('--half-year', '--competence'):
        before = ['mail', 'summaries']
    elif (command, option) == ('mail', '--out'):
        state = after(cycle, 'packs', '--out', 'made')
    elif (command, option) == ('remind', '--overdue'):
        before = ['remind', '--as-of', '2027-02-20']
    elif (command, option) == ('remind', '--prune'):
        state = after(state, 'remind', '--as-of', '2027-03-15')
        before, value = ['remind', '--as-of', '2026-12-01'], []
    elif option == '--by' and command != 'print':
        value = ['leader']
    elif (command, option) == ('print', '--new'):
        state = after(state, *before)
    elif option == '--jobs':
        return state, folder, [*before, '--jobs', '1'], [*before, '--jobs', '2']
    elif (command, option) == ('status', '--out'):
        state = after(state, 'packs', '--out', 'made')
    elif (command, option) == ('merge', '--out'):
        state = lambda f: shards(f, out='made')
    elif option == '--partial':
        state = lambda f: shards(f, which=(1,))
    elif (command, option) == ('import', '--as-of'):
        value = ['2085-01-01']  # when somebody has left
    elif (command, option) == ('move', '--to'):
        before = ['move', 'e12', '--leader', 'e20']
    elif (command, option) == ('move', '--from'):
        value = ['2027-05-01']
    elif (command, option) == ('person', '--yes'):
        before = ['person', 'e13', '--erase']
    elif (command, option) == ('purge', '--as-of'):
        before, value = ['purge'], ['2040-01-01']
    elif (command, option) == ('purge', '--dry-run'):
        before += ['--yes']
    elif (command, option) == ('purge', '--out'):
        state = after(state, 'packs', '--out', 'made')
    elif option in ('--rename', '--name') and command == 'move':
        before = ['move', 'kultur', '--to', 'oppvekst']
    elif option == '--join':
        before = ['move', 'kultur']
    elif option == '--dissolve':
        state, before = empty_unit, ['move', 'tom']
    elif (command, option) == ('move', '--as-of'):
        state, before = empty_unit, ['move', 'tom', '--dissolve']  # the day is its last
    elif (command, option) == ('move', '--out'):
        state = after(state, 'packs', '--out', 'made')
    elif option == '--follow-up':
        before, value = [command, 'follow-up'], ['all' if command == 'forms' else '2']
    elif (command, option) == ('preview', '--short'):
        before = ['preview', 'leader-pack']
    elif option == '--update':
        state = after(state, *before)
    elif option == '--period':
        state = with_last_period(times if command == 'import' else state)
        before += ['--times'] if command == 'import' else []
    elif command == 'release' and option in ('--list', '--yes', '--dry-run'):
        before = ['release'] if option == '--list' else ['release', 'none', '--early']
    elif option == '--early':
        before = ['release', 'none', '--yes']
    elif option == '--times':
        state = times
    elif option == '--priorities':
        state, before = word_texts, ['import', 'texts']
    elif (command, option) == ('check', '--as-of'):
        value = ['2027-01-18']  # late for the conversation on the twentieth
    elif option == '--templates':
        state = with_error
    elif (command, option) == ('collect', '--as-of'):
        before, value = ['collect', 'svar.pdf'], ['2028-02-01']  # who has no plan yet on that day
    elif command == 'enter' and option in ('--from', '--form'):
        before, value = ['enter', 'e13'], ['skjema.txt'] if option == '--from' else []
    elif (command, option) == ('enter', '--with-comments'):
        state = leaders_own_form_to_enter
    elif option == '--with-comments':
        state, before = leaders_own_forms, ['collect', 'kommentar.pdf']
    elif option == '--as':
        before = ['collect', 'uten-navn.pdf']
    elif option == '--unsigned':
        before = ['collect', 'uten-navn.pdf', '--as', 'e13']
    elif (command, option) == ('key', '--leader'):
        value = ['e20', 'til-e20']
    elif (command, option) == ('key', '--out'):
        state = after(state, 'packs', '--out', 'made', then=another_key)  # `made` was made with the one before
    elif (command, option) == ('schedule', '--dry-run'):
        before += ['tider.csv']
    elif option in ('--schema', '--man'):
        before = ['help', 'org.yaml']
    elif (command, option) == ('key', '--dry-run'):
        before += ['--leader', 'e20', 'til-e20']
    return state, folder, before, [*before, option, *value]


def changes_something(command, option):
    name = f'{command} {option}'
    if (command, option) in NOTHING_TO_CHANGE:
        return
    if options[option].get('argument') and option not in VALUES:
        check(name, False, 'there is no experiment for it: add one')
        return
    state, folder, before, line = experiment(command, option)
    without, again = seen_twice(state, tuple(before), folder)
    done = seen(state, line, folder)
    if without != again:
        check(name, False, f'{shlex.join(before)} is not the same twice: {differences(without, again)}')
    else:
        check(name, done != without and done[0] != 2, f'{shlex.join(line)} does the same as without it: exit {done[0]}, {done[1]}{done[2]}'
              if done[0] != 2 else done[2])


def differences(a, b):
    return [sorted(n for n in {**x, **y} if x.get(n) != y.get(n)) if isinstance(x, dict) else (x, y) for x, y in zip(a, b) if x != y]


def is_refused(command, option):
    value = ['x'] if options[option].get('argument') else []
    done = run([command, option, *value], work / 'nowhere')
    which = ', '.join(c['command'] for c in commands if option in c['options'])
    check(f'{command} has no {option}', (done.returncode, done.stdout, done.stderr) == (
        2, '', f'samtale: error: {command} has no option {option}\n      = these commands have it: {which}\n'), f'exit {done.returncode}: {done.stdout}{done.stderr}')


# ---- Help


def fits(name, text):
    lines = text.splitlines()
    check(f'{name} fits a screen', 0 < len(lines) <= 50 and max(map(len, lines)) <= 80, f'{len(lines)} lines, {max(map(len, lines), default=0)} columns')


def usage(option):
    return f'{option["option"]} {option["argument"]}' if 'argument' in option else option['option']


def help_of(command):
    name = command['command']
    done = run(['help', name], work)
    text = done.stdout
    check(f'help {name}', done.returncode == 0 and not done.stderr, done.stderr)
    check(f'{name} --help', run([name, '--help'], work).stdout == text)
    fits(f'help {name}', text)
    listed = re.findall(r'^  (-\S+(?: \S+)?) +(.*)$', text.split('Every command also has:')[0], re.M)
    own = [options[o] for o in command['options'] if not options[o]['everywhere']]
    check(f'help {name} lists its options', listed == [(usage(o), o['help']) for o in own], listed)
    every = re.search(r'^Every command also has:\n  (.*)$', text, re.M)
    check(f'help {name} names the others', every and every[1] == ', '.join(usage(o) for o in options.values() if o['everywhere']), every)
    examples = re.findall(r'^  samtale (.*?)(?:   .*)?$', text, re.M)
    check(f'help {name} has examples', len(examples) >= 2 and all(name in e.split() or name == 'help' for e in examples), examples)
    for example in examples:
        words = shlex.split(example)
        done = run(words, work / 'nowhere')
        check(f'example: {example}', done.returncode != 2, done.stderr)
        named = [value for word, value in zip(words, words[1:]) if word in ('--unit', '--employee', '--leader', '--as')]
        check(f'example is of the sample: {example}', all(re.search(rf'\bid: {value}\b', SAMPLE) for value in named), named)


def general_help():
    text = run(['help'], work).stdout
    fits('help', text)
    check('help is --help', run(['--help'], work).stdout == text)
    nothing = run([], BASE)
    check('help without a command', nothing.stdout == text and nothing.returncode == 2, nothing.returncode)
    check('help lists the commands', [tuple(x) for x in re.findall(r'^  ([a-z][a-z-]+)  +(.*)$', text, re.M)] ==
          [(c['command'], c['summary']) for c in commands], text)
    check('help lists what every command has', re.findall(r'^  (-\S+(?: \S+)?)  +(.*)$', text, re.M) ==
          [(usage(o), o['help']) for o in options.values() if o['everywhere']], text)


# ---- All of it

(work / 'nowhere').mkdir()
write(work / 'lp', '#!/bin/sh\nprintf "%s\\n" "$*" >>"$LP_LOG"\necho "request id is kopi-1 (1 file(s))"\n')
(work / 'lp').chmod(0o755)
preload.build(work / 'threads.so', SHIM)
SAMPLE = (ROOT / 'samples/nordlia/org.yaml').read_text()
table = [json.loads(line) for line in run(['help', '--format', 'json'], work).stdout.splitlines()]
commands = [row for row in table if 'command' in row]
options = {row['option']: row for row in table if 'option' in row}
check('the table', len(commands) >= 11 and len(options) >= 36, table)
check('nothing twice', len(commands) + len(options) == len(table) == len({json.dumps(row) for row in table}))

BASE = make_cycle('base', {'e11': PLAN}, SETTINGS.replace('hr:', 'process-evaluation: { from: 2027-03-01, to: 2027-03-19 }\nhr:'), ORG)
make_forms(BASE)
make_forms(BASE, '--blank', '1')
make_forms(BASE, 'process-evaluation', '--blank', '1')
made = BASE / 'out/2027/forms'
FORMS = {'maja.pdf': fill(made / 'action-plan/oppvekst/e11.pdf', {'goals/g1/measures/m1/deadline': 'mars 2027'}),
         'kommentar.pdf': fill(made / 'action-plan/oppvekst/e13.pdf', {'follow-up-informal': 'Kort prat'}),
         'uten-navn.pdf': fill(made / 'action-plan/_blank.pdf', {'goals/g1/goal': 'Nytt mål'}),
         'svar.pdf': fill(made / 'process-evaluation/_blank.pdf', {'helped': 'Tid'})}
shutil.rmtree(BASE / 'out')

general_help()
for c in commands:
    help_of(c)
    for o in options:
        if o in c['options']:
            changes_something(c['command'], o)
        else:
            is_refused(c['command'], o)
end()
