import { toFailure } from '../errors/normalise.ts';
import type { Log } from '../log.ts';

type Work = () => Promise<void>;

/**
 * What a request must still write when it ends, though the database may be away at that moment. What is owed when the
 * process dies is lost with it; a reconciler makes up for that.
 */
export class Debts {
  readonly #log: Log;
  readonly #owed: Work[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Does it now, or owes it when the database cannot be reached. */
  async surely(work: Work): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.#owed.push(work);
    }
  }

  /** Does what is owed, oldest first; stops at the first that finds the database still away. */
  async pay(): Promise<void> {
    for (let work = this.#owed[0]; work; work = this.#owed[0]) {
      try {
        await work();
      } catch (error) {
        if (isLoss(error)) return;
        this.#log.error({ err: error }, 'something that was owed could not be written');
      }
      this.#owed.shift();
    }
  }
}

function isLoss(error: unknown): boolean {
  return toFailure(error).code === 'request.database_unavailable';
}
