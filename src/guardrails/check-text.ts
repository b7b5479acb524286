import type { InputOf } from '../kernel/contract.ts';
import { type Actor, type Call, Failure } from '../kernel/index.ts';
import type { Guardrails } from './bag.ts';
import type { Looked } from './check.ts';
import type { CheckName, checkText as contract } from './contract.ts';
import { guardrailErrors } from './errors.ts';
import { redact } from './redact/redact.ts';

/** Findings of these checks are what a redacted text hides; taking out a rude sentence would leave another text. */
const HIDES: readonly CheckName[] = ['pii', 'secrets', 'words'];
/** Weekdays and nationalities are reported, and not hidden. */
const SURE = 0.5;

/** Runs the asked checks over a text. A check that fails is an error: an empty list of findings would be a lie. */
export async function checkText(bag: Guardrails, _actor: Actor, input: InputOf<typeof contract>, call: Call) {
  const { text, checks, ...options } = input;
  const context = { ...options, minilm: bag.minilm, signal: call.signal };
  const looks = await Promise.all(
    [...new Set(checks)].map(async (name): Promise<[CheckName, Looked]> => {
      try {
        return [name, await bag.checks[name].run(text, context)];
      } catch (error) {
        if (error instanceof Failure) throw error;
        throw guardrailErrors.check_failed({ check: name }, error);
      }
    }),
  );
  const findings = looks
    .flatMap(([, look]) => look.findings)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return {
    findings: findings.map((one) => ({ ...one, score: rounded(one.score) })),
    scores: Object.fromEntries(looks.map(([name, look]) => [name, rounded(look.score)])),
    redacted: redact(
      text,
      findings.filter((one) => HIDES.includes(one.check) && one.score >= SURE),
    ),
  };
}

function rounded(score: number): number {
  return Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000;
}
