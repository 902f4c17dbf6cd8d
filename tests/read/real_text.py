#!/usr/bin/python3
# Texts as people really write them, on paper: addresses without hyphens, tables with words that are too long, emoji, tasks, alerts,
# links on pictures.
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

import pikepdf

SAMTALE = os.environ["SAMTALE"]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
failed = 0

ORG = """unit:
  id: nordlia
  name: Nordlia kommune
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik } }
    - { id: e2, name: Jon Eira }
"""
SETTINGS = """organisation: Nordlia kommune
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
hr: { name: HR-avdelingen }
"""


def check(name, holds, why=""):
    global failed
    print(f"ok {name}" if holds else f"FAIL {name}: {why}")
    failed |= not holds


def pack(text, files={}):
    """The pack of e2 with that text as the unit's priorities: its PDF, and what samtale said."""
    folder = tempfile.mkdtemp()
    os.makedirs(f"{folder}/priorities/2027")
    shutil.copy(f"{ROOT}/samples/nordlia/secret.key", folder)
    for name, content in {"org.yaml": ORG, "samtale.yaml": SETTINGS, "priorities/2027/nordlia.md": text}.items():
        with open(f"{folder}/{name}", "w") as f:
            f.write(content)
    for name, source in files.items():
        shutil.copy(source, f"{folder}/priorities/2027/{name}")
    run = subprocess.run([SAMTALE, "-C", folder, "packs", "--employee", "e2", "--all"], capture_output=True, text=True)
    made = f"{folder}/out/2027/packs/nordlia/e2.pdf"
    return (made if os.path.exists(made) else None), run.stdout + run.stderr, folder


def words(pdf, *options):
    return subprocess.run(["pdftotext", *options, pdf, "-"], capture_output=True, text=True).stdout


def addresses():
    long = "organisasjonsutvikling&gruppe=kompetanseutvikling&side=virksomhetsplanlegging&alle=personvernombudet"
    texts = [f"https://example.com/?tema={long}", "kari.personvernombudet@kompetanseutvikling.organisasjonsutvikling.nordliakommune.example",
             "filnavn_kompetanseutviklingsplanen_organisasjonsutvikling_kompetanseutvikling_personvern.docx",
             "www.organisasjonsutviklingsavdelingenskompetanseutviklingsplan.virksomhetsplanleggingen.example"]
    row = "| " + " | ".join(texts) + " |"
    pdf, said, folder = pack("## A\n\n" + "\n\n".join(texts) + f"\n\n| a | b | c | d |\n|-|-|-|-|\n{row}\n")
    plain = re.sub(r"\s+", "", words(pdf))
    for text in texts:
        check(f"address/{text[:20]}", plain.count(text) >= 2 or text in plain, "a hyphen or a space was put into it")
    shown = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    parts = re.findall(r">([^<]*)</word>", shown)
    hyphens = [w for w in parts if w.endswith("-") and w[:-1] and any(w[:-1] in t and w not in t for t in texts)]
    check("address/no hyphen at a line's end", not hyphens, str(hyphens))
    word = "Organisasjonsutviklingsavdelingenskompetanseutviklingsplanleggingsgruppe"
    pdf, said, other = pack(f"## A\n\n| a | b | c | d |\n|-|-|-|-|\n| {word} | {word} | {word} | {word} |\n")
    shown = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    check("address/but in words", any(w.endswith("-") for w in re.findall(r">([^<]*)</word>", shown)), "a long word has no hyphen")
    shutil.rmtree(folder)
    shutil.rmtree(other)


def children(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def kinds(element):
    for kid in children(element):
        yield str(kid.S)
        yield from kinds(kid)


def cells_of(element):
    """What stands in each table."""
    for kid in children(element):
        if kid.S == "/Table":
            yield list(kinds(kid))
        else:
            yield from cells_of(kid)


def tables():
    pdf, said, folder = pack("## A\n\n| A | B |\n|---|---|\n| " + "y" * 190 + " | " + "Ord og ord " * 60 + "|\n")
    with pikepdf.open(pdf) as short:
        pages = len(short.pages)
    check("table/a broken word leaves room for prose", pages <= 9, f"{pages} pages")
    shown = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    prose = [(float(a), float(b)) for a, b in re.findall(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>(?:Ord|ord)<', shown)]
    room = max(b for a, b in prose) - min(a for a, b in prose)
    check("table/a broken word takes no more than its share", room > 140, f"{room} pt for prose")
    shutil.rmtree(folder)
    pdf, said, folder = pack("## A\n\n| | Ja |\n|---|---|\n| Ola | x |\n\n| | |\n|---|---|\n| Uten | hode |\n")
    with pikepdf.open(pdf) as made:
        found = [(cells.count("/TH"), cells.count("/TD")) for cells in cells_of(made.Root.StructTreeRoot)]
    check("table/an empty corner is no heading", (1, 3) in found, str(found))
    check("table/an empty header is none", (0, 2) in found, str(found))
    for columns, says in [(40, "no room for a table of 40 columns"), (70, "a table cannot have so many columns"), (6, None)]:
        row = "| " + " | ".join(f"K{i}" for i in range(columns)) + " |\n"
        pdf, said, other = pack(f"## A\n\n{row}{'|-' * columns}|\n{row}")
        check(f"table/{columns} columns", says in said and "nordlia.md:3:1" in said if says else "nordlia.md" not in said, said)
        check(f"table/{columns} columns: all words", words(pdf).count(f"K{columns - 1}") >= 2, words(pdf))
        shutil.rmtree(other)
    shutil.rmtree(folder)


def signs():
    pdf, said, folder = pack("## A\n\nGjort ✅ feil ❌ mål 🎯 takk 👍🏽 familie 👩‍👩‍👧 én 1️⃣ 🇳🇴, ny 🫠 slutt\n")
    text = words(pdf)
    check("emoji/no numbers", "U+" not in text, re.findall(r"U\+\w+", text))
    check("emoji/in one colour", "✅" in text and "🎯" in text, "they are not there")
    check("emoji/left out with a warning", "🫠" not in text and "U+1FAE0), so it is left out" in said, said)
    shutil.rmtree(folder)
    pdf, said, folder = pack("## A\n\nfør_ 👍 👍🏽 👩🏿‍🏫 👩🏫 1️⃣ 1 ☝🏻 ☝ etter\n\nlinje 〰️\n")
    shown = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    found = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>', shown)
    at = [word for *_, word in found].index("før_")
    wide = [round(float(right) - float(left)) for left, right, _ in found[at + 1:at + 9]]
    check("emoji/a colour of skin takes no room", wide and wide[0] == wide[1] and wide[2] == wide[3] and wide[6] == wide[7], wide)
    check("emoji/a digit is as wide as a digit", wide and wide[4] == wide[5], wide)
    framed, said_of_it, other = pack("## A\n\n1️⃣ Først\n")
    fonts = subprocess.run(["pdffonts", framed], capture_output=True, text=True).stdout
    check("emoji/a digit has no frame drawn over it", "Symbol" not in fonts and "nordlia.md" not in said_of_it, fonts + said_of_it)
    shutil.rmtree(other)
    check("emoji/a wave that no font has is left out", "U+3030" not in words(pdf) and "U+3030), so it is left out" in said, said)
    shutil.rmtree(folder)
    pdf, said, folder = pack("## A\n\n- [ ] Kjøpe\n- [x] Selge\n\n> [!WARNING]\n> Pass på\n\nDette ~~er~~ var\n")
    text = words(pdf)
    check("tasks/are boxes", "[ ]" not in text and "[x]" not in text and "Kjøpe" in text, text[:0])
    check("alerts/are named", "Advarsel" in text and "[!" not in text, "WARNING")
    check("struck/without its marks", "~~" not in text and re.search(r"Dette\s+er\s+var", text), "~~")
    check("all of it/without a warning", "nordlia.md" not in said, said)
    shutil.rmtree(folder)


def struck_words(pdf, words_):
    """Which of these words have a line through them: a row of ink across the whole word."""
    found = set()
    pages = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout.split("<page ")[1:]
    for number, page in enumerate(pages, 1):
        boxes = [(word, *map(float, box)) for *box, word in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>', page) if word in words_]
        if not boxes:
            continue
        raw = subprocess.run(["pdftoppm", "-r", "144", "-gray", "-f", str(number), "-l", str(number), pdf], capture_output=True).stdout
        width, height = map(int, raw.split(b"\n")[1].split())
        ink = raw[len(raw) - width * height:]
        for word, left, top, right, bottom in boxes:
            row = range(int(2 * left) + 2, int(2 * right) - 2)
            rows = range(int(2 * top), int(2 * bottom))
            if any(all(ink[y * width + x] < 200 for x in row) for y in rows):
                found.add(word)
    return found


def struck():
    pdf, said, folder = pack("## A\n\nForan ~~strøket~~ etter ~enkelt ord~ bak, **~fet~** H~2~O ~/hjem ~ytre ~indre~\n\n"
                             "Hele ~~lange *setninger*~~ slutt ~~dobbel ~nestet~ ferdig~~ (~klamme~)\n")
    wanted = {"strøket", "enkelt", "ord", "fet", "indre", "lange", "setninger", "dobbel", "nestet", "ferdig"}
    others = {"Foran", "etter", "H~2~O", "~/hjem", "~ytre", "Hele", "slutt"}
    found = struck_words(pdf, wanted | others)
    check("struck/what stands between tildes", found == wanted, f"missing {wanted - found}, too much {found & others}")
    check("struck/what another program makes small is named", '"~2~"' in said and said.count("another program's") == 1, said)
    shutil.rmtree(folder)


def links():
    picture = f"{ROOT}/samples/nordlia/priorities/2027/bilder/" + os.listdir(f"{ROOT}/samples/nordlia/priorities/2027/bilder")[0]
    pdf, said, folder = pack("## A\n\n[![Kart](kart.png)](https://example.org/kart)\n", {"kart.png": picture})
    with pikepdf.open(pdf) as made:
        found = [str(a.A.URI) for page in made.pages for a in page.get("/Annots", []) if a.get("/A") and "/URI" in a.A]
    check("picture/keeps its link", "https://example.org/kart" in found, str(found))
    shutil.rmtree(folder)


def languages():
    """The folder of a language is found whatever its capitals are."""
    for folder_name, language in [("en-GB", "en-gb"), ("en-gb", "en-GB"), ("EN", "en")]:
        pdf, said, folder = pack("## A\n\nx\n")
        shutil.copytree(f"{ROOT}/templates/en", f"{folder}/templates/{folder_name}")
        with open(f"{folder}/templates/{folder_name}/strings.yaml") as f:
            strings = f.read()
        with open(f"{folder}/templates/{folder_name}/strings.yaml", "w") as f:
            f.write(strings.replace("Page {page} of {pages}", "Sheet {page} of {pages}"))
        with open(f"{folder}/samtale.yaml", "w") as f:
            f.write(f"language: {language}\n" + SETTINGS)
        run = subprocess.run([SAMTALE, "-C", folder, "packs", "--employee", "e2"], capture_output=True, text=True)
        made = f"{folder}/out/2027/packs/nordlia/e2.pdf"
        check(f"language/{folder_name} for {language}", run.returncode == 0 and "Sheet 2 of" in words(made), run.stderr)
        shutil.rmtree(folder)


def corners(pdf):
    """Of the red and blue picture: whether it is wider than high, and in which corner the red is."""
    found = []
    for page in range(1, 20):
        raw = subprocess.run(["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), pdf], capture_output=True).stdout
        if not raw or found:
            break
        width, height = map(int, raw.split(b"\n")[1].split())
        bytes_ = raw[len(raw) - 3 * width * height:]

        def colour(x, y):
            r, g, b = bytes_[3 * (y * width + x):3 * (y * width + x) + 3]
            return "red" if r > 200 and g < 90 and b < 90 else "blue" if b > 200 and r < 90 and g < 90 else ""
        found = [(x, y, colour(x, y)) for y in range(height) for x in range(width) if colour(x, y)]
        if found:
            break
    if not found:
        return None
    left, top = min(f[0] for f in found), min(f[1] for f in found)
    right, bottom = max(f[0] for f in found), max(f[1] for f in found)
    at = {"TL": (left + 3, top + 3), "TR": (right - 3, top + 3), "BL": (left + 3, bottom - 3), "BR": (right - 3, bottom - 3)}
    return right - left + 1 > bottom - top + 1, [name for name, (x, y) in at.items() if colour(x, y) == "red"]


def png(width, height, turn):
    """A blue PNG, red in its upper left corner, that says how the camera was held."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(b"\xff\0\0" if x < width / 2 and y < height / 2 else b"\0\0\xff" for x in range(width))
                    for y in range(height))
    exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turn, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"eXIf", exif) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def pictures():
    with open(f"{HERE}/turned.jpg", "rb") as f:
        jpeg = f.read()
    at = jpeg.index(b"\x01\x12", jpeg.index(b"Exif")) + 9
    if jpeg[at - 9:at - 7] == b"\x01\x12" and jpeg[at] != 1:
        at -= 1
    wanted = {1: "TL", 2: "TR", 3: "BR", 4: "BL", 5: "TL", 6: "TR", 7: "BR", 8: "BL"}
    for turn, corner in wanted.items():
        with tempfile.NamedTemporaryFile(suffix=".jpg") as f:
            f.write(jpeg[:at] + bytes([turn]) + jpeg[at + 1:])
            f.flush()
            pdf, said, folder = pack("## A\n\n![Bilde](a.jpg)\n", {"a.jpg": f.name})
        check(f"picture/turned {turn}", corners(pdf) == (turn < 5, [corner]), corners(pdf))
        shutil.rmtree(folder)
        with tempfile.NamedTemporaryFile(suffix=".png") as f:
            f.write(png(96, 64, turn))
            f.flush()
            pdf, said, folder = pack("## A\n\n![Bilde](a.png)\n", {"a.png": f.name})
        check(f"picture/PNG turned {turn}", corners(pdf) == (turn < 5, [corner]), corners(pdf))
        shutil.rmtree(folder)
    pdf, said, folder = pack("## A\n\n![Bilde](a.jpg)\n", {"a.jpg": f"{HERE}/cmyk.jpg"})
    check("picture/CMYK", corners(pdf) == (True, ["TL"]) and "a.jpg" not in said, said)
    shutil.rmtree(folder)
    for name, what in [("borte.png", None), ("brukket.png", b"\x89PNG\r\n\x1a\nxx"), ("brukket.jpg", jpeg[:200]), ("tekst.png", b"Hei")]:
        with tempfile.NamedTemporaryFile() as f:
            f.write(what or b"")
            f.flush()
            pdf, said, folder = pack(f"## A\n\n![Det som vises]({name})\n", {name: f.name} if what else {})
        check(f"picture/{name} is a warning", pdf and "error" not in said and f'warning: the picture "{name}"' in said, said)
        check(f"picture/{name} has its words", pdf and "Det som vises" in words(pdf), said)
        shutil.rmtree(folder)


addresses()
pictures()
languages()
tables()
signs()
struck()
links()
sys.exit(failed)
