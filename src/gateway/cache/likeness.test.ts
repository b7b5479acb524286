import { describe, expect, it } from 'vitest';
import { marksOf, mayMeanTheSame } from './likeness.ts';

const believed = (a: string, b: string) =>
  marksOf(a) !== undefined && String(marksOf(a)) === String(marksOf(b)) && mayMeanTheSame(a, b);

describe('two questions may share an answer', () => {
  it.each([
    ['How do I return a drill?', 'How can I send back the drill?'],
    ['How long does it take to get a refund?', 'How long does a refund take, please?'],
    ['Who approves purchases of 5,000 euros?', 'Who has to approve purchases of 5000 euros?'],
    ['What are your opening hours in Leeds?', 'Hi, could you tell me the opening hours in Leeds?'],
  ])('%s / %s', (a, b) => expect(believed(a, b)).toBe(true));
});

describe('two questions may not, however alike their vectors are', () => {
  it.each([
    ['one thing in the place of another', 'How do I return a drill?', 'How do I return a saw?'],
    ['two words in the place of one', 'How do I sharpen a chisel?', 'How do I sharpen a lawn mower blade?'],
    [
      'a thing that only one names',
      'What is the warranty on tools?',
      'What is the warranty on rented tools?',
    ],
    ['a number', 'Can I cancel after 14 days?', 'Can I cancel after 30 days?'],
    ['a number in words', 'Can I cancel within ten days?', 'Can I cancel within twenty days?'],
    ['a negation', 'Which goods can be returned?', "Which goods can't be returned?"],
    ['a name', 'Is Anna in Leeds today?', 'Is Anna in York today?'],
    ['a code', 'What does the TX-40 weigh?', 'What does the TX-45 weigh?'],
    ['a direction', 'How do I enable the alarm?', 'How do I disable the alarm?'],
    ['the order of names', 'How far is it from London to Paris?', 'How far is it from Paris to London?'],
    ['the same without capitals', 'how far is it from london to paris', 'how far is it from paris to london'],
    ['what is asked for', 'When was the company founded?', 'Who founded the company?'],
    ['a pseudonym', 'Where does [PERSON_1] work?', 'Where does [PERSON_2] work?'],
    ['a quotation', 'What does "net" mean here?', 'What does "gross" mean here?'],
  ])('%s', (_what, a, b) => expect(believed(a, b)).toBe(false));

  it('nor where there is more than one question in words', () => {
    expect(marksOf('')).toBeUndefined();
    expect(marksOf('First.\n\nSecond.')).toBeUndefined();
    expect(marksOf('word '.repeat(100))).toBeUndefined();
  });
});
