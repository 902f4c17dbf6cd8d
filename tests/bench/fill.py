#!/usr/bin/python3
"""Fills in action-plan forms as people do, every second one: fill.py FORMS OUT. Three goals each, with words of their own."""
import pathlib
import sys

import pikepdf

import prose
from scale import Dice


def typed(field, text):
    field.V = pikepdf.String(text)


def chosen(field, state):
    field.V = pikepdf.Name(state)
    for widget in field.get("/Kids", [field]):
        widget.AS = pikepdf.Name(state if "/AP" in widget and state in widget.AP.N else "/Off")


def ticked(field):
    chosen(field, next(state for state in field.AP.N.keys() if state != "/Off"))


def fields(pdf):
    """The field's path in the record → field."""
    found, left = {}, [("", top) for top in pdf.Root.AcroForm.Fields]
    while left:
        name, field = left.pop()
        name = f"{name}.{field.T}" if name and "/T" in field else str(field.get("/T", name))
        kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
        left += [(name, kid) for kid in kids]
        if not kids:
            found[name.split(".")[-1]] = field
    return found


def fill(source, target):
    writer = prose.Writer(Dice(source.stem))
    with pikepdf.open(source) as pdf:
        form = fields(pdf)
        typed(form["conversation/held"], f"{11 + writer.dice.below(15)}.2.2027")
        for n, kind in enumerate(("work", "task", "professional"), 1):
            writer.turn()
            chosen(form[f"goals/g{n}/kind"], f"/{kind}")
            typed(form[f"goals/g{n}/goal"], writer.sentence(prose.OWN_GOALS if kind == "professional" else prose.GOALS))
            measure = f"goals/g{n}/measures/m{n}"
            typed(form[f"{measure}/what"], writer.sentence(prose.MEASURES))
            typed(form[f"{measure}/responsible"], writer.dice.pick(("employee", "leader", writer.slot("rolle"))))
            typed(form[f"{measure}/deadline"], f"{1 + writer.dice.below(28)}.{3 + writer.dice.below(9)}.2027")
        for who, day in (("employee", 1), ("leader", 2)):
            ticked(form[f"agreed/{who}/tick"])
            typed(form[f"agreed/{who}"], f"{day}.3.2027")
        pdf.save(target)


def main():
    forms, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True)
    for source in sorted(forms.rglob("*.pdf"))[::2]:
        fill(source, out / source.name)


main()
