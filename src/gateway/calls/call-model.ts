import { onceThere, Passthrough, type Soon } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import type { Found } from '../cache/answer-cache.ts';
import { eventsOfKept } from '../cache/kept-answer.ts';
import { slotFor } from '../cache/slot.ts';
import { type Heard, tapped } from '../cache/tap.ts';
import type { Candidate } from '../egress/check-egress.ts';
import { UNLABELLED } from '../egress/strictest.ts';
import { gatewayErrors } from '../errors.ts';
import {
  type AttemptContext,
  type CallContext,
  type ModelFamily,
  speaksWire,
  type Usage,
} from '../family.ts';
import { affordable } from '../limits/affordable.ts';
import { type ExpectedTokens, expectTokens } from '../limits/expect-tokens.ts';
import { costOf, type Prices } from '../prices/prices.ts';
import { eventsOf } from '../providers/events-of.ts';
import { attempt } from '../routing/attempts.ts';
import { familyOf, type Plan, planCall, textOfRequest } from '../routing/plan.ts';
import { estimateTokens } from '../wire/tokens.ts';
import type { AttemptMeter } from './attempt-meter.ts';
import { begin } from './begin-events.ts';
import type { CallMeter } from './call-meter.ts';
import { type GuardedCall, guardOf, type ModelRequest } from './guard.ts';
import type { ModelAnswer } from './model-answer.ts';
import { OneAttempt } from './one-attempt.ts';
import { refuseUnwatchable } from './refuse-unwatchable.ts';
import type { Tokens } from './tokens.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * One call of a model, whoever makes it: where it may go, whether there is room for it, and the attempts until one has
 * begun to answer. What it took is written down when it ends.
 */
export async function callModel(
  bag: Gateway,
  path: string,
  request: ModelRequest,
  context: CallContext,
): Promise<ModelAnswer> {
  const { plan, meter, expected, prices } = await openCall(bag, path, request, context);
  try {
    const looked = context.guarded;
    const opened = looked ? undefined : guardFor(bag, path, plan, context);
    const guarded = opened instanceof Promise ? await opened : opened;
    const policy = looked ?? guarded;
    if (policy) meter.found(policy.findings);
    const watches = guarded?.watchesAnswer === true && path === '/chat/completions';
    if (watches) refuseUnwatchable(request);
    const allowed = guarded ? await guarded.request(request) : request;
    // What is looked at must come as events: an upstream's bytes are never read twice.
    const sent = watches ? { ...allowed, stream: true, stream_options: { include_usage: true } } : allowed;
    const asked = { path, plan, request: allowed, context, policy: policy?.revision };
    const slot = plan.cache && (await slotFor(bag, asked));
    const found = slot && (await slot.find());
    if (found) {
      const known = await served(found, meter);
      return watches && guarded ? watched(known, guarded, request) : known;
    }
    const most = least(plan.maxCostUsd, policy?.maxCostUsd);
    const candidates = affordable(prices, plan.candidates, expected, most);
    const { answer, by } = await attempt<Attempted>({
      candidates,
      retries: plan.retries,
      hedgeAfterMs: plan.hedgeAfterMs,
      context,
      health: bag.health,
      run(candidate, own) {
        const by = meter.attempt(candidate.place?.provider ?? 'local', candidate.model);
        const one = new OneAttempt(context, own, by, plan.timeouts);
        return onceThere(once(bag, path, sent, candidate, one), (answer) => ({ answer, by }));
      },
      discard(late) {
        void close(late.answer);
        late.by.end();
      },
    });
    meter.served(by);
    if (!slot) return watches && guarded ? watched(answer, guarded, request) : answer;
    const usage = () => usageOf(by.tokens);
    const keep = (heard: Heard) => slot.keep(answer.provider, answer.model, heard);
    if (!watches || !guarded) return tapped(answer, usage, keep);
    return keptIfClean(answer, guarded, { request, usage, keep });
  } catch (error) {
    meter.end(error instanceof Error ? error : new Error('failed'));
    throw error;
  }
}

/** An answer, and what counts the attempt that it came of. */
interface Attempted {
  answer: ModelAnswer;
  by: AttemptMeter;
}

/** As an answer tells it: the stream that goes out does not say it to those who did not ask. */
function usageOf({ prompt, completion }: Tokens): Usage {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** What looks for harm must be shown it: a moderation that stays here goes past the guards. */
function guardFor(bag: Gateway, path: string, { candidates, guardrails }: Plan, context: CallContext) {
  if (path === '/moderations' && candidates.every(({ place }) => !place)) return undefined;
  return guardOf(bag.guards, context, guardrails);
}

/** An answer that was given before, as if a model gave it now; it costs nothing. */
async function served(found: Found, meter: CallMeter): Promise<ModelAnswer> {
  const { provider, model, answer, how } = found;
  const kept = meter.kept(provider, model, how);
  return { provider, model, as: 'events', events: await begin(eventsOfKept(answer, how), kept) };
}

/** What the model said is kept, and looked at again each time; but not if the look finds something to take out. */
function keptIfClean(
  answer: ModelAnswer,
  guarded: GuardedCall,
  { request, usage, keep }: { request: ModelRequest; usage: () => Usage; keep: (heard: Heard) => void },
): ModelAnswer {
  const found = () => Object.values(guarded.findings()).reduce((sum, count) => sum + count, 0);
  const before = found();
  let said: Heard | undefined;
  const looked = watched(
    tapped(answer, usage, (heard) => {
      said = heard;
    }),
    guarded,
    request,
  );
  if (looked.as !== 'events') return looked;
  return { ...looked, events: toTheEnd(looked.events, () => said && found() === before && keep(said)) };
}

async function* toTheEnd<T>(events: AsyncIterable<T>, atEnd: () => void): AsyncGenerator<T> {
  yield* events;
  atEnd();
}

function least(...amounts: (number | undefined)[]): number | undefined {
  const known = amounts.filter((one) => one !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function watched(answer: ModelAnswer, guarded: GuardedCall, request: ModelRequest): ModelAnswer {
  if (answer.as === 'vectors') return answer;
  const { provider, model } = answer;
  const events = answer.as === 'events' ? answer.events : eventsOf(answer.bytes, provider);
  return { provider, model, as: 'events', events: guarded.answer(events, request) };
}

/** Room for the call and a meter that gives it back. */
export async function openCall(
  bag: Gateway,
  path: string,
  request: ModelRequest,
  context: CallContext,
): Promise<{ plan: Plan; meter: CallMeter; expected: ExpectedTokens; prices: Prices }> {
  const { actor, dataClass = UNLABELLED, app, run } = context;
  const text = textOfRequest(request);
  const tokens = estimateTokens(text);
  const asked = { model: request.model, dataClass, tokens, app: app?.slug, text: () => text };
  const known = bag.catalogs.of(actor.workspaceId);
  const catalog = known instanceof Promise ? await known : known;
  const planned = planCall(bag, actor, catalog, asked);
  const plan = planned instanceof Promise ? await planned : planned;
  const expected = expectTokens(path, request, tokens);
  const { limits, prices, providers } = catalog;
  const nanos = dearest(plan, expected, prices);
  const admitted = bag.admission.admit(limits, actor, {
    tokens: expected.prompt + expected.completion,
    nanos,
  });
  const permit = admitted instanceof Promise ? await admitted : admitted;
  const meter = bag.ledger.open(
    {
      workspaceId: actor.workspaceId,
      actorId: actor.id,
      memberId: actor.memberId,
      groups: actor.groups,
      app: app?.slug,
      version: app?.version,
      run,
      route: plan.route,
      prices,
      providers,
      trace: bag.telemetry && context.trace,
      model: request.model,
      path,
      promptTokens: expected.prompt,
      stream: request.stream === true,
      dataClass,
    },
    permit,
  );
  return { plan, meter, expected, prices };
}

/** Billionths of a dollar that the call costs at most, whichever of the models answers, or two of them at once. */
function dearest({ candidates, hedgeAfterMs }: Plan, expected: ExpectedTokens, prices: Prices): number {
  const costs = candidates.map(
    ({ model, place }) => costOf(prices, place?.provider ?? 'local', model, expected)?.nanos ?? 0,
  );
  const [first = 0, ...others] = costs;
  const beside = Math.max(0, ...others);
  return hedgeAfterMs === undefined ? Math.max(first, beside) : first + beside;
}

function once(
  bag: Gateway,
  path: string,
  asked: ModelRequest,
  { model, place }: Candidate,
  context: AttemptContext,
): Soon<ModelAnswer> {
  const request = { ...asked, model };
  const family = familyOf(bag, model);
  const provider = place?.provider ?? 'local';
  if (!speaksWire(family)) return onceHere(family, path, request, { provider, context });
  return onceThere(family.pass(path, request, context), (bytes) => ({ provider, model, as: 'bytes', bytes }));
}

/** Of a model that runs in this process. */
async function onceHere(
  family: ModelFamily,
  path: string,
  request: ModelRequest,
  { provider, context }: { provider: string; context: AttemptContext },
): Promise<ModelAnswer> {
  const { model } = request;
  if (path === '/embeddings') {
    const reply = await family.embed?.(request as never, context);
    if (!reply) throw gatewayErrors.cannot_embed({ model });
    context.meter.used({ prompt: reply.tokens, cached: 0, completion: 0 });
    context.meter.end();
    return { provider, model, as: 'vectors', ...reply };
  }
  if (path === '/moderations') {
    const reply = await family.moderate?.(request, context);
    if (!reply) throw gatewayErrors.cannot_moderate({ model });
    context.meter.end();
    const body = Buffer.from(JSON.stringify(reply));
    return { provider, model, as: 'bytes', bytes: new Passthrough(200, JSON_TYPE, body) };
  }
  const events = family.chat?.(request as never, context);
  if (!events) throw gatewayErrors.cannot_chat({ model });
  return { provider, model, as: 'events', events: await begin(events, context.meter) };
}

async function close(answer: ModelAnswer): Promise<void> {
  if (answer.as === 'events') await answer.events[Symbol.asyncIterator]().return?.();
  else if (answer.as === 'bytes' && !Buffer.isBuffer(answer.bytes.body)) answer.bytes.body.destroy();
}
