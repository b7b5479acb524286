import type { DataClass, Usage } from '../gateway/index.ts';
import { type Actor, errors, toFailure } from '../kernel/index.ts';
import type { Retrieved } from '../knowledge/index.ts';
import { appNamed } from './app-family.ts';
import { answer } from './assistant/answer.ts';
import type { Turn } from './assistant/prompt.ts';
import { Recorder } from './assistant/recorder.ts';
import type { Apps } from './bag.ts';
import type { Citation } from './contract.ts';
import { restrictions } from './restrictions.ts';
import { versionFor } from './run-app.ts';
import type { VersionRow } from './store/apps.ts';

/** What a version did with a question, without being a run: nobody in production asked it. */
export interface Trial {
  answer: string;
  abstained: boolean;
  reason: string | null;
  citations: Citation[];
  retrieved: Retrieved[];
  /** For each restricted document that was used, the groups that may read it. */
  restrictedTo: string[][];
  durationMs: number;
  tokens: number | null;
  usage: Usage | null;
  costUsd: number | null;
  /** Code of the failure, when it failed. */
  error: string | null;
  /** What it reached: that of whoever judges it. */
  dataClass: DataClass;
}

/** The app and version behind a model's name, for trying it; undefined when the name is no app's. */
export async function versionNamed(
  bag: Apps,
  actor: Actor,
  model: string,
): Promise<{ slug: string; version: VersionRow } | undefined> {
  const named = appNamed(model);
  return named && { slug: named.slug, version: await versionFor(bag, actor, named) };
}

/** Asks a version once for measuring. A failure is an outcome here, except the caller's own cancelling. */
export async function tryVersion(
  bag: Apps,
  actor: Actor,
  trial: { version: VersionRow; history: Turn[]; signal: AbortSignal; dataClass?: DataClass | undefined },
): Promise<Trial> {
  const recorder = new Recorder();
  let error: string | null = null;
  try {
    for await (const event of answer(bag, actor, { ...trial, recorder, fresh: true }))
      if (event.type === 'done' && event.blocked) error = 'guardrails.blocked';
  } catch (thrown) {
    if (trial.signal.aborted) throw errors.cancelled({}, thrown);
    const failure = toFailure(thrown);
    // Without a database there is nothing to measure: let the job wait and try again.
    if (failure.code === 'request.database_unavailable') throw thrown;
    error = failure.code;
  }
  const durationMs = recorder.elapsed;
  const retrieved = recorder.retrieval?.passages ?? [];
  const { usage } = recorder;
  return {
    answer: recorder.text,
    abstained: recorder.reason !== null,
    reason: recorder.reason,
    citations: recorder.citations,
    retrieved,
    restrictedTo: await bag.db.in(actor.workspaceId, (tx) => restrictions(tx, retrieved)),
    durationMs,
    tokens: usage ? usage.total_tokens : null,
    usage: usage ?? null,
    costUsd: recorder.costUsd,
    error,
    dataClass: recorder.dataClass,
  };
}
