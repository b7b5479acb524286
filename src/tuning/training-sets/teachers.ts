import { canonical } from '../../apps/index.ts';
import type { Recipe, Source } from '../contract.ts';

export type Teacher = Extract<Source, { type: 'teacher' }>;

/**
 * The teachers of a recipe by the names that examples keep: the model, and from the second on that is to choose from
 * other labels or told something else, a number after it. By the model alone one would label the texts of the other.
 */
export function teachersOf({ sources, validation }: Recipe): Map<string, Teacher> {
  const named = new Map<string, Teacher>();
  for (const source of validation ? [...sources, validation] : sources) {
    if (source.type !== 'teacher') continue;
    let name = source.model;
    for (let n = 2; named.has(name) && !same(named.get(name), source); n += 1) name = `${source.model} #${n}`;
    named.set(name, source);
  }
  return named;
}

/** What examples of a teacher keep as its name. */
export function teacherName(recipe: Recipe, teacher: Teacher): string {
  for (const [name, one] of teachersOf(recipe)) if (same(one, teacher)) return name;
  return teacher.model;
}

function same(one: Teacher | undefined, other: Teacher): boolean {
  const said = (teacher: Teacher) => canonical([teacher.model, teacher.labels ?? null, teacher.instructions]);
  return one !== undefined && said(one) === said(other);
}
