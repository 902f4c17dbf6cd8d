#!/usr/bin/python3
"""Print batches, as foreign readers (qpdf, poppler, pikepdf) see them. Prints "ok NAME" or "FAIL NAME: why"."""
import collections, hashlib, json, os, pathlib, re, shutil, subprocess, sys, tempfile, unicodedata

import pikepdf, yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
WORK = pathlib.Path(tempfile.mkdtemp(prefix="samtale-print."))
BLANK = 2  # pages of a slip sheet or a cover of one page, with its back
failed = False


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL print/{name}: {'; '.join(str(w) for w in wrong[:4])}" if wrong else f"ok print/{name}")


def run(*args, cycle=SAMPLE, env=None, status=0):
    args += ("--cover", "--slips") if args[0] == "print" else ()  # tests/print/office.py looks at batches without
    done = subprocess.run([SAMTALE, "-C", cycle, *args], capture_output=True, text=True, env=env)
    if done.returncode != status:
        sys.exit(f"FAIL print/run: samtale {' '.join(map(str, args))} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def pages(path, *args):  # words of each page
    text = subprocess.run(["pdftotext", *args, path, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def people():  # as in the chart, from the root down
    def walk(unit):
        for p in unit.get("employees") or []:
            yield p, unit
        for below in unit.get("units") or []:
            yield from walk(below)
    return list(walk(yaml.safe_load((SAMPLE / "org.yaml").read_text())["unit"]))


PEOPLE = {p["id"]: dict(p, name=unicodedata.normalize("NFC", p["name"])) for p, _ in people()}
PLACE = {p["id"]: i for i, (p, _) in enumerate(people())}
NUMBERS = r"(?:Mottakere|Mottakarar|Recipients) \w+ (?:Ark papir|Sheets of paper) (\d+) (\d+) (\d+)"


class Batch:
    def __init__(self, path):
        self.path = path
        self.pdf = pikepdf.open(path)
        self.text = pages(path)
        self.labels = labels(self.pdf)


def labels(pdf):  # [(page, prefix, style)]
    def leaves(node):
        if "/Kids" in node:
            for kid in node.Kids:
                yield from leaves(kid)
        nums = list(node.get("/Nums", []))
        for i in range(0, len(nums), 2):
            yield int(nums[i]), str(nums[i + 1].get("/P", "")), str(nums[i + 1].get("/S", ""))
    return list(leaves(pdf.Root.PageLabels))


def bookmarks(pdf):  # [(title, page)] of the top level, and whether each is closed
    number = {page.objgen: i for i, page in enumerate(pdf.pages)}
    item, found = pdf.Root.Outlines.get("/First"), []
    while item is not None:
        found.append((str(item.Title), number[item.Dest[0].objgen]))
        item = item.get("/Next")
    return found


def singles(out):  # (document, id) → the words of each page of the paper by itself
    found = {}
    for entry in json.loads((out / "manifest.json").read_text())["files"]:
        if entry["path"].endswith(".pdf") and "employee" in entry:
            found[entry["document"], entry["employee"]] = out / entry["path"]
    return found


run("packs", "--flat", "--quiet", "--out", WORK / "single")
run("print", "--quiet", "--out", WORK / "leader")
SINGLE = singles(WORK / "single/2027")
ENTRIES = [e for e in json.loads((WORK / "leader/2027/manifest.json").read_text())["files"] if e["document"] != "index"]
BATCHES = {e["path"].split("/")[-1][:-4]: Batch(WORK / "leader/2027" / e["path"]) for e in ENTRIES}


def recipients(batch):  # [(label, first page, page behind the last)]
    starts = [(page, prefix) for page, prefix, style in batch.labels if not style]
    ends = [page for page, _ in starts[1:]] + [len(batch.pdf.pages)]
    return [(prefix, page, end) for (page, prefix), end in zip(starts, ends)]


def check_counts():
    wrong = []
    for e in ENTRIES:
        b = BATCHES[e["path"].split("/")[-1][:-4]]
        n = int(subprocess.run(["qpdf", "--show-npages", b.path], capture_output=True, text=True, check=True).stdout)
        m = re.search(NUMBERS, b.text[0])
        shown = tuple(map(int, m.groups())) if m else None
        if shown != (len(recipients(b)), n, n // 2) or (e["pages"], e["sheets"]) != (n, n // 2) or n % 2:
            wrong.append(f"{e['path']}: the cover says {shown}, the manifest {e['pages']}, {e['sheets']}; there are "
                         f"{len(recipients(b))} recipients on {n} pages")
        if (e["kind"], "tagged" in e) != ("batch", False):
            wrong.append(f"{e['path']}: kind {e['kind']}")
    say("counts", wrong)


def check_order():  # within a leader's batch come the leader, then those led, all of one wave: as in the chart
    wrong = []
    for name, b in BATCHES.items():
        order = [title for title, _ in bookmarks(b.pdf)[1:]]
        ids = [next(i for i, p in PEOPLE.items() if p["name"] == title) for title in order]
        if sorted(ids, key=lambda i: (i != name, PLACE[i])) != ids or (name in ids) != (name in PEOPLE):
            wrong.append(f"{name}: {ids}")
        listed = [b.text[0].find(title) for title in order]
        if -1 in listed or sorted(listed) != listed:
            wrong.append(f"{name}: the cover lists them in another order")
    everyone = [t for b in BATCHES.values() for t, _ in bookmarks(b.pdf)[1:]]
    due = [PEOPLE[i]["name"] for d, i in SINGLE if d in ("pack", "leader-pack")]
    if sorted(everyone) != sorted(due):
        wrong.append(f"{set(due) ^ set(everyone)} are in none, or should not be")
    say("order", wrong)


def check_text():  # a recipient's pages say what their papers by themselves say, and begin on front sides
    wrong, compared = [], 0
    for name, b in BATCHES.items():
        marks = bookmarks(b.pdf)
        if marks[0][1] != 0 or [page for _, page in marks[1:]] != [first for _, first, _ in recipients(b)]:
            wrong.append(f"{name}: bookmarks lead to {marks}")
        for (title, _), (number, first, end) in zip(marks[1:], recipients(b)):
            who = next(i for i, p in PEOPLE.items() if p["name"] == title)
            if first % 2 or title not in b.text[first] or b.text[first + 1]:
                wrong.append(f"{name}: no slip sheet for {title} on page {first + 1}")
            at = first + 2
            document = "leader-pack" if who == name else "pack"
            alone = pages(SINGLE[document, who])
            if (at, f"{number}-", "/D") not in b.labels:
                wrong.append(f"{name}: no page label {number}- at {at} in {b.labels}")
            if b.text[at:at + len(alone)] != alone:
                wrong.append(f"{name}: {document} of {who} is not what it is alone")
            compared += len(alone)
            at += len(alone)
            if at % 2:
                if b.text[at]:
                    wrong.append(f"{name}: page {at + 1} is not blank")
                at += 1
            if at != end:
                wrong.append(f"{name}: {title} has pages up to {end}, not {at}")
    if compared < 400:
        wrong.append(f"only {compared} pages were compared")
    say("text, padding, bookmarks and page labels", wrong)


def check_blank():  # nothing but artifacts
    wrong = []
    for name, b in BATCHES.items():
        for i, page in enumerate(b.pdf.pages):
            if not b.text[i]:
                operators = {str(op.operator) for op in pikepdf.parse_content_stream(page)}
                if operators - {"BDC", "BMC", "EMC", "q", "Q"}:
                    wrong.append(f"{name}: page {i + 1} draws {operators}")
    say("blank pages", wrong)


def check_structure():  # Document → one Part for each recipient → sections; ids are nobody else's
    wrong = []
    for name, b in BATCHES.items():
        document = b.pdf.Root.StructTreeRoot.K
        titles = [str(part.T) for part in document.K]
        if [t for t, _ in bookmarks(b.pdf)] != titles or {str(part.S) for part in document.K} != {"/Part"}:
            wrong.append(f"{name}: {titles}")
    judged = subprocess.run(["/usr/bin/python3", ROOT / "tests/pdf/judge.py", *[BATCHES[n].path for n in ("_outside-1",)]],
                            capture_output=True, text=True)
    if judged.returncode:
        wrong.append(judged.stdout[:500] + judged.stderr[:500])
    say("structure, PDF/UA and PDF/A", wrong)


def check_size():  # what is shared is there once
    wrong = []
    b = BATCHES["e1501"]
    names = [t for t, _ in bookmarks(b.pdf)[1:]]
    whole = sum(p.stat().st_size for (d, i), p in SINGLE.items() if PEOPLE[i]["name"] in names)
    if b.path.stat().st_size > whole * 55 // 100:
        wrong.append(f"{b.path.stat().st_size} bytes for papers of {whole}")
    say("size", wrong)


def check_modes():
    wrong = [p for p in (WORK / "leader").rglob("*") if p.stat().st_mode & 0o777 != (0o700 if p.is_dir() else 0o600)]
    say("modes", wrong)


# ---- The window of an envelope

MM = 72 / 25.4


def words_on(path, page):
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-"], capture_output=True, text=True, check=True).stdout
    return [(float(a) / MM, float(b) / MM, float(c) / MM, float(d) / MM, w) for a, b, c, d, w in
            re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out)]


def check_windows():
    cycle = WORK / "long"
    cycle.mkdir()
    long = "Anne-Margrethe Kjelstrup-Wettergren Bjørnebekk av Rosenkrantz-Gyldenløve"
    (cycle / "samtale.yaml").write_text("organisation: Nordlia\nlanguage: nb\nperiod: 2027\ndates: { from: 2027-01-01, to: 2027-12-31 }\n"
                                        "conversations: { from: 2027-01-11, to: 2027-02-26 }\nhr: { name: HR, email: hr@nordlia.example }\n")
    (cycle / "org.yaml").write_text(f"""unit:
  id: u
  name: Seksjon for samordning av beredskap, samfunnssikkerhet, personvern og informasjonssikkerhet
  type: seksjonen
  leader: e1
  employees:
    - {{ id: e1, name: {long}, title: Leder, leader: {{ name: {long}, title: Ordfører }} }}
    - {{ id: e2, name: {long} II, title: Rådgiver }}
    - {{ id: e3, name: Bo Li, title: Rådgiver, print: large }}
    - {{ id: e4, name: {long} IV, title: Rådgiver, print: large }}
""")
    run("print", "--by", "all", "--quiet", "--out", WORK / "windows", cycle=cycle)
    wrong = []
    path = WORK / "windows/2027/print/packs/all.pdf"
    slips = [(path, first, who) for (_, first, _), who in zip(recipients(Batch(path)), [long, long, "Bo Li", long])]
    for name, b in BATCHES.items():
        slips += [(b.path, first, title) for (_, first, _), (title, _) in zip(recipients(b), bookmarks(b.pdf)[1:])]
    for path, first, who in slips:
        address = [w for w in words_on(path, first + 1) if 18 < w[1] < 90]
        # in large print, whose words are higher, what has no room stands below the window
        lowest = 101 if max(w[3] - w[1] for w in address) > 6.5 else 76
        seen = [w for w in address if w[0] >= 20 and w[2] <= 101 and w[1] >= 44 and w[3] <= lowest]
        if len(seen) != len(address) or who.replace(" ", "").replace("-", "") not in "".join(w[4].strip() for w in address).replace("-", ""):
            wrong.append(f"{path.name} page {first + 1}: {[w for w in address if w not in seen][:2]} out of the window, or not {who}: {[w[4] for w in address]}")
    if len(slips) < 40:
        wrong.append(f"only {len(slips)} slip sheets")
    say("windows", wrong)


# ---- Parts, other batches, booklets

def check_parts():
    wrong = []
    run("print", "--by", "all", "--unit", "oppvekst", "--quiet", "--max-sheets", "40", "--out", WORK / "parts", "--jobs", "1")
    files = sorted((WORK / "parts/2027/print/packs").glob("all+*.pdf"), key=lambda p: int(p.stem.split("+")[1]))
    together = []
    for i, path in enumerate(files):
        b = Batch(path)
        sheets = len(b.pdf.pages) // 2
        if sheets > 40 or (i + 1 < len(files) and sheets < 10):
            wrong.append(f"{path.name} has {sheets} sheets")
        more = "Bunken fortsetter" in b.text[0], "den siste filen" in b.text[0]
        if more != (i + 1 < len(files), i + 1 == len(files)) or not re.search(rf"Del (Alle )?{i + 1}\b", b.text[0]):
            wrong.append(f"{path.name}: its cover does not say which part it is")
        together += [t for t, _ in bookmarks(b.pdf)[1:]]
    run("print", "--by", "all", "--unit", "oppvekst", "--quiet", "--out", WORK / "parts")
    whole = [t for t, _ in bookmarks(Batch(WORK / "parts/2027/print/packs/all.pdf").pdf)[1:]]
    if len(files) < 4 or together != whole or len(whole) != len(set(whole)):
        wrong.append(f"{len(files)} files hold {len(together)} recipients, one alone {len(whole)}")
    said = run("print", "--employee", "e1102", "--max-sheets", "2", "--out", WORK / "alone")
    if "Maja Solberg alone has more than 2 sheets" not in said or not (WORK / "alone/2027/print/packs/employee/e1102.pdf").exists():
        wrong.append(f"one person above it: {said}")
    say("parts", wrong)


def check_jobs():
    def sums(out):
        files = [p for p in sorted(out.rglob("*")) if p.is_file() and p.name != ".manifest.cache"]  # that one is the machine's own
        return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    env = dict(os.environ, TZ="Pacific/Kiritimati")
    run("print", "--quiet", "--out", WORK / "jobs", "--jobs", "3", env=env)
    a, b = sums(WORK / "leader"), sums(WORK / "jobs")
    say("jobs", [f"{k} differs" for k in a if a[k] != b.get(k)] + ([] if len(a) == len(b) > 10 else ["other files"]))


def check_others():
    wrong = []
    for words, path, count in ((("start-letter", "--by", "unit"), "print/start-letter/unit", 7), (("forms", "follow-up", "--by", "wave"), "print/follow-up/wave", 5),
                               (("forms", "--unit", "helse"), "print/action-plan/leader", 2), (("process-evaluation", "--by", "all"), "print/process-evaluation", 1),
                               (("forms", "--blank", "3"), "print/action-plan", 1)):
        out = WORK / "others" / "-".join(words)
        run("print", *words, "--quiet", "--out", out)
        files = list((out / "2027" / path).glob("*.pdf"))
        if len(files) < count:
            wrong.append(f"{words}: {len(files)} files")
        for f in files:
            if len(pikepdf.open(f).pages) % 2:
                wrong.append(f"{f.name} has an odd page")
    say("other documents", wrong)


def half(path, page, right):
    width = 421
    return pages(path, "-f", str(page), "-l", str(page), "-x", str(width if right else 0), "-y", "0", "-W", str(width), "-H", "596")[0]


def bare(text):  # words in any order, and without the numbers of sheets, which are others in a booklet
    return sorted(re.sub(r"papirer: \d+", "", text).split())


def check_booklet():
    wrong = []
    out = WORK / "booklet"
    run("print", "--leader", "e1403", "--booklet", "--quiet", "--out", out)
    path, straight = out / "2027/print/packs/leader-booklet/e1403.pdf", BATCHES["e1403"]
    entry = [e for e in json.loads((out / "2027/manifest.json").read_text())["files"] if "+sheets" not in e["path"] and e["document"] != "index"][0]
    if (entry["kind"], entry.get("tagged"), entry["sheets"]) != ("booklet", False, len(pikepdf.open(path).pages) // 2):
        wrong.append(f"the manifest says {entry}")
    pdf, side = pikepdf.open(path), 0
    meta = bytes(pdf.Root.Metadata.read_bytes())
    if "/StructTreeRoot" in pdf.Root or "/MarkInfo" in pdf.Root or b"pdfaid:part" in meta or b"pdfuaid:part" in meta:
        wrong.append("it claims to be tagged or archival")
    groups = [(0, BLANK)] + [(first, end) for _, first, end in recipients(straight)]
    for first, end in groups:
        wanted = [page for page in straight.text[first:end] if "HP-2" not in page]  # the plan lies beside it
        wanted += [""] * (-len(wanted) % 4)
        for s in range(len(wanted) // 2):
            side += 1
            left, right = (len(wanted) - 1 - s, s) if s % 2 == 0 else (s, len(wanted) - 1 - s)
            if first:  # the cover has other numbers
                for right, page in ((False, left), (True, right)):
                    got = half(path, side, right)
                    empty = not got.strip() and len(wanted[page].splitlines()) < 10  # only head and foot
                    if bare(got) != bare(wanted[page]) and not empty:
                        wrong.append(f"side {side}: its {'right' if right else 'left'} half has {got[:60]!r}, not {wanted[page][:60]!r}")
    if side != len(pdf.pages):
        wrong.append(f"{len(pdf.pages)} sides, not {side}")
    say("booklet", wrong)


# ---- What lp is told

def check_many():  # so many papers that a worker lets go of what they share between two files
    cycle, wrong, slips = WORK / "many", [], 150
    subprocess.run([ROOT / "tests/bench/scale.py", cycle, "--people", str(slips)], check=True)
    said = {}
    for most in (40, 100000):
        run("print", "--by", "all", "--max-sheets", str(most), "--out", WORK / f"many-{most}", cycle=cycle)
        said[most] = collections.Counter(page for path in (WORK / f"many-{most}/2027/print").rglob("*.pdf") for page in pages(path))
    covers = 2 * len(list((WORK / "many-40/2027/print").rglob("*.pdf")))  # they and slip sheets name the file
    other = (said[40] - said[100000]).total()
    if other > covers + slips:
        wrong.append(f"{other} pages say something else, of which covers are {covers} and slip sheets {slips}")
    say("many", wrong)


def check_lp():
    wrong = []
    tools, log, out = WORK / "tools", WORK / "log", WORK / "lp"
    tools.mkdir()
    (tools / "lp").write_text(f"""#!/bin/sh
for last; do :; done
[ -e "{tools}/jam" ] && case $* in *e1003*) echo "lp: the printer is on fire" >&2; exit 1;; esac
[ -s "$last" ] || exit 9
printf '%s|' "$@" >>"{log}"; echo >>"{log}"
echo "request id is Copier-$(wc -l <"{log}") (1 file(s))"
""")
    (tools / "lp").chmod(0o755)
    env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}")
    command = ("print", "--unit", "nordlia", "--wave", "3", "--out", out, "--printer", "Copier", "--pin", "0123", "-o", "Tray=Two; x")
    dry = run(*command, "--dry-run", env=env)
    if log.exists() or (out / "2027/print").exists() or dry.count("\nlp -d Copier") + dry.startswith("lp -d Copier") < 3 or "'Tray=Two; x'" not in dry:
        wrong.append(f"a dry run: {dry}")
    (tools / "jam").touch()
    said = run(*command, env=env, status=3)
    first = log.read_text().splitlines() if log.exists() else []
    if "on fire" not in said or "e1003" not in said or not first:
        wrong.append(f"a jam: {said}")
    (tools / "jam").unlink()
    run(*command, env=env)
    lines = log.read_text().splitlines()
    paths = [line.split("|")[-2] for line in lines]
    if len(paths) != len(set(paths)) or len(paths) != len(list((out / "2027/print").rglob("*.pdf"))) or lines[:len(first)] != first:
        wrong.append(f"again: {paths}")
    for word in ("-d|Copier|", "-o|sides=two-sided-long-edge|", "-o|job-password=0123|", "-o|Tray=Two; x|", "|--|"):
        if not all(word in line for line in lines):
            wrong.append(f"lp is not told {word}")
    said = run(*command, env=env)
    if "sent before" not in said or len(log.read_text().splitlines()) != len(lines):
        wrong.append(f"a third time: {said}")
    run(*command, "--again", env=env)
    if len(log.read_text().splitlines()) != 2 * len(lines):
        wrong.append("--again does not send again")
    if (out / "2027/print/sent").stat().st_mode & 0o777 != 0o600 or "0123" in (out / "2027/print/sent").read_text():
        wrong.append("the record of what was sent is open, or holds the PIN")
    log.unlink()
    run("print", "--leader", "e1403", "--out", out, "--printer", "Copier", "--staple", "--duplex", "off", env=env)
    lines = log.read_text().splitlines()
    ranges = [re.search(r"-P\|(\d+)-(\d+)\|", line) for line in lines]
    b = BATCHES["e1403"]
    wanted = [(1, BLANK)] + [(first + 1, end) for _, first, end in recipients(b)]
    if [tuple(map(int, m.groups())) if m else None for m in ranges] != wanted or not all("finishings=4" in x and "one-sided" in x for x in lines):
        wrong.append(f"stapled: {lines}")
    empty = WORK / "empty"
    empty.mkdir()
    said = run("print", "--leader", "e1403", "--out", out, "--printer", "X", env=dict(os.environ, PATH=str(empty)), status=3)
    if "no command lp" not in said:
        wrong.append(f"without lp: {said}")
    say("lp", wrong)


try:
    for check in (check_counts, check_order, check_text, check_blank, check_structure, check_size, check_modes, check_windows, check_parts,
                  check_jobs, check_others, check_booklet, check_many, check_lp):
        check()
finally:
    shutil.rmtree(WORK, ignore_errors=True)
sys.exit(failed)
