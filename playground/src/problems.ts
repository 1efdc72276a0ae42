/** The list under the editor: code, message, line and column; a click jumps there, a button mends it. */
import { el } from './dom';
import type { Diagnostic, Fix } from './types';

const WORDS = { error: '错误', warning: '提醒', hint: '说明' } as const;
const SIGNS = { error: '●', warning: '▲', hint: 'ℹ' } as const;

export interface ProblemActions {
  jump: (diagnostic: Diagnostic) => void;
  fix: (fix: Fix) => void;
}

/** Fills the panel. */
export function showProblems(parent: HTMLElement, diagnostics: Diagnostic[], time: number, actions: ProblemActions): void {
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((d) => d.severity === severity).length;
  const counts = (['error', 'warning', 'hint'] as const)
    .filter((s) => count(s) > 0)
    .map((s) => el('span', { class: `count ${s}` }, `${SIGNS[s]} ${WORDS[s]} ${count(s)}`));
  if (counts.length === 0) counts.push(el('span', { class: 'count fine' }, '✓ 没有问题'));
  const head = el(
    'header',
    {},
    el('h2', {}, '问题'),
    ...counts,
    el('span', { class: 'grow' }),
    el('span', { class: 'quiet' }, `编译 ${Math.max(1, Math.round(time))} 毫秒`),
  );
  parent.replaceChildren(head, el('ol', {}, ...diagnostics.map((d) => row(d, actions))));
}

function row(d: Diagnostic, actions: ProblemActions): HTMLElement {
  const jump = el(
    'button',
    { type: 'button', class: 'problem', onclick: () => actions.jump(d) },
    el('span', { class: `badge ${d.severity}` }, WORDS[d.severity]),
    el('span', { class: 'code' }, d.code),
    el('span', { class: 'message' }, d.message),
    el('span', { class: 'quiet place' }, `第 ${d.start.line} 行 第 ${d.start.column} 列`),
  );
  const fixes = d.fixes.map((fix) =>
    el('button', { type: 'button', class: 'fix', onclick: () => actions.fix(fix) }, `改：${fix.title}`),
  );
  const help = d.help ? el('p', { class: 'help' }, d.help) : null;
  return el('li', { 'data-code': d.code, 'data-line': d.start.line }, jump, help, ...fixes);
}
