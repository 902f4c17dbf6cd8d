#!/usr/bin/python3
"""What packs say, for other programs to set: blocks.py < `samtale packs --dump doc` > blocks

One line a block, fields parted by tabs: "paper", "section", "h1" to "h6", "p", "li" with a text each, "row" with a text for
each cell, "line" for a line to write on. Nothing else of a pack is asked of the peers: no tags, no fields, no headers.
"""
import re
import sys

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"$')


def text_of(line):
    found = QUOTED.search(line)
    return re.sub(r"\\(.)", lambda m: " " if m[1] == "n" else m[1], found[1]) if found else ""


def main():
    stack, block = [], None

    def end():
        nonlocal block
        if block and any(block[1:]):
            print("\t".join(" ".join(cell.split()) for cell in block))
        block = None

    for line in sys.stdin.read().split("\n"):
        if line.startswith("==="):
            end()
            print("paper")
            continue
        bare = line.lstrip(" ")
        if not bare:
            continue
        depth, kind = (len(line) - len(bare)) // 2, bare.split(" ", 1)[0]
        del stack[depth:]
        stack.append(kind)
        if kind in ("text", "code-span"):
            if block:
                block[-1] += text_of(bare)
        elif kind == "softbreak":
            if block:
                block[-1] += " "
        elif kind == "section":
            end()
            print("section")
        elif kind == "heading":
            end()
            block = [f"h{re.search('level=([1-6])', bare)[1]}", ""]
        elif kind == "row":
            end()
            block = ["row"]
        elif kind == "cell" and "row" in stack:
            block = block or ["row"]
            block.append("")
        elif kind == "paragraph" and "row" not in stack:
            end()
            block = ["li" if "item" in stack else "p", ""]
        elif kind in ("lines", "field", "entry") and "row" not in stack:
            end()
            print("line")
    end()


main()
