#!/usr/bin/python3
"""README.md, README.nb.md and samples/REFERENCE.en.md are true: their commands run, their examples make a cycle, they name every
key, command and option that the program has, and every link in them leads somewhere. What the guides say: pages.py."""
import json
import os
import pathlib
import re
import subprocess
import tempfile

from markdown import EXPORT, ROOT, SAMTALE, block, check_links, path_with_samtale, section, verdict

README = (ROOT / "README.md").read_text(encoding="utf-8")
README_NB = (ROOT / "README.nb.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "samples/REFERENCE.en.md").read_text(encoding="utf-8")


def run_lines(folder, name, script, cycle):
    """Lines of use of the README in one shell; they make papers in the cycle."""
    done = subprocess.run(["sh", "-euc", script], cwd=folder, env={**os.environ, "PATH": path_with_samtale(folder)}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    made = list((folder / cycle / "out").rglob("*.pdf"))
    verdict(name, "" if script and not done.returncode and len(made) > 6 else
            f"ended with {done.returncode}, {len(made)} papers: {done.stdout[-800:]}")


def run_readme(folder, name, text, people, filled_in):
    """samtale imports an export as it is, and collects what it has made itself."""
    (folder / people).write_bytes(EXPORT)
    begins = "samtale init var-kommune"
    lines = block(text, "sh", begins)
    collect = f"samtale collect ../{filled_in}/"
    complete = all(word in lines for word in (f"import ../{people}", "samtale check", "samtale packs", "samtale print", collect, "samtale summaries"))
    run_lines(folder, f"{name}-lines", lines.replace(
        collect, f"mkdir ../{filled_in}; cp out/20??/forms/follow-up/*/*.pdf ../{filled_in}/; {collect}") if complete else "", "var-kommune")


def check_options():
    """Each option of each command is named; IT's page has those of shards."""
    text = REFERENCE + (ROOT / "samples/IT.en.md").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in subprocess.run([SAMTALE, "help", "--format", "json"], text=True, capture_output=True, check=True).stdout.splitlines()]
    options = {option for row in rows if "command" in row for option in row["options"]} - {"--help", "--version"}  # as everywhere
    missing = sorted(o for o in options if not re.search(rf"{o}(?![a-z-])", text))
    verdict("reference-options", f"missing: {missing}" if missing or len(options) < 40 else "")


def check_keys_of_files():
    """Each key of each of the user's files is named in code; what a delivery holds only programs write."""
    listed = subprocess.run([SAMTALE, "help", "keys"], text=True, capture_output=True, check=True).stdout
    listed = listed.split("\ndeliveries:")[0]
    keys = {key for line in re.findall(r"^ .*", listed, re.M) for key in re.findall(r"[a-z][a-z-]*(?=\*?(?:,|$))", line)}
    code = "\n".join(re.findall(r"`[^`]+`|^ {4}.*|^```.*?^```", REFERENCE, re.M | re.S))
    missing = sorted(key for key in keys if not re.search(rf"(?<![\w-]){key}(?![\w-])", code))
    verdict("reference-files-keys", f"missing: {missing}" if missing or len(keys) < 80 else "")


def check_make(name, text):
    """Each target that is named is one."""
    targets = sorted(set(re.findall(r"(?:^ {4}|`|sudo )make ([a-z][a-z-]*)", text, re.M)))
    unknown = [t for t in targets if subprocess.run(["make", "-n", t], cwd=ROOT, capture_output=True, timeout=120).returncode]
    missing = [t for t in ("demo", "test") if t not in targets]
    verdict(f"{name}-make", f"unknown {unknown}, missing {missing}" if unknown or missing else "")


def check_named_commands(name, text):
    known = subprocess.run([SAMTALE, "help", "--format", "json"], text=True, capture_output=True).stdout
    known = [json.loads(line).get("command") for line in known.splitlines()]
    named = set(re.findall(r"(?:^|`)samtale ([a-z]+)", text, re.M))
    verdict(f"{name}-commands", f"unknown: {named - set(known)}" if named - set(known) else "" if named else "none")


def check_examples(folder):
    """What the reference shows of each file, as one cycle."""
    (folder / "priorities/2027").mkdir(parents=True)
    (folder / "plans/2027").mkdir(parents=True)
    org = block(section(REFERENCE, "org.yaml: the organisation"), "yaml", "unit:")
    org = org.replace("e1002", "e1102")  # whose plan the reference shows
    (folder / "samtale.yaml").write_text(
        block(section(REFERENCE, "samtale.yaml: the cycle"), "yaml", "organisation:") + "competences: { digital: Digital dømmekraft }\n")
    (folder / "org.yaml").write_text(org.replace("id: skole", "id: oppvekst"))
    text = block(section(REFERENCE, "priorities: what each unit aims for"), "markdown", "---")
    (folder / "priorities/2027/nordlia.md").write_text(text)
    (folder / "priorities/2027/oppvekst.md").write_text("## Les mer {supports=tidlig-hjelp}\n\nVi leser.\n")
    (folder / "plans/2027/e1102.yaml").write_text(block(section(REFERENCE, "plans: what has been agreed"), "yaml", "employee:"))
    done = subprocess.run([SAMTALE, "-C", folder, "check", "--format", "json"], text=True, capture_output=True, timeout=60)
    wrong = [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]
    errors = [d for d in wrong if d.get("level", "warning") != "warning"]
    verdict("reference-examples", "" if text and org and not done.returncode and not errors else f"{done.returncode}: {errors[:3]}")


def check_keys(file, heading):
    """Every key that the readers of a file know, as samtale help lists them."""
    lines = subprocess.run([SAMTALE, "help", file, "--format", "json"], text=True, capture_output=True).stdout.splitlines()
    keys = [json.loads(line)["key"] for line in lines]
    text = section(REFERENCE, heading)
    missing = [k for k in keys if not re.search(rf"(^|[\s`{{]){re.escape(k)}[`:,]", text, re.M)]
    verdict(f"reference-keys-{file}", f"not in the reference: {missing}" if missing else "" if keys else "no keys found")


def check_commands():
    names = re.findall(r"^  (\w+)", subprocess.run([SAMTALE, "--help"], text=True, capture_output=True).stdout, re.M)
    text = REFERENCE + (ROOT / "samples/IT.en.md").read_text(encoding="utf-8")  # merge is for IT
    missing = [n for n in names if n != "samtale" and f"`samtale {n}" not in text and f"samtale {n} " not in text]
    verdict("reference-commands", f"not in the reference: {missing}" if missing else "" if len(names) > 8 else "no commands found")


with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    for name in ("lines", "linjer", "examples"):
        (work / name).mkdir()
    run_readme(work / "lines", "readme", README, "people.csv", "filled-in")
    run_readme(work / "linjer", "readme-nb", README_NB, "ansatte.csv", "utfylt")
    check_examples(work / "examples")
check_keys("samtale.yaml", "samtale.yaml: the cycle")
check_keys("org.yaml", "org.yaml: the organisation")
check_commands()
check_options()
check_keys_of_files()
for name, text in (("readme", README), ("readme-nb", README_NB)):
    check_make(name, text)
    check_named_commands(name, text)
for document in ("README.md", "README.nb.md", "samples/REFERENCE.en.md", "generator/README.md", "tests/README.md", "CONTRIBUTING.md", "SECURITY.md"):
    check_links(ROOT / document)
