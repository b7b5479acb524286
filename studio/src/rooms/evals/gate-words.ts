import { useWords } from '../../i18n/words.ts';
import { useFigures } from './figures.ts';
import { type Criterion, type Definition, type Grader, unitOf } from './model.ts';

const MEASURED = ['correct', 'citation', 'abstention', 'latency', 'cost'] as const;

/** Says a gate in words, criterion by criterion. */
export function useGateWords() {
  const { t } = useWords();
  const { value } = useFigures();
  const amount = (criterion: Criterion, graders: readonly Grader[], of: number) => {
    const unit = unitOf(criterion, graders);
    // A difference of shares is in points.
    return unit === 'share' ? t('evals.points', { points: String(Math.round(of * 100)) }) : value(unit, of);
  };
  /** What a grader counts, in words where only one of the eval counts it. */
  const measured = ({ grader: name }: { grader: string }, graders: readonly Grader[]) => {
    const type = graders.find((one) => one.name === name)?.type;
    const known = MEASURED.find((one) => one === type);
    const alone = graders.filter((one) => one.type === type).length === 1;
    return known && alone ? t(`evals.measured_${known}`) : name;
  };
  return {
    criterion(criterion: Criterion, graders: readonly Grader[]): string {
      const grader = measured(criterion, graders);
      const unit = unitOf(criterion, graders);
      if ('at_least' in criterion)
        return t('evals.at_least', { grader, value: value(unit, criterion.at_least) });
      if ('at_most' in criterion)
        return t('evals.at_most', { grader, value: value(unit, criterion.at_most) });
      if ('better_by' in criterion)
        return criterion.better_by === 0
          ? t('evals.better', { grader })
          : t('evals.better_by', { grader, value: amount(criterion, graders, criterion.better_by) });
      return t('evals.not_worse_by', { grader, value: amount(criterion, graders, criterion.not_worse_by) });
    },
    slices(
      { grader, not_worse_by = 0.1, min_examples = 10 }: NonNullable<Definition['gate']['slices']>,
      graders: readonly Grader[],
    ): string {
      return t('evals.slices_rule', {
        grader: measured({ grader }, graders),
        points: Math.round(not_worse_by * 100),
        count: min_examples,
      });
    },
  };
}

/** Says what a grader measures. */
export function useGraderWords(): (grader: Grader) => string {
  const { t } = useWords();
  const { value } = useFigures();
  return (grader) => {
    switch (grader.type) {
      case 'contains':
        return grader.values
          ? t('evals.grader_contains_values', { values: grader.values.join(', ') })
          : t('evals.grader_contains');
      case 'regex':
        return t('evals.grader_regex', { pattern: grader.pattern });
      case 'similarity':
      case 'token_f1':
        return t(`evals.grader_${grader.type}`, {
          pass: value('score', grader.pass ?? (grader.type === 'similarity' ? 0.75 : 0.5)),
        });
      case 'retrieval':
        return t(`evals.grader_retrieval_${grader.metric ?? 'recall'}`, { k: grader.k ?? 5 });
      case 'latency':
        return grader.maxMs === undefined
          ? t('evals.grader_latency')
          : t('evals.grader_latency_max', { max: value('ms', grader.maxMs) });
      case 'cost':
        return grader.maxUsd === undefined
          ? t('evals.grader_cost')
          : t('evals.grader_cost_max', { max: value('usd', grader.maxUsd) });
      default:
        return t(`evals.grader_${grader.type}`);
    }
  };
}
