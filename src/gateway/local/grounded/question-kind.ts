/** What sort of thing a question asks for, as far as its words tell; in English, Spanish and Chinese. */
export type QuestionKind = 'number' | 'date' | 'person' | 'place' | 'other';

const KINDS: [QuestionKind, RegExp][] = [
  [
    'date',
    /\bwhen\b|\b(what|which) (year|date|day|time|century|month)\b|\bcuándo\b|\bqué (año|fecha|día)\b|何时|什么时候|哪(一)?(年|天|日)|几(月|号|点)/i,
  ],
  [
    'number',
    /\bhow (many|much|long|old|far|often|soon|large|tall|big)\b|\b(percentage|number|amount) of\b|\bwhat (percentage|number|amount|age)\b|\bcuánt[oa]s?\b|多少|几(个|天|次|年|家)|多(久|长|大)/i,
  ],
  ['person', /\bwho(m|se)?\b|\bquién(es)?\b|谁|哪位/i],
  ['place', /\bwhere\b|\bdónde\b|哪里|在哪|何处/i],
];

export function questionKind(question: string): QuestionKind {
  return KINDS.find(([, pattern]) => pattern.test(question))?.[0] ?? 'other';
}

const NUMBER =
  /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|half|third|quarter|dozen|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil)\b|[一二三四五六七八九十百千万两半]/i;
const DATE =
  /\b(1\d{3}|20\d{2})\b|\b(january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|day|week|month|year|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miércoles|jueves|viernes|sábado|domingo|siglo|día|semana|mes|año)s?\b|\d{1,2}(st|nd|rd|th|:\d\d)\b|[年月日号周]/i;

/** 1 when the sentence has what the question asks for and the question does not, -1 when it has not, 0 if unknown. */
export function kindMatch(kind: QuestionKind, question: string, sentence: string): number {
  if (kind === 'number') return hasNewNumber(question, sentence) ? 1 : -1;
  if (kind === 'date') return DATE.test(sentence) ? 1 : -1;
  if (kind === 'person' || kind === 'place') return hasNewName(question, sentence) ? 1 : -1;
  return 0;
}

function hasNewNumber(question: string, sentence: string): boolean {
  const digits = sentence.match(/\d[\d.,]*/g) ?? [];
  return digits.length > 0 ? digits.some((number) => !question.includes(number)) : NUMBER.test(sentence);
}

/** A capitalised word beyond the first, or Chinese text, that the question did not already have. */
function hasNewName(question: string, sentence: string): boolean {
  const known = question.toLowerCase();
  const words = sentence.split(/\s+/).slice(1);
  return (
    /\p{Script=Han}/u.test(sentence) ||
    words.some(
      (word) => /^\p{Lu}/u.test(word) && !known.includes(word.toLowerCase().replaceAll(/[^\p{L}]/gu, '')),
    )
  );
}
