import { z } from 'zod';
import { EvalRun, Interval, RESULTS, UNITS } from '../evals/contract.ts';
import { endpoint } from '../kernel/contract.ts';

const when = z.iso.datetime();
const bySlug = z.object({ slug: z.string().max(64) });

export const STAGES = ['staging', 'canary', 'production'] as const;
export type Stage = (typeof STAGES)[number];

/** What a release rested on when it was made. */
export const Evidence = z.object({
  eval: z.string(),
  evalRunId: z.string(),
  result: z.enum(RESULTS),
  sentence: z.object({ en: z.string(), zh: z.string() }),
});

/** Why a version may not serve yet. */
export const PROBLEMS = [
  'no_eval',
  'not_measured',
  'blocked',
  'inconclusive',
  'stale_model',
  'stale_knowledge',
  'stale_guardrails',
  'stale_eval',
  'stale_dataset',
  'other_baseline',
] as const;
export const Problem = z.object({
  problem: z.enum(PROBLEMS),
  eval: z.string().nullable(),
  /** In words, in English and in Chinese. */
  sentence: z.object({ en: z.string(), zh: z.string() }),
});
export type Problem = z.infer<typeof Problem>;

export const Readiness = z.object({
  app: z.string(),
  version: z.number().int(),
  /** `pass`: may serve. `block`: measured and refused. `inconclusive`: not proven yet. */
  result: z.enum(RESULTS),
  problems: z.array(Problem),
  evidence: z.array(Evidence),
});
export type Readiness = z.infer<typeof Readiness>;
export const getReadiness = endpoint('GET /api/apps/{slug}/readiness', {
  summary: 'Whether a version may serve, and what is missing; the newest version unless one is named',
  params: bySlug,
  query: z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647).optional() }),
  output: Readiness,
});

export const Release = z.object({
  id: z.string(),
  app: z.string(),
  version: z.number().int(),
  stage: z.enum(STAGES),
  /** Percent of callers that a canary serves. */
  share: z.number().int().nullable(),
  evidence: z.array(Evidence),
  /** Why an owner released it without proof; null when it was proven. */
  override: z.string().nullable(),
  note: z.string().nullable(),
  releasedBy: z.string(),
  releasedAt: when,
  endedAt: when.nullable(),
  endedBy: z.string().nullable(),
  /** What changed beneath it since it was measured; only of releases that serve. */
  stale: z.array(z.enum(['model', 'knowledge', 'guardrails'])),
});
export type Release = z.infer<typeof Release>;
export const ListedReleases = z.object({
  data: z.array(Release),
  /** What a roll-back of the app asked for would do; null when nothing is there to go back to, or none was named. */
  rollback: z.object({ from: z.number().int().nullable(), to: z.number().int() }).nullable(),
});
export const listReleases = endpoint('GET /api/releases', {
  summary: 'Releases: those that serve first, then the past ones, newest first',
  query: z.object({ app: z.string().max(64).optional() }),
  output: ListedReleases,
});

const reason = z.string().trim().min(8, 'must say why, in at least 8 characters').max(2_000);
export const release = endpoint('POST /api/apps/{slug}/releases', {
  summary:
    'Let a version serve. Canary and production need a passing verdict of every eval of the app, or an owner with a reason',
  params: bySlug,
  body: z.object({
    version: z.number().int().min(1).max(2_147_483_647).optional(),
    stage: z.enum(STAGES).default('production'),
    /** Percent of callers, for a canary. */
    share: z.number().int().min(1).max(50).default(10),
    override: reason.optional(),
    note: z.string().trim().max(2_000).optional(),
  }),
  output: Release,
  status: 201,
});
export const rollBack = endpoint('POST /api/apps/{slug}/rollback', {
  summary: 'Back to the version that served production before; a canary ends too',
  params: bySlug,
  body: z.object({
    reason,
    /** The version that serves production as far as the caller knows, null for none; refused when another one does. */
    from: z.number().int().min(1).max(2_147_483_647).nullable().optional(),
    /** The version that the caller wants back; refused when it would be another one. */
    to: z.number().int().min(1).max(2_147_483_647).optional(),
  }),
  output: Release,
});
export const endRelease = endpoint('DELETE /api/releases/{id}', {
  summary: 'Stop serving a release',
  params: z.object({ id: z.string().max(64) }),
  status: 204,
});

const Quality = z.object({
  grader: z.string(),
  unit: z.enum(UNITS),
  estimate: z.number(),
  interval: Interval,
  examples: z.number().int(),
  evalRunId: z.string(),
  measuredAt: when,
});
/** A share in production, this week beside the one before. */
const Watched = z.object({
  estimate: z.number(),
  interval: Interval,
  n: z.number().int(),
  before: z.number().nullable(),
  /** Of the difference to the week before. */
  difference: Interval.nullable(),
  drifted: z.boolean(),
});
export const LiveApp = z.object({
  slug: z.string(),
  name: z.string(),
  latestVersion: z.number().int(),
  production: Release.nullable(),
  canary: Release.nullable(),
  staging: Release.nullable(),
  quality: Quality.nullable(),
  /** One entry per verdict of the eval that quality is from (while nothing is proven: the latest), oldest first. */
  qualityTrend: z.array(
    z.object({
      version: z.number().int(),
      unit: z.enum(UNITS),
      estimate: z.number(),
      interval: Interval,
    }),
  ),
  traffic: z.array(z.object({ day: z.string(), runs: z.number().int(), abstained: z.number().int() })),
  runs: z.number().int(),
  costUsd: z.number().nullable(),
  abstentions: Watched,
  complaints: Watched,
});
export const NEEDS = [
  'proposals',
  'unreleased',
  'blocked',
  'inconclusive',
  'stale',
  'drift',
  'failed_documents',
  'flagged',
] as const;
export const getHome = endpoint('GET /api/home', {
  summary: 'What is live, how good it is and how sure, what changed, and what waits for the caller',
  output: z.object({
    apps: z.array(LiveApp),
    needs: z.array(
      z.object({
        need: z.enum(NEEDS),
        app: z.string().nullable(),
        version: z.number().int().nullable(),
        count: z.number().int(),
        /** What to open: an eval run or a collection. */
        ref: z.string().nullable(),
      }),
    ),
    /** The newest verdict of the workspace. */
    verdict: EvalRun.nullable(),
  }),
});
