import { type Check, looked } from '../check.ts';
import type { CheckName } from '../contract.ts';
import { openFindPii } from '../pii/find-pii.ts';
import weights from '../pii/tagger-weights.json' with { type: 'json' };
import { findSecrets } from '../secrets/find-secrets.ts';
import { openSecret } from '../secrets/open-secret.ts';
import { groundednessCheck } from './groundedness.ts';
import { createInjectionCheck } from './injection.ts';
import { jsonCheck } from './json.ts';
import { offTopicCheck } from './off-topic.ts';
import { createToxicityCheck } from './toxicity.ts';
import { createWordsCheck } from './words.ts';

/** Every check there is, by name. Tables are unpacked with the first text, so that a server that checks nothing pays nothing. */
export function createChecks(): Record<CheckName, Check> {
  const findPii = later(() => openFindPii(weights));
  const injection = later(createInjectionCheck);
  const toxicity = later(createToxicityCheck);
  return {
    pii: { name: 'pii', run: (text) => looked(findPii()(text)) },
    secrets: { name: 'secrets', run: (text) => looked(findSecrets(text)), openFrom: openSecret },
    injection: { name: 'injection', run: (text, context) => injection().run(text, context) },
    toxicity: { name: 'toxicity', run: (text, context) => toxicity().run(text, context) },
    words: createWordsCheck(),
    off_topic: offTopicCheck,
    groundedness: groundednessCheck,
    json: jsonCheck,
  };
}

function later<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
