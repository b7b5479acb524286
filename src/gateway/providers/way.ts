import type { Relay } from '../../kernel/index.ts';
import type { Framing } from './kinds/kind.ts';

/** How a request goes to a provider of one kind, and how its answer comes back in OpenAI's format. */
export interface Way {
  path: string;
  body: Record<string, unknown>;
  framing: Framing;
  /** Absent: the stream goes on as relayEvents leaves it. */
  relay?(inner: Relay): Relay;
  /** Absent: the answer goes on as it came. */
  answer?(answer: unknown): Record<string, unknown>;
}
