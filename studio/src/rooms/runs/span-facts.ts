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

/** How often a guardrail found something. */
export interface Note {
  where: string;
  check: string;
  type: string;
  action: string;
  count: number;
}

/** What the guardrails found, under which policy, and how many passages they kept from the model. */
export function guardrailNotes(spans: readonly Span[]): {
  policy: string | undefined;
  notes: Note[];
  held: number;
} {
  const policy = attribute(spans, 'guardrails', 'policy');
  const held = attribute(spans, 'guardrails', 'held');
  const findings = attribute(spans, 'guardrails', 'findings');
  return {
    policy: typeof policy === 'string' ? policy : undefined,
    held: typeof held === 'number' ? held : 0,
    notes: (Array.isArray(findings) ? findings : []).flatMap((finding) => {
      const { where, check, type, action, count } = fields(finding) ?? {};
      const words = [where, check, type, action].every((word) => typeof word === 'string');
      if (!words || typeof count !== 'number') return [];
      return [
        { where: String(where), check: String(check), type: String(type), action: String(action), count },
      ];
    }),
  };
}

function attribute(spans: readonly Span[], span: string, name: string): unknown {
  return spans.find((one) => one.name === span)?.attributes[name];
}

function fields(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}
