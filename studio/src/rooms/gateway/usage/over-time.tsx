import { useWords } from '../../../i18n/words.ts';
import { type TimeBar, TimeBars } from '../../../parts/charts/time-bars.tsx';
import type { Shown, UsageFacts } from '../facts.ts';

/** What the period was made of, hour by hour or day by day. */
export function OverTime({ usage, show }: { usage: UsageFacts; show: Shown }) {
  const { t, language, format } = useWords();
  const { series, step } = usage;
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  // Days are whole in UTC, as the server counts them.
  const short = new Intl.DateTimeFormat(
    locale,
    step === 'hour'
      ? { hour: '2-digit', minute: '2-digit' }
      : { month: 'short', day: 'numeric', timeZone: 'UTC' },
  );
  const long = new Intl.DateTimeFormat(
    locale,
    step === 'hour' ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'full', timeZone: 'UTC' },
  );
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const dollars = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumSignificantDigits: 2,
  });
  const bars = series.map(({ at, requests, failed, tokens, dollars: cost }): TimeBar => {
    const moment = new Date(at);
    return {
      key: at,
      when: short.format(moment),
      words: t('gateway.bar', {
        when: long.format(moment),
        count: requests,
        failed,
        tokens,
        cost: format.money(cost),
      }),
      value: show === 'requests' ? requests : show === 'tokens' ? tokens : cost,
      bad: show === 'requests' ? failed : 0,
    };
  });
  return (
    <div className="p-4">
      <TimeBars
        label={t(step === 'hour' ? 'gateway.by_hour' : 'gateway.by_day', { what: t(`gateway.${show}`) })}
        bars={bars}
        say={(value) => (show === 'cost' ? dollars : compact).format(value)}
        rest={t(step === 'hour' ? 'gateway.by_hour' : 'gateway.by_day', { what: t(`gateway.${show}`) })}
      />
      {show === 'requests' && (
        <p className="mt-2 flex justify-end gap-4 text-muted text-xs">
          <Key tone="bg-accent">{t('gateway.answered')}</Key>
          <Key tone="bg-bad">{t('gateway.failed')}</Key>
        </p>
      )}
    </div>
  );
}

function Key({ tone, children }: { tone: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-sm ${tone}`} />
      {children}
    </span>
  );
}
