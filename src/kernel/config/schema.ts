import { z } from 'zod';

const onOff = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'], { error: 'must be "on" or "off"' })
    .default(fallback)
    .transform((value) => value === 'on');

const whole = (fallback: number, min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);

const hostNames = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  );

const endpoint = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as http://localhost:4318' })
  .optional();

/** `key=value,key=value` with percent-encoded values, as OpenTelemetry writes headers and attributes. */
const pairs = z
  .string()
  .default('')
  .transform((text, context): Record<string, string> => {
    const all = text.split(',').filter((pair) => pair.trim() !== '');
    const split = all.map((pair) => /^\s*([^=\s]+)\s*=(.*)$/s.exec(pair));
    const decoded = split.map((found) => decodedPair(found?.[1], found?.[2]));
    if (decoded.every((pair) => pair !== undefined)) return Object.fromEntries(decoded);
    context.addIssue({ code: 'custom', message: 'must be key=value, several separated by commas' });
    return z.NEVER;
  });

function decodedPair(key: string | undefined, value: string | undefined): [string, string] | undefined {
  if (key === undefined || value === undefined || /%(?![0-9a-f]{2})/i.test(value)) return undefined;
  return [key, decodeURIComponent(value.trim())];
}

/** Every environment variable Sevenfold reads. The description is the documentation: docs/configuration.md is made from it. */
export const configSchema = z.object({
  PORT: whole(7117, 0, 65535).describe('Port of the HTTP server; 0 picks a free one.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. The default answers this machine only; set 0.0.0.0 behind a TLS proxy.'),
  PUBLIC_URL: z
    .url({ error: 'must be a URL such as https://ai.example.com' })
    .optional()
    .describe(
      'The address people use when it is not http://localhost:PORT. Requests with another Host or Origin are refused.',
    ),
  ALLOWED_HOSTS: hostNames.describe(
    'Further host names this server answers to, separated by commas, e.g. its name in a container network.',
  ),
  SEVENFOLD_DATA_DIR: z
    .string()
    .default('.sevenfold')
    .describe('Where the embedded database, the search index and generated keys live.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional()
    .describe('Your own PostgreSQL (15 or later). Absent: a PostgreSQL 18 runs inside the data directory.'),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/, 'must be 32 bytes as 64 hex digits or as base64')
    .optional()
    .describe(
      'Encrypts stored provider keys (AES-256-GCM). Absent: made once and kept in the data directory. `openssl rand -hex 32` makes one.',
    ),
  SEVENFOLD_ADMIN_KEY: z
    .string()
    .min(24, 'must have at least 24 characters')
    .optional()
    .describe('An API key with the role owner to create at start, for set-up without a browser.'),
  SEVENFOLD_DEMO: onOff('on').describe('"off" starts without the demo workspace Oakhaven.'),
  OPENAI_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Adds a provider named "openai" to every workspace that has none of its own.'),
  OPENAI_BASE_URL: z
    .url({ error: 'must be a URL such as http://localhost:11434/v1' })
    .optional()
    .describe(
      'Base URL of that provider: vLLM, Ollama, llama.cpp, LiteLLM or any other OpenAI-compatible server.',
    ),
  OPENAI_MODEL: z
    .string()
    .optional()
    .describe(
      'The model that "model: default" means when that provider is there. Absent: the first model it lists.',
    ),
  ANTHROPIC_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Adds a provider named "anthropic" to every workspace that has none of its own.'),
  ANTHROPIC_MODEL: z
    .string()
    .optional()
    .describe('The default model of that provider. Absent: the first model it lists.'),
  GGUF_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A GGUF file to run in this process as the model gguf/<file name>. Needs `npm install --no-save node-llama-cpp@3`.',
    ),
  PROVIDER_HOSTS: hostNames.describe(
    'Hosts in your own network that providers may have, as host or host:port, separated by commas, e.g. localhost:11434. Public hosts need no entry, nor does the one of OPENAI_BASE_URL.',
  ),
  MAX_UPLOAD_MB: whole(64, 1, 4096).describe('Largest file that may be uploaded, in MiB.'),
  UPLOAD_IDLE_SECONDS: whole(60, 1, 3600).describe(
    'Longest time that an upload may stand still before its connection is closed.',
  ),
  MAX_BODY_MB: whole(8, 1, 256).describe('Largest JSON body, in MiB.'),
  PARSE_TIMEOUT_SECONDS: whole(20, 1, 600).describe(
    'Longest time one document may take to parse: computing time, where the system tells it.',
  ),
  PARSE_MEMORY_MB: whole(512, 128, 8192).describe('Most memory the parsing process may use, in MiB.'),
  PARSE_MAX_PAGES: whole(2000, 1, 100_000).describe('Most pages (or sheets) read from one document.'),
  EMBED_THREADS: whole(2, 1, 64).describe('Threads the local embedding model may use.'),
  SEARCH_MEMORY_MB: whole(256, 0, 65_536).describe(
    'Most memory for the passages of large workspaces (20,000 and more), in MiB: 100,000 take about 70, and are searched in half the time. 0: none are kept.',
  ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info')
    .describe('How much to log. Logs never hold secrets or content.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.describe(
    'Where to send spans and metrics, as OTLP over HTTP in protobuf, e.g. http://localhost:4318. Absent: nowhere. See docs/telemetry.md.',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint.describe(
    'The whole address for spans, where it is another one, e.g. https://collector.example.com/v1/traces.',
  ),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint.describe(
    'The whole address for metrics, where it is another one.',
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .literal('http/protobuf', { error: 'must be http/protobuf, the one that is spoken here' })
    .default('http/protobuf')
    .describe('How to send them; there is only one way.'),
  OTEL_EXPORTER_OTLP_HEADERS: pairs.describe(
    'Headers to send with them, e.g. authorization=Bearer%20abc; several separated by commas, values percent-encoded.',
  ),
  OTEL_SERVICE_NAME: z.string().min(1).max(200).default('sevenfold').describe('What they are sent as.'),
  OTEL_RESOURCE_ATTRIBUTES: pairs.describe(
    'Further attributes of everything that is sent, e.g. deployment.environment.name=production,service.namespace=ai.',
  ),
  OTEL_BSP_SCHEDULE_DELAY: whole(5_000, 10, 600_000).describe(
    'Milliseconds that spans are gathered before they are sent.',
  ),
  OTEL_METRIC_EXPORT_INTERVAL: whole(60_000, 100, 3_600_000).describe(
    'Milliseconds between two exports of metrics.',
  ),
  OTEL_SDK_DISABLED: z
    .enum(['true', 'false'], { error: 'must be "true" or "false"' })
    .default('false')
    .transform((value) => value === 'true')
    .describe('"true" sends nothing, whatever else is set.'),
  SHUTDOWN_SECONDS: whole(15, 1, 600).describe(
    'How long running requests and jobs may finish after SIGTERM.',
  ),
});

export type Config = z.infer<typeof configSchema>;
