import { versionNamed } from '../../apps/index.ts';
import { resolve } from '../../gateway/index.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type { TestingCriterion } from '../contract-openai.ts';
import type { DataSource } from '../contract-openai-runs.ts';
import type { NewItem } from '../store/wire-items.ts';
import { asksModel, needsSample, templatesIn } from './check-criteria.ts';
import { chatParams } from './sampling-params.ts';
import { needScope } from './scope.ts';
import { referencesOf } from './templates.ts';

/** The model that answers the items: as it was named, and what that means now. */
export interface Sampling {
  model: string | null;
  pinnedModel: string | null;
}

const WHERE = 'body.data_source';

/**
 * Refuses what could not be run: no model, no messages, templates that lead nowhere. An app is pinned to the version
 * that its name means now, so that a release in the middle does not change what is measured.
 */
export async function checkSource(bag: Evals, actor: Actor, source: DataSource): Promise<Sampling> {
  if (source.type === 'jsonl') return { model: null, pinnedModel: null };
  const { input_messages: input, model } = source;
  if (!model) throw invalid('model', 'names the model that answers the items; it is missing');
  if (!input) throw invalid('input_messages', 'is what the model is asked; without it use the type jsonl');
  if (input.type === 'template') {
    for (const { field, text } of templatesIn(input.template, 'input_messages.template'))
      checkTemplate(field, text);
  } else checkTemplate('input_messages.item_reference', `{{${input.item_reference}}}`);
  chatParams(source.sampling_params, `${WHERE}.sampling_params`);
  needScope(actor, 'models');
  const app = await versionNamed(bag, actor, model);
  if (app) return { model, pinnedModel: `app/${app.slug}@${app.version.number}` };
  const resolved = await resolve(bag, actor, model);
  return { model, pinnedModel: resolved.model };
}

/** Refuses items that say nothing about what the criteria look at. */
export function checkSamples(
  actor: Actor,
  source: DataSource,
  criteria: readonly TestingCriterion[],
  items: readonly NewItem[],
): void {
  if (criteria.some(asksModel)) needScope(actor, 'models');
  if (source.type !== 'jsonl' || !needsSample(criteria)) return;
  const without = items.findIndex((item) => item.given === null);
  if (without < 0) return;
  const problem = `item ${without + 1} has no sample, and the criteria look at one; send samples with the items, or use the type completions with a model`;
  throw invalid('source', problem);
}

function checkTemplate(field: string, text: string | undefined): void {
  if (text === undefined) throw invalid(field, 'must be text; images and audio are not sent');
  const { wrong, sample } = referencesOf(text);
  if (wrong) throw invalid(field, `${wrong} does not begin with item.`);
  if (sample) throw invalid(field, 'refers to the sample, which is not there before the model is asked');
}

function invalid(field: string, problem: string): Error {
  return errors.invalid({ where: `${WHERE}.${field}`, problem });
}
