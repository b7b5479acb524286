import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { SearchBox } from '../../../parts/filters.tsx';
import { ShortTable } from '../../../parts/short-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { tunedModelRoute } from '../addresses.ts';
import { useShares } from '../figures.ts';
import type { ClassRow } from '../model.ts';

/** So many are looked at before somebody asks for all. */
const FIRST = 12;

/** Each class by itself, the worst first. */
export function PerClass({ rows }: { rows: readonly ClassRow[] }) {
  const { t, format } = useWords();
  const { share } = useShares();
  const { order = 'f1', find = '' } = tunedModelRoute.useSearch();
  const { model } = tunedModelRoute.useParams();
  const navigate = tunedModelRoute.useNavigate();
  const [all, setAll] = useState(false);
  const set = (change: { order?: string; find?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const part = (key: 'precision' | 'recall' | 'f1'): Column<ClassRow> => ({
    key,
    head: t(`tuning.${key}`),
    cell: (row) => share(row[key]),
    sort: (row) => row[key],
    width: 92,
    end: true,
  });
  const columns: Column<ClassRow>[] = [
    { key: 'label', head: t('tuning.class'), cell: ({ label }) => label, sort: ({ label }) => label },
    part('precision'),
    part('recall'),
    part('f1'),
    {
      key: 'support',
      head: t('tuning.support'),
      cell: ({ support }) => format.number(support),
      sort: ({ support }) => support,
      width: 84,
      end: true,
    },
  ];
  const found = rows.filter(({ label }) => label.toLowerCase().includes(find.toLowerCase()));
  const value = columns.find(({ key }) => key === order.replace(/^-/, ''))?.sort;
  const sorted = typeof value === 'function' ? [...found].sort(by(value, order.startsWith('-'))) : found;
  const shown = all || find ? sorted : sorted.slice(0, FIRST);
  return (
    <section aria-labelledby="per-class" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="per-class" className="text-base">
          {t('tuning.per_class')}
        </h2>
        {rows.length > FIRST && (
          <div className="ml-auto flex min-w-48 justify-end">
            <SearchBox
              label={t('tuning.find_class')}
              value={find}
              onChange={(text) => set({ find: text || undefined })}
            />
          </div>
        )}
      </div>
      <ShortTable
        label={t('tuning.per_class')}
        rows={shown}
        columns={columns}
        rowKey={({ label }) => label}
        order={order}
        onOrder={(next) => set({ order: next })}
        link={({ label }, props) => (
          <Link to="/models/tuned/$model/mistakes" params={{ model }} search={{ actual: label }} {...props} />
        )}
      />
      {shown.length < sorted.length && (
        <div>
          <Button small onClick={() => setAll(true)}>
            {t('gateway.show_all', { count: sorted.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function by(value: (row: ClassRow) => string | number, down: boolean) {
  return (one: ClassRow, other: ClassRow): number => {
    const [a, b] = [value(one), value(other)];
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
    return down ? -order : order;
  };
}
