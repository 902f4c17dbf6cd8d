"""What the tests of this room share: a cycle with everything in it, and a look at every byte in reach."""
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

import pikepdf

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / room) for room in ('collect', 'kill')]
import collecting  # noqa: E402
import preload  # noqa: E402
from collecting import KEY, SAMTALE, check, end, run, work, write  # noqa: E402,F401

collecting.group = 'kept'
SETTINGS = collecting.SETTINGS + 'previous-period: 2026\nkeep: { plans: 2, answers: until-summary }\n'

ORG = '''# The chart of Nordlia
unit:
  id: nordlia
  name: Nordlia kommune
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik, title: Ordfører } }
  units:
    - id: oppvekst
      name: Oppvekst
      leader: e10
      employees:
        - { id: e10, name: Jon Eira }
        # beside Zebrina
        - { id: zq77, name: Zebrina Quist, email: zq77@nordlia.example, title: Lærer }   # comes back in May
        - { id: e12, name: Kari Nordmann }   # stays
        - { id: wx55, name: Ola Gammel, to: 2024-03-31 }
'''
PLAN = '''employee: {who}
unit: oppvekst
leader: e10
agreed: {{ employee: {period}-02-01, leader: {period}-02-02 }}
disagreement: Helt uenig om {who}
goals:
  - id: g1
    kind: work
    goal: Mål for {who} i {period}
    supports: sammen
    measures:
      - {{ id: m1, what: Tiltak, responsible: employee, deadline: ongoing, done: {period}-03-01 }}
    attainment: partly
    comments: {{ employee: Bra for {who}, leader: Enig }}
follow-ups:
  - {{ id: f1, held: {period}-05-10, progress: [{{ goal: g1, status: on-track }}] }}
competence-needs: [digital, {{ other: Noe for {who} }}]
'''
WHO = ('e10', 'zq77', 'e12')


def make(name, *, org=ORG, settings=SETTINGS, everything=True, periods=('2026', '2027')):
    """A cycle of two periods, with all that is made in it."""
    folder = collecting.make_cycle(name, {}, settings=settings, org=org)
    for period in periods:
        write(folder / f'priorities/{period}/nordlia.md', '## Sammen {#sammen}\n\nVi hjelper hverandre.\n')
        for who in WHO:
            write(folder / f'plans/{period}/{who}.yaml', PLAN.format(who=who, period=period))
    write(folder / 'conversations/2027.yaml', 'zq77: { at: 2027-01-20T09:00, place: Kantina }   # hers\n'
          'e12: { at: 2027-01-21T09:00, leaders: [zq77, e10] }   # stays\n')
    write(folder / 'conversations/2026.yaml', 'zq77: { held: 2026-01-20 }\n')
    write(folder / 'import.last.yaml', ORG)
    if everything:
        made(folder)
    return folder


SHIM = r"""
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))
static int left, begun;
static int stops(void)
{
    if (!begun++) left = atoi(getenv("STOP_AT"));
    if (left--) return 0;
    if (!getenv("STOP_BY_ERROR")) kill(getpid(), SIGKILL);
    errno = ENOSPC;
    return 1;
}
int unlink(const char *path) { return stops() ? -1 : NEXT("unlink", int (*)(const char *))(path); }
int rmdir(const char *path) { return stops() ? -1 : NEXT("rmdir", int (*)(const char *))(path); }
int rename(const char *from, const char *to) { return stops() ? -1 : NEXT("rename", int (*)(const char *, const char *))(from, to); }
int fsync(int fd) { return stops() ? -1 : NEXT("fsync", int (*)(int))(fd); }
ssize_t write(int fd, const void *bytes, size_t n)
{
    return fd > 2 && stops() ? -1 : NEXT("write", ssize_t (*)(int, const void *, size_t))(fd, bytes, n);
}
"""


def whole_files(folder):
    """What counts of a folder: not what is noted of removals, nor what holds times of files."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in files(folder)
            if p.name not in ('purged.jsonl', '.manifest.cache') and (p.name != '.manifest.journal' or p.stat().st_size)}


def stop_everywhere(name, start, arguments):
    """The command is killed at, or gets an error from, any of its calls that change something; run once more it ends as if nothing had been."""
    shim, one = preload.build(work / 'stop.so', SHIM), work / 'stopped'
    shutil.copytree(start, one)
    ok(one, *arguments)
    expected = whole_files(one)
    for how in ({}, {'STOP_BY_ERROR': '1'}):
        wrong, stopped, at, last, waited = [], 0, 0, 0, False
        while at < last + 28:
            shutil.rmtree(one)
            shutil.copytree(start, one)
            done = run(one, *arguments, '--quiet', env={**os.environ, **how, **preload.loading(shim), 'STOP_AT': str(at)})
            stopped += done.returncode != 0
            waited |= 'plans and people stay until' in done.stderr
            last = at if done.returncode else last
            again = run(one, *arguments)  # 2: nothing is left of the person
            now = whole_files(one)
            if again.returncode not in (0, 2) or now != expected:
                wrong.append((at, done.returncode, again.returncode, again.stderr[:300], {f for f in {**now, **expected} if now.get(f) != expected.get(f)}))
            at += 1 if at < 8 else 9
        check(f'{name}, {"an error" if how else "killed"} anywhere, and run once more', not wrong, wrong[:2])
        check(f'{name}: after an error the rest says that it waits', waited or not how)
        check(f'{name}, {"an error" if how else "killed"}: often enough', stopped > 4, stopped)
    shutil.rmtree(one)


def ok(folder, *arguments):
    done = run(folder, *arguments)
    if done.returncode:
        check('made', False, f'{arguments}: {done.returncode} {done.stderr[:800]}')
    return done


def made(folder):
    for arguments in (['packs'], ['packs', '--by', 'leader'], ['forms', 'action-plan'], ['forms', 'follow-up'], ['forms', 'evaluation'],
                      ['forms', 'leader-overview'], ['forms', 'poster'], ['forms', 'waves'], ['print'], ['print', '--by', 'all'],
                      ['print', '--by', 'unit', '--cover', '--slips'], ['remind', '--as-of', '2027-12-31'], ['remind', '--for', 'employee', '--as-of', '2027-12-31'],
                      ['person', 'e12'], ['person', 'zq77'],
                      ['summaries', '--as-of', '2027-12-31'], ['summaries', '--half-year', '--as-of', '2027-12-31']):
        ok(folder, *arguments, '--quiet')


def inflated(path):
    """All that a file holds: every stream of a PDF, its text, every member of a zip, and the bytes as they are."""
    data = path.read_bytes()
    yield data
    if path.suffix == '.pdf':
        whole = io.BytesIO()
        with pikepdf.open(path) as pdf:
            pdf.save(whole, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                     stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
        yield whole.getvalue()
        text = subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True).stdout
        yield text + b' ' + re.sub(rb'-?\s+', b' ', text)
    if data[:2] == b'PK':
        with zipfile.ZipFile(path) as z:
            for member in z.namelist():
                yield member.encode()
                inner = work / 'member' / pathlib.Path(member).name
                write(inner, z.read(member))
                yield from inflated(inner)
                inner.unlink()


def spelt(word):
    """The word as bytes can hold it."""
    utf16 = word.encode('utf-16-be')
    return [word.encode(), utf16, word.encode().hex().encode(), word.encode().hex().upper().encode(), utf16.hex().encode(),
            utf16.hex().upper().encode(), word.encode('latin-1')]


def files(folder):
    return sorted(p for p in folder.rglob('*') if p.is_file() and not p.is_symlink())


def that_hold(folder, *words):
    """The files of a cycle in whose names or bytes a word is."""
    found = set()
    for path in files(folder):
        name = str(path.relative_to(folder))
        if any(w in name for w in words) or any(s in part for part in inflated(path) for w in words for s in spelt(w)):
            found.add(name)
    return found
