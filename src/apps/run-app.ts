import type { DataClass } from '../gateway/index.ts';
import { type Actor, errors, type SpanPlace, toFailure } from '../kernel/index.ts';
import { type AnswerEvent, answer } from './assistant/answer.ts';
import type { Turn } from './assistant/prompt.ts';
import { Recorder } from './assistant/recorder.ts';
import type { Apps } from './bag.ts';
import { appErrors } from './errors.ts';
import { restrictions } from './restrictions.ts';
import { openRunSpan } from './run-span.ts';
import { findApp, findVersion, type VersionRow } from './store/apps.ts';
import { finishRun, startRun } from './store/runs.ts';

/** The code of a failure by which a guardrail refuses what was asked. */
const BLOCKED = 'guardrails.blocked';

type Outcome = 'answered' | 'abstained' | 'blocked' | 'failed' | 'cancelled';

export type RunEvent = { type: 'run'; id: string; version: number } | AnswerEvent;

export interface RunRequest {
  slug: string;
  /** Absent: the version that serves. */
  version?: number;
  /** The version that is released to staging. */
  staging?: boolean;
  history: Turn[];
  conversationId?: string;
  /** Who asks in the end, where one key asks for many; a canary is given to the same people each time. */
  caller?: string;
  /** The span of whoever asked. */
  trace?: SpanPlace | undefined;
  /** False: whoever asks says that it must not be learned from. */
  training?: boolean | undefined;
  signal: AbortSignal;
  /** What the caller says it is of. */
  dataClass?: DataClass | undefined;
}

/**
 * Runs a version once. The run is recorded before it starts and completed before its last event goes out: what a caller
 * has seen finished is in the database.
 */
export async function* runApp(bag: Apps, actor: Actor, request: RunRequest): AsyncIterable<RunEvent> {
  const { slug, history, signal } = request;
  const version = await versionFor(bag, actor, request);
  const question = questionOf(version, history);
  const { workspaceId } = actor;
  const recorder = new Recorder();
  const id = await bag.db.in(workspaceId, (tx) =>
    startRun(tx, {
      workspaceId,
      appSlug: slug,
      version: version.number,
      conversationId: request.conversationId ?? null,
      actorId: actor.id,
      actorName: actor.name,
      question,
      input: history,
      training: request.training ?? true,
    }),
  );
  let outcome: Outcome = 'cancelled';
  let closed = false;
  let error: string | null = null;
  const span = openRunSpan(bag, { id, workspaceId, version, recorder, parent: request.trace });
  const close = async () => {
    await finish(bag, workspaceId, id, { recorder, outcome, error });
    closed = true;
    span?.end(outcome, error);
  };
  const ask = { ...request, version, recorder, runId: id, trace: span?.place };
  try {
    yield { type: 'run', id, version: version.number };
    for await (const event of answer(bag, actor, ask)) {
      if (event.type === 'done') {
        outcome = event.blocked ? 'blocked' : event.abstained ? 'abstained' : 'answered';
        await close();
      }
      yield event;
    }
  } catch (thrown) {
    const failure = signal.aborted ? errors.cancelled({}, thrown) : toFailure(thrown);
    outcome = signal.aborted ? 'cancelled' : failure.code === BLOCKED ? 'blocked' : 'failed';
    error = failure.code;
    throw failure;
  } finally {
    // Also when the reader goes away in the middle: a generator that is left early ends here.
    if (!closed) await bag.durable.surely(close);
  }
}

/** The version that a request is answered by, if its caller may use it. */
export async function versionFor(
  bag: Apps,
  actor: Actor,
  request: Pick<RunRequest, 'slug' | 'version' | 'staging' | 'caller'>,
): Promise<VersionRow> {
  const { slug, version: wanted } = request;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const app = await findApp(tx, slug);
    if (!app) throw appErrors.unknown_app({ slug });
    if (wanted !== undefined && !mayTry(actor) && !(await bag.serving.pinnable(tx, slug, wanted)))
      throw appErrors.never_released({ slug, version: wanted });
    const released = () =>
      request.staging
        ? bag.serving.staging(tx, slug)
        : bag.serving.version(tx, app, request.caller ?? actor.id);
    const number = wanted ?? (await released());
    if (number === undefined) throw appErrors.not_serving({ slug });
    const version = number === app.latest.number ? app.latest : await findVersion(tx, slug, number);
    if (!version) throw appErrors.unknown_version({ slug, version: number });
    return version;
  });
}

/** Those who build and review may try a version before anybody released it. */
function mayTry(actor: Actor): boolean {
  return actor.role !== 'member' && actor.role !== 'auditor';
}

function questionOf(version: VersionRow, history: readonly Turn[]): string {
  const last = history.at(-1);
  if (last?.role !== 'user' || !last.content.trim()) throw appErrors.no_question();
  const limit = version.definition.limits.questionCharacters;
  if (last.content.length > limit) throw appErrors.question_too_long({ limit });
  return last.content;
}

async function finish(
  bag: Apps,
  workspaceId: string,
  id: string,
  end: {
    recorder: Recorder;
    outcome: Outcome;
    error: string | null;
  },
): Promise<void> {
  const { recorder, outcome, error } = end;
  const passages = recorder.retrieval?.passages ?? [];
  const { spans, findings, review } = recorder.guardrails;
  await bag.db.in(workspaceId, async (tx) => {
    await finishRun(tx, id, {
      status: outcome,
      error,
      reason: outcome === 'blocked' ? 'blocked' : recorder.reason,
      answer: recorder.text,
      citations: recorder.citations,
      retrieved: passages.map((one) => ({
        ...{ id: one.id, fileId: one.fileId, documentName: one.documentName, headings: one.headings },
        ...{ text: one.text, score: one.score, dataClass: one.dataClass },
      })),
      restrictedTo: await restrictions(tx, passages),
      dataClass: recorder.dataClass,
      findings,
      review,
      spans: [...recorder.spans, ...spans],
      model: recorder.model ?? null,
      promptTokens: recorder.usage?.prompt_tokens ?? null,
      completionTokens: recorder.usage?.completion_tokens ?? null,
      costUsd: recorder.costUsd,
      firstTokenMs: recorder.firstTokenMs ?? null,
      durationMs: Math.round(recorder.elapsed * 10) / 10,
    });
    for (const listener of bag.listeners) await listener.finished(tx, id);
  });
}
