import { api } from '../client/api.ts';
import { rememberWorkspace } from '../client/session.ts';

/** Ends the session. The page is loaded anew, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await api('DELETE /api/session');
  sessionStorage.clear();
  rememberWorkspace(undefined);
  location.assign('/sign-in');
}

/** Goes to another workspace; nothing of this one may be left on the screen. */
export function switchWorkspace(slug: string): void {
  rememberWorkspace(slug);
  location.assign('/');
}
