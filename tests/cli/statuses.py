#!/usr/bin/env python3
"""Exit statuses by class: 1 for what is in files, 2 for the command line, 3 for the system, whoever finds it."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get('SAMTALE', ROOT / 'build/samtale')
NO_READING = '/proc/self/mem'  # opens, and then fails with EIO: the system's doing, whoever runs this
failed = False


def sample():
    folder = pathlib.Path(tempfile.mkdtemp()) / 'cycle'
    shutil.copytree(ROOT / 'samples/nordlia', folder, symlinks=True, ignore=shutil.ignore_patterns('out'))
    return folder


def write(name, text):
    return lambda folder: (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)


def append(name, text):
    return lambda folder: (folder / name).write_text((folder / name).read_text() + text)


def link(name, to=NO_READING):
    def change(folder):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(to)
    return change


def nothing(folder):
    pass


def remove(name):
    return lambda folder: (folder / name).unlink()


CASES = [
    ('nothing wrong', nothing, 'check', 0),
    ('YAML that is none', append('samtale.yaml', 'x: [\n'), 'check', 1),
    ('a NUL', append('samtale.yaml', 'x: \0\n'), 'check', 1),
    ('not UTF-8', write('org.yaml', b'unit: \xff\n'), 'check', 1),
    ('no org.yaml', remove('org.yaml'), 'check', 1),
    ('org.yaml cannot be read', link('org.yaml'), 'check', 3),
    ('samtale.yaml cannot be read', link('samtale.yaml'), 'check', 3),
    ('a plan is wrong', write('plans/2027/e1101.yaml', 'employee: [\n'), 'check', 1),
    ('a plan cannot be read', link('plans/2027/e1101.yaml'), 'check', 3),
    ('a text cannot be read', link('priorities/2027/helse.md'), 'check', 3),
    ('a picture of a text is broken', write('priorities/2027/bilder/over-80.png', 'x'), 'check', 0),
    ('the logo is broken', append('samtale.yaml', 'logo: org.yaml\n'), 'check', 1),
    ('the logo is missing', append('samtale.yaml', 'logo: gone.png\n'), 'check', 1),
    ('a form is none', write('x.pdf', 'x'), 'collect x.pdf', 1),
    ('a form is not there', nothing, 'collect x.pdf', 1),
    ('a form cannot be read', link('x.pdf'), 'collect x.pdf', 3),
    ('an archive is broken', write('x.zip', b'PK\3\4' + bytes(40)), 'collect x.zip', 1),
    ('a delivery is wrong', write('x.yaml', 'samtale-delivery: 2\nleader: [\n'), 'collect x.yaml', 1),
    ('an export is none', write('x.csv', 'x\n'), 'import --update x.csv', 1),
    ('an export is broken', write('x.xlsx', b'PK\3\4' + bytes(40)), 'import --update x.xlsx', 1),
    ('an export cannot be read', link('x.csv'), 'import --update x.csv', 3),
    ('a template is wrong', lambda f: ((f / 'templates/nb').mkdir(parents=True, exist_ok=True), write('templates/nb/pack.md', 'x')(f)), 'check', 1),
    ('nowhere to write', nothing, 'packs --employee e1101 --out /proc/x', 3),
    ('nobody of that name', nothing, 'packs --employee nobody', 2),
    ('no such option', nothing, 'packs --nothing', 2),
    ('no such command', nothing, 'nothing', 2),
]

for name, change, arguments, wanted in CASES:
    folder = sample()
    change(folder)
    done = subprocess.run([SAMTALE, *arguments.split()], cwd=folder, capture_output=True, text=True, errors='replace', check=False, timeout=60)
    good = done.returncode == wanted
    print(f'ok status {name}' if good else f'FAIL status {name}: {done.returncode} instead of {wanted}: {(done.stderr + done.stdout)[-600:]}')
    failed |= not good
    shutil.rmtree(folder.parent)
sys.exit(failed)
