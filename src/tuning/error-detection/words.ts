import type { ClueCode, ClueParams } from './fields/clues.ts';

export interface StoredReason {
  code: ClueCode | 'label_unlike_class' | 'label_neighbours';
  params: ClueParams;
}

type Words = Record<StoredReason['code'], { en: string; zh: string }>;

/** Each reason as a sentence. `{name}` is filled in; what is missing stays empty. */
const WORDS: Words = {
  missing: {
    en: 'The cell is empty; the column is filled in {filled} % of the rows.',
    zh: '这一格是空的；这一列有 {filled}% 的行都填了内容。',
  },
  missing_known: {
    en: 'The cell is empty, and {times} rows with the same {by} agree on what belongs here.',
    zh: '这一格是空的，而“{by}”相同的 {times} 行给出了一致的值。',
  },
  placeholder: {
    en: '“{value}” stands for nothing. An empty cell would say so openly.',
    zh: '“{value}”只是占位，并不是真正的值；留空更清楚。',
  },
  sentinel: {
    en: '{value} looks like a stand-in for nothing; usual values lie around {typical}.',
    zh: '{value} 像是用来代替空值的数字；常见的值在 {typical} 左右。',
  },
  wrong_kind: {
    en: '{share} % of the column are of the kind “{kind}”, and this is not.',
    zh: '这一列有 {share}% 的值属于“{kind}”类型，而这个值不是。',
  },
  unusual_format: {
    en: '{share} % of the column are written like “{example}”, and this is not.',
    zh: '这一列有 {share}% 的值写成“{example}”这样的形式，而这个值不是。',
  },
  unusual_unit: {
    en: '{share} % of the column use the unit “{usual}”, here it is “{unit}”.',
    zh: '这一列有 {share}% 的值用“{usual}”作单位，这里却是“{unit}”。',
  },
  unusual_precision: {
    en: '{decimals} digits after the decimal point come out of arithmetic, not out of a measurement.',
    zh: '小数点后有 {decimals} 位，像是计算留下的误差，不像测量所得。',
  },
  spacing: {
    en: 'There are spaces before, after or doubled within the text.',
    zh: '文字前后有空格，或中间有多余的空格。',
  },
  encoding: {
    en: '“{letters}” is what is left of letters that were read in the wrong character set.',
    zh: '“{letters}”是用错字符编码后留下的乱码。',
  },
  other_spelling: {
    en: 'Elsewhere in the column it is written “{usual}” ({times} times).',
    zh: '这一列其他地方写作“{usual}”（{times} 次）。',
  },
  typo: {
    en: 'One letter away from “{meant}”, which stands {times} times in the column.',
    zh: '与“{meant}”只差一个字符，后者在这一列出现了 {times} 次。',
  },
  typo_in_word: {
    en: 'The word “{word}” is one letter away from “{meant}”, which the column uses {times} times.',
    zh: '“{word}”一词与“{meant}”只差一个字符，后者在这一列用了 {times} 次。',
  },
  odd_letters: {
    en: 'No other value of the column has the letters “{letters}” in a row.',
    zh: '这一列没有其他值含有“{letters}”这样连续的字符。',
  },
  rare_value: {
    en: 'Hardly any row has it ({times}), and the column otherwise repeats {listed} values.',
    zh: '这个值只出现 {times} 次，而这一列通常只重复使用 {listed} 个值。',
  },
  outlier: {
    en: 'Far from the rest: most values lie between {low} and {high}.',
    zh: '与其他值相差很远：多数值在 {low} 到 {high} 之间。',
  },
  outlier_in_group: {
    en: 'Where {group} is “{member}”, the usual value is about {typical}.',
    zh: '“{group}”为“{member}”时，常见的值约为 {typical}。',
  },
  contradicts: {
    en: 'Where {by} is “{key}”, {times} of {size} rows say “{usual}”.',
    zh: '“{by}”为“{key}”的 {size} 行中，有 {times} 行写的是“{usual}”。',
  },
  contradicted_key: {
    en: 'It does not go with the rest of the row: {columns} point to another value.',
    zh: '它与同一行的其他内容不符：{columns} 指向另一个值。',
  },
  repeated_key: {
    en: 'It stands in {times} rows, and the column otherwise never repeats a value.',
    zh: '它出现在 {times} 行中，而这一列其他的值从不重复。',
  },
  wrong_check_digit: {
    en: 'The {scheme} check digit is wrong; it is right in {share} % of the column.',
    zh: '{scheme} 校验位不对；这一列有 {share}% 的值校验位正确。',
  },
  belongs_elsewhere: {
    en: 'This is usually found in the column {column} ({times} times).',
    zh: '这个值通常出现在“{column}”一列（{times} 次）。',
  },
  label_unlike_class: {
    en: 'A model that did not learn from this example gives “{suggested}” {suggestedShare} % and “{given}” {givenShare} %; examples labelled “{given}” usually get {usualShare} %.',
    zh: '一个没有学过这条样例的模型认为是“{suggested}”的概率为 {suggestedShare}%，“{given}”为 {givenShare}%；标为“{given}”的样例通常有 {usualShare}%。',
  },
  label_neighbours: {
    en: 'The most similar examples are labelled: {labels}.',
    zh: '最相近的样例的标签是：{labels}。',
  },
};

/** A reason as a sentence in English and in Chinese. */
export function sentenceOf({ code, params }: StoredReason): { en: string; zh: string } {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ''));
  const { en, zh } = WORDS[code];
  return { en: fill(en), zh: fill(zh) };
}
