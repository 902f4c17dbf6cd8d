"""The structure tree: whole, the same from both ends, and made as PDF/UA wants it."""
import re

import pikepdf

GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private"}
BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
          "TBody", "TFoot"}
INLINES = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu",
           "WT", "WP", "Figure", "Formula", "Form"}
STANDARD = GROUPS | BLOCKS | INLINES
PARENTS = {"LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
           "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}}
KIDS = {"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
        "TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}}
HOLDS_NO_CONTENT = {"Document", "L", "LI", "Table", "TR", "THead", "TBody", "TFoot"}


def is_language(tag):
    return tag is not None and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(tag)) is not None


def as_list(value):
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


class Element:
    def __init__(self, obj, parent):
        self.obj, self.parent = obj, parent
        self.type = str(obj.get("/S", "/?"))[1:]
        self.kids = []     # elements
        self.content = []  # (page's objgen, MCID)
        self.objects = []  # annotations' objgens

    def attribute(self, owner, key):
        for attributes in as_list(self.obj.get("/A")):
            if attributes.get("/O") == owner and key in attributes:
                return attributes[key]
        return None

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Tree:
    def __init__(self, judge):
        self.judge = judge
        self.by_number = {}
        self.top = []
        root = judge.pdf.Root.get("/StructTreeRoot")
        if not judge.expect(root is not None, "there is no structure tree"):
            return
        self.root = root
        self.read_kids(root, None, self.top)
        judge.expect(len(self.top) == 1 and self.top[0].type == "Document", "the structure is not one Document")

    def read_kids(self, obj, element, into):
        for kid in as_list(obj.get("/K")):
            self.read_kid(obj, kid, element, into)

    def read_kid(self, obj, kid, element, into):
        if not isinstance(kid, pikepdf.Dictionary):
            page = obj.get("/Pg")
            if self.judge.expect(page is not None, f"a {element.type} has an MCID and no page"):
                element.content.append((page.objgen, int(kid)))
        elif kid.get("/Type") == "/MCR":
            element.content.append((kid.get("/Pg", obj.get("/Pg")).objgen, int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.objects.append(kid.Obj.objgen)
        else:
            self.read_element(obj, kid, element, into)

    def read_element(self, obj, kid, parent, into):
        element = Element(kid, parent)
        self.judge.expect(kid.objgen not in self.by_number, f"a {element.type} stands twice in the tree")
        self.judge.expect(kid.get("/P") is not None and kid.P.objgen == obj.objgen, f"a {element.type} has another parent")
        self.by_number[kid.objgen] = element
        into.append(element)
        self.read_kids(kid, element, element.kids)

    def elements(self):
        for element in self.top:
            yield from element.walk()


def number_tree(node):
    pairs = node.get("/Nums", [])
    entries = {int(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
    for kid in node.get("/Kids", []):
        below = number_tree(kid)
        entries.update(below)
        if below and [min(below), max(below)] != [int(v) for v in kid.Limits]:
            entries[-1] = None
    return entries


def judge_content(judge, tree, pages, parents):
    """Each MCID is reached once from the tree, and the ParentTree leads back to the element that has it."""
    numbers = {page.page.obj.objgen: page for page in pages}
    reached = {}
    for element in tree.elements():
        for page, mcid in element.content:
            judge.expect((page, mcid) not in reached, f"MCID {mcid} is content of two elements")
            reached[(page, mcid)] = element
            judge.expect(page in numbers and mcid in numbers[page].mcids, f"a {element.type} has the lost MCID {mcid}")
    for page in pages:
        array = parents.get(int(page.page.obj.get("/StructParents", -1)))
        if not judge.expect(isinstance(array, pikepdf.Array), f"page {page.number}: is not in the ParentTree"):
            continue
        for mcid, tag in page.mcids.items():
            element = reached.get((page.page.obj.objgen, mcid))
            if element is None:
                page.finds(f"MCID {mcid} ({tag}) is not in the structure")
            elif mcid >= len(array) or array[mcid].objgen != element.obj.objgen:
                page.finds(f"the ParentTree has another parent for MCID {mcid}")
            elif tag not in (f"/{element.type}", "/Span"):
                page.finds(f"MCID {mcid} is marked {tag} and belongs to a {element.type}")
        for mcid in range(len(array)):
            if mcid not in page.mcids and array[mcid] is not None:
                page.finds(f"the ParentTree has MCID {mcid}, and the page has not")


def judge_annotations(judge, tree, pages, parents):
    expected = {"/Link": "Link", "/Widget": "Form"}
    for page in pages:
        for annotation in page.page.obj.get("/Annots", []):
            kind = str(annotation.get("/Subtype"))
            if not judge.expect(kind in expected, f"page {page.number}: an annotation {kind}"):
                continue
            flags = int(annotation.get("/F", 0))
            judge.expect(flags & 4 and not flags & 0x123, f"page {page.number}: a {kind} that does not print (/F {flags})")
            described = annotation.get("/Contents", annotation.get("/TU", annotation.get("/Parent", {}).get("/TU", "")))
            judge.expect(str(described), f"a {kind} without a description")
            judge.expect(annotation.get("/P", page.page.obj).objgen == page.page.obj.objgen, f"a {kind} of another page")
            parent = parents.get(int(annotation.get("/StructParent", -1)))
            element = tree.by_number.get(parent.objgen) if isinstance(parent, pikepdf.Dictionary) else None
            if not judge.expect(element is not None, f"page {page.number}: a {kind} that is not in the structure"):
                continue
            judge.expect(element.type == expected[kind], f"a {kind} within a {element.type}")
            judge.expect(annotation.objgen in element.objects, f"a {kind} that its element does not refer to")
            if kind == "/Link":
                judge_link(judge, page, annotation)


def judge_link(judge, page, annotation):
    action = annotation.get("/A", {})
    uri = str(action.get("/URI", ""))
    judge.expect(action.get("/S") == "/URI" and uri or "/Dest" in annotation, "a link that leads nowhere")
    judge.expect(re.fullmatch(r"[!-~]*", uri), f"a link to {uri!r}")
    left, bottom, right, top = (float(v) for v in annotation.Rect)
    width, height = float(page.page.obj.MediaBox[2]), float(page.page.obj.MediaBox[3])
    judge.expect(0 <= left < right <= width and 0 <= bottom < top <= height, "a link outside its page")


def judge_nesting(judge, element):
    above = element.parent.type if element.parent else None
    judge.expect(element.type in STANDARD, f"the type {element.type} is not a standard one")
    if element.type in PARENTS:
        judge.expect(above in PARENTS[element.type], f"a {element.type} within a {above}")
    for kid in element.kids:
        judge.expect(kid.type in KIDS.get(element.type, STANDARD), f"a {kid.type} within a {element.type}")
    if element.type in HOLDS_NO_CONTENT:
        judge.expect(not element.content, f"a {element.type} has content of its own")
    if element.type == "LI":
        judge.expect([k.type for k in element.kids] in (["Lbl", "LBody"], ["LBody"]), "an LI is not Lbl and LBody")


def judge_element(judge, element):
    judge_nesting(judge, element)
    language = element.obj.get("/Lang")
    judge.expect(language is None or is_language(language), f"a {element.type} in the language {language}")
    if element.type in ("Figure", "Formula"):
        judge.expect(str(element.obj.get("/Alt", "")).strip(), f"a {element.type} without alternative text")
        judge.expect(element.attribute("/Layout", "/BBox") is not None, f"a {element.type} without its bounds")
    if element.type == "TH":
        judge.expect(element.attribute("/Table", "/Scope") in ("/Column", "/Row", "/Both"), "a TH without a scope")
    if element.type == "Link":
        judge.expect(element.objects, "a Link without its annotation")
    if element.type == "Form":
        judge.expect(len(element.objects) == 1 and not element.content and not element.kids, "a Form that is not one widget")
    if element.type == "Note":
        judge.expect("/ID" in element.obj, "a Note without an ID")
    if element.type == "L":
        labelled = any(k.type == "Lbl" for item in element.kids for k in item.kids)
        kind = element.attribute("/List", "/ListNumbering")
        judge.expect(not labelled or kind not in (None, "/None"), "a list with labels and no ListNumbering")


def judge_table(judge, table):
    """Every row has as many columns as the first, those that reach down from above counted."""
    rows = [row for row in table.walk() if row.type == "TR" and (row.parent is table or row.parent.parent is table)]
    reaching, widths = {}, []
    for row in rows:
        column = 0
        for cell in row.kids:
            while reaching.get(column, 0) > 0:
                column += 1
            for _ in range(int(cell.attribute("/Table", "/ColSpan") or 1)):
                reaching[column] = int(cell.attribute("/Table", "/RowSpan") or 1)
                column += 1
        widths.append(sum(1 for left in reaching.values() if left > 0))
        reaching = {c: left - 1 for c, left in reaching.items()}
    judge.expect(rows, "a table without rows")
    judge.expect(len(set(widths)) <= 1, f"a table whose rows have {sorted(set(widths))} columns")
    judge.expect(not any(left > 0 for left in reaching.values()), "a table cell that reaches below the last row")


def judge_headings(judge, tree):
    level = 0
    for element in tree.elements():
        judge.expect(element.type != "H", "a heading without a level")
        if not re.fullmatch(r"H[1-6]", element.type):
            continue
        now = int(element.type[1])
        judge.expect(now <= level + 1, f"a heading of level {now} after one of level {level}")
        level = now


def judge(judge_, pages):
    tree = Tree(judge_)
    if not tree.top:
        return
    parents = number_tree(tree.root.get("/ParentTree", pikepdf.Dictionary()))
    judge_.expect(-1 not in parents, "the ParentTree's limits are wrong")
    judge_.expect(int(tree.root.get("/ParentTreeNextKey", 0)) > max(parents, default=-1), "ParentTreeNextKey is used")
    for standard in tree.root.get("/RoleMap", {}).keys():
        judge_.expect(standard[1:] not in STANDARD, f"the standard type {standard} is mapped to another")
    judge_content(judge_, tree, pages, parents)
    judge_annotations(judge_, tree, pages, parents)
    judge_headings(judge_, tree)
    for element in tree.elements():
        judge_element(judge_, element)
        if element.type == "Table":
            judge_table(judge_, element)
