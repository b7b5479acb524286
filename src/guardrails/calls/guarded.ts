import { createHash } from 'node:crypto';
import type { ChatEvent, ModelRequest } from '../../gateway/index.ts';
import { applyPolicy } from '../apply/apply-policy.ts';
import { acts, guardStream } from '../apply/guard-stream.ts';
import type { Guardrails } from '../bag.ts';
import type { CheckName, PolicyDefinition, Rule, Where } from '../contract.ts';
import { guardrailErrors } from '../errors.ts';
import { type Edit, moved } from '../redact/edits.ts';
import { createPseudonyms, keepValues, type Pseudonyms } from '../redact/pseudonyms.ts';
import { answerThrough } from './answer-through.ts';
import type { Guarded, GuardOptions } from './guarded-call.ts';
import { HIDING } from './look-inside.ts';
import { lookThrough } from './look-through.ts';
import { takeNotes } from './notes.ts';

const revisions = new WeakMap<PolicyDefinition, string>();

/** Changes with what the policy says; found out once a policy, because every call asks. */
function revisionOf(policy: PolicyDefinition): string {
  const known = revisions.get(policy);
  if (known) return known;
  const revision = createHash('sha256').update(JSON.stringify(policy)).digest('base64url');
  revisions.set(policy, revision);
  return revision;
}

export function guarded(bag: Guardrails, policy: PolicyDefinition, options: GuardOptions = {}): Guarded {
  const notes = takeNotes();
  const pseudonyms = options.keepsValues && policy.pseudonyms ? keepValues() : createPseudonyms();
  const looksAt = (where: Where) => policy.rules.some((rule) => rule.where.includes(where));

  const apply = async (text: string, where: Where, only?: readonly CheckName[]) => {
    pseudonyms.reserve(text);
    const applied = await applyPolicy(bag, policy, where, text, { pseudonyms, only });
    notes.add(where, applied.outcomes);
    return applied;
  };
  const look: Guarded['look'] = async (text, where, only) => {
    if (text.trim() === '' || !looksAt(where)) return text;
    const applied = await apply(text, where, only);
    if (applied.action !== 'block') return applied.text;
    const checks = [...new Set([...applied.findings.map(({ check }) => check), ...applied.failed])];
    throw guardrailErrors.blocked({ policy: policy.name, checks: checks.join(', '), where });
  };
  const unreadable = (type: string, where: Where) => {
    const stops = policy.rules.some(
      (rule) => acts(rule) && rule.onFailure === 'closed' && rule.where.includes(where),
    );
    if (stops) throw guardrailErrors.only_text({ type });
  };
  const speak: Guarded['speak'] = (pieces, context) => {
    let [said, blocked] = ['', false];
    let edits: readonly Edit[] = [];
    const allowed = async function* () {
      // What a model came up with is hidden for good: only the caller's own values come back to them.
      const name = pseudonyms.nameOfOwn;
      for await (const part of guardStream(bag, policy, pieces, { ...context, name })) {
        if (part.type === 'text') {
          said += part.text;
          yield part.text;
        } else {
          notes.add('output', part.outcomes);
          edits = part.edits;
          blocked = part.action === 'block';
        }
      }
    };
    return {
      texts: pseudonyms.restoreStream(allowed()),
      blocked: () => blocked,
      moved: (at) => moved(moved(at, edits), pseudonyms.edits(said)),
    };
  };
  const judge: Guarded['judge'] = async (text, part) => {
    if (text.trim() === '' || !looksAt('output')) return text;
    const rules = part === 'value' ? policy.rules.filter(hidesInValues) : policy.rules;
    if (rules.length === 0) return text;
    let said = '';
    for await (const one of guardStream(bag, { ...policy, rules }, once(text), {
      name: pseudonyms.nameOfOwn,
    })) {
      if (one.type === 'text') said += one.text;
      else {
        notes.add('output', one.outcomes);
        if (one.action === 'block') return undefined;
      }
    }
    return said;
  };
  const own: Guarded = {
    policy: policy.name,
    revision: revisionOf(policy),
    maxCostUsd: policy.maxCostUsd,
    watchesAnswer:
      looksAt('output') || (policy.pseudonyms && policy.rules.some(({ action }) => action === 'redact')),
    looksAt,
    look,
    sift: async (text, where) => {
      if (text.trim() === '' || !looksAt(where)) return text;
      const applied = await apply(text, where);
      return applied.action === 'block' ? undefined : applied.text;
    },
    speak,
    judge,
    restore: pseudonyms.restore,
    notes: notes.all,
    wantsReview: notes.wantsReview,
    findings: notes.counts,
    request: (request: ModelRequest) => lookThrough(request, { look, unreadable }, looksAt('input')),
    answer: (events: AsyncIterable<ChatEvent>, request: ModelRequest) =>
      answerThrough(own, pseudonyms satisfies Pseudonyms, events, request),
  };
  return own;
}

/** Rules that only note count what they find in the whole, and not once more in a value of it. */
function hidesInValues(rule: Rule): boolean {
  return HIDING.includes(rule.check) && acts(rule);
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}
