/** An error the module reports: `message`, and `kind` for programs. */
export class LianbanError extends Error {
  constructor({ kind, message }) {
    super(message);
    this.name = 'LianbanError';
    this.kind = kind;
  }
}

/** The compiler and the runtime. Loads `lianban.wasm`, which imports nothing. The same file serves Node and browsers. */
export class Lianban {
  /** From the module's bytes, a `Response`, or a compiled `WebAssembly.Module`. */
  static async load(source) {
    const input = await source;
    if (input instanceof WebAssembly.Module) return new Lianban(await WebAssembly.instantiate(input, {}));
    const bytes = typeof Response !== 'undefined' && input instanceof Response ? await input.arrayBuffer() : input;
    return new Lianban((await WebAssembly.instantiate(bytes, {})).instance);
  }

  constructor(instance) {
    this.exports = instance.exports;
  }

  /** One request, e.g. `call('check', { path: 'a.yjs', files: { 'a.yjs': text } })`. A trap throws `kind: 'trap'`; load afresh after it. */
  call(op, request = {}) {
    const { memory, lb_alloc, lb_free, lb_call } = this.exports;
    const bytes = new TextEncoder().encode(JSON.stringify({ op, ...request }));
    let response;
    try {
      const at = lb_alloc(bytes.length) >>> 0;
      new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
      const packed = lb_call(at, bytes.length);
      lb_free(at, bytes.length);
      const [start, length] = unpack(packed);
      response = JSON.parse(read(memory, start, length));
      lb_free(start, length);
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      const [start, length] = unpack(this.exports.lb_panic());
      throw new LianbanError({ kind: 'trap', message: read(memory, start, length) || String(cause) });
    }
    if (response.error) throw new LianbanError(response.error);
    return response.ok;
  }
}

const unpack = (packed) => [Number(BigInt.asUintN(64, packed) >> 32n), Number(packed & 0xffffffffn)];
const read = (memory, start, length) => new TextDecoder().decode(new Uint8Array(memory.buffer, start, length));
