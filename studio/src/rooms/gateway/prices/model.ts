import type { Result } from '../../../client/endpoints.ts';

type Known = Result<'GET /api/prices'>;
export type OwnPrice = Known['own'][number];

/** A price as the list shows it: one's own, or a line of the table that no own price stands before. */
export interface PriceLine {
  id: string;
  /** Null: whoever serves it. */
  provider: string | null;
  model: string;
  input: number;
  cached: number | null;
  output: number;
  /** Absent in the table. */
  own?: OwnPrice;
}

export function linesOf({ own, table }: Known): PriceLine[] {
  const mine = own
    .filter(({ until }) => until === null)
    .map((row): PriceLine => {
      const { id, provider, model, input, cached, output } = row;
      return { id, provider, model, input, cached: cached ?? null, output, own: row };
    });
  const listed = table.models.map((one): PriceLine => ({ ...one, id: one.model, provider: null }));
  return [...mine, ...listed];
}

/** A price while it is typed, in dollars per million tokens. */
export interface PriceValues {
  provider: string;
  model: string;
  input: string;
  cached: string;
  output: string;
}

export const NEW_PRICE: PriceValues = { provider: '', model: '', input: '', cached: '', output: '' };

export function valuesOf({ provider, model, input, cached, output }: PriceLine): PriceValues {
  return {
    provider: provider ?? '',
    model,
    input: String(input),
    cached: cached === null ? '' : String(cached),
    output: String(output),
  };
}

export function priceOf({ provider, model, input, cached, output }: PriceValues) {
  return {
    provider,
    model: model.trim(),
    input: Number(input),
    cached: cached.trim() === '' ? null : Number(cached),
    output: Number(output),
  };
}

export function isComplete({ provider, model, input, output }: PriceValues): boolean {
  return [provider, model, input, output].every((text) => text.trim() !== '');
}
