import type { InputOf, OutputOf } from '../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../kernel/index.ts';
import type { Apps } from './bag.ts';
import type * as contract from './contract.ts';
import { spansOfRun } from './external/store.ts';
import { presentFeedback, presentRun, shownSpans } from './present.ts';
import { mayReadRun } from './restrictions.ts';
import * as store from './store/runs.ts';

/** Members see what they asked themselves; those who build, review or audit see all runs. */
function onlyOwn(actor: Actor): boolean {
  return actor.role === 'member';
}

export async function listRuns(bag: Apps, actor: Actor, input: InputOf<typeof contract.listRuns>) {
  const actorId = onlyOwn(actor) ? actor.id : undefined;
  const rows = await bag.db.in(actor.workspaceId, (tx) =>
    store.listRuns(tx, actor, { ...input, limit: input.limit + 1, actorId }),
  );
  const data = rows.slice(0, input.limit).map(({ run, thumb }) => presentRun(actor, run, thumb));
  return { data, hasMore: rows.length > input.limit };
}

export async function getRun(
  bag: Apps,
  actor: Actor,
  input: { id: string },
): Promise<OutputOf<typeof contract.getRun>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const run = await load(tx, actor, input.id);
    const opinions = await store.feedbackOf(tx, run.id);
    const readable = mayReadRun(actor, run);
    const spans = run.source === 'external' ? shownSpans(await spansOfRun(tx, run.id)) : run.spans;
    const cited = new Set(run.citations.map((citation) => citation.passage_id));
    const { promptTokens, completionTokens } = run;
    return {
      ...presentRun(actor, run, opinions[0]?.thumb ?? null),
      withheld: !readable,
      input: readable ? run.input : null,
      answer: readable ? run.answer : null,
      citations: readable ? run.citations : [],
      retrieved: readable
        ? run.retrieved.map((passage) => ({
            ...passage,
            dataClass: passage.dataClass ?? null,
            cited: cited.has(passage.id),
          }))
        : [],
      spans: readable ? spans : spans.map((span) => ({ ...span, attributes: {} })),
      usage:
        promptTokens === null || completionTokens === null
          ? null
          : {
              prompt_tokens: promptTokens,
              completion_tokens: completionTokens,
              total_tokens: promptTokens + completionTokens,
            },
      firstTokenMs: run.firstTokenMs,
      error: run.error,
      feedback: readable ? opinions.map(presentFeedback) : [],
    };
  });
}

/** Who reads along says so; the run stays as it was. */
export async function reviewRun(bag: Apps, actor: Actor, input: { id: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const run = await load(tx, actor, input.id);
    if (!mayReadRun(actor, run)) throw errors.not_found({ what: 'The run' });
    await store.closeReview(tx, run.id);
  });
}

export async function giveFeedback(bag: Apps, actor: Actor, input: InputOf<typeof contract.giveFeedback>) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const run = await load(tx, actor, input.id);
    if (!mayReadRun(actor, run)) throw errors.not_found({ what: 'The run' });
    const { thumb, correction } = input;
    const { workspaceId, id: actorId, name: actorName } = actor;
    const row = await store.putFeedback(tx, {
      workspaceId,
      runId: run.id,
      actorId,
      actorName,
      thumb,
      correction,
    });
    for (const listener of bag.listeners) await listener.judged(tx, run.id);
    return presentFeedback(row);
  });
}

async function load(tx: Tx, actor: Actor, id: string): Promise<store.RunRow> {
  const run = await store.findRun(tx, id);
  if (!run || (onlyOwn(actor) && run.actorId !== actor.id)) throw errors.not_found({ what: 'The run' });
  return run;
}
