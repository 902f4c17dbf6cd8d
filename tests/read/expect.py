"""The words that a reader of a CommonMark example must see, computed from the HTML that the specification expects.

Raw HTML and pictures' alternative texts do not count. The HTML is what cmark writes: blocks one after another, each in a
form known beforehand, so whatever else stands where a block begins is a raw HTML block.
"""
import html
import json
import re

ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
TAG = re.compile(r"<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Z][^>]*>"
                 rf"|</?[A-Za-z][A-Za-z0-9-]*(?:{ATTRIBUTE})*\s*/?>")
BLOCK = re.compile(r'<(?:p|h[1-6]|ul|ol(?: start="\d+")?|li|blockquote|pre><code(?: class="language-[^"]*")?|hr /)>'
                   r"|</(?:ul|ol|li|blockquote)>")


def examples(spec):
    """[(Markdown, HTML)], in the order of the specification."""
    return [(example["markdown"], example["html"]) for example in json.loads(spec)]


def inline_words(text):
    return html.unescape(TAG.sub(lambda m: "\n" if m.group().startswith("<br") else "", text)).split()


def until(text, at, end):
    found = text.index(end, at)
    return text[at:found], found + len(end)


def is_tight_text(text, at, containers):
    """A tight list item's paragraph stands without <p>; a raw block begins with a tag that no inline run begins with."""
    return containers[-1:] == ["li"] and not re.compile(r"\s*<(?!em>|strong>|code>|a href|img )").match(text, at)


def words(rendered):
    """The words of the blocks in rendered HTML."""
    found, at, containers = [], 0, []
    while at < len(rendered):
        block = BLOCK.match(rendered, at)
        if block:
            tag = re.match(r"</?(\w+)", block.group()).group(1)
            at = block.end()
            if tag == "p" or re.fullmatch(r"h[1-6]", tag):
                text, at = until(rendered, at, f"</{tag}>")
                found += inline_words(text)
            elif tag == "pre":
                text, at = until(rendered, at, "</code></pre>")
                found += html.unescape(text).split()
            elif block.group().startswith("</"):
                containers.pop()
            elif tag != "hr":
                containers.append(tag)
        elif rendered[at] == "\n":
            at += 1
        elif is_tight_text(rendered, at, containers):
            end = BLOCK.search(rendered, at).start()
            found += inline_words(rendered[at:end])
            at = end
        else:  # raw: up to the next line that begins a block
            following = re.compile(r"\n(?=" + BLOCK.pattern + ")").search(rendered, at)
            at = following.end() if following else len(rendered)
    return found
