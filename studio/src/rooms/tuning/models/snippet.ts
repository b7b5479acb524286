/** Programs in these languages are shown; the names are the same in every language of the page. */
export const LANGUAGES = [
  { id: 'python', name: 'Python' },
  { id: 'typescript', name: 'TypeScript' },
  { id: 'curl', name: 'curl' },
] as const;
export type Language = (typeof LANGUAGES)[number]['id'];

/** A program that asks a model for the label of one text, with the official SDK where there is one. */
export function snippet(language: Language, url: string, model: string): string {
  const quoted = JSON.stringify(model);
  if (language === 'python')
    return `from openai import OpenAI

client = OpenAI(base_url="${url}", api_key="…")
answer = client.chat.completions.create(
    model=${quoted},
    messages=[{"role": "user", "content": "…"}],
    logprobs=True,
    top_logprobs=5,
)
print(answer.choices[0].message.content)
`;
  if (language === 'typescript')
    return `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${url}', apiKey: '…' });
const answer = await client.chat.completions.create({
  model: ${quoted},
  messages: [{ role: 'user', content: '…' }],
  logprobs: true,
  top_logprobs: 5,
});
console.log(answer.choices[0]?.message.content);
`;
  return `curl ${url}/chat/completions \\
  -H "Authorization: Bearer $API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"model": ${quoted}, "messages": [{"role": "user", "content": "…"}], "logprobs": true, "top_logprobs": 5}'
`;
}
