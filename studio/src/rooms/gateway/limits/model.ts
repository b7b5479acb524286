import type { ItemOf } from '../../../client/endpoints.ts';

export type Limit = ItemOf<'GET /api/limits'>;
export type LimitRule = Limit['rule'];

/** A rule while it is typed: what is not limited is empty. */
export interface LimitValues {
  name: string;
  of: LimitRule['subject']['of'];
  /** Which group, member or key; empty: each of them. */
  id: string;
  requestsPerMinute: string;
  tokensPerMinute: string;
  concurrent: string;
  dollars: string;
  period: 'day' | 'month';
  /** Percentages. */
  alertAt: string;
}

export const NEW_LIMIT: LimitValues = {
  ...{ name: '', of: 'workspace', id: '', requestsPerMinute: '', tokensPerMinute: '', concurrent: '' },
  ...{ dollars: '', period: 'month', alertAt: '80' },
};

export function valuesOf({ name, subject, budget, ...rates }: LimitRule): LimitValues {
  const text = (value: number | undefined) => (value === undefined ? '' : String(value));
  return {
    name,
    of: subject.of,
    id: 'id' in subject ? (subject.id ?? '') : '',
    requestsPerMinute: text(rates.requestsPerMinute),
    tokensPerMinute: text(rates.tokensPerMinute),
    concurrent: text(rates.concurrent),
    dollars: text(budget?.dollars),
    period: budget?.period ?? 'month',
    alertAt: (budget?.alertAt ?? [0.8]).map((share) => Math.round(share * 100)).join(', '),
  };
}

export function ruleOf(values: LimitValues): LimitRule {
  const { name, of, id, period } = values;
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text));
  const dollars = number(values.dollars);
  const percents = values.alertAt.split(/[\s,，、;]+/).filter(Boolean);
  return {
    name: name.trim(),
    subject: of === 'workspace' ? { of } : of === 'group' ? { of, id } : { of, ...(id ? { id } : {}) },
    requestsPerMinute: number(values.requestsPerMinute),
    tokensPerMinute: number(values.tokensPerMinute),
    concurrent: number(values.concurrent),
    budget:
      dollars === undefined
        ? undefined
        : { dollars, period, alertAt: percents.map((percent) => Number.parseFloat(percent) / 100) },
  };
}

/** A limit has a name, somebody it is for, and something it limits. */
export function isComplete(values: LimitValues): boolean {
  const { requestsPerMinute, tokensPerMinute, concurrent, budget } = ruleOf(values);
  const limits = requestsPerMinute ?? tokensPerMinute ?? concurrent ?? budget;
  return values.name.trim() !== '' && limits !== undefined && (values.of !== 'group' || values.id !== '');
}
