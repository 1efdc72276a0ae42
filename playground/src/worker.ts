/** The compiler in a worker: the page stays alive whatever a text makes the compiler do. */
import { Lianban, LianbanError } from '../../embed/js/lianban.mjs';
import moduleUrl from '../../embed/js/lianban.wasm?url';
import type { Analysis, Drawing } from './types';

export interface Job {
  id: number;
  kind: 'analyse' | 'draw' | 'graph' | 'format';
  request: Record<string, unknown>;
}

export type Outcome =
  | { id: number; ok: unknown }
  | { id: number; error: { kind: string; message: string } };

let instance: Promise<Lianban> | null = null;
const load = () => (instance ??= Lianban.load(fetch(moduleUrl)));

function analyse(lianban: Lianban, request: Job['request']): Analysis {
  const begin = performance.now();
  const found = lianban.call<Omit<Analysis, 'milliseconds'>>('analyse', request);
  return { ...found, milliseconds: performance.now() - begin };
}

function run(lianban: Lianban, job: Job): unknown {
  switch (job.kind) {
    case 'analyse':
      return analyse(lianban, job.request);
    case 'draw':
      return lianban.call<Drawing>('gantt', job.request);
    case 'graph':
      return lianban.call<{ text: string }>('graph', job.request);
    case 'format':
      return lianban.call<{ text: string }>('format', job.request);
  }
}

self.onmessage = async (message: MessageEvent<Job>) => {
  const { id } = message.data;
  let outcome: Outcome;
  try {
    outcome = { id, ok: run(await load(), message.data) };
  } catch (e) {
    const kind = e instanceof LianbanError ? e.kind : 'load';
    if (kind !== 'request' && kind !== 'bundle' && kind !== 'time') instance = null;
    outcome = { id, error: { kind, message: e instanceof Error ? e.message : String(e) } };
  }
  self.postMessage(outcome);
};
