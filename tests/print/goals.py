#!/usr/bin/python3
"""Whose goals lie in which print batch: nobody's but the recipient's own, and their people's in what a leader alone gets.
Prints "ok NAME" or "FAIL NAME: why"."""
import os, pathlib, re, shutil, subprocess, sys, tempfile, unicodedata

import pikepdf, yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
WORK = pathlib.Path(tempfile.mkdtemp(prefix="samtale-goals."))
AS_OF = "2027-01-08"
OTHERS = ("Andre deler ut denne pakken", "Others hand out this pack")
PLANS = ("Planen for 2026", "The plan for 2026", "Satsingsområder uten mål", "Satsingsområde utan mål", "Focus areas without goals")
failed = False


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL print/{name}: {'; '.join(str(w) for w in wrong[:4])}" if wrong else f"ok print/{name}")


def run(*args, cycle=SAMPLE):
    args += ("--cover", "--slips") if args[0] == "print" else ()
    done = subprocess.run([SAMTALE, "-C", cycle, *args, "--as-of", AS_OF, "--quiet"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"FAIL print/run: samtale {' '.join(map(str, args))} ended with {done.returncode}: {done.stdout}{done.stderr}")


def squash(text):  # without what breaks lines
    return re.sub(r"\W", "", text)


def says(text, words):  # any of them
    return any(squash(w) in squash(text) for w in words)


def texts(path):
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def people():
    def walk(unit):
        yield from unit.get("employees") or []
        for below in unit.get("units") or []:
            yield from walk(below)
    return list(walk(yaml.safe_load((SAMPLE / "org.yaml").read_text())["unit"]))


def goals():  # a goal's words → whose they are
    found = {}
    for path in (SAMPLE / "plans").rglob("*.yaml"):
        plan = yaml.safe_load(path.read_text())
        for goal in plan.get("goals") or []:
            for text in [goal["goal"]] + [m["what"] for m in goal.get("measures") or []]:
                found.setdefault(squash(text), set()).add(plan["employee"])
    everyones = squash("".join(path.read_text() for path in (SAMPLE / "priorities").rglob("*.md")))
    return {text: whose for text, whose in found.items() if len(text) > 20 and text not in everyones}


IDS = {unicodedata.normalize("NFC", p["name"]): p["id"] for p in people()}
GOALS = goals()


def labels(node):  # the prefixes of page labels
    for kid in node.get("/Kids", []):
        yield from labels(kid)
    for label in list(node.get("/Nums", []))[1::2]:
        yield str(label.get("/P", ""))


def parts(path):  # [(id, the pages of one recipient, as text)]
    pdf, pages = pikepdf.open(path), texts(path)
    number = {page.objgen: i for i, page in enumerate(pdf.pages)}
    item, starts = pdf.Root.Outlines.get("/First"), []
    while item is not None:
        starts.append((IDS.get(unicodedata.normalize("NFC", str(item.Title))), number[item.Dest[0].objgen]))
        item = item.get("/Next")
    ends = [at for _, at in starts[1:]] + [len(pages)]
    return [(who, "\n".join(pages[at:end])) for (who, at), end in zip(starts, ends)]


def others_goals(text, allowed):  # whose goals are there who are not allowed
    text = squash(text)
    return {whose for goal, owners in GOALS.items() if goal in text and not owners & allowed for whose in owners}


def leader_packs(text):
    return len(re.findall(r"^(?:Lederpakke|Leiarpakke|Manager’s pack)$", text, re.M))


def own_stack(out, *args):  # made by leader: what a leader gets alone is the first in it, and in no other one
    run("print", *args, "--out", out)
    wrong, shown = [], {}
    for path in sorted((out / "2027/print/packs/leader").glob("*.pdf")):
        for i, (who, text) in enumerate(parts(path)):
            packs = leader_packs(text) if i else 0  # the cover names it, too
            if packs and (i != 1 or who != path.stem):
                wrong.append(f"{path.name} holds the leader pack of {who}")
            if packs:
                shown[who] = {o for goal, owners in GOALS.items() if goal in squash(text) for o in owners}
            elif other := others_goals(text, {who}):
                wrong.append(f"{path.name}: {who} gets goals of {other}")
            if says(text, OTHERS):
                wrong.append(f"{path.name}: {who} is told that others hand the pack out")
    return wrong, shown


def check_by_leader():
    wrong, shown = own_stack(WORK / "leader")
    led = {}
    for path in (SAMPLE / "plans/2026").glob("*.yaml"):
        plan = yaml.safe_load(path.read_text())
        led.setdefault(plan.get("leader"), set()).add(plan["employee"])
    for who in ("e1001", "e1501"):  # who led the same people last year
        if len(shown.get(who, set()) & led[who]) < 2:
            wrong.append(f"the leader pack of {who} shows goals of {shown.get(who)}, not of {led[who]}")
    if len(shown) < 10:
        wrong.append(f"only {len(shown)} leader packs")
    for i, args in enumerate((("--wave", "2"), ("--leader", "e1001"), ("--unit", "oppvekst"))):
        also, some = own_stack(WORK / f"some-{i}", *args)
        wrong += also
        if not some or (args[0] == "--leader" and set(some) != {"e1001"}):
            wrong.append(f"{args}: leader packs of {set(some)}")
    say("goals by leader", wrong)


def check_others():  # by unit, by wave, all
    wrong = []
    for by, folder in (("unit", "unit"), ("wave", "wave"), ("all", ".")):
        out, packs, both = WORK / by, 0, 0
        run("print", "--by", by, "--out", out)
        for path in sorted((out / "2027/print/packs" / folder).glob("*.pdf")):
            for who, text in parts(path)[1:]:
                if other := others_goals(text, {who}):
                    wrong.append(f"by {by}, {path.name}: {who} gets goals of {other}")
                count = leader_packs(text) - 1 if leader_packs(text) else 0  # the slip sheet names it, too
                if count and (says(text, PLANS) or not says(text, OTHERS)):
                    wrong.append(f"by {by}, {path.name}: the leader pack of {who} shows plans, or does not say why it shows none")
                packs += count
            both += sum(label.endswith("b-") for label in labels(pikepdf.open(path).Root.PageLabels))
        if packs < 10 or both < 10:
            wrong.append(f"by {by}: {packs} leader packs, {both} of them the second paper of a recipient")
    say("goals by unit, by wave and of all", wrong)


def check_forms():  # booklets, large print, parts
    wrong = []
    for args in (("--booklet",), ("--large-print",), ("--max-sheets", "60")):
        out = WORK / args[0].strip("-")
        run("print", "leader-pack", "--by", "all", *args, "--out", out)
        text = "\n".join(page for path in (out / "2027/print").rglob("*.pdf") for page in texts(path))
        if other := others_goals(text, set()):
            wrong.append(f"{args}: goals of {other}")
        if says(text, PLANS) or sum(squash(text).count(squash(words)) for words in set(OTHERS)) < 10:
            wrong.append(f"{args}: plans are shown, or it is not said why not")
    run("print", "leader-pack", "--booklet", "--out", WORK / "own")
    files = list((WORK / "own/2027/print/leader-pack/leader-booklet").glob("*.pdf"))
    if len(files) < 10 or not others_goals("".join(texts(next(f for f in files if f.stem == "e1001"))), set()):
        wrong.append(f"a leader's own booklet shows no plan, of {len(files)}")
    say("goals in booklets, large print and parts", wrong)


def check_own_document():  # whatever a template asks for, in the stack of the leader above, too
    cycle, wrong = WORK / "cycle", []
    shutil.copytree(SAMPLE, cycle)
    for language in "nb", "nn", "en":
        (cycle / "templates" / language).mkdir(parents=True, exist_ok=True)
        (cycle / "templates" / language / "mine.md").write_text(
            "---\ntitle: Mine\n---\n# Mine\n\n{{employee.name}}\n\n```each person in people\n```\n## {{person.name}}\n\n{{person.last-plan.summary}}\n\n"
            "```each goal in person.last-plan.goals\n```\n{{goal.goal}}\n\n```end\n```\n```end\n```\n")
    run("forms", "mine", "--out", WORK / "mine", cycle=cycle)
    shown = [path.stem for path in (WORK / "mine").rglob("*.pdf") if others_goals("".join(texts(path)), {path.stem})]
    if len(shown) < 5:
        wrong.append(f"by itself the document shows the goals of others to {shown} only")
    for by in "leader", "unit":
        run("print", "mine", "--by", by, "--out", WORK / "mine", cycle=cycle)
        for path in sorted((WORK / "mine/2027/print/mine" / by).glob("*.pdf")):
            wrong += [f"{path.name}: {who} gets goals of {other}" for who, text in parts(path)[1:] if (other := others_goals(text, {who}))]
    say("goals in a document of one's own", wrong)


def check_alone():  # one person's papers, and a leader's own directory
    wrong = []
    run("print", "--employee", "e1001", "--by", "wave", "--out", WORK / "one")
    text = "".join(texts(WORK / "one/2027/print/packs/employee/e1001.pdf"))
    if not others_goals(text, {"e1001"}) or says(text, OTHERS):
        wrong.append("--employee makes no whole leader pack")
    run("split", WORK / "split", "--leader", "e1001")
    own = next((WORK / "split").rglob("samtale.yaml")).parent
    for by, name in (("unit", "unit/nordlia"), ("leader", "leader/e1001")):
        run("print", "--by", by, "--out", WORK / "own-directory", cycle=own)
        text = "".join(texts(WORK / f"own-directory/2027/print/packs/{name}.pdf"))
        if not others_goals(text, set()) or says(text, OTHERS) or not says(text, PLANS):
            wrong.append(f"in a leader's own directory, by {by}, there is no whole leader pack")
    say("goals in what one leader gets", wrong)


for check in (check_by_leader, check_others, check_forms, check_own_document, check_alone):
    check()
subprocess.run(["rm", "-rf", WORK])
sys.exit(failed)
