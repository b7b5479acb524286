import type { ErrorCheck, Finding } from './contract.ts';
import type { CheckState, FindingRow } from './store.ts';
import { sentenceOf } from './words.ts';

export function presentCheck(row: CheckState): ErrorCheck {
  const { id, kind, name, source, datasetVersion, status, progress, rows, confusions, noise } = row;
  return {
    ...{ id, kind, name, source, datasetVersion, status, progress, rows, confusions, noise },
    columns: row.profiles.length > 0 ? row.profiles : row.header.map(unprofiled),
    threshold: row.threshold,
    findings: row.counts,
    problem: row.problem,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** What is known of a column before anything was learned. */
function unprofiled(name: string): ErrorCheck['columns'][number] {
  return { name, kind: 'text', filled: 0, distinct: 0, examples: [], decidedBy: [], findings: 0 };
}

export function presentFinding(row: FindingRow, header: readonly string[], context: string[]): Finding {
  const { id, exampleId, value, suggestion, score, status, correction, decidedBy } = row;
  return {
    ...{ id, row: row.row, exampleId, value, suggestion, score, status, correction, decidedBy, context },
    column: row.column < 0 ? null : (header[row.column] ?? ''),
    reasons: row.reasons.map((reason) => ({ ...reason, sentence: sentenceOf(reason) })),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
