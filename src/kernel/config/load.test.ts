import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load.ts';

describe('configuration', () => {
  it('runs with nothing set, on this machine only', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ PORT: 7117, HOST: '127.0.0.1', SEVENFOLD_DEMO: true, MAX_UPLOAD_MB: 64 });
    expect(config.SEVENFOLD_DATA_DIR).toMatch(/^\/.*\.sevenfold$/);
  });

  it('names every variable that does not hold, with what to do, in one message', () => {
    const wrong = () => loadConfig({ PORT: 'eighty', ENCRYPTION_KEY: 'short', SEVENFOLD_DEMO: 'maybe' });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(/PORT must be a whole number/);
    expect(wrong).toThrow(/ENCRYPTION_KEY must be 32 bytes/);
    expect(wrong).toThrow(/SEVENFOLD_DEMO must be "on" or "off"/);
    expect(wrong).toThrow(/docs\/configuration\.md/);
  });

  it('reads headers and attributes as OpenTelemetry writes them', () => {
    const config = loadConfig({ OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20a%3Db, x-team=ai' });
    expect(config.OTEL_EXPORTER_OTLP_HEADERS).toEqual({ authorization: 'Bearer a=b', 'x-team': 'ai' });
    expect(config.OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
    for (const wrong of ['no equals', 'a=%zz', '=x'])
      expect(() => loadConfig({ OTEL_EXPORTER_OTLP_HEADERS: wrong })).toThrow(/must be key=value/);
    expect(() => loadConfig({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(/http\/protobuf/);
  });

  it('takes an empty variable as not set, as shells and compose files leave them', () => {
    const config = loadConfig({ DATABASE_URL: '', PORT: '' });
    expect(config.PORT).toBe(7117);
    expect(config.DATABASE_URL).toBeUndefined();
  });
});
