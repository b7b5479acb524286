import { ListedReleases, Readiness, Release, type Stage } from '../releases/contract.ts';
import type { Client } from './client.ts';
import { EXIT_CODES } from './evals.ts';
import type { Output } from './output.ts';

export interface ReleaseOptions {
  version?: number;
  stage: Stage;
  share?: number;
  override?: string;
  note?: string;
}

/** sevenfold release SLUG: releases what is proven, and exits with the verdict when it is not. */
export async function releaseApp(
  client: Client,
  out: Output,
  slug: string,
  options: ReleaseOptions,
): Promise<void> {
  const path = `/api/apps/${encodeURIComponent(slug)}`;
  const query = options.version === undefined ? '' : `?version=${options.version}`;
  const readiness = Readiness.parse(await client.json('GET', `${path}/readiness${query}`));
  if (options.stage !== 'staging' && readiness.result !== 'pass' && options.override === undefined) {
    const reasons = readiness.problems.map((one) => `  ${one.sentence.en}`);
    out.answer(
      readiness,
      [`Version ${readiness.version} of ${slug} is not released:`, ...reasons].join('\n'),
    );
    process.exitCode = EXIT_CODES[readiness.result];
    return;
  }
  const body = { ...options, version: readiness.version };
  const release = Release.parse(await client.json('POST', `${path}/releases`, body));
  const share = release.share === null ? '' : ` for ${release.share} % of callers`;
  out.answer(release, `Version ${release.version} of ${slug} serves ${release.stage}${share}.`);
}

/** sevenfold rollback SLUG --reason … */
export async function rollBackApp(client: Client, out: Output, slug: string, reason: string): Promise<void> {
  const app = encodeURIComponent(slug);
  const known = ListedReleases.parse(await client.json('GET', `/api/releases?app=${app}`));
  // Said with the request: whoever rolls back at the same moment must not be followed by a second step back.
  const body = { reason, ...known.rollback };
  const release = Release.parse(await client.json('POST', `/api/apps/${app}/rollback`, body));
  out.answer(release, `Version ${release.version} of ${slug} serves production again.`);
}
