import { useId, useMemo, useRef } from 'react';
import { useWords } from '../../i18n/words.ts';
import { cx } from '../../parts/cx.ts';
import { useFaults } from './faults.ts';
import type { Draft } from './use-draft.ts';
import { YamlFaults } from './yaml-faults.tsx';

interface YamlViewProps {
  draft: Draft;
  slugTaken?: boolean;
  fixedSlug?: string;
}

/** Pixels of a line: what stands beside and behind the text has to keep in step with it. */
const LINE = 20;

/** The definition as text, with a mark on every line that does not hold and the reason below. */
export function YamlView({ draft, slugTaken, fixedSlug }: YamlViewProps) {
  const { t } = useWords();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { yaml } = draft;
  const lines = useMemo(() => yaml.split('\n'), [yaml]);
  const faults = useFaults(draft, { slugTaken, fixedSlug });
  const wrong = new Set(faults.map(({ line }) => line));
  const goTo = (line: number) => {
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    box.current?.focus();
    box.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  };
  return (
    <div className="flex flex-1 flex-col gap-2">
      <p className="text-muted">{t('editor.yaml_what')}</p>
      <div className="flex min-h-100 flex-1 overflow-hidden rounded-md border border-edge bg-surface font-mono text-xs leading-5 focus-within:border-accent">
        <ol
          aria-hidden
          className="w-10 shrink-0 select-none border-line border-r py-3 pr-2 text-right text-faint"
        >
          {lines.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <li key={i} className={cx('h-5', wrong.has(i + 1) && 'font-strong text-bad')}>
              {i + 1}
            </li>
          ))}
        </ol>
        <div className="relative min-w-0 flex-1">
          {[...wrong].map((line) => (
            <span
              key={line}
              aria-hidden
              className="pointer-events-none absolute inset-x-0 h-5 bg-bad-soft"
              style={{ top: 12 + (line - 1) * LINE }}
            />
          ))}
          <textarea
            ref={box}
            aria-label={t('editor.yaml')}
            aria-invalid={faults.length > 0 || undefined}
            aria-describedby={faults.length > 0 ? id : undefined}
            spellCheck={false}
            wrap="off"
            rows={lines.length}
            value={yaml}
            onChange={(event) => draft.writeYaml(event.target.value)}
            className="relative block h-full w-full resize-none overflow-x-auto overflow-y-hidden bg-transparent p-3 outline-none"
          />
        </div>
      </div>
      <YamlFaults id={id} faults={faults} onGoTo={goTo} />
    </div>
  );
}
