#!/usr/bin/python3
"""Judges the judge: breaks a good file in every way it should see, and says which damage it does not.

    tests/pdf/mutants.py [--all] FILE

Damage to what the file has not is passed over; with --all, the file must have everything that can be damaged.
"""
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True  # no caches beside the sources

import pikepdf  # noqa: E402

import judge  # noqa: E402


def elements(pdf, kind):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind and "/P" in o]


def first_page(pdf):
    return pdf.pages[0].obj


def values(dictionary):
    return [dictionary[key] for key in sorted(dictionary.keys())]


def fonts(pdf):
    return values(first_page(pdf).Resources.Font)


def change_content(pdf, old, new):
    page = pdf.pages[0]
    page.contents_coalesce()
    data = page.Contents.read_bytes()
    assert old in data, old
    page.Contents.write(data.replace(old, new, 1))


def change_xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_bytes()
    assert old in data, old
    pdf.Root.Metadata.write(data.replace(old, new))


def change_meaning(pdf):
    stream = fonts(pdf)[0].ToUnicode
    text = re.sub(r"<\w+> <\w+> <0020>\n", "<0003> <0004> <0020>\n", stream.read_bytes().decode())
    stream.write(text.encode())


def add_own_kid(pdf):
    paragraph = elements(pdf, "/P")[0]
    paragraph.K = pikepdf.Array([paragraph.K, paragraph.K])


MUTANTS = {
    "no Marked": lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False),
    "no title shown": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "a bad language": lambda pdf: elements(pdf, "/Span")[0].__setitem__("/Lang", "norsk bokmål"),
    "no structure": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "no XMP": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "no claim of PDF/UA": lambda pdf: change_xmp(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b""),
    "no extension schema": lambda pdf: change_xmp(pdf, b"pdfaExtension:schemas", b"pdfaExtension:others"),
    "another title": lambda pdf: pdf.trailer.Info.__setitem__("/Title", "Noe annet"),
    "no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "no bookmarks": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "JavaScript": lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"))),
    "no Tabs": lambda pdf: first_page(pdf).__delitem__("/Tabs"),
    "no StructParents": lambda pdf: first_page(pdf).__delitem__("/StructParents"),
    "content not marked": lambda pdf: change_content(pdf, b"/H1<</MCID 0>>BDC", b"/H1 BMC"),
    "another MCID": lambda pdf: change_content(pdf, b"/H1<</MCID 0>>BDC", b"/H1<</MCID 99>>BDC"),
    "an MCID twice": lambda pdf: change_content(pdf, b"/MCID 1>>", b"/MCID 0>>"),
    "another tag": lambda pdf: change_content(pdf, b"/H1<</MCID 0>>BDC", b"/P<</MCID 0>>BDC"),
    "CMYK": lambda pdf: change_content(pdf, b" rg", b" 0 k"),
    "content in two elements": add_own_kid,
    "a lost parent": lambda pdf: elements(pdf, "/P")[0].__setitem__("/P", elements(pdf, "/L")[0]),
    "no alternative text": lambda pdf: elements(pdf, "/Figure")[0].__delitem__("/Alt"),
    "no scope": lambda pdf: elements(pdf, "/TH")[0].__delitem__("/A"),
    "a cell too few": lambda pdf: elements(pdf, "/TR")[1].__setitem__("/K", pikepdf.Array(list(elements(pdf, "/TR")[1].K)[:2])),
    "a heading skipped": lambda pdf: elements(pdf, "/H2")[0].__setitem__("/S", pikepdf.Name("/H3")),
    "a list item alone": lambda pdf: elements(pdf, "/L")[0].__setitem__("/S", pikepdf.Name("/Div")),
    "an unknown type": lambda pdf: elements(pdf, "/P")[0].__setitem__("/S", pikepdf.Name("/Avsnitt")),
    "a link outside the structure": lambda pdf: first_page(pdf).Annots[0].__delitem__("/StructParent"),
    "a link that does not print": lambda pdf: first_page(pdf).Annots[0].__setitem__("/F", 0),
    "a link without words": lambda pdf: first_page(pdf).Annots[0].__delitem__("/Contents"),
    "a Link without its annotation": lambda pdf: elements(pdf, "/Link")[0].__setitem__("/K", elements(pdf, "/Link")[0].K[0]),
    "no ToUnicode": lambda pdf: fonts(pdf)[0].__delitem__("/ToUnicode"),
    "a code without meaning": change_meaning,
    "wrong widths": lambda pdf: fonts(pdf)[0].DescendantFonts[0].__setitem__("/W", pikepdf.Array([0, 65535, 500])),
    "a font not embedded": lambda pdf: fonts(pdf)[0].DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
    "a glyph that is missing": lambda pdf: change_content(pdf, b"[(\0", b"[(\xff"),
    "notdef": lambda pdf: change_content(pdf, b"[(\0", b"[(\0\0\0"),
    "a mask": lambda pdf: values(first_page(pdf).Resources.XObject)[0].__setitem__("/SMask", pikepdf.Array()),
    "transparency": lambda pdf: first_page(pdf).__setitem__("/Group", pikepdf.Dictionary(S=pikepdf.Name("/Transparency"))),
}


NOT_THERE = (IndexError, KeyError, AttributeError, AssertionError)


def misses(path, name, damage, must_be_there, broken):
    """What the judge fails to see, or None."""
    with pikepdf.open(path) as pdf:
        try:
            damage(pdf)
        except NOT_THERE:
            return f"{name}: there is none to damage" if must_be_there else None
        pdf.save(broken, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    try:
        return None if judge.judge_one(broken) else name
    except Exception as error:  # whatever it stumbles over is a fault of the judge
        return f"{name}: {error!r}"


def main(arguments):
    with tempfile.TemporaryDirectory() as folder:
        broken = os.path.join(folder, "broken.pdf")
        missed = [misses(arguments[-1], name, damage, "--all" in arguments, broken) for name, damage in MUTANTS.items()]
    missed = [name for name in missed if name]
    for name in missed:
        print(f"the judge does not see: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
