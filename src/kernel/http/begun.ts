/**
 * Waits for the first item of something that comes by and by. Given up before anybody takes an item, a generator that
 * has not begun would not run its `finally`: what it holds (a connection, a place among the calls at the same time)
 * would be held for ever.
 * @throws what goes wrong before the first item
 */
export async function begun<T>(items: AsyncIterable<T>): Promise<AsyncIterableIterator<T, unknown>> {
  const iterator = items[Symbol.asyncIterator]();
  let first: IteratorResult<T, unknown> | undefined = await iterator.next();
  const going: AsyncIterableIterator<T, unknown> = {
    // Not async: each further item would wait once more.
    next() {
      if (!first) return iterator.next();
      const item = Promise.resolve(first);
      first = undefined;
      return item;
    },
    async return() {
      first = undefined;
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => going,
  };
  return going;
}
