import type { Relay } from '../../kernel/index.ts';
import type { Framing, WireEvent } from './kinds/kind.ts';

/** How a request goes to a provider of one kind, and how its answer comes back in OpenAI's format. */
export interface Way {
  path: string;
  body: Record<string, unknown>;
  framing: Framing;
  /** Whether an event of a stream says something; absent: as in OpenAI's format. @throws when it is an error */
  begins?(event: WireEvent): boolean;
  /** Absent: the stream goes on as relayEvents leaves it. */
  relay?(inner: Relay): Relay;
  /** Absent: the answer goes on as it came. */
  answer?(answer: unknown): Record<string, unknown>;
}
