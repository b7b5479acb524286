import { randomBytes } from 'node:crypto';
import type { Shelf, World } from '../world.ts';

/** A valid request to a route: what fills the braces of its path, its query and its body. */
export interface Input {
  ids?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  form?: FormData;
}

/** What an input is made for: the world and, where the route is about knowledge, which shelf of it. */
export interface Place {
  world: World;
  shelf: Shelf;
}

export type Make = (place: Place) => Promise<Input> | Input;
/** By `METHOD /path`, as the route is written in the OpenAPI document. */
export type Inputs = Record<string, Make>;

export const unique = () => randomBytes(5).toString('hex');
export const turn = (content: string) => [{ role: 'user', content }];

/** For routes that need nothing. */
export const none: Make = () => ({});
export const body = (make: (place: Place) => unknown): Make => {
  return (place) => ({ body: make(place) });
};
export const byId = (id: (place: Place) => string | Promise<string>, sent?: unknown): Make => {
  return async (place) => ({ ids: { id: await id(place) }, body: sent });
};
export const bySlug = (slug: (place: Place) => string | Promise<string>, sent?: unknown): Make => {
  return async (place) => ({ ids: { slug: await slug(place) }, body: sent });
};

/** Makes something as the owner, for a call that will use it up. */
export async function made(
  world: World,
  path: string,
  sent?: unknown,
): Promise<{ id: string; token: string }> {
  return world.server.json('POST', path, { key: world.keys.owner, body: sent });
}

/** What is slow to make and not used up: made for the first that asks, and the same for all others of a world. */
export function oncePerWorld<T>(make: (place: Place) => Promise<T>): (place: Place) => Promise<T> {
  const known = new WeakMap<World, Promise<T>>();
  return (place) => {
    const there = known.get(place.world) ?? make(place);
    known.set(place.world, there);
    return there;
  };
}
