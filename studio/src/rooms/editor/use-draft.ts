import { useEffect, useState } from 'react';
import type { AssistantDefinition } from '../../client/endpoints.ts';
import { slugFrom } from '../../parts/slug.ts';
import { fromYaml } from '../../parts/typed-yaml.ts';
import { useMe } from '../../shell/me.ts';
import { checkDefinition, type FieldProblem } from './check-definition.ts';
import { toYaml } from './definition-yaml.ts';
import { keepDraft, recallDraft } from './draft-memory.ts';

export interface Draft {
  definition: AssistantDefinition;
  /** The same as text; what was typed there stays as it was typed. */
  yaml: string;
  problems: FieldProblem[];
  /** Where the text is no YAML at all. */
  broken: { line: number; problem: string } | undefined;
  dirty: boolean;
  /** These are changes from an earlier visit. */
  recalled: boolean;
  /** A version that somebody else has saved since these changes were begun. */
  overtakenBy: number | undefined;
  change: (change: Partial<AssistantDefinition>) => void;
  writeYaml: (text: string) => void;
  /** What is saved now counts as unchanged. */
  saved: (definition: AssistantDefinition, version: number) => void;
  discard: () => void;
}

interface DraftOptions {
  /** The assistant's slug, or `new`. */
  name: string;
  initial: AssistantDefinition;
  /** The version that `initial` is; 0 for none. */
  version: number;
  /** The slug is made from the name until somebody edits it. */
  slugFollows?: boolean;
}

/** A definition while it is edited, as a form and as YAML at the same time. */
export function useDraft({ name, initial, version, slugFollows = false }: DraftOptions): Draft {
  const key = `sevenfold.draft.${useMe().id}.${name}`;
  const [kept] = useState(() => recallDraft(key));
  const [definition, setDefinition] = useState(kept?.definition ?? initial);
  const [yaml, setYaml] = useState(() => kept?.yaml ?? toYaml(initial));
  const [base, setBase] = useState({ version: kept?.base ?? version, text: JSON.stringify(initial) });
  const [follows, setFollows] = useState(slugFollows && !kept);
  const [recalled, setRecalled] = useState(kept !== undefined);
  const [read, setRead] = useState(() => (kept ? readingOf(kept.yaml) : UNREAD));
  const { problems, broken } = read;
  const dirty = JSON.stringify(definition) !== base.text || broken !== undefined;

  useEffect(
    () => keepDraft(key, dirty ? { definition, yaml, base: base.version } : undefined),
    [key, dirty, definition, yaml, base.version],
  );

  const reset = () => {
    setDefinition(initial);
    setYaml(toYaml(initial));
    setRead(UNREAD);
    setBase({ version, text: JSON.stringify(initial) });
    setFollows(slugFollows);
    setRecalled(false);
  };
  // Somebody else saved a version, and nothing here would be lost by showing it.
  if (version > base.version && !dirty) reset();

  return {
    definition,
    yaml,
    problems,
    broken,
    dirty,
    recalled: recalled && dirty,
    overtakenBy: version > base.version && dirty ? version : undefined,
    change(change) {
      if (change.slug !== undefined) setFollows(false);
      const named = follows && change.name !== undefined && change.slug === undefined;
      const next = { ...definition, ...change, ...(named ? { slug: slugFrom(change.name ?? '') } : {}) };
      setDefinition(next);
      setYaml(toYaml(next));
      setRead({ problems: checkDefinition(next).problems, broken: undefined });
    },
    writeYaml(text) {
      setYaml(text);
      setFollows(false);
      const { definition: next, ...reading } = readingOf(text);
      setRead(reading);
      if (next) setDefinition(next);
    },
    saved(next, number) {
      setBase({ version: number, text: JSON.stringify(next) });
      setRecalled(false);
    },
    discard: reset,
  };
}

interface Reading extends Pick<Draft, 'problems' | 'broken'> {
  definition?: AssistantDefinition;
}

const UNREAD: Reading = { problems: [], broken: undefined };

function readingOf(yaml: string): Reading {
  const read = fromYaml(yaml);
  return 'line' in read
    ? { problems: [], broken: read }
    : { ...checkDefinition(read.value), broken: undefined };
}
