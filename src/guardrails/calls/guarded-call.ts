import type { GuardedCall } from '../../gateway/index.ts';
import type { CheckName, Where } from '../contract.ts';
import type { Note } from './notes.ts';

/** What an answer stands on, for the checks that compare. */
export interface AnswerContext {
  passages?: readonly string[] | undefined;
  /** It is to be JSON, and of this schema if there is one. */
  json?: { schema?: Readonly<Record<string, unknown>> | undefined } | undefined;
}

/** An answer on its way through the rules. */
export interface Spoken {
  texts: AsyncIterable<string>;
  /** Known when the texts have ended. */
  blocked(): boolean;
  /** Where an offset of what the model said lies in what went out. */
  moved(at: number): number;
}

/** The guardrails of one call, for whoever knows more about it than its messages. */
export interface Guarded extends GuardedCall {
  /** The name of what applies. */
  policy: string;
  looksAt(where: Where): boolean;
  /**
   * A text as it may go on.
   * @param only the checks that make sense for it; absent: all
   * @throws 400 when it may not
   */
  look(text: string, where: Where, only?: readonly CheckName[]): Promise<string>;
  /** The same, but undefined when it may not. */
  sift(text: string, where: Where): Promise<string | undefined>;
  speak(pieces: AsyncIterable<string>, context: AnswerContext): Spoken;
  /**
   * A finished text of a model as it may go out, with names still in the place of the caller's values; undefined when it
   * may not.
   * @param part whether it is all there is, or a value out of it, in which only what hides is looked for
   */
  judge(text: string, part: 'value' | 'whole'): Promise<string | undefined>;
  /** Caller's values in the place of names, as the answer has them. */
  restore(text: string): string;
  notes(): Note[];
  wantsReview(): boolean;
}

export interface GuardOptions {
  /**
   * For a model that runs here and answers in the words it is given: what would be hidden from it under a name, and
   * come back in its answer, is left as it is. Otherwise the places it cites would be those of another text.
   */
  keepsValues?: boolean;
}
