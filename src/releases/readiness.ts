import {
  appErrors,
  type Fingerprint,
  findApp,
  findVersion,
  fingerprintOf,
  type VersionRow,
} from '../apps/index.ts';
import {
  type EvalRow,
  type EvalRunRow,
  type Evals,
  evalsOfApp,
  gateCompares,
  sameDefinition,
  sameExamples,
  verdictsOf,
} from '../evals/index.ts';
import type { Actor, Tx } from '../kernel/index.ts';
import type { Problem, Readiness } from './contract.ts';
import { releaseErrors } from './errors.ts';
import { explain } from './explain.ts';

/** A version's readiness with what a release has to keep of it. */
export interface Judged {
  version: VersionRow;
  readiness: Readiness;
  fingerprint: Fingerprint;
}

/**
 * Whether a version may serve: every eval of its app has a passing verdict on it, for what lies beneath it now, against
 * what serves now.
 * @param number absent: the newest version
 */
export async function judgeReadiness(
  bag: Evals,
  actor: Actor,
  slug: string,
  number: number | undefined,
): Promise<Judged> {
  const known = await bag.db.in(actor.workspaceId, (tx) => gather(bag, tx, slug, number));
  return judge(slug, known, await fingerprintOf(bag, actor, known.version));
}

/**
 * The same once more within the transaction that releases. What serves, the verdicts and the examples may have changed
 * since; what lies beneath the version takes calls to find out, for which no transaction waits.
 */
export async function judgeAgain(bag: Evals, tx: Tx, slug: string, before: Judged): Promise<Judged> {
  const known = await gather(bag, tx, slug, before.version.number);
  // An app of the same name that was made anew.
  if (known.version.hash !== before.version.hash) throw releaseErrors.moved_on({ slug });
  return judge(slug, known, before.fingerprint);
}

/** What readiness depends on, as the transaction sees it. */
interface Known {
  version: VersionRow;
  production: number | undefined;
  evals: { one: EvalRow; run: EvalRunRow | undefined; sameExamples: boolean }[];
}

async function gather(bag: Evals, tx: Tx, slug: string, number: number | undefined): Promise<Known> {
  const app = await findApp(tx, slug);
  if (!app) throw appErrors.unknown_app({ slug });
  const version = number === undefined ? app.latest : await findVersion(tx, slug, number);
  if (!version) throw appErrors.unknown_version({ slug, version: number ?? 0 });
  const runs = await verdictsOf(tx, slug, version.number);
  const evals: Known['evals'] = [];
  for (const one of await evalsOfApp(tx, slug)) {
    // A verdict counts for what was measured: another app of the same name has other versions of the same numbers.
    const run = runs.find(
      ({ evalSlug, versionHash }) => evalSlug === one.slug && versionHash === version.hash,
    );
    evals.push({ one, run, sameExamples: !run || (await sameExamples(tx, one.definition.dataset, run)) });
  }
  return { version, production: await bag.serving.production(tx, slug), evals };
}

function judge(slug: string, { version, production, evals }: Known, fingerprint: Fingerprint): Judged {
  const problems: Problem[] =
    evals.length === 0
      ? [explain('no_eval', null, { app: slug })]
      : evals.flatMap(({ one, run, sameExamples: same }) =>
          problemsOf(one, run, { version: version.number, production, fingerprint, sameExamples: same }),
        );
  return {
    version,
    fingerprint,
    readiness: {
      app: slug,
      version: version.number,
      result: resultOf(problems),
      problems,
      evidence: evals.flatMap(({ run }) =>
        run?.verdict
          ? [
              {
                eval: run.evalSlug,
                evalRunId: run.id,
                result: run.verdict.result,
                sentence: run.verdict.sentence,
              },
            ]
          : [],
      ),
    },
  };
}

function problemsOf(
  one: EvalRow,
  run: EvalRunRow | undefined,
  now: {
    version: number;
    production: number | undefined;
    fingerprint: Fingerprint;
    sameExamples: boolean;
  },
): Problem[] {
  const { slug } = one;
  if (!run?.verdict) return [explain('not_measured', slug, { version: now.version })];
  const problems: Problem[] = [];
  const { result, sentence } = run.verdict;
  if (result === 'block') problems.push({ problem: 'blocked', eval: slug, sentence });
  if (result === 'inconclusive') problems.push({ problem: 'inconclusive', eval: slug, sentence });
  if (!now.sameExamples) problems.push(explain('stale_dataset', slug, {}));
  for (const part of changed(run.fingerprint, now.fingerprint))
    problems.push(explain(`stale_${part}`, slug, {}));
  if (!sameDefinition(one.definition, run.definition)) problems.push(explain('stale_eval', slug, {}));
  const comparing = gateCompares(one.definition.gate);
  const rival = now.production === now.version ? undefined : now.production;
  if (comparing && rival !== undefined && run.baseline !== rival)
    problems.push(explain('other_baseline', slug, { production: rival }));
  return problems;
}

/** What differs between two states of what lies beneath a version. What was not noted at the time was not there. */
export function changed(before: Record<string, string>, now: Fingerprint): (keyof Fingerprint)[] {
  return (['model', 'knowledge', 'guardrails'] as const).filter((part) => {
    const was = before[part] ?? '';
    if (was === now[part]) return false;
    // What was measured before the server behind a model was noted holds on: nothing says that it changed.
    return part !== 'model' || was === '' || !now.model.startsWith(`${was}#`);
  });
}

function resultOf(problems: readonly Problem[]): Readiness['result'] {
  if (problems.length === 0) return 'pass';
  return problems.some((one) => one.problem === 'blocked') ? 'block' : 'inconclusive';
}
