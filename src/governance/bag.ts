import type { Kernel } from '../kernel/index.ts';

export type Governance = Kernel;
