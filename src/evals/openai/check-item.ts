import { compileSchema } from '../../kernel/index.ts';

/** Says what is wrong with an item; undefined when it fits. */
export type CheckItem = (item: unknown) => string | undefined;

/**
 * Compiles the schema of an eval's items (JSON Schema 2020-12; formats are not checked).
 * @throws Error with the problem when it is no schema.
 */
export function compileItemSchema(schema: Record<string, unknown>): CheckItem {
  // Generators write the draft they know into it; what differs between drafts is not what items are described with.
  const { $schema: _draft, $id: _id, ...rest } = schema;
  return compileSchema(rest);
}
