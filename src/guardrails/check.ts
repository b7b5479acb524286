import type { MiniLm } from '../gateway/index.ts';
import type { CheckName, Where } from './contract.ts';

/** Something a check found, by UTF-16 offsets into the text. */
export interface Finding {
  check: CheckName;
  /** What it is: `CREDIT_CARD`, `planted_instruction`, `toxic`, … */
  type: string;
  start: number;
  end: number;
  /** 0 to 1: how sure the check is. */
  score: number;
}

/** What a check may use besides the text. */
export interface CheckContext {
  minilm: MiniLm;
  /** Where the text comes from; absent when the caller does not say. An instruction in a prompt is no attack, in a document it is. */
  where?: Where;
  signal?: AbortSignal;
  /** Own words of the policy. */
  words?: readonly string[];
  /** What the conversation may be about (off-topic). */
  topics?: readonly string[];
  /** Retrieved passages that the answer must stand on (groundedness). */
  passages?: readonly string[];
  /** JSON schema that the answer must follow. */
  schema?: Readonly<Record<string, unknown>>;
}

/** One kind of look at a text. Throwing means that the check could not run; the policy says what that counts as. */
export interface Check {
  name: CheckName;
  /** Whether only the finished text says anything: then a stream is not held back for it. */
  atEnd?: boolean;
  /** From where on something may have begun in a text that is not over, and cannot be judged before more of it comes. */
  openFrom?(text: string): number;
  run(text: string, context: CheckContext): Looked | Promise<Looked>;
}

/** What a check says about a text. */
export interface Looked {
  findings: Finding[];
  /** 0 to 1 for the text as a whole, also where nothing was sure enough to be a finding. */
  score: number;
}

/** For checks whose findings say it all: the surest of them speaks for the text. */
export function looked(findings: Finding[]): Looked {
  return { findings, score: findings.reduce((most, one) => Math.max(most, one.score), 0) };
}
