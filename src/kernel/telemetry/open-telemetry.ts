import type { Config } from '../config/schema.ts';
import type { Log } from '../log.ts';
import type { Telemetry } from './telemetry.ts';

/** Opens telemetry when a collector is configured. Only then the SDK is loaded: those without one do not pay for it. */
export async function openTelemetry(config: Config, log: Log): Promise<Telemetry | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_SDK_DISABLED } = config;
  const traces = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? below(base, 'v1/traces');
  const metrics = config.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT ?? below(base, 'v1/metrics');
  if (OTEL_SDK_DISABLED || (!traces && !metrics)) return undefined;
  const { exportTelemetry } = await import('./export-telemetry.ts');
  return exportTelemetry(config, log, { traces, metrics });
}

/** The base endpoint has the signal's path appended, those of a signal are taken as they are (OTLP exporter specification). */
function below(base: string | undefined, path: string): string | undefined {
  return base && `${base.replace(/\/$/, '')}/${path}`;
}
