import type { Learned } from '../heads/learn-head.ts';
import type { LearnedProjection, ProjectionInput, ProjectionOptions } from '../projection/projection.ts';
import type { HeadInput, HeadOptions, Phase, TrainerProblem, TrainingPoint } from '../trainer.ts';

/** What a training thread is started with. */
export type Order =
  | { kind: 'head'; input: HeadInput; options: HeadOptions; resume: Uint8Array | undefined }
  | {
      kind: 'projection';
      input: ProjectionInput;
      options: ProjectionOptions;
      resume: Uint8Array | undefined;
    };

/** What it says. */
export type News =
  | { type: 'point'; point: TrainingPoint }
  | { type: 'progress'; phase: Phase; done: number; of: number }
  | { type: 'checkpoint'; state: Uint8Array }
  | { type: 'done'; learned: Learned | LearnedProjection }
  | { type: 'failed'; message: string; problem: TrainerProblem | null };
