import { compatibleProviders } from '../../gateway/index.ts';
import type { OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type { Task } from '../contract.ts';
import type * as contract from '../contract-jobs.ts';
import { tuningErrors } from '../errors.ts';

type Base = OutputOf<typeof contract.listBases>['data'][number];

const LOCAL: Base[] = [
  {
    ...{ id: 'local/minilm-classifier', method: 'head', provider: null },
    tasks: ['single', 'multi', 'hierarchical'],
  },
  { id: 'local/minilm', method: 'projection', tasks: ['pairs'], provider: null },
];
/** What a provider can be sent: questions with their answers. */
const HOSTED: Task[] = ['single', 'multi', 'hierarchical', 'answers'];

/** Local models, and every model of the providers that speak OpenAI's fine-tuning; which of these they train they say when asked. */
export async function listBases(bag: Tuning, actor: Actor): Promise<OutputOf<typeof contract.listBases>> {
  const providers = await compatibleProviders(bag, actor);
  const hosted = providers.flatMap(({ slug, models }) => models.map((model) => hostedBase(slug, model)));
  return { data: [...LOCAL, ...hosted] };
}

/** @throws when nothing of that name can be tuned, or not by such a training set. */
export async function baseNamed(bag: Tuning, actor: Actor, id: string, task: Task): Promise<Base> {
  const base = LOCAL.find((one) => one.id === id) ?? (await hostedNamed(bag, actor, id));
  if (!base) throw tuningErrors.unknown_base({ base: id });
  if (!base.tasks.includes(task)) throw tuningErrors.wrong_task({ base: id, task });
  return base;
}

/** `<provider>/<model>`, or the bare name of a model that a provider lists. */
async function hostedNamed(bag: Tuning, actor: Actor, id: string): Promise<Base | undefined> {
  if (id.startsWith('local/')) return undefined;
  const providers = await compatibleProviders(bag, actor);
  const named = providers.find(({ slug }) => id.startsWith(`${slug}/`));
  if (named) return hostedBase(named.slug, id.slice(named.slug.length + 1));
  const listing = providers.find(({ models }) => models.includes(id));
  return listing && hostedBase(listing.slug, id);
}

function hostedBase(slug: string, model: string): Base {
  return { id: `${slug}/${model}`, method: 'hosted', tasks: HOSTED, provider: slug };
}
