export { openHead } from './trainers/heads/open-head.ts';
export { trainHead } from './trainers/heads/train-head.ts';
export { type HeadInput, TrainerError, type TrainingPoint } from './trainers/trainer.ts';
