import { readFileSync } from 'node:fs';

type Compute = (...addresses: number[]) => number;

/**
 * Loads a module of WebAssembly that was compiled from the text beside it (`npm run generate`). It works on one memory,
 * which it imports as `host.memory`.
 */
export function loadCompiled<Name extends string>(
  path: URL,
  names: readonly Name[],
): (memory: WebAssembly.Memory) => Record<Name, Compute> {
  const module = new WebAssembly.Module(Uint8Array.from(readFileSync(path)));
  return (memory) => {
    const { exports } = new WebAssembly.Instance(module, { host: { memory } });
    const found = names.map((name) => {
      const compute = exports[name];
      if (!compute) throw new Error(`${path.pathname} has no function "${name}"; run npm run generate`);
      return [name, compute] as const;
    });
    return Object.fromEntries(found) as Record<Name, Compute>;
  };
}
