#!/usr/bin/env python3
"""Every diagnostic has a stable id: a literal of the right shape in front of its sentence, one for each kind of fault, and listed in
ids.txt, so that none goes or changes unseen."""
import re
import sys

import texts

LIST = texts.ROOT / 'tests/messages/ids.txt'
SHAPE = re.compile(r'[a-z][a-z0-9]*(-[a-z0-9]+)*')
# which argument of what reports is the id; the sentence is the one behind it
REPORTS = {'diag_error': 2, 'diag_warning': 2, 'diag_system': 2, 'READER_ERROR': 2, 'GAP': 1, 'check_fail': 2, 'picture_unusable': 1, 'markdown_report': 4}
# what hands an id on to those, in a file or, with *, in all of a folder
HANDS_ON = {
    ('collect/*', 'field_merge_refuse'): 2,
    ('collect/answers.c', 'refuse'): 2,
    ('collect/needs.c', 'refuse'): 2,
    ('compose/words/bank.c', 'fail'): 2,
    ('output/shard_merge.c', 'gap'): 2,
    ('read/markdown/report.c', 'report'): 3,
    ('read/picture.c', 'unusable'): 1,
    ('type/font_file.c', 'refuse'): 2,
    ('type/font_file.c', 'report'): 2,
    ('yaml/splice.c', 'complain'): 2,
    ('yaml/tree.c', 'complain'): 2,
}
# tables of ids
TABLES = {
    'collect/collect.c': r'\[RETURNED_\w+\] =\s*\{"([^"]*)",\s*(?:N_\()?"',
    'collect/goals.c': r'\(struct goal_target\)\{\w+, "([^"]*)"',
    'output/shard_merge.c': r'\bids\[\] = \{([^}]*)\}',
    'yaml/syntax.c': r'\.id = "([^"]*)"',
}
# an id that is handed on: what REPORTS and HANDS_ON, or the table, have said already
HANDED = re.compile(r'(?:[\w.]+(?:\[[^]]*\])?\.)?id|ids\[[\w>.-]+\]')
# ids of several sentences that say the same of different things, or of the same thing in different places
SHARED = set('''
    agreement-not-ticked answers-not-taken braces-as-text choice-impossible control-character date-impossible export-leader-from-unit export-name-missing export-own-leader export-person-twice
    export-person-without-unit export-unit-above-differs field-foreign file-unreadable file-unwritable font-broken form-owner-unknown form-unsigned
    id-invalid secret-key-missing key-missing key-unknown language-file-wrong-shape list-too-long org-would-be-wrong
    picture-not-shown print-failed priority-unknown record-wrong text-expected value-does-not-fit word-unreadable
'''.split())


def calls(code):
    """(name, arguments) of each call in a piece of C; an argument is the list of its tokens."""
    open_calls, name = [], ''
    for m in texts.TOKEN.finditer(re.sub(r'^#(?:[^\n]*\\\n)*[^\n]*', '', code, flags=re.M)):
        token = m.group()
        if token == '\n' or token.startswith(('//', '/*')):
            continue
        for call in open_calls[-1:]:
            if token == ',':
                call[1].append([])
            elif token not in ')]}':
                call[1][-1].append(token)
        if token in ('(', '[', '{'):
            open_calls.append((name if token == '(' else '', [[]], token))
        elif token in (')', ']', '}') and open_calls:
            closed = open_calls.pop()
            if closed[0]:
                yield closed[0], closed[1]
            if open_calls and closed[0] in ('', '_', 'N_', 'translate_count'):
                inside = [t for argument in closed[1] for t in argument]
                open_calls[-1][1][-1].extend(inside + [token])
        name = token if re.match(r'[A-Za-z_]', token) else ''


def literals(tokens):
    """The literals of an argument, adjacent ones joined."""
    out, before = [], ''
    for token in tokens:
        if token[0] == '"' and before[:1] == '"':
            out[-1] += texts.plain(token)
        elif token[0] == '"':
            out.append(texts.plain(token))
        if not (before[:1] == '"' and re.fullmatch(r'[A-Z]+_[A-Z]+', token)):  # "…" SECRET_FILE "…"
            before = token
    return out


def position(path, name):
    for (where, what), at in HANDS_ON.items():
        if what == name and (where == path or (where.endswith('*') and path.startswith(where[:-1]))):
            return at
    return REPORTS.get(name)


def ids_of(path, code, wrong):
    """(id, sentence or None) of each that a file reports. Adds to wrong what has none."""
    for name, arguments in calls(code):
        at = position(path, name)
        if at is None or len(arguments) <= at or 'const' in arguments[0] or arguments[0][:1] == ['struct']:
            continue  # a declaration has types
        given, said = literals(arguments[at]), literals(arguments[at + 1]) if len(arguments) > at + 1 else []
        if not given and HANDED.fullmatch(''.join(arguments[at])):
            continue
        if not given or not all(map(SHAPE.fullmatch, given)) or len(arguments) < at + 2:
            wrong.append(f'{path}: {name}(… {" ".join(arguments[at])[:60]} …) has no id in front of its sentence')
            continue
        for i, one in enumerate(given):
            yield one, said[i] if len(given) == len(said) else (said or [None])[0]
            if len(given) == 1:
                yield from ((one, other) for other in said[1:])
    found = re.findall(TABLES[path], code) if path in TABLES else []
    for one in found:
        yield from ((i, f"one of a table of {path}") for i in (re.findall(r'"([^"]*)"', one) if '"' in one else [one]))
    if path in TABLES and not found:
        wrong.append(f'{path}: its table of ids is not found')


def problems(files, listed, shared):
    """What is wrong with the ids of files, (path, code)."""
    wrong, sentences = [], {}
    for path, code in files:
        for one, sentence in ids_of(path, code, wrong):
            sentences.setdefault(one, set()).update([sentence] if sentence not in (None, '%s') else [])
            if not SHAPE.fullmatch(one):
                wrong.append(f'{path}: "{one}" is no id: lower-case words with hyphens between them')
    for one, said in sorted(sentences.items()):
        if len(said) > 1 and one not in shared:
            wrong.append(f'"{one}" is the id of several sentences: {sorted(said)}; give each its own, or list it as shared')
        if one not in listed:
            wrong.append(f'"{one}" is new: add it to tests/messages/ids.txt')
    for one in listed:
        if one not in sentences:
            wrong.append(f'ids are stable: "{one}" is gone or has been changed, and programs know diagnostics by it')
    for one in sorted(shared):
        if len(sentences.get(one, ())) < 2:
            wrong.append(f'"{one}" is listed as shared and has one sentence')
    if listed != sorted(set(listed)):
        wrong.append('ids.txt is not sorted, or has one twice')
    return wrong


def main():
    failed = False
    folder = texts.ROOT / 'generator'
    files = [(str(p.relative_to(folder)), p.read_text()) for p in sorted(folder.rglob('*.[ch]'))]
    listed = LIST.read_text().split()
    if sys.argv[1:] == ['--list']:  # for making ids.txt anew
        print('\n'.join(sorted({one for path, code in files for one, _ in ids_of(path, code, [])})))
        return 0
    for why in problems(files, listed, SHARED):
        failed = True
        print(f'FAIL ids: {why}')
    if len(listed) < 300:
        failed = True
        print(f'FAIL ids: {len(listed)} ids are too few to be all of them')
    # that each fault would be seen
    good = 'void f(void) { diag_error(d, at, "leader-unknown", "leader \\"%s\\" is " "unknown", x); }'
    for name, code, known, why in (
            ('a right one', good, ['leader-unknown'], None),
            ('none', 'void f(void) { diag_error(d, at, "leader \\"%s\\" is unknown", x); }', [], 'has no id'),
            ('an id of one sentence only', 'void f(void) { READER_ERROR(r, at, "leader-unknown"); }', [], 'has no id'),
            ('a variable', 'void f(void) { diag_error(d, at, why, "a sentence"); }', [], 'has no id'),
            ('capitals', 'void f(void) { check_fail(c, at, "Leader_unknown", "a sentence"); }', [], 'has no id'),
            ('two sentences', good + 'void g(void) { diag_system(d, at, "leader-unknown", "another"); }', ['leader-unknown'], 'several sentences'),
            ('a new one', good, [], 'is new'),
            ('one that has gone', '', ['leader-unknown'], 'ids are stable'),
            ('one that was changed', good.replace('leader-', 'chief-'), ['leader-unknown'], 'ids are stable')):
        wrong = problems([('read/plan.c', code)], known, set())
        if (not wrong) if why is None else any(why in w for w in wrong):
            print(f'ok ids: {name} is seen')
        else:
            failed = True
            print(f'FAIL ids: {name}: {wrong}')
    if not failed:
        print('ok ids')
    return failed


sys.exit(main())
