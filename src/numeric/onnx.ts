/**
 * Just enough of ONNX's protobuf wire format to write a model file: field numbers are those of onnx.proto3.
 * Writing it takes fewer lines than depending on a generated copy of the whole schema.
 */

export const TYPE = { float: 1, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
type TensorType = (typeof TYPE)[keyof typeof TYPE];

function varint(value: number): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const int = (field: number, value: number) => Buffer.concat([varint(field << 3), varint(value)]);

function bytes(field: number, value: Uint8Array | string): Buffer {
  const data = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint((field << 3) | 2), varint(data.length), data]);
}

function float(field: number, value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), data]);
}

/** A constant of the graph. */
export function tensor(
  name: string,
  type: TensorType,
  dims: readonly number[],
  data: ArrayBufferView,
): Buffer {
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([...dims.map((dim) => int(1, dim)), int(2, type), bytes(8, name), bytes(9, raw)]);
}

/** An attribute: whole numbers are INT, `{ float }` is FLOAT. */
function attribute(name: string, value: number | { float: number }): Buffer {
  const body = typeof value === 'number' ? [int(20, 2), int(3, value)] : [int(20, 1), float(2, value.float)];
  return Buffer.concat([bytes(1, name), ...body]);
}

export interface NodeSpec {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: Record<string, number | { float: number }>;
  /** `com.microsoft` for ONNX Runtime's fused operators. */
  domain?: string;
}

export function node({ op, inputs, outputs, attributes = {}, domain = '' }: NodeSpec): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
    bytes(7, domain),
  ]);
}

/** An input or output; a dimension given by name may vary. */
export function value(name: string, type: TensorType, dims: readonly (number | string)[]): Buffer {
  const shape = dims.map((dim) => bytes(1, typeof dim === 'string' ? bytes(2, dim) : int(1, dim)));
  const tensorType = Buffer.concat([int(1, type), bytes(2, Buffer.concat(shape))]);
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, tensorType))]);
}

export interface GraphSpec {
  nodes: readonly Buffer[];
  constants: readonly Buffer[];
  inputs: readonly Buffer[];
  outputs: readonly Buffer[];
}

/** The model file: IR version 10, operator set 19 and ONNX Runtime's own set 1. */
export function model(graph: GraphSpec): Buffer {
  const body = Buffer.concat([
    ...graph.nodes.map((part) => bytes(1, part)),
    bytes(2, 'graph'),
    ...graph.constants.map((part) => bytes(5, part)),
    ...graph.inputs.map((part) => bytes(11, part)),
    ...graph.outputs.map((part) => bytes(12, part)),
  ]);
  const opset = (domain: string, version: number) =>
    bytes(8, Buffer.concat([bytes(1, domain), int(2, version)]));
  return Buffer.concat([int(1, 10), bytes(7, body), opset('', 19), opset('com.microsoft', 1)]);
}
