import { useWords } from '../../i18n/words.ts';
import type { FieldProblem } from './check-definition.ts';

/** Says what is wrong with a field. */
export function useProblemText(): (problem: FieldProblem | undefined) => string | undefined {
  const { t } = useWords();
  return (problem) => {
    if (!problem) return undefined;
    const { min = 0, max = 0, choices = '' } = problem.values;
    switch (problem.rule) {
      case 'too_long':
        return t('problems.too_long', { count: Number(max) });
      case 'too_many':
        return t('problems.too_many', { count: Number(max) });
      case 'range':
        return t('problems.range', { min, max });
      case 'choice':
        return t('problems.choice', { choices });
      default:
        return t(`problems.${problem.rule}`);
    }
  };
}
