"""Fields to fill in, as PDF/UA-1 (7.18) and PDF/A-2 (6.4) want them: named, described, drawn, and in their place."""
import re
import xml.etree.ElementTree as xml

import pikepdf

import content
import fonts
import metadata

MULTILINE, RADIO, PUSHBUTTON, COMBO, EDIT = 1 << 12, 1 << 15, 1 << 16, 1 << 17, 1 << 18
FLAGS = {"/Tx": ({0, MULTILINE}), "/Btn": ({0, RADIO}), "/Ch": ({COMBO, COMBO | EDIT})}
PRINT, NOT_SEEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView
SPACE = "https://samtale.example/ns/form/1/"
FORM = f"{{{SPACE}}}form"
MOST = 5000  # characters
ROUNDING = 0.03  # pt: four numbers of two decimals


class Field:
    """One that holds a value: with what it has from those above it, and its widgets."""

    def __init__(self, obj, name, inherited):
        self.obj, self.name, self.inherited = obj, name, inherited
        kids = obj.get("/Kids")
        self.widgets = [obj] if kids is None else list(kids)

    def get(self, key, default=None):
        return self.obj.get(key, self.inherited.get(key, default))


class Form:
    """The fields of one file."""

    def __init__(self, judge, acroform):
        self.judge, self.acroform = judge, acroform
        self.fields = []
        self.names = set()
        roots = list(acroform.get("/Fields", []))
        judge.expect(len(roots) == 1, f"there are {len(roots)} fields above all others")
        self.root = str(roots[0].get("/T", "")) if roots else ""
        for root in roots:
            self.read(root, "", None, {})

    def read(self, obj, above, parent, inherited):
        expect = self.judge.expect
        partial = str(obj.get("/T", ""))
        name = f"{above}.{partial}" if above else partial
        expect(obj.is_indirect, f"the field {name} is not an object of its own")
        expect(re.fullmatch(r"[!-\-/-~]{1,400}", partial), f"a field has the name {partial!r}")
        expect(name not in self.names, f"two fields have the name {name}")
        self.names.add(name)
        expect((parent is None and "/Parent" not in obj) or (parent is not None and "/Parent" in obj and obj.Parent.objgen == parent.objgen),
               f"{name} has another parent")
        kids = obj.get("/Kids")
        expect(kids is None or len(kids), f"{name} has no kids")
        for key in "/A", "/AA":
            expect(key not in obj, f"{name} has {key}")
        if kids is not None and any("/T" in kid for kid in kids):
            keys = {key: obj[key] for key in ("/FT", "/Ff", "/V", "/DA") if key in obj}
            for kid in kids:
                self.read(kid, name, obj, {**inherited, **keys})
            return
        self.fields.append(Field(obj, name, inherited))
        for kid in kids or []:
            expect("/Parent" in kid and kid.Parent.objgen == obj.objgen, f"a widget of {name} has another parent")


def text_of(value):
    return None if value is None else str(value)


def judge_field(judge, field):
    kind, flags = str(field.get("/FT", "")), int(field.get("/Ff", 0))
    said = f"the field {field.name}"
    if not judge.expect(kind in FLAGS, f"{said} is of the type {kind}"):
        return
    judge.expect(flags in FLAGS[kind], f"{said} has the flags {flags:#x}")
    judge.expect(str(field.obj.get("/TU", "")).strip(), f"{said} has no /TU")
    value, default = text_of(field.get("/V")), text_of(field.obj.get("/DV"))
    judge.expect(value == default, f"{said} holds {value!r} and goes back to {default!r}")
    for key in "/TU", "/V", "/DV":
        judge.expect(len(str(field.obj.get(key, ""))) <= 32767, f"{said} has a {key} over 32767 bytes")
    if kind == "/Tx":
        most = int(field.obj.get("/MaxLen", 0))
        judge.expect(1 <= most <= MOST, f"{said} takes {most} characters")
        judge.expect(value is None or len(value) <= most, f"{said} holds more than it takes")
    if kind == "/Ch":
        judge_options(judge, field, value, said)
    if kind != "/Btn":
        judge_typed(judge, field, said)
    for widget in field.widgets:
        judge_widget(judge, field, kind, widget)
    if kind == "/Btn":
        judge_states(judge, field, flags & RADIO, value, said)


def judge_options(judge, field, value, said):
    options = list(field.obj.get("/Opt", []))
    pairs = all(isinstance(option, pikepdf.Array) and len(option) == 2 for option in options)
    if not judge.expect(options and pairs, f"{said} has no options with an id and words"):
        return
    ids = [str(option[0]) for option in options]
    judge.expect(len(ids) == len(set(ids)), f"{said} has an option twice")
    judge.expect(all(str(option[1]) for option in options), f"{said} has an option without words")
    judge.expect("" in ids, f"the choice of {said} cannot be taken back")
    judge.expect(value is None or value in ids, f"{said} holds {value!r}, which is no option")


def judge_typed(judge, field, said):
    """What people type is set in an embedded font."""
    form = judge.pdf.Root.AcroForm
    appearance = str(field.get("/DA", form.get("/DA", "")))
    font = re.search(r"/(\S+)\s+([\d.]+)\s+Tf", appearance)
    if not judge.expect(font, f"{said} has no font to be typed in"):
        return
    there = form.get("/DR", {}).get("/Font", {})
    judge.expect(f"/{font[1]}" in there, f"{said} is typed in the font {font[1]}, which is not there")


def judge_widget(judge, field, kind, widget):
    said = f"a widget of {field.name}"
    judge.expect(widget.get("/Subtype") == "/Widget" and widget.get("/Type", "/Annot") == "/Annot", f"{said} is none")
    flags = int(widget.get("/F", 0))
    judge.expect(flags & PRINT and not flags & NOT_SEEN, f"{said} does not print or cannot be seen (/F {flags})")
    for key in "/A", "/AA":
        judge.expect(key not in widget, f"{said} has {key}")
    judge.expect(str(widget.get("/TU", "")).strip() or field.obj.objgen == widget.objgen or len(field.widgets) == 1, f"{said} has no /TU")
    appearances = widget.get("/AP", pikepdf.Dictionary())
    if not judge.expect(set(appearances.keys()) == {"/N"}, f"{said} has the appearances {sorted(appearances.keys())}"):
        return
    normal = appearances.N
    if kind != "/Btn":
        judge.expect(isinstance(normal, pikepdf.Stream), f"{said} is not drawn")
        judge_drawing(judge, normal, widget, said)
        return
    if not judge.expect(isinstance(normal, pikepdf.Dictionary) and not isinstance(normal, pikepdf.Stream), f"{said} has no states"):
        return
    states = set(normal.keys())
    judge.expect(len(states) == 2 and "/Off" in states, f"{said} has the states {sorted(states)}")
    judge.expect(all(re.fullmatch(r"/[A-Za-z0-9._-]+", state) for state in states), f"{said} has the states {sorted(states)}")
    judge.expect(str(widget.get("/AS", "")) in states, f"{said} shows the state {widget.get('/AS')}")
    for state in states:
        judge_drawing(judge, normal[state], widget, f"{said}, {state[1:]},")


def judge_states(judge, field, radio, value, said):
    on = [str(widget.get("/AS", "/Off")) for widget in field.widgets]
    on = [state for state in on if state != "/Off"]
    judge.expect(on == ([] if value in (None, "/Off") else [value]), f"{said} holds {value} and shows {on}")
    own = [state for widget in field.widgets for state in widget.get("/AP", {}).get("/N", {}).keys() if state != "/Off"]
    judge.expect(len(own) == len(set(own)), f"{said} has a state twice")
    judge.expect(radio or len(field.widgets) == 1, f"{said} is one box and has {len(field.widgets)}")


def judge_drawing(judge, stream, widget, said):
    if not judge.expect(isinstance(stream, pikepdf.Stream), f"{said} is not drawn"):
        return
    judge.expect(stream.get("/Type", "/XObject") == "/XObject" and stream.get("/Subtype") == "/Form", f"{said} is drawn by no form")
    judge.expect("/Group" not in stream and "/Ref" not in stream, f"{said} is drawn by more than a form")
    judge.expect("/Resources" in stream, f"{said} is drawn without resources")
    box = [float(v) for v in stream.get("/BBox", [])]
    if not judge.expect(len(box) == 4 and box[2] > box[0] and box[3] > box[1], f"{said} is drawn within {box}"):
        return
    left, bottom, right, top = (float(v) for v in widget.Rect)
    size = abs(box[2] - box[0] - (right - left)) < ROUNDING and abs(box[3] - box[1] - (top - bottom)) < ROUNDING
    nothing = re.fullmatch(rb"\s*(/Tx BMC\s*EMC)?\s*", stream.read_bytes())
    judge.expect(size or nothing, f"{said} is drawn within {box} and has another size")


class Drawn:
    """What an appearance shows, for the judge of fonts."""

    def __init__(self, judge, stream, name):
        self.judge, self.number, self.page = judge, name, self
        self.obj = stream
        self.shown = {}
        self.read(stream, name)

    def read(self, stream, name):
        font, depth = None, 0
        for operands, operator in pikepdf.parse_content_stream(stream):
            operator = str(operator)
            depth += {"q": 1, "Q": -1}.get(operator, 0)
            font = str(operands[0]) if operator == "Tf" else font
            self.judge.expect(operator not in content.CMYK, f"{name} is drawn in CMYK")
            self.judge.expect(operator != "BDC" or "/MCID" not in operands[1], f"{name} has content of its own in the structure")
            for part in operands[-1] if operator == "TJ" else operands[-1:] if operator in content.SHOWS_TEXT else []:
                self.show(font, part)
        self.judge.expect(depth == 0, f"{name} leaves {depth} states open")

    def show(self, font, part):
        if not isinstance(part, pikepdf.String):
            return
        codes = bytes(part)
        for i in range(0, len(codes) - 1, 2):
            code = codes[i] << 8 | codes[i + 1]
            self.shown[(font, code, True)] = content.Shown(font, code, True, True)


def judge_drawings(judge, form):
    drawn = {}
    for field in form.fields:
        for widget in field.widgets:
            normal = widget.get("/AP", pikepdf.Dictionary()).get("/N")
            states = [normal] if isinstance(normal, pikepdf.Stream) else [normal[key] for key in normal.keys()] if normal is not None else []
            for stream in states:
                if isinstance(stream, pikepdf.Stream) and stream.objgen not in drawn:
                    drawn[stream.objgen] = Drawn(judge, stream, f"of {field.name}")
    fonts.judge(judge, drawn.values())


def judge_fonts(judge, acroform):
    """A font for typing is simple, embedded, and says what its codes are."""
    there = acroform.get("/DR", {}).get("/Font", {})
    judge.expect(len(there.keys()), "there is no font to type in")
    for name in there.keys():
        font, said = there[name], f"the font {name[1:]} of fields"
        judge.expect(font.get("/Subtype") == "/TrueType", f"{said} is {font.get('/Subtype')}")
        encoding = font.get("/Encoding")
        base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
        judge.expect(base == "/WinAnsiEncoding", f"{said} has no encoding")
        descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
        judge.expect("/FontFile2" in descriptor, f"{said} is not embedded")
        judge.expect(int(descriptor.get("/Flags", 0)) & 36 == 32, f"{said} is symbolic")
        judge.expect("/ToUnicode" in font, f"{said} has no ToUnicode")
        first, last = int(font.get("/FirstChar", 0)), int(font.get("/LastChar", 0))
        judge.expect(first <= 32 and last == 255 and len(font.get("/Widths", [])) == last - first + 1, f"{said} lacks widths")


def judge_pages(judge, form, pages):
    """Every widget is on one page, within it, and of a field."""
    of_fields = {widget.objgen for field in form.fields for widget in field.widgets}
    seen = set()
    for page in pages:
        box = [float(v) for v in page.page.obj.MediaBox]
        for annotation in page.page.obj.get("/Annots", []):
            if annotation.get("/Subtype") != "/Widget":
                continue
            page.judge.expect(annotation.objgen not in seen, f"page {page.number}: a widget twice")
            seen.add(annotation.objgen)
            judge.expect(annotation.objgen in of_fields, f"page {page.number}: a widget of no field")
            rect = [float(v) for v in annotation.Rect]
            inside = box[0] <= rect[0] < rect[2] <= box[2] and box[1] <= rect[1] < rect[3] <= box[3]
            judge.expect(inside, f"page {page.number}: a widget at {rect} is not within it")
            judge.expect("/P" in annotation, f"page {page.number}: a widget that does not say so")
    judge.expect(of_fields <= seen, "a field has a widget that is on no page")


def judge_keys(judge, pages):
    keys = [int(a.StructParent) for page in pages for a in page.page.obj.get("/Annots", []) if "/StructParent" in a]
    keys += [int(page.page.obj.get("/StructParents", -1)) for page in pages]
    judge.expect(len(keys) == len(set(keys)), "two places have the same key in the ParentTree")


def judge_name(judge, root):
    """Which form it is stands in XMP, too, for what is left of it when fields are flattened."""
    try:
        tree = xml.fromstring(judge.pdf.Root.Metadata.read_bytes())
    except (xml.ParseError, AttributeError):
        return  # said by others
    judge.expect(metadata.plain(tree, FORM) == root, f"the form is {root} and in XMP {metadata.plain(tree, FORM)}")
    for schemas in tree.iter(f"{metadata.EXTENSION}schemas"):
        for item in schemas.iter(f"{metadata.RDF}li"):
            if metadata.plain(item, f"{metadata.SCHEMA}namespaceURI") == SPACE and item.find(f"{metadata.SCHEMA}namespaceURI") is not None:
                judge.expect(metadata.plain(item, f"{metadata.SCHEMA}prefix") == "samtale", "the schema of forms has another prefix")
                judge.expect(metadata.plain(item, f"{metadata.PROPERTY}name") == "form", "the schema of forms does not know form")
                judge.expect(metadata.plain(item, f"{metadata.PROPERTY}valueType") == "Text", "form is no text in its schema")
                return
    judge.finds("XMP has no extension schema for forms")


def judge(judge_, pages):
    judge_keys(judge_, pages)
    acroform = judge_.pdf.Root.get("/AcroForm")
    if acroform is None:
        widgets = [a for page in pages for a in page.page.obj.get("/Annots", []) if a.get("/Subtype") == "/Widget"]
        judge_.expect(not widgets, "there are widgets and no form")
        return
    for key in "/NeedAppearances", "/XFA", "/CO", "/SigFlags":
        judge_.expect(key not in acroform, f"the form has {key}")
    form = Form(judge_, acroform)
    judge_.expect(form.fields, "the form has no fields")
    judge_.expect(re.fullmatch(r"samtale/2/[^/]+/[^/]+/[^/]+(/u=[^/]+)?(/e=[^/]+)?(/l=[^/]+)?/[0-9a-f]{16}", form.root), f"the form is called {form.root!r}")
    for field in form.fields:
        judge_field(judge_, field)
    judge_fonts(judge_, acroform)
    judge_drawings(judge_, form)
    judge_pages(judge_, form, pages)
    judge_name(judge_, form.root)
