import { useWords } from '../../i18n/words.ts';
import { Section } from '../../parts/split-view.tsx';
import { type Message, messagesSeen } from './span-facts.ts';
import type { Run } from './states.ts';

/** Longer messages are folded: instructions and passages run to pages. */
const FOLD_AT = 400;

/** What the model was given, word by word. */
export function Saw({ run }: { run: Run }) {
  const { t } = useWords();
  const { model, spans, retrieved } = run;
  if (!model) return null;
  const messages = messagesSeen(spans);
  return (
    <Section title={t('runs.saw')} aside={<code className="font-mono text-muted text-xs">{model}</code>}>
      <ol className="flex flex-col gap-2">
        {messages.map((message, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was sent keeps its place
          <li key={i}>
            <SeenMessage message={message} />
          </li>
        ))}
      </ol>
      {model.startsWith('local/') && retrieved.length > 0 && (
        <p className="mt-2 text-muted">{t('runs.saw_passages', { count: retrieved.length })}</p>
      )}
    </Section>
  );
}

const ROLES = ['system', 'user', 'assistant'] as const;

function SeenMessage({ message: { role, content } }: { message: Message }) {
  const { t, format } = useWords();
  const known = ROLES.find((one) => one === role);
  const name = known ? t(`runs.role_${known}`) : role;
  const text = <p className="whitespace-pre-wrap break-words font-mono text-xs leading-5">{content}</p>;
  const box = 'rounded-md border border-line bg-sunken px-3 py-2';
  if (content.length <= FOLD_AT)
    return (
      <div className={box}>
        <p className="text-faint text-xs">{name}</p>
        {text}
      </div>
    );
  return (
    <details className={box}>
      <summary className="rounded-sm text-muted text-xs hover:text-ink">
        {name} · {t('runs.characters', { count: content.length, shown: format.number(content.length) })}
      </summary>
      <div className="mt-1">{text}</div>
    </details>
  );
}
