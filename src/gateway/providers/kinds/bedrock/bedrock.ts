import type { ProviderKind } from '../kind.ts';
import { segment } from '../segment.ts';
import { converseStream, fromConverse } from './answer.ts';
import { toConverse } from './request.ts';
import { sign } from './sign.ts';

/** An access key as one text, as it is stored: `AKIA…:secret`, or `ASIA…:secret:session token`. */
const ACCESS_KEY = /^(A[A-Z0-9]{15,127}):([^:]+)(?::(.+))?$/;

/** Amazon Bedrock through Converse. Its list of models is on another host, where its key does not belong. */
export const bedrock: ProviderKind = {
  kind: 'bedrock',
  label: 'Amazon Bedrock',
  baseUrl: ({ region }) => (region ? `https://bedrock-runtime.${region}.amazonaws.com` : undefined),
  settings: [{ name: 'region', label: 'Region', required: true, pattern: /^[a-z]{2}(-[a-z]+)+-\d$/ }],
  headers({ key, settings, ...request }) {
    if (!key) return {};
    const [, accessKeyId, secretAccessKey, sessionToken] = ACCESS_KEY.exec(key) ?? [];
    if (!accessKeyId || !secretAccessKey) return { authorization: `Bearer ${key}` };
    const region = settings.region ?? '';
    return sign({ accessKeyId, secretAccessKey, sessionToken }, { ...request, region, service: 'bedrock' });
  },
  chat: {
    native: false,
    path: (model, stream) => `/model/${segment(model)}/${stream ? 'converse-stream' : 'converse'}`,
    framing: 'aws-event-stream',
    request: toConverse,
    response: fromConverse,
    stream: converseStream,
  },
};
