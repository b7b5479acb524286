import { dot } from '../../gateway/index.ts';
import { detectLanguage, sentences, terms } from '../../kernel/index.ts';
import type { Check } from '../check.ts';
import { guardrailErrors } from '../errors.ts';
import { embedUnits } from './embed-units.ts';

/** How much likeness of meaning counts beside shared words. */
const MEANING = 0.6;
/** A sentence with less is not said by any passage. */
const LEAST = 0.5;
/** Numbers that no passage has are the commonest invention, and likeness of meaning does not see them. */
const INVENTED_NUMBER = 0.3;

/** The sentences of an answer that no passage says. The score is their share. */
export const groundednessCheck: Check = {
  name: 'groundedness',
  atEnd: true,
  async run(text, { passages, minilm }) {
    const language = detectLanguage(text);
    if (!passages) throw guardrailErrors.needs({ check: 'groundedness', field: 'passages' });
    const said = sentences(text);
    const sources = passages.flatMap((passage) => sentences(passage));
    const numbers = new Set(passages.flatMap((passage) => passage.match(/\d+/g) ?? []));
    const vectors = await embedUnits(minilm, [...said, ...sources]);
    const words = sources.map((source) => new Set(terms(source.text, language)));
    const findings = said.flatMap((sentence, i) => {
      const own = new Set(terms(sentence.text, language));
      let support = 0;
      for (const [k, source] of words.entries()) {
        const shared = [...own].filter((word) => source.has(word)).length / Math.max(1, own.size);
        const alike = Math.max(
          0,
          dot(vectors[i] ?? new Float32Array(), vectors[said.length + k] ?? new Float32Array()),
        );
        support = Math.max(support, MEANING * alike + (1 - MEANING) * shared);
      }
      if ((sentence.text.match(/\d+/g) ?? []).some((number) => !numbers.has(number)))
        support -= INVENTED_NUMBER;
      const found = {
        check: 'groundedness' as const,
        type: 'unsupported',
        start: sentence.start,
        end: sentence.end,
      };
      return support < LEAST ? [{ ...found, score: Math.min(1, 1 - support) }] : [];
    });
    return { findings, score: said.length ? findings.length / said.length : 0 };
  },
};
