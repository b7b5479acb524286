import type { Actor } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import { gatewayErrors } from '../errors.ts';
import { modelsOf } from '../providers/models-of.ts';
import type { ProviderRow } from '../store.ts';
import { askUpstream } from './ask-upstream.ts';

/** What rooms above may ask a provider for beside calls of models. */
export interface ProviderRequest {
  path: string;
  /** Absent: what the body asks for. Of what a provider says to a deletion only the status counts. */
  method?: 'DELETE';
  /** Sent as JSON; without it (and without a file) the request is a GET. */
  body?: Record<string, unknown>;
  file?: { filename: string; bytes: Uint8Array; fields: Record<string, string> };
  signal?: AbortSignal | undefined;
}

/** Providers of the workspace that speak OpenAI's format unchanged, with the models they list. */
export async function compatibleProviders(bag: Gateway, { workspaceId }: Actor) {
  const { providers } = await bag.catalogs.of(workspaceId);
  const speaking = providers.filter((provider) => provider.kind === 'openai');
  return Promise.all(
    speaking.map(async (provider) => ({ slug: provider.slug, models: await modelsOf(bag, provider) })),
  );
}

/** The data classes that a provider may see. @throws 404 when the workspace has no such provider */
export async function classesOf(bag: Gateway, workspaceId: string, slug: string) {
  return (await providerNamed(bag, workspaceId, slug)).dataClasses;
}

/** Asks a provider, with its key, and reads the JSON it answers. @throws Failure that says what to do */
export async function askProvider(
  bag: Gateway,
  workspaceId: string,
  slug: string,
  { path, method, body, file, signal }: ProviderRequest,
): Promise<unknown> {
  const provider = await providerNamed(bag, workspaceId, slug);
  const raw = file && multipart(file);
  const bytes = await askUpstream(bag, provider, {
    path,
    signal,
    method,
    ...(body ? { body } : {}),
    ...(raw ? { raw } : {}),
  });
  if (method === 'DELETE') return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw gatewayErrors.bad_answer({ provider: slug, what: 'is no JSON' }, cause);
  }
}

async function providerNamed(bag: Gateway, workspaceId: string, slug: string): Promise<ProviderRow> {
  const { providers } = await bag.catalogs.of(workspaceId);
  const found = providers.find((provider) => provider.slug === slug);
  if (!found) throw gatewayErrors.unknown_model({ model: `${slug}/` });
  return found;
}

/** A form with fields and one file (RFC 7578). The boundary is random: no file can hold it on purpose. */
function multipart({ filename, bytes, fields }: NonNullable<ProviderRequest['file']>) {
  const boundary = `sevenfold-${crypto.randomUUID()}`;
  const part = (head: string) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n`);
  const chunks = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.concat([part(`name="${name}"`), Buffer.from(`\r\n${value}\r\n`)]),
    ),
    part(`name="file"; filename="${filename.replaceAll(/["\r\n\\]/g, '_')}"`),
    Buffer.from('content-type: application/jsonl\r\n\r\n'),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
  return { bytes: Buffer.concat(chunks), contentType: `multipart/form-data; boundary=${boundary}` };
}
