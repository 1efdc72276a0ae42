/** The dated result: a sentence, the Gantt chart, and the same as a table. */
import { el } from './dom';
import type { Drawing, Timeline } from './types';

const day = (instant: string | null) => (instant ? instant.slice(0, 10) : '—');

/** The chart. Its text comes from the designer, so it goes in as a parsed image with nothing that runs. */
export function showGantt(parent: HTMLElement, { timeline, svg }: Drawing): void {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const image = document.importNode(parsed.documentElement, true);
  for (const node of image.querySelectorAll('script, foreignObject')) node.remove();
  for (const node of [image, ...image.querySelectorAll('*')]) {
    for (const name of node.getAttributeNames()) if (name.startsWith('on')) node.removeAttribute(name);
  }
  parent.replaceChildren(el('p', { class: 'summary' }, summary(timeline)), el('div', { class: 'chart', style: `--natural: ${naturalWidth(image)}` }, image));
}

/** Width in pixels at which the letters have their intended size. */
function naturalWidth(image: Element): number {
  const box = image.getAttribute('viewBox')?.split(/[ ,]+/).map(Number);
  return box?.[2] || Number.parseFloat(image.getAttribute('width') ?? '') || 1000;
}

function summary(t: Timeline): string {
  const answers = Object.entries(t.answers).map(([q, a]) => `${q} = ${a}`).join('，');
  const end = t.finish ? `${day(t.finish)} ${t.outcome}` : t.outcome;
  const days = t.working_days === null ? '' : `，${t.working_days} 个工作日`;
  const due = t.due ? `，承诺到 ${day(t.due)}（${t.level}）` : '';
  return `${day(t.start)} 提交，${end}${days}${due}；材料 ${t.materials.length} 份，跑动 ${t.trips} 次，踏勘 ${t.site_visits} 次。${answers ? `情形：${answers}。` : ''}`;
}

/** The order of work in words: who waits for whom. */
export function showFlow(parent: HTMLElement, t: Timeline): void {
  const head = ['序', '环节', '部门', '时限', '等谁', '开始', '完成', '机动'];
  const wide = [1, 4];
  const rows = t.nodes.map((n, i) =>
    el(
      'tr',
      { class: n.critical ? 'critical' : null },
      ...[
        String(i + 1),
        n.critical ? `${n.name}（关键）` : n.name,
        n.department || (n.kind === '容缺补交' ? '申请人' : '综合窗口'),
        n.limit || '即办',
        n.after.join('、') || '—',
        day(n.start),
        n.state === '办结' || n.finish ? day(n.finish) : n.state,
        n.slack_days === null ? '—' : `${n.slack_days} 日`,
      ].map((text, column) => el('td', { class: wide.includes(column) ? null : 'short' }, text)),
    ),
  );
  parent.replaceChildren(
    el('table', {}, el('thead', {}, el('tr', {}, ...head.map((h) => el('th', { scope: 'col' }, h)))), el('tbody', {}, ...rows)),
  );
}
