/**
 * What a tool is called with, as it may go out; undefined when it may not. Values are looked at one by one, because JSON
 * writes them with escapes that no check reads, and then all of it, because a key says what its value is. What was JSON
 * stays JSON: a program reads it next, and would stumble over half a string.
 */
export async function redactArguments(
  text: string,
  judge: (text: string, part: 'value' | 'whole') => Promise<string | undefined>,
): Promise<string | undefined> {
  const given = parsed(text);
  const hidden = given === undefined ? text : await valuesOf(given.value, text, judge);
  const out = hidden === undefined ? undefined : await judge(hidden, 'whole');
  if (out === undefined || out === hidden || given === undefined) return out;
  return parsed(out) && out;
}

async function valuesOf(
  value: unknown,
  text: string,
  judge: Parameters<typeof redactArguments>[1],
): Promise<string | undefined> {
  let [changed, blocked] = [false, false];
  const walk = async (one: unknown): Promise<unknown> => {
    if (typeof one === 'string' || typeof one === 'number') {
      const said = await judge(String(one), 'value');
      if (said === String(one)) return one;
      changed = true;
      blocked ||= said === undefined;
      return said;
    }
    if (Array.isArray(one)) return Promise.all(one.map(walk));
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(async ([key, inner]) => [key, await walk(inner)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  const walked = await walk(value);
  if (blocked) return undefined;
  // Written anew only when something was hidden: otherwise long numbers would lose their last digits.
  return changed ? JSON.stringify(walked) : text;
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
