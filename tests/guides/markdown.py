"""What the tests of READMEs and guides share: verdicts, sections, blocks and links of Markdown."""
import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
EXPORT = (ROOT / "tests/import/exports/visma-kommune/Ansattliste.csv").read_bytes()


def verdict(name, why):
    print(f"FAIL guides/{name}: {why}" if why else f"ok guides/{name}", flush=True)


def section(text, heading):
    """From a heading to the next of its level; what looks like a heading in an example is none."""
    lines, inside, fenced = [], False, False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if not fenced and line.startswith("## "):
            inside = line.strip() == f"## {heading}"
        elif inside:
            lines.append(line)
    return "".join(lines)


def block(text, language, begins):
    """The first fenced block of a language whose text begins so."""
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.M | re.S):
        if found[1].startswith(begins):
            return found[1]
    return ""


def path_with_samtale(folder):
    """PATH with the program that is tested in front."""
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin/samtale").unlink(missing_ok=True)
    (folder / "bin/samtale").symlink_to(SAMTALE)
    return f"{folder / 'bin'}:{os.environ['PATH']}"


def headings_of(path):
    return {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.M)}


def check_links(path):
    text = path.read_text(encoding="utf-8")
    bad = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        name, _, heading = target.partition("#")
        leads_to = path.parent / name if name else path
        if not leads_to.exists() or (heading and heading not in headings_of(leads_to)):
            bad.append(target)
    verdict(f"links-{path.name}", f"lead nowhere: {bad}" if bad else "")
