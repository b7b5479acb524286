import { gatewayErrors } from '../../../errors.ts';
import { UNSTATED_ANSWER } from '../../../wire/answer-length.ts';
import { type Conversation, readConversation, type TurnPart } from '../conversation.ts';
import { pick, refuseUnsupported } from '../unsupported.ts';

/** What it has beside OpenAI's parameters; `metadata` is something else there. */
const ITS_OWN = ['top_k', 'thinking', 'stream'];
const EFFORTS: Record<string, string> = {
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'max',
};

/** A chat request as a request for a message. */
export function toMessages(body: Record<string, unknown>): Record<string, unknown> {
  refuseUnsupported(body);
  const asked = readConversation(body);
  const system = [
    ...asked.system,
    ...(asked.format === 'json' ? ['Answer with one JSON object and nothing else.'] : []),
  ];
  return {
    model: body.model,
    max_tokens: asked.maxTokens ?? UNSTATED_ANSWER,
    ...(system.length > 0 ? { system: system.join('\n\n') } : {}),
    messages: asked.turns.map(({ role, parts }) => ({ role, content: parts.map(block) })),
    ...(asked.stop.length > 0 ? { stop_sequences: asked.stop } : {}),
    ...(asked.temperature === undefined ? {} : { temperature: asked.temperature }),
    ...(asked.topP === undefined ? {} : { top_p: asked.topP }),
    ...toolsOf(asked),
    ...outputOf(asked),
    ...pick(body, ITS_OWN),
  };
}

function block(part: TurnPart): Record<string, unknown> {
  switch (part.type) {
    case 'text':
      return part;
    case 'image':
      return { type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.base64 } };
    case 'image_url':
      return { type: 'image', source: { type: 'url', url: part.url } };
    case 'call':
      return { type: 'tool_use', id: part.id, name: part.name, input: part.input };
    case 'result':
      return { type: 'tool_result', tool_use_id: part.id, content: part.text };
  }
}

function toolsOf({ tools, choice, parallel }: Conversation): Record<string, unknown> {
  if (tools.length === 0) return {};
  const alone = parallel === false && choice !== 'none' ? { disable_parallel_tool_use: true } : {};
  const type = typeof choice === 'object' ? 'tool' : choice === 'required' ? 'any' : (choice ?? 'auto');
  const named = typeof choice === 'object' ? choice : {};
  return {
    tools: tools.map(({ name, description, schema, strict }) => ({
      name,
      ...(description === undefined ? {} : { description }),
      input_schema: { type: 'object', ...schema },
      ...(strict ? { strict } : {}),
    })),
    ...(choice === undefined && parallel !== false ? {} : { tool_choice: { type, ...named, ...alone } }),
  };
}

function outputOf({ format, effort }: Conversation): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  if (typeof format === 'object') config.format = { type: 'json_schema', schema: format.schema };
  if (effort !== undefined && effort !== 'none') {
    const level = EFFORTS[effort];
    if (!level) throw gatewayErrors.unsupported_parameter({ parameter: `reasoning_effort: ${effort}` });
    config.effort = level;
  }
  return Object.keys(config).length > 0 ? { output_config: config } : {};
}
