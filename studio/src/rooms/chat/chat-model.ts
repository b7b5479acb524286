import type { Citation } from '../../client/endpoints.ts';

export type TurnState = 'waiting' | 'writing' | 'answered' | 'abstained' | 'blocked' | 'failed' | 'stopped';

/** A failure in a form that survives a reload. */
export interface Problem {
  code: string;
  status: number;
  params: Record<string, unknown>;
  detail: string;
  remedy: string;
}

/** One question with its answer. */
export interface Turn {
  id: string;
  question: string;
  state: TurnState;
  text: string;
  citations: Citation[];
  runId?: string;
  version?: number;
  /** Why the assistant did not answer. */
  reason?: string | null;
  problem?: Problem;
  thumb?: 'up' | 'down' | null;
  correction?: string | null;
}

export interface Message {
  role: 'user' | 'assistant';
  content: string;
}

/** Turns that the assistant is reminded of; older ones no longer bear on the question. */
const REMEMBERED = 12;

/** What is sent with a question: the turns before it that came to something. */
export function historyOf(turns: readonly Turn[], question: string): Message[] {
  const told = turns.filter((turn) => turn.text !== '' && turn.state !== 'failed').slice(-REMEMBERED);
  return [
    ...told.flatMap((turn): Message[] => [
      { role: 'user', content: turn.question },
      { role: 'assistant', content: turn.text },
    ]),
    { role: 'user', content: question },
  ];
}

export function isOpen(turn: Turn | undefined): boolean {
  return turn?.state === 'waiting' || turn?.state === 'writing';
}

export function newTurn(question: string): Turn {
  return { id: randomId(), question, state: 'waiting', text: '', citations: [] };
}

/** Not crypto.randomUUID: that exists only on https and localhost. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
