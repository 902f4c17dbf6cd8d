#!/usr/bin/python3
"""Every word that the program asks strings.yaml for is one that strings.yaml must have: a key that nobody checks is shown as nothing."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2] / "generator"
known = set(re.findall(r'^    \{"([a-z0-9.-]+)", WORD_', (ROOT / "compose/words/word_specs.c").read_text(), re.M))
asked = {}
for path in sorted(ROOT.rglob("*.c")):
    text = path.read_text()
    for call in r'words_text\([^;"{?]*"([^"%]+)"', r'WORDS_FILL\([^;"{?]*"([^"%]+)"', r'words_node\([^;"{?]*"([^"%]+)"', r'templates_string\([^;"{?]*"([^"%]+)"':
        for key in re.findall(call, text):
            asked.setdefault(key, path.relative_to(ROOT))
wrong = [f"{path}: {key}" for key, path in asked.items() if key not in known and not any(k.startswith(f"{key}.") for k in known)]
if len(known) < 100 or len(asked) < 30:
    wrong.append(f"{len(known)} keys and {len(asked)} questions were found")
print(f"FAIL words: nobody checks that they are there: {', '.join(wrong)}" if wrong else f"ok words: {len(asked)} of them are checked")
sys.exit(bool(wrong))
