#!/usr/bin/python3
"""The action-plan form's labels, to the letter and in reading order, against the words of the form that the user handed over.

The expectations below are that form's own lines. Where the whole of it lies beside the checkout (../shared/seed.txt), it
is read as well, so that the expectations cannot drift from it.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = os.path.realpath(os.environ.get("SAMTALE") or ROOT / "build" / "samtale")

# The form as handed over, with its line breaks and runs of spaces.
FORM = """
Ansatt:                                         Leder:                                                          Dato:\x20

Mål og prioriterte oppgaver

Arbeidsmål og personlige- og faglige\x20

utviklingsmål

Tiltak og aktiviteter Ansvarlig Tidsfrist
"""
LABELS = [
    "Ansatt", "Leder", "Dato",
    "Mål og prioriterte oppgaver",
    "Arbeidsmål og personlige- og faglige utviklingsmål",
    "Tiltak og aktiviteter", "Ansvarlig", "Tidsfrist",
]
# On paper the heading is the sheet's own, above whom it is about.
ORDER = LABELS[3:4] + LABELS[:3] + LABELS[4:]
PEOPLE = ["e1302", "e1404", "e1606"]  # a plan from last period, none, large print


def words(text):
    return " ".join(text.split())


def pattern(label):
    """The label, perhaps broken over lines: between words anywhere, inside a word after a hyphen of its own."""
    inside = r"(?:[-\u00ad\u2010]\s*\n\s*)?"
    return r"\s+".join(inside.join(map(re.escape, word)) for word in label.split())


def check_expectations():
    joined = words(re.sub(r":\s", " ", FORM))
    if joined != " ".join(LABELS):
        return f"the expectations are not the form: {joined}"
    seed = ROOT.parent / "shared" / "seed.txt"
    if seed.exists() and words(FORM) not in words(seed.read_text(encoding="utf-8")):
        return f"the form above is not the one in {seed}"
    return None


def check_pack(pdf):
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout
    text = unicodedata.normalize("NFC", text.decode("utf-8"))
    for label in LABELS:
        if not re.search(r"(?<!\w)" + pattern(label) + r"(?!\w)", text):
            return f'"{label}" is not in the pack'
    # Values and lines to write on may stand between two labels, but no page's worth of text.
    form = r"(?<!\w)" + r"(?!\w)[\s\S]{0,500}?(?<!\w)".join(map(pattern, ORDER)) + r"(?!\w)"
    if not re.search(form, text):
        return "the labels are there, but not together in the form's order"
    return None


def main():
    why = check_expectations()
    if why:
        print(f"FAIL pdf/labels: {why}")
        return 1
    failed = False
    with tempfile.TemporaryDirectory() as out:
        for person in PEOPLE:
            made = subprocess.run([SAMTALE, "-C", ROOT / "samples" / "nordlia", "packs", "--quiet", "--employee", person,
                                   "--out", out], capture_output=True, text=True)
            pdfs = list(pathlib.Path(out).glob(f"2027/packs/*/{person}.pdf"))
            why = f"no pack: {made.stderr[:200]}" if not pdfs else check_pack(pdfs[0])
            print(f"FAIL pdf/labels {person}: {why}" if why else f"ok pdf/labels {person}")
            failed = failed or bool(why)
    return 1 if failed else 0


sys.exit(main())
