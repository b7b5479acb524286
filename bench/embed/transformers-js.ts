import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Engine } from './engines.ts';

const PROGRAM = fileURLToPath(new URL('./transformers-process.ts', import.meta.url));

/**
 * transformers.js in a process of its own: it brings another version of ONNX Runtime, and two of them cannot be in one.
 * @returns undefined when it is not installed
 */
export async function transformersJs(): Promise<Engine | undefined> {
  const child = fork(PROGRAM, { serialization: 'advanced' });
  const version = await answerOf<string>(child).catch(() => undefined);
  if (version === undefined) return undefined;
  return {
    name: `transformers.js ${version}, fp32`,
    async embed(texts) {
      const vectors = answerOf<Float32Array[]>(child);
      child.send(texts);
      return vectors;
    },
    close: async () => child.disconnect(),
  };
}

/** The next message of the process. @throws when it ends instead */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const over = new AbortController();
  try {
    const [answer] = await Promise.race([
      once(child, 'message', { signal: over.signal }),
      once(child, 'exit', { signal: over.signal }).then(() => {
        throw new Error('it ended');
      }),
    ]);
    return answer;
  } finally {
    over.abort();
  }
}
