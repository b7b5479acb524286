import type { Precision } from './graph.ts';

export interface WorkerOptions {
  threads: number;
  precision: Precision;
  /** Folder where the converted model file is kept. */
  cacheDir: string;
}

export interface EmbedRequest {
  id: number;
  texts: string[];
}

export interface Embedded {
  /** One vector after another, 384 numbers each, of length 1. */
  vectors: Float32Array<ArrayBuffer>;
  /** Tokens of each text as the model saw it (at most 256). */
  tokens: number[];
  /** Tokens of each text that the model's vocabulary does not know. */
  unknown: number[];
}

export type EmbedReply = ({ id: number } & Embedded) | { id: number; error: string };
