import type { MiniLm } from '../../gateway/index.ts';
import type { ExampleItem, Grader } from '../contract.ts';
import type { StoredOutcome, StoredScore } from '../schema.ts';
import { abstention, citation, correct } from './grounding.ts';
import { retrieval } from './retrieval.ts';
import { contains, exact, jsonSchema, regex, similarity, tokenF1 } from './text.ts';

/** What a grader may look at. */
export interface Graded {
  item: ExampleItem;
  outcome: StoredOutcome;
  minilm: MiniLm;
}

/**
 * Grades one answer. A grader that says nothing about this example (no expected answer, an unanswerable question)
 * gives undefined and is not counted.
 */
export async function grade(grader: Grader, graded: Graded): Promise<StoredScore | undefined> {
  const { item, outcome } = graded;
  if (outcome.error !== null && grader.type !== 'latency' && grader.type !== 'cost') {
    return { score: 0, pass: false, note: outcome.error };
  }
  switch (grader.type) {
    case 'exact':
      return exact(outcome.answer, expected(item, grader.field));
    case 'contains':
      return contains(outcome.answer, grader.values ?? listed(expected(item, grader.field)));
    case 'regex':
      return regex(outcome.answer, grader.pattern);
    case 'json_schema':
      return jsonSchema(outcome.answer, grader.schema);
    case 'similarity':
      return similarity(graded.minilm, outcome.answer, expected(item, grader.field), grader.pass);
    case 'token_f1':
      return tokenF1(outcome.answer, expected(item, grader.field), grader.pass);
    case 'citation':
      return citation(item, outcome);
    case 'abstention':
      return abstention(item, outcome);
    case 'correct':
      return correct(item, outcome);
    case 'retrieval':
      return retrieval(item, outcome, grader);
    case 'latency':
      return limited(outcome.durationMs, grader.maxMs);
    case 'cost':
      return outcome.costUsd === null ? undefined : limited(outcome.costUsd, grader.maxUsd);
  }
}

/** A quantity with an optional limit; its score is the quantity itself. */
function limited(value: number, limit: number | undefined): StoredScore {
  return { score: value, pass: limit === undefined ? null : value <= limit, note: null };
}

/** The expected text: a field of the example; undefined when it has none, or when the right answer is to abstain. */
function expected(item: ExampleItem, field: string): string | undefined {
  const value = item[field];
  if (item.unanswerable || value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listed(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}
