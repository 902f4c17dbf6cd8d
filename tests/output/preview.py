#!/usr/bin/python3
"""Previews: the pictures are the paper's pages as another program draws them, the same bytes twice, in the manifest and nowhere else;
no PDF is made and nothing is released; with --watch a saved file changes them, what is wrong is shown and can be mended."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from PIL import Image, ImageChops

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
WORK = pathlib.Path(tempfile.mkdtemp())
CYCLE = WORK / "nordlia"
OUT = CYCLE / "out/2027"
PATIENCE = 60  # seconds: a test fails after that, on however busy a machine
failed = 0


def say(holds, name, why=""):
    global failed
    failed += not holds
    print(f"ok preview/{name}" if holds else f"FAIL preview/{name}: {why}", flush=True)


def run(*arguments, status=0):
    done = subprocess.run([SAMTALE, *arguments], cwd=CYCLE, capture_output=True, text=True, check=False)
    if done.returncode != status:
        say(False, "run " + " ".join(arguments), f"exit {done.returncode}: {done.stderr[-400:]}")
    return done


def pictures(folder="preview"):
    return {str(p.relative_to(OUT)): p.read_bytes() for p in sorted((OUT / folder).rglob("*")) if p.is_file()}


def manifest():
    return {e["path"]: e for e in json.loads((OUT / "manifest.json").read_text())["files"]}


def is_drawn(path):
    return Image.open(path).convert("L").getextrema()[0] < 100


def looks_like(document, name, pdf):
    """The pictures of a preview beside those that pdftocairo draws of the PDF that the other commands write."""
    folder = WORK / "drawn" / document
    folder.mkdir(parents=True)
    subprocess.run(["pdftocairo", "-png", "-r", "100", pdf, folder / "p"], check=True)
    drawn = sorted(folder.iterdir())
    made = [OUT / f"preview/{document}/{name}-{i + 1}.png" for i in range(len(drawn))]
    there = sorted(p.name for p in (OUT / f"preview/{document}").glob(f"{name}-*.png"))
    say(there == sorted([p.name for p in made] + [f"{name}-all.png"]), f"{document}: as many pictures as pages", there)
    worst = 0
    for mine, other in zip(made, drawn):
        a, b = Image.open(mine), Image.open(other).convert("RGB")
        if a.size != b.size or a.mode != "RGB":
            say(False, f"{document}: {mine.name} has the page's size", (a.size, a.mode, b.size))
            return
        worst = max(worst, *(high for _, high in ImageChops.difference(a, b).getextrema()))
    say(worst <= 2, f"{document}: the pictures are the pages", f"a colour differs by {worst}")
    say(all(is_drawn(p) for p in made[:1]), f"{document}: something is drawn")
    width, height = Image.open(made[0]).size
    spreads = len(made) // 2 + 1
    across, down = min(3, spreads), -(-spreads // min(3, spreads))
    size = Image.open(OUT / f"preview/{document}/{name}-all.png").size
    say(size == (across * (2 * (width // 3) + 2 + 24) + 24, down * (height // 3 + 24) + 24), f"{document}: the size of the contact sheet", size)


def small_page(document, name, number):
    """A page on the contact sheet, and the page made as small."""
    width, height = (n // 3 for n in Image.open(OUT / f"preview/{document}/{name}-{number}.png").size)
    spread = number // 2
    x, y = spread % 3 * (2 * width + 26) + 24 + number % 2 * (width + 2), spread // 3 * (height + 24) + 24
    sheet = Image.open(OUT / f"preview/{document}/{name}-all.png").crop((x, y, x + width, y + height)).convert("L")
    page = Image.open(OUT / f"preview/{document}/{name}-{number}.png").convert("L").crop((0, 0, 3 * width, 3 * height)).resize((width, height), Image.BOX)
    small = (width // 8, height // 8)  # however each makes it small
    return max(ImageChops.difference(sheet.resize(small, Image.BOX), page.resize(small, Image.BOX)).getextrema())


# ---- What is made

shutil.copytree(ROOT / "samples/nordlia", CYCLE, ignore=shutil.ignore_patterns("out"))
os.environ["LANGUAGE"] = "en"
said = run("preview").stdout
say(said.startswith("pack, Ingrid Haugen (e1001): 8 pages, "), "it says whose paper it is: the first in the cascade", said)
say(not list(CYCLE.rglob("*.pdf")), "no PDF is made")
say(all(p.stat().st_mode & 0o077 == 0 for p in (OUT / "preview").rglob("*")), "nobody else can read them")
listed = manifest()
say(set(pictures()) == set(listed) and {(e["document"], e.get("employee")) for e in listed.values()} == {("preview", "e1001")},
    "the manifest lists them, and whose they are", list(listed.values())[:2])
first = pictures()
run("preview")
say(pictures() == first, "the same bytes again")
shutil.rmtree(CYCLE / "out")
run("preview")
say(pictures() == first, "the same bytes anew")
say(all(b"tIME" not in data and b"tEXt" not in data for data in first.values()), "no time in them")

run("preview", "action-plan", "--employee", "e1102")
run("preview", "poster", "--unit", "oppvekst")
run("preview", "hr-report")
say(not (CYCLE / "history").exists(), "nothing is released")
run("preview", "leader-pack", "--leader", "e1001")
say((OUT / "preview/leader-pack/e1001-all.png").exists(), "a leader's own pack by --leader")
run("packs", "--unit", "nordlia", "--quiet")
run("forms", "poster", "--unit", "oppvekst", "--quiet")
looks_like("pack", "e1001", OUT / "packs/nordlia/e1001.pdf")
looks_like("poster", "oppvekst", next(OUT.glob("forms/poster/**/oppvekst.pdf")))
run("forms", "waves", "--quiet")  # of everybody, and so it makes the index
off = [small_page("pack", "e1001", i) for i in range(1, 9)]
say(max(off) < 12, "the contact sheet has the pages in their places", off)
say("preview" not in "".join(p.read_text() for p in [OUT / "index.html", *(OUT / "index").glob("*.html")]), "the index leaves previews out")

done = run("preview", "posterr", status=2)
say("poster" in done.stderr, "an unknown document: what was meant", done.stderr)
line = json.loads(run("preview", "--format", "json").stdout)
say((line["document"], line["employee"], line["pages"], line["changed"]) == ("pack", "e1001", 8, 0), "as JSON", line)

# ---- A paper that has become shorter, and somebody who is gone

template = CYCLE / "templates/nb/poster.md"
text = (ROOT / "templates/nb/poster.md").read_text()
template.parent.mkdir(parents=True, exist_ok=True)
template.write_text(text + "\n# Enda en side\n\nMed tekst.\n")
run("preview", "poster", "--unit", "oppvekst")
longer = [p for p in pictures() if "poster" in p]
template.write_text(text)
run("preview", "poster", "--unit", "oppvekst")
say(len(longer) == 3 and len([p for p in pictures() if "poster" in p]) == 2 and "preview/poster/oppvekst-2.png" not in manifest(),
    "the pages of a longer paper are removed", longer)
say("preview/pack/e1001-8.png" in pictures(), "those of other papers stay")

# ---- --watch


class Watch:
    def __init__(self, *arguments):
        self.errors = open(WORK / "errors", "w+")
        self.process = subprocess.Popen([SAMTALE, "preview", "--watch", *arguments], cwd=CYCLE, stdout=subprocess.PIPE, stderr=self.errors)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.rest = b""
        while "waiting" not in self.line():
            pass

    def line(self):
        """The next line that it prints."""
        end = time.monotonic() + PATIENCE
        while b"\n" not in self.rest:
            self.rest += self.process.stdout.read() or b""
            time.sleep(0.02)
            if time.monotonic() > end:
                self.process.kill()
                raise SystemExit(f"FAIL preview/watch: it says nothing more: {self.stderr()}")
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode()

    def stderr(self):
        self.errors.flush()
        return (WORK / "errors").read_text()


def without_time(line):
    return line.rsplit(" (", 1)[0] if line.endswith(" ms)") else line


def renamed(path, new):
    aside = path.with_name(path.name + "~")  # as many editors save
    aside.write_text(new)
    aside.rename(path)


before = pictures()
w = Watch("poster", "--unit", "oppvekst")
template.write_text(text.replace("\n# ", "\n# Nye ", 1))
line = w.line()
say(without_time(line) == "templates/nb/poster.md: page 1 of 1 is made anew" and line != without_time(line), "watch: a template is written", line)
changed = {p for p, data in pictures().items() if before.get(p) != data}
say(changed == {"preview/poster/oppvekst-1.png", "preview/poster/oppvekst-all.png"}, "watch: its pictures have changed", changed)
renamed(template, text)
line = w.line()
say(without_time(line) == "templates/nb/poster.md: page 1 of 1 is made anew" and pictures() == before, "watch: a template is put in its place", line)

priority = CYCLE / "priorities/2027/oppvekst.md"
words = priority.read_text()
heading = next(x for x in words.splitlines() if x.startswith("## "))
priority.write_text(words.replace(heading, heading.replace("## ", "## Ny: "), 1))
line = w.line()
say(without_time(line) == "priorities/2027/oppvekst.md: page 1 of 1 is made anew", "watch: a priority is written", line)
renamed(priority, words)
say(without_time(w.line()) == "priorities/2027/oppvekst.md: page 1 of 1 is made anew" and pictures() == before, "watch: a priority is put in its place")

renamed(template, text + "\n```poster\nshow: [\n```\n")
line = w.line()
say("nothing is made" in line and "templates/nb/poster.md:" in w.stderr() and pictures() == before, "watch: an error is shown", line + w.stderr())
renamed(template, text)
line = w.line()
say(without_time(line) == "templates/nb/poster.md: no page has changed", "watch: and mended", line)

shutil.rmtree(CYCLE / "templates")
line = w.line()
say("templates" in line and "no page has changed" in line, "watch: a folder goes", line)
(CYCLE / "templates/nb").mkdir(parents=True)
w.line()
(CYCLE / "templates/nb/poster.md").write_text(text.replace("\n# ", "\n# Nye ", 1))
line = w.line()
say(without_time(line) == "templates/nb/poster.md: page 1 of 1 is made anew", "watch: a new folder is watched", line)

# files elsewhere that settings name, and times
settings = (CYCLE / "samtale.yaml").read_text()
(CYCLE / "bilder").mkdir()
logo = CYCLE / "bilder/logo.png"
shutil.copy(CYCLE / "logo.png", logo)
renamed(CYCLE / "samtale.yaml", settings.replace("logo: logo.png", "logo: bilder/logo.png"))
say(w.line().startswith("samtale.yaml: "), "watch: the logo is elsewhere")
Image.open(logo).convert("RGB").transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(WORK / "turned.png")
shutil.copy(WORK / "turned.png", logo)
line = w.line()
say(without_time(line) == "bilder/logo.png: page 1 of 1 is made anew", "watch: a picture is saved", line)
shutil.move(CYCLE / "bilder", CYCLE / "vekk")
line = w.line()
say("nothing is made" in line, "watch: its folder goes", line)
shutil.move(CYCLE / "vekk", CYCLE / "bilder")
line = w.line()
say(line.startswith("bilder: ") and "nothing is made" not in line, "watch: and comes back", line)
shutil.copy(CYCLE / "logo.png", logo)
line = w.line()
say(without_time(line) == "bilder/logo.png: page 1 of 1 is made anew", "watch: and is watched again", line)
times = CYCLE / "conversations/2027.yaml"
times.parent.mkdir(exist_ok=True)
w.line()
times.write_text("e1102: { at: 2027-02-02T10:00 }\n")
line = w.line()
say(line.startswith("conversations/2027.yaml: "), "watch: a time is saved", line)

(CYCLE / "templates/nb/.poster.md.swp").write_text("x")
(CYCLE / "out/2027/notat.md").write_text("x")
renamed(CYCLE / "samtale.yaml", settings + "\n# tekst\n")
line = w.line()
say(line.startswith("samtale.yaml: "), "watch: what is not read is not told", line)

w.process.send_signal(signal.SIGTERM)
status = w.process.wait(PATIENCE)
say(status == 128 + signal.SIGTERM and w.stderr().endswith("samtale: stopped watching\n"), "watch: a signal ends it, as Ctrl-C does", (status, w.stderr()))
shutil.rmtree(WORK)
sys.exit(bool(failed))
