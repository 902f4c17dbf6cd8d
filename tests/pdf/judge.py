#!/usr/bin/python3
"""Judges PDF files as readers that are not ours see them: qpdf, poppler and pikepdf.

    tests/pdf/judge.py FILE...

One line per finding; exit status 1 if there is any. The rules are those of PDF/UA-1 and PDF/A-2a that can be checked by
a program, for the kind of files that samtale makes: tagged text with embedded fonts, pictures, links and form fields.
"""
import re
import struct
import subprocess
import sys

sys.dont_write_bytecode = True  # no caches beside the sources

import pikepdf  # noqa: E402

import content  # noqa: E402
import form  # noqa: E402
import fonts  # noqa: E402
import metadata  # noqa: E402
import structure  # noqa: E402


class Judge:
    """One file, and what is wrong with it."""

    def __init__(self, path):
        self.path = path
        self.findings = []
        self.pdf = pikepdf.open(path)

    def finds(self, text):
        self.findings.append(f"{self.path}: {text}")

    def expect(self, holds, text):
        if not holds:
            self.finds(text)
        return bool(holds)


def run(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def judge_outside(judge):
    """What qpdf and poppler say."""
    status, out, err = run("qpdf", "--check", judge.path)
    judge.expect(status == 0 and "WARNING" not in out + err, f"qpdf --check: {(err or out).strip()}")
    status, out, err = run("pdffonts", judge.path)
    judge.expect(status == 0 and not err, f"pdffonts: {err.strip()}")
    for line in out.splitlines()[2:]:
        flags = line.split()[-5:-2]
        judge.expect(flags == ["yes", "yes", "yes"], f"a font is not embedded, subset and Unicode: {line.strip()}")
    status, out, err = run("pdftotext", "-enc", "UTF-8", judge.path, "-")
    judge.expect(status == 0 and not err, f"pdftotext: {err.strip()}")
    judge.expect("\ufffd" not in out, "pdftotext finds a character that it cannot name (U+FFFD)")
    status, out, err = run("pdfinfo", "-struct-text", judge.path)
    judge.expect(status == 0 and not err, f"pdfinfo -struct-text: {err.strip()}")


def judge_file(judge):
    """The bytes around the objects."""
    with open(judge.path, "rb") as file:
        data = file.read()
    head = re.match(rb"%PDF-1\.[0-7]\n%([\x80-\xff]{4})", data)
    judge.expect(head, "the file does not begin with %PDF-1.x and a comment of four high bytes")
    judge.expect(re.search(rb"startxref\n\d+\n%%EOF\n?$", data[-64:]), "something stands behind %%EOF")
    trailer = judge.pdf.trailer
    judge.expect("/Encrypt" not in trailer, "the file is encrypted")
    ids = trailer.get("/ID", [])
    judge.expect(len(ids) == 2 and all(len(bytes(i)) == 16 for i in ids), "/ID is not two strings of 16 bytes")


FORBIDDEN_IN_CATALOG = ("/AA", "/OpenAction", "/NeedsRendering", "/Collection", "/Requirements", "/OCProperties")


def judge_catalog(judge):
    root = judge.pdf.Root
    judge.expect(root.get("/MarkInfo", {}).get("/Marked") is True, "MarkInfo does not say Marked")
    judge.expect(root.get("/MarkInfo", {}).get("/Suspects", False) is False, "MarkInfo says Suspects")
    judge.expect(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True, "DisplayDocTitle is not set")
    judge.expect(structure.is_language(root.get("/Lang")), f"the document's language is {root.get('/Lang')}")
    for key in FORBIDDEN_IN_CATALOG:
        judge.expect(key not in root, f"the catalog has {key}")
    names = root.get("/Names", {})
    for key in ("/JavaScript", "/EmbeddedFiles"):
        judge.expect(key not in names, f"the name dictionary has {key}")


def judge_output_intent(judge):
    intents = [i for i in judge.pdf.Root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFA1"]
    if not judge.expect(len(intents) == 1, f"there are {len(intents)} PDF/A output intents"):
        return
    profile = intents[0].get("/DestOutputProfile")
    if not judge.expect(profile is not None, "the output intent has no profile"):
        return
    data = profile.read_bytes()
    judge.expect(len(data) >= 132 and data[36:40] == b"acsp", "the colour profile is not ICC")
    judge.expect(struct.unpack(">I", data[:4])[0] == len(data), "the colour profile's length is wrong")
    judge.expect(data[8] in (2, 4), f"the colour profile has version {data[8]}")
    judge.expect(data[12:16] in (b"mntr", b"prtr") and data[16:20] == b"RGB ", "the colour profile is not for RGB devices")
    judge.expect(profile.get("/N") == 3, "the colour profile's /N is not 3")
    count = struct.unpack(">I", data[128:132])[0]
    for i in range(count):
        _, start, size = struct.unpack(">4sII", data[132 + 12 * i : 144 + 12 * i])
        judge.expect(start + size <= len(data), "a tag of the colour profile lies outside it")


FORBIDDEN_ACTIONS = ("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
                     "/Trans", "/GoTo3DView", "/JavaScript")


def judge_object(judge, number, item):
    """Limits and forbidden entries of one object, wherever it stands; nested ones too."""
    stack = [item]
    while stack:
        value = stack.pop()
        if isinstance(value, pikepdf.Object) and value.is_indirect and value is not item:
            continue
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            judge.expect(value.get("/S") not in FORBIDDEN_ACTIONS, f"object {number} is an action {value.get('/S')}")
            judge.expect("/AA" not in value, f"object {number} has additional actions")
            keys = list(value.keys())
            judge.expect(all(len(k) <= 128 for k in keys), f"object {number} has a name over 127 bytes")
            stack.extend(value[k] for k in keys)
        elif isinstance(value, pikepdf.Array):
            judge.expect(len(value) <= 32767, f"object {number} is an array of {len(value)}")
            stack.extend(value)
        elif isinstance(value, pikepdf.String):
            judge.expect(len(bytes(value)) <= 32767, f"object {number} has a string over 32767 bytes")
        elif not isinstance(value, (pikepdf.Object, bool, str, bytes)) and value is not None:
            judge.expect(abs(value) <= 2**31 - 1, f"object {number} has the number {value}")


def judge_stream(judge, number, stream):
    for key in ("/F", "/FFilter", "/FDecodeParms"):
        judge.expect(key not in stream, f"stream {number} has {key}")
    for name in structure.as_list(stream.get("/Filter")):
        judge.expect(name in ("/FlateDecode", "/DCTDecode"), f"stream {number} has the filter {name}")
    if stream.get("/Subtype") == "/Image":
        judge.expect(stream.get("/ColorSpace") in ("/DeviceRGB", "/DeviceGray"), f"picture {number} is not RGB or gray")
        judge.expect(not stream.get("/Interpolate", False), f"picture {number} is interpolated")
        for key in ("/SMask", "/Mask", "/Alternates", "/OPI"):
            judge.expect(key not in stream, f"picture {number} has {key}")
        if stream.get("/Filter") == "/FlateDecode":
            parts = 3 if stream.get("/ColorSpace") == "/DeviceRGB" else 1
            want = int(stream.Width) * int(stream.Height) * parts
            judge.expect(len(stream.read_bytes()) == want, f"picture {number} has the wrong number of bytes")


def judge_objects(judge):
    for number, item in enumerate(judge.pdf.objects, 1):
        if not isinstance(item, pikepdf.Object):
            continue
        judge_object(judge, number, item)
        if isinstance(item, pikepdf.Stream):
            judge_stream(judge, number, item)
        if isinstance(item, pikepdf.Dictionary) and ("/ca" in item or "/CA" in item or "/BM" in item):
            judge.finds(f"object {number} asks for transparency")


def judge_outline(judge):
    pages = {page.obj.objgen for page in judge.pdf.pages}
    entries = 0
    with judge.pdf.open_outline() as outline:
        stack = list(outline.root)
        while stack:
            item = stack.pop()
            entries += 1
            judge.expect(item.title, "a bookmark has no title")
            target = item.destination
            good = isinstance(target, pikepdf.Array) and target[0].objgen in pages
            judge.expect(good, f"the bookmark {item.title} leads nowhere")
            stack.extend(item.children)
    judge.expect(entries or len(pages) < 2, f"{len(pages)} pages and no bookmarks")


def judge_one(path, outside=True):
    """outside: also what other programs say of it, which takes longer."""
    try:
        judge = Judge(path)
    except (pikepdf.PdfError, OSError) as error:
        return [f"{path}: cannot be read: {error}"]
    if outside:
        judge_outside(judge)
    judge_file(judge)
    judge_catalog(judge)
    judge_output_intent(judge)
    metadata.judge(judge)
    judge_objects(judge)
    judge_outline(judge)
    pages = [content.Page(judge, page, i) for i, page in enumerate(judge.pdf.pages, 1)]
    structure.judge(judge, pages)
    fonts.judge(judge, pages)
    form.judge(judge, pages)
    return judge.findings


def main(paths):
    if not paths:
        print(__doc__.strip())
        return 2
    findings = [finding for path in paths for finding in judge_one(path)]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
