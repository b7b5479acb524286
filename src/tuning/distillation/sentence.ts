import type { Comparison, DistillationReport } from './contract.ts';

type Told = Omit<DistillationReport, 'sentence'>;

/** The verdict as a sentence, before anybody looks at a chart. */
export function sentenceOf(comparison: Comparison, told: Told): DistillationReport['sentence'] {
  return { en: english(comparison, told), zh: chinese(comparison, told) };
}

function english({ teacher, student, notWorseBy }: Comparison, told: Told): string {
  const { result, difference, furtherExamples, student: figures } = told;
  const range = `(${percent(figures.quality.low)}–${percent(figures.quality.high)} %)`;
  const facts = `${percent(figures.quality.estimate)} % of ${figures.requests} examples pass ${range}`;
  const points = Math.round(Math.abs(difference.estimate) * 100);
  const beside =
    points === 0
      ? `as many as with ${teacher.model}`
      : `${points} ${points === 1 ? 'point' : 'points'} ${difference.estimate > 0 ? 'more' : 'less'} than with ${teacher.model}`;
  const span = `(${signed(difference.low)} to ${signed(difference.high)})`;
  const allowed = `at most ${percent(notWorseBy)} points`;
  const more = furtherExamples === null ? '' : `; about ${furtherExamples} more examples would settle it`;
  const verdict = {
    pass: `${student.model} can replace ${teacher.model}`,
    block: `${student.model} is not good enough to replace ${teacher.model}`,
    inconclusive: `Whether ${student.model} can replace ${teacher.model} is undecided`,
  }[result];
  const worse = told.slices.filter((slice) => slice.result === 'worse').map((slice) => `"${slice.tag}"`);
  const why = worse.length > 0 ? `, worse on ${worse.join(', ')}` : '';
  const tokens = told.saved.tokens ? `, and it takes ${percentOf(told.saved.tokens.estimate)}` : '';
  const tail = result === 'pass' ? tokens : ` (allowed: ${allowed} worse${more})`;
  return `${verdict}: ${facts}, ${beside} ${span}${why}${tail}.`;
}

function percentOf(saved: number): string {
  return saved >= 0 ? `${percent(saved)} % fewer tokens` : `${percent(-saved)} % more tokens`;
}

function chinese({ teacher, student, notWorseBy }: Comparison, told: Told): string {
  const { result, difference, furtherExamples, student: figures } = told;
  const range = `（${percent(figures.quality.low)}–${percent(figures.quality.high)} %）`;
  const points = Math.round(Math.abs(difference.estimate) * 100);
  const beside =
    points === 0
      ? `与 ${teacher.model} 持平`
      : `比 ${teacher.model} ${difference.estimate > 0 ? '高' : '低'} ${points} 个百分点`;
  const span = `（${signed(difference.low)} 至 ${signed(difference.high)}）`;
  const more = furtherExamples === null ? '' : `；再有约 ${furtherExamples} 个样例即可定论`;
  const verdict = {
    pass: `${student.model} 可以替代 ${teacher.model}`,
    block: `${student.model} 还不足以替代 ${teacher.model}`,
    inconclusive: `${student.model} 能否替代 ${teacher.model} 尚无定论`,
  }[result];
  const worse = told.slices.filter((slice) => slice.result === 'worse').map((slice) => `“${slice.tag}”`);
  const why = worse.length > 0 ? `，在${worse.join('、')}上变差` : '';
  const saved = told.saved.tokens?.estimate;
  const tokens =
    saved === undefined ? '' : `，令牌用量${saved >= 0 ? '减少' : '增加'} ${percent(Math.abs(saved))} %`;
  const tail = result === 'pass' ? tokens : `（允许下降不超过 ${percent(notWorseBy)} 个百分点${more}）`;
  return `${verdict}：${figures.requests} 个样例中有 ${percent(figures.quality.estimate)} % 通过${range}，${beside}${span}${why}${tail}。`;
}

function percent(share: number): string {
  const value = share * 100;
  return Number.isInteger(Math.round(value * 10) / 10) ? String(Math.round(value)) : value.toFixed(1);
}

function signed(share: number): string {
  return percent(share).replace('-', '−');
}
