#!/usr/bin/python3
"""samtale import where init has been: its example gives way, and so does what the last import wrote; nothing that somebody has worked
in does. However one begins, check and packs work then."""
import subprocess

import yaml

import importing
from importing import ROOT, SAMTALE, check, end, new_folder, run

importing.group = 'into the example'
EXPORT = ROOT / 'tests/import/exports/visma-kommune/Ansattliste.csv'
SCHEMAS = [f'.samtale/{name}.schema.json' for name in ('conversations', 'import', 'org', 'plans', 'samtale')]
SETTINGS = ['.gitignore', *SCHEMAS, 'Ansattliste.csv', 'import.last.yaml', 'org.yaml', 'samtale.yaml', 'secret.key']


def samtale(folder, *arguments):
    return subprocess.run([SAMTALE, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def begun(language='nb'):
    folder = new_folder()
    assert samtale(folder, 'init', '--language', language).returncode == 0
    (folder / 'Ansattliste.csv').write_bytes(EXPORT.read_bytes())
    return folder


def files(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob('*') if p.is_file())


def text(folder, name='org.yaml'):
    return (folder / name).read_text(encoding='utf-8')


def organisation(folder):
    return yaml.safe_load(text(folder, 'samtale.yaml'))['organisation']


def invented(folder):
    """Addresses and numbers of the example, which nobody has: papers would send people to them."""
    settings = yaml.safe_load(text(folder, 'samtale.yaml'))
    return [k for k in ('email', 'phone') if k in settings['hr']] + [k for k in ('officer',) if k in settings['privacy']]


def alone():
    return run([EXPORT]).org.text


def replaced(folder, expected, *arguments):
    done = run(['Ansattliste.csv', *arguments], folder=folder)
    return [done.status and done.all, text(folder) != expected and 'org.yaml is not what import makes in an empty folder']


expected = alone()
for language in ('nb', 'nn', 'en'):
    folder = begun(language)
    check(f'{language}: the example gives way', *replaced(folder, expected), files(folder) != SETTINGS and files(folder),
          organisation(folder) != 'Steinvær kommune' and organisation(folder), invented(folder))
    checked = samtale(folder, 'check')
    check(f'{language}: check reads it', checked.returncode and checked.stderr)
check('with --update, too', *replaced(begun(), expected, '--update'))

folder = begun()
before = {n: text(folder, n) for n in files(folder) if n.endswith(('.yaml', '.md'))}
done = run(['Ansattliste.csv', '--dry-run'], folder=folder)
check('a dry run changes nothing', done.status and done.all, 'would be written' not in done.out and done.out,
      before != {n: text(folder, n) for n in files(folder) if n.endswith(('.yaml', '.md'))} and files(folder))

# What somebody has worked in stays
folder = begun()
(folder / 'priorities/2027').mkdir(parents=True, exist_ok=True)
mine = next((folder / 'priorities').rglob('barnehage.md'))
mine.write_text(mine.read_text() + '\nMer.\n')
settings = text(folder, 'samtale.yaml')
yours = settings.replace('organisation: Elvestrand kommune', 'organisation: Vik kommune').replace('@elvestrand.', '@vik.').replace('70 00 00 00', '70 00 00 01')
(folder / 'samtale.yaml').write_text(yours)
run(['Ansattliste.csv'], folder=folder)
check('an edited text of the example stays', not mine.exists() and 'it is gone', len(files(folder)) != len(SETTINGS) + 1 and files(folder))
check('an edited samtale.yaml stays', organisation(folder) != 'Vik kommune' and organisation(folder),
      text(folder, 'samtale.yaml') != yours and 'changed')
for name, change in (('a name', lambda s: s.replace('Torunn Bakke', 'Siv Lie')), ('a day', lambda s: s.replace('T14:00', 'T15:00')),
                     ('one letter', lambda s: s + '#')):
    folder = begun()
    edited = change(text(folder))
    (folder / 'org.yaml').write_text(edited)
    there = files(folder)
    done = run(['Ansattliste.csv'], folder=folder)
    check(f'an example with {name} changed stays', done.status != 2 and done.all, 'another name first' not in done.err and done.err,
          text(folder) != edited and 'org.yaml was changed', files(folder) != there and files(folder))

# A second import, with another file beside it
folder = new_folder()
(folder / 'Ansattliste.csv').write_bytes(EXPORT.read_bytes())
(folder / 'first.csv').write_text('Ansattnr;Navn;Enhet;Nærmeste leder\n1;Siv Lie;Vik;\n2;Ola Bø;Vik;1\n')
first = run(['first.csv'], folder=folder).org.text
check('what the last import wrote gives way', *replaced(folder, expected))
for name, change in (('edited', lambda: (folder / 'org.yaml').write_text(first + '# mine\n')), ('with plans', (folder / 'plans').mkdir)):
    (folder / 'org.yaml').unlink()
    run(['first.csv'], folder=folder)
    change()
    before = text(folder)
    done = run(['Ansattliste.csv'], folder=folder)
    check(f'what the last import wrote stays, {name}', done.status != 2 and done.all, text(folder) != before and 'org.yaml was changed')

# The other way round
folder = new_folder()
(folder / 'Ansattliste.csv').write_bytes(EXPORT.read_bytes())
done = run(['Ansattliste.csv'], folder=folder)
check('without samtale.yaml, init is what is next', 'samtale init' not in done.out and done.out)
checked = samtale(folder, 'check')
check('check says so, too', 'samtale init writes one for the org.yaml' not in checked.stderr and checked.stderr)
begin = samtale(folder, 'init')
check('init after import', begin.returncode and begin.stderr, files(folder) != SETTINGS and files(folder), text(folder) != expected and 'org.yaml was changed',
      organisation(folder) != 'Steinvær kommune' and organisation(folder), invented(folder))
packs = samtale(folder, 'packs')
made = list((folder / 'out').rglob('packs/*/*.pdf'))
check('and packs for everybody', packs.returncode and packs.stderr, len(made) != 47 and len(made))
end()
