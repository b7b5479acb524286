import { dot } from '../../gateway/index.ts';
import type { Check } from '../check.ts';
import { guardrailErrors } from '../errors.ts';
import { embedUnits } from './embed-units.ts';

/** Likeness to the nearest topic at which a text is as likely off it as on it, and how fast that turns. */
const MIDDLE = 0.22;
const SLOPE = 18;
const LEAST = 0.5;
const LONGEST = 1_500;

/** A text that is about none of the topics it may be about. */
export const offTopicCheck: Check = {
  name: 'off_topic',
  async run(text, { topics, minilm }) {
    if (!topics?.length) throw guardrailErrors.needs({ check: 'off_topic', field: 'topics' });
    if (!text.trim()) return { findings: [], score: 0 };
    const [own = new Float32Array(), ...others] = await embedUnits(
      minilm,
      [text.slice(0, LONGEST), ...topics].map((one) => ({ text: one })),
    );
    const likeness = Math.max(...others.map((other) => dot(own, other)));
    const score = 1 / (1 + Math.exp(SLOPE * (likeness - MIDDLE)));
    const finding = { check: 'off_topic' as const, type: 'off_topic', start: 0, end: text.length, score };
    return { findings: score >= LEAST ? [finding] : [], score };
  },
};
