import { gatewayErrors } from '../../../errors.ts';
import { type Conversation, readConversation, type Turn, type TurnPart } from '../conversation.ts';
import { pick, refuseUnsupported } from '../unsupported.ts';

type Json = Record<string, unknown>;

/** Tokens to think with, for the models that take a number. */
const BUDGETS: Record<string, number> = { none: 0, minimal: 1_024, low: 1_024, medium: 8_192, high: 24_576 };
const LEVELS: Record<string, string> = {
  none: 'minimal',
  minimal: 'minimal',
  low: 'low',
  medium: 'medium',
  high: 'high',
};
/** Documented for calls whose signature is lost, because they come from another model. */
const NO_SIGNATURE = 'skip_thought_signature_validator';
const TYPES: Record<string, string> = {
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
};

/** A chat request as a request to generate content. */
export function toContents(body: Json): Json {
  refuseUnsupported(body, ['frequency_penalty', 'presence_penalty']);
  const asked = readConversation(body);
  if (asked.tools.length > 0 && asked.parallel === false)
    throw gatewayErrors.unsupported_parameter({ parameter: 'parallel_tool_calls: false' });
  const model = String(body.model);
  const config = generationOf(asked, body, model);
  return {
    ...(asked.system.length > 0
      ? { systemInstruction: { parts: asked.system.map((text) => ({ text })) } }
      : {}),
    contents: asked.turns.map((turn) => contentOf(turn, !/gemini-[12](\D|$)/.test(model))),
    ...toolsOf(asked),
    ...(Object.keys(config).length > 0 ? { generationConfig: config } : {}),
    ...pick(body, ['safetySettings']),
  };
}

function contentOf({ role, parts }: Turn, signed: boolean): Json {
  const first = parts.find((part) => part.type === 'call');
  return {
    role: role === 'assistant' ? 'model' : 'user',
    parts: parts.map((part) => partOf(part, signed && part === first)),
  };
}

function partOf(part: TurnPart, mustSign: boolean): Json {
  switch (part.type) {
    case 'text':
      return { text: part.text };
    case 'image':
      return { inlineData: { mimeType: part.mediaType, data: part.base64 } };
    case 'image_url': {
      const extension = /\.(\w+)(?:[?#]|$)/.exec(part.url)?.[1]?.toLowerCase() ?? '';
      return { fileData: { mimeType: TYPES[extension] ?? 'image/jpeg', fileUri: part.url } };
    }
    case 'call': {
      const signature = signatureOf(part.extra) ?? (mustSign ? NO_SIGNATURE : undefined);
      return {
        functionCall: { name: part.name, args: part.input },
        ...(signature === undefined ? {} : { thoughtSignature: signature }),
      };
    }
    case 'result':
      return { functionResponse: { name: part.name ?? part.id, response: resultOf(part.text) } };
  }
}

/** As Google's own translation puts it beside a call. */
function signatureOf(extra: unknown): string | undefined {
  const google = fieldOf(extra, 'google');
  const signature = fieldOf(google, 'thought_signature');
  return typeof signature === 'string' ? signature : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** A result must be an object there. */
function resultOf(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Plain words.
  }
  return { result: text };
}

function toolsOf({ tools, choice }: Conversation): Json {
  if (tools.length === 0) return {};
  const functionDeclarations = tools.map(({ name, description, schema }) => ({
    name,
    ...(description === undefined ? {} : { description }),
    parametersJsonSchema: schema,
  }));
  if (choice === undefined) return { tools: [{ functionDeclarations }] };
  const mode = choice === 'none' ? 'NONE' : choice === 'auto' ? 'AUTO' : 'ANY';
  const only = typeof choice === 'object' ? { allowedFunctionNames: [choice.name] } : {};
  return { tools: [{ functionDeclarations }], toolConfig: { functionCallingConfig: { mode, ...only } } };
}

function generationOf(asked: Conversation, body: Json, model: string): Json {
  const { format, effort } = asked;
  const values = {
    stopSequences: asked.stop.length > 0 ? asked.stop : undefined,
    maxOutputTokens: asked.maxTokens,
    temperature: asked.temperature,
    topP: asked.topP,
    topK: body.top_k,
    seed: body.seed,
    frequencyPenalty: body.frequency_penalty,
    presencePenalty: body.presence_penalty,
    responseMimeType: format === undefined ? undefined : 'application/json',
    responseJsonSchema: typeof format === 'object' ? format.schema : undefined,
    thinkingConfig: effort === undefined ? undefined : thinkingOf(effort, model),
  };
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

function thinkingOf(effort: string, model: string): Json {
  const old = /gemini-2(\D|$)/.test(model);
  const value = old ? BUDGETS[effort] : LEVELS[effort];
  if (value === undefined)
    throw gatewayErrors.unsupported_parameter({ parameter: `reasoning_effort: ${effort}` });
  return old ? { thinkingBudget: value } : { thinkingLevel: value };
}
