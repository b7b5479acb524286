import { compileSchema } from '../../kernel/index.ts';
import type { Check, Finding } from '../check.ts';
import { guardrailErrors } from '../errors.ts';
import { repairJson } from '../json/repair-json.ts';

/** Whether an answer is JSON, and JSON that follows a schema. What can be repaired without guessing counts a little only. */
export const jsonCheck: Check = {
  name: 'json',
  atEnd: true,
  run(text, { schema }) {
    const whole = (type: string, score: number): Finding => ({
      check: 'json',
      type,
      start: 0,
      end: text.length,
      score,
    });
    const repaired = repairJson(text);
    if (!repaired) return { findings: [whole('not_json', 1)], score: 1 };
    const findings = repaired.changed ? [whole('repairable', 0.3)] : [];
    if (schema && !follows(schema, repaired.value)) findings.push(whole('schema', 1));
    return { findings, score: Math.max(0, ...findings.map((one) => one.score)) };
  },
};

function follows(schema: Readonly<Record<string, unknown>>, value: unknown): boolean {
  try {
    return compileSchema(schema, '7')(value) === undefined;
  } catch (error) {
    throw guardrailErrors.bad_schema({ detail: error instanceof Error ? error.message : 'unknown' });
  }
}
