/** The four figures: what is promised, the worst case, what is left, and what breaks it. All computed by the proof. */
import { el } from './dom';
import type { Promised, Proof } from './types';

const METRICS = ['时限', '材料', '跑动', '踏勘'];

/** Shows the cards of one proof; the broken ones and the chosen one explain themselves below. */
export function showFigures(parent: HTMLElement, proof: Proof | null, chosen: string | null, choose: (metric: string | null) => void): void {
  const promises = new Map((proof?.promises ?? []).map((p) => [p.metric, p]));
  const cards = METRICS.map((metric) => card(metric, promises.get(metric), chosen, choose));
  const explained = [...promises.values()].filter((p) => !p.holds || p.metric === chosen);
  parent.replaceChildren(
    el('div', { class: 'cards' }, ...cards),
    el('div', { class: 'reasons' }, ...explained.map((p) => reason(p, proof))),
  );
}

function card(metric: string, p: Promised | undefined, chosen: string | null, choose: (metric: string | null) => void): HTMLElement {
  if (!p) {
    return el('div', { class: 'card none', 'data-metric': metric },
      el('span', { class: 'name' }, metric), el('strong', {}, '—'), el('span', { class: 'line' }, '没有承诺'));
  }
  const open = chosen === metric;
  const unit = unitOf(p);
  const verdict = !p.decided ? '？ 没有定论' : p.holds ? `✓ 余 ${p.slack} ${unit}` : `■ 超出 ${p.worst - p.limit} ${unit}`;
  return el(
    'button',
    {
      type: 'button', class: `card ${p.holds ? 'kept' : 'broken'}`, 'data-metric': metric, 'data-limit': p.limit,
      'data-worst': p.worst, 'data-slack': p.slack, 'data-holds': p.holds, 'aria-expanded': open || !p.holds,
      title: '看最坏的情形', onclick: () => choose(open ? null : metric),
    },
    el('span', { class: 'name' }, `${metric}（承诺 ${p.limit} ${unit}）`),
    el('strong', {}, String(p.worst), el('small', {}, ` ${unit}`), el('small', { class: 'quiet' }, ' 最多')),
    el('span', { class: 'line verdict' }, verdict),
  );
}

function reason(p: Promised, proof: Proof | null): HTMLElement {
  const answers = Object.entries(p.answers).map(([q, a]) => `${q} = ${a}`);
  const path = p.path.map((s) => (s.days > 0 ? `${s.node} ${s.days}` : s.node));
  const head = p.holds
    ? `${p.metric}：所有情形最多 ${p.worst} ${unitOf(p)}，承诺 ${p.limit}`
    : `${p.metric}：承诺 ${p.limit}，但会到 ${p.worst} ${unitOf(p)}`;
  const rows: [string, string][] = [];
  if (answers.length) rows.push(['情形', answers.join('，')]);
  if (p.start) rows.push(['受理日', p.start]);
  if (path.length) rows.push(['路径', path.join(' → ')]);
  if (proof) rows.push(['范围', `已证 ${proof.scenarios} 种情形`]);
  const list = el('dl', {});
  for (const [term, text] of rows) list.append(el('dt', {}, term), el('dd', {}, text));
  return el('section', { class: `reason ${p.holds ? 'kept' : 'broken'}`, 'data-metric': p.metric }, el('h3', {}, head), list);
}

function unitOf(p: Promised): string {
  if (p.unit) return p.unit;
  return p.metric === '材料' ? '份' : '次';
}
