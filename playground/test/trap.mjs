// The smallest module with the ABI whose `lb_call` traps: what the page sees when the compiler panics.
const name = (text) => [text.length, ...Buffer.from(text)];
const section = (id, body) => [id, body.length, ...body];

export const TRAP = Buffer.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  // (i32) -> i32, (i32, i32) -> (), (i32, i32) -> i64, () -> i64
  ...section(1, [4, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 2, 0x7f, 0x7f, 0, 0x60, 2, 0x7f, 0x7f, 1, 0x7e, 0x60, 0, 1, 0x7e]),
  ...section(3, [4, 0, 1, 2, 3]),
  ...section(5, [1, 0, 1]),
  ...section(7, [5, ...name('memory'), 2, 0, ...name('lb_alloc'), 0, 0, ...name('lb_free'), 0, 1,
    ...name('lb_call'), 0, 2, ...name('lb_panic'), 0, 3]),
  // 1024; nothing; unreachable; 0
  ...section(10, [4, 5, 0, 0x41, 0x80, 0x08, 0x0b, 2, 0, 0x0b, 3, 0, 0x00, 0x0b, 4, 0, 0x42, 0, 0x0b]),
]);
