/**
 * One loop in WebAssembly with 4-wide arithmetic, ten times as fast as the same loop in JavaScript: adding multiples of rows
 * to rows, which is all that a product with a sparse matrix does.
 *
 * `run(dst, src, starts, at, values, stride, from, to, scatter)`, all addresses in bytes: for each row r in from…to and each
 * number i in starts[r]…starts[r+1], with the row's own line at (r − from) · stride and the other one at at[i] · stride:
 * gathering (scatter = 0)   dst[own]   += values[i] · src[other]   that is out = S W
 * scattering (scatter = 1)  dst[other] += values[i] · src[own]     that is G = Sᵀ E
 * Lines are `stride` bytes, a multiple of 16. Binary format: https://webassembly.github.io/spec/core/binary/.
 */
export function sparseKernel(): Uint8Array<ArrayBuffer> {
  const [dst, src, starts, at, values, stride, from, to, scatter] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [row, i, end, own, other, y, x, stop, factor] = [9, 10, 11, 12, 13, 14, 15, 16, 17];
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  const constant = (value: number) => [0x41, value];
  const [add, multiply, subtract, shift, less, select] = [[0x6a], [0x6c], [0x6b], [0x74], [0x49], [0x1b]];
  const advance = (local: number, by: number) => [...get(local), ...constant(by), ...add, ...set(local)];
  const word = (base: number, index: number, offset: number) => [
    ...[...get(base), ...get(index), ...constant(2), ...shift, ...add],
    ...[0x28, 2, offset],
  ];
  /** while (left < right) body */
  const whileLess = (left: number, right: number, body: number[]) => [
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(left), ...get(right), ...less, 0x45, 0x0d, 1],
    ...[...body, 0x0c, 0, 0x0b, 0x0b],
  ];
  const choose = (yes: number, no: number) => [...get(yes), ...get(no), ...get(scatter), ...select];
  const line = [
    ...[...get(y), ...get(y), 0xfd, 0x00, 4, 0],
    ...[...get(factor), ...get(x), 0xfd, 0x00, 4, 0, 0xfd, 0xe6, 0x01],
    ...[0xfd, 0xe4, 0x01, 0xfd, 0x0b, 4, 0],
    ...[...advance(y, 16), ...advance(x, 16)],
  ];
  const number = [
    ...[...get(values), ...get(i), ...constant(2), ...shift, ...add, 0xfd, 0x09, 2, 0, ...set(factor)],
    // The line of the other matrix: in `src` when gathering, in `dst` when scattering.
    ...[...choose(dst, src), ...word(at, i, 0), ...get(stride), ...multiply, ...add, ...set(other)],
    ...[...choose(other, own), ...set(y), ...choose(own, other), ...set(x)],
    ...[...get(y), ...get(stride), ...add, ...set(stop)],
    ...whileLess(y, stop, line),
    ...advance(i, 1),
  ];
  const body = [
    ...[...get(from), ...set(row)],
    ...whileLess(row, to, [
      ...[...choose(src, dst), ...get(row), ...get(from), ...subtract, ...get(stride), ...multiply],
      ...[...add, ...set(own)],
      ...[...word(starts, row, 0), ...set(i), ...word(starts, row, 4), ...set(end)],
      ...whileLess(i, end, number),
      ...advance(row, 1),
    ]),
    0x0b,
  ];
  const [i32, v128] = [0x7f, 0x7b];
  const code = [2, 8, i32, 1, v128, ...body];
  const section = (id: number, content: number[]) => [id, ...leb(content.length), ...content];
  const name = (text: string) => [text.length, ...Buffer.from(text)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 9, ...new Array<number>(9).fill(i32), 0]),
    ...section(2, [1, ...name('host'), ...name('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('run'), 0x00, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ]);
}

/** An unsigned number in LEB128. */
function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
