import { LEAVES, pathOf } from '../../examples/catalogue/leaves.ts';
import { bcaInterval, bootstrapMean } from '../../src/evals/statistics/bootstrap.ts';
import { seeded } from '../../src/evals/statistics/random.ts';
import { retrieve } from '../../src/knowledge/index.ts';
import type { Bench, Throwaway } from '../harness/throwaway.ts';
import type { MessyCatalogue } from './messy-catalogue.ts';
import { inWords } from './tagging.ts';

/** Products looked at for one query: two screens of a shop. */
const DEPTH = 20;
const TOP = 10;

export interface QueryScores {
  recall: number[];
  ndcg: number[];
  /** Of the first ten, how many are what was asked for. */
  precision: number[];
}

/**
 * Searches the held-out offers as the shop's search would, by our hybrid retrieval over title and category, once for each
 * way of tagging them. A product answers a query when it truly belongs to the category that the query was written for.
 */
export async function searchWith(
  bench: Throwaway,
  name: string,
  catalogue: MessyCatalogue,
  tags: readonly string[],
): Promise<QueryScores> {
  const workspace = await bench.workspace(name);
  const files = catalogue.heldOut.map((row, i) => ({
    name: `${catalogue.offers[row]?.offer}.md`,
    text: documentOf(catalogue, row, tags[i] ?? ''),
  }));
  const collectionId = await workspace.ingest('products', files);
  const leafOf = new Map(
    catalogue.heldOut.map((row) => [`${catalogue.offers[row]?.offer}.md`, catalogue.truth[row] ?? '']),
  );
  const scores: QueryScores = { recall: [], ndcg: [], precision: [] };
  for (const leaf of LEAVES)
    for (const query of leaf.queries) {
      const found = await productsFor(workspace, collectionId, query);
      const hits = found.map((product) => leafOf.get(product) === pathOf(leaf));
      const relevant = [...leafOf.values()].filter((path) => path === pathOf(leaf)).length;
      if (relevant === 0) continue;
      scores.recall.push(hits.filter(Boolean).length / Math.min(DEPTH, relevant));
      scores.ndcg.push(ndcg(hits, relevant));
      scores.precision.push(hits.slice(0, TOP).filter(Boolean).length / Math.min(TOP, relevant));
    }
  return scores;
}

function documentOf({ offers }: MessyCatalogue, row: number, tag: string): string {
  return `# ${offers[row]?.title}\n\n${tag ? `${inWords(tag)}.` : offers[row]?.brand}\n`;
}

async function productsFor(
  { platform, actor }: Bench,
  collectionId: string,
  text: string,
): Promise<string[]> {
  const { passages } = await retrieve(platform.knowledge, actor, {
    text,
    collectionIds: [collectionId],
    limit: DEPTH,
  });
  return [...new Set(passages.map((passage) => passage.documentName))];
}

/** Gain 1 for each right product, discounted by the logarithm of its place, over the best that was possible. */
function ndcg(hits: readonly boolean[], relevant: number): number {
  const gain = hits.slice(0, TOP).reduce((sum, hit, i) => sum + (hit ? 1 / Math.log2(i + 2) : 0), 0);
  const best = Array.from({ length: Math.min(TOP, relevant) }, (_, i) => 1 / Math.log2(i + 2)).reduce(
    (a, b) => a + b,
    0,
  );
  return gain / best;
}

/** Mean over the queries with its 95 % interval. */
export function meanOf(values: readonly number[]) {
  const boot = bootstrapMean(
    values.map((value) => [value]),
    seeded(7),
    10_000,
  );
  return { mean: boot.estimate, ...bcaInterval(boot) };
}

/** Mean of what each query gained, with its 95 % interval: the same queries before and after. */
export function gainOf(before: readonly number[], after: readonly number[]) {
  return meanOf(after.map((value, i) => value - (before[i] ?? 0)));
}
