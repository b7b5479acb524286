import type { ModelRequest } from '../../gateway/index.ts';
import { guardrailErrors } from '../errors.ts';
import { type Eyes, HIDING, lookAtSchema, lookInside, type Spot, TOLD } from './look-inside.ts';

type Json = Record<string, unknown>;
type LookAt = (value: unknown, eyes: Eyes) => Promise<unknown>;

const told: LookAt = (value, eyes) => lookInside(value, TOLD, eyes);
const conversation: LookAt = async (value, eyes) =>
  Array.isArray(value)
    ? Promise.all(value.map((one) => lookInside(one, spotOf(one), eyes)))
    : lookInside(value, { where: 'input' }, eyes);

/** Every field of a request that says something, whichever of OpenAI's shapes it has; in this order names are given. */
const FIELDS: Record<string, LookAt> = {
  instructions: told,
  messages: conversation,
  input: conversation,
  prediction: told,
  prompt: (value, eyes) => lookInside(value, { where: 'input' }, eyes),
  tools: lookAtSchema,
  functions: lookAtSchema,
  response_format: lookAtSchema,
  text: lookAtSchema,
  metadata: told,
  user: told,
  safety_identifier: told,
};

/** A request with every text of it looked at. @throws 400 for what a rule that must not be passed by cannot read */
export async function lookThrough(
  request: ModelRequest,
  eyes: Eyes,
  readsInput: boolean,
): Promise<ModelRequest> {
  // Nobody but the model knows what tokens say: what a rule cannot read does not pass it.
  if (readsInput && isTokens(request.input)) throw guardrailErrors.only_text({ type: 'tokens' });
  const looked: ModelRequest = { ...request };
  for (const [field, lookAt] of Object.entries(FIELDS))
    if (request[field] !== undefined && request[field] !== null)
      looked[field] = await lookAt(request[field], eyes);
  return looked;
}

function isTokens(input: unknown): boolean {
  return Array.isArray(input) && (typeof input[0] === 'number' || Array.isArray(input[0]));
}

/** Who said a message or an item of the input. */
function spotOf(one: unknown): Spot {
  if (typeof one !== 'object' || one === null) return { where: 'input' };
  const { role, type, output, outputs, results } = one as Json;
  const found = [output, outputs, results].some((said) => said !== undefined && said !== null);
  if (role === 'tool' || role === 'function' || found) return { where: 'tool' };
  const byModel = type === 'reasoning' || (typeof type === 'string' && /_(call|request|tools)$/.test(type));
  return byModel || (role !== undefined && role !== 'user')
    ? { where: 'input', only: HIDING }
    : { where: 'input' };
}
