#!/usr/bin/python3
"""What papers promise: who sees what, until when, and which rights there are; and that check says what is missing for it.
Prints "ok NAME" or "FAIL NAME: why"."""
import os, pathlib, re, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "content"))
from papers import parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
WORK = pathlib.Path(tempfile.mkdtemp(prefix="samtale-promises."))
PRIVACY = "privacy: { basis: Arbeidsavtalen, officer: ombud@example.no }"
failed = False


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL compose/{name}: {'; '.join(str(w) for w in wrong[:4])}" if wrong else f"ok compose/{name}")


def cycle(name, language="nb", dates="{ from: 2027-01-01, to: 2027-12-31 }", more=PRIVACY):
    folder = WORK / name
    (folder / "priorities/2027").mkdir(parents=True, exist_ok=True)
    (folder / "priorities/2027/u.md").write_text("## A {#a}\n")
    (folder / "org.yaml").write_text("unit:\n  id: u\n  name: Etaten\n  leader: '1'\n  employees:\n"
                                     "    - { id: '1', name: Kari Berg }\n    - { id: '2', name: Ola Dahl }\n")
    (folder / "samtale.yaml").write_text(f"organisation: Etaten\nlanguage: {language}\nperiod: 2027\ndates: {dates}\n"
                                         "conversations: { from: 2027-02-01, to: 2027-02-26 }\nhr: { name: HR-avdelingen }\n" + more + "\n")
    return folder


def run(folder, *args):
    done = subprocess.run([SAMTALE, "-C", folder, *args], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"FAIL compose/run: samtale {' '.join(args)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def texts(folder, *args):  # document → its words, on one line
    run(folder, *(args or ("packs",)), "--out", folder / "made")
    found = {}
    for path in (folder / "made/2027").rglob("*.pdf"):
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        document = path.relative_to(folder / "made/2027").parts[0]
        found[document] = found.get(document, "") + " ".join(text.split()) + " "
    return found


# What HR gets of a plan, in the papers' words. Every shared field of model/record.c has a row: collect takes it in.
TOLD = {
    "conversation/held": 0, "agreed/employee": 0, "agreed/employee/tick": 0, "agreed/leader": 0, "agreed/leader/tick": 0,
    "goals/*/goal": 1, "goals/*/kind": 2, "goals/*/supports": 3, "goals/*/supports/*": 3, "goals/*/measures/*/what": 4, "goals/*/measures/*/responsible": 5,
    "goals/*/measures/*/deadline": 6, "goals/*/measures/*/done": 0, "goals/*/measures/*/ticked": 0, "goals/*/attainment": 7, "follow-ups/*/planned": 0,
    "follow-ups/*/held": 0, "follow-ups/*/progress/*/status": 8, "follow-ups/*/next/date": 0, "follow-ups/*/next/time": 9,
    "follow-ups/*/next/place": 10, "evaluation/held": 0, "evaluation/agreed/employee": 0, "evaluation/agreed/employee/tick": 0,
    "evaluation/agreed/leader": 0, "evaluation/agreed/leader/tick": 0, "competence-needs/*": 11, "other-needs/*": 11,
    "who/employee": None, "who/leader": None,  # names, which HR has
}
WORDS = {
    "nb": ("datoer", "mål", "type", "satsingsområde", "tiltak", "ansvarlig", "frist", "hvor langt", "status", "tid", "sted", "kompetanse"),
    "nn": ("datoar", "mål", "type", "satsingsområde", "tiltak", "ansvarleg", "frist", "kor langt", "status", "tid", "stad", "kompetanse"),
    "en": ("dates", "goals", "kind", "focus area", "actions", "who", "by when", "how far", "status", "times", "places", "skills"),
}
SENTENCE = {"nb": r"(?:HR|De|HR-avdelingen) ser bare (mål .*?)\.", "nn": r"(?:HR|Dei|HR-avdelingen) ser berre (mål .*?)\.",
            "en": r"(?:HR|They|HR-avdelingen) sees? only (goals .*?)\."}
RIGHTS = {
    "nb": ("rett til å se", "rettet", "slettet", "begrenset", "protestere", "ombud@example.no", "klage til Datatilsynet"),
    "nn": ("rett til å sjå", "retta", "sletta", "avgrensa", "protestere", "ombud@example.no", "klage til Datatilsynet"),
    "en": ("right to see", "corrected", "deleted", "restricted", "object", "ombud@example.no", "complain to the Norwegian Data Protection Authority (Datatilsynet)"),
}
# In the pack: a matrix, whose columns are: only you, you and your leader, HR, when it is deleted.
NOTES = {"nb": "Notatene dine", "nn": "Notata dine", "en": "Your notes"}
SHARED = {"nb": "Mål med type", "nn": "Mål med type", "en": "Goals with kind"}
ELSE = {"nb": "Alt annet", "nn": "Alt anna", "en": "Everything else"}
DELETED = {"nb": "senest 31. desember 2028.", "nn": "seinast 31. desember 2028.", "en": "by 31 December 2028."}
FILED = {"nb": ("personalmappe", "Resten sletter vi"), "nn": ("personalmapp", "Resten slettar vi"), "en": ("personnel file", "We delete the rest")}
PROMISED = {"nb": r"Vi sletter plane", "nn": r"Vi slettar plane?", "en": r"We delete the plan"}


def check_seen():
    wrong = []
    table = (ROOT / "generator/model/record.c").read_text().split("record_plan[] = {")[1].split(".path = NULL")[0]
    shared = [m.group(1) for m in re.finditer(r'\{"([^"]+)",([^}]*)\}', table) if not re.search(r"BETWEEN_US|PRIVATE", m.group(2))]
    wrong += [f"no paper is known to tell that HR gets {path}" for path in shared if path not in TOLD]
    for language in WORDS:
        for document, text in texts(cycle(f"seen-{language}", language)).items():
            sentences = re.findall(SENTENCE[language], text)
            if document == "packs":  # a row of the matrix
                sentences += [row[0].lower() for row in matrix(WORK / f"seen-{language}") if row[0].startswith(SHARED[language])]
            if len(sentences) < {"packs": 1, "start-letters": 1, "leader-packs": 2}[document]:
                wrong.append(f"{language}, {document}: {len(sentences)} sentences say what HR sees")
            for sentence in sentences:
                for path in shared:
                    n = TOLD.get(path)
                    if n is not None and WORDS[language][n] not in sentence:
                        wrong.append(f"{language}, {document}: HR gets {path}, but: {sentence}")
    if len(shared) < 20:
        wrong.append(f"only {len(shared)} fields")
    say("who sees what", wrong)


def matrix(folder):
    """Who sees what, as the pack's table has it: a row's texts, with "●" for a dot."""
    run(folder, "key")
    nodes = parse(run(folder, "packs", "--employee", "2", "--dump", "doc"))
    table = next(node for node in nodes if node.kind == "table" and any(n.kind == "dot" for row in node.children for cell in row.children for n in cell.children))
    return [[" ".join(cell.plain().split()) or "".join("●" for n in cell.children if n.kind == "dot") for cell in row.children] for row in table.children]


def wrong_dots(rows, language):
    wanted = {NOTES[language]: ["●", "", ""], SHARED[language]: ["", "●", "●"], ELSE[language]: ["", "●", ""]}
    found = {begin: row[1:4] for row in rows for begin in wanted if row[0].startswith(begin)}
    return [f"who sees “{begin}” is {found.get(begin)}" for begin in wanted if found.get(begin) != wanted[begin]]


def check_rights():
    wrong = []
    for language in WORDS:
        made = texts(cycle(f"rights-{language}", language))
        for document in "packs", "start-letters":
            wrong += [f"{language}, {document}: no {w}" for w in RIGHTS[language] if w not in made[document]]
        wrong += [f"{language}: {w}" for w in wrong_dots(matrix(WORK / f"rights-{language}"), language)]
        made = texts(cycle(f"nobody-{language}", language, more=""))
        wrong += [f"{language}, {d}: without an officer nobody is to be asked" for d in ("packs", "start-letters")
                  if not re.search(r"(?:Kontakt|Contact) HR-avdelingen\. ", made[d])]
    say("rights", wrong)


def check_deletion():
    wrong = []
    for language in WORDS:
        made = texts(cycle(f"deleted-{language}", language))
        filed = texts(cycle(f"filed-{language}", language, more=PRIVACY + "\nkeep: { archived: personnel-file }"))
        for name, folder in ("deleted", made), ("filed", filed):
            day, word = DELETED[language].split(" ", 1)[1].rstrip("."), FILED[language][0]
            rows = {row[0]: row[4] for row in matrix(WORK / f"{name}-{language}")}
            shared = next(last for text, last in rows.items() if text.startswith(SHARED[language]))
            rest = next(last for text, last in rows.items() if text.startswith(ELSE[language]))
            if day not in rest or (word if name == "filed" else day) not in shared:
                wrong.append(f"{language}, {name}: the plan is deleted {shared}, the rest {rest}")
            if (FILED[language][1] in folder["packs"]) != (name == "filed"):
                wrong.append(f"{language}, {name}: what is said of the personnel file")
        for document in "start-letters", "leader-packs":
            if DELETED[language] not in made[document] or not re.search(PROMISED[language], made[document]) or FILED[language][0] in made[document]:
                wrong.append(f"{language}, {document}: no day of deletion")
            if DELETED[language] not in filed[document] or re.search(PROMISED[language], filed[document]) or not all(w in filed[document] for w in FILED[language]):
                wrong.append(f"{language}, {document}: nothing of the personnel file, or a promise to delete what is in it")
    for n, (dates, keep, day) in enumerate((("{ from: 2027-01-01, to: 2027-12-31 }", 1, "31. desember 2027"),
                                            ("{ from: 2027-01-01, to: 2027-12-31 }", 20, "31. desember 2046"),
                                            ("{ from: 2027-01-01, to: 2027-06-30 }", 2, "31. desember 2027"),
                                            ("{ from: 2026-08-01, to: 2027-07-31 }", 3, "31. juli 2029"),
                                            ("{ from: 2026-09-15, to: 2027-03-14 }", 2, "14. september 2027"),
                                            ("{ from: 2027-01-01, to: 2027-04-10 }", 2, "19. juli 2027"),       # 100 days each
                                            ("{ from: 2027-01-31, to: 2027-03-30 }", 2, "28. mai 2027"))):      # 59
        made = texts(cycle(f"day-{n}", dates=dates, more=f"process-evaluation: {{ from: 2027-03-01, to: 2027-03-19 }}\nkeep: {{ plans: {keep}, answers: {keep} }}"))
        days = [row[4] for row in matrix(WORK / f"day-{n}")[2:]]
        if days != [day, day] or f"Vi sletter planen senest {day}." not in made["start-letters"]:
            wrong.append(f"{dates}, {keep} periods: not {day}, but {days}")
    answers = texts(WORK / "day-0", "forms", "process-evaluation")["forms"]
    if "Skjemaene blir slettet senest 31. desember 2027." not in answers:
        wrong.append("the answers have no day")
    say("deletion", wrong)


def check_warnings():
    wrong, both, basis, officer = [], "on what legal basis plans are kept, and whom to ask", "on what legal basis plans are kept\n", "not say whom to ask"
    for n, (more, words) in enumerate((("", both), ("privacy: { marking: Personlig }", both), ("privacy: { officer: ombud@example.no }", basis),
                                       ("privacy: { basis: Avtalen }", officer), (PRIVACY, None))):
        folder = cycle(f"warned-{n}", more=more)
        said = run(folder, "check")
        if (words and (words not in said or "warning" not in said)) or ("the papers do not say" in said) != bool(words):
            wrong.append(f"{more}: {said}")
        if "the papers do not say" in run(folder, "packs") + run(folder, "status"):
            wrong.append(f"{more}: other commands warn, too")
    run(WORK / "warned-0", "split", WORK / "part", "--leader", "1")
    if "the papers do not say" in run(next(WORK.glob("part/**/samtale.yaml")).parent, "check"):
        wrong.append("a leader's own directory warns")
    say("what check says of privacy", wrong)


for check in (check_seen, check_rights, check_deletion, check_warnings):
    check()
subprocess.run(["rm", "-rf", WORK])
sys.exit(failed)
