#!/usr/bin/python3
"""The rules that every page keeps, read from `samtale --dump paper`: paper_rules.py DUMP...

No runs of text overlap. Nothing stands outside the margins. Lines to write on are at least 8 mm apart, and that far
from the text above them. The last page of a section that has several is at least a fifth full. Every item names an
element that there is; every element's parent comes before it; heading levels never skip. Prints each break of a rule;
exit status 1 if there is any.
"""
import re
import sys

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 25 * MM, 20 * MM, 27 * MM, 24 * MM
WRITE_ON = 8 * MM
ASCENT, DESCENT = 0.70, 0.18  # of a run's box, in em: what letters take, not what the font's tables claim
SLACK = 0.6                   # pt: half a rule's width, and rounding

TOKEN = re.compile(r'([a-z_A-Z0-9-]+)(?:=("(?:[^"\\]|\\.)*"|\S+))?|("(?:[^"\\]|\\.)*")')


def parse(line):
    words, values, text = [], {}, None
    for name, value, quoted in TOKEN.findall(line):
        if quoted:
            text = quoted[1:-1]
        elif value:
            values[name] = value
        else:
            words.append(name)
    return words, values, text


class Page:
    def __init__(self, where, used):
        self.where, self.used = where, used
        self.runs, self.rules, self.areas = [], [], []


class Checker:
    def __init__(self, name):
        self.name, self.broken = name, 0

    def say(self, where, text):
        self.broken += 1
        print(f'{self.name}: {where}: {text}')

    def read(self, lines):
        section, pages, elements, margins = None, [], [], False
        for line in lines:
            words, v, text = parse(line)
            if not words:
                continue
            kind = words[0]
            if kind in ('section', 'margins'):
                self.section(section, pages, elements, margins)
                if kind == 'section':
                    section = {'name': text, 'width': float(v['width']), 'height': float(v['height'])}
                margins, pages, elements = kind == 'margins', [], []
            elif kind == 'element':
                elements.append((int(v['parent']), words[2]))
            elif kind == 'page':
                pages.append(Page(f"section \"{section['name']}\" page {words[1]}", float(v['used'])))
            elif kind in ('run', 'rule', 'box', 'picture') and pages:
                self.item(pages[-1], kind, words, v, text, elements, margins)
        self.section(section, pages, elements, margins)

    def item(self, page, kind, words, v, text, elements, margins):
        if words[1] != 'artifact' and not (margins or 0 <= int(words[1]) < len(elements)):
            self.say(page.where, f'{kind} of an element that is not there: {words[1]}')
        if kind == 'run':
            x, base, size = float(v['x']), float(v['baseline']), float(v['size'])
            page.runs.append((x, base - ASCENT * size, x + float(v['w']), base + DESCENT * size, text, base))
        elif kind == 'rule':
            rule = (float(v['x']), float(v['y']), float(v['x2']), float(v['y2']), 'write-on' in words)
            page.rules.append(rule)
        else:
            x, y = float(v['x']), float(v['y'])
            page.areas.append((x, y, x + float(v['w']), y + float(v['h'])))

    def section(self, section, pages, elements, margins):
        if not section or not pages:
            return
        for page in pages:
            self.overlaps(page)
            if not margins:
                self.outside(page, section)
                self.write_on(page)
        if margins:
            return
        if len(pages) > 1 and pages[-1].used < (section['height'] - TOP - BOTTOM) / 5 - 1:
            self.say(pages[-1].where, f'the last page is only {pages[-1].used:.0f} pt full')
        self.structure(section, elements)

    def overlaps(self, page):
        runs = sorted(r for r in page.runs if r[4].strip())
        active = []
        for a in runs:
            active = [b for b in active if b[2] > a[0] + SLACK]
            for b in active:
                if a[1] < b[3] - SLACK and b[1] < a[3] - SLACK:
                    self.say(page.where, f'"{b[4]}" and "{a[4]}" overlap')
            active.append(a)

    def outside(self, page, section):
        right, bottom = section['width'] - RIGHT + SLACK + 0.5, section['height'] - BOTTOM + SLACK
        boxes = [(r[0], r[1], r[2], r[3], f'"{r[4]}"') for r in page.runs]
        boxes += [(r[0], r[1], r[2], r[3], 'a rule') for r in page.rules] + [a + ('a box',) for a in page.areas]
        for x1, y1, x2, y2, what in boxes:
            if x1 < LEFT - SLACK or x2 > right or y1 < TOP - SLACK or y2 > bottom:
                self.say(page.where, f'{what} is outside the margins: {x1:.1f} {y1:.1f} – {x2:.1f} {y2:.1f}')

    def write_on(self, page):
        lines = [r for r in page.rules if r[4]]
        for x1, y, x2, _, _ in lines:
            for other in lines:
                if other[1] < y and other[0] < x2 and x1 < other[2] and y - other[1] < WRITE_ON:
                    self.say(page.where, f'lines to write on at {other[1]:.1f} and {y:.1f} are too near each other')
            for run in page.runs:
                if run[0] < x2 and x1 < run[2] and run[1] < y and y - run[5] < WRITE_ON:
                    self.say(page.where, f'"{run[4]}" is too near the line to write on at {y:.1f}')

    def structure(self, section, elements):
        where, level = f"section \"{section['name']}\"", 0
        for index, (parent, kind) in enumerate(elements):
            if parent >= index:
                self.say(where, f'element {index} comes before its parent')
            if re.fullmatch('H[1-6]', kind):
                if int(kind[1]) > level + 1:
                    self.say(where, f'{kind} follows level {level}')
                level = int(kind[1])


def main():
    broken = 0
    for name in sys.argv[1:]:
        checker = Checker(name)
        with open(name, encoding='utf-8') as dump:
            checker.read(dump)
        broken += checker.broken
    return 1 if broken else 0


if __name__ == '__main__':
    sys.exit(main())
