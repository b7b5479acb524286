import type { RouteDefinition } from '../../gateway/index.ts';

type Rules = RouteDefinition['rules'];

/**
 * Rules in which the student has a share of what teacher and student have together; the others keep theirs. Weights stay
 * relative, the rule picks by weight from then on, and the teacher catches what the student cannot answer.
 * @param share more than 0, at most 1
 * @returns undefined when no rule uses the teacher
 */
export function rulesWithShare(
  rules: Rules,
  teacher: string,
  student: string,
  share: number,
): Rules | undefined {
  if (!rules.some(({ use }) => use.some(({ model }) => model === teacher))) return undefined;
  return rules.map((rule) => {
    if (!rule.use.some(({ model }) => model === teacher)) return rule;
    const ours = rule.use.filter(({ model }) => model === teacher || model === student);
    const weight = ours.reduce((sum, one) => sum + one.weight, 0) || 1;
    const others = rule.use.filter(({ model }) => model !== teacher && model !== student);
    const use = [
      ...others,
      ...(share < 1 ? [{ model: teacher, weight: weight * (1 - share) }] : []),
      { model: student, weight: weight * share },
    ];
    const fallback = [teacher, ...rule.fallback.filter((model) => model !== teacher && model !== student)];
    return { ...rule, use, prefer: 'weight' as const, fallback: fallback.slice(0, 10) };
  });
}
