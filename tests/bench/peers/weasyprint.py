#!/usr/bin/python3
"""WeasyPrint: blocks → PDF.  weasyprint.py BLOCKS OUT"""
import html
import os
import sys

sys.path.pop(0)  # this file's own name is not the library's
import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

STYLE = ("@page { size: A4; margin: 25mm } body { font: 11pt/1.4 'Noto Sans' } section { break-before: page }"
         " section:first-child { break-before: auto } table { width: 100%; border-collapse: collapse }"
         " td { border: 0.5pt solid #999; padding: 2pt } .line { height: 8mm; border-bottom: 0.5pt solid #999 }")


def source(lines):
    parts, opened = [], False
    for line in lines:
        kind, *texts = line.split("\t")
        texts = [html.escape(t) for t in texts]
        if kind == "section":
            parts.append("</section><section>" if opened else "<section>")
            opened = True
        elif kind == "row":
            parts.append("<table><tr>" + "".join(f"<td>{t}</td>" for t in texts) + "</tr></table>")
        elif kind == "line":
            parts.append("<div class=line></div>")
        elif kind == "li":
            parts.append(f"<ul><li>{texts[0]}</li></ul>")
        else:
            parts.append(f"<{kind}>{texts[0]}</{kind}>")
    return f"<html lang=nb><meta charset=utf-8><style>{STYLE}</style><body>{''.join(parts)}</section></body></html>"


def main():
    blocks, out = sys.argv[1:]
    with open(blocks, encoding="utf-8") as f:
        papers = [source([line for line in paper.split("\n") if line]) for paper in ("\n" + f.read()).split("\npaper\n")[1:]]
    fonts = FontConfiguration()
    for i, text in enumerate(papers):
        weasyprint.HTML(string=text).write_pdf(os.path.join(out, f"{i}.pdf"), font_config=fonts)


main()
