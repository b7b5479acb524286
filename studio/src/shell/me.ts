import { useSuspenseQuery } from '@tanstack/react-query';
import { type Deed, may } from '../client/may.ts';
import { read } from '../client/query.ts';

/** Who is signed in; the shell has made sure of it before any screen is drawn. */
export function useMe() {
  return useSuspenseQuery(read('GET /api/me')).data;
}

/** What this person's role allows. */
export function useMay(): (deed: Deed) => boolean {
  const { role } = useMe();
  return (deed) => may(role, deed);
}
