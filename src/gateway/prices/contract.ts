import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

/** Dollars per million tokens. */
const dollars = z.number().min(0, 'must be at least 0').max(1_000_000);
const when = z.iso.datetime();

const NewPrice = z.object({
  /** Slug of the provider. */
  provider: z.string().min(1).max(64),
  /** As the provider names it, with dated editions of it; `*` for all that have no price of their own. */
  model: z.string().trim().min(1).max(300),
  input: dollars,
  /** Of prompt tokens that the provider had cached; the input's price when absent. */
  cached: dollars.nullable().default(null),
  output: dollars,
});
export type NewPrice = z.infer<typeof NewPrice>;

export const OwnPrice = NewPrice.extend({
  id: z.string(),
  by: z.string(),
  since: when,
  /** Null while it holds. */
  until: when.nullable(),
});

export const listPrices = endpoint('GET /api/prices', {
  summary: 'What models cost: prices of your own, those that held before, and the table behind them',
  output: z.object({
    /** Newest first. Calls keep the price they were counted with. */
    own: z.array(OwnPrice),
    table: z.object({
      version: z.string(),
      models: z.array(
        z.object({ model: z.string(), input: dollars, cached: dollars.nullable(), output: dollars }),
      ),
    }),
  }),
});
export const setPrice = endpoint('POST /api/prices', {
  summary: 'Enter what a model costs you from now on; calls that were counted before keep their cost',
  body: NewPrice,
  output: OwnPrice,
  status: 201,
});
export const endPrice = endpoint('DELETE /api/prices/{id}', {
  summary: 'End a price of your own: the table holds again',
  params: z.object({ id: z.string().max(64) }),
  status: 204,
});
