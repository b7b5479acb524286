import { useQuery } from '@tanstack/react-query';
import { Coins, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { pricesRoute } from '../addresses.ts';
import { ModelsPage } from '../models-page.tsx';
import { isComplete, linesOf, NEW_PRICE, type PriceLine, priceOf } from './model.ts';
import { PriceFields } from './price-fields.tsx';
import { PricePanel } from './price-panel.tsx';

/** What models cost: prices of one's own before those of the table. */
export function Prices() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery({ ...read('GET /api/prices'), enabled: may('seeUsage') });
  const state = pricesRoute.useSearch();
  const navigate = pricesRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const lines = data && linesOf(data);
  // A price that was changed has another id; the panel stays with the model.
  const open = lines?.find((line) => keyOf(line) === state.open);
  const columns = useColumns();
  const create = may('manageRoutes') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('gateway.add_price')}
    </Button>
  );
  return (
    <ModelsPage actions={create}>
      <ListScreen
        label={t('gateway.prices')}
        searchLabel={t('gateway.search_prices')}
        rows={lines}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={keyOf}
        textOf={({ provider, model }) => `${provider ?? ''} ${model}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={(line, props) => (
          <pricesRoute.Link search={(before) => ({ ...before, open: keyOf(line) })} {...props} />
        )}
        empty={{ icon: Coins, title: t('gateway.prices'), what: t('gateway.add_price_what'), action: create }}
        detail={
          open &&
          data && (
            <PricePanel
              key={open.id}
              line={open}
              table={data.table.version}
              history={data.own.filter(
                ({ provider, model }) => provider === open.provider && model === open.model,
              )}
              onClose={() => void navigate({ search: (before) => ({ ...before, open: undefined }) })}
            />
          )
        }
      />
      {creating && <NewPrice onClose={() => setCreating(false)} />}
    </ModelsPage>
  );
}

function keyOf({ provider, model }: PriceLine): string {
  return provider === null ? model : `${provider}/${model}`;
}

function useColumns(): Column<PriceLine>[] {
  const { t, format } = useWords();
  return [
    {
      key: 'model',
      head: t('gateway.by_model'),
      cell: ({ model }) => (model === '*' ? t('gateway.price_all_models') : model),
      sort: ({ model }) => model,
    },
    {
      key: 'provider',
      head: t('gateway.by_provider'),
      cell: ({ provider }) =>
        provider === null ? (
          <span className="text-faint">{t('gateway.price_any')}</span>
        ) : (
          <>
            {provider} <Badge tone="accent">{t('gateway.price_own')}</Badge>
          </>
        ),
      sort: ({ provider }) => provider ?? '',
      width: 220,
      card: 'bare',
    },
    ...(['input', 'cached', 'output'] as const).map(
      (rate): Column<PriceLine> => ({
        key: rate,
        head: t(`gateway.price_${rate}`),
        cell: (line) => format.money(line[rate] ?? line.input),
        sort: (line) => line[rate] ?? line.input,
        width: 130,
        end: true,
        ...(rate === 'cached' && { from: 'md' }),
      }),
    ),
  ];
}

function NewPrice({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [value, setValue] = useState(NEW_PRICE);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('gateway.add_price')}
      description={t('gateway.add_price_what')}
      submit={t('settings.add')}
      disabled={!isComplete(value)}
      onSubmit={async () => {
        await api('POST /api/prices', { body: priceOf(value) });
        notify(t('gateway.price_saved'));
        await changed('GET /api/prices');
      }}
    >
      <PriceFields value={value} onChange={(change) => setValue({ ...value, ...change })} />
    </FormDialog>
  );
}
