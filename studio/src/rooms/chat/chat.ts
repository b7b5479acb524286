import { ApiError, isAborted } from '../../client/api-error.ts';
import { changed } from '../../client/query.ts';
import { type AskEvent, ask } from '../../client/stream.ts';
import { keep, recall } from './chat-memory.ts';
import { historyOf, isOpen, newTurn, randomId, type Turn } from './chat-model.ts';

/**
 * One conversation with one assistant. It lives outside of React, so that an answer goes on being written while its
 * asker looks at another screen.
 */
export class Chat {
  readonly slug: string;
  /** The version to try; undefined asks the one that serves. */
  version: number | undefined;
  turns: readonly Turn[] = [];
  draft = '';
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #conversationId = randomId();
  #asking: AbortController | undefined;
  #drawing = false;

  constructor(key: string, slug: string) {
    this.#key = key;
    this.slug = slug;
    const kept = recall(key);
    if (kept) {
      this.turns = kept.turns;
      this.#conversationId = kept.conversationId;
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): readonly Turn[] => this.turns;

  get busy(): boolean {
    return isOpen(this.turns.at(-1));
  }

  async ask(question: string): Promise<void> {
    const text = question.trim();
    if (text === '' || this.busy) return;
    const turn = newTurn(text);
    const messages = historyOf(this.turns, text);
    this.turns = [...this.turns, turn];
    this.#settle();
    const asking = new AbortController();
    this.#asking = asking;
    const body = { messages, version: this.version, conversationId: this.#conversationId };
    try {
      for await (const event of ask({ params: { slug: this.slug }, body }, asking.signal))
        this.#hear(turn.id, event);
    } catch (error) {
      this.change(
        turn.id,
        isAborted(error) ? { state: 'stopped' } : { state: 'failed', ...problemOf(error) },
      );
    }
    void changed('GET /api/runs', 'GET /api/apps');
  }

  /** Stops the answer; what has been written stays. */
  stop(): void {
    this.#asking?.abort();
  }

  /** Asks a question again that came to nothing. */
  retry(id: string): void {
    const turn = this.turns.find((one) => one.id === id);
    if (!turn || this.busy) return;
    this.turns = this.turns.filter((one) => one.id !== id);
    void this.ask(turn.question);
  }

  clear(): void {
    this.stop();
    this.turns = [];
    this.#conversationId = randomId();
    this.#settle();
  }

  change(id: string, change: Partial<Turn>): void {
    this.turns = this.turns.map((turn) => (turn.id === id ? { ...turn, ...change } : turn));
    this.#settle();
  }

  #hear(id: string, event: AskEvent): void {
    if (event.type === 'run') {
      this.change(id, { runId: event.id, version: event.version });
    } else if (event.type === 'done') {
      const { abstained, blocked, reason } = event;
      this.change(id, { state: blocked ? 'blocked' : abstained ? 'abstained' : 'answered', reason });
    } else {
      this.turns = this.turns.map((turn) => (turn.id === id ? heard(turn, event) : turn));
      this.#drawSoon();
    }
  }

  /** A fast model sends more pieces than a screen has frames. */
  #drawSoon(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.#tell();
    }, 30);
  }

  #settle(): void {
    keep(this.#key, { conversationId: this.#conversationId, turns: [...this.turns] });
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function heard(turn: Turn, event: Extract<AskEvent, { type: 'text' | 'citations' }>): Turn {
  if (event.type === 'text') return { ...turn, state: 'writing', text: turn.text + event.text };
  return { ...turn, citations: [...turn.citations, ...event.citations] };
}

function problemOf(error: unknown): Pick<Turn, 'problem'> {
  const known = error instanceof ApiError ? error : new ApiError({ code: 'studio.unexpected', status: 0 });
  const { code, status, params, detail, remedy } = known;
  return { problem: { code, status, params, detail, remedy } };
}

const chats = new Map<string, Chat>();

/** The conversation of a member with an assistant; trying versions in the editor is another one. */
export function chatWith(memberId: string, slug: string, use: 'ask' | 'try' = 'ask'): Chat {
  const key = `sevenfold.chat.${memberId}.${use}.${slug}`;
  const chat = chats.get(key) ?? new Chat(key, slug);
  chats.set(key, chat);
  return chat;
}
