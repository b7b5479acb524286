import type { AssistantDefinition } from '../../client/endpoints.ts';
import { CITATIONS, emptyDefinition, LIMITS, OPTIONAL, RETRIEVALS, SLUG } from '../assistants/definition.ts';
import { DATA_CLASSES } from '../gateway/facts.ts';

/** What is wrong with a field. `rule` has its sentence in the catalogue. */
export interface FieldProblem {
  field: string;
  rule:
    | 'map'
    | 'required'
    | 'slug'
    | 'too_long'
    | 'too_many'
    | 'range'
    | 'text'
    | 'list'
    | 'choice'
    | 'unknown'
    | 'kind';
  values: Record<string, string | number>;
}

export interface Checked {
  definition: AssistantDefinition;
  problems: FieldProblem[];
}

const KNOWN = new Set<string>([...Object.keys(emptyDefinition()), ...OPTIONAL]);

/** Reads whatever somebody wrote as a definition, and says field by field what does not fit the contract. */
export function checkDefinition(value: unknown): Checked {
  const problems: FieldProblem[] = [];
  const report = (field: string, rule: FieldProblem['rule'], values: FieldProblem['values'] = {}) =>
    void problems.push({ field, rule, values });
  const given = isRecord(value) ? value : {};
  const definition = emptyDefinition();
  if (given.kind !== 'assistant') report('kind', 'kind');
  for (const name of Object.keys(given)) if (!KNOWN.has(name)) report(name, 'unknown');

  const text = (field: 'slug' | 'name' | 'description' | 'model' | 'instructions', max: number) => {
    const found = given[field];
    if (found === undefined) return;
    if (typeof found !== 'string') return report(field, 'text');
    definition[field] = found;
    if (found.length > max) report(field, 'too_long', { max });
  };
  text('slug', 63);
  text('name', LIMITS.name);
  text('description', LIMITS.description);
  text('model', 300);
  text('instructions', LIMITS.instructions);
  if (definition.name.trim() === '') report('name', 'required');
  if (!SLUG.test(definition.slug)) report('slug', definition.slug === '' ? 'required' : 'slug');
  if (definition.model === '') report('model', 'required');

  const list = (field: 'knowledge' | 'starters', most: number, longest: number) => {
    const found = given[field];
    if (found === undefined) return;
    if (!isTexts(found)) return report(field, 'list');
    definition[field] = found;
    if (found.length > most) report(field, 'too_many', { max: most });
    if (found.some((entry) => entry.length > longest)) report(field, 'too_long', { max: longest });
    if (found.some((entry) => entry === '')) report(field, 'required');
  };
  list('knowledge', LIMITS.knowledge, 200);
  list('starters', LIMITS.starters, LIMITS.starter);

  const choice = <F extends 'retrieval' | 'citations'>(
    field: F,
    choices: readonly AssistantDefinition[F][],
  ) => {
    const found = given[field];
    if (found === undefined) return;
    const chosen = choices.find((one) => one === found);
    if (chosen) definition[field] = chosen;
    else report(field, 'choice', { choices: choices.join(', ') });
  };
  choice('retrieval', RETRIEVALS);
  choice('citations', CITATIONS);

  const { guardrails, dataClass } = given;
  if (guardrails !== undefined) {
    if (typeof guardrails !== 'string') report('guardrails', 'text');
    else {
      definition.guardrails = guardrails;
      if (!SLUG.test(guardrails)) report('guardrails', 'slug');
    }
  }
  if (dataClass !== undefined) {
    const chosen = DATA_CLASSES.find((one) => one === dataClass);
    if (chosen) definition.dataClass = chosen;
    else report('dataClass', 'choice', { choices: DATA_CLASSES.join(', ') });
  }

  const limits = isRecord(given.limits) ? given.limits : {};
  if (given.limits !== undefined && !isRecord(given.limits)) report('limits', 'map');
  for (const name of Object.keys(limits))
    if (!(name in definition.limits)) report(`limits.${name}`, 'unknown');
  for (const field of ['passages', 'questionCharacters', 'answerTokens'] as const) {
    const found = limits[field];
    if (found === undefined) continue;
    const [min, max] = LIMITS[field];
    if (typeof found === 'number') definition.limits[field] = found;
    if (!Number.isInteger(found) || Number(found) < min || Number(found) > max)
      report(`limits.${field}`, 'range', { min, max });
  }
  return { definition, problems };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
