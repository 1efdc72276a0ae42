/** The page: text in, diagnostics and figures out, a dated chart on demand. The language lives in the module. */
import { Lianban } from '../../embed/js/lianban.mjs';
import moduleUrl from '../../embed/js/lianban.wasm?url';
import { Compiler, CompilerError } from './compiler';
import { byId, el } from './dom';
import { showFlow, showGantt } from './drawing';
import { Editor } from './editor';
import { examples } from './examples';
import { showFigures } from './figures';
import { keys, largeLetters, splitter } from './layout';
import { showProblems } from './problems';
import { ScenarioForm } from './scenario';
import { Session } from './session';
import { Tabs } from './tabs';
import { showTests } from './tests';
import { setLexer } from './tokens';
import type { Analysis, Drawing, Proof, Version } from './types';

const DEBOUNCE_MS = 150;

const session = new Session();
const compiler = new Compiler();
const form = new ScenarioForm(() => void draw());
const gantt = el('div', { class: 'view-body' });
const flow = el('div', {});
const mermaid = el('pre', { class: 'source', hidden: true });
const tests = el('div', {});
const copy = el('button', { type: 'button', onclick: () => void showMermaid() }, '显示 Mermaid 文本');
const tabs = new Tabs([
  { id: 'gantt', title: '时序图', view: el('div', {}, form.element, gantt) },
  { id: 'flow', title: '流程', view: el('div', {}, flow, copy, mermaid) },
  { id: 'tests', title: '测试', view: tests },
]);
const editor = new Editor(byId('editor'), schedule);

let timer = 0;
let running = false;
let again = false;
let chosen: string | null = null;
/** The text and the proof of the last analysis that had a plan: what the right side shows. */
let good: { text: string; proof: Proof | null } | null = null;

function schedule(): void {
  session.keep(editor.text);
  window.clearTimeout(timer);
  timer = window.setTimeout(() => editor.whenIdle(() => void analyse()), DEBOUNCE_MS);
}

/** One analysis at a time; what is typed meanwhile is analysed next, and only the newest result is shown. */
async function analyse(): Promise<void> {
  if (running) {
    again = true;
    return;
  }
  running = true;
  const text = editor.text;
  document.body.dataset.state = 'busy';
  try {
    const analysis = await compiler.run<Analysis>('analyse', session.files(text));
    if (!again) editor.whenIdle(() => show(analysis, text));
  } catch (e) {
    failed(e);
  }
  running = false;
  if (again) {
    again = false;
    editor.whenIdle(() => void analyse());
  }
}

function show(analysis: Analysis, text: string): void {
  const { check, proofs, questions } = analysis;
  editor.mark(check.diagnostics, text);
  showProblems(byId('problems'), check.diagnostics, analysis.milliseconds, {
    jump: (d) => editor.jump(d.start.utf16, d.end.utf16),
    fix: (fix) => editor.apply(fix, text),
  });
  const proof = proofs?.[0] ?? null;
  if (proofs && proof) {
    good = { text, proof };
    figures();
    const worst = proof.promises.find((p) => p.metric === '时限')?.answers ?? {};
    form.ask(questions?.find((q) => q.bundle === proof.bundle)?.questions ?? [], worst);
    showTests(tests, analysis.tests ?? [], (line) => editor.jump(editor.view.state.doc.line(line).from));
    notice(null);
    void draw();
  } else {
    if (!good) empty();
    notice(good ? `当前有 ${check.errors} 处错误，图为上一次成功编译的结果` : `当前有 ${check.errors} 处错误，改好后这里显示结果`);
  }
  status(check.bundles[0]?.plan ?? '');
  document.body.dataset.state = check.errors > 0 ? 'errors' : 'fine';
}

function figures(): void {
  showFigures(byId('figures'), good?.proof ?? null, chosen, (metric) => {
    chosen = metric;
    figures();
  });
}

function empty(): void {
  figures();
  for (const view of [gantt, flow, tests]) view.replaceChildren();
}

/** Draws the last good text with the chosen answers. */
async function draw(): Promise<void> {
  if (!good) return;
  const request = { ...session.files(good.text), ...form.value };
  try {
    const drawing = await compiler.run<Drawing>('draw', request);
    showGantt(gantt, drawing);
    showFlow(flow, drawing.timeline);
  } catch (e) {
    gantt.replaceChildren(el('p', { class: 'failure', role: 'alert' }, words(e)));
  }
}

async function showMermaid(): Promise<void> {
  if (!good) return;
  const { text } = await compiler.run<{ text: string }>('graph', { ...session.files(good.text), as: 'mermaid' });
  mermaid.textContent = text;
  mermaid.hidden = false;
}

async function format(): Promise<void> {
  const text = editor.text;
  try {
    const done = await compiler.run<{ text: string }>('format', { source: text });
    if (done.text !== text && editor.text === text && !editor.composing) editor.replace(done.text);
  } catch (e) {
    notice(words(e));
  }
}

function words(e: unknown): string {
  if (!(e instanceof CompilerError)) return String(e);
  if (e.kind === 'trap') return `编译器内部错误（已重新启动），请下载这份文件并反馈：${e.message}`;
  return e.message;
}

function failed(e: unknown): void {
  notice(words(e));
  document.body.dataset.state = 'failed';
}

function notice(text: string | null): void {
  const line = byId('notice');
  line.hidden = text === null;
  line.textContent = text ?? '';
}

let version: Version | null = null;
function status(plan: string): void {
  const parts = [version ? `联办 ${version.version}` : '', version ? `日历 ${version.calendar.id}` : '', plan];
  byId('status').textContent = parts.filter(Boolean).join(' · ');
}

function open(text: string): void {
  good = null;
  chosen = null;
  empty();
  editor.load(text);
}

function download(): void {
  const url = URL.createObjectURL(new Blob([editor.text], { type: 'text/plain' }));
  el('a', { href: url, download: session.example.file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function controls(): void {
  const menu = byId<HTMLSelectElement>('examples');
  menu.append(...examples.map((e) => el('option', { value: e.id, selected: e === session.example }, e.title)));
  menu.addEventListener('change', () => {
    session.choose(menu.value);
    open(session.text);
  });
  byId('reset').addEventListener('click', () => editor.replace(session.example.text));
  byId('format').addEventListener('click', () => void format());
  byId('save').addEventListener('click', download);
  const file = byId<HTMLInputElement>('file');
  byId('open').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const picked = file.files?.[0];
    if (picked) editor.replace(await picked.text());
    file.value = '';
  });
  splitter();
  largeLetters(() => editor.view.requestMeasure());
  keys({ run: () => void draw(), tab: (at) => tabs.select(at), edit: () => editor.view.focus() });
  window.addEventListener('keydown', (e) => {
    if (!(e.altKey && e.shiftKey && e.code === 'KeyF')) return;
    e.preventDefault();
    void format();
  });
}

/** The lexer lives on this thread, so that colours change with the text; a trapped one is replaced. */
async function loadLexer(): Promise<void> {
  const lexer = await Lianban.load(fetch(moduleUrl));
  setLexer(lexer, () => void loadLexer().catch(() => undefined));
  version = lexer.call<Version>('version');
  form.calendar(version);
}

async function start(): Promise<void> {
  controls();
  empty();
  try {
    await loadLexer();
  } catch (e) {
    notice(`没有能够载入编译器：${String(e)}`);
  }
  open(session.text);
}

void start();
