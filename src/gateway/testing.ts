export { framesOf } from './providers/kinds/aws-frames.ts';
