import { setTimeout as sleep } from 'node:timers/promises';
import { EvalRun, type Verdict } from '../../../src/evals/contract.ts';
import type { Client } from '../client.ts';
import { count } from '../stored.ts';
import { type Finding, finding, type Subject } from '../subject.ts';
import { makeShelf } from './shelf.ts';

const CABINETS = Array.from({ length: 30 }, (_, i) => 100 + i);
const FORMS = [
  (n: number) => `Who keeps the key of cabinet number ${n}?`,
  (n: number) => `Which porter has the key of cabinet ${n}?`,
  (n: number) => `Where is the key of cabinet ${n} kept?`,
  (n: number) => `The key of cabinet number ${n}, who keeps it?`,
];
const REPEATS = 2;

/** Eval runs, one after the other: each must end with the verdict that an undisturbed run has. */
export function createEvals(): Subject {
  const ended = new Map<string, Verdict | null>();
  const started = new Set<string>();
  let expected: Verdict | null = null;

  const start = async ({ send }: Client) => {
    const run = EvalRun.parse(await send('POST', '/api/evals/keys/runs', () => ({})));
    started.add(run.id);
    return run.id;
  };
  const end = async ({ send }: Client, id: string) => {
    let run = EvalRun.parse(await send('GET', `/api/eval-runs/${id}`));
    while (run.status === 'queued' || run.status === 'running') {
      await sleep(200);
      run = EvalRun.parse(await send('GET', `/api/eval-runs/${id}`));
    }
    ended.set(id, run.verdict);
    return run.verdict;
  };

  return {
    name: 'eval runs',
    async prepare({ client }) {
      const shelf = await makeShelf(client, 'Keys');
      const text = (n: number) =>
        `# Cabinet ${n}\n\nThe key of cabinet number ${n} is kept by the porter of gate ${n - 99}.\n`;
      const files = CABINETS.map((n) => [`cabinet-${n}.md`, text(n)] as const);
      await shelf.ended(await shelf.upload(new Map(files)));
      await client.send('POST', '/api/apply', () => ({ definitions: definitions(shelf.id) }));
      expected = await end(client, await start(client));
    },
    async work(world) {
      while (!world.isOver()) await end(world.client, await start(world.client));
    },
    acknowledged: () => ended.size,
    underWay: () => started.size - ended.size,
    async verify(world) {
      const counted = await countedTwice(world.dataDir);
      const total = `${ended.size} eval runs of ${FORMS.length * CABINETS.length * REPEATS} cases`;
      return [
        finding(
          'each eval run that was acknowledged ended with a verdict',
          total,
          [...started].filter((id) => !ended.get(id)),
        ),
        finding('each verdict is that of an undisturbed run', total, differing(expected, ended)),
        ...counted,
      ];
    },
  };
}

/** The same answers, hence the same hashes, estimates and sentence; only the data set's seal may have moved on. */
function differing(expected: Verdict | null, ended: ReadonlyMap<string, Verdict | null>): string[] {
  const wanted = JSON.stringify(expected);
  return [...ended].flatMap(([id, verdict]) =>
    JSON.stringify(verdict) === wanted ? [] : [`${id}: ${verdict?.sentence.en ?? 'no verdict'}`],
  );
}

async function countedTwice(dataDir: string): Promise<Finding[]> {
  const rows = await count(dataDir, 'select count(*) as n from eval_results');
  const distinct = await count(
    dataDir,
    'select count(*) as n from (select distinct eval_run_id, example_id, side, repeat from eval_results) d',
  );
  const wrong = await count(
    dataDir,
    'select count(*) as n from eval_runs e where total <> (select count(*) from eval_results r where r.eval_run_id = e.id)',
  );
  const violations = [
    ...(rows === distinct ? [] : [`${rows - distinct} results are there twice`]),
    ...(wrong === 0 ? [] : [`${wrong} runs have more or fewer results than cases`]),
  ];
  return [finding('no case was counted twice or left out', `${rows} results`, violations)];
}

function definitions(knowledge: string) {
  const examples = CABINETS.flatMap((n) =>
    FORMS.map((form) => ({
      question: form(n),
      passages: [{ document: `cabinet-${n}.md`, quote: `the porter of gate ${n - 99}` }],
    })),
  );
  return [
    { kind: 'assistant', slug: 'keys', name: 'Keys', model: 'local/grounded', knowledge: [knowledge] },
    { kind: 'dataset', slug: 'keys', name: 'Keys', examples },
    {
      kind: 'eval',
      slug: 'keys',
      name: 'Keys',
      app: 'keys',
      dataset: 'keys',
      graders: [{ name: 'correct', type: 'correct' }],
      gate: { criteria: [{ grader: 'correct', at_least: 0.5 }] },
      repeats: REPEATS,
    },
  ];
}
