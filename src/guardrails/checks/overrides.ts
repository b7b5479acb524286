import type { Finding } from '../check.ts';

/**
 * Sentences in languages that the embedding model does not read, and marks of chat templates that have no business in
 * a text. Each pattern is a short row of fixed words with bounded gaps.
 */
const PATTERNS: { pattern: RegExp; type: string; score: number }[] = [
  {
    pattern:
      /(?:忽略|无视|忘记|忘掉|不要遵守|不用遵守|绕过)[^。！？\n]{0,12}(?:指令|指示|规则|设定|准则|提示|限制|要求)/gu,
    type: 'jailbreak',
    score: 0.9,
  },
  {
    pattern: /(?:你的|显示|输出|告诉我|重复)[^。！？\n]{0,10}(?:系统提示|系统指令|初始指令|第一条指令)/gu,
    type: 'jailbreak',
    score: 0.85,
  },
  {
    pattern: /(?:没有|不受|解除|取消|关闭)[^。！？\n]{0,8}(?:道德约束|任何限制|内容过滤|安全限制|道德限制)/gu,
    type: 'jailbreak',
    score: 0.85,
  },
  { pattern: /(?:开发者模式|越狱模式)[^。！？\n]{0,20}(?:过滤|限制|规则)/gu, type: 'jailbreak', score: 0.8 },
  {
    pattern: /ignor[ae] (?:todas )?(?:las )?instrucciones (?:anteriores|previas)/giu,
    type: 'jailbreak',
    score: 0.9,
  },
  {
    pattern: /ignorie?r?e? (?:alle )?(?:bisherigen|vorherigen|obigen) (?:anweisungen|regeln)/giu,
    type: 'jailbreak',
    score: 0.9,
  },
  {
    pattern: /ignore[rz]? (?:toutes )?(?:les )?(?:instructions|consignes) (?:précédentes|ci-dessus)/giu,
    type: 'jailbreak',
    score: 0.9,
  },
  {
    pattern: /<\|(?:im_start|im_end|system|endoftext)\|>|\[\/?INST\]|<<SYS>>|<\/?system>/gi,
    type: 'chat_template',
    score: 0.8,
  },
  { pattern: /[\u{e0020}-\u{e007e}]{4,200}/gu, type: 'hidden_text', score: 0.95 },
];

export function overrides(text: string): Finding[] {
  return PATTERNS.flatMap(({ pattern, type, score }) =>
    [...text.matchAll(pattern)].map(
      (match): Finding => ({
        check: 'injection',
        type,
        start: match.index,
        end: match.index + match[0].length,
        score,
      }),
    ),
  );
}
