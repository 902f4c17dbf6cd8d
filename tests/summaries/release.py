#!/usr/bin/python3
"""HR releases the anonymous answers: what is shown afterwards is what was released, in history/, and nothing of an answer is left,
whatever moment the run is killed at. Then nothing more is taken.
"""
import json
import os
import pty
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "kill"))
import preload  # noqa: E402
from history import SAMTALE, figures, make, releases, rows, samtale, seconds, write

failed = False
TODAY = {"today": "2027-03-20"}


def verdict(name, problem):
    global failed
    print(f"FAIL release/{name}: {problem}" if problem else f"ok release/{name}")
    failed = failed or bool(problem)


def make_answers(folder, count=40, keep=None):
    settings = {"process-evaluation": {"from": "2027-03-01", "to": "2027-03-19"}}
    if keep:
        settings["keep"] = {"plans": 2, "answers": keep}
    make(folder, settings=settings.items())
    dice = random.Random(3)
    for n in range(count):
        write(folder / f"answers/2027/{n:024x}.yaml", {
            "unit": "u1" if n < 28 else "u2", "role": "employee", "scales": {"pack": str(dice.choice([2, 4, 5]))},
            "training-needs": ["setting-goals"] if n % 3 else [], "helped": f"Hjalp {n % 4}", "change": f"Endre {n % 3}\nlinje", "released": False})


def texts(folder):
    path = folder / "history/2027.json"
    return json.loads(path.read_text()).get("texts") if path.exists() else None


def listed(folder, *more):
    return [json.loads(line) for line in samtale(folder, "release", "--list", "--format", "json", *more, **TODAY).stdout.splitlines()]


def answers(folder):
    return sorted(p.name for p in (folder / "answers/2027").glob("*")) if (folder / "answers/2027").exists() else []


def report(folder):
    return subprocess.run(["pdftotext", "-layout", folder / "out/2027/summaries/hr-report/hr-report.pdf", "-"],
                          capture_output=True, text=True, check=True).stdout


def snapshot(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and "out" not in p.parts and p.name != "secret.key"}


def check_list(folder):
    make_answers(folder)
    before = snapshot(folder)
    found = listed(folder)
    verdict("each-text-once", len(found) != 7 and found)
    verdict("sorted-by-what-they-say", [(t["question"], t["text"]) for t in found] != sorted(
        ((t["question"], t["text"]) for t in found), key=lambda t: (t[0] != "helped", t[1])) and found)
    names = {f"{n:024x}" for n in range(40)}
    verdict("ids-say-nothing", (any(t["id"] in n for t in found for n in names) or len({t["id"] for t in found}) != 7) and found)
    with tempfile.TemporaryDirectory() as other:
        twin = Path(other) / "twin"
        shutil.copytree(folder, twin)
        for n, path in enumerate(sorted((twin / "answers/2027").glob("*"), reverse=True)):
            path.rename(path.with_name(f"x{n:03}.yaml"))
        verdict("order-of-files-does-not-show", listed(twin) != found and "the list is another")
    verdict("listing-writes-nothing", snapshot(folder) != before and "something was written")
    text = samtale(folder, "release", "--list", **TODAY).stdout
    verdict("list-for-people", ("Hjalp 1" not in text or "    linje" not in text) and text)


def check_refusals(folder):
    make_answers(folder)
    before = snapshot(folder)
    for name, arguments, day, status, says in (
            ("while-answers-come-in", ["--yes", "all"], "2027-03-19", 1, "may come in until 2027-03-19"),
            ("without-saying-which", ["--yes"], "2027-03-20", 2, "does not say which texts"),
            ("of-a-text-that-is-not-there", ["--yes", "0123456789"], "2027-03-20", 2, 'no text "0123456789"'),
            ("without-a-terminal", [], "2027-03-20", 2, "asks in a terminal"),
            ("dry-run", ["all", "--dry-run"], "2027-03-20", 0, "")):
        done = samtale(folder, "release", *arguments, today=day, status=status)
        verdict(f"refuses-{name}", (snapshot(folder) != before or says not in done.stderr) and done.stderr + done.stdout)
    write(folder / "plans/2027/u1p3.yaml", "goals: [")
    done = samtale(folder, "release", "--yes", "all", status=1, **TODAY)
    verdict("refuses-with-errors", (len(answers(folder)) != 40 or texts(folder)) and done.stderr)
    make_answers(folder)
    os.makedirs(folder / "answers/2027/.whole")
    done = samtale(folder, "release", "--yes", "all", status=1, **TODAY)
    verdict("refuses-half-collected", (len(answers(folder)) != 41 or "has not put all answers" not in done.stderr) and done.stderr)


def check_release(folder):
    make_answers(folder)
    (folder / "answers/2027/.key").write_bytes(b"k" * 32)
    write(folder / "answers/2027/notat.txt", "Vårt")
    write(folder / f"answers/2027/{0:024x} - Kopi.yaml", {"helped": "Hjalp 1"})
    with tempfile.TemporaryDirectory() as other:  # the same figures as summaries gives
        twin = Path(other) / "twin"
        shutil.copytree(folder, twin)
        samtale(folder, "key")
        shutil.copy(folder / "secret.key", twin / "secret.key")
        samtale(twin, "summaries", "--quiet", status=None, **TODAY)
        expected = figures(releases(twin)["process-evaluation"])
        table = rows(twin)
    chosen = [t["id"] for t in listed(folder) if t["text"] in ("Hjalp 1", "Hjalp 3", "Endre 0\nlinje")]
    done = samtale(folder, "release", "--yes", *chosen, **TODAY)
    kept = texts(folder)
    verdict("keeps-what-was-released", (kept["helped"], kept["change"], kept["training-other"]) != (["Hjalp 1", "Hjalp 3"], ["Endre 0\nlinje"], []) and kept)
    verdict("draws-as-summaries", figures(releases(folder)["process-evaluation"]) != expected and "other figures")
    verdict("same-table", rows(folder) != table and "another table")
    verdict("deletes-answers-and-key", answers(folder) != ["notat.txt"] and answers(folder))
    verdict("says-what", ("41 answers were deleted from answers/2027" not in done.stdout or "notat.txt is no answer" not in done.stdout) and done.stdout + done.stderr)
    shown = report(folder)
    verdict("report-has-the-texts", [t for t in ("Hjalp 1", "Hjalp 3", "Endre 0") if shown.count(t) != 1] or [t for t in ("Hjalp 0", "Hjalp 2", "Endre 1") if t in shown])
    everything = b"".join(snapshot(folder).values())
    verdict("nothing-left-of-the-others", [t for t in (b"Hjalp 0", b"Hjalp 2", b"Endre 1", b"Endre 2") if t in everything])
    verdict("no-unit-beside-a-text", set(json.loads((folder / "history/2027.json").read_text())["texts"]) != {"day", "helped", "change", "training-other"} and kept)

    # later runs draw from history, whatever has become of the chart
    first = (folder / "history/2027.json").read_bytes()
    chart = json.loads((folder / "org.yaml").read_text())
    chart["unit"]["units"][0]["employees"] += [{"id": f"ny{n}", "name": f"Ny {n}"} for n in range(30)]
    write(folder / "org.yaml", chart)
    samtale(folder, "summaries", "--quiet", today="2027-04-20", status=None)
    again = report(folder)
    part = lambda text: [line for line in text.splitlines() if any(w in line for w in ("Hjalp", "Endre")) or "40 av 88" in line or "28 av 34" in line]
    verdict("later-runs-show-the-same", part(again) != part(shown) and f"{part(again)} instead of {part(shown)}")
    verdict("response-rate-as-it-was", not any("40 av 88" in line for line in part(again)) and again)
    done = samtale(folder, "release", "--yes", "none", today="2027-04-20")
    verdict("again-changes-nothing", ((folder / "history/2027.json").read_bytes() != first or "released on 2027-03-20" not in done.stdout) and done.stdout)
    samtale(folder, "summaries", "--draft", "--quiet", today="2027-04-20", status=None)
    verdict("draft-shows-no-text", "Hjalp 1" in report(folder) and "a text is in a draft")


def check_day(folder):
    """Before the period is over, what is shown counts to the day on which it is made."""
    make_answers(folder)
    plan = json.loads((folder / "plans/2027/u1p3.yaml").read_text())
    write(folder / "plans/2027/u1p3.yaml", {key: plan[key] for key in plan if key not in ("evaluation", "follow-ups")})
    samtale(folder, "release", "--yes", "all", **TODAY)
    shown = report(folder)
    verdict("says-to-which-day-it-counts", ("20. mars 2027" not in shown or "31. desember" in shown) and shown[:600])
    missing = (folder / "out/2027/summaries/missing.csv").read_text(encoding="utf-8-sig")
    verdict("what-comes-later-is-not-missing", "Navnesen" in missing and missing)
    samtale(folder, "summaries", "--quiet", today="2028-02-01", status=None)
    verdict("later-it-counts-to-the-end", "31. desember 2027" not in report(folder) and report(folder)[:600])


def check_kept(folder):
    make_answers(folder, keep=2)
    done = samtale(folder, "release", "--yes", "all", **TODAY)
    verdict("keeps-answers-as-long-as-said", (len(answers(folder)) != 40 or "kept for 2 periods" not in done.stdout) and done.stdout)
    verdict("all", len(texts(folder)["helped"]) != 4 and texts(folder))


def check_few(folder):
    """Too few to show anything: the form's promise holds all the same."""
    make_answers(folder, count=6)
    samtale(folder, "release", "--yes", "all", **TODAY)
    verdict("few-are-deleted", answers(folder))
    verdict("few-are-not-shown", (releases(folder).get("process-evaluation") or any(texts(folder)[q] for q in ("helped", "change"))) and texts(folder))


def check_early(folder):
    make_answers(folder)
    samtale(folder, "release", "--yes", "none", "--early", today="2027-03-10")
    verdict("early-when-told", ("process-evaluation" not in releases(folder) or answers(folder)) and "nothing was released")


def type_in(folder, keys):
    """What a terminal shows when this is typed in it."""
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(SOURCE_DATE_EPOCH=seconds("2027-03-20"))
        os.execv(SAMTALE, [SAMTALE, "-C", str(folder), "release"])
    os.write(terminal, keys.encode())
    shown = b""
    while True:
        if not select.select([terminal], [], [], 60)[0]:  # it waits for more
            os.kill(pid, signal.SIGKILL)
            break
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode(errors="replace")


def check_terminal(folder):
    make_answers(folder)
    before = snapshot(folder)
    status, shown = type_in(folder, "y\nn\nja\n\x04")
    verdict("end-of-input-writes-nothing", (snapshot(folder) != before or "samtale release " not in shown) and shown)
    _, shown = type_in(folder, "y\nn\nja\nn\nn\nn\nn\nn\n")
    verdict("no-at-the-end-writes-nothing", snapshot(folder) != before and shown)
    status, shown = type_in(folder, "y\nn\nja\nn\nn\nn\ny\ny\n")
    kept = texts(folder)
    verdict("as-was-typed", (not kept or (kept["helped"], kept["change"]) != (["Hjalp 0", "Hjalp 2"], ["Endre 2\nlinje"]) or answers(folder)) and f"{kept} {shown}")


def check_terminal_with_few(folder):
    """Texts that cannot be shown are not asked about."""
    make_answers(folder, count=6)
    status, shown = type_in(folder, "y\n")
    verdict("few-are-not-asked-about", (answers(folder) or "Hjalp" in shown or "texts are to be" in shown) and shown)


SHIM = r"""
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
static int left = -1;
static void count(void)
{
    if (left < 0) left = atoi(getenv("KILL_AT"));
    if (!left--) kill(getpid(), SIGKILL);
}
int unlink(const char *path)
{
    count();
    return ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(path);
}
int rename(const char *from, const char *to)
{
    count();
    return ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
}
int fsync(int fd)
{
    count();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
"""


def check_kills(folder):
    make_answers(folder, count=12)
    samtale(folder, "key")
    shim = preload.build(folder.parent / "kill.so", SHIM)
    wrong, killed = [], 0
    for at in range(20):
        work = folder.parent / "killed"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": seconds("2027-03-20"), **preload.loading(shim), "KILL_AT": str(at)}
        done = subprocess.run([SAMTALE, "-C", str(work), "release", "--yes", "all", "--quiet"], env=environment, capture_output=True, check=False)
        killed += done.returncode == -9
        if len(answers(work)) < 12 and not texts(work):
            wrong.append(f"at {at} answers are gone and history has nothing")
        samtale(work, "release", "--yes", "all", "--quiet", **TODAY)
        if answers(work) or len((texts(work) or {"helped": []})["helped"]) != 4:
            wrong.append(f"at {at} the next run did not finish: {answers(work)} {texts(work)}")
    verdict("killed-anywhere", killed < 15 and f"only {killed} runs were killed")
    verdict("killed-loses-nothing", wrong)


def check_late(folder):
    """A form that comes in afterwards is not taken."""
    make_answers(folder)
    samtale(folder, "forms", "process-evaluation", "--quiet", **TODAY)
    form = next((folder / "out/2027/forms/process-evaluation").glob("u1.pdf"))
    before = samtale(folder, "collect", "--dry-run", str(form), status=None, **TODAY)
    samtale(folder, "release", "--yes", "none", "--quiet", **TODAY)
    done = samtale(folder, "collect", str(form), status=None, **TODAY)
    verdict("late-answers-are-refused", ("no more are taken" in before.stderr or "so no more are taken" not in done.stderr or answers(folder)) and done.stderr)


def check_leader(folder):
    make_answers(folder)
    with tempfile.TemporaryDirectory() as other:
        samtale(folder, "split", "--leader", "u1p0", f"{other}/del")
        samtale(f"{other}/del", "release", "--list", status=2)


def main():
    with tempfile.TemporaryDirectory() as work:
        for check in (check_list, check_refusals, check_release, check_day, check_kept, check_few, check_early, check_terminal, check_terminal_with_few, check_kills, check_late, check_leader):
            check(Path(work) / check.__name__)
    return failed


if __name__ == "__main__":
    sys.exit(main())
