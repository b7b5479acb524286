import { useWords } from '../../i18n/words.ts';
import { Section } from '../../parts/split-view.tsx';
import type { Run } from './states.ts';

/** A trace of another program can have thousands. */
const MOST = 200;
const KNOWN = ['retrieval', 'model', 'guardrails'] as const;

/** The steps of a run over its time, one bar each. */
export function Timings({ run }: { run: Run }) {
  const { t, format } = useWords();
  const { spans, durationMs, firstTokenMs } = run;
  const end = Math.max(1, durationMs ?? 0, ...spans.map((span) => span.start + span.duration));
  const at = (ms: number) => `${(ms / end) * 100}%`;
  return (
    <Section
      title={t('runs.timings')}
      aside={<span className="text-muted text-xs tabular-nums">{format.duration(end)}</span>}
    >
      <ol className="flex flex-col gap-1">
        {spans.slice(0, MOST).map((span, i) => {
          const known = KNOWN.find((name) => name === span.name);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans of another program may be alike, and keep their place
            <li key={`${i} ${span.name}`} className="flex items-center gap-3">
              <span className="w-24 shrink-0 truncate sm:w-40" title={span.name}>
                {known ? t(`runs.span_${known}`) : span.name}
              </span>
              <span aria-hidden className="relative h-4 min-w-0 flex-1 rounded-sm bg-sunken">
                <span
                  className="absolute inset-y-0.5 min-w-0.5 rounded-sm bg-accent"
                  style={{ left: at(span.start), width: at(span.duration) }}
                />
                {firstTokenMs !== null && (
                  <span className="absolute inset-y-0 w-px bg-warn" style={{ left: at(firstTokenMs) }} />
                )}
              </span>
              <span className="w-16 shrink-0 text-right text-muted tabular-nums">
                {format.duration(span.duration)}
              </span>
            </li>
          );
        })}
      </ol>
      {spans.length > MOST && (
        <p className="mt-2 text-muted text-xs">{t('runs.more_spans', { count: spans.length - MOST })}</p>
      )}
      {firstTokenMs !== null && (
        <p className="mt-2 flex items-center gap-2 text-muted text-xs">
          <span aria-hidden className="h-3 w-px bg-warn" />
          {t('runs.first_token', { time: format.duration(firstTokenMs) })}
        </p>
      )}
    </Section>
  );
}
