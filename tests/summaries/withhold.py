#!/usr/bin/python3
"""Plays the attacker against figures/withhold.c: random organisations, their published CSV and their chart, and from these alone
the least and the most that every withheld cell can be.

What the attacker knows: the chart (who has people of their own; a unit without any has figures only from below), every published
row, that a unit's figures are its own people's and those of the units below added up, that nothing is negative, and that whoever
is counted has at least one of what is counted. A table of one value each is known to be one. Two attackers:

- *stranger*: that, and nothing else.
- *insider*: also how many people every unit has in every table, which coverage or another table may tell. More than the CSV says.

Each withheld cell is to be left with at least as many whole values as the limit. Not where the chart says that there is nobody, nor
where a category is empty in a unit that is shown above: then it is empty in all below, and that is nobody's (see withhold.c). For
the insider, nor where a unit has fewer people than that makes values; and the unit that is all of the organisation's but a few is
left as it is, since the organisation is always shown: the test then asks that it is not determined.

Since a unit is shown only below one that is shown, the published cells are as good as the differences between each shown unit and the
shown ones next below it (the *parts*), and these share no unknown: the linear system falls apart into one system for each part
and table, with two unknowns a category (the withheld unit and all else in its part). For that, bounds() has the closed form. GLPK
solves a sample of the whole, undivided systems, and must come to the same bounds. Both are bounds over the reals, which are never
narrower than those over whole numbers, but here are whole themselves.

Any sum and difference of published cells is a sum and difference of parts; a sum of parts that all satisfy rule 1 satisfies it too,
so it is checked for each part, against the truth.
"""
import csv
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TOOL = Path(os.environ.get("BUILD", Path(__file__).resolve().parents[2] / "build")) / "tests/withhold_tool"
SEED = int(os.environ.get("SEED", "1"))
TREES = int(os.environ.get("TREES", "3000"))
SOLVED = 240  # bounds that glpsol works out too
SINGLE = ("need.", "scale.")  # one value each
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL withhold/{name}: {problem}" if problem else f"ok withhold/{name}")
    failed = failed or bool(problem)


class Tree:
    """The chart, and what is published of it. A withheld row is None."""

    def __init__(self, number, limit):
        self.number, self.limit = number, limit
        self.parent, self.people, self.below, self.order = {}, {}, {}, []
        self.tables = {}  # measure → unit → ({category: count}, people) or None
        self.categories = {}
        self.truth = {}  # measure → unit → [base, [{category: (count, people)} by grain]]: own people

    def add_unit(self, unit, parent, people):
        self.parent[unit] = parent if parent != "-" else None
        self.people[unit] = people
        self.below[unit] = []
        self.order.append(unit)
        if parent != "-":
            self.below[parent].append(unit)

    def add_row(self, row):
        measure = row["measure"]
        if not measure.startswith(("attainment.", "measures", "need.", "scale.")):
            return
        units = self.tables.setdefault(measure, {})
        categories = self.categories.setdefault(measure, [])
        if row["category"] not in categories:
            categories.append(row["category"])
        if row["withheld"] == "true":
            assert row["count"] == "" and row["people"] == "" and units.get(row["unit"]) is None
            units[row["unit"]] = None
            return
        counts, people = units.setdefault(row["unit"], ({}, int(row["people"])))
        assert people == int(row["people"])
        counts[row["category"]] = int(row["count"])

    def finish(self):
        """Sums over each unit and all below it."""
        self.heads = dict(self.people)
        for unit in reversed(self.order):
            if self.parent[unit]:
                self.heads[self.parent[unit]] += self.heads[unit]
        self.base, self.cells, self.own = {}, {}, {}
        for measure, units in self.truth.items():
            grain = next(g for g in units[next(iter(units))][1] if list(g) == self.categories[measure])
            at = units[next(iter(units))][1].index(grain)
            base = {u: own[0] for u, own in units.items()}
            cells = {u: {k: list(c) for k, c in own[1][at].items()} for u, own in units.items()}
            self.own[measure] = {u: (own[0], own[1][at]) for u, own in units.items()}
            for unit in reversed(self.order):
                above = self.parent[unit]
                if unit in units and above in units:
                    base[above] += base[unit]
                    for k, (count, people) in cells[unit].items():
                        cells[above][k][0] += count
                        cells[above][k][1] += people
            self.base[measure], self.cells[measure] = base, cells


def read_trees(public, secret):
    trees, tree, lines = {}, None, []

    def flush():
        if tree:
            for row in csv.DictReader(lines):
                tree.add_row(row)

    for line in public.splitlines():
        if line.startswith("tree "):
            flush()
            _, number, limit = line.split()
            tree, lines = trees.setdefault(number, Tree(number, int(limit))), []
        elif line.startswith("unit "):
            _, unit, parent, people = line.split()
            tree.add_unit(unit, parent, int(people))
        else:
            lines.append(line)
    flush()
    for line in secret:
        word = line.split()
        if word[0] == "tree":
            tree = trees[word[1]]
        elif word[0] == "own":
            grains = []
            tree.truth.setdefault(word[1], {})[word[2]] = [int(word[3]), grains]
        else:
            while len(grains) <= int(word[1]):
                grains.append({})
            grains[int(word[1])][word[2]] = (int(word[3]), int(word[4]))
    for tree in trees.values():
        tree.finish()
    return list(trees.values())


def build(count, *options):
    with tempfile.NamedTemporaryFile("r") as truth:
        done = subprocess.run([TOOL, str(SEED), str(count), truth.name, *options], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"FAIL withhold/tool: ended with {done.returncode}: {done.stderr[-800:]}")
        return read_trees(done.stdout, truth)


# ---- What can be worked out

def part_of(tree, units, shown):
    """What is left of a shown unit without the shown ones below it: counts and people, as the CSV says."""
    counts, people = dict(units[shown][0]), units[shown][1]
    for child in tree.below[shown]:
        if units[child]:
            people -= units[child][1]
            for k, n in units[child][0].items():
                counts[k] -= n
    return counts, people


def elsewhere(tree, units, shown, unit):
    """Whether anybody of that part works anywhere else than in that unit and below it."""
    if tree.people[shown]:
        return True
    top = unit
    while tree.parent[top] != shown:
        if any(tree.heads[c] for c in tree.below[tree.parent[top]] if c != top) or tree.people[tree.parent[top]]:
            return True
        top = tree.parent[top]
    return any(tree.heads[c] for c in tree.below[shown] if c != top and not units[c])


def bounds(counts, people, category, alone, base=None, single=False):
    """The least and the most of a category that a withheld unit can have. base: what an insider knows."""
    of, others = counts[category], sum(counts.values()) - counts[category]
    if alone or base == people:
        return of, of
    if base is None:
        return 0, of
    rest = people - base
    if not base:
        return 0, 0
    return max(0, base - others), min(of, base) if single else min(of, of + others - rest)


def is_safe(cells, base, limit):
    """Rule 1. cells: {category: (count, people)}."""
    values = [people for count, people in cells.values() if count]
    return base >= limit and len(values) > 1 and all(p >= limit and (p == base or base - p >= limit) for p in values)


def shown_above(tree, units, unit):
    while unit and not units.get(unit):
        unit = tree.parent[unit]
    return unit


def withheld_cells(tree):
    """Every withheld cell that something shown says anything about: (measure, unit, category, shown unit, its part)."""
    for measure, units in tree.tables.items():
        parts = {}
        for unit, row in units.items():
            above = None if row else shown_above(tree, units, unit)
            if not above or not tree.heads[unit]:
                continue
            part = parts.setdefault(above, None) or part_of(tree, units, above)
            parts[above] = part
            for category in tree.categories[measure]:
                if units[above][0][category]:
                    yield measure, unit, category, above, part


def same_as_top(tree, units, unit):
    """Whether the topmost unit of the table is all in this one: then it is shown, whatever is below."""
    while tree.parent[unit] in units:
        above = tree.parent[unit]
        if tree.people[above] or any(tree.heads[c] for c in tree.below[above] if c != unit):
            return False
        unit = above
    return True


def attack(trees):
    """(stranger's finds, insider's finds, cells looked at, cells of those that the organisation leaves narrow)"""
    stranger, insider, looked, narrow = [], [], 0, 0
    for tree in trees:
        for measure, unit, category, above, (counts, people) in withheld_cells(tree):
            units, single = tree.tables[measure], measure.startswith(SINGLE)
            looked += 1
            where = f"tree {tree.number} limit {tree.limit} {measure} {unit} {category} below {above}"
            alone = not elsewhere(tree, units, above, unit)
            truth, base = tree.cells[measure][unit][category][0], tree.base[measure][unit]
            low, high = bounds(counts, people, category, alone)
            if high - low + 1 < tree.limit or not low <= truth <= high:
                stranger.append(f"{where}: {low}..{high}, is {truth}")
            low, high = bounds(counts, people, category, alone, base, single)
            if not low <= truth <= high:
                insider.append(f"{where}: {low}..{high}, is {truth}")
            elif high - low + 1 < min(tree.limit, base + 1):
                narrow += 1
                if not same_as_top(tree, units, above):
                    insider.append(f"{where}: {low}..{high} of {base} people, is {truth}")
    return stranger, insider, looked, narrow


# ---- The rules, against the truth

def check_rows(trees):
    for tree in trees:
        for measure, units in tree.tables.items():
            for unit, row in units.items():
                cells, base = tree.cells[measure][unit], tree.base[measure][unit]
                where = f"tree {tree.number} {measure} {unit}"
                if row and row != ({k: c[0] for k, c in cells.items()}, base):
                    return f"{where}: {row} is not what there is: {cells} of {base}"
                if row and not is_safe(cells, base, tree.limit):
                    return f"{where}: shown, but {cells} of {base} with limit {tree.limit}"
                if row and tree.parent[unit] in units and not units[tree.parent[unit]]:
                    return f"{where}: shown, but the unit above is not"


def check_parts(trees):
    for tree in trees:
        for measure, units in tree.tables.items():
            for unit, row in units.items():
                if not row:
                    continue
                base = tree.base[measure][unit]
                cells = {k: list(c) for k, c in tree.cells[measure][unit].items()}
                for child in (c for c in tree.below[unit] if units[c]):
                    base -= tree.base[measure][child]
                    for k, c in tree.cells[measure][child].items():
                        cells[k] = [cells[k][0] - c[0], cells[k][1] - c[1]]
                if base and not is_safe(cells, base, tree.limit):
                    return f"tree {tree.number} {measure} {unit}: {cells} of {base} are left with limit {tree.limit}"


def check_siblings(trees):
    for tree in trees:
        for measure, units in tree.tables.items():
            for unit in (u for u, row in units.items() if row):
                anybody = [c for c in tree.below[unit] if tree.heads[c]]
                hidden = [c for c in anybody if not units[c]]
                people = sum(tree.base[measure][c] for c in hidden)
                if hidden and len(hidden) < len(anybody) and (len(hidden) < 2 or people < tree.limit):
                    return f"tree {tree.number} {measure} {unit}: {len(hidden)} of {len(anybody)} withheld, of {people} people"


def check_tops(trees):
    """What is safe at the top is shown there; else no way to put categories together would have been."""
    for tree in trees:
        for measure, units in tree.tables.items():
            top = next(iter(units))
            if units[top]:
                continue
            base = tree.base[measure][top]
            for g in range(len(tree.truth[measure][top][1])):
                cells = {}
                for own in tree.truth[measure].values():
                    for k, c in own[1][g].items():
                        cells[k] = tuple(a + b for a, b in zip(cells.get(k, (0, 0)), c))
                if is_safe(cells, base, tree.limit):
                    return f"tree {tree.number} {measure}: withheld, but {cells} of {base} with limit {tree.limit}"


# ---- The same by linear programming, on whole systems

def system(tree, measure, prefix, insider):
    """Constraints in GLPK's reading of the CPLEX format. Unknown: each unit's own cells (c) and people (b)."""
    units, categories = tree.tables[measure], tree.categories[measure]
    within, lines, fixed = {}, [], []
    for unit in reversed(list(units)):
        within[unit] = [unit] + [u for child in tree.below[unit] for u in within[child]]
        for k in categories:
            if not tree.people[unit]:
                fixed.append(f"{prefix}c_{unit}_{k} = 0")
        if insider or not tree.people[unit]:
            fixed.append(f"{prefix}b_{unit} = {tree.own[measure][unit][0] if insider else 0}")
        if insider and not tree.own[measure][unit][0]:
            fixed += [f"{prefix}c_{unit}_{k} = 0" for k in categories if tree.people[unit]]
        equal = "=" if measure.startswith(SINGLE) else ">="
        lines.append(" + ".join(f"{prefix}c_{unit}_{k}" for k in categories) + f" - {prefix}b_{unit} {equal} 0")
    for unit, row in units.items():
        if row:
            for k in categories:
                lines.append(" + ".join(f"{prefix}c_{u}_{k}" for u in within[unit]) + f" = {row[0][k]}")
            lines.append(" + ".join(f"{prefix}b_{u}" for u in within[unit]) + f" = {row[1]}")
    return within, lines, fixed


def solve(problems):
    """Bounds of many targets at once: systems that share nothing, the sum of all targets as the goal."""
    goal, lines, fixed = [], [], []
    for i, (tree, measure, unit, category, insider) in enumerate(problems):
        for sense in "lh":
            within, some, pins = system(tree, measure, f"{sense}{i}", insider)
            lines += some
            fixed += pins
            name = f"t{sense}{i}"
            lines.append(" + ".join(f"{sense}{i}c_{u}_{category}" for u in within[unit]) + f" - {name} = 0")
            goal.append(("+ " if sense == "h" else "- ") + name)
    with tempfile.TemporaryDirectory() as folder:
        text = "maximize\n g: " + "\n ".join(goal) + "\nsubject to\n " + "\n ".join(lines) + "\nbounds\n " + "\n ".join(fixed) + "\nend\n"
        # GLPK takes no line as long as a sum of fifty units
        Path(folder, "p.lp").write_text(text.replace(" + ", "\n + "))
        done = subprocess.run(["glpsol", "--lp", f"{folder}/p.lp", "-o", f"{folder}/out", "-w", f"{folder}/plain"], capture_output=True, text=True)
        if "OPTIMAL" not in done.stdout:
            raise SystemExit(f"FAIL withhold/glpk: {done.stdout[-800:]}{done.stderr[-300:]}")
        names = {}
        for line in Path(folder, "out").read_text().split("Column name", 1)[1].splitlines():
            word = line.split()
            if len(word) >= 2 and word[1][:2] in ("tl", "th"):
                names[int(word[0])] = word[1]
        values = {}
        for line in Path(folder, "plain").read_text().splitlines():
            word = line.split()
            if word and word[0] == "j" and int(word[1]) in names:
                values[names[int(word[1])]] = float(word[3])
    return [(values[f"tl{i}"], values[f"th{i}"]) for i in range(len(problems))]


def check_glpk(trees, dice):
    small = [t for t in trees if 3 < len(t.order) <= 30]
    cells = [(t, *c) for t in dice.sample(small, min(len(small), 400)) for c in withheld_cells(t)]
    chosen = dice.sample(cells, min(len(cells), SOLVED))
    problems, expected = [], []
    for tree, measure, unit, category, above, (counts, people) in chosen:
        insider = dice.random() < 0.5
        alone = not elsewhere(tree, tree.tables[measure], above, unit)
        base = tree.base[measure][unit] if insider else None
        problems.append((tree, measure, unit, category, insider))
        expected.append(bounds(counts, people, category, alone, base, measure.startswith(SINGLE)))
    found = [b for at in range(0, len(problems), 40) for b in solve(problems[at:at + 40])]
    for problem, want, have in zip(problems, expected, found):
        if any(abs(w - h) > 1e-6 for w, h in zip(want, have)):
            return f"tree {problem[0].number} {problem[1:]}: glpsol finds {have}, the closed form {want}"
    return "" if len(problems) > 50 else f"only {len(problems)} cells to solve for"


def main():
    trees = build(TREES)
    verdict("rule-1", check_rows(trees))
    verdict("parts", check_parts(trees))
    verdict("siblings", check_siblings(trees))
    verdict("tops", check_tops(trees))
    stranger, insider, looked, narrow = attack(trees)
    verdict("stranger", stranger and f"{len(stranger)} of {looked} cells: {stranger[:3]}")
    verdict("insider", insider and f"{len(insider)} of {looked} cells: {insider[:3]}")
    verdict("looks-at-something", looked < 10 * TREES and f"only {looked} cells in {TREES} trees")
    verdict("narrow-is-rare", narrow > looked / 100 and f"{narrow} of {looked} cells")
    verdict("glpk", check_glpk(trees, random.Random(SEED)))
    if "-v" in sys.argv:
        rows = [r for t in trees for units in t.tables.values() for r in units.values()]
        print(f"{len(trees)} trees, {len(rows)} distributions, {sum(1 for r in rows if r)} shown, {looked} cells, {narrow} narrow")

    bare = build(TREES // 10, "--primary-only")
    stranger, insider, looked, _ = attack(bare)
    verdict("without-secondary-suppression-a-stranger-finds-cells", len(stranger) < TREES / 20 and f"only {len(stranger)} of {looked}")
    verdict("without-secondary-suppression-an-insider-finds-cells", len(insider) < TREES / 20 and f"only {len(insider)} of {looked}")
    verdict("without-secondary-suppression-parts-show-people", not check_parts(bare) and "every part is safe")
    verdict("glpk-without-secondary-suppression", check_glpk(bare, random.Random(SEED)))
    return failed


sys.exit(main())
