#!/usr/bin/python3
"""The rules that every page keeps, read from `samtale --dump paper`: paper_rules.py DUMP...

No text is smaller than 9 pt, in large print 16. No runs of text overlap, and none touches a box to tick. Nothing stands outside the margins. Lines to write on are at least 8 mm apart (in
large print 12), and that far from the text above them. A heading stands nearer to what it is about than to what stands
above it. A section on sheets of its own begins on a front side, and so does what follows it; a spread on a back side. The last page of a section that has several is at least a fifth full. Every item names an
element that there is; every element's parent comes before it; heading levels never skip. Prints each break of a rule;
exit status 1 if there is any.
"""
import re
import sys

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM, LARGE_BOTTOM = 25 * MM, 20 * MM, 27 * MM, 24 * MM, 31 * MM
WRITE_ON, LARGE_WRITE_ON = 8 * MM, 12 * MM
LEAST_SIZE, LARGE_SIZE = 9, 16
ASCENT, DESCENT = 0.70, 0.18  # of a run's box, in em: what letters take, not what the font's tables claim
CROSS_TOP, CROSS_BOTTOM = 0.6, -0.05  # of the cross in a box, which is set larger than text
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
        self.runs, self.rules, self.areas, self.headings = [], [], [], {}


class Checker:
    def __init__(self, name):
        self.name, self.broken = name, 0
        self.begin(False)

    def begin(self, large):
        """A paper begins."""
        self.large, self.before, self.after_sheet = large, 0, False

    def say(self, where, text):
        self.broken += 1
        print(f'{self.name}: {where}: {text}')

    def read(self, lines):
        papers = []
        for line in lines:
            if line.startswith('paper ') or not papers:
                papers.append([])
            papers[-1].append(line)
        for paper in papers:
            margins = ''.join(paper).rpartition('\nmargins\n')[2]
            sizes = re.findall(r' size=([0-9.]+)', margins)
            self.begin(bool(sizes) and float(sizes[0]) >= LARGE_SIZE)
            self.paper(paper)

    def paper(self, lines):
        section, pages, elements, margins = None, [], [], False
        for line in lines:
            words, v, text = parse(line)
            if not words:
                continue
            kind = words[0]
            if kind in ('section', 'margins'):
                self.section(section, pages, elements, margins)
                if kind == 'section':
                    section = {'name': text, 'width': float(v['width']), 'height': float(v['height']),
                               'sheet': 'sheet' in v, 'spread': 'spread' in words}
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
            top, bottom = (CROSS_TOP, CROSS_BOTTOM) if text == '×' else (ASCENT, DESCENT)
            box = (x, base - top * size, x + float(v['w']), base + bottom * size, text, base, 'bold' in v['face'] and size)
            page.runs.append(box)
            if text and text.strip() and size < (LARGE_SIZE if self.large else LEAST_SIZE) - 0.01:
                self.say(page.where, f'"{text}" is set in {size:g} pt')
            if not margins and words[1] != 'artifact':
                index = self.heading_of(int(words[1]), elements)
                if index is not None:
                    page.headings.setdefault(index, []).append(box)
        elif kind == 'rule':
            rule = (float(v['x']), float(v['y']), float(v['x2']), float(v['y2']), 'write-on' in words)
            page.rules.append(rule)
        else:
            x, y = float(v['x']), float(v['y'])
            page.areas.append((x, y, x + float(v['w']), y + float(v['h'])))

    @staticmethod
    def heading_of(index, elements):
        """The heading, but a page's own, that an element is or stands in; None: in none."""
        while 0 <= index < len(elements):
            parent, kind = elements[index]
            if re.fullmatch('H[2-6]', kind):
                return index
            index = parent
        return None

    def section(self, section, pages, elements, margins):
        if not section or not pages:
            return
        for page in pages:
            self.overlaps(page)
            if not margins:
                self.outside(page, section)
                self.write_on(page)
                self.near_headings(page)
                self.boxes(page)
        if margins:
            return
        blank = section['name'] == 'blank'  # what makes the next one begin on a front side
        if (section['sheet'] or self.after_sheet) and self.before % 2 and not blank:
            self.say(pages[0].where, 'begins on a back side')
        if section['spread'] and self.before and self.before % 2 == 0:
            self.say(pages[0].where, 'is a spread and begins on a front side')
        self.before, self.after_sheet = self.before + len(pages), section['sheet'] or (blank and self.after_sheet)
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

    def boxes(self, page):
        for x1, y1, x2, y2 in page.areas:
            if not 9 < x2 - x1 < 16 or abs(x2 - x1 - y2 + y1) > 0.1:
                continue
            for run in page.runs:
                if run[4] and run[4].strip('× ') and run[1] < y2 and y1 < run[3] and run[0] < x2 + 2 and x1 - 2 < run[2]:
                    self.say(page.where, f'"{run[4]}" touches a box')

    def outside(self, page, section):
        right, bottom = section['width'] - RIGHT + SLACK + 0.5, section['height'] - (LARGE_BOTTOM if self.large else BOTTOM) + SLACK
        boxes = [(r[0], r[1], r[2], r[3], f'"{r[4]}"') for r in page.runs]
        boxes += [(r[0], r[1], r[2], r[3], 'a rule') for r in page.rules] + [a + ('a box',) for a in page.areas]
        for x1, y1, x2, y2, what in boxes:
            if x1 < LEFT - SLACK or x2 > right or y1 < TOP - SLACK or y2 > bottom:
                self.say(page.where, f'{what} is outside the margins: {x1:.1f} {y1:.1f} – {x2:.1f} {y2:.1f}')

    def write_on(self, page):
        lines, least = [r for r in page.rules if r[4]], LARGE_WRITE_ON if self.large else WRITE_ON
        for x1, y, x2, _, _ in lines:
            for other in lines:
                if other[1] < y and other[0] < x2 and x1 < other[2] and y - other[1] < least:
                    self.say(page.where, f'lines to write on at {other[1]:.1f} and {y:.1f} are too near each other')
            for run in page.runs:
                if run[0] < x2 and x1 < run[2] and run[1] < y and y - run[5] < WRITE_ON:
                    self.say(page.where, f'"{run[4]}" is too near the line to write on at {y:.1f}')

    def near_headings(self, page):
        room = LARGE_WRITE_ON if self.large else WRITE_ON
        for lines in page.headings.values():
            left, right = min(b[0] for b in lines), max(b[2] for b in lines)
            top, bottom = min(b[1] for b in lines), max(b[3] for b in lines)
            things = [b for b in page.runs if b not in lines] + page.rules + [a + (False,) for a in page.areas]
            things = [t for t in things if t[0] < right and left < t[2]]
            # a smaller line in bold above a heading introduces it; above a line to write on there is room to write
            above = [t[3] for t in things if t[3] <= top + SLACK and not (t[-1] is not True and 0 < t[-1] < lines[0][-1])]
            below = [t[1] - (room if t[-1] is True else 0) for t in things if t[1] >= bottom - SLACK]
            below = [y for y in below if y < bottom + 30]
            if above and below and top - max(above) < min(below) - bottom - SLACK:
                self.say(page.where, f'"{lines[0][4]}" stands nearer to what is above it ({top - max(above):.1f} pt) '
                                     f'than to what it is about ({min(below) - bottom:.1f} pt)')

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
