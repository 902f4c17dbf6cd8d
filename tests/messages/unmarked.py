#!/usr/bin/env python3
"""Finds texts that nobody marked for translation: string literals of two or more words that po/extract does not find and that
are not on the list below, which says why each of them stays as it is."""
import fnmatch
import re
import sys

import texts

# path, the function or macro that the text is given to ('' is none, as in a table), the text, why it is not translated
EXCEPTIONS = (
    ('base/mem.c', '', 'samtale: error: out of memory\n', 'there is no memory left for looking it up'),
    ('model/cycle_dump.c', 'word text localized flag number key plan date doc person_ref priority between_us ', '*', 'a dump, for tests'),
    ('figures/dump.c', 'buf_printf', '*', 'a dump, for tests'),
    ('pdf/*', 'BUF_LIT buf_printf arena_printf document_stream add_property memcpy ', '*', 'PDF, XMP or ICC'),
    ('type/subset.c', 'BUF_LIT', '*', 'PDF'),
    ('*.c', '_Static_assert', '*', 'an assertion'),
    ('archive/xml.c', 'leaf', '*', "Noark's own words"),
    ('commands/archive.c', '', 'Offentleglova *', 'a Norwegian law, as archives cite it'),
    ('yaml/syntax.c', 'says ', '*', "libyaml's words, which are looked for"),
    ('print/printer.c', '', 'request id is ', "lp's words, which are looked for"),
    ('commands/deliver.c', 'buf_printf', '# *', 'a comment in a file, which is the same whoever makes it'),
    ('commands/appointments.c', '', '# *', 'a comment in a file, which is the same whoever makes it'),
    ('commands/split.c', 'put_tree', '# *', 'a comment in a file, which is the same whoever makes it'),
    ('commands/split.c', 'arena_printf', '# *', 'a comment in a file, which is the same whoever makes it'),
    ('commands/person.c', 'arena_printf', 'samtale person *', 'a command line'),
    ('commands/purge.c', 'held_print_end', 'samtale purge *', 'a command line'),
    ('cli/option_table.c', '', 'OPTIONS', 'names of options'),
    ('commands/*.c', '', 'OPTIONS', 'names of options'),
    ('read/keys/*.c', 'YAML', '*', 'an example of what stands in a file'),
    ('read/keys/settings.c', '', 'Noto Sans', 'the name of a typeface'),
    ('compose/words/word_specs.c', '', ' *', 'names of values that a text may hold'),
    ('import/dates.c', '', '*', 'words that stand in exports'),
    ('import/names.c', 'strncmp ', '*', 'words that stand in exports'),
    ('import/rows.c', '', '*', 'words that stand in exports'),
    ('import/decode.c', '', 'Mac Roman', 'the name of an encoding'),
    ('import/leaders.c', 'arena_printf', 'Gruppen til %s', 'a name in org.yaml'),
    ('import/leaders.c', 'arena_printf', 'led by %zu', 'a key, which nobody sees'),
    ('import/settle.c', '', 'The organisation', 'a name in org.yaml'),
    ('import/settings.c', '', '# *', 'a comment in a file, which is the same whoever makes it'),
    ('commands/new_period.c', '', '# *', 'a comment in a file, which is the same whoever makes it'),
    ('index/page.c', '', '*', 'style and script'),
    ('describe/pages_*.c', '*', '*', 'manual pages, which are in English'),
    ('commands/import.c', 'buf_str ', '# *', 'a comment in a file, which is the same whoever makes it'),
)
OPTIONS = set(re.findall(r'^    \{"([\w-]+)", ', (texts.ROOT / 'generator/cli/option_table.c').read_text(), re.M))
WORD = re.compile(r'''^["'(«]*[A-Za-zÆØÅæøå]{2,}(?:['’-][A-Za-z]+)*[.,:;!?)"'»]*$''')
# what is printed for people wherever it stands; exceptions are never about these
PRINTED = {'printf', 'fprintf', 'puts', 'fputs', 'diag_error', 'diag_warning', 'diag_system', 'diag_hint', 'refuse'}


def is_words(text):
    return sum(bool(WORD.match(word)) for word in text.split()) >= 2


def is_excepted(path, call, text, used):
    for exception in EXCEPTIONS:
        where, calls, what, _ = exception
        if not fnmatch.fnmatchcase(path, where) or call in PRINTED:
            continue
        if calls != '*' and call not in calls.split(' '):
            continue
        if all(w in OPTIONS for w in text.split()) if what == 'OPTIONS' else fnmatch.fnmatchcase(text, what):
            used.add(exception)
            return True
    return False


def unmarked(literals, known, used):
    """The literals, (path, line, text, call), that should have been marked."""
    return [(path, line, text) for path, line, text, call in literals
            if is_words(text) and text not in known and not is_excepted(path, call, text, used)]


def main():
    known = {text for entry in texts.extracted() for text in (entry['msgid'], entry.get('msgid_plural'))}
    used, failed = set(), False
    for path, line, text in unmarked(texts.in_code(), known, used):
        failed = True
        print(f'FAIL unmarked: generator/{path}:{line}: {text!r} is neither marked by _() or N_() nor an exception')
    for exception in EXCEPTIONS:
        if exception not in used:
            failed = True
            print(f'FAIL unmarked: the exception {exception} is about nothing any longer')
    # that a new one would be seen
    for path, code in (('commands/check.c', 'int f(void) { return printf("two words\\n"); }'),
                       ('pdf/save.c', 'void f(void) { puts("two " "words"); }'),
                       ('figures/dump.c', 'void f(void) { fprintf(stderr, "it is %s: two words", x); }'),
                       ('status/text.c', 'static const char *const x[] = {"not met"};'),
                       ('read/plan.c', 'void f(void) { diag_hint(d, g, "%s", "write two words"); }')):
        new = [(path, *literal) for literal in texts.literals(code)]
        if unmarked(new, known, set()):
            print(f'ok a new text in {path} is seen')
        else:
            failed = True
            print(f'FAIL a new text in {path}: {code} is not seen')
    if not failed:
        print('ok unmarked')
    return failed


sys.exit(main())
