/** The editor: CodeMirror with the compiler's diagnostics and highlighting. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { type Action, type Diagnostic as Mark, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { phrases } from './phrases';
import { semanticTokens } from './tokens';
import type { Diagnostic, Fix } from './types';

// Chromium's EditContext misplaces the candidate window of Chinese input methods.
(EditorView as unknown as { EDIT_CONTEXT: boolean }).EDIT_CONTEXT = false;

export class Editor {
  readonly view: EditorView;
  private waiting: (() => void) | null = null;

  constructor(
    parent: HTMLElement,
    private changed: () => void,
  ) {
    this.view = new EditorView({ parent, state: this.state('') });
    this.view.contentDOM.addEventListener('compositionend', () => setTimeout(() => this.release()));
  }

  /** The whole text. */
  get text(): string {
    return this.view.state.doc.toString();
  }

  /** An input method is composing: nothing may touch the text or its decorations now. */
  get composing(): boolean {
    return this.view.composing || this.view.compositionStarted;
  }

  /** Replaces the document, forgetting the undo history. */
  load(text: string): void {
    this.view.setState(this.state(text));
    this.changed();
  }

  /** Replaces the text as one undoable change, keeping the cursor's line. */
  replace(text: string): void {
    const line = this.view.state.doc.lineAt(this.view.state.selection.main.head).number;
    const before = this.view.state.doc.length;
    this.view.dispatch({ changes: { from: 0, to: before, insert: text } });
    const doc = this.view.state.doc;
    this.view.dispatch({ selection: { anchor: doc.line(Math.min(line, doc.lines)).from }, scrollIntoView: true });
  }

  /** Runs a job now, or once composing has ended. A later job replaces a waiting one. */
  whenIdle(job: () => void): void {
    if (this.composing) this.waiting = job;
    else job();
  }

  /** Shows diagnostics of `text`; positions of an outdated text are not shown. */
  mark(diagnostics: Diagnostic[], text: string): void {
    if (this.text !== text) return;
    const marks = diagnostics.map((d) => this.toMark(d, text));
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  /** Puts the cursor there and shows the line. */
  jump(from: number, to = from): void {
    const end = this.view.state.doc.length;
    const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
    this.view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }) });
    this.view.focus();
  }

  /** Applies a fix made for `text`; does nothing when the text has moved on. */
  apply(fix: Fix, text: string): void {
    if (this.text !== text || this.composing) return;
    const changes = fix.edits.map((e) => ({ from: e.start_utf16, to: e.end_utf16, insert: e.text }));
    this.view.dispatch({ changes, userEvent: 'input.fix' });
    this.view.focus();
  }

  private toMark(d: Diagnostic, text: string): Mark {
    const end = this.view.state.doc.length;
    const from = Math.min(d.start.utf16, end);
    const actions: Action[] = d.fixes.map((fix) => ({ name: fix.title, apply: () => this.apply(fix, text) }));
    const message = d.help ? `${d.code} ${d.message}\n${d.help}` : `${d.code} ${d.message}`;
    const severity = d.severity === 'hint' ? 'info' : d.severity;
    return { from, to: Math.max(from, Math.min(d.end.utf16, end)), severity, message, actions };
  }

  private release(): void {
    if (this.composing) return;
    const job = this.waiting;
    this.waiting = null;
    job?.();
  }

  private state(doc: string): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        indentUnit.of('    '),
        EditorState.phrases.of(phrases),
        semanticTokens,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': '一件事源文件', spellcheck: 'false' }),
        EditorView.updateListener.of((update) => update.docChanged && this.changed()),
        keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
      ],
    });
  }
}
