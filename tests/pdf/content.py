"""A page's content: everything marked, and what is shown in which font under which MCID."""
import pikepdf

SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE", "EI", "BI"}
CMYK = {"k", "K"}
DEEPEST = 28  # of q, in PDF/A


class Shown:
    """A code shown: with which font, and whether /ActualText says what it means."""

    def __init__(self, font, code, actual, artifact):
        self.font, self.code, self.actual, self.artifact = font, code, actual, artifact


class Page:
    """mcids: by MCID, the tag it is marked with; shown: each (font, code) once."""

    def __init__(self, judge, page, number):
        self.judge, self.page, self.number = judge, page, number
        self.mcids = {}
        self.shown = {}
        self.marks = []  # (tag, properties) that are open
        self.font = None
        self.fonts_before = []
        self.judge_dictionary()
        self.read()

    def finds(self, text):
        self.judge.finds(f"page {self.number}: {text}")

    def judge_dictionary(self):
        obj = self.page.obj
        if obj.get("/Tabs") != "/S":
            self.finds("/Tabs is not /S")
        if "/Group" in obj:
            self.finds("has a transparency group")
        if "/StructParents" not in obj:
            self.finds("has no /StructParents")
        box = [float(v) for v in obj.MediaBox]
        if not all(3 <= side <= 14400 for side in (box[2] - box[0], box[3] - box[1])):
            self.finds(f"has the size {box}")
        if "/ExtGState" in obj.get("/Resources", {}):
            self.finds("has graphics state dictionaries")

    def read(self):
        deepest = depth = 0
        text = False
        for operands, operator in pikepdf.parse_content_stream(self.page.obj):
            name = str(operator)
            if name == "q":
                depth += 1
                self.fonts_before.append(self.font)
            elif name == "Q":
                depth -= 1
                self.font = self.fonts_before.pop() if self.fonts_before else None
            elif name in ("BT", "ET"):
                if text == (name == "BT"):
                    self.finds(f"{name} where text is {'open' if text else 'not open'}")
                text = name == "BT"
            deepest = max(deepest, depth)
            self.operate(name, operands)
        if depth or deepest > DEEPEST:
            self.finds(f"q and Q: {depth} open at the end, {deepest} at most")
        if self.marks or text:
            self.finds("ends with marked content or text open")

    def operate(self, name, operands):
        if name in ("BDC", "BMC"):
            self.open_mark(str(operands[0]), operands[1] if name == "BDC" else pikepdf.Dictionary())
        elif name == "EMC":
            if not self.marks:
                self.finds("EMC with nothing open")
            self.marks = self.marks[:-1]
        elif name == "Tf":
            self.font = str(operands[0])
        elif name in CMYK:
            self.finds("a colour in CMYK")
        elif name in SHOWS_TEXT:
            self.judge_marked("text")
            self.show(operands[-1])
        elif name in PAINTS:
            self.judge_marked("a drawing")

    def inside(self):
        """Whether within an artifact, within tagged content."""
        tags = [(tag, properties) for tag, properties in self.marks]
        return any(tag == "/Artifact" for tag, _ in tags), any("/MCID" in p for _, p in tags)

    def open_mark(self, tag, properties):
        artifact, tagged = self.inside()
        if tag == "/Artifact" and (artifact or tagged):
            self.finds("an artifact within other marked content")
        if tag == "/Artifact" and properties.get("/Type") == "/Pagination":
            if properties.get("/Subtype") not in ("/Header", "/Footer"):
                self.finds("a pagination artifact that is neither header nor footer")
        if "/MCID" in properties:
            mcid = int(properties.MCID)
            if artifact or tagged:
                self.finds(f"MCID {mcid} within other marked content")
            if mcid in self.mcids:
                self.finds(f"MCID {mcid} twice")
            self.mcids[mcid] = tag
        self.marks.append((tag, properties))

    def judge_marked(self, what):
        artifact, tagged = self.inside()
        if not artifact and not tagged:
            self.finds(f"{what} that is neither tagged nor an artifact")

    def show(self, operand):
        actual = any("/ActualText" in properties for _, properties in self.marks)
        artifact = self.inside()[0]
        for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
            if not isinstance(part, pikepdf.String):
                continue
            codes = bytes(part)
            if len(codes) > 32767 or len(codes) % 2:
                self.finds(f"a string of {len(codes)} bytes")
            for i in range(0, len(codes) - 1, 2):
                shown = Shown(self.font, codes[i] << 8 | codes[i + 1], actual, artifact)
                self.shown[(shown.font, shown.code, actual)] = shown
