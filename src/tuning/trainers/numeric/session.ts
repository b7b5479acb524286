import { InferenceSession, type Tensor } from 'onnxruntime-node';

/** Opens a graph that this process has written. */
export function openSession(graph: Buffer, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(graph, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores away from the server that answers meanwhile.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}

/** The numbers of an output. */
export function floats(of: Tensor | undefined): Float32Array {
  if (!(of?.data instanceof Float32Array)) throw new TypeError('the graph gave no 32-bit numbers');
  return of.data;
}
