import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

function useCopy(text: string) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy: () => void navigator.clipboard.writeText(text).then(() => setCopied(true)) };
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useWords();
  const { copied, copy } = useCopy(text);
  const name = copied ? t('common.copied') : (label ?? t('common.copy'));
  return <IconButton small icon={copied ? Check : Copy} label={name} onClick={copy} />;
}

/** A code to quote, and the button that copies it. */
export function CopyText({ text }: { text: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="wrap-anywhere min-w-0 font-mono">{text}</code>
      <CopyButton text={text} />
    </span>
  );
}

/** Something that is shown this once: a key, or an invitation's link. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  const { t } = useWords();
  const { copied, copy } = useCopy(secret);
  return (
    <div className="flex flex-col gap-2">
      <output
        aria-label={label}
        className="block break-all rounded-md border border-line bg-sunken p-3 font-mono text-xs"
      >
        {secret}
      </output>
      <div>
        <Button icon={copied ? Check : Copy} look="primary" onClick={copy}>
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </div>
    </div>
  );
}
