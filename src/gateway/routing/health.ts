/** How a model has done of late, in this process. */
export interface Health {
  /** Milliseconds until it may be asked again; 0 when it may. */
  restsFor(place: string): number;
  succeeded(place: string, ms: number): void;
  failed(place: string): void;
  /** It has refused a request, and so it is there; how long that took says nothing of an answer. */
  refused(place: string): void;
  /** Usual milliseconds to an answer's beginning; undefined when it has not been asked. */
  latency(place: string): number | undefined;
}

/** So many failures in a row and a place rests; the first call after the rest is the test. */
const FAILURES = 5;
const REST_MS = 10_000;
/** More are not remembered: callers name models, and one that is not there fails like one that is down. */
const MOST = 5_000;
/** Weight of the newest observation. */
const NEWEST = 0.2;

/** Of a model at one provider of one workspace: what fails for them must not rest for others. */
export function healthKey(providerId: string | undefined, model: string): string {
  return `${providerId ?? 'local'} ${model}`;
}

interface State {
  failures: number;
  restsUntil: number;
  latency: number | undefined;
}

/** Circuit breakers and latencies by `healthKey`. A place that rests costs its callers nothing but a look. */
export function watchHealth(now: () => number = performance.now.bind(performance)): Health {
  const states = new Map<string, State>();
  const of = (place: string): State => {
    const known = states.get(place);
    if (known) return known;
    const fresh = { failures: 0, restsUntil: 0, latency: undefined };
    // What is forgotten is learned again.
    const [oldest] = states.size < MOST ? [] : states.keys();
    if (oldest !== undefined) states.delete(oldest);
    states.set(place, fresh);
    return fresh;
  };
  return {
    restsFor(place) {
      const state = states.get(place);
      if (!state || state.failures < FAILURES) return 0;
      const left = state.restsUntil - now();
      if (left > 0) return left;
      // One caller finds out for all; the others go on resting until it has.
      state.restsUntil = now() + REST_MS;
      return 0;
    },
    succeeded(place, ms) {
      const state = of(place);
      state.failures = 0;
      state.latency = state.latency === undefined ? ms : state.latency * (1 - NEWEST) + ms * NEWEST;
    },
    failed(place) {
      const state = of(place);
      state.failures += 1;
      if (state.failures >= FAILURES) state.restsUntil = now() + REST_MS;
    },
    refused(place) {
      const state = states.get(place);
      if (state) state.failures = 0;
    },
    latency: (place) => states.get(place)?.latency,
  };
}
