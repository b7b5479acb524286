import { createHash } from 'node:crypto';
import type { ChatEvent, Guard, GuardedCall, ModelRequest, Usage } from '../gateway/index.ts';
import type { Actor } from '../kernel/index.ts';
import { applyPolicy } from './apply/apply-policy.ts';
import { guardStream } from './apply/guard-stream.ts';
import type { Guardrails } from './bag.ts';
import type { Finding } from './check.ts';
import type { PolicyDefinition, Where } from './contract.ts';
import { guardrailErrors } from './errors.ts';
import { loadPolicy } from './load-policy.ts';
import { createPseudonyms, type Pseudonyms } from './redact/pseudonyms.ts';

/** The policy of a workspace that applies to every call whose route names no other. */
const EVERYWHERE = 'default';
/** A change to a policy counts after this long at the latest, in every process. */
const FRESH_MS = 1_000;

/** Applies the workspace's policies to calls of models. */
export function guardCalls(bag: Guardrails): Guard {
  const known = new Map<string, { until: number; policy: Promise<PolicyDefinition | undefined> }>();
  const policyOf = (workspaceId: string, slug: string) => {
    const key = `${workspaceId}/${slug}`;
    const hit = known.get(key);
    if (hit && hit.until > performance.now()) return hit.policy;
    if (known.size > 10_000) known.clear();
    const entry = { until: performance.now() + FRESH_MS, policy: loadPolicy(bag, workspaceId, slug) };
    known.set(key, entry);
    entry.policy.catch(() => known.delete(key));
    return entry.policy;
  };
  return {
    async open({ workspaceId }: Actor, named) {
      const policy = await policyOf(workspaceId, named ?? EVERYWHERE);
      // A route that names a policy nobody wrote must not pass for one without.
      if (!policy && named) throw guardrailErrors.no_policy({ slug: named });
      return policy && policy.rules.length > 0 ? guarded(bag, policy) : undefined;
    },
  };
}

function guarded(bag: Guardrails, policy: PolicyDefinition): GuardedCall {
  const counts: Record<string, number> = {};
  const pseudonyms = createPseudonyms();
  const note = (findings: readonly Finding[]) => {
    for (const { check } of findings) counts[check] = (counts[check] ?? 0) + 1;
  };
  const look = async (text: string, where: Where): Promise<string> => {
    if (text.trim() === '' || !policy.rules.some((rule) => rule.where.includes(where))) return text;
    const applied = await applyPolicy(bag, policy, where, text, { pseudonyms });
    note(applied.findings);
    if (applied.action !== 'block') return applied.text;
    const checks = [...new Set([...applied.findings.map(({ check }) => check), ...applied.failed])];
    throw guardrailErrors.blocked({ policy: policy.name, checks: checks.join(', '), where });
  };
  return {
    revision: revisionOf(policy),
    watchesAnswer: policy.rules.some(
      (rule) => rule.where.includes('output') || (policy.pseudonyms && rule.action === 'redact'),
    ),
    findings: () => counts,
    request(request) {
      const reads = policy.rules.some((rule) => rule.where.includes('input'));
      // Nobody but the model knows what tokens say: what a rule cannot read does not pass it.
      if (reads && isTokens(request.input)) throw guardrailErrors.only_text({ type: 'tokens' });
      return lookThrough(request, look);
    },
    answer: (events) => lookAtAnswer(bag, policy, pseudonyms, events, note),
  };
}

const revisions = new WeakMap<PolicyDefinition, string>();

/** Changes with what the policy says; found out once a policy, because every call asks. */
function revisionOf(policy: PolicyDefinition): string {
  const known = revisions.get(policy);
  if (known) return known;
  const revision = createHash('sha256').update(JSON.stringify(policy)).digest('base64url');
  revisions.set(policy, revision);
  return revision;
}

type Look = (text: string, where: Where) => Promise<string>;
type Part = { type?: unknown; text?: unknown };

/** Every text of a request, whichever of OpenAI's shapes it has. */
async function lookThrough(request: ModelRequest, look: Look): Promise<ModelRequest> {
  const { messages, input } = request;
  return {
    ...request,
    ...(Array.isArray(messages)
      ? { messages: await Promise.all(messages.map((one) => message(one, look))) }
      : {}),
    ...(typeof input === 'string' ? { input: await look(input, 'input') } : {}),
    ...(Array.isArray(input) ? { input: await Promise.all(input.map((one) => item(one, look))) } : {}),
  };
}

async function item(one: unknown, look: Look): Promise<unknown> {
  if (typeof one === 'string') return look(one, 'input');
  if (typeof one !== 'object' || one === null || !('text' in one) || typeof one.text !== 'string')
    return message(one, look);
  return { ...one, text: await look(one.text, 'input') };
}

function isTokens(input: unknown): boolean {
  return Array.isArray(input) && (typeof input[0] === 'number' || Array.isArray(input[0]));
}

async function message(one: unknown, look: Look): Promise<unknown> {
  if (typeof one !== 'object' || one === null) return one;
  const { role, content, output } = one as { role?: unknown; content?: unknown; output?: unknown };
  const where: Where = role === 'tool' || output !== undefined ? 'tool' : 'input';
  if (typeof output === 'string') return { ...one, output: await look(output, where) };
  if (typeof content === 'string') return { ...one, content: await look(content, where) };
  if (!Array.isArray(content)) return one;
  const parts = content.map(async (part: Part) =>
    typeof part?.text === 'string' ? { ...part, text: await look(part.text, where) } : part,
  );
  return { ...one, content: await Promise.all(parts) };
}

const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** An answer's text through the output rules as it comes; what is not text goes on after the text before it. */
async function* lookAtAnswer(
  bag: Guardrails,
  policy: PolicyDefinition,
  pseudonyms: Pseudonyms,
  events: AsyncIterable<ChatEvent>,
  note: (findings: readonly Finding[]) => void,
): AsyncIterable<ChatEvent> {
  const others: ChatEvent[] = [];
  let done: ChatEvent | undefined;
  const texts = async function* () {
    for await (const event of events) {
      if (event.type === 'text') yield event.text;
      else if (event.type === 'done') done = event;
      else others.push(event);
    }
  };
  let blocked = false;
  const allowed = async function* () {
    // What a model came up with is hidden for good: only the caller's own values come back to them.
    for await (const part of guardStream(bag, { ...policy, pseudonyms: false }, texts())) {
      if (part.type === 'text') yield part.text;
      else {
        note(part.findings);
        blocked = part.action === 'block';
      }
    }
  };
  for await (const text of pseudonyms.restoreStream(allowed())) yield { type: 'text', text };
  if (!blocked) yield* others;
  const usage = done?.type === 'done' ? done.usage : NO_USAGE;
  const finish = blocked ? 'content_filter' : done?.type === 'done' ? done.finish : 'stop';
  yield { type: 'done', finish, usage };
}
