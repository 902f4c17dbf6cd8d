# The texts of the code: string literals as the compiler joins them, and what po/extract finds.
import pathlib, re, subprocess, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'''//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|[A-Za-z_]\w*|\n|\S''', re.S)
ESCAPE = re.compile(r'\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)', re.S)
LETTERS = {'n': '\n', 't': '\t', 'r': '\r', 'a': '\a', 'f': '\f', 'v': '\v', 'b': '\b'}


def plain(literal):
    """What stands between the quotes of a literal in C or in a .po file."""
    def one(m):
        c = m.group(1)
        if c[0] == 'x':
            return chr(int(c[1:], 16))
        if c[0].isdigit():
            return chr(int(c, 8))
        return LETTERS.get(c, c)
    return ESCAPE.sub(one, literal[1:-1])


def literals(text):
    """(line, text, the name of the function or macro whose argument it is) of each joined literal."""
    line, found, open_calls, name = 1, [], [], ''
    joined = None
    directive = ''
    at_line_start = True
    for m in TOKEN.finditer(text):
        token = m.group()
        if token == '\n':
            line += 1
            at_line_start = True
            if directive and not text[:m.start()].endswith('\\'):
                directive = ''
            continue
        if token.startswith(('//', '/*')):
            line += token.count('\n')
            continue
        if at_line_start and token == '#':
            directive = '#'
        elif directive == '#':
            directive = token
        at_line_start = False
        if token[0] == '"':
            if directive != 'include':
                if joined:
                    joined[1] += plain(token)
                else:
                    joined = [line, plain(token), open_calls[-1] if open_calls else '']
            continue
        if joined and not re.match(r'PRI\w+$|READ_KEYS$', token):
            found.append(tuple(joined))
            joined = None
        if token == '(':
            open_calls.append(name)
        elif token == ')' and open_calls:
            open_calls.pop()
        name = token if re.match(r'[A-Za-z_]', token) else ''
    if joined:
        found.append(tuple(joined))
    return found


def in_code():
    """(path, line, text, call) of each literal in the program."""
    for path in sorted((ROOT / 'generator').rglob('*')):
        if path.suffix in ('.c', '.h'):
            for line, text, call in literals(path.read_text()):
                yield str(path.relative_to(ROOT / 'generator')), line, text, call


def entries(po):
    """The entries of a .po file: dicts of msgid, msgid_plural, msgstr, msgstr[N], and flags."""
    out = []
    for block in pathlib.Path(po).read_text().split('\n\n'):
        entry, key = {'flags': set(), 'files': []}, None
        for row in block.split('\n'):
            m = re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$', row)
            if row.startswith('#,'):
                entry['flags'] |= set(row[2:].replace(' ', '').split(','))
            elif row.startswith('#:'):
                entry['files'] += row[2:].split()
            elif m:
                key = m.group(1)
                entry[key] = plain(m.group(2))
            elif row.startswith('"') and key:
                entry[key] += plain(row)
        if entry.get('msgid'):
            out.append(entry)
    return out


def extracted():
    """The entries that po/extract finds in the code."""
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / 'samtale.pot'
        subprocess.run([ROOT / 'po' / 'extract', pot], check=True)
        return entries(pot)
