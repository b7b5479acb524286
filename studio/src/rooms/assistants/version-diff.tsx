import { useWords } from '../../i18n/words.ts';
import { DiffText } from '../../parts/diff-text.tsx';
import { FIELDS, fieldText } from './definition-fields.ts';
import type { Version } from './version.ts';

/** What changed between two versions, field by field. */
export function VersionDiff({ older, newer }: { older: Version | undefined; newer: Version }) {
  const { t } = useWords();
  const fields = FIELDS.map((field) => ({
    field,
    before: older ? fieldText(older.definition, field) : '',
    after: fieldText(newer.definition, field),
  })).filter(({ before, after }) => before !== after);
  return (
    <section aria-labelledby="what-changed" className="px-4 py-5 sm:px-6">
      <h2 id="what-changed" className="mb-4 text-base">
        {older
          ? t('versions.changed_between', { from: older.number, to: newer.number })
          : t('versions.first', { number: newer.number })}
      </h2>
      {fields.length === 0 ? (
        <p className="text-muted">{t('versions.same')}</p>
      ) : (
        <dl className="flex flex-col gap-4">
          {fields.map(({ field, before, after }) => (
            <div key={field}>
              <dt className="mb-1 text-muted text-xs">{t(`editor.${field}`)}</dt>
              <dd className="whitespace-pre-wrap break-words rounded-md border border-line bg-surface px-3 py-2">
                {older ? <DiffText before={before} after={after} /> : after}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
