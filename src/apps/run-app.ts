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
  signal: AbortSignal;
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
    }),
  );
  let outcome: 'answered' | 'abstained' | 'failed' | 'cancelled' = 'cancelled';
  let error: string | null = null;
  const span = openRunSpan(bag, { id, workspaceId, version, recorder, parent: request.trace });
  const close = async () => {
    await finish(bag, workspaceId, id, { recorder, outcome, error });
    span?.end(outcome, error);
  };
  try {
    yield { type: 'run', id, version: version.number };
    for await (const event of answer(bag, actor, {
      version,
      history,
      signal,
      recorder,
      runId: id,
      trace: span?.place,
    })) {
      if (event.type === 'done') {
        outcome = event.abstained ? 'abstained' : 'answered';
        await close();
      }
      yield event;
    }
  } catch (thrown) {
    const failure = signal.aborted ? errors.cancelled({}, thrown) : toFailure(thrown);
    outcome = signal.aborted ? 'cancelled' : 'failed';
    error = failure.code;
    throw failure;
  } finally {
    // Also when the reader goes away in the middle: a generator that is left early ends here.
    if (outcome !== 'answered' && outcome !== 'abstained') await bag.durable.surely(close);
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
    outcome: 'answered' | 'abstained' | 'failed' | 'cancelled';
    error: string | null;
  },
): Promise<void> {
  const { recorder, outcome, error } = end;
  const passages = recorder.retrieval?.passages ?? [];
  await bag.db.in(workspaceId, async (tx) => {
    await finishRun(tx, id, {
      status: outcome,
      error,
      reason: recorder.reason,
      answer: recorder.text,
      citations: recorder.citations,
      retrieved: passages.map(({ id: passageId, fileId, documentName, headings, text, score }) => ({
        id: passageId,
        fileId,
        documentName,
        headings,
        text,
        score,
      })),
      restrictedTo: await restrictions(tx, passages),
      spans: recorder.spans,
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
