import { callModel, contextOf, dataClassOf } from '../../gateway/index.ts';
import type { OutputOf } from '../../kernel/contract.ts';
import type { Actor, Call } from '../../kernel/index.ts';
import type { Guardrails } from '../bag.ts';
import type { createModeration as contract, ModerationRequest } from '../contract-openai.ts';

/** POST /v1/moderations. A call of a model like every other: limited, counted, and only where the data class may go. */
export async function createModeration(
  bag: Guardrails,
  actor: Actor,
  request: ModerationRequest,
  call: Call,
): Promise<OutputOf<typeof contract>> {
  const answer = await callModel(bag, '/moderations', request, contextOf(actor, call, dataClassOf(call)));
  if (answer.as !== 'bytes' || !Buffer.isBuffer(answer.bytes.body))
    throw new Error('a moderation is sent whole');
  return JSON.parse(answer.bytes.body.toString('utf8'));
}
