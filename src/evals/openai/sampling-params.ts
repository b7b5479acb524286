import { z } from 'zod';
import { errors } from '../../kernel/index.ts';

/** The parameters that go to the model, by the names that chat completions know. */
const NAMES: Record<string, string> = {
  temperature: 'temperature',
  top_p: 'top_p',
  seed: 'seed',
  reasoning_effort: 'reasoning_effort',
  max_completion_tokens: 'max_completion_tokens',
  // As OpenAI's score_model spells it.
  max_completions_tokens: 'max_completion_tokens',
  response_format: 'response_format',
};

const Format = z.looseObject({ type: z.string(), name: z.string().optional() });
const Tool = z.looseObject({ type: z.literal('function') });

/**
 * Sampling parameters of an eval as a chat completion takes them; the shapes of the responses API are turned into its.
 * @throws for what no model would be given; `where` names the field they stand in.
 */
export function chatParams(
  sampling: Record<string, unknown> | null | undefined,
  where: string,
): Record<string, unknown> {
  const refused = (name: string, problem: string) => errors.invalid({ where: `${where}.${name}`, problem });
  const params: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(sampling ?? {})) {
    const known = NAMES[name];
    if (value === null || value === undefined) continue;
    if (known) params[known] = value;
    else if (name === 'text') {
      const format = textFormat(value);
      if (!format) throw refused(name, 'must hold a format');
      Object.assign(params, format);
    } else if (name === 'tools') {
      params.tools = toolsOf(value);
      if (!params.tools) throw refused(name, 'must be functions; other tools are not offered here');
    } else throw refused(name, 'is not a parameter of sampling');
  }
  return params;
}

function textFormat(text: unknown): Record<string, unknown> | undefined {
  const { data } = z.looseObject({ format: Format.optional() }).safeParse(text);
  if (!data) return undefined;
  const { format } = data;
  if (!format || format.type === 'text') return {};
  if (format.type !== 'json_schema') return { response_format: { type: format.type } };
  const { type: _type, ...json_schema } = format;
  return { response_format: { type: 'json_schema', json_schema } };
}

function toolsOf(value: unknown): unknown[] | undefined {
  const { data } = z.array(Tool).min(1).max(128).safeParse(value);
  // The responses API writes a function's fields beside its type, chat completions beneath it.
  return data?.map(({ type, ...rest }) =>
    'function' in rest ? { type, ...rest } : { type, function: rest },
  );
}
