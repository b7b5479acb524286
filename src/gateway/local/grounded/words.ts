const WORDS: Record<string, string> = {
  en: 'I cannot answer that from the documents I was given.',
  es: 'No puedo responder a eso con los documentos que tengo.',
  zh: '我手头的文件里没有这个问题的答案。',
};

/** The abstention in the language of the question, English where we do not speak it. */
export function abstention(language: string | undefined): string {
  return WORDS[language ?? 'en'] ?? (WORDS.en as string);
}
