#!/usr/bin/python3
"""secret.key: who makes it and when, what is said where it is missing, broken or another; and samtale key. Names that are as long as
they can be are signed, too."""
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))

import collecting  # noqa: E402
from collecting import KEY, SETTINGS, Collected, check, derive, end, fill, fingerprint, make_cycle, run, signed, work, write  # noqa: E402

collecting.group = 'secret'
PLAN = 'employee: e11\nunit: oppvekst\nleader: e10\ngoals:\n  - { id: g1, goal: Nytt skjema }\n'


def cycle(name='cycle', key=None, **how):
    folder = make_cycle(name, {'e11': PLAN}, **how)
    if key:
        write(folder / 'secret.key', key)
    else:
        (folder / 'secret.key').unlink()
    return folder


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def listing(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob('*'))


def says(name, done, status, *sentences, absent=None):
    lacking = [s for s in sentences if s not in done.stdout + done.stderr]
    made = absent is not None and (absent / 'secret.key').exists()
    check(name, done.returncode == status and not lacking and not made, f'exit {done.returncode}, {lacking} {made} {done.stdout}{done.stderr}')


# ---- Made by the first run that writes, by no other

def made():
    for command in (['key'], ['packs', '--employee', 'e11'], ['forms', '--employee', 'e11'], ['split', '--leader', 'e10', str(work / 'part')],
                    ['summaries'], ['collect', str(work / 'none')], ['print']):
        for share in (False, True):
            shutil.rmtree(work / 'part', ignore_errors=True)
            folder = cycle(settings=SETTINGS + ('share: group\n' if share else ''))
            done = run(folder, *command)
            there = (folder / 'secret.key').exists()
            check(f'{command[0]} makes it, share {share}', there and (folder / 'secret.key').stat().st_size == 32 and
                  mode(folder / 'secret.key') == (0o640 if share else 0o600), f'exit {done.returncode} {done.stdout}{done.stderr}')
    keys = {(cycle(), run(work / 'cycle', 'key'), (work / 'cycle/secret.key').read_bytes())[2] for _ in range(5)}
    check('each is another', len(keys) == 5)
    folder = cycle()
    for command, who in ((['packs', '--shard', '1/2'], 'a shard makes none'), (['packs', '--dry-run'], '--dry-run makes none'),
                         (['forms', '--dump', 'doc', '--employee', 'e11'], '--dump makes none'), (['key', '--dry-run'], '--dry-run makes none'),
                         (['collect', str(work / 'none'), '--dry-run'], '--dry-run makes none')):
        says(f'{" ".join(command[:1] + command[-2:])} makes none', run(folder, *command), 1, f'there is no secret.key yet, and {who}',
             'make it first: samtale key', absent=folder)
    slurm = {**os.environ, 'SLURM_ARRAY_TASK_ID': '1', 'SLURM_ARRAY_TASK_MIN': '1', 'SLURM_ARRAY_TASK_MAX': '2', 'SLURM_ARRAY_TASK_COUNT': '2',
             'SLURM_ARRAY_TASK_STEP': '1', 'SLURM_ARRAY_JOB_ID': '7'}
    says('a Slurm task makes none', run(folder, 'packs', env=slurm), 1, 'a shard makes none', absent=folder)
    before = listing(folder)
    for command in ('check', 'status'):
        done = run(folder, command)
        check(f'{command} needs none', done.returncode == 0 and listing(folder) == before, done.stderr)
    for turn in range(6):
        folder = cycle()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            both = list(pool.map(lambda d, f=folder: run(f, 'key', '--format', 'json'), range(4)))
        prints = {json.loads(d.stdout)['fingerprint'] for d in both if d.returncode == 0}
        check(f'first runs at once end with one key {turn}', len(prints) == 1 and all(d.returncode == 0 for d in both) and
              prints == {fingerprint((folder / 'secret.key').read_bytes())} and not [n for n in listing(folder) if 'samtale-' in n],
              [d.stdout + d.stderr for d in both])


# ---- Missing, broken, another

def wrong():
    folder = cycle(key=KEY)
    run(folder, 'forms', '--employee', 'e11', '--quiet')
    (folder / 'secret.key').unlink()
    for command in (['forms'], ['key'], ['collect', str(work / 'none')], ['split', '--leader', 'e10', str(work / 'x')]):
        says(f'{command[0]}: missing, and known', run(folder, *command), 1, 'secret.key is missing, and out/2027 was made with it', 'restore it from the backup',
             'samtale help key', absent=folder)
    write(folder / 'secret.key', b'x' * 32)
    before = listing(folder)
    for command in (['forms'], ['key'], ['collect', str(work / 'none')]):
        says(f'{command[0]}: another', run(folder, *command), 1, 'secret.key is another than the one that out/2027 was made with',
             f'with the fingerprint {fingerprint(KEY)}', f'this one has {fingerprint(b"x" * 32)}')
    check('nothing was made', listing(folder) == before, listing(folder))
    for name, bytes_ in (('31 bytes', b'x' * 31), ('33 bytes', b'x' * 33), ('empty', b'')):
        folder = cycle(key=KEY)
        write(folder / 'secret.key', bytes_)
        says(f'{name}', run(folder, 'forms'), 1, 'secret.key is no key: it is not 32 bytes long', 'restore it from the backup')
        check(f'{name}: left as it is', (folder / 'secret.key').read_bytes() == bytes_)
    folder = cycle()
    (folder / 'secret.key').mkdir()
    says('a folder', run(folder, 'forms'), 3, 'secret.key could not be read')
    folder = cycle()
    write(work / 'elsewhere.key', KEY)
    (folder / 'secret.key').symlink_to(work / 'elsewhere.key')
    says('a link is followed, for a key may be kept elsewhere', run(folder, 'key'), 0, fingerprint(KEY))
    (work / 'elsewhere.key').unlink()
    done = run(folder, 'key')
    check('a link that leads nowhere is left as it is', done.returncode and (folder / 'secret.key').is_symlink() and not (work / 'elsewhere.key').exists(),
          done.stdout + done.stderr)
    folder = cycle()
    if os.geteuid():
        check('a folder that cannot be written', False, 'this test runs the program as somebody else, so it needs root')
    else:
        subprocess.run(['chmod', '-R', 'go+rX', work], check=True)
        folder.chmod(0o555)
        program = work / 'bin/build/samtale'
        program.parent.mkdir(parents=True)
        shutil.copy(collecting.SAMTALE, program)
        for name in 'templates', 'fonts':
            shutil.copytree(collecting.ROOT / name, work / 'bin' / name)
        subprocess.run(['chmod', '-R', 'go+rX', work / 'bin'], check=True)
        done = subprocess.run([program, '-C', folder, 'key'], capture_output=True, text=True, check=False, user=65534, group=65534, extra_groups=[])
        says('a folder that cannot be written', done, 3, 'secret.key could not be written', absent=folder)
        folder.chmod(0o755)


def periods():
    """Each period's folder remembers what it was made with."""
    folder = cycle(key=KEY)
    run(folder, 'forms', '--employee', 'e11', '--quiet')
    shutil.copytree(folder / 'out/2027', folder / 'out/2026')
    shutil.rmtree(folder / 'out/2027')
    (folder / 'secret.key').unlink()
    says("missing, and known from last year's folder", run(folder, 'forms'), 1, 'secret.key is missing, and out/2026 was made with it', absent=folder)
    write(folder / 'secret.key', KEY)
    run(folder, 'forms', '--employee', 'e11', '--quiet')
    (folder / 'secret.key').rename(work / 'aside.key')
    says('missing, and known from the usual folder', run(folder, 'forms', '--out', str(work / 'elsewhere')), 1,
         'secret.key is missing, and out/2026 was made with it', absent=folder)
    shutil.move(folder / 'out/2027', work / 'out-2027')
    write(folder / 'secret.key', b'x' * 32)
    says("another, and known from last year's folder", run(folder, 'forms'), 1, 'secret.key is another than the one that out/2026 was made with')
    shutil.move(work / 'out-2027', folder / 'out/2027')
    write(folder / 'secret.key', KEY)
    done = run(folder, 'key', '--new', '--format', 'json')
    for period in '2026', '2027':
        text = (folder / f'out/{period}/manifest.json').read_text()
        check(f'--new: out/{period} belongs to the new key', done.returncode == 0 and f'"key":"{json.loads(done.stdout)["fingerprint"]}"' in text, done.stderr)


def merges():
    folder = cycle(key=KEY)
    run(folder, 'forms', '--shard', '1/2', '--out', str(work / 'one'), '--quiet')
    write(folder / 'secret.key', b'x' * 32)
    run(folder, 'forms', '--shard', '2/2', '--out', str(work / 'two'), '--quiet')
    for key in (KEY, b'x' * 32):
        write(folder / 'secret.key', key)
        done = run(folder, 'merge', work / 'one', work / 'two', '--out', 'joined')
        check('merge refuses two secrets', done.returncode == 1 and 'secret.key' in done.stderr and not list((folder / 'joined').rglob('manifest.json')),
              done.stdout + done.stderr)
    done = run(folder, 'key', '--new', '--out', str(work / 'two'))
    check('--new waits for shards', done.returncode == 1 and 'is a shard' in done.stderr and (folder / 'secret.key').read_bytes() == b'x' * 32, done.stderr)


# ---- A new one, and a leader's

def new():
    folder = cycle(key=KEY)
    run(folder, 'forms', '--employee', 'e11', '--quiet')
    old = fill(folder / 'out/2027/forms/action-plan/oppvekst/e11.pdf', {'conversation/held': '19.1.2027'})
    before = listing(folder)
    done = run(folder, 'key', '--new', '--dry-run')
    check('--new --dry-run only says what follows', done.returncode == 0 and 'collect --unsigned' in done.stdout and listing(folder) == before and
          (folder / 'secret.key').read_bytes() == KEY, done.stdout)
    done = run(folder, 'key', '--new')
    fresh = (folder / 'secret.key').read_bytes()
    aside = folder / f'secret.key.{fingerprint(KEY)}'
    check('--new keeps the old one under its fingerprint', done.returncode == 0 and fresh != KEY and aside.read_bytes() == KEY and
          mode(folder / 'secret.key') == 0o600 and fingerprint(fresh) in done.stdout, done.stdout + done.stderr)
    done = run(folder, 'forms', '--employee', 'e11')
    check('--new: the next run works', done.returncode == 0 and not done.stderr, done.stdout + done.stderr)
    refused = Collected(folder, [old])
    check('--new: what was handed out before', refused.status == 1 and refused.same and 'Maja Solberg: this form has not been made with' in refused.err and
          'before samtale key --new is taken with --unsigned' in refused.err, refused.all)
    taken = Collected(folder, [old], '--unsigned')
    check('--new: is taken with --unsigned', taken.status == 0 and taken.plan('e11')['conversation'] == {'held': '2027-01-19'}, taken.all)
    write(folder / 'secret.key', b'short')
    done = run(folder, 'key', '--new')
    check('--new in the place of a broken one', done.returncode == 0 and (folder / 'secret.key.broken').read_bytes() == b'short', done.stderr)
    for name, put in (('a folder', lambda path: path.mkdir()), ('a link that leads nowhere', lambda path: path.symlink_to('nowhere'))):
        (folder / 'secret.key').unlink()
        (folder / 'secret.key.broken').unlink()
        put(folder / 'secret.key')
        before = sorted(folder.glob('secret.key*'))
        done = run(folder, 'key', '--new')
        check(f'--new in the place of {name}', done.returncode == 0 and (folder / 'secret.key').stat().st_size == 32 and
              sorted(folder.glob('secret.key*')) == sorted([*before, folder / 'secret.key.broken']), done.stderr)
        if name == 'a folder':
            (folder / 'secret.key.broken').rmdir()
            write(folder / 'secret.key.broken', b'short')
    (folder / 'secret.key').unlink()
    done = run(folder, 'key', '--new')
    check('--new where it is lost', done.returncode == 0 and (folder / 'secret.key').stat().st_size == 32, done.stderr)


def leaders():
    folder, part = cycle(key=KEY), work / 'own'
    run(folder, 'split', '--leader', 'e10', part, '--quiet')
    done = run(folder, 'key', '--leader', 'e10', work / 'for-e10')
    own = derive('form', 'e10')
    check('--leader gives what split gives', done.returncode == 0 and (work / 'for-e10').read_bytes() == own == (part / 'secret.key').read_bytes() and
          mode(work / 'for-e10') == 0o600 == mode(part / 'secret.key') and 'own directory as secret.key' in done.stdout, done.stdout + done.stderr)
    grouped = make_cycle('grouped', {}, settings=SETTINGS + 'share: group\n')
    run(grouped, 'split', '--leader', 'e10', work / 'own-grouped', '--quiet')
    check("split: the key's mode with share: group", mode(work / 'own-grouped/secret.key') == 0o640, oct(mode(work / 'own-grouped/secret.key')))
    again = run(folder, 'key', '--leader', 'e10', work / 'for-e10')
    check('--leader overwrites nothing', again.returncode == 1 and 'is there already' in again.stderr, again.stderr)
    done = run(folder, 'key', '--leader', 'e20', work / 'for-e20', '--dry-run')
    check('--leader --dry-run writes nothing', done.returncode == 0 and not (work / 'for-e20').exists(), done.stderr)
    for words, sentence in ((['--leader', 'e10'], 'go together'), ([str(work / 'x')], 'go together'), (['--new', '--leader', 'e10', 'x'], 'take one of the two'),
                            (['--leader', 'e99', 'x'], 'nobody in the org chart has this id or name')):
        says(f'key {" ".join(words)[:20]}', run(folder, 'key', *words), 2, sentence)
    done = run(part, 'key')
    check("key in a leader's own directory", done.returncode == 0 and fingerprint(own) in done.stdout, done.stdout + done.stderr)
    for words in (['--new'], ['--leader', 'e10', 'x']):
        says(f"key {words[0]} in a leader's own directory", run(part, 'key', *words), 2, "this is Jon Eira's own directory, and its key is not made here")
    # HR has a new one, and so the leader gets another
    run(part, 'forms', '--quiet')
    run(folder, 'key', '--new', '--quiet')
    done = run(folder, 'key', '--leader', 'e10', work / 'again-for-e10')
    check('--leader says where it goes', 'samtale key --new FILE there takes its place' in done.stdout, done.stdout)
    for name, put, file in (('a file', lambda: None, work / 'again-for-e10'), ('what was copied there', lambda: shutil.copy(work / 'again-for-e10', part / 'secret.key'),
                                                                          'secret.key')):
        write(part / 'secret.key', own)
        put()
        if file == 'secret.key':
            says('a new one that is only copied there', run(part, 'forms'), 1, 'is another than the one that out/2027 was made with', 'samtale key --new FILE')
        done = run(part, 'key', '--new', file)
        check(f'--new takes {name}', done.returncode == 0 and (part / 'secret.key').read_bytes() == (work / 'again-for-e10').read_bytes() != own and
              mode(part / 'secret.key') == 0o600 and 'leaders' not in done.stdout and run(part, 'forms', '--quiet').returncode == 0, done.stdout + done.stderr)
        shutil.rmtree(part / 'out')
        write(part / 'secret.key', own)
        run(part, 'forms', '--quiet')
    before = listing(part)
    write(work / 'short', b'short')
    for name, file, status, sentence in (('no key', work / 'short', 1, 'is no key'), ('no file', work / 'nowhere', 3, 'could not be read')):
        says(f'--new FILE: {name}', run(part, 'key', '--new', file), status, sentence)
    says("--new FILE is a leader's only", run(folder, 'key', '--new', work / 'again-for-e10'), 2, 'go together')
    check('and nothing has changed', listing(part) == before and (part / 'secret.key').read_bytes() == own)
    (part / 'secret.key').unlink()
    says("missing in a leader's own directory", run(part, 'forms'), 1, 'it comes with the directory that HR has made', 'samtale key --leader e10 FILE', absent=part)
    shutil.copy(work / 'for-e10', part / 'secret.key')
    check('and put back', run(part, 'forms').returncode == 0)


# ---- Names at their longest

def long_names():
    """Every id 64 characters, and a long organisation: the form's name can be read, and its XMP agrees."""
    a, b, u, n = (c * 64 for c in 'abun')
    org = f'unit:\n  id: {n}\n  name: By\n  leader: {a}\n  employees:\n    - {{ id: {a}, name: A }}\n  units:\n    - id: {u}\n      name: U\n' \
          f'      leader: {b}\n      employees:\n        - {{ id: {b}, name: B }}\n        - {{ id: {"c" * 64}, name: C }}\n'
    settings = SETTINGS.replace('Nordlia kommune', 'Kommune ' * 40).replace('period: 2027', f'period: {"p" * 64}')
    folder = work / 'long'
    write(folder / 'samtale.yaml', settings)
    write(folder / 'org.yaml', org)
    write(folder / 'secret.key', KEY)
    write(folder / f'priorities/{"p" * 64}/{n}.md', '## Alt {#alt}\n\nX.\n')
    write(folder / f'plans/{"p" * 64}/{"c" * 64}.yaml', f'employee: {"c" * 64}\nunit: {u}\nleader: {b}\ngoals:\n  - {{ id: {"g" * 64}, goal: Mål, kind: work, '
          f'measures: [{{ id: {"m" * 64}, what: Tiltak }}] }}\n')
    for document in 'action-plan', 'follow-up', 'evaluation':
        done = run(folder, 'forms', document)
        path = next((folder / 'out').rglob(f'forms/{document}/*/{"c" * 64}.pdf'), None)
        check(f'long names: {document} is made', done.returncode == 0 and path, done.stderr)
        found = collecting_names(path)
        root = found[0].split('.')[0]
        check(f'long names: {document} is signed', root == signed(root.rsplit('/', 1)[0]) and root.count('/') == 8 and len(root) <= 500, (len(root), root))
        check(f'long names: {document} within the limit of a name', max(map(len, found)) <= 1000, max(map(len, found)))
        field = {'action-plan': 'conversation/held', 'follow-up': 'follow-ups/f1/held', 'evaluation': 'evaluation/held'}[document]
        taken = run(folder, 'collect', fill(path, {field: '13.1.2027'}))
        check(f'long names: {document} is read back', taken.returncode == 0 and '1 value from 1 person' in taken.stdout, taken.stdout + taken.stderr)


def collecting_names(path):
    import pikepdf  # pylint: disable=import-outside-toplevel
    with pikepdf.open(path) as pdf:
        return [name for _, name in collecting.fields(pdf).values()]


for test in (made, wrong, periods, merges, new, leaders, long_names):
    try:
        test()
    except Exception as error:  # pylint: disable=broad-except
        import traceback
        check(test.__name__, False, traceback.format_exc() if os.environ.get('VERBOSE') else repr(error))
end()
