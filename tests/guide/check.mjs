// The page for the public filters by itself: for random answers what it shows is what the runtime asks of that case.
// node check.mjs LIANBAN BUNDLES FOLDER
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const [lianban, bundles, folder] = process.argv.slice(2);
const START = '2026-03-02T10:00';
const TRIES = 12;

let seed = 20261201;
const dice = (sides) => (seed = (seed * 48271) % 2147483647) % sides;
const text = (html) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** What a page holds: its data, its rows that count, and its way of deciding. */
function read(file) {
  const html = readFileSync(file, 'utf8');
  const data = JSON.parse(html.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1]);
  const script = html.match(/<script>(.*?)<\/script>/s)[1];
  const page = vm.createContext({});
  vm.runInContext(script, page);
  const rows = [...html.matchAll(/<li data-when="([^"]*)" data-sum="(\w+)" data-amount="(\d+)"><h3>(.*?)(?:<span|<\/h3>)/g)];
  const counted = rows.map(([, when, sum, amount, title]) => ({ when: JSON.parse(text(when)), sum, amount: Number(amount), title: text(title) }));
  const fields = [...html.matchAll(/<fieldset id="q(\d+)".*?<\/fieldset>/gs)].map(([box, at]) => ({
    at: Number(at),
    words: [...box.matchAll(/value="(\d+)">([^<]*)<\/label>/g)].map(([, value, word]) => [Number(value), text(word)]),
    min: box.match(/ min="([^"]*)"/)?.[1],
    max: box.match(/ max="([^"]*)"/)?.[1],
  }));
  return { data, counted, fields, decide: page.decide };
}

/** An answer to one question: as the page has it, and as the command line is told. */
function answer({ data }, field) {
  const question = data.questions[field.at];
  const [value, word] = field.words.length ? field.words[dice(field.words.length)] : [];
  switch (question.kind) {
    case 'yes': return [value === 1, word];
    case 'choice': return [value, word];
    case 'several': {
      const chosen = field.words.filter(() => dice(2));
      return [chosen.map(([v]) => v), chosen.length ? chosen.map(([, w]) => w).join('、') : '无'];
    }
    case 'date': return ['2020-01-01', '2020-01-01'];
    default: {
      const limits = data.guards.filter((row) => row[0] === 'number' && row[1] === field.at).map((row) => Number(row[3]));
      const near = limits.flatMap((limit) => [limit - 1, limit, limit + 1]).concat([Number(field.min), Number(field.max ?? field.min)]);
      const fits = near.filter((n) => n >= Number(field.min) && n <= Number(field.max ?? Infinity));
      const number = fits[dice(fits.length)];
      return [number, String(number)];
    }
  }
}

let pages = 0, cases = 0, open = 0, several = 0;
for (const name of readdirSync(bundles, { recursive: true }).filter((name) => name.endsWith('.yjs')).sort()) {
  const path = join(bundles, name), out = join(folder, name.replaceAll(/[/\\]/g, '-'));
  const made = spawnSync(lianban, ['guide', path, '--as', 'html', '-o', out, '--start', START], { encoding: 'utf8' });
  if (made.status === 2) { several += 1; continue; }
  if (made.status !== 0) throw new Error(`${name}: ${made.stderr}`);
  pages += 1;
  const page = read(join(out, '办事指南.html'));
  for (let n = 0; n < TRIES; n += 1) {
    const answers = [], told = [];
    for (const field of page.fields) {
      const asked = page.decide(page.data, answers)(page.data.questions[field.at].when);
      if (asked === false) continue;
      const [value, word] = answer(page, field);
      answers[field.at] = value;
      told.push('--answer', `${page.data.questions[field.at].name}=${word}`);
    }
    const holds = page.decide(page.data, answers);
    const rows = page.counted.map((row) => ({ ...row, holds: holds(row.when) }));
    if (rows.some((row) => row.holds === null)) { open += 1; continue; }
    const shown = rows.filter((row) => row.holds && row.sum === 'material').map((row) => row.title.slice(1, -1)).sort();
    const paid = rows.filter((row) => row.holds && row.sum === 'fee').reduce((sum, row) => sum + row.amount, 0);
    const run = execFileSync(lianban, ['--format', 'json', 'timeline', path, '--start', START, ...told], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const timeline = JSON.parse(run);
    const wanted = [...timeline.materials].sort();
    if (JSON.stringify(shown) !== JSON.stringify(wanted) || paid !== (timeline.fees ?? 0)) {
      throw new Error(`${name} ${told.join(' ')}: the page says ${shown} and ${paid}, the runtime ${wanted} and ${timeline.fees}`);
    }
    cases += 1;
  }
}
console.log(JSON.stringify({ pages, cases, open, several }));
process.exit(pages >= 15 && cases >= 100 ? 0 : 1);
