#!/usr/bin/python3
"""Completion in a real bash: what stands on the command line, and what bash is given for its last word. It reads org.yaml, writes nothing
and says nothing, whatever is wrong."""
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
BUILD = pathlib.Path(os.environ.get('BUILD', ROOT / 'build')).resolve()
SCRIPT = BUILD / 'completion/samtale'
failed = False

ORG = '''unit:
  id: aas
  name: Ås kommune
  leader: 1001
  employees:
    - { id: 1001, name: Bø Ås, kolonne: noe }
    - { id: 1002, name: "Per 'Ola' Li" }
    - { id: 1003, name: Kari Nordmann }
  units:
    - id: skole-og-sfo
      name: { nb: "Skole & SFO", nn: Skule }
      leader: 2001
      employees:
        - { id: 2001, name: Øyvind d'Arc }
        - { id: 2002, name: Kari Nordmann }
        - { id: 2003, name: Kåre Moe, leader: 1003 }
'''


def verdict(name, why=''):
    global failed
    failed |= bool(why)
    print(f'FAIL completion/{name}: {why}' if why else f'ok completion/{name}', flush=True)


def bash(words, folder, **environment):
    """What bash is given; and its errors, with what the program itself would say."""
    line = ' '.join(shlex.quote(word) for word in words)
    script = f'''source {shlex.quote(str(SCRIPT))}
compopt() {{ printf 'compopt %s\\n' "$*"; }}
COMP_WORDS=({shlex.quote(str(SAMTALE))} {line}); COMP_CWORD={len(words)}
_samtale
[ ${{#COMPREPLY[@]}} = 0 ] || printf '%s\\n' "${{COMPREPLY[@]}}"'''
    done = subprocess.run(['bash', '--norc', '-c', script], cwd=folder, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment})
    return done.stdout.splitlines(), done.stderr


def offers(name, folder, words, expected, **environment):
    found, errors = bash(words, folder, **environment)
    right = set(found) >= expected if isinstance(expected, set) else found == expected
    verdict(name, '' if right and not errors else f'{found[:20]} {errors}')


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob('*') if p.is_file()}


with tempfile.TemporaryDirectory(prefix='åpen mappe ') as work:
    work = pathlib.Path(work)
    subprocess.run([SAMTALE, 'init', 'vår by'], cwd=work, capture_output=True, check=True)
    cycle = work / 'vår by'
    (cycle / 'org.yaml').write_text(ORG, encoding='utf-8')
    (cycle / 'templates/nb').mkdir(parents=True)
    shutil.copy(ROOT / 'samples/nordlia/templates/nb/welcome.md', cycle / 'templates/nb')
    (cycle / 'periods').mkdir()
    (cycle / 'periods/2025-26.yaml').touch()
    before = files(work)
    table = [json.loads(line) for line in subprocess.run([SAMTALE, 'help', '--format', 'json'], capture_output=True, text=True, check=True).stdout.splitlines()]
    commands = [row for row in table if 'command' in row]
    options = {row['option']: row for row in table if 'option' in row}

    offers('commands', cycle, [''], sorted(row['command'] for row in commands))
    offers('a command', cycle, ['sta'], ['status'])
    for row in commands:
        everywhere = [o for o in options if options[o]['everywhere']]
        offers(f'options of {row["command"]}', cycle, [row['command'], '-'], sorted({*row['options'], *everywhere}))
    for option, row in options.items():
        choices = [word for word in row.get('argument', '').split('|') if any(c.islower() for c in word)]
        if choices:
            command = next((c['command'] for c in commands if option in c['options']), 'check')
            offers(f'values of {option}', cycle, [command, option, ''], set(choices))
    offers('an option', cycle, ['packs', '--emp'], ['--employee'])
    offers('a value begun', cycle, ['packs', '--format', 'j'], ['json'])
    offers('a value behind =, as bash divides it', cycle, ['packs', '--format', '=', 'j'], ['json'])
    offers('a value behind =, of which nothing is typed', cycle, ['packs', '--format', '='], ['json', 'text'])

    # What each option with a value, and each operand, is completed to; one that is new says it here.
    units, leaders, periods = {'Skole\\ \\&\\ SFO', 'Ås\\ kommune'}, {'1003', 'Bø\\ Ås', "Øyvind\\ d\\'Arc"}, {'2026', '2027', '2025-26'}
    people = leaders | {'2002', 'Kåre\\ Moe', "Per\\ \\'Ola\\'\\ Li"}  # two are called Kari Nordmann
    file, folder, nothing = {'compopt -o default'}, {'compopt -o dirnames'}, set()
    values = {('--unit', ''): units, ('--employee', ''): people, ('--leader', ''): leaders, ('--leader', 'move'): people, ('--wave', ''): nothing,
              ('--as-of', ''): nothing, ('--period', ''): periods, ('--blank', ''): nothing, ('--follow-up', ''): {'all'},
              ('--missing', ''): {'conversation', 'date', 'evaluation', 'follow-up', 'plan'}, ('--max-sheets', ''): nothing, ('--to', ''): units,
              ('--rename', ''): nothing, ('--name', ''): nothing, ('--join', ''): units, ('--from', 'print'): units | people, ('--from', 'enter'): file,
              ('--from', 'move'): nothing, ('--printer', ''): nothing, ('--pin', ''): nothing, ('-o', ''): nothing, ('--as', ''): people,
              ('--map', ''): nothing, ('--out', ''): folder, ('--jobs', ''): nothing, ('--shard', ''): nothing, ('-C', ''): folder}
    operands = {'init': folder, 'import': file, 'collect': file, 'enter': people, 'release': {'all', 'none'}, 'merge': folder, 'schedule': file,
                'split': folder, 'new-period': nothing, 'move': units | people, 'person': people, 'key': file,
                'mail': {'forms', 'invitations', 'packs', 'reminders', 'summaries'}}
    for option, row in options.items():
        for command in (c['command'] for c in commands if option in c['options'] or row['everywhere']):
            expected = values.get((option, command), values.get((option, '')))
            if 'argument' not in row or (expected is None and '|' in row['argument']):  # the choices are looked at above
                continue
            found, errors = bash([command, option, ''], cycle)
            verdict(f'{command} {option}', '' if set(found) == expected and not errors else f'{found} {errors}')
    for row in commands:
        kind = row.get('operands') or ''
        if 'DOCUMENT]' in kind and row['command'] != 'mail' or 'KEY' in kind:
            continue
        found, errors = bash([row['command'], ''], cycle)
        verdict(f'{row["command"]} {kind}', '' if set(found) == operands.get(row['command'], nothing) and not errors else f'{found} {errors}')
    offers('a document to send', cycle, ['mail', 'forms', 'action-'], ['action-plan'])
    offers('no document behind packs', cycle, ['mail', 'packs', ''], [])
    offers('a document of print forms', cycle, ['print', 'forms', 'action-'], ['action-plan'])
    offers('no more operands of print', cycle, ['print', 'action-plan', ''], [])
    offers('a period with = before it', cycle, ['packs', '--period', '=', '2025'], ['2025-26'])

    people = ['1003', '2002', 'Bø\\ Ås', 'Kåre\\ Moe', 'Per\\ \\\'Ola\\\'\\ Li', 'Øyvind\\ d\\\'Arc']  # two are called Kari Nordmann
    offers('people', cycle, ['packs', '--employee', ''], people)
    offers('a name in small letters', cycle, ['packs', '--employee', 'ø'], ["Øyvind\\ d\\'Arc"])
    offers('a name with a space', cycle, ['packs', '--employee', 'Bø\\ '], ['Bø\\ Ås'])
    offers('a name in quotes', cycle, ['packs', '--employee', '"Bø'], ['Bø Ås'])
    offers('ids', cycle, ['packs', '--employee', '200'], ['2001', '2002', '2003'])
    offers('leaders', cycle, ['packs', '--leader', ''], ['1003', 'Bø\\ Ås', "Øyvind\\ d\\'Arc"])
    offers('units', cycle, ['packs', '--unit', ''], ['Skole\\ \\&\\ SFO', 'Ås\\ kommune'])
    offers('a unit by its id', cycle, ['packs', '--unit', 'skole-'], ['skole-og-sfo'])
    offers('documents', cycle, ['forms', ''], {'action-plan', 'evaluation', 'follow-up', 'welcome'})
    offers('a document by another name', cycle, ['forms', 'handl'], ['handlingsplan'])
    offers('documents to print', cycle, ['print', 'pa'], ['pack'])
    offers('keys', cycle, ['help', 'conversations.m'], ['conversations.minutes'])
    offers('a key', cycle, ['help', 'notice'], ['notice-days'])
    offers('schemas', cycle, ['help', '--schema', 'o'], ['org'])
    offers('pages', cycle, ['help', '--man', 'samtale-pa'], ['samtale-packs.1'])
    offers('files', cycle, ['collect', ''], ['compopt -o default'])
    offers('a folder', cycle, ['packs', '--out', ''], ['compopt -o dirnames'])
    offers('no more operands', cycle, ['forms', 'action-plan', ''], [])
    offers('behind --', cycle, ['forms', '--', '-'], [])

    offers('-C', work, ['-C', 'vår\\ by', 'packs', '--unit', 'Å'], ['Ås\\ kommune'])
    offers('-C with its folder', work, ['-Cvår\\ by', 'packs', '--unit', 'Å'], ['Ås\\ kommune'])
    offers('-C from home', pathlib.Path('/'), ['-C', '~/vår\\ by', 'packs', '--unit', 'Å'], ['Ås\\ kommune'], HOME=str(work))
    offers('in a folder of the cycle', cycle / 'priorities', ['packs', '--unit', 'Å'], ['Ås\\ kommune'])
    offers('no cycle', pathlib.Path('/'), ['packs', '--unit', ''], [])
    offers('no such folder', work, ['-C', 'nowhere', 'packs', '--unit', ''], [])
    offers('no such command', cycle, ['packz', ''], sorted(row['command'] for row in commands))
    offers('in a plain locale', cycle, ['packs', '--employee', 'B'], ['Bø\\ Ås'], LC_ALL='C')
    verdict('nothing is written', '' if files(work) == before else 'something is')

    (cycle / 'org.yaml').write_text('unit: [', encoding='utf-8')
    offers('an org.yaml that cannot be read', cycle, ['packs', '--unit', ''], [])
    (cycle / 'org.yaml').write_text('unit: { units: { a: b }, employees: [x, [y], { name: [z] }], leader: [q] }\n', encoding='utf-8')
    offers('an org.yaml of other things', cycle, ['packs', '--employee', ''], [])
    (cycle / 'org.yaml').unlink()
    (cycle / 'org.yaml').symlink_to('/dev/zero')
    offers('an org.yaml that never ends', cycle, ['packs', '--unit', ''], [])
done = subprocess.run([SAMTALE, '__complete'], capture_output=True, text=True, check=False)
verdict('no words', '' if done.returncode == 0 and not done.stderr else f'{done}')
raise SystemExit(failed)
