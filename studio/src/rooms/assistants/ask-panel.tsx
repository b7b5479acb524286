import { Link } from '@tanstack/react-router';
import { CircleDashed, Eye } from 'lucide-react';
import { useEffect } from 'react';
import type { Result } from '../../client/endpoints.ts';
import { useWords } from '../../i18n/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useMay } from '../../shell/me.ts';
import type { Chat } from '../chat/chat.ts';
import type { Source } from '../chat/citations.ts';
import { Conversation } from '../chat/conversation.tsx';

interface AskPanelProps {
  app: Result<'GET /api/apps/{slug}'>;
  chat: Chat;
  onOpen: (source: Source) => void;
}

/** The conversation with an assistant, or why this person cannot have one. */
export function AskPanel({ app, chat, onOpen }: AskPanelProps) {
  const { t } = useWords();
  const may = useMay();
  const { slug, name, description, starters, latestVersion, servingVersion } = app;
  const tried = servingVersion === null ? latestVersion : undefined;
  useEffect(() => {
    chat.version = tried;
  }, [chat, tried]);
  if (!may('ask')) return <AskingNotAllowed slug={slug} />;
  if (tried !== undefined && !may('seeVersions')) {
    return (
      <Empty icon={CircleDashed} title={t('assistants.not_released')}>
        {t('assistants.not_released_why')}
      </Empty>
    );
  }
  return (
    <>
      {tried !== undefined && (
        <p className="border-line border-b bg-warn-soft px-4 py-2 sm:px-6">
          {t('assistants.trying', { number: tried })}
        </p>
      )}
      <Conversation
        chat={chat}
        name={name}
        description={description}
        starters={starters}
        onOpen={onOpen}
        autoFocus
      />
    </>
  );
}

/** Auditors read what happened; asking would make them part of it. */
function AskingNotAllowed({ slug }: { slug: string }) {
  const { t } = useWords();
  return (
    <Empty
      icon={Eye}
      title={t('assistants.auditor_title')}
      action={
        <Link to="/runs" search={{ app: slug }} className={buttonClass('primary')}>
          {t('assistants.see_runs')}
        </Link>
      }
    >
      {t('assistants.auditor_why')}
    </Empty>
  );
}
