import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { embedCached, openMiniLm } from './embed-cached.ts';
import { fitHead } from './fit-head.ts';
import { toxicityExamples, toxicityRows } from './toxicity-cases.ts';

/** Learns the toxicity head; `npm run bench -- guardrails` says how good one learned in this way is. */
const TARGET = fileURLToPath(new URL('../../src/guardrails/learned/toxicity-weights.json', import.meta.url));

const minilm = openMiniLm();
const texts = toxicityRows().map((row) => row.text);
const vectors = await embedCached(minilm, 'toxicity', texts);
await minilm.close();
const source = {
  trainedOn:
    'Surge AI toxicity (MIT), XSTest safe (CC BY 4.0), banking77 (CC BY 4.0), bench/guardrails/content',
};
writeFileSync(TARGET, `${JSON.stringify({ source, head: fitHead(toxicityExamples(vectors)) })}\n`);
