import type { RuleBag } from '../bag.ts';
import type { Finding, Looked } from '../check.ts';
import type { CheckName, PolicyDefinition, Rule, Where } from '../contract.ts';

/** What a rule may look at besides the text. */
export interface RuleContext {
  where: Where;
  passages?: readonly string[] | undefined;
  /** The text is to be JSON, of this schema if there is one. */
  json?: { schema?: Readonly<Record<string, unknown>> | undefined } | undefined;
  signal?: AbortSignal;
}

/** What came of a rule: what counts of the findings, or that the check could not run. */
export interface RuleOutcome {
  rule: Rule;
  findings: Finding[];
  failed: boolean;
}

/** A finding of a text's check counts from here on, unless the rule says otherwise. */
const THRESHOLD = 0.5;

/**
 * The rules of a policy that are about a text. An answer that was made from no passages is not held against any, and a
 * rule for JSON that names no schema is about answers that were asked for as JSON.
 * @param only the checks that make sense for the text; absent: all
 */
export function rulesFor(
  policy: PolicyDefinition,
  { where, passages, json }: RuleContext,
  only?: readonly CheckName[],
): Rule[] {
  return policy.rules.filter((rule) => {
    if (!rule.where.includes(where) || (only && !only.includes(rule.check))) return false;
    if (rule.check === 'groundedness') return passages !== undefined && passages.length > 0;
    return rule.check !== 'json' || rule.schema !== undefined || json !== undefined;
  });
}

/** Runs one rule's check within its time. Never throws: whether a failure lets the text pass is the rule's to say. */
export async function runRule(
  bag: RuleBag,
  rule: Rule,
  text: string,
  context: RuleContext,
): Promise<RuleOutcome> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const { words, topics, timeoutMs } = rule;
    const { json, ...rest } = context;
    const asked = { ...rest, minilm: bag.minilm, words, topics, schema: rule.schema ?? json?.schema };
    const looked = await new Promise<Looked>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${timeoutMs} ms`)), timeoutMs);
      Promise.resolve(bag.checks[rule.check].run(text, asked)).then(resolve, reject);
    });
    return { rule, findings: looked.findings.filter((one) => counts(one, rule)), failed: false };
  } catch (error) {
    bag.log.warn({ check: rule.check, err: error }, 'a guardrail could not run');
    return { rule, findings: [], failed: true };
  } finally {
    clearTimeout(timer);
  }
}

function counts(finding: Finding, { threshold = THRESHOLD, types }: Rule): boolean {
  return finding.score >= threshold && (!types || types.includes(finding.type));
}
