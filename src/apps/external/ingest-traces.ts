import { type Actor, type Call, Passthrough, parseDocument } from '../../kernel/index.ts';
import type { Apps } from '../bag.ts';
import { PROTOBUF } from './contract.ts';
import { decodeRequest } from './decode-protobuf.ts';
import { encodeAnswer, type Rejected } from './encode-answer.ts';
import { isAboutModels } from './gen-ai.ts';
import { type SentSpan, spansOf } from './spans-of.ts';
import * as store from './store.ts';
import { summarise } from './summarise.ts';

/** A trace that has more is one of something that does not end. */
const MOST_SPANS = 2_000;
/** Rows of one insert; each has a parameter a column, and PostgreSQL takes 65,535. */
const AT_ONCE = 500;

/**
 * Takes in what an OTLP exporter sends. A trace in which a model is called becomes one run of the program that sent it;
 * its spans may come in any order, in several batches, and again. Each trace is stored whole or not at all, so an exporter
 * that was refused may send all of it again.
 */
export async function ingestTraces(
  bag: Apps,
  actor: Actor,
  _input: unknown,
  { sent }: Call,
): Promise<Passthrough> {
  const { mediaType = '', bytes = Buffer.alloc(0) } = sent ?? {};
  const request = mediaType === PROTOBUF ? decodeRequest(bytes) : parseDocument(bytes, mediaType);
  const { spans, rejected } = spansOf(request);
  const refused: Rejected = { invalid: rejected, beyond: 0 };
  for (const trace of tracesOf(spans)) refused.beyond += await ingestTrace(bag, actor, trace);
  return new Passthrough(200, { 'content-type': mediaType }, encodeAnswer(mediaType === PROTOBUF, refused));
}

/** One trace of one program. */
function tracesOf(spans: readonly SentSpan[]): SentSpan[][] {
  const traces = new Map<string, SentSpan[]>();
  for (const span of spans) {
    const key = `${span.traceId} ${span.service}`;
    const known = traces.get(key);
    if (known) known.push(span);
    else traces.set(key, [span]);
  }
  return [...traces.values()];
}

/** @returns how many of its spans were too many */
async function ingestTrace(bag: Apps, actor: Actor, spans: SentSpan[]): Promise<number> {
  const { workspaceId, id: actorId, name: actorName } = actor;
  const [{ service: app, traceId } = { service: '', traceId: '' }] = spans;
  const { prices } = await bag.catalogs.of(workspaceId);
  return bag.db.in(workspaceId, async (tx) => {
    const trace = { workspaceId, app, traceId };
    // What has nothing to do with models joins a run that is there, and makes none.
    const runId = spans.some(isAboutModels)
      ? await store.ensureExternalRun(tx, trace, { actorId, actorName })
      : await store.lockExternalRun(tx, trace);
    if (runId === undefined) return 0;
    const known = await store.spanIds(tx, runId);
    const fresh = spans.filter(({ spanId }) => !known.has(spanId));
    const room = Math.max(0, MOST_SPANS - known.size);
    const kept = fresh.slice(0, room).map(({ service: _s, traceId: _t, ...span }) => span);
    for (let i = 0; i < kept.length; i += AT_ONCE)
      await store.addSpans(tx, { workspaceId, runId }, kept.slice(i, i + AT_ONCE));
    const summary = summarise(await store.spansOfRun(tx, runId), prices);
    if (summary) await store.putSummary(tx, runId, summary);
    return fresh.length - kept.length;
  });
}
