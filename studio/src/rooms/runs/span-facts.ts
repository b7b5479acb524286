import type { Span } from '../../client/endpoints.ts';

/** Reads what spans tell beside their times. Attributes are open, so nothing about them is taken for granted. */

export interface Held {
  /** Document names of superseded passages. */
  superseded: string[];
  unreadable: number;
}

/** What the search found and the rules held back. */
export function heldBack(spans: readonly Span[]): Held | undefined {
  const held = fields(attribute(spans, 'retrieval', 'held'));
  if (!held) return undefined;
  const superseded = Array.isArray(held.superseded) ? held.superseded : [];
  return {
    superseded: superseded.flatMap((passage) => {
      const name = fields(passage)?.documentName;
      return typeof name === 'string' ? [name] : [];
    }),
    unreadable: typeof held.unreadable === 'number' ? held.unreadable : 0,
  };
}

export interface Message {
  role: string;
  content: string;
}

/** The messages that went to the model. */
export function messagesSeen(spans: readonly Span[]): Message[] {
  const messages = attribute(spans, 'model', 'messages');
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message) => {
    const { role, content } = fields(message) ?? {};
    return typeof role === 'string' && typeof content === 'string' ? [{ role, content }] : [];
  });
}

function attribute(spans: readonly Span[], span: string, name: string): unknown {
  return spans.find((one) => one.name === span)?.attributes[name];
}

function fields(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}
