#!/usr/bin/python3
"""Sets every example of the CommonMark specification as a unit's priorities, and looks for its words in the pack.

    commonmark.py make SPEC CYCLE     writes the cycle: one unit with one person for each example
    commonmark.py check SPEC CYCLE    after `samtale packs` and pdftotext have been there
"""
import collections
import pathlib
import re
import shutil
import sys
import unicodedata

import expect

PICTURE = pathlib.Path(__file__).resolve().parents[2] / "samples/nordlia/logo.png"
ASKED = "Hvordankandubidra?"  # below each focus area
LIST_MARKS = r"(?:\d+[.)]|[•–·])*"  # all that may stand between two words of an example
SETTINGS = """organisation: Eksempel kommune
language: nb
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
hr: { name: HR, email: hr@example.com }
"""
TOP = """unit:
  id: topp
  name: Eksempel kommune
  leader: e1
  employees:
    - { id: e1, name: Kari Nordmann, title: Leder, leader: { name: Per Vik, title: Ordfører } }
  units:
"""
UNIT = """    - id: n{0}
      name: Enhet {0}
      leader: e1
      employees:
        - {{ id: e{1}, name: Ola Nordmann, title: Leser }}
"""


def marker(number):
    return f"Eksempel{number}begynner"


def suited(source, rendered):
    """An example as a unit may write it: pictures are local files, and no two priorities have one name."""
    for name in re.findall(r'<img src="([^"]*)" alt=', rendered):
        source = source.replace(name, PICTURE.name)
    titles = re.findall(r"<h2>(.*?)</h2>", rendered)
    if len(titles) > len(set(titles)):  # quoted headings are no priorities
        source = re.sub("^", "> ", source, flags=re.M)
    return source


def make(examples, cycle):
    texts = cycle / "priorities/2027"
    texts.mkdir(parents=True)
    (cycle / "samtale.yaml").write_text(SETTINGS, encoding="utf-8")
    units = "".join(UNIT.format(number, 10000 + number) for number in range(1, len(examples) + 1))
    (cycle / "org.yaml").write_text(TOP + units, encoding="utf-8")
    (texts / "topp.md").write_text("## Lesbare tekster\n\nAlt som er skrevet, skal kunne leses.\n", encoding="utf-8")
    shutil.copy(PICTURE, texts)
    for number, (source, rendered) in enumerate(examples, 1):
        text = f"---\nmessage: Les dette.\n---\n{marker(number)}\n\n{suited(source, rendered)}"
        (texts / f"n{number}.md").write_bytes(text.encode("utf-8"))


def squeezed(text):
    """Without spaces and soft hyphens: where lines break is not what is tested."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", unicodedata.normalize("NFC", text))


def body(text):
    """The pages without their heads and feet, which are the lines that most pages have but for the page's number."""
    pages = [[re.sub(r"Side \d+ av", "Side av", line) for line in page.splitlines()] for page in text.split("\f")]
    often = collections.Counter(line for page in pages for line in set(page))
    return "\n".join(line for page in pages for line in page if often[line] <= len(pages) / 2)


def pattern(word):
    """A word, each character beyond ASCII as itself or as U+XXXX, which stands for a glyph that no face has."""
    return re.compile(LIST_MARKS + "".join(re.escape(c) if c < "\x7f" else f"(?:{re.escape(c)}|U\\+{ord(c):04X})" for c in word))


def fault(text, number, words):
    text = squeezed(body(text)).replace(ASKED, "")
    at = text.find(marker(number))
    if at < 0:
        return "its first paragraph is not in the pack"
    at += len(marker(number))
    for position, word in enumerate(map(squeezed, words)):
        found = pattern(word).match(text, at)
        if not found:
            return f'word {position + 1} of {len(words)}, "{word}", is missing; there stands "{text[at:at + 60]}"'
        at = found.end()
    return None


def check(examples, cycle):
    failed = 0
    for number, (source, rendered) in enumerate(examples, 1):
        path = cycle / f"out/2027/packs/n{number}/e{10000 + number}.txt"
        why = fault(path.read_text(encoding="utf-8"), number, expect.words(rendered)) if path.exists() else "no pack"
        if why:
            failed += 1
            print(f"FAIL read/commonmark-{number}: {why}; the example is {source!r}")
    if not failed:
        print(f"ok read/commonmark: {len(examples)} examples")
    return 1 if failed else 0


def main():
    command, spec, cycle = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    examples = expect.examples(spec.read_text(encoding="utf-8"))
    if len(examples) < 600:
        print(f"FAIL read/commonmark: {spec} has only {len(examples)} examples")
        return 1
    return make(examples, cycle) if command == "make" else check(examples, cycle)


sys.exit(main())
