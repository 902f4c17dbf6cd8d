"""What the content cases look at: papers made from the sample by one build of the program, as their readers see them.

A Papers makes what a case asks for when it asks for it, once, and keeps its text. Texts are compared without spaces and
hyphens, so that it does not matter where lines break.
"""
import json
import re
import subprocess
from pathlib import Path


class Missing(Exception):
    """A paper does not show what its row promises."""


def squeeze(text):
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


class Node:
    """One line of `--dump doc`, and what is indented below it."""

    def __init__(self, line):
        self.kind = line.split()[0]
        words = re.search(r'"((?:[^"\\]|\\.)*)"$', line)
        self.words = words[1] if self.kind == "text" and words else ""
        self.children, self.next, self.parent = [], None, None

    def plain(self):
        return self.words + "".join(child.plain() for child in self.children)


def parse(structure):
    """Every node, in order."""
    nodes, above = [], []
    for line in structure.splitlines():
        if not line.strip():
            continue
        depth = (len(line) - len(line.lstrip())) // 2
        node = Node(line)
        del above[depth:]
        if above:
            if above[-1].children:
                above[-1].children[-1].next = node
            above[-1].children.append(node)
            node.parent = above[-1]
        above.append(node)
        nodes.append(node)
    return nodes


class Paper:
    """One paper's text, page by page, and its structure as `--dump doc` shows it."""

    def __init__(self, name, pages, structure=""):
        self.name = name
        self.pages = pages
        self.structure = structure
        self._squeezed = squeeze("\n".join(pages))

    def has(self, text):
        return squeeze(text) in self._squeezed

    def shows(self, *texts):
        for text in texts:
            if not self.has(text):
                raise Missing(f"{self.name} does not say “{text}”")

    def says_exactly(self, *texts):
        """To the letter, as a text of its own."""
        for text in texts:
            if f'"{text}"\n' not in self.structure:
                raise Missing(f"{self.name} does not say exactly “{text}”")

    def hides(self, *texts):
        for text in texts:
            if self.has(text):
                raise Missing(f"{self.name} says “{text}”")

    def in_order(self, *texts):
        """All of them, each after the one before it."""
        at = 0
        for text in texts:
            found = self._squeezed.find(squeeze(text), at)
            if found < 0:
                raise Missing(f"{self.name} does not say “{text}” there: the order is {' · '.join(texts)}")
            at = found + len(squeeze(text))

    def has_lines_under(self, text):
        """Lines to write on follow every paragraph that is this, or begins with it as a sentence; or they have it before them."""
        places = [node for node in self._nodes() if node.kind == "paragraph" and (squeeze(node.plain()) + ".").startswith(squeeze(text) + ".")]
        if not places:
            raise Missing(f"{self.name} does not ask “{text}”")
        if not all(node.parent.kind == "lines" or node.next and node.next.kind == "lines" for node in places):
            raise Missing(f"{self.name} has no lines to write on under “{text}”")

    def has_empty_field(self, label):
        fields = [node for node in self._nodes() if node.kind == "field" and node.children[0].plain().startswith(label)]
        if not any(len(node.children) == 1 for node in fields):
            raise Missing(f"{self.name} has no field “{label}” to write in")

    def has_field(self, label):
        """A field with something in it."""
        fields = [node for node in self._nodes() if node.kind == "field" and node.children[0].plain().startswith(label)]
        if not any(len(node.children) > 1 and node.children[1].plain() for node in fields):
            raise Missing(f"{self.name} has nothing in a field “{label}”")

    def has_empty_row(self, heading):
        """A table that begins with such a heading has a row with nothing in its second column, to write in."""
        tables = [node for node in self._nodes() if node.kind == "table" and node.plain().startswith(heading)]
        if not any(not row.children[1].plain() for table in tables for row in table.children):
            raise Missing(f"{self.name} has no row to write in under “{heading}”")

    def has_empty_cards(self, label, measures, count):
        """So many cards for a goal, each with an empty entry under the label, and empty rows in a table that begins with measures."""
        cards = [node for node in self._nodes() if node.kind == "goal-card" and label in node.plain()]
        empty = [card for card in cards if any(node.kind == "entry" and not node.plain() for node in card.children) and
                 any(node.kind == "table" and node.plain().startswith(measures) and not node.children[-1].children[0].plain()
                     for node in card.children)]
        if len(empty) < count:
            raise Missing(f"{self.name} has {len(empty)} empty cards of {count}")

    def has_place_for(self, path, holds=None):
        """A field that goes to this place in the record, empty or with something in it that begins like this."""
        fields = re.findall(rf' field=\w+:{re.escape(path)}(~\w+)? (.*)', self.structure)
        if not fields:
            raise Missing(f"{self.name} has no field for {path}")
        if not any(bool(mark) == bool(holds) and (not holds or f' holds="{holds}' in said) for mark, said in fields):
            raise Missing(f"{self.name} has another thing in the field for {path} than {holds or 'nothing'}")

    def count(self, kind):
        return sum(node.kind == kind for node in self._nodes())

    def _nodes(self):
        return parse(self.structure)

    def has_headings(self, *texts):
        """In the order in which they are to be read, whatever columns they stand in."""
        headings = [squeeze(node.plain()) for node in self._nodes() if node.kind == "heading"]
        at = 0
        for text in texts:
            if squeeze(text) not in headings[at:]:
                raise Missing(f"{self.name} has no heading “{text}” there: the order is {' · '.join(texts)}")
            at = headings.index(squeeze(text), at) + 1

    def section(self, heading, until=None):
        """From the last page that begins with a heading up to the page that begins with another."""
        first = [i for i, page in enumerate(self.pages) if self._begins(page, heading)]
        if not first:
            raise Missing(f"{self.name} has no page “{heading}”")
        last = [i for i, page in enumerate(self.pages) if until and i > first[-1] and self._begins(page, until)]
        return Paper(f"{self.name}, “{heading}”", self.pages[first[-1]:last[0] if last else len(self.pages)], self.structure)

    def under(self, heading, until):
        """What stands between two headings."""
        nodes = self._nodes()
        at = [i for i, node in enumerate(nodes) if node.kind == "heading" and node.plain() in (heading, until)]
        if len(at) < 2:
            raise Missing(f"{self.name} does not have the headings “{heading}” and “{until}”")
        return Paper(f"{self.name}, “{heading}”", ["\n".join(node.words for node in nodes[at[0]:at[1]])])

    @staticmethod
    def _begins(page, heading):
        return squeeze(heading) in squeeze(page)[:len(squeeze(heading)) + 160]


class Papers:
    def __init__(self, samtale, cycle, work):
        self.samtale, self.cycle, self.work = samtale, cycle, Path(work)
        self._made = {}

    # ---- One paper

    def pack(self, employee):
        return self._one("packs", "pack", employee=employee)

    def leader_pack(self, leader):
        return self._one("packs", "leader-pack", employee=leader)

    def start_letter(self, unit):
        return self._one("packs", "start-letter", unit=unit)

    def form(self, document, employee, options=""):
        return self._one(f"forms {document} {options}".strip(), document, employee=employee)

    def unit_form(self, document, unit):
        """A unit's own; unit "": the one that is no unit's."""
        return self._one(f"forms {document}", document, unit=unit)

    def blank(self, document, copies=1):
        return self._one(f"forms {document} --blank {copies}", document)

    def _one(self, command, document, **of):
        key = (command, document, *of.values())
        if key not in self._made:
            files = self.made(command, document, **of)
            if len(files) != 1:
                raise Missing(f"samtale {command} makes {len(files)} papers {document} for {of or 'one'}")
            text = subprocess.run(["pdftotext", "-enc", "UTF-8", files[0], "-"], check=True, capture_output=True, text=True)
            self._made[key] = Paper(files[0].name, text.stdout.split("\f")[:-1], self._structure(command, files[0], **of))
        return self._made[key]

    def _structure(self, command, path, employee=None, unit=None):
        of = ["--employee", employee] if employee else ["--unit", unit] if unit else []  # with all units below it
        dump = self.run(*command.split(), *of, "--dump", "doc")[1]
        parts = re.split(r"^=== (.*)\n", dump, flags=re.M)
        return next((text for name, text in zip(parts[1::2], parts[2::2]) if path.match("*" + name)), "")

    # ---- What a command makes

    def run(self, *arguments):
        """Exit status and everything that is said."""
        command = [str(word) for word in (self.samtale, "-C", self.cycle, *arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    @property
    def _out(self):
        return self.work / "out"

    def manifest(self, command):
        """The manifest's entries after a command that makes papers."""
        out = self._out / re.sub(r"\W+", "-", command)
        if not out.exists():
            status, said = self.run(*command.split(), "--quiet", "--out", out)
            if status:
                raise Missing(f"samtale {command} ends with {status}: {said.splitlines()[0]}")
        out = out / "2027"
        entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        return out, entries["files"] if isinstance(entries, dict) else entries

    def made(self, command, document, employee=None, unit=None):
        """The files of one document, for one employee or unit."""
        command += f" --employee {employee}" if employee else f" --unit {unit}" if unit else ""
        out, entries = self.manifest(command)
        return [out / e["path"] for e in entries if e["document"] == document
                and (not employee or e.get("employee") == employee) and (unit is None or e.get("unit", "") == unit)]
