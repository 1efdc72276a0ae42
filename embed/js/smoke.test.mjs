// The module in Node, through the same glue the page uses: node --test embed/js/smoke.test.mjs
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Lianban, LianbanError } from './lianban.mjs';

const here = new URL('.', import.meta.url);
const bytes = await readFile(new URL('lianban.wasm', here));
const path = '我要开餐馆.yjs';
const text = await readFile(new URL('../../bundles/我要开餐馆/我要开餐馆.yjs', here), 'utf8');
const bundle = { path, files: { [path]: text } };

test('imports nothing', () => {
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
});

test('checks, proves and plays the restaurant', async () => {
  const lianban = await Lianban.load(bytes);
  assert.equal(lianban.call('check', bundle).errors, 0);
  const [proof] = lianban.call('prove', bundle).bundles;
  assert.ok(proof.promises.length > 0 && proof.promises.every((p) => p.holds));
  const timeline = lianban.call('timeline', { ...bundle, start: '2026-09-28T10:00' });
  assert.match(timeline.state_hash, /^[0-9a-f]{64}$/);
  assert.ok(timeline.finish > timeline.start);
});

test('offsets are UTF-16', async () => {
  const lianban = await Lianban.load(bytes);
  const source = '// 𠮷😀\n一件事';
  const { kinds, tokens } = lianban.call('tokens', { source });
  const words = [];
  for (let i = 0; i < tokens.length; i += 3) words.push([kinds[tokens[i + 2]], source.slice(tokens[i], tokens[i + 1])]);
  assert.deepEqual(words, [['comment', '// 𠮷😀'], ['keyword', '一件事']]);
});

test('errors are errors', async () => {
  const lianban = await Lianban.load(bytes);
  assert.throws(() => lianban.call('no such operation'), (e) => e instanceof LianbanError && e.kind === 'request');
  assert.throws(() => lianban.call('timeline', { path: 'a.yjs', files: { 'a.yjs': '一件事 {' }, start: '2026-09-28' }), LianbanError);
});
