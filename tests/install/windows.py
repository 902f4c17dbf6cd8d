#!/usr/bin/python3
"""A folder of Windows that is mounted, as containers and WSL have it: lines that end in \\r\\n, and a file system without rights,
locks and links, whose open files cannot be replaced (tests/kill/windows.c plays it). Everything works there as elsewhere, with the
same papers; that everybody can read the secret is said once, when it is made."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pikepdf
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "kill"))
import preload  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
PEOPLE = """Ansattnr;Navn;Stilling;Enhet;Leder;E-post
1;Åse Ødegård;Kommunedirektør;Stab;;ase@nordlia.example
2;Kari Nordmann;Rektor;Skole;1;kari@nordlia.example
3;Per Hansen;Lærer;Skole;2;per@nordlia.example
"""
READABLE = "can read"
failed = False


def verdict(name, why=""):
    global failed
    failed |= bool(why)
    print(f"FAIL windows/{name}: {why}" if why else f"ok windows/{name}", flush=True)


class Folder:
    def __init__(self, path, shim=None):
        self.path, self.cycle = path, path / "kommune"
        path.mkdir()
        self.environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795651200"}
        if shim:
            self.environment |= preload.loading(shim)

    def run(self, *arguments, folder=None):
        return subprocess.run([SAMTALE, *arguments], cwd=folder or self.cycle, env=self.environment, capture_output=True, text=True,
                              timeout=120)

    def works(self, name, *arguments, says=""):
        done = self.run(*arguments)
        verdict(name, f"{done.returncode}: {done.stdout}{done.stderr}"
                if done.returncode or READABLE in done.stderr or says not in done.stdout else "")


def returns(folder):
    for file in folder.rglob("*"):
        if file.suffix in (".yaml", ".md", ".csv") and b"\r" not in file.read_bytes():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def fields(field, name=""):
    name += ("." if name and "/T" in field else "") + str(field.get("/T", ""))
    kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
    return [pair for kid in kids for pair in fields(kid, name)] if kids else [(name, field)]


def fill_in(source, target):
    """The first goal of a plan, and when the conversation was held."""
    texts = {"goals/g1/goal": "Lese mer høyt", "conversation/held": "2027-01-20"}
    with pikepdf.open(source) as pdf:
        for name, field in [pair for top in pdf.Root.AcroForm.Fields for pair in fields(top)]:
            for path, text in texts.items():
                if name.endswith(path):
                    field.V = pikepdf.String(text)
        pdf.save(target)


def bytes_of(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def year(work, shim):
    there, here = Folder(work / "there", shim), Folder(work / "here")
    done = there.run("init", "kommune", folder=there.path)
    verdict("init says that the secret can be read", "" if done.returncode == 0 and done.stderr.count(READABLE) == 1 else f"{done.returncode}: {done.stderr}")
    (there.path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    returns(there.path)
    there.works("the example is known again for import", "import", "../people.csv")
    verdict("nothing of the example is left", "; ".join(map(str, (there.cycle / "priorities").rglob("*.md"))))
    (there.cycle / "priorities/2027").mkdir(parents=True)
    (there.cycle / "priorities/2027/skole.md").write_text("## Tidlig hjelp\n\nBarn får hjelp\ntidlig.\n", encoding="utf-8")
    returns(there.path)
    shutil.copytree(there.cycle, here.cycle)  # with the same secret
    there.works("check", "check", says="0 errors")
    there.works("packs", "packs", says="pack: 2 papers,")
    there.works("packs, the second time", "packs", says="(0 made, 2 kept)")
    there.works("forms", "forms", "action-plan")
    there.works("print", "print")
    for command in ("packs",), ("forms", "action-plan"), ("print",):
        here.run(*command)
    mine, theirs = (bytes_of(f.cycle / "out/2027") for f in (here, there))
    theirs = {name: text for name, text in theirs.items() if text or not name.endswith(".journal")}
    differ = sorted(n for n in mine.keys() | theirs.keys() if not n.endswith(".cache") and mine.get(n) != theirs.get(n))
    verdict("the same papers as elsewhere", f"{len(mine)} files, {differ}" if differ or len(mine) < 8 else "")
    (there.path / "filled-in").mkdir()
    fill_in(there.cycle / "out/2027/forms/action-plan/skole/3.pdf", there.path / "filled-in/3.pdf")
    there.works("collect", "collect", "../filled-in")
    plan = there.cycle / "plans/2027/3.yaml"
    verdict("what was filled in is in the plan", "" if plan.exists() and "Lese mer høyt" in yaml.safe_dump(
        yaml.safe_load(plan.read_text(encoding="utf-8")), allow_unicode=True) else f"it has {bytes_of(there.cycle / 'plans')}")
    returns(there.cycle)
    fill_in(there.cycle / "out/2027/forms/action-plan/skole/2.pdf", there.path / "filled-in/2.pdf")
    there.works("collect into files that end lines so", "collect", "../filled-in")
    there.works("status", "status")
    there.works("a leader's own directory", "split", "../leaders")
    aside = [str(p.relative_to(there.path)) for p in there.path.rglob("*") if ".samtale-" in p.name]
    verdict("nothing is left aside", "; ".join(aside))


with tempfile.TemporaryDirectory(prefix="samtale-windows-") as folder:
    year(pathlib.Path(folder), preload.build(pathlib.Path(folder) / "windows.so", ROOT / "tests/kill/windows.c"))
raise SystemExit(failed)
