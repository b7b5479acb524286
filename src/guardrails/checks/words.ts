import { type Check, looked } from '../check.ts';
import { guardrailErrors } from '../errors.ts';
import { createWordFinder } from '../words/aho-corasick.ts';

/** Competitors, code names, anything of a list of one's own. */
export function createWordsCheck(): Check {
  // Building the finder takes longer than using it; a policy's list is the same object from call to call.
  const finders = new WeakMap<readonly string[], ReturnType<typeof createWordFinder>>();
  return {
    name: 'words',
    run(text, { words }) {
      if (!words) throw guardrailErrors.needs({ check: 'words', field: 'words' });
      const find = finders.get(words) ?? createWordFinder(words);
      finders.set(words, find);
      return looked(
        find(text).map(({ start, end }) => ({ check: 'words', type: 'LISTED_WORD', start, end, score: 1 })),
      );
    },
  };
}
