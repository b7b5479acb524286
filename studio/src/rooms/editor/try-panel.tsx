import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Detail } from '../../parts/split-view.tsx';
import type { Source } from '../chat/citations.ts';
import { Conversation } from '../chat/conversation.tsx';
import { PassagePanel } from '../chat/passage-panel.tsx';
import { useChat } from '../chat/use-chat.ts';

interface TryPanelProps {
  slug: string;
  name: string;
  starters: readonly string[];
  version: number;
  dirty: boolean;
  onClose: () => void;
}

/** Asks a saved version while the next one is being written. */
export function TryPanel({ slug, name, starters, version, dirty, onClose }: TryPanelProps) {
  const { t } = useWords();
  const { chat } = useChat(slug, 'try');
  const [source, setSource] = useState<Source>();
  useEffect(() => {
    chat.version = version;
  }, [chat, version]);
  if (source) return <PassagePanel source={source} onClose={() => setSource(undefined)} />;
  return (
    <Detail
      title={t('editor.try')}
      kind={
        dirty
          ? t('editor.trying_without_changes', { number: version })
          : t('editor.trying', { number: version })
      }
      onClose={onClose}
      fill
    >
      <Conversation
        chat={chat}
        name={name}
        description={t('editor.try_what')}
        starters={starters}
        onOpen={setSource}
      />
    </Detail>
  );
}
