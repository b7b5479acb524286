import type { Passthrough } from '../../kernel/index.ts';
import type { ChatEvent } from '../family.ts';

/** The answer's bytes when the upstream speaks our wire format, else what it consists of. */
export type ModelAnswer = { provider: string; model: string } & (
  | { as: 'bytes'; bytes: Passthrough }
  | { as: 'events'; events: AsyncIterable<ChatEvent> }
  | { as: 'vectors'; vectors: Float32Array[]; tokens: number }
);
