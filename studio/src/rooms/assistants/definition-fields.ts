import type { AssistantDefinition } from '../../client/endpoints.ts';

/** The fields of a definition, in the order in which they are read. */
export const FIELDS = [
  'name',
  'slug',
  'description',
  'model',
  'instructions',
  'knowledge',
  'retrieval',
  'starters',
  'citations',
  'passages',
  'questionCharacters',
  'answerTokens',
] as const;
export type DefinitionField = (typeof FIELDS)[number];

/** A field's value as text, one line an entry. */
export function fieldText(definition: AssistantDefinition, field: DefinitionField): string {
  if (field === 'passages' || field === 'questionCharacters' || field === 'answerTokens')
    return String(definition.limits[field]);
  const value = definition[field];
  return Array.isArray(value) ? value.join('\n') : value;
}
