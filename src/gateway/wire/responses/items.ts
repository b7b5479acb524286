import type { FileCitation } from '../../family.ts';

/** What a response consists of. */

/** OpenAI's citation with what ours says more; `index` is where in the text it stands. */
export type Annotation = FileCitation & { index: number };

export interface OutputText {
  type: 'output_text';
  text: string;
  annotations: Annotation[];
  logprobs: [];
}

export interface Refusal {
  type: 'refusal';
  refusal: string;
}

type Status = 'in_progress' | 'completed' | 'incomplete';

export interface MessageItem {
  type: 'message';
  id: string;
  status: Status;
  role: 'assistant';
  content: (OutputText | Refusal)[];
}

export interface CallItem {
  type: 'function_call';
  id: string;
  call_id: string;
  name: string;
  arguments: string;
  status: Status;
}

export type OutputItem = MessageItem | CallItem;

/** One event of a response's stream. */
export interface ResponseEvent {
  type: string;
  sequence_number: number;
  [field: string]: unknown;
}
