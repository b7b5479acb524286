import type { TunedProjection } from '../trainers/projection/projection.ts';
import type { TunedHead } from '../trainers/trainer.ts';

/** What an artefact holds. */
export type Opened = { kind: 'head'; head: TunedHead } | { kind: 'projection'; projection: TunedProjection };
