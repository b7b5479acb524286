/** How long each phase of a call may take, in milliseconds. */
export interface Timeouts {
  firstByteMs: number;
  idleMs: number;
}

export const TIMEOUTS: Timeouts = { firstByteMs: 120_000, idleMs: 60_000 };
