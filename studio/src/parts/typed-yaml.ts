import { type Document, isMap, isScalar, type Node, parseDocument } from 'yaml';

/** What somebody typed as YAML, or where it stops being YAML. */
export function fromYaml(text: string): { value: unknown } | { line: number; problem: string } {
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) return { line: lineAt(text, error.pos[0]), problem: error.message };
  try {
    return { value: document.toJS({ maxAliasCount: 20 }) };
  } catch (thrown) {
    // Aliases that multiply, or that nothing stands behind.
    return { line: 1, problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** The lines on which fields such as `limits.passages` stand; the first line for a field that is not there. */
export function linesOf(text: string, fields: readonly string[]): number[] {
  const document = parseDocument(text, { prettyErrors: false });
  return fields.map((field) => lineAt(text, placeOf(document, field.split('.'))));
}

function placeOf(document: Document.Parsed, path: readonly string[]): number {
  let node: unknown = document.contents;
  let place = 0;
  for (const name of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    if (!pair) break;
    place = (pair.key as Node).range?.[0] ?? place;
    node = pair.value;
  }
  return place;
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length;
}
