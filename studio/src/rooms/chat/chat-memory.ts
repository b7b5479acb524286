import { isOpen, type Turn } from './chat-model.ts';

/** Conversations stay in the tab they were held in, and go with it. */

interface Kept {
  conversationId: string;
  turns: Turn[];
}

const MAX_CHARACTERS = 1_500_000;

export function recall(key: string): Kept | undefined {
  const text = sessionStorage.getItem(key);
  if (!text) return undefined;
  const kept = JSON.parse(text) as Kept;
  // What was being written when the page went away will not be finished.
  const turns = kept.turns.map((turn): Turn => (isOpen(turn) ? { ...turn, state: 'stopped' } : turn));
  return { ...kept, turns };
}

/** Keeps as many of the latest turns as fit. */
export function keep(key: string, kept: Kept): void {
  let { turns } = kept;
  if (turns.length === 0) {
    sessionStorage.removeItem(key);
    return;
  }
  let text = JSON.stringify(kept);
  while (text.length > MAX_CHARACTERS && turns.length > 1) {
    turns = turns.slice(Math.ceil(turns.length / 4));
    text = JSON.stringify({ ...kept, turns });
  }
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Full or forbidden: the conversation goes on, it is only not there after a reload.
  }
}
