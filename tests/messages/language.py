#!/usr/bin/env python3
"""In which language the program speaks: --lang, else LANGUAGE, LC_ALL, LC_MESSAGES or LANG, whatever locales the machine has.
What it makes, and what other programs read, does not depend on it."""
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
CASE = ROOT / 'tests/cases/status-after'
NAMES = ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LC_NUMERIC', 'LANG', 'LOCPATH')
work = Path(tempfile.mkdtemp())
failed = False


def check(name, good, why=''):
    global failed
    failed |= not good
    print(f'ok {name}' if good else f'FAIL {name}: {why}')


def run(*arguments, program=SAMTALE, **environment):
    rest = {k: v for k, v in os.environ.items() if k not in NAMES}
    return subprocess.run([program, *arguments], cwd=work, env={**rest, **environment}, capture_output=True, text=True, check=False, timeout=120)


def language(*arguments, **environment):
    said = run(*arguments, **environment).stdout
    return {'Bruk:': 'nb', 'Usage': 'en'}.get(said[:5], said)


# ---- Which language, on a machine without any locale

(work / 'none').mkdir()
for environment, expected in (
        ({}, 'en'), ({'LC_ALL': 'C'}, 'en'), ({'LC_ALL': 'C.UTF-8'}, 'en'), ({'LC_ALL': 'POSIX'}, 'en'),
        ({'LC_ALL': 'nb_NO.UTF-8'}, 'nb'), ({'LC_ALL': 'nb_NO'}, 'nb'), ({'LC_ALL': 'no_NO.ISO-8859-1'}, 'nb'), ({'LC_ALL': 'nn_NO.UTF-8'}, 'nb'),
        ({'LANGUAGE': 'nn'}, 'nb'), ({'LANGUAGE': 'nb:en'}, 'nb'), ({'LANGUAGE': 'en:nb'}, 'en'), ({'LANGUAGE': 'sv:da:nb'}, 'nb'),
        ({'LANGUAGE': 'sv_SE:nn_NO:en'}, 'nb'), ({'LANGUAGE': 'sv:en:nb'}, 'en'), ({'LANGUAGE': 'sv', 'LANG': 'nb_NO.UTF-8'}, 'en'),
        ({'LANGUAGE': ':nb'}, 'nb'), ({'LC_MESSAGES': 'nb_NO.UTF-8'}, 'nb'),
        ({'LANG': 'nb_NO.UTF-8'}, 'nb'), ({'LANG': 'sv_SE.UTF-8'}, 'en'), ({'LANG': 'da_DK.UTF-8'}, 'en'), ({'LANG': 'nbx'}, 'en'),
        ({'LANGUAGE': 'en', 'LC_ALL': 'nb_NO.UTF-8'}, 'en'), ({'LANGUAGE': '', 'LC_ALL': '', 'LANG': 'nb_NO.UTF-8'}, 'nb'),
        ({'LC_ALL': 'en_GB.UTF-8', 'LANG': 'nb_NO.UTF-8'}, 'en')):
    got = language('help', **environment, LOCPATH=str(work / 'none'))
    check(f'language of {environment}', got == expected, got)
for arguments in (['--lang', 'en', 'help'], ['help', '--lang', 'en'], ['help', '--lang=en', 'packs'], ['packs', '--help', '--lang', 'en']):
    check(f'{arguments} in Norwegian surroundings', language(*arguments, LC_ALL='nb_NO.UTF-8') == 'en')
    arguments = [word.replace('en', 'nb') if 'help' not in word else word for word in arguments]
    check(f'{arguments} in English surroundings', language(*arguments, LANGUAGE='en') == 'nb')
done = run('help', '--lang', 'sv', LC_ALL='nb_NO.UTF-8')
check('another language is refused', done.returncode == 2 and '«sv»' in done.stderr and 'nb, en' in done.stderr, done.stderr)

# ---- Where the catalogues are

there = work / 'usr'
(there / 'bin').mkdir(parents=True)
shutil.copy(SAMTALE, there / 'bin/samtale')
(there / 'share/samtale').mkdir(parents=True)
for folder in ('fonts', 'templates'):
    shutil.copytree(ROOT / folder, there / 'share/samtale' / folder)
done = run('--lang', 'nb', 'help', program=there / 'bin/samtale')
check('without catalogues it is English', done.returncode == 0 and (done.stdout.startswith('Usage:') or 'SAMTALE_DATADIR' in done.stdout), done.stdout)
shutil.copytree(SAMTALE.parent / 'locale', there / 'share/samtale/locale')
done = run('--lang', 'nb', 'help', program=there / 'bin/samtale')
check('where it is installed', done.stdout.startswith('Bruk:'), done.stdout)

# ---- What does not depend on it

cycle = work / 'cycle'
shutil.copytree(CASE, cycle, ignore=shutil.ignore_patterns('cmd', 'expected'))
shutil.copy(ROOT / 'samples/nordlia/secret.key', cycle)
# a locale with decimal commas, made here
done = subprocess.run(['localedef', '-i', 'nb_NO', '-f', 'UTF-8', work / 'nb_NO.UTF-8'], capture_output=True, text=True, check=False)
check('there is a locale with decimal commas', (work / 'nb_NO.UTF-8/LC_NUMERIC').exists(), f'localedef: {done.stderr}')
NORWEGIAN = {'LC_ALL': 'nb_NO.UTF-8', 'LOCPATH': str(work)}


def both(*arguments):
    return run('-C', cycle, *arguments, LANGUAGE='en'), run('-C', cycle, *arguments, **NORWEGIAN)


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


en, nb = both('status', '--as-of', '2027-07-01')
numbers = [re.findall(r'\d+', text) for text in (en.stdout, nb.stdout)]
check('status has the same numbers', en.stdout != nb.stdout and numbers[0] == numbers[1], nb.stdout)
en, nb = both('status', '--as-of', '2027-07-01', '--format', 'json')
check('status as JSON is the same', en.stdout and en.stdout == nb.stdout, nb.stdout)
en, nb = both('check', '--dump', 'cycle')
check('what is read is the same', en.stdout and en.stdout == nb.stdout)
en, nb = (run('-C', ROOT / 'tests/cases/org-timing', 'check', '--as-of', '2027-01-04', '--format', 'json', **environment)
          for environment in ({'LANGUAGE': 'en'}, NORWEGIAN))
same = [[{k: v for k, v in line.items() if k not in ('message', 'hint', 'text')} for line in lines(done)] for done in (en, nb)]
check('diagnostics as JSON differ in their texts only', en.stdout != nb.stdout and same[0] and same[0] == same[1], nb.stdout)
for name in ('en', 'nb'):
    environment = {'LANGUAGE': 'en'} if name == 'en' else NORWEGIAN
    for command in (['packs'], ['summaries'], ['forms', 'action-plan'], ['print', 'packs']):
        done = run('-C', cycle, *command, '--out', work / name, '--jobs', '2', **environment)
        check(f'{command[0]} in {name}', done.returncode == 0, done.stderr)
files = sorted(str(p.relative_to(work / 'en')) for p in (work / 'en').rglob('*') if p.is_file() and not p.name.startswith('.manifest'))
wrong = filecmp.cmpfiles(work / 'en', work / 'nb', [f for f in files if Path(f).suffix in ('.pdf', '.ics', '.csv', '.json')], shallow=False)
check('files are the same, byte for byte', len(wrong[0]) > 20 and not wrong[1] and not wrong[2], wrong[1:])

# ---- What the system says

done = run('-C', work / 'nowhere', 'check', **NORWEGIAN)
check('what the system says', done.returncode == 2 and 'filen eller mappen finnes ikke' in done.stderr, done.stderr)
done = run('-C', work / 'nowhere', 'check', '--lang', 'en', **NORWEGIAN)
check('what the system says in English', 'No such file or directory' in done.stderr, done.stderr)
shutil.rmtree(work)
sys.exit(failed)
