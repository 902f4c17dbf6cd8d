#!/usr/bin/python3
"""The structure tree of a pack as poppler reads it, beside what the program says it is: its dumps of paper and doc.

    tests/pdf/structure_tree.py SAMTALE CYCLE OUT EMPLOYEE...

OUT holds the packs. A tree is nested lists, [type, kid…]; a kid is an element, a text, or LINK for an annotation: a link's
or a field's.
Neighbouring texts are one. At the end it damages a pack in ways that a reader would notice, and must see each of them.
"""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

sys.dont_write_bytecode = True  # no caches beside the sources

import pikepdf  # noqa: E402

import content  # noqa: E402
import judge  # noqa: E402
import structure  # noqa: E402

LINK = object()
INLINE = {"Span", "Link", "Code"}
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def tidy(node):
    """The same tree with neighbouring texts joined and spaces as they are read: one between words, none around blocks."""
    kids = []
    for kid in node[1:]:
        if isinstance(kid, list):
            kids.append(tidy(kid))
        elif isinstance(kid, str) and kids and isinstance(kids[-1], str):
            kids[-1] += kid
        else:
            kids.append(kid)
    kids = [re.sub(r"\s+", " ", unicodedata.normalize("NFC", kid)) if isinstance(kid, str) else kid for kid in kids]
    if node[0] not in INLINE and kids:
        kids[0] = kids[0].lstrip() if isinstance(kids[0], str) else kids[0]
        kids[-1] = kids[-1].rstrip() if isinstance(kids[-1], str) else kids[-1]
    return [node[0], *(kid for kid in kids if kid != "" or len(kids) == 1)]


def without(node, unwanted):
    return [node[0], *(without(kid, unwanted) if isinstance(kid, list) else kid for kid in node[1:] if not unwanted(kid))]


def show(kid):
    return "an annotation" if kid is LINK else f'"{kid}"' if isinstance(kid, str) else f"a {kid[0]}"


def difference(wanted, got, path=""):
    """The first place where two trees differ, in words, or None."""
    path = f"{path}/{wanted[0]}"
    if wanted[0] != got[0]:
        return f"{path} is a {got[0]}"
    for i, (one, other) in enumerate(zip(wanted[1:], got[1:])):
        if isinstance(one, list) and isinstance(other, list):
            found = difference(one, other, f"{path}[{i}]")
            if found:
                return found
        elif one != other:
            return f"{path}[{i}] is {show(other)}, not {show(one)}"
    if len(wanted) != len(got):
        more, word = (got, "too much") if len(got) > len(wanted) else (wanted, "missing")
        return f"{path}: {show(more[min(len(wanted), len(got))])} is {word}"
    return None


# ---- Poppler's tree

def poppler(path, option):
    out = subprocess.run(["pdfinfo", option, path], capture_output=True, check=True).stdout.decode(errors="replace")
    root = ["/"]
    above = [root]  # the last element of each depth
    for line in out.splitlines():
        depth = (len(line) - len(line.lstrip(" "))) // 2
        said = line.strip()
        header = re.fullmatch(r'([A-Z]\w*)(?: "[^"]*")?(?: \((?:block|inline)\))?:?', said)
        if said.startswith("/"):
            continue  # an attribute
        if said.startswith("Object "):
            above[depth].append(LINK)
        elif header:
            del above[depth + 1:]
            above.append([header[1]])
            above[depth].append(above[-1])
        elif re.fullmatch(r'".*"', said):
            above[depth].append(line[2 * depth + 1:-1])
        else:
            raise ValueError(f"pdfinfo says {said!r}")
    return tidy(root[1]) if len(root) == 2 else root


# ---- The paper's tree

def unquote(quoted):
    return re.sub(r"\\(x[0-9a-f]{2}|.)", lambda m: {"n": "\n"}.get(m[1]) or (chr(int(m[1][1:], 16)) if m[1][1:] else m[1]),
                  quoted)


def run_text(line, meant):
    texts = QUOTED.findall(line)
    actual = re.search(r' actual="((?:[^"\\]|\\.)*)"$', line) if meant else None
    return unquote(actual[1] if actual else texts[0])


class Section:
    """Elements in the order of their first content; what is empty stands behind the one before it."""

    def __init__(self):
        self.parents, self.nodes, self.links = [], [], []
        self.placed = set()
        self.root = ["Sect"]

    def is_field(self, element):
        return self.nodes[element][0] == "Form"

    def above(self, element):
        return self.nodes[self.parents[element]] if self.parents[element] >= 0 else self.root

    def place(self, element):
        while element >= 0 and element not in self.placed:
            self.placed.add(element)
            self.above(element).append(self.nodes[element])
            element = self.parents[element]

    def add(self, element, kid):
        self.nodes[element].append(kid)
        self.place(element)

    def end_page(self):
        for element in self.links:
            self.add(element, LINK)
        self.links = []

    def end(self):
        self.end_page()
        before = {}
        for element, node in enumerate(self.nodes):
            above = self.above(element)
            if element not in self.placed:
                sibling = before.get(id(above))
                at = next((i for i, kid in enumerate(above) if kid is sibling), 0)
                above.insert(at + 1, node)
            before[id(above)] = node
        return self.root

    def read(self, line):
        words = line.split(" ", 3)
        if words[0] == "element":
            self.parents.append(int(words[2][len("parent="):]))
            self.nodes.append([words[3].split(" ")[0]])
        elif words[0] == "widget":
            self.nodes[int(words[1])].append(LINK)  # and the element stays where it was made, behind its label
        elif words[0] == "page":
            self.end_page()
        elif words[0] == "link":
            self.links.append(int(words[1]))


def paper(dump, meant):
    """meant: words as /ActualText says them, instead of the glyphs."""
    root, section = ["Document"], None
    for line in dump.split("\nmargins\n")[0].splitlines():
        said = line.strip()
        kind, _, rest = said.partition(" ")
        if kind == "section":
            if section:
                root.append(section.end())
            section = Section()
        elif kind in ("run", "rule", "box", "picture") and not rest.startswith("artifact"):
            if not section.is_field(int(rest.split(" ")[0])):  # what a field shows is no content of the page
                section.add(int(rest.split(" ")[0]), run_text(said, meant) if kind == "run" else "")
        elif section:
            section.read(said)
    return tidy([*root, section.end()])


# ---- The doc's tree

PAGES = "(pages)"


def with_pages(tree):
    """References to pages as the doc has them."""
    if isinstance(tree, str):
        return re.sub(r"(?:side|pages?)[ \u00a0]\d+(?:–\d+)?", PAGES, tree)
    return [with_pages(kid) for kid in tree] if isinstance(tree, list) else tree


class Block:
    def __init__(self, line):
        words, _, _ = line.partition('"')
        texts = QUOTED.findall(line)
        bare = QUOTED.sub("", line).split()
        self.kind = bare[0]
        self.flags = set(bare)
        title = re.search(r' title="((?:[^"\\\\]|\\\\.)*)"', line)
        self.title = unquote(title[1]) if title else None
        self.level = int((re.search(r" level=(-?\d+)", words) or [0, 0])[1])
        language = re.search(r' language="([^"]*)"', line)
        self.language = language[1] if language else None
        self.text = unquote(texts[-1]) if texts and line.endswith('"') else ""
        if ' path="page-of.' in line:  # the doc has the id of a section; only the paper knows its pages
            self.text = PAGES
        self.kids = []
        self.is_field = any(flag.startswith("field=") for flag in bare)
        self.is_filled = self.is_field and "holds=" in bare  # with what it holds as its appearance, not on the page

    def is_inline(self):
        return self.kind in ("text", "softbreak", "linebreak", "emphasis", "strong", "code-span", "link")


def blocks(dump):
    root = Block("document")
    above = [root]
    for line in dump.splitlines():
        if line.startswith("==="):
            continue
        depth = (len(line) - len(line.lstrip(" "))) // 2
        del above[depth + 1:]
        above.append(Block(line.strip()))
        above[depth].kids.append(above[-1])
    return root


def inlines(nodes, language):
    kids = []
    for n in nodes:
        inner = kids
        tongue = n.language or language
        if tongue != language:
            inner = ["Span"]
            kids.append(inner)
        if n.kind == "text":
            inner.append(n.text.replace("\u00ad", ""))
        elif n.kind in ("softbreak", "linebreak"):
            inner.append(" ")
        elif n.kind in ("link", "code-span"):
            inner.append(["Link", *inlines(n.kids, tongue)] if n.kind == "link" else ["Code", n.text])
        else:
            inner += inlines(n.kids, tongue)
    return kids


class Doc:
    """What each block of a doc is in the structure; groups that only keep things together are nothing."""

    def __init__(self):
        self.heading = self.depth = 0

    def children(self, n, language, plain=False):
        """plain: words stand in the element itself, as in a cell, not in a paragraph of their own."""
        kids, words = [], []
        for kid in [*n.kids, None]:
            if kid and kid.is_inline():
                words.append(kid)
                continue
            if words:
                said = inlines(words, language)
                kids += said if plain else [["P", *said]]
                words = []
            if kid and plain and kid.kind == "paragraph" and not kid.language and not self.role(kid):
                kids += inlines(kid.kids, language)
            elif kid:
                kids += self.block(kid, language)
        return kids

    @staticmethod
    def role(n):
        return any(flag.startswith("role=") for flag in n.flags)

    def block(self, n, language):
        if n.language and n.language != language:
            return [["Div", *self.of_kind(n, n.language)]]
        return self.of_kind(n, language)

    def of_kind(self, n, language):
        make = getattr(self, "of_" + n.kind, None)
        if make:
            return make(n, language)
        if n.kind in ("lines", "rule", "mark"):
            return [["Form"]] if n.is_field else []
        if n.kind in ("keep", "group"):
            return self.children(n, language)
        return [[{"quote": "BlockQuote", "box": "Div", "column": "Div"}[n.kind], *self.children(n, language)]]

    def of_section(self, n, language):
        self.heading = 0
        kids = sorted(n.kids, key=lambda kid: kid.kind != "address")  # which stands at the top of its page
        n.kids = kids
        return [["Sect", *self.children(n, language)]]

    def of_heading(self, n, language):
        self.heading = min(n.level, self.heading + 1)
        return [[f"H{self.heading}", *inlines(n.kids, language)]]

    def of_paragraph(self, n, language):
        return [["P", *inlines(n.kids, language)]] if n.kids else []

    def of_figure(self, n, _):
        return [["Div", ["Figure", ""], ["Caption", n.title]]] if n.title else [["Figure", ""]]

    def of_list(self, n, language):
        items = []
        self.depth += 1
        for number, item in enumerate(n.kids, n.level):
            label = f"{number}." if "ordered" in n.flags else "•–·"[min(self.depth, 3) - 1]
            body = self.children(item, item.language or language, "tight" in n.flags)
            items.append(["LI", ["Lbl", label], ["LBody", *body]])
        self.depth -= 1
        return [["L", *items]]

    def of_checklist(self, n, language):
        return [["L", *(["LI", *self.box(item), ["LBody", *self.task(item, language)]] for item in n.kids)]]

    def task(self, item, language):
        """What is to be done, and where."""
        if not item.kids or item.kids[-1].kind != "paragraph":
            return self.children(item, language, True)
        return [*inlines(item.kids[:-1], language), ["Span", *inlines(item.kids[-1].kids, language)]]

    def of_choices(self, n, language):
        label, *boxes = n.kids
        listed = [["LI", *self.box(box), ["LBody", *inlines(box.kids, language)]] for box in boxes]
        return [["Div", ["P", *inlines(label.kids, language)], ["L", *listed]]]

    def of_card(self, n, language):
        """Fields with a line to write on, where they have no value, before their small lines."""
        fields = []
        for field in n.kids:
            label, *lines = self.labelled(field, language)
            fields.append(["Div", label, *([["Form"]] if field.is_field else []), *lines])
        return [["Div", *fields]]

    def of_dot(self, n, _):
        return [["Span", ""]]

    def of_address(self, n, language):
        return [["P", *inlines(line.kids, language)] for line in n.kids]

    @staticmethod
    def box(n):
        """A box that says in words whether it is ticked, or is a field."""
        if n.is_field:
            return [["Lbl", ["Form"]]]
        return [["Lbl", "×" if "marked" in n.flags else ""]] if n.title else []

    def of_timeline(self, n, language):
        step = -1 if "form" in n.flags else 1  # on one line the dates come first
        return [["L", *(["LI", ["LBody", *self.labelled(event, language)[::step]]] for event in n.kids)]]

    def labelled(self, n, language):
        """Paragraphs of their own for a label and what it labels; their languages stand on them."""
        return [["P", *inlines(kid.kids, kid.language or language)] for kid in n.kids]

    def of_fields(self, n, language):
        return [["Div", *self.labelled_field(field, field.language or language)] for field in n.kids]

    def labelled_field(self, n, language):
        label, *value = self.labelled(n, language)
        return [label, *([] if n.is_filled else value), *([["Form"]] if n.is_field else [])]

    def of_signatures(self, n, language):
        """Who, then what can be ticked instead, then the date, whose field is behind its word."""
        groups = []
        for one in n.kids:
            tongue = one.language or language
            who, date = self.labelled(one, tongue)[:2]
            ticks = [["P", ["Span", *self.box(tick)[0][1:]], *inlines(tick.kids, tongue)] for tick in one.kids[2:]]
            groups.append(["Div", who, *ticks, date, *([["Form"]] if one.is_field else [])])
        return groups

    def of_entry(self, n, language):
        if not n.is_field:
            return inlines(n.kids, language)
        return [["Form"]] if n.is_filled or not n.kids else [["Span", *inlines(n.kids, language)], ["Form"]]

    def of_marks(self, n, language):
        kids = []
        for one in n.kids:
            kids += [["Span", *inlines(one.kids, language), " "], ["Form"]] if one.kind == "mark" else self.of_entry(one, language)
        return kids

    def of_columns(self, n, language):
        return self.children(n, language)

    def of_table(self, n, language):
        wide = max(len(row.kids) for row in n.kids)
        parts = {"THead": ["THead"], "TBody": ["TBody"]}
        for row in n.kids:
            heads = "header" in row.flags
            cells = [["TH" if heads or "header" in cell.flags else "TD", *self.children(cell, language, True)]
                     for cell in row.kids]
            cells += [["TD"]] * (0 if "across" in row.flags else wide - len(cells))
            parts["THead" if heads else "TBody"].append(["TR", *cells])
        return [["Table", *(part for part in parts.values() if len(part) > 1)]]


def doc(dump, language, back):
    """back: with the section that stands only where a back would be empty."""
    root = blocks(dump)
    for document in root.kids if root.kids and root.kids[0].kind == "document" else [root]:
        document.kids = [kid for kid in document.kids if back or kid.kind != "section" or "marked" not in kid.flags]
    return tidy(["Document", *Doc().children(root, language)])


# ---- One pack

def without_annotations(tree):
    return without(tree, lambda kid: kid is LINK)


def without_words(tree):
    return without(tree, lambda kid: isinstance(kid, str))


def ways_back(path):
    """The ParentTree must lead from every piece of content to the element that poppler came from."""
    judged = judge.Judge(path)
    structure.judge(judged, [content.Page(judged, page, i) for i, page in enumerate(judged.pdf.pages, 1)])
    return judged.findings[0].removeprefix(f"{path}: ") if judged.findings else None


class Pack:
    def __init__(self, samtale, cycle, out, employee):
        self.employee = employee
        self.path = next(pathlib.Path(out).glob(f"**/packs/*/{employee}.pdf"))
        self.paper, self.doc = (self.dump(samtale, cycle, what) for what in ("paper", "doc"))
        self.language = json.loads(re.search(r' language=("[^"]*")', self.paper)[1])

    def dump(self, samtale, cycle, what):
        """The pack's own part: a leader's papers are dumped with it."""
        dumped = subprocess.run([samtale, "-C", cycle, "packs", "--employee", self.employee, "--dump", what], check=True,
                                capture_output=True, encoding="utf-8").stdout
        return next("=== packs" + part for part in dumped.split("=== packs")[1:])

    def faults(self, path):
        seen, said = poppler(path, "-struct-text"), paper(self.paper, meant=False)
        yield "the text under each element", difference(said, seen)
        yield "the tree without its text", difference(without_words(said), without_words(poppler(path, "-struct")))
        yield "the way back", ways_back(path)

    def meanings(self):
        got = with_pages(without_annotations(paper(self.paper, meant=True)))
        faults = [difference(doc(self.doc, self.language, back), got) for back in (False, True)]
        yield "what the doc means", faults[0] if all(faults) else None


# ---- Damage

def elements(pdf, kind):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind and "/P" in o]


def swap_mcids(pdf):
    page = pdf.pages[0]
    page.contents_coalesce()
    swapped = re.sub(rb"/MCID ([12])>>", lambda m: b"/MCID %d>>" % (3 - int(m[1])), page.Contents.read_bytes())
    page.Contents.write(swapped)


def swap_kids(kind):
    def swap(pdf):
        kids = elements(pdf, kind)[0].K
        kids[0], kids[1] = kids[1], kids[0]
    return swap


def change(kind, key, value):
    return lambda pdf: elements(pdf, kind)[0].__setitem__(key, value)


def swap_field(pdf):
    """A field and the label before it."""
    kids = next(e for e in elements(pdf, "/Div") if "/K" in e and any(k.get("/S") == "/Form" for k in list(e.K)[1:])).K
    kids[0], kids[1] = kids[1], kids[0]


def drop_parents(pdf):
    del pdf.Root.StructTreeRoot.ParentTree


def swap_parents(pdf):
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    parents[0], parents[1] = parents[1], parents[0]


DAMAGE = {
    "two MCIDs swapped": swap_mcids,
    "two kids of a section swapped": swap_kids("/Sect"),
    "two cells of a row swapped": swap_kids("/TR"),
    "two sections swapped": swap_kids("/Document"),
    "no ParentTree": drop_parents,
    "two entries of the ParentTree swapped": swap_parents,
    "no kids of the root": lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/K"),
    "a section without kids": change("/Sect", "/K", pikepdf.Array()),
    "no structure": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "another type": change("/H2", "/S", pikepdf.Name("/P")),
    "a field before its label": swap_field,
    "a field without its annotation": lambda pdf: elements(pdf, "/Form")[0].__delitem__("/K"),
    "a field that is no Form": change("/Form", "/S", pikepdf.Name("/P")),
    "a paragraph without its content": change("/P", "/K", pikepdf.Array()),
}


def unseen(pack, name, damage, copy):
    """Whether nobody saw the damage."""
    with pikepdf.open(pack.path) as pdf:
        damage(pdf)
        pdf.save(copy)
    return not any(why for _, why in pack.faults(copy))


def say(name, why):
    print(f"FAIL structure tree: {name}: {why}" if why else f"ok structure tree: {name}")
    return bool(why)


def main(samtale, cycle, out, *employees):
    packs = [Pack(samtale, cycle, out, employee) for employee in employees]
    failed = [say(f"{pack.employee}: {what}", why)
              for pack in packs for what, why in [*pack.faults(str(pack.path)), *pack.meanings()]]
    copy = str(pathlib.Path(out) / "damaged.pdf")
    failed += [say(f"damage is seen: {name}", "nobody saw it" if unseen(packs[0], name, damage, copy) else None)
               for name, damage in DAMAGE.items()]
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
