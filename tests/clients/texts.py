"""What people type: languages of the north and beyond, and everything that YAML could trip over."""
TEXTS = [
    "Blåbærsyltetøy på brød", "Čáhppes geađgi, njálbmi ja ŋiŧŧut", "Ελληνικά: καλημέρα κόσμε", "Кириллица: добрый день, Щука",
    "Nguyễn Thị Hằng", "emoji 😀 👩‍👩‍👧 🇳🇴 her", "e\u0301 og å samsatt: a\u030a", "- ikke en liste", "# ikke en kommentar", "tekst # med gitter",
    "nøkkel: verdi", "kolon:", ": foran", "'enkle'", '"doble"', 'blandet \'"\'', "{ map: 1 }", "[liste, med, komma]", "a, b, c", "& anker", "* alias",
    "!tag", "| strek", "> fold", "% direktiv", "@ krøll", "` bakover", "? spørsmål", "yes", "no", "null", "~", "true", "False", "123", "1.5", "0x1F",
    "1_000", "12:30:45", "2027-01-01T00:00", "  to mellomrom foran", "\\bakoverstrek\\n", "50 %", "<b>ikke html</b>", "**ikke fet**", "{{ikke.verdi}}",
    "(parentes) \\( og )", "..", "---", "...", "a" * 200, "Ørjan Ågård Æsø", "ſt ligatur ﬁ", "ن عربي", "日本語",
]
LINES = ["linje én\nlinje to\n\nlinje fire", "  innrykk\n    mer innrykk\nslutt", "- a\n- b\n# c", "k: v\nk: v", "slutter med linjeskift\nx", "tab\ther"]


def long_text(n):
    return ("Lang tekst med æøå, «sitat» og: kolon # osv. " * (n // 40 + 1))[:n - 1] + "."
