#!/usr/bin/python3
"""All sentences that reports make by rules, in three languages, with none, one, two, five and many: sentences_tool makes them with the
program's own rules, sentences.txt has them as they were read and found good. `sentences.py --accept` writes that file; read what changes.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("BUILD", ROOT / "build"))
TOOL = BUILD / "tests/sentences_tool"
ACCEPTED = Path(__file__).with_name("sentences.txt")
# number and noun, or verb, that do not agree
WRONG = {
    "nb": [r"\b1 (planer|personer|enheter|satsingsområder)\b(?! (har mål|til|er))", r"\b(2|5|40) (person|enhet|satsingsområde|mål er)\b", r"\b1 av \d+ .*(planene|tidene)\b"],
    "nn": [r"\b1 av \d+ (planar|oppfølgingar) er ikkje (haldne|avtalte)", r"\b(2|5|40) av \d+ (planar|oppfølgingar) er ikkje (halden|avtalt)\b", r"\b1 av \d+ er ikkje evaluerte", r"\b(2|5|40) av \d+ er ikkje evaluert\b", r"\b(hvor|ikke|hva|enhet|leder)\b"],
    "en": [r"\b1 of \d+ (\w+ )*have\b", r"\b(2|5|40) of \d+ ([^\s.]+ )*has\b", r"(?<!of )\b(2|5|40) (more )?(focus areas|units) (has|is)\b", r"\b(No|One|1) (\S+ )*(have|are)\b"],
}
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL sentences/{name}: {problem}" if problem else f"ok sentences/{name}")
    failed = failed or bool(problem)


def made(language):
    return subprocess.run([TOOL, language], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def main():
    lines = {language: made(language) for language in ("nb", "nn", "en")}
    text = "".join(f"{language} {line}\n" for language, all_ in lines.items() for line in all_)
    if sys.argv[1:] == ["--accept"]:
        ACCEPTED.write_text(text)
    was, now = ACCEPTED.read_text().splitlines(), text.splitlines()
    other = next(((a, b) for a, b in zip(was + [""], now + [""]) if a != b), None)
    verdict("accepted", other and f"it was {other[0]!r} and is {other[1]!r}")
    for language, all_ in lines.items():
        verdict(f"{language}-numbers", {line.split(":")[0] for line in all_ if re.search(r" (0|1|2|5|40)\b", line)} == set() and "no numbers")
        for pattern in WRONG[language]:
            wrong = [line for line in all_ if re.search(pattern, line.split(": ", 1)[1])]
            verdict(f"{language}-{pattern}", wrong and wrong[0])
        broken = [line for line in all_ if "{{" in line or "  " in line or not re.search(r"[.»”a-z*]$", line)]
        verdict(f"{language}-whole", broken and broken[0])
        verdict(f"{language}-as-many", len(all_) != len(lines["nb"]) and f"{len(all_)} sentences, and {len(lines['nb'])} in bokmål")
    return failed


sys.exit(main())
