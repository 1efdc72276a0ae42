/** The controls made from the bundle's questions, with the date and hour of receipt. */
import { el } from './dom';
import type { Question, Version } from './types';

export interface Scenario {
  start: string;
  answers: Record<string, string>;
}

export class ScenarioForm {
  private answers = new Map<string, string>();
  private questions: Question[] = [];
  private fields = el('div', { class: 'answers' });
  private date = el('input', { type: 'date', id: 'start-date', onchange: () => this.run() });
  private time = el('input', { type: 'time', id: 'start-time', value: '10:00', onchange: () => this.run() });
  readonly element: HTMLFormElement;

  constructor(private run: () => void) {
    this.element = el(
      'form',
      { class: 'scenario', 'aria-label': '情形与受理日', onsubmit: (e) => { e.preventDefault(); run(); } },
      el('label', { class: 'field' }, '提交日期 ', this.date),
      el('label', { class: 'field' }, '时刻 ', this.time),
      this.fields,
      el('button', { type: 'submit', id: 'run', class: 'primary', title: 'Ctrl+Enter' }, '▶ 推演'),
    );
  }

  /** Bounds of the date, and today or the last year's end of September to begin with. */
  calendar({ calendar }: Version): void {
    this.date.min = calendar.first;
    this.date.max = calendar.last;
    if (this.date.value) return;
    const today = new Date().toLocaleDateString('sv-SE');
    const late = `${calendar.last.slice(0, 4)}-10-31`;
    this.date.value = today >= calendar.first && today <= late ? today : `${calendar.last.slice(0, 4)}-09-28`;
  }

  /** Makes controls for these questions, keeping answers that still fit. `worst` fills the rest. */
  ask(questions: Question[], worst: Record<string, string>): void {
    if (JSON.stringify(questions) !== JSON.stringify(this.questions)) {
      this.questions = questions;
      const kept = new Map(questions.map((q) => [q.name, this.fitting(q) ?? worst[q.name] ?? fallback(q)]));
      this.answers = kept;
      this.fields.replaceChildren(...questions.map((q) => this.control(q)));
    }
  }

  /** Shows the questions that are asked, which are those that have an answer. */
  show(answered: Record<string, string>): void {
    for (const field of this.fields.querySelectorAll<HTMLElement>('[data-question]')) {
      field.hidden = !((field.dataset.question ?? '') in answered);
    }
  }

  /** What is chosen now. */
  get value(): Scenario {
    return { start: `${this.date.value}T${this.time.value || '10:00'}`, answers: Object.fromEntries(this.answers) };
  }

  private fitting(q: Question): string | null {
    const old = this.answers.get(q.name);
    const before = this.questions.find((b) => b.name === q.name);
    if (old === undefined || before?.kind !== q.kind) return null;
    if (q.kind === 'several') return old.split('、').every((c) => c === '无' || q.choices.includes(c)) ? old : null;
    return q.kind === 'choice' && !q.choices.includes(old) ? null : old;
  }

  private control(q: Question): HTMLElement {
    const set = (value: string) => {
      this.answers.set(q.name, value);
      this.run();
    };
    const value = this.answers.get(q.name) ?? fallback(q);
    const title = q.text || q.name;
    if (q.kind === 'quantity') {
      const input = el('input', {
        type: 'number', step: 'any', min: q.min, max: q.max, value: numberIn(value), title,
        onchange: (e) => set(`${(e.target as HTMLInputElement).value || '0'} ${q.unit}`),
      });
      return el('label', { class: 'field', 'data-question': q.name }, `${q.name} `, input, ` ${q.unit}`);
    }
    if (q.kind === 'date') {
      const input = el('input', {
        type: 'date', min: q.min, max: q.max, value, title,
        onchange: (e) => set((e.target as HTMLInputElement).value || fallback(q)),
      });
      return el('label', { class: 'field', 'data-question': q.name }, `${q.name} `, input);
    }
    if (q.kind === 'several') return this.several(q, value, title, set);
    const choices = q.kind === 'yes_no' ? ['是', '否'] : q.choices;
    const select = el(
      'select',
      { title, onchange: (e) => set((e.target as HTMLSelectElement).value) },
      ...choices.map((c) => el('option', { value: c, selected: c === value }, c)),
    );
    return el('label', { class: 'field', 'data-question': q.name }, `${q.name} `, select);
  }

  /** One box for each choice; 无 where none is ticked. */
  private several(q: Question, value: string, title: string, set: (value: string) => void): HTMLElement {
    const chosen = new Set(value.split('、'));
    const boxes = q.choices.map((choice) => {
      const box = el('input', {
        type: 'checkbox', checked: chosen.has(choice),
        onchange: (e) => {
          if ((e.target as HTMLInputElement).checked) chosen.add(choice);
          else chosen.delete(choice);
          set(q.choices.filter((c) => chosen.has(c)).join('、') || '无');
        },
      });
      return el('label', {}, box, choice);
    });
    return el('span', { class: 'field', role: 'group', title, 'aria-label': q.name, 'data-question': q.name }, `${q.name} `, ...boxes);
  }
}

const numberIn = (value: string) => /-?[\d.]+/.exec(value)?.[0] ?? '0';

function fallback(q: Question): string {
  if (q.kind === 'yes_no') return '否';
  if (q.kind === 'several') return '无';
  if (q.kind === 'date') return q.max;
  return q.kind === 'choice' ? (q.choices[0] ?? '') : `${q.min} ${q.unit}`;
}
