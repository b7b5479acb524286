export { decodeRequest } from './external/decode-protobuf.ts';
