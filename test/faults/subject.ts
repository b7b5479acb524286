import type { Random } from './random.ts';
import type { World } from './world.ts';

/** A sentence that must be true after all the kills, with what was looked at. */
export interface Finding {
  claim: string;
  /** How much was compared, so that a claim about nothing is seen to be one. */
  seen: string;
  /** What contradicts it; empty when it holds. */
  violations: string[];
}

/** Something that a server does while it is killed. A further one is a file in subjects/ and a line in kill.ts. */
export interface Subject {
  name: string;
  /** Makes what it needs, while nothing is killed yet. */
  prepare(world: World): Promise<void>;
  /** Keeps the server busy until `world.isOver()`, and remembers what the server acknowledged. */
  work(world: World, random: Random): Promise<void>;
  /** What was acknowledged so far, for the table of rounds. */
  acknowledged(): number;
  /** What was asked for and is not finished yet, for the table of rounds. */
  underWay(): number;
  /** Once the last kill is over: waits until everything has ended, then compares with what was acknowledged. */
  verify(world: World): Promise<Finding[]>;
}

/** Shows at most a few violations of each claim; the count tells the rest. */
export function finding(claim: string, seen: string, violations: readonly string[]): Finding {
  const shown = violations.slice(0, 5);
  const rest = violations.length - shown.length;
  return { claim, seen, violations: rest > 0 ? [...shown, `and ${rest} more`] : shown };
}
