// Fills in forms in Chromium with pdf.js, by mouse and keyboard. usage: node browser.mjs JOBS.json, as for pdflib.mjs.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const jobs = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const page_html = `<!doctype html><meta charset=utf-8><link rel=stylesheet href="/node_modules/pdfjs-dist/web/pdf_viewer.css">
<style>#c { position: absolute; width: 1000px; height: 1300px; overflow: auto }</style><div id=c><div id=viewer class=pdfViewer></div></div>
<script type=module>
import * as lib from '/node_modules/pdfjs-dist/build/pdf.mjs';
globalThis.pdfjsLib = lib;
const { EventBus, PDFLinkService, PDFViewer } = await import('/node_modules/pdfjs-dist/web/pdf_viewer.mjs');
lib.GlobalWorkerOptions.workerSrc = '/node_modules/pdfjs-dist/build/pdf.worker.mjs';
window.open_form = async (n) => {
  const eventBus = new EventBus(), linkService = new PDFLinkService({ eventBus });
  window.viewer = new PDFViewer({ container: document.getElementById('c'), eventBus, linkService, annotationMode: 2 });
  window.pdf = await lib.getDocument({ url: '/form/' + n, standardFontDataUrl: '/node_modules/pdfjs-dist/standard_fonts/', cMapUrl: '/node_modules/pdfjs-dist/cmaps/' }).promise;
  viewer.setDocument(pdf);
  await viewer.firstPagePromise;
  return pdf.numPages;
};
window.tree_has_forms = async () => {
  const page = await pdf.getPage(1), seen = JSON.stringify(await page.getStructTree());
  return seen.includes('"role":"Form"');
};
window.save = async () => { const b = await pdf.saveDocument(); let s = ''; for (const x of b) s += String.fromCharCode(x); return btoa(s); };
window.ready = true;
</script>`;

const server = http.createServer((request, response) => {
  const url = decodeURIComponent(request.url.split('?')[0]);
  if (url === '/') return response.setHeader('content-type', 'text/html'), response.end(page_html);
  const form = url.match(/^\/form\/(\d+)$/);
  const file = form ? jobs[+form[1]].in : path.join(here, path.normalize(url));
  if ((!form && !file.startsWith(path.join(here, 'node_modules'))) || !fs.existsSync(file)) return (response.statusCode = 404), response.end();
  response.setHeader('content-type', /\.mjs$/.test(file) ? 'text/javascript' : /\.css$/.test(file) ? 'text/css' : 'application/octet-stream');
  response.end(fs.readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'samtale-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium', headless: true, viewport: { width: 1100, height: 1400 },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let failed = 0;

async function fill(tab, name, value) {
  const all = tab.locator(`.annotationLayer [name=${JSON.stringify(name)}]`), kind = await all.first().evaluate((e) => `${e.tagName} ${e.type}`);
  if (kind === 'INPUT radio') {
    for (let i = 0; i < await all.count(); i++) {
      const id = await all.nth(i).getAttribute('data-element-id');
      const state = await tab.evaluate((x) => window.states[x], id);
      if (state === value) return all.nth(i).click({ force: true });
    }
    throw new Error(`${name} has no ${value}`);
  }
  if (kind === 'INPUT checkbox') return (await all.first().isChecked()) === (value !== 'Off') ? undefined : all.first().click({ force: true });
  if (kind.startsWith('SELECT')) return all.first().selectOption({ label: value });
  await all.first().click();
  await tab.keyboard.press('Control+A');
  await tab.keyboard.press('Delete');
  for (const [i, line] of value.split('\n').entries()) {
    if (i) await tab.keyboard.press('Enter');
    if (line.length < 40) await tab.keyboard.type(line);
    else await tab.keyboard.insertText(line);
  }
  await tab.keyboard.press('Tab');
}

for (const [n, job] of jobs.entries()) {
  const tab = await browser.newPage(), errors = [];
  tab.on('pageerror', (e) => errors.push(String(e)));
  tab.on('console', (m) => m.type() === 'error' && !/favicon/.test(m.location().url) && errors.push(m.text()));
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  await tab.waitForFunction('window.ready');
  const pages = await tab.evaluate((x) => window.open_form(x), n);
  await tab.evaluate(async () => {
    window.states = {};
    for (let i = 1; i <= pdf.numPages; i++)
      for (const a of await (await pdf.getPage(i)).getAnnotations()) window.states[a.id] = a.buttonValue ?? a.exportValue;
  });
  let left = new Map(Object.entries(job.values));
  for (let p = 1; p <= pages; p++) {
    await tab.evaluate((x) => { viewer.currentPageNumber = x; }, p);
    await tab.waitForSelector(`.page[data-page-number="${p}"][data-loaded]`);
    await tab.waitForTimeout(300);
    const names = await tab.locator(`.page[data-page-number="${p}"] .annotationLayer [name]`).evaluateAll((l) => l.map((e) => e.getAttribute('name')));
    for (const name of names)
      if (left.has(name)) { await fill(tab, name, left.get(name)); left.delete(name); }
  }
  if (!await tab.evaluate('tree_has_forms()')) errors.push('the structure tree shows no form');
  if (left.size) errors.push(`not found: ${[...left.keys()].slice(0, 3)}`);
  fs.writeFileSync(job.out, Buffer.from(await tab.evaluate('save()'), 'base64'));
  for (const e of errors) console.log(`FAIL clients/browser ${path.basename(job.in)}: ${e}`), failed++;
  await tab.close();
}
await browser.close();
server.close();
fs.rmSync(profile, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
