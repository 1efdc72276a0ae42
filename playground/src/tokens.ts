/** Highlighting by the compiler's own lexer, in the same transaction as the change (it takes well under a frame). */
import { type EditorState, type Range, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Lianban } from '../../embed/js/lianban.mjs';

/** Flat triples: from, to (UTF-16), index into `kinds`. */
interface Tokens {
  kinds: string[];
  tokens: number[];
}

let lexer: Lianban | null = null;
let replace: () => void = () => undefined;
const marks = new Map<string, Decoration>();

/** Gives the lexer to the editor; until then, and after a trap, the text is plain. `trapped` should give another. */
export function setLexer(instance: Lianban, trapped: () => void): void {
  lexer = instance;
  replace = trapped;
}

function mark(kind: string): Decoration {
  let found = marks.get(kind);
  if (!found) marks.set(kind, (found = Decoration.mark({ class: `tok-${kind}` })));
  return found;
}

function highlight(state: EditorState): DecorationSet {
  if (!lexer) return Decoration.none;
  try {
    const { kinds, tokens } = lexer.call<Tokens>('tokens', { source: state.doc.toString() });
    const ranges: Range<Decoration>[] = [];
    for (let i = 0; i + 2 < tokens.length; i += 3) {
      const [from = 0, to = 0, kind = 0] = tokens.slice(i, i + 3);
      if (from < to && to <= state.doc.length) ranges.push(mark(kinds[kind] ?? 'plain').range(from, to));
    }
    return Decoration.set(ranges, true);
  } catch {
    lexer = null;
    replace();
    return Decoration.none;
  }
}

export const semanticTokens = StateField.define<DecorationSet>({
  create: highlight,
  update: (value, transaction) =>
    transaction.docChanged || value === Decoration.none ? highlight(transaction.state) : value,
  provide: (field) => EditorView.decorations.from(field),
});
