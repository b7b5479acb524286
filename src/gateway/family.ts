import type { Actor, Passthrough, Soon, SpanPlace } from '../kernel/index.ts';
import type { Meter, PartOf } from './calls/meter.ts';
import type { DataClass } from './contract.ts';
import type { ChatRequest, EmbeddingRequest } from './contract-openai.ts';
import type { Timeouts } from './upstream/timeouts.ts';

/** Tokens of one call. */
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

/** A place in a document that backs a stretch of the answer; offsets are UTF-16 positions in the answer's text. */
export interface FileCitation {
  type: 'file_citation';
  file_id: string;
  filename: string;
  quote: string;
  start_index: number;
  end_index: number;
  /** Where to open it: our passage. */
  passage_id: string;
}

interface Logprob {
  token: string;
  logprob: number;
  bytes: number[] | null;
}

/** How sure a model is of a token, in OpenAI's shape. */
export interface TokenLogprob extends Logprob {
  top_logprobs: Logprob[];
}

/** What a model's answer consists of, independent of the wire. */
export type ChatEvent =
  | { type: 'text'; text: string; logprobs?: TokenLogprob[] }
  | { type: 'refusal'; text: string }
  | { type: 'tool_calls'; delta: unknown }
  | { type: 'citations'; annotations: FileCitation[] }
  /** Beside `choices`: what the platform adds, e.g. run id and abstention. */
  | { type: 'platform'; fields: Record<string, unknown> }
  | { type: 'done'; finish: string; usage: Usage };

export interface ModelInfo {
  id: string;
  ownedBy: string;
  created?: Date;
}

/** What whoever looks at a call tells the gateway of it. */
export interface Looked {
  /** Changes with what is looked for: an answer is not given to a call that would be looked at otherwise. */
  revision: string;
  /** How often each check found something, so far. */
  findings(): Record<string, number>;
  /** Dollars that a call may be expected to cost. */
  maxCostUsd?: number | undefined;
}

/** What a call carries besides the request. */
export interface CallContext {
  actor: Actor;
  signal: AbortSignal;
  /** Cheaper than the signal, where the caller has it. */
  whenLeft?: ((listener: () => void) => void) | undefined;
  /** Of the most delicate thing in the request; `internal` when nobody said. */
  dataClass?: DataClass | undefined;
  /** Only an answer that is made now will do: what is measured must not come from the cache. */
  fresh?: boolean;
  /** False: a run that comes of it must not be learned from. */
  training?: boolean;
  /** On whose behalf: counted, never sent. */
  app?: { slug: string; version: number } | undefined;
  run?: PartOf;
  /** The span that it is part of: of the run, or of whoever called us. */
  trace?: SpanPlace | undefined;
  /** Who calls looks at what goes out and comes back already: then it is counted here, and not looked at twice. */
  guarded?: Looked | undefined;
}

/** What one attempt of a call carries. */
export interface AttemptContext extends CallContext {
  meter: Meter;
  timeouts: Timeouts;
}

/** Who serves a model, and what may be sent there. */
export interface Place {
  /** Of the provider's row: slugs are the same in many workspaces. */
  id: string;
  provider: string;
  dataClasses: readonly DataClass[];
}

/**
 * A kind of model. Rooms above add their own: apps serve `app/…`, tuning serves `ft:…`. The gateway finds the family
 * that owns a name and knows nothing else about it.
 */
export interface ModelFamily {
  owns(model: string): boolean;
  /** Calls the models of others and has nothing to count itself. */
  composite?: boolean;
  /** Absent: it runs in this process, where everything may go. */
  place?(actor: Actor, model: string): Soon<Place>;
  /** True for a model that quotes the passages it is given and abstains by itself, instead of writing marks like [1]. */
  quotes?(model: string): boolean;
  models(actor: Actor): Promise<ModelInfo[]>;
  /** Changes when the model behind the name answers differently; absent when nobody can know. */
  revision?(model: string): string;
  chat?(request: ChatRequest, context: CallContext): AsyncIterable<ChatEvent>;
  /** In OpenAI's shape of a moderation. */
  moderate?(request: Record<string, unknown>, context: CallContext): Promise<Record<string, unknown>>;
  embed?(
    request: EmbeddingRequest,
    context: CallContext,
  ): Promise<{ vectors: Float32Array[]; tokens: number }>;
}

/** A family that answers with bytes in OpenAI's wire format: the upstream's own, or translated from another one. */
export interface WireFamily extends ModelFamily {
  /** Whether requests to /responses may be passed as they are; otherwise they are made out of chat completions. */
  servesResponses(actor: Actor, model: string): Promise<boolean>;
  pass(path: string, request: Record<string, unknown>, context: AttemptContext): Soon<Passthrough>;
}

export function speaksWire(family: ModelFamily): family is WireFamily {
  return 'pass' in family;
}
