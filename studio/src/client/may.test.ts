import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Deed, MAY } from './may.ts';

/** The operations that stand for each deed. */
const PLACES: Record<Deed, string[]> = {
  ask: ['post /api/apps/{slug}/ask', 'post /api/tuned-models/{id}/try'],
  giveFeedback: ['put /api/runs/{id}/feedback'],
  buildAssistants: ['post /api/apply', 'delete /api/apps/{slug}'],
  seeVersions: ['get /api/apps/{slug}/versions'],
  writeKnowledge: ['post /api/collections', 'post /api/collections/{id}/files', 'delete /api/documents/{id}'],
  seePeople: ['get /api/members', 'get /api/groups'],
  managePeople: ['patch /api/members/{id}', 'post /api/invitations', 'post /api/groups'],
  seeKeys: ['get /api/keys'],
  makeKeys: ['post /api/keys', 'delete /api/keys/{id}'],
  seeProviders: ['get /api/providers'],
  manageProviders: ['post /api/providers', 'patch /api/providers/{id}'],
  seeUsage: [
    'get /api/usage',
    'get /api/model-calls',
    'get /api/limits',
    'get /api/routes',
    'post /api/routes/{slug}/try',
    'get /api/guardrails/policies',
  ],
  manageRoutes: [
    'put /api/routes/{slug}',
    'delete /api/routes/{slug}',
    'post /api/distillations/{id}/move',
    'post /api/distillations/{id}/move-back',
    'post /api/limits',
    'put /api/limits/{id}',
    'post /api/guardrails/policies',
    'put /api/guardrails/policies/{slug}',
  ],
  checkTexts: ['post /api/guardrails/check'],
  manageWorkspace: ['patch /api/workspace', 'post /api/reindex'],
  createWorkspaces: ['post /api/workspaces'],
  seeRuns: ['get /api/runs', 'get /api/runs/{id}'],
  seeEvals: [
    'get /api/home',
    'get /api/datasets',
    'get /api/evals',
    'get /api/eval-runs',
    'get /api/releases',
  ],
  curate: [
    'post /api/datasets',
    'patch /api/examples/{id}',
    'get /api/proposals',
    'post /api/evals/{slug}/runs',
  ],
  deleteEvals: ['delete /api/datasets/{slug}', 'delete /api/evals/{slug}'],
  release: ['post /api/apps/{slug}/releases', 'post /api/apps/{slug}/rollback', 'delete /api/releases/{id}'],
  seeTuning: [
    'get /api/training-sets',
    'get /api/distillations',
    'get /api/tuned-models',
    'get /api/training-sets/{slug}/versions/{number}/examples',
  ],
  tune: [
    'post /api/distillations',
    'post /api/tuning/jobs',
    'post /api/tuned-models/{id}/erase',
    'post /api/training-sets',
    'get /api/training-sets/{slug}/versions/{number}/jsonl',
  ],
  readAudit: ['get /api/audit', 'post /api/audit/verify', 'get /api/audit/export', 'get /api/audit/anchor'],
};

describe('what the studio shows each role', () => {
  const document = JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8'));
  for (const [deed, places] of Object.entries(PLACES)) {
    it.each(places)(`agrees with the server about ${deed}: %s`, (place) => {
      const [method = '', path = ''] = place.split(' ');
      const roles = document.paths[path][method]['x-policy'].roles;
      expect([...MAY[deed as Deed]].sort()).toEqual([...roles].sort());
    });
  }
});
