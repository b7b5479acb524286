import { useMemo, useSyncExternalStore } from 'react';
import { ApiError } from '../client/api-error.ts';

import { onLanguage, tongue } from './language.ts';
import type { Catalogue, Explanation } from './message.ts';
import { fill } from './words.ts';

export interface Explained extends Explanation {
  code: string;
  /** To quote to whoever runs the server. */
  incident?: string;
}

/** Says any error in the language of the page: what happened and what to do. */
export function useExplain(): (error: unknown) => Explained {
  const current = useSyncExternalStore(onLanguage, tongue);
  return useMemo(() => (error) => explain(current.catalogue, error), [current]);
}

export function explain(catalogue: Catalogue, error: unknown): Explained {
  if (!(error instanceof ApiError)) return { ...unknown(catalogue), code: 'studio.unexpected' };
  const { code, incident, params } = error;
  const known = catalogue.errors[code];
  const say = (text: string) => fill(text, (name) => fragment(catalogue, params[name]));
  if (known) return { what: say(known.what), todo: say(known.todo), code, incident };
  // A code this studio does not know: the server's own words are better than none.
  const fallback = unknown(catalogue);
  return { what: error.detail || fallback.what, todo: error.remedy || fallback.todo, code, incident };
}

/** Why a file could not be read, by the server's key. */
export function useReason(): (reason: string) => Explanation {
  const { catalogue } = useSyncExternalStore(onLanguage, tongue);
  return (reason) => catalogue.reasons[reason] ?? { what: reason, todo: '' };
}

function unknown({ errors }: Catalogue): Explanation {
  return errors['studio.unexpected'] ?? { what: '', todo: '' };
}

/** Some parameters are English words of the server: translated where they are known. */
function fragment({ fragments }: Catalogue, value: unknown): string {
  const text = String(value ?? '');
  return fragments[text] ?? text;
}
