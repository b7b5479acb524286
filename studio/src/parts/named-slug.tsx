import { useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { Field } from './field.tsx';
import { TextInput } from './inputs.tsx';
import { slugFrom } from './slug.ts';

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** A name, and the slug that follows it until somebody writes another. */
export function useNamedSlug() {
  const [name, setName] = useState('');
  const [own, setOwn] = useState<string>();
  const slug = own ?? slugFrom(name);
  return { name, setName, slug, setSlug: setOwn, complete: name.trim() !== '' && SLUG.test(slug) };
}

export function NamedSlug({ value, hint }: { value: ReturnType<typeof useNamedSlug>; hint: string }) {
  const { t } = useWords();
  const { name, setName, slug, setSlug } = value;
  const wrong = slug !== '' && !SLUG.test(slug);
  return (
    <>
      <Field label={t('common.name')}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('settings.slug')} hint={hint} error={wrong ? t('problems.slug') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={63}
            className="font-mono text-xs"
            value={slug}
            onChange={(event) => setSlug(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
