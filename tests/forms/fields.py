#!/usr/bin/python3
"""The fields of forms and packs: there is one wherever somebody writes, in reading order, with names that lead into the
record, with what a screen reader says; and a form looks the same with and without them.

Each paper is looked at from two sides: its file, as readers of PDF files see it (pikepdf, poppler), and `--dump paper`,
which says where lines, boxes and fields stand.
"""
import hmac
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # no caches beside the sources
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/compose"), str(ROOT / "tests/pdf")]

import pikepdf  # noqa: E402

import judge  # noqa: E402
import structure_tree  # noqa: E402
from languages import sample_in  # noqa: E402
from paper_rules import BOTTOM, LEFT, RIGHT, TOP, parse  # noqa: E402

SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
KEY = (SAMPLE / "secret.key").read_bytes()
FORMS = ["action-plan", "follow-up", "evaluation", "process-evaluation"]
LANGUAGES = ["nb", "nn", "en"]
SIGNATURE = {"nb": "Underskrift", "nn": "Underskrift", "en": "Signature"}
INSET = 2.1       # pt that a field reaches out beside what it stands on
LEAST = 9         # pt: as high and wide as a field is at least
TWO_MM = 2 * 72 / 25.4
results = []


def say(name, fault):
    print(f"FAIL fields/{name}: {fault}" if fault else f"ok fields/{name}", flush=True)
    results.append(not fault)


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr.strip()


# ---- The tables of the record

def record_tables():
    """Each path of the record, with its kind, as generator/model/record.c lists them."""
    source = (ROOT / "generator/model/record.c").read_text(encoding="utf-8")
    tables = {}
    for name, body in re.findall(r"struct record_field (record_\w+)\[\] = \{(.*?)\n\};", source, re.S):
        rows = re.findall(r'^    \{"([^"]+)", (?:\.kind = RECORD_(\w+)|(CHOICES)\()', body, re.M)
        if len(rows) != body.count('{"'):
            say(f"{name} can be read", "not every row is understood")
        tables.update({path: kind or choices for path, kind, choices in rows})
    return tables


RECORD = record_tables()
PATTERNS = {path: re.compile(re.escape(path).replace(r"\*", "[A-Za-z0-9_.-]+")) for path in RECORD}


def record_row(path):
    return next((row for row, pattern in PATTERNS.items() if pattern.fullmatch(path)), None)


def record_mark(field):
    """As generator/model/record.h has it: keyed with the leader's key, over form, path and normalised text."""
    text = unicodedata.normalize("NFC", field.value.replace("\r\n", "\n").replace("\r", "\n"))
    form = field.name.split(".")[0].rsplit("/", 1)[0]
    leader = re.search("/l=([^/]+)", form)
    key = hmac.digest(KEY, f"samtale form\0{leader[1] if leader else ''}".encode(), "sha256")
    return hmac.new(key, f"prefilled\0{form}\0{field.path}\0{text}\0".encode(), "sha256").hexdigest()[:8]


# ---- A paper

class Widget:
    def __init__(self, page, values, index):
        self.page, self.index, self.field = page, index, int(values["field"])
        self.x, self.y, self.w, self.h = (float(values[key]) for key in "xywh")
        self.state = values.get("state")

    def overlaps(self, other):
        return (self.page == other.page and min(self.x + self.w, other.x + other.w) - max(self.x, other.x) > 0.1
                and min(self.y + self.h, other.y + other.h) - max(self.y, other.y) > 0.1)


class Tree(structure_tree.Section):
    """A section's structure, whose Form elements hold which widget they are."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def read(self, line):
        words = line.split(" ")
        if words[0] == "widget":
            self.nodes[int(words[1])].append(("widget", self.count))
            self.count += 1
        else:
            super().read(line)


class Section:
    """What of a section of a dump is looked at here; positions are in points from the upper left corner of a page."""

    def __init__(self, values):
        self.width, self.height = float(values["width"]), float(values["height"])
        self.rules, self.boxes, self.runs, self.widgets, self.fields = [], [], [], [], []
        self.tree, self.page, self.whole = Tree(), -1, None

    def add(self, line):
        words, v, text = parse(line)
        kind = words[0]
        element = None if len(words) < 2 or not words[1].isdigit() else int(words[1])
        if kind == "page":
            self.page += 1
        if kind in ("run", "rule", "box", "picture") and element is not None:
            if self.tree.is_field(element):
                return  # a field's appearance
            self.tree.add(element, structure_tree.run_text(line, False) if kind == "run" else "")
        elif kind not in ("run", "rule", "box", "picture"):
            self.tree.read(line)
        if kind == "rule" and "write-on" in words:
            self.rules.append((self.page, *(float(v[key]) for key in ("x", "y", "x2"))))
        elif kind == "box" and v.get("stroke") == "ink":
            self.boxes.append((self.page, *(float(v[key]) for key in "xywh")))
        elif kind == "run":
            self.runs.append((self.page, float(v["x"]), float(v["baseline"]), text))
        elif kind == "widget":
            self.widgets.append(Widget(self.page, v, len(self.widgets)))
        elif kind == "field":
            self.fields.append(line.split(" ")[2:4])

    def structure(self):
        if self.whole is None:
            self.whole = structure_tree.tidy(self.tree.end())
        return self.whole

    def flat(self):
        """Texts and widgets in the order in which they are read aloud."""
        def walk(node):
            for kid in node[1:]:
                if isinstance(kid, list):
                    yield from walk(kid)
                else:
                    yield kid
        return [item for item in walk(self.structure()) if item is not structure_tree.LINK]


def sections(dump):
    found = []
    for line in dump.split("\nmargins\n")[0].splitlines():
        line = line.strip()
        if line.startswith("section "):
            found.append(Section(parse(line)[1]))
        elif found and line:
            found[-1].add(line)
    return found


class Field:
    """One that holds a value, as it is in the file."""

    def __init__(self, obj, name):
        self.obj, self.name = obj, name
        self.says = str(obj.get("/TU", ""))
        self.kind = str(obj.get("/FT", ""))
        self.value = None if "/V" not in obj or self.kind == "/Btn" and obj.V == "/Off" else str(obj.V).removeprefix("/" if self.kind == "/Btn" else "")
        match = re.fullmatch(r"(samtale/2/[^.]+)\.(\d+)-(\d+)\.([^.~]+)(?:~([0-9a-f]{8}))?", name)
        self.place = match and (int(match[2]), int(match[3]))
        self.path, self.mark = (match[4].replace(":", "."), match[5]) if match else (None, None)


class Paper:
    """One paper: its file and its dump."""

    def __init__(self, name, language, path, dump):
        self.name, self.language, self.path, self.dump = name, language, path, dump
        self.sections = sections(dump)
        self.fields, self.order = [], []
        with pikepdf.open(path) as pdf:
            self.has_form = "/AcroForm" in pdf.Root
            self.annotations = sum(a.get("/Subtype") == "/Widget" for page in pdf.pages for a in page.obj.get("/Annots", []))
            if self.has_form:
                self.read(pdf)
        self._text = None

    def read(self, pdf):
        names = {}
        stack = [(obj, "") for obj in pdf.Root.AcroForm.Fields]
        while stack:
            obj, above = stack.pop()
            name = f"{above}.{obj.T}" if above else str(obj.T)
            kids = list(obj.get("/Kids", []))
            if kids and all("/T" in kid for kid in kids):
                stack += [(kid, name) for kid in reversed(kids)]
                continue
            self.fields.append(Field(obj, name))
            for widget in kids or [obj]:
                names[widget.objgen] = name
        self.walk(pdf.Root.StructTreeRoot, names)

    def walk(self, node, names):
        kids = node.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                continue
            if kid.get("/Type") == "/OBJR":
                if kid.Obj.objgen in names:
                    self.order.append(names[kid.Obj.objgen])
            else:
                self.walk(kid, names)

    @property
    def text(self):
        if self._text is None:
            self._text = run("pdftotext", "-enc", "UTF-8", self.path, "-")[1]
        return self._text


# ---- Making papers

def sheets(document):
    """All follow-ups, for e1102 has held them, so that there is no next one."""
    return ["--follow-up", "all"] if document == "follow-up" else []


class Maker:
    """Papers of one cycle, each made once."""

    def __init__(self, cycle, language, work):
        self.cycle, self.language, self.work = cycle, language, work
        self.count = 0

    def made(self, name, *words, command="forms"):
        """The only paper, or the one whose file is called so."""
        self.count += 1
        out = self.work / f"{self.language}-{self.count}"
        status, _, said = run(SAMTALE, "-C", self.cycle, command, *words, "--quiet", "--out", out)
        files = sorted(out.rglob("*.pdf"))
        wanted = next((path for path in files if path.stem == name), files[0] if len(files) == 1 else None)
        if status or not wanted:
            raise RuntimeError(f"samtale {command} {' '.join(words)} makes {len(files)} papers: {said[:300]}")
        dumps = re.split(r"^=== (.*)\n", run(SAMTALE, "-C", self.cycle, command, *words, "--dump", "paper")[1], flags=re.M)
        dump = next(text for path, text in zip(dumps[1::2], dumps[2::2]) if str(wanted).endswith(path))
        label = " ".join([self.language, *([command] if command != "forms" else []), *words])
        return Paper(label.replace("--", ""), self.language, wanted, dump)

    def form(self, document, *words):
        of = {"process-evaluation": ["--unit", "solbakken"]}.get(document, ["--employee", "e1102", *sheets(document)])
        return self.made("solbakken" if document == "process-evaluation" else "e1102", document, *of, *words)

    def blank(self, document, *words):
        return self.made("_blank", document, "--blank", "1", *words)


def papers_of(language, work):
    """Every form in one language, filled in and blank, in normal and in large print, and packs."""
    cycle = work / f"cycle-{language}"
    sample_in(language, cycle)
    maker = Maker(cycle, language, work)
    found = []
    for size in [], ["--large-print"]:
        for document in FORMS:
            found += [maker.form(document, *size), maker.blank(document, *size)]
        found.append(maker.made("e1102", "--employee", "e1102", *size, command="packs"))
    if language == "nb":
        for person in "e1101", "e1303", "e1404":
            found += [maker.made(person, document, "--employee", person, *sheets(document)) for document in FORMS[:3]]
        found.append(maker.made("e1302", "--employee", "e1302", command="packs"))
    return maker, found


# ---- (a) Wherever somebody writes

def on_widget(section, page, x, y, x2, slack=3):
    """Whether a widget stands on the line from x to x2 at y."""
    return any(w.page == page and w.x <= x + slack and x2 - slack <= w.x + w.w and w.y <= y + 1 and y <= w.y + w.h + 2.5
               for w in section.widgets)


def is_signature(section, language, page, x, y):
    return any(run_page == page and abs(run_x - x) < 1 and 0 < base - y < 30 and text.startswith(SIGNATURE[language])
               for run_page, run_x, base, text in section.runs)


def places_without_field(paper):
    for section in paper.sections:
        for page, x, y, x2 in section.rules:
            if not on_widget(section, page, x, y, x2) and not is_signature(section, paper.language, page, x, y):
                yield f"page {page + 1}: a line to write on at {x:.0f}, {y:.0f} has no field"
        for page, x, y, w, h in section.boxes:
            near = [one for one in section.widgets if one.page == page and abs(one.x - x) < 1 and abs(one.y - y) < 1]
            if not any(abs(one.w - w) < 1 and abs(one.h - h) < 1 and one.state for one in near):
                yield f"page {page + 1}: a box at {x:.0f}, {y:.0f} has no field"
        yield from cells_without_field(section.structure())


def rows_of(table):
    for kid in table[1:]:
        if isinstance(kid, list) and kid[0] == "TR":
            yield kid
        elif isinstance(kid, list) and kid[0] == "TBody":
            yield from rows_of(kid)


def has_form(node):
    return any(isinstance(kid, list) and (kid[0] == "Form" or has_form(kid)) for kid in node[1:])


def cells_without_field(node):
    """An empty cell below or above fields is one to write in, but for that of a goal that stands in a row above."""
    if node[0] == "Table":
        rows = list(rows_of(node))
        columns = {i for row in rows for i, cell in enumerate(row[1:]) if i and has_form(cell)}
        yield from ("an empty cell of a form has no field" for row in rows for i, cell in enumerate(row[1:])
                    if i in columns and not any(cell[1:]))
    for kid in node[1:]:
        if isinstance(kid, list):
            yield from cells_without_field(kid)


# ---- (b) Where fields stand

def misplaced(paper):
    for section in paper.sections:
        for w in section.widgets:
            where = f"page {w.page + 1}: a field at {w.x:.0f}, {w.y:.0f}"
            if w.w < LEAST or w.h < LEAST:
                yield f"{where} is {w.w:.1f} by {w.h:.1f} pt"
            if w.x < LEFT - INSET or w.x + w.w > section.width - RIGHT + INSET + 0.5 or w.y < TOP or w.y + w.h > section.height - BOTTOM + 1:
                yield f"{where} is outside the margins"
            yield from (f"{where} overlaps another" for other in section.widgets[w.index + 1:] if w.overlaps(other))


# ---- (c) The order in which they are read

def comes_before(one, other):
    """Whether a reader comes from one to the other: below it, or to the right of it."""
    if other.page != one.page:
        return other.page > one.page
    return other.y >= one.y - 2 or other.x >= one.x + one.w - 5


def squeeze(text):
    return re.sub(r"[\s\u00ad-]+", "", text)


# Who fills in a place is a shape before its label, which a key above explains.
WHO = ", (?:" + "|".join(re.findall(r"^  (?:employee|leader|both): (.*)$", "\n".join(
    re.search(r"^who:.*?(?=^\S)", (ROOT / f"templates/{language}/strings.yaml").read_text(encoding="utf-8"), re.M | re.S)[0]
    for language in LANGUAGES), re.M)) + r")(?=$|:| \()"


def pieces(says):
    """What a screen reader says, taken apart into what stands on the page; not how a date is written."""
    says = re.sub(WHO, "", says)
    says = re.sub(r" \([^()]*\)$", "", re.sub(r" \(\d+\)$", "", re.sub(r" \((dd\.mm\.\w+|dato, .*|a date, .*)\)$", "", says)))
    parts = re.split(r" – (?:dato|date)(?=,)| – |, (?:mål|goal) \d+|, (?:rad|row) \d+(?:: (?:Type mål|Type of goal))?|: |(?<=:)$", says)
    return [squeeze(part) for part in parts if part and squeeze(part)]


def misread(paper):
    order = []
    by_name = {field.name: field for field in paper.fields}
    for section in paper.sections:
        before, since, boxes, own = None, "", None, section.flat()
        for item in own:
            if not isinstance(item, tuple):
                since += item
                continue
            widget = section.widgets[item[1]]
            name = section.fields[widget.field][1]
            order.append(name)
            if before and not comes_before(before, widget):
                yield f"{name} at {widget.x:.0f}, {widget.y:.0f} is read after what stands below it"
            field = by_name.get(paper.order[len(order) - 1] if len(order) <= len(paper.order) else "")
            if field and field.kind != "/Btn" and not re.search(r", (rad|row) \d", field.says):
                label = re.sub(r" \(\d+\)$", "", field.says)  # that of the boxes before it, too
                if label != boxes and not any(piece in squeeze(since) for piece in pieces(field.says)):
                    yield f"{name} is not read right after its label “{field.says}”"
            before, since = widget, ""
            boxes = field.says if field and field.kind == "/Btn" else None
    seen = [name.split(".", 2)[2] for name in paper.order]
    if seen != order:
        wrong = next((i for i, pair in enumerate(zip(seen, order)) if pair[0] != pair[1]), min(len(seen), len(order)))
        yield f"in the file, the {wrong + 1}. of {len(seen)} fields is another than on paper with {len(order)}"


# ---- (d) Names

def misnamed(paper):
    seen = set()
    for field in paper.fields:
        if not field.place:
            yield f"the name {field.name} cannot be taken apart"
        elif not record_row(field.path):
            yield f"{field.path} is nowhere in the record"
        elif bool(field.mark) != bool(field.value):
            yield f"{field.name} holds {field.value!r}"
        elif field.mark and field.mark != record_mark(field):
            yield f"{field.name} has another mark than {field.value!r}, {record_mark(field)}"
        if field.name.split("~")[0] in seen:
            yield f"{field.name} occurs twice"
        seen.add(field.name.split("~")[0])


def check_copies(maker):
    """Three blank copies have three times the same names, apart by their copy only."""
    for document in FORMS:
        one = {(field.place[1], field.path) for field in maker.blank(document).fields}
        three = maker.made("_blank", document, "--blank", "3").fields
        copies = {copy: {(f.place[1], f.path) for f in three if f.place[0] == copy} for copy in {f.place[0] for f in three}}
        fault = None if copies == {1: one, 2: one, 3: one} and one else f"{len(three)} names, copies {sorted(copies)}, of {len(one)}"
        say(f"three copies of {document}", fault)


def is_of_spare_card(path, paths):
    """Of an empty card beyond the third, which is there only where it needs no further sheet."""
    goals = sorted((int(n) for n in {p.split("/")[1][1:] for p in paths if re.fullmatch(r"goals/g\d+/goal", p)}))
    match = re.match(r"goals/g(\d+)/", path)
    return bool(match) and int(match[1]) in goals[3:] and int(match[1]) == goals[-1]


def check_sizes(made):
    """A form in large print has the same places to write."""
    for maker, papers in made:
        by_name = {paper.name: {field.path for field in paper.fields} for paper in papers}
        for name, paths in by_name.items():
            large = by_name.get(f"{name} large-print", paths)
            only = {path for path in large ^ paths if not is_of_spare_card(path, large | paths)}
            say(f"{name} has the same in large print", f"only one has {sorted(only)[:3]}" if only else None)


# ---- (e) Every place in the record

def check_record(papers):
    """Every place in the record is a field of some form; notes and who are none. What can be chosen from, or ticked, is one of them."""
    seen = {record_row(field.path) for paper in papers for field in paper.fields if field.path}
    for path, kind in RECORD.items():
        if kind not in ("NOTE", "WHO"):
            say(f"record {path}", None if path in seen or f"{path}/*" in seen else "no form has a field for it")


# ---- (f) The same on paper and on a screen

def pixels(path, work):
    """Each page in grey at 50 dpi: width and bytes."""
    prefix = work / f"page-{len(list(work.glob('page-*')))}"
    subprocess.run(["pdftoppm", "-r", "50", "-gray", path, prefix], check=True, capture_output=True)
    found = []
    for image in sorted(work.glob(prefix.name + "-*.pgm")):
        data = image.read_bytes()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        found.append((int(head[1]), data[head.end():]))
    return found


BLOCK = 6           # pixels, about 3 mm
MOST_IN_BLOCK = 12  # of 255, on average; a missing mark makes 30, what is 2 mm away 25, another edge 4
MOST_ON_PAGE = 0.05


def looks_different(one, other, work):
    """Where two papers look different, or None."""
    first, second = pixels(one, work), pixels(other, work)
    if len(first) != len(second):
        return f"{len(first)} pages and {len(second)}"
    for number, ((width, a), (other_width, b)) in enumerate(zip(first, second), 1):
        if width != other_width or len(a) != len(b):
            return f"page {number} has another size"
        if a == b:
            continue
        blocks, total = {}, 0
        for at, (p, q) in enumerate(zip(a, b)):
            if p != q:
                total += abs(p - q)
                key = at // width // BLOCK, at % width // BLOCK
                blocks[key] = blocks.get(key, 0) + p - q  # what only another edge makes lighter, its neighbour makes darker
        worst = max(blocks, key=lambda key: abs(blocks[key]))
        if abs(blocks[worst]) > MOST_IN_BLOCK * BLOCK * BLOCK or total > MOST_ON_PAGE * len(a):
            return f"page {number} at {worst[1] * BLOCK * 72 // 50}, {worst[0] * BLOCK * 72 // 50} pt: {blocks[worst] / BLOCK / BLOCK:.1f}, {total / len(a):.3f} in all"
    return None


def check_flat(maker, work):
    for document in FORMS:
        for make in maker.form, maker.blank:
            paper, flat = make(document), make(document, "--flat")
            fault = looks_different(paper.path, flat.path, work)
            if not fault and (flat.has_form or flat.annotations):
                fault = "without fields it has a form"
            say(f"the same on paper: {paper.name}", fault)
    paper = maker.form("evaluation")
    for name, damage in DAMAGE.items():
        broken = work / "broken.pdf"
        with pikepdf.open(paper.path) as pdf:
            damage(pdf)
            pdf.save(broken)
        seen = looks_different(paper.path, broken, work)
        say(f"it would be seen: {name}", None if seen else "nobody sees it")


def filled(pdf, path):
    return next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/T", "")).startswith(path) and "/V" in o)


def without_appearance(path):
    return lambda pdf: filled(pdf, path).AP.__setitem__("/N", pdf.make_stream(b"", Type=pikepdf.Name("/XObject"),
                       Subtype=pikepdf.Name("/Form"), BBox=pikepdf.Array([0, 0, 1, 1])))


def moved(path, x, y):
    def move(pdf):
        rect = filled(pdf, path)["/Rect"]
        filled(pdf, path)["/Rect"] = pikepdf.Array([float(v) + (y if i % 2 else x) for i, v in enumerate(rect)])
    return move


def untick(pdf):
    filled(pdf, "competence-needs/law")["/AS"] = pikepdf.Name("/Off")


DAMAGE = {
    "a date that is missing": without_appearance("evaluation/held"),
    "a comment that is missing": without_appearance("goals/g1/comments/leader"),
    "a day 2 mm too low": moved("evaluation/held", 0, -TWO_MM),
    "what was learnt 2 mm too far to the right": moved("evaluation/learnt", TWO_MM, 0),
    "a box that is not ticked": untick,
}


# ---- (g) Any text

SAMI = "Čáppa dálki: Đ đ Ŋ ŋ Š š Ŧ ŧ Ž ž"
GREEK = "Καλημέρα, τι κάνεις;"
CYRILLIC = "Щоденна робота з учнями"
EMOJI = "Ferdig 😀 nå"
BREAKS = "Første linje\nAndre linje\n\nFjerde linje"
LONG = " ".join(f"ord{n:04}" for n in range(5000 // 8))
QUOTED = 'Hermetegn "slik" (og) \\ omvendt, 100 % {kurs} <b>'

PLAN = """employee: e1102
unit: oppvekst
leader: e1001
goals:
  - id: g1.a-b_c
    kind: work
    goal: "SAMI"
    measures:
      - {{ id: m1, what: "GREEK", responsible: "CYRILLIC", deadline: "EMOJI" }}
    comments: {{ employee: "BREAKS", leader: 'QUOTED' }}
disagreement: "BREAKS"
follow-up-informal: "GREEK"
evaluation: {{ held: 2027-12-02, learnt: "LONG", next-steps: "CYRILLIC" }}
competence-needs: [ {{ other: "SAMI" }} ]
"""
VALUES = {"goals/g1.a-b_c/goal": SAMI, "goals/g1.a-b_c/measures/m1/what": GREEK, "goals/g1.a-b_c/measures/m1/responsible": CYRILLIC,
          "goals/g1.a-b_c/measures/m1/deadline": EMOJI, "goals/g1.a-b_c/comments/employee": BREAKS,
          "goals/g1.a-b_c/comments/leader": QUOTED, "disagreement": BREAKS, "follow-up-informal": GREEK,
          "evaluation/next-steps": CYRILLIC, "other-needs/1": SAMI}


def any_text(work):
    cycle = work / "any"
    shutil.copytree(SAMPLE, cycle, ignore=shutil.ignore_patterns("out"))
    plan = PLAN.replace("{{", "{").replace("}}", "}")
    for name in "SAMI", "GREEK", "CYRILLIC", "EMOJI", "BREAKS", "LONG":
        plan = plan.replace(f'"{name}"', '"' + globals()[name].replace("\n", "\\n") + '"')
    (cycle / "plans/2027/e1102.yaml").write_text(plan.replace("QUOTED", QUOTED), encoding="utf-8")
    maker = Maker(cycle, "any text", work)
    papers = [maker.form("action-plan"), maker.form("evaluation")]
    held = {field.path: field.value for paper in papers for field in paper.fields}
    text = squeeze("".join(paper.text for paper in papers))
    for path, value in VALUES.items():
        fault = None if held.get(path) == value else f"its field holds {held.get(path)!r}"
        missing = [line for line in value.split("\n") if squeeze(line) not in text]
        say(f"any text in {path}", fault or (f"{missing} cannot be read on the page" if missing else None))
    words = [word for word in LONG.split() if word not in text]
    say("a long text is printed", "it is a field" if "evaluation/learnt" in held else f"{words[:3]} are missing" if words else None)
    for paper in papers:
        check_paper(paper)
        findings = judge.judge_one(str(paper.path))
        say(f"judged: {paper.name}", findings[0] if findings else None)


# ---- (h) What a screen reader says

def endings(language):
    """How the words for a date and for a deadline end, from the language's strings."""
    strings = (ROOT / f"templates/{language}/strings.yaml").read_text(encoding="utf-8")
    fields = re.search(r"^fields:.*?(?=^\S)", strings, re.M | re.S)[0]
    return {kind: re.search(rf'^  {key}: "{{{{label}}}}(.+)"$', fields, re.M)[1]
            for kind, key in (("DATE", "date"), ("DONE", "date"), ("DEADLINE", "deadline"))}


def missaid(paper):
    ends = endings(paper.language)
    text = squeeze("".join(item for section in paper.sections for item in section.flat() if isinstance(item, str)))
    seen = {}
    for field in paper.fields:
        kind = RECORD.get(record_row(field.path))
        kind = "DATE" if kind == "DONE" else kind
        if kind in ends and not field.says.endswith(ends[kind]):
            yield f"{field.path} does not say how a date is written: {field.says}"
        if kind not in ends and any(field.says.endswith(end) for end in ends.values()):
            yield f"{field.path} is no date: {field.says}"
        other = seen.setdefault((field.place, field.says), field.path)
        if other != field.path:
            yield f"{field.path} says the same as {other}: {field.says}"
        strange = [piece for piece in pieces(field.says) if piece not in text]
        if strange:
            yield f"{field.path} says {strange}, which is nowhere on the page"


# ---- (i) Untidy cycles

UNTIDY = """employee: e1102
unit: oppvekst
leader: e1001
goals:
  - { id: g1, goal: Uten type og tiltak }
  - { id: g2, kind: work, goal: Støtter noe, supports: tidlig-innsats, measures: [{ id: m1, what: Ett tiltak }] }
"""


def untidy(work):
    none, odd, gone = work / "no-plans", work / "odd", work / "gone"
    for cycle in none, odd, gone:
        shutil.copytree(SAMPLE, cycle, ignore=shutil.ignore_patterns("out"))
    shutil.rmtree(none / "plans")
    (odd / "plans/2027/e1102.yaml").write_text(UNTIDY, encoding="utf-8")
    plan = gone / "plans/2027/e1102.yaml"
    plan.write_text(UNTIDY.replace("tidlig-innsats", "finnes-ikke"), encoding="utf-8")
    status, _, said = run(SAMTALE, "-C", gone, "forms", "action-plan", "--employee", "e1102", "--out", work / "gone-out")
    named = status == 1 and '"finnes-ikke" is not a priority' in said and not list((work / "gone-out").rglob("*.pdf"))
    say("a priority that is gone is named, and no form is made without it", None if named else f"exit status {status}: {said[:200]}")
    for name, cycle in ("no plans", none), ("odd goals", odd):
        maker = Maker(cycle, name, work)
        for document in FORMS[:3]:
            paper = maker.form(document)
            check_paper(paper)
            findings = judge.judge_one(str(paper.path), outside=False)
            say(f"judged: {paper.name}", findings[0] if findings else None)
    paths = {field.path: field for field in Maker(odd, "odd goals", work).form("action-plan").fields}
    for path in "goals/g1/kind", "goals/g1/supports/tidlig-innsats", "goals/g1/measures/m3/what", "goals/g2/measures/m1/deadline":
        say(f"odd goals have {path}", None if path in paths and not paths[path].value else "it is no empty field")
    held = [path for path, field in paths.items() if "/supports/" in path and field.value]
    say("odd goals hold what they support", None if held == ["goals/g2/supports/tidlig-innsats"] else f"the form holds {held}")


# ---- All

def check_paper(paper):
    language = paper.language if paper.language in LANGUAGES else "nb"
    paper.language = language
    for name, faults in (("there is one wherever somebody writes", places_without_field), ("their places", misplaced),
                         ("their order", misread), ("their names", misnamed), ("what is said", missaid)):
        found = list(faults(paper))
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        say(f"{paper.name}: {name}", found[0] + more if found else None if paper.fields else "it has no fields")


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        with ThreadPoolExecutor(2) as pool:
            made = list(pool.map(lambda language: papers_of(language, work), LANGUAGES))
        for _, papers in made:
            for paper in papers:
                check_paper(paper)
        check_sizes(made)
        check_record([paper for _, papers in made for paper in papers])
        check_copies(made[0][0])
        check_flat(made[0][0], work)
        any_text(work)
        untidy(work)
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
