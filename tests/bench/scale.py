#!/usr/bin/python3
"""Makes a large cycle out of samples/nordlia: scale.py DIR [--people 1000] [--seed 1] [--plans half] [--short]

About ten people a unit, four units under each unit, the sample's own priorities and last period's plans for half of the
people (or none, or all). Names are drawn from several scripts. --short makes six-page packs: two short priorities a unit,
three levels of units, no list of further
questions, and no plans. The same arguments give the same files, on any machine.
"""
import argparse
import hashlib
import json
import pathlib
import re
import shutil

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "samples" / "nordlia"
PER_UNIT = 10
BRANCHES = 4

# given names, second names, family names; a person's three come from one row
NAMES = [
    ("Ingrid Marit Håkon Sølvi Østen Åse Torgeir Bjørg Kåre Ragnhild Even Sigrid Pål Liv Jostein Gro Øyvind Eirin",
     "Johanne Marie André Sofie Kristian Elise Birger Margrethe Olav Helene Håvard Synnøve",
     "Haugen Ødegård Sørlie Åsnes Bjørnstad Fjellheim Nygård Tveit Brekke-Solli Lillevik Myrland Grønnslett Reinås Dahl "
     "Strand-Nilsen Kvalnes Hofseth Sandøy"),
    ("Áilu Máret Biret Niillas Risten Áslat Elle Jovnna Sárá Mihkkal Ŋálggá Čearret",
     "Ánne Máhtte Iŋgá Duommá Káre Hánsa Bárrá Lemet",
     "Čáhci Ođđajohka Šuoŋŋá Guvttor Ŧáhppe Joŋŋá Bážžá Gáŋgavárri Máhtebáiki Vuođđu"),
    ("Łukasz Małgorzata Zofia Paweł Agnieszka Wojciech Żaneta Michał Stanisław Bożena",
     "Jerzy Ewa Róża Kazimierz Święta Elżbieta Józef Grażyna",
     "Wiśniewski Żółkowska Dąbrowska Kamińska Wójcik Źródłowska Ćwikła Gołębiewski Łączyńska Szczęsny"),
    ("Nguyễn Trần Phạm Lê Đặng Vũ Hoàng Đỗ Bùi",
     "Thị Quốc Văn Đức Hữu Ngọc Xuân Mỹ",
     "Hằng Dũng Phượng Thảo Tuấn Hương Nghĩa Bảo Quỳnh Lộc Yến Trường"),
    ("Ελένη Γιώργος Μαρία Κώστας Σοφία Δημήτρης Αικατερίνη Ιωάννης",
     "Άννα Νίκος Ειρήνη Θωμάς Ζωή Φώτης",
     "Παπαδοπούλου Αντωνίου Γεωργίου Νικολαΐδης Οικονόμου Ξανθόπουλος Χατζής Ψαρράς"),
    ("Олександра Дмитро Ірина Світлана Юрій Наталія Їван Єлизавета",
     "Андрій Ольга Григорій Марія Сергій Любов",
     "Ковальчук Мельник Шевченко Гриценко Ющенко Бойко Щербак Ґалаґан"),
    ("Jānis Rasa Helga Çağla Ştefan Řehoř Győző Ismaël Dženan Ůrsula",
     "Ēriks Þóra İnci Ţibor Ľudmila Ñusta Ørjan",
     "Bērziņš Petrauskienė Þórsdóttir Yıldız Ionescu-Țepeș Dvořáček Kőszegi Đurić Žižek Ðorleifsson"),
]
WEIGHTS = [6, 2, 2, 1, 1, 1, 1]  # of ten and four people
ROLES = ["Rådgiver", "Sykepleier", "Lærer", "Fagarbeider", "Ingeniør", "Saksbehandler", "Vernepleier", "Konsulent",
         "Renholder"]
AREAS = ["Oppvekst", "Helse", "Teknisk", "Kultur", "Plan", "Barnehage", "Hjemmetjeneste", "Drift", "Skole"]


class Dice:
    """Numbers from a hash, so that no Python version changes them."""

    def __init__(self, seed):
        self.seed, self.turn = seed, 0

    def below(self, n):
        self.turn += 1
        digest = hashlib.sha256(f"{self.seed}/{self.turn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % n

    def pick(self, items):
        return items[self.below(len(items))]


def draw_names(count, dice):
    rows = [[part.split() for part in row] for row in NAMES]
    bag = [row for row, weight in zip(rows, WEIGHTS) for _ in range(weight)]
    seen, names = set(), []
    while len(names) < count:
        given, second, family = dice.pick(bag)
        name = f"{dice.pick(given)} {dice.pick(second)} {dice.pick(family)}"
        if name in seen:  # a row's combinations may run out in a very large cycle
            name += " " + dice.pick(family)
        if name not in seen:
            seen.add(name)
            names.append(name)
    return names


class Unit:
    def __init__(self, number, parent):
        self.number, self.parent, self.children, self.people = number, parent, [], []
        self.id = f"u{number:04}" if number else "nordlia"
        self.depth = parent.depth + 1 if parent else 0
        if parent:
            parent.children.append(self)

    @property
    def leader(self):
        return self.people[0]


def plant(people, names, short):
    units, count = [], (people + PER_UNIT - 1) // PER_UNIT
    branches = max(BRANCHES, int(count ** 0.5) + 1) if short else BRANCHES
    for number in range(count):
        units.append(Unit(number, units[(number - 1) // branches] if number else None))
    for index, name in enumerate(names):
        units[index // PER_UNIT].people.append((f"e{10001 + index}", name))
    return units


def org_lines(unit, indent="  "):
    number = f" {unit.number}" if unit.number else ""
    name = AREAS[unit.number % len(AREAS)] + number if number else "Nordlia kommune"
    yield f"{indent}id: {unit.id}"
    yield f"{indent}name: {name}"
    yield f"{indent}type: {'enheten' if number else 'kommunen'}"
    yield f"{indent}leader: {unit.leader[0]}"
    yield f"{indent}employees:"
    for n, (id, name) in enumerate(unit.people):
        title = ("Leder" if unit.number else "Kommunedirektør") if n == 0 else ROLES[(unit.number + n) % len(ROLES)]
        extra = ", leader: { name: Per Vik, title: Ordfører }" if not unit.number and n == 0 else ""
        yield f"{indent}  - {{ id: {id}, name: {json.dumps(name, ensure_ascii=False)}, title: {title}{extra} }}"
    if unit.children:
        yield f"{indent}units:"
        for child in unit.children:
            lines = list(org_lines(child, indent + "    "))
            lines[0] = f"{indent}  - {lines[0].strip()}"
            yield from lines


def override(folder):
    """Templates of the cycle's own: packs alone, and those without the list of further questions."""
    for path in (SAMPLE.parents[1] / "templates").glob("*/*.md"):
        if path.stem not in ("pack", "leader-pack", "start-letter"):
            continue
        text = re.sub(r"```questions\nshow: others\n.*?```\n", "", path.read_text(encoding="utf-8"), flags=re.S)
        text = text if path.stem == "pack" else text.replace("made-by: packs", "made-by: forms")
        (folder / path.parent.name).mkdir(parents=True, exist_ok=True)
        (folder / path.parent.name / path.name).write_text(text, encoding="utf-8")


HEADING = re.compile(r"^## (.*?) \{#([a-z0-9-]+)[^}]*\}$", re.M)


def shorten(text):
    """Three questions, a sentence of introduction, and two headings with a sentence each."""
    front, body = re.match(r"(---\n.*?\n---\n)(.*)", text, re.S).groups()
    front = re.sub(r"^extra-questions:\n(  - .*\n)+", "", front, flags=re.M)
    if "questions: [" not in front:
        front = front[:-len("---\n")] + "questions: [strengths-used, strengths-unused, share]\n---\n"
    front = re.sub(r"^(questions: \[)(.*?)\]$", lambda m: m[1] + ", ".join(m[2].split(", ")[:3]) + "]", front, flags=re.M)
    kept = []
    for part in re.split(r"^(?=## )", body, flags=re.M)[:3]:
        head, _, rest = part.partition("\n") if part.startswith("## ") else ("", "", part)
        first = " ".join(rest.strip().split("\n\n")[0].split())
        kept.append(f"{head}\n\n{re.split(r'(?<=[.!?])[ ](?=[A-ZÆØÅ])', first)[0]}\n".lstrip())
    return front + "\n".join(kept)


def priorities(unit, texts, ids):
    """The sample's text for this level, its threads tied to what the unit above has here."""
    levels = [["nordlia"], ["oppvekst", "helse", "teknisk"], ["solbakken", "hjemmetjenesten"], ["sone-nord", "solbakken"]]
    level = levels[min(unit.depth, len(levels) - 1)]
    text = texts[level[unit.number % len(level)]]
    own = [f"{m.group(2)}-{unit.number}" for m in HEADING.finditer(text)]
    above = ids.get(unit.parent)
    order = iter(range(len(own)))

    def heading(m):
        n = next(order)
        supports = f" supports={above[n % len(above)]}" if above else ""
        return f"## {m.group(1)} {{#{own[n]}{supports}}}"

    ids[unit] = own
    return HEADING.sub(heading, text)


def plan(text, id, unit, goals):
    text = re.sub(r"^employee: .*$", f"employee: {id}", text, flags=re.M)
    text = re.sub(r"^unit: .*$", f"unit: {unit.id}", text, flags=re.M)
    leader = unit.leader[0] if unit.leader[0] != id else unit.parent.leader[0] if unit.parent else "e10000"
    text = re.sub(r"^leader: .*$", f"leader: {leader}", text, flags=re.M)
    return re.sub(r"^    supports: .*$", f"    supports: {goals[0]}", text, flags=re.M)


def make(folder, people, seed, plan_step, short):
    dice = Dice(seed)
    units = plant(people, draw_names(people, dice), short)
    for name in ("priorities/2027", "plans/2026"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE / "samtale.yaml", folder)
    shutil.copy(SAMPLE / "logo.png", folder)
    org = "unit:\n" + "\n".join(org_lines(units[0])) + "\n"
    (folder / "org.yaml").write_text(org, encoding="utf-8")

    texts = {path.stem: re.sub(r"^!\[.*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
             for path in (SAMPLE / "priorities" / "2027").glob("*.md")}
    if short:
        texts = {name: shorten(text) for name, text in texts.items()}
        override(folder / "templates")
    ids = {}
    for unit in units:
        (folder / "priorities/2027" / f"{unit.id}.md").write_text(priorities(unit, texts, ids), encoding="utf-8")

    plans = [path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "plans" / "2026").glob("*.yaml"))]
    for unit in units:
        for id, _ in unit.people[::plan_step] if plan_step else []:
            text = plan(dice.pick(plans), id, unit, ids[unit])
            (folder / "plans/2026" / f"{id}.yaml").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plans", choices=("none", "half", "all"), default="half")
    parser.add_argument("--short", action="store_true")
    o = parser.parse_args()
    step = 0 if o.short else {"none": 0, "half": 2, "all": 1}[o.plans]
    make(o.folder, o.people, o.seed, step, o.short)


main()
