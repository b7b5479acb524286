import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeRequest } from '../../src/apps/testing.ts';
import { randomFrom } from '../hardening/support/fuzz.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { recordedExport } from './traces.ts';

/** Wrong protobuf in every way that chance finds, from a seed that a failure prints. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_128);
const DECODED = 4_000;
const SENT = 300;

let server: TestServer;
let valid: Buffer;
beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: 'silent' });
  valid = await recordedExport();
});
afterAll(() => server?.stop());

/** The export with bytes changed, cut, doubled and put in. */
function mutated(random: ReturnType<typeof randomFrom>): Buffer {
  const places = Array.from({ length: valid.length }, (_, i) => i);
  let bytes = Buffer.from(valid);
  for (let n = 0; n < random.pick([1, 1, 2, 3, 8, 40]); n += 1) {
    const at = random.pick(places) % Math.max(1, bytes.length);
    const how = random.pick(['change', 'cut', 'double', 'length', 'group'] as const);
    if (how === 'change') bytes[at] = random.pick([0, 1, 7, 8, 10, 18, 127, 128, 250, 255]);
    else if (how === 'cut') bytes = bytes.subarray(0, at);
    else if (how === 'double') bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    else if (how === 'length')
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]),
        bytes.subarray(at),
      ]);
    else bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(2_000, 0x0b), bytes.subarray(at)]);
  }
  return bytes;
}

describe('protobuf that is none', () => {
  it('is refused or read, in no time, whatever its bytes are', () => {
    const random = randomFrom(SEED);
    let refused = 0;
    for (let n = 0; n < DECODED; n += 1) {
      const bytes = mutated(random);
      const began = performance.now();
      try {
        decodeRequest(bytes);
      } catch (error) {
        refused += 1;
        expect(error, `seed ${SEED}, number ${n}`).toMatchObject({ status: 400 });
      }
      expect(performance.now() - began, `seed ${SEED}, number ${n}`).toBeLessThan(1_000);
    }
    expect(refused).toBeGreaterThan(DECODED / 10);
    expect(refused).toBeLessThan(DECODED);
  });

  it('never gets an answer of 500', async () => {
    const random = randomFrom(SEED + 1);
    const statuses = new Set<number>();
    for (let n = 0; n < SENT; n += 1) {
      const answer = await fetch(`${server.url}/api/otlp/v1/traces`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await key()}`,
          'content-type': 'application/x-protobuf',
        },
        body: new Uint8Array(mutated(random)),
      });
      statuses.add(answer.status);
      expect(answer.status, `seed ${SEED}, number ${n}`).toBeLessThan(500);
    }
    expect([...statuses].sort()).toEqual([200, 400]);
  });
});

let made: Promise<string> | undefined;
function key(): Promise<string> {
  made ??= server.key('builder');
  return made;
}
