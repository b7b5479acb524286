import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  BookOpen,
  ChartColumn,
  CircleUserRound,
  Gauge,
  GraduationCap,
  Layers,
  type LucideIcon,
  MessageCircleQuestionMark,
  MessagesSquare,
  Plus,
  Scale,
  ShieldCheck,
  Sparkles,
  Waypoints,
} from 'lucide-react';
import { read } from '../client/query.ts';
import { useWords } from '../i18n/words.ts';
import { chatWith } from '../rooms/chat/chat.ts';
import { useMay, useMe } from './me.ts';
import { show } from './overlays.ts';
import { useRooms } from './rooms.ts';

export interface Item {
  id: string;
  label: string;
  icon: LucideIcon;
  keys?: string;
  run: () => void;
}

export interface ItemGroup {
  id: string;
  label: string;
  items: Item[];
}

/** With nothing typed the palette is a short list; the search finds the others. */
const SHOWN = 6;
const FOUND = 30;
/** A question can be put to these many assistants; more would bury what one is looking for. */
const ASKED = 5;

/** The parts of the room of models. */
const MODEL_PLACES = [
  { id: 'usage', to: '/models', icon: ChartColumn },
  { id: 'routes', to: '/models/routes', icon: Waypoints },
  { id: 'limits', to: '/models/limits', icon: Gauge },
  { id: 'guardrails', to: '/models/guardrails', icon: ShieldCheck },
  { id: 'policies', to: '/models/policies', icon: ShieldCheck },
] as const;
const TUNING_PLACES = [
  { id: 'tuned', to: '/models/tuned', icon: Sparkles },
  { id: 'jobs', to: '/models/jobs', icon: GraduationCap },
  { id: 'sets', to: '/models/training-sets', icon: Layers },
  { id: 'distillation', to: '/models/distillation', icon: Scale },
] as const;

/** What the palette offers for what has been typed, in the order in which it is shown. */
export function usePaletteItems(text: string): ItemGroup[] {
  const { t } = useWords();
  const may = useMay();
  const me = useMe();
  const navigate = useNavigate();
  const rooms = useRooms();
  const assistants = useQuery(read('GET /api/apps')).data?.data ?? [];
  const collections = useQuery(read('GET /api/collections')).data?.data ?? [];

  const go: Item[] = [
    ...rooms.map(({ id, to, icon, keys }) => ({
      id,
      label: t(`shell.${id}`),
      icon,
      keys,
      run: () => void navigate({ to }),
    })),
    {
      id: 'account',
      label: t('shell.my_account'),
      icon: CircleUserRound,
      run: () => void navigate({ to: '/settings/account' }),
    },
  ];
  const places = [...(may('seeUsage') ? MODEL_PLACES : []), ...(may('seeTuning') ? TUNING_PLACES : [])];
  if (places.length > 0)
    go.push(
      ...places.map(({ id, to, icon }) => ({
        id: `models-${id}`,
        label: t('palette.models_part', { part: t(`gateway.${id}`) }),
        icon,
        run: () => void navigate({ to }),
      })),
    );
  const create: Item[] = [];
  if (may('tune'))
    create.push({
      id: 'training-set',
      label: t('gateway.new_set'),
      icon: Plus,
      run: () => void navigate({ to: '/models/new-training-set' }),
    });
  if (may('manageRoutes'))
    create.push({
      id: 'route',
      label: t('gateway.new_route'),
      icon: Plus,
      run: () => void navigate({ to: '/models/new-route' }),
    });
  if (may('buildAssistants'))
    create.push({
      id: 'assistant',
      label: t('palette.new_assistant'),
      icon: Plus,
      run: () => void navigate({ to: '/assistants/new' }),
    });
  if (may('writeKnowledge'))
    create.push({
      id: 'collection',
      label: t('palette.new_collection'),
      icon: Plus,
      run: () => show('new-collection'),
    });
  const open = assistants.map(({ slug, name }) => ({
    id: slug,
    label: name,
    icon: MessagesSquare,
    run: () => void navigate({ to: '/assistants/$slug', params: { slug } }),
  }));
  const look = collections.map(({ id, name }) => ({
    id,
    label: name,
    icon: BookOpen,
    run: () => void navigate({ to: '/knowledge/$collection', params: { collection: id } }),
  }));
  const ask = (may('ask') && text ? assistants.slice(0, ASKED) : []).map(({ slug, name }) => ({
    id: slug,
    label: t('palette.ask_it', { name, question: text }),
    icon: MessageCircleQuestionMark,
    run() {
      const chat = chatWith(me.id, slug);
      if (chat.busy) chat.draft = text;
      else void chat.ask(text);
      void navigate({ to: '/assistants/$slug', params: { slug } });
    },
  }));

  const limit = text ? FOUND : SHOWN;
  return [
    { id: 'assistants', label: t('palette.assistants'), items: matching(open, text).slice(0, limit) },
    { id: 'collections', label: t('palette.collections'), items: matching(look, text).slice(0, limit) },
    { id: 'go', label: t('palette.go'), items: matching(go, text) },
    { id: 'create', label: t('palette.create'), items: matching(create, text) },
    { id: 'ask', label: t('palette.ask'), items: ask },
  ].filter(({ items }) => items.length > 0);
}

/** Those that have every typed word in their name, beginnings first. */
function matching(items: readonly Item[], text: string): Item[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = (item: Item) => (item.label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return items
    .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    .sort((one, other) => begins(one) - begins(other));
}
