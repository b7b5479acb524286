/** What belongs together, found as it is joined: disjoint sets with path halving, the smaller under the larger. */
export interface Together {
  join(a: string, b: string): void;
  /** The same for all that were joined, directly or through others. */
  rootOf(key: string): string;
}

export function together(): Together {
  const above = new Map<string, string>();
  const sizes = new Map<string, number>();
  const rootOf = (key: string): string => {
    let at = key;
    for (let up = above.get(at); up !== undefined; up = above.get(at)) {
      const further = above.get(up);
      if (further !== undefined) above.set(at, further);
      at = further ?? up;
    }
    return at;
  };
  return {
    join(a, b) {
      const [one, other] = [rootOf(a), rootOf(b)];
      if (one === other) return;
      const [size, others] = [sizes.get(one) ?? 1, sizes.get(other) ?? 1];
      const [top, under] = size < others ? [other, one] : [one, other];
      above.set(under, top);
      sizes.set(top, size + others);
    },
    rootOf,
  };
}
