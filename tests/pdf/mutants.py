#!/usr/bin/python3
"""Judges the judge: breaks a good file in every way it should see, and says which damage it does not.

    tests/pdf/mutants.py [--all | --fields] FILE

Damage to what the file has not is passed over; with --all, the file must have everything that can be damaged but fields;
with --fields, a field of every kind, and only damage to them is done.
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


# ---- Fields

def fields(pdf, kind=None, flag=0):
    """Those that hold a value, of one kind: text, choices, buttons; with a flag that is set, or, below 0, is not."""
    found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FT" in o and "/T" in o]
    if kind:
        found = [o for o in found if o.FT == kind]
    if flag:
        found = [o for o in found if bool(int(o.get("/Ff", 0)) & abs(flag)) == (flag > 0)]
    return found


def filled(pdf, kind, flag=0):
    return [o for o in fields(pdf, kind, flag) if "/V" in o and o.V != "/Off"]


def boxes(pdf):
    return [o for o in fields(pdf, "/Btn", -RADIO) if "/AP" in o]


def own_button(pdf):
    return fields(pdf, "/Btn", RADIO)[0].Kids[0]


def root(pdf):
    return pdf.Root.AcroForm.Fields[0]


def rename(old, new):
    def change(pdf):
        field = fields(pdf)[0]
        field["/T"] = re.sub(old, new, str(field.T))
    return change


def same_name(pdf):
    one, other = fields(pdf)[:2]
    other["/T"] = one.T


def content_in_form(pdf):
    element = elements(pdf, "/Form")[0]
    element["/K"] = pikepdf.Array([element.K, elements(pdf, "/Form")[1].K])


def label_in_form(pdf):
    element, label = elements(pdf, "/Form")[0], elements(pdf, "/P")[0]
    label["/P"] = element
    element["/K"] = pikepdf.Array([element.K, label])


def another_form(pdf):
    widget = next(a for a in first_page(pdf).Annots if a.get("/Subtype") == "/Widget")
    widget["/StructParent"] = int(widget.StructParent) + 1


def a_widget(pdf):
    return next(a for a in first_page(pdf).Annots if a.get("/Subtype") == "/Widget")


def flags(value):
    return lambda pdf: a_widget(pdf).__setitem__("/F", value)


def in_form(key, value):
    return lambda pdf: pdf.Root.AcroForm.__setitem__(key, value)


def move(pdf):
    a_widget(pdf)["/Rect"] = pikepdf.Array([560, 700, 640, 720])


def drop_from_page(pdf):
    first_page(pdf)["/Annots"] = pikepdf.Array([a for a in first_page(pdf).Annots if a.objgen != a_widget(pdf).objgen])


def lose_field(pdf):
    group = root(pdf).Kids[0]
    group["/Kids"] = pikepdf.Array(list(group.Kids)[1:])


def rename_state(pdf):
    normal = own_button(pdf).AP.N
    state = next(key for key in normal.keys() if key != "/Off")
    normal["/Ny#C3#A5"] = normal[state]
    del normal[state]


def typed_font(pdf):
    return values(pdf.Root.AcroForm.DR.Font)[0]


def shift_drawing(pdf):
    field = filled(pdf, "/Tx")[0]
    field.AP.N["/BBox"] = pikepdf.Array([0, 0, 40, 10])


def foreign_glyph(pdf):
    stream = filled(pdf, "/Tx")[0].AP.N
    stream.write(stream.read_bytes().replace(b"[(\0", b"[(\xff", 1))


def set_on(key, value, of=lambda pdf: fields(pdf)[0]):
    return lambda pdf: of(pdf).__setitem__(key, value)


def lose(key, of=lambda pdf: fields(pdf)[0]):
    return lambda pdf: of(pdf).__delitem__(key)


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"))
RADIO, MULTILINE = 1 << 15, 1 << 12

FIELD_MUTANTS = {
    "NeedAppearances": in_form("/NeedAppearances", True),
    "XFA": in_form("/XFA", pikepdf.Array([])),
    "two forms in one": lambda pdf: pdf.Root.AcroForm.Fields.append(root(pdf).Kids[0]),
    "a form of another name": set_on("/T", "samtale/2/nordlia-kommune/action-plan/2027/u=oppvekst/e=e1103/l=e1001/0123456789abcdef", root),
    "a form that is not ours": set_on("/T", "skjema", root),
    "no property for the form": lambda pdf: change_xmp(pdf, b"samtale:form>", b"samtale:skjema>"),
    "no schema for the form": lambda pdf: change_xmp(pdf, b"<pdfaSchema:prefix>samtale<", b"<pdfaSchema:prefix>annet<"),
    "a schema that does not know the form": lambda pdf: change_xmp(pdf, b"<pdfaProperty:name>form<", b"<pdfaProperty:name>skjema<"),
    "a name that is not ASCII": rename("$", "å"),
    "a full stop in a name": rename("$", ".5"),
    "no name": rename(".*", ""),
    "a name twice": same_name,
    "another parent": lambda pdf: fields(pdf)[0].__setitem__("/Parent", root(pdf)),
    "no description": lose("/TU"),
    "an empty description": set_on("/TU", " "),
    "a circle without a description": lose("/TU", own_button),
    "an action": set_on("/A", SCRIPT),
    "additional actions": set_on("/AA", pikepdf.Dictionary(K=SCRIPT)),
    "another type": set_on("/FT", pikepdf.Name("/Sig")),
    "a password": lambda pdf: fields(pdf, "/Tx")[0].__setitem__("/Ff", 1 << 13),
    "read-only": lambda pdf: fields(pdf, "/Tx")[0].__setitem__("/Ff", 1),
    "a list that is always open": lambda pdf: fields(pdf, "/Ch")[0].__setitem__("/Ff", 0),
    "a button to push": lambda pdf: fields(pdf, "/Btn", RADIO)[0].__setitem__("/Ff", 1 << 16),
    "no limit": lambda pdf: fields(pdf, "/Tx")[0].__delitem__("/MaxLen"),
    "another limit": lambda pdf: fields(pdf, "/Tx")[0].__setitem__("/MaxLen", 5001),
    "more than the limit": lambda pdf: filled(pdf, "/Tx")[0].__setitem__("/MaxLen", 3),
    "nothing to go back to": lambda pdf: filled(pdf, "/Tx")[0].__delitem__("/DV"),
    "another thing to go back to": lambda pdf: filled(pdf, "/Ch")[0].__setitem__("/DV", ""),
    "a value that is no option": lambda pdf: [filled(pdf, "/Ch")[0].__setitem__(key, "annet") for key in ("/V", "/DV")],
    "no options": lambda pdf: fields(pdf, "/Ch")[0].__delitem__("/Opt"),
    "an option twice": lambda pdf: fields(pdf, "/Ch")[0].Opt.append(fields(pdf, "/Ch")[0].Opt[1]),
    "a string too long": lambda pdf: fields(pdf)[0].__setitem__("/TU", "x" * 40000),
    "no font to type in": lambda pdf: fields(pdf, "/Tx")[0].__setitem__("/DA", "0 g"),
    "a font that is not there": lambda pdf: fields(pdf, "/Tx")[0].__setitem__("/DA", "/Helv 0 Tf 0 g"),
    "no resources": lambda pdf: pdf.Root.AcroForm.__delitem__("/DR"),
    "a typed font without its program": lambda pdf: typed_font(pdf).FontDescriptor.__delitem__("/FontFile2"),
    "a typed font without encoding": lambda pdf: typed_font(pdf).__delitem__("/Encoding"),
    "a typed font without ToUnicode": lambda pdf: typed_font(pdf).__delitem__("/ToUnicode"),
    "a typed font without widths": lambda pdf: typed_font(pdf).__setitem__("/Widths", pikepdf.Array([500])),
    "a widget that does not print": flags(0),
    "a hidden widget": flags(4 | 2),
    "an invisible widget": flags(4 | 1),
    "a widget that is not viewed": flags(4 | 32),
    "a widget outside the page": move,
    "a widget that is on no page": drop_from_page,
    "a widget of no field": lose_field,
    "a widget of another page": lambda pdf: a_widget(pdf).__setitem__("/P", pdf.pages[-1].obj),
    "no appearance": lose("/AP", lambda pdf: fields(pdf, "/Tx")[0]),
    "an appearance for the mouse": lambda pdf: fields(pdf, "/Tx")[0].AP.__setitem__("/D", fields(pdf, "/Tx")[0].AP.N),
    "states where there are none": lambda pdf: fields(pdf, "/Tx")[0].AP.__setitem__("/N", boxes(pdf)[0].AP.N),
    "no states": lambda pdf: boxes(pdf)[0].AP.__setitem__("/N", boxes(pdf)[0].AP.N["/Off"]),
    "nothing for Off": lambda pdf: boxes(pdf)[0].AP.N.__delitem__("/Off"),
    "a third state": lambda pdf: boxes(pdf)[0].AP.N.__setitem__("/Kanskje", boxes(pdf)[0].AP.N["/Off"]),
    "a state that is not ASCII": rename_state,
    "another state shown": lambda pdf: own_button(pdf).__setitem__("/AS", pikepdf.Name("/Annet")),
    "no state shown": lambda pdf: own_button(pdf).__delitem__("/AS"),
    "a box that shows what it does not hold": lambda pdf: boxes(pdf)[0].__setitem__(
        "/AS", next(pikepdf.Name(key) for key in sorted(boxes(pdf)[0].AP.N.keys()) if key != boxes(pdf)[0].AS)),
    "an appearance of another size": shift_drawing,
    "an appearance in another glyph": foreign_glyph,
    "an appearance without resources": lambda pdf: filled(pdf, "/Tx")[0].AP.N.__delitem__("/Resources"),
    "a widget outside the structure": lose("/StructParent", a_widget),
    "a widget in another's element": another_form,
    "a widget in no Form": lambda pdf: elements(pdf, "/Form")[0].__setitem__("/S", pikepdf.Name("/Span")),
    "a Form without its widget": lambda pdf: elements(pdf, "/Form")[0].__delitem__("/K"),
    "a Form with two widgets": content_in_form,
    "a Form with a label": label_in_form,
    "no Tabs": lose("/Tabs", first_page),
    "Tabs by rows": set_on("/Tabs", pikepdf.Name("/R"), first_page),
}


NOT_THERE = (IndexError, KeyError, AttributeError, AssertionError)


def misses(path, name, damage, must_be_there, broken):
    """What the judge fails to see, or None."""
    with pikepdf.open(path) as pdf:
        try:
            damage(pdf)
        except (*NOT_THERE, StopIteration):
            return f"{name}: there is none to damage" if must_be_there else None
        pdf.save(broken, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    try:
        return None if judge.judge_one(broken, outside=False) or judge.judge_one(broken) else name
    except Exception as error:  # whatever it stumbles over is a fault of the judge
        return f"{name}: {error!r}"


def main(arguments):
    with tempfile.TemporaryDirectory() as folder:
        broken = os.path.join(folder, "broken.pdf")
        mutants = FIELD_MUTANTS if "--fields" in arguments else MUTANTS if "--all" in arguments else {**MUTANTS, **FIELD_MUTANTS}
        must = "--all" in arguments or "--fields" in arguments
        missed = [misses(arguments[-1], name, damage, must, broken) for name, damage in mutants.items()]
        if misses(arguments[-1], "nothing", lambda pdf: None, False, broken) is None:  # it sees something
            missed.append("that there is nothing wrong with a file that is only written anew")
    missed = [name for name in missed if name]
    for name in missed:
        print(f"the judge does not see: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
