import type { knowledgeErrors as english } from '../../en/errors/knowledge.ts';
import type { Explanation } from '../../message.ts';

export const knowledgeErrors = {
  'knowledge.unknown_collection': {
    what: '没有您可以阅读的知识库“{name}”。',
    todo: '它可能已被删除，或只对其他用户组开放。',
  },
  'knowledge.no_file': {
    what: '上传的内容里没有文件。',
    todo: '请至少选择一个文件。',
  },
  'knowledge.wrong_purpose': {
    what: '不支持用途为“{purpose}”的文件。',
    todo: '请将文件上传到知识库。',
  },
} satisfies Record<keyof typeof english, Explanation>;
