/** What is used of the engine's WebAssembly: the types of Node know its shapes, but no constructors. */
declare namespace WebAssembly {
  var Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  var Memory: new (size: { initial: number; maximum?: number }) => Memory;
  var Instance: new (module: Module, imports: Record<string, Record<string, Memory>>) => Instance;
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, (...values: number[]) => number>>;
  }
}
