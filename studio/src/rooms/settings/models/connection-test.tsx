import { CircleCheck, PlugZap } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';

type State = { at: 'rest' | 'busy' } | { at: 'right'; models: string[] } | { at: 'wrong'; error: unknown };

/** Asks the provider for its models: URL, key and network are right, or it is said which is not. */
export function ConnectionTest({ id }: { id: string }) {
  const { t } = useWords();
  const [state, setState] = useState<State>({ at: 'rest' });
  const test = () => {
    setState({ at: 'busy' });
    api('POST /api/providers/{id}/test', { params: { id } }).then(
      ({ models }) => setState({ at: 'right', models }),
      (error) => setState({ at: 'wrong', error }),
    );
  };
  return (
    <div className="flex flex-col items-start gap-3" aria-live="polite">
      <Button icon={PlugZap} busy={state.at === 'busy'} onClick={test}>
        {t('settings.test')}
      </Button>
      {state.at === 'wrong' && (
        <div className="w-full">
          <ErrorNote error={state.error} />
        </div>
      )}
      {state.at === 'right' && (
        <>
          <Mark icon={CircleCheck} tone="good">
            {t('settings.test_right', { count: state.models.length })}
          </Mark>
          {state.models.length > 0 && (
            <ul className="flex max-h-48 w-full flex-col overflow-y-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs">
              {state.models.map((model) => (
                <li key={model} className="break-all">
                  {model}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
