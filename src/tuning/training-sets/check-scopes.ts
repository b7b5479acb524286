import { needScope } from '../../evals/index.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Recipe, Source } from '../contract.ts';

/** A build reads for its caller what other routes ask a scope for; without that scope it would be a way around. */
export function checkScopes(actor: Actor, recipe: Recipe): void {
  for (const source of [...recipe.sources, ...(recipe.validation ? [recipe.validation] : [])]) {
    if (source.type === 'teacher') needScope(actor, 'models');
    const read = source.type === 'teacher' ? source.texts : source;
    if (needsRuns(read)) needScope(actor, 'runs:read');
    if (read.type === 'file') needScope(actor, 'knowledge:read');
  }
}

function needsRuns({ type }: Pick<Source, 'type'>): boolean {
  return type === 'runs' || type === 'proposals';
}
