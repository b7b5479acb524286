import type { ChatEvent, ModelFamily, Usage } from '../gateway/index.ts';
import { textOf } from '../gateway/index.ts';
import type { Turn } from './assistant/prompt.ts';
import type { Apps } from './bag.ts';
import { type RunRequest, runApp } from './run-app.ts';
import { listApps } from './store/apps.ts';

const NAME = /^app\/([a-z0-9-]+)(?:@(\d+|staging))?$/;
/** The greatest number that the database takes for a version; there is none of it. */
const MOST = 2 ** 31 - 1;
const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** `app/<slug>`, `app/<slug>@<version>` and `app/<slug>@staging` as models: the same run as in the studio, on OpenAI's wire. */
export function appFamily(bag: () => Apps): ModelFamily {
  return {
    owns: (model) => NAME.test(model),
    composite: true,
    async models(actor) {
      const apps = await bag().db.in(actor.workspaceId, (tx) => listApps(tx));
      return apps.map((app) => ({ id: `app/${app.slug}`, ownedBy: 'workspace' }));
    },
    async *chat(request, context): AsyncIterable<ChatEvent> {
      const { actor, signal, dataClass, training } = context;
      const named = appNamed(request.model) ?? { slug: '' };
      const history = request.messages.flatMap((message): Turn[] =>
        message.role === 'user' || message.role === 'assistant'
          ? [{ role: message.role, content: textOf(message) }]
          : [],
      );
      let runId = '';
      for await (const event of runApp(bag(), actor, {
        ...named,
        history,
        signal,
        dataClass,
        caller: callerOf(request),
        trace: bag().telemetry && context.trace,
        training,
      })) {
        if (event.type === 'run') runId = event.id;
        else if (event.type === 'text') yield event;
        else if (event.type === 'citations') yield { type: 'citations', annotations: event.citations };
        else {
          const { abstained, blocked, reason, usage = NO_USAGE } = event;
          yield { type: 'platform', fields: { sevenfold: { run_id: runId, abstained, reason } } };
          yield { type: 'done', finish: blocked ? 'content_filter' : 'stop', usage };
        }
      }
    },
  };
}

/** Which version a model's name means; undefined when it names no app. */
export function appNamed(model: string): Pick<RunRequest, 'slug' | 'version' | 'staging'> | undefined {
  const [, slug, pin] = NAME.exec(model) ?? [];
  if (slug === undefined) return undefined;
  return {
    slug,
    ...(pin === 'staging' ? { staging: true } : pin ? { version: Math.min(Number(pin), MOST) } : {}),
  };
}

/** OpenAI's `user`, by which a product that asks with one key tells its own users apart. */
function callerOf(request: Record<string, unknown>): string | undefined {
  const caller = request.safety_identifier ?? request.user;
  return typeof caller === 'string' && caller !== '' ? caller : undefined;
}
