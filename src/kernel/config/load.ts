import { resolve } from 'node:path';
import { type Config, configSchema } from './schema.ts';

/** The configuration does not hold. `message` lists each variable, what is wrong with it and what it is for. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming every variable that does not hold, so that one start shows all there is to mend.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) throw new ConfigError(explain(parsed.error.issues));
  return { ...parsed.data, SEVENFOLD_DATA_DIR: resolve(parsed.data.SEVENFOLD_DATA_DIR) };
}

function explain(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const lines = issues.map((issue) => {
    const name = String(issue.path[0]);
    const field = configSchema.shape[name as keyof typeof configSchema.shape];
    return `  ${name} ${issue.message}.\n    ${field?.description ?? ''}`;
  });
  return `The configuration does not hold:\n${lines.join('\n')}\n  docs/configuration.md describes every variable.`;
}
