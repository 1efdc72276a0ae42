/** The four figures: what is promised, the worst case, what is left, and what breaks it. All computed by the proof. */
import { el } from './dom';
import type { Promised, Proof } from './types';

const METRICS = ['时限', '材料', '跑动', '踏勘'];
/** Shown where the bundle promises them. */
const MORE = ['字段', '收费'];

type Choose = (metric: string | null) => void;

/** Shows the cards of one proof; the broken ones and the chosen one explain themselves below. */
export function showFigures(parent: HTMLElement, proof: Proof | null, chosen: string | null, choose: Choose): void {
  const all = proof ? [...proof.promises, ...proof.figures] : [];
  const known = new Map(all.map((p) => [p.metric, p]));
  const shown = [...METRICS, ...MORE.filter((metric) => known.get(metric)?.limit !== undefined)];
  const explained = all.filter((p) => p.holds === false || p.metric === chosen);
  parent.replaceChildren(
    el('div', { class: 'cards' }, ...shown.map((metric) => card(metric, known.get(metric), chosen === metric, choose))),
    el('div', { class: 'reasons' }, ...explained.map((p) => reason(p, proof))),
  );
}

function card(metric: string, p: Promised | undefined, open: boolean, choose: Choose): HTMLElement {
  if (!p) {
    return el('div', { class: 'card none', 'data-metric': metric },
      el('span', { class: 'name' }, metric), el('strong', {}, '—'), el('span', { class: 'line' }, '还没有结果'));
  }
  const look = p.holds === undefined ? 'none' : p.holds ? 'kept' : 'broken';
  const data = { 'data-limit': p.limit, 'data-worst': p.worst, 'data-slack': p.slack, 'data-holds': String(p.holds ?? '') };
  return el(
    'button',
    {
      type: 'button', class: `card ${look}`, 'data-metric': metric, ...data, title: '看最坏的情形',
      'aria-expanded': open || p.holds === false ? 'true' : 'false', onclick: () => choose(open ? null : metric),
    },
    el('span', { class: 'name' }, p.limit === undefined ? metric : `${metric}（承诺 ${p.limit} ${p.unit}）`),
    el('strong', {}, el('small', { class: 'quiet' }, '最多 '), String(p.worst), el('small', {}, ` ${p.unit}`)),
    el('span', { class: 'line verdict' }, verdict(p)),
  );
}

function verdict(p: Promised): string {
  if (p.limit === undefined) return '没有承诺';
  if (!p.decided) return p.at_most === undefined ? '？ 没有定论' : `？ 没有定论，不超过 ${p.at_most}`;
  if (p.holds) return p.slack === 0 ? '✓ 正好' : `✓ 余 ${p.slack} ${p.unit}`;
  return `■ 超出 ${p.worst - p.limit} ${p.unit}`;
}

function reason(p: Promised, proof: Proof | null): HTMLElement {
  const answers = Object.entries(p.answers).map(([q, a]) => `${q} = ${a}`);
  const path = p.path.map((s) => (s.days > 0 ? `${s.node} ${s.days}` : s.node));
  const rows: [string, string][] = [];
  if (answers.length) rows.push(['情形', answers.join('，')]);
  if (p.start) rows.push(['受理日', p.start]);
  if (path.length) rows.push(['路径', path.join(' → ')]);
  if (p.counted?.length) rows.push(['计入', p.counted.join('、')]);
  if (proof) rows.push(['范围', `${proof.scenarios} 种情形，逐一证过`]);
  const list = el('dl', {});
  for (const [term, text] of rows) list.append(el('dt', {}, term), el('dd', {}, text));
  const broken = p.holds === false;
  return el('section', { class: `reason ${broken ? 'broken' : 'kept'}`, 'data-metric': p.metric }, el('h3', {}, headline(p)), list);
}

function headline(p: Promised): string {
  if (p.holds === false && p.decided) return `${p.metric}：承诺 ${p.limit} ${p.unit}，这种情形要 ${p.worst} ${p.unit}`;
  const promised = p.limit === undefined ? '没有承诺' : `承诺 ${p.limit}`;
  return `${p.metric}：最坏的情形是 ${p.worst} ${p.unit}，${promised}`;
}
