import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

/** The media types of OTLP over HTTP; the answer has the one of the request. */
export const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

export const ingestTraces = endpoint('POST /api/otlp/v1/traces', {
  summary:
    'Traces of other programs as OTLP over HTTP (protobuf or JSON, gzip or not): those that call models become runs',
  takes: 'bytes',
  accepts: [PROTOBUF, JSON_TYPE],
  output: z.object({
    /** Absent when everything was taken. */
    partialSuccess: z.object({ rejectedSpans: z.string(), errorMessage: z.string() }).optional(),
  }),
});
