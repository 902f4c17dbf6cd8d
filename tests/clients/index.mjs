// Looks people up in the index with Chromium, by keyboard, in light, dark, narrow and printed; axe-core judges every kind of page.
// usage: node index.mjs FOLDER NAME UNIT EMPLOYEE: the period's folder, and somebody to look for.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url)), [folder, name, unit, employee] = process.argv.slice(2);
const axe = fs.readFileSync(path.join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const url = (p) => 'file://' + path.join(path.resolve(folder), p);
let failed = 0;
const say = (holds, what, why = '') => { failed += !holds; console.log(holds ? `ok clients/index: ${what}` : `FAIL clients/index: ${what}: ${why}`); };

const browser = await chromium.launchPersistentContext(fs.mkdtempSync(path.join(os.tmpdir(), 'samtale-index-')), {
  executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const tab = await browser.newPage(), elsewhere = [];
tab.on('request', (r) => { if (!r.url().startsWith('file:')) elsewhere.push(r.url()); });
tab.on('pageerror', (e) => say(false, 'script', e.message));

for (const scheme of ['light', 'dark'])
  for (const [width, at] of [[1100, 'index.html'], [320, 'index.html'], [1100, `index/${unit}.html`], [320, `index/${unit}.html`]]) {
    await tab.emulateMedia({ colorScheme: scheme, media: 'screen' });
    await tab.setViewportSize({ width, height: 900 });
    await tab.goto(url(at));
    if (at === 'index.html') await tab.fill('#name', name);
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    say(!found.violations.length && found.passes.length > 10, `axe-core, ${at === 'index.html' ? 'all' : 'a unit'}, ${scheme}, ${width} px`, JSON.stringify(found.violations.map((v) => [v.id, v.nodes[0].html])));
  }

await tab.setViewportSize({ width: 1100, height: 900 });
await tab.goto(url('index.html'));
await tab.keyboard.press('Tab');
say(await tab.evaluate(() => document.activeElement.id) === 'name', 'the first stop of the keyboard is the search');
await tab.keyboard.type(name.toLowerCase().split(' ').reverse().join(' '));
const hits = await tab.locator('#hits a').allTextContents();
say(hits.includes(name), 'a name is found whatever its order and case', hits.slice(0, 3).join());
say(/\d/.test(await tab.textContent('#count[role=status]')), 'how many were found is said');
await tab.keyboard.press('Enter');
await tab.waitForURL(/\/index\//);
say(tab.url().endsWith(`/index/${unit}.html#${employee}`), 'Enter leads to the person', tab.url());
say(await tab.evaluate((id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }, employee), 'the person is in sight');
await tab.goto(url('index.html'));
await tab.fill('#name', 'zzzz qqqq');
say((await tab.locator('#hits li').count()) === 0 && (await tab.textContent('#count')).length > 5, 'nobody found is said');
// names of any kind: long ones break, one in a foreign direction turns nothing around it, and small letters stay small
for (const at of ['index.html', `index/${unit}.html`])
  for (const width of [1100, 320]) {
    await tab.setViewportSize({ width, height: 900 });
    await tab.goto(url(at));
    await tab.evaluate(() => { for (const th of document.querySelectorAll('tbody th')) (th.querySelector('a') || th.firstChild).textContent = 'x'.repeat(490); document.querySelector('h1').textContent = 'x'.repeat(490); });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    say(wide <= 0, `a long name leaves the page as wide as the window, ${at}, ${width} px`, wide);
  }
await tab.goto(url('index.html'));
await tab.fill('#name', employee);
const hit = await tab.evaluate(() => { const li = document.querySelector('#hits li'), [a, span] = li.children, right = (e) => e.getBoundingClientRect();
  a.textContent = '\u202eabc'; return { text: li.textContent, apart: right(span).left >= right(a).right, small: getComputedStyle(a, '::first-letter').textTransform }; });
say(hit.text.includes(employee) && hit.apart && hit.small === 'none', 'a hit has its number, keeps its direction and its small letters', JSON.stringify(hit));
await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
say(!(await tab.isVisible('#search')) && await tab.evaluate(() => getComputedStyle(document.body).backgroundColor) === 'rgb(255, 255, 255)', 'printed without the search, on white');
say(!elsewhere.length, 'nothing comes from elsewhere', elsewhere[0]);
await browser.close();
process.exit(failed ? 1 : 0);
