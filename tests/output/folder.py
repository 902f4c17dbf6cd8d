#!/usr/bin/python3
"""Where outputs may go: not among the cycle's own files, nor through a link that stands in the journal's place."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))

import collecting  # noqa: E402
from collecting import SAMTALE, check, end, make_cycle, run, snapshot, work  # noqa: E402

collecting.group = 'folder'
INPUTS = ['priorities', 'plans', 'answers', 'conversations', 'history', 'templates']

cycle = make_cycle('cycle', {})
for name in 'plans', 'conversations', 'history', 'templates':
    (cycle / name).mkdir()
share = work / 'share'
share.mkdir()
(cycle / 'answers').symlink_to(share)
(cycle / 'link').symlink_to('plans')
(cycle / 'up').symlink_to('..')
before = snapshot(work)
for out, why in [('.', 'is the cycle directory itself'), ('./', 'is the cycle directory itself'), ('out/..', 'is the cycle directory itself'),
                 ('nowhere/..', 'is the cycle directory itself'), (cycle, 'is the cycle directory itself'), ('up/cycle', 'is the cycle directory itself'),
                 ('..', 'the cycle directory is in it'), ('/', 'the cycle directory is in it'), (work, 'the cycle directory is in it'),
                 ('up', 'the cycle directory is in it'), ('../../..', 'the cycle directory is in it'),
                 *((name, f"the cycle's own folder {name}") for name in INPUTS),
                 ('plans/', "the cycle's own folder plans"), ('out/../plans', "the cycle's own folder plans"),
                 ('link', "the cycle's own folder plans"), (cycle / 'plans', "the cycle's own folder plans"),
                 ('plans/out', "the cycle's own folder plans"), ('link/2027', "the cycle's own folder plans"),
                 (work, 'the cycle directory is in it'), (share, "the cycle's own folder answers"), ('../share/x', "the cycle's own folder answers")]:
    done = run(cycle, 'packs', '--out', out)
    check(f'out {str(out).replace(str(work), "WORK")}', done.returncode == 2 and why in done.stderr and '= name a folder' in done.stderr, done)
for command in 'forms', 'summaries', 'print', 'status', 'deliver', 'merge':
    done = run(cycle, command, '--out', 'plans')
    check(f'{command} out', done.returncode == 2 and "the cycle's own folder plans" in done.stderr, done)
check('nothing is written', snapshot(work) == before)
for out in 'plans2', 'made', '../made', 'plans.old/x', work / 'share2':
    done = run(cycle, 'packs', '--out', out, '--employee', 'e11', '--quiet')
    check(f'out may be {str(out).replace(str(work), "WORK")}', done.returncode == 0 and list((cycle / out).rglob('e11.pdf')), done)

# A link where the journal is to be: nobody's file is written to.
precious = work / 'precious'
precious.write_text('precious\n')
(cycle / 'out/2027').mkdir(parents=True)
(cycle / 'out/2027/.manifest.journal').symlink_to(precious)
done = run(cycle, 'packs', '--quiet')
check('journal link', done.returncode == 3 and 'out/2027/.manifest.journal is a link' in done.stderr and '= remove it' in done.stderr and
      precious.read_text() == 'precious\n', done)

# The papers' date
(cycle / 'out/2027/.manifest.journal').unlink()
for epoch, day in ('0', '1970-01-01'), ('86400', '1970-01-02'), ('1798761600', '2027-01-01'), ('', '2027-01-11'), ('abc', None), ('-5', None), ('1e9', None), \
        ('9' * 30, None):
    done = subprocess.run([SAMTALE, '-C', cycle, 'packs', '--employee', 'e11', '--dump', 'paper'], capture_output=True, text=True, check=False,
                          env={**os.environ, 'SOURCE_DATE_EPOCH': epoch})
    check(f'SOURCE_DATE_EPOCH={epoch[:10]}', f'date={day}' in done.stdout if day else done.returncode == 1 and 'SOURCE_DATE_EPOCH is "' in done.stderr,
          done.stdout[:200] + done.stderr)
end()
