#!/usr/bin/python3
"""Too little memory: each command does what it does with enough, or ends with our sentence and exit status 3. Too few threads: it does
what it does with enough."""
import hashlib
import os
import pathlib
import resource
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'collect'))

import collecting  # noqa: E402
from collecting import ROOT, check, end, work  # noqa: E402

collecting.group = 'memory'
MB = 1 << 20
program = work / 'program/build/samtale'  # where every user can reach it
program.parent.mkdir(parents=True)
shutil.copy(collecting.SAMTALE, program)
for name in 'templates', 'fonts':
    shutil.copytree(ROOT / name, work / 'program' / name)
cycle = work / 'cycle'
shutil.copytree(ROOT / 'samples/nordlia', cycle, ignore=shutil.ignore_patterns('out'))
returned = work / 'returned'
subprocess.run([program, '-C', cycle, 'forms', '--unit', 'oppvekst', '--quiet'], check=True, capture_output=True)
returned.mkdir()
for number, path in enumerate(sorted((cycle / 'out').rglob('*.pdf'))[:3]):
    shutil.copy(path, returned / f'{number}.pdf')
subprocess.run(['chmod', '-R', 'go+rX', work], check=True)


def run(*arguments, limit=None, threads=None):
    def confine():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        if threads:
            resource.setrlimit(resource.RLIMIT_NPROC, (threads, threads))
            os.setgroups([])
            os.setresgid(64999, 64999, 64999)
            os.setresuid(64999, 64999, 64999)
    out = work / 'out'
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(mode=0o777)
    out.chmod(0o777)
    done = subprocess.run([program, '-C', cycle, *arguments], capture_output=True, text=True, errors='replace', preexec_fn=confine, timeout=120,
                          check=False)
    files = {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in out.rglob('*')
             if p.is_file() and not p.name.startswith('.')}
    return done, files


def least(low, high):
    """The least limit with which the program starts."""
    while high - low > MB // 2:
        middle = (low + high) // 2
        if run('--version', limit=middle)[0].returncode:
            low = middle
        else:
            high = middle
    return high


TO = '--out', str(work / 'out')
COMMANDS = [('check',), ('status',), ('packs', '--quiet', '--jobs', '2', *TO), ('forms', '--quiet', '--jobs', '1', *TO),
            ('print', '--quiet', '--unit', 'oppvekst', *TO), ('summaries', '--quiet', *TO), ('collect', '--dry-run', str(returned)),
            ('split', '--dry-run', str(work / 'leaders'))]
wholes = {command: run(*command) for command in COMMANDS}
if b'__asan_init' in program.read_bytes() or b'__tsan_init' in program.read_bytes():
    print('# with a sanitizer, which reserves address space, memory is not limited')
else:
    start = least(MB, 4096 * MB)
    for command in COMMANDS:
        wrong, exhausted, done_well = [], 0, 0
        for more in (0, 1, 2, 3, 4, 6, 8, 11, 16, 22, 32, 45, 64, 90, 128, 180, 256, 2048):
            done, files = run(*command, limit=start + more * MB)
            whole, whole_files = wholes[command]
            if done.returncode == 3 and 'samtale: error: out of memory\n' in done.stderr:
                exhausted += 1
            elif (done.returncode, done.stdout, done.stderr, files) == (whole.returncode, whole.stdout, whole.stderr, whole_files):
                done_well += 1
            else:
                wrong.append(f'with {more} MB: exit status {done.returncode}: {done.stderr[:200]}')
        check(command[0], not wrong and exhausted and done_well, wrong or f'{exhausted} times exhausted, {done_well} times done')

if os.geteuid():
    check('no-threads', False, 'this test runs the program as somebody whose threads can be limited, so it needs root')
else:
    done, files = run('packs', '--quiet', '--jobs', '8', *TO, threads=1)
    check('no-threads', done.returncode == 0 and files == wholes[COMMANDS[2]][1], done)
end()
