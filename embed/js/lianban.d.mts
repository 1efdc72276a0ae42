/** An error the module reports. */
export class LianbanError extends Error {
  /** `request` (malformed), `bundle` (the bundle has errors), `time` (calendar or dates), `trap` (internal error). */
  kind: string;
}

/** What a request carries besides `op`; which of them an operation reads is told in the book. */
export interface LianbanRequest {
  /** The file to work on, a key of `files`. */
  path?: string;
  /** Text files by path. */
  files?: Record<string, string>;
  [more: string]: unknown;
}

/** The compiler and the runtime as one WebAssembly module without imports. */
export class Lianban {
  static load(
    source: BufferSource | Response | WebAssembly.Module | Promise<BufferSource | Response | WebAssembly.Module>,
  ): Promise<Lianban>;
  call<T = unknown>(op: string, request?: LianbanRequest): T;
}
