import type { CheckName, Where } from '../contract.ts';
import type { Guarded } from './guarded-call.ts';

type Look = Guarded['look'];

/** Where the strings of something belong, and which checks make sense for them; absent: all. */
export interface Spot {
  where: Where;
  only?: readonly CheckName[] | undefined;
}

export interface Eyes {
  look: Look;
  /** Told of what no check can read. @throws 400 when it may not pass unread */
  unreadable(type: string, where: Where): void;
}

/**
 * What is looked for in what the makers of a product wrote, and in what a model said before: orders are the point of the
 * one, and the other has been through the rules for answers.
 */
export const HIDING: readonly CheckName[] = ['pii', 'secrets', 'words'];
export const TOLD: Spot = { where: 'input', only: HIDING };

/** Words of the format and names of things, which an upstream would not understand any more if they were changed. */
const NAMES = new Set([
  ...['type', 'id', 'role', 'status', 'name', 'call_id', 'tool_call_id', 'item_id', 'response_id', 'file_id'],
  ...['container_id', 'server_label', 'approval_request_id', 'detail', 'phase', 'format', 'cache_control'],
  // What a provider sealed for itself.
  ...['encrypted_content', 'signature'],
]);
const UNREADABLE_TYPES = new Set([
  ...['image_url', 'input_image', 'image', 'image_file', 'computer_screenshot', 'image_generation_call'],
  ...['input_audio', 'audio', 'video_url', 'input_video', 'video', 'file', 'input_file', 'document'],
]);
const UNREADABLE_FIELDS = ['image_url', 'video_url', 'input_audio', 'file_data', 'file_url'];
/** What a model said, inside of something else: it called a tool with that. */
const SAID = new Set(['arguments', 'tool_calls', 'function_call']);

/** Every string in something that is sent to a model, however deep it is, but the names of things. */
export async function lookInside(value: unknown, spot: Spot, eyes: Eyes): Promise<unknown> {
  if (typeof value === 'string') return eyes.look(value, spot.where, spot.only);
  if (Array.isArray(value)) return Promise.all(value.map((one) => lookInside(one, spot, eyes)));
  if (typeof value !== 'object' || value === null) return value;
  const kind = unreadableKind(value);
  if (kind !== undefined) {
    eyes.unreadable(kind, spot.where);
    return value;
  }
  const entries = Object.entries(value).map(async ([key, inner]) =>
    NAMES.has(key)
      ? ([key, inner] as const)
      : ([key, await lookInside(inner, SAID.has(key) ? TOLD : spot, eyes)] as const),
  );
  return Object.fromEntries(await Promise.all(entries));
}

function unreadableKind(value: object): string | undefined {
  if ('type' in value && typeof value.type === 'string' && UNREADABLE_TYPES.has(value.type))
    return value.type;
  return UNREADABLE_FIELDS.find((field) => field in value);
}

/** In a description of a tool or of an answer these are said to the model; the rest are names and forms. */
const DESCRIBES = new Set(['description', 'server_description', 'title', 'enum', 'definition']);
const EXAMPLES = new Set(['default', 'const', 'examples']);

/** The texts of a schema, or of something that holds some. */
export async function lookAtSchema(value: unknown, eyes: Eyes): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => lookAtSchema(one, eyes)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, inner]) => {
    // A property of the schema may be called like one of these, and is an object then.
    const text = typeof inner === 'string' || Array.isArray(inner);
    const told = EXAMPLES.has(key) || (text && DESCRIBES.has(key));
    return [key, told ? await lookInside(inner, TOLD, eyes) : await lookAtSchema(inner, eyes)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
