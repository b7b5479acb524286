import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dataFile } from './data.ts';
import type { Text } from './throwaway.ts';

const Article = z.object({ title: z.string(), content: z.string() });

/** The articles of a bank's knowledge base (tau2-bench), as Markdown files with their title as heading. */
export function bankArticles(): Text[] {
  const folder = dataFile('tau2-bench-banking-knowledge/documents');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const { title, content } = Article.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    return { name: name.replace(/\.json$/, '.md'), text: `# ${title}\n\n${content}\n` };
  });
}
