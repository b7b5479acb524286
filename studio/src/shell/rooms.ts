import {
  BookOpen,
  Cpu,
  FlaskConical,
  House,
  ListTree,
  type LucideIcon,
  MessagesSquare,
  Rocket,
  Settings,
  ShieldCheck,
  Table2,
} from 'lucide-react';
import type { Deed } from '../client/may.ts';
import { useMay } from './me.ts';

/** The rooms of the rail, in its order. A room appears here when it works, and to those who may enter it. */
export const ROOMS = [
  { id: 'home', to: '/', icon: House, keys: 'g h', deed: 'seeEvals' },
  { id: 'assistants', to: '/assistants', icon: MessagesSquare, keys: 'g a', deed: undefined },
  { id: 'knowledge', to: '/knowledge', icon: BookOpen, keys: 'g k', deed: undefined },
  { id: 'datasets', to: '/datasets', icon: Table2, keys: 'g d', deed: 'seeEvals' },
  { id: 'evals', to: '/evals', icon: FlaskConical, keys: 'g e', deed: 'seeEvals' },
  { id: 'releases', to: '/releases', icon: Rocket, keys: 'g l', deed: 'seeEvals' },
  { id: 'runs', to: '/runs', icon: ListTree, keys: 'g r', deed: undefined },
  { id: 'models', to: '/models', icon: Cpu, keys: 'g m', deed: 'seeTuning' },
  { id: 'governance', to: '/governance', icon: ShieldCheck, keys: 'g o', deed: 'readAudit' },
  { id: 'settings', to: '/settings', icon: Settings, keys: 'g s', deed: undefined },
] as const satisfies { id: string; to: string; icon: LucideIcon; keys: string; deed: Deed | undefined }[];

export type Room = (typeof ROOMS)[number];

/** The rooms that this person may enter. */
export function useRooms(): readonly Room[] {
  const may = useMay();
  return ROOMS.filter(({ deed }) => deed === undefined || may(deed));
}
