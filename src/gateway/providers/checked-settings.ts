import { gatewayErrors } from '../errors.ts';
import type { ProviderKind, Settings } from './kinds/kind.ts';

/** The settings of a provider, as its kind wants them. @throws 400 naming the one that is wrong */
export function checkedSettings(kind: ProviderKind, given: Settings): Record<string, string> {
  const known = kind.settings ?? [];
  const wrong = (setting: string, problem: string) =>
    gatewayErrors.bad_setting({ setting, kind: kind.kind, problem });
  for (const name of Object.keys(given)) {
    if (!known.some((setting) => setting.name === name)) throw wrong(name, 'is not one it has');
  }
  for (const { name, required, pattern } of known) {
    const value = given[name];
    if (value === undefined && required) throw wrong(name, 'is missing');
    // It becomes part of an address, so it is checked as such.
    if (value !== undefined && !pattern.test(value)) throw wrong(name, 'does not look like one');
  }
  return { ...given };
}
