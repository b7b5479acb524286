import { Ajv, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';

/** A pattern of a schema in RE2's syntax: a caller's pattern must not be able to keep the process busy. */
function linearPattern(pattern: string) {
  const compiled = RE2JS.compile(pattern);
  // Ajv keeps patterns by what they print as: two that print the same would be one.
  return { toString: () => pattern, test: (text: string) => compiled.matcher(text).find() };
}
// Only for schemas that are written out as code, which ours are not.
const regExp = Object.assign(linearPattern, { code: '' });

const OPTIONS: Options = { strict: false, logger: false, validateFormats: false, code: { regExp } };

/**
 * Compiles a JSON Schema that somebody sent. With the engine's own regular expressions one `pattern` would stop the
 * whole server; these take time in proportion to the text. Formats are not checked.
 * @returns what is wrong with a value, as a sentence with its place; undefined when it fits.
 * @throws Error with the problem when it is no schema.
 */
export function compileSchema(
  schema: Readonly<Record<string, unknown>>,
  draft: '7' | '2020-12' = '2020-12',
): (value: unknown) => string | undefined {
  const validate = (draft === '7' ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS)).compile(schema);
  return (value) => {
    if (validate(value)) return undefined;
    const [first] = validate.errors ?? [];
    const at = first?.instancePath ? `${first.instancePath.slice(1).replaceAll('/', '.')} ` : '';
    return `${at}${first?.message ?? 'does not fit the schema'}`;
  };
}
