import type { ProviderKindName } from '../../contract.ts';
import type { ChatChunk, ChatCompletion } from './completion.ts';

/** What is different about a provider. Everything else is OpenAI's wire format, passed through. Nothing here does IO. */
export interface ProviderKind {
  kind: ProviderKindName;
  label: string;
  /** Where it is reached unless somebody says otherwise; absent: whoever adds it must say. */
  baseUrl?(settings: Settings): string | undefined;
  /** What it needs beside URL and key. */
  settings?: readonly Setting[];
  /** Who asks, in its way. Signing needs to know what is sent. */
  headers(request: OutgoingRequest): Record<string, string>;
  chat: WireChat;
  /** Absent: it does not embed. */
  embeddings?: WireEmbeddings;
  /** Absent: it has no list that the key of its models can read. */
  models?: { path(settings: Settings): string; read(answer: unknown): string[] };
  /** Where OpenAI's Responses API is served as it is; undefined where it is not. */
  responses?(settings: Settings, baseUrl: string): string | undefined;
  /** Where it moderates as OpenAI does; absent: it does not. */
  moderations?: string;
  /** Corrects a status that does not say what it means. */
  status?(status: number, body: string): number;
}

export type Settings = Readonly<Record<string, string>>;

export interface Setting {
  name: string;
  label: string;
  required: boolean;
  /** What a value must look like: settings become part of addresses. */
  pattern: RegExp;
}

export interface OutgoingRequest {
  key: string | undefined;
  settings: Settings;
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  body: string | undefined;
  now: Date;
}

type Body = Record<string, unknown>;

export type WireChat = NativeChat | TranslatedChat;

/** Speaks OpenAI's format: request and answer go through unchanged. */
export interface NativeChat {
  native: true;
  path(model: string, settings: Settings): string;
  /** For the few parameters that have another name there. */
  request?(body: Body): Body;
}

export interface TranslatedChat {
  native: false;
  path(model: string, stream: boolean): string;
  framing: Framing;
  /** @throws 400 for what cannot be said in their format and would change the answer */
  request(body: Body): Body;
  /** @throws when the answer is not what they document */
  response(answer: unknown, model: string): ChatCompletion;
  stream(model: string): ChatTranslation;
}

/** How the events of a stream are set apart. */
export type Framing = 'sse' | 'aws-event-stream' | 'json-lines';

export interface WireEvent {
  /** Absent where the data alone says what it is. */
  event?: string;
  data: string;
}

/** One stream on its way from their events to OpenAI's chunks. */
export interface ChatTranslation {
  /** @throws UpstreamError when the event is one */
  feed(event: WireEvent): ChatChunk[];
  /** What is left to say; none of it says that the answer is complete unless they said so. */
  end(): ChatChunk[];
}

export type WireEmbeddings =
  | { native: true; path(model: string, settings: Settings): string }
  | {
      native: false;
      path(model: string): string;
      request(body: Body): Body;
      /** Vectors in the order of the texts; zero tokens where they do not count. */
      response(answer: unknown): { vectors: number[][]; tokens: number };
    };

/** A failure that comes inside of a stream that began well. */
export class UpstreamError extends Error {
  override name = 'UpstreamError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
