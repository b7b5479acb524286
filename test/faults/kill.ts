import { setTimeout as sleep } from 'node:timers/promises';
import { checkInvariants } from './invariants.ts';
import { createRandom, type Random } from './random.ts';
import { type Finding, finding, type Subject } from './subject.ts';
import { createEvals } from './subjects/evals.ts';
import { createIngestion } from './subjects/ingestion.ts';
import { createRuns } from './subjects/runs.ts';
import { openWorld, type Victim, type World } from './world.ts';

/** What the server is busy with while it is killed. */
const SUBJECTS: Record<'kill' | 'kill-evals', (() => Subject)[]> = {
  kill: [createIngestion, createRuns],
  'kill-evals': [createEvals],
};

/** Share of the kills that come before the last one is recovered from. */
const EARLY = 0.2;

export interface Round {
  round: number;
  killed: Victim;
  /** What the server was doing. */
  while: string;
  /** Acknowledged and unfinished work of each subject at that moment. */
  work: string;
  /** Seconds until a request that needs the database was answered. */
  'serving after, s': string;
}

export interface Verdict {
  rounds: Round[];
  findings: Finding[];
  seconds: number;
  /** Where the server's data was left, when something is wrong or it was asked for. */
  dataDir: string | undefined;
}

export interface Options {
  name: keyof typeof SUBJECTS;
  seed: number;
  rounds: number;
  /** Longest time between recovery and the next kill, milliseconds. */
  longestMs: number;
  keep: boolean;
  say(line: string): void;
}

/**
 * Kills the server and its PostgreSQL at random moments while clients upload and ask, and then compares what is there
 * with what was acknowledged. The seed decides what is killed, when, and what the clients send.
 */
export async function killTest(options: Options): Promise<Verdict> {
  const { name, seed, keep, say } = options;
  const began = performance.now();
  const random = createRandom(seed);
  const subjects = SUBJECTS[name].map((create) => create());
  const world = await openWorld();
  let sound = false;
  try {
    await world.recovered();
    for (const subject of subjects) await subject.prepare(world);
    say('the server is prepared; clients begin');
    const work = Promise.all(subjects.map((subject) => subject.work(world, random.fork(subject.name))));
    // A client that gives up ends the test at once, not after the last kill.
    const rounds = await Promise.race([killAll(world, subjects, random, options), work.then(() => [])]);
    world.finish();
    await work;
    say('no more kills; comparing');
    const findings = [recovery(rounds), ...(await verify(world, subjects))];
    sound = findings.every((one) => one.violations.length === 0);
    const seconds = Math.round((performance.now() - began) / 1_000);
    return { rounds, findings, seconds, dataDir: keep || !sound ? world.dataDir : undefined };
  } finally {
    world.finish();
    await world.close(keep || !sound);
  }
}

async function killAll(
  world: World,
  subjects: readonly Subject[],
  random: Random,
  { rounds: count, longestMs, say }: Options,
): Promise<Round[]> {
  const moments = random.fork('moments');
  const rounds: Round[] = [];
  const victims = inRandomOrder(count, random.fork('victims'));
  for (const [i, killed] of victims.entries()) {
    await sleep(moments.between(100, longestMs));
    const work = subjects.map((one) => `${one.name} ${one.acknowledged()}+${one.underWay()}`).join(', ');
    const phase = await world.kill(killed);
    const early = i < count - 1 && moments.next() < EARLY;
    const after = early ? 'not before the next kill' : ((await world.recovered()) / 1_000).toFixed(1);
    rounds.push({ round: i + 1, killed, while: phase, work, 'serving after, s': after });
    say(`round ${i + 1} of ${count}: ${killed} killed while ${phase}; ${work}; serving after: ${after}`);
  }
  return rounds;
}

async function verify(world: World, subjects: readonly Subject[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const subject of subjects) findings.push(...(await subject.verify(world)));
  findings.push(...(await checkInvariants(world.dataDir)));
  const claim = 'the server never ended by itself, and no process of a killed one was left behind';
  return [...findings, finding(claim, `${world.client.retries()} repeated requests`, await world.mishaps())];
}

/** A server that does not come back throws earlier; here it is only told how long the longest took. */
function recovery(rounds: readonly Round[]): Finding {
  const seconds = rounds.map((round) => Number(round['serving after, s'])).filter((n) => !Number.isNaN(n));
  const enough = rounds.length > 0 && seconds.length > 0;
  const seen = `${rounds.length} kills, the longest took ${Math.max(0, ...seconds)} s`;
  return finding('after every kill it served again', seen, enough ? [] : ['no kill was made']);
}

/** Half of the kills for each victim, the odd one for the server. */
function inRandomOrder(count: number, random: Random): Victim[] {
  const victims = Array.from({ length: count }, (_, i): Victim => (i % 2 === 0 ? 'server' : 'PostgreSQL'));
  const keyed = victims.map((victim) => ({ victim, key: random.next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ victim }) => victim);
}
