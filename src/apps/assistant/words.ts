const WORDS: Record<string, string> = {
  en: 'I could not find an answer to that in the documents you may read.',
  es: 'No he encontrado una respuesta a eso en los documentos que puede leer.',
  zh: '在您可以阅读的文件中，我没有找到这个问题的答案。',
};

/** What the assistant says instead of guessing, in the language of the question. */
export function abstention(language: string | undefined): string {
  return WORDS[language ?? 'en'] ?? (WORDS.en as string);
}
