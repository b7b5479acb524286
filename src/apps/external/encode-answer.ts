import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Spans that were not taken, by why. */
export interface Rejected {
  /** Without ids or a time. */
  invalid: number;
  /** More than one trace may have. */
  beyond: number;
}

/** An ExportTraceServiceResponse; it says nothing when everything was taken, as OTLP has it. */
export function encodeAnswer(protobuf: boolean, { invalid, beyond }: Rejected): Buffer {
  const rejected = invalid + beyond;
  const why = [
    invalid > 0 ? `${invalid} without a valid trace id, span id or start time` : '',
    beyond > 0 ? `${beyond} beyond the most that one trace may have` : '',
  ];
  const errorMessage = `Not taken: ${why.filter(Boolean).join('; ')}.`;
  if (!protobuf) {
    const answer = rejected > 0 ? { partialSuccess: { rejectedSpans: String(rejected), errorMessage } } : {};
    return Buffer.from(JSON.stringify(answer));
  }
  const writer = new BinaryWriter();
  if (rejected > 0) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.Varint).int64(rejected);
    writer.tag(2, WireType.LengthDelimited).string(errorMessage);
    writer.join();
  }
  return Buffer.from(writer.finish());
}
