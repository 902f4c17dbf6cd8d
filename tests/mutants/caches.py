#!/usr/bin/python3
"""Breaks the caches, one line at a time, and expects tests/output/alone.py to notice each time.

A mutant takes one input out of a cache's key. It is built in a copy of the tree in a temporary folder; what has been built already
is copied, too. Whoever changes a key, or adds a cache, changes MUTANTS.

usage: caches.py [NAME…]    only the mutants whose names begin so; BUILD names the folder of what has been built
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

STRUCTURE = "pdf/structure_cache.c"
DRAWING = "pdf/drawing_cache.c"
LINES = "layout/line_cache.c"
WORDS = "type/word_cache.c"
SECTIONS = "compose/compose.c"

# name, file, and what is there once with what stands there instead, one or several times
MUTANTS = [
    ("structure/links", STRUCTURE, "        add_links(key, &section->pages[page]);\n", ""),
    ("structure/widgets", STRUCTURE, "        add_widgets(key, &section->pages[page]);\n", ""),
    ("structure/owners", STRUCTURE,
     "        buf_add(key, rendered->owners, rendered->owner_count * sizeof *rendered->owners);\n", ""),
    ("structure/elements", STRUCTURE, "    add_elements(key, section);\n", ""),
    ("structure/element-type", STRUCTURE, "        buf_str(key, e->type);\n", ""),
    ("structure/alternative", STRUCTURE, "        buf_key_text(key, e->alternative);\n", ""),
    ("structure/bounds", STRUCTURE, "        BUF_KEY(key, e->bounds);\n", ""),
    ("structure/fields", STRUCTURE, "        add_field(key, section->fields[i]);\n", "        ;\n"),
    ("structure/place", STRUCTURE, "{p->block,", "{0,", "{p->page_numbers[page],", "{0,"),
    ("drawing/words", DRAWING,
     "    buf_add(key, run->glyphs, run->glyph_count * sizeof *run->glyphs);\n    buf_key_text(key, run->text);\n", ""),
    ("drawing/run-place", DRAWING, "{run->x, run->baseline,", "{0, 0,"),
    ("drawing/rules", DRAWING, "        BUF_KEY(key, numbers);\n        break;\n    }\n    case ITEM_BOX",
     "        (void)numbers;\n        break;\n    }\n    case ITEM_BOX"),
    ("drawing/mcid", DRAWING, "(int32_t)d->first,", "0,"),
    ("fonts/glyphs", "pdf/faces.c", "    buf_add(key, glyphs, count * sizeof *glyphs);\n", "    (void)glyphs, (void)count;\n"),
    ("fonts/face", "pdf/faces.c", "    BUF_KEY(key, face);\n", "    (void)face;\n"),
    ("pictures/image", "pdf/picture.c", "if (old->image == image) return", "return"),
    ("deflate/bytes", "pdf/deflate_cache.c", "map_get_bytes(&c->cached, bytes, n)", "map_get_bytes(&c->cached, bytes, n / 2)",
     "bytes, n), n, cached)", "bytes, n), n / 2, cached)"),
    ("lines/width", LINES, "    BUF_KEY(to, width);\n", ""),
    ("lines/text", LINES, "    buf_add(to, in->text, in->n);\n", ""),
    ("lines/style", LINES, "        BUF_KEY(to, s->style.style);\n", ""),
    ("lines/size", LINES, "        BUF_KEY(to, s->style.size);\n", ""),
    ("lines/language", LINES, "    buf_key_text(to, c->language);\n", "", "        buf_key_text(to, s->style.language);\n", ""),
    ("words/style", WORDS, "    BUF_KEY(to, key->style);\n", ""),
    ("words/text", WORDS, "    buf_add(to, key->text, key->n);\n", "    buf_add(to, key->text, key->n - 1);\n"),
    ("sections/language", SECTIONS, "%s/%s#%u%s %s %s\", e->words->language,", "%s#%u%s %s %s\","),
    ("sections/size", SECTIONS, "p->subject->large ? \"large\" : \"normal\"", "\"normal\""),
    ("sections/unit", SECTIONS, "        add_ids(&key, ' ', e->units, e->unit_count);\n", ""),
]


def copy(to):
    files = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    for name in files.decode().split("\0"):
        if name and os.path.lexists(ROOT / name):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name, follow_symlinks=False)
    if BUILD.exists():
        shutil.copytree(BUILD, to / "build", ignore=shutil.ignore_patterns("tests"))


def make(tree):
    made = subprocess.run(["make", "-j", str(os.cpu_count()), "build/samtale"], cwd=tree, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return None if made.returncode == 0 else made.stdout[-2000:]


def run(tree):
    """What alone.py finds first; None: nothing."""
    done = subprocess.run([tree / "tests/output/alone.py", "--stop"], env=dict(os.environ, SAMTALE=str(tree / "build/samtale")),
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    found = [line for line in done.stdout.splitlines() if line.startswith("FAIL ")]
    if done.returncode and not found:
        raise SystemExit(f"FAIL mutants: alone.py ended with {done.returncode}: {done.stdout[-2000:]}")
    return found[0] if found else None


def judge(tree, file, changes):
    """What is wrong with the mutant, and what found it."""
    path = tree / "generator" / file
    text = mutated = path.read_text(encoding="utf-8")
    for there, instead in zip(changes[::2], changes[1::2]):
        if mutated.count(there) != 1:
            return f"generator/{file} does not hold this once: {there.strip()}", None
        mutated = mutated.replace(there, instead)
    path.write_text(mutated, encoding="utf-8")
    wrong, found = make(tree), None
    if wrong is None:
        found = run(tree)
        wrong = None if found else "alone.py does not notice it"
    path.write_text(text, encoding="utf-8")
    return wrong, found


def main():
    chosen = [one for one in MUTANTS if len(sys.argv) < 2 or one[0].startswith(tuple(sys.argv[1:]))]
    failed = not chosen
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "samtale"
        copy(tree)
        wrong = make(tree) or run(tree)
        if wrong:
            raise SystemExit(f"FAIL mutants/none: {wrong}")
        for name, file, *changes in chosen:
            start = time.monotonic()
            wrong, found = judge(tree, file, changes)
            failed |= wrong is not None
            print(f"FAIL mutants/{name}: {wrong}" if wrong else f"ok mutants/{name}", flush=True)
            print(f"    {time.monotonic() - start:.0f} s: {found}", flush=True)
    sys.exit(failed)


main()
