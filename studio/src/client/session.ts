/** Which workspace this browser works in, and what happens when the session has ended. */

const WORKSPACE = 'sevenfold.workspace';

/** Each tab keeps its workspace; a new tab begins where the last one switched to. */
export function currentWorkspace(): string | undefined {
  return sessionStorage.getItem(WORKSPACE) ?? localStorage.getItem(WORKSPACE) ?? undefined;
}

export function rememberWorkspace(slug: string | undefined): void {
  for (const storage of [sessionStorage, localStorage]) {
    if (slug) storage.setItem(WORKSPACE, slug);
    else storage.removeItem(WORKSPACE);
  }
}

/** Headers that every request carries. */
export function sessionHeaders(): Record<string, string> {
  const workspace = currentWorkspace();
  return workspace ? { 'sevenfold-workspace': workspace } : {};
}

let whenEnded: () => void = () => {};

/** The router says here how to get to the sign-in page. */
export function onSessionEnded(handler: () => void): void {
  whenEnded = handler;
}

export function sessionEnded(): void {
  whenEnded();
}
