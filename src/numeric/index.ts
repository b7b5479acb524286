/** Arithmetic in native code. Nothing here reads configuration or a database, so that a worker thread loads it in no time. */
export { loadCompiled } from './compiled.ts';
export { model, type NodeSpec, node, TYPE, tensor, value } from './onnx.ts';
export { sparseKernel } from './sparse-kernel.ts';
