import { routedPolicy } from '../../gateway/index.ts';
import { type Guarded, HIDING, openGuarded } from '../../guardrails/index.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Retrieved } from '../../knowledge/index.ts';
import type { Apps } from '../bag.ts';
import type { AssistantDefinition } from '../contract.ts';
import type { VersionRow } from '../store/apps.ts';
import type { Turn } from './prompt.ts';
import type { Said } from './said.ts';

/** The policies that a definition asks for by name: its own, and that of the route it calls its model by. */
export async function policiesOf(
  bag: Apps,
  actor: Actor,
  { guardrails, model }: AssistantDefinition,
): Promise<string[]> {
  return [guardrails, await routedPolicy(bag, actor, model)].filter((one) => one !== undefined);
}

/** The guardrails of one run; undefined when nothing applies. */
export async function guardFor(
  bag: Apps,
  actor: Actor,
  definition: AssistantDefinition,
  quotes: boolean,
): Promise<Guarded | undefined> {
  const named = await policiesOf(bag, actor, definition);
  // The words of a model that quotes are those of the passages, and what it cites are places in them.
  return openGuarded(bag, actor.workspaceId, named, { keepsValues: quotes });
}

/**
 * What was said as it may go on. What the assistant said before has been through the rules for answers, and
 * instructions are orders by their nature.
 */
export async function lookAtAsk<T extends { version: VersionRow; history: Turn[] }>(
  guarded: Guarded,
  ask: T,
): Promise<T> {
  const { version } = ask;
  const history = await Promise.all(
    ask.history.map(async ({ role, content }) => ({
      role,
      content: await guarded.look(content, 'input', role === 'user' ? undefined : HIDING),
    })),
  );
  const instructions = await guarded.look(version.definition.instructions, 'input', HIDING);
  return { ...ask, history, version: { ...version, definition: { ...version.definition, instructions } } };
}

/** Passages as they may be used, and how many may not: one planted document must not stop all answers. */
export async function siftPassages(
  guarded: Guarded,
  passages: readonly Retrieved[],
): Promise<{ passages: Retrieved[]; held: number }> {
  const sifted = await Promise.all(
    passages.map(async (passage) => {
      const text = await guarded.sift(passage.text, 'retrieved');
      return text === undefined ? [] : [{ ...passage, text }];
    }),
  );
  const kept = sifted.flat();
  return { passages: kept, held: passages.length - kept.length };
}

/** An answer through the rules for answers. Places it cites are told when all of it is there: what is hidden moves them. */
export async function* guardSaid(
  guarded: Guarded,
  said: AsyncIterable<Said>,
  passages: readonly Retrieved[],
): AsyncIterable<Said> {
  const later: Said[] = [];
  const pieces = async function* () {
    for await (const event of said) {
      if (event.type === 'text') yield event.text;
      else later.push(event);
    }
  };
  const spoken = guarded.speak(pieces(), { passages: passages.map(({ text }) => text) });
  for await (const text of spoken.texts) yield { type: 'text', text };
  const blocked = spoken.blocked();
  for (const event of later) {
    if (event.type === 'citations' && blocked) continue;
    if (event.type !== 'citations') yield event;
    else
      yield {
        type: 'citations',
        citations: event.citations.map((one) => ({
          ...one,
          quote: guarded.restore(one.quote),
          start_index: spoken.moved(one.start_index),
          end_index: spoken.moved(one.end_index),
        })),
      };
  }
  if (blocked) yield { type: 'blocked' };
}
