// The built page in headless Chromium: CHROMIUM names the browser, LIANBAN the native binary.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';
import { TRAP } from './trap.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const workspace = join(here, '../..');
const bundle = join(workspace, 'bundles/我要开餐馆/我要开餐馆.yjs');
const source = readFileSync(bundle, 'utf8');
const lianban = process.env.LIANBAN ?? join(workspace, 'target/debug/lianban');
const pictures = process.env.SCREENSHOTS;

let site, browser, page, faults;

const native = (...args) => JSON.parse(execFileSync(lianban, ['--format', 'json', ...args], { encoding: 'utf8' }));

before(async () => {
  site = await serve(join(here, '../dist'));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  site?.stop();
});

afterEach(async () => {
  await page?.context().close();
  page = null;
});

/** A fresh page with an empty store, once the first analysis is shown. */
async function open(width = 1366, height = 768) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  page = await context.newPage();
  faults = [];
  page.on('pageerror', (e) => faults.push(String(e)));
  await page.goto(site.url);
  await settled('fine');
}

const settled = (state) => page.waitForFunction((s) => document.body.dataset.state === s, state, { timeout: 15_000 });
const text = () => page.evaluate(() => [...document.querySelectorAll('.cm-line')].map((l) => l.textContent).join('\n'));

async function shot(name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** Replaces the whole text as a paste would. */
async function write(content) {
  await page.click('.cm-content');
  await page.keyboard.press('Control+a');
  await page.evaluate((t) => {
    const data = new DataTransfer();
    data.setData('text/plain', t);
    document.querySelector('.cm-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, content);
}

/** The text of the restaurant with one replacement, and the line where it begins. */
function changed(from, to) {
  assert.ok(source.includes(from), `the bundle no longer holds ${from}`);
  return { content: source.replace(from, to), line: source.slice(0, source.indexOf(from)).split('\n').length };
}

async function figures() {
  const cards = await page.$$eval('.card', (all) => all.map((c) => ({ ...c.dataset })));
  return cards.map(({ metric, limit, worst, slack, holds }) =>
    ({ metric, limit: Number(limit), worst: Number(worst), slack: Number(slack), holds: holds === 'true' }));
}

test('the figures are those of the native proof', async () => {
  await open();
  const { bundles: [proof] } = native('prove', bundle);
  const expected = proof.promises.map(({ metric, limit, worst, slack, holds }) => ({ metric, limit, worst, slack, holds }));
  assert.ok(expected.length >= 4, 'as many as the bundle promises');
  const order = ['时限', '材料', '跑动', '踏勘', '字段', '收费'];
  expected.sort((a, b) => order.indexOf(a.metric) - order.indexOf(b.metric));
  assert.deepEqual(await figures(), expected);
  assert.equal(await page.locator('#problems li').count(), native('check', bundle).diagnostics.length);
  assert.ok((await page.locator('.tok-keyword').count()) > 10, 'keywords are coloured');
  await shot('1-figures');
  assert.deepEqual(faults, []);
});

test('an error shows at its line, keeps the last result, and clears when mended', async () => {
  await open();
  const before = await figures();
  const { content, line } = changed('承办 市场监督管理局', '承办 市场监督管理菊');
  await write(content);
  await settled('errors');
  const row = page.locator('#problems li').first();
  assert.equal(await row.getAttribute('data-line'), String(line));
  assert.match(await row.getAttribute('data-code'), /^E\d{4}$/);
  assert.match(await page.textContent('#notice'), /^当前有 \d+ 处错误，图为上一次成功编译的结果$/);
  assert.deepEqual(await figures(), before);
  await row.locator('.problem').click();
  await page.waitForSelector('.cm-lint-marker-error');
  assert.match(await page.textContent('.cm-activeLine'), /市场监督管理菊/);
  await page.waitForSelector('.cm-lintRange-error');
  await shot('2-error');
  await row.locator('.fix').first().click();
  await settled('fine');
  assert.equal(await page.locator('#notice').isVisible(), false);
  assert.equal(await page.locator('#problems .badge.error').count(), 0);
  assert.deepEqual(faults, []);
});

test('a broken promise turns red with the answers and the path', async () => {
  await open();
  const { content } = changed('时限 10 工作日', '时限 2 工作日');
  await write(content);
  await settled('errors');
  const card = page.locator('.card[data-metric="时限"]');
  assert.equal(await card.getAttribute('data-holds'), 'false');
  assert.equal(await card.getAttribute('data-limit'), '2');
  const reason = await page.textContent('.reason.broken');
  assert.match(reason, /路径/);
  assert.match(reason, /情形/);
  assert.match(reason, / → /);
  await shot('3-broken-promise');
});

test('a start date draws the Gantt chart that the native timeline dates', async () => {
  await open();
  await page.fill('#start-date', '2026-02-13');
  await page.fill('#start-time', '10:00');
  await page.click('#run');
  await page.waitForFunction(() => document.querySelector('.summary')?.textContent.includes('2026-02-13 提交'));
  assert.ok((await page.locator('.chart svg').count()) === 1);
  const { finish, trips } = native('timeline', bundle, '--start', '2026-02-13T10:00');
  const summary = await page.textContent('.summary');
  assert.ok(summary.includes(`${finish.slice(0, 10)} 办结`), `${summary} / ${finish}`);
  assert.ok(summary.includes(`跑动 ${trips} 次`));
  await shot('4-gantt');
  await page.keyboard.press('Alt+2');
  assert.ok((await page.locator('#view-flow tbody tr').count()) > 3);
  await shot('5-flow');
  await page.keyboard.press('Alt+3');
  assert.ok((await page.locator('#view-tests .badge.fine').count()) > 0);
  assert.equal(await page.locator('#view-tests .badge.error').count(), 0);
  await shot('6-tests');
});

test('another answer redraws', async () => {
  await open();
  await page.waitForSelector('.chart svg');
  const before = await page.textContent('.summary');
  const select = page.locator('[data-question] select').last();
  const values = await select.locator('option').allTextContents();
  const current = await select.inputValue();
  await select.selectOption(values.find((v) => v !== current));
  await page.waitForFunction((old) => document.querySelector('.summary')?.textContent !== old, before);
});

test('a date past the calendar says so', async () => {
  await open();
  await page.evaluate(() => document.querySelector('#start-date').removeAttribute('max'));
  await page.fill('#start-date', '2031-01-06');
  await page.click('#run');
  await page.waitForSelector('.failure');
  assert.match(await page.textContent('.failure'), /2031/);
  await page.fill('#start-date', '2026-03-02');
  await page.waitForSelector('.chart svg');
});

test('an input method composes undisturbed', async () => {
  await open();
  await write('// ');
  await settled('errors');
  await page.keyboard.press('Control+End');
  const ime = await page.context().newCDPSession(page);
  for (const composed of ['s', 'sh', 'shi', 'shi x', 'shi xiang']) {
    await ime.send('Input.imeSetComposition', { text: composed, selectionStart: composed.length, selectionEnd: composed.length });
    await page.waitForTimeout(200);
  }
  assert.equal(await text(), '// shi xiang');
  await ime.send('Input.insertText', { text: '事项' });
  await page.waitForTimeout(400);
  assert.equal(await text(), '// 事项');
  await page.keyboard.press('Control+z');
  assert.equal((await text()).includes('shi'), false, 'undo takes the composition back whole');
  assert.deepEqual(faults, []);
});

test('characters beyond the BMP do not shift the marks', async () => {
  await open();
  const { content } = changed('承办 市场监督管理局', '承办 市场监督管理菊');
  await write(`// 𠮷😀𠮷\n${content}`);
  await settled('errors');
  await page.locator('#problems .problem').first().click();
  await page.waitForSelector('.cm-lintRange-error');
  assert.equal(await page.evaluate(() => getSelection().toString()), '市场监督管理菊');
});

test('the draft survives a reload, the original comes back', async () => {
  await open();
  await write('// 草稿\n');
  await settled('errors');
  await page.reload();
  await settled('errors');
  assert.match(await text(), /草稿/);
  await page.click('#reset');
  await settled('fine');
  await page.selectOption('#examples', 'smallest');
  await page.waitForFunction(() => document.querySelector('.cm-line')?.textContent.includes('开一家小店'));
  await settled('fine');
  await page.waitForFunction(() => document.querySelector('.card[data-metric="时限"]')?.dataset.worst === '2');
  await shot('7-smallest');
});

test('formatting writes what the native formatter writes', async () => {
  await open();
  const folder = mkdtempSync(join(tmpdir(), 'lianban-'));
  const copy = join(folder, 'a.yjs');
  const untidy = source.replaceAll('    ', '  ').replace(' { 时限', '｛时限');
  assert.notEqual(untidy, source);
  writeFileSync(copy, untidy);
  native('fmt', copy);
  const house = readFileSync(copy, 'utf8');
  rmSync(folder, { recursive: true });
  await write(untidy);
  await page.click('#format');
  // A draft that equals the original is not kept.
  const kept = house === source ? null : house;
  await page.waitForFunction((text) => localStorage.getItem('lianban:draft:restaurant') === text, kept);
});

test('a trap is told, and the next text gets a fresh compiler', async () => {
  await open();
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: TRAP }));
  await page.reload();
  await settled('failed');
  assert.match(await page.textContent('#notice'), /编译器内部错误（已重新启动）/);
  await page.unroute('**/*.wasm');
  await page.click('.cm-content');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n');
  await settled('fine');
  assert.ok((await figures()).length >= 4);
  assert.equal(await page.locator('#notice').isVisible(), false);
});

test('large letters stay', async () => {
  await open();
  await page.click('#large');
  await page.reload();
  await settled('fine');
  assert.equal(await page.evaluate(() => document.documentElement.classList.contains('large')), true);
  const heights = await page.$$eval('.bar button', (all) => all.map((b) => b.offsetHeight));
  assert.ok(heights.every((h) => h >= 44), `${heights}`);
  await shot('8-large');
});
