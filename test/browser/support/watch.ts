import type { Page } from 'playwright-core';

/**
 * Looks out for what no screen may do: an error on the console (a breach of the content security policy is one), a
 * request to anywhere but the server, a dialog of the browser's own.
 */
export async function watch(page: Page, url: string, allow: readonly RegExp[]): Promise<() => string[]> {
  const found: string[] = [];
  const report = (text: string) => {
    if (!allow.some((known) => known.test(text))) found.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      report(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route('**/*', (route) => {
    const asked = route.request().url();
    if (new URL(asked).origin === url || /^(blob|data):/.test(asked)) return route.continue();
    report(`request to ${asked}`);
    return route.abort();
  });
  return () => found;
}
