/** A second door for the test harness only: it brings up a PostgreSQL the way the server does. */
export { initialiseCluster } from './cluster.ts';
export { startEmbedded } from './embedded.ts';
