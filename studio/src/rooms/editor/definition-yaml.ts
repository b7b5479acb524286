import { stringify } from 'yaml';
import type { AssistantDefinition } from '../../client/endpoints.ts';
import { completed } from '../assistants/definition.ts';

/** A definition as the file that `sevenfold apply` takes, its fields in the order in which they are read. */
export function toYaml(definition: AssistantDefinition): string {
  return stringify(completed(definition), { lineWidth: 0, defaultStringType: 'PLAIN' });
}
