"""XMP: its claims, its extension schema, and that the information dictionary says the same."""
import re
import xml.etree.ElementTree as xml

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"

KNOWN = {"/Title", "/Author", "/Subject", "/Producer", "/Creator", "/Keywords", "/CreationDate", "/ModDate", "/Trapped"}


def plain(tree, name):
    node = tree.find(f".//{name}")
    return None if node is None else (node.text or "")


def listed(tree, name):
    node = tree.find(f".//{name}")
    return [] if node is None else [item.text or "" for item in node.iter(f"{RDF}li")]


def as_xmp_date(value):
    match = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", value)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else None


def judge_claims(judge, tree):
    judge.expect(plain(tree, f"{PDFA}part") == "2", "XMP does not claim PDF/A-2")
    judge.expect(plain(tree, f"{PDFA}conformance") == "A", "XMP does not claim conformance A")
    judge.expect(plain(tree, f"{PDFUA}part") == "1", "XMP does not claim PDF/UA-1")
    spaces = [uri.text for schemas in tree.iter(f"{EXTENSION}schemas") for uri in schemas.iter(f"{SCHEMA}namespaceURI")]
    judge.expect(PDFUA[1:-1] in spaces, "XMP has no extension schema for pdfuaid")
    for schema in tree.iter(f"{SCHEMA}property"):
        for item in schema.iter(f"{RDF}li"):
            for key in ("name", "valueType", "category", "description"):
                judge.expect(plain(item, PROPERTY + key), f"a property in an extension schema has no {key}")


def judge_agreement(judge, tree, info):
    pairs = {
        "/Title": listed(tree, f"{DC}title"), "/Author": listed(tree, f"{DC}creator"),
        "/Subject": listed(tree, f"{DC}description"), "/Producer": [plain(tree, f"{PDF}Producer")],
        "/Creator": [plain(tree, f"{XMP}CreatorTool")], "/Keywords": [plain(tree, f"{PDF}Keywords")],
    }
    for key, said in pairs.items():
        if key in info:
            judge.expect(said == [str(info[key])], f"{key} is {str(info[key])!r} in the information dictionary, {said} in XMP")
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        if key in info:
            judge.expect(as_xmp_date(str(info[key])) == plain(tree, XMP + name), f"{key} is another day in XMP")
    for key in info.keys():
        judge.expect(key in KNOWN, f"the information dictionary has {key}")


def judge(judge_):
    stream = judge_.pdf.Root.get("/Metadata")
    if not judge_.expect(stream is not None, "there is no XMP"):
        return
    judge_.expect("/Filter" not in stream, "XMP is compressed")
    judge_.expect(stream.get("/Type") == "/Metadata" and stream.get("/Subtype") == "/XML", "XMP is not marked as such")
    data = stream.read_bytes()
    judge_.expect(re.match(rb'<\?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"\?>', data), "the XMP packet's head is wrong")
    try:
        tree = xml.fromstring(data)
    except xml.ParseError as error:
        judge_.finds(f"XMP cannot be read: {error}")
        return
    info = judge_.pdf.trailer.get("/Info", {})
    judge_.expect(any(text.strip() for text in listed(tree, f"{DC}title")), "the document has no title in XMP")
    judge_.expect(str(info.get("/Title", "")).strip(), "the document has no title")
    judge_claims(judge_, tree)
    judge_agreement(judge_, tree, info)
