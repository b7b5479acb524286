import { DATA_CLASSES, type DataClass } from '../contract.ts';

/** What nobody labelled. */
export const UNLABELLED: DataClass = 'internal';

/** Of several classes the one that fewest may see; `public` of none. What is put together is as delicate as its most delicate part. */
export function strictest(...classes: readonly (DataClass | null | undefined)[]): DataClass {
  const ranks = classes.map((one) => (one ? DATA_CLASSES.indexOf(one) : 0));
  return DATA_CLASSES[Math.max(0, ...ranks)] ?? 'restricted';
}

/** Whether a change from one class to another lets more people or providers see. */
export function isLower(to: DataClass, from: DataClass): boolean {
  return DATA_CLASSES.indexOf(to) < DATA_CLASSES.indexOf(from);
}
