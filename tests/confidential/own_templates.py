#!/usr/bin/python3
"""A template of somebody's own shows what stays between two people only where these two are all who read the document: a leader's papers
may show it of the leader's people, and a document about that leader as an employee, which the leader above reads, too, may not."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))

import collecting  # noqa: E402
from collecting import SETTINGS, check, end, make_cycle, run, write  # noqa: E402

collecting.group = 'own-templates'
PLAN = 'employee: {0}\nunit: oppvekst\nleader: {1}\ngoals:\n  - {{ id: g1, goal: MAAL-{0}, kind: work, comments: {{ leader: MELLOM-{0} }} }}\n'
TEMPLATE = '''---
document: own
title: Eget
made-by: forms
for: {0}
folder: own
---
# Eget

```each person in people
```
```each goal in person.last-plan.goals
```
{{{{goal.goal}}}} {{{{goal.comment-leader}}}}

```end
```
```end
```
```each goal in last-plan.goals
```
{{{{goal.goal}}}} {{{{goal.comment-leader}}}}

```end
```
'''


def words(folder):
    return subprocess.run(['pdftotext', folder / 'out/2027/own/oppvekst/e10.pdf', '-'], capture_output=True, text=True, check=True).stdout


for audience, shown in (('leader', True), ('employee', False)):
    folder = make_cycle(audience, {}, SETTINGS.replace('period: 2027\n', 'period: 2027\nprevious-period: 2026\n'))
    for person, leader in (('e10', 'e1'), ('e11', 'e10'), ('e12', 'e20')):
        write(folder / f'plans/2026/{person}.yaml', PLAN.format(person, leader))
    for language in ('nb', 'nn', 'en'):
        write(folder / f'templates/{language}/own.md', TEMPLATE.format(audience))
    done = run(folder, 'forms', 'own', '--quiet')
    text = words(folder)
    check(f'for {audience}: goals are shown', done.returncode == 0 and all(f'MAAL-{p}' in text for p in ('e10', 'e11', 'e12')), done.stderr + text)
    check(f'for {audience}: of the reader', 'MELLOM-e10' in text, text)
    check(f'for {audience}: of the reader and one of the people', ('MELLOM-e11' in text) == shown, text)
    check(f'for {audience}: of somebody whose plan was made with another', 'MELLOM-e12' not in text, text)
end()
