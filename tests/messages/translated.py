#!/usr/bin/env python3
"""po/nb.po: every text of the code is translated, with the same places for values, no longer than a screen is wide where it is
help, in plain words; and the file is as `make po` leaves it."""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import texts

PO = texts.ROOT / 'po' / 'nb.po'
# what a conversion takes, whatever its width: "%zu", "%.100s" and "%s"
CONVERSION = re.compile(r'%[-+ 0#]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(hh|h|ll|l|z|j)?([diouxXcsp%])')
# words that are not ours: one thing has one word (see the list at the top of po/nb.po)
WRONG = {'medarbeider': 'ansatt', 'syklus': 'samtalemappe', 'directory': 'mappe', 'katalog': 'mappe', 'default': 'vanligvis',
         'prioritering': 'satsingsområde', 'ugyldig': 'hva som er galt', 'batch': 'bunke', 'vennligst': 'uten omsvøp'}
failed = False


def check(name, good, why):
    global failed
    failed |= not good
    print(f'ok {name}' if good else f'FAIL {name}: {why}')


def conversions(text):
    return [''.join(m.groups(default='')) for m in CONVERSION.finditer(text)]


def problems(entry):
    """What is wrong with an entry of the catalogue."""
    sources = [entry['msgid'], entry.get('msgid_plural', entry['msgid'])]
    given = [entry[key] for key in sorted(entry) if key.startswith('msgstr')]
    if 'fuzzy' in entry['flags']:
        yield 'it is fuzzy'
    if len(given) != (2 if 'msgid_plural' in entry else 1):
        yield f'it has {len(given)} forms'
    for source, text in zip(sources, given):
        if not text:
            yield 'it is not translated'
            continue
        if 'c-format' in entry['flags'] and conversions(source) != conversions(text):
            yield f'its values are {conversions(text)}, not {conversions(source)}'
        if (source[:1] == '\n', source[-1:] == '\n', source[:1] == ' ', source[-1:] == ' ') != \
           (text[:1] == '\n', text[-1:] == '\n', text[:1] == ' ', text[-1:] == ' '):
            yield 'it begins or ends with another space'
        if '"' in text and '"' not in source:
            yield 'it has quotes of another language'
        for word, better in WRONG.items():
            if re.search(rf'\b{word}', text, re.I):
                yield f'"{word}" is not our word; {better} is'


def too_wide():
    """Lines of help that are wider than 80 columns."""
    catalogue = {e['msgid']: e['msgstr'] for e in texts.entries(PO) if 'msgstr' in e}
    for path, line, text, _ in texts.in_code():
        if path.startswith('commands/') and text.count('\n') > 1 or path == 'cli/help.c':
            most = 80
        elif path == 'cli/option_table.c':
            most = 80 - 29
        else:
            continue
        for row in catalogue.get(text, '').split('\n'):
            if len(row) > most:
                yield f'generator/{path}:{line}: {row!r} is wider than {most} columns'


found, entries = texts.extracted(), texts.entries(PO)
check('there are texts', len(found) > 500, len(found))
missing = {e['msgid'] for e in found} - {e['msgid'] for e in entries}
check('every text is in po/nb.po', not missing, f'make po, and translate: {sorted(missing)[:10]}')
wrong = [f'{e["msgid"]!r}: {why}' for e in entries for why in problems(e)]
check('every text is translated', not wrong, '\n    '.join(['', *wrong[:30]]))
wide = list(too_wide())
check('help fits a screen', not wide, '\n    '.join(['', *wide]))
done = subprocess.run(['msgfmt', '--check', '--verbose', '-o', '/dev/null', PO], capture_output=True, text=True, check=False)
check('msgfmt --check', done.returncode == 0 and 'warning' not in done.stderr and re.match(r'\d+ translated messages\.$', done.stderr.strip()), done.stderr)

with tempfile.TemporaryDirectory() as folder:
    pot, copy = Path(folder) / 'samtale.pot', Path(folder) / 'nb.po'
    subprocess.run([texts.ROOT / 'po' / 'extract', pot], check=True)
    shutil.copy(PO, copy)
    merge = re.search(r'msgmerge (.*) \$\$f po/', (texts.ROOT / 'Makefile').read_text())[1].split()
    subprocess.run(['msgmerge', *merge, copy, pot], check=True)
    check('make po changes nothing', copy.read_text() == PO.read_text(), 'run make po, and commit what it has changed')

# that what is wrong would be seen
good = {'msgid': 'write %s, not %d', 'msgstr': 'skriv %s, ikke %d', 'flags': {'c-format'}}
for name, bad in (('empty', {'msgstr': ''}), ('fuzzy', {'flags': {'fuzzy'}}), ('other values', {'msgstr': 'skriv %d, ikke %s'}),
                  ('a value missing', {'msgstr': 'skriv %s'}), ('another space', {'msgstr': 'skriv %s, ikke %d '}),
                  ('one form', {'msgid_plural': 'write %s', 'msgstr[0]': 'skriv', 'msgstr': ''}), ('another word', {'msgstr': 'ugyldig %s %d'})):
    check(f'{name} is seen', list(problems({**good, **bad})) and not list(problems(good)), 'it is not')
sys.exit(failed)
