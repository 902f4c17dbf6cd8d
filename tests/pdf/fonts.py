"""Fonts: embedded, subset, and every code that is shown has a glyph, a width that fits it, and a meaning."""
import re
import struct

import pikepdf


def read_cmap(text):
    """ToUnicode: by code, the text it means."""
    meanings = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, meaning in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            meanings[int(code, 16)] = bytes.fromhex(meaning).decode("utf-16-be", errors="replace")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, start in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            text_start = bytes.fromhex(start).decode("utf-16-be")
            for i, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                meanings[code] = text_start[:-1] + chr(ord(text_start[-1]) + i)
    return meanings


def read_widths(array):
    widths, i = {}, 0
    while i < len(array):
        first = int(array[i])
        if isinstance(array[i + 1], pikepdf.Array):
            widths.update({first + k: float(w) for k, w in enumerate(array[i + 1])})
            i += 2
        else:
            widths.update({code: float(array[i + 2]) for code in range(first, int(array[i + 1]) + 1)})
            i += 3
    return widths


class TrueType:
    """What an embedded TrueType program says of its glyphs."""

    def __init__(self, data):
        self.data = data
        count = struct.unpack(">H", data[4:6])[0]
        self.tables = {}
        for i in range(count):
            tag, _, start, size = struct.unpack(">4sIII", data[12 + 16 * i : 28 + 16 * i])
            self.tables[tag.decode()] = data[start : start + size]
        self.em = struct.unpack(">H", self.tables["head"][18:20])[0]
        self.long_loca = struct.unpack(">h", self.tables["head"][50:52])[0]
        self.count = struct.unpack(">H", self.tables["maxp"][4:6])[0]
        self.metrics = struct.unpack(">H", self.tables["hhea"][34:36])[0]

    def width(self, glyph):
        i = min(glyph, self.metrics - 1)
        return struct.unpack(">H", self.tables["hmtx"][4 * i : 4 * i + 2])[0] * 1000 / self.em

    def has_outline(self, glyph):
        if self.long_loca:
            start, end = struct.unpack(">II", self.tables["loca"][4 * glyph : 4 * glyph + 8])
        else:
            start, end = struct.unpack(">HH", self.tables["loca"][2 * glyph : 2 * glyph + 4])
        return end > start


class Font:
    def __init__(self, judge, name, obj):
        self.judge, self.name, self.obj = judge, name, obj
        self.program = None
        self.meanings, self.widths = {}, {}
        if judge.expect(obj.get("/Subtype") == "/Type0", f"the font {name} is {obj.get('/Subtype')}"):
            self.read()

    def expect(self, holds, text):
        return self.judge.expect(holds, f"the font {self.name} ({self.obj.get('/BaseFont')}) {text}")

    def read(self):
        self.expect(self.obj.get("/Encoding") == "/Identity-H", "is not Identity-H")
        if self.expect("/ToUnicode" in self.obj, "has no ToUnicode"):
            self.meanings = read_cmap(self.obj.ToUnicode.read_bytes().decode("latin-1"))
        below = self.obj.DescendantFonts[0]
        descriptor = below.get("/FontDescriptor", pikepdf.Dictionary())
        self.widths = read_widths(below.get("/W", []))
        self.default = float(below.get("/DW", 1000))
        names = {str(self.obj.BaseFont), str(below.get("/BaseFont")), str(descriptor.get("/FontName"))}
        self.expect(len(names) == 1, f"has the names {sorted(names)}")
        self.expect(re.match(r"/[A-Z]{6}\+", str(self.obj.BaseFont)), "is not marked as a subset")
        self.expect("/CIDSet" not in descriptor, "has a CIDSet, which PDF/A-2 wants complete")
        if below.get("/Subtype") == "/CIDFontType2":
            self.expect(below.get("/CIDToGIDMap") == "/Identity", "has no CIDToGIDMap")
            if self.expect("/FontFile2" in descriptor, "is not embedded"):
                self.program = TrueType(descriptor.FontFile2.read_bytes())
        elif self.expect("/FontFile3" in descriptor, "is not embedded"):
            self.expect(descriptor.FontFile3.get("/Subtype") == "/CIDFontType0C", "is not bare CFF")
            self.expect(descriptor.FontFile3.read_bytes()[:1] == b"\x01", "is not CFF")

    def judge_code(self, shown):
        code = shown.code
        meaning = self.meanings.get(code)
        self.expect(code != 0, "shows .notdef")
        if not self.expect(meaning, f"has no meaning for the code {code}"):
            return
        hidden = any(ord(c) in (0, 0xFEFF, 0xFFFE) for c in meaning)
        self.expect(not hidden, f"means {meaning!r} by the code {code}")
        private = any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 or c == "\ufffd" for c in meaning)
        self.expect(not private or shown.actual, f"means {meaning!r} by the code {code}, without ActualText")
        if self.program:
            self.judge_glyph(code, meaning)

    def judge_glyph(self, code, meaning):
        if not self.expect(code < self.program.count, f"has no glyph {code}"):
            return
        width = self.widths.get(code, self.default)
        self.expect(abs(width - self.program.width(code)) <= 1, f"has the wrong width for the code {code}")
        self.expect(meaning.isspace() or self.program.has_outline(code), f"draws nothing for {meaning!r}")


def judge(judge_, pages):
    fonts = {}
    for page in pages:
        resources = page.page.obj.get("/Resources", {}).get("/Font", {})
        for shown in page.shown.values():
            if not judge_.expect(shown.font in resources, f"page {page.number}: the font {shown.font} is not there"):
                continue
            obj = resources[shown.font]
            if obj.objgen not in fonts:
                fonts[obj.objgen] = (Font(judge_, shown.font, obj), {})
            fonts[obj.objgen][1][(shown.code, shown.actual)] = shown
    for font, codes in fonts.values():
        for shown in codes.values():
            font.judge_code(shown)
