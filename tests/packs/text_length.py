#!/usr/bin/python3
"""Units that write much: check names the file when its text takes more than two pages of a pack. The pages that they
speak of are an estimate; here it is compared with the pages that packs have. Prints "ok NAME" or "FAIL NAME: why"."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SETTINGS = """organisation: Etaten
language: nb
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-02-01, to: 2027-02-26 }
hr: { name: HR }
privacy: { basis: Avtalen, officer: ombud@example.no }
"""
ORG = """unit:
  id: root
  name: Etaten
  leader: '1'
  employees: [{ id: '1', name: Kari Berg }]
  units:
    - id: team
      name: Laget
      leader: '2'
      employees: [{ id: '2', name: Ola Dahl }, { id: '3', name: Eli Vik }]
"""
SENTENCE = "Vi møter innbyggerne med respekt, svarer innen fristen og skriver slik at alle forstår det. "
failed = False


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL packs/text length, {name}: {'; '.join(wrong)}" if wrong else f"ok packs/text length, {name}", flush=True)


def prose(areas, sentences):
    return "\n\n".join(f"## Område {n} {{#o{n}}}\n\n" + "\n\n".join([SENTENCE * 3] * sentences) for n in range(areas))


def lists(areas, items):
    return "\n\n".join(f"## Område {n} {{#o{n}}}\n\n" + "\n".join(f"- {SENTENCE}" for _ in range(items)) for n in range(areas))


def tables(areas, rows):
    row = "| Kartlegge alle på 1.–4. trinn | Kontaktlærerne | uke 6 |\n"
    return "\n\n".join(f"## Område {n} {{#o{n}}}\n\n| Tiltak | Ansvarlig | Frist |\n|---|---|---|\n" + row * rows for n in range(areas))


def run(folder, *arguments):
    done = subprocess.run([SAMTALE, "-C", folder, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def pages(folder):
    """How many pages' height the goals' section of a pack has, without its heading and the leader's words."""
    dump = run(folder, "packs", "--employee", "3", "--dump", "paper")[1]
    shared = [part for part in re.split(r"^section ", dump, flags=re.M)[1:] if part.split("\n")[0].endswith(" shared")]
    used = [float(text) for text in re.findall(r"^  page \d+ used=([\d.]+)", shared[0], re.M)]
    return (697 * (len(used) - 1) + used[-1] - 130) / 697


def check(folder, name, text):
    (folder / "priorities/2027/team.md").write_text(text + "\n", encoding="utf-8")
    real, wrong = pages(folder), []
    status, said = run(folder, "check")
    told = re.search(r"priorities/2027/team\.md: warning: the text takes about (\d+\.\d) pages of every pack", said)
    if status:
        wrong.append(f"status {status}: {said}")
    if not told and real > 2.3:
        wrong.append(f"nothing is said of {real:.1f} pages")
    if told and real < 1.8:
        wrong.append(f"there are {real:.1f} pages, and check says {told[1]}")
    if told and not 0.8 < float(told[1]) / real < 1.25:
        wrong.append(f"there are {real:.1f} pages, and check says {told[1]}")
    say(f"{name}, {real:.1f} pages", wrong)
    return bool(told)


def main():
    with tempfile.TemporaryDirectory(prefix="samtale-length.") as name:
        folder = Path(name)
        (folder / "priorities/2027").mkdir(parents=True)
        (folder / "samtale.yaml").write_text(SETTINGS, encoding="utf-8")
        (folder / "org.yaml").write_text(ORG, encoding="utf-8")
        run(folder, "key")
        told = [check(folder, f"{kind.__name__} {areas} × {n}", kind(areas, n))
                for kind, sizes in ((prose, ((3, 2), (5, 2), (5, 5), (9, 4))), (lists, ((4, 3), (4, 8), (8, 8))),
                                    (tables, ((3, 3), (6, 6), (6, 12)))) for areas, n in sizes]
        say("both sides of the limit", [] if len(set(told)) == 2 else [f"{told}"])
    return failed


if __name__ == "__main__":
    sys.exit(main())
