import { type DataClass, strictest, type Usage } from '../../gateway/index.ts';
import type { Guarded } from '../../guardrails/index.ts';
import type { Retrieval } from '../../knowledge/index.ts';
import type { Citation, Span } from '../contract.ts';

/** Collects what a run did while it happens; written to the database when it ends. */
export class Recorder {
  readonly #began = performance.now();
  /** Milliseconds since 1970. */
  readonly at = Date.now();
  readonly spans: Span[] = [];
  retrieval: Retrieval | undefined;
  text = '';
  citations: Citation[] = [];
  reason: string | null = null;
  usage: Usage | undefined;
  model: string | undefined;
  firstTokenMs: number | undefined;
  /** Billionths of a dollar; undefined as soon as one call's price is not known. */
  #nanos: number | undefined = 0;
  dataClass: DataClass = 'public';
  guarded: Guarded | undefined;
  /** Passages that a guardrail kept out of the prompt. */
  heldByGuardrails = 0;
  #guardedMs = 0;

  /** Milliseconds since the run began. */
  get elapsed(): number {
    return performance.now() - this.#began;
  }

  /** Adds what one call of a model cost. */
  readonly spent = (nanos: number | undefined): void => {
    this.#nanos = nanos === undefined || this.#nanos === undefined ? undefined : this.#nanos + nanos;
  };

  /** Dollars of all calls together; null when the price of one of them is not known. */
  get costUsd(): number | null {
    return this.#nanos === undefined ? null : this.#nanos / 1e9;
  }

  /** Runs `work` as a span; its attributes may depend on the result. */
  async span<T>(
    name: string,
    work: () => Promise<T>,
    attributes: (result: T) => Record<string, unknown>,
  ): Promise<T> {
    const start = this.elapsed;
    const result = await work();
    this.add(name, start, attributes(result));
    return result;
  }

  add(name: string, start: number, attributes: Record<string, unknown>): void {
    this.spans.push({ name, start: round(start), duration: round(this.elapsed - start), attributes });
  }

  /** Raises the class to that of something that was used. */
  reach(...classes: readonly (DataClass | undefined)[]): void {
    this.dataClass = strictest(this.dataClass, ...classes);
  }

  /** Work that waits for guardrails; how long it took in all is told with what they found. */
  async guarding<T>(work: Promise<T>): Promise<T> {
    const start = this.elapsed;
    try {
      return await work;
    } finally {
      this.#guardedMs += this.elapsed - start;
    }
  }

  /** What a run keeps of its guardrails: what they found and how often, never what it said. */
  get guardrails() {
    const { guarded, heldByGuardrails: held } = this;
    if (!guarded) return { spans: [], findings: {}, review: null };
    const attributes = { policy: guarded.policy, held, findings: guarded.notes() };
    return {
      spans: [{ name: 'guardrails', start: 0, duration: round(this.#guardedMs), attributes }],
      findings: guarded.findings(),
      review: guarded.wantsReview() ? ('open' as const) : null,
    };
  }

  say(text: string): void {
    this.firstTokenMs ??= round(this.elapsed);
    this.text += text;
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
