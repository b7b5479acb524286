import { useMemo } from 'react';
import { useWords } from '../../i18n/words.ts';
import { linesOf } from '../../parts/typed-yaml.ts';
import { useProblemText } from './problem-text.ts';
import type { Draft } from './use-draft.ts';

/** Something in the text that cannot be saved, and the line it stands on. */
export interface Fault {
  line: number;
  field?: string;
  text: string;
}

/** Everything that stands in the way of saving, in the order of the text. */
export function useFaults(
  draft: Pick<Draft, 'yaml' | 'broken' | 'problems' | 'definition'>,
  { slugTaken, fixedSlug }: { slugTaken?: boolean; fixedSlug?: string },
): Fault[] {
  const { t } = useWords();
  const say = useProblemText();
  const { yaml, broken, problems, definition } = draft;
  const found: Omit<Fault, 'line'>[] = problems.map((problem) => ({
    field: problem.field,
    text: say(problem) ?? '',
  }));
  if (fixedSlug !== undefined && definition.slug !== fixedSlug)
    found.push({ field: 'slug', text: t('problems.slug_fixed', { slug: fixedSlug }) });
  if (slugTaken) found.push({ field: 'slug', text: t('problems.slug_taken') });
  const fields = found.map(({ field = '' }) => field).join('\n');
  const lines = useMemo(
    () => (broken || !fields ? [] : linesOf(yaml, fields.split('\n'))),
    [yaml, fields, broken],
  );
  if (broken) return [{ line: broken.line, text: t('problems.not_yaml', { problem: broken.problem }) }];
  return found
    .map((fault, i) => ({ ...fault, line: lines[i] ?? 1 }))
    .sort((one, other) => one.line - other.line);
}
