import { parentPort, workerData } from 'node:worker_threads';
import { openEncoder } from './encoder.ts';
import type { EmbedReply, EmbedRequest, WorkerOptions } from './messages.ts';

/** Runs the encoder in a thread of its own: ONNX Runtime computes on the calling thread, and the server's must stay free. */
const encoder = await openEncoder(workerData as WorkerOptions);

parentPort?.on('message', async (request: EmbedRequest) => {
  let reply: EmbedReply;
  try {
    reply = { id: request.id, ...(await encoder.embed(request.texts)) };
  } catch (error) {
    reply = { id: request.id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply, 'vectors' in reply ? [reply.vectors.buffer] : []);
});
