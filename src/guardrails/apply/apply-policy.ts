import type { RuleBag } from '../bag.ts';
import type { Finding } from '../check.ts';
import { ACTIONS, type Action, type CheckName, type PolicyDefinition, type Where } from '../contract.ts';
import { createPseudonyms, type Pseudonyms } from '../redact/pseudonyms.ts';
import { redact } from '../redact/redact.ts';
import { type RuleContext, type RuleOutcome, rulesFor, runRule } from './run-rule.ts';

/** What follows from a policy for one text. */
export interface Applied {
  /** The strictest action that any rule asks for. */
  action: Action;
  /** The text as it may go on: redacted where a rule says so, and empty if it is blocked. */
  text: string;
  findings: Finding[];
  /** Checks that could not run. */
  failed: CheckName[];
  /** What came of each rule. */
  outcomes: RuleOutcome[];
  /** Brings hidden values back, for the caller's own answer only. */
  pseudonyms: Pseudonyms;
}

export interface ApplyOptions extends Omit<RuleContext, 'where'> {
  /** Those of an earlier text of the same call, so that a person keeps their name. */
  pseudonyms?: Pseudonyms;
  /** The checks that make sense for the text; absent: all. */
  only?: readonly CheckName[] | undefined;
}

/** Runs the rules of a policy that are about this place over a text. */
export async function applyPolicy(
  bag: RuleBag,
  policy: PolicyDefinition,
  where: Where,
  text: string,
  options: ApplyOptions = {},
): Promise<Applied> {
  const { pseudonyms = createPseudonyms(text), only, ...given } = options;
  const context = { ...given, where };
  const rules = rulesFor(policy, context, only);
  const outcomes = await Promise.all(rules.map((rule) => runRule(bag, rule, text, context)));
  const action = strictest(outcomes);
  const hidden = outcomes.filter(({ rule }) => rule.action === 'redact').flatMap(({ findings }) => findings);
  const name = policy.pseudonyms ? pseudonyms.name : undefined;
  return {
    action,
    text: action === 'block' ? '' : redact(text, hidden, name),
    findings: outcomes.flatMap(({ findings }) => findings),
    failed: outcomes.filter(({ failed }) => failed).map(({ rule }) => rule.check),
    outcomes,
    pseudonyms,
  };
}

/** Of all rules that found something, or that could not run and are to fail closed, the strictest action. */
export function strictest(outcomes: readonly RuleOutcome[]): Action {
  const asked = outcomes.flatMap(({ rule, findings, failed }): Action[] => {
    // What cannot be looked through cannot be redacted: closed then means that it does not pass.
    if (failed) return rule.onFailure === 'open' ? [] : [rule.action === 'redact' ? 'block' : rule.action];
    return findings.length > 0 ? [rule.action] : [];
  });
  return asked.reduce<Action>(
    (most, one) => (ACTIONS.indexOf(one) > ACTIONS.indexOf(most) ? one : most),
    'allow',
  );
}
