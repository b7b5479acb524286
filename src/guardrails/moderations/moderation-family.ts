import { createHash } from 'node:crypto';
import type { ModelFamily } from '../../gateway/index.ts';
import { newId } from '../../kernel/index.ts';
import type { Guardrails } from '../bag.ts';
import { ModerationRequest } from '../contract-openai.ts';
import { guardrailErrors } from '../errors.ts';
import injection from '../learned/injection-weights.json' with { type: 'json' };
import toxicity from '../learned/toxicity-weights.json' with { type: 'json' };
import { verdictOf } from './categories.ts';

export const LOCAL_MODERATION = 'local/moderation';

/** local/moderation: the checks on toxicity and injection, as a model. */
export function moderationFamily(bag: Guardrails): ModelFamily {
  const weights = [toxicity, injection].map((one) => JSON.stringify(one)).join();
  const revision = createHash('sha256').update(weights).digest('base64url').slice(0, 16);
  return {
    owns: (model) => model === LOCAL_MODERATION,
    revision: () => revision,
    models: async () => [{ id: LOCAL_MODERATION, ownedBy: 'sevenfold' }],
    async moderate(request, { signal }) {
      const texts = textsOf(ModerationRequest.parse(request).input);
      const score = async (check: 'toxicity' | 'injection', text: string) =>
        (await bag.checks[check].run(text, { minilm: bag.minilm, where: 'input', signal })).score;
      const results = await Promise.all(
        texts.map(async (text) =>
          verdictOf({ toxicity: await score('toxicity', text), injection: await score('injection', text) }),
        ),
      );
      return { id: newId('modr'), model: LOCAL_MODERATION, results };
    },
  };
}

/** A text for each result: one for each string, one for all the parts of a message. @throws 400 for what is no text */
function textsOf(input: ModerationRequest['input']): string[] {
  if (typeof input === 'string') return [input];
  const texts = input.map((one) => {
    if (typeof one === 'string') return one;
    if (one.type !== 'text' || one.text === undefined) throw guardrailErrors.only_text({ type: one.type });
    return one.text;
  });
  return typeof input[0] === 'string' ? texts : [texts.join('\n')];
}
