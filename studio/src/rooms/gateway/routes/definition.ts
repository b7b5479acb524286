import { stringify } from 'yaml';
import type { ItemOf, RouteDefinition } from '../../../client/endpoints.ts';

export type ModelRoute = ItemOf<'GET /api/routes'>;
export type Rule = RouteDefinition['rules'][number];

export const SLUG = /^[a-z0-9][a-z0-9._-]{0,62}$/;

export const NEW_RULE: Rule = { when: {}, use: [{ model: '', weight: 1 }], prefer: 'weight', fallback: [] };
export const NEW_ROUTE: RouteDefinition = { slug: '', rules: [NEW_RULE], retries: 1, timeouts: {} };

/** A route without what the server adds to it. */
export function definitionOf({ id: _, updatedAt: _u, kind: _k, ...definition }: ModelRoute): RouteDefinition {
  return completed(definition) ?? NEW_ROUTE;
}

export function toYaml({ slug, ...rest }: RouteDefinition): string {
  return stringify({ kind: 'route', slug, ...rest }, { lineWidth: 0 });
}

type Fields = Record<string, unknown>;

/** What somebody wrote as YAML, with what the form needs. What has another shape is left for the server to judge. */
export function completed(value: unknown): RouteDefinition | undefined {
  const fields = fieldsOf(value);
  if (!Array.isArray(fields.rules)) return undefined;
  const rules = fields.rules.map((rule): Rule => {
    const { when, use, prefer, fallback, ...rest } = fieldsOf(rule);
    const targets = listOf(use).map(fieldsOf);
    return {
      ...(rest as Partial<Rule>),
      when: fieldsOf(when),
      use: targets.map(({ model, weight }) => ({
        model: String(model ?? ''),
        weight: typeof weight === 'number' ? weight : 1,
      })),
      prefer: prefer === 'cost' || prefer === 'latency' ? prefer : 'weight',
      fallback: listOf(fallback).map(String),
    };
  });
  return {
    ...(fields as Partial<RouteDefinition>),
    slug: String(fields.slug ?? ''),
    rules,
    retries: typeof fields.retries === 'number' ? fields.retries : 1,
    timeouts: fieldsOf(fields.timeouts),
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** It has a name, and every rule names a model. */
export function isComplete({ slug, rules }: RouteDefinition): boolean {
  return (
    SLUG.test(slug) &&
    rules.length > 0 &&
    rules.every(({ use }) => use.length > 0 && use.every(({ model }) => model.trim() !== ''))
  );
}
