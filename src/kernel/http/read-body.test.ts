import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type IncomingFile, readParts } from './read-body.ts';

const head = (name: string) =>
  `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;

/** A multipart body that is written as the test goes. */
function sending() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const request = new Request('http://localhost/', {
    ...{ method: 'POST', headers },
    ...{ body: readable, duplex: 'half' },
  });
  return {
    incoming: readParts(request, 1_000),
    write: (text: string) => void writer.write(new TextEncoder().encode(text)).catch(() => {}),
    end: () => void writer.close().catch(() => {}),
    breakOff: () => void writer.abort(new Error('gone')).catch(() => {}),
  };
}

async function textOf({ bytes }: IncomingFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe('an upload that breaks off', () => {
  it('ends the file that somebody waits for', async () => {
    const { incoming, write, breakOff } = sending();
    const ended: string[] = [];
    const done = incoming.files(async (file) => {
      await textOf(file).catch((error: Error) => {
        ended.push(error.message);
        throw error;
      });
    });
    write(`${head('a.md')}Hello`);
    await sleep(50);
    breakOff();
    await expect(done).rejects.toThrow('gone');
    expect(ended).toEqual(['gone']);
  });

  it('begins no further file, and is told only when the one at hand is done with', async () => {
    const { incoming, write, breakOff } = sending();
    const begun: string[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let failed = false;
    const done = incoming
      .files(async (file) => {
        begun.push(file.filename);
        await held;
      })
      .catch(() => {
        failed = true;
      });
    write(`${head('a.md')}A\r\n${head('b.md')}B\r\n${head('c.md')}C`);
    await expect.poll(() => begun).toEqual(['a.md']);
    breakOff();
    await sleep(50);
    expect(failed).toBe(false);
    letGo();
    await done;
    expect([failed, begun]).toEqual([true, ['a.md']]);
  });
});

it('hands over one file after the other', async () => {
  const { incoming, write, end } = sending();
  const texts: string[] = [];
  const done = incoming.files(async (file) => void texts.push(await textOf(file)));
  write(`${head('a.md')}A\r\n${head('b.md')}B\r\n--x--\r\n`);
  end();
  await done;
  expect(texts).toEqual(['A', 'B']);
});
