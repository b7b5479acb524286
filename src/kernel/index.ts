export { deleteBlob, putBlob, readBlob, readBlobStart } from './blobs/blobs.ts';
export { ConfigError, loadConfig } from './config/load.ts';
export { type Config, configSchema } from './config/schema.ts';
export { DataDirInUse } from './database/data-dir-lock.ts';
export type { Database, Tx } from './database/scope.ts';
export { statement } from './database/statement.ts';
export type { Job } from './durable/durable.ts';
export { defineErrors, errorCatalogue, Failure } from './errors/define.ts';
export { errors } from './errors/kernel-errors.ts';
export { toFailure } from './errors/normalise.ts';
export { renderOpenAI } from './errors/render.ts';
export { type Actor, allow, open, platformActor, refusal } from './http/actor.ts';
export { begun } from './http/begun.ts';
export type { Bytes, Taker } from './http/bytes.ts';
export { type Lane, openLane } from './http/lane.ts';
export { type Audit, type Door, mount } from './http/mount.ts';
export { describeRoute } from './http/openapi.ts';
export { type IncomingFile, parseDocument } from './http/read-body.ts';
export {
  type Call,
  type Download,
  type HeaderReader,
  Passthrough,
  type Relay,
  type Route,
  route,
} from './http/route.ts';
export { CannotListen, createApp, listen } from './http/server.ts';
export { NamedEvent } from './http/server-sent-events.ts';
export { refuseUnstorable } from './http/storable.ts';
export { newId } from './ids.ts';
export { compileSchema } from './json-schema/linear-schema.ts';
export { keepFresh } from './keep-fresh.ts';
export { type Kernel, openKernel } from './kernel.ts';
export { detectLanguage } from './language/detect.ts';
export { sameText } from './language/same-text.ts';
export { type Span, sentences } from './language/sentences.ts';
export { terms } from './language/terms.ts';
export { createLog, type Log } from './log.ts';
export { ForbiddenAddress, type Outward, openOutward } from './net/outward-fetch.ts';
export { openKeyRing } from './secrets/key-ring.ts';
export { hashToken, newToken } from './secrets/tokens.ts';
export { onceThere, type Soon } from './soon.ts';
export { placeOf, type SpanPlace, type Telemetry } from './telemetry/telemetry.ts';
