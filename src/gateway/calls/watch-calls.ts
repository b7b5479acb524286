import { Failure, type Telemetry } from '../../kernel/index.ts';
import type { CallFacts } from './meter.ts';
import type { Tokens } from './tokens.ts';

/** A call that is over, as its meter knows it. */
export interface EndedCall {
  facts: CallFacts;
  /** Milliseconds since 1970. */
  at: number;
  durationMs: number;
  provider: string;
  model: string;
  /** The model that the provider says has answered. */
  answeredBy: string | undefined;
  tokens: Tokens;
  firstTokenMs: number | null;
  /** Undefined when the price is not known. */
  costNanos: number | undefined;
  cache: 'exact' | 'semantic' | null;
  failure: Error | undefined;
  /** Who says how many tokens there were; null where there were none. */
  source: 'reported' | 'estimated' | null;
  /** No call of its own: an attempt that was let go because another one answered. */
  lost: boolean;
}

/** Our kinds of provider by the names that the conventions have for them; the others keep ours. */
const PROVIDER_NAMES: Record<string, string> = {
  ...{ azure: 'azure.ai.openai', bedrock: 'aws.bedrock', google: 'gcp.gemini', mistral: 'mistral_ai' },
};
/** Of those that are no chat. The conventions have no name for moderations. */
const OPERATIONS: Record<string, string> = { '/embeddings': 'embeddings', '/moderations': 'moderation' };
/** As the conventions recommend them, in tokens and in seconds. */
const TOKEN_BUCKETS = Array.from({ length: 14 }, (_, power) => 4 ** power);
const SECOND_BUCKETS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];

/** Tells of each call as a span and in three metrics (GenAI semantic conventions 1.41); nothing of what was said. */
export function watchCalls(telemetry: Telemetry): (call: EndedCall) => void {
  const usage = telemetry.histogram('gen_ai.client.token.usage', {
    ...{ unit: '{token}', description: 'Tokens of calls of models', boundaries: TOKEN_BUCKETS },
  });
  const duration = telemetry.histogram('gen_ai.client.operation.duration', {
    ...{ unit: 's', description: 'How long calls of models took', boundaries: SECOND_BUCKETS },
  });
  const first = telemetry.histogram('gen_ai.client.operation.time_to_first_chunk', {
    ...{ unit: 's', description: 'How long streams took to their first piece', boundaries: SECOND_BUCKETS },
  });
  return (call) => {
    const { facts, at, durationMs, tokens, firstTokenMs } = call;
    const error = call.failure && (call.failure instanceof Failure ? call.failure.code : 'request.cancelled');
    const common = commonOf(call);
    const span = telemetry.start(`${common['gen_ai.operation.name']} ${common['gen_ai.request.model']}`, {
      ...{ kind: 'client', parent: facts.trace, at, attributes: { ...common, ...detailsOf(call) } },
    });
    span.end(at + durationMs, error);
    if (!call.lost) duration(durationMs / 1_000, { ...common, 'error.type': error });
    // From the cache no model was asked, so no tokens were used.
    if (!call.cache) {
      if (tokens.prompt > 0) usage(tokens.prompt, { ...common, 'gen_ai.token.type': 'input' });
      if (tokens.completion > 0) usage(tokens.completion, { ...common, 'gen_ai.token.type': 'output' });
    }
    if (facts.stream && firstTokenMs !== null && !call.lost) first(firstTokenMs / 1_000, common);
  };
}

/** What spans and metrics have in common; few values each, so that metrics stay few. */
function commonOf({ facts, provider, model, answeredBy }: EndedCall) {
  const row = facts.providers.find(({ slug }) => slug === provider);
  const url = row && URL.parse(row.baseUrl);
  const name = row ? (PROVIDER_NAMES[row.kind] ?? row.kind) : provider || 'none';
  return {
    'gen_ai.operation.name': OPERATIONS[facts.path] ?? 'chat',
    'gen_ai.provider.name': name,
    'gen_ai.request.model': model.startsWith(`${provider}/`) ? model.slice(provider.length + 1) : model,
    'gen_ai.response.model': answeredBy,
    'server.address': url?.hostname,
    'server.port': url ? portOf(url) : undefined,
  };
}

function detailsOf({ facts, tokens, firstTokenMs, costNanos, cache, source, lost }: EndedCall) {
  const { app, version, run, route, stream, dataClass, workspaceId } = facts;
  return {
    'gen_ai.usage.input_tokens': tokens.prompt,
    'gen_ai.usage.output_tokens': tokens.completion,
    'gen_ai.usage.cache_read.input_tokens': tokens.cached > 0 ? tokens.cached : undefined,
    'sevenfold.usage.source': source ?? undefined,
    'sevenfold.hedge.lost': lost ? true : undefined,
    'gen_ai.request.stream': stream ? true : undefined,
    'gen_ai.response.time_to_first_chunk': stream && firstTokenMs !== null ? firstTokenMs / 1_000 : undefined,
    'gen_ai.agent.name': app,
    'gen_ai.agent.version': version === undefined ? undefined : String(version),
    'sevenfold.workspace.id': workspaceId,
    'sevenfold.run.id': run?.id,
    'sevenfold.route': route,
    'sevenfold.data_class': dataClass,
    'sevenfold.cache': cache ?? undefined,
    'sevenfold.cost.usd': costNanos === undefined ? undefined : costNanos / 1e9,
  };
}

function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80;
}
