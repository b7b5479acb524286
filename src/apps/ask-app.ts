import { dataClassOf, mayBeLearnedFrom } from '../gateway/index.ts';
import type { InputOf } from '../kernel/contract.ts';
import { type Actor, type Call, placeOf } from '../kernel/index.ts';
import type { Apps } from './bag.ts';
import type * as contract from './contract.ts';
import { type RunEvent, runApp } from './run-app.ts';

/** Asking from the studio or the CLI. */
export function askApp(
  bag: Apps,
  actor: Actor,
  input: InputOf<typeof contract.askApp>,
  call: Call,
): AsyncIterable<RunEvent> {
  const { slug, version, messages: history, conversationId } = input;
  const trace = bag.telemetry && placeOf(call.header('traceparent'));
  const asked = { slug, version, history, conversationId, trace, training: mayBeLearnedFrom(call) };
  return runApp(bag, actor, { ...asked, signal: call.signal, dataClass: dataClassOf(call) });
}
