import { loadCompiled } from './compiled.ts';

let load: ReturnType<typeof loadCompiled<'run'>> | undefined;

/** Adds multiples of rows to rows: sparse.wat, beside this file, says how. Loaded with its first use. */
export function sparseKernel(memory: WebAssembly.Memory): (...addresses: number[]) => number {
  load ??= loadCompiled(new URL('./sparse.wasm', import.meta.url), ['run']);
  return load(memory).run;
}
