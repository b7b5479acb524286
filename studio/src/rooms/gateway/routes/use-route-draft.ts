import { useState } from 'react';
import type { RouteDefinition } from '../../../client/endpoints.ts';
import { fromYaml } from '../../../parts/typed-yaml.ts';
import { completed, toYaml } from './definition.ts';

export interface RouteDraft {
  definition: RouteDefinition;
  yaml: string;
  /** Where the text is no YAML, or no route. */
  broken: { line: number; problem: string } | undefined;
  dirty: boolean;
  change: (change: Partial<RouteDefinition>) => void;
  writeYaml: (text: string) => void;
  /** What is there now counts as unchanged. */
  saved: (definition: RouteDefinition) => void;
}

/** A route while it is edited, as a form and as YAML at the same time. */
export function useRouteDraft(initial: RouteDefinition): RouteDraft {
  const [definition, setDefinition] = useState(initial);
  const [yaml, setYaml] = useState(() => toYaml(initial));
  const [base, setBase] = useState(() => JSON.stringify(initial));
  const [broken, setBroken] = useState<RouteDraft['broken']>();
  const show = (next: RouteDefinition) => {
    setDefinition(next);
    setYaml(toYaml(next));
    setBroken(undefined);
  };
  return {
    definition,
    yaml,
    broken,
    dirty: broken !== undefined || JSON.stringify(definition) !== base,
    change: (change) => show({ ...definition, ...change }),
    writeYaml(text) {
      setYaml(text);
      const read = fromYaml(text);
      if ('line' in read) return setBroken(read);
      const next = completed(read.value);
      setBroken(next ? undefined : { line: 1, problem: 'rules' });
      if (next) setDefinition(next);
    },
    saved(next) {
      show(next);
      setBase(JSON.stringify(next));
    },
  };
}
