import {
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Config } from '../config/schema.ts';
import type { Log } from '../log.ts';
import type { SpanPlace, Telemetry } from './telemetry.ts';

/** The version of the semantic conventions that the names of spans, attributes and metrics are from. */
const SCHEMA_URL = 'https://opentelemetry.io/schemas/1.41.0';
const KINDS = { client: SpanKind.CLIENT, internal: SpanKind.INTERNAL, server: SpanKind.SERVER };
/** A collector that is away must not hold up the end of the process. */
const LAST_EXPORT_MS = 5_000;

/** Telemetry over OTLP/HTTP in protobuf, by OpenTelemetry's own SDK. */
export function exportTelemetry(
  config: Config,
  log: Log,
  to: { traces: string | undefined; metrics: string | undefined },
): Telemetry {
  reportTo(log);
  const headers = config.OTEL_EXPORTER_OTLP_HEADERS;
  const resource = resourceFromAttributes({
    ...config.OTEL_RESOURCE_ATTRIBUTES,
    'service.name': config.OTEL_SERVICE_NAME,
  });
  const spans = new TracerProvider({
    resource,
    spanProcessors: to.traces
      ? [
          new BatchSpanProcessor({
            exporter: new OTLPTraceExporter({ url: to.traces, headers }),
            scheduledDelayMillis: config.OTEL_BSP_SCHEDULE_DELAY,
          }),
        ]
      : [],
  });
  const metrics = new MeterProvider({
    resource,
    readers: to.metrics
      ? [
          new PeriodicExportingMetricReader({
            exporter: new OTLPMetricExporter({ url: to.metrics, headers }),
            exportIntervalMillis: config.OTEL_METRIC_EXPORT_INTERVAL,
            exportTimeoutMillis: Math.min(config.OTEL_METRIC_EXPORT_INTERVAL, 30_000),
          }),
        ]
      : [],
  });
  const tracer = spans.getTracer('sevenfold', undefined, { schemaUrl: SCHEMA_URL });
  const meter = metrics.getMeter('sevenfold', undefined, { schemaUrl: SCHEMA_URL });
  return {
    start(name, { kind, parent, at, attributes }) {
      const span = tracer.startSpan(name, { kind: KINDS[kind], startTime: at, attributes }, below(parent));
      const { traceId, spanId } = span.spanContext();
      return {
        place: { traceId, spanId, sampled: span.isRecording() },
        set: (more) => void span.setAttributes(more),
        end(endedAt, error) {
          if (error !== undefined) {
            span.setAttribute('error.type', error);
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end(endedAt);
        },
      };
    },
    histogram(name, { unit, description, boundaries }) {
      const advice = { explicitBucketBoundaries: boundaries };
      const histogram = meter.createHistogram(name, { unit, description, advice });
      return (value, attributes) => histogram.record(value, attributes);
    },
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_EXPORT_MS).unref());
      const sent = Promise.allSettled([spans.shutdown(), metrics.shutdown()]);
      await Promise.race([sent, late]);
      diag.disable();
    },
  };
}

function below(parent: SpanPlace | undefined): Context {
  if (!parent) return ROOT_CONTEXT;
  const { traceId, spanId, sampled } = parent;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: sampled ? 1 : 0, isRemote: true });
}

/** A collector that does not answer is worth a line in the log; nothing else of the SDK is. */
function reportTo(log: Log): void {
  const silent = () => {};
  const warn = (message: string) =>
    log.warn({ from: 'opentelemetry', message: message.slice(0, 500) }, 'telemetry was not sent');
  diag.setLogger(
    { error: warn, warn: silent, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
}
