import { gatewayErrors } from '../../errors.ts';

/** A model's name as one segment of a path. @throws 404 for one that would lead out of it, such as `..` */
export function segment(model: string): string {
  if (/^\.*$/.test(model)) throw gatewayErrors.unknown_model({ model });
  return encodeURIComponent(model);
}
