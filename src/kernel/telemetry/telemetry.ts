/** A span's place in a trace: what hangs below it needs no more. */
export interface SpanPlace {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits. */
  spanId: string;
  /** Whether whoever began the trace wants it kept. */
  sampled: boolean;
}

type Attributes = Record<string, string | number | boolean | undefined>;

/** A span that has begun. What is set on it may go to a collector anywhere: never content, never a key. */
export interface OpenSpan {
  place: SpanPlace;
  set(attributes: Attributes): void;
  /** @param at milliseconds since 1970 @param error the kind of failure, never its message */
  end(at: number, error?: string): void;
}

/** Sends spans and metrics to a collector; there is none when nobody has configured one. */
export interface Telemetry {
  start(
    name: string,
    span: {
      kind: 'client' | 'internal' | 'server';
      parent: SpanPlace | undefined;
      /** Milliseconds since 1970. */
      at: number;
      attributes: Attributes;
    },
  ): OpenSpan;
  histogram(
    name: string,
    about: { unit: string; description: string; boundaries: number[] },
  ): (value: number, attributes: Attributes) => void;
  /** Sends what is waiting. */
  close(): Promise<void>;
}

const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** The span that a caller's `traceparent` names (W3C Trace Context); undefined when it names none. */
export function placeOf(traceparent: string | null): SpanPlace | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags || traceparent?.startsWith('ff')) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
