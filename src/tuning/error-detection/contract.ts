import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

/** Searches for errors: in the cells of a table, or in the labels of a data set, and what people made of the findings. */

const when = z.iso.datetime();
const count = z.number().int().min(0);
const byId = z.object({ id: z.string().max(64) });
const name = z.string().trim().min(1, 'must not be empty').max(120);
const threshold = z.number().min(0.1).max(0.99).default(0.5);
const seed = z.number().int().min(0).max(4_294_967_295).default(1);

export const CHECK_KINDS = ['table', 'labels'] as const;
export const CHECK_STATUS = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export const FINDING_STATUS = ['open', 'confirmed', 'corrected', 'dismissed'] as const;

/** What a column usually looks like. */
export const ColumnProfile = z.object({
  name: z.string(),
  kind: z.enum(['integer', 'decimal', 'date', 'time', 'email', 'url', 'text']),
  filled: z.number(),
  distinct: count,
  examples: z.array(z.string()),
  decidedBy: z.array(z.object({ columns: z.array(z.string()), gain: z.number() })),
  findings: count,
});
export const Confusion = z.object({ given: z.string(), actual: z.string(), estimated: z.number() });

export const ErrorCheck = z.object({
  id: z.string(),
  kind: z.enum(CHECK_KINDS),
  name: z.string(),
  /** The file's name, or the slug of the data set. */
  source: z.string(),
  /** Of the data set whose labels were looked at. */
  datasetVersion: z.number().int().nullable(),
  status: z.enum(CHECK_STATUS),
  /** Share of the work that is done, 0 to 1. */
  progress: z.number(),
  rows: count,
  columns: z.array(ColumnProfile),
  /** Pairs of labels that are confused most; empty for tables. */
  confusions: z.array(Confusion),
  /** Estimated share of wrong labels; null for tables. */
  noise: z.number().nullable(),
  threshold: z.number(),
  findings: z.record(z.enum(FINDING_STATUS), count),
  problem: z.string().nullable(),
  createdBy: z.string(),
  createdAt: when,
  finishedAt: when.nullable(),
});
export type ErrorCheck = z.infer<typeof ErrorCheck>;

export const listErrorChecks = endpoint('GET /api/error-checks', {
  summary: 'Searches for errors, newest first',
  output: z.object({ data: z.array(ErrorCheck) }),
});
export const startErrorCheck = endpoint('POST /api/error-checks', {
  summary: 'Look for wrong cells in a table (CSV, XLSX, JSON, JSONL) or for wrong labels in a data set',
  body: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('table'),
      name: name.optional(),
      filename: z.string().min(1).max(400),
      content: z.string().min(1).max(50_000_000),
      /** `base64` for files that are no text, such as XLSX. */
      encoding: z.enum(['utf8', 'base64']).default('utf8'),
      threshold,
      seed,
    }),
    z.strictObject({
      kind: z.literal('labels'),
      name: name.optional(),
      dataset: z.string().max(64),
      threshold,
      seed,
    }),
  ]),
  output: ErrorCheck,
  status: 202,
});
export const getErrorCheck = endpoint('GET /api/error-checks/{id}', {
  summary: 'One search with its progress, and what its columns usually look like',
  params: byId,
  output: ErrorCheck,
});
export const cancelErrorCheck = endpoint('POST /api/error-checks/{id}/cancel', {
  summary: 'Stop a search',
  params: byId,
  output: ErrorCheck,
});
export const deleteErrorCheck = endpoint('DELETE /api/error-checks/{id}', {
  summary: 'Delete a search with its table and findings; corrections of data sets stay',
  params: byId,
  status: 204,
});

/** One reason; the studio words the code, the sentence is for everybody else. */
export const Reason = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  sentence: z.object({ en: z.string(), zh: z.string() }),
});
export const Finding = z.object({
  id: z.string(),
  /** Of the table, from 0; of a data set's example, its place in the version. */
  row: count,
  /** Null for a label. */
  column: z.string().nullable(),
  /** The example whose label it is. */
  exampleId: z.string().nullable(),
  value: z.string(),
  /** What should probably stand there; the empty text to leave it empty. */
  suggestion: z.string().nullable(),
  /** Estimated probability that it is wrong. */
  score: z.number(),
  reasons: z.array(Reason),
  status: z.enum(FINDING_STATUS),
  /** What stands there now by somebody's decision. */
  correction: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: when.nullable(),
  /** The row's cells in the order of the columns, or the example's text. */
  context: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;

export const listFindings = endpoint('GET /api/error-checks/{id}/findings', {
  summary: 'What was found, the surest first, with the row it stands in',
  params: byId,
  query: z.object({
    status: z.enum(FINDING_STATUS).optional(),
    column: z.string().max(300).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ data: z.array(Finding), hasMore: z.boolean() }),
});
export const decideFinding = endpoint('PATCH /api/error-findings/{id}', {
  summary: 'Confirm a finding with its suggestion, correct it by hand, dismiss it, or open it again',
  params: byId,
  body: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('confirmed') }),
    z.strictObject({ status: z.literal('corrected'), correction: z.string().max(20_000) }),
    z.strictObject({ status: z.literal('dismissed') }),
    z.strictObject({ status: z.literal('open') }),
  ]),
  output: Finding,
});
export const exportCorrected = endpoint('GET /api/error-checks/{id}/corrected.csv', {
  summary: 'The table as CSV with every confirmed and corrected cell changed',
  params: byId,
  answers: 'bytes',
});
