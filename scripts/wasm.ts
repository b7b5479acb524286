import { readFileSync } from 'node:fs';
import openWabt from 'wabt';

/** Compiles WebAssembly from its text form. @throws with line and column when the text is not valid */
export async function compileWat(path: string): Promise<Uint8Array> {
  const wabt = await openWabt();
  const parsed = wabt.parseWat(path, readFileSync(path, 'utf8'), {});
  try {
    parsed.validate();
    return Uint8Array.from(parsed.toBinary({}).buffer);
  } finally {
    parsed.destroy();
  }
}
