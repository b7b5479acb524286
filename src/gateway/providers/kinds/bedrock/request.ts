import { gatewayErrors } from '../../../errors.ts';
import { type Conversation, readConversation, type TurnPart } from '../conversation.ts';
import { pick, refuseUnsupported } from '../unsupported.ts';

type Json = Record<string, unknown>;

/** A chat request as a request of Converse, which is the same for all of its models. */
export function toConverse(body: Json): Json {
  refuseUnsupported(body);
  const asked = readConversation(body);
  // Each model there has its own parameter for it; `additionalModelRequestFields` says it in the model's words.
  if (asked.effort !== undefined)
    throw gatewayErrors.unsupported_parameter({ parameter: 'reasoning_effort' });
  const inference = inferenceOf(asked);
  const system = [
    ...asked.system,
    ...(asked.format === 'json' ? ['Answer with one JSON object and nothing else.'] : []),
  ];
  return {
    messages: asked.turns.map(({ role, parts }) => ({ role, content: parts.map(block) })),
    ...(system.length > 0 ? { system: system.map((text) => ({ text })) } : {}),
    ...(Object.keys(inference).length > 0 ? { inferenceConfig: inference } : {}),
    ...toolsOf(asked),
    ...formatOf(asked),
    ...pick(body, ['additionalModelRequestFields', 'guardrailConfig']),
  };
}

function block(part: TurnPart): Json {
  switch (part.type) {
    case 'text':
      return { text: part.text };
    case 'image':
      return { image: { format: part.mediaType.replace(/^image\//, ''), source: { bytes: part.base64 } } };
    case 'image_url':
      throw gatewayErrors.unsupported_parameter({ parameter: 'image_url with an https: address' });
    case 'call':
      return { toolUse: { toolUseId: part.id, name: part.name, input: part.input } };
    case 'result':
      return { toolResult: { toolUseId: part.id, content: [{ text: part.text }] } };
  }
}

function inferenceOf({ maxTokens, temperature, topP, stop }: Conversation): Json {
  const values = { maxTokens, temperature, topP, stopSequences: stop.length > 0 ? stop : undefined };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function toolsOf({ tools, choice, parallel, turns }: Conversation): Json {
  if (tools.length === 0) return {};
  if (parallel === false)
    throw gatewayErrors.unsupported_parameter({ parameter: 'parallel_tool_calls: false' });
  if (choice === 'none') {
    // It wants to know the tools of calls that were made, and cannot be told not to make another.
    if (turns.some(({ parts }) => parts.some(({ type }) => type === 'call')))
      throw gatewayErrors.unsupported_parameter({ parameter: 'tool_choice: none after a call' });
    return {};
  }
  const toolChoice =
    typeof choice === 'object' ? { tool: choice } : choice === 'required' ? { any: {} } : { auto: {} };
  return {
    toolConfig: {
      tools: tools.map(({ name, description, schema, strict }) => ({
        toolSpec: {
          name,
          ...(description === undefined ? {} : { description }),
          inputSchema: { json: { type: 'object', ...schema } },
          ...(strict ? { strict } : {}),
        },
      })),
      ...(choice === undefined ? {} : { toolChoice }),
    },
  };
}

function formatOf({ format }: Conversation): Json {
  if (typeof format !== 'object') return {};
  const jsonSchema = { name: format.name, schema: JSON.stringify(format.schema) };
  return { outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema } } } };
}
