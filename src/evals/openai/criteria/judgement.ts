import type { DataClass } from '../../../gateway/index.ts';
import type { WireUsage } from '../../schema-openai.ts';
import type { WireRunRow } from '../../store/wire-runs.ts';
import type { Namespaces } from '../templates.ts';

/** What one criterion found, and the model calls it took. */
export interface Judgement {
  passed: boolean;
  score: number;
  /** What the grader's model was asked and said. */
  sample?: Record<string, unknown>;
  usage?: WireUsage;
}

/** What a criterion is judged with. */
export interface Judged {
  run: WireRunRow;
  spaces: Namespaces;
  signal: AbortSignal;
  /** Of what is judged: a judge may be somebody else than who answered. */
  dataClass: DataClass;
}
