import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

export const AuditEntry = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  actorId: z.string(),
  actorName: z.string(),
  action: z.string(),
  target: z.string(),
  outcome: z.enum(['attempted', 'done', 'failed']),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export const listAudit = endpoint('GET /api/audit', {
  summary: 'The audit log, newest first',
  query: z.object({
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    action: z.string().max(80).optional(),
    search: z.string().max(200).optional(),
  }),
  output: z.object({ data: z.array(AuditEntry), hasMore: z.boolean() }),
});

export const Anchor = z.object({
  workspaceId: z.string(),
  seq: z.number().int(),
  hash: z.string(),
  mac: z.string(),
});
export const getAuditAnchor = endpoint('GET /api/audit/anchor', {
  summary:
    'The signed end of the audit log; kept elsewhere, it proves later that nothing before it was changed or cut',
  output: Anchor,
});
export const AuditCheck = z.object({
  entries: z.number().int(),
  problems: z.array(
    z.object({
      seq: z.number().int(),
      problem: z.enum(['changed', 'missing', 'out_of_place', 'tail_cut', 'bad_head', 'not_in_chain']),
    }),
  ),
});
export const verifyAudit = endpoint('POST /api/audit/verify', {
  summary: 'Check the whole audit log against its hashes and the given anchors',
  body: z.object({ anchors: z.array(Anchor).max(100).default([]) }),
  output: AuditCheck,
});
export const exportAudit = endpoint('GET /api/audit/export', {
  summary: 'The whole audit log and its anchor as JSON lines, for the offline verifier',
  answers: 'bytes',
});
