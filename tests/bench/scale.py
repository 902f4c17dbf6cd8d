#!/usr/bin/python3
"""Makes a cycle of any size: scale.py DIR [--people 1000] [--seed 1] [--plans half] [--this-period] [--parts]

An organisation as real ones are: ten people a unit, four levels of units (more than 100,000 people: as many as it takes), for
every unit a text of its own (prose.py), last period's plan for half of the people, each with words of its own, and names
from several scripts. --this-period adds what there is when the period ends: evaluated plans for four of five, and anonymous
answers from half. --parts lets `forms leader-pack` and `forms start-letter` make what `packs` else makes together with the
packs. The same arguments give the same files, on any machine.
"""
import argparse
import hashlib
import json
import pathlib
import re
import shutil
import textwrap

import prose

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "samples" / "nordlia"
PER_UNIT = 10
LEVELS = 4

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
KINDS = [("skole", "skolen"), ("barnehage", "barnehagen"), ("sykehjem", "sykehjemmet"), ("hjemmetjeneste", "tjenesten"),
         ("driftsavdeling", "avdelingen"), ("bofellesskap", "bofellesskapet"), ("bibliotek", "biblioteket"),
         ("legekontor", "legekontoret"), ("prosjektkontor", "kontoret")]
QUESTIONS = ["challenge-reward", "drives", "strengths-used", "strengths-unused", "challenge-level", "missed", "contribute",
             "share", "best-job", "responsibility", "next-years", "goal-follow-up", "feedback-kind", "follow-up-expected"]
COMPETENCES = ["digital", "leading", "language", "sami", "law", "safety", "guidance"]
ATTAINMENTS = ["met", "met", "met", "partly", "partly", "not-met", "dropped"]
STATUSES = ["on-track", "on-track", "on-track", "done", "delayed", "needs-help", "not-started"]
SCALES = ["pack", "questions", "plan-form", "follow-up-sheet", "time", "heard", "feedback", "goals", "thread"]
TRAINING = ["setting-goals", "giving-feedback", "difficult-talks", "using-forms"]


class Dice:
    """Numbers from a hash, so that no Python version changes them."""

    def __init__(self, seed):
        self.seed, self.turn, self.left = seed, 0, b""

    def below(self, n):
        if not self.left:
            self.turn += 1
            self.left = hashlib.sha256(f"{self.seed}/{self.turn}".encode()).digest()
        number, self.left = int.from_bytes(self.left[:8], "big"), self.left[8:]
        return number % n

    def pick(self, items):
        return items[self.below(len(items))]

    def some(self, items, count):
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(count)]


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
        self.number, self.parent, self.children, self.people, self.priorities = number, parent, [], [], []
        self.id = f"u{number:04}" if number else "nordlia"
        self.name, self.type = "Nordlia kommune", "kommunen"
        if parent:
            parent.children.append(self)

    @property
    def leader(self):
        return self.people[0]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def branches(count):
    """The fewest units under each unit, four or more, that make no more than LEVELS levels."""
    n = 4
    while sum(n ** level for level in range(LEVELS)) < count:
        n += 1
    return n


def plant(names, dice):
    count = (len(names) + PER_UNIT - 1) // PER_UNIT
    units, taken, below, writer = [], set(), branches(count), prose.Writer(dice)
    for number in range(count):
        unit = Unit(number, units[(number - 1) // below] if number else None)
        if number:
            kind, unit.type = dice.pick(KINDS)
            unit.name = f"{writer.place()} {kind}"
            if unit.name in taken:
                unit.name += f" {number}"
            taken.add(unit.name)
        units.append(unit)
    for index, name in enumerate(names):
        units[index // PER_UNIT].people.append((f"e{10001 + index}", name))
    return units


def org_lines(unit, indent="  "):
    yield f"{indent}id: {unit.id}"
    yield f"{indent}name: {unit.name}"
    yield f"{indent}type: {unit.type}"
    yield f"{indent}leader: {unit.leader[0]}"
    yield f"{indent}employees:"
    for n, (id, name) in enumerate(unit.people):
        title = ("Leder" if unit.number else "Kommunedirektør") if n == 0 else ROLES[(unit.number + n) % len(ROLES)]
        extra = ", leader: { name: Per Vik, title: Ordfører }" if not unit.number and n == 0 else ""
        yield f"{indent}  - {{ id: {id}, name: {quoted(name)}, title: {title}{extra} }}"
    if unit.children:
        yield f"{indent}units:"
        for child in unit.children:
            lines = list(org_lines(child, indent + "    "))
            lines[0] = f"{indent}  - {lines[0].strip()}"
            yield from lines


# ---- What units write

def wrapped(text, indent=""):
    return textwrap.fill(text, 118, initial_indent=indent, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False) + "\n"


def front(writer, dice):
    lines = ["---\n", "message: |\n", wrapped(writer.text(prose.MESSAGES, 2, 3), "  "), "\n",
             wrapped(writer.text(prose.MESSAGES, 1, 2), "  "),
             f"questions: [{', '.join(dice.some(QUESTIONS, 6))}]\n"]
    extra = dice.below(3)
    if extra:
        lines.append("extra-questions:\n")
        lines += [f"  - {quoted(text)}\n" for text in dict.fromkeys(writer.sentence(prose.QUESTIONS) for _ in range(extra))]
    return "".join(lines) + "---\n"


def table(writer, rows):
    lines = ["| Tiltak | Ansvarlig | Frist |\n|---|---|---|\n"]
    lines += [f"| {writer.sentence(prose.MEASURES)} | {writer.slot('rolle')} | {writer.slot('frist')} |\n" for _ in range(rows)]
    return "".join(lines)


def more(writer, dice):
    """What follows a priority's first paragraph, if anything."""
    kind = dice.below(6)
    if kind < 3:
        return table(writer, 2 + dice.below(3))
    if kind < 5:
        sign = "-" if kind == 3 else "1."
        return "".join(f"{sign} {writer.sentence(prose.MEASURES)}\n" for _ in range(3))
    return wrapped(writer.text(prose.SENTENCES, 1, 3))


def priorities(unit, dice):
    """A text of some 300 words, as the sample's have: its leader's words, an introduction, two to four priorities."""
    writer = prose.Writer(dice)
    parts = [front(writer, dice) + wrapped(writer.text(prose.INTROS, 1, 2))]
    for number in range(dice.pick((2, 3, 3, 4))):
        writer.turn()
        heading = writer.sentence(prose.HEADINGS)
        key = re.sub(r"[^a-z0-9]+", "-", heading.lower().translate(str.maketrans("æøåé", "aoae"))).strip("-")
        id = f"{key[:30].rstrip('-')}-{number + 1}-{unit.id}"
        above = unit.parent.priorities if unit.parent else []
        supports = f" supports={dice.pick(above)}" if above else ""
        parts += [f"## {heading} {{#{id}{supports}}}\n", wrapped(writer.text(prose.SENTENCES, 2, 3)), more(writer, dice)]
        unit.priorities.append(id)
    return "\n".join(parts)


# ---- What people agree

def goal(number, kind, unit, year, writer, dice, evaluated):
    writer.turn()
    own = kind in ("personal", "professional")
    lines = [f"  - id: g{number}\n    kind: {kind}\n",
             f"    goal: {quoted(writer.sentence(prose.OWN_GOALS if own else prose.GOALS))}\n"]
    if not own:
        lines.append(f"    supports: {dice.pick(unit.priorities)}\n")
    lines.append("    measures:\n")
    for n in range(1 + dice.below(3)):
        day = f"{year}-{3 + dice.below(9):02}-{1 + dice.below(28):02}"
        who = dice.pick(["employee", "employee", "leader", quoted(writer.slot("rolle"))])
        done = f", done: {day}" if evaluated and dice.below(3) else ""
        lines.append(f"      - {{ id: m{n + 1}, what: {quoted(writer.sentence(prose.MEASURES))}, responsible: {who}, "
                     f"deadline: {day if dice.below(4) else 'ongoing'}{done} }}\n")
    if evaluated:
        lines.append(f"    attainment: {dice.pick(ATTAINMENTS)}\n")
        if dice.below(2):
            lines.append(f"    comments: {{ employee: {quoted(writer.sentence(prose.REMARKS))}, "
                         f"leader: {quoted(writer.sentence(prose.REMARKS))} }}\n")
    return "".join(lines)


def plan(id, unit, year, dice):
    """A whole year's: agreed, followed up and evaluated."""
    writer = prose.Writer(dice)
    leading = unit.parent if unit.leader[0] == id else unit
    leader = f"leader: {leading.leader[0]}\n" if leading else ""  # the top leader's own is nobody in the chart
    kinds = ["work"] * (1 + dice.below(2)) + ["task"] * dice.below(2) + ["personal"] * dice.below(2) + ["professional"]
    day = 12 + dice.below(14)
    lines = [f"employee: {id}\nunit: {unit.id}\n{leader}conversation: {{ held: {year}-02-{day} }}\n"
             f"agreed: {{ employee: {year}-02-{day + 1}, leader: {year}-02-{day + 1} }}\n"
             f"follow-up-informal: {quoted(prose.capital(writer.slot('gang')))}\ngoals:\n"]
    lines += [goal(n + 1, kind, unit, year, writer, dice, True) for n, kind in enumerate(kinds)]
    lines.append("follow-ups:\n")
    for month in ("05", "10")[:1 + dice.below(2)]:
        lines.append(f"  - held: {year}-{month}-{10 + dice.below(15)}\n    progress:\n")
        for n in range(len(kinds)):
            note = f", note: {quoted(writer.sentence(prose.NOTES))}" if dice.below(2) else ""
            lines.append(f"      - {{ goal: g{n + 1}, status: {dice.pick(STATUSES)}{note} }}\n")
        lines.append(f"    next-steps: {quoted(writer.sentence(prose.MEASURES))}\n")
    lines.append(f"evaluation:\n  held: {year}-12-{1 + dice.below(16):02}\n  learnt: {quoted(writer.sentence(prose.REMARKS))}\n"
                 f"  next-steps: {quoted(writer.sentence(prose.MEASURES))}\n")
    lines.append(f"competence-needs: [{', '.join(dice.some(COMPETENCES, 1 + dice.below(2)))}]\n")
    return "".join(lines)


def answer(unit, dice):
    writer = prose.Writer(dice)
    scales = ", ".join(f"{scale}: {1 + max(dice.below(5), dice.below(5))}" for scale in SCALES)
    return (f"unit: {unit.id}\nrole: employee\nscales: {{ {scales} }}\ntraining-needs: [{dice.pick(TRAINING)}]\n"
            f"helped: {quoted(writer.sentence(prose.SENTENCES))}\nchange: {quoted(writer.sentence(prose.MEASURES))}\n"
            "released: true\n")


# ---- A cycle

def parts(folder):
    """Templates of the cycle's own: leader packs and start letters are forms, so that each document can be made alone."""
    for path in (SAMPLE.parents[1] / "templates").glob("*/*.md"):
        if path.stem in ("leader-pack", "start-letter"):
            text = path.read_text(encoding="utf-8").replace("made-by: packs", "made-by: forms")
            (folder / path.parent.name).mkdir(parents=True, exist_ok=True)
            (folder / path.parent.name / path.name).write_text(text, encoding="utf-8")


def write_plans(folder, units, year, chosen, seed):
    folder.mkdir(parents=True)
    index = 0
    for unit in units:
        for id, _ in unit.people:
            if chosen(index):
                (folder / f"{id}.yaml").write_text(plan(id, unit, year, Dice(f"{seed}/{year}/{id}")), encoding="utf-8")
            index += 1


def make(o):
    folder, dice = o.folder, Dice(o.seed)
    units = plant(draw_names(o.people, dice), dice)
    (folder / "priorities/2027").mkdir(parents=True)
    settings = (SAMPLE / "samtale.yaml").read_text(encoding="utf-8").replace("waves: by-size", "waves: by-load")
    (folder / "samtale.yaml").write_text(settings, encoding="utf-8")
    shutil.copy(SAMPLE / "secret.key", folder)
    shutil.copy(SAMPLE / "logo.png", folder)
    (folder / "org.yaml").write_text("unit:\n" + "\n".join(org_lines(units[0])) + "\n", encoding="utf-8")
    for unit in units:  # a parent comes before its children
        text = priorities(unit, Dice(f"{o.seed}/{unit.id}"))
        (folder / "priorities/2027" / f"{unit.id}.md").write_text(text, encoding="utf-8")
    if o.plans != "none":
        every = {"half": 2, "all": 1}[o.plans]
        write_plans(folder / "plans/2026", units, 2026, lambda index: index % every == 0, o.seed)
    if o.this_period:
        write_plans(folder / "plans/2027", units, 2027, lambda index: index % 5 != 4, o.seed)
        (folder / "answers/2027").mkdir(parents=True)
        for index in range(o.people // 2):
            key = hashlib.sha256(f"{o.seed}/answer/{index}".encode()).hexdigest()[:16]
            text = answer(units[2 * index // PER_UNIT], Dice(key))
            (folder / "answers/2027" / f"{key}.yaml").write_text(text, encoding="utf-8")
    if o.parts:
        parts(folder / "templates")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plans", choices=("none", "half", "all"), default="half")
    parser.add_argument("--this-period", action="store_true")
    parser.add_argument("--parts", action="store_true")
    make(parser.parse_args())


if __name__ == "__main__":
    main()
