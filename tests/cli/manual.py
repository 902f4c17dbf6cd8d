#!/usr/bin/python3
"""The manual has a page for each command and each file, with every option and key; mandoc finds nothing wrong in it; and it is in English
whatever language messages are in."""
import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get('SAMTALE', ROOT / 'build/samtale')).resolve()
BUILD = pathlib.Path(os.environ.get('BUILD', ROOT / 'build')).resolve()
failed = False


def verdict(name, why=''):
    global failed
    failed |= bool(why)
    print(f'FAIL manual/{name}: {why}' if why else f'ok manual/{name}', flush=True)


def said(*arguments):
    done = subprocess.run([SAMTALE, 'help', *arguments], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else f'exit {done.returncode}: {done.stderr}'


def rows(*arguments):
    return [json.loads(line) for line in said(*arguments, '--format', 'json').splitlines()]


def lint(path, text=None):
    done = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning', *([path] if path else [])], input=text, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def plain(path):
    """The page as it is read, in one line; what is underlined or bold is neither."""
    text = subprocess.run(['mandoc', '-T', 'utf8', path], capture_output=True, text=True, check=True).stdout
    return re.sub(r'\s+', ' ', re.sub('.\b', '', text))


def missing(path, expected):
    text = plain(path)
    lost = [one for one in expected if re.sub(r'\s+', ' ', one) not in text]
    return f'not there: {lost[:3]}' if lost or not expected else ''


pages = said('--man').split()
paths = {page: BUILD / f'man/man{page[-1]}/{page}' for page in pages}
verdict('every page is built', '' if len(pages) > 20 and all(p.is_file() for p in paths.values()) and
        len(list((BUILD / 'man').glob('man*/*'))) == len(pages) else f'{pages}')
verdict('pages are as they would be built now', '; '.join(page for page, path in paths.items() if said(page, '--man') != path.read_text()))
verdict('pages are in English', '; '.join(page for page, path in paths.items() if said(page, '--man', '--lang', 'nb') != path.read_text()))
for page, path in paths.items():
    verdict(f'mandoc and {page}', lint(path))
broken = lint(None, (paths['samtale.1']).read_text().replace('.Sh SYNOPSIS', '.Sx SYNOPSIS').replace('.El', ''))
verdict('mandoc sees what is wrong', '' if 'WARNING' in broken or 'ERROR' in broken else 'nothing')

table = rows()
options = {row['option']: row for row in table if 'option' in row}
commands = [row for row in table if 'command' in row]
for row in commands:
    page = f'samtale-{row["command"]}.1'
    own = [options[o] for o in row['options'] if not options[o]['everywhere']]
    verdict(page, missing(paths[page], [row['summary'], f'samtale {row["command"]}', *(f'{o["option"]} {o.get("argument", "")}'.strip() for o in own), *(o['help'] for o in own)])
            if page in paths else 'there is none')
    examples = re.findall(r'^  (samtale .*?)(?:   .*)?$', said(row['command']), re.M)
    verdict(f'{page}: examples', missing(paths[page], examples))
everywhere = [o for o in options.values() if o['everywhere']]
verdict('samtale.1', missing(paths['samtale.1'], [*(f'samtale-{row["command"]}(1) {row["summary"]}' for row in commands), *(o['help'] for o in everywhere)]))
variables = {name for file in (ROOT / 'generator').rglob('*.c') for name in re.findall(r'getenv\("(\w+)"\)', file.read_text())} - {'HOME'}  # of ~ in -C alone
verdict('samtale.1: the environment', missing(paths['samtale.1'], sorted(variables)))
lines = [line.strip() for page in paths if page.endswith('.1') for line in
         subprocess.run(['mandoc', '-T', 'utf8', paths[page]], capture_output=True, text=True, check=True).stdout.split('EXAMPLES')[-1].splitlines()]
divided = [line for row in commands for line in re.findall(r'^  (samtale .*?)(?:   .*)?$', said(row['command']), re.M) if re.sub('.\b', '', line) not in lines]
verdict('an example is one line, to be copied', f'{divided[:3]}' if divided else '')

files = {}
for row in rows('keys'):
    files.setdefault(row['file'], []).append(row)
for file, keys in files.items():
    page = next((p for p, path in paths.items() if p.endswith('.5') and f'This is {file} in the' in plain(path)), None)
    verdict(f'{file} has a page', '' if page else 'it has none')
    verdict(f'{file}: its keys', missing(paths[page], [f'{row["path"]} {row["help"]}' for row in keys]) if page else 'no page')
blocks = json.loads((BUILD / 'schemas/en/blocks.schema.json').read_text())['definitions']
verdict('templates', missing(paths['samtale-templates.5'], [f'{name} {one["description"]}' for name, one in blocks.items()]))
for page, path in paths.items():
    named = [f'{name}.{section}' for name, section in re.findall(r'^\.(?:It )?Xr (\S+) (\d)', path.read_text(), re.M)]
    lost = sorted(set(named) - set(pages))
    verdict(f'{page} refers to pages that there are', f'{lost}' if lost or not named else '')
verdict('a page that is not there', '' if 'did you mean samtale-packs.1?' in said('samtale-pack.1', '--man') else said('samtale-pack.1', '--man'))
raise SystemExit(failed)
