import { z } from 'zod';

const Deltas = z.array(
  z.looseObject({
    index: z.number().default(0),
    id: z.string().nullish(),
    function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).optional(),
  }),
);

/** A call of a tool, whole. */
export interface WholeCall {
  index: number;
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

/** The calls of tools that an answer's pieces add up to: names come once, arguments in parts. */
export function joinToolCalls(deltas: readonly unknown[]): WholeCall[] {
  const calls = new Map<number, WholeCall>();
  for (const { index, id, function: part } of deltas.flatMap((delta) => Deltas.safeParse(delta).data ?? [])) {
    const call = calls.get(index) ?? {
      index,
      id: '',
      type: 'function',
      function: { name: '', arguments: '' },
    };
    calls.set(index, call);
    if (id) call.id = id;
    call.function.name += part?.name ?? '';
    call.function.arguments += part?.arguments ?? '';
  }
  return [...calls.values()];
}
