import { Link } from '@tanstack/react-router';
import { ApiError } from '../../../client/api-error.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { CopyText } from '../../../parts/copy.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import type { UsageSearch } from '../addresses.ts';
import type { ModelCall } from '../facts.ts';
import { useNames } from '../names.ts';
import { Outcome } from './calls.tsx';

interface CallPanelProps {
  call: ModelCall;
  onClose: () => void;
  onFilter: (change: UsageSearch) => void;
}

/** One call: where it went, what it took, and why it failed. */
export function CallPanel({ call, onClose, onFilter }: CallPanelProps) {
  const { t, format } = useWords();
  const nameOf = useNames();
  const { id, at, actorId, app, version, route, provider, model, path, stream, status, code } = call;
  const { attempts, promptTokens, cachedTokens, completionTokens, dollars } = call;
  const { durationMs, firstTokenMs, cache, dataClass, findings, price, run, usageSource, hedgeOf } = call;
  return (
    <Detail title={model || t('gateway.call')} kind={<Outcome call={call} />} onClose={onClose}>
      {code !== null && (
        <Section title={t('gateway.why_failed')}>
          <WhyFailed code={code} status={status} />
          <div className="mt-3">
            <Button small onClick={() => onFilter({ code })}>
              {t('gateway.same_error')}
            </Button>
          </div>
        </Section>
      )}
      <Section title={t('gateway.call')}>
        <Facts>
          <Fact name={t('gateway.when')}>{format.exact(at)}</Fact>
          <Fact name={t('gateway.by_actor')}>{nameOf('actor', actorId)}</Fact>
          {app !== null && (
            <Fact name={t('gateway.by_app')}>
              {app} {version !== null && t('runs.v_n', { number: version })}
            </Fact>
          )}
          {route !== null && <Fact name={t('gateway.by_route')}>{route}</Fact>}
          <Fact name={t('gateway.by_provider')}>{provider || '–'}</Fact>
          <Fact name={t('gateway.attempts')}>{format.number(attempts)}</Fact>
          <Fact name={t('gateway.by_dataClass')}>{t(`gateway.class_${dataClass}`)}</Fact>
          <Fact name={t('gateway.asked_at')}>
            <code className="font-mono text-xs">{path}</code>{' '}
            {t(stream ? 'gateway.streamed' : 'gateway.at_once')}
          </Fact>
          {run !== null && (
            <Fact name={t('runs.run')}>
              <Link to="/runs" search={{ run }} className="text-accent hover:underline">
                {t('gateway.open_run')}
              </Link>
            </Fact>
          )}
          {hedgeOf !== null && (
            <Fact name={t('gateway.hedge_of')}>
              <CopyText text={hedgeOf} />
            </Fact>
          )}
          <Fact name={t('gateway.call_id')}>
            <CopyText text={id} />
          </Fact>
        </Facts>
      </Section>
      {Object.keys(findings).length > 0 && (
        <Section title={t('gateway.findings')}>
          <Facts>
            {Object.entries(findings).map(([check, count]) => (
              <Fact key={check} name={nameOf('finding', check)}>
                {format.number(count)}
              </Fact>
            ))}
          </Facts>
        </Section>
      )}
      <Section title={t('gateway.took')}>
        <Facts>
          <Fact name={t('gateway.duration')}>{format.duration(durationMs)}</Fact>
          {firstTokenMs !== null && (
            <Fact name={t('gateway.first_token')}>{format.duration(firstTokenMs)}</Fact>
          )}
          <Fact name={t('runs.tokens_in')}>
            {format.number(promptTokens)}
            {cachedTokens > 0 && (
              <span className="text-muted"> {t('gateway.of_them_cached', { count: cachedTokens })}</span>
            )}
          </Fact>
          <Fact name={t('runs.tokens_out')}>{format.number(completionTokens)}</Fact>
          {usageSource !== null && (
            <Fact name={t('gateway.usage_source')}>{t(`gateway.usage_${usageSource}`)}</Fact>
          )}
          <Fact name={t('gateway.cost')}>
            {dollars === null ? t('gateway.price_unknown') : format.money(dollars)}
            {price !== null && price !== 'local' && (
              <span className="text-muted"> {priceWords(t, price)}</span>
            )}
          </Fact>
          {cache !== null && <Fact name={t('gateway.cache')}>{t(`gateway.cache_${cache}`)}</Fact>}
        </Facts>
      </Section>
    </Detail>
  );
}

/** A price of the table is known by its date, one's own by its id. */
function priceWords(t: ReturnType<typeof useWords>['t'], price: string): string {
  return price.startsWith('price_') ? t('gateway.by_own_price') : t('gateway.by_table', { date: price });
}

/** The details of an error are not kept with the call, only which it was. */
function WhyFailed({ code, status }: { code: string; status: number }) {
  const explain = useExplain();
  const { t } = useWords();
  const { todo } = explain(new ApiError({ code, status }));
  return (
    <>
      <p>
        <code className="font-mono text-xs">{code}</code>{' '}
        <span className="text-muted">{t('gateway.status_n', { status: String(status) })}</span>
      </p>
      {!/\{\w+\}|\s\s/.test(todo) && <p className="mt-1 text-muted">{todo}</p>}
    </>
  );
}
