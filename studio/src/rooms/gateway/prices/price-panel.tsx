import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { isComplete, type OwnPrice, type PriceLine, priceOf, valuesOf } from './model.ts';
import { PriceFields } from './price-fields.tsx';

interface PricePanelProps {
  line: PriceLine;
  /** Prices of the workspace for this model, those that ended too. */
  history: readonly OwnPrice[];
  /** Date of the table. */
  table: string;
  onClose: () => void;
}

/** One price: what it is, since when, and what it was before. */
export function PricePanel({ line, history, table, onClose }: PricePanelProps) {
  const { t, format } = useWords();
  const manages = useMay()('manageRoutes');
  const { own } = line;
  const explain = useExplain();
  const [ending, setEnding] = useState(false);
  const end = async (id: string) => {
    setEnding(true);
    try {
      await api('DELETE /api/prices/{id}', { params: { id } });
      onClose();
      notify(t('gateway.price_ended'));
      void changed('GET /api/prices');
    } catch (error) {
      setEnding(false);
      notify(explain(error).what, { failed: true });
    }
  };
  return (
    <Detail
      title={line.model === '*' ? t('gateway.price_all_models') : line.model}
      kind={line.provider ?? t('gateway.price_listed', { date: table })}
      onClose={onClose}
    >
      <Section title={t('gateway.price_per_million')}>
        {own && manages ? (
          <ChangePrice line={line} />
        ) : (
          <Facts>
            <Fact name={t('gateway.price_input')}>{format.money(line.input)}</Fact>
            <Fact name={t('gateway.price_cached')}>{format.money(line.cached ?? line.input)}</Fact>
            <Fact name={t('gateway.price_output')}>{format.money(line.output)}</Fact>
          </Facts>
        )}
      </Section>
      {history.length > 0 && (
        <Section title={t('gateway.price_history')}>
          <ul className="flex flex-col gap-2">
            {history.map(({ id, input, output, since, until, by }) => (
              <li key={id}>
                <span className="tabular-nums">
                  {t('gateway.price_in_out', { input: format.money(input), output: format.money(output) })}
                </span>
                <span className="block text-muted text-xs">
                  {until === null
                    ? t('gateway.price_since', { since: format.exact(since), by })
                    : t('gateway.price_from_to', {
                        since: format.exact(since),
                        until: format.exact(until),
                        by,
                      })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {own && manages && (
        <Section title={t('gateway.price_end')}>
          <p className="mb-3 text-muted">{t('gateway.price_end_what')}</p>
          <Button busy={ending} onClick={() => void end(own.id)}>
            {t('gateway.price_end')}
          </Button>
        </Section>
      )}
    </Detail>
  );
}

function ChangePrice({ line }: { line: PriceLine }) {
  const { t } = useWords();
  const [value, setValue] = useState(() => valuesOf(line));
  const { busy, error, submit } = useTask();
  const same = JSON.stringify(value) === JSON.stringify(valuesOf(line));
  const save = submit(async () => {
    await api('POST /api/prices', { body: priceOf(value) });
    notify(t('gateway.price_saved'));
    await changed('GET /api/prices');
  });
  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <PriceFields fixed value={value} onChange={(change) => setValue({ ...value, ...change })} />
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={same || !isComplete(value)}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
