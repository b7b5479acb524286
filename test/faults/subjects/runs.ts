import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { askApp, getRun } from '../../../src/apps/contract.ts';
import type { Ending } from '../client.ts';
import type { Random } from '../random.ts';
import { type Finding, finding, type Subject } from '../subject.ts';
import type { World } from '../world.ts';
import { makeShelf } from './shelf.ts';

/** The contract's shapes; every endpoint that is used here has one. */
const RunEvent = askApp.output ?? z.never();
const Run = getRun.output ?? z.never();

const SLUG = 'porter';
const ASKERS = 2;
const FACTS = Array.from({ length: 30 }, (_, i) => ({
  question: `Who keeps the key of cabinet number ${100 + i}?`,
  text: `# Cabinet ${100 + i}\n\nThe key of cabinet number ${100 + i} is kept by the porter of gate ${i + 1}.\n`,
}));

/** What a client knows of one question it asked. */
interface Asked {
  /** The run's id, once the server told it. */
  id?: string;
  /** The whole answer, once the last event was there. */
  answer?: { text: string; abstained: boolean };
  /** Whether the server acknowledged the client's thumb. */
  thumb: boolean;
  ending: Ending;
  detail: string;
}

/** Questions to an assistant, each asked once: it is answered whole, or the client and the record both know that it failed. */
export function createRuns(): Subject {
  const asked: Asked[] = [];
  let underWay = 0;

  const askOnce = async ({ client }: World, random: Random) => {
    const content = random.pick(FACTS).question;
    underWay += 1;
    const body = { messages: [{ role: 'user', content }], version: 1 };
    const heard = await client.listen(`/api/apps/${SLUG}/ask`, body);
    underWay -= 1;
    const events = heard.events.map((event) => RunEvent.parse(event));
    const { ending, detail } = heard;
    const one: Asked = { thumb: false, ending, detail };
    let text = '';
    for (const event of events) {
      if (event.type === 'run') one.id = event.id;
      if (event.type === 'text') text += event.text;
      if (event.type === 'done') one.answer = { text, abstained: event.abstained };
    }
    asked.push(one);
    if (!one.answer || random.next() < 0.5) return;
    await client.send('PUT', `/api/runs/${one.id}/feedback`, () => ({ thumb: 'up' }));
    one.thumb = true;
  };

  return {
    name: 'runs',
    async prepare({ client }) {
      const shelf = await makeShelf(client, 'Cabinets');
      await shelf.ended(await shelf.upload(new Map(FACTS.map(({ text }, i) => [`cabinet-${i}.md`, text]))));
      const definition = { kind: 'assistant', slug: SLUG, name: 'Porter', knowledge: [shelf.id] };
      await client.send('POST', '/api/apply', () => definition);
    },
    async work(world, random) {
      const keepAsking = async (own: Random) => {
        while (!world.isOver()) {
          await askOnce(world, own);
          await sleep(own.between(20, 250));
        }
      };
      await Promise.all(Array.from({ length: ASKERS }, (_, i) => keepAsking(random.fork(`asker ${i}`))));
    },
    acknowledged: () => asked.filter((one) => one.answer).length,
    underWay: () => underWay,
    verify: async (world) => [answeredOrFailed(asked), ...(await recorded(world, asked))],
  };
}

/** For the client: an answer to the end, or an error it cannot take for one. */
function answeredOrFailed(asked: readonly Asked[]): Finding {
  const violations = asked.flatMap((one) => {
    if (one.ending === 'hung') return [`a question was not answered in time: ${one.detail}`];
    if (one.ending === 'closed' && !one.answer)
      return ['an answer ended in good order without its last event'];
    return [];
  });
  if (!asked.some((one) => one.answer)) violations.push('nothing was answered, so nothing is shown');
  const counts = Map.groupBy(asked, (one) => (one.answer ? 'answered' : one.ending));
  const seen = [...counts].map(([ending, list]) => `${list.length} ${ending}`).join(', ');
  return finding('each question was answered to the end, or clearly failed', seen, violations);
}

/** For the record: what was answered is stored as it was said, what was cut off does not count as going on. */
async function recorded({ client }: World, asked: readonly Asked[]): Promise<Finding[]> {
  const lost: string[] = [];
  const unclear: string[] = [];
  const statuses = new Map<string, number>();
  const begun = asked.filter((one) => one.id);
  for (const one of begun) {
    const run = Run.parse(await client.send('GET', `/api/runs/${one.id}`));
    if (!one.answer) {
      statuses.set(run.status, (statuses.get(run.status) ?? 0) + 1);
      if (run.status === 'running') unclear.push(`${run.id} is still running`);
      continue;
    }
    const status = one.answer.abstained ? 'abstained' : 'answered';
    if (run.status !== status || run.answer !== one.answer.text)
      lost.push(`${run.id} is stored as ${run.status} with another answer`);
    if (one.thumb && run.thumb !== 'up') lost.push(`the thumb of ${run.id} is lost`);
  }
  const cut = [...statuses].map(([status, n]) => `${n} ${status}`).join(', ') || 'none';
  const answered = begun.filter((one) => one.answer).length;
  const thumbs = begun.filter((one) => one.thumb).length;
  return [
    finding(
      'each answer that was given to the end is stored as it was given, each thumb too',
      `${answered} answers, ${thumbs} thumbs`,
      lost,
    ),
    finding('no run that was cut off is recorded as going on', `recorded as: ${cut}`, unclear),
  ];
}
