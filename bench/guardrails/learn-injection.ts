import { openHead } from '../../src/guardrails/learned/head.ts';
import { surroundings } from '../../src/guardrails/learned/surroundings.ts';
import { units } from '../../src/guardrails/learned/units.ts';
import { type Example, fitHead } from './fit-head.ts';
import type { Case } from './injection-cases.ts';

const ROUNDS = 3;
/** Units of a long hostile prompt that count as hostile; the rest of it is often harmless filling. */
const WORST = 3;

type Vectors = ReadonlyMap<string, Float32Array>;
interface Unit extends Example {
  owner: number;
}

/** What a case's units look like; `label` says whether the unit overlaps what is hostile. */
export function unitsOf(one: Case, owner: number, vectors: Vectors, inDocument: boolean): Unit[] {
  const parts = units(one.text);
  const all = parts.map((part) => vectors.get(part.text) ?? new Float32Array(384));
  const around = inDocument ? surroundings(all) : [];
  return parts.map((part, i) => {
    const overlap = Math.min(part.end, one.end) - Math.max(part.start, one.start);
    const extra = around[i] ?? [];
    const label = one.hostile && overlap > 5 ? 1 : 0;
    return { owner, text: part.text, vector: all[i] ?? new Float32Array(384), extra, label, weight: 1 };
  });
}

/** Learns from prompts. Only the worst units of a hostile prompt are taught as hostile, found in rounds. */
export function learnPrompts(cases: readonly Case[], vectors: Vectors) {
  const all = cases.flatMap((one, i) => unitsOf(one, i, vectors, false));
  balance(all, 1);
  let head = fitHead(all);
  for (let round = 1; round < ROUNDS; round += 1) {
    const score = openHead(head);
    const byOwner = Map.groupBy(
      all.filter((unit) => unit.label === 1),
      (unit) => unit.owner,
    );
    for (const own of byOwner.values()) {
      const ranked = own.map((unit) => ({ unit, p: score(unit) })).sort((a, b) => b.p - a.p);
      for (const [i, { unit }] of ranked.entries()) unit.weight = i < WORST ? 1 : 0;
    }
    balance(all, 1);
    head = fitHead(all);
  }
  return head;
}

/** Learns from documents: what is planted against what belongs there. */
export function learnDocuments(cases: readonly Case[], vectors: Vectors) {
  const all = cases.flatMap((one, i) => unitsOf(one, i, vectors, true));
  balance(all, 1);
  return fitHead(all);
}

/** Makes hostile units count together as much as a share of the harmless ones. */
function balance(all: Unit[], share: number): void {
  const hostile = all.filter((unit) => unit.label === 1 && unit.weight > 0);
  const weight = (share * (all.length - hostile.length)) / Math.max(1, hostile.length);
  for (const unit of hostile) unit.weight = Math.min(20, weight);
}
