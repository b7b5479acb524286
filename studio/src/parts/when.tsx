import { useWords } from '../i18n/words.ts';

/** A moment as people say it; the exact time on hover. */
export function When({ at }: { at: string }) {
  const { format } = useWords();
  return (
    <time dateTime={at} title={format.exact(at)} className="whitespace-nowrap">
      {format.ago(at)}
    </time>
  );
}
