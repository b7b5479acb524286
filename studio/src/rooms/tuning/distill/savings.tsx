import { useWords } from '../../../i18n/words.ts';
import type { Distillation, Report, Side } from './model.ts';

/** What each takes, per request and per task that came out right, and when the training has paid for itself. */
export function Savings({ one, report }: { one: Distillation; report: Report }) {
  const { t, format } = useWords();
  const { teacher, student, saved } = report;
  const tokens = (value: number | null) =>
    value === null ? t('distill.unknown') : format.number(Math.round(value));
  const money = (value: number | null) => (value === null ? t('distill.unknown') : format.money(value));
  const rows: { key: string; name: string; say: (side: Side) => string; saved: number | null }[] = [
    {
      key: 'tokens',
      name: t('distill.tokens_request'),
      say: (side) => tokens(side.tokens.perRequest.estimate),
      saved: saved.tokens?.estimate ?? null,
    },
    {
      key: 'tokens-passed',
      name: t('distill.tokens_passed'),
      say: (side) => tokens(side.tokens.perPassed),
      saved: less(teacher.tokens.perPassed, student.tokens.perPassed),
    },
    {
      key: 'dollars',
      name: t('distill.cost_request'),
      say: (side) => money(side.dollars.perRequest),
      saved: saved.dollars,
    },
    {
      key: 'dollars-passed',
      name: t('distill.cost_passed'),
      say: (side) => money(side.dollars.perPassed),
      saved: less(teacher.dollars.perPassed, student.dollars.perPassed),
    },
    {
      key: 'p50',
      name: t('distill.time_typical'),
      say: (side) => format.duration(side.latency.p50),
      saved: saved.time,
    },
    {
      key: 'p95',
      name: t('distill.time_slow'),
      say: (side) => format.duration(side.latency.p95),
      saved: less(teacher.latency.p95, student.latency.p95),
    },
  ];
  const numbers = 'px-3 py-2 text-right tabular-nums';
  return (
    <section aria-labelledby="savings" className="flex flex-col gap-2">
      <h2 id="savings" className="text-base">
        {t('distill.savings')}
      </h2>
      <p>{useBreakEven(one, report)}</p>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <table className="w-full">
          <caption className="sr-only">{t('distill.savings')}</caption>
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="px-4 py-2 text-left font-normal">
                <span className="sr-only">{t('distill.what')}</span>
              </th>
              <th scope="col" className={`${numbers} font-normal`}>
                {t('distill.teacher')}
              </th>
              <th scope="col" className={`${numbers} font-normal`}>
                {t('distill.student')}
              </th>
              <th scope="col" className={`${numbers} pr-4! font-normal`}>
                {t('distill.saved')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, say, saved: part }) => (
              <tr key={key} className="border-line border-t">
                <th scope="row" className="px-4 py-2 text-left font-normal">
                  {name}
                </th>
                <td className={numbers}>{say(teacher)}</td>
                <td className={numbers}>{say(student)}</td>
                <td className={`${numbers} pr-4! font-strong`}>
                  {part === null ? '–' : format.percent(part)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {saved.tokens && (
        <p className="text-muted text-xs">
          {t('distill.tokens_between', {
            low: format.percent(saved.tokens.low),
            high: format.percent(saved.tokens.high),
          })}
        </p>
      )}
    </section>
  );
}

/** When what the training cost has come back. */
function useBreakEven(one: Distillation, { breakEven }: Report): string {
  const { t, format } = useWords();
  const { trainingDollars, savedPerRequest, requests, months } = breakEven;
  if (savedPerRequest === null) return t('distill.break_even_unknown');
  if (savedPerRequest <= 0 || requests === null) return t('distill.break_even_never');
  if (trainingDollars === 0) return t('distill.break_even_at_once', { money: format.money(savedPerRequest) });
  const paid = t('distill.break_even', { money: format.money(trainingDollars), requests });
  const perMonth = one.comparison.requestsPerMonth;
  return months === null || perMonth === undefined
    ? paid
    : `${paid} ${t('distill.break_even_months', { months: format.decimal(months, 1), perMonth })}`;
}

function less(teacher: number | null, student: number | null): number | null {
  return teacher === null || student === null || teacher <= 0 ? null : 1 - student / teacher;
}
