import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';
import { storedPassages } from '../stored.ts';
import { type Finding, finding, type Subject } from '../subject.ts';
import { openWorld, type World } from '../world.ts';
import { makeShelf, type Shelf } from './shelf.ts';
import { pack, writePage } from './texts.ts';

const SHELVES = 3;
const NAMES = 40;
/** Ingestions of a collection that are under way before the client waits for the oldest. */
const AT_ONCE = 6;

interface Kept {
  shelf: Shelf;
  /** What the collection must hold in the end: name and content as last acknowledged. */
  expected: Map<string, string>;
  ingestions: string[];
  outstanding: string[];
}

/** Uploads, uploads again, archives and deletions, each repeated until the server acknowledges it. */
export function createIngestion(): Subject {
  const all: Kept[] = [];
  let archives = 0;

  const upload = async (kept: Kept, random: Random) => {
    const files = new Map<string, string>();
    const packed = random.next() < 0.2;
    if (packed) archives += 1;
    const folder = packed ? `box-${archives}-` : '';
    for (let n = random.between(2, 8); n > 0; n -= 1)
      files.set(`${folder}page-${random.between(1, NAMES)}.md`, writePage(random));
    const id = await kept.shelf.upload(packed ? new Map([[`${folder}all.zip`, pack(files)]]) : files);
    accept(kept, id, files);
  };
  const repeat = async (kept: Kept, random: Random) => {
    const plain = [...kept.expected].filter(([name]) => name.startsWith('page-'));
    const files = new Map(Array.from({ length: 3 }, () => random.pick(plain)));
    accept(kept, await kept.shelf.upload(files), files);
  };
  const remove = async (kept: Kept, random: Random) => {
    while (kept.outstanding.length > 0) await waitForOldest(kept);
    const [document] = (await kept.shelf.documents())
      .filter((one) => kept.expected.has(one.name))
      .slice(random.between(0, 3));
    if (!document) return;
    await kept.shelf.remove(document.id);
    kept.expected.delete(document.name);
  };
  const accept = (kept: Kept, id: string, files: ReadonlyMap<string, string>) => {
    for (const [name, text] of files) kept.expected.set(name, text);
    kept.ingestions.push(id);
    kept.outstanding.push(id);
  };
  const waitForOldest = async (kept: Kept) => void (await kept.shelf.ended(kept.outstanding.shift() ?? ''));

  const keepBusy = async (world: World, kept: Kept, random: Random) => {
    while (!world.isOver()) {
      const act = random.next();
      if (kept.expected.size === 0 || act < 0.75) await upload(kept, random);
      else if (act < 0.9) await repeat(kept, random);
      else await remove(kept, random);
      if (kept.outstanding.length >= AT_ONCE) await waitForOldest(kept);
      await sleep(random.between(20, 300));
    }
  };

  return {
    name: 'ingestion',
    async prepare({ client }) {
      for (let n = 1; n <= SHELVES; n += 1)
        all.push({
          shelf: await makeShelf(client, `Shelf ${n}`),
          expected: new Map(),
          ingestions: [],
          outstanding: [],
        });
    },
    work: async (world, random) =>
      void (await Promise.all(all.map((kept) => keepBusy(world, kept, random.fork(kept.shelf.name))))),
    acknowledged: () => all.reduce((sum, { ingestions }) => sum + ingestions.length, 0),
    underWay: () => all.reduce((sum, { outstanding }) => sum + outstanding.length, 0),
    async verify({ dataDir }) {
      return [await everyIngestionEnds(all), await nothingIsLost(all), await likeUndisturbed(dataDir, all)];
    },
  };
}

async function everyIngestionEnds(all: readonly Kept[]): Promise<Finding> {
  const violations: string[] = [];
  let seen = 0;
  for (const { shelf, ingestions } of all) {
    for (const id of ingestions) {
      const { status, failed, cancelled } = await shelf.ended(id);
      seen += 1;
      if (status !== 'done' || failed + cancelled > 0)
        violations.push(`${id} is ${status} with ${failed} failed and ${cancelled} cancelled documents`);
    }
  }
  if (seen === 0) violations.push('nothing was acknowledged, so nothing is shown');
  return finding(
    'every acknowledged ingestion ends as done, without a failed document',
    `${seen} ingestions`,
    violations,
  );
}

async function nothingIsLost(all: readonly Kept[]): Promise<Finding> {
  const violations: string[] = [];
  let seen = 0;
  for (const { shelf, expected } of all) {
    const documents = await shelf.documents();
    for (const { name, status } of documents.filter((one) => !expected.has(one.name)))
      violations.push(`${shelf.name} has ${name} (${status}), which was deleted or never acknowledged`);
    for (const [name, text] of expected) {
      seen += 1;
      const [document, twin] = documents.filter((one) => one.name === name);
      if (!document) violations.push(`${shelf.name} lost ${name}`);
      else if (twin) violations.push(`${shelf.name} has ${name} twice (${document.status}, ${twin.status})`);
      else if (document.status !== 'ready') violations.push(`${name} of ${shelf.name} is ${document.status}`);
      else if ((await shelf.original(document.id)) !== text)
        violations.push(`${name} of ${shelf.name} has another content than acknowledged`);
    }
  }
  const claim = 'each acknowledged file is there once, ready, byte for byte; nothing else is';
  return finding(claim, `${seen} files in ${all.length} collections`, violations);
}

/** A second, undisturbed server gets what the first must hold by now; passages and vectors must be the same. */
async function likeUndisturbed(dataDir: string, all: readonly Kept[]): Promise<Finding> {
  const calm = await openWorld();
  try {
    await calm.recovered();
    for (const { shelf, expected } of all) {
      const twin = await makeShelf(calm.client, shelf.name);
      if (expected.size > 0) await twin.ended(await twin.upload(expected));
    }
    const names = new Set(all.map(({ shelf }) => shelf.name));
    const ofShelves = async (dir: string) =>
      (await storedPassages(dir)).filter((one) => names.has(one.collection));
    const [here, there] = [await ofShelves(dataDir), await ofShelves(calm.dataDir)];
    const wanted = new Set(there.map((one) => one.fingerprint));
    const have = new Set(here.map((one) => one.fingerprint));
    const place = (one: (typeof here)[number]) => `${one.collection}/${one.document}`;
    const violations = [
      ...here
        .filter((one) => !wanted.has(one.fingerprint))
        .map((one) => `a passage too many in ${place(one)}`),
      ...there
        .filter((one) => !have.has(one.fingerprint))
        .map((one) => `a passage is missing in ${place(one)}`),
    ];
    if (here.length !== there.length) violations.push(`${here.length} passages instead of ${there.length}`);
    const claim = 'passages and vectors equal those of an undisturbed server with the same files';
    return finding(claim, `${here.length} and ${there.length} passages`, violations);
  } finally {
    await calm.close();
  }
}
