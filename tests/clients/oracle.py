"""What must stand in a record when somebody has typed something, by the guide's own rules; and what does stand there."""
import re
import unicodedata

import pikepdf
import yaml

DATE = re.compile(r"(held|done|agreed/employee|agreed/leader)$")
DEADLINE = re.compile(r"(deadline|planned|next/date)$")
BETWEEN = re.compile(r"(^disagreement|^follow-up-informal|comments/|/note$|/learnt$|/changes$|/next-steps$|^evaluation/disagreement)")
DATES = [("1.4.2027", "2027-04-01"), ("01.04.2027", "2027-04-01"), ("12. mai 2027", "2027-05-12"), ("2027-06-30", "2027-06-30"),
         ("3/9/2027", "2027-09-03"), ("24 December 2027", "2027-12-24"), ("5.2.27", "2027-02-05")]
DEADLINES = DATES + [("juni 2027", "2027-06"), ("uke 34 i 2027", "2027-W34"), ("Løpende", "ongoing"), ("når timeplanen er klar", "når timeplanen er klar"),
                     ("før: jul # kanskje", "før: jul # kanskje")]


def normal(text):
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def inherited(field, key):
    while field is not None:
        if key in field:
            return field[key]
        field = field.get("/Parent")
    return None


class Field:
    """A field of a form as a PDF reader sees it: by its full name, with the part of the name that is its place in the record."""

    def __init__(self, node, name):
        self.name = name
        self.path = re.sub(r"~.*", "", name.split(".", 2)[2]).replace(":", ".")
        self.type = str(inherited(node, "/FT"))
        self.flags = int(inherited(node, "/Ff") or 0)
        self.most = int(inherited(node, "/MaxLen") or 0)
        value = node.get("/V")
        self.value = "" if value is None else str(value)
        self.options = [(str(o[0]), str(o[1])) for o in node.get("/Opt", [])]
        self.states = []
        for widget in node.get("/Kids", [node]):
            for state in widget.get("/AP", {}).get("/N", {}).keys() if self.type == "/Btn" else []:
                if state != "/Off":
                    self.states.append(state[1:])

    @property
    def is_radio(self):
        return bool(self.flags & 1 << 15)

    @property
    def is_multiline(self):
        return bool(self.flags & 1 << 12)


def fields(path):
    """All terminal fields of a file."""
    found = []

    def walk(node, prefix):
        name = prefix + ("." if prefix else "") + str(node["/T"])
        kids = [k for k in node.get("/Kids", []) if "/T" in k]
        if kids:
            for kid in kids:
                walk(kid, name)
        else:
            found.append(Field(node, name))

    with pikepdf.open(path) as pdf:
        for node in pdf.Root.AcroForm.Fields:
            walk(node, "")
    return found


def sizes(path):
    """Of each field with an appearance: the size of what it shows, and whether it shows a text."""
    found = {}

    def walk(node, prefix):
        name = prefix + ("." if prefix and "/T" in node else "") + (str(node["/T"]) if "/T" in node else "")
        for kid in node.get("/Kids", []):
            walk(kid, name)
        drawn = node.get("/AP", {}).get("/N")
        if isinstance(drawn, pikepdf.Stream):
            text = drawn.read_bytes().decode("latin-1")
            shown = sorted(set(re.findall(r"/\S+ ([\d.]+) Tf", text)))
            found[name] = (shown[0] if len(shown) == 1 else str(shown), bool(re.search(r"T[jJ]|'", text)))

    with pikepdf.open(path) as pdf:
        for node in pdf.Root.AcroForm.Fields:
            walk(node, "")
    return found


def pick(rng, field, texts, lines, own_words):
    """What to type in a field, and the text that must then stand in the record. own_words: for choices that take any."""
    path = field.path
    if field.type == "/Btn":
        state = rng.choice(field.states)
        return state, state
    if field.type == "/Ch":
        if path.endswith("responsible") and own_words and rng.random() < 0.4:
            text = rng.choice(own_words)
            return text, normal(text)
        ident, words = rng.choice([o for o in field.options if o[0]])
        return words, ident
    if DATE.search(path):
        return rng.choice(DATES)
    if DEADLINE.search(path):
        return rng.choice(DEADLINES)
    text = rng.choice(lines if field.is_multiline and rng.random() < 0.3 else texts)
    return text, normal(text)


def record_value(plan, path):
    """The text at a path of a plan, by the ids of its lists; None: there is none."""
    parts, at = path.split("/"), plan
    if parts[0] == "competence-needs":
        return "on" if parts[1] in at.get("competence-needs", []) else None
    if parts[0] == "other-needs":
        others = [n["other"] for n in at.get("competence-needs", []) if isinstance(n, dict)]
        return others[int(parts[1]) - 1] if int(parts[1]) <= len(others) else None
    if parts[-1] == "ticked":  # a box for what is done, on a day or not
        return "on" if record_value(plan, path[:-len("ticked")] + "done") else None
    if "supports" in parts[:-1]:  # a box for each focus area
        areas = next((g for k, g in enumerate(plan.get("goals", []), 1) if g.get("id", f"g{k}") == parts[1]), {}).get("supports", [])
        return "on" if parts[-1] in (re.split(r",\s*", areas) if isinstance(areas, str) else areas) else None
    i = 0
    while i < len(parts):
        at = at.get(parts[i]) if isinstance(at, dict) else None
        if at is None:
            return None
        if parts[i] in ("goals", "measures", "follow-ups", "progress"):
            key, i = ("goal" if parts[i] == "progress" else "id"), i + 1
            number = int(re.sub(r"\D", "", parts[i]) or 0)
            named = [x for x in at if x.get(key) == parts[i]]
            unnamed = [at[number - 1]] if key == "id" and 0 < number <= len(at) and "id" not in at[number - 1] else []
            at = (named + unnamed + [None])[0]
        i += 1
    return at if isinstance(at, str) else None


def load(path):
    with open(path, encoding="utf-8") as f:
        return yaml.load(f, Loader=yaml.BaseLoader)
