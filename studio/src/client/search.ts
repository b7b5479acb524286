/** Reads the parameters of an address; whatever is not understood is as if it were not there. */

export function textIn(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function oneOf<Value extends string>(
  search: Record<string, unknown>,
  name: string,
  values: readonly Value[],
): Value | undefined {
  return values.find((value) => value === search[name]);
}

export function numberIn(search: Record<string, unknown>, name: string): number | undefined {
  const value = Number(search[name]);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** A list: what is looked for in it, how it is ordered, and which of its rows is open. */
export interface ListSearch {
  search?: string;
  order?: string;
  open?: string;
}

export function listSearch(search: Record<string, unknown>): ListSearch {
  return { search: textIn(search, 'search'), order: textIn(search, 'order'), open: textIn(search, 'open') };
}
