import { basename } from 'node:path';
import { gatewayErrors } from '../../errors.ts';

/** What we use of node-llama-cpp 3. It is no dependency: it brings hundreds of megabytes that most never need. */
export interface LlamaModule {
  getLlama(): Promise<Llama>;
  LlamaChat: new (options: { contextSequence: LlamaSequence }) => LlamaChat;
}

interface Llama {
  loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
}

interface LlamaModel {
  createContext(): Promise<{ getSequence(): LlamaSequence }>;
}

interface LlamaSequence {
  tokenMeter: { usedInputTokens: number; usedOutputTokens: number };
}

export type LlamaHistory = (
  | { type: 'system' | 'user'; text: string }
  | { type: 'model'; response: string[] }
)[];

interface LlamaChat {
  generateResponse(
    history: LlamaHistory,
    options: {
      onTextChunk(text: string): void;
      signal: AbortSignal;
      maxTokens?: number | undefined;
      temperature?: number | undefined;
      topP?: number | undefined;
      customStopTriggers?: string[] | undefined;
      grammar?: object | undefined;
    },
  ): Promise<{ metadata: { stopReason: string } }>;
}

/** A model in memory, ready to be asked. */
export interface LoadedModel {
  llama: Llama;
  chat: LlamaChat;
  sequence: LlamaSequence;
}

/** A name that no tool can see through: the package may be absent. */
const PACKAGE: string = 'node-llama-cpp';

/** @throws 503 that says how to install it */
export async function importLlama(): Promise<LlamaModule> {
  try {
    return await import(PACKAGE);
  } catch (cause) {
    throw gatewayErrors.gguf_needs_llama({}, cause);
  }
}

/** @throws 503 when the file is no model, or does not fit into the memory */
export async function loadModel(file: string, load: () => Promise<LlamaModule>): Promise<LoadedModel> {
  const { getLlama, LlamaChat } = await load();
  try {
    const llama = await getLlama();
    const context = await (await llama.loadModel({ modelPath: file })).createContext();
    const sequence = context.getSequence();
    return { llama, sequence, chat: new LlamaChat({ contextSequence: sequence }) };
  } catch (cause) {
    throw gatewayErrors.gguf_not_loaded({ file: basename(file) }, cause);
  }
}
