import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

/** What is asked of one system. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  model: string;
  stream: boolean;
  connections: number;
  seconds: number;
  /** Ends after so many, however long it takes; absent: after the time. */
  requests?: number;
  /** Requests a second, sent whether or not the earlier ones are answered; absent: as fast as they are answered. */
  rate?: number;
}

export interface Loaded {
  perSecond: number;
  failed: number;
  /** Milliseconds; of streams until the first piece. */
  p50: number;
  p99: number;
}

const QUESTION =
  'How long does a customer have to return a petrol mower that was bought on offer in week WEEK?';

/** A body for each request: nobody asks the same all day, and what looks at texts must look at each. */
function bodiesOf({ model, stream }: Load): () => string {
  const messages = [
    { role: 'system', content: 'Answer from the handbook only, in one sentence.' },
    { role: 'user', content: QUESTION },
  ];
  const [before = '', after = ''] = JSON.stringify({
    ...{ model, messages, temperature: 0 },
    ...(stream ? { stream: true } : {}),
  }).split('WEEK');
  let week = 0;
  return () => {
    week += 1;
    return before + week + after;
  };
}

/** One request; the milliseconds to its end, or for a stream to its first piece. */
async function once(load: Load, body: string): Promise<number> {
  const began = performance.now();
  const answer = await request(load.url, { method: 'POST', headers: load.headers, body });
  let first = 0;
  let last: Buffer | undefined;
  for await (const chunk of answer.body) {
    first ||= performance.now() - began;
    last = chunk;
  }
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${last?.toString().slice(0, 200)}`);
  if (load.stream && !last?.includes('[DONE]')) throw new Error('the stream has no end');
  return load.stream ? first : performance.now() - began;
}

/** The first seconds of a new process compile the load generator itself; their answers are sent and not counted. */
const WARM_SECONDS = { closed: 1, open: 2 };

/** So many callers, each asking again when it has its answer. */
export async function closedLoop(load: Load): Promise<Loaded> {
  if (load.requests === undefined) await callers({ ...load, seconds: WARM_SECONDS.closed });
  return callers(load);
}

async function callers(load: Load): Promise<Loaded> {
  const body = bodiesOf(load);
  const until = performance.now() + load.seconds * 1000;
  const times: number[] = [];
  let failed = 0;
  let left = load.requests ?? Number.POSITIVE_INFINITY;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (performance.now() < until && left > 0) {
        left -= 1;
        try {
          times.push(await once(load, body()));
        } catch (error) {
          failed += 1;
          if (failed === 1) process.stderr.write(`${String(error)}\n`);
          if (failed > 1000) return;
        }
      }
    }),
  );
  return summary(times, failed, (performance.now() - began) / 1000);
}

/** A request at each tick of the clock: one that is answered late delays no other, and its wait is counted. */
export async function openLoop(load: Load, rate: number): Promise<Loaded> {
  await ticks(load, rate, WARM_SECONDS.open);
  return ticks(load, rate, load.seconds);
}

async function ticks(load: Load, rate: number, seconds: number): Promise<Loaded> {
  const body = bodiesOf(load);
  const times: number[] = [];
  let failed = 0;
  const running: Promise<void>[] = [];
  const began = performance.now();
  const total = Math.round(rate * seconds);
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * rate) + 1);
    for (; sent < due; sent += 1) {
      running.push(
        once(load, body()).then(
          (ms) => void times.push(ms),
          () => {
            failed += 1;
          },
        ),
      );
    }
    await sleep(1);
  }
  await Promise.all(running);
  return summary(times, failed, (performance.now() - began) / 1000);
}

function summary(times: number[], failed: number, seconds: number): Loaded {
  times.sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;
  return { perSecond: times.length / seconds, failed, p50: at(0.5), p99: at(0.99) };
}
