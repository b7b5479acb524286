import { useWords } from '../../i18n/words.ts';
import { useNarrow } from '../../parts/media.ts';
import { type LiveColumn, useLiveColumns } from './live-columns.tsx';
import type { LiveApp } from './model.ts';

/** One row for each app: what serves, how good it is, how sure that is, and what production says. */
export function Live({ apps }: { apps: readonly LiveApp[] }) {
  const { t } = useWords();
  const narrow = useNarrow();
  const columns = useLiveColumns();
  return (
    <section aria-labelledby="live">
      <h2 id="live" className="mb-2 text-base">
        {t('home.live')}
      </h2>
      {narrow ? <Cards apps={apps} columns={columns} /> : <Table apps={apps} columns={columns} />}
    </section>
  );
}

interface RowsProps {
  apps: readonly LiveApp[];
  columns: readonly LiveColumn[];
}

function Table({ apps, columns }: RowsProps) {
  const { t } = useWords();
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t('home.live')}</caption>
        <thead>
          <tr>
            {columns.map(({ key, head, hide }) => (
              <th
                key={key}
                scope="col"
                className={`h-8 whitespace-nowrap border-line border-b px-3 text-left font-normal text-muted text-xs first:pl-5 last:pr-5 ${hide ?? ''}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {apps.map((app) => (
            <tr key={app.slug} className="group">
              {columns.map(({ key, cell, hide }) => (
                <td
                  key={key}
                  className={`border-line border-b px-3 py-3 align-top tabular-nums first:pl-5 last:pr-5 group-last:border-0 ${hide ?? ''}`}
                >
                  {cell(app)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ apps, columns: [first, ...others] }: RowsProps) {
  return (
    <ul className="flex flex-col gap-3">
      {apps.map((app) => (
        <li key={app.slug} className="rounded-lg border border-line bg-surface p-4">
          <div className="mb-3 text-base">{first?.cell(app)}</div>
          <dl className="flex flex-col gap-3 tabular-nums">
            {others.map(({ key, head, cell }) => (
              <div key={key} className="grid grid-cols-[104px_1fr] items-start gap-3">
                <dt className="text-muted text-xs leading-5">{head}</dt>
                <dd className="min-w-0">{cell(app)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
