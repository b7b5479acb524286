/**
 * The house: a room imports only rooms below it, through their doors (index.ts; contract.ts, which is safe for the
 * browser; schema*.ts from another schema, because tables refer to tables). No exceptions list.
 */
const ROOMS = [
  'numeric',
  'kernel',
  'identity',
  'governance',
  'gateway',
  'guardrails',
  'knowledge',
  'apps',
  'evals',
  'tuning',
  'releases',
  'api',
];

const upwards = ROOMS.map((room, i) => ({
  name: `${room}-imports-only-below`,
  comment: `src/${room} may import only the rooms below it`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${[...ROOMS.slice(i + 1), 'cli'].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    {
      name: 'through-the-door',
      comment: "Another room's inside is private: import its index.ts or contract.ts",
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: 'schema[^/]*[.]ts$' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/(index|contract[^/]*|testing)[.]ts$'] },
    },
    {
      name: 'schemas-know-schemas-only',
      comment: 'A schema file is loaded by the migration tool; it may import other schemas and types alone',
      severity: 'error',
      from: { path: '^src/([^/]+)/.*schema[^/]*[.]ts$' },
      to: {
        path: '^src/',
        pathNot: ['schema[^/]*[.]ts$', '^src/$1/', 'contract[^/]*[.]ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'testing-doors-are-for-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: { path: '/testing[.]ts$' },
    },
    {
      name: 'contracts-are-safe-for-the-browser',
      severity: 'error',
      from: { path: '^src/.*contract[^/]*[.]ts$' },
      to: { pathNot: ['contract[^/]*[.]ts$', '^node_modules/zod/'] },
    },
    {
      name: 'studio-knows-contracts-only',
      severity: 'error',
      from: { path: '^studio/' },
      to: { path: '^src/', pathNot: 'contract[^/]*[.]ts$' },
    },
    {
      name: 'studio-parts-know-no-rooms',
      comment: 'What rooms share stands in parts/ and knows none of them',
      severity: 'error',
      from: { path: '^studio/src/(parts|client|i18n)/' },
      to: { path: '^studio/src/(rooms|shell)/' },
    },
    {
      name: 'server-does-not-know-the-studio',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(studio|test|bench|examples)/' },
    },
    {
      name: 'no-cycles',
      comment:
        "Not through types or late imports either: a screen takes its route from the room's addresses.ts",
      severity: 'error',
      from: { path: '^(src|studio|test|bench)/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(src|studio|test|bench)/' },
      to: { couldNotResolve: true, pathNot: '^mdast$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
