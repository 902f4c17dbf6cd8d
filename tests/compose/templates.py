#!/usr/bin/python3
"""templates/README.md is right and whole: every example in it makes a document without a diagnostic, and every block, key,
value and front-matter key that the program knows is in it, and none that it does not know. A missing string is named.

An example is a fence of four backticks with the word markdown. One without front matter gets some, one without a level-1
heading gets a heading, and the name under `document:` becomes its own.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
README = (ROOT / "templates/README.md").read_text(encoding="utf-8")
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator/compose").rglob("*.c"))}
COMPOSE = "".join(SOURCES.values())
LANGUAGES = sorted(path.name for path in (ROOT / "templates").iterdir() if path.is_dir())

results = []


def say(name, fault=None):
    print(f"FAIL templates/{name}: {fault}" if fault else f"ok templates/{name}", flush=True)
    results.append(not fault)


def run(*command, results=True):
    """The exit status, and what is printed: results and messages, or messages alone."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.returncode, ((done.stdout if results else "") + done.stderr).strip()


# ---- Examples

def examples():
    """The text of each, and the line of the README where it begins."""
    for found in re.finditer(r"^````markdown\n(.*?)^````$", README, re.M | re.S):
        yield README.count("\n", 0, found.start()) + 1, found[1]


def as_template(text, name):
    if not text.startswith("---\n"):
        text = f"---\ntitle: {name}\n---\n{text}"
    _, front, body = text.split("---\n", 2)
    if not re.search(r"^# ", body, re.M):
        body = f"# {name}\n\n{body}"
    return f"---\n{re.sub(r'^document: .*', f'document: {name}', front, flags=re.M)}---\n{body}"


def check_examples(work):
    cycle = work / "cycle"
    shutil.copytree(ROOT / "samples/nordlia", cycle, ignore=shutil.ignore_patterns("out"))
    names, commands, messages = {}, {}, {}
    for number, (line, text) in enumerate(examples(), 1):
        names[f"example-{number}"] = line
        if re.search(r"^made-by: summaries", text, re.M):
            commands[f"example-{number}"] = ["summaries", "--draft"]
        message = re.search(r"^made-by: mail$", text, re.M)
        for language in LANGUAGES:
            folder = cycle / "templates" / language
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"example-{number}.md").write_text(as_template(text, f"example-{number}"), encoding="utf-8")
            if message:
                messages[f"example-{number}"] = line
                (folder / "mail-forms.md").write_text(as_template(text, "mail-forms"), encoding="utf-8")
    for command in ["check"], ["check", "--templates"]:
        status, said = run(SAMTALE, "-C", cycle, *command)
        said = re.sub(r"^\d+ people, .*: 0 errors, 0 warnings\n?$", "", said, flags=re.M)
        say(f"examples: samtale {' '.join(command)}", f"exit status {status}: {said[:600]}" if status or said else None)
    for name, line in messages.items():
        names.pop(name)
        run(SAMTALE, "-C", cycle, "forms", "--employee", "e1102", "--out", work / "out")
        status, said = run(SAMTALE, "-C", cycle, "mail", "forms", "--employee", "e1102", "--out", work / "out", results=False)
        made = list((work / "out").rglob("*.eml"))
        shutil.rmtree(work / "out", ignore_errors=True)
        say(f"{name} (line {line})", f"exit status {status}: {said[:300]}" if status or said else None if made else "no message is made")
    for name, line in names.items():
        status, said = run(SAMTALE, "-C", cycle, *commands.get(name, ["forms", name]), "--out", work / "out", results=False)
        made = list((work / "out").rglob(f"*{name}*.pdf" if name in commands else "*.pdf"))
        shutil.rmtree(work / "out", ignore_errors=True)
        fault = f"exit status {status}: {said[:300]}" if status or said else None if made else "no paper is made"
        say(f"{name} (line {line})", fault)


# ---- What is documented

def section(heading):
    """The README from one heading to the next of its level or above; "" when there is none."""
    level = len(heading.split()[0])
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", outside_examples(README), re.M | re.S)
    return found[1] if found else ""


def outside_examples(text):
    """With headings inside examples made harmless, so that they end no section."""
    return re.sub(r"^````markdown\n.*?^````$", lambda m: re.sub("^#", " #", m[0], flags=re.M), text, flags=re.M | re.S)


def check_front_matter():
    keys = re.findall(r'"([a-z-]+)"', re.search(r"front_keys\[\] = \{(.*?)\}", COMPOSE, re.S)[1])
    missing = [key for key in keys if f"| `{key}` |" not in section("## A document")]
    say("front matter", f"not documented: {', '.join(missing)}" if missing or not keys else None)


def blocks():
    """Each block's name, and the keys of the file that it is in."""
    registered = re.findall(r"&block_(\w+)", COMPOSE)
    found = {}
    for text in SOURCES.values():
        keys = set(re.findall(r'\{\.name = "([a-z-]+)",\s+\.kind = KEY_', text))
        for variable, name in re.findall(r'const struct block block_(\w+) = \{\s*\.name = "([a-z-]+)"', text):
            found[variable] = name, keys
    for variable in registered:
        if variable not in found:
            say(f"block {variable}", "its name is not found in the sources")
    return [found[variable] for variable in registered if variable in found]


def check_blocks():
    shared = {"plan-table": "table"}  # described with another
    alone = {"lead", "note", "fine-print", "kicker", "thread"}  # the texts in the file of sentences have no keys
    for name, keys in blocks():
        text = section(f"### `{name}`")
        described = text + section(f"### `{shared.get(name, name)}`")
        missing = [] if name in alone else [key for key in sorted(keys) if not re.search(rf"`{key}[`:]", described)]
        if not text:
            say(f"block {name}", "it has no heading of its own")
        elif not re.search(rf"^```{name}$", text, re.M):
            say(f"block {name}", "it has no example")
        else:
            say(f"block {name}", f"not documented: {', '.join(missing)}" if missing else None)
    for name in re.findall(r"^### `([a-z-]+)`$", section("## Blocks"), re.M):
        if name != "page-break" and name not in [name for name, _ in blocks()]:
            say(f"block {name}", "it is documented, and there is none")
    for name in "if", "else", "each", "end", "include", "page-break":
        say(f"block {name}", None if re.search(rf"^```{name}\b", README, re.M) else "it has no example")


KINDS = {"TEXT": "text", "CONTACT": "address", "CHOICE": "choice", "DATE": "date", "DATETIME": "time", "WINDOW": "window",
         "COUNT": "number", "FLAG": "yes or no", "LIST": "list", "RICH": "rich text", "PHRASE": "phrase"}


def values():
    """For each type of thing that a path starts from, its paths and their kinds, from the program's tables."""
    entries, of_table = {}, {}
    for path, text in SOURCES.items():
        arrays = {}
        for name, body in re.findall(r"struct value_entry (\w+)\[\] = \{(.*?)\};", text, re.S):
            arrays[name] = dict(re.findall(r'\{"([a-z.-]+)",\s+SCOPE_\w+,\s+VALUE_(\w+),', body))
            if len(arrays[name]) != body.count("SCOPE_"):
                say(f"values of {path.name}", "their table cannot be read")
        for table, name in re.findall(r"struct value_table (\w+) = \{\s*(\w+),", text):
            of_table[table] = arrays[name]
    for kind, tables in re.findall(r"\[(TYPE_\w+)\] = \{([^}]*)\}", COMPOSE):
        merged = entries.setdefault(kind, {})
        for table in re.findall(r"&(\w+)", tables):
            merged.update(of_table.pop(table))
    if of_table:
        say("values", f"tables that no type has: {', '.join(of_table)}")
    return entries


def rows(text):
    """Path and kind, as in a table of the README."""
    return dict(re.findall(r"^\| `([a-z.-]+)` \| ([a-z ]+) \|", text, re.M))


def check_values():
    documented = [rows(text) for text in re.split(r"^### ", section("## Items of lists"), flags=re.M)]
    of_document = rows(section("## Values"))
    for kind, entries in values().items():
        wanted = {path: KINDS[value] for path, value in entries.items()}
        there = of_document
        if kind != "TYPE_DOCUMENT":
            there = max(documented, key=lambda one: len(one.items() & wanted.items()) - len(one.keys() ^ wanted.keys()))
        wrong = sorted(path for path in wanted.keys() | there.keys() if wanted.get(path) != there.get(path))
        say(f"values of {kind}", f"not as in the program: {', '.join(wrong)}" if wrong or not wanted else None)


# ---- A key that may be left out

def with_a_key_less(node):
    for key in node if isinstance(node, dict) else ():
        yield {other: value for other, value in node.items() if other != key}
        yield from ({**node, key: value} for value in with_a_key_less(node[key]))
    for i, item in enumerate(node if isinstance(node, list) else ()):
        yield from (node[:i] + [value] + node[i + 1:] for value in with_a_key_less(item))


def variants():
    """Each example, without each key of each of its blocks."""
    for line, text in examples():
        for block in re.finditer(r"^```[a-z-]+[^\n]*\n(.*?)^```$", text, re.M | re.S):
            try:
                body = yaml.safe_load(block[1])
            except yaml.YAMLError:
                continue
            for less in with_a_key_less(body):
                changed = yaml.safe_dump(less, allow_unicode=True, sort_keys=False)
                yield line, text[:block.start(1)] + changed + text[block.end(1):]


def check_keys_left_out(work):
    """A block without a key says so, or makes a paper."""
    cycle, made = work / "less", {}
    shutil.copytree(ROOT / "samples/nordlia", cycle, ignore=shutil.ignore_patterns("out"))
    folder = cycle / "templates/nb"
    for number, (line, text) in enumerate(variants(), 1):
        if re.search(r"^made-by:|^for: (?!employee)", text, re.M):
            continue
        made[f"less-{number}"] = line
        text = as_template(text, f"less-{number}").replace("---\n", "---\nmade-by: packs\n", 1)
        (folder / f"less-{number}.md").write_text(text, encoding="utf-8")
    _, said = run(SAMTALE, "-C", cycle, "check", "--templates", "--all")
    refused = set(re.findall(r"templates/nb/(less-\d+)\.md:\d+:\d+: error", said))
    for name in refused:
        (folder / f"{name}.md").unlink()
    whole = run(SAMTALE, "-C", cycle, "packs", "--employee", "e1103")
    fault = f"{len(refused)} of {len(made)} are refused" if not 50 < len(refused) < len(made) - 50 else None
    say("a key less", fault or (f"exit status {whole[0]}: {whole[1][-300:]}" if whole[0] not in (0, 1) else None))


# ---- A missing string

def check_missing_string(work):
    strings = (ROOT / "templates/nn/strings.yaml").read_text(encoding="utf-8")
    folder = work / "alone/templates/nn"
    folder.mkdir(parents=True)
    (folder / "strings.yaml").write_text(re.sub(r"^unit-type: .*\n", "", strings, flags=re.M), encoding="utf-8")
    wanted = 'templates/nn/strings.yaml: error: the string "unit-type" is missing'
    status, said = run(SAMTALE, "-C", work / "alone", "check", "--templates")
    say("a missing string", None if (status, said) == (1, wanted) else f"exit status {status}: {said}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_examples(Path(folder))
        check_missing_string(Path(folder))
        check_keys_left_out(Path(folder))
    check_front_matter()
    check_blocks()
    check_values()
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
