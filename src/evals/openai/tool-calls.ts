import { z } from 'zod';

/** A call of a tool as chat completions write it. */
export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

const Delta = z.array(
  z.object({
    index: z.number().int().min(0).max(127).default(0),
    id: z.string().nullish(),
    function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
  }),
);

/** Joins the pieces in which calls arrive: the name comes first, the arguments a few characters at a time. */
export function joinToolCalls(deltas: readonly unknown[]): ToolCall[] {
  const calls = new Map<number, ToolCall>();
  for (const delta of deltas) {
    for (const piece of Delta.safeParse(delta).data ?? []) {
      const call = calls.get(piece.index) ?? {
        id: '',
        type: 'function',
        function: { name: '', arguments: '' },
      };
      call.id ||= piece.id ?? '';
      call.function.name += piece.function?.name ?? '';
      call.function.arguments += piece.function?.arguments ?? '';
      calls.set(piece.index, call);
    }
  }
  return [...calls.values()];
}
