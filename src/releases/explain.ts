import type { Problem } from './contract.ts';

type Explained = Exclude<Problem['problem'], 'blocked' | 'inconclusive'>;

const WORDS: Record<Explained, { en: string; zh: string }> = {
  no_eval: {
    en: 'The app {app} has no eval, so nothing says how good it is.',
    zh: '应用 {app} 没有评测，无从知道它有多好。',
  },
  not_measured: {
    en: 'Version {version} was not measured by this eval yet.',
    zh: '版本 {version} 还没有经过这项评测。',
  },
  stale_model: {
    en: 'The model beneath it changed since it was measured.',
    zh: '评测之后，它所用的模型发生了变化。',
  },
  stale_knowledge: {
    en: 'The documents beneath it changed since it was measured.',
    zh: '评测之后，它所依据的文档发生了变化。',
  },
  stale_guardrails: {
    en: 'The guardrails around it changed since it was measured.',
    zh: '评测之后，它所用的护栏策略发生了变化。',
  },
  stale_eval: {
    en: 'The eval itself changed since the version was measured.',
    zh: '评测之后，评测本身发生了变化。',
  },
  stale_dataset: {
    en: 'The examples of the data set changed since the version was measured.',
    zh: '该版本评测之后，数据集中的样例发生了变化。',
  },
  other_baseline: {
    en: 'The verdict does not compare it with version {production}, which serves production now.',
    zh: '结论没有与目前在生产环境的版本 {production} 作比较。',
  },
};

/** A problem with its sentence in both languages. */
export function explain(
  problem: Explained,
  evalSlug: string | null,
  params: Record<string, string | number>,
): Problem {
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  const { en, zh } = WORDS[problem];
  return { problem, eval: evalSlug, sentence: { en: fill(en), zh: fill(zh) } };
}
