/** The worker as promises: one job at a time per kind, a time limit, a fresh worker after a hang or a trap. */
import type { Job, Outcome } from './worker';

export class CompilerError extends Error {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(message);
  }
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: CompilerError) => void;
  timer: number;
}

const LIMIT_MS = 20_000;

export class Compiler {
  private worker: Worker | null = null;
  private waiting = new Map<number, Waiting>();
  private next = 1;

  /** Runs a job in the worker. */
  run<T>(kind: Job['kind'], request: Record<string, unknown>): Promise<T> {
    const id = this.next++;
    const worker = (this.worker ??= this.start());
    return new Promise<T>((resolve, reject) => {
      const timer = window.setTimeout(() => this.hung(), LIMIT_MS);
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, timer });
      worker.postMessage({ id, kind, request } satisfies Job);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (message: MessageEvent<Outcome>) => this.settle(message.data);
    worker.onerror = () => this.fail('load', '编译器没有能够启动，请刷新页面');
    return worker;
  }

  private settle(outcome: Outcome): void {
    const job = this.waiting.get(outcome.id);
    if (!job) return;
    this.waiting.delete(outcome.id);
    clearTimeout(job.timer);
    if ('ok' in outcome) job.resolve(outcome.ok);
    else job.reject(new CompilerError(outcome.error.kind, outcome.error.message));
  }

  private hung(): void {
    this.fail('timeout', '编译超过 20 秒，已停止');
  }

  private fail(kind: string, message: string): void {
    this.worker?.terminate();
    this.worker = null;
    for (const job of this.waiting.values()) {
      clearTimeout(job.timer);
      job.reject(new CompilerError(kind, message));
    }
    this.waiting.clear();
  }
}
