/** The results of the bundle's 测试 blocks. */
import { el } from './dom';
import type { TestResult } from './types';

export function showTests(parent: HTMLElement, tests: TestResult[], jump: (line: number) => void): void {
  if (tests.length === 0) {
    parent.replaceChildren(el('p', { class: 'quiet' }, '这一件事还没有 测试 块。'));
    return;
  }
  const passed = tests.filter((t) => t.passed).length;
  const rows = tests.map((t) =>
    el(
      'li',
      { class: t.passed ? 'passed' : 'failed' },
      el('button', { type: 'button', class: 'problem', onclick: () => jump(t.line) },
        el('span', { class: `badge ${t.passed ? 'fine' : 'error'}` }, t.passed ? '✓ 通过' : '■ 不符'), el('span', {}, t.name)),
      ...t.failures.map((f) => el('p', { class: 'help' }, `期望 ${f.expected}，实际 ${f.actual}`)),
    ),
  );
  parent.replaceChildren(el('p', { class: 'summary' }, `${tests.length} 个测试，通过 ${passed} 个。`), el('ol', { class: 'tests' }, ...rows));
}
