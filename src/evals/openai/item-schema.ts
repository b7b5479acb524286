import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';

/** Says what is wrong with an item; undefined when it fits. */
export type CheckItem = (item: unknown) => string | undefined;

/** A pattern of a schema in RE2's syntax: a caller's pattern must not be able to keep the process busy. */
function linearPattern(pattern: string) {
  const compiled = RE2JS.compile(pattern);
  // Ajv keeps patterns by what they print as: two that print the same would be one.
  return { toString: () => pattern, test: (text: string) => compiled.matcher(text).find() };
}
// Only for schemas that are written out as code, which ours are not.
const regExp = Object.assign(linearPattern, { code: '' });

/**
 * Compiles the schema of an eval's items (JSON Schema 2020-12; formats are not checked).
 * @throws Error with the problem when it is no schema.
 */
export function compileItemSchema(schema: Record<string, unknown>): CheckItem {
  // Generators write the draft they know into it; what differs between drafts is not what items are described with.
  const { $schema: _draft, $id: _id, ...rest } = schema;
  const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false, code: { regExp } });
  const validate = ajv.compile(rest);
  return (item) => {
    if (validate(item)) return undefined;
    const [first] = validate.errors ?? [];
    const at = first?.instancePath ? `${first.instancePath.slice(1).replaceAll('/', '.')} ` : '';
    return `${at}${first?.message ?? 'does not fit the schema'}`;
  };
}
