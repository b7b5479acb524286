import type { Criterion, EvalDefinition, Grader, Verdict } from '../contract.ts';
import { compares } from './compares.ts';
import { headline } from './headline.ts';

type CriterionVerdict = Verdict['criteria'][number] & { examples: number };

interface Told extends Omit<Verdict, 'sentence' | 'criteria'> {
  criteria: readonly CriterionVerdict[];
  definition: EvalDefinition;
  version: number;
  baseline: number | null;
}

/** A verdict as a sentence, before anybody looks at a chart. */
export function sentenceOf(told: Told): Verdict['sentence'] {
  return { en: english(told), zh: chinese(told) };
}

function english(told: Told): string {
  const { version, baseline, result } = told;
  const main = headline(told.criteria);
  const verb = { pass: 'passes', block: 'is blocked', inconclusive: 'is undecided' }[result];
  const facts = main ? [whatEn(told, main)] : [];
  const change = comparison(told);
  if (change && baseline !== null)
    facts.push(`${differenceEn(change)} version ${baseline} (${span(change.interval)})`);
  return `Version ${version} ${verb}: ${joinEn([...facts, reasonEn(told)].filter(Boolean))}.`;
}

function chinese(told: Told): string {
  const { version, baseline, result } = told;
  const main = headline(told.criteria);
  const verb = { pass: '通过', block: '被拦下', inconclusive: '尚无定论' }[result];
  const facts = main ? [whatZh(told, main)] : [];
  const change = comparison(told);
  if (change && baseline !== null)
    facts.push(`比版本 ${baseline} ${differenceZh(change)}（${span(change.interval, '至')}）`);
  return `版本 ${version} ${verb}：${[...facts, reasonZh(told)].filter(Boolean).join('，')}。`;
}

function comparison(told: Told): CriterionVerdict | undefined {
  return told.criteria.find((one) => compares(one.criterion) && one.criterion.measure === 'pass');
}

function graderOf(told: Told, criterion: Criterion): Grader | undefined {
  return told.definition.graders.find((grader) => grader.name === criterion.grader);
}

function whatEn(told: Told, { criterion, candidate, examples }: CriterionVerdict): string {
  const grader = graderOf(told, criterion);
  const range = `(${percent(candidate.interval.low)}–${percent(candidate.interval.high)} %)`;
  const share = `${percent(candidate.estimate)} % of ${examples} questions`;
  if (criterion.measure === 'score')
    return `${criterion.grader} is ${number(candidate.estimate)} on average over ${examples} questions`;
  if (grader?.type === 'correct') return `it answers ${share} correctly ${range}`;
  return `${share} pass "${criterion.grader}" ${range}`;
}

function whatZh(told: Told, { criterion, candidate, examples }: CriterionVerdict): string {
  const grader = graderOf(told, criterion);
  const range = `（${percent(candidate.interval.low)}–${percent(candidate.interval.high)} %）`;
  if (criterion.measure === 'score')
    return `${examples} 个问题上 ${criterion.grader} 平均为 ${number(candidate.estimate)}`;
  const share = `${examples} 个问题中有 ${percent(candidate.estimate)} %`;
  return grader?.type === 'correct'
    ? `${share} 回答正确${range}`
    : `${share} 通过“${criterion.grader}”${range}`;
}

function differenceEn(change: CriterionVerdict): string {
  const points = Math.round(Math.abs(change.estimate) * 100);
  if (points === 0) return 'as good as';
  return `${points} ${points === 1 ? 'point' : 'points'} ${change.estimate > 0 ? 'better' : 'worse'} than`;
}

function differenceZh(change: CriterionVerdict): string {
  const points = Math.round(Math.abs(change.estimate) * 100);
  if (points === 0) return '持平';
  return `${change.estimate > 0 ? '高' : '低'} ${points} 个百分点`;
}

function reasonEn(told: Told): string {
  const worse = told.slices.filter((slice) => slice.result === 'worse').map((slice) => `"${slice.tag}"`);
  if (worse.length > 0) return `worse on ${worse.join(', ')}`;
  if (told.result === 'pass') {
    if (told.baseline === null) return 'it was not compared with another version';
    return told.slices.length > 0 ? 'no slice got worse' : '';
  }
  const open = told.criteria.filter((one) => one.result === told.result).map((one) => demandEn(told, one));
  return told.result === 'block'
    ? `it had to be ${open.join(' and ')}`
    : `whether it is ${open.join(' and ')} is open`;
}

function reasonZh(told: Told): string {
  const worse = told.slices.filter((slice) => slice.result === 'worse').map((slice) => `“${slice.tag}”`);
  if (worse.length > 0) return `在${worse.join('、')}上变差`;
  if (told.result === 'pass') {
    if (told.baseline === null) return '未与其他版本比较';
    return told.slices.length > 0 ? '没有任何分组变差' : '';
  }
  const open = told.criteria.filter((one) => one.result === told.result).map((one) => demandZh(told, one));
  return told.result === 'block' ? `要求${open.join('，且')}` : `是否${open.join('、')}还不能确定`;
}

function demandEn(told: Told, { criterion, furtherExamples }: CriterionVerdict): string {
  const unit = criterion.measure === 'pass';
  const more =
    furtherExamples === null || told.result !== 'inconclusive'
      ? ''
      : ` (about ${furtherExamples} more examples would settle it)`;
  if ('at_least' in criterion)
    return `at least ${unit ? `${percent(criterion.at_least)} %` : number(criterion.at_least)} on ${criterion.grader}${more}`;
  if ('at_most' in criterion)
    return `at most ${unit ? `${percent(criterion.at_most)} %` : number(criterion.at_most)} on ${criterion.grader}${more}`;
  if ('better_by' in criterion) {
    const by =
      criterion.better_by === 0
        ? ''
        : ` by more than ${unit ? `${percent(criterion.better_by)} points` : number(criterion.better_by)}`;
    return `better${by} on ${criterion.grader}${more}`;
  }
  return `no more than ${unit ? `${percent(criterion.not_worse_by)} points` : number(criterion.not_worse_by)} worse on ${criterion.grader}${more}`;
}

function demandZh(told: Told, { criterion, furtherExamples }: CriterionVerdict): string {
  const unit = criterion.measure === 'pass';
  const more =
    furtherExamples === null || told.result !== 'inconclusive'
      ? ''
      : `（再有约 ${furtherExamples} 个样例即可定论）`;
  if ('at_least' in criterion)
    return `${criterion.grader} 不低于 ${unit ? `${percent(criterion.at_least)} %` : number(criterion.at_least)}${more}`;
  if ('at_most' in criterion)
    return `${criterion.grader} 不高于 ${unit ? `${percent(criterion.at_most)} %` : number(criterion.at_most)}${more}`;
  if ('better_by' in criterion) {
    const by =
      criterion.better_by === 0
        ? '更好'
        : `高出 ${unit ? `${percent(criterion.better_by)} 个百分点` : number(criterion.better_by)}`;
    return `${criterion.grader} ${by}${more}`;
  }
  return `${criterion.grader} 下降不超过 ${unit ? `${percent(criterion.not_worse_by)} 个百分点` : number(criterion.not_worse_by)}${more}`;
}

/** Points of a difference: "4–11", or with a sign where one is below zero: "−3 to 5". */
function span({ low, high }: { low: number; high: number }, to = 'to'): string {
  const [from, till] = [Math.round(low * 100), Math.round(high * 100)];
  if (from >= 0 && till >= 0) return `${from}–${till}`;
  const signed = (n: number) => String(n).replace('-', '−');
  return `${signed(from)} ${to} ${signed(till)}`;
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}

function number(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function joinEn(parts: string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}
