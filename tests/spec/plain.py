#!/usr/bin/python3
"""Looks for the words of every example of the CommonMark specification in what the Markdown reader made of it.

    plain.py SPEC PROGRAM     PROGRAM is built from plain.c
"""
import pathlib
import subprocess
import sys

import expect


def missing(text, words):
    """The first word that is not in the text behind the ones before it."""
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return word
        at = found + len(word)
    return None


def main():
    spec, program = sys.argv[1:]
    examples = expect.examples(pathlib.Path(spec).read_text(encoding="utf-8"))
    texts = subprocess.run([program, spec], check=True, capture_output=True).stdout.decode("utf-8").split("\0")[:-1]
    failed = len(texts) != len(examples) or len(examples) < 600
    if failed:
        print(f"FAIL spec/plain: {len(texts)} texts of {len(examples)} examples")
    for number, ((source, rendered), text) in enumerate(zip(examples, texts), 1):
        word = missing(text, expect.words(rendered))
        if word:
            failed = True
            print(f"FAIL spec/plain-{number}: {word!r} is missing in {text!r}, read from {source!r}")
    if not failed:
        print(f"ok spec/plain: {len(examples)} examples")
    return 1 if failed else 0


sys.exit(main())
