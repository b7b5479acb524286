/**
 * npm passes on the Ctrl-C that the terminal has sent to the whole group already, and service managers signal a group
 * and its first process: the same wish arrives twice within milliseconds. A person takes longer to mean it.
 */
const SAME_WISH_MS = 1_000;

/** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP (a terminal that is closed), and `stopAtOnce` when another one shows that it takes too long. */
export function onStopSignal(stop: () => void, stopAtOnce: () => void): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since === undefined) {
      since = performance.now();
      stop();
    } else if (performance.now() - since > SAME_WISH_MS) {
      stopAtOnce();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
