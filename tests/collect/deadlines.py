#!/usr/bin/python3
"""Deadlines as people write them, in forms and in plans alike: the period gives the year, what stays words is said, and a year that
cannot be meant is warned of."""
import shutil
import subprocess
import sys

import collecting
from collecting import Collected, check, fill, make_cycle, make_forms, run, work

collecting.group = 'deadlines'
PLAN = '''employee: e11
goals:
  - id: g1
    goal: Et mål
    measures:
      - { id: m1, what: Et tiltak }
'''
WRITTEN = {'1. juni': '2027-06-01', 'innen 1. juni': '2027-06-01', '1/6': '2027-06-01', '1.6': '2027-06-01', 'uke 22': '2027-W22',
           'uke 22, 2027': '2027-W22', 'juni': '2027-06', '06.2027': '2027-06', 'June 1': '2027-06-01', 'løpende': 'ongoing',
           'etter ferien': 'etter ferien'}
base = make_cycle('base', {'e11': PLAN})
make_forms(base, 'action-plan', '--employee', 'e11')
FORM = next((base / 'out').rglob('e11*.pdf'))
for typed, kept in WRITTEN.items():
    done = Collected(make_cycle('typed', {'e11': PLAN}), [fill(FORM, {'goals/g1/measures/m1/deadline': typed}, 'svar.pdf')])
    measure = done.plan('e11')['goals'][0]['measures'][0]
    check(f'form {typed}', str(measure.get('deadline')) == kept and done.status == 0, (measure, done.all))
    check(f'form {typed} is said', ('has no date, so it is never overdue' in done.all) == (kept == 'etter ferien'), done.all)
    folder = make_cycle('plan', {'e11': PLAN.replace('Et tiltak }', f'Et tiltak, deadline: "{typed}" }}')})
    late = 'measures-overdue":1' in run(folder, 'status', '--format', 'json', '--as-of', '2027-07-01').stdout
    early = 'measures-overdue":1' in run(folder, 'status', '--format', 'json', '--as-of', '2027-05-20').stdout
    check(f'plan {typed}', late == (kept[:4] == '2027') and not early, (late, early))
for key, text, far in (('deadline', '2072-02-10', True), ('deadline', '2029-12-31', False), ('done', '2007-03-01', True), ('done', '2027-03-01', False)):
    said = run(make_cycle('far', {'e11': PLAN.replace('Et tiltak }', f'Et tiltak, {key}: {text} }}')}), 'check').stdout
    check(f'far {key} {text}', ('which is years away from the period' in said) == far, said)
said = run(make_cycle('far', {'e11': PLAN + 'conversation: { held: 2072-01-20 }\n'}), 'check').stdout
check('far conversation', 'is 2072-01-20, which is years away' in said, said)
said = run(make_cycle('impossible', {'e11': PLAN.replace('Et tiltak }', 'Et tiltak, deadline: 31. juni }')}), 'check')
check('no such day', said.returncode == 1 and 'there is no such day, month or week as "31. juni"' in said.stdout, said.stdout)
shutil.rmtree(work)
sys.exit(collecting.failed)
