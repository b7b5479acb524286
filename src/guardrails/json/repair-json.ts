import { jsonrepair } from 'jsonrepair';

/** What the JSON in an answer says. */
export interface Repaired {
  value: unknown;
  /** The JSON as it should have been written. */
  text: string;
  changed: boolean;
}

const FENCED = /```(?:json)?\s{0,5}\n([\s\S]*?)```/;
const LONGEST = 2_000_000;

/** Reads JSON as models write it: in a fence, with a sentence around it, with a comma too many or an end too few. */
export function repairJson(answer: string): Repaired | undefined {
  const trimmed = answer.trim();
  if (trimmed.length > LONGEST) return undefined;
  const strict = parsed(trimmed);
  if (strict !== undefined) return { value: strict, text: trimmed, changed: false };
  const inner = (FENCED.exec(trimmed)?.[1] ?? fromFirstBrace(trimmed)).trim();
  // Without a brace any sentence could be "repaired" into a JSON string.
  if (!/^[{[]/.test(inner)) return undefined;
  try {
    const text = jsonrepair(inner);
    return { value: JSON.parse(text), text, changed: true };
  } catch {
    return undefined;
  }
}

function fromFirstBrace(text: string): string {
  const start = text.search(/[{[]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  return start < 0 ? '' : text.slice(start, end > start ? end + 1 : text.length);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
