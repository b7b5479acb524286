/** How long each phase of a call may take, in milliseconds. */
export interface Timeouts {
  firstByteMs: number;
  idleMs: number;
  /**
   * From the first byte to the last: an upstream that always sends a little would never be idle. Absent: ten minutes for
   * what is sent whole, no end for a stream.
   */
  totalMs?: number | undefined;
}

/** How long an answer that is sent whole may take to come, in milliseconds. */
export const WHOLE_MS = 600_000;

export const TIMEOUTS: Timeouts = { firstByteMs: 120_000, idleMs: 60_000 };
