/** The text being worked on: which example it began as, and its draft in the browser. */
import { storage } from './dom';
import { type Example, examples } from './examples';

export class Session {
  example: Example;

  constructor() {
    const last = storage.get('example');
    const first = examples[0];
    if (!first) throw new Error('no examples');
    this.example = examples.find((e) => e.id === last) ?? first;
  }

  /** Draft if there is one, else the original. */
  get text(): string {
    return storage.get(`draft:${this.example.id}`) ?? this.example.text;
  }

  /** Whether a draft differs from the original. */
  get changed(): boolean {
    return this.text !== this.example.text;
  }

  /** Turns to another example. */
  choose(id: string): void {
    this.example = examples.find((e) => e.id === id) ?? this.example;
    storage.set('example', this.example.id);
  }

  /** Keeps the draft. */
  keep(text: string): void {
    storage.set(`draft:${this.example.id}`, text === this.example.text ? null : text);
  }

  /** The files of a request. */
  files(text: string): { path: string; files: Record<string, string> } {
    return { path: this.example.file, files: { [this.example.file]: text } };
  }
}
