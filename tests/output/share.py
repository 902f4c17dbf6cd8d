#!/usr/bin/python3
"""share: group: what colleagues make in one folder is the group's, whoever makes it; without it, everything is its owner's alone."""
import os
import pathlib
import shutil
import stat
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))

import collecting  # noqa: E402
from collecting import ROOT, SETTINGS, check, end, fill, make_cycle, make_forms, work, write  # noqa: E402

collecting.group = 'share'
GROUP = 4321
ANNA, BERIT, STRANGER = ({'user': number, 'group': number, 'extra_groups': groups}
                         for number, groups in ((5001, [GROUP]), (5002, [GROUP]), (5003, [])))
if os.geteuid():
    check('users', False, 'this test runs the program as several users, so it needs root')
    end()

# The program where every user can reach it.
program = work / 'program/build/samtale'
program.parent.mkdir(parents=True)
shutil.copy(collecting.SAMTALE, program)
for name in 'templates', 'fonts':
    shutil.copytree(ROOT / name, work / 'program' / name)
subprocess.run(['chmod', '-R', 'go+rX', work], check=True)


def run(folder, *arguments, who):
    return subprocess.run([program, '-C', folder, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120,
                          umask=0o022, **who)


def cycle(name, share):
    folder = make_cycle(name, {}, settings=SETTINGS + ('share: group\n' if share else ''))
    for path in [folder, *folder.rglob('*')]:
        os.chown(path, 5001, GROUP)
        path.chmod(0o770 if path.is_dir() else 0o660)
    return folder


def odd(folder, before, group, file_mode, folder_mode):
    """What has been made in a folder and is not as it should be."""
    found = []
    for path in sorted(pathlib.Path(folder).rglob('*')):
        if path in before:
            continue
        now = path.lstat()
        mode = folder_mode if stat.S_ISDIR(now.st_mode) else file_mode
        if path.name == 'secret.key':
            mode &= 0o7750  # the group reads it, and no more
        if now.st_mode & 0o7777 != mode or (group and now.st_gid != group):
            found.append(f'{path.relative_to(folder)} {oct(now.st_mode)} {now.st_gid}')
    return found


forms = make_cycle('forms', {})
make_forms(forms)
make_forms(forms, 'process-evaluation')
PLAN = fill(forms / 'out/2027/forms/action-plan/oppvekst/e15.pdf', {'conversation/held': '13.1.2027'})
LATER = fill(forms / 'out/2027/forms/action-plan/oppvekst/e16.pdf', {'conversation/held': '14.1.2027'})
ANSWERS = [fill(forms / 'out/2027/forms/process-evaluation/_leaders.pdf', {'scales/pack': '4', 'helped': f'Svar {n}'}) for n in range(10)]
subprocess.run(['chmod', '-R', 'go+rX', work], check=True)


def everything(folder, who, plan, answers):
    """Every command that writes; answers what did not end well."""
    wrong = []
    for command in (['packs'], ['forms', 'follow-up'], ['summaries'], ['print'], ['collect', plan, *answers],
                    ['split', '--leader', 'e10', f'leaders-{who["user"]}/e10']):
        done = run(folder, *command, who=who)
        if done.returncode:
            wrong.append(f'{command[0]}: exit status {done.returncode}: {done.stderr}')
    return wrong


# Two colleagues
shared = cycle('shared', True)
theirs = set(shared.rglob('*'))
wrong = everything(shared, ANNA, PLAN, ANSWERS[:5])
check('anna', not wrong, wrong)
strange = odd(shared, theirs, GROUP, 0o660, 0o2770)
check('annas files', not strange and len(list((shared / 'answers/2027').glob('*.yaml'))) == 5 and (shared / 'plans/2027/e15.yaml').exists(), strange)
wrong = everything(shared, BERIT, LATER, ANSWERS)
check('berit', not wrong, wrong)
strange = odd(shared, theirs, GROUP, 0o660, 0o2770)
check('berits files', not strange and len(list((shared / 'answers/2027').glob('*.yaml'))) == 10, strange)
changed = fill(forms / 'out/2027/forms/action-plan/oppvekst/e15.pdf', {'conversation/held': '15.1.2027'})
changed.chmod(0o644)
done = run(shared, 'collect', '--prefer', 'form', changed, who=BERIT)
check("annas plan, changed by berit", not done.returncode and 'saved' not in done.stderr and '2027-01-15' in (shared / 'plans/2027/e15.yaml').read_text(),
      done.stdout + done.stderr)
check("annas plan stays the group's", not odd(shared, theirs, GROUP, 0o660, 0o2770), odd(shared, theirs, GROUP, 0o660, 0o2770))
check("a leader's directory is the leader's", 'share' not in (shared / 'leaders-5001/e10/samtale.yaml').read_text())
# What a run that was killed has left, another goes on with.
killed = subprocess.Popen([program, '-C', shared, 'packs', '--force', '--quiet'], umask=0o022, **ANNA)
try:
    killed.wait(timeout=0.1)
except subprocess.TimeoutExpired:
    killed.kill()
    killed.wait()
done = run(shared, 'packs', '--quiet', who=BERIT)
check('berit goes on', not done.returncode, done.stderr)

# Alone
private = cycle('private', False)
before = set(private.rglob('*'))
wrong = everything(private, ANNA, PLAN, ANSWERS[:5])
strange = odd(private, before, None, 0o600, 0o700)
check('private', not wrong and not strange, wrong + strange)

# Shared later: what anna has made is shared by her next run.
write(private / 'samtale.yaml', SETTINGS + 'share: group\n')
done = run(private, 'packs', who=ANNA)
strange = odd(private / 'out', set(), GROUP, 0o660, 0o2770)
check('shared later', not done.returncode and not strange, strange or done.stderr)
for command in ['chgrp', '-R', str(GROUP)], ['chmod', '-R', 'g+rwX']:  # her records are hers to share
    subprocess.run([*command, private / 'plans'], check=True)
done = run(private, 'packs', who=BERIT)
check('shared later with berit', not done.returncode, done.stderr)
aside = cycle('aside', False)
(aside / 'mine').mkdir()
os.chown(aside / 'mine', 5001, GROUP)
run(aside, 'packs', '--out', 'mine', who=ANNA)
(aside / 'mine').chmod(0o770)
for path in (aside / 'mine').rglob('*'):
    if path.is_dir():
        os.chown(path, -1, GROUP)
    path.chmod(0o770 if path.is_dir() else 0o660)
write(aside / 'samtale.yaml', SETTINGS + 'share: group\n')
done = run(aside, 'packs', '--out', 'mine', who=BERIT)
check("not berit's to share", 'mine/2027 was made before share: group' in done.stderr, done.stderr)

# Nobody in the group
outside = cycle('outside', True)
for path in [outside, *outside.rglob('*')]:
    path.chmod(0o777 if path.is_dir() else 0o666)
before = set(outside.rglob('*'))
done = run(outside, 'packs', who=STRANGER)
strange = odd(outside, before, None, 0o600, 0o700)
check('not in the group', not done.returncode and 'share: group shares nothing' in done.stderr and not strange, strange or done.stderr)
end()
