#!/usr/bin/python3
"""The rows of the seed, S1 to S19: what the documents promise, one case a row.

    tests/content/run.py cases      the sample's papers show what each row promises
    tests/content/run.py mutants    with a row's feature taken out, its case fails

A file in rows/ is one row: its first line says which and what the seed says, case() looks at papers, and MUTANTS names
ways of taking the row's feature out. Each is tried alone, in a copy; the tree itself is never changed.
"""
import importlib
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # no caches beside the sources
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "rows")]

from mutation import Unfit  # noqa: E402
from papers import Missing, Papers  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def rows():
    """{"S1": module, …}: one file for each of the seed's rows, in their order."""
    found = {}
    for path in (ROOT / "tests/content/rows").glob("*.py"):
        module = importlib.import_module(path.stem)
        number = int(re.match(r"S(\d+): ", module.__doc__)[1])
        if number in found:
            raise SystemExit(f"FAIL content/S{number}: {path.name} and {found[number].__name__}.py are both this row")
        found[number] = module
    if sorted(found) != list(range(1, 20)):
        raise SystemExit(f"FAIL content/rows: S1 to S19 are wanted, there are {sorted(found)}")
    return {f"S{number} {found[number].__name__}": found[number] for number in sorted(found)}


class World:
    """A copy of the program and of the sample, to change."""

    def __init__(self, samtale, folder):
        self.program, self.cycle, self.built = folder / "program", folder / "cycle", samtale.parent
        (self.program / "build").mkdir(parents=True)
        shutil.copy2(samtale, self.samtale)
        shutil.copytree(ROOT / "templates", self.program / "templates")
        shutil.copytree(ROOT / "fonts", self.program / "fonts")
        shutil.copytree(ROOT / "samples/nordlia", self.cycle, ignore=shutil.ignore_patterns("out"))

    @property
    def samtale(self):
        return self.program / "build/samtale"

    def take_sources(self):
        """With what is built already, so that only what changes is built again."""
        if not (self.program / "generator").exists():
            shutil.copytree(ROOT / "generator", self.program / "generator")
            shutil.copy2(ROOT / "Makefile", self.program)
            shutil.copytree(self.built, self.program / "build", dirs_exist_ok=True, ignore=shutil.ignore_patterns("tests"))
            for depends in (self.program / "build").rglob("*.d"):
                rules = depends.read_text(encoding="utf-8")
                depends.write_text(re.sub(r"^\S*?((?:\w+/)?\w+\.o):", r"build/\1:", rules), encoding="utf-8")

    def file(self, path):
        return self.cycle / path[len("sample/"):] if path.startswith("sample/") else self.program / path


def say(name, fault):
    print(f"FAIL {name}: {fault}" if fault else f"ok {name}", flush=True)
    return not fault


def fault_of(row, samtale, cycle):
    """Why the row's case fails; None when it does not."""
    with tempfile.TemporaryDirectory() as work:
        try:
            row.case(Papers(samtale, cycle, work))
        except Missing as missing:
            return str(missing)
    return None


def run_cases(samtale):
    return [say(f"content/{name}", fault_of(row, samtale, ROOT / "samples/nordlia")) for name, row in rows().items()]


def run_mutant(row, changes, samtale):
    """Why a mutant does not count, or None: its case fails, and for its own reason."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(samtale, Path(folder))
        try:
            for change in changes if isinstance(changes, list) else [changes]:
                change.apply(world)
        except Unfit as unfit:
            return str(unfit).splitlines()[0]
        status, said = Papers(world.samtale, world.cycle, folder).run("check")
        if status:
            return f"it makes nothing any more: {said.splitlines()[0]}"
        return None if fault_of(row, world.samtale, world.cycle) else "the case does not see it"


def run_mutants(samtale):
    found = rows()
    results = [say(f"content/{name} mutants", "it has none") for name, row in found.items() if not row.MUTANTS]
    tasks = [(name, row, without, changes) for name, row in found.items() for without, changes in row.MUTANTS.items()]
    with ThreadPoolExecutor(2) as pool:
        faults = pool.map(lambda task: run_mutant(task[1], task[3], samtale), tasks)
        return results + [say(f"content/{name} without {without}", fault) for (name, _, without, _), fault in zip(tasks, faults)]


def main(what):
    samtale = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
    results = {"cases": run_cases, "mutants": run_mutants}[what](samtale)
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
