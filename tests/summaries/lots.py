#!/usr/bin/python3
"""Proves from the whole numbers in figures/draw_tables.h all that figures/draw.c says of the lots, in whole numbers: that each row
is a probability, that the mean is the count, that neighbouring counts are at most 8^(1/4) and 8^(1/2) times as likely for any
published value, and that the ends leave 2^-40. Then proves that it would notice: each table is spoilt in four ways.
"""
import re
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "generator/figures/draw_tables.h"
BASE, BITS, RATIO = 5, 62, 8
SHARES = {"goals": 4, "people": 2}
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL lots/{name}: {problem}" if problem else f"ok lots/{name}")
    failed = failed or bool(problem)


def read():
    text = TABLES.read_text()
    return {name: [[int(n) for n in re.findall(r"(\d+)u", row)] for row in re.findall(r"\{([^{}]*)\},", body)]
            for name, body in re.findall(r"draw_(goals|people)\[.*?\] = \{(.*?)\n\};", text, re.S)}


def faults(rows, share):
    """All that is wrong with a table, in words."""
    found, reach = [], len(rows[0]) // 2
    if len(rows) != BASE or {len(r) for r in rows} != {2 * reach + 1}:
        return ["it has not five rows of an odd length"]
    weight = lambda n, k: rows[n % BASE][k - n // BASE + reach] if abs(k - n // BASE) <= reach else 0
    for n in range(BASE):
        if sum(rows[n]) != 2 ** BITS or min(rows[n]) <= 0:
            found.append(f"row {n} is no probability of which all can happen")
        bias = sum(w * (BASE * j - n) for j, w in zip(range(-reach, reach + 1), rows[n]))
        if abs(bias) >= 2 ** (BITS - 20):
            found.append(f"row {n} is off by {bias / 2 ** BITS}")
        for m in (n - 1, n + 1):
            for k in range(-reach - 2, reach + 3):
                a, b = weight(n, k), weight(m, k)
                if b and a ** share > RATIO * b ** share:
                    found.append(f"{BASE * k} is {a / b:.4f} times as likely for {n} as for {m}")
                if not b and a >= 2 ** (BITS - 40):
                    found.append(f"{BASE * k} is possible for {n} only, with {a / 2 ** BITS}")
    return found


def spoilt(rows):
    """The same table with one fault each."""
    reach = len(rows[0]) // 2
    for at, by in ((reach, -1), (reach + 1, 2 ** 61), (0, None), (reach - 1, 2 ** 56)):
        other = [list(r) for r in rows]
        if by is None:
            other[2][reach] += other[2][0]
            other[2][0] = 0
        else:
            other[2][at] += by
            if by > 1:
                other[2][reach] -= by
        yield other


def main():
    tables = read()
    verdict("two-tables", sorted(tables) != sorted(SHARES) and f"there are {sorted(tables)}")
    for name, share in SHARES.items():
        found = faults(tables[name], share)
        verdict(name, found and f"{len(found)} faults: {found[:3]}")
        seen = [bool(faults(other, share)) for other in spoilt(tables[name])]
        verdict(f"{name}-would-be-noticed", not all(seen) and f"of the spoilt tables some pass: {seen}")
    return failed


sys.exit(main())
