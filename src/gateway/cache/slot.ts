import type { Gateway } from '../bag.ts';
import type { ModelRequest } from '../calls/guard.ts';
import { UNLABELLED } from '../egress/strictest.ts';
import type { CallContext } from '../family.ts';
import { familiarity } from '../local/minilm/familiarity.ts';
import { familyOf, type Plan } from '../routing/plan.ts';
import type { Found, Question } from './answer-cache.ts';
import { type Circumstances, fingerprintOf, hashOf, keyOf } from './key.ts';
import { marksOf } from './likeness.ts';
import type { Heard } from './tap.ts';

/** Where the answer to one request is kept, if there is one, and where it will be. */
export interface Slot {
  find(): Promise<Found | undefined>;
  keep(provider: string, model: string, heard: Heard): void;
}

/** Below it the embedding model does not know the language, and takes all its questions for alike. */
const FAMILIAR = 0.85;
/** It reads no further than 256 tokens: of a longer text it saw a part. */
const MOST_TOKENS = 250;

interface SlotInput {
  path: string;
  plan: Plan;
  /** As it goes to the model: what a guardrail takes out is neither looked up nor kept. */
  request: ModelRequest;
  context: CallContext;
  /** What is looked for in it and in its answer. */
  policy: string | undefined;
}

/** The slot of a call whose route keeps answers; undefined for every other, at no cost. */
export async function slotFor(bag: Gateway, input: SlotInput): Promise<Slot | undefined> {
  const { plan, path, request, context } = input;
  const { cache, route } = plan;
  if (!cache || !route || path !== '/chat/completions' || context.fresh || isManifold(request))
    return undefined;
  const { workspaceId } = context.actor;
  const circumstances = await circumstancesOf(bag, input, route);
  const key = keyOf(circumstances, request);
  const { similarity } = cache;
  let question: Promise<Question | undefined> | undefined;
  const asked = () => {
    // What an app asks is made of the question and of what it found: two of those are alike whatever was asked.
    if (similarity === undefined || context.app) return undefined;
    question ??= questionOf(bag, circumstances, request);
    return question;
  };
  return {
    async find() {
      const same = await bag.answers.exact(workspaceId, key);
      if (same || similarity === undefined) return same;
      const own = await asked();
      return own && bag.answers.alike(workspaceId, own, similarity);
    },
    keep(provider, model, heard) {
      setImmediate(async () => {
        const answer = heard();
        if (!answer) return;
        const own = answer.toolCalls.length === 0 ? await asked()?.catch(() => undefined) : undefined;
        const entry = { workspaceId, route, key, provider, model, seconds: cache.seconds, answer };
        bag.answers.keep({ ...entry, question: own });
      });
    },
  };
}

/** Several answers at once, or numbers beside the words: more than is kept of an answer. */
function isManifold({ n, logprobs, modalities, audio }: ModelRequest): boolean {
  return (
    (typeof n === 'number' && n > 1) || logprobs === true || modalities !== undefined || audio !== undefined
  );
}

async function circumstancesOf(
  bag: Gateway,
  { path, plan, context, policy }: SlotInput,
  slug: string,
): Promise<Circumstances> {
  const { actor, dataClass = UNLABELLED } = context;
  const { providers, routes } = await bag.catalogs.of(actor.workspaceId);
  const row = routes.get(slug);
  const models = plan.candidates.map(({ model, place }) => {
    const provider = providers.find((one) => one.slug === place?.provider);
    return `${model} ${familyOf(bag, model).revision?.(model) ?? ''} ${fingerprintOf(provider)}`;
  });
  return {
    workspaceId: actor.workspaceId,
    ...{ path, models, dataClass, groups: actor.groups, policy },
    route: [slug, row?.updatedAt.toISOString() ?? '', row?.cacheEmptiedAt?.toISOString() ?? ''],
  };
}

type Part = { type?: unknown; text?: unknown };

/** The last question, if it is plain words in a language that the embedding model knows. */
async function questionOf(
  bag: Gateway,
  circumstances: Circumstances,
  request: ModelRequest,
): Promise<Question | undefined> {
  const { messages, tools, functions } = request;
  // With tools at hand another question may be one that a tool answers.
  if (!Array.isArray(messages) || isSome(tools) || isSome(functions)) return undefined;
  const last: { role?: unknown; content?: unknown } = messages.at(-1) ?? {};
  const text = last.role === 'user' ? textOf(last.content) : undefined;
  const marks = text === undefined ? undefined : marksOf(text);
  if (text === undefined || !marks) return undefined;
  const [embedding] = await bag.minilm.embed([text], true);
  if (!embedding || embedding.tokens > MOST_TOKENS || familiarity(text, embedding) < FAMILIAR)
    return undefined;
  const others = { ...request, messages: [...messages.slice(0, -1), { ...last, content: null }] };
  return { scope: hashOf([keyOf(circumstances, others), marks]), text, vector: embedding.vector };
}

function isSome(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

/** The words of a message that is nothing but words. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.flatMap((part: Part) =>
    part?.type === 'text' && typeof part.text === 'string' ? [part.text] : [],
  );
  return texts.length === content.length && texts.length > 0 ? texts.join('\n') : undefined;
}
