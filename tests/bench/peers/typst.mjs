// Typst: blocks → PDF, one compiler for all papers.  node typst.mjs BLOCKS OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [blocks, out] = process.argv.slice(2);
const escape = s => s.replace(/[\\#$*_`<>@=\-+/~\[\]"']/g, c => '\\' + c);
const HEAD = '#set page(paper: "a4", margin: 25mm)\n#set text(font: "Noto Sans", size: 11pt, lang: "nb")\n#set par(leading: 0.7em)\n';

function source(lines) {
    let s = HEAD, first = true;
    for (const line of lines) {
        const [kind, ...texts] = line.split('\t');
        if (kind === 'section') { if (!first) s += '#pagebreak()\n'; first = false; }
        else if (kind[0] === 'h') s += '='.repeat(+kind[1]) + ' ' + escape(texts[0]) + '\n\n';
        else if (kind === 'li') s += '- ' + escape(texts[0]) + '\n\n';
        else if (kind === 'line') s += '#v(8mm)#line(length: 100%, stroke: 0.5pt)\n';
        else if (kind === 'row') s += `#table(columns: ${texts.length}, ${texts.map(t => '[' + escape(t) + ']').join(', ')})\n`;
        else s += escape(texts[0]) + '\n\n';
    }
    return s;
}

const papers = readFileSync(blocks, 'utf8').split(/^paper\n/m).slice(1).map(p => source(p.split('\n').filter(Boolean)));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/noto'] }] });
papers.forEach((text, i) => writeFileSync(`${out}/${i}.pdf`, compiler.pdf({ mainFileContent: text })));
