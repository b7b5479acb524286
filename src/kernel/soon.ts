/**
 * There already, or on its way. Where a call of a model waits for twenty promises that are all resolved, making and
 * awaiting them costs more than what it does in between; so what is kept in memory is handed over as it is.
 */
export type Soon<T> = T | Promise<T>;

/** Goes on with it: now where it is there, else as soon as it is. What `go` throws now is thrown now. */
export function onceThere<T, R>(value: Soon<T>, go: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(go) : go(value);
}
