import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { CopyButton } from '../../../parts/copy.tsx';
import { ShortTable } from '../../../parts/short-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { CHECKS, type Checked, type Finding, knownType, piecesOf } from './model.ts';

/** The text with its findings in it, each with its kind and how sure the check is, and what is left without them. */
export function WhatWasFound({ text, checked }: { text: string; checked: Checked }) {
  const { t, format } = useWords();
  const typeOf = useTypes();
  const { findings, scores, redacted } = checked;
  const clean = findings.length === 0;
  return (
    <div className="flex flex-col gap-5">
      <Mark icon={clean ? CircleCheck : TriangleAlert} tone={clean ? 'good' : 'warn'}>
        <span className="font-strong">
          {clean ? t('gateway.found_nothing') : t('gateway.found_n', { count: findings.length })}
        </span>
      </Mark>
      <section aria-labelledby="found-in-text">
        <h2 id="found-in-text" className="mb-1.5 text-muted text-xs">
          {t('gateway.in_the_text')}
        </h2>
        <p className="whitespace-pre-wrap break-words rounded-lg border border-line bg-surface p-4 leading-7">
          {piecesOf(text, findings).map(({ from, text: piece, finding }) =>
            finding ? (
              <mark key={from} className="box-decoration-clone rounded-sm bg-mark px-1 py-0.5 text-ink">
                {piece}
                <span className="ml-1.5 whitespace-nowrap font-strong text-xs">
                  {typeOf(finding.type)} {format.percent(finding.score)}
                </span>
              </mark>
            ) : (
              <span key={from}>{piece}</span>
            ),
          )}
        </p>
      </section>
      {!clean && <Findings text={text} findings={findings} />}
      {redacted !== text && (
        <section aria-labelledby="found-redacted">
          <div className="mb-1.5 flex items-center">
            <h2 id="found-redacted" className="text-muted text-xs">
              {t('gateway.redacted')}
            </h2>
            <div className="ml-auto">
              <CopyButton text={redacted} />
            </div>
          </div>
          <p className="whitespace-pre-wrap break-words rounded-lg border border-line bg-sunken p-4">
            {redacted}
          </p>
        </section>
      )}
      <section aria-labelledby="found-scores">
        <h2 id="found-scores" className="mb-1.5 text-muted text-xs">
          {t('gateway.scores')}
        </h2>
        <dl className="grid gap-y-1.5">
          {CHECKS.map((check) => {
            const score = scores[check];
            if (score === undefined) return null;
            return (
              <div key={check} className="grid grid-cols-[minmax(0,1fr)_120px_48px] items-center gap-3">
                <dt className="truncate">{t(`gateway.check_${check}`)}</dt>
                <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
                  <span
                    className={`block h-full rounded-full ${score >= 0.5 ? 'bg-warn' : 'bg-accent'}`}
                    style={{ width: `${score * 100}%` }}
                  />
                </dd>
                <dd className="text-right tabular-nums">{format.decimal(score, 2)}</dd>
              </div>
            );
          })}
        </dl>
      </section>
    </div>
  );
}

function Findings({ text, findings }: { text: string; findings: readonly Finding[] }) {
  const { t, format } = useWords();
  const typeOf = useTypes();
  const columns: Column<Finding>[] = [
    { key: 'type', head: t('gateway.finding'), cell: ({ type }) => typeOf(type) },
    {
      key: 'what',
      head: t('gateway.passage'),
      cell: ({ start, end }) => text.slice(start, end),
      width: 190,
      card: 'bare',
    },
    {
      key: 'check',
      head: t('gateway.by_check'),
      cell: ({ check }) => t(`gateway.check_${check}`),
      width: 130,
      from: 'md',
    },
    {
      key: 'score',
      head: t('gateway.score'),
      cell: ({ score }) => format.decimal(score, 2),
      width: 70,
      end: true,
    },
  ];
  return (
    <ShortTable
      label={t('gateway.findings')}
      rows={findings}
      columns={columns}
      rowKey={({ check, type, start, end }) => `${check} ${type} ${start} ${end}`}
    />
  );
}

/** A kind of finding in words; one that the studio does not know as the server calls it. */
function useTypes(): (type: string) => string {
  const { t } = useWords();
  return (type) => {
    const known = knownType(type);
    return known ? t(`gateway.type_${known}`) : type;
  };
}
