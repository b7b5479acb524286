import type { SpanPlace, Telemetry } from '../kernel/index.ts';
import type { Recorder } from './assistant/recorder.ts';
import type { VersionRow } from './store/apps.ts';

interface RunSpan {
  place: SpanPlace;
  end(outcome: string, error: string | null): void;
}

/** The span of a run and of the search in it, by the GenAI conventions; undefined when nobody is told of spans. */
export function openRunSpan(
  { telemetry }: { telemetry: Telemetry | undefined },
  run: {
    id: string;
    workspaceId: string;
    version: VersionRow;
    recorder: Recorder;
    parent: SpanPlace | undefined;
  },
): RunSpan | undefined {
  if (!telemetry) return undefined;
  const { id, workspaceId, version, recorder, parent } = run;
  const { slug } = version.definition;
  const span = telemetry.start(`invoke_agent ${slug}`, {
    ...{ kind: 'internal', parent, at: recorder.at },
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.provider.name': 'sevenfold',
      'gen_ai.agent.name': slug,
      'gen_ai.agent.version': String(version.number),
      'sevenfold.run.id': id,
      'sevenfold.workspace.id': workspaceId,
    },
  });
  return {
    place: span.place,
    end(outcome, error) {
      const { retrieval, usage, model, reason, costUsd } = recorder;
      for (const { start, duration } of recorder.spans.filter(({ name }) => name === 'retrieval')) {
        const search = telemetry.start(`retrieval ${slug}`, {
          ...{ kind: 'internal', parent: span.place, at: recorder.at + start },
          attributes: {
            'gen_ai.operation.name': 'retrieval',
            'gen_ai.provider.name': 'sevenfold',
            'sevenfold.retrieval.passages': retrieval?.passages.length,
          },
        });
        search.end(recorder.at + start + duration);
      }
      span.set({
        'gen_ai.request.model': model,
        'gen_ai.usage.input_tokens': usage?.prompt_tokens,
        'gen_ai.usage.output_tokens': usage?.completion_tokens,
        'sevenfold.run.outcome': outcome,
        'sevenfold.run.reason': reason ?? undefined,
        'sevenfold.cost.usd': costUsd ?? undefined,
      });
      span.end(
        recorder.at + recorder.elapsed,
        error ?? (outcome === 'cancelled' ? 'request.cancelled' : undefined),
      );
    },
  };
}
