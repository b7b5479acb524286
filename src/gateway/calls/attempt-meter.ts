import type { Meter } from './meter.ts';
import type { Tokens } from './tokens.ts';

const NOTHING: Tokens = { prompt: 0, cached: 0, completion: 0 };

/** What one attempt took. A class, because every call makes one and every piece of an answer passes it. */
export class AttemptMeter implements Meter {
  readonly provider: string;
  readonly model: string;
  /** The model that the provider named. */
  named: string | undefined;
  firstTokenMs: number | null = null;
  /** As they were told. */
  tokens = NOTHING;
  estimate: (() => number | undefined) | undefined;
  ended = false;
  failure: Error | undefined;
  private readonly began: number;
  private readonly atEnd: (attempt: AttemptMeter) => void;

  /** @param began when the call did: its caller waits for all of its attempts */
  constructor(provider: string, model: string, began: number, atEnd: (attempt: AttemptMeter) => void) {
    this.provider = provider;
    this.model = model;
    this.began = began;
    this.atEnd = atEnd;
  }

  answeredBy(name: unknown): void {
    if (typeof name === 'string' && name !== '') this.named = name.slice(0, 300);
  }

  first(): void {
    this.firstTokenMs ??= performance.now() - this.began;
  }

  used(tokens: Tokens): void {
    this.tokens = tokens;
  }

  heard(estimate: () => number | undefined): void {
    this.estimate = estimate;
  }

  end(failure?: Error): void {
    if (this.ended) return;
    this.ended = true;
    this.failure = failure;
    this.atEnd(this);
  }
}
