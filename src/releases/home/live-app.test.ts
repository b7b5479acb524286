import { describe, expect, it } from 'vitest';
import { AssistantDefinition } from '../../apps/contract.ts';
import type { AppRow } from '../../apps/index.ts';
import { EvalDefinition } from '../../evals/contract.ts';
import { decide, type EvalRunRow } from '../../evals/index.ts';
import type { Release } from '../contract.ts';
import { liveApp } from './live-app.ts';

const TODAY = new Date('2026-03-09T10:00:00Z');
const LATENCY = { grader: 'latency', at_most: 2_000 };
const CORRECT = { grader: 'correct', at_least: 0.5 };

function evaluation(slug: string, criteria: unknown[]): EvalDefinition {
  return EvalDefinition.parse({
    ...{ kind: 'eval', slug, name: slug, app: 'handbook', dataset: 'questions' },
    graders: [
      { name: 'correct', type: 'correct' },
      { name: 'latency', type: 'latency' },
    ],
    gate: { criteria },
  });
}

/** A finished run over forty examples of which the grader judged thirty. */
function run(id: string, version: number, definition: EvalDefinition): EvalRunRow {
  const latency = (i: number) => ({ score: 880 + i, pass: null, note: null });
  const graded = Array.from({ length: 40 }, (_, i) => ({
    exampleId: `ex_${i}`,
    tags: [],
    candidate: [
      { latency: latency(i), ...(i < 30 ? { correct: { score: 1, pass: i % 10 !== 0, note: null } } : {}) },
    ],
    baseline: [],
  }));
  const hashes = { version: 'v', baseline: null, dataset: 'd', graders: 'g', outputs: 'o' };
  return {
    ...{ id, version, definition, evalSlug: definition.slug, workspaceId: 'w', appSlug: 'handbook' },
    ...{ versionHash: 'v', baseline: null, baselineHash: null, datasetId: 'ds', datasetVersion: 1 },
    ...{ datasetHash: 'd', dataClass: 'internal', status: 'done', total: 40, fingerprint: {} },
    verdict: decide({ definition, version, baseline: null, hashes }, graded),
    ...{ createdBy: 'Ada', createdAt: TODAY, finishedAt: TODAY },
  };
}

const app: AppRow = {
  ...{ id: 'app_1', slug: 'handbook', kind: 'assistant', createdAt: TODAY },
  latest: {
    ...{ id: 'v_1', workspaceId: 'w', appId: 'app_1', number: 3, collectionIds: [], hash: 'v' },
    definition: AssistantDefinition.parse({
      ...{ kind: 'assistant', slug: 'handbook', name: 'Handbook', model: 'local/grounded', knowledge: [] },
    }),
    ...{ createdBy: 'Ada', createdAt: TODAY },
  },
};

const proven = (...ids: string[]): Release => ({
  ...{ id: 'rel_1', app: 'handbook', version: 2, stage: 'production', share: null, override: null },
  evidence: ids.map((evalRunId) => ({
    ...{ eval: evalRunId, evalRunId, result: 'pass', sentence: { en: '', zh: '' } },
  })),
  ...{
    note: null,
    releasedBy: 'Ada',
    releasedAt: TODAY.toISOString(),
    endedAt: null,
    endedBy: null,
    stale: [],
  },
});

const row = (runs: EvalRunRow[], releases: Release[]) =>
  liveApp(app, { runs, releases, traffic: [], today: TODAY });

describe('the quality of what serves', () => {
  const speed = evaluation('speed', [LATENCY]);
  const answers = evaluation('answers', [LATENCY, CORRECT]);

  it('is a share of passes where one was measured, whatever stands first, with what was judged', () => {
    const live = row([run('er_1', 2, speed), run('er_2', 2, answers)], [proven('er_1', 'er_2')]);
    expect(live.quality).toMatchObject({
      ...{ grader: 'correct', unit: 'share', estimate: 0.9, examples: 30, evalRunId: 'er_2' },
    });
  });

  it('says what it is measured in where there is no share', () => {
    const { quality, qualityTrend } = row([run('er_1', 2, speed)], [proven('er_1')]);
    expect(quality).toMatchObject({ grader: 'latency', unit: 'ms', estimate: 899.5, examples: 40 });
    expect(qualityTrend).toMatchObject([{ version: 2, unit: 'ms', estimate: 899.5 }]);
  });

  it('has a trend of one eval and one measure', () => {
    const runs = [
      run('er_1', 1, answers),
      run('er_2', 1, speed),
      run('er_3', 2, evaluation('answers', [LATENCY])),
      run('er_4', 2, answers),
      run('er_5', 3, speed),
    ];
    const points = [1, 2].map((version) => ({ version, unit: 'share', estimate: 0.9 }));
    expect(row(runs, [proven('er_4')]).qualityTrend).toMatchObject(points);
    expect(row(runs, []).qualityTrend.map(({ version, unit }) => [version, unit])).toEqual([
      [1, 'ms'],
      [3, 'ms'],
    ]);
  });
});
