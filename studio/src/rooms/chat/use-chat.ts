import { useSyncExternalStore } from 'react';
import { useMe } from '../../shell/me.ts';
import { type Chat, chatWith } from './chat.ts';

/** This member's conversation with an assistant, and its turns as they grow. */
export function useChat(slug: string, use: 'ask' | 'try' = 'ask') {
  const { id } = useMe();
  return useTurns(chatWith(id, slug, use));
}

export function useTurns(chat: Chat) {
  const turns = useSyncExternalStore(chat.subscribe, chat.snapshot);
  return { chat, turns };
}
